"""What is drawn on a PDF page: glyphs, rules, fills, shapes and images, without what nobody sees.

The interpreter is pdfminer's, over pages opened by pdfplumber.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTLine, LTRect
from pdfplumber.page import Page as PlumberPage

from ingest.glyphs import Glyph
from ingest.pdf_device import InkDevice, InkInterpreter
from ingest.rulings import Rule, box_to_rules
from rag.types import Box

_INVISIBLE = 3
_MIN_SIZE = 2.0
_THIN = 3.0
_WHITE = 0.93  # lines and text lighter than this do not show on paper
_PAPER = 0.995  # grounds do
_BOLD = ("bold", "black", "heavy", "simhei", "heiti", "fandolhei", "黑体", "-demi")
# Where fonts map glyphs to look-alikes: radicals, compatibility ideographs, Latin ligatures.
_LOOKALIKES = (("\u2e80", "\u2fdf"), ("\uf900", "\ufaff"), ("\ufb00", "\ufb06"))


@dataclass(slots=True)
class PageInk:
    """A page as drawn, turned so that most text stands upright.

    ``turn`` is how the page was turned (0, 90, 180, 270 clockwise); ``size`` is (width, height) after
    turning; ``broken`` is the share of glyphs that have no readable character; ``hidden`` holds the
    text that nobody sees; ``pictures`` covers the images, ``shapes`` other drawings, ``fills`` grounds,
    ``figures`` what is known to be a chart or photo; ``tilt`` is the angle, in degrees and
    counter-clockwise, by which a scan was crooked.
    """

    size: tuple[float, float]
    turn: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    figures: list[Box] = field(default_factory=list)
    hidden: str = ""
    broken: float = 0.0
    tilt: float = 0.0


def page_to_ink(page: PlumberPage, deadline: float) -> PageInk:
    """Return what a page shows.

    Args:
        page: an open page.
        deadline: ``time.monotonic()`` value after which to give up.

    Raises:
        PageTooHeavy: too many objects, or the deadline has passed.
    """
    device = InkDevice(page.pdf.rsrcmgr, deadline)
    InkInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    layout = device.get_result()
    ink = PageInk((layout.width, layout.height))
    chars: list[LTChar] = []
    for item in _walk(layout):
        if isinstance(item, LTChar):
            chars.append(item)
        else:
            _add_drawing(ink, item)
    _add_glyphs(ink, chars, device.modes)
    return ink


def _walk(container: LTContainer[Any]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _walk(item)
        else:
            yield item


def turn_box(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """Return a box as it stands after its page, of the given size, was turned clockwise by an angle."""
    x0, top, x1, bottom = box
    width, height = size
    if turn == 90:
        return (height - bottom, x0, height - top, x1)
    if turn == 180:
        return (width - x1, height - bottom, width - x0, height - top)
    if turn == 270:
        return (top, width - x1, bottom, width - x0)
    return box


def _flip(item: LTComponent, height: float) -> Box:
    return (item.x0, height - item.y1, item.x1, height - item.y0)


def _lightness(color: object) -> float:
    """Return 0 (black) to 1 (white); a pattern or an unknown colour counts as dark."""
    parts = color if isinstance(color, list | tuple) else (color,)
    values = [float(part) for part in parts if isinstance(part, int | float)]
    if not values or len(values) != len(parts):
        return 0.0
    if len(values) == 4:
        return 1 - min(1.0, max(values[:3]) + values[3])
    return min(values)


def _add_drawing(ink: PageInk, item: LTComponent) -> None:
    box = _flip(item, ink.size[1])
    if isinstance(item, LTImage):
        ink.pictures.append(box)
    elif isinstance(item, LTCurve) and (item.stroke or item.fill):
        _add_path(ink, item, box)


def _add_path(ink: PageInk, item: LTCurve, box: Box) -> None:
    stroked = item.stroke and _lightness(item.stroking_color) <= _WHITE
    filled = item.fill and _lightness(item.non_stroking_color) <= _PAPER
    thin_x, thin_y = box[2] - box[0] <= _THIN, box[3] - box[1] <= _THIN
    if not (stroked or filled) or (thin_x and thin_y):
        return
    if thin_y:
        ink.rules.append(Rule(False, (box[1] + box[3]) / 2, box[0], box[2]))
    elif thin_x:
        ink.rules.append(Rule(True, (box[0] + box[2]) / 2, box[1], box[3]))
    elif isinstance(item, LTLine):
        ink.shapes.append(box)
    elif isinstance(item, LTRect) or _is_boxlike(item):
        ink.rules += box_to_rules(box) if stroked else ()
        ink.fills += [box] if filled else []
    else:
        ink.shapes.append(box)


def _is_boxlike(item: LTCurve) -> bool:
    """Tell a box with rounded corners: straight sides make up most of its outline."""
    points = [(float(x), float(y)) for x, y in item.pts]
    straight = sum(
        abs(a[0] - b[0]) + abs(a[1] - b[1])
        for a, b in zip(points, [*points[1:], points[0]], strict=True)
        if abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5
    )
    return len(points) >= 4 and straight >= 0.7 * 2 * (item.width + item.height)


def _orientation(matrix: Sequence[float]) -> int:
    """Return how the text of a matrix stands: 0, 90 (reads upwards), 180, 270, or -1 (slanting)."""
    a, b = matrix[0], matrix[1]
    if abs(b) <= 0.05 * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= 0.05 * abs(b):
        return 90 if b > 0 else 270
    return -1


def _add_glyphs(ink: PageInk, chars: Sequence[LTChar], modes: dict[int, int]) -> None:
    stands = [_orientation(char.matrix) for char in chars]
    common = Counter(stands).most_common(1)
    ink.turn = common[0][0] if common and common[0][0] > 0 and common[0][1] > 0.6 * len(chars) else 0
    unseen = _Unseen(ink, chars, modes)
    hidden: list[str] = []
    bad = 0
    for char, stand in zip(chars, stands, strict=True):
        text = _readable(char.get_text())
        if not text:
            bad += 1
        elif unseen.is_hidden(char):
            hidden.append(text)
        elif stand >= 0:
            glyph = _glyph(char, text, (stand - ink.turn) % 360, modes.get(id(char), 0), ink)
            (ink.aside if glyph.turn else ink.glyphs).append(glyph)
    ink.broken = bad / len(chars) if chars else 0.0
    ink.hidden = "".join(hidden).strip()
    _turn_drawings(ink)


class _Unseen:
    """Tells the characters of a page that do not show."""

    def __init__(self, ink: PageInk, chars: Sequence[LTChar], modes: dict[int, int]) -> None:
        self.size = ink.size
        self.modes = modes
        self.grounds = [*ink.fills, *ink.pictures, *ink.shapes]
        page_area = ink.size[0] * ink.size[1]
        invisible = sum(mode == _INVISIBLE for mode in modes.values())
        # A text layer that a scanner laid under the picture of the page is the page's text.
        self.layer = invisible > 0.5 * len(chars) and any(area(p) > 0.5 * page_area for p in ink.pictures)

    def is_hidden(self, char: LTChar) -> bool:
        if self.modes.get(id(char), 0) in (_INVISIBLE, 7):
            return not self.layer
        width, height = self.size
        x, y = (char.x0 + char.x1) / 2, height - (char.y0 + char.y1) / 2
        if not (0 <= x <= width and 0 <= y <= height) or char.size < _MIN_SIZE:
            return True
        white = _lightness(char.graphicstate.ncolor) > _WHITE
        return white and not any(holds(ground, x, y) for ground in self.grounds)


def area(box: Box) -> float:
    """Return a box's area."""
    return (box[2] - box[0]) * (box[3] - box[1])


def holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a point is in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _readable(text: str) -> str:
    """Return the character with look-alikes folded, empty when the font does not say what it is."""
    if text.startswith("(cid:") or any(_is_private(char) for char in text):
        return ""
    if any(lo <= char <= hi for char in text for lo, hi in _LOOKALIKES):
        return unicodedata.normalize("NFKC", text)
    return text.replace("\x00", "")


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char == "\ufffd" or char >= "\U000f0000"


def _glyph(char: LTChar, text: str, turn: int, mode: int, ink: PageInk) -> Glyph:
    width, height = ink.size
    x0, top, x1, bottom = turn_box(_flip(char, height), ink.turn, ink.size)
    e, f = char.matrix[4], height - char.matrix[5]
    base = {0: f, 90: e, 180: height - f, 270: width - e}[ink.turn]
    name = char.fontname if isinstance(char.fontname, str) else ""
    bold = mode == 2 or any(part in name.lower() for part in _BOLD)
    return Glyph(text, x0, top, x1, bottom, char.size, base, bold, turn)


def _turn_drawings(ink: PageInk) -> None:
    if not ink.turn:
        return
    size, turn = ink.size, ink.turn
    ink.rules = [_turn_rule(rule, turn, size) for rule in ink.rules]
    ink.fills, ink.shapes, ink.pictures = (
        _turn_boxes(boxes, turn, size) for boxes in (ink.fills, ink.shapes, ink.pictures)
    )
    if turn in (90, 270):
        ink.size = (size[1], size[0])


def _turn_boxes(boxes: Iterable[Box], turn: int, size: tuple[float, float]) -> list[Box]:
    return [turn_box(box, turn, size) for box in boxes]


def _turn_rule(rule: Rule, turn: int, size: tuple[float, float]) -> Rule:
    box = (rule.at, rule.lo, rule.at, rule.hi) if rule.vertical else (rule.lo, rule.at, rule.hi, rule.at)
    x0, top, x1, bottom = turn_box(box, turn, size)
    vertical = rule.vertical != (turn in (90, 270))
    return Rule(True, x0, top, bottom) if vertical else Rule(False, top, x0, x1)
