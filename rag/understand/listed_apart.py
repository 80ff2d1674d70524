"""Things of different kinds that a question lists (报到率和就业率各是多少), each as its own question."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.understand.question import understand
from rag.understand.terms import Term
from rag.understand.words import NOUN, masked

MOST = 5
MIN_HEAD = 2  # characters of a common word that may name a figure: 在校生
_JOINER = re.compile(r"\s*(?:以及|还有|[、和与及跟])\s*")
# What is asked of each of the things; nothing may follow it.
_ASKED = re.compile(
    r"[，,]?(?:各自?|分别|都|具体|到底|现在|目前)*(?P<asked>(?:是|有|为|达到?|占)?了?"
    r"(?:多少|几|怎么样|如何)[^\W\d]{0,3}(?:呢|呀|啊)?)$"
)


def listed_apart(sentence: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Return one question for each thing that a sentence lists and asks the same of.

    What stands before the last word of the first thing (a year, whose it is) is said of each.

    Args:
        sentence: the whole question.
        names: of rows of the reports asked; what joins words within one (商贸与数字学院) joins no things.

    Returns:
        Two questions or more; empty where nothing is listed, or things are set against each other.
    """
    sentence = sentence.strip().rstrip("?？。 ")
    query = understand(sentence)
    asked = _ASKED.search(query.text)
    if asked is None or query.operation != "lookup" or len(sentence) != len(query.text):
        return ()
    pieces = _pieces(masked(query.text, names), asked.start(), query.terms)
    if not 1 < len(pieces) <= MOST:
        return ()
    heads = [_last_term(query.terms, *piece) for piece in pieces]
    if not all(head and (head.base >= NOUN or len(head.text) > MIN_HEAD) for head in heads):
        return ()
    lead = heads[0].start if heads[0] else 0
    pieces[0] = (lead, pieces[0][1])
    return tuple(f"{sentence[:lead]}{sentence[start:end]}{asked['asked']}" for start, end in pieces)


def _pieces(text: str, end: int, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """The spans between joiners that are part of no term."""
    cuts = [
        match
        for match in _JOINER.finditer(text, 0, end)
        if not any(term.start < match.end() and match.start() < term.end for term in terms)
    ]
    starts, ends = [0, *(match.end() for match in cuts)], [*(match.start() for match in cuts), end]
    return list(zip(starts, ends, strict=True))


def _last_term(terms: tuple[Term, ...], start: int, end: int) -> Term | None:
    return next((term for term in reversed(terms) if start <= term.start and term.end <= end), None)
