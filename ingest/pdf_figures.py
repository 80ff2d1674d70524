"""Charts and drawings on a page, and the text in them, which is no text of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.glyphs import Glyph, Line, box_of, glyphs_to_rows, row_to_line
from ingest.pdf_page import PageInk, area, holds
from ingest.rulings import Rule
from rag.types import Box

_LEGEND = 90.0  # points that the names and the legend of a chart take up between it and its caption
_CAPTION = ("图", "表", "附", "续", "注", "资料", "数据来源")


def is_drawing(box: Box, ink: PageInk) -> bool:
    """Tell a chart's plot area: curves, slanting lines or bars within."""
    drawn = [*ink.shapes, *(fill for fill in ink.fills if area(fill) < 0.3 * area(box))]
    inside = [d for d in drawn if holds(box, (d[0] + d[2]) / 2, (d[1] + d[3]) / 2)]
    return len(inside) >= 3


def is_pictured(box: Box, ink: PageInk) -> bool:
    """Tell the grid of a scanned chart: known pictures take up a good part of it."""
    shared = sum(
        max(0.0, min(box[2], f[2]) - max(box[0], f[0])) * max(0.0, min(box[3], f[3]) - max(box[1], f[1]))
        for f in ink.figures
    )
    return shared > 0.25 * area(box)


def without_figures(glyphs: list[Glyph], ink: PageInk, taken: Sequence[Box]) -> list[Glyph]:
    """Leave out what stands in a drawn chart: values, axis labels, legend."""
    drawn = [
        box
        for box in [*ink.shapes, *ink.fills]
        if area(box) < 0.5 * ink.size[0] * ink.size[1]
        and not any(holds(other, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for other in taken)
    ]
    figures = ink.figures + [
        _with_axes(box, ink.rules)
        for box, count in _clusters(drawn)
        if count >= 4 and min(box[2] - box[0], box[3] - box[1]) > 70
    ]
    if not figures:
        return glyphs
    rows = [(row, row_to_line(row)) for row in glyphs_to_rows(glyphs)]
    captions = [line for _, line in rows if line is not None and line.text.startswith("图")]
    figures = [_down_to_caption(figure, captions) for figure in figures]
    kept: list[Glyph] = []
    for row, line in rows:
        if line is None or line.text.startswith(_CAPTION) or not _belongs(line, figures):
            kept += row
    return kept


def _with_axes(figure: Box, rules: Iterable[Rule]) -> Box:
    """Return a figure with the axes and grid lines that run across it."""
    lines = [
        (rule.at, rule.lo, rule.at, rule.hi) if rule.vertical else (rule.lo, rule.at, rule.hi, rule.at)
        for rule in rules
    ]
    return box_of([figure, *(line for line in lines if _near(figure, line, 10.0))])


def _down_to_caption(figure: Box, captions: Iterable[Line]) -> Box:
    """Return the figure with what stands between it and its caption: category names, the legend."""
    x0, top, x1, bottom = figure
    for caption in captions:
        if bottom < caption.box[1] < bottom + _LEGEND and caption.x0 < x1 and x0 < caption.x1:
            wide = 0.5 * (caption.x0 + caption.x1)
            half = max(wide - x0, x1 - wide, 0.3 * 595)
            return (wide - half, top, wide + half, caption.box[1])
    return figure


def _clusters(boxes: Iterable[Box], near: float = 25.0) -> list[tuple[Box, int]]:
    clusters: list[tuple[Box, int]] = []
    for box in sorted(boxes, key=lambda b: b[1]):
        joined, count = box, 1
        apart: list[tuple[Box, int]] = []
        for other, n in clusters:
            if _near(joined, other, near):
                joined, count = box_of([joined, other]), count + n
            else:
                apart.append((other, n))
        clusters = [*apart, (joined, count)]
    return clusters


def _near(a: Box, b: Box, near: float) -> bool:
    return a[0] - near <= b[2] and b[0] - near <= a[2] and a[1] - near <= b[3] and b[1] - near <= a[3]


def _belongs(line: Line, figures: Iterable[Box]) -> bool:
    reach = 1.5 * line.size
    return any(
        figure[1] - reach <= (line.box[1] + line.box[3]) / 2 <= figure[3] + reach
        and figure[0] - 4 * reach <= line.x0
        and line.x1 <= figure[2] + 4 * reach
        and (line.x1 - line.x0 < 0.5 * (figure[2] - figure[0]) or len(line.segments) > 1)
        for figure in figures
    )
