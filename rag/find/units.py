"""What the cells of a table are counted in, where its heading says less than its columns, or more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rag.types import Cell

# What a column counts that is called so; the money of a table (金额：万元) is not meant by it.
_COUNTS = {"人次": "人次", "人数": "人", "人日": "人日", "期数": "期", "户数": "户", "项数": "项"}
# What says so itself.
_COUNTED = re.compile(r"[数量额率比值人]$")
_MONEY = ("元", "万元", "亿元")


def in_own_unit(cell: Cell) -> Cell:
    """Return a cell in what its column is called by (人次), whatever the whole table is in."""
    head = cell.col_path[-1].strip() if cell.col_path else ""
    unit = _COUNTS.get(head, "") if cell.unit in _MONEY else ""
    return replace(cell, unit=unit) if unit else cell


def columns_of_people(cells: Iterable[Cell]) -> dict[int, str]:
    """Return the columns in which nothing but people is counted: 录取 of a table in 人 is the 录取人数."""
    units: dict[int, set[str]] = {}
    for cell in cells:
        if cell.value is not None and not (cell.col_path and _COUNTED.search(cell.col_path[-1])):
            units.setdefault(cell.col, set()).add(cell.unit)
    return {col: "人" for col, found in units.items() if found == {"人"}}
