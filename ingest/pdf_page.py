"""What a page shows, and which of a PDF's drawn objects are rules, grounds, pictures and shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.layout import LTComponent, LTContainer, LTCurve, LTImage, LTLine, LTRect

from ingest.glyphs import Glyph
from ingest.rulings import Rule, box_to_rules
from rag.types import Box

_THIN = 3.0
WHITE = 0.93  # lines and text lighter than this do not show on paper
_PAPER = 0.995  # grounds do


@dataclass(slots=True)
class PageInk:
    """A page as drawn, turned so that most text stands upright.

    ``turn`` is how the page was turned (0, 90, 180, 270 clockwise); ``size`` is (width, height) after
    turning; ``aside`` holds what stands sideways. ``rules`` are lines, ``pale_rules`` white ones,
    ``fills`` grounds, ``covers`` what hides the text drawn before it (with its place in the drawing
    order), ``pictures`` images, ``shapes`` other drawings, ``figures`` known charts and photos.
    ``broken`` is the share of characters that the fonts do not tell; ``hidden`` is the text that nobody
    sees; ``layer`` tells that the text is one that a scanner laid under a picture of the page; ``tilt``
    is the angle, in degrees and counter-clockwise, by which a scan was crooked; ``rough`` tells that
    sizes and places were measured on an image.
    """

    size: tuple[float, float]
    turn: int = 0
    glyphs: list[Glyph] = field(default_factory=list)
    aside: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pale_rules: list[Rule] = field(default_factory=list)
    covers: list[tuple[int, Box]] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    figures: list[Box] = field(default_factory=list)
    hidden: str = ""
    broken: float = 0.0
    layer: bool = False
    tilt: float = 0.0
    rough: bool = False


def walk(container: LTContainer[Any]) -> Iterator[LTComponent]:
    """Yield the objects of a page in the order in which they are drawn, forms opened up."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from walk(item)
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


def flip(item: LTComponent, height: float) -> Box:
    """Return an object's box with the origin at the top left."""
    return (item.x0, height - item.y1, item.x1, height - item.y0)


def lightness(color: object) -> float:
    """Return how light a colour is, 0 (black) to 1 (white); a pattern or an unknown colour counts as dark."""
    parts = color if isinstance(color, list | tuple) else (color,)
    values = [float(part) for part in parts if isinstance(part, int | float)]
    if not values or len(values) != len(parts):
        return 0.0
    if len(values) == 4:
        return 1 - min(1.0, max(values[:3]) + values[3])
    return min(values)


def add_drawing(ink: PageInk, item: LTComponent, order: int) -> None:
    """Add what is no character to the ink.

    Args:
        ink: the page so far, not yet turned.
        item: image, line, rectangle or curve.
        order: when it was drawn, counted in objects.
    """
    box = flip(item, ink.size[1])
    if isinstance(item, LTImage):
        ink.pictures.append(box)
        if not {"SMask", "Mask", "ImageMask"} & item.stream.attrs.keys():
            ink.covers.append((order, box))
    elif isinstance(item, LTCurve) and (item.stroke or item.fill):
        if item.fill and lightness(item.non_stroking_color) > _PAPER:
            ink.covers.append((order, box))
        _add_path(ink, item, box)


def _add_path(ink: PageInk, item: LTCurve, box: Box) -> None:
    stroked = item.stroke and lightness(item.stroking_color) <= WHITE
    filled = item.fill and lightness(item.non_stroking_color) <= _PAPER
    thin_x, thin_y = box[2] - box[0] <= _THIN, box[3] - box[1] <= _THIN
    if thin_x and thin_y:
        return
    if thin_x or thin_y:
        rules = ink.rules if stroked or filled else ink.pale_rules
        at, lo, hi = (0, 1, 3) if thin_x else (1, 0, 2)
        rules.append(Rule(thin_x, (box[at] + box[at + 2]) / 2, box[lo], box[hi]))
    elif isinstance(item, LTRect) or (_is_boxlike(item) and not isinstance(item, LTLine)):
        ink.rules += box_to_rules(box) if stroked else ()
        ink.fills += [box] if filled else []
    elif stroked or filled:
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


def area(box: Box) -> float:
    """Return a box's area."""
    return (box[2] - box[0]) * (box[3] - box[1])


def holds(box: Box, x: float, y: float) -> bool:
    """Tell whether a point is in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def turn_drawings(ink: PageInk) -> None:
    """Turn what is drawn, and the page, as ``ink.turn`` says."""
    if not ink.turn:
        return
    size, turn = ink.size, ink.turn
    ink.rules, ink.pale_rules = (
        [_turn_rule(rule, turn, size) for rule in rules] for rules in (ink.rules, ink.pale_rules)
    )
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
