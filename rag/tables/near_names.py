"""Names that a question tells not word for word: with function words between, or in part."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

import rjieba

from rag.tables.columns import columns
from rag.tables.spelled import BLANK, Mention, bare, is_cut

NEAR, LOOSE = 0.8, 0.9
# How much of a text must be found where it is not found whole; less at its beginning or end.
LEAST, LEAST_AT_END = 0.5, 0.33
MAX_NEAR = 24
_JOINED = re.compile(r"[/、,·及与和]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{3,}")
# What people put between the words of a name, and leave out of it.
_FILLER = "(?:的时候|发生的?|[的之所了时中内里上])?"
_OPTIONAL = frozenset("的之所")
# Texts this close in share are named alike.
TIE = 0.15

# What stands behind 的, or the period alone, tells less than a whole name.
BEHIND, OF_PERIOD = 0.6, 0.5


class Piece(NamedTuple):
    """What is looked for in part of a text, with how much it tells of it and whether the text is a name."""

    plain: str
    text: str
    weight: float
    named: bool


def loosely(question: str, texts: Iterable[str]) -> Iterator[Mention]:
    """Yield where texts stand with function words between their words, or without theirs (担保的金额).

    Args:
        question: in its canonical form.
        texts: of the table.
    """
    told = set(question)
    for text in texts:
        plain = bare(text)
        if len(plain) <= MAX_NEAR and _HAN_NAME.match(plain) and set(plain) - _OPTIONAL <= told:
            for match in _loose(plain).finditer(question):
                yield Mention(match.start(), match.end(), frozenset({text}), LOOSE)


@lru_cache(maxsize=8192)
def _loose(plain: str) -> re.Pattern[str]:
    chars = [re.escape(char) + ("?" if char in _OPTIONAL else "") for char in plain]
    return re.compile(_FILLER.join(chars))


def pieces(texts: Iterable[str], names: Collection[str]) -> list[Piece]:
    """Return what is looked for in part, with how much it tells of its text.

    That is each text, its period and what it says of it or behind 的, and of a name the words that it joins.
    """
    found: dict[tuple[str, str], float] = {}
    for text in texts:
        plain = bare(text)
        found[plain, text] = 1.0
        if len(plain) <= MAX_NEAR:
            period = _period(plain)
            found.setdefault((plain[len(period) :], text), 1.0)
            found.setdefault((period, text), OF_PERIOD)
            found.setdefault((plain.rpartition("的")[2], text), BEHIND)
    for name in names:
        parts = _JOINED.split(bare(name))
        found |= {(part, name): 1.0 for part in parts if len(parts) > 1 and len(part) > 2}
    return [
        Piece(plain, text, weight, text in names) for (plain, text), weight in found.items() if len(plain) > 1
    ]


def _period(plain: str) -> str:
    """The period that a name begins with (期末持股数); may be nothing."""
    return max((w for words in columns().same for w in words if plain.startswith(w)), key=len, default="")


def nearest(question: str, texts: Sequence[Piece]) -> Mention | None:
    """Return the longest piece of the question that is most of a text, or its beginning or end."""
    pairs = {question[i : i + 2] for i in range(len(question) - 1)}
    starts = _word_starts(question)
    shared = [
        piece
        for piece in texts
        if len(piece.plain) <= MAX_NEAR
        and any(piece.plain[i : i + 2] in pairs for i in range(len(piece.plain) - 1))
    ]
    spans = {span for piece in shared if (span := _common(question, piece, starts))}
    named = {span: _named(question[slice(*span)], shared) for span in spans}
    if not named:
        return None
    (start, end), fits = max(
        named.items(), key=lambda item: ((item[0][1] - item[0][0]) * max(item[1].values()), -item[0][0])
    )
    top = max(fits.values())
    return Mention(start, end, frozenset(text for text, share in fits.items() if share >= top - TIE), top)


def _named(piece: str, texts: Iterable[Piece]) -> dict[str, float]:
    """The texts that a piece of the question names, with how well."""
    named: dict[str, float] = {}
    for plain, text, weight, _ in texts:
        at = plain.find(piece)
        if at >= 0 and _says(piece, plain, at):
            named[text] = max(NEAR * weight * len(piece) / len(plain), named.get(text, 0.0))
    return named


def _says(piece: str, text: str, at: int) -> bool:
    """Whether a piece is enough of a text; a word for whom all is about (公司) names none that ends so."""
    share = len(piece) / len(text)
    ends = at == 0 or at + len(piece) == len(text)
    if share < (LEAST_AT_END if ends else LEAST) or not re.search(r"[^\W\d_]", piece):
        return False
    return at == 0 or not columns().subject.fullmatch(piece)


@lru_cache(maxsize=64)
def _word_starts(question: str) -> frozenset[int]:
    starts, at = set(), 0
    for word in rjieba.cut(question):
        starts.add(at)
        at += len(word)
    return frozenset(starts)


def _common(question: str, sought: Piece, starts: Set[int]) -> tuple[int, int] | None:
    """The place in the question of the longest piece that both share and that says enough of the text.

    Of a value, other than its beginning, it must begin a word: 华北区 is not 西北区.
    """
    text = sought.plain
    best: tuple[int, int] | None = None
    longest = 1
    lengths = [0] * (len(text) + 1)
    for i, char in enumerate(question):
        row = [0] * (len(text) + 1)
        for k, other in enumerate(text):
            if char != other or char == BLANK:
                continue
            row[k + 1] = length = lengths[k] + 1
            start, end = i + 1 - length, i + 1
            if k + 1 > length and not sought.named and start not in starts:
                continue
            if length > longest and _says(question[start:end], text, k + 1 - length):
                if not is_cut(question, start, question[start:end]):
                    longest, best = length, (start, end)
        lengths = row
    return best


def abbreviated(question: str, names: Iterable[str]) -> Iterator[Mention]:
    """Yield what is left of the question and is short for just one name (增速 for 增长速度)."""
    for match in re.finditer(r"[\u4e00-\u9fff]{2,4}", question):
        short = re.compile(".*".join(match.group()))
        meant = {
            name
            for name in names
            if (found := short.match(bare(name))) and found.end() > len(short.pattern) / 2
        }
        if len(meant) == 1:
            yield Mention(match.start(), match.end(), frozenset(meant), LEAST)
