"""Pairs of characters that stand in a report only where two words meet: 家乡 in 国家乡村, 任教 in 专任教师.

Texts are matched by pairs of neighbouring characters. That forgives a segmenter's slips in what a question
says itself; a word of two characters that may stand for it (老家: 家乡) would be found over any such seam.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

import rjieba

from rag.find.labels import Grams
from rag.text import normalize
from rag.understand.terms import Term


def pairs_astride(texts: Iterable[str]) -> Grams:
    """Return the pairs of these texts that nowhere begin or end with a word.

    Args:
        texts: as printed.
    """
    pairs: set[str] = set()
    words: set[str] = set()
    for text in map(normalize, texts):
        seams = {0, *accumulate(map(len, rjieba.cut(text)))}
        for i in range(len(text) - 1):
            (words if i in seams or i + 2 in seams else pairs).add(text[i : i + 2])
    return frozenset(pairs - words)


def without_astride(terms: Iterable[Term], astride: Grams) -> list[Term]:
    """Return the terms without such words for them as only stand where two others meet.

    Args:
        terms: of a question.
        astride: the pairs of a report that are no part of a word.
    """
    return [
        replace(term, alternatives=tuple(w for w in term.alternatives if len(w) != 1 or w[0] not in astride))
        for term in terms
    ]
