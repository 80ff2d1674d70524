"""Parts of one table with other columns: a page end hides a column that no row of one page divides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.grids import Matrix, Row, Slot

_NEAR = 3.0


def to_same_columns(matrix: Matrix, more: Matrix) -> tuple[Matrix, Matrix] | None:
    """Give two ruled grids the columns of both together.

    Args:
        matrix: a table so far.
        more: a grid with another number of columns.

    Returns:
        Both with equal width; None where they do not have the same outline, or where neither has all
        the borders of the other.
    """
    if not (matrix.spans_known and more.spans_known):
        return None
    one, other = _borders(matrix), _borders(more)
    wide, narrow = (one, other) if len(one) > len(other) else (other, one)
    if not narrow or len(narrow) < 3 or not all(_near(at, wide) for at in narrow):
        return None
    if abs(wide[0] - narrow[0]) > _NEAR or abs(wide[-1] - narrow[-1]) > _NEAR:
        return None
    columns = [_covered(left, right, wide) for left, right in pairwise(narrow)]
    if wide is one:
        return matrix, _widened(more, columns)
    return _widened(matrix, columns), more


def _borders(matrix: Matrix) -> list[float]:
    """Return the left edge of every column and the right edge of the last; empty where one is unknown."""
    lefts: list[float] = []
    for c in range(matrix.width):
        starts = [row[c] for row in matrix.rows if c == 0 or row[c].anchor != row[c - 1].anchor]
        box = next((slot.place.box for slot in starts if slot.place.box is not None), None)
        if box is None:
            return []
        lefts.append(box[0])
    rights = [row[-1].place.box[2] for row in matrix.rows if row[-1].place.box is not None]
    return [*lefts, max(rights)] if rights and lefts == sorted(lefts) else []


def _near(at: float, borders: Sequence[float]) -> bool:
    return any(abs(at - border) <= _NEAR for border in borders)


def _covered(left: float, right: float, borders: Sequence[float]) -> int:
    """Return how many of the finer columns a column covers."""
    return sum(left - _NEAR <= at < right - _NEAR for at in borders)


def _widened(matrix: Matrix, columns: Sequence[int]) -> Matrix:
    """Repeat every column as often as it covers finer ones, as a merged cell is."""
    start = [sum(columns[:c]) for c in range(len(columns))]
    rows = tuple(_widened_row(row, columns, start) for row in matrix.rows)
    return replace(matrix, rows=rows)


def _widened_row(row: Row, columns: Sequence[int], start: Sequence[int]) -> Row:
    slots: list[Slot] = []
    for slot, count in zip(row, columns, strict=True):
        anchor = (slot.anchor[0], start[slot.anchor[1]])
        slots += [replace(slot, anchor=anchor)] * count
    return tuple(slots)
