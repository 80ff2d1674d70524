"""Rows and labels that a page end tore in two, put together again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from ingest.grids import Matrix, Row, Slot, is_figure, is_spanning, join_lines, numeric_columns
from ingest.headings import parse_numbered
from rag.text import fold

# A suffix that short may be shared by chance: 专业, 学院, 计划.
MIN_SUFFIX = 4
# Labels looked at for that: in longer tables the same ones come again.
MAX_COMPARED = 500


def mend(matrix: Matrix) -> Matrix:
    """Put together what page ends tore: the last row of a page, or a label merged over many rows.

    Args:
        matrix: a whole table with the rows where its later pages begin.
    """
    rows = list(matrix.rows)
    figures = numeric_columns(rows, matrix.width)
    for seam in reversed(matrix.seams):
        if not 0 < seam < len(rows):
            continue
        if is_rest(rows[seam - 1], rows[seam], figures):
            _join(rows, seam)
        else:
            _mend_labels(rows, seam, figures)
    return replace(matrix, rows=tuple(rows), seams=())


def is_rest(above: Row, row: Row, figures: AbstractSet[int]) -> bool:
    """Tell whether the first row of a page is the rest of the row above: words, but none of its figures.

    Args:
        above: the last row of the page before.
        row: the row in question.
        figures: the columns that hold figures.
    """
    filled = [c for c, slot in enumerate(row) if slot.text]
    if not filled or not all(above[c].text for c in filled) or any(is_figure(row[c].text) for c in filled):
        return False
    if all(_goes_on(above[c], row[c]) for c in filled) and not _is_merged(row):
        return len(filled) < len(row) or not figures
    if any(row[c].text for c in figures) or not any(above[c].text for c in figures):
        return False
    if any(_is_open(above[c].text) for c in filled):
        return True
    # A lone text further in is the rest of one that ends in no sentence, and no title of a group.
    inner = filled[0] > 0 and not above[filled[0]].text.endswith(("。", "；"))
    return inner or not is_spanning(row)


def _goes_on(above: Slot, slot: Slot) -> bool:
    """Whether a cell's text fills its last line, or breaks off before a bracket, and so may go on here."""
    bracket = fold(slot.text).startswith("(") and parse_numbered(slot.text) is None
    return above.full or bracket


def _is_merged(row: Row) -> bool:
    """Whether a cell covers several columns, as titles of groups do."""
    return any(one.text and one.anchor == other.anchor for one, other in pairwise(row))


def _join(rows: list[Row], seam: int) -> None:
    """Put the row at a seam into the one above; a label merged over rows below is whole there as well."""
    above, rest = rows[seam - 1], rows.pop(seam)
    for c, (up, slot) in enumerate(zip(above, rest, strict=True)):
        if slot.text and up.text:
            whole = replace(up, text=join_lines(f"{up.text}\n{slot.text}"))
            _relabel(rows, c, (up.anchor, slot.anchor), whole)


def _relabel(rows: list[Row], c: int, anchors: Collection[tuple[int, int]], whole: Slot) -> None:
    for r, row in enumerate(rows):
        if row[c].anchor in anchors:
            rows[r] = (*row[:c], replace(row[c], text=whole.text, anchor=whole.anchor), *row[c + 1 :])


def _is_open(text: str) -> bool:
    """Whether a bracket or quote is left open."""
    plain = fold(text)
    return any(plain.count(left) > plain.count(right) for left, right in ("()", "“”", "《》"))


def _mend_labels(rows: list[Row], seam: int, figures: AbstractSet[int]) -> None:
    for c in sorted(set(range(len(rows[seam]))) - figures):
        above, below = rows[seam - 1][c], rows[seam][c]
        if above.text and below.text and _is_torn(rows, c, above, below):
            whole = replace(above, text=join_lines(f"{above.text}\n{below.text}"))
            _relabel(rows, c, (above.anchor, below.anchor), whole)


def _is_torn(rows: Sequence[Row], c: int, above: Slot, below: Slot) -> bool:
    """Whether two labels at a page end are one.

    An open bracket shows it; so does another label of the column with the ending that only the two
    together have (学历提 + 升计划 beside other …学历提升计划).
    """
    if _is_open(above.text) and not _is_open(above.text + below.text):
        return True
    whole = above.text + below.text
    others = {row[c].text for row in rows[:MAX_COMPARED] if row[c].text} - {above.text, below.text}
    return any(_shared_ending(whole, other) >= max(MIN_SUFFIX, len(below.text) + 1) for other in others)


def _shared_ending(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count
