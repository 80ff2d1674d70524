"""How the rows of a table are cut: which are a form, which a list under its own header, which a title.

Every way to cut them is scored by how much names look like names and values like values; the best one is
found by dynamic programming over the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.tables.columns import kind_of, label_likeness
from rag.tables.grid import Grid, GridCell
from rag.tables.pair_rows import read_pairs

MAX_HEADER = 4
# In a longer table only its beginning is tried as the head of a list, which then reaches to the end.
MANY_ROWS = 150
LIST_COST, GROUP_COST, PAIR_COST = 0.6, 0.2, 0.03
TITLE_GAIN, LEAVING = 0.2, 0.6
NEVER = -1e9
# A row of weekdays or months heads what stands below.
SERIES = 0.75
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十日天]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows of one kind: a title, pairs, a list with its header above ``header``, or a group at the left."""

    kind: str
    top: int
    header: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Rows cut into segments, and how well they read so."""

    score: float
    segments: tuple[Segment, ...]


class Cutter:
    """Scores the ways to cut a grid by its rows."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._rows = [grid.row(r) for r in range(grid.height)]
        self._edges = [_edges(line) for line in grid.lines]

    def cut(self) -> Cut:
        """Return the best cut of all rows."""
        height = self.grid.height
        scores = [0.0] + [NEVER] * height
        last: list[Segment | None] = [None] * (height + 1)
        for top in range(height):
            for segment, score in self._segments(top):
                total = scores[top] + score - self._leaving(last[top], segment)
                if total > scores[segment.bottom]:
                    scores[segment.bottom], last[segment.bottom] = total, segment
        segments: list[Segment] = []
        while segment_above := last[segments[-1].top if segments else height]:
            segments.append(segment_above)
        return Cut(scores[height], tuple(reversed(segments)))

    def _leaving(self, above: Segment | None, segment: Segment) -> float:
        """What it costs to read a row built as the list above it in another way."""
        row = segment.top
        if segment.kind != "pairs" or above is None or above.kind != "list":
            return 0.0
        # A title may stand between.
        like = (self._shape(other) == self._shape(row) for other in range(max(above.header, row - 2), row))
        return LEAVING if any(like) else 0.0

    def _shape(self, row: int) -> tuple[int, frozenset[int]]:
        return len(self._rows[row]), self._edges[row]

    def whole_list(self) -> Cut:
        """Return the best reading of all rows as one list."""
        found = [
            Cut(score, (segment,)) for segment, score in self._lists(0) if segment.bottom == self.grid.height
        ]
        return max(found, key=lambda cut: cut.score, default=Cut(NEVER, ()))

    def _segments(self, top: int) -> Iterator[tuple[Segment, float]]:
        row = self._rows[top]
        yield Segment("pairs", top, 0, top + 1), read_pairs(row).score - PAIR_COST
        if len(row) <= 1:
            yield Segment("title", top, 0, top + 1), TITLE_GAIN
        if self.grid.height <= MANY_ROWS or top < MAX_HEADER:
            yield from self._lists(top)
        first = self.grid.lines[top][0]
        if first and first.height > 1 and self._own(top)[:1] == [first]:
            bottom = min(top + first.height, self.grid.height)
            if self._closed(bottom) and bottom - top < self.grid.height:
                yield Segment("group", top, 0, bottom), self._group_score(top, bottom)

    def _group_score(self, top: int, bottom: int) -> float:
        part = beside(self.grid, top, bottom)
        return Cutter(part).cut().score + 0.3 - GROUP_COST if part.width > 1 else NEVER

    def _lists(self, top: int) -> Iterator[tuple[Segment, float]]:
        height = self.grid.height
        for depth in range(1, min(MAX_HEADER, height - top - 1) + 1):
            start = top + depth
            if not self._closed(start) or not self._is_header(top, start):
                continue
            score = sum(self._header(row, depth) for row in range(top, start)) - LIST_COST
            before: int | None = None
            for row in range(start, height):
                score += self._body(row, before, start - 1)
                before = row if len(self._rows[row]) > 1 else before
                if before is not None and (height <= MANY_ROWS or row == height - 1):
                    yield Segment("list", top, start, row + 1), score

    def _closed(self, edge: int) -> bool:
        """Whether no cell reaches over the upper edge of a row."""
        if edge >= self.grid.height:
            return True
        above, below = self.grid.lines[edge - 1], self.grid.lines[edge]
        return all(a is None or a is not b for a, b in zip(above, below, strict=True))

    def _is_header(self, top: int, start: int) -> bool:
        """Whether rows can be a header: names over most columns, outer ones over several inner ones."""
        if not self._rows[top] or self._own(top)[:1] != [self._rows[top][0]]:
            return False
        leaves = self.grid.lines[start - 1]
        named = [cell for cell in leaves if cell is not None]
        if len(set(named)) < 2 or 2 * len(named) < self.grid.width:
            return False
        return all(len(self._rows[row]) > 1 and self._is_outer(row, start) for row in range(top, start - 1))

    def _is_outer(self, row: int, start: int) -> bool:
        """Whether a row names groups of columns: its first name reaches down, another over several."""
        cells = self._rows[row]
        below = [self._below(cell, row, start - 1) for cell in cells]
        corner = below[0] <= {None, cells[0]} or len(below[0]) > 1
        return corner and any(len(places) > 1 for places in below)

    def _below(self, cell: GridCell, row: int, leaf: int) -> set[GridCell | None]:
        line = self.grid.lines[row]
        return {self.grid.lines[leaf][c] for c, other in enumerate(line) if other is cell}

    def _header(self, row: int, depth: int) -> float:
        own = self._own(row)
        least = SERIES if _is_series([cell.text for cell in own[1:]]) else 0.0
        return sum(max(_header_likeness(cell, depth), least) - 0.5 for cell in own)

    def _own(self, row: int) -> list[GridCell]:
        """The cells that begin in a row."""
        above = set(self._rows[row - 1]) if row else set()
        return [cell for cell in self._rows[row] if cell not in above]

    def _body(self, row: int, before: int | None, header: int) -> float:
        """How well a row reads as a record below another, or below the header."""
        cells = self._rows[row]
        if len(cells) <= 1:
            return 0.1 if self.grid.width > 1 else 0.0
        if 3 * len(cells) <= self.grid.width:
            return 0.0
        score = sum(0.5 - label_likeness(cell.text) for cell in self._own(row))
        if self._edges[row] != self._edges[header if before is None else before]:
            score -= 0.7
        if before is not None:
            score += sum(map(_alike, self.grid.lines[before], self.grid.lines[row]))
        return score


def _edges(line: Sequence[GridCell | None]) -> frozenset[int]:
    """Where the cells of a row end; beside a blank that may be anywhere."""
    return frozenset(
        c for c, (left, right) in enumerate(pairwise(line)) if left is not None and left is right
    )


def _is_series(texts: Sequence[str]) -> bool:
    """Whether texts differ in their numbers only: 星期一, 星期二; 1月, 2月; 2020年, 2021年."""
    return (
        len(set(texts)) > 2
        and len({_NUMERAL.sub("#", text) for text in texts}) == 1
        and any(_NUMERAL.search(text) and re.search(r"[^\W\d_]", text) for text in texts)
    )


def _header_likeness(cell: GridCell, depth: int) -> float:
    likeness = label_likeness(cell.text)
    if depth > 1:
        return max(likeness, 0.8 if cell.width > 1 or cell.height > 1 else 0.55)
    return max(likeness, 0.45) if kind_of(cell.text) == "date" else likeness


@lru_cache(maxsize=65536)
def _alike(above: GridCell | None, below: GridCell | None) -> float:
    """How much two values below each other look like values of one column."""
    if above is None or below is None or above is below:
        return 0.0
    kinds = {kind_of(above.text), kind_of(below.text)}
    if len(kinds) > 1:
        return 0.05 if "blank" in kinds else -0.1
    return 0.25 if kinds & {"number", "date"} else 0.02 if "short" in kinds else 0.1


def beside(grid: Grid, top: int, bottom: int) -> Grid:
    """Return what stands beside the cell at the left of some rows."""
    first = grid.lines[top][0]
    start = 1
    while first is not None and start < grid.width and grid.lines[top][start] is first:
        start += 1
    return grid.part(top, bottom, start, grid.width)
