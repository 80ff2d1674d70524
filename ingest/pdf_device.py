"""The pdfminer device that collects what a page draws.

Our own because hidden text can only be told by the text rendering mode, which neither pdfminer nor
pdfplumber keeps with a character; and to stop at pages that would take forever.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdftypes import PDFStream, dict_value, list_value, stream_value
from pdfminer.utils import Matrix, PathSegment, Rect

_MAX_OBJECTS = 400_000
_MAX_CONTENT = 6_000_000  # bytes of drawing operators; a page of text has some thousands
_MAX_CID = 65_535
_DESCENDANTS = "DescendantFonts"
_MAX_RATIO = 1032  # deflate packs no tighter


class PageTooHeavy(Exception):
    """A page holds more objects, or takes longer, than any report's page does."""


class InkDevice(PDFPageAggregator):
    """Collects a page's objects, with the rendering mode of each character; stops at what is too much."""

    def __init__(self, manager: PDFResourceManager, deadline: float) -> None:
        super().__init__(manager)
        self.deadline = deadline
        self.mode = 0
        self.count = 0
        self.content = 0
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

    def add_content(self, length: int) -> None:
        """Count the bytes of drawing operators; raise PageTooHeavy when there are too many."""
        self.content += length
        if self.content > _MAX_CONTENT:
            raise PageTooHeavy

    def tick(self) -> None:
        """Count one more object; raise PageTooHeavy when there are too many or it takes too long."""
        self.count += 1
        late = self.count % 256 == 0 and time.monotonic() > self.deadline
        if late or self.count > _MAX_OBJECTS:
            raise PageTooHeavy


class InkInterpreter(PDFPageInterpreter):
    """Runs a page's operators on an InkDevice, unless there are far too many of them."""

    device: InkDevice

    def init_resources(self, resources: dict[object, object]) -> None:
        """Take the page's fonts, unless one asks for the widths of more characters than there are."""
        for font in dict_value(resources.get("Font", {})).values():
            for part in (
                dict_value(font),
                *map(dict_value, list_value(dict_value(font).get(_DESCENDANTS, []))),
            ):
                if any(_is_beyond(number) for key in ("W", "W2") for number in list_value(part.get(key, []))):
                    raise PageTooHeavy
        super().init_resources(resources)

    def execute(self, streams: Sequence[object]) -> None:
        """Run content streams."""
        for stream in streams:
            self.device.add_content(_decoded_length(stream_value(stream)))
        super().execute(streams)


def _is_beyond(number: object) -> bool:
    """Whether a number in a font's widths is no character's: pdfminer fills whole ranges one by one."""
    return isinstance(number, int | float) and abs(number) > _MAX_CID


def _decoded_length(stream: PDFStream) -> int:
    """Return how long a stream is when unpacked, without unpacking more than a page may hold."""
    raw = stream.get_rawdata()
    if raw is not None and len(raw) * _MAX_RATIO > _MAX_CONTENT and stream.decipher is None:
        unpacked = raw
        for name, _ in stream.get_filters():
            if getattr(name, "name", "") in ("FlateDecode", "Fl"):
                unpacked = _inflate(unpacked)
        if len(unpacked) > _MAX_CONTENT:
            raise PageTooHeavy
    return len(stream.get_data())


def _inflate(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MAX_CONTENT + 1)
    except zlib.error:
        return b""  # pdfminer mends what it can
