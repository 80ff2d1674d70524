"""From a query to the figures and passages that answer it, in one report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.accept import accepted
from rag.book import Book
from rag.candidates import Candidate, unit_contradicts
from rag.compute import Calculated, Computed
from rag.facts import Fact, candidate_to_fact
from rag.groups import left_open, listed
from rag.lone import lone_facts
from rag.match import Matcher
from rag.operate import calculate, printed
from rag.outline import outline_facts
from rag.passages import Passage, find_gist, find_passages
from rag.persons import asks_who
from rag.question import Query
from rag.references import in_reference
from rag.twins import twins_of
from rag.words import VERB

# Candidates whose scores are this close fit equally well.
TIE = 0.015
# A column or row that is named beside another must be named by most of its own words.
FULLY_NAMED = 0.6
_JOINS = re.compile(r"[和与及、，,]|以及|分别|各")
# A list of words is what 哪些 asks for: a figure must fit better by this much.
WORDS_LEAD = 0.4

Outcome = Literal["figures", "computed", "passages", "refused"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What answers a query in one report.

    ``facts`` are shown in order; ``agreeing`` print the same value elsewhere, ``conflicting`` another
    value for the same thing; ``also`` fit nearly as well but are another indicator. A refusal has
    ``missing`` (words that nothing answers to) and ``nearest``. ``close``: found by meaning, not by its
    words, which the answer says.
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


def resolve(query: Query, book: Book, dense: Mapping[str, float]) -> Resolution:
    """Return what answers the query in this report.

    Args:
        query: the question understood.
        book: the report prepared.
        dense: for chunk refs that retrieval found, how well they fit, 0 to 1.
    """
    matcher = Matcher(query, book, dense)
    if outline := outline_facts(query, book):
        return Resolution("computed", book, query, score=1.0, facts=outline, operation="count")
    facts, share = lone_facts(query, book)
    if facts:
        return Resolution("figures", book, query, score=share, facts=facts)
    if query.want in ("passage", "gist"):
        found = _text_resolution(matcher)
        if found.outcome != "refused" or query.want == "gist":
            return found
    candidates = _numbered_row(query, _candidates(matcher))
    if asks_who(query.text):
        candidates = [c for c in candidates if c.cell and c.cell.cell.value is None]
    calculated = calculate(matcher, candidates)
    if calculated is not None:
        return _computed(matcher, calculated)
    if left_open(matcher) and query.operation in ("difference", "multiple", "share", "sum"):
        # Some of what is to be added up was not found: no figure of the others answers.
        return refuse(matcher, candidates)
    figures = _figures(matcher, printed(matcher, candidates))
    if book.grids and query.operation == "lookup" and len(figures.facts) > 1:
        # Of a lone table, cells that fit alike are a whole row of which nobody asked.
        return refuse(matcher, candidates)
    return _in_words(matcher, figures) or figures


def _computed(matcher: Matcher, calculated: Calculated) -> Resolution:
    return Resolution(
        "computed",
        matcher.book,
        matcher.query,
        score=calculated.score,
        facts=calculated.facts,
        computed=calculated.computed,
        operation=calculated.operation,
    )


def _in_words(matcher: Matcher, figures: Resolution) -> Resolution | None:
    """The passages that answer where figures do not, or not as well; None where they do."""
    query, refused = matcher.query, figures.outcome == "refused"
    if query.want == "list" and (refused or not _is_text(figures.facts)):
        found = _text_resolution(matcher)
        if found.outcome != "refused" and (refused or found.score > figures.score - WORDS_LEAD):
            return found
    if refused and query.references and all(r.kind != "table" for r in query.references):
        found = _gist_resolution(matcher)
        if found.outcome != "refused" and not any(term.base >= 1.0 for term in query.terms):
            return found
    if refused and query.want == "any" and not query.unit and not query.percent:
        found = _text_resolution(matcher)
        if found.outcome != "refused":
            return found
    return None


def _numbered_row(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """For 表13第2项, the cells of the row numbered 2."""
    if not query.item:
        return candidates
    kept = [c for c in candidates if c.cell and c.view and _row_number(c) == query.item]
    return kept or candidates


def _row_number(candidate: Candidate) -> str:
    if candidate.cell is None or candidate.view is None:
        return ""
    grid, row = candidate.view.table.grid, candidate.cell.cell.row
    first = grid[row][0] if row < len(grid) and grid[row] else ""
    found = re.match(r"[（(]?(\d+)", first)
    return found[1] if found else ""


def _is_text(facts: Sequence[Fact]) -> bool:
    return any(fact.value is None for fact in facts)


def _candidates(matcher: Matcher) -> list[Candidate]:
    """All cells and prose figures in the places the question allows, best first."""
    query, book = matcher.query, matcher.book
    views = [
        v
        for v in book.tables
        if in_reference(query.references, v.table.label, book.lineage(v.table.section), "")
    ]
    sentences = [
        s
        for s in book.sentences
        if in_reference(query.references, "", book.lineage(s.paragraph.section), s.paragraph.case)
    ]
    found = matcher.table_candidates(views) + matcher.prose_candidates(sentences)
    return sorted(found, key=lambda candidate: -candidate.score)


def _figures(matcher: Matcher, candidates: list[Candidate]) -> Resolution:
    query, book = matcher.query, matcher.book
    fitting = [c for c in candidates if accepted(matcher, c) and not unit_contradicts(query, c)]
    vague = not any(r.kind == "table" for r in query.references) and not any(
        term.base >= 0.3 for term in matcher.terms
    )
    if vague or (not fitting and not (several := _each_listed(matcher))):
        return refuse(matcher, candidates)
    if not fitting:
        facts = tuple(candidate_to_fact(candidate, book) for candidate in several)
        return Resolution("figures", book, query, score=several[0].score, facts=facts)
    best = fitting[0]
    chosen = _chosen(matcher, fitting, candidates)
    facts = tuple(candidate_to_fact(candidate, book) for candidate in chosen)
    agreeing, conflicting = twins_of(book, best, fitting) if len(chosen) == 1 else ([], [])
    return Resolution(
        "figures",
        book,
        query,
        score=best.score,
        facts=facts,
        agreeing=tuple(agreeing[:2]),
        conflicting=tuple(conflicting[:1]),
        also=_also(matcher, chosen, fitting),
    )


def _each_listed(matcher: Matcher) -> tuple[Candidate, ...]:
    """For 计划数、录取数、报到数分别是多少, the figure of each."""
    return listed(matcher) if matcher.query.operation == "lookup" else ()


def _chosen(matcher: Matcher, fitting: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate, with those that fit as well beside it along one row or column of its table."""
    best = fitting[0]
    if best.cell is None:
        return _with_other_years(matcher, best, fitting) or _parallel_figures(matcher, best, fitting)
    if parallel := _parallel_cells(matcher, best, candidates):
        return parallel
    ties = [
        c
        for c in fitting
        if c.cell
        and c.view is best.view
        and best.score - c.score < TIE
        and (c.cell.cell.row == best.cell.cell.row or c.cell.cell.col == best.cell.cell.col)
    ]
    same_row = [c for c in ties if c.cell and c.cell.cell.row == best.cell.cell.row]
    ties = same_row if len(same_row) > 1 else ties
    years = _with_other_years(matcher, best, fitting)
    if len(years) > len(ties):
        return years
    return sorted(ties, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))[:12]


def _with_other_years(matcher: Matcher, best: Candidate, fitting: list[Candidate]) -> list[Candidate]:
    """For a question about several years, the best candidate of each."""
    if len(matcher.years) < 2:
        return []
    chosen = []
    for year in matcher.years:
        same = [c for c in fitting if c.year == year and _same_thing(best, c)]
        chosen += (same or [c for c in fitting if c.year == year and best.score - c.score < 0.2])[:1]
    return chosen


def _same_thing(a: Candidate, b: Candidate) -> bool:
    if a.cell and b.cell:
        return a.view is b.view and a.cell.row.own == b.cell.row.own and a.cell.col.own == b.cell.col.own
    return False


def _parallel_figures(matcher: Matcher, best: Candidate, fitting: list[Candidate]) -> list[Candidate]:
    """A question that joins two things (最高分和最低分) gets both figures of the sentence."""
    chosen = [best]
    covered = set(best.covered)
    if not any(word in matcher.query.text for word in "和与及、以跟"):
        return chosen
    for other in fitting:
        fresh = set(other.covered) - covered
        weight = sum(matcher.weights[i] for i in fresh)
        if other.sentence is best.sentence and other is not best and weight > 0.3:
            chosen.append(other)
            covered |= fresh
    return sorted(chosen, key=lambda c: c.figure.figure.start if c.figure else 0)


def _parallel_cells(matcher: Matcher, best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """A question that joins several columns of a row, or rows of a column, gets the cell of each."""
    if not _JOINS.search(matcher.query.text):
        return []
    chosen = [best]
    for other in candidates:
        if other.view is not best.view or other.year != best.year or not _crosses(best, other):
            continue
        fresh = other.own.difference(*(c.own for c in chosen))
        named = [i for i in fresh if matcher.terms[i].base >= VERB]
        if named and _own_label(matcher, best, other) >= FULLY_NAMED:
            chosen.append(other)
    if len(chosen) < 2:
        return []
    return sorted(chosen, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))


def _crosses(a: Candidate, b: Candidate) -> bool:
    """Whether two cells stand in one row or one column."""
    if a.cell is None or b.cell is None:
        return False
    return (a.cell.cell.row == b.cell.cell.row) != (a.cell.cell.col == b.cell.cell.col)


def _own_label(matcher: Matcher, best: Candidate, other: Candidate) -> float:
    """How fully a question names the row or the column in which another cell differs from the best."""
    if best.cell is None or other.cell is None:
        return 0.0
    same_row = best.cell.cell.row == other.cell.cell.row
    return matcher.specificity((other.cell.col if same_row else other.cell.row).own)


def _also(matcher: Matcher, chosen: list[Candidate], fitting: list[Candidate]) -> tuple[Fact, ...]:
    """A figure of another table that the question could mean as well."""
    best = chosen[0]
    for candidate in fitting:
        if candidate.view is None or best.view is None or candidate.view is best.view:
            continue
        if best.score - candidate.score < 0.12 and candidate.specificity > 0.6:
            return (candidate_to_fact(candidate, matcher.book),)
    return ()


def _text_resolution(matcher: Matcher) -> Resolution:
    query, book = matcher.query, matcher.book
    if query.want == "gist":
        return _gist_resolution(matcher)
    passages, score = find_passages(matcher)
    if not passages:
        return refuse(matcher, [])
    return Resolution("passages", book, query, score=score, passages=passages)


def _gist_resolution(matcher: Matcher) -> Resolution:
    passages, score = find_gist(matcher)
    if not passages:
        return refuse(matcher, [])
    return Resolution("passages", matcher.book, matcher.query, score=score, passages=passages)


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
