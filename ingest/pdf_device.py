"""The pdfminer device that collects what a page draws.

Our own because hidden text can only be told by the text rendering mode, which neither pdfminer nor
pdfplumber keeps with a character; and to stop at pages that would take forever.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.utils import Matrix, PathSegment, Rect

_MAX_OBJECTS = 400_000


class PageTooHeavy(Exception):
    """A page holds more objects, or takes longer, than any report's page does."""


class InkDevice(PDFPageAggregator):
    """Collects a page's objects, with the rendering mode of each character; stops at what is too much."""

    def __init__(self, manager: PDFResourceManager, deadline: float) -> None:
        super().__init__(manager)
        self.deadline = deadline
        self.mode = 0
        self.count = 0
        self.modes: dict[int, int] = {}

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Remember the rendering mode of the string whose characters follow."""
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **kwargs: Any) -> float:  # noqa: ANN401 - eight, passed on as they are
        """Add a character."""
        self.tick()
        advance = super().render_char(*args, **kwargs)
        if self.mode:
            self.modes[id(self.cur_item._objs[-1])] = self.mode
        return advance

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Add a line, rectangle or curve."""
        self.tick()
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """Enter a form or image."""
        self.tick()
        super().begin_figure(name, bbox, matrix)

    def tick(self) -> None:
        """Count one more object; raise PageTooHeavy when there are too many or it takes too long."""
        self.count += 1
        late = self.count % 256 == 0 and time.monotonic() > self.deadline
        if late or self.count > _MAX_OBJECTS:
            raise PageTooHeavy
