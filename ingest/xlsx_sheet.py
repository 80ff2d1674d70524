"""The cells of a worksheet that are shown, each with its printed text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from ingest.cell_text import indent_text
from ingest.sheet_tables import SheetCell
from ingest.xlsx_format import show

LEFT_ALIGNMENTS = (None, "general", "left", "justify", "distributed")
TINY_POINTS = 2
WHITE_THEME = 0  # the first colour of a theme is its background
# Built-in formats of Chinese Excel that openpyxl does not know (ECMA-376 part 1, 18.8.30).
CHINESE_DATES = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


def visible_cells(sheet: Worksheet) -> tuple[dict[tuple[int, int], SheetCell], bool]:
    """Return the cells that Excel shows.

    Args:
        sheet: loaded with values, not formulas.

    Returns:
        The cells with text or a frame by 0-based place among the shown rows and columns, and whether
        text was left out: in hidden rows or columns, white on white, or too small to read.
    """
    hidden_rows = sorted(number for number, row in sheet.row_dimensions.items() if row.hidden)
    hidden_cols = _hidden_columns(sheet)
    areas = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    shown: dict[tuple[int, int], SheetCell] = {}
    left_out = False
    # iter_rows would make a cell for every place up to the last one used, which may be XFD1048576.
    for (row, col), cell in sorted(sheet._cells.items()):
        if isinstance(cell, MergedCell):
            continue
        area = areas.get((row, col))
        top, bottom = _span(row, area.max_row if area else row, hidden_rows)
        left, right = _span(col, area.max_col if area else col, hidden_cols)
        text = _text(cell)
        # A table style may paint the ground of its header, which the cell itself does not tell.
        if text and not sheet.tables and _is_unseen(cell):
            text, left_out = "", True
        if bottom > top and right > left:
            if text or _is_framed(cell):
                shown[top, left] = SheetCell(text, bottom - top, right - left)
        elif text:
            left_out = True
    return _clip(shown), left_out


def _span(first: int, last: int, hidden: list[int]) -> tuple[int, int]:
    """Return where a run of rows or columns begins and ends once the hidden ones are gone."""
    return first - 1 - bisect_left(hidden, first), last - bisect_left(hidden, last + 1)


def _clip(cells: dict[tuple[int, int], SheetCell]) -> dict[tuple[int, int], SheetCell]:
    """Cut frames and merged areas off behind the last text: sheets are often formatted to the far end."""
    bottom = max((row + 1 for (row, _), cell in cells.items() if cell.text), default=0)
    right = max((col + 1 for (_, col), cell in cells.items() if cell.text), default=0)
    return {
        (row, col): replace(
            cell, rowspan=min(cell.rowspan, bottom - row), colspan=min(cell.colspan, right - col)
        )
        for (row, col), cell in cells.items()
        if row < bottom and col < right
    }


def _hidden_columns(sheet: Worksheet) -> list[int]:
    hidden: set[int] = set()
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letter)
            hidden.update(range(first, max(column.max or first, first) + 1))
    return sorted(hidden)


def _text(cell: Cell) -> str:
    value, code = cell.value, cell.number_format
    if isinstance(value, int | float) and not isinstance(value, bool):
        code = CHINESE_DATES.get(cell._style.numFmtId, code)
        if code != cell.number_format:
            value = _date(cell, value)
    text = show(value, code)
    alignment = cell.alignment
    steps = float(alignment.indent or 0) if alignment.horizontal in LEFT_ALIGNMENTS else 0.0
    return indent_text(text, steps)


def _date(cell: Cell, value: float) -> object:
    try:
        return from_excel(value, cell.parent.parent.epoch)
    except (ValueError, OverflowError):  # no day of any calendar: Excel shows hashes
        return value


def _is_unseen(cell: Cell) -> bool:
    font = cell.font
    if font is None or (font.sz is not None and font.sz <= TINY_POINTS):
        return font is not None
    colour, fill = font.color, cell.fill
    white = colour is not None and (
        (colour.type == "rgb" and str(colour.rgb)[-6:].upper() == "FFFFFF")
        or (colour.type == "theme" and colour.theme == WHITE_THEME and not colour.tint)
    )
    return white and (fill is None or fill.fill_type is None)


def _is_framed(cell: Cell) -> bool:
    border = cell.border
    sides = (border.left, border.right, border.top, border.bottom)
    return sum(side is not None and side.style is not None for side in sides) > 2
