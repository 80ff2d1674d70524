"""Running headers, footers and page numbers: found by repetition and position, and taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.glyphs import Line
from ingest.pdf_layout import Flow, Layout
from ingest.types import Grid

_BAND = 0.14  # of the page's height, from either edge
_SAME_HEIGHT = 3.0
_DEPTH = 3  # lines a header or footer may have
_DECOR = r"[-—–－―~·•|\s]*"
_NUMBER = r"(\d{1,4}|[ivxlcIVXLC]{1,7})"
_ALONE = re.compile(rf"{_DECOR}{_NUMBER}{_DECOR}")
_DECORATED = re.compile(rf"[-—–－―·•]\s*{_NUMBER}\s*[-—–－―·•]|第\s*{_NUMBER}\s*页.*")
_WORDED = re.compile(rf"第\s*{_NUMBER}\s*页|Page\s+{_NUMBER}\b|{_NUMBER}\s*/\s*\d{{1,4}}", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost line of a page at its head or foot: the distance is from that edge."""

    page: int
    line: Line
    distance: float


def strip_furniture(layouts: Sequence[Layout]) -> tuple[list[Layout], list[str]]:
    """Return the layouts without running headers, footers and page numbers, and the printed numbers.

    Args:
        layouts: all pages, in order.

    Returns:
        The layouts, and for each the page number printed on it (empty: none).
    """
    pages = list(layouts)
    labels = [""] * len(pages)
    for at_head in (False, True):
        for _ in range(_DEPTH):
            edges = _edges(pages, at_head=at_head)
            numbers = _page_numbers(edges)
            gone = _repeated(edges, len(pages)) | set(numbers)
            if not gone:
                break
            for edge in edges:
                if edge.page in gone:
                    labels[edge.page] = labels[edge.page] or numbers.get(edge.page, "")
                    pages[edge.page] = _without(pages[edge.page], edge.line)
    return pages, labels


def _free_lines(layout: Layout) -> Iterable[Line]:
    return (line for part in layout.parts if isinstance(part, Flow) and not part.boxed for line in part.lines)


def _edges(pages: Sequence[Layout], *, at_head: bool) -> list[_Edge]:
    edges: list[_Edge] = []
    for index, page in enumerate(pages):
        choose: Callable[..., Line | None] = min if at_head else max
        line = choose(_free_lines(page), key=lambda item: item.base, default=None)
        if line is None:
            continue
        distance = line.base if at_head else page.size[1] - line.base
        outer = all(_is_beyond(line, part, at_head=at_head) for part in page.parts)
        if distance <= _BAND * page.size[1] and outer:
            edges.append(_Edge(index, line, distance))
    return edges


def _is_beyond(line: Line, part: Flow | Grid, *, at_head: bool) -> bool:
    """Tell whether no table or box stands between a line and the edge of the page."""
    if part.box is None or (isinstance(part, Flow) and not part.boxed):
        return True
    return part.box[1] > line.base - line.size if at_head else part.box[3] < line.base


def _shape(line: Line) -> str:
    """Return the text with its numbers levelled: ``- 12 -`` and ``- 13 -`` have one shape."""
    text = re.sub(r"\s+", "", line.text)
    return "#" if _ALONE.fullmatch(line.text) else re.sub(r"\d+", "#", text)


def _repeated(edges: Sequence[_Edge], n_pages: int) -> set[int]:
    """Return the pages whose outermost line stands, with that text, in that place on other pages too.

    Where most lines of one height are such, a line there in smaller type is one as well: a header that
    names the chapter.
    """
    needed = 2 if n_pages <= 4 else 3
    shared: set[int] = set()
    for edge in edges:
        alike = [e for e in edges if _shape(e.line) == _shape(edge.line) and _same_height(e, edge)]
        if len(alike) >= needed and _shape(edge.line) != "#":
            shared.add(edge.page)
    heights = Counter(round(edge.distance) for edge in edges if edge.page in shared)
    small = min((edge.line.size for edge in edges), default=0.0)
    for edge in edges:
        usual = sum(heights[round(edge.distance) + step] for step in (-1, 0, 1))
        if usual >= max(needed, 0.5 * len(edges)) and edge.line.size <= small + 0.2:
            shared.add(edge.page)
    return shared


def _same_height(a: _Edge, b: _Edge) -> bool:
    return abs(a.distance - b.distance) <= _SAME_HEIGHT


def _page_numbers(edges: Sequence[_Edge]) -> dict[int, str]:
    """Return the printed page numbers: they count on as the pages do, or say that they are one."""
    found = {edge.page: _number_of(edge.line) for edge in edges}
    offsets = Counter(_kind(text) - page for page, text in found.items() if text)
    out: dict[int, str] = {}
    for edge in edges:
        text = found[edge.page]
        if not text:
            continue
        counts = offsets[_kind(text) - edge.page] > 1
        if counts or _DECORATED.fullmatch(edge.line.text.strip()):
            out[edge.page] = text
    return out


def _number_of(line: Line) -> str:
    for text in (line.text, *(segment.text for segment in (line.segments[0], line.segments[-1]))):
        match = _ALONE.fullmatch(text) or _WORDED.search(text)
        if match:
            return next(group for group in match.groups() if group)
    return ""


def _kind(label: str) -> int:
    """Return the number that a label stands for; roman ones are set apart from arabic ones."""
    if label.isdigit():
        return int(label)
    values = [_ROMAN[char] for char in label.lower()]
    signed = (-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return 100_000 + sum(signed)


def _without(layout: Layout, line: Line) -> Layout:
    parts: list[Flow | Grid] = []
    for part in layout.parts:
        if isinstance(part, Flow) and any(other is line for other in part.lines):
            rest = tuple(other for other in part.lines if other is not line)
            parts += [replace(part, lines=rest)] if rest else []
        else:
            parts.append(part)
    return replace(layout, parts=tuple(parts))
