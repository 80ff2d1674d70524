"""What a page image shows besides text: how it is tilted, its ruling lines and its pictures."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.rulings import Rule
from rag.types import Box

Image = NDArray[np.uint8]  # (height, width, 3) RGB, or (height, width) grey

_MAX_TILT = 3.0
_SMALL_WIDTH = 500  # enough to see which way the lines of text run
_STROKE_POINTS = 14.0  # longer than the strokes of body text
_GAP_POINTS = 5.0
_RULE_POINTS = 16.0
_THICK_POINTS = 4.0
_PICTURE_POINTS = 36.0
_DARK_GROUND = 205
_SOLID_POINTS = 6.0  # thicker than the strokes of headings
_APART_POINTS = 12.0
_PAPER = 245
_REDDISH = 40
_SEAL_POINTS = 50.0
_INK_BELOW = 0.75  # of the paper's lightness: darker is print under a seal
_PALEST, _PALER = 0.62, 22  # of the paper's lightness, and below it: the greys of a watermark
_WATERMARK_POINTS = (1.8, 12.0)  # how broad its strokes are
_LARGE_POINTS = 20.0  # and how large the parts of its characters


def to_grey(image: Image) -> Image:
    """Return the brightest channel: what a red stamp covers stays readable, black stays black."""
    return image if image.ndim == 2 else np.ascontiguousarray(image.max(axis=2))


def without_stamps(image: Image, scale: float) -> Image:
    """Return the image with the red of seals made pale; what they lie on stays.

    Red text stays too: a seal is what is about as wide as it is high, and large.
    """
    if image.ndim == 2:
        return image
    red, green, blue = (image[:, :, channel].astype(np.int16) for channel in range(3))
    mask = ((red - green > _REDDISH) & (red - blue > _REDDISH)).astype(np.uint8)
    ink = cv2.dilate(mask, np.ones((7, 7), np.uint8)) > 0  # it pales towards its edges
    reach = max(3, int(4 * scale))
    whole = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    out = image
    for x, y, width, height, _ in components(np.asarray(whole, dtype=np.uint8)):
        if min(width, height) > _SEAL_POINTS * scale and max(width, height) < 1.7 * min(width, height):
            out = out.copy() if out is image else out
            part = out[y : y + height, x : x + width]
            seal = ink[y : y + height, x : x + width]
            # Red ink is light in red light, what is printed below it stays dark.
            shown = part[:, :, 0][seal].astype(np.float32)
            core = part[:, :, 0][mask[y : y + height, x : x + width] > 0]
            shown *= _PAPER / np.percentile(core, 75)
            shown[shown > _INK_BELOW * _PAPER] = _PAPER
            part[seal] = shown.astype(np.uint8)[:, None]
    return out


def without_watermark(image: Image, scale: float) -> Image:
    """Return the image with the grey strokes of a watermark made as light as the paper.

    Text is darker, pale rules and the edges of small type are thinner, coloured grounds are broader.
    """
    grey = to_grey(image)
    paper = float(np.median(grey))
    smooth = cv2.medianBlur(np.ascontiguousarray(image), 3)
    shade = to_grey(np.asarray(smooth, dtype=np.uint8))
    pale = ((shade > _PALEST * paper) & (shade < paper - _PALER)).astype(np.uint8)
    if image.ndim == 3:
        pale &= (smooth.max(axis=2) - smooth.min(axis=2) < _REDDISH).astype(np.uint8)
    thin, broad = (np.ones((max(3, round(points * scale)),) * 2, np.uint8) for points in _WATERMARK_POINTS)
    strokes = cv2.morphologyEx(pale, cv2.MORPH_OPEN, thin)
    solid = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, thin)
    grounds = cv2.dilate(cv2.morphologyEx(solid, cv2.MORPH_OPEN, broad), broad)
    strokes = _large_parts(strokes & (1 - np.minimum(grounds, 1)), _LARGE_POINTS * scale)
    if not strokes.any():
        return image
    out = image.copy()
    out[(strokes > 0) & (grey > _PALEST * paper) & ~_fine_lines(grey, scale)] = round(paper)
    return out


def _large_parts(mask: NDArray[Any], least: float) -> NDArray[Any]:
    """Return the parts of a mask that are larger both ways than type, grown by a little."""
    grown = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    large = np.minimum(stats[:, 2], stats[:, 3]) > least
    large[0] = False  # the paper
    return np.asarray(large[labels], dtype=np.uint8)


def _fine_lines(grey: Image, scale: float) -> NDArray[np.bool_]:
    """Return where thin rules run, over the strokes of a watermark too."""
    length = round(_STROKE_POINTS * scale)
    lines = np.zeros(grey.shape, np.bool_)
    for vertical in (False, True):
        along = cv2.blur(grey, (1, length // 2) if vertical else (length // 2, 1))
        thin = cv2.morphologyEx(along, cv2.MORPH_BLACKHAT, _bar(7, vertical=not vertical))
        found = (thin > _PALER).astype(np.uint8)
        lines |= np.asarray(cv2.morphologyEx(found, cv2.MORPH_OPEN, _bar(2 * length, vertical=vertical))) > 0
    return lines


def find_tilt(grey: Image) -> float:
    """Return the angle in degrees by which the lines of a page are turned counter-clockwise.

    The right angle is the one at which rows of text and rows of paper differ most.
    """
    scale = _SMALL_WIDTH / grey.shape[1]
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (255 - small).astype(np.float32)
    best = _sharpest(ink, np.arange(-_MAX_TILT, _MAX_TILT + 0.01, 0.25))
    return _sharpest(ink, best + np.arange(-0.2, 0.21, 0.05))


def straighten(image: Image, tilt: float) -> Image:
    """Return the image turned back by a tilt, on white."""
    if abs(tilt) < 0.05:
        return image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -tilt, 1.0)
    white = (255,) * (1 if image.ndim == 2 else 3)
    turned = cv2.warpAffine(
        image,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=white,
    )
    return np.asarray(turned, dtype=np.uint8)


def to_ink(grey: Image) -> Image:
    """Return 255 where something dark is drawn, against uneven paper too."""
    blurred = cv2.GaussianBlur(grey, (3, 3), 0)
    dark = cv2.adaptiveThreshold(blurred, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 35, 12)
    return np.asarray(dark, dtype=np.uint8)


def find_rules(ink: Image, scale: float) -> list[Rule]:
    """Return the horizontal and vertical rules of a straightened page.

    Args:
        ink: as from ``to_ink``.
        scale: pixels per point.
    """
    rules: list[Rule] = []
    stroke, gap = int(_STROKE_POINTS * scale), int(_GAP_POINTS * scale)
    for vertical in (False, True):
        long = _bar(stroke, vertical=vertical)
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, long)
        lines = cv2.morphologyEx(lines, cv2.MORPH_CLOSE, _bar(gap, vertical=vertical))
        for x, y, width, height, _ in components(np.asarray(lines, dtype=np.uint8)):
            thick, length = (width, height) if vertical else (height, width)
            if thick <= _THICK_POINTS * scale and length >= _RULE_POINTS * scale:
                at, lo = (x + width / 2, y) if vertical else (y + height / 2, x)
                rules.append(Rule(vertical, at / scale, lo / scale, (lo + length) / scale))
    return rules


def find_bars(ink: Image, length: int) -> list[tuple[int, int, int, int, int]]:
    """Return the parts of an image that are horizontal bars of at least a length in pixels: dashes."""
    bars = cv2.morphologyEx(np.ascontiguousarray(ink), cv2.MORPH_OPEN, _bar(max(2, length), vertical=False))
    return components(np.asarray(bars, dtype=np.uint8))


def find_pictures(image: Image, scale: float) -> list[Box]:
    """Return the boxes of photos and of the filled parts of charts, in points."""
    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    dark = (grey < _DARK_GROUND).astype(np.uint8) * 255
    stroke, gap = (max(3, int(points * scale)) for points in (_SOLID_POINTS, _APART_POINTS))
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((stroke, stroke), np.uint8))
    merged = cv2.dilate(solid, np.ones((gap, gap), np.uint8))
    least = _PICTURE_POINTS * scale
    return [
        (x / scale, y / scale, (x + width) / scale, (y + height) / scale)
        for x, y, width, height, _ in components(np.asarray(merged, dtype=np.uint8))
        if width > least and height > least
    ]


def _sharpest(ink: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    height, width = ink.shape
    scores: list[float] = []
    for angle in angles:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -float(angle), 1.0)
        rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
        scores.append(float(np.square(np.diff(rows)).sum()))
    return float(angles[int(np.argmax(scores))])


def _bar(length: int, *, vertical: bool) -> Image:
    return np.ones((length, 1) if vertical else (1, length), np.uint8)


def components(mask: Image) -> list[tuple[int, int, int, int, int]]:
    """Return the connected parts of a mask: x, y, width, height, area in pixels."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return [tuple(int(value) for value in stats[index]) for index in range(1, count)]  # type: ignore[misc]
