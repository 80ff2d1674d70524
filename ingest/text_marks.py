"""The marks of Markdown, which plain text may carry: headings, bold, quotes, links, rules.

Source: CommonMark 0.31, as far as programs that turn reports into text use it.
"""

from __future__ import annotations

import re

from ingest.types import TextBlock

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(\S.*?)(?:[ \t]+#+)?")
_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}")
_QUOTE = re.compile(r">[ \t]?")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\s]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^)\s]*)\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def line_to_block(line: str) -> TextBlock | None:
    """Return what a line says and how it is marked; None for a line that only draws or shows a picture."""
    text = line.strip()
    boxed = _QUOTE.match(text) is not None
    while quote := _QUOTE.match(text):
        text = text[quote.end() :].strip()
    if _RULE.fullmatch(text):
        return None
    heading = _HEADING.fullmatch(text)
    if heading:
        return TextBlock(plain_text(heading[2]), level=len(heading[1]), boxed=boxed)
    plain = plain_text(text)
    bold = _BOLD.fullmatch(text)
    return TextBlock(plain, bold=bold is not None, boxed=boxed) if plain else None


def plain_text(text: str) -> str:
    """Return text without the marks inside of a line."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    return _BOLD.sub(r"\2", _BREAK.sub(" ", text)).replace("&nbsp;", " ")
