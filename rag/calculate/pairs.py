"""The two figures that a difference, a growth, a multiple or a share is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from rag.calculate.left_out import counted_apart
from rag.calculate.operands import Pair, askew, may_pair, named_share, operands_for
from rag.calculate.shares import part_and_whole
from rag.find.candidates import (
    PLAN,
    Candidate,
    alike,
    beside,
    cell_candidate,
    distinct,
    has_number,
    unit_class,
    value_of,
)
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.question import understand
from rag.understand.words import NOUN, VERB

POOL = 40
NAMED_IN_FULL = 0.5
_MOST, _LEAST = re.compile(r"最[高大多]"), re.compile(r"最[低小少]")
_OF_PLAN = re.compile(r"完成|招满|录满|录取|实际|差|(?<!多)少|超|多(?=[招录收报])")
_AGAINST_PLAN = re.compile(
    rf"[比较离距与和跟同][^，,年]{{0,6}}(?:{PLAN.pattern})|占[^，,]{{0,6}}(?:{PLAN.pattern})|"
    rf"(?:{PLAN.pattern})的?(?:人?数|名额)?[，,]?(?:减去?|扣除|与|和|跟|同)(?:实际)?(?:的)?(?:录取|报到)[^，,]{{0,6}}?(?:差|缺|是?多少|$|[，,])"
)
# 商学院里, 机电系当中
_WITHIN = re.compile(
    r"(?:学院|系|专业|班)?(?:的?(?:全部|所有)?(?:在校生|学生|毕业生)(?:总?人?数)?)?"
    r"(?:里[面头边]?|当中|之中|中|内部?)(?![外高职专])"
)
_DONE = re.compile(r"实际|录取|完成|报到|到位|执行|决算")
SEPARATORS = {
    "share": re.compile(r"占(?!比)|在|是|相当于"),
    "multiple": re.compile(r"是|相当于|比|为"),
    "difference": re.compile(r"比|较|减去?|超出|没有?|未|离|距|与|和|跟|同"),
    "growth": re.compile(r"比|较"),
}
# 招生计划 names no 单独招生.
_ENROLLED = re.compile(r"招生|录取|报到|计划")
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


def against_plan_asked(matcher: Matcher) -> bool:
    """Tell whether a question sets what was done against what was planned."""
    return bool(_AGAINST_PLAN.search(matcher.query.text))


def done_of_plan(matcher: Matcher, candidates: Sequence[Candidate]) -> Pair | None:
    """What was done of what was planned in one row (计划完成了百分之多少, 比计划少招多少).

    Where the question names no row, the one for all.
    """
    if not PLAN.search(matcher.query.text) or not _OF_PLAN.search(matcher.query.text):
        return None
    plans = [c for c in candidates if c.cell and PLAN.search(" ".join(c.cell.col.bare))]
    plans = [c for c in plans if matcher.fits([t for t in c.missing if not _OF_PLAN.search(t.text)])]
    # Of a plan printed for each province and together, that together is meant.
    plans.sort(key=lambda c: not (c.cell and c.cell.col.total))
    named = [c for c in plans if _row_is_named(matcher, c)]
    if named and _names_its_group(matcher, named[0]):
        # Of a 二级学院 its 小计 is meant, not the first of its 专业.
        named = [c for c in plans if _is_total_of(c, named[0])]
        if not named:
            return None
    for plan in named or [c for c in plans if c.cell and c.cell.row.total and not _lacks_group(c)]:
        done = _done_in_row(matcher, plan)
        if done is not None:
            return (done, plan) if matcher.query.operation == "share" else (plan, done)
    return None


def _lacks_group(candidate: Candidate) -> bool:
    """Whether a question names a group (单招) that the row for all does not answer to."""
    return any(
        term.known and term.base >= NOUN and not _ENROLLED.search(term.text) for term in candidate.missing
    )


def _names_its_group(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a question names only the group that a row belongs to, of which there are other rows."""
    cell, view = candidate.cell, candidate.view
    if cell is None or view is None or len(cell.row.bare) < 2:
        return False
    beside = {item.row.path for item in view.cells if item.row.path[:1] == cell.row.path[:1]}
    own = _ENROLLED.sub("", cell.row.bare[-1])
    return len(beside) > 1 and matcher.specificity(grams(own)) == 0.0


def _is_total_of(candidate: Candidate, row: Candidate) -> bool:
    a, b = candidate.cell, row.cell
    return bool(a and b and a.row.total and candidate.view is row.view and a.row.path[:1] == b.row.path[:1])


def _done_in_row(matcher: Matcher, plan: Candidate) -> Candidate | None:
    """What was done of a plan: the column of its row that the question names, else the first."""
    if plan.view is None or plan.cell is None:
        return None
    plan_path = plan.cell.col.path[:-1]
    items = [
        item
        for item in plan.view.cells
        if item.row is plan.cell.row and is_done(" ".join(item.col.bare)) and item.cell.value is not None
    ]
    items.sort(key=lambda item: (item.col.path[:-1] != plan_path, -len(matcher.fit(item.col).own)))
    return replace(plan, cell=items[0]) if items else None


def _row_is_named(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a question names a row by words that are not those of the columns (计划, 招生, 录取)."""
    if candidate.cell is None or candidate.cell.row.total:
        return False
    heads = re.compile(rf"{PLAN.pattern}|{_DONE.pattern}|招生|人数")
    return any(not heads.fullmatch(matcher.terms[i].text) for i in matcher.fit(candidate.cell.row).own)


def is_done(head: str) -> bool:
    """Tell whether a column holds what was done of a plan."""
    return bool(_DONE.search(head)) and not PLAN.search(head) and not re.search(r"率|占比|比例", head)


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
