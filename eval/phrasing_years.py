"""Templates on tables whose rows are indicators and whose columns are two years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from eval.generate_tables import DOWN, UP, computed, expected_value, number
from eval.labels import Named, by_year
from eval.phrasing_types import Filling, all_values, difference, highest, share, times, total, unit_of
from eval.types import Expectation

_Answer = Callable[[Sequence[Named]], Expectation | None]


def _change(cells: Sequence[Named]) -> Expectation | None:
    """A change of percentages is asked in 个百分点, by an operation of its own."""
    return difference(cells) if unit_of(cells[0]) != "%" else None


def _points(cells: Sequence[Named]) -> Expectation | None:
    return difference(cells) if unit_of(cells[0]) == "%" else None


def _growth(cells: Sequence[Named]) -> Expectation | None:
    a, b = map(number, cells)
    if a == b or not a or unit_of(cells[0]) == "%":
        return None
    return Expectation(values=(computed(abs(b - a) / a * 100, "%", f"({b}-{a})/{a}*100"),))


def _trend(cells: Sequence[Named]) -> Expectation | None:
    a, b = map(number, cells)
    return Expectation(text=(UP if b > a else DOWN,)) if a != b else None


def _higher_year(cells: Sequence[Named]) -> Expectation | None:
    low, high = sorted(cells, key=number)
    if number(low) == number(high):
        return None
    return Expectation(values=(expected_value(high),), text=(str(high.year),))


# Of the earlier and the later year of one indicator.
_OF_YEARS: dict[str, _Answer] = {
    "both": all_values,
    "diff": _change,
    "points": _points,
    "growth": _growth,
    "trend": _trend,
    "whichyear": _higher_year,
}
# Of two indicators in the later year.
_OF_INDICATORS: dict[str, _Answer] = {
    "sumx": total,
    "diffx": difference,
    "sharex": share,
    "timesx": times,
    "higherx": highest,
}


def year_fillings(named: tuple[Named, ...], op: str, text: str, rng: Random) -> Iterator[Filling]:
    """Yield the fillings of a template, in an order by chance.

    The two years follow each other, as the later is asked with 比上年 too.
    """
    pairs = [cells for cells in by_year(named).values() if len(cells) == 2]
    rng.shuffle(pairs)
    for old, new in pairs:
        words = {"x": old.what, "y1": str(old.year), "y2": str(new.year), "u": unit_of(new)}
        mate = _mate(new, pairs, rng) if "{x2}" in text else None
        if (new.year or 0) - (old.year or 0) != 1 or (mate is None and "{x2}" in text):
            continue
        if op == "value":
            expect: Expectation | None = all_values([new if "{y2}" in text else old])
        else:
            expect = _OF_INDICATORS[op]((new, mate)) if mate else _OF_YEARS[op]((old, new))
        if expect:
            yield Filling(words | ({"x2": mate.what} if mate else {}), expect, new)


def _mate(cell: Named, pairs: list[list[Named]], rng: Random) -> Named | None:
    """Another indicator of the same table, year, heading and unit."""
    mates = [
        new
        for _, new in pairs
        if (new.table.id, new.year, new.column, new.cell.unit)
        == (cell.table.id, cell.year, cell.column, cell.cell.unit)
        and new.what != cell.what
    ]
    return rng.choice(mates) if mates else None
