"""Tables printed in several blocks side by side: 资产 … | 负债 …, or a long list wrapped into columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.grids import Matrix, Row, header_height, numeric_columns
from rag.text import normalize

MIN_WIDTH = 2
MIN_ROWS = 2


def side_blocks(matrix: Matrix) -> tuple[Matrix, ...]:
    """Cut a table where its header starts over.

    Args:
        matrix: the whole table.

    Returns:
        Blocks of equal width, left to right; the matrix itself where the header does not repeat.
    """
    height = header_height(matrix)
    if not height or len(matrix.rows) - height < MIN_ROWS:
        return (matrix,)
    headings = [_heading(matrix.rows[:height], c) for c in range(matrix.width)]
    figures = numeric_columns(matrix.rows[height:], matrix.width)
    for width in range(MIN_WIDTH, matrix.width // 2 + 1):
        if matrix.width % width == 0 and _repeats(headings, width, figures):
            return tuple(_columns(matrix, start, width) for start in range(0, matrix.width, width))
    return (matrix,)


def is_blank(row: Row) -> bool:
    """Tell whether a row of a block holds nothing: one block may be longer than the other."""
    return not any(slot.text for slot in row)


def _repeats(headings: Sequence[tuple[str, ...]], width: int, figures: frozenset[int]) -> bool:
    """Whether every block has the first one's headings; only the name of its row labels may differ."""
    first = headings[:width]
    starts = range(width, len(headings), width)
    if any(headings[start + 1 : start + width] != first[1:] for start in starts) or not all(first[1:]):
        return False
    if all(headings[start] == first[0] for start in starts):
        return bool(first[0])
    labels = not figures & {0, *starts} and all(headings[start] for start in (0, *starts))
    return labels and any(c in figures for c in range(1, width))


def _heading(rows: Sequence[Row], c: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normalize(row[c].text) for row in rows if row[c].text))


def _columns(matrix: Matrix, start: int, width: int) -> Matrix:
    return replace(matrix, rows=tuple(row[start : start + width] for row in matrix.rows))
