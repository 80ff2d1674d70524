"""What comes of figures and what is to be done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from rag.by_name.task import Task
from rag.calculate import compute
from rag.calculate.compute import Calculated, Computed, larger_first
from rag.find.candidates import unit_class
from rag.find.facts import Fact

_SCORE = 2.0
_FEWEST, _FEW = 3, 4
# By so much parts may miss their whole.
SLACK = Decimal("0.05")

Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Case:
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


def _values(case: Case) -> Calculated | None:
    facts = case.facts
    if len({fact.ref for fact in facts}) == 1 < len({fact.year for fact in facts}):
        facts = tuple(sorted(facts, key=lambda fact: fact.year or 0))
    return Calculated("values", _SCORE, facts)


def _of_two(operation: str) -> Callable[[Case], Calculated | None]:
    def made(case: Case) -> Calculated | None:
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


def _per(case: Case) -> Calculated | None:
    """One figure of a row for each of another (平均每个工位设备值多少)."""
    if len(case.facts) != 2 or any(unit_class(fact.unit) == 0 for fact in case.facts):
        return None
    first, second = reversed(case.facts) if case.task.reversed else case.facts
    result = compute.per(first, second)
    return Calculated("per", _SCORE, (first, second), (result,)) if result else None


def _over_years(case: Case) -> Calculated | None:
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


def _together(operation: str) -> Callable[[Case], Calculated | None]:
    def made(case: Case) -> Calculated | None:
        facts = case.facts
        if case.regrouped and len(facts) == len(case.every):
            return None
        if len(facts) < 2 or not compute.comparable(facts) or unit_class(facts[0].unit) == 0:
            return None
        result = compute.total(facts) if operation == "sum" else compute.mean(facts)
        return Calculated(operation, _SCORE, facts, (result,))

    return made


def _total(case: Case) -> Calculated | None:
    """The total that the table prints, or the sum of its rows where it prints none."""
    if len(case.wholes) == 1:
        return Calculated("values", _SCORE, case.wholes)
    return _together("sum")(case) if not case.wholes else None


def _share_of_all(case: Case) -> Calculated | None:
    """What figures are of all of their column, if these are parts of one whole."""
    facts, every = case.facts, case.every
    if case.shared:
        return None
    if len(every) < _FEWEST or not compute.comparable(every) or unit_class(facts[0].unit) == 0:
        return None
    summed = sum((fact.value or Decimal(0)) for fact in every)
    apart = {whole: abs((whole.value or Decimal(0)) - summed) for whole in case.wholes}
    totals = sorted((w for w in apart if apart[w] <= summed * SLACK), key=lambda whole: apart[whole])
    if bool(totals) != bool(case.wholes) or not set(facts) <= set(every) or case.regrouped:
        return None
    whole = tuple(totals[:1]) or every
    result = compute.share(facts, whole)
    return Calculated("share", _SCORE, (*facts, *whole), (result,)) if result else None


def _parts_of(case: Case) -> Calculated | None:
    """What several figures together are of the last one."""
    *parts, whole = case.facts
    summed = sum((fact.value or Decimal(0) for fact in parts), Decimal(0))
    if not compute.comparable(case.facts) or unit_class(whole.unit) == 0 or summed > (whole.value or 0):
        return None
    result = compute.share(tuple(parts), whole)
    return Calculated("share", _SCORE, case.facts, (result,)) if result else None


def _share_of_row(case: Case) -> Calculated | None:
    """What a figure is of the one of its row that it is counted in (商学院里女生占几成)."""
    if case.over is None or unit_class(case.over.unit) == 0:
        return None
    result = compute.share(case.facts[0], case.over)
    return Calculated("share", _SCORE, (case.facts[0], case.over), (result,)) if result else None


def _ordered(facts: Facts, *, most: bool) -> list[Fact]:
    return sorted(facts, key=lambda fact: fact.value or 0, reverse=most)


def _extreme(operation: str) -> Callable[[Case], Calculated | None]:
    def made(case: Case) -> Calculated | None:
        if len(case.facts) < 2 or not compute.comparable(case.facts):
            return None
        ordered = _ordered(case.facts, most=operation == "max")
        first = tuple(fact for fact in ordered if fact.value == ordered[0].value)
        return Calculated(operation, _SCORE, tuple(ordered) if len(ordered) <= _FEW else first)

    return made


def _rank(case: Case) -> Calculated | None:
    """All figures in order, or so many of them from an end; what ties with the last of these as well."""
    if len(case.facts) < 2 or not compute.comparable(case.facts):
        return None
    ordered = _ordered(case.facts, most=case.task.does in ("descending", "first"))
    number = case.task.many
    if case.task.does in ("first", "last") and 0 < number < len(ordered):
        ordered = [f for i, f in enumerate(ordered) if i < number or f.value == ordered[number - 1].value]
    return Calculated("rank", _SCORE, tuple(ordered))


def _gap(case: Case) -> Calculated | None:
    if len(case.facts) < _FEWEST or not compute.comparable(case.facts):
        return None
    ordered = _ordered(case.facts, most=True)
    apart = compute.difference(ordered[0], ordered[-1])
    if case.task.does == "extremes":
        return Calculated("extremes", _SCORE, (ordered[0], ordered[-1]))
    return Calculated("difference", _SCORE, (ordered[0], ordered[-1]), (apart,))


def _place(case: Case) -> Calculated | None:
    """Which place a row has among all of its column, the most first."""
    if len(case.every) < _FEWEST or not compute.comparable(case.every) or case.facts[0] not in case.every:
        return None
    ordered = _ordered(case.every, most=True)
    place = 1 + sum((fact.value or 0) > (case.facts[0].value or 0) for fact in ordered)
    result = Computed(f"从高到低逐项比较，居第 {place}", Decimal(place), "", tuple(ordered))
    return Calculated("place", _SCORE, (case.facts[0], *ordered), (result,))


def _filtered(case: Case) -> Calculated | None:
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


def _listed(operation: str) -> Callable[[Case], Calculated | None]:
    return lambda case: Calculated(operation, _SCORE, case.facts)


_DOING: Mapping[str, Callable[[Case], Calculated | None]] = {
    "values": _values,
    "difference": _of_two("difference"),
    "share": _of_two("share"),
    "part": _of_two("share"),
    "multiple": _of_two("multiple"),
    "ratio": _of_two("multiple"),
    "per": _per,
    "change": _over_years,
    "growth": _over_years,
    "sum": _together("sum"),
    "average": _together("average"),
    "total": _total,
    "share-of-all": _share_of_all,
    "share-of-row": _share_of_row,
    "parts-of": _parts_of,
    "max": _extreme("max"),
    "min": _extreme("min"),
    "first": _rank,
    "last": _rank,
    "ascending": _rank,
    "descending": _rank,
    "gap": _gap,
    "extremes": _gap,
    "place": _place,
    "rows": _listed("filter"),
    "count-rows": _listed("count"),
    **dict.fromkeys(
        ("over", "over-or-equal", "under", "under-or-equal", "over-average", "under-average"), _filtered
    ),
}


def done(case: Case) -> Calculated | None:
    """Return what comes of a case, None where its figures do not bear it."""
    return _DOING[case.task.does](case)
