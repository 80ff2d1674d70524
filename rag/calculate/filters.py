"""The rows that meet a condition: above a limit, short of their plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.compute import Calculated, Computed, larger_first
from rag.calculate.plan import is_done
from rag.calculate.row_axis import axis_fit, axis_terms
from rag.find.book import TableView
from rag.find.candidates import PLAN, Candidate, has_number, is_rare, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.labels import Grams, pairs_of
from rag.find.match import Matcher
from rag.understand.conditions import reaches
from rag.understand.intent import ADDED_UP
from rag.understand.question import Query

_AXIS = re.compile(r"哪[一二两三四五六几]*(?:个|些)?(?P<axis>类|省|专业|学院|系|项目|企业|证书|课程)")
AXIS_FIT = 0.3
# What is left undone of these is no plan of how many to admit.
_TASK = re.compile(r"任务|目标|整改|举措")
# How many of them there are.
_COUNTS = re.compile(r"(?:几|多少)(?:个|项|家|类|种|门|所|名|位)(?!百分点)")
_CONDITION = re.compile(rf"{PLAN.pattern}|^任务$|[招录][满够足齐]|完成|达到|缺|超|任务数|指标数")


def above_or_below(query: Query, facts: Sequence[Fact], score: float) -> Calculated | None:
    """Return those of the figures that are above, or below, the limit that the question states."""
    if not query.claims:
        return None
    limit, unit = query.claims[0].value, query.claims[0].unit
    if is_rare(unit) and not any(fact.unit == unit for fact in facts):
        # 35岁以下的 is no condition on what is counted in anything else.
        return None
    above, reaching = query.comparison == "above", reaches(query.text)
    kept = tuple(
        f
        for f in facts
        if (f.value is not None and (f.value > limit if above else f.value < limit))
        or (reaching and f.value == limit)
    )
    if ADDED_UP.search(query.text) and len(kept) > 1 and _adds_up(query, kept):
        return Calculated("sum", score, kept, (compute.total(kept),))
    return Calculated("filter", score, kept)


def _adds_up(query: Query, facts: Sequence[Fact]) -> bool:
    """Whether the figures are to be added, not counted (一共几个); percentages make no sum."""
    counts = _COUNTS.search(query.text) and query.unit not in {fact.unit for fact in facts}
    return not counts and all(unit_class(fact.unit) != 0 for fact in facts)


def printed_band(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the row that is itself called by the limit asked (35岁及以下 of 35岁以下的教师有多少)."""
    query = matcher.query
    if not query.claims or query.want == "list":
        return None
    limit, side = re.escape(query.claims[0].text), "上" if query.comparison == "above" else "[下内]"
    band = re.compile(rf"(?<!\d){limit}[（(]?[及含]?[）)]?以?{side}")
    rows = [c for c in candidates if c.cell and band.search(c.cell.row.name) and not _in_other_unit(query, c)]
    best = next((c for c in rows if has_number(c)), None)
    if best is None:
        return None
    return Calculated("stated", best.score, (candidate_to_fact(best, matcher.book),))


def _in_other_unit(query: Query, candidate: Candidate) -> bool:
    """Whether a figure is no share where a share is asked, or in another unit than the one asked."""
    if query.percent or not query.unit:
        return query.percent != (unit_class(candidate.unit) == 0)
    # 老师有几个: people are counted with 个 as well.
    classes = {unit_class(query.unit), unit_class("人") if query.unit == "个" else None}
    return unit_class(candidate.unit) not in classes


def against_plan(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the rows whose done column is below, or not below, or above their plan column."""
    views = {id(c.view): c.view for c in candidates if c.view}
    planned = [view for view in views.values() if _has_plan(view)]
    if not planned:
        return None
    planned = [view for view in planned if _tells_all(matcher, view) and _has_things(matcher, view)]
    best = max(planned, key=lambda view: context_fit(matcher, view), default=None)
    if best is None:
        return None
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
        return Calculated("difference", context_fit(matcher, best), together.operands, (together,))
    return Calculated("filter", context_fit(matcher, best), tuple(facts), tuple(computed))


def _has_things(matcher: Matcher, view: TableView) -> bool:
    """Whether the rows of a table are things, not years, which only 哪一年 asks for."""
    return any(row.name for row in view.rows if not row.total) or "年" in matcher.query.text


def _tells_all(matcher: Matcher, view: TableView) -> bool:
    """Whether a table speaks of everything that a question names, but for the words of its condition."""
    labels = {id(label): matcher.fit(label).found for item in view.cells for label in (item.row, item.col)}
    around = matcher.around(view)
    found = (max(*told, near) for *told, near in zip(*labels.values(), around, strict=True))
    axis = axis_terms(matcher, view)
    # Beside a plan a task is no other thing (对照招生计划，没完成任务的).
    task = None if "计划" in matcher.query.text else _TASK.search(matcher.query.text)
    if task and not any(set(pairs_of(task.group())) <= told for told in (view.context, *_heads(view))):
        return False
    lost = [
        term
        for i, (term, share) in enumerate(zip(matcher.terms, found, strict=True))
        if not share and i not in axis and not _CONDITION.search(term.text)
    ]
    return not any(map(matcher.decisive, lost))


def _heads(view: TableView) -> Iterator[Grams]:
    return (item.col.all for item in view.cells)


def _has_plan(view: TableView) -> bool:
    heads = {" ".join(item.col.bare) for item in view.cells}
    return any(map(PLAN.search, heads)) and any(map(is_done, heads))


def context_fit(matcher: Matcher, view: TableView) -> float:
    """Return how well a table's surroundings fit; its rows are best what is asked for (哪几类, 哪些专业)."""
    asked = AXIS_FIT * axis_fit(matcher, view)
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
