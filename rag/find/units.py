"""Which columns of a table count people without saying so themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.types import Cell

# What says so itself.
_COUNTED = re.compile(r"[数量额率比值人]$")


def columns_of_people(cells: Iterable[Cell]) -> dict[int, str]:
    """Return the columns in which nothing but people is counted: 录取 of a table in 人 is the 录取人数."""
    units: dict[int, set[str]] = {}
    for cell in cells:
        if cell.value is not None and not (cell.col_path and _COUNTED.search(cell.col_path[-1])):
            units.setdefault(cell.col, set()).add(cell.unit)
    return {col: "人" for col, found in units.items() if found == {"人"}}
