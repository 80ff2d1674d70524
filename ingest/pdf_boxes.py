"""Text boxes drawn right against a table: their rules make one frame with the table's, cut apart here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.captions import is_note, parse_caption
from ingest.glyphs import Glyph, glyphs_to_lines, middle_of
from ingest.pdf_page import holds
from ingest.rulings import Frame, Span

LONG_TEXT = 80  # characters in one cell over a whole row: prose in a box, not a table's row


def cut_boxes(frame: Frame, glyphs: Sequence[Glyph]) -> list[Frame]:
    """Return the boxes above a table, the table, and the boxes below it; the frame alone where it has none.

    Args:
        frame: rules that hang together.
        glyphs: what stands inside of it.
    """
    if len(frame.xs) < 3:
        return [frame]
    boxes = {span.row for span in frame.spans if _is_box(frame, span, glyphs)}
    count = len(frame.ys) - 1
    first, last = 0, count
    while first in boxes:
        first += 1
    while last - 1 in boxes and last > first:
        last -= 1
    cuts = [*range(first), *([first] if first < last else []), *range(last, count + 1)]
    return [_rows(frame, top, bottom) for top, bottom in pairwise(cuts)]


def _is_box(frame: Frame, span: Span, glyphs: Sequence[Glyph]) -> bool:
    """Whether a cell over a whole row holds a case or other prose, and no note to the table."""
    if span.colspan < len(frame.xs) - 1 or span.rowspan > 1:
        return False
    box = frame.span_box(span)
    inside = [glyph for glyph in glyphs if holds(box, *middle_of(glyph))]
    lines = [line.text for line in glyphs_to_lines(inside)]
    if not lines or is_note(lines[0]):
        return False
    caption = parse_caption(lines[0])
    return (caption is not None and caption.kind == "case") or sum(map(len, lines)) > LONG_TEXT


def _rows(frame: Frame, top: int, bottom: int) -> Frame:
    spans = tuple(replace(span, row=span.row - top) for span in frame.spans if top <= span.row < bottom)
    return replace(frame, ys=frame.ys[top : bottom + 1], spans=spans)
