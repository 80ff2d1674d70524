"""The clauses of a question that is put to a table, and what the question word of each asks for."""

from __future__ import annotations

import re

from rag.tables.columns import Ask, columns

_CLAUSE = re.compile(r"[,，;；。?？]|[、和](?=由?谁|哪|什么|多少|几)")
ASKED = re.compile(r"哪(?:一|几|些)?[^\W\d的是有]?|什么|几[^\W\d的是有]|多少")


def clauses(question: str) -> tuple[tuple[int, int], ...]:
    """Return the parts of a question that ask for something each, as spans.

    What asks nothing by itself (年初的时候,…) belongs to what is asked behind it.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in [*_CLAUSE.finditer(question), None]:
        end = match.start() if match else len(question)
        if end > start and asks(question[start:end]):
            found.append((start, end))
            start = match.end() if match else end
    if not found:
        return ((0, len(question)),) if question else ()
    if start < len(question):
        found[-1] = (found[-1][0], len(question))
    return tuple(found)


def last_part(question: str, span: tuple[int, int]) -> int:
    """Return where the last part of a clause begins, behind what leads up to it."""
    cuts = [m.end() for m in _CLAUSE.finditer(question, *span) if m.end() < span[1]]
    return max(cuts, default=span[0])


def asks(text: str) -> bool:
    """Return whether a clause asks something by itself."""
    return bool(ASKED.search(text) or text.endswith("呢") or class_of(text))


def class_of(text: str) -> Ask | None:
    """Return what kind of column the question word of a clause asks for."""
    return next((ask for ask in columns().asks if ask.words.search(text)), None)


def asked_noun(question: str, span: tuple[int, int]) -> tuple[int, str] | None:
    """Return where the noun behind the question word of a clause begins, with the words from there.

    The measure word belongs to it (哪几届), as a noun may be missing.
    """
    match = ASKED.search(question, span[0], span[1])
    if match is None:
        return None
    return match.end(), question[match.end() - 1 : span[1]]
