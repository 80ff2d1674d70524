"""Pairs of which a side is added up from several figures: A和B合起来占C的多少, A比B加C多几."""

from __future__ import annotations

import re

from rag.candidates import Candidate, alike, has_number
from rag.compute import Side
from rag.facts import candidate_to_fact
from rag.match import Matcher
from rag.pairs import SEPARATORS, may_pair
from rag.question import with_terms
from rag.sets import named_parts
from rag.terms import Term

_JOINED = re.compile(r"[和与及加、跟]")

Group = tuple[Candidate, ...]


def grouped_sides(matcher: Matcher) -> tuple[Side, Side] | None:
    """The two sides of a pair, before and behind 占, 比 and the like, where one is several figures."""
    pattern = SEPARATORS.get(matcher.query.operation)
    if pattern is None or not _JOINED.search(matcher.query.text):
        return None
    for match in pattern.finditer(matcher.query.text):
        if any(term.start <= match.start() < term.end for term in matcher.terms):
            continue
        left = _group(matcher, tuple(t for t in matcher.terms if t.end <= match.start()))
        right = _group(matcher, tuple(t for t in matcher.terms if t.start >= match.end()))
        several = len(left) > 1 or len(right) > 1
        if left and right and several and _fit_together(matcher, left, right):
            return _as_side(matcher, left), _as_side(matcher, right)
    return None


def _fit_together(matcher: Matcher, left: Group, right: Group) -> bool:
    return all(may_pair(matcher, a, b) for a in left for b in right) and not set(map(id, left)) & set(
        map(id, right)
    )


def _as_side(matcher: Matcher, group: Group) -> Side:
    facts = tuple(candidate_to_fact(candidate, matcher.book) for candidate in group)
    return facts if len(facts) > 1 else facts[0]


def _group(matcher: Matcher, terms: tuple[Term, ...]) -> Group:
    """The figures that some words of the question name: one, or several joined by 和 and the like."""
    if not any(term.base >= 1.0 for term in terms):
        return ()
    part = Matcher(with_terms(matcher.query, terms), matcher.book, matcher.dense)
    found = part.table_candidates(matcher.book.tables) + part.prose_candidates(matcher.book.sentences)
    usable = sorted((c for c in found if has_number(c)), key=lambda c: -c.score)
    several = named_parts(part, usable)
    if len(several) > 1 and all(alike(several[0], other) for other in several):
        return tuple(several)
    return tuple([c for c in usable if part.fits(c.missing) and c.covered and c.specificity > 0.4][:1])
