"""Finding by words: Chinese text cut into terms, and BM25 over them."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

import bm25s
import numpy as np
import rjieba
from numpy.typing import NDArray

from rag.text import normalize

# bm25s sets its own logger to DEBUG, whatever the program asked for.
logging.getLogger("bm25s").setLevel(logging.WARNING)

_TERM = re.compile(r"[0-9a-z\u3400-\u9fff]")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def tokenize(text: str) -> list[str]:
    """Return the terms of a text, in order and with repeats: its words and its pairs of characters.

    Pairs stand beside the words because a segmenter cuts the same compound differently in different
    company (``扩招报到率``, ``报到率``); the words keep apart what only shares characters.
    """
    plain = normalize(text)
    words = [word for word in rjieba.cut(plain) if _TERM.search(word)]
    pairs = [run[i : i + 2] for run in _HAN.findall(plain) for i in range(len(run) - 1)]
    return words + pairs


class LexicalIndex:
    """BM25 over a fixed sequence of texts; immutable, safe to use from many threads."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bm25: bm25s.BM25 | None = None
        terms = [tokenize(text) for text in texts]
        if any(terms):
            self._bm25 = bm25s.BM25()
            self._bm25.index(terms, show_progress=False)

    def top(self, question: str, k: int) -> list[tuple[int, float]]:
        """Return (position, score) of the k best texts that share a term with the question, best first."""
        terms = tokenize(question)
        if self._bm25 is None or not terms:
            return []
        scores: NDArray[np.float32] = self._bm25.get_scores(terms)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(int(i), float(scores[i])) for i in best if scores[i] > 0]
