"""From the layouts of all pages to pages of blocks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.pdf_furniture import strip_furniture
from ingest.pdf_layout import Layout
from ingest.pdf_page import turn_box
from ingest.pdf_paragraphs import Margins, flow_to_blocks, margin_key, usual_margins
from ingest.types import Grid, Page, TextBlock
from rag.types import Box


def layouts_to_pages(
    layouts: Sequence[Layout], titles: Mapping[int, Mapping[str, int]], labels: Sequence[str]
) -> tuple[Page, ...]:
    """Return the pages, without running headers, footers and page numbers.

    Args:
        layouts: one for each page, in order.
        titles: headings that the file's outline names, normalized, with their level, by page from 0.
        labels: page labels that the file sets, used where no page prints its number; may be empty.
    """
    bodies, printed = strip_furniture(layouts)
    if labels and not any(printed):
        printed = list(labels)
    usual = usual_margins(bodies)
    return tuple(
        Page(number, label, tuple(_blocks(layout, number, usual, titles.get(number - 1, {}))))
        for number, (layout, label) in enumerate(zip(bodies, printed, strict=True), 1)
    )


def _blocks(
    layout: Layout,
    number: int,
    usual: Mapping[tuple[int, int, int], Margins],
    titles: Mapping[str, int],
) -> Iterator[TextBlock | Grid]:
    for part in layout.parts:
        if isinstance(part, Grid):
            yield _turned_grid(part, layout)
        elif part.lines:
            margins = usual.get(margin_key(layout, part, number))
            for block in flow_to_blocks(part, margins, titles, layout):
                yield replace(block, box=_turned(block.box, layout))


def _turned(box: Box | None, layout: Layout) -> Box | None:
    """Return a box as it stands on the page that a viewer shows."""
    if box is None:
        return None
    x0, top, x1, bottom = turn_box(box, (360 - layout.turn) % 360, layout.size)
    if layout.tilt:
        dx, dy = _shift((x0 + x1) / 2, (top + bottom) / 2, layout)
        x0, top, x1, bottom = x0 + dx, top + dy, x1 + dx, bottom + dy
    return (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))


def _shift(x: float, y: float, layout: Layout) -> tuple[float, float]:
    """Return how far a point of a straightened page was from there on the crooked one."""
    width, height = layout.size if layout.turn in (0, 180) else layout.size[::-1]
    angle = math.radians(layout.tilt)
    dx, dy = x - width / 2, y - height / 2
    return (
        math.cos(angle) * dx + math.sin(angle) * dy - dx,
        math.cos(angle) * dy - math.sin(angle) * dx - dy,
    )


def _turned_grid(grid: Grid, layout: Layout) -> Grid:
    cells = tuple(replace(cell, box=_turned(cell.box, layout)) for cell in grid.cells)
    return replace(grid, cells=cells, box=_turned(grid.box, layout))
