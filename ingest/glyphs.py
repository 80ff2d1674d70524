"""Glyphs on a page, the lines they make, and how text is joined the Chinese way.

Chinese is set without spaces: a space between two Chinese characters comes from justification or from
letter-spaced headings, a space between Latin words is real. The readers of PDF and of page images share
this module; coordinates run from the top left, in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rag.types import Box

# Ideographs, kana, CJK punctuation, full-width forms; quotes and dashes that Chinese fonts set full-width.
_CJK = re.compile(r"[\u2e80-\u2fff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
_QUOTES = frozenset("“”‘’—…·、")
_SPREAD = re.compile(r"(?:\S ){1,7}\S")
_CODE = re.compile(r"\d{5,6} [A-Z]{1,2}")  # 620101K, whose letter a narrow cell puts on a line of its own
_LATIN = re.compile(r"[!-~]+")
_OPENING = frozenset("（(《〈“‘「『【〔[")
_TAIL = frozenset("）)》〉”’」』】〕]，。；：、！？,.;:!?%")


class Glyph(NamedTuple):
    """A character as drawn; ``base`` is its baseline's distance from the top, ``turn`` is not 0 where it
    does not stand upright (90: reads upwards, 270: downwards).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    base: float
    bold: bool = False
    turn: int = 0
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of glyphs on one line without a wide gap inside."""

    text: str
    x0: float
    x1: float
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its segments from left to right, and how it looks."""

    text: str
    box: Box
    base: float
    size: float
    bold: bool
    segments: tuple[Segment, ...]
    space_after: bool = False

    @property
    def x0(self) -> float:
        """Left end."""
        return self.box[0]

    @property
    def x1(self) -> float:
        """Right end."""
        return self.box[2]


def is_cjk(char: str) -> bool:
    """Tell whether a character is set full-width in Chinese text."""
    return bool(_CJK.match(char)) or char in _QUOTES


def box_of(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around some (at least one)."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def glyphs_to_rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs whose baselines agree into rows, top to bottom, each sorted from left to right.

    Baselines, not boxes: fonts on one line differ in how deep their boxes reach.
    """
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - base <= 0.3 * max(size, glyph.size):
            rows[-1].append(glyph)
            if glyph.size > size:
                base, size = glyph.base, glyph.size
        else:
            rows.append([glyph])
            base, size = glyph.base, glyph.size
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def middle_of(glyph: Glyph) -> tuple[float, float]:
    """Return the middle of a glyph's box."""
    return (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2


def row_to_line(row: Sequence[Glyph], wide: float = 1.2) -> Line | None:
    """Return the line that a row of glyphs makes, None when nothing in it shows.

    Args:
        row: glyphs of one baseline, sorted by ``x0``.
        wide: gap, in glyph sizes, from which a new segment begins.
    """
    shown = _without_doubles([glyph for glyph in row if not glyph.text.isspace()])
    if not shown:
        return None
    spaces = [glyph.x0 for glyph in row if glyph.text.isspace()]
    cuts = [0, *(i for i, (a, b) in enumerate(pairwise(shown), 1) if b.x0 - a.x1 > wide * _size(a, b))]
    segments = tuple(
        _segment(shown[start:end], spaces) for start, end in zip(cuts, [*cuts[1:], len(shown)], strict=True)
    )
    text = " ".join(segment.text for segment in segments)
    return Line(
        text=text.replace(" ", "") if _is_spread(text) else text,
        box=box_of((g.x0, g.top, g.x1, g.bottom) for g in shown),
        base=max(shown, key=lambda g: g.size).base,
        size=_typical_size(shown),
        bold=sum(glyph.bold for glyph in shown) * 2 >= len(shown),
        segments=segments,
        space_after=any(x > shown[-1].x0 for x in spaces),
    )


def glyphs_to_lines(glyphs: Iterable[Glyph], wide: float = 1.2) -> list[Line]:
    """Return the lines that glyphs make, top to bottom."""
    lines = (row_to_line(row, wide) for row in glyphs_to_rows(glyphs))
    return [line for line in lines if line is not None]


def join_texts(first: str, second: str, *, space: bool = False) -> str:
    """Join two lines of one paragraph: no space at a Chinese character, one between Latin words.

    Args:
        first: text before the line break.
        second: text after it.
        space: a space was drawn at the end of the first line.
    """
    if not first or not second:
        return first + second
    last, head = first[-1], second[0]
    if is_cjk(last) and is_cjk(head):
        return first + second
    if is_cjk(last) or is_cjk(head):
        return f"{first} {second}" if space else first + second
    if _CODE.fullmatch(f"{first} {second}"):
        return first + second
    if last == "-" or (last in ".,/" and head.isdigit()) or (head in ".,%)" and last.isdigit()):
        return first + second
    return f"{first} {second}"


def join_cell(lines: Sequence[Line], width: float) -> str:
    """Return a cell's text. A line that broke although the next word would have fitted was broken on
    purpose: there the two stay apart by a space.

    Args:
        lines: the cell's lines, top to bottom.
        width: the cell's inner width.
    """
    if all(len(line.text) == 1 and is_cjk(line.text) for line in lines):  # set from top to bottom
        return "".join(line.text for line in lines)
    text = ""
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None and _broken_on_purpose(before, line, width):
            text = f"{text} {line.text}"
        else:
            text = join_texts(text, line.text, space=before is not None and before.space_after)
    return text


def _broken_on_purpose(before: Line, line: Line, width: float) -> bool:
    if line.text[0] in _OPENING:  # a unit or a remark under its heading
        return False
    return before.x1 - before.x0 + first_unit(line) < width - 1.5 * line.size


def first_unit(line: Line) -> float:
    """Return the width of what cannot be parted from the start of a line."""
    text = line.text
    end = 0
    while end < len(text) - 1 and text[end] in _OPENING:
        end += 1
    word = _LATIN.match(text, end)
    end = word.end() if word else end + 1
    while end < len(text) and text[end] in _TAIL:
        end += 1
    return line.size * sum(1.0 if is_cjk(char) else 0.55 for char in text[:end])


def _size(a: Glyph, b: Glyph) -> float:
    return max(a.size, b.size)


def _typical_size(glyphs: Sequence[Glyph]) -> float:
    sizes = [round(glyph.size, 1) for glyph in glyphs]
    return max(set(sizes), key=sizes.count)


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    """Leave out the second stroke of a bold face that is drawn as two shifted copies."""
    kept: list[Glyph] = []
    for glyph in row:
        copies = (
            other.text == glyph.text and abs(other.x0 - glyph.x0) < 0.2 * glyph.size for other in kept[-3:]
        )
        if not any(copies):
            kept.append(glyph)
    return kept


def _segment(glyphs: Sequence[Glyph], spaces: Sequence[float]) -> Segment:
    parts = [glyphs[0].text]
    for a, b in pairwise(glyphs):
        if _is_gap(a, b, spaces):
            parts.append(" ")
        parts.append(b.text)
    return Segment("".join(parts), glyphs[0].x0, glyphs[-1].x1, any(glyph.doubt for glyph in glyphs))


def _is_gap(a: Glyph, b: Glyph, spaces: Sequence[float]) -> bool:
    gap = (b.x0 - a.x1) / _size(a, b)
    wide_a, wide_b = is_cjk(a.text[-1]), is_cjk(b.text[0])
    typed = sum(a.x0 < x < b.x0 for x in spaces) if spaces and gap > 0.1 else 0
    if wide_a and wide_b:
        return gap > (0.4 if typed > 1 else 0.9)
    return typed > 0 or gap > (0.7 if wide_a or wide_b else 0.24)


def _is_spread(text: str) -> bool:
    """Tell a letter-spaced heading such as ``目 录`` from words set apart."""
    return bool(_SPREAD.fullmatch(text)) and all(map(is_cjk, text.replace(" ", "")))
