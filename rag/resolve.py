"""From a query to the figures and passages that answer it, in one report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.book import Book, Sentence
from rag.compute import Computed
from rag.facts import Fact, candidate_to_fact
from rag.match import Candidate, Matcher, in_reference, unit_class, unit_contradicts
from rag.operate import calculate
from rag.outline import outline_facts
from rag.passages import Passage, find_gist, find_passages
from rag.question import Query
from rag.terms import Term
from rag.twins import twins_of

# Measured on the known facts: below this share of the question answered to, an answer was mostly wrong.
SUPPORT = 0.72
# The part of the question that the figure's own name, not just its surroundings, must answer to.
# Where the figure is in the very measure asked for (几所, 几届), less will do.
# In a long question one word may find no answer where all the others do.
LONG_SUPPORT = 0.85
EXACT_UNIT_SUPPORT = 0.55
NAMED = 0.34
# A noun at least this telling must be answered to.
DECISIVE = 0.6
# Candidates whose scores are this close fit equally well.
TIE = 0.015

Outcome = Literal["figures", "computed", "passages", "refused"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What answers a query in one report.

    ``facts`` are shown in order; ``agreeing`` print the same value elsewhere, ``conflicting`` another
    value for the same thing; ``also`` fit nearly as well but are another indicator. A refusal has
    ``missing`` (words that nothing answers to) and ``nearest``.
    """

    outcome: Outcome
    book: Book
    query: Query
    score: float = 0.0
    facts: tuple[Fact, ...] = ()
    computed: tuple[Computed, ...] = ()
    operation: str = "lookup"
    note: str = ""
    agreeing: tuple[Fact, ...] = ()
    conflicting: tuple[Fact, ...] = ()
    also: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()
    nearest: tuple[Fact, ...] = ()


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
    if query.want in ("passage", "gist"):
        found = _text_resolution(matcher)
        if found.outcome != "refused" or query.want == "gist":
            return found
    candidates = _numbered_row(query, _candidates(matcher))
    calculated = calculate(matcher, candidates)
    if calculated is not None:
        return Resolution(
            "computed",
            book,
            query,
            score=calculated.score,
            facts=calculated.facts,
            computed=calculated.computed,
            operation=calculated.operation,
            note=calculated.note,
        )
    figures = _figures(matcher, candidates)
    if query.want == "list" and not (figures.outcome == "figures" and _is_text(figures.facts)):
        found = _text_resolution(matcher)
        if found.outcome != "refused" and (figures.outcome == "refused" or found.score > figures.score - 0.4):
            return found
    if figures.outcome == "refused" and query.references and not any(r.kind == "table" for r in query.references):
        found = _gist_resolution(matcher)
        if found.outcome != "refused" and not any(term.base >= 1.0 for term in query.terms):
            return found
    if figures.outcome == "refused" and query.want == "any" and not query.unit and not query.percent:
        found = _text_resolution(matcher)
        if found.outcome != "refused":
            return found
    return figures


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
    views = [v for v in book.tables if in_reference(query, v.table.label, _lineage(book, v.table.section), "")]
    sentences = [
        s for s in book.sentences if in_reference(query, "", _lineage(book, s.paragraph.section), s.paragraph.case)
    ]
    found = matcher.table_candidates(views) + matcher.prose_candidates(sentences)
    return sorted(found, key=lambda candidate: -candidate.score)


def _lineage(book: Book, section_id: str) -> tuple[str, ...]:
    numbers = []
    while section_id and section_id in book.sections:
        section = book.sections[section_id]
        numbers += [section.id, section.number]
        section_id = section.parent
    return tuple(numbers)


def support(matcher: Matcher, missing: Sequence[Term]) -> float:
    """Return the share of the question's content that is answered to at all."""
    lost = sum(w for term, w in zip(matcher.terms, matcher.weights, strict=True) if term in missing)
    return 1.0 - lost / matcher.total


def accepted(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a candidate answers the question rather than something beside it."""
    decisive = [term for term in candidate.missing if _decisive(matcher, term)]
    decisive += [t for t in _borrowed(matcher, candidate) if t not in decisive]
    hard = [term for term in decisive if term.name or term.known or re.search(r"[\d一二三四五六七八九十]", term.text)]
    lone = not matcher.book.sentences
    if lone and not hard and candidate.cell and _named_in_full(matcher, candidate):
        # Of a table that stands alone people say what it is about (哪部电影): it need not say so itself.
        return True
    if hard or (decisive and support(matcher, candidate.missing) < LONG_SUPPORT):
        return False
    if matcher.query.item and candidate.cell:
        return True
    exact = len(matcher.query.unit) > 0 and matcher.query.unit == candidate.unit not in ("个", "人", "%")
    return support(matcher, candidate.missing) >= (EXACT_UNIT_SUPPORT if exact else SUPPORT) and (
        candidate.named >= NAMED
    )


def _named_in_full(matcher: Matcher, candidate: Candidate) -> bool:
    if candidate.cell is None:
        return False
    row, col = matcher.fit(candidate.cell.row), matcher.fit(candidate.cell.col)
    return (row.specificity >= 0.9 or bool(row.own) or row.nameless) and col.specificity >= 0.6 and not col.nameless


def _borrowed(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """Telling nouns that only the neighbouring sentences of a figure speak of: what they name is not its own.

    In a case, which tells of one thing from beginning to end, they do.
    """
    sentence = candidate.sentence
    if sentence is None or sentence.paragraph.case or len(sentence.figures) < 2:
        return []
    return [
        term
        for term in matcher.terms
        if _decisive(matcher, term)
        and term not in candidate.missing
        and not matcher.found(term, sentence.all)
        and not matcher.found(term, sentence.heading)
    ]


def _decisive(matcher: Matcher, term: Term) -> bool:
    """A name, or a telling noun: an answer that does not speak of it answers another question."""
    weight = matcher.weights[matcher.terms.index(term)]
    return term.name or (term.base >= 1.0 and weight >= DECISIVE)


def _figures(matcher: Matcher, candidates: list[Candidate]) -> Resolution:
    query, book = matcher.query, matcher.book
    fitting = [c for c in candidates if accepted(matcher, c) and not unit_contradicts(query, c)]
    vague = not any(r.kind == "table" for r in query.references) and not any(term.base >= 0.3 for term in matcher.terms)
    if not fitting or vague:
        return refuse(matcher, candidates)
    best = fitting[0]
    chosen = _chosen(matcher, fitting)
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


def _chosen(matcher: Matcher, fitting: list[Candidate]) -> list[Candidate]:
    """The best candidate, with those that fit as well beside it along one row or column of its table."""
    best = fitting[0]
    if best.cell is None:
        return _with_other_years(matcher, best, fitting) or _parallel_figures(matcher, best, fitting)
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
    missing = tuple(term.text for term in best.missing if _decisive(matcher, term)) if best else ()
    nearest = tuple(candidate_to_fact(c, matcher.book) for c in candidates[:2])
    return Resolution(
        "refused",
        matcher.book,
        matcher.query,
        score=best.score if best else 0.0,
        missing=missing,
        nearest=nearest,
    )
