"""A table that stands alone, prepared for questions: its blocks and the texts that can be named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rag.grid import table_grid
from rag.grid_blocks import Block, find_blocks
from rag.types import Cell, Table

# A larger table is a data set; its cells are found as those of any table are.
MAX_CELLS = 40_000


@dataclass(frozen=True, slots=True)
class GridView:
    """A table with its blocks; ``names`` are those texts that name rows, columns, parts or the table."""

    table: Table
    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    names: frozenset[str]
    cells: Mapping[tuple[int, int], Cell]


def grid_view(table: Table) -> GridView:
    """Return a table prepared for look-ups."""
    grid = table_grid(table)
    blocks = find_blocks(grid) if 0 < grid.height * grid.width <= MAX_CELLS else ()
    if not blocks:
        return GridView(table, (), (), frozenset(), {})
    names = {cell.text for block in blocks for path in block.attributes for cell in path}
    names |= {cell.text for block in blocks for cell in block.groups} | {table.title}
    texts = dict.fromkeys([table.title, *(cell.text for cell in grid.cells())])
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    return GridView(table, blocks, tuple(texts), frozenset(names), cells)
