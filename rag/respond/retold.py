"""What comes of a question that its own words do not answer: other words for it, or what lies close."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.by_name.by_meaning import by_meaning
from rag.calculate.quotient import divides
from rag.find.book import Book
from rag.find.but_for_one import but_for_one
from rag.find.facts import Fact, candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.jointly import alone
from rag.find.match import Matcher
from rag.find.meant_figure import meant_figure
from rag.find.nearest import stand_out
from rag.prose.beside import told_in
from rag.respond.meanings import Meanings
from rag.respond.not_meant import leaves_out, of_other_societies, of_unknown_school, tells_number_of_others
from rag.respond.outcomes import first_answering, fit_of, poorly_answered
from rag.respond.resolution import Resolution
from rag.respond.resolve import named_cell
from rag.tables.told_row import row_told
from rag.turn import Turn
from rag.understand.followup import readings
from rag.understand.lexicon import load_lexicon
from rag.understand.question import Query, understand
from rag.understand.reworded import bears_out, borne_out, core, other_reading
from rag.understand.short_parts import in_full, is_part, parts_named
from rag.understand.short_rows import rows_in_full
from rag.understand.typo import mended

Dense = Mapping[str, Mapping[str, float]]
Found = tuple[Resolution, ...]
FOUND = ("figures", "computed")
# So long a name of a row is no everyday word.
OWN_NAME = 6
# So long a one is none where no indicator and no group goes by it (国家助学金, not 专任教师).
ROW = 4
_PART = re.compile(r"(?:[\u4e00-\u9fff]{2,8}?)(?:学院|系|部|中心)")


def retold(turn: Turn, books: Sequence[Book], dense: Dense, found: Found, meanings: Meanings) -> Turn:
    """Return the turn with what answers it in other words, else with what was found.

    In turn: a name with a slip of the pen mended; the full name of a part of the school; a row named in part;
    the name of an indicator that is told in other words, or that an everyday question means; what stands out
    in meaning. What
    goes on about something just told may lie close to that, so there the everyday meaning is tried last.
    """
    told = _without_slip(turn, books, dense, found, meanings)
    told = told if told is not None else _in_other_words(turn, books, dense, found, meanings)
    return _by_heading(told, books, dense, meanings) or told


def _in_other_words(
    turn: Turn, books: Sequence[Book], dense: Dense, found: Found, meanings: Meanings
) -> Turn:
    full = in_full(turn.queries[0].text, books)
    again = _of_full_name(turn, full, books, dense) if full and not _is_of(found, full, books) else ()
    if full and any(
        r.outcome != "refused" and (r.outcome not in FOUND or _is_of((r,), full, books)) for r in again
    ):
        # What was found knows nothing of the part that is named.
        return replace(turn, resolutions=again, reading=full or "")
    other = other_reading(turn.queries[0])
    in_row = (poorly_answered(found) and not other) or _repeats(turn, found)
    if in_row and (rows := _goes_on(turn, books)):
        return replace(turn, resolutions=rows)
    if poorly_answered(found):
        again = first_answering((other,), books, dense) if other else ()
        if any(map(borne_out, again)) and fit_of(again) > fit_of(found):
            return replace(turn, resolutions=again)
        if in_full_rows := _of_rows_in_full(turn, books, dense, found):
            return in_full_rows
        if not turn.told and (answered := _by_meaning(turn, books, dense, found, meanings)):
            return answered
    if any(resolution.outcome != "refused" for resolution in found):
        return replace(turn, resolutions=found)
    close = (_close(turn, book, meanings) for book in books)
    near = tuple(r for r in close if r is not None and not tells_number_of_others(turn.queries[0], r))
    of_others = (leaves_out(Matcher(turn.queries[0], r.book, {}), r.facts) for r in near)
    if near and not _leaves_out_row(near, full or turn.queries[0].text, books) and not any(of_others):
        return replace(turn, resolutions=near)
    answered = _by_meaning(turn, books, dense, found, meanings) if turn.told else None
    return answered or replace(turn, resolutions=found)


def _close(turn: Turn, book: Book, meanings: Meanings) -> Resolution | None:
    """What lies close to a question that its words do not answer."""
    query = turn.queries[0]
    return (
        named_cell(query, book)
        or alone(query, book)
        or but_for_one(query, book)
        or stand_out(query, book, turn.hits)
        or (None if turn.told or turn.question.continued else _figure_meant(query, book, meanings))
    )


def _figure_meant(query: Query, book: Book, meanings: Meanings) -> Resolution | None:
    """The figure of the kind asked for that stands out in meaning."""
    likeness = meanings.likeness(query.said, book.report.id)
    found = meant_figure(Matcher(query, book, {}), core(query), likeness, meanings.vector)
    if found is None:
        return None
    facts = (candidate_to_fact(found, book),)
    return Resolution("figures", book, query, score=0.0, facts=facts, close=True)


def _without_slip(
    turn: Turn, books: Sequence[Book], dense: Dense, found: Found, meanings: Meanings
) -> Turn | None:
    """The turn with a slip of the pen put right, where that is answered better; None where there is none.

    What lies beside a name that is written wrong may fit as well (去向落实 of 去向落实律).
    """
    text = mended(turn.queries[0], books)
    if not text:
        return None
    read = replace(turn, question=replace(turn.question, turns=(text,)), queries=(understand(text),))
    # What is mended is not mended again: two names may each look like a slip of the other.
    again = first_answering(read.queries, books, dense, turn.told)
    told = _in_other_words(read, books, dense, again, meanings)
    if fit_of(told.resolutions) <= fit_of(found):
        return None
    return replace(turn, resolutions=told.resolutions, reading=told.reading or text)


def _repeats(turn: Turn, found: Found) -> bool:
    """Whether nothing is found but what was told just before."""
    return bool(turn.told) and turn.told >= set(told_in(found))


def _goes_on(turn: Turn, books: Sequence[Book]) -> Found:
    """The cells of one row that a turn asks for; the row may have been named before."""
    query = turn.queries[0]
    alone = len(understand(turn.question.turns[-1]).text)
    return _of_one_row(query, books) if query.said else _of_one_row(query, books, len(query.text) - alone)


def _of_full_name(turn: Turn, full: str, books: Sequence[Book], dense: Dense) -> Found:
    """What answers a question in which short names of the school's parts are put in full."""
    if turn.queries[0].said:
        query = understand(full)
        answered = first_answering((query,), books, dense)
        if other_reading(query) or _is_of(answered, full, books):
            return answered
        return _of_one_row(query, books) or answered
    told = tuple(in_full(text, books) or text for text in turn.question.turns)
    return first_answering(readings(told, continued=turn.question.continued), books, dense, turn.told)


def _of_rows_in_full(turn: Turn, books: Sequence[Book], dense: Dense, found: Found) -> Turn | None:
    """The turn answered with short names of rows put in full, where something is reckoned from them."""
    query = turn.queries[0]
    full = rows_in_full(query.text, books) if query.operation != "lookup" else None
    again = first_answering((understand(full),), books, dense) if full else ()
    if any(r.outcome == "computed" for r in again) and fit_of(again) > fit_of(found):
        return replace(turn, resolutions=again, reading=full or "")
    return None


def _of_one_row(query: Query, books: Sequence[Book], since: int = 0) -> Found:
    """The cells of a row named by a part of its label, in columns that may be asked for in other words."""
    told = [(matcher, row_told(matcher, least=1, since=since)) for matcher in _matchers(query, books)]
    return tuple(
        Resolution("figures", matcher.book, query, score=1.0, facts=facts)
        for matcher, facts in told
        if facts and not leaves_out(matcher, facts)
    )


def _matchers(query: Query, books: Sequence[Book]) -> list[Matcher]:
    return [Matcher(query, book, {}) for book in books]


def _is_of(found: Found, full: str, books: Sequence[Book]) -> bool:
    """Whether figures were found of just the parts of the school that a question names in full."""
    facts = [fact for resolution in found if resolution.outcome in FOUND for fact in resolution.facts]
    parts = {part for fact in facts for part in _parts_of(fact)}
    return bool(parts) and all(part in full for part in parts) and parts_named(full, books) <= parts


def _parts_of(fact: Fact) -> list[str]:
    """The parts of the school that a figure is told of."""
    named = (*fact.scope, *fact.indicator.split(" · "))
    return [name for name in (*named, *(() if fact.cell else _PART.findall(fact.quote))) if is_part(name)]


def _by_heading(turn: Turn, books: Sequence[Book], dense: Dense, meanings: Meanings) -> Turn | None:
    """The turn answered with a heading of a table in place of what tells it in other words; else None."""
    query = turn.queries[0]
    unanswered = all(r.outcome == "refused" or r.close for r in turn.resolutions)
    if not unanswered or turn.told or not query.said or any(map(of_unknown_school, _matchers(query, books))):
        return None
    ways = (by_meaning(query.said, view, meanings.vector) for book in books for view in book.tables)
    for way in sorted((way for way in ways if way), key=lambda way: -way.lead):
        again = first_answering((understand(way.text),), books, dense)
        facts = [fact for r in again if r.outcome in FOUND for fact in r.facts]
        if of_other_societies(query, facts):
            continue
        told = [spelled(" ".join(fact.scope)) for fact in facts]
        if facts and all(any(heading in one for one in told) for heading in way.headings):
            return replace(turn, resolutions=again, reading=way.text)
    return None


def _undivided(found: Found, turn: Turn) -> bool:
    """Whether an average per something is asked for, and what was found is all of it."""
    text = turn.queries[0].text
    shown = (f"{fact.indicator}{fact.unit}" for resolution in found for fact in resolution.facts)
    return "平均" in text and divides(text) and not all(re.search("[均每/比]", one) for one in shown)


def _leaves_out_row(found: Found, text: str, books: Sequence[Book], least: int = OWN_NAME) -> bool:
    """Whether a question names a row by a name of its own, of which what was found tells nothing."""
    said, lexicon = spelled(text), load_lexicon()
    named = {n for b in books for v in b.tables for n in v.names.rows if len(n) >= least and n in said}
    named = {n for n in named if len(n) >= OWN_NAME or not (lexicon.indicators(n) or lexicon.is_scope(n))}
    told = [
        *(spelled(f"{' '.join(f.scope)} {f.indicator} {f.quote}") for r in found for f in r.facts),
        *(spelled(passage.paragraph.text) for r in found for passage in r.passages),
    ]
    return bool(named) and not all(any(name in one for name in named) for one in told)


def _by_meaning(
    turn: Turn, books: Sequence[Book], dense: Dense, found: Found, meanings: Meanings
) -> Turn | None:
    """The turn answered by the indicator that its everyday words mean, None where none is borne out."""
    if any(map(of_unknown_school, _matchers(turn.queries[0], books))):
        return None
    reading = meanings.indicator(turn.queries[0])
    again = first_answering((reading[1],), books, dense) if reading else ()
    if not reading or _leaves_out_row(again, turn.queries[0].text, books, ROW) or _undivided(again, turn):
        return None
    if any(tells_number_of_others(turn.queries[0], r) for r in again):
        return None
    if bears_out(again, turn.queries[0]) and fit_of(again) > fit_of(found):
        return replace(turn, resolutions=again, reading=reading[0])
    return None
