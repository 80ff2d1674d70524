"""A slip of the pen in an indicator's name (生诗比 for 生师比), mended only where nothing else fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import zip_longest

import rjieba
from pypinyin import lazy_pinyin

from rag.find.book import Book
from rag.understand.lexicon import load_lexicon
from rag.understand.question import Query
from rag.understand.terms import Term

# A wrong number, grade or direction is another question, not a slip.
_TELLING = re.compile(
    r"[0-9a-z零一二两三四五六七八九十百千万年级上下左右内外前后东西南北男女文理高低大小多少非未不无]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What stands before these is a name, which people shorten as they like (文传学院).
_NAMED = re.compile("学院|系|[班村镇县市省馆楼]|专业|公司|集团|中心|基地|校区")
# What is not told apart in many parts of the country: zh, ch, sh from z, c, s; -ng from -n.
_FUZZY = re.compile(r"(?<=^[zcs])h|(?<=n)g$")
_LOOK_ALIKE = (
    "例列裂烈 己已 末未 帐账胀 型形 候侯 陪培倍赔 采彩 度渡 析折拆 拔拨 栽裁载 辩辨辫 徽微 录绿碌 科料 设没 "
    "治冶 技枝 贷货 育盲 检捡验险 历厉 师帅 薄簿 绩积 职识 较校 效郊 率摔 标际 核该 免兔 籍藉 奖桨 住往"
).split()
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
    return _of_two(query, known)


def _of_two(query: Query, books: tuple[Book, ...]) -> str | None:
    """The question with one word of two characters put right that neither a dictionary nor a report has.

    What it stands for is a word that a report uses: one that sounds alike (就叶 for 就业) or has a character
    that looks alike (学藉 for 学籍).
    """
    text = query.text
    for term in query.terms:
        for at in _unjoined(term):
            piece = text[at : at + 2]
            if _is_wrong(piece, books) and not _NAMED.match(text, at + 2) and (meant := _meant(piece, books)):
                return text[:at] + meant + text[at + 2 :]
    return None


def _unjoined(term: Term) -> Iterator[int]:
    """Where two characters begin that are a word of a term, or no word: never across its words."""
    start = term.start
    words = rjieba.cut(term.text)
    for word, behind in zip_longest(words, words[1:], fillvalue=""):
        if len(word) == 2 or (len(word) == 1 and len(behind) == 1):
            yield start
        start += len(word)


def _is_wrong(piece: str, books: tuple[Book, ...]) -> bool:
    if _HAN.fullmatch(piece) is None or _TELLING.search(piece) or rjieba.has_word(piece):
        return False
    return all(book.weight(piece) == 1.0 for book in books) and not load_lexicon().find(piece)


def _meant(piece: str, books: tuple[Book, ...]) -> str | None:
    """The word of a report that a wrong one stands for, the commonest where several do; None for none."""
    pairs = {pair for book in books for pair in book.weights if len(pair) == 2 and _HAN.fullmatch(pair)}
    close = {
        pair
        for pair in pairs
        for own, other, a, b in (
            (pair[0], piece[0], pair[1], piece[1]),
            (pair[1], piece[1], pair[0], piece[0]),
        )
        if own == other and a != b and _alike(a, b)
    }
    words = [
        pair
        for pair in close
        if not _TELLING.search(pair) and (rjieba.has_word(pair) or _is_word(pair, books))
    ]
    return min(words, key=lambda pair: (min(book.weight(pair) for book in books), pair), default=None)


def _is_word(pair: str, books: tuple[Book, ...]) -> bool:
    """Whether two characters are a word by the labels of a report's tables, which end in it."""
    return any(
        bare.endswith(pair)
        for book in books
        for view in book.tables
        for c in view.cells
        for label in (c.row, c.col)
        for bare in label.bare
    )


def _alike(a: str, b: str) -> bool:
    """Whether two characters are taken for one another: typed by their sound, or read by their looks."""
    return _sound(a) == _sound(b) or any(a in group and b in group for group in _LOOK_ALIKE)


@lru_cache(maxsize=8192)
def _sound(character: str) -> str:
    """The sound of a character as people type it, who mix up zh and z, eng and en."""
    return _FUZZY.sub("", lazy_pinyin(character)[0])


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
