"""Merged cells of tables in plain text: blank but for the first place, left out, or printed in each place.

A program that saves a table as text knows no merged cells. Some leave the other places of one blank, some
leave them out, some print its text in each. They are told by the rows that are whole, by headings that stand
side by side in the same words or over a row that parts them, and by what stands behind the label of a total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from ingest.grids import (
    INDEX_HEADINGS,
    UNIT_HEADINGS,
    Matrix,
    Row,
    Slot,
    has_numbers,
    is_dash,
    is_figure,
    is_year_label,
    numeric_columns,
)
from ingest.rows import is_subtotal, is_total
from rag.quantity import is_unit
from rag.text import normalize

Kind = Literal["figure", "unit", "text"]
# How well a cell fits over the columns from the first to before the second, higher is better.
Fit = Callable[[str, int, int], float]

_HEADER_ROWS = 5


def spans_of(rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return for each cell of each row how many columns it covers.

    Args:
        rows: the cells as printed; rows with fewer cells than the others have merged cells or lack blanks
            at their end.

    Returns:
        Ones where nothing tells more.
    """
    spans = [[1] * len(row) for row in rows]
    width = max(map(len, rows), default=0)
    head = next((r for r, row in enumerate(rows) if any(map(_is_number, row[1:]))), 0)
    kinds = _kinds([row for row in rows[head:] if len(row) == width])
    if "figure" not in kinds[1:]:
        return spans
    for r, row in enumerate(rows[head:], start=head):
        if 1 < len(row) < width:
            spans[r] = _best(row, width, _body_fit(kinds))
    for r in reversed(range(min(head, _HEADER_ROWS))):
        if 1 < len(rows[r]) < width:
            below = _spelled(rows[r + 1], spans[r + 1], width) if r + 1 < head else None
            fit = _upper_fit(below, kinds) if below and "" in below else _heading_fit(kinds)
            spans[r] = _best(rows[r], width, fit)
    return spans


def _is_number(text: str) -> bool:
    return is_figure(text) or is_dash(text)


def _kinds(rows: Sequence[Sequence[str]]) -> list[Kind]:
    """What most cells of each column are, headings and blanks apart."""
    kinds: list[Kind] = []
    for column in zip(*rows, strict=True):
        told = Counter(_kind(text) for text in column if text.strip())
        kinds.append(told.most_common(1)[0][0] if told else "text")
    return kinds


def _kind(text: str) -> Kind:
    if is_figure(text):
        return "figure"
    return "unit" if is_unit(text) else "text"


def _spelled(row: Sequence[str], spans: Sequence[int], width: int) -> list[str]:
    """The text over each column."""
    texts = [text for text, span in zip(row, spans, strict=True) for _ in range(span)]
    return texts + [""] * (width - len(texts))


def _best(row: Sequence[str], width: int, fit: Fit) -> list[int]:
    """The spans that fit best together, by dynamic programming over cells and columns.

    Columns at the right may be left over, which costs as much as a text over a wrong column.
    """
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for i, text in enumerate(row):
        rest = len(row) - i - 1
        ends: dict[int, tuple[float, list[int]]] = {}
        for start, (score, spans) in best.items():
            for end in range(start + 1, width - rest + 1):
                total = score + fit(text, start, end)
                if end not in ends or total > ends[end][0]:
                    ends[end] = (total, [*spans, end - start])
        best = ends
    return max(best.items(), key=lambda item: item[1][0] - (width - item[0]))[1][1]


def _body_fit(kinds: Sequence[Kind]) -> Fit:
    """Figures stand in one column of figures, a label may cover several columns of labels."""

    def fit(text: str, start: int, end: int) -> float:
        covered = kinds[start:end]
        if not text.strip():
            return 0.0 if len(covered) == 1 else -3.0
        if _is_number(text):
            return 2.0 if covered == ["figure"] else -3.0
        if is_unit(text):
            return 2.0 if covered == ["unit"] else -3.0
        wide = 0.1 * (len(covered) - 1) * (start + 1)
        if is_total(text) or is_subtotal(text):
            return 1.0 - 2.0 * wide
        return 1.0 - 2.0 * sum(kind != "text" for kind in covered) - wide

    return fit


def _heading_fit(kinds: Sequence[Kind]) -> Fit:
    """A heading rather covers several columns of labels than of figures; some tell their column."""

    def fit(text: str, start: int, end: int) -> float:
        covered, plain = kinds[start:end], normalize(text)
        if plain in UNIT_HEADINGS:
            return 3.0 if covered == ["unit"] else -3.0
        if plain in INDEX_HEADINGS:
            return 1.0 if len(covered) == 1 else -3.0
        if is_year_label(text):
            return 1.0 if set(covered) == {"figure"} else -1.0
        return -sum(1.0 if kind == "figure" else 0.2 for kind in covered[1:])

    return fit


def _upper_fit(below: Sequence[str], kinds: Sequence[Kind]) -> Fit:
    """A heading covers a whole run of the headings below it, or a column that has none there."""
    ends = _run_ends(below)

    def fit(text: str, start: int, end: int) -> float:
        under = [bool(cell) for cell in below[start:end]]
        if any(under) and not all(under):
            return -3.0
        if not under[0]:
            return 1.0 if end - start == 1 else 0.3 - sum(kind == "figure" for kind in kinds[start:end])
        if not text.strip():
            return -3.0
        return 2.0 if start in ends and end in ends else -1.0

    return fit


def _run_ends(below: Sequence[str]) -> set[int]:
    """Where the headings below part: beside blanks, and where the first that comes again does so."""
    ends = {0, len(below)}
    ends |= {c for c, (left, right) in enumerate(pairwise(below), start=1) if not left or not right}
    for start, end in pairwise(sorted(ends)):
        run = below[start:end]
        again = next((text for text in run if run.count(text) > 1), None)
        ends |= {start + i for i, text in enumerate(run) if text == again}
    return ends


def merge_told(matrix: Matrix) -> Matrix:
    """Join the places of merged cells that are blank but for the first, or repeat its text.

    Headings count that stand side by side in the same words, or beside blanks over a row that parts them,
    and labels in front of a row; figures and dashes may well be equal.
    """
    rows = [_merge_labels(row, matrix.rows[0]) for row in matrix.rows]
    height = next((r for r, row in enumerate(rows) if has_numbers(row)), 0)
    for r in range(height if height <= _HEADER_ROWS else 0):
        below = rows[r + 1] if r + 1 < height else None
        rows[r] = _merge_across(rows[r], rows[r - 1] if r else None, below)
        if r and _parts(rows[r - 1], rows[r]):
            rows[r] = tuple(
                replace(slot, anchor=up.anchor) if slot.text and slot.text == up.text else slot
                for slot, up in zip(rows[r], rows[r - 1], strict=True)
            )
    body = _merge_numbers(rows[height:])
    numbered = 0 in numeric_columns(body, matrix.width)
    filled = [2 * sum(bool(row[c].text) for row in body) > len(body) for c in range(matrix.width)]
    return replace(
        matrix, rows=(*rows[:height], *(_merge_blanks(row, filled, numbered=numbered) for row in body))
    )


def _merge_across(row: Row, above: Row | None, below: Row | None) -> Row:
    """Join headings of the same words side by side, and blanks, where those above and below allow it."""
    merged: list[Slot] = [row[0]]
    for c in range(1, len(row)):
        slot, left = row[c], merged[-1]
        under = below is not None and below[c].text and below[c - 1].text
        same = slot.text == row[c - 1].text if slot.text else bool(under and left.text)
        over = above is None or not above[c].text or above[c].anchor == above[c - 1].anchor
        joined = same and over and (slot.text or above is None or not above[c].text)
        merged.append(replace(slot, text=left.text, anchor=left.anchor) if joined else slot)
    return tuple(merged)


def _parts(above: Row, row: Row) -> bool:
    """Whether a row tells apart columns that share a heading above."""
    return any(
        above[c].text and above[c].anchor == above[c - 1].anchor and row[c].text != row[c - 1].text
        for c in range(1, len(row))
    )


def _merge_labels(row: Row, header: Row) -> Row:
    """Join the label of a row where it stands in several columns from the first on, numbers apart.

    It may do so for itself; only totals, titles over all columns and rows under such a heading are sure.
    """
    start = int(len(row) > 1 and is_figure(row[0].text))
    first, end = row[start], start + 1
    if not first.text or is_figure(first.text) or is_dash(first.text):
        return row
    while end < len(row) and row[end].text == first.text:
        end += 1
    sure = is_total(first.text) or end == len(row) > 2 or header[start].text == header[end - 1].text
    return _joined(row, start, end) if sure else row


def _joined(row: Row, start: int, end: int) -> Row:
    """The row with the text of one cell over several columns."""
    first = row[start]
    joined = (replace(slot, text=first.text, anchor=first.anchor) for slot in row[start + 1 : end])
    return (*row[: start + 1], *joined, *row[end:])


def _merge_numbers(rows: Sequence[Row]) -> list[Row]:
    """Join the numbers of rows that are printed again for each row of a block: 1, 2, 2, 2, 3."""
    told = [int(row[0].text) for row in rows if row[0].text.isdigit()]
    if sorted(told) != told or not set(told) >= set(range(1, len(set(told)) + 1)) or len(set(told)) < 2:
        return list(rows)
    merged: list[Row] = []
    for row in rows:
        above = merged[-1][0] if merged else None
        same = above is not None and row[0].text == above.text and row[0].text.isdigit()
        merged.append((replace(row[0], anchor=above.anchor), *row[1:]) if above and same else row)
    return merged


def _merge_blanks(row: Row, filled: Sequence[bool], *, numbered: bool) -> Row:
    """Join the label of a total, or of a row without a number among such, with the blanks behind it.

    Args:
        row: of the body.
        filled: for each column whether most rows have something there.
        numbered: the other rows begin with a number.
    """
    first = next((c for c, slot in enumerate(row) if slot.text), 0)
    label = row[first].text
    unnumbered = numbered and first == 0 and label and not is_figure(label) and not is_dash(label)
    if not (is_total(label) or is_subtotal(label) or unnumbered):
        return row
    end = first + 1
    while end < len(row) and filled[end] and not row[end].text:
        end += 1
    return _joined(row, first, end)
