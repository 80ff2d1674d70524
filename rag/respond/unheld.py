"""No answer about a part of the school, a partner or a contest that the report does not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.find.held import not_held
from rag.respond.resolution import Resolution
from rag.text import normalize, simplify
from rag.turn import Turn
from rag.understand.followup import may_lean
from rag.understand.own_names import own_names_in

NEAREST = 2


def without_unheld(turn: Turn) -> Turn:
    """Return the turn with refusals for the reports that have nothing of a name the question gives.

    Whatever was found for it is of another one. A file of tables alone is asked by the words in its cells.
    """
    asked = normalize(simplify(_of_whom(turn.question.turns, continued=turn.question.continued)))
    return replace(turn, resolutions=tuple(_held_only(asked, found) for found in turn.resolutions))


def _of_whom(turns: Sequence[str], *, continued: bool) -> str:
    """The turn that says of whom the last one asks: itself, or the one that it leans on."""
    *before, last = turns
    leans = before and not own_names_in(last) and (continued or may_lean(last))
    return _of_whom(before, continued=False) if leans else last


def _held_only(asked: str, found: Resolution) -> Resolution:
    names = not_held(asked, found.book.held) if not found.book.grids else ()
    if not names:
        return found
    return Resolution(
        "refused",
        found.book,
        found.query,
        missing=tuple(f"{name.stem}{name.kind}" for name in names),
        nearest=found.nearest or found.facts[:NEAREST],
    )
