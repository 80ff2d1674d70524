"""A Word table as a grid: which cells there are, how far they reach, what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.docx_package import number, switch, value
from ingest.docx_text import TRANSPARENT
from ingest.types import Grid, GridCell

MAX_COLUMNS = 200  # Word itself allows 63; a damaged gridSpan must not ask for gigabytes
# A single column of many short lines is a list of things; of few or long ones, a box around prose.
LIST_ROWS = 4
LIST_CHARS = 30


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A ``w:tc``: its element, where it begins, how many columns it takes, whether it goes on from above."""

    element: Element
    row: int
    col: int
    colspan: int
    continues: bool


def cell_places(table: Element) -> list[CellPlace]:
    """Return the cells of a table in reading order, rows that were deleted or hidden left out."""
    places: list[CellPlace] = []
    rows = [row for row in _within(table, "w:tr") if not _is_gone(row)]
    for index, row in enumerate(rows):
        col = _count(row.find(qn("w:trPr")), "w:gridBefore", 0)
        for element in _within(row, "w:tc"):
            if col >= MAX_COLUMNS:
                break
            properties = element.find(qn("w:tcPr"))
            if value(properties, "w:hMerge") == "continue" and places and places[-1].row == index:
                places[-1] = replace(places[-1], colspan=places[-1].colspan + 1)
                col += 1
                continue
            span = min(_count(properties, "w:gridSpan", 1), MAX_COLUMNS - col)
            places.append(CellPlace(element, index, col, span, _continues(properties)))
            col += span
    return places


def places_to_grid(places: list[CellPlace], texts: list[str]) -> Grid:
    """Return the grid of a table.

    Args:
        places: its cells in reading order.
        texts: the text of each; a cell that goes on from above adds its own to that one's.
    """
    cells: list[GridCell] = []
    open_cells: dict[int, int] = {}
    for place, text in zip(places, texts, strict=True):
        above = open_cells.get(place.col) if place.continues else None
        if above is not None and _reaches(cells[above], place):
            joined = "".join(part for part in (cells[above].text, text) if part)
            cells[above] = replace(cells[above], rowspan=cells[above].rowspan + 1, text=joined)
            continue
        open_cells[place.col] = len(cells)
        cells.append(GridCell(place.row, place.col, text, colspan=place.colspan))
    n_rows = max((place.row + 1 for place in places), default=0)
    n_cols = max((place.col + place.colspan for place in places), default=0)
    return Grid(tuple(cells), n_rows, n_cols, spans_known=True)


def is_box(grid: Grid) -> bool:
    """Whether a table is a frame around prose: a single column of text, perhaps beside pictures."""
    written = [cell for cell in grid.cells if cell.text]
    if len({cell.row for cell in written}) < len(written) or len({cell.col for cell in written}) > 1:
        return False
    if grid.n_cols > 1 and not any(len(cell.text) > LIST_CHARS for cell in written):
        return False
    return len(written) < LIST_ROWS or any(len(cell.text) > LIST_CHARS for cell in written)


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows or cells below a parent, also those inside content controls and insertions."""
    for child in parent.iterchildren():
        if child.tag == qn(tag):
            yield child
        elif child.tag in TRANSPARENT:
            yield from _within(child, tag)


def _is_gone(row: Element) -> bool:
    properties = row.find(qn("w:trPr"))
    if properties is None:
        return False
    return properties.find(qn("w:del")) is not None or bool(switch(properties, "w:hidden"))


def _continues(properties: Element | None) -> bool:
    merge = None if properties is None else properties.find(qn("w:vMerge"))
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _count(properties: Element | None, tag: str, default: int) -> int:
    count = number(value(properties, tag))
    return default if count is None else min(max(count, default), MAX_COLUMNS)


def _reaches(above: GridCell, place: CellPlace) -> bool:
    """Whether a cell ends right above this one, with the same width."""
    return above.row + above.rowspan == place.row and above.colspan == place.colspan
