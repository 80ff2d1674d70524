"""Text as it is compared: width, spaces and script folded; and text as it is cut: into sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CJK = r"\u2e80-\u2fff\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_SPACE_BESIDE_CJK = re.compile(rf"(?<=[{CJK}])\s+|\s+(?=[{CJK}])")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
# What NFKC would turn into something that reads differently: m² must not become m2.
_KEEP = frozenset("²³㎡㎥‰…—·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")


def fold(text: str) -> str:
    """Return the text with full-width letters, digits and signs made half-width, spaces made one."""
    folded = "".join(c if c in _KEEP else unicodedata.normalize("NFKC", c) for c in text)
    return _SPACES.sub(" ", folded).strip()


def join_spaces(text: str) -> str:
    """Return the text without the spaces that typesetting leaves beside Chinese characters."""
    return _SPACE_BESIDE_CJK.sub("", _SPACES.sub(" ", text)).strip()


@lru_cache(maxsize=65536)
def normalize(text: str) -> str:
    """Return the form in which texts are compared: folded, lower case, no space beside Chinese.

    Idempotent. Digits and decimal points stay; thousands separators between digits go.
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(text))
    return join_spaces(plain).lower()


@lru_cache(maxsize=1)
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Return traditional characters as simplified ones (OpenCC ``t2s``); others unchanged.

    A lone surrogate, which JSON can carry but no encoding can, becomes ``?``.
    """
    return str(_converter().convert(text.encode("utf-8", "replace").decode()))  # type: ignore[attr-defined]


def in_order(characters: str, text: str) -> bool:
    """Tell whether all characters stand in a text in their order, as a short name does (经管, 经济管理)."""
    rest = iter(text)
    return all(character in rest for character in characters)


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph, verbatim and in order; joined they are the paragraph.

    A sentence ends with 。！？ (and the closing quote or bracket behind it). A ``?`` or ``!`` inside an
    open bracket or book title still ends one: rare enough in reports to leave.
    """
    return tuple(piece for piece in _SENTENCE.findall(text) if piece.strip())
