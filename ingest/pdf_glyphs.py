"""The characters of a PDF page: what they say, how they stand, and which of them nobody sees.

The interpreter is pdfminer's, over pages opened by pdfplumber.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from pdfminer.layout import LTChar
from pdfplumber.page import Page as PlumberPage

from ingest.glyphs import Glyph
from ingest.note_marks import without_note_marks
from ingest.pdf_device import InkDevice, InkInterpreter
from ingest.pdf_page import (
    WHITE,
    PageInk,
    add_drawing,
    area,
    flip,
    holds,
    lightness,
    turn_box,
    turn_drawings,
    walk,
)

_INVISIBLE = (3, 7)  # text rendering modes
_MIN_SIZE = 2.0
_LEAST_SIDE = 30.0
_BOLD = ("bold", "black", "heavy", "simhei", "heiti", "fandolhei", "黑体", "-demi")
_SYMBOLS = ("wingdings", "webdings", "symbol", "zapfdingbats")
# Where fonts map glyphs to look-alikes: radicals, compatibility ideographs, Latin ligatures.
_LOOKALIKES = (("\u2e80", "\u2fdf"), ("\uf900", "\ufaff"), ("\ufb00", "\ufb06"))
# The radicals that Unicode's own folding leaves as they are.
_RADICALS = str.maketrans(
    "⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳⺟⺠⻄⻘⺩⺫",
    "见角贝车长门韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟母民西青王目",
)
UNREADABLE = "□"  # stands for a character that its font does not tell, so that no number closes over it
_BYTES = frozenset(map(chr, range(0xA1, 0x100))) - frozenset("§©®°±²³µ¶·¹º×÷")


def page_to_ink(page: PlumberPage, deadline: float) -> PageInk:
    """Return what a page shows.

    Args:
        page: an open page.
        deadline: ``time.monotonic()`` value after which to give up.

    Raises:
        PageTooHeavy: too many objects, or the deadline has passed.
    """
    x0, y0, x1, y1 = page.page_obj.cropbox
    if x1 - x0 > _LEAST_SIDE and y1 - y0 > _LEAST_SIDE:
        page.page_obj.mediabox = (x0, y0, x1, y1)  # the part that a viewer shows is the page
    device = InkDevice(page.pdf.rsrcmgr, deadline)
    InkInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    layout = device.get_result()
    ink = PageInk((layout.width, layout.height))
    chars: list[tuple[int, LTChar]] = []
    for order, item in enumerate(walk(layout)):
        if isinstance(item, LTChar):
            chars.append((order, item))
        else:
            add_drawing(ink, item, order)
    _add_glyphs(ink, chars, device.modes)
    ink.glyphs = without_note_marks(ink.glyphs)
    turn_drawings(ink)
    return ink


def _orientation(matrix: Sequence[float]) -> int:
    """Return how the text of a matrix stands: 0, 90 (reads upwards), 180, 270, or -1 (slanting)."""
    a, b = matrix[0], matrix[1]
    if abs(b) <= 0.05 * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= 0.05 * abs(b):
        return 90 if b > 0 else 270
    return -1


def _add_glyphs(ink: PageInk, chars: Sequence[tuple[int, LTChar]], modes: dict[int, int]) -> None:
    stands = [_orientation(char.matrix) for _, char in chars]
    common = Counter(stands).most_common(1)
    ink.turn = common[0][0] if common and common[0][0] > 0 and common[0][1] > 0.6 * len(chars) else 0
    unseen = _Unseen(ink, len(chars), modes)
    ink.layer = unseen.layer
    hidden: list[str] = []
    bad = odd = 0
    for (order, char), stand in zip(chars, stands, strict=True):
        text = _readable(char.get_text())
        odd += text in _BYTES
        if not text:
            if any(name in _font_name(char) for name in _SYMBOLS):
                continue
            bad += 1
            text = UNREADABLE
        if unseen.is_hidden(char, order):
            hidden.append(text)
        elif stand >= 0:
            glyph = _glyph(char, text, (stand - ink.turn) % 360, modes.get(id(char), 0), ink)
            (ink.aside if glyph.turn else ink.glyphs).append(glyph)
    if chars:  # a font without a character map shows its codes as accented letters
        ink.broken = (bad + (odd if odd > 0.3 * len(chars) else 0)) / len(chars)
    ink.hidden = "".join(hidden).strip()


class _Unseen:
    """Tells the characters of a page that do not show."""

    def __init__(self, ink: PageInk, n_chars: int, modes: dict[int, int]) -> None:
        self.size = ink.size
        self.modes = modes
        self.covers = ink.covers
        self.grounds = [*ink.fills, *ink.pictures, *ink.shapes]
        page_area = ink.size[0] * ink.size[1]
        invisible = sum(mode in _INVISIBLE for mode in modes.values())
        # A text layer that a scanner laid under the picture of the page is the page's text.
        self.layer = invisible > 0.5 * n_chars and any(area(p) > 0.5 * page_area for p in ink.pictures)

    def is_hidden(self, char: LTChar, order: int) -> bool:
        """Tell whether a character, drawn at a place in the order, cannot be seen."""
        if self.layer:
            return False
        if self.modes.get(id(char), 0) in _INVISIBLE or char.size < _MIN_SIZE:
            return True
        width, height = self.size
        x, y = (char.x0 + char.x1) / 2, height - (char.y0 + char.y1) / 2
        if not (0 <= x <= width and 0 <= y <= height):
            return True
        if any(order < later and holds(cover, x, y) for later, cover in self.covers):
            return True
        white = lightness(char.graphicstate.ncolor) > WHITE
        return white and not any(holds(ground, x, y) for ground in self.grounds)


def _readable(text: str) -> str:
    """Return the character with look-alikes folded, empty when the font does not say what it is."""
    if text.startswith("(cid:") or any(_is_private(char) for char in text):
        return ""
    if any(lo <= char <= hi for char in text for lo, hi in _LOOKALIKES):
        return unicodedata.normalize("NFKC", text.translate(_RADICALS))
    return text.replace("\x00", "")


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff" or char == "\ufffd" or char >= "\U000f0000"


def _glyph(char: LTChar, text: str, turn: int, mode: int, ink: PageInk) -> Glyph:
    width, height = ink.size
    x0, top, x1, bottom = turn_box(flip(char, height), ink.turn, ink.size)
    e, f = char.matrix[4], height - char.matrix[5]
    base = {0: f, 90: e, 180: height - f, 270: width - e}[ink.turn]
    bold = mode == 2 or any(part in _font_name(char) for part in _BOLD)
    return Glyph(text, x0, top, x1, bottom, char.size, base, bold, turn)


def _font_name(char: LTChar) -> str:
    return char.fontname.lower() if isinstance(char.fontname, str) else ""
