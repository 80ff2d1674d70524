"""What comes of a question that names the very headings of a table: nothing is left to weigh."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from rag.by_name.selected import Selected, selections
from rag.by_name.task import Task, task_of
from rag.calculate import compute
from rag.calculate.compute import Calculated, Computed, larger_first
from rag.calculate.pairs import whole_of_row
from rag.calculate.printed import GROWN
from rag.calculate.row_axis import views_asked
from rag.calculate.sets import REST, asks_for
from rag.calculate.wholes import without_wholes
from rag.find.candidates import Candidate, cell_candidate, unit_class, unit_contradicts, value_of
from rag.find.facts import Fact, candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.match import Matcher
from rag.understand.intent import asks_amount_too
from rag.understand.references import find_references

_SCORE = 2.0
_FEWEST, _FEW = 3, 4
# By so much parts may miss their whole.
_SLACK = Decimal("0.05")
# A column of shares tells by itself what one would reckon.
_PRINTED_SHARE = re.compile("占比|比例|比重")

Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """The figures as facts with what is to be done.

    ``wholes`` are those of the totals of their column, ``every`` those of all its other rows.
    ``regrouped`` tells that its groups of rows count the same things again (by post, by age),
    ``shared`` that the table prints shares itself. ``over`` is what its row counts it in.
    ``too``: the amount is asked for beside a growth.
    """

    facts: Facts
    task: Task
    wholes: Facts = ()
    every: Facts = ()
    regrouped: bool = False
    shared: bool = False
    over: Fact | None = None
    too: bool = False


def reckoned_by_name(matcher: Matcher, said: str) -> Calculated | None:
    """Return what a question asks of figures whose headings it names; None where it says anything else.

    Where the headings stand in several tables, all of these must come to the same.

    Args:
        matcher: the question against the report.
        said: the question as it was said; nothing comes of one that is put together from several turns.
    """
    if (
        not said
        or matcher.book.grids
        or matcher.query.want in ("passage", "gist", "check")
        or matcher.other_bodies
    ):
        return None
    texts = dict.fromkeys((said, matcher.query.text))
    return next((made for text in texts if (made := _of_text(matcher, text))), None)


def _of_text(matcher: Matcher, said: str) -> Calculated | None:
    text = find_references(spelled(said))[1]
    found: list[tuple[int, Calculated]] = []
    views = tuple(views_asked(matcher))
    printed = frozenset(
        name for view in views for name in (*view.names.rows, *view.names.cols) if name in text
    )
    for view in views:
        for selected in selections(view, text, printed, matcher.book.report.data_year):
            if not selected.size and not matcher.query.references:
                continue
            task = task_of(selected.words, selected.axis, selected.at, column=selected.column)
            if task is None:
                continue
            other = _is_something_else(matcher, selected, task)
            if made := None if other else _DOES[task.does](_case(matcher, selected, task)):
                found.append((selected.size, made))
            # What the fewest words ask for is what is asked.
            break
    longest = max((size for size, _ in found), default=0)
    results = [made for size, made in found if size == longest]
    return results[0] if results and len({_told(made) for made in results}) == 1 else None


def _is_something_else(matcher: Matcher, selected: Selected, task: Task) -> bool:
    """Whether figures that are named are not what is asked for.

    Those just looked up are in another kind of unit, or not named as printed; a growth is printed beside
    them; groups are compared, of which each has a row of its own.
    """
    view = selected.view
    if task.does == "values":
        units = (unit_contradicts(matcher.query, cell_candidate(view, c)) for c in selected.cells)
        return not (selected.exact and selected.listed) or any(units)
    if task.does == "growth":
        heads = {
            name for item in view.cells if item.cell.unit == "%" for name in (*item.row.bare, *item.col.bare)
        }
        return any(map(GROWN.search, heads))
    outer = view.stub_heads[:-1]
    return selected.axis == "all" and any(asks_for(matcher, head) for head in outer)


def _told(made: Calculated) -> tuple[object, ...]:
    return made.operation, *(fact.value for fact in made.facts), *(c.value for c in made.computed)


def _case(matcher: Matcher, selected: Selected, task: Task) -> _Case:
    """The facts of what is selected: of a whole column its rows, none of those that hold others."""
    view, cells = selected.view, [cell_candidate(selected.view, item) for item in selected.cells]
    column = {item.col.index for item in selected.cells}
    year = {item.year for item in selected.cells}
    beside = [
        cell_candidate(view, item)
        for item in view.cells
        if item.col.index in column and item.year in year and item.cell.value is not None
    ]
    every = without_wholes(beside) if len(column) == 1 else []
    wholes = [c for c in beside if c.cell and c.cell.row.total]
    shared = any(_PRINTED_SHARE.search("".join(item.col.bare)) for item in view.cells)
    facts = every if selected.axis == "all" else cells
    if selected.axis == "all" and task.does in ("max", "min", "first", "last", "gap", "extremes"):
        facts = [c for c in facts if c.cell and not REST.match(c.cell.row.name)] or facts
    whole = whole_of_row(cells[0]) if task.does == "share-of-row" else None
    over = candidate_to_fact(whole, matcher.book) if whole else None
    told = [tuple(candidate_to_fact(c, matcher.book) for c in group) for group in (facts, wholes, every)]
    return _Case(
        told[0],
        task,
        told[1],
        told[2],
        _is_regrouped(every),
        shared,
        over,
        asks_amount_too(matcher.query.text),
    )


def _is_regrouped(rows: Sequence[Candidate]) -> bool:
    """Whether two groups of rows come to the same, so that they part one whole in two ways."""
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.cell.row.bare[:-1] if row.cell else ()] += value_of(row)
    pairs = combinations((s for s in sums.values() if s), 2)
    return any(abs(a - b) <= max(a, b) * _SLACK for a, b in pairs)


def _values(case: _Case) -> Calculated | None:
    facts = case.facts
    if len({fact.ref for fact in facts}) == 1 < len({fact.year for fact in facts}):
        facts = tuple(sorted(facts, key=lambda fact: fact.year or 0))
    return Calculated("values", _SCORE, facts)


def _of_two(operation: str) -> Callable[[_Case], Calculated | None]:
    def made(case: _Case) -> Calculated | None:
        if len(case.facts) != 2 or not compute.comparable(case.facts):
            return None
        first, second = reversed(case.facts) if case.task.reversed else case.facts
        percent = unit_class(first.unit) == 0
        if operation == "difference":
            first, second = larger_first(first, second)
        elif percent:
            return None
        elif operation == "share" and case.task.together:
            # 报考多少，通过多少，占百分之几: the part is the smaller.
            second, first = larger_first(first, second)
        result = compute.of_two(operation, first, second)
        return Calculated(operation, _SCORE, (first, second), (result,)) if result else None

    return made


def _over_years(case: _Case) -> Calculated | None:
    """The change from the earlier year to the later: of percentages in 个百分点, else as it is asked for."""
    if len(case.facts) != 2 or not compute.comparable(case.facts):
        return None
    old, new = sorted(case.facts, key=lambda fact: fact.year or 0)
    growth = case.task.does == "growth" and unit_class(new.unit) != 0
    if growth and case.too and (rate := compute.growth(new, old)):
        both = (compute.difference(new, old), rate)
        return Calculated("difference-years+growth-years", _SCORE, (new, old), both)
    operation = "growth" if growth else "difference"
    result = compute.of_two(operation, new, old)
    return Calculated(f"{operation}-years", _SCORE, (new, old), (result,)) if result else None


def _together(operation: str) -> Callable[[_Case], Calculated | None]:
    def made(case: _Case) -> Calculated | None:
        facts = case.facts
        if case.regrouped and len(facts) == len(case.every):
            return None
        if len(facts) < 2 or not compute.comparable(facts) or unit_class(facts[0].unit) == 0:
            return None
        result = compute.total(facts) if operation == "sum" else compute.mean(facts)
        return Calculated(operation, _SCORE, facts, (result,))

    return made


def _total(case: _Case) -> Calculated | None:
    """The total that the table prints, or the sum of its rows where it prints none."""
    if len(case.wholes) == 1:
        return Calculated("values", _SCORE, case.wholes)
    return _together("sum")(case) if not case.wholes else None


def _share_of_all(case: _Case) -> Calculated | None:
    """What figures are of all of their column, if these are parts of one whole."""
    facts, every = case.facts, case.every
    if case.shared:
        return None
    if len(every) < _FEWEST or not compute.comparable(every) or unit_class(facts[0].unit) == 0:
        return None
    summed = sum((fact.value or Decimal(0)) for fact in every)
    apart = {whole: abs((whole.value or Decimal(0)) - summed) for whole in case.wholes}
    totals = sorted((w for w in apart if apart[w] <= summed * _SLACK), key=lambda whole: apart[whole])
    if bool(totals) != bool(case.wholes) or not set(facts) <= set(every) or case.regrouped:
        return None
    whole = tuple(totals[:1]) or every
    result = compute.share(facts, whole)
    return Calculated("share", _SCORE, (*facts, *whole), (result,)) if result else None


def _share_of_row(case: _Case) -> Calculated | None:
    """What a figure is of the one of its row that it is counted in (商学院里女生占几成)."""
    if case.over is None or unit_class(case.over.unit) == 0:
        return None
    result = compute.share(case.facts[0], case.over)
    return Calculated("share", _SCORE, (case.facts[0], case.over), (result,)) if result else None


def _ordered(facts: Facts, *, most: bool) -> list[Fact]:
    return sorted(facts, key=lambda fact: fact.value or 0, reverse=most)


def _extreme(operation: str) -> Callable[[_Case], Calculated | None]:
    def made(case: _Case) -> Calculated | None:
        if len(case.facts) < 2 or not compute.comparable(case.facts):
            return None
        ordered = _ordered(case.facts, most=operation == "max")
        first = tuple(fact for fact in ordered if fact.value == ordered[0].value)
        return Calculated(operation, _SCORE, tuple(ordered) if len(ordered) <= _FEW else first)

    return made


def _rank(case: _Case) -> Calculated | None:
    """All figures in order, or so many of them from an end; what ties with the last of these as well."""
    if len(case.facts) < 2 or not compute.comparable(case.facts):
        return None
    ordered = _ordered(case.facts, most=case.task.does in ("descending", "first"))
    number = case.task.many
    if case.task.does in ("first", "last") and 0 < number < len(ordered):
        ordered = [f for i, f in enumerate(ordered) if i < number or f.value == ordered[number - 1].value]
    return Calculated("rank", _SCORE, tuple(ordered))


def _gap(case: _Case) -> Calculated | None:
    if len(case.facts) < _FEWEST or not compute.comparable(case.facts):
        return None
    ordered = _ordered(case.facts, most=True)
    apart = compute.difference(ordered[0], ordered[-1])
    if case.task.does == "extremes":
        return Calculated("extremes", _SCORE, (ordered[0], ordered[-1]))
    return Calculated("difference", _SCORE, (ordered[0], ordered[-1]), (apart,))


def _place(case: _Case) -> Calculated | None:
    """Which place a row has among all of its column, the most first."""
    if len(case.every) < _FEWEST or not compute.comparable(case.every) or case.facts[0] not in case.every:
        return None
    ordered = _ordered(case.every, most=True)
    place = 1 + sum((fact.value or 0) > (case.facts[0].value or 0) for fact in ordered)
    result = Computed(f"从高到低逐项比较，居第 {place}", Decimal(place), "", tuple(ordered))
    return Calculated("place", _SCORE, (case.facts[0], *ordered), (result,))


def _filtered(case: _Case) -> Calculated | None:
    """The rows over or under the figure that is told, or the average of all."""
    if len(case.facts) < 2 or not compute.comparable(case.facts):
        return None
    limit = case.task.limit_in(case.facts[0].unit)
    computed: tuple[Computed, ...] = ()
    if case.task.does.endswith("average"):
        if unit_class(case.facts[0].unit) == 0 or case.regrouped:
            return None
        computed = (compute.mean(case.facts),)
        limit = sum((f.value or Decimal(0) for f in case.facts), Decimal(0)) / len(case.facts)
    if limit is None:
        return None
    over = case.task.does.startswith("over")
    kept = tuple(
        f
        for f in case.facts
        if f.value is not None
        and (
            (f.value > limit if over else f.value < limit) or ("equal" in case.task.does and f.value == limit)
        )
    )
    operation = "over-average" if over and computed else "under-average" if computed else "filter"
    return Calculated("count" if case.task.counts and not computed else operation, _SCORE, kept, computed)


_DOES: Mapping[str, Callable[[_Case], Calculated | None]] = {
    "values": _values,
    "difference": _of_two("difference"),
    "share": _of_two("share"),
    "part": _of_two("share"),
    "multiple": _of_two("multiple"),
    "ratio": _of_two("multiple"),
    "change": _over_years,
    "growth": _over_years,
    "sum": _together("sum"),
    "average": _together("average"),
    "total": _total,
    "share-of-all": _share_of_all,
    "share-of-row": _share_of_row,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "first": _rank,
    "last": _rank,
    "ascending": _rank,
    "descending": _rank,
    "gap": _gap,
    "extremes": _gap,
    "place": _place,
    **dict.fromkeys(
        ("over", "over-or-equal", "under", "under-or-equal", "over-average", "under-average"), _filtered
    ),
}
