"""A question that asks of several records one after the other (甲的…是多少,乙呢), taken by its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from rag.tables.grid_answer import Found, look_up
from rag.tables.grid_asked import STRONG
from rag.tables.grid_clauses import clauses
from rag.tables.grid_question import Named, Reading, Stated
from rag.tables.spelled import BLANK

Span = tuple[int, int]


def answer(reading: Reading) -> Found | None:
    """Return the cells that a question asks for, of each of its clauses; None where one finds nothing."""
    parts = _parts(reading)
    if len(parts) < 2:
        return look_up(reading)
    found = [answer for part in parts if (answer := look_up(part)) is not None]
    if len(found) < len(parts):
        return None
    places = tuple(dict.fromkeys(place for answer in found for place in answer.places))
    score = sum(answer.score for answer in found)
    return Found(reading, places, score, all(answer.by_name for answer in found))


def _parts(reading: Reading) -> list[Reading]:
    """The question clause by clause where these state different records, else as it is."""
    spans = clauses(reading.question)
    own = [
        [v for v in reading.stated if _in(v.mention.start, s) and v.mention.quality >= STRONG] for s in spans
    ]
    told = [values for values in own if values]
    if not own or not own[0] or len(told) < 2 or not all(_apart(a, b) for a, b in combinations(told, 2)):
        return [reading]
    parts: list[Reading] = []
    for span, values in zip(spans, own, strict=True):
        before = parts[-1] if parts else None
        named = tuple(n for n in reading.named if _in(n.mention.start, span))
        stated = tuple(v for v in reading.stated if _in(v.mention.start, span))
        if before is not None:
            named += _going_on(before.named, named)
            stated = stated if values else stated + before.stated
        parts.append(replace(reading, question=_only(reading.question, span), stated=stated, named=named))
    return parts


def _apart(a: Sequence[Stated], b: Sequence[Stated]) -> bool:
    """Whether two clauses state values of one attribute that no record has both of."""
    return any(
        x.attributes & y.attributes and not x.records & y.records and -1 not in x.attributes
        for x in a
        for y in b
    )


def _going_on(before: Sequence[Named], named: Sequence[Named]) -> tuple[Named, ...]:
    """What the clause before named and this one goes on with: all, or what fits its own names."""
    return tuple(n for n in before if not named or any(n.attributes & own.attributes for own in named))


def _in(start: int, span: Span) -> bool:
    return span[0] <= start < span[1]


def _only(question: str, span: Span) -> str:
    start, end = span
    return BLANK * start + question[start:end] + BLANK * (len(question) - end)
