"""The row of a table that a question names by its number (表13第2项)."""

from __future__ import annotations

import re

from rag.find.candidates import Candidate
from rag.understand.question import Query


def numbered_row(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """Return, for 表13第2项, the cells of the row numbered 2; all where no number is named."""
    if not query.item:
        return candidates
    kept = [c for c in candidates if c.cell and c.view and _row_number(c) == query.item]
    return kept or candidates


def _row_number(candidate: Candidate) -> str:
    if candidate.cell is None or candidate.view is None:
        return ""
    grid, row = candidate.view.table.grid, candidate.cell.cell.row
    first = grid[row][0] if row < len(grid) and grid[row] else ""
    found = re.match(r"[（(]?(\d+)", first)
    return found[1] if found else ""
