"""The last resort before a refusal: the row or sentence that stands out in meaning, shown as printed.

Words decide first (resolve); where they do not, a chunk much nearer to the question than the rest of the
report is what people meant in words of their own. Similarities of one embedding model lie close together
and differ from question to question, so not the similarity counts but its lead over the background
(the idea of relative thresholds, as in Hearst, "TextTiling", Computational Linguistics 1997).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rag.book import Book, Sentence
from rag.candidates import Candidate, unit_class, unit_contradicts
from rag.facts import candidate_to_fact
from rag.figures import find_figures, years_of
from rag.labels import Grams, grams
from rag.match import Matcher
from rag.passages import Passage
from rag.question import Query
from rag.resolve import TIE, Resolution
from rag.terms import Term
from rag.types import Hit

# Measured on known facts and refusals: of refusals 9 in 10 lead by less, of answered ones 3 in 4 by more.
LEAD = 0.021
# The part of the question, by weight, that the words must answer to all the same.
SUPPORT = 0.3
# Fused hits that are looked at; what is meant is seldom further down.
TRIED = 6
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]")
_PERCENT = unit_class("%")


def stand_out(query: Query, book: Book, hits: Sequence[Hit]) -> Resolution | None:
    """Return what stands out for a question that words alone do not answer, None where nothing does.

    Args:
        query: the question understood.
        book: the report prepared.
        hits: what retrieval found, best first.
    """
    matcher = Matcher(query, book, {})
    if query.operation != "lookup" or _about_another(matcher):
        return None
    near = [h for h in hits if h.chunk.report == book.report.id and h.lead >= LEAD][:TRIED]
    for hit in sorted(near, key=lambda hit: -hit.lead):
        found = _row(matcher, hit) if hit.chunk.kind == "row" else _sentence(matcher, hit)
        if found is not None:
            return found
    return None


def _about_another(matcher: Matcher) -> bool:
    """Whether a question is about another school: what this report says of itself is no answer."""
    return any(re.search(r"院|校|大学", matcher.terms[i].text) for i in matcher.foreign) and not re.search(
        r"合作|联合|共建|共同|一起|携手", matcher.query.text
    )


def _answers_to(matcher: Matcher, text: Grams) -> bool:
    """Whether a text speaks of enough of the question, and of every name, grade and indicator in it."""
    found = matcher.found_all(text)
    missing = [term for term, share in zip(matcher.terms, found, strict=True) if not share]
    return matcher.weight_of(found) >= SUPPORT * matcher.total and not any(map(_telling, missing))


def _telling(term: Term) -> bool:
    return term.base >= 1.0 and (term.name or term.known or bool(_NUMBERED.search(term.text)))


def _row(matcher: Matcher, hit: Hit) -> Resolution | None:
    table_id, _, row = hit.chunk.ref.removeprefix("row:").rpartition(":")
    views = [view for view in matcher.book.tables if view.table.id == table_id]
    cells = [
        c
        for c in matcher.table_candidates(views)
        if c.cell and c.cell.cell.row == int(row) and not unit_contradicts(matcher.query, c)
    ]
    if not cells or not _answers_to(matcher, grams(hit.chunk.text)):
        return None
    best = max(cells, key=lambda c: c.score)
    chosen = [c for c in cells if best.score - c.score < TIE]
    if not all(_has_value(c) for c in chosen) or not _right_kind(matcher.query, {c.unit for c in chosen}):
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in chosen)
    return Resolution("figures", matcher.book, matcher.query, score=hit.lead, facts=facts, close=True)


def _has_value(candidate: Candidate) -> bool:
    return candidate.cell is not None and bool(candidate.cell.cell.text.strip("—–-－/ "))


def _sentence(matcher: Matcher, hit: Hit) -> Resolution | None:
    sentence = next((s for s in matcher.book.sentences if s.ref == hit.chunk.ref), None)
    if sentence is None or not _year_told(matcher, sentence):
        return None
    if not _answers_to(matcher, grams(hit.chunk.text) | sentence.context):
        return None
    if not _right_kind(matcher.query, {figure.unit for figure in find_figures(sentence.text)}):
        return None
    passages = (Passage(sentence.paragraph, (sentence,)),)
    return Resolution("passages", matcher.book, matcher.query, hit.lead, passages=passages, close=True)


def _year_told(matcher: Matcher, sentence: Sentence) -> bool:
    if not matcher.years:
        return True
    named = {year for _, year in years_of(sentence.text)}
    return bool(named & set(matcher.years)) or (not named and matcher.book.report.data_year in matcher.years)


def _right_kind(query: Query, units: Iterable[str]) -> bool:
    """Whether figures in these units can be what is asked: a number, of the kind that is counted."""
    if query.want != "number":
        return True
    asked = unit_class(query.unit) if query.unit else (_PERCENT if query.percent else None)
    kinds = {unit_class(unit) for unit in units}
    if asked is None:
        return bool(kinds) if not query.unit else query.unit in units
    return asked in kinds
