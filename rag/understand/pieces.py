"""Indicators whose name stands in pieces about a cell: 招生计划 is the 计划 column of a table on 招生."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import rjieba

from rag.find.labels import Grams, pairs_of

_COUNTING = re.compile(r"(?<=[^\W\d]{4})(?:人数|总数|数量|[件项门台]?数)$")
# What a label may say besides a piece: 学生家长, 计划数.
_BESIDES = 2


def is_counted(name: str, labels: Iterable[str]) -> bool:
    """Tell whether a label says of whom a number of people is (自主创业 for 自主创业人数)."""
    stem = name.removesuffix("人数")
    return stem != name and len(stem) > 1 and stem in labels


def _are_joined(pieces: tuple[str, ...], label: str) -> bool:
    """Whether a label begins and ends as a name does, with a word between (退役军人技能培训)."""
    return (
        label.startswith(pieces[0])
        and label.endswith(pieces[-1])
        and sum(map(len, pieces)) < len(label) <= sum(map(len, pieces)) + _BESIDES
    )


@lru_cache(maxsize=1024)
def pieces_of(name: str) -> tuple[str, ...]:
    """Return the words of an indicator's name (招生, 计划); empty where it is one word or hardly cut.

    That it is counted (…授权数) is no word of its name.
    """
    words = tuple(rjieba.cut(_COUNTING.sub("", name)))
    return words if len(words) in (2, 3) and all(len(word) > 1 for word in words) else ()


def stands_in_pieces(pieces: tuple[str, ...], labels: Iterable[str], title: Grams) -> bool:
    """Tell whether each piece is a label of a cell or stands in its table's title, not all in the title.

    Args:
        pieces: the words of a name.
        labels: the labels of the cell's row and column.
        title: the grams of the table's title.
    """
    short = tuple(labels)
    if any(_are_joined(pieces, label) for label in short):
        return True
    named = [
        any(piece in label and len(label) <= len(piece) + _BESIDES for label in short) for piece in pieces
    ]
    return any(named) and all(
        own or title.issuperset(pairs_of(piece)) for own, piece in zip(named, pieces, strict=True)
    )
