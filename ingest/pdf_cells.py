"""The cells of a ruled table: their text, how far labels are indented, whether a text may go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.cell_text import indent_text
from ingest.glyphs import Glyph, Line, glyphs_to_lines, join_cell, middle_of
from ingest.pdf_page import holds
from ingest.rulings import Frame, Span
from ingest.types import Grid, GridCell
from rag.types import Box

_PADDING = 12.0  # between a cell's text and its rules, both sides together
_CENTRED = 0.5  # sizes by which the blanks beside a centred label may differ
_FLUSH = 2.0  # by which the beginnings of labels set flush left may differ


def frame_to_grid(frame: Frame, glyphs: Sequence[Glyph], aside: Sequence[Glyph] = ()) -> Grid:
    """Return the table that a frame and the glyphs within it make.

    Args:
        frame: the ruled cells.
        glyphs: upright glyphs inside the frame.
        aside: glyphs that stand sideways; they fill cells that have no other text.
    """
    by_cell: dict[int, list[Glyph]] = {index: [] for index in range(len(frame.spans))}
    boxes = [frame.span_box(span) for span in frame.spans]
    for glyph in glyphs:
        index = _cell_at(boxes, glyph)
        if index is not None:
            by_cell[index].append(glyph)
    lines = [glyphs_to_lines(by_cell[i] or _sideways(aside, box)) for i, box in enumerate(boxes)]
    firsts = [texts[0] for span, texts in zip(frame.spans, lines, strict=True) if texts and _is_label(span)]
    flush = _flush_left(firsts)
    cells = tuple(
        _grid_cell(span, box, texts, by_cell[i], flush if _is_label(span) else None)
        for i, (span, box, texts) in enumerate(zip(frame.spans, boxes, lines, strict=True))
    )
    return Grid(cells, len(frame.ys) - 1, len(frame.xs) - 1, spans_known=True, box=frame.box)


def _is_label(span: Span) -> bool:
    return span.col == 0 and span.colspan == 1


def _flush_left(firsts: Sequence[Line]) -> float | None:
    """Return where the labels of a first column begin, None where they are not set flush left.

    Labels of different lengths that begin beneath each other show it; centred ones do not.
    """
    left = min((line.x0 for line in firsts), default=0.0)
    flush = [line for line in firsts if line.x0 - left < _FLUSH]
    ends = [line.x1 for line in flush]
    return left if len(flush) * 3 > len(firsts) and max(ends) - min(ends) > 2 * _FLUSH else None


def _cell_at(boxes: Sequence[Box], glyph: Glyph) -> int | None:
    x, y = middle_of(glyph)
    return next((index for index, box in enumerate(boxes) if holds(box, x, y)), None)


def _grid_cell(
    span: Span, box: Box, lines: Sequence[Line], glyphs: Sequence[Glyph], flush: float | None
) -> GridCell:
    steps = 0.0
    if flush is not None and lines and not _is_centred(lines[0], box):
        steps = (lines[0].x0 - flush) / lines[0].size
    return GridCell(
        span.row,
        span.col,
        indent_text(join_cell(lines, box[2] - box[0]), steps),
        span.rowspan,
        span.colspan,
        box,
        any(glyph.doubt for glyph in glyphs),
        bool(lines) and _is_full(lines[-1], box[2] - box[0]),
    )


def _is_centred(line: Line, box: Box) -> bool:
    return abs((line.x0 - box[0]) - (box[2] - line.x1)) < _CENTRED * line.size


def _is_full(line: Line, width: float) -> bool:
    return width - (line.x1 - line.x0) < line.size + _PADDING


def _sideways(aside: Iterable[Glyph], box: Box) -> list[Glyph]:
    """Return the sideways glyphs of a cell laid out as if upright, in their reading direction."""
    return [
        glyph._replace(x0=-glyph.bottom, x1=-glyph.top, base=glyph.x1, turn=0)
        if glyph.turn == 90
        else glyph._replace(x0=glyph.top, x1=glyph.bottom, base=-glyph.x0, turn=0)
        for glyph in aside
        if glyph.turn in (90, 270) and holds(box, *middle_of(glyph))
    ]
