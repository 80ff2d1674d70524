"""Cells named in words: what a person would call a cell of a table when asking for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from eval.numbers import find_numbers, fold
from rag.types import Cell, Report, Table

_LEAD = re.compile(
    r"^(?:[（(]?\d{1,2}[)）.、]\s*|\d{1,2}\s+|[—–-]+|其中\s*[：:]\s*|[A-Z]类[：:]|[一二三四五六七八九十]、)+"
)
_UNIT = re.compile(r"[（(](?:人次?|人日|%|％|元|万元|门|个|项|件|分|名|册|亩|课时|人时)[)）]")
_YEAR = re.compile(r"^((?:19|20)\d\d)\s*年?度?$")
_CHANGE = re.compile(r"变化|增减|增幅|增长|备注|说明")
_TOTAL = re.compile(r"合\s*计|小\s*计|总\s*计")


@dataclass(frozen=True, slots=True)
class Named:
    """A cell and the words for it.

    ``row`` and ``column`` are the words for its two sides, without the year, which is apart; ``column``
    is empty where the heading holds nothing but the year. ``shared`` tells that cells of another value
    go by the same words, or by none of their own (合计), so that the table must be named too. ``places``
    are where it may be cited from.
    """

    table: Table
    cell: Cell
    row: str
    column: str
    year: int | None
    shared: bool = False
    places: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """Row and column in one phrase: 分类招生的实际录取, but 一年级的满意度 where rows are indicators."""
        if not self.column:
            return self.row
        row_first = is_list(self.table) or _CHANGE.search(self.column)
        return f"{self.row}的{self.column}" if row_first else f"{self.column}的{self.row}"


def clean_label(label: str) -> str:
    """Return a heading without its number, 其中： and unit, as it would be said."""
    plain = re.sub(r"\s+", "", _LEAD.sub("", label.strip()))
    return _UNIT.sub("", plain).rstrip("：:")


def is_total(label: str) -> bool:
    """Whether a row or column of this name holds a total."""
    return bool(_TOTAL.search(label))


def label_year(label: str) -> int | None:
    """The year, where a heading is nothing but a year."""
    match = _YEAR.match(_UNIT.sub("", label).strip())
    return int(match[1]) if match else None


def _words(path: tuple[str, ...]) -> tuple[str, ...]:
    cleaned = (clean_label(part) for part in path if label_year(part) is None)
    return tuple(dict.fromkeys(filter(None, cleaned)))


def _row_words(table: Table) -> dict[int, str]:
    """Map each grid row to the shortest words that no other row of the table has: leaf, then parents."""
    paths = {cell.row: _words(cell.row_path) for cell in table.cells}
    years = {cell.row: cell.year for cell in table.cells if any(map(label_year, cell.row_path))}
    words: dict[int, str] = {}
    for row, path in paths.items():
        for depth in range(1, len(path) + 1):
            rivals = sum(
                path[-depth:] == other[-depth:] and years.get(row) == years.get(r)
                for r, other in paths.items()
            )
            words[row] = "的".join(path[-depth:])
            if rivals == 1:
                break
    return words


def places_of_values(report: Report) -> dict[Decimal, tuple[str, ...]]:
    """Map each value of three digits or more to all the places that print it.

    A figure that stands both in a sentence and in a table may be cited from either; shorter numbers
    meet by chance.
    """
    places: dict[Decimal, list[str]] = defaultdict(list)
    for paragraph in report.paragraphs:
        for number in find_numbers(paragraph.text):
            places[number.value] += filter(None, (paragraph.case, paragraph.section))
    for table in report.tables:
        for cell in table.cells:
            if cell.value is not None:
                places[cell.value] += _places(table)
    return {v: tuple(dict.fromkeys(p)) for v, p in places.items() if len(v.as_tuple().digits) >= 3}


def name_cells(report: Report) -> tuple[Named, ...]:
    """Return the cells of the body's tables (those of the annex that repeat one apart) with their words."""
    named = [cell for table in report.tables if not table.repeats for cell in _name_table(table)]
    printed = places_of_values(report)
    texts: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for cell in named:
        texts[fold(cell.what), cell.year].add(cell.cell.text)
    return tuple(
        replace(
            cell,
            shared=len(texts[fold(cell.what), cell.year]) > 1 or is_total(cell.row),
            places=_places(cell.table) + printed.get(_value(cell), ()),
        )
        for cell in named
    )


def _value(cell: Named) -> Decimal:
    return cell.cell.value if cell.cell.value is not None else Decimal(0)


def _places(table: Table) -> tuple[str, ...]:
    return tuple(filter(None, (table.label, table.title, table.section)))


def _name_table(table: Table) -> Iterator[Named]:
    rows = _row_words(table)
    for cell in table.cells:
        column = "".join(_words(cell.col_path))
        if rows.get(cell.row) and fold(cell.text):
            yield Named(table=table, cell=cell, row=rows[cell.row], column=column, year=cell.year)


def by_year(named: tuple[Named, ...]) -> dict[tuple[str, str, str], list[Named]]:
    """Group the number cells that differ in nothing but the year, oldest first; only real groups."""
    groups: dict[tuple[str, str, str], list[Named]] = defaultdict(list)
    for cell in named:
        if cell.year is not None and cell.cell.value is not None and not cell.shared:
            groups[cell.table.id, cell.row, cell.column].append(cell)
    ordered = {key: sorted(cells, key=lambda n: n.year or 0) for key, cells in groups.items()}
    return {
        key: cells
        for key, cells in ordered.items()
        if len(cells) > 1 and len({n.year for n in cells}) == len(cells)
    }


def by_column(named: tuple[Named, ...]) -> dict[tuple[str, tuple[str, ...]], list[Named]]:
    """Group the number cells that stand in one column under one unit, totals and 其中 rows left out."""
    groups: dict[tuple[str, tuple[str, ...]], list[Named]] = defaultdict(list)
    for cell in named:
        inner = any("其中" in part for part in cell.cell.row_path)
        if cell.cell.value is not None and not inner and not is_total(cell.row) and not cell.shared:
            groups[cell.table.id, cell.cell.col_path].append(cell)
    return {
        key: cells
        for key, cells in groups.items()
        if len(cells) > 1 and len({n.cell.unit for n in cells}) == 1 and is_list(cells[0].table)
    }


def is_list(table: Table) -> bool:
    """Whether the rows are things of one kind (专业, 类别), not indicators each with a unit of its own."""
    headings = {heading.strip() for row in table.grid[: table.header_rows] for heading in row}
    return "单位" not in headings
