"""From lines to paragraphs: what belongs together, told by indents, margins and line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.glyphs import Line, box_of, first_unit, join_texts
from ingest.pdf_layout import Flow, Layout
from ingest.types import TextBlock
from rag.text import normalize

_LEADER = re.compile(r"\.{4,}|…{2,}|·{4,}|(?:\. ){4,}|[.…·][.…·\s—-]+\d{1,4}[\s—-]*$")
_NUMBER = re.compile(
    r"(?:[（(]\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[)）]|[一二三四五六七八九十]{1,3}、|"
    r"第\s?[一二三四五六七八九十]{1,3}\s?[章节篇]|\d{1,2}(?:[.．]\d{1,2}){1,3}\s?(?=[^\d\s%]))"
)
_PAGE = re.compile(r"[-—–]?\s?(?:\d{1,3}|[ivxIVX]{1,5})\s?[-—–]?")
_NEVER_FIRST = frozenset("，。；：、！？）》”’】%")
_SENTENCE_END = re.compile(r"[。！？：；][”’」』）)]?$")
_ENOUGH = 4
_BIN = 3.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a column begins and ends; ``rough`` where it was measured on an image."""

    left: float
    right: float
    rough: bool = False


def usual_margins(layouts: Sequence[Layout]) -> dict[tuple[int, int, int], Margins]:
    """Return the margins of the body text by page width, column, and odd or even page."""
    lines: dict[tuple[int, int, int], list[Line]] = {}
    for number, layout in enumerate(layouts, 1):
        for part in layout.parts:
            if isinstance(part, Flow) and not part.boxed:
                for line in part.lines:
                    lines.setdefault(margin_key(layout, part, number), []).append(line)
    return {key: _margins(group) for key, group in lines.items() if len(group) >= _ENOUGH}


def margin_key(layout: Layout, flow: Flow, number: int) -> tuple[int, int, int]:
    """Return what pages and columns must share to share their margins."""
    return (round(layout.size[0]), flow.column, number % 2)


def flow_to_blocks(
    flow: Flow, usual: Margins | None, titles: Mapping[str, int], layout: Layout
) -> list[TextBlock]:
    """Return the paragraphs of a flow.

    Args:
        flow: lines of a column or a box.
        usual: the margins of such columns in the document, None where unknown.
        titles: normalized headings that the file's outline names on this page, with their level.
        layout: the page.
    """
    margins = replace(_flow_margins(flow, usual, layout.size[0]), rough=layout.rough)
    usual_gap = _usual_gap(flow.lines)
    groups: list[list[Line]] = []
    for line in flow.lines:
        if groups and not _starts_new(groups[-1], line, margins, (usual_gap, titles)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_group_to_block(group, margins, flow, titles) for group in groups]


def _margins(lines: Sequence[Line]) -> Margins:
    widest = max(line.x1 - line.x0 for line in lines)
    long_lines = [line for line in lines if line.x1 - line.x0 >= 0.75 * widest] or lines
    left = _edge((line.x0 for line in lines), first=True)
    right = _edge((line.x1 for line in long_lines), first=False)
    return Margins(left, right)


def _edge(values: Iterable[float], *, first: bool) -> float:
    """Return the outermost value that comes often: hanging punctuation and strays do not count."""
    numbers = list(values)
    bins = Counter(round(value / _BIN) for value in numbers)
    around = {key: bins[key - 1] + count + bins[key + 1] for key, count in bins.items()}
    often = max(around.values())
    held = [key for key, count in around.items() if count >= max(min(2, often), 0.2 * often)]
    key = min(held) if first else max(held)
    return median(value for value in numbers if abs(round(value / _BIN) - key) <= 1)


def _flow_margins(flow: Flow, usual: Margins | None, width: float) -> Margins:
    if usual is not None and not flow.boxed:
        return usual
    own = _margins(flow.lines)
    if len(flow.lines) >= _ENOUGH:
        return own
    if flow.column:
        return Margins(min(line.x0 for line in flow.lines), max(line.x1 for line in flow.lines))
    if not flow.boxed:
        return Margins(min(own.left, 0.12 * width), max(own.right, 0.88 * width))
    pad = min(line.x0 for line in flow.lines) - flow.box[0]
    return Margins(own.left, max(own.right, flow.box[2] - min(pad, 12.0)))


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = [b.base - a.base for a, b in pairwise(lines) if abs(a.size - b.size) < 0.5]
    return median(gaps) if gaps else 0.0


def _starts_new(
    group: Sequence[Line], line: Line, margins: Margins, context: tuple[float, Mapping[str, int]]
) -> bool:
    usual_gap, titles = context
    before = group[-1]
    if abs(before.size - line.size) > (0.3 if margins.rough else 0.08) * max(before.size, line.size):
        return True
    if line.text[0] in _NEVER_FIRST and line.base - before.base < 2 * max(usual_gap, 1.2 * line.size):
        return False
    if line.base - before.base > 1.45 * max(usual_gap, 1.2 * line.size):
        return True
    if _ends_early(before, line, margins) or _is_indented(line, margins):
        return True
    if (
        _LEADER.search(before.text)
        or _ends_in_page(before)
        or _is_centered(before, margins)
        or _is_numbered(before, line)
    ):
        return True
    return _is_title(_text(group), titles) or _is_title(line.text, titles)


def _ends_early(before: Line, line: Line, margins: Margins) -> bool:
    """Tell whether a line ended although what begins the next one would still have fitted."""
    return before.x1 + first_unit(line) < margins.right - (0.8 if margins.rough else 0.3) * line.size


def _is_indented(line: Line, margins: Margins) -> bool:
    return line.x0 > margins.left + 1.2 * line.size


def _ends_in_page(line: Line) -> bool:
    """Tell a line of the contents, whose page number stands far behind its words, with or without dots."""
    return len(line.segments) > 1 and bool(_PAGE.fullmatch(line.segments[-1].text))


def _is_numbered(before: Line, line: Line) -> bool:
    """Tell a heading's or point's number behind a line that ends a sentence or is not set like it."""
    if not _NUMBER.match(line.text):
        return False
    return before.bold != line.bold or _SENTENCE_END.search(before.text) is not None


def _is_centered(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    return min(left, right) > 2.6 * line.size and abs(left - right) < 1.6 * line.size


def _is_title(text: str, titles: Collection[str]) -> bool:
    return bool(titles) and normalize(text).replace(" ", "") in titles


def _text(group: Sequence[Line]) -> str:
    text = group[0].text
    for before, line in pairwise(group):
        text = join_texts(text, line.text, space=before.space_after)
    return text


def _group_to_block(
    group: Sequence[Line], margins: Margins, flow: Flow, titles: Mapping[str, int]
) -> TextBlock:
    text = _text(group)
    first, last = group[0], group[-1]
    centered = all(_is_centered(line, margins) for line in group)
    return TextBlock(
        text=text,
        box=box_of(line.box for line in group),
        size=first.size,
        bold=all(line.bold for line in group),
        centered=centered,
        indented=_is_indented(first, margins) and not centered,
        full=margins.right - last.x1 < 1.2 * last.size,
        level=titles.get(normalize(text).replace(" ", "")),
        boxed=flow.boxed,
    )
