"""A part and its whole, each named by the question: before and behind 占, or the whole first (A里B占…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.calculate.complement import opposed, unasked_part
from rag.calculate.operands import Pair, askew, may_pair, operands_for
from rag.find.candidates import PLAN, Candidate, beside, distinct, name, value_of
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import LIGHT, SHARED, VERB

# Where the part ends, and where the whole may begin.
_SHARE = re.compile(r"占(?!地)|在|是|相当于|所占|比例|比重|[^\W\d]率")
# Behind a whole that stands before its part; but 高中生, 其中.
_WITHIN = re.compile(r"(?:里面?|之中|当中|(?<!其)中|(?<!以)内)(?=[，,]?[\u4e00-\u9fff])")
# What only says that it is a share, or that something is done.
_UNTELLING = re.compile(r"比例|比重|占比|份额|百分.*|整个|全部|所有")
# A whole that is one of several like its part is none.
_ALL = re.compile(r"总|全|各|所有|整个|合计")
_NOT = re.compile(r"[未没非]")
_COUNTED_TOGETHER = re.compile(r"共|总|合计|全部")

# A的B是C的百分之几 sets two things side by side, none of which need be a part of the other.
_RATIO = re.compile(r"是|相当于")

Sides = tuple[tuple[Term, ...], tuple[Term, ...], str]


def part_and_whole(matcher: Matcher) -> Pair | None:
    """Return the part and the whole that a question names, from one table or sentence if there is one."""
    for part, whole, said in _sides(matcher):
        pairs = [
            (_together(matcher, a, b, whole), a, b)
            for a in _parts(matcher, part, whole)
            for b in (*operands_for(matcher, whole), *_evident(matcher, a, whole, said))
            if _is_part(matcher, a, b, said)
            and not (said and _names(matcher, a, part) <= _names(matcher, b, part))
        ]
        if pairs:
            _, first, second = max(pairs, key=lambda pair: pair[0])
            return first, second
    return None


def _sides(matcher: Matcher) -> Iterator[Sides]:
    """The terms of the part, those of the whole and how the whole is said, likeliest first.

    Where the two are only set side by side, nothing is said of a whole.
    """
    text = matcher.query.text
    for match in _SHARE.finditer(text):
        if _inside_term(matcher, match):
            continue
        before = _between(matcher, 0, match.start())
        behind = _between(matcher, match.end(), len(text))
        if before and behind:
            yield before, behind, "" if _RATIO.fullmatch(match.group()) else text[match.end() :]
        for within in _WITHIN.finditer(text, 0, match.start()):
            if _inside_term(matcher, within):
                continue
            whole = _between(matcher, 0, within.start())
            part = _between(matcher, within.end(), match.end())
            if whole and part:
                yield part, whole, text[: within.start()]


def _inside_term(matcher: Matcher, match: re.Match[str]) -> bool:
    return any(t.start < match.start() < t.end or t.start < match.end() < t.end for t in matcher.terms)


def _between(matcher: Matcher, start: int, end: int) -> tuple[Term, ...]:
    found = [t for t in matcher.terms if start <= t.start and t.end <= end]
    telling = [t for t in found if not _UNTELLING.fullmatch(t.text) and (len(t.text) > 1 or t.base > SHARED)]
    return tuple(telling) if any(t.base > LIGHT for t in telling) else ()


def _parts(matcher: Matcher, part: Sequence[Term], whole: Sequence[Term]) -> list[Candidate]:
    """The figures that may be the part; what is counted of it may be said of the whole alone (占录取总数)."""
    if named := operands_for(matcher, part):
        return named
    both = matcher.for_terms((*part, *whole))
    starts = {term.start for term in part}
    own = frozenset(i for i, term in enumerate(both.terms) if term.start in starts)
    return [c for c in operands_for(matcher, (*part, *whole)) if c.cell and own <= c.covered]


def _is_part(matcher: Matcher, a: Candidate, b: Candidate, said: str) -> bool:
    if not distinct(a, b) or not may_pair(matcher, a, b) or askew(a, b) or a.year != b.year:
        return False
    if said and a.unit == b.unit and value_of(a) > value_of(b) and not PLAN.search(name(b)):
        # More may be done than was planned; else no part is larger than its whole.
        return False
    if unasked_part(matcher, b):
        return False
    return not _of_another_group(a, b) and not (_ALL.search(said) and _siblings(a, b))


def _of_another_group(a: Candidate, b: Candidate) -> bool:
    """Whether b is the 小计 of a group to which a does not belong."""
    if a.cell is None or b.cell is None or a.view is not b.view or not b.cell.row.total:
        return False
    group = b.cell.row.path[:-1]
    return a.cell.row.path[: len(group)] != group


def _names(matcher: Matcher, candidate: Candidate, terms: Sequence[Term]) -> float:
    """How much of some terms a figure's own name answers to; what names the part does not name the whole."""
    starts = {term.start for term in terms}
    if candidate.cell:
        row, col = matcher.fit(candidate.cell.row), matcher.fit(candidate.cell.col)
        found = tuple(map(max, row.found, col.found))
    else:
        near = candidate.figure.near if candidate.figure else frozenset()
        told, unit = name(candidate), candidate.unit
        found = tuple(matcher.found(t, near) or matcher.counted(t, told, unit) for t in matcher.terms)
    weighed = zip(matcher.terms, matcher.weights, found, strict=True)
    return sum(weight * share for term, weight, share in weighed if term.start in starts)


def may_make_share(matcher: Matcher, pair: Pair) -> bool:
    """Tell whether two figures found together may be part and whole, where the question does not say which.

    Of two rows side by side neither is the whole, unless it is named as such: behind 占, or before 里.
    """
    a, b = pair
    if matcher.query.operation != "share":
        return True
    whole = a if value_of(a) > value_of(b) else b
    if opposed(name(a), name(b)) or unasked_part(matcher, whole):
        return False
    in_one_row = a.cell is not None and b.cell is not None and a.cell.row is b.cell.row
    if in_one_row or not _siblings(a, b):
        return True
    text = matcher.query.text
    behind = re.search(r"占(?![比地])|相当于|是", text)
    within = list(_WITHIN.finditer(text, 0, behind.start() if behind else len(text)))
    return any(
        (behind is not None and matcher.terms[i].start >= behind.end())
        or (bool(within) and matcher.terms[i].end <= within[-1].start())
        for i in whole.own
    )


def _siblings(a: Candidate, b: Candidate) -> bool:
    """Whether two cells of a table are two parts of one whole."""
    if a.cell is None or b.cell is None or a.view is not b.view:
        return False
    if a.cell.cell.row == b.cell.cell.row:
        one, other = a.cell.col, b.cell.col
    else:
        one, other = a.cell.row, b.cell.row
    return one is not other and one.path[:-1] == other.path[:-1] and not one.total and not other.total


def _together(matcher: Matcher, a: Candidate, b: Candidate, whole: Sequence[Term]) -> float:
    """How well two figures fit; a part and its whole stand in one column, if nothing is done of a plan."""
    # 落实的毕业生 are a figure called so, not one of which just the table's title speaks so.
    told = all(i in b.covered for i, term in enumerate(whole) if term.base >= VERB)
    fit = a.score + b.score + (0.3 if told else 0.0)
    if _NOT.search(name(b)) and not _NOT.search(matcher.query.text):
        fit -= 0.5
    if a.sentence is not None and a.sentence is b.sentence:
        return fit + 0.6
    if a.sentence is not None and b.sentence is not None and a.sentence.paragraph is b.sentence.paragraph:
        fit += 0.3
    one_kind = a.cell and b.cell and a.view is b.view and a.cell.cell.col == b.cell.cell.col
    return fit + 0.3 * beside(a, b) + (0.3 if one_kind else 0.0)


def _evident(matcher: Matcher, part: Candidate, whole: Sequence[Term], said: str) -> list[Candidate]:
    """The whole of the very sentence or column that a part stands in, where that is what is spoken of."""
    if part.cell is None:
        return _told_total(matcher, part, whole)
    if not _ALL.search(said) or part.view is None:
        return []
    named = matcher.for_terms(tuple(whole))
    column = part.cell.col
    totals = [
        c
        for c in named.table_candidates([part.view])
        if c.cell and c.cell.col is column and c.cell.row.total and named.fits(c.missing)
    ]
    # 合计, and no 小计.
    outermost = min((len(c.cell.row.path) for c in totals if c.cell), default=0)
    return [c for c in totals if c.cell and len(c.cell.row.path) == outermost]


def _told_total(matcher: Matcher, part: Candidate, whole: Sequence[Term]) -> list[Candidate]:
    """What a sentence counts together before its parts (共开设课程704门，其中录播课程696门)."""
    sentence, figure = part.sentence, part.figure
    if sentence is None or figure is None:
        return []
    before = [
        view
        for view in sentence.figures
        if view.figure.end <= figure.figure.start
        and view.figure.unit == figure.figure.unit
        and view.figure.value >= figure.figure.value
        and not view.figure.change
        and _COUNTED_TOGETHER.search(view.subject)
    ]
    if not before or re.search(r"[；;]", sentence.text[before[-1].figure.end : figure.figure.start]):
        return []
    named = matcher.for_terms(tuple(whole))
    scored = named.prose_candidates([sentence], any_year=True)
    return [
        replace(c, year=part.year)
        for c in scored
        if c.figure is before[-1] and named.fits(c.missing) and c.year == part.year
    ]
