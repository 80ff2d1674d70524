"""Templates on tables whose rows are things of one kind and whose columns are measures of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from random import Random

from eval.generate_tables import column_name, computed, expected_value, number, row_name, row_parts
from eval.labels import Named, by_column, clean_label, is_total, label_year
from eval.phrasing_types import (
    Filling,
    all_values,
    difference,
    highest,
    is_counted,
    share,
    times,
    total,
    unit_of,
)
from eval.types import Expectation, ExpectedValue

_Answer = Callable[[Sequence[Named]], Expectation | None]
_WholeAnswer = Callable[[Sequence[Named], Sequence[Named]], Expectation | None]
_ROW_SLOTS = ("r", "r2", "r3")
_LEAST_PICKED, _LEAST_ROWS, _MOST_LIMITED, _MOST_LISTED = 3, 4, 4, 6
_STEPS = tuple(map(Decimal, ("100", "50", "10", "5", "1", "0.1")))
_OVERALL = re.compile(r"全[校院省国部体]|总[计体数]|[整总]体|共计|平均值?|均值")
_HAN = "一二三四五六七八九十"


def _ordered(cells: Sequence[Named]) -> Expectation | None:
    """A row that needs more than its own heading to be named has no one place in an answer."""
    ordered = sorted(cells, key=number, reverse=True)
    if any(row_parts(cell) != (row_name(cell),) for cell in cells):
        return None
    return Expectation(values=all_values(cells).values, order=tuple(row_name(cell) for cell in ordered))


def _rows_of(cells: Sequence[Named]) -> Expectation:
    return Expectation(text=tuple(part for cell in cells for part in row_parts(cell)))


def _first_rows(n: int) -> _WholeAnswer:
    """Expect the n rows with the most, where the next has less."""

    def expect(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
        return _rows_of(falling[:n]) if number(falling[n - 1]) != number(falling[n]) else None

    return expect


def _last_rows(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
    return _rows_of(falling[-2:]) if number(falling[-2]) != number(falling[-3]) else None


def _lowest(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
    low = falling[-1]
    if number(low) == number(falling[-2]):
        return None
    return Expectation(values=(expected_value(low),), text=row_parts(low))


def _average(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
    whole, n = sum(map(number, falling), Decimal(0)), len(falling)
    if not is_counted(falling):
        return None
    return Expectation(values=(computed(whole / n, unit_of(falling[0]), f"{whole}/{n}"),))


def _below_average(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
    mean = sum(map(number, falling), Decimal(0)) / len(falling)
    below = [cell for cell in falling if number(cell) < mean]
    return _rows_of(below) if is_counted(falling) and 0 < len(below) <= _MOST_LISTED else None


def _share_of_all(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
    part, whole = (sum(map(number, cells), Decimal(0)) for cells in (picked, falling))
    if not is_counted(falling) or not whole:
        return None
    return Expectation(values=(computed(part / whole * 100, "%", f"{part}/{whole}*100"),))


def _place(falling: Sequence[Named], picked: Sequence[Named]) -> Expectation | None:
    values = [number(cell) for cell in falling]
    own = number(picked[0])
    place = values.index(own) + 1
    if values.count(own) > 1 or place > len(_HAN):
        return None
    return Expectation(text=(f"第{_HAN[place - 1]}|第{place}|排{place}",))


# Of the rows that are named.
_OF_ROWS: dict[str, _Answer] = {
    "value": all_values,
    "tworows": all_values,
    "diff": difference,
    "sum2": total,
    "sum3": total,
    "times": times,
    "which": highest,
    "which3": highest,
    "order": _ordered,
}
# Of two columns of the row that is named.
_OF_COLUMNS: dict[str, _Answer] = {"twocols": all_values, "ratio": share, "diffcols": difference}
# Of all rows, the highest first, and of those that are named.
_OF_ALL: dict[str, _WholeAnswer] = {
    "max": lambda falling, picked: highest(falling),
    "min": _lowest,
    "top3": _first_rows(3),
    "bottom2": _last_rows,
    "total": lambda falling, picked: total(falling),
    "avg": _average,
    "belowavg": _below_average,
    "gapmaxmin": lambda falling, picked: difference((falling[0], falling[-1])),
    "rank": _place,
    "share": _share_of_all,
    "shareover": _share_of_all,
}
_LIMITED = frozenset({"countover", "listover", "listunder"})


def row_fillings(named: tuple[Named, ...], op: str, text: str, rng: Random) -> Iterator[Filling]:
    """Yield the fillings of a template, in an order by chance."""
    whole = op not in _OF_ROWS and op not in _OF_COLUMNS
    columns = measures(named)
    tables: dict[str, set[str]] = defaultdict(set)
    for cell in named:
        tables[column_name(cell)].add(cell.table.id)
    chosen = [cells for cells in columns if bears_whole(cells)] if whole else columns
    rng.shuffle(chosen)
    for cells in chosen:
        heading = column_name(cells[0])
        lead = f"{cells[0].table.label or cells[0].table.title}中，" if len(tables[heading]) > 1 else ""
        picked = _pick(cells, op, text, rng)
        if picked is None or not (whole or _stand_once(picked, named)):
            continue
        words = {"c": heading, "u": unit_of(cells[0])}
        words |= {slot: row_name(cell) for slot, cell in zip(_ROW_SLOTS, picked, strict=False)}
        more, expect = _answer(op, cells, picked, columns, rng)
        if expect:
            yield Filling(words | more, expect, (*picked, cells[0])[0], lead if whole else "")


def measures(named: tuple[Named, ...]) -> list[list[Named]]:
    """Return the columns of figures that have a heading of their own in their table."""
    paths: dict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for cell in named:
        paths[cell.table.id, column_name(cell)].add(cell.cell.col_path)
    return [
        cells
        for cells in by_column(named).values()
        if cells[0].column
        and len(paths[cells[0].table.id, column_name(cells[0])]) == 1
        and len({row_name(cell) for cell in cells}) == len(cells) >= _LEAST_PICKED
    ]


def bears_whole(cells: Sequence[Named]) -> bool:
    """Whether all rows of a column can be added up and ranked.

    They are things, not years; none is counted in another; all are there but those called 合计 or 小计,
    which nobody counts among them.
    """
    table = cells[0].table
    paths = {cell.row_path for cell in table.cells}
    nested = any(path[:depth] in paths for path in paths for depth in range(1, len(path)))
    overall = any(_OVERALL.fullmatch(clean_label(part)) for path in paths for part in path)
    printed = [
        cell
        for cell in table.cells
        if cell.col_path == cells[0].cell.col_path
        and cell.value is not None
        and not is_total("".join(cell.row_path))
    ]
    dated = any(label_year(part) for path in paths for part in path)
    return len(cells) == len(printed) >= _LEAST_ROWS and not (nested or overall or dated)


def _pick(cells: Sequence[Named], op: str, text: str, rng: Random) -> list[Named] | None:
    """Rows for the slots of a template, no two of one value; the first is the higher where it must be."""
    picked = rng.sample(cells, sum(f"{{{slot}}}" in text for slot in _ROW_SLOTS))
    if len({number(cell) for cell in picked}) < len(picked):
        return None
    return sorted(picked, key=number, reverse=True) if op in ("diff", "times") else picked


def _stand_once(picked: Sequence[Named], named: tuple[Named, ...]) -> bool:
    """Whether the names of rows and column tell the table: no other has a row and a column called so."""
    wanted = {(row_name(cell), column_name(cell)) for cell in picked}
    return len({cell.table.id for cell in named if (row_name(cell), column_name(cell)) in wanted}) == 1


def _answer(
    op: str, cells: Sequence[Named], picked: Sequence[Named], columns: list[list[Named]], rng: Random
) -> tuple[dict[str, str], Expectation | None]:
    """What is to be answered, and words for the slots that are not filled yet."""
    if op in _OF_ROWS:
        return {}, _OF_ROWS[op](picked)
    if op in _OF_COLUMNS:
        mate = _mate(picked[0], columns, op, rng)
        return ({"c2": column_name(mate)}, _OF_COLUMNS[op]((picked[0], mate))) if mate else ({}, None)
    falling = sorted(cells, key=number, reverse=True)
    return _limited(op, falling, rng) if op in _LIMITED else ({}, _OF_ALL[op](falling, picked))


def _mate(cell: Named, columns: list[list[Named]], op: str, rng: Random) -> Named | None:
    """Another figure of the same row; of the same unit where the two are calculated with."""
    mates = [
        other
        for cells in columns
        for other in cells
        if (other.table.id, other.cell.row) == (cell.table.id, cell.cell.row)
        and column_name(other) != column_name(cell)
        and (op == "twocols" or other.cell.unit == cell.cell.unit)
    ]
    return rng.choice(mates) if mates else None


def _limited(op: str, falling: Sequence[Named], rng: Random) -> tuple[dict[str, str], Expectation | None]:
    """Rows above or below a round number that parts the column."""
    few = rng.randint(1, min(_MOST_LIMITED, len(falling) - 2))
    cut = len(falling) - few if op == "listunder" else few
    limit = _round_between(number(falling[cut]), number(falling[cut - 1]))
    if limit is None:
        return {}, None
    expect = _rows_of(falling[cut:] if op == "listunder" else falling[:cut])
    if op == "countover":
        expect = Expectation(values=(ExpectedValue(Decimal(cut)),))
    return {"n": f"{limit:f}"}, expect


def _round_between(low: Decimal, high: Decimal) -> Decimal | None:
    """The roundest number between two, None where they are equal or too near each other."""
    rounds = ((low // step + 1) * step for step in _STEPS)
    return next((limit for limit in rounds if low < limit < high), None)
