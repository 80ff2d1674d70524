"""The rows that meet a condition: above a limit, short of their plan, risen or fallen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rag import compute
from rag.book import TableView
from rag.candidates import PLAN, Candidate, same_name
from rag.changes import both_years
from rag.compute import Calculated, Computed, larger_first
from rag.facts import Fact, candidate_to_fact
from rag.intent import ADDED_UP
from rag.match import Matcher
from rag.pairs import is_done
from rag.question import Query

_AXIS = re.compile(r"哪[一二两三四五六几]*(?:个|些)?(?P<axis>类|省|专业|学院|系|项目|企业|证书|课程)")
AXIS_FIT = 0.3
_CONDITION = re.compile(rf"{PLAN.pattern}|[招录]满|完成|缺")


def above_or_below(query: Query, facts: Sequence[Fact], score: float) -> Calculated | None:
    """Return those of the figures that are above, or below, the limit that the question states."""
    if not query.claims:
        return None
    limit = query.claims[0].value
    above = query.comparison == "above"
    kept = tuple(f for f in facts if f.value is not None and (f.value > limit if above else f.value < limit))
    if ADDED_UP.search(query.text) and len(kept) > 1:
        return Calculated("sum", score, kept, (compute.total(kept),))
    return Calculated("filter", score, kept)


def against_plan(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the rows whose done column is below, or not below, or above their plan column."""
    views = {id(c.view): c.view for c in candidates if c.view}
    planned = [view for view in views.values() if _has_plan(view)]
    if not planned:
        return None
    best = max(planned, key=lambda view: _context_fit(matcher, view))
    by_row: dict[int, list[Candidate]] = {}
    for c in candidates:
        if c.view is best and c.cell:
            by_row.setdefault(c.cell.cell.row, []).append(c)
    facts: list[Fact] = []
    computed: list[Computed] = []
    for _, cells in sorted(by_row.items()):
        plan, done = _plan_and_done(matcher, cells)
        if plan and done and _meets(matcher.query.comparison, plan.value, done.value):
            facts.append(done)
            computed.append(compute.difference(*larger_first(plan, done)))
    if ADDED_UP.search(matcher.query.text) and len(computed) > 1:
        larger, smaller = (tuple(pair.operands[i] for pair in computed) for i in (0, 1))
        together = compute.difference(larger, smaller)
        return Calculated("difference", _context_fit(matcher, best), together.operands, (together,))
    return Calculated("filter", _context_fit(matcher, best), tuple(facts), tuple(computed))


def _has_plan(view: TableView) -> bool:
    heads = {" ".join(item.col.bare) for item in view.cells}
    return any(map(PLAN.search, heads)) and any(map(is_done, heads))


def _context_fit(matcher: Matcher, view: TableView) -> float:
    """How well a table's surroundings fit; its rows are best what is asked for (哪几类, 哪些专业)."""
    axis = _AXIS.search(matcher.query.text)
    heads = view.stub_heads[-1:] if axis else ()
    asked = AXIS_FIT if axis and any(axis["axis"] in head for head in heads) else 0.0
    # 招满, 计划 name the condition; that a heading speaks of plans makes no table the one meant.
    telling = (not _CONDITION.search(term.text) for term in matcher.terms)
    found = [matcher.found(t, view.context) * tells for t, tells in zip(matcher.terms, telling, strict=True)]
    return asked + matcher.weight_of(found)


def _plan_and_done(matcher: Matcher, cells: Sequence[Candidate]) -> tuple[Fact | None, Fact | None]:
    """What was planned and done in a row; of a row that adds up others, nothing."""
    heads = [(" ".join(c.cell.col.bare), c) for c in cells if c.cell and not c.cell.row.total]
    plan = next((candidate_to_fact(c, matcher.book) for head, c in heads if PLAN.search(head)), None)
    done = next((candidate_to_fact(c, matcher.book) for head, c in heads if is_done(head)), None)
    return plan, done


def _meets(comparison: str, plan: Decimal | None, done: Decimal | None) -> bool:
    if plan is None or done is None:
        return False
    return {"unfinished": done < plan, "finished": done >= plan, "exceeded": done > plan}[comparison]


def over_years(matcher: Matcher) -> Calculated | None:
    """Return the rows of the asked table that rose or fell between its two years."""
    data_year = matcher.book.report.data_year
    years = matcher.years if len(matcher.years) > 1 else ((data_year, data_year - 1) if data_year else ())
    if not years:
        return None
    found = [c for c in both_years(matcher, years) if c.cell and c.view]
    views = {id(c.view): c.view for c in found if c.view}
    best = max(views.values(), key=lambda view: _context_fit(matcher, view), default=None)
    if best is None:
        return None
    news = [c for c in found if c.view is best and c.year == max(years)]
    news.sort(key=lambda c: c.cell.cell.row if c.cell else 0)
    olds = [c for c in found if c.year == min(years)]
    changes = [change for new in news if (change := _change(matcher, new, olds))]
    fallen = matcher.query.comparison == "fallen"
    kept = tuple(change for change in changes if change.value and (change.value < 0) == fallen)
    facts = tuple(change.operands[0] for change in kept)
    return Calculated("filter-years", _context_fit(matcher, best), facts, kept)


def _change(matcher: Matcher, new: Candidate, olds: Sequence[Candidate]) -> Computed | None:
    old = next((c for c in olds if same_name(new, c)), None)
    if old is None:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in (new, old))
    return compute.difference(*facts) if compute.comparable(facts) else None
