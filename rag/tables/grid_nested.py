"""Tables whose rows hold a table each: a thing in merged cells at the left, what belongs to it beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.tables.columns import kind_of
from rag.tables.grid import Grid, GridCell


@dataclass(frozen=True, slots=True)
class Thing:
    """The cells of a thing, one under each of the first headings, and the rows that stand beside them."""

    cells: tuple[GridCell, ...]
    beside: Grid


@dataclass(frozen=True, slots=True)
class Nested:
    """Headings of the cells of each thing, the heading over all that stands beside, and the things."""

    heads: tuple[GridCell, ...]
    over: GridCell
    things: tuple[Thing, ...]

    def pairs(self) -> tuple[tuple[tuple[GridCell, GridCell], ...], ...]:
        """Return the names and values beside each thing; nothing where other than pairs stands there."""
        found = tuple(tuple(_pairs(thing.beside)) for thing in self.things)
        return found if all(found) else ()


def find_nested(grid: Grid) -> Nested | None:
    """Return a grid as things with what stands beside each, None where it is not built so."""
    header = grid.lines[0] if grid.lines else ()
    over = header[-1] if header else None
    if over is None or over.width < 2 or over.height > 1:
        return None
    left = header.index(over)
    heads = [cell for cell in header[:left] if cell is not None]
    if not heads or len(set(heads)) < left or any(head.height > 1 for head in heads):
        return None
    things: list[Thing] = []
    row = 1
    while row < grid.height:
        cells = _merged_alike(grid.lines[row][:left], row)
        if not cells:
            return None
        bottom = row + cells[0].height
        things.append(Thing(cells, grid.part(row, bottom, left, grid.width)))
        row = bottom
    return Nested(tuple(heads), over, tuple(things)) if things else None


def _merged_alike(cells: Sequence[GridCell | None], row: int) -> tuple[GridCell, ...]:
    """The cells at the left of a row where all begin in it and reach down equally far, more than one row."""
    found = tuple(cell for cell in cells if cell is not None)
    if len(found) < len(cells) or len({cell.bottom for cell in found}) > 1:
        return ()
    return found if all(cell.top == found[0].top and cell.height > 1 for cell in found) else ()


def _pairs(beside: Grid) -> list[tuple[GridCell, GridCell]]:
    rows = [beside.row(r) for r in range(beside.height)]
    if beside.width != 2 or any(len(row) != 2 for row in rows):
        return []
    pairs = [(row[0], row[1]) for row in rows]
    names = [name.text for name, _ in pairs]
    if len(set(names)) < len(names) or any(kind_of(name) in ("number", "date", "blank") for name in names):
        return []
    return pairs
