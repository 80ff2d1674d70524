"""Paragraphs made whole: the two halves that a page end left are put together again."""

from __future__ import annotations

import re

from ingest.types import TextBlock
from rag.text import CJK

# Shorter lines are signatures, dates and other lines that stand alone.
MIN_HALF = 20
_CLOSED = re.compile(r"[。！？!?；;：:…][”’」』）)】]*$")
_POINT = re.compile(
    r"\s*(?:[（(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）、]|\d{1,2}[.．]\s*\D|第[一二三四五六七八九十]+|"
    r"[一二三四五六七八九十]是|[①-⑳●◆■▲★•·➢✓-]\s?\D|附件|注[:：])"
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CAPTION_LIKE = re.compile(r"^(?:An?|The)\s+[a-z]", re.IGNORECASE)


def is_junk(text: str) -> bool:
    """Tell whether a line is an English description of a picture: text about the file, not of the report."""
    words = _LATIN_WORD.findall(text)
    return (
        len(words) >= 6
        and len(words) * 3 > len(_HAN.findall(text))
        and bool(_CAPTION_LIKE.match(text.strip()))
    )


def is_cover_line(text: str) -> bool:
    """Tell whether a line in front of the contents is no sentence: name, title, 单位（盖章）. Dates stay."""
    return (
        not _CLOSED.search(text) and not re.search(r"\d\s*月|[一二三四五六七八九十〇○]\s*月", text)
    ) or text.endswith("：")


def runs_on(last: TextBlock, sofar: str, block: TextBlock) -> bool:
    """Tell whether a block is the rest of the paragraph before it.

    Args:
        last: the block that the paragraph so far ends with.
        sofar: the paragraph's text so far.
        block: the next block of text; only pictures and tables may stand between.
    """
    if last.boxed != block.boxed or _POINT.match(block.text):
        return False
    if len(sofar) < MIN_HALF and not sofar.endswith(("，", "、")):
        return False
    if block.indented or last.full is False:
        return False
    if not _CLOSED.search(sofar.rstrip()):
        return not last.centered and not block.centered
    return bool(last.full and block.indented is False)


def is_rest_of_title(title: TextBlock, block: TextBlock) -> bool:
    """Tell whether a block is the second line of the heading or caption right before it.

    The first line must run to the margin, and the second look the same and be no sentence.
    """
    alike = (title.bold, title.boxed, title.size) == (block.bold, block.boxed, block.size)
    short = len(block.text) <= 30 and not block.indented and block.level is None
    return (
        bool(title.full) and alike and short and not (_CLOSED.search(block.text) or _POINT.match(block.text))
    )


def join_parts(one: str, other: str) -> str:
    """Join two halves the Chinese way: a space only between two words in Latin letters."""
    beside_cjk = re.search(rf"[{CJK}\u2018-\u201d]$", one) or re.match(rf"[{CJK}\u2018-\u201d]", other)
    return one + other if beside_cjk else f"{one} {other}"
