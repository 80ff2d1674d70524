"""The two figures that a difference, a growth, a multiple or a share is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from rag.calculate.left_out import counted_apart
from rag.calculate.operands import Pair, askew, may_pair, named_share, operands_for
from rag.calculate.plan import done_of_plan
from rag.calculate.shares import part_and_whole
from rag.find.candidates import (
    Candidate,
    alike,
    beside,
    cell_candidate,
    distinct,
    has_number,
    unit_class,
    value_of,
)
from rag.find.match import Matcher
from rag.understand.question import understand
from rag.understand.words import NOUN, VERB

POOL = 40
NAMED_IN_FULL = 0.5
_MOST, _LEAST = re.compile(r"最[高大多]"), re.compile(r"最[低小少]")
# 商学院里, 机电系当中
_WITHIN = re.compile(
    r"(?:学院|系|专业|班)?(?:的?(?:全部|所有)?(?:在校生|学生|毕业生)(?:总?人?数)?)?"
    r"(?:里[面头边]?|当中|之中|中|内部?)(?![外高职专])"
)
SEPARATORS = {
    "share": re.compile(r"占(?!比)|在|是|相当于"),
    "multiple": re.compile(r"是|相当于|比|为"),
    "difference": re.compile(r"比|较|减去?|超出|没有?|未|离|距|与|和|跟|同"),
    "growth": re.compile(r"比|较"),
}
# 占全部录取人数: no group's total is meant.
_OF_ALL = re.compile(r"占(?:了)?(?:全部|所有|总|全校|全院|整个)")
_NOT = re.compile(r"没有?|未")
_DATED = re.compile(
    r"(?P<one>(?:19|20)\d{2}年?[^，,和与比跟]*?)[和与比跟同](?P<two>(?:19|20)\d{2}年?[^，,的在差相高低多少谁哪]+)(?P<tail>.*)"
)


def sides(matcher: Matcher) -> Pair | None:
    """The figures named before and behind 占, 是…的几倍, 比, each found by its own words."""
    if matcher.query.operation == "share":
        return part_and_whole(matcher)
    pattern = SEPARATORS.get(matcher.query.operation)
    if pattern is None:
        return None
    taken = [(t.start, t.end) for t in matcher.terms if not pattern.fullmatch(t.text)]
    for match in pattern.finditer(matcher.query.text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        left = tuple(t for t in matcher.terms if t.end <= match.start())
        right = tuple(t for t in matcher.terms if t.start >= match.end())
        if not left or not right:
            continue
        pairs = [
            (a.score + b.score + 0.3 * beside(a, b), a, b)
            for a in operands_for(matcher, left)
            for b in operands_for(matcher, right)
            if distinct(a, b) and may_pair(matcher, a, b) and not askew(a, b) and a.year == b.year
        ]
        if _NOT.fullmatch(match.group()):
            if counted_apart(matcher, right):
                return None
            # Those who did not come are some of all of them, told beside them.
            pairs = [pair for pair in pairs if _are_some_of(matcher, *pair[1:])]
        if pairs:
            _, first, second = max(pairs, key=lambda pair: pair[0])
            return first, second
    return None


def _are_some_of(matcher: Matcher, whole: Candidate, part: Candidate) -> bool:
    """Whether those of one figure may be some of those of another, of just whom is asked."""
    in_full = min(max(c.specificity, named_share(matcher, c)) for c in (whole, part)) >= NAMED_IN_FULL
    return in_full and beside(whole, part) > 0 and value_of(whole) >= value_of(part)


def clear_sides(matcher: Matcher) -> Pair | None:
    """The two sides of 占, where both are named in full and stand side by side in a table."""
    pair = sides(matcher)
    if pair is None or min(c.specificity for c in pair) < 0.6 or beside(*pair) < 1.0:
        return None
    return pair


def covering_pair(matcher: Matcher, candidates: Sequence[Candidate]) -> Pair | None:
    """Two figures that answer to the question together, each to a part the other does not."""
    best: tuple[float, Candidate, Candidate] | None = None
    for a, b in combinations([c for c in candidates if c.covered][:POOL], 2):
        if not distinct(a, b) or not may_pair(matcher, a, b):
            continue
        if not (a.own - b.own and b.own - a.own):
            continue
        if askew(a, b) or (not beside(a, b) and min(a.specificity, b.specificity) < 0.7):
            continue
        missing = [term for term in a.missing if term in b.missing]
        if not matcher.fits(missing):
            continue
        score = matcher.support(missing) + 0.15 * (a.specificity + b.specificity) + 0.25 * beside(a, b)
        score += 0.25 * (a.coverage + b.coverage)
        if best is None or score > best[0]:
            best = (score, a, b)
    if best is None:
        return None
    _, a, b = best
    return (a, b) if _position(matcher, a, b) <= _position(matcher, b, a) else (b, a)


def _position(matcher: Matcher, own: Candidate, other: Candidate) -> int:
    return min((matcher.terms[i].start for i in own.own - other.own), default=0)


def whole_pair(matcher: Matcher, candidates: Sequence[Candidate]) -> Pair | None:
    """Two figures side by side that answer to everything; then how the question is put matters less."""
    pair = done_of_plan(matcher, candidates) or _against_total(matcher, candidates)
    if pair is None and (covering := covering_pair(matcher, candidates)):
        lost = [term for term in covering[0].missing if term in covering[1].missing]
        pair = covering if beside(*covering) >= 0.8 and matcher.support(lost) > 0.9 else None
    return pair


def _against_total(matcher: Matcher, candidates: Sequence[Candidate]) -> Pair | None:
    """A part against the whole that the question names only as such (比全校高多少)."""
    # 全校录取了没来报到的 is about all, and sets nothing against it.
    whole = r"(?:全校|全院|整体|总体|全省|全市|合计)"
    if not re.search(
        rf"[比较离距与和跟同占在][^，,]{{0,4}}{whole}|{whole}[^，,]{{0,4}}[比差]", matcher.query.text
    ):
        return None
    return part_of_total(matcher, candidates, parents=False)


def part_of_total(matcher: Matcher, candidates: Sequence[Candidate], *, parents: bool = True) -> Pair | None:
    """Return a part and its whole: the row over it, where ``parents`` count, or the total row."""
    share = matcher.query.operation == "share"
    for part in candidates:
        if part.cell is None or not matcher.fits(part.missing) or part.cell.row.total:
            continue
        if share and unit_class(part.unit) == 0:
            continue
        if share and within_row(matcher, part) and (over := whole_of_row(part)):
            return part, over
        for whole in candidates:
            item = whole.cell
            if item is None or whole.view is not part.view or item.cell.col != part.cell.cell.col:
                continue
            # The row it is a part of (其中：…) is the nearer whole, if the part is named by more than it.
            if share and not part.own - whole.own:
                continue
            if parents and item.row.path and item.row.path == part.cell.row.path[:-1]:
                return part, whole
            if item.row.total:
                return part, _outermost(whole, candidates) if _OF_ALL.search(matcher.query.text) else whole
    return None


def within_row(matcher: Matcher, part: Candidate) -> bool:
    """Tell whether a question asks for a share within one row (商学院里女生占几成), not of a column."""
    if part.cell is None:
        return False
    found = matcher.fit(part.cell.row).found
    ends = [term.end for term, share in zip(matcher.terms, found, strict=True) if share and term.base >= VERB]
    return any(_WITHIN.match(matcher.query.text, end) for end in ends)


def whole_of_row(part: Candidate) -> Candidate | None:
    """Return the figure of a row that another of its figures is counted in: 在校生 beside 女生.

    In every row of the table it is the larger; of several such the first.
    """
    view, own = part.view, part.cell
    if view is None or own is None:
        return None
    values = {(item.cell.row, item.cell.col): item.cell.value for item in view.cells}
    rows = {row for row, col in values if col == own.cell.col and values[row, col] is not None}
    beside = [
        item
        for item in view.cells
        if item.cell.row == own.cell.row and item.cell.unit == own.cell.unit and item.year == own.year
    ]
    for item in beside:
        pairs = [(values.get((row, item.cell.col)), values[row, own.cell.col]) for row in rows]
        if item.cell.col != own.cell.col and all(w is not None and p is not None and w > p for w, p in pairs):
            return cell_candidate(view, item)
    return None


def _outermost(total: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The total of a whole column, beside that of a group."""
    column = total.cell.col if total.cell else None
    alike = [c for c in candidates if c.cell and c.view is total.view and c.cell.col is column]
    totals = [c for c in alike if c.cell and c.cell.row.total and has_number(c)]
    return min(totals, key=lambda c: len(c.cell.row.path) if c.cell else 0, default=total)


def told_extremes(matcher: Matcher) -> Pair | None:
    """The most and the least that a sentence tells one behind the other, of just what is asked."""
    asked = [t for t in matcher.terms if t.base >= NOUN and not _MOST.search(t.text)]
    found = {
        (c.sentence.ref, c.figure.figure.start): c for c in matcher.candidates() if c.sentence and c.figure
    }
    pairs: list[Pair] = []
    for sentence in matcher.book.sentences:
        for views in pairwise(sentence.figures):
            if not _MOST.search(views[0].subject) or not _LEAST.search(views[1].subject):
                continue
            most, least = (found.get((sentence.ref, view.figure.start)) for view in views)
            named = all(matcher.found(term, views[0].near | sentence.context) for term in asked)
            if most and least and named and alike(most, least):
                pairs.append((most, least))
    return max(pairs, key=lambda pair: pair[0].score, default=None)


def dated_sides(matcher: Matcher) -> Pair | None:
    """Two things, each of its own year (2020年理科和2019年文科，谁的…更高)."""
    match = _DATED.search(matcher.query.text)
    if match is None:
        return None
    before = matcher.query.text[: match.start()]
    first = _of_its_year(matcher, before, match["one"], match["tail"])
    second = first and _of_its_year(matcher, before, match["two"], match["tail"])
    if first is None or second is None:
        return None
    differ = first.cell and second.cell and first.cell.row.own != second.cell.row.own
    return (first, second) if differ and alike(first, second) else None


def _of_its_year(matcher: Matcher, before: str, side: str, tail: str) -> Candidate | None:
    """The best cell for one side of a comparison, read as a question of its own."""
    if not any(term.base >= 0.6 for term in understand(side).terms):
        return None
    query = understand(f"{before}{side}{tail}")
    if len(query.years) != 1:
        return None
    query = replace(query, operation="lookup", want="number", unit="", offsets=())
    part = Matcher(query, matcher.book, matcher.dense)
    cells = part.table_candidates(matcher.book.tables)
    usable = [c for c in cells if has_number(c) and part.fits(c.missing)]
    return max(usable, key=lambda c: c.score, default=None)
