"""From what is drawn on a page to its parts in reading order: flows of text lines, and grids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.bare_tables import bare_rules
from ingest.glyphs import Glyph, Line, box_of, glyphs_to_lines, glyphs_to_rows, middle_of, row_to_line
from ingest.open_tables import find_open_tables
from ingest.pdf_boxes import LONG_TEXT, cut_boxes
from ingest.pdf_cells import frame_to_grid
from ingest.pdf_figures import is_drawing, is_pictured, without_figures
from ingest.pdf_page import PageInk, area, holds
from ingest.rulings import Frame, Rule, box_to_rules, merge_rules, rules_to_frames
from ingest.types import Grid
from rag.types import Box

_LONG_RUN = 0.22  # of the page's width: a line of a column
_BOX_HEIGHT = 40.0  # lower coloured grounds are headings


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines of one text column, or of one box, top to bottom.

    ``column`` is 0 where the text runs over the whole page, else 1 (left) or 2 (right).
    """

    lines: tuple[Line, ...]
    box: Box
    boxed: bool = False
    column: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's parts in reading order, in the coordinates of its ink."""

    parts: tuple[Flow | Grid, ...]
    size: tuple[float, float]
    turn: int = 0
    tilt: float = 0.0
    rough: bool = False


def ink_to_layout(ink: PageInk) -> Layout:
    """Return the flows and grids of a page."""
    frames, loose = rules_to_frames(merge_rules(ink.rules))
    frames = [frame for frame in frames if not _is_page_border(frame.box, ink.size)]
    frames += _fill_frames(ink, frames)
    free = ink.glyphs
    placed: list[Flow | Grid] = []
    for frame in sorted(frames, key=lambda f: area(f.box)):
        inside, rest = _split(free, frame.box)
        parts = [_frame_to_part(piece, inside, ink) for piece in cut_boxes(frame, inside)]
        if any(parts) or (inside and is_drawing(frame.box, ink)):
            placed += filter(None, parts)
            free = rest
    free = without_figures(free, ink, [part.box for part in placed if part.box])
    tables, free = find_open_tables(glyphs_to_rows(free), [rule for rule in loose if not rule.vertical])
    for rules in bare_rules(glyphs_to_rows(free), ink.fills):
        more, free = find_open_tables(glyphs_to_rows(free), rules)
        tables += more
    ordered = _in_reading_order(glyphs_to_rows(free), [*placed, *tables], ink.size[0])
    return Layout(tuple(ordered), ink.size, ink.turn, ink.tilt, ink.rough)


def _split(glyphs: Iterable[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    inside: list[Glyph] = []
    rest: list[Glyph] = []
    for glyph in glyphs:
        (inside if holds(box, *middle_of(glyph)) else rest).append(glyph)
    return inside, rest


def _is_page_border(box: Box, size: tuple[float, float]) -> bool:
    return box[2] - box[0] > 0.85 * size[0] and box[3] - box[1] > 0.8 * size[1]


def _fill_frames(ink: PageInk, frames: Sequence[Frame]) -> list[Frame]:
    """Return frames that are not ruled but coloured: one ground is a box, tiled grounds are a table."""
    taken = [frame.box for frame in frames]
    grounds = [
        fill
        for fill in dict.fromkeys(ink.fills)
        if not _is_page_border(fill, ink.size)
        and not any(holds(box, (fill[0] + fill[2]) / 2, (fill[1] + fill[3]) / 2) for box in taken)
        and any(holds(fill, *middle_of(glyph)) for glyph in ink.glyphs)
    ]
    pale = [rule for rule in ink.pale_rules if any(_crosses(rule, ground) for ground in grounds)]
    rules = merge_rules([*pale, *(rule for ground in grounds for rule in box_to_rules(ground))])
    return [frame for frame in rules_to_frames(rules)[0] if _is_ground(frame, ink.size[0])]


def _crosses(rule: Rule, ground: Box) -> bool:
    """Tell a white line that parts a coloured ground into cells."""
    middle = (rule.lo + rule.hi) / 2
    return holds(ground, *((rule.at, middle) if rule.vertical else (middle, rule.at)))


def _is_ground(frame: Frame, width: float) -> bool:
    """Tell tiles of a table, or the ground of a text box, from a label or the bar of a chart."""
    x0, top, x1, bottom = frame.box
    if len(frame.spans) == 1:
        return x1 - x0 > 0.35 * width and bottom - top > _BOX_HEIGHT
    return len(frame.xs) > 2 and len(frame.ys) > 2


def _frame_to_part(frame: Frame, glyphs: Sequence[Glyph], ink: PageInk) -> Flow | Grid | None:
    inside, _ = _split(glyphs, frame.box)
    if not any(not glyph.text.isspace() for glyph in inside):
        return None
    if len(frame.xs) == 2 or all(span.colspan == len(frame.xs) - 1 for span in frame.spans):
        return None if is_drawing(frame.box, ink) else _boxed(inside, frame.box)
    aside = [glyph for glyph in ink.aside if holds(frame.box, *middle_of(glyph))]
    grid = frame_to_grid(frame, inside, aside)
    if grid.n_rows == 1 and any(len(cell.text) > LONG_TEXT for cell in grid.cells):
        return _boxed(inside, frame.box)
    filled = sum(bool(cell.text) for cell in grid.cells)
    if filled < 2 or filled < 0.2 * len(grid.cells):
        return None
    if (grid.n_rows == 1 or filled < 0.6 * len(grid.cells)) and is_pictured(frame.box, ink):
        return None
    return grid


def _boxed(glyphs: Iterable[Glyph], box: Box) -> Flow:
    return Flow(tuple(glyphs_to_lines(glyphs)), box, boxed=True)


def _in_reading_order(
    rows: Sequence[list[Glyph]], parts: Sequence[Flow | Grid], width: float
) -> list[Flow | Grid]:
    lines = [line for line in map(row_to_line, rows) if line is not None]
    gutter = find_gutter(lines, width)
    if gutter is not None:
        lines = [line for row in rows for line in _split_row(row, gutter)]
    zones = _zones([*lines, *parts], gutter)
    return [part for column, zone in zones for part in _lines_to_flows(zone, column)]


def find_gutter(lines: Sequence[Line], width: float) -> float | None:
    """Return where the gap between two text columns is, None on a page of one column.

    Both columns hold at least five long runs of text, those on the right begin beneath each other; or
    at least three rows stand side by side, flush in the middle.
    """
    runs = [(s.x0, s.x1) for line in lines for s in line.segments]
    long_runs = [run for run in runs if run[1] - run[0] > _LONG_RUN * width]
    best: tuple[float, float] | None = None
    for start in {round(x0) for x0, _ in long_runs if 0.4 * width < x0 < 0.65 * width}:
        x = start - 3.0
        crossing = sum(x0 < x < x1 for x0, x1 in runs)
        left = sum(x1 <= x for _, x1 in long_runs)
        right = sum(x <= x0 < x + 0.06 * width for x0, _ in long_runs)
        score = min(left, right) - 2 * crossing
        if left >= 5 and right >= 5 and score > 0 and (best is None or score > best[0]):
            best = (score, x)
    return _short_gutter(lines, width) if best is None else best[1]


def _short_gutter(lines: Sequence[Line], width: float) -> float | None:
    """Return the gap between two columns of a few lines each, amid text over the whole page."""
    ends: dict[int, list[float]] = {}
    for line in lines:
        runs = [s for s in line.segments if s.x1 - s.x0 > _LONG_RUN * width]
        if len(runs) == len(line.segments) == 2 and 0.4 * width < runs[1].x0 < 0.65 * width:
            ends.setdefault(round(runs[1].x0), []).append(runs[0].x1)
    for start in sorted(ends):
        beside = [x1 for x0, x1s in ends.items() if start <= x0 < start + 0.06 * width for x1 in x1s]
        flush = sum(max(beside) - x1 < 0.02 * width for x1 in beside)
        if flush >= 3 and max(beside) < start:
            return start - 3.0
    return None


def _split_row(row: list[Glyph], gutter: float) -> list[Line]:
    line = row_to_line(row)
    if line is None:
        return []
    if any(segment.x0 < gutter < segment.x1 for segment in line.segments):
        return [line]
    halves = ([g for g in row if g.x0 < gutter], [g for g in row if g.x0 >= gutter])
    return [half for half in map(row_to_line, halves) if half is not None]


def _zones(
    items: Iterable[Line | Flow | Grid], gutter: float | None
) -> list[tuple[int, list[Line | Flow | Grid]]]:
    """Return the items as runs in reading order: over the whole width (0), left (1), right (2), …."""
    ordered = sorted(items, key=lambda item: (_top(item), _box(item)[0]))
    if gutter is None:
        return [(0, ordered)]
    zones: list[tuple[int, list[Line | Flow | Grid]]] = []
    runs: list[list[Line | Flow | Grid]] = [[], [], []]
    for item in ordered:
        box = _box(item)
        column = 0 if box[0] < gutter < box[2] else 1 if box[2] <= gutter else 2
        if column == 0 and (runs[1] or runs[2]):
            zones += list(enumerate(runs))
            runs = [[], [], []]
        runs[column].append(item)
    return [*zones, *enumerate(runs)]


def _box(item: Line | Flow | Grid) -> Box:
    return item.box or (0.0, 0.0, 0.0, 0.0)


def _top(item: Line | Flow | Grid) -> float:
    return item.base - item.size if isinstance(item, Line) else _box(item)[1]


def _lines_to_flows(items: Iterable[Line | Flow | Grid], column: int) -> list[Flow | Grid]:
    out: list[Flow | Grid] = []
    run: list[Line] = []
    for item in [*items, None]:
        if isinstance(item, Line):
            run.append(item)
            continue
        if run:
            out.append(Flow(tuple(run), box_of(line.box for line in run), column=column))
            run = []
        if item is not None:
            out.append(item)
    return out
