"""What comes of a question that its own words do not answer: other words for it, or what lies close."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rag.find.book import Book
from rag.find.nearest import stand_out
from rag.respond.outcomes import first_answering, fit_of, poorly_answered
from rag.respond.resolve import Resolution
from rag.turn import Turn
from rag.understand.question import Query, understand
from rag.understand.reworded import bears_out, borne_out, other_reading
from rag.understand.short_parts import in_full, is_part
from rag.understand.typo import mended

Dense = Mapping[str, Mapping[str, float]]
Found = tuple[Resolution, ...]
FOUND = ("figures", "computed")
_PART = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?)(?:学院|系|部|中心)")
# The indicator that an everyday question means, and the question put by its name.
Meant = Callable[[Query], tuple[str, Query] | None]


def retold(turn: Turn, books: Sequence[Book], dense: Dense, found: Found, meant: Meant) -> Turn:
    """Return the turn with what answers it in other words, else with what was found.

    In turn: the full name of a part of the school; the name of an indicator that is told in other words, or
    that an everyday question means; the name with a slip of the pen mended; what stands out in meaning. What
    goes on about something just told may lie close to that, so there the everyday meaning is tried last.
    """
    full = in_full(turn.queries[0].text, books)
    again = first_answering((understand(full),), books, dense) if full and not _is_of(found, full) else ()
    if full and any(r.outcome != "refused" and (r.outcome not in FOUND or _is_of((r,), full)) for r in again):
        # What was found knows nothing of the part that is named.
        return replace(turn, resolutions=again, reading=full or "")
    if poorly_answered(found):
        other = other_reading(turn.queries[0])
        again = first_answering((other,), books, dense) if other else ()
        if any(map(borne_out, again)) and fit_of(again) > fit_of(found):
            return replace(turn, resolutions=again)
        if not turn.told and (answered := _by_meaning(turn, books, dense, found, meant)):
            return answered
    if any(resolution.outcome != "refused" for resolution in found):
        return replace(turn, resolutions=found)
    text = mended(turn.queries[0], books)
    again = first_answering((understand(text),), books, dense) if text else ()
    if any(resolution.outcome != "refused" for resolution in again):
        return replace(turn, resolutions=again, reading=text or "")
    close = (stand_out(turn.queries[0], book, turn.hits) for book in books)
    if near := tuple(resolution for resolution in close if resolution is not None):
        return replace(turn, resolutions=near)
    answered = _by_meaning(turn, books, dense, found, meant) if turn.told else None
    return answered or replace(turn, resolutions=found)


def _is_of(found: Found, full: str) -> bool:
    """Whether figures were found of just the part of the school that a question names in full."""
    facts = [fact for resolution in found if resolution.outcome in FOUND for fact in resolution.facts]
    return bool(facts) and all(
        any(is_part(name) and name in full for name in (*fact.scope, *_PART.findall(fact.quote)))
        for fact in facts
    )


def _by_meaning(turn: Turn, books: Sequence[Book], dense: Dense, found: Found, meant: Meant) -> Turn | None:
    """The turn answered by the indicator that its everyday words mean, None where none is borne out."""
    reading = meant(turn.queries[0])
    again = first_answering((reading[1],), books, dense) if reading else ()
    if reading and bears_out(again, turn.queries[0]) and fit_of(again) > fit_of(found):
        return replace(turn, resolutions=again, reading=reading[0])
    return None
