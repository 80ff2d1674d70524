"""The tables of a worksheet: a sheet is one large field, its tables lie on it with titles and gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.captions import UNIT_WORD
from ingest.types import Grid, GridCell, TextBlock
from rag.errors import SourceError

TITLE_CHARS = 10
MAX_PLACES = 2_000_000
_UNIT = re.compile(rf"^[（(]?\s*{UNIT_WORD}\s*[:：]")
_NOTE = re.compile(r"^(?:注|备注|说明|资料来源|数据来源|来源|\*)\s*[:：\d*]?")
_LABEL = re.compile(r"^附?表\s*[\dA-Z一二三四五六七八九十]")
_NUMBER = re.compile(r"^[-+(（]?[¥￥$]?\s*\d[\d,]*(?:\.\d+)?\s*[%％‰)）]?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with text, or an empty one with a frame; merged cells reach over rows and columns."""

    text: str
    rowspan: int = 1
    colspan: int = 1


Cells = Mapping[tuple[int, int], SheetCell]


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle of a sheet; ``bottom`` and ``right`` are the first row and column behind it."""

    top: int
    left: int
    bottom: int
    right: int


def check_reach(name: str, cells: Cells) -> None:
    """Refuse a sheet whose text reaches so far that its empty places alone would fill the memory.

    Args:
        name: of the file or sheet, for the message.
        cells: as for SheetTables.

    Raises:
        SourceError: rows times columns are too many.
    """
    bottom = max((row + 1 for (row, _), cell in cells.items() if cell.text), default=0)
    right = max((col + 1 for (_, col), cell in cells.items() if cell.text), default=0)
    if bottom * right > MAX_PLACES:
        raise SourceError(
            f"{name} 的内容分布在 {bottom} 行 × {right} 列的范围里，太大了。请删去远处的多余内容后再试。"
        )


class SheetTables:
    """Cuts one sheet into titles, tables and notes."""

    def __init__(self, cells: Cells, *, spans_known: bool) -> None:
        """Take the sheet.

        Args:
            cells: by (row, column), both from 0; hidden ones left out.
            spans_known: whether merged cells are known (Excel) or not (separated values).
        """
        self._cells = cells
        self._spans_known = spans_known
        self._taken = {
            (row + down, col + over)
            for (row, col), cell in cells.items()
            for down in range(cell.rowspan)
            for over in range(cell.colspan)
        }
        self._by_row: dict[int, list[int]] = {}
        for row, col in sorted(cells):
            self._by_row.setdefault(row, []).append(col)

    def blocks(self) -> Iterator[TextBlock | Grid]:
        """Yield what stands on the sheet, in reading order."""
        area = self._shrink(_Area(0, 0, *self._ends()))
        if area:
            yield from self._cut(area)

    def _cut(self, area: _Area) -> Iterator[TextBlock | Grid]:
        """Yield the blocks of an area: cut at blank rows, then titles and notes, then at blank columns."""
        for band in self._bands(area):
            head, table, foot = self._peel(band)
            yield from head
            if table:
                yield from self._columns(table)
            yield from foot

    def _bands(self, area: _Area) -> list[_Area]:
        """Cut at blank rows and before rows that are a table's title in the middle of the area."""
        bands: list[_Area] = []
        start = area.top
        for row in range(area.top, area.bottom + 1):
            blank = row == area.bottom or self._is_blank_row(area, row)
            if (blank or self._is_label_row(area, row)) and start < row:
                piece = self._shrink(_Area(start, area.left, row, area.right))
                if piece and bands and self._goes_on(bands[-1], piece):
                    bands[-1] = _join(bands[-1], piece)
                elif piece:
                    bands.append(piece)
            if blank:
                start = row + 1
            elif self._is_label_row(area, row):
                start = row
        return bands

    def _goes_on(self, above: _Area, below: _Area) -> bool:
        """Whether what follows a blank row is more of the same table: rows of data without a header."""
        if below.left < above.left or below.right > above.right or above.right - above.left < 2:
            return False
        texts = [text for _, text in self._row(below, below.top)]
        return len(texts) > 1 and any(map(_is_figure, texts)) and len(self._row(above, above.bottom - 1)) > 1

    def _columns(self, area: _Area) -> Iterator[TextBlock | Grid]:
        """Yield the tables that stand side by side, each with row labels of its own."""
        for col in range(area.left + 2, area.right - 2):
            gap = all((row, col) not in self._taken for row in range(area.top, area.bottom))
            right = self._shrink(_Area(area.top, col + 1, area.bottom, area.right)) if gap else None
            left = self._shrink(_Area(area.top, area.left, area.bottom, col)) if gap else None
            if left and right and right.right - right.left > 1 and self._has_labels(right):
                yield from self._cut(left)
                yield from self._cut(right)
                return
        yield from self._table(area)

    def _has_labels(self, area: _Area) -> bool:
        texts = [
            cell.text for row in range(area.top, area.bottom) if (cell := self._cells.get((row, area.left)))
        ]
        words = [text for text in texts if text and not _NUMBER.match(text)]
        return len(words) > 1 and 2 * len(words) > len([text for text in texts if text])

    def _peel(self, area: _Area) -> tuple[list[TextBlock], _Area | None, list[TextBlock]]:
        """Take the title and unit lines off the top of an area and the notes off its bottom."""
        head: list[TextBlock] = []
        foot: list[TextBlock] = []
        top, bottom = area.top, area.bottom
        while top < bottom and self._is_title_row(area, top) and not (head and self._is_group_row(area, top)):
            head += self._texts(area, top)
            top += 1
        while top < bottom and self._is_note_row(area, bottom - 1):
            foot[:0] = self._texts(area, bottom - 1)
            bottom -= 1
        return head, self._shrink(_Area(top, area.left, bottom, area.right)), foot

    def _is_title_row(self, area: _Area, row: int) -> bool:
        texts = self._row(area, row)
        others = [(col, text) for col, text in texts if not _UNIT.match(text)]
        if len(others) != len(texts):
            return len(others) <= 1
        if len(texts) != 1 or area.right - area.left < 2:
            return not texts
        col, text = texts[0]
        cell = self._cells[row, col]
        if cell.rowspan > 1 and cell.colspan < area.right - area.left:
            return False
        below = [text for _, text in self._row(area, row + 1)]
        centred = cell.colspan == 1 and len(text) > TITLE_CHARS and not any(map(_is_figure, below))
        return col == area.left or centred

    def _is_group_row(self, area: _Area, row: int) -> bool:
        """Whether a single merged cell below the title is one of several that part the table."""
        texts = self._row(area, row)
        if len(texts) != 1 or self._cells[row, texts[0][0]].colspan < 2:
            return False
        col, span = texts[0][0], self._cells[row, texts[0][0]].colspan
        others = (self._row(area, other) for other in range(row + 2, area.bottom))
        return any(
            len(line) == 1 and line[0][0] == col and self._cells[other, col].colspan == span
            for other, line in enumerate(others, row + 2)
            if line and not _NOTE.match(line[0][1])
        )

    def _is_note_row(self, area: _Area, row: int) -> bool:
        texts = self._row(area, row)
        return not texts or (len(texts) == 1 and bool(_NOTE.match(texts[0][1])))

    def _is_label_row(self, area: _Area, row: int) -> bool:
        texts = self._row(area, row)
        return len(texts) == 1 and texts[0][0] == area.left and bool(_LABEL.match(texts[0][1]))

    def _is_blank_row(self, area: _Area, row: int) -> bool:
        return all((row, col) not in self._taken for col in range(area.left, area.right))

    def _texts(self, area: _Area, row: int) -> list[TextBlock]:
        return [
            TextBlock(text, centered=self._cells[row, col].colspan > 1) for col, text in self._row(area, row)
        ]

    def _row(self, area: _Area, row: int) -> list[tuple[int, str]]:
        line = _Area(row, area.left, row + 1, area.right)
        return [(col, cell.text) for (_, col), cell in self._inside(line) if cell.text]

    def _table(self, area: _Area) -> Iterator[TextBlock | Grid]:
        """Yield an area as a grid; a single column of words is no table but lines of text."""
        inside = dict(self._inside(area))
        texts = [cell.text for cell in inside.values() if cell.text]
        columns = {col for (_, col), cell in inside.items() if cell.text}
        if len(columns) < 2 and not any(map(_is_figure, texts)):
            yield from (TextBlock(text) for text in texts)
            return
        reach = ((r, c) for r in range(area.top, area.bottom) for c in range(area.left, area.right))
        taken = {place for place in reach if place in self._taken}
        rows = _renumber({row for row, _ in taken})
        cols = _renumber({col for _, col in taken})
        blank = {(row, col): SheetCell("") for row in rows for col in cols if (row, col) not in taken}
        cells = (
            GridCell(
                rows[row],
                cols[col],
                cell.text,
                rowspan=sum(down in rows for down in range(row, row + cell.rowspan)),
                colspan=sum(over in cols for over in range(col, col + cell.colspan)),
            )
            for (row, col), cell in sorted((inside | blank).items())
        )
        yield Grid(tuple(cells), len(rows), len(cols), self._spans_known)

    def _inside(self, area: _Area) -> Iterator[tuple[tuple[int, int], SheetCell]]:
        for row in range(area.top, area.bottom):
            for col in self._by_row.get(row, ()):
                if area.left <= col < area.right:
                    yield (row, col), self._cells[row, col]

    def _ends(self) -> tuple[int, int]:
        return max((r for r, _ in self._taken), default=-1) + 1, max(
            (c for _, c in self._taken), default=-1
        ) + 1

    def _shrink(self, area: _Area) -> _Area | None:
        """Return the smallest area around what has text, None where nothing has."""
        reach = [
            (row, col, min(row + cell.rowspan, area.bottom), min(col + cell.colspan, area.right))
            for (row, col), cell in self._inside(area)
            if cell.text
        ]
        if not reach:
            return None
        tops, lefts, bottoms, rights = zip(*reach, strict=True)
        return _Area(min(tops), min(lefts), max(bottoms), max(rights))


def _renumber(places: set[int]) -> dict[int, int]:
    """Return the new index of each row or column that holds anything."""
    return {old: new for new, old in enumerate(sorted(places))}


def _is_figure(text: str) -> bool:
    """Whether a text is a number that a header would not hold; a year may stand in a header."""
    return bool(_NUMBER.match(text)) and not _YEAR.match(text)


def _join(above: _Area, below: _Area) -> _Area:
    return _Area(above.top, min(above.left, below.left), below.bottom, max(above.right, below.right))
