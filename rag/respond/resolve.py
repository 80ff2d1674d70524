"""From a query to the figures and passages that answer it, in one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.by_name.in_prose import told_in_its_words
from rag.by_name.reckon import reckoned_by_name
from rag.calculate.compute import Calculated
from rag.calculate.dated_rows import dated_rows
from rag.calculate.groups import each_share, left_open, listed
from rag.calculate.oldest import oldest
from rag.calculate.operate import calculate
from rag.calculate.printed import printed
from rag.calculate.quotient import is_undivided
from rag.calculate.row_names import lists_as_many, row_names
from rag.calculate.rows_saying import rows_saying
from rag.find.accept import accepted, is_spelled_out
from rag.find.book import Book
from rag.find.candidates import Candidate, unit_contradicts
from rag.find.chosen import also_meant, chosen, named_beside
from rag.find.classes_asked import in_classes
from rag.find.facts import Fact, candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.labels import bare_label
from rag.find.match import Matcher
from rag.find.numbered import numbered_row
from rag.find.right_kind import holds_words, is_no_place
from rag.find.titled import in_titled, table_name
from rag.find.twins import told_in_each, twins_of
from rag.prose.effects import told_change
from rag.prose.enumerated import enumerating
from rag.prose.founding import beginning
from rag.prose.outline import outline_facts
from rag.prose.persons import asks_bodies, asks_names, asks_who
from rag.prose.premise import false_premise
from rag.prose.prospects import asks_plan
from rag.prose.superlative import names_extreme, told_extreme
from rag.respond.in_words import in_words, text_resolution
from rag.respond.lines_named import of_other_lines, tells_the_whole
from rag.respond.not_meant import (
    leaves_out,
    of_named_year,
    of_one_only,
    of_other_things,
    of_unknown_school,
)
from rag.respond.resolution import Resolution, computed, quoted, refuse
from rag.tables.each_row import each_row
from rag.tables.lone import lone_facts
from rag.tables.told_column import column_told
from rag.tables.told_row import row_told
from rag.understand.intent import asks_reason
from rag.understand.question import Query
from rag.understand.references import in_reference

ROW_FITS = 1.5  # Each column of a row was asked for.


def resolve(query: Query, book: Book, dense: Mapping[str, float]) -> Resolution:
    """Return what answers the query in this report: in the table whose title it gives, else anywhere.

    Args:
        query: the question understood.
        book: the report prepared.
        dense: for chunk refs that retrieval found, how well they fit, 0 to 1.
    """
    query = in_classes(query, book)
    titled = in_titled(query, book)
    inside = _answered(Matcher(titled, book, dense), titled.text) if titled else None
    if inside and inside.outcome in ("figures", "computed"):
        return inside
    matcher = Matcher(query, book, dense)
    if of_unknown_school(matcher):
        return refuse(matcher, _candidates(matcher))
    return _answered(matcher, query.said)


def _answered(matcher: Matcher, said: str) -> Resolution:
    """What answers, above all where the question names the very headings of a table.

    One cell that it names so is weighed against all else.
    """
    by_name = reckoned_by_name(matcher, said)
    if by_name is None or _is_one_cell(by_name):
        found = _in_its_words(matcher, said, _resolve(matcher))
        if of_other_lines(matcher, found) or tells_the_whole(matcher, found):
            found = refuse(matcher, _candidates(matcher))
        misses = by_name and (_misses_row(matcher, found, by_name) or _tells_parts(matcher, found, by_name))
        return _by_name(matcher, by_name) if by_name and misses else found
    if by_name.operation == "difference-years":
        at_odds = _at_odds(matcher, _candidates(matcher), by_name)
        return replace(_by_name(matcher, by_name), conflicting=at_odds)
    return _by_name(matcher, by_name)


def _misses_row(matcher: Matcher, found: Resolution, by_name: Calculated) -> bool:
    """Whether what was found has nothing of a row that a question calls by a short name."""
    named, text = by_name.facts[0], spelled(f"{matcher.query.said} {matcher.query.text}")
    in_full = all(spelled(bare_label(part)) in text for part in named.scope)
    return not in_full and named.value not in (f.value for f in (*found.facts, *found.also))


def _tells_parts(matcher: Matcher, found: Resolution, by_name: Calculated) -> bool:
    """Whether a total is asked for by name, and what was found is several figures of other rows."""
    total, told = by_name.facts[0], [fact.value for fact in found.facts]
    several = found.outcome == "figures" and len(told) > 1
    return several and (total.value, total.unit) in matcher.book.totals and total.value not in told


def _in_its_words(matcher: Matcher, said: str, found: Resolution) -> Resolution:
    """The figure whose very words the question repeats, where none was found but by reckoning."""
    told = None if found.outcome == "figures" or not said else told_in_its_words(matcher, said)
    if told is None:
        return found
    facts = (candidate_to_fact(told, matcher.book),)
    return Resolution("figures", matcher.book, matcher.query, score=told.score, facts=facts)


def _is_one_cell(made: Calculated) -> bool:
    return made.operation == "values" and len(made.facts) == 1


def reckons_by_name(query: Query, book: Book) -> bool:
    """Tell whether a question names the very headings of figures, and something to be done with them."""
    by_name = reckoned_by_name(Matcher(query, book, {}), query.said)
    return by_name is not None and not _is_one_cell(by_name)


def named_cell(query: Query, book: Book) -> Resolution | None:
    """Return the cells whose very headings a question names, None where it says anything else."""
    matcher = Matcher(query, book, {})
    by_name = reckoned_by_name(matcher, query.said)
    return _by_name(matcher, by_name) if by_name else None


def _resolve(matcher: Matcher) -> Resolution:
    query, book = matcher.query, matcher.book
    if plain := _plainly(matcher):
        return plain
    if begun := beginning(query.said or query.text, book):
        return quoted(matcher, begun)
    if query.want in ("passage", "gist"):
        if query.want == "passage" and (corrected := false_premise(matcher)):
            return computed(matcher, corrected)
        found = text_resolution(matcher)
        in_words_only = query.want == "gist" or asks_reason(query.text) or asks_plan(query.text)
        if found.outcome != "refused" or in_words_only:
            return found
    if named := enumerating(matcher) or told_change(matcher, several=True):
        return quoted(matcher, named)
    candidates = numbered_row(query, _candidates(matcher))
    bodies = query.want == "list" and query.operation == "lookup" and asks_bodies(query.text)
    if bodies or asks_who(query.text) or asks_names(query.text):
        candidates = [c for c in candidates if c.cell and c.cell.cell.value is None]
    filters = query.operation in ("filter", "max", "min", "rank")
    calculated = calculate(matcher, candidates)
    if calculated is not None and (filters or not leaves_out(matcher, calculated.facts)):
        return replace(computed(matcher, calculated), conflicting=_at_odds(matcher, candidates, calculated))
    if left_open(matcher) and query.operation in ("difference", "multiple", "share", "sum"):
        # Some of what is to be added up was not found: no figure of the others answers.
        each = each_share(matcher)
        return _as_told(matcher, each) if each else refuse(matcher, candidates)
    return _told(matcher, candidates)


def _plainly(matcher: Matcher) -> Resolution | None:
    """What answers a question that names the very headings it asks for: nothing is left to weigh."""
    query, book = matcher.query, matcher.book
    if dated := dated_rows(matcher) or oldest(matcher):
        return computed(matcher, dated)
    if outline := outline_facts(query, book):
        return Resolution("computed", book, query, score=1.0, facts=outline, operation="count")
    facts, share = _cells_named(matcher)
    return Resolution("figures", book, query, score=share, facts=facts) if facts else None


def _by_name(matcher: Matcher, made: Calculated) -> Resolution:
    if made.operation == "values":
        return Resolution("figures", matcher.book, matcher.query, score=made.score, facts=made.facts)
    counted = "个" if made.operation == "count" and not matcher.query.unit else matcher.query.unit
    return replace(computed(matcher, made), query=replace(matcher.query, unit=counted))


def _cells_named(matcher: Matcher) -> tuple[tuple[Fact, ...], float]:
    """The cells of a lone table, of one row or column, that a question asks for by name, and their fit."""
    facts, share = lone_facts(matcher.query, matcher.book)
    if facts or not matcher.query.said or matcher.query.operation in ("multiple", "growth"):
        return facts, share
    return row_told(matcher) or column_told(matcher) or each_row(matcher), ROW_FITS


def _told(matcher: Matcher, candidates: list[Candidate]) -> Resolution:
    """What the report tells by itself: which is the most, the figures that are asked for, or a passage."""
    query, book = matcher.query, matcher.book
    if saying := rows_saying(matcher):
        return computed(matcher, saying)
    if told := told_extreme(matcher) or told_change(matcher):
        return quoted(matcher, told)
    figures = _figures(matcher, printed(matcher, candidates))
    if book.grids and query.operation == "lookup" and len(figures.facts) > 1:
        # Of a lone table, cells that fit alike are a whole row of which nobody asked.
        return refuse(matcher, candidates)
    answer = in_words(matcher, figures) or figures
    names = None if book.grids else row_names(matcher)
    texts = [f"{f.indicator}：{f.text}" for f in answer.facts] + [p.text for p in answer.passages]
    if names and not any(lists_as_many(matcher, text, len(names.facts)) for text in texts):
        return computed(matcher, names)
    shown = (*(f"{f.indicator}{f.quote}" for f in answer.facts), *(p.text for p in answer.passages))
    if (
        leaves_out(matcher, answer.facts)
        or _tells_no_change(query, answer)
        or not all(names_extreme(matcher, text) for text in shown)
    ):
        return refuse(matcher, candidates)
    return answer


def _tells_no_change(query: Query, answer: Resolution) -> bool:
    """Whether it is asked which rose or fell, and a cell tells no more than how much there is."""
    asks = query.operation == "filter" and query.comparison in ("fallen", "risen") and query.want == "list"
    return asks and any(fact.cell for fact in answer.facts) and not answer.passages


def _at_odds(matcher: Matcher, candidates: Sequence[Candidate], calculated: Calculated) -> tuple[Fact, ...]:
    """What the prose prints otherwise for the two years that are set against each other."""
    if calculated.operation != "difference-years":
        return ()
    found: list[Fact] = []
    for fact in calculated.facts:
        best = next((c for c in candidates if c.cell and candidate_to_fact(c, matcher.book) == fact), None)
        told = [c for c in candidates if c.figure and c.year == fact.year and matcher.fits(c.missing)]
        if best is not None:
            found += twins_of(matcher.book, best, told)[1]
    return tuple(found)


def _candidates(matcher: Matcher) -> list[Candidate]:
    """All cells and prose figures in the places the question allows, best first."""
    query, book = matcher.query, matcher.book
    views = [
        v
        for v in book.tables
        if in_reference(query.references, table_name(v.table), book.lineage(v.table.section), "")
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
    fitting = [c for c in fitting if not is_undivided(query.text, c) and not holds_words(query, c)]
    fitting = [c for c in fitting if not of_other_things(matcher, c) and not is_no_place(query, c)]
    fitting = fitting if of_named_year(query, book, fitting) else []
    named = any(r.kind == "table" for r in query.references) or (
        fitting and is_spelled_out(matcher, fitting[0])
    )
    vague = not named and not any(term.base >= 0.3 for term in matcher.terms)
    if vague or (not fitting and not (several := _each_listed(matcher))):
        return refuse(matcher, candidates)
    if not fitting:
        return _as_told(matcher, several)
    if apart := told_in_each(matcher, fitting):
        first, *others = apart
        score = fitting[0].score
        return Resolution("figures", book, query, score, (first,), conflicting=tuple(others))
    best = fitting[0]
    shown = named_beside(matcher, best) or chosen(matcher, fitting, candidates)
    if of_one_only(query.text, shown):
        return refuse(matcher, candidates)
    facts = tuple(candidate_to_fact(candidate, book) for candidate in shown)
    agreeing, conflicting = twins_of(book, best, fitting, sought=query.apart) if len(shown) == 1 else ([], [])
    return Resolution(
        "figures",
        book,
        query,
        score=best.score,
        facts=facts,
        agreeing=tuple(agreeing[:2]),
        conflicting=tuple(conflicting[:1]),
        also=also_meant(matcher, shown, fitting),
    )


def _as_told(matcher: Matcher, several: Sequence[Candidate]) -> Resolution:
    facts = tuple(candidate_to_fact(candidate, matcher.book) for candidate in several)
    return Resolution("figures", matcher.book, matcher.query, score=several[0].score, facts=facts)


def _each_listed(matcher: Matcher) -> tuple[Candidate, ...]:
    """For 计划数、录取数、报到数分别是多少, the figure of each."""
    return listed(matcher) if matcher.query.operation == "lookup" else ()
