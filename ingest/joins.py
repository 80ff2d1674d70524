"""Grids on later pages or behind a blank line: whether they carry on a table, and put under it."""

from __future__ import annotations

from dataclasses import replace

from ingest.grids import (
    INDEX_HEADINGS,
    UNIT_HEADINGS,
    Matrix,
    Row,
    has_numbers,
    header_height,
    is_dash,
    is_figure,
    is_spanning,
    is_year_label,
    numeric_columns,
)
from ingest.seams import is_rest
from rag.quantity import year_of
from rag.text import normalize

# Enough rows to tell a column of figures; a table over hundreds of pages is not read again for each.
MAX_COMPARED = 200


def append(matrix: Matrix, more: Matrix, skip: int) -> Matrix:
    """Put the rows of a later fragment, from row ``skip`` on, under those of a table."""
    offset = len(matrix.rows) + 1
    moved = tuple(
        tuple(replace(slot, anchor=(slot.anchor[0] + offset, slot.anchor[1])) for slot in row)
        for row in more.rows[skip:]
    )
    return Matrix(
        rows=matrix.rows + moved,
        spans_known=matrix.spans_known and more.spans_known,
        places=matrix.places + more.places,
        seams=(*matrix.seams, len(matrix.rows)),
    )


def _same_texts(one: Row, other: Row) -> bool:
    """Tell whether two rows print the same, spacing and width apart."""
    return [_key(slot.text) for slot in one] == [_key(slot.text) for slot in other]


def _key(text: str) -> str:
    return normalize(text).replace(" ", "")


def continues(matrix: Matrix, more: Matrix, *, new_page: bool) -> int | None:
    """Tell whether a grid carries on a table that stands right before it.

    Args:
        matrix: the table so far.
        more: the grid that follows, with nothing between but perhaps a page end or a blank line.
        new_page: the grid is the first thing on another page than the table's last part.

    Returns:
        How many rows of the grid repeat the header and are to be left out; None when it is another
        table.
    """
    if matrix.width != more.width:
        return None
    height = header_height(matrix)
    repeated = 0
    while repeated < min(height, len(more.rows)) and _same_texts(more.rows[repeated], matrix.rows[repeated]):
        repeated += 1
    if height and repeated == height:
        return repeated
    if not height and matrix.rows and has_numbers(matrix.rows[0]) and header_height(more):
        return None
    figures = numeric_columns(matrix.rows[height:][-MAX_COMPARED:], matrix.width)
    return 0 if _fits(matrix, more, figures, new_page=new_page) else None


def _fits(matrix: Matrix, more: Matrix, figures: frozenset[int], *, new_page: bool) -> bool:
    first = next((row for row in more.rows if not is_spanning(row)), None)
    torn = new_page and bool(matrix.rows) and is_rest(matrix.rows[-1], more.rows[0], figures)
    if first is None or torn:
        return True
    if figures:
        if _repeats_header(matrix, first, figures):
            return True
        return not any(first[c].text and not _is_value(first[c].text) for c in figures) and any(
            first[c].text for c in figures
        )
    if _index_goes_on(matrix, more):
        return True
    return new_page and not _looks_like_header(first)


def _repeats_header(matrix: Matrix, row: Row, figures: frozenset[int]) -> bool:
    """A sub-header under a group title has the header's words over the figures."""
    header = matrix.rows[: max(1, header_height(matrix))][-1]
    return all(_key(row[c].text) == _key(header[c].text) for c in figures)


def _is_value(text: str) -> bool:
    return is_figure(text) or is_dash(text) or is_year_label(text)


def _index_goes_on(matrix: Matrix, more: Matrix) -> bool:
    last, first = matrix.rows[-1][0].text, more.rows[0][0].text
    return last.isdigit() and first.isdigit() and int(first) == int(last) + 1


def _looks_like_header(row: Row) -> bool:
    return any(_key(slot.text) in INDEX_HEADINGS | UNIT_HEADINGS for slot in row) or (
        sum(year_of(slot.text) is not None for slot in row) > 1
    )
