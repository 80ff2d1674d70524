"""A table as its printed cells: each once, with all the places that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import Span, Table

Lines = tuple[tuple["GridCell | None", ...], ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A printed cell; ``bottom`` and ``right`` are the first row and column behind it.

    ``row`` and ``col`` point into ``Table.grid``, also where the grid is turned.
    """

    text: str
    top: int
    left: int
    bottom: int
    right: int
    row: int
    col: int

    @property
    def height(self) -> int:
        """Rows that it covers."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Columns that it covers."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of places, each with the cell that covers it; None for a place without text."""

    lines: Lines

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.lines)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.lines[0]) if self.lines else 0

    def row(self, row: int) -> tuple[GridCell, ...]:
        """Return the cells of a row, each once, blanks left out."""
        return tuple(dict.fromkeys(cell for cell in self.lines[row] if cell is not None))

    def cells(self) -> tuple[GridCell, ...]:
        """Return all cells, row by row."""
        return tuple(dict.fromkeys(cell for line in self.lines for cell in line if cell is not None))

    def turned(self) -> Grid:
        """Return the grid with rows and columns exchanged."""
        turned = {
            cell: GridCell(cell.text, cell.left, cell.top, cell.right, cell.bottom, cell.row, cell.col)
            for cell in self.cells()
        }
        return Grid(
            tuple(
                tuple(turned[cell] if cell else None for cell in column)
                for column in zip(*self.lines, strict=True)
            )
        )

    def part(self, top: int, bottom: int, left: int, right: int) -> Grid:
        """Return some rows and columns; cells keep their own places."""
        return Grid(tuple(line[left:right] for line in self.lines[top:bottom]))


def table_grid(table: Table) -> Grid:
    """Return a table's cells with the places that they cover."""
    whole: dict[tuple[int, int], Span] = {
        (row, col): span
        for span in table.merged
        for row in range(span[0], span[2])
        for col in range(span[1], span[3])
    }
    made: dict[Span, GridCell] = {}
    lines = []
    for r, texts in enumerate(table.grid):
        line: list[GridCell | None] = []
        for c, text in enumerate(texts):
            span = whole.get((r, c), (r, c, r + 1, c + 1))
            if not text.strip():
                line.append(None)
                continue
            line.append(made.setdefault(span, _cell(table.grid, span)))
        lines.append(tuple(line))
    return Grid(tuple(lines))


def _cell(grid: Sequence[Sequence[str]], span: Span) -> GridCell:
    top, left, bottom, right = span
    return GridCell(grid[top][left], top, left, bottom, right, top, left)
