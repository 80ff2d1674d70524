"""A slip of the pen in an indicator's name (生诗比 for 生师比), mended only where nothing else fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import lazy_pinyin

from rag.find.book import Book
from rag.understand.lexicon import load_lexicon
from rag.understand.question import Query

# A wrong number, grade or direction is another question, not a slip.
_TELLING = re.compile(
    r"[0-9a-z零一二两三四五六七八九十百千万年级上下左右内外前后东西南北男女文理高低大小多少非未不无]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
MIN_LENGTH, MAX_LENGTH = 3, 8


def mended(query: Query, books: Iterable[Book]) -> str | None:
    """Return the question with one character of one indicator's name put right, None where none is wrong.

    The wrong character and its neighbours must be a pair that no report knows, and the word that it
    stands for must be one that a report has.
    """
    known = tuple(books)
    text = query.text
    said = set(text)
    # All characters of the word but the wrong one stand in the question.
    for word in sorted((w for w in _words(known) if len(set(w) - said) < 2), key=lambda w: (-len(w), w)):
        for start in range(len(text) - len(word) + 1):
            piece = text[start : start + len(word)]
            wrong = [i for i, (a, b) in enumerate(zip(piece, word, strict=True)) if a != b]
            if len(wrong) == 1 and _is_slip(piece, word, wrong[0], known):
                return text[:start] + word + text[start + len(word) :]
    return None


def _words(books: tuple[Book, ...]) -> frozenset[str]:
    paths = {
        label.bare for book in books for view in book.tables for c in view.cells for label in (c.row, c.col)
    }
    return frozenset(bare for path in paths for bare in path if _may_slip(bare)) | _indicators()


@lru_cache(maxsize=1)
def _indicators() -> frozenset[str]:
    entries = load_lexicon().entries
    return frozenset(p for e in entries if e.kind == "indicator" for p in e.phrases if _may_slip(p))


def _may_slip(word: str) -> bool:
    return _HAN.fullmatch(word) is not None and MIN_LENGTH <= len(word) <= MAX_LENGTH


def _is_slip(piece: str, word: str, at: int, books: tuple[Book, ...]) -> bool:
    if not _HAN.fullmatch(piece) or _TELLING.search(piece[at]) or _TELLING.search(word[at]):
        return False
    # Such slips are made by typing sounds: 生诗比. 总收入 for 月收入 is none, it is another indicator.
    if lazy_pinyin(piece[at]) != lazy_pinyin(word[at]):
        return False
    around = [piece[i : i + 2] for i in (at - 1, at) if 0 <= i < len(piece) - 1]
    meant = [word[i : i + 2] for i in (at - 1, at) if 0 <= i < len(word) - 1]
    unknown = all(book.weight(pair) == 1.0 for book in books for pair in around)
    return unknown and any(all(book.weight(pair) < 1.0 for pair in meant) for book in books)
