"""Passages that answer where figures do not, or not as well."""

from __future__ import annotations

from collections.abc import Sequence

from rag.find.facts import Fact
from rag.find.match import Matcher
from rag.prose.around import with_rest
from rag.prose.gist import find_gist
from rag.prose.passages import Passage, find_passages, told_points
from rag.prose.prospects import prospect
from rag.prose.ranked import told_place
from rag.prose.said_otherwise import told_otherwise
from rag.respond.not_meant import tells_of_each, tells_of_years
from rag.respond.resolution import Resolution, refuse
from rag.respond.wording import is_told
from rag.understand.intent import ASKS_WHICH

# A list of words is what 哪些 asks for: a figure must fit better by this much.
WORDS_LEAD = 0.4


def in_words(matcher: Matcher, figures: Resolution) -> Resolution | None:
    """Return the passages that answer where figures do not, or not as well; None where they do."""
    query, refused = matcher.query, figures.outcome == "refused"
    if query.want == "list" and (refused or not _is_text(figures.facts)):
        found = text_resolution(matcher)
        if found.outcome != "refused" and (refused or found.score > figures.score - WORDS_LEAD):
            return found
    if refused and query.references and all(r.kind != "table" for r in query.references):
        found = _gist_resolution(matcher)
        if found.outcome != "refused" and not any(term.base >= 1.0 for term in query.terms):
            return found
    if refused and query.want == "any" and not query.unit and not query.percent:
        found = text_resolution(matcher)
        if found.outcome != "refused":
            return found
    if refused and (place := told_place(matcher)):
        passages = with_rest(matcher, Passage(place.paragraph, (place,)))
        return Resolution("passages", matcher.book, query, score=1.0, passages=passages)
    which = ASKS_WHICH.search(query.text)
    if refused and (told := (which and told_points(matcher)) or told_otherwise(matcher)):
        return Resolution("passages", matcher.book, query, score=1.0, passages=told)
    return None


def _is_text(facts: Sequence[Fact]) -> bool:
    return any(fact.value is None and is_told(fact) for fact in facts)


def text_resolution(matcher: Matcher) -> Resolution:
    """Return the passages that answer a question, or the refusal."""
    query, book = matcher.query, matcher.book
    if query.want == "gist":
        return _gist_resolution(matcher)
    passages, score = prospect(matcher), 1.2
    if not passages:
        passages, score = find_passages(matcher)
        passages = with_rest(matcher, passages[0]) if len(passages) == 1 else passages
    if (
        not passages
        or not tells_of_years(matcher, passages)
        or not tells_of_each(matcher.query.text, passages)
    ):
        return refuse(matcher, [])
    return Resolution("passages", book, query, score=score, passages=passages)


def _gist_resolution(matcher: Matcher) -> Resolution:
    passages, score = find_gist(matcher)
    if not passages or not tells_of_years(matcher, passages):
        return refuse(matcher, [])
    return Resolution("passages", matcher.book, matcher.query, score=score, passages=passages)
