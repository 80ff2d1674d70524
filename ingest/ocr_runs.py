"""Lines of text as recognised on a page image, and the glyphs they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.glyphs import Glyph, is_cjk
from ingest.rulings import Frame

_SURE = 0.5
_SURE_FIGURE = 0.85
SIZE_OF_BOX = 0.62  # a type's size in its detected box, where no Chinese character tells it
_SURE_SPECK = 0.8
_SPECKS = frozenset(".,·•'`-")
_FIGURES = frozenset("0123456789.%‰+")
_HALF_COLON = re.compile(r"(?<=[\u4e00-\u9fff]):|(?<=[图表]\d):|(?<=[图表]\d\d):")
_HALF_COMMA = re.compile(r"(?<=[\u4e00-\u9fff]),(?=[\u4e00-\u9fff])")
_LEADER = re.compile(r"(?:[.…·]{2,}|…|[.·](?=\s*[—-]))[.…·\s—-]*?\s*(-*\s*\d{1,4}[\s-]*)$")
_LEADER_START = re.compile(r"(?:[.…·]{2,}|(?<=[\u4e00-\u9fff”）)])[.…·])$")


@dataclass(frozen=True, slots=True)
class Char:
    """A character, where it stands from left to right in points, and how sure the model is of it."""

    text: str
    x0: float
    x1: float
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text as recognised, in points of the straightened page."""

    chars: tuple[Char, ...]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """As read."""
        return "".join(char.text for char in self.chars)

    @property
    def x0(self) -> float:
        """Left end."""
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        """Right end."""
        return self.chars[-1].x1

    @property
    def center(self) -> float:
        """Middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def score(self) -> float:
        """How sure the model is of the least sure character."""
        return min(char.score for char in self.chars)

    @property
    def middle(self) -> float:
        """Middle from top to bottom."""
        return (self.top + self.bottom) / 2


def with_spaces(chars: tuple[Char, ...], text: str) -> tuple[Char, ...]:
    """Put the spaces of the recognised line, which have no box, behind the characters before them."""
    words = text.split()
    if len(words) < 2 or "".join(words) != "".join(char.text for char in chars):
        return chars
    ends: set[int] = set()
    length = 0
    for word in words[:-1]:
        length += len(word)
        ends.add(length)
    out: list[Char] = []
    length = 0
    for char in chars:
        length += len(char.text)
        out.append(replace(char, text=char.text + " ") if length in ends else char)
    return tuple(out)


def cut_run(run: Run, frames: Iterable[Frame]) -> list[Run]:
    """Return the pieces of a line that was recognised across cell borders."""
    borders = {
        x
        for frame in frames
        for box in map(frame.span_box, frame.spans)
        if box[1] <= run.middle <= box[3]
        for x in (box[0], box[2])
        if run.x0 + 2 < x < run.x1 - 2
    }
    groups: dict[int, list[Char]] = {}
    for char in run.chars:
        groups.setdefault(sum((char.x0 + char.x1) / 2 > x for x in borders), []).append(char)
    return [replace(run, chars=tuple(chars)) for _, chars in sorted(groups.items())]


def runs_to_glyphs(runs: Sequence[Run]) -> list[Glyph]:
    """Return a glyph for each run that shows, of the size that the page's text suggests."""
    sizes = _sizes(runs)
    return [_glyph(run, size) for run, size in zip(runs, sizes, strict=True) if run.text.strip()]


def _sizes(runs: Sequence[Run]) -> list[float]:
    """Return the type size of each run: the step from one Chinese character to the next.

    Justified lines are stretched and short ones are measured badly, so sizes that are near each other
    count as one: that of the text that there is most of.
    """
    steps = [char_step(run) for run in runs]
    shares = [step / (run.bottom - run.top) for run, step in zip(runs, steps, strict=True) if step]
    share = median(shares) if shares else SIZE_OF_BOX
    rough = [step or share * (run.bottom - run.top) for run, step in zip(runs, steps, strict=True)]
    left = sorted(zip(rough, (len(run.chars) for run in runs), strict=True))
    usual: list[float] = []
    while left:
        center = max(left, key=lambda pair: sum(n for size, n in left if abs(size - pair[0]) < 0.1 * size))[0]
        near = [(size, n) for size, n in left if abs(size - center) <= 0.17 * center]
        usual.append(median(size for size, n in near for _ in range(n)))
        left = [pair for pair in left if pair not in near]
    return [round(_nearest(usual, size), 1) for size in rough]


def _nearest(values: Sequence[float], value: float) -> float:
    return min(values, key=lambda other: abs(other - value))


def char_step(run: Run) -> float:
    """Return the step from one Chinese character to the next in points, 0 where there are too few."""
    middles = [(char.x0 + char.x1) / 2 if is_cjk(char.text[0]) else None for char in run.chars]
    steps = [b - a for a, b in pairwise(middles) if a is not None and b is not None]
    return median(steps) if len(steps) > 1 else 0.0


def _glyph(run: Run, size: float) -> Glyph:
    shown = _without_speck(run)
    half = 0.55 * size
    return Glyph(
        text=_tidy(shown.text.strip()),
        x0=shown.x0,
        top=run.middle - half,
        x1=shown.x1,
        bottom=run.middle + half,
        size=size,
        base=run.middle + 0.35 * size,
        doubt=_is_doubtful(run),
    )


def _without_speck(run: Run) -> Run:
    """Leave out a dot before or behind a figure that the model itself hardly believes: dirt on the paper."""
    first, *rest = run.chars
    if rest and first.text in _SPECKS and first.score < _SURE_SPECK and rest[0].text[0].isdigit():
        return replace(run, chars=tuple(rest))
    *rest, last = run.chars
    if rest and last.text in _SPECKS and last.score < _SURE_SPECK and rest[-1].text[-1].isdigit():
        return replace(run, chars=tuple(rest))
    return run


def _is_doubtful(run: Run) -> bool:
    """Tell a text of which a digit, a letter or a character may be another one.

    Punctuation does not count: the model wavers between its full-width and half-width forms.
    """
    figures = [char.score for char in run.chars if char.text[0] in _FIGURES]
    words = [char.score for char in run.chars if char.text[0].isalnum()]
    return min(figures, default=1.0) < _SURE_FIGURE or min(words, default=1.0) < _SURE


def _tidy(text: str) -> str:
    """Return the text with punctuation set as Chinese is set, and dotted leaders as they are drawn."""
    text = _HALF_COLON.sub("：", text)
    text = _HALF_COMMA.sub("，", text)
    text = _LEADER.sub(r"......\1", text)
    return _LEADER_START.sub("......", text)
