"""Questions that span years which no one report holds: each year from its own report, then together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.calculate import compute
from rag.find.book import Book
from rag.find.facts import Fact
from rag.respond.merge import merge
from rag.respond.resolution import Resolution
from rag.respond.resolve import resolve
from rag.understand.question import Query

_CALCULATED = ("difference", "growth", "multiple")


def across_years(query: Query, books: Sequence[Book], found: Resolution) -> Resolution | None:
    """Return the answer put together from several reports, None where one report is enough.

    Args:
        query: the question.
        books: the reports to look in.
        found: what one report answers.
    """
    newest = max((book.report.data_year for book in books if book.report.data_year), default=None)
    years = query.years_for(newest)
    if len(books) < 2 or len(years) < 2 or set(years) <= _told(found):
        return None
    facts = [_of_year(query, year, books) for year in sorted(years)]
    known = [fact for fact in facts if fact is not None]
    if len(known) < len(years) or len({fact.report.id for fact in known}) < 2:
        return None
    if query.operation in _CALCULATED and len(known) == 2 and compute.comparable(known):
        return _computed(query, found, known)
    return replace(
        found,
        outcome="figures",
        query=query,
        facts=tuple(known),
        computed=(),
        agreeing=(),
        conflicting=(),
        also=(),
    )


def _told(found: Resolution) -> set[int]:
    facts = [*found.facts, *(operand for computed in found.computed for operand in computed.operands)]
    return {fact.year for fact in facts if fact.year}


def _of_year(query: Query, year: int, books: Sequence[Book]) -> Fact | None:
    """The one figure of a year, from the report that it is best told in."""
    single = replace(query, years=(year,), offsets=(), operation="lookup", want="number", percent=False)
    if query.operation in _CALCULATED:
        single = replace(single, unit="")
    resolution = merge([resolve(single, book, {}) for book in books])
    if resolution.outcome != "figures" or not resolution.facts:
        return None
    fact = resolution.facts[0]
    if len(resolution.facts) > 1 and fact.value is None:
        return None
    return replace(fact, year=fact.year or year)


def _computed(query: Query, found: Resolution, facts: Sequence[Fact]) -> Resolution | None:
    old, new = facts
    result = compute.of_two(query.operation, new, old)
    if result is None:
        return None
    return replace(
        found,
        outcome="computed",
        query=query,
        facts=(new, old),
        computed=(result,),
        operation=f"{query.operation}-years",
        agreeing=(),
        conflicting=(),
        also=(),
    )
