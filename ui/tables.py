"""A report's table as an HTML table, with the cited cells marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rag.types import Table
from ui.markup import escape
from ui.words import Words

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a table: cells with the numbers that cite them, and rows cited as a whole."""

    cells: Mapping[Position, tuple[int, ...]]
    rows: Collection[int]


@dataclass(frozen=True, slots=True)
class _Span:
    rows: int = 1
    cols: int = 1


def table_html(table: Table, marks: Marks, words: Words) -> str:
    """Return the whole table; its header rows stay in sight where it is scrolled.

    Args:
        table: as understood by the reader.
        marks: cited cells and rows.
        words: the page's language.
    """
    labels = min((cell.col for cell in table.cells), default=1)
    header = min(table.header_rows, len(table.grid))
    painter = _Painter(table, marks, words, labels)
    spans = {**_header_spans(table.grid[:header]), **_label_spans(table.grid, header, labels)}
    rows = [painter.row(index, spans) for index in range(len(table.grid))]
    head, body = "".join(rows[:header]), "".join(rows[header:])
    unit = f'<span class="nb-unit">{escape(table.unit)}</span>' if table.unit else ""
    caption = f"<caption>{escape(f'{table.label} {table.title}'.strip())}{unit}</caption>"
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>{_notes(table)}"


@dataclass(frozen=True, slots=True)
class _Painter:
    table: Table
    marks: Marks
    words: Words
    labels: int

    def row(self, index: int, spans: Mapping[Position, _Span]) -> str:
        inner = "".join(
            self._cell((index, col), spans[index, col])
            for col in range(len(self.table.grid[index]))
            if (index, col) in spans
        )
        cited = ' class="nb-cited-row"' if index in self.marks.rows else ""
        return f"<tr{cited}>{inner}</tr>"

    def _cell(self, position: Position, span: _Span) -> str:
        row, col = position
        text = escape(self.table.grid[row][col])
        tag, scope = self._role(row, col)
        covered = [(row + down, col + right) for down in range(span.rows) for right in range(span.cols)]
        numbers = sorted({n for place in covered for n in self.marks.cells.get(place, ())})
        classes: list[str] = []
        if numbers:
            classes.append("nb-cited")
            badges = "".join(f'<sup class="nb-n">{n}</sup>' for n in numbers)
            text = f"<mark>{text}</mark>{badges}"
        if position in self._doubtful():
            classes.append("nb-doubtful")
            text += f'<small class="nb-flag">{escape(self.words.doubt_cell)}</small>'
        size = f' rowspan="{span.rows}"' * (span.rows > 1) + f' colspan="{span.cols}"' * (span.cols > 1)
        style = f' class="{" ".join(classes)}"' if classes else ""
        return f"<{tag}{scope}{size}{style}>{text}</{tag}>"

    def _role(self, row: int, col: int) -> tuple[str, str]:
        if row < self.table.header_rows:
            return "th", ' scope="col"'
        return ("th", ' scope="row"') if col < self.labels else ("td", "")

    def _doubtful(self) -> frozenset[Position]:
        return frozenset((cell.row, cell.col) for cell in self.table.cells if cell.doubt)


def _header_spans(header: tuple[tuple[str, ...], ...]) -> dict[Position, _Span]:
    """Join equal labels again that the grid repeats: to the right first, then downwards."""
    spans: dict[Position, _Span] = {}
    covered: set[Position] = set()
    for row, texts in enumerate(header):
        for col, text in enumerate(texts):
            if (row, col) in covered:
                continue
            cols = _run(
                texts[place] == text != "" and (row, place) not in covered for place in _from(col, texts)
            )
            rows = _run(line[col : col + cols] == (text,) * cols and text != "" for line in header[row:])
            span = _Span(max(rows, 1), max(cols, 1))
            spans[row, col] = span
            covered |= {(row + down, col + right) for down in range(span.rows) for right in range(span.cols)}
    return spans


def _label_spans(grid: tuple[tuple[str, ...], ...], header: int, labels: int) -> dict[Position, _Span]:
    """Join equal group labels downwards: all label columns but the innermost, whose rows stand alone."""
    spans: dict[Position, _Span] = {}
    for row in range(header, len(grid)):
        for col, text in enumerate(grid[row]):
            group = tuple(grid[row][: col + 1])
            if col >= labels - 1 or not text:
                spans[row, col] = _Span()
            elif row == header or tuple(grid[row - 1][: col + 1]) != group:
                spans[row, col] = _Span(rows=_run(tuple(line[: col + 1]) == group for line in grid[row:]))
    return spans


def _run(fits: Iterator[bool]) -> int:
    length = 0
    for fit in fits:
        if not fit:
            break
        length += 1
    return length


def _from(start: int, texts: tuple[str, ...]) -> range:
    return range(start, len(texts))


def _notes(table: Table) -> str:
    return "".join(f'<p class="nb-note">{escape(note)}</p>' for note in table.notes)
