"""A table that stands alone, prepared for questions: its blocks and the texts that can be named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.tables.columns import kind_of
from rag.tables.grid import table_grid
from rag.tables.grid_blocks import Block, find_blocks
from rag.types import Cell, Table

# A larger table is a data set; its cells are found as those of any table are.
MAX_CELLS = 40_000
# Rows of a longer list are things, not named alike.
MAX_HEADS = 300


@dataclass(frozen=True, slots=True)
class GridView:
    """A table with its blocks; ``names`` are those texts that name columns, pairs, parts or the table.

    ``heads`` are the first cells of the rows of its lists.
    """

    table: Table
    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    names: frozenset[str]
    heads: frozenset[str]
    cells: Mapping[tuple[int, int], Cell]


def grid_view(table: Table) -> GridView:
    """Return a table prepared for look-ups."""
    grid = table_grid(table)
    blocks = find_blocks(grid) if 0 < grid.height * grid.width <= MAX_CELLS else ()
    if not blocks:
        return GridView(table, (), (), frozenset(), frozenset(), {})
    names = {cell.text for block in blocks for path in block.attributes for cell in path}
    names |= {cell.text for block in blocks for cell in block.groups} | {table.title}
    texts = dict.fromkeys([table.title, *(cell.text for cell in grid.cells())])
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    return GridView(table, blocks, tuple(texts), frozenset(names), _heads(blocks), cells)


def _heads(blocks: Sequence[Block]) -> frozenset[str]:
    lists = [block for block in blocks if not block.form and len(block.records) <= MAX_HEADS]
    heads = {record.cells[0][1].text for block in lists for record in block.records}
    return frozenset(head for head in heads if kind_of(head) in ("short", "long", "latin"))
