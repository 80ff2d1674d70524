"""Tables in plain text whose columns are set with spaces.

What parts the columns is blank in all lines of the table. Programs that pad with spaces may count a Chinese
character as one or as two: the measure in which more columns come out is taken. Where no such strips are,
two spaces part the cells of each line by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from ingest.captions import is_outside
from ingest.grids import is_dash, is_figure
from ingest.headings import parse_numbered
from ingest.text_rows import is_row_text

MIN_ROWS = 3
_GAP = re.compile(r" {2,}|\u3000{2,}|[ \u3000]*(?: \u3000|\u3000 )[ \u3000]*")
_BLANK = " \u3000"


def spaced_runs(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """Part lines into those that may be rows of a table and others, in order."""
    spaced = [_is_spaced(line) for line in lines]
    for i in range(1, len(lines) - 1):
        # A label whose row is blank, or the title of a group.
        spaced[i] = spaced[i] or (spaced[i - 1] and spaced[i + 1] and is_row_text(lines[i]))
    for kind, run in groupby(range(len(lines)), key=spaced.__getitem__):
        yield kind, [lines[i] for i in run]


def _is_spaced(line: str) -> bool:
    """Whether a line has words with gaps between and is no caption or heading."""
    cells = _cut(line.strip())
    if len(cells) < 2 or is_outside(line.strip()):
        return False
    return len(cells) > 2 or parse_numbered(line) is None


def spaced_rows(lines: Sequence[str]) -> list[list[str]] | None:
    """Return the cells of lines that make a table, None where they make none.

    Args:
        lines: lines that follow each other and have gaps.
    """
    if len(lines) < MIN_ROWS:
        return None
    ways = [_aligned(lines, width, tail) for width in (_display_width, len) for tail in (0, 1)]
    # The last line may be a note with gaps of its own: it must not add columns.
    aligned = max(ways, key=lambda rows: (_agreement(rows[:-1], lines[:-1]), -len(rows[0])))
    if _agreement(aligned[:-1], lines[:-1]) * 4 >= (len(lines) - 1) * 3 and _is_table(aligned):
        return aligned
    cut = [_cut(line.strip()) for line in lines]
    # Where blank cells leave no trace, only rows that are all whole can be trusted.
    head = next((i for i, row in enumerate(cut) if any(map(is_figure, row[1:]))), 0)
    whole = len({len(row) for row in cut[head:]}) == 1 and len(cut[-1]) > 2
    return cut if whole and _is_table(cut) else None


def _aligned(lines: Sequence[str], width: Callable[[str], int], tail: int) -> list[list[str]]:
    """Cut lines by what is blank in all of them, but for a tail over all columns (a note), left whole."""
    count = len(lines) - tail
    return [*_by_strips(lines[:count], width), *([line.strip()] for line in lines[count:])]


def _agreement(rows: Sequence[Sequence[str]], lines: Sequence[str]) -> int:
    """How many rows have the cells that the gaps of their line show."""
    return sum([*filter(None, row)] == _cut(line.strip()) for row, line in zip(rows, lines, strict=True))


def _cut(text: str) -> list[str]:
    return [cell for cell in _GAP.split(text) if cell]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows have columns: figures in many of them, or three or more columns without a blank."""
    width = max(map(len, rows))
    figures = sum(any(is_figure(cell) or is_dash(cell) for cell in row[1:]) for row in rows)
    whole = sum(len(row) == width and all(row) for row in rows)
    return width > 1 and (figures * 2 >= len(rows) or (width > 2 and whole >= len(rows) - 1))


def _display_width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def _by_strips(lines: Sequence[str], width: Callable[[str], int]) -> list[list[str]]:
    laid = [_places(line, width) for line in lines]
    right = max(end for places in laid for _, end, _ in places)
    inked = bytearray(right)
    for places in laid:
        for start, end, char in places:
            if char not in _BLANK:
                inked[start:end] = b"\1" * (end - start)
    # A single blank between two columns may be chance; two are a strip.
    columns: list[tuple[int, int]] = []
    for filled, group in groupby(range(right), key=inked.__getitem__):
        some = list(group)
        if filled and columns and some[0] - columns[-1][1] < 2:
            columns[-1] = (columns[-1][0], some[-1] + 1)
        elif filled:
            columns.append((some[0], some[-1] + 1))
    return [
        ["".join(char for start, _, char in places if lo <= start < hi).rstrip() for lo, hi in columns]
        for places in laid
    ]


def _places(line: str, width: Callable[[str], int]) -> list[tuple[int, int, str]]:
    places: list[tuple[int, int, str]] = []
    at = 0
    for char in line:
        places.append((at, at + width(char), char))
        at += width(char)
    return places
