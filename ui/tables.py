"""A report's table as an HTML table, with the cited cells marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product, takewhile

from rag.types import Table
from ui.markup import escape
from ui.words import Words

Position = tuple[int, int]
Grid = tuple[tuple[str, ...], ...]

# Words may wrap and want room; a number or a short heading should stay on its line.
_SHORT = 8
_WORDS = re.compile(r"[\u4e00-\u9fff]{7}")


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a table: cells with the numbers that cite them, and rows cited as a whole."""

    cells: Mapping[Position, tuple[int, ...]]
    rows: Collection[int]


@dataclass(frozen=True, slots=True)
class _Span:
    rows: int = 1
    cols: int = 1

    def positions(self, row: int, col: int) -> Iterator[Position]:
        return product(range(row, row + self.rows), range(col, col + self.cols))


def table_html(table: Table, marks: Marks, words: Words) -> str:
    """Return the whole table; its header rows stay in sight where it is scrolled.

    Args:
        table: as understood by the reader.
        marks: cited cells and rows.
        words: the page's language.
    """
    labels = min((cell.col for cell in table.cells), default=1)
    header = min(table.header_rows, len(table.grid))
    doubtful = frozenset((cell.row, cell.col) for cell in table.cells if cell.doubt)
    painter = _Painter(table, marks, words, labels, doubtful)
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
    doubtful: frozenset[Position]

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
        numbers = sorted({n for place in span.positions(row, col) for n in self.marks.cells.get(place, ())})
        classes = ["nb-words"] if _WORDS.search(text) else ["nb-short"] if len(text) <= _SHORT else []
        if numbers:
            classes.append("nb-cited")
            badges = "".join(f'<sup class="nb-n">{n}</sup>' for n in numbers)
            text = f"<mark>{text}</mark>{badges}"
        if position in self.doubtful:
            classes.append("nb-doubtful")
            text += f'<small class="nb-flag">{escape(self.words.doubt_cell)}</small>'
        size = f' rowspan="{span.rows}"' * (span.rows > 1) + f' colspan="{span.cols}"' * (span.cols > 1)
        style = f' class="{" ".join(classes)}"' if classes else ""
        return f"<{tag}{scope}{size}{style}>{text}</{tag}>"

    def _role(self, row: int, col: int) -> tuple[str, str]:
        if row < self.table.header_rows:
            return "th", ' scope="col"'
        return ("th", ' scope="row"') if col < self.labels else ("td", "")


def _header_spans(header: Grid) -> dict[Position, _Span]:
    """Join equal headings again that the grid repeats: to the right, then downwards."""
    return _spans(header, lambda row, col, below: header[below][col] == header[row][col])


def _label_spans(grid: Grid, header: int, labels: int) -> dict[Position, _Span]:
    """Join equal row labels; downwards only those of a group, for the innermost stand for their own rows."""

    def same_group(row: int, col: int, below: int) -> bool:
        return col < labels - 1 and grid[below][: col + 1] == grid[row][: col + 1]

    joined = _spans(tuple(line[:labels] for line in grid), same_group, first=header)
    data = ((row, col) for row in range(header, len(grid)) for col in range(labels, len(grid[row])))
    return {**joined, **dict.fromkeys(data, _Span())}


def _spans(lines: Grid, joins: Callable[[int, int, int], bool], first: int = 0) -> dict[Position, _Span]:
    spans: dict[Position, _Span] = {}
    covered: set[Position] = set()
    for row in range(first, len(lines)):
        for col, text in enumerate(lines[row]):
            if (row, col) in covered:
                continue
            span = _Span()
            if text:
                right = _run(
                    lines[row][place] == text and (row, place) not in covered
                    for place in range(col, len(lines[row]))
                )
                last = col + right - 1
                down = _run(
                    below == row or (joins(row, last, below) and set(lines[below][col : last + 1]) == {text})
                    for below in range(row, len(lines))
                )
                span = _Span(down, right)
            spans[row, col] = span
            covered.update(span.positions(row, col))
    return spans


def _run(fits: Iterator[bool]) -> int:
    return sum(1 for _ in takewhile(bool, fits))


def _notes(table: Table) -> str:
    return "".join(f'<p class="nb-note">{escape(note)}</p>' for note in table.notes)
