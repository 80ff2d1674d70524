"""Tables without any rules: a coloured header, or a caption, over lines whose words stand in columns.

Where such a table begins and ends is found here, as the rules that it would have; ``open_tables`` then
reads it like any other table between rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.captions import is_outside, is_unit_line, parse_caption
from ingest.glyphs import Glyph, Line, Segment, row_to_line
from ingest.grids import is_dash, is_figure, is_year_label
from ingest.header_levels import level_rules
from ingest.rulings import Rule
from rag.quantity import parse_quantity
from rag.types import Box

_WIDE = 0.9  # the gap, in glyph sizes, between the cells of a row
_FAR = 3.2  # baselines farther apart than this many sizes are not of one table
_SHORT_LINE = 0.5
_MIN_LINES = 3
_MAX_HEADER_LINES = 5


def bare_rules(rows: Sequence[Sequence[Glyph]], fills: Sequence[Box]) -> list[list[Rule]]:
    """Return, for every table without rules, the rules that would stand over and under its header, under
    its last row, and between the levels of its header.

    Args:
        rows: rows of glyphs outside of all other tables, top to bottom.
        fills: coloured grounds.
    """
    lines = [line for line in (row_to_line(row, _WIDE) for row in rows) if line is not None]
    found: list[list[Rule]] = []
    start = 0
    while start < len(lines):
        end = _run_end(lines, start)
        if end - start < 2:
            start += 1
            continue
        head = _header_lines(lines, start, end, fills)
        if head:
            found.append(_rules(lines[start:end], head))
        start = end
    return found


def _run_end(lines: Sequence[Line], start: int) -> int:
    """Return the end of the run of lines in columns that begins here; ``start`` where none does."""
    if len(lines[start].segments) < 2 and not _leads(lines, start):
        return start
    left, right = lines[start].x0, lines[start].x1
    end = start + 1
    while end < len(lines):
        before, line = lines[end - 1], lines[end]
        if line.base - before.base > _FAR * line.size or is_outside(line.text):
            break
        left, right = min(left, line.x0), max(right, line.x1)
        if len(line.segments) < 2 and line.x1 - line.x0 > _SHORT_LINE * (right - left):
            break
        end += 1
    while end > start and len(lines[end - 1].segments) < 2:
        end -= 1
    return end


def _leads(lines: Sequence[Line], i: int) -> bool:
    """Whether a lone word stands a little above a row, as the first line of one of its cells does."""
    if i + 1 >= len(lines) or is_outside(lines[i].text):
        return False
    here, after = lines[i], lines[i + 1]
    close = after.base - here.base < 1.1 * here.size
    return close and len(after.segments) > 2 and here.x1 - here.x0 < _SHORT_LINE * (after.x1 - after.x0)


def _header_lines(lines: Sequence[Line], start: int, end: int, fills: Sequence[Box]) -> int:
    """Return how many lines of a run are its header, 0 where the run is no table."""
    run = lines[start:end]
    banded = _on_ground(run, fills)
    if banded:
        return banded if banded < len(run) else 0
    captioned = _has_caption(lines, start, end) and len(run) >= _MIN_LINES and _is_regular(run)
    if not captioned and not (start < 2 and _is_rest(run)):
        return 0
    return max(1, next((i for i, line in enumerate(run[:_MAX_HEADER_LINES]) if _has_figure(line)), 1))


def _on_ground(run: Sequence[Line], fills: Sequence[Box]) -> int:
    """Return how many lines at the top of a run stand on one coloured ground, cell by cell or whole."""
    first = run[0]
    middle = (first.box[1] + first.box[3]) / 2
    band = [fill for fill in fills if fill[1] <= middle <= fill[3]]
    if not band:
        return 0
    bottom, covered = max(fill[3] for fill in band), _covered(first, band)
    count = sum((line.box[1] + line.box[3]) / 2 <= bottom for line in run)
    return count if covered and count <= _MAX_HEADER_LINES else 0


def _covered(line: Line, band: Sequence[Box]) -> bool:
    return all(
        any(fill[0] <= (segment.x0 + segment.x1) / 2 <= fill[2] for fill in band) for segment in line.segments
    )


def _has_caption(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether a table's caption stands right above, with at most a unit line between, or right below."""
    above = [line for line in reversed(lines[max(0, start - 2) : start]) if not is_unit_line(line.text)]
    below = lines[end : end + 1]
    captions = [parse_caption(line.text) for line in (*above[:1], *below)]
    return any(caption is not None and caption.kind == "table" for caption in captions)


def _is_rest(run: Sequence[Line]) -> bool:
    """Whether lines at the top of a page go on with a table of the page before: figures in columns."""
    rows = [line for line in run if len(line.segments) > 2]
    figures = [line for line in rows if sum(_is_figure(segment) for segment in line.segments) > 1]
    return len(rows) == len(run) >= 2 and len(figures) == len(rows)


def _is_regular(run: Sequence[Line]) -> bool:
    """Whether most lines have the same number of columns and hold figures, or at least three columns."""
    counts = [len(line.segments) for line in run if len(line.segments) > 1]
    usual = max(set(counts), key=counts.count)
    same = counts.count(usual) * 5 >= len(counts) * 3
    figures = sum(map(_has_figure, run))
    return same and len(counts) * 2 > len(run) and (usual > 2 or figures * 2 >= len(counts))


def _has_figure(line: Line) -> bool:
    return any(map(_is_figure, line.segments[1:]))


def _is_figure(segment: Segment) -> bool:
    if is_year_label(segment.text):
        return False
    text = segment.text
    return is_figure(text) or is_dash(text) or parse_quantity(text).value is not None


def _rules(run: Sequence[Line], head: int) -> list[Rule]:
    left, right = min(line.x0 for line in run) - 4, max(line.x1 for line in run) + 4
    top, bottom = run[0].box[1] - 2, run[-1].box[3] + 2
    under = (max(line.box[3] for line in run[:head]) + min(line.box[1] for line in run[head:])) / 2
    rules = [Rule(False, at, left, right) for at in (top, under, bottom)]
    return rules + level_rules(run[:head])
