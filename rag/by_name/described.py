"""Rows that a question names by what is told of them: 等级是中级的, 人数最多的那个班."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.by_name.headings import Named
from rag.calculate.but_for import REST
from rag.calculate.wholes import without_wholes
from rag.find.book import TableCell, TableView
from rag.find.candidates import cell_candidate, value_of
from rag.find.heading_names import spelled
from rag.understand.years import find_years

_EXTREME = r"(?:的?(?:数量?|人数|总数))?(?:是|为)?(?P<least>最[低少小]|(?=最[高多大强]))(?:最[高多大强])?的"
# 那个, 那一家: one of them is meant, whatever it is called.
_ONE = r"(?:那一?[个家项名位种所门类条支]|这一?[个家项])"


def by_what_is_told(text: str, view: TableView, named: Sequence[Named]) -> tuple[Named, ...]:
    """Return the headings named, the rows that go by what is told in them with the cells that tell it.

    Such rows are named exactly where the heading over those cells is named as well.
    """
    return tuple(_with_telling(text[n.start : n.end], view, n) if n.told else n for n in named)


def _with_telling(name: str, view: TableView, named: Named) -> Named:
    cells = [c for c in view.cells if c.row.index in named.lines and c.cell.value is None]
    telling = [c for c in cells if len(said := spelled(c.cell.text)) > 1 and name.endswith(said)]
    return replace(named, exact=all(spelled(c.cell.text) != name for c in telling), by=tuple(telling))


def by_extreme(
    text: str, view: TableView, named: Sequence[Named], data_year: int | None
) -> tuple[Named, ...]:
    """Return the headings named, a column and what is the most in it as the row that is (面积最大的基地).

    Nothing comes of a question that names no such row, or nothing else in the table.
    """
    for column in named:
        described = None if column.is_row else _described(text, view).match(text, column.end)
        if not described:
            continue
        behind = [n for n in named if n.start >= described.end()]
        before = [n for n in named if n.end <= column.start]
        # What stands before may be of the table's title.
        others = behind if any(not n.is_row for n in behind) else [*before, *behind]
        if all(n.is_row for n in others):
            continue
        best = _extreme(view, column, _year(text, data_year), least=bool(described["least"]))
        if best is not None:
            lines = frozenset({best.row.index})
            row = Named(column.start, described.end(), lines, is_row=True, exact=True, by=(best,))
            return tuple(sorted((*others, row), key=lambda n: n.start))
    return ()


def _described(text: str, view: TableView) -> re.Pattern[str]:
    """What tells that a row is the most in a column that stands before it."""
    things = sorted((t for t in view.names.things if t in text), key=len, reverse=True)
    thing = "|".join(map(re.escape, things))
    named = f"{_ONE}?(?:{thing})" if thing else "(?!)"
    return re.compile(f"{_EXTREME}(?:{named}|{_ONE})")


def _year(text: str, data_year: int | None) -> int | None:
    """The one year that a question names, else the newest."""
    years = find_years(text)[0].years
    return years[0] if len(years) == 1 else data_year


def _extreme(view: TableView, column: Named, year: int | None, *, least: bool) -> TableCell | None:
    """The one cell of a column that is the most or least of it, wholes and remainders left out."""
    numbers = [c for c in view.cells if c.col.index in column.lines and c.cell.value is not None]
    dated = {c.year for c in numbers} - {None}
    cells = [c for c in numbers if c.year == year] if len(dated) > 1 else numbers
    if len({c.col.index for c in cells}) != 1:
        return None
    parts = without_wholes([cell_candidate(view, c) for c in cells])
    parts = [c for c in parts if c.cell and not REST.match(c.cell.row.name)]
    if len(parts) < 2 or len({c.unit for c in parts}) != 1:
        return None
    best = (min if least else max)(map(value_of, parts))
    first = [c.cell for c in parts if value_of(c) == best]
    return first[0] if len(first) == 1 else None


def telling_cells(named: Iterable[Named]) -> tuple[TableCell, ...]:
    """Return the cells that tell which rows are meant."""
    return tuple(dict.fromkeys(cell for n in named for cell in n.by))
