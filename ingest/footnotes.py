"""Footnotes at the end of a page, moved out of the way of what the page end tore apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.captions import is_unit_line, parse_caption
from ingest.types import Grid, Page, TextBlock

Item = tuple[TextBlock | Grid, Page]
_MARK = re.compile(r"\s*(?:[①-⑳]|[\[［〔]\s*\d{1,2}\s*[\]］〕]|\d{1,2}(?![\d.．、,%])\s*[^\s\d])")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_SMALLER = 0.9  # points and shares of the text's size: footnotes are at least a size smaller


def items_in_order(pages: Sequence[Page]) -> list[Item]:
    """Return all blocks with their pages, each page's footnotes in front of its last paragraph or table.

    What the page end tore apart, or a caption from its table, then stands together; a footnote stays
    in the section of the text that it is about.
    """
    size = _text_size(pages)
    items: list[Item] = []
    for page in pages:
        blocks = list(page.blocks)
        start = _first_footnote(blocks, size)
        blocks = _without_marks(blocks, start)
        at = _last_unit(blocks[:start]) if start < len(blocks) and page is not pages[-1] else start
        items += [(block, page) for block in (*blocks[:at], *blocks[start:], *blocks[at:start])]
    return items


def _text_size(pages: Sequence[Page]) -> float:
    """Return the type size in which most of the text is set, 0 where no sizes are known."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for block in page.blocks:
            if isinstance(block, TextBlock) and block.size:
                sizes[round(block.size, 1)] += len(block.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _first_footnote(blocks: Sequence[TextBlock | Grid], size: float) -> int:
    """Return where the footnotes begin, the number of blocks where there are none."""
    first = at = len(blocks)
    while at > 0:
        block = blocks[at - 1]
        if not isinstance(block, TextBlock) or block.boxed or block.level is not None:
            break
        if not block.size or block.size > size - _SMALLER:
            break
        at -= 1
        if _MARK.match(block.text):
            first = at
    return first


def _without_marks(blocks: Sequence[TextBlock | Grid], start: int) -> list[TextBlock | Grid]:
    """Leave out the circled marks that point to a page's footnotes: they are no part of a name or number."""
    marks = {block.text[0] for block in blocks[start:] if isinstance(block, TextBlock)} & _CIRCLED
    return [
        replace(block, text=block.text[0] + "".join(char for char in block.text[1:] if char not in marks))
        if isinstance(block, TextBlock) and block.text and marks and i < start
        else block
        for i, block in enumerate(blocks)
    ]


def _last_unit(blocks: Sequence[TextBlock | Grid]) -> int:
    """Return where the last paragraph begins, or the last table with its caption and unit line."""
    at = len(blocks)
    if at and isinstance(blocks[at - 1], Grid):
        at -= 1
    while at and _is_unit(blocks[at - 1]):
        at -= 1
    if at and _is_caption(blocks[at - 1]):
        at -= 1
    return at - 1 if at == len(blocks) and at else at


def _is_unit(block: TextBlock | Grid) -> bool:
    return isinstance(block, TextBlock) and is_unit_line(block.text)


def _is_caption(block: TextBlock | Grid) -> bool:
    return isinstance(block, TextBlock) and parse_caption(block.text) is not None
