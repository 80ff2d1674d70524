"""Files that hold one table and nothing else, made from rows and merged areas."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from tests.docx_files import cell, docx_bytes, paragraph, table

Row = Sequence[str | int | float | None]


@dataclass(frozen=True)
class Shape:
    """A table as drawn: rows from the top left, merged areas as in a sheet whose first row is 1."""

    title: str
    rows: Sequence[Row]
    merged: Sequence[str] = ()

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows))


def xlsx_of(shape: Shape) -> bytes:
    """Return a workbook with the title in its first row and the table below."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append([shape.title])
    for row in shape.rows:
        sheet.append(list(row))
    for left, top, right, bottom in map(range_boundaries, shape.merged):
        sheet.merge_cells(start_row=top + 1, start_column=left, end_row=bottom + 1, end_column=right)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def docx_of(shape: Shape) -> bytes:
    """Return a Word file with the title as a centred line and the table below."""
    spans: Mapping[tuple[int, int], tuple[int, int]] = {
        (top - 1, left - 1): (bottom - top + 1, right - left + 1)
        for left, top, right, bottom in map(range_boundaries, shape.merged)
    }
    covered = {
        (top + down, left + over): (over, width)
        for (top, left), (height, width) in spans.items()
        for down in range(height)
        for over in range(width)
        if down or over
    }
    rows = []
    for r, row in enumerate(shape.rows):
        cells = []
        for c in range(shape.width):
            over, covered_width = covered.get((r, c), (0, 0))
            if over:
                continue
            height, width = spans.get((r, c), (1, covered_width or 1))
            merge = "<w:vMerge/>" if covered_width else '<w:vMerge w:val="restart"/>' if height > 1 else ""
            value = row[c] if c < len(row) and not covered_width else None
            properties = f'<w:gridSpan w:val="{width}"/>{merge}'
            cells.append(cell("" if value is None else str(value), properties))
        rows.append("".join(cells))
    title = paragraph(shape.title, '<w:jc w:val="center"/>')
    return docx_bytes(title + table(*rows))
