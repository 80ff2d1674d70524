"""A question on its way from the words to the answer, and what the turns before it were answered by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rag.find.facts import Fact
from rag.prose.beside import Told, told_in
from rag.respond.resolve import Resolution
from rag.storage.snapshot import Snapshot
from rag.types import Answer, Hit, Question
from rag.understand.question import Query


@dataclass(frozen=True, slots=True)
class Turn:
    """A question on its way down the line; each step fills in its part.

    ``reading`` is the question as it was understood, where a slip of the pen was mended. ``told`` are the
    places that answered just before, ``figures`` what was told there: by the parts of the sentence before
    this one, or by the last turn.
    """

    question: Question
    snapshot: Snapshot
    queries: tuple[Query, ...] = ()
    hits: tuple[Hit, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    reading: str = ""
    answer: Answer | None = None
    told: frozenset[Told] = frozenset()
    figures: tuple[Fact, ...] = ()


def data_years(turn: Turn) -> tuple[int, ...]:
    """Return the years of the filter; the year in a report's name stands for the year that it tells of."""
    asked = turn.question.years
    infos = turn.snapshot.reports()
    told = {info.data_year for info in infos}
    named = [
        info.data_year for info in infos if info.year in asked and info.year not in told and info.data_year
    ]
    return tuple(dict.fromkeys((*asked, *named)))


def is_answered(turn: Turn) -> bool:
    """Tell whether a turn was answered by its words, not only by what lies close in meaning."""
    answered = turn.answer is not None and not turn.answer.abstained
    return answered and not any(resolution.close for resolution in turn.resolutions)


def told_by(turns: Iterable[Turn]) -> frozenset[Told]:
    """Return the places that the parts of a sentence were answered by."""
    return frozenset(told for turn in turns for told in told_in(turn.resolutions))


def figures_of(turns: Iterable[Turn]) -> tuple[Fact, ...]:
    """Return the figures that some turns, and those before them, were answered by, in order."""
    told = (fact for t in turns for fact in (*t.figures, *(f for r in t.resolutions for f in _shown(r))))
    return tuple(dict.fromkeys(told))


def _shown(found: Resolution) -> tuple[Fact, ...]:
    """The figures that an answer is about: of things compared, the one that stands out."""
    if found.operation in ("max", "min"):
        return found.facts[:1]
    return () if found.operation in ("rank", "filter", "filter-years", "count", "extremes") else found.facts
