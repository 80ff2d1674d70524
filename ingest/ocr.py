"""Text from page images: rapidocr with the models that its package carries, and the lines on the page.

What is recognised becomes the same ink as that of a born-digital page, so that tables, boxes, columns
and paragraphs are found the same way in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np

from ingest.ocr_runs import SIZE_OF_BOX, Char, Run, char_step, cut_run, runs_to_glyphs, with_spaces
from ingest.pdf_page import PageInk
from ingest.rulings import Frame, Rule, mend_rules, merge_rules, rules_to_frames
from ingest.scan import (
    Image,
    components,
    find_bars,
    find_pictures,
    find_rules,
    find_tilt,
    straighten,
    to_grey,
    to_ink,
    without_stamps,
    without_watermark,
)
from rag.types import Box

DPI = 170  # small print is 20 pixels high: measured, more costs time and reads no better
_LEAST_SURE = 0.5
_UPSIDE_DOWN = 0.75  # upright print is read with more confidence than this
_BORDER = 2.0  # of a cell, in points
_SPECK = 1.8
_LINE_POINTS = 22.0


def image_to_ink(image: Image, scale: float) -> PageInk:
    """Return what is recognised on a page image.

    Args:
        image: the page, RGB or grey.
        scale: pixels per point.
    """
    image = without_watermark(without_stamps(image, scale), scale)
    tilt = find_tilt(to_grey(image))
    image = straighten(image, tilt)
    turn, image, runs = _upright(image, scale)
    grey = to_grey(image)
    dark = to_ink(grey)
    rules = mend_rules(merge_rules(rule for rule in find_rules(dark, scale) if not _is_stroke(rule, runs)))
    frames = [frame for frame in rules_to_frames(rules)[0] if len(frame.spans) > 1]
    runs = [piece for run in runs for piece in cut_run(run, frames)]
    runs += [run for frame in frames for run in _missed(image, dark, scale, (frame, runs))]
    runs = [_with_dash(run, dark, scale, frames) for run in runs]
    runs = [_dash_among_figures(run, runs, frames) for run in runs]
    return PageInk(
        size=(grey.shape[1] / scale, grey.shape[0] / scale),
        turn=turn,
        tilt=tilt,
        glyphs=runs_to_glyphs(runs),
        rules=rules,
        figures=find_pictures(image, scale),
        rough=True,
    )


@lru_cache(maxsize=1)
def _engine() -> Any:  # noqa: ANN401 - what rapidocr returns depends on what it is asked for
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": 4000})


def _upright(image: Image, scale: float) -> tuple[int, Image, list[Run]]:
    """Recognise a page, turned until it reads: lines that are taller than wide lie on their side."""
    turn = 0
    runs = _recognise(image, scale)
    tall = sum(map(_is_tall, runs))
    wide = sum(run.x1 - run.x0 > 1.5 * (run.bottom - run.top) for run in runs)
    if tall > 1.5 * wide:  # single characters tell nothing
        turn, image = 90, np.ascontiguousarray(np.rot90(image, -1))
        width = image.shape[1] / scale
        runs = [run for run in _recognise(image, scale) if not _is_running_title(run, width)]
    if runs and median(run.score for run in runs) < _UPSIDE_DOWN:
        other = np.ascontiguousarray(np.rot90(image, 2))
        again = _recognise(other, scale)
        if again and median(run.score for run in again) > median(run.score for run in runs):
            turn, image, runs = (turn + 180) % 360, other, again
    return turn, image, runs


def _is_tall(run: Run) -> bool:
    return run.bottom - run.top > 1.5 * (run.x1 - run.x0)


def _is_running_title(run: Run, width: float) -> bool:
    """Tell a running header or footer of a page whose text was set on its side."""
    return _is_tall(run) and not 0.1 * width < run.center < 0.9 * width


def _recognise(image: Image, scale: float) -> list[Run]:
    result = _engine()(
        _bgr(image),
        use_det=True,
        use_cls=False,
        use_rec=True,
        return_word_box=True,
        return_single_char_box=True,
    )
    boxes = getattr(result, "boxes", None)  # a page without text gives another type, without boxes
    if boxes is None:
        return []
    runs: list[Run] = []
    for box, text, words in zip(boxes, result.txts, result.word_results, strict=True):
        ys = [float(point[1]) / scale for point in box]
        chars = tuple(
            Char(str(char), float(quad[0][0]) / scale, float(quad[2][0]) / scale, float(score))
            for char, score, quad in words
        )
        if chars:
            runs.append(Run(with_spaces(chars, text), (ys[0] + ys[1]) / 2, (ys[2] + ys[3]) / 2))
    return runs


def _bgr(image: Image) -> Image:
    return np.ascontiguousarray(image[:, :, ::-1] if image.ndim == 3 else image)


def _is_stroke(rule: Rule, runs: Iterable[Run]) -> bool:
    """Tell a stroke of a large character from a rule."""
    for run in runs:
        if rule.hi - rule.lo > 1.3 * (run.bottom - run.top):
            continue
        x0, x1 = (rule.at, rule.at) if rule.vertical else (rule.lo, rule.hi)
        top, bottom = (rule.lo, rule.hi) if rule.vertical else (rule.at, rule.at)
        if run.x0 - 2 <= x0 and x1 <= run.x1 + 2 and run.top - 2 <= top and bottom <= run.bottom + 2:
            return True
    return False


def _missed(image: Image, dark: Image, scale: float, found: tuple[Frame, Sequence[Run]]) -> Iterable[Run]:
    """Read the cells in which something is drawn but no text was detected: lone digits and dashes."""
    frame, runs = found
    for box in map(frame.span_box, frame.spans):
        if any(_is_in(run, box) for run in runs):
            continue
        spot = _drawn_in(dark, box, scale)
        if spot is None:
            continue
        x0, top, x1, bottom = spot
        run_box = (x0 / scale, top / scale, x1 / scale, bottom / scale)
        if (bottom - top) < 0.25 * (x1 - x0):
            yield _plain_run("—", 1.0, run_box)
        elif (bottom - top) < _LINE_POINTS * scale:
            text, score = _read_line(image[max(0, top - 4) : bottom + 4, max(0, x0 - 4) : x1 + 4])
            if text and score >= _LEAST_SURE:
                yield _plain_run(text, score, run_box)


def _with_dash(run: Run, dark: Image, scale: float, frames: Iterable[Frame]) -> Run:
    """Set the dash before a row label (``——其中``) as drawn: the model drops or shortens it."""
    boxes = (box for frame in frames for box in map(frame.span_box, frame.spans))
    cell = next((box for box in boxes if _is_in(run, box)), None)
    bare = run.text.lstrip("-—–_ ")
    if cell is not None and not bare:
        return replace(run, chars=(replace(run.chars[0], text="—", x1=run.x1),))
    if cell is None or not bare or not bare[0].isalpha():
        return run
    size = char_step(run) or SIZE_OF_BOX * (run.bottom - run.top)
    first = run.chars[len(run.text) - len(bare)] if len(run.chars) == len(run.text) else run.chars[0]
    start, end = cell[0] + _BORDER, first.x0 + 0.3 * size
    band = (start * scale, (run.middle - 0.4 * size) * scale, end * scale, (run.middle + 0.4 * size) * scale)
    x0, top, x1, bottom = (max(0, round(value)) for value in band)
    if x1 - x0 < 4:
        return run
    bars = find_bars(dark[top:bottom, x0:x1], round(0.6 * size * scale))
    long = [
        width / scale
        for x, _, width, height, _ in bars
        if height <= 0.3 * size * scale and (x0 + x + width / 2) / scale < first.x0 - 0.2 * size
    ]
    if not long:
        return run
    dash = "—" * max(1, round(sum(long) / size))
    rest = run.chars[len(run.text) - len(bare) :] if len(run.chars) == len(run.text) else run.chars
    return replace(run, chars=(Char(dash, rest[0].x0 - sum(long), rest[0].x0, 1.0), *rest))


def _dash_among_figures(run: Run, runs: Sequence[Run], frames: Iterable[Frame]) -> Run:
    """Take 一 alone in a column of figures for the dash that it looks like."""
    box = next((frame.box for frame in frames if _is_in(run, frame.box)), None)
    if run.text.strip() != "一" or box is None:
        return run
    column = [r for r in runs if r.x0 < run.center < r.x1 and r is not run and _is_in(r, box)]
    figures = sum(other.text.strip()[:1].isdigit() for other in column)
    return replace(run, chars=(replace(run.chars[0], text="—"),)) if figures * 2 > len(column) else run


def _is_in(run: Run, box: Box) -> bool:
    return box[0] <= run.center <= box[2] and box[1] <= run.middle <= box[3]


def _drawn_in(dark: Image, box: Box, scale: float) -> tuple[int, int, int, int] | None:
    """Return the pixels that are drawn in a cell, specks left out, None when it is empty."""
    inner = (box[0] + _BORDER, box[1] + _BORDER, box[2] - _BORDER, box[3] - _BORDER)
    x0, top, x1, bottom = (max(0, round(value * scale)) for value in inner)
    if x1 - x0 < 4 or bottom - top < 4:
        return None
    boxes = [
        (x, y, x + width, y + height)
        for x, y, width, height, area in components(np.ascontiguousarray(dark[top:bottom, x0:x1]))
        if max(width, height) >= _SPECK * scale and area >= 8
    ]
    if not boxes:
        return None
    left, upper, right, lower = (pick(b[i] for b in boxes) for i, pick in enumerate((min, min, max, max)))
    return (x0 + left, top + upper, x0 + right, top + lower)


def _read_line(image: Image) -> tuple[str, float]:
    result = _engine()(_bgr(image), use_det=False, use_cls=False, use_rec=True)
    if not result.txts:
        return "", 0.0
    return str(result.txts[0]).strip(), float(result.scores[0])


def _plain_run(text: str, score: float, box: Box) -> Run:
    step = (box[2] - box[0]) / len(text)
    chars = (Char(c, box[0] + i * step, box[0] + (i + 1) * step, score) for i, c in enumerate(text))
    pad = 0.3 * (box[3] - box[1])
    return Run(tuple(chars), box[1] - pad, box[3] + pad)
