"""Figures that a question lists (A、B和C), and pairs of which a side is such a list (A和B合起来占C的多少).

Each thing of a list is found by its own words, and all of them side by side: in one column, row or
sentence. A list of which one thing is not found is no list: a sum short of one part would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.calculate.compute import Side
from rag.calculate.operands import may_pair, named_share
from rag.calculate.pairs import SEPARATORS
from rag.find.candidates import Candidate, alike, beside, distinct, has_number, name, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.intent import ADDED_UP
from rag.understand.items import JOINER, TOTAL, WITHIN, Span, terms_in, things
from rag.understand.terms import Term
from rag.understand.words import SHARED

_SUM_BEFORE = re.compile(r"(?:加起来|之和|相加|总和|合起来|合计)(?:是否|是不是)?$")
# Of those named before, some are left out.
_TAKEN_OUT = re.compile(r"[内里中的外][，,]?[但而却]又?(?:不是|不属于|不在|不含|非)[^，,]{2,10}的")
_PART = re.compile("学院|系(?![列统数])|校区|专业群?")
_EACH_SHARE = re.compile(r"(?:各自?|分别)的?(?:占(?!地)|(?:比[例重]|权重|占比)(?:是|为))")
TRIED = 6
BESIDE = 0.8
# A thing of a list must be named by this much of its label.
NAMED = 0.35
# What it counts that the things of a list are named alike.
LIKE = 0.3

Group = tuple[Candidate, ...]


def grouped_sides(matcher: Matcher) -> tuple[Side, Side] | None:
    """The two sides of a pair, before and behind 占, 比 and the like, where one is several figures."""
    pattern, text = SEPARATORS.get(matcher.query.operation), matcher.query.text
    if pattern is None or not JOINER.search(text):
        return None
    for match in sorted(pattern.finditer(text), key=lambda match: _rank(match, text)):
        if any(term.start <= match.start() < term.end for term in matcher.terms):
            continue
        for left_span, right_span in _spans(matcher, match.span()):
            left = _group(matcher, left_span)
            right = _group(matcher, right_span, beside_of=left)
            if left and right:
                left = _group(matcher, left_span, beside_of=right) or left
            if left and right and len(left) + len(right) > 2 and _fit_together(matcher, left, right):
                return _as_side(matcher, left), _as_side(matcher, right)
    return None


def _rank(separator: re.Match[str], text: str) -> tuple[int, int]:
    """How likely a word separates two sides: behind 加起来 most; 和 elsewhere joins first of all."""
    behind_sum = _SUM_BEFORE.search(text[: separator.start()])
    joins = JOINER.fullmatch(separator.group()) is not None
    return (0 if behind_sum else 2 if joins else 1, separator.start())


def left_open(matcher: Matcher) -> bool:
    """Tell whether a question adds up things that it lists: then less than all of them is no answer.

    Nor is a figure of all where some are taken out of them (省内但不是本市的).
    """
    text = matcher.query.text
    if _TAKEN_OUT.search(text):
        return True
    if matcher.query.operation == "share":
        whole = re.search(r"占(?!比)", text)
        return len(things(matcher, (0, whole.start() if whole else len(text)))) > 1
    return ADDED_UP.search(text) is not None and is_list(matcher)


def _spans(matcher: Matcher, separator: Span) -> list[tuple[Span, Span]]:
    """Where the two sides may stand: around the separator, or the whole before its parts (C里A和B占多少)."""
    text = matcher.query.text
    spans = [((0, separator[0]), (separator[1], len(text)))]
    within = WITHIN.search(text, 0, separator[0])
    if matcher.query.operation == "share" and within:
        spans.append(((within.end(), separator[0]), (0, within.start())))
    return spans


def _fit_together(matcher: Matcher, left: Group, right: Group) -> bool:
    return all(distinct(a, b) and may_pair(matcher, a, b) for a in left for b in right)


def _as_side(matcher: Matcher, group: Group) -> Side:
    facts = tuple(candidate_to_fact(candidate, matcher.book) for candidate in group)
    return facts if len(facts) > 1 else facts[0]


def _group(matcher: Matcher, span: Span, beside_of: Group = ()) -> Group:
    """The figures that a part of the question names: those of its list, or one.

    Args:
        matcher: the question against the report.
        span: the part of the question.
        beside_of: the figures of the other side; of several that fit, one of their column is meant.
    """
    terms = terms_in(matcher, span)
    if beside_of and TOTAL.search(matcher.query.text, *span) and _says_only_total(matcher, terms, beside_of):
        return _total_over(matcher, beside_of)
    if not any(term.base >= SHARED for term in terms):
        return ()
    if parts := listed(matcher, span, beside_of=beside_of) or listed(matcher, span):
        return parts
    if len(things(matcher, span)) > 1:
        return ()
    part, found = _found(matcher, terms)
    fitting = [c for c in found if part.fits(c.missing) and named_share(part, c) > 0.4]
    fitting.sort(key=lambda c: not _in_column_of(c, beside_of))
    return tuple(fitting[:1])


def _says_only_total(matcher: Matcher, terms: Sequence[Term], group: Group) -> bool:
    """Whether a whole is named by no more than the column of its parts (A和B占录取总数)."""
    columns = [c.cell.col for c in group if c.cell]
    return not any(
        term.base >= 1.0
        and not any(pairs <= col.all for col in columns if (pairs := grams(TOTAL.sub("", term.text))))
        for term in terms
    )


def _in_column_of(candidate: Candidate, group: Group) -> bool:
    return bool(group) and all(
        candidate.cell
        and other.cell
        and candidate.view is other.view
        and candidate.cell.col is other.cell.col
        for other in group
    )


def _total_over(matcher: Matcher, group: Group) -> Group:
    """The row of all, in the column of some figures."""
    views = [group[0].view] if group[0].view else []
    totals = [c for c in matcher.table_candidates(views) if c.cell and c.cell.row.total and has_number(c)]
    fitting = [c for c in totals if _in_column_of(c, group) and all(distinct(c, other) for other in group)]
    return tuple(sorted(fitting, key=lambda c: len(c.cell.row.path) if c.cell else 0)[:1])


def listed(
    matcher: Matcher, span: Span | None = None, *, beside_of: Group = (), of_all: Span | None = None
) -> Group:
    """The figures of a list in the question, in its order; none where one of them is not found.

    Args:
        matcher: the question against the report.
        span: the part of the question to look in; by default all of it.
        beside_of: figures in whose column those of the list are to stand, where given.
        of_all: the part of the question that speaks of all that is listed; by default the same.
    """
    span = span or (0, len(matcher.query.text))
    items = things(matcher, span)
    named = [item for item in items if item]
    if len(items) < 2 or not named or len({tuple(t.text for t in item) for item in named}) < len(named):
        # 2030年理科和2029年理科 is one thing in two years.
        return ()
    taken = {term.start for item in items for term in item}
    shared = tuple(term for term in terms_in(matcher, of_all or span) if term.start not in taken)
    found = [_usable(matcher, item, shared, named) for item in named]
    if beside_of:
        found = [[c for c in candidates if _in_column_of(c, beside_of)] for candidates in found]
    groups = [
        group
        for k in dict.fromkeys((len(named) - 1, 0))
        for anchor in found[k][:TRIED]
        if len(group := _around(anchor, k, found)) == len(named)
    ]
    best = max(groups, key=lambda group: sum(c.score for c in group), default=())
    if best and len(named) < len(items):
        # 全校、省内和市内: all of them are one of the list.
        return (*_total_over(matcher, best), *best) if _total_over(matcher, best) else ()
    return best


def each_share(matcher: Matcher) -> Group:
    """For 甲、乙各占多大比例, the share that is printed of each; nothing where one of them is not."""
    if matcher.query.operation != "share" or not _EACH_SHARE.search(matcher.query.text):
        return ()
    plain = Matcher(replace(matcher.query, operation="lookup"), matcher.book, matcher.dense)
    each = listed(plain)
    return each if all(unit_class(c.unit) == unit_class("%") for c in each) else ()


def is_list(matcher: Matcher) -> bool:
    """Tell whether a question lists things one by one."""
    return number_listed(matcher) > 1


def number_listed(matcher: Matcher) -> int:
    """Return how many things a question lists one by one."""
    return len(things(matcher, (0, len(matcher.query.text))))


def _found(matcher: Matcher, terms: tuple[Term, ...]) -> tuple[Matcher, list[Candidate]]:
    part = matcher.for_terms(terms)
    ratio = matcher.query.operation in ("share", "multiple")
    usable = (
        c
        for c in part.candidates()
        if has_number(c) and c.covered and not (ratio and unit_class(c.unit) == 0)
    )
    return part, sorted(usable, key=lambda c: -c.score)


def _usable(
    matcher: Matcher, item: tuple[Term, ...], shared: tuple[Term, ...], items: Sequence[tuple[Term, ...]]
) -> list[Candidate]:
    """What may be one thing of a list: its nouns, and what no other thing is called, stand in its own name.

    What the question says of all of them (…一共报到多少人) tells which of its figures is meant.
    """
    part, found = _found(matcher, tuple(sorted((*item, *shared), key=lambda term: term.start)))
    own = {term.start for term in item}
    nouns = frozenset(i for i, term in enumerate(part.terms) if term.base >= 1.0 and term.start in own)
    others = {term.text for other in items if other is not item for term in other}
    telling = frozenset(
        i for i, term in enumerate(part.terms) if term.start in own and term.text not in others
    )
    kind = _part_named(part, item)
    of_kind = [c for c in found if kind and _is_such(c, kind)]
    # Two nouns that both stand in a name (西部、东北) tell it however long it is.
    return [
        c
        for c in of_kind or found
        if nouns <= c.covered
        and (not telling or telling & c.covered)
        and not any(term.base >= 1.0 and part.decisive(term) for term in c.missing)
        and (len(nouns) > 1 or named_share(part, c) > NAMED or _begins(part, nouns, c))
    ]


def _part_named(part: Matcher, item: Sequence[Term]) -> str:
    """The kind of part that a thing of a list is called (学院): its 专业 are other rows."""
    named = (_PART.match(part.query.text, term.end) or _PART.search(term.text) for term in item[::-1])
    return next((match.group() for match in named if match), "")


def _is_such(candidate: Candidate, kind: str) -> bool:
    """Whether a row is such a part, or the 小计 of one."""
    row = candidate.cell.row if candidate.cell else None
    names = row.bare if row and row.total else row.bare[-1:] if row else ()
    return any(name.endswith(kind) for name in names)


def _begins(part: Matcher, nouns: frozenset[int], candidate: Candidate) -> bool:
    """Whether a row, or the words before a figure, begin with the name of a thing (博士 of 博士研究生)."""
    if candidate.cell:
        label = candidate.cell.row.bare[-1] if candidate.cell.row.bare else ""
        return any(part.terms[i].known and label.startswith(part.terms[i].text) for i in nouns)
    subject = candidate.figure.subject.strip() if candidate.figure else ""
    return any(part.terms[i].name and subject.startswith(part.terms[i].text) for i in nouns)


def _around(anchor: Candidate, k: int, found: Sequence[Sequence[Candidate]]) -> Group:
    """For each thing the best figure beside the anchor, which is that of the k-th."""
    group: list[Candidate] = []
    for i, candidates in enumerate(found):
        if i == k:
            group.append(anchor)
            continue
        fitting = (
            c
            for c in candidates
            if alike(c, anchor)
            and c.year == anchor.year
            and beside(c, anchor) >= BESIDE
            and all(distinct(c, other) for other in (*group, anchor))
        )
        best = max(fitting, key=lambda c: c.score + LIKE * _likeness(c, anchor), default=None)
        if best is None:
            return ()
        group.append(best)
    return tuple(group)


def _likeness(a: Candidate, b: Candidate) -> float:
    """How much of their names two figures share: beside 市外录取线, 市内 means 市内录取线."""
    one, other = grams(name(a)), grams(name(b))
    return len(one & other) / (len(one | other) or 1)
