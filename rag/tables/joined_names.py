"""Names that a question joins or turns round, written out as the table prints them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rag.tables.near_names import MAX_NEAR
from rag.tables.spelled import bare

# How long the pieces are by which joined names differ.
MAX_PIECE = 6
_JOIN = "(?:[、和与及跟]|,?以及)"
_CODED = re.compile(r"([\u4e00-\u9fff]{2,})([a-z]|\d{1,2})")


def expand_joined(question: str, names: Collection[str]) -> str:
    """Return the question with names that share an end written out: 金、银、铜牌 for 金牌、银牌、铜牌.

    Args:
        question: in its canonical form.
        names: of rows and columns.
    """
    plain = frozenset(map(bare, names))
    for lead, end, inner in _families(plain):
        if lead in question and end in question:
            question = _written_out(question, lead, end, inner)
    return _code_behind(question, plain)


def _written_out(question: str, lead: str, end: str, inner: Collection[str]) -> str:
    one = f"(?:{'|'.join(map(re.escape, sorted(inner, key=len, reverse=True)))})"
    joined = re.compile(f"{re.escape(lead)}({one}(?:{_JOIN}{one})+)的?{re.escape(end)}")
    return joined.sub(
        lambda m: "、".join(f"{lead}{piece}{end}" for piece in re.findall(one, m[1])),
        question,
    )


@lru_cache(maxsize=256)
def _families(names: frozenset[str]) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Names that are alike but for a piece, as what they begin and end with and the pieces."""
    families: dict[tuple[str, str], set[str]] = {}
    for name in names:
        if len(name) <= MAX_NEAR:
            for start in range(len(name)):
                for stop in range(start + 1, min(len(name), start + MAX_PIECE) + 1):
                    families.setdefault((name[:start], name[stop:]), set()).add(name[start:stop])
    found = [
        (lead, end, frozenset(inner))
        for (lead, end), inner in families.items()
        if len(inner) > 1 and lead + end
    ]
    return tuple(sorted(found, key=lambda family: (-len(family[0] + family[1]), family[0], family[1])))


def _code_behind(question: str, names: Collection[str]) -> str:
    """A code that is said before the word it stands behind in the table: a类设备 for 设备a."""
    for name in names:
        coded = _CODED.fullmatch(name)
        if coded and name not in question:
            told = re.compile(rf"(?<![a-z\d.]){coded[2]}[类型号级]?的?{re.escape(coded[1])}(?![a-z\d])")
            question = told.sub(name, question)
    return question
