"""The text of table cells, written the same way by every reader."""

from __future__ import annotations

import re

from rag.text import CJK

MAX_INDENT = 8
_BREAK_BESIDE_CJK = re.compile(
    rf"(?<=[{CJK}])[ \t\u3000]*\n[ \t\u3000]*|[ \t\u3000]*\n[ \t\u3000]*(?=[{CJK}])"
)
_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


# Signs without a shape, and bullets of symbol fonts, which have a code but no character.
_UNPRINTED = {code: None for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xF000, 0xF100))}


def printed(text: str) -> str:
    """Return text without what prints nothing or only a symbol font's picture."""
    return text.translate(_UNPRINTED)


def join_lines(text: str) -> str:
    """Return text with its line breaks taken out the Chinese way: no space beside Chinese, else one."""
    return _BREAK.sub(" ", _BREAK_BESIDE_CJK.sub("", text.strip()))


def indent_text(text: str, steps: float) -> str:
    """Return a cell's text with one full-width space in front for each step of its indentation.

    Typed spaces count as well, two half-width ones for a step; so a reader of the grid can tell a
    sub-item from an item whatever way it was indented.

    Args:
        text: the text, perhaps with spaces in front.
        steps: what the cell's formatting adds, in characters.
    """
    text = printed(text)
    plain = join_lines(text)
    spaces = text[: len(text) - len(text.lstrip(" \t\u3000\xa0"))]
    typed = sum(1.0 if space in "\u3000\t" else 0.5 for space in spaces)
    return "\u3000" * min(round(steps + typed), MAX_INDENT) + plain if plain else ""
