"""What a clause reckons from the two figures that were told just before it: …多少，其中…多少，占几成."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from rag.calculate import compute
from rag.calculate.compute import Calculated, larger_first
from rag.find.book import Book
from rag.find.candidates import Candidate, alike, has_number, name, same_name, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.prose.beside import Told
from rag.prose.continued import go_on
from rag.respond.resolve import Resolution
from rag.understand.question import Query
from rag.understand.words import VERB

_OPERATIONS = ("difference", "share", "multiple", "sum")
# Sets what was told against something else: 占全校的几成, 比上年.
_ELSEWHERE = re.compile(r"[占比较](?:全|总|上|去|前|同|整|\d)|其他|最")


def going_on(query: Query, books: Iterable[Book], told: Collection[Told]) -> tuple[Resolution, ...]:
    """Return what a clause or turn asks of what was told just before it, in each of these reports."""
    found = (reckon_on(query, book, told) or go_on(query, book, told) for book in books)
    return tuple(resolution for resolution in found if resolution is not None)


def reckon_on(query: Query, book: Book, told: Iterable[Told]) -> Resolution | None:
    """Return what a clause asks to be reckoned from two figures just told, None where it asks something else.

    Args:
        query: the clause or turn by itself.
        book: the report prepared.
        told: the figures that the parts before it were answered by.
    """
    if query.operation not in _OPERATIONS or query.references or query.years or _ELSEWHERE.search(query.text):
        return None
    matcher = Matcher(query, book, {})
    pair = _two(list(_figures(matcher, told)))
    if pair is None or not _about(matcher, pair):
        return None
    facts = tuple(candidate_to_fact(c, book) for c in pair)
    if not compute.comparable(facts):
        return None
    larger, smaller = larger_first(*facts)
    ordered = (smaller, larger) if query.operation == "share" else (larger, smaller)
    if query.operation == "sum":
        calculated = Calculated("sum", 1.0, facts, (compute.total(facts),))
    else:
        result = compute.of_two(query.operation, *ordered)
        if result is None:
            return None
        calculated = Calculated(query.operation, 1.0, ordered, (result,))
    return Resolution(
        "computed",
        book,
        query,
        score=1.0,
        facts=calculated.facts,
        computed=calculated.computed,
        operation=calculated.operation,
    )


def _figures(matcher: Matcher, told: Iterable[Told]) -> Iterator[Candidate]:
    """The figures that were told, found again where they stand."""
    everything = matcher.for_terms(())
    here = [one for one in told if one[0] == matcher.book.report.id]
    places = {(ref, cell, text) for _, ref, cell, text in here}
    tables = {ref.removeprefix("row:").rpartition(":")[0] for _, ref, cell, _ in here if cell}
    views = [view for view in matcher.book.tables if view.table.id in tables]
    for c in everything.table_candidates(views, any_year=True):
        if c.cell and any(
            ref == f"row:{c.view.table.id}:{c.cell.cell.row}" and cell == (c.cell.cell.row, c.cell.cell.col)
            for ref, cell, _ in places
            if c.view
        ):
            yield c
    refs = {ref for ref, cell, _ in places if cell is None}
    sentences = [s for s in matcher.book.sentences if s.ref in refs]
    for c in everything.prose_candidates(sentences, any_year=True):
        if c.figure and c.sentence and (c.sentence.ref, None, c.figure.figure.text) in places:
            yield c


def _two(figures: list[Candidate]) -> tuple[Candidate, Candidate] | None:
    """The two amounts, where no more than two were told; of several columns that tell the same, the first."""
    amounts = [c for c in figures if has_number(c) and unit_class(c.unit) != 0]
    values = {value_of(c) for c in amounts}
    if len(values) != 2 or len(amounts) != len(figures):
        return None
    first = amounts[0]
    for other in amounts:
        if value_of(other) == value_of(first) or not alike(first, other) or other.year != first.year:
            continue
        one_column = first.cell and other.cell and first.cell.cell.col == other.cell.cell.col
        if len(amounts) == 2 or one_column:
            return None if same_name(first, other) else (first, other)
    return None


def _about(matcher: Matcher, pair: tuple[Candidate, Candidate]) -> bool:
    """Whether all that a clause says is told of one of the two figures."""
    own = [c.figure.near if c.figure else grams(name(c)) for c in pair]
    return all(
        any(matcher.found(term, words) for words in own) for term in matcher.terms if term.base >= VERB
    )
