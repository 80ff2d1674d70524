"""How a template is filled, and the right answers that rows of years and of things have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from eval.generate_tables import COUNTED, computed, expected_value, number, row_parts
from eval.labels import Named
from eval.types import Expectation

# Less than this is not said as 几倍.
_LEAST_TIMES = Decimal("1.3")


@dataclass(frozen=True, slots=True)
class Filling:
    """Words for the slots of a template, what is to be answered then, and the cell to be cited.

    ``lead`` names the table before the question, where the headings alone do not tell it.
    """

    words: dict[str, str]
    expect: Expectation
    cell: Named
    lead: str = ""


def unit_of(cell: Named) -> str:
    """Return the unit of a cell, empty for none."""
    return cell.cell.unit.replace("—", "")


def is_counted(cells: Sequence[Named]) -> bool:
    """Whether values are amounts of one unit, which can be added up and divided."""
    return all(unit_of(cell) in COUNTED and cell.cell.unit == cells[0].cell.unit for cell in cells)


def all_values(cells: Sequence[Named]) -> Expectation:
    """Expect the value of every cell."""
    return Expectation(values=tuple(expected_value(cell) for cell in cells))


def difference(cells: Sequence[Named]) -> Expectation | None:
    """Expect the difference of two cells, of percentages in 个百分点; none where they are equal."""
    a, b = map(number, cells)
    unit = "个百分点" if unit_of(cells[0]) == "%" else unit_of(cells[0])
    return Expectation(values=(computed(abs(a - b), unit, f"{a}-{b}"),)) if a != b else None


def total(cells: Sequence[Named]) -> Expectation | None:
    """Expect the sum of cells, none where their unit cannot be added up."""
    formula = "+".join(str(number(cell)) for cell in cells)
    value = sum(map(number, cells), Decimal(0))
    return Expectation(values=(computed(value, unit_of(cells[0]), formula),)) if is_counted(cells) else None


def share(cells: Sequence[Named]) -> Expectation | None:
    """Expect the first cell in percent of the second, which must not be the smaller one."""
    part, whole = map(number, cells)
    if not is_counted(cells) or not whole or part > whole:
        return None
    return Expectation(values=(computed(part / whole * 100, "%", f"{part}/{whole}*100"),))


def times(cells: Sequence[Named]) -> Expectation | None:
    """Expect how many times the second cell the first is, which must be clearly more."""
    a, b = map(number, cells)
    if not is_counted(cells) or not b or a < b * _LEAST_TIMES:
        return None
    return Expectation(values=(computed(a / b, "", f"{a}/{b}"),))


def highest(cells: Sequence[Named]) -> Expectation | None:
    """Expect the row and the value of the highest cell, none where two are."""
    first, second, *_ = sorted(cells, key=number, reverse=True)
    if number(first) == number(second):
        return None
    return Expectation(values=(expected_value(first),), text=row_parts(first))
