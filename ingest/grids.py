"""Printed grids as full rows: merged cells spread out, fragments of one table put together.

Every position of a row has a slot; slots that one merged cell covers share its anchor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.types import Grid, GridCell
from rag.quantity import is_unit, parse_quantity
from rag.text import CJK, fold, normalize
from rag.types import Place, Span

_BREAK = re.compile(r"\s*\n\s*")
_BREAK_BESIDE_CJK = re.compile(rf"(?<=[{CJK}“”‘’])\s*\n\s*|\s*\n\s*(?=[{CJK}“”‘’])")
_DASH = re.compile(r"[-—–−－/／\\·…~～一]{1,4}|无|N/?A|n/?a")
# Figures that are no single number, yet make a column one of figures: ranges, ratios, dates.
_FIGURE_LIKE = re.compile(
    r"[<>≤≥<>约近超]?\s*[+-]?\d[\d,.]*\s?%?\s?[-—–~～至:：/.]\s?\d[\d,.]*\s?[^\d]{0,4}|"
    r"[<>≤≥约近超]\s*\d[\d,.]*\s?[^\d]{0,4}|\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|\d[\d,.]*\s?[余多]\s?[^\d]{0,3}"
)
UNIT_HEADINGS = frozenset({"单位", "计量单位", "(单位)", "数据单位", "指标单位"})
INDEX_HEADINGS = frozenset({"序号", "编号", "序", "no.", "no", "号", "行次", "指标编号"})


@dataclass(frozen=True, slots=True)
class Slot:
    """One position of a row: the text there, which printed cell covers it, how far it is indented.

    ``full`` as in GridCell.
    """

    text: str
    anchor: tuple[int, int]
    place: Place
    indent: int = 0
    doubt: bool = False
    full: bool = False


Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows of a table; all have the same length. ``spans_known`` as in Grid.

    ``seams`` are the rows with which a later page begins.
    """

    rows: tuple[Row, ...]
    spans_known: bool
    places: tuple[Place, ...] = ()
    seams: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def grid_to_matrix(grid: Grid, place: Place) -> Matrix:
    """Spread the cells of a grid over all positions that they cover.

    Args:
        grid: as a reader gives it; cells may be missing or overlap.
        place: its page; the cells' boxes are added.
    """
    slots: dict[tuple[int, int], Slot] = {}
    for cell in grid.cells:
        slot = _slot(cell, place)
        for r in range(cell.row, min(cell.row + max(1, cell.rowspan), grid.n_rows)):
            for c in range(cell.col, min(cell.col + max(1, cell.colspan), grid.n_cols)):
                slots.setdefault((r, c), slot)
    rows = tuple(
        tuple(slots.get((r, c)) or Slot("", (r, c), place) for c in range(grid.n_cols))
        for r in range(grid.n_rows)
    )
    filled = tuple(row for row in rows if any(slot.text for slot in row))
    matrix = Matrix(filled, grid.spans_known, (replace(place, box=grid.box),))
    return matrix if grid.spans_known else _realign(matrix)


def _slot(cell: GridCell, place: Place) -> Slot:
    text = cell.text.replace("\xa0", " ")
    lead = text[: len(text) - len(text.lstrip(" \u3000\t"))]
    return Slot(
        text=join_lines(text.strip()),
        anchor=(cell.row, cell.col),
        indent=2 * lead.count("\u3000") + lead.count(" ") + 2 * lead.count("\t"),
        place=replace(place, box=cell.box) if cell.box else place,
        doubt=cell.doubt,
        full=cell.full,
    )


def join_lines(text: str) -> str:
    """Join the lines of a cell the Chinese way: no space beside a Chinese character."""
    return _BREAK.sub(" ", _BREAK_BESIDE_CJK.sub("", text))


def merged_spans(rows: Sequence[Row]) -> tuple[Span, ...]:
    """Return where a printed cell with text covers several places, as rectangles of the grid."""
    spans: dict[tuple[int, int], Span] = {}
    for r, row in enumerate(rows):
        for c, slot in enumerate(row):
            if slot.text:
                top, left, bottom, right = spans.get(slot.anchor, (r, c, r, c))
                spans[slot.anchor] = (top, min(left, c), max(bottom, r + 1), max(right, c + 1))
    return tuple(span for span in spans.values() if (span[2] - span[0]) * (span[3] - span[1]) > 1)


def without_empty_columns(matrix: Matrix) -> Matrix:
    """Leave out columns that hold nothing at all: only a whole table can tell."""
    keep = [c for c in range(matrix.width) if any(row[c].text for row in matrix.rows)]
    return replace(matrix, rows=tuple(tuple(row[c] for c in keep) for row in matrix.rows))


def _realign(matrix: Matrix) -> Matrix:
    """Shift rows that lack a blank before their unit: in plain text they are one column short.

    Seen where a table's second label column is empty for some rows and the text leaves it out there:
    the row ends with a blank and has its unit one column too far left.
    """
    column = _unit_column(matrix.rows)
    if column is None or column < 1:
        return _realign_figures(matrix)
    return replace(matrix, rows=tuple(_shift(row, column) for row in matrix.rows))


def _realign_figures(matrix: Matrix) -> Matrix:
    """Shift rows that lack the blank of an empty second heading, where their figures show it."""
    whole = [row for row in matrix.rows if row[-1].text and row[1:] and row[1].text]
    figures = numeric_columns(whole, matrix.width)
    if len(whole) * 2 <= len(matrix.rows) or not figures or {0, 1} & figures or matrix.width < 4:
        return matrix
    rows = []
    for r, row in enumerate(matrix.rows):
        header = r == 0 and all(slot.text for slot in row[:-1]) and has_numbers(matrix.rows[1])
        short = not row[-1].text and (header or is_figure(row[1].text))
        rows.append((row[0], replace(row[-1], text=""), *row[1:-1]) if short else row)
    return replace(matrix, rows=tuple(rows))


def _unit_column(rows: Sequence[Row]) -> int | None:
    counts: dict[int, int] = {}
    for row in rows:
        for c, slot in enumerate(row):
            if is_unit(slot.text):
                counts[c] = counts.get(c, 0) + 1
    best = max(counts, key=lambda c: counts[c], default=None)
    return best if best is not None and counts[best] * 2 > len(rows) / 2 else None


def _shift(row: Row, column: int) -> Row:
    left, here, last = row[column - 1].text, row[column].text, row[-1].text
    is_short = not last and (is_unit(left) or normalize(left) in UNIT_HEADINGS)
    if not is_short or is_unit(here) or normalize(here) in UNIT_HEADINGS:
        return row
    blank = replace(row[-1], text="")
    return (*row[: column - 1], blank, *row[column - 1 : -1])


def is_dash(text: str) -> bool:
    """Tell whether a text is a printed "nothing": ``—``, ``/``, ``无``."""
    return bool(_DASH.fullmatch(text.replace(" ", "")))


def is_number(text: str) -> bool:
    """Tell whether a text is one number that is not merely a year."""
    return parse_quantity(text).value is not None and not is_year_label(text)


@lru_cache(maxsize=65536)
def is_year_label(text: str) -> bool:
    """Tell whether a text is nothing but a year: ``2020``, ``2020 年``, ``2019-2020学年``."""
    return bool(
        re.fullmatch(
            r"(?:19|20)\d{2}\s?(?:[-—–/~至]\s?(?:19|20)?\d{2}\s?)?(?:年度?|学年度?|届|级)?", fold(text)
        )
    )


@lru_cache(maxsize=65536)
def is_figure(text: str) -> bool:
    """Tell whether a text is a number, or a range, ratio or date; a year or school year is a heading."""
    return is_number(text) or (bool(_FIGURE_LIKE.fullmatch(fold(text))) and not is_year_label(text))


def distinct(row: Row) -> tuple[str, ...]:
    """Return the non-empty texts of a row, each printed cell once."""
    seen: dict[tuple[int, int], str] = {}
    for slot in row:
        if slot.text:
            seen.setdefault(slot.anchor, slot.text)
    return tuple(seen.values())


def is_spanning(row: Row) -> bool:
    """Tell whether a row is one text over the whole width, or a text followed by blanks only."""
    texts = distinct(row)
    return len(texts) == 1 and len(row) > 1


def numeric_columns(rows: Sequence[Row], width: int) -> frozenset[int]:
    """Return the columns that hold mostly figures, dashes and blanks apart."""
    found = set()
    for c in range(width):
        texts = [row[c].text for row in rows if row[c].text and not is_dash(row[c].text)]
        figures = sum(map(is_figure, texts))
        # 2000 among other figures is one of them; a column of nothing but years names rows.
        years = sum(map(is_year_label, texts))
        if figures and (figures + years) * 2 >= len(texts):
            found.add(c)
    return frozenset(found)


def header_height(matrix: Matrix) -> int:
    """Return how many rows at the top are the header; 0 where the first row is data already."""
    rows = matrix.rows
    if len(rows) < 2 or is_spanning(rows[0]) or (has_numbers(rows[0]) and not _is_scale(rows[0])):
        return 0
    height = 1
    while height < min(len(rows) - 1, 5) and _continues_header(matrix, height):
        height += 1
    return height


def has_numbers(row: Row) -> bool:
    """Tell whether a row holds a figure."""
    return any(is_figure(slot.text) for slot in row)


def _is_scale(row: Row) -> bool:
    """Whether a row of figures is a header: ranges and dates, or a count (1, 2, 3, …), behind a word."""
    first, texts = row[0].text, [slot.text for slot in {slot.anchor: slot for slot in row[1:]}.values()]
    if is_figure(first) or len(texts) < 2 or not all(map(is_figure, texts)) or len(set(texts)) < len(texts):
        return False
    if not any(map(is_number, texts)):
        return True
    steps = [parse_quantity(text) for text in texts]
    counts = [step.value for step in steps if step.value is not None]
    follows = all(after - before == 1 for before, after in pairwise(counts))
    return len(texts) > 2 and len(counts) == len(texts) and follows and counts[0] < 100


def _continues_header(matrix: Matrix, height: int) -> bool:
    row, above = matrix.rows[height], matrix.rows[height - 1]
    if has_numbers(row) or is_spanning(row) or not any(slot.text for slot in row):
        return False
    if any(slot.anchor == up.anchor for slot, up in zip(row, above, strict=True) if up.text):
        return any(slot.anchor != up.anchor for slot, up in zip(row, above, strict=True)) and _is_split(
            row, above
        )
    if not _is_split(row, above):
        return False
    return not row[0].text or not above[0].text or _names_merged_columns(matrix, height)


def _names_merged_columns(matrix: Matrix, height: int) -> bool:
    """Whether a row with a heading of its own splits merged headings into columns, some of figures."""
    row, above = matrix.rows[height], matrix.rows[height - 1]
    split = [
        c
        for c in range(1, matrix.width)
        if above[c].text and sum(slot.anchor == above[c].anchor for slot in above) > 1
    ]
    figures = numeric_columns(matrix.rows[height + 1 :], matrix.width) & set(split)
    named = all(slot.text and not is_dash(slot.text) for slot in row)
    return bool(figures) and (named or (set(split) == figures and all(row[c].text for c in split)))


def _is_split(row: Row, above: Row) -> bool:
    """Whether some heading above is spread over several headings of this row."""
    for c in range(1, len(row)):
        covered = above[c].anchor == above[c - 1].anchor or (above[c - 1].text and not above[c].text)
        if covered and row[c].text and row[c].anchor != above[c].anchor:
            return True
    return False
