"""What answers a question in one report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.calculate.compute import Calculated, Computed
from rag.find.book import Book, Sentence
from rag.find.candidates import Candidate
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher
from rag.prose.passages import Passage
from rag.understand.question import Query

Outcome = Literal["figures", "computed", "passages", "refused"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What answers a query in one report.

    ``facts`` are shown in order; ``agreeing`` print the same value elsewhere, ``conflicting`` another
    value for the same thing; ``also`` fit nearly as well but are another indicator. A refusal has
    ``missing`` (words that nothing answers to), ``nearest`` and in ``passages`` what lies near in meaning;
    ``unheld``: it names what the report does not have. ``close``: found by meaning, not by its words, which
    the answer says.
    """

    outcome: Outcome
    book: Book
    query: Query
    score: float = 0.0
    facts: tuple[Fact, ...] = ()
    computed: tuple[Computed, ...] = ()
    operation: str = "lookup"
    agreeing: tuple[Fact, ...] = ()
    conflicting: tuple[Fact, ...] = ()
    also: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()
    nearest: tuple[Fact, ...] = ()
    close: bool = False
    unheld: bool = False


def quoted(matcher: Matcher, sentence: Sentence) -> Resolution:
    """Return the resolution that a sentence answers by itself."""
    passages = (Passage(sentence.paragraph, (sentence,)),)
    return Resolution("passages", matcher.book, matcher.query, score=1.0, passages=passages)


def computed(matcher: Matcher, calculated: Calculated) -> Resolution:
    """Return the resolution that is reckoned."""
    return Resolution(
        "computed",
        matcher.book,
        matcher.query,
        score=calculated.score,
        facts=calculated.facts,
        computed=calculated.computed,
        operation=calculated.operation,
    )


def refuse(matcher: Matcher, candidates: Sequence[Candidate]) -> Resolution:
    """Return the refusal, with the words that nothing answers to and what came nearest."""
    best = candidates[0] if candidates else None
    missing = tuple(term.text for term in best.missing if matcher.decisive(term)) if best else ()
    nearest = tuple(candidate_to_fact(c, matcher.book) for c in candidates[:2])
    return Resolution(
        "refused",
        matcher.book,
        matcher.query,
        score=best.score if best else 0.0,
        missing=missing,
        nearest=nearest,
    )
