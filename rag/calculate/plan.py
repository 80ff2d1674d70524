"""What was done of what was planned: 招生计划完成了百分之多少, 比计划少招多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.calculate.operands import Pair
from rag.find.candidates import PLAN, Candidate
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.words import NOUN

_OF_PLAN = re.compile(r"完成|招满|录满|录取|实际|差|(?<!多)少|超|多(?=[招录收报])")
_AGAINST_PLAN = re.compile(
    rf"[比较离距与和跟同][^，,年]{{0,6}}(?:{PLAN.pattern})|占[^，,]{{0,6}}(?:{PLAN.pattern})|"
    rf"(?:{PLAN.pattern})的?(?:人?数|名额)?[，,]?(?:减去?|扣除|与|和|跟|同)(?:实际)?(?:的)?(?:录取|报到)[^，,]{{0,6}}?(?:差|缺|是?多少|$|[，,])"
)
_DONE = re.compile(r"实际|录取|完成|报到|到位|执行|决算")
# 招生计划 names no 单独招生.
_ENROLLED = re.compile(r"招生|录取|报到|计划")


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
    text = matcher.query.text
    items.sort(
        key=lambda item: (
            item.col.path[:-1] != plan_path,
            item.col.name not in text,
            -len(matcher.fit(item.col).own),
        )
    )
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
