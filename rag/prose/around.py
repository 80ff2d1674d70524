"""What stands around a sentence that answers, where it does not say by itself all that is asked.

A case or a paragraph tells of one thing from beginning to end: why it was begun stands before what was
done, the figures behind it. A short one is quoted whole, of a long one what says the words still missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from rag.find.book import Sentence
from rag.find.match import Matcher
from rag.prose.fitting import told_by_kind
from rag.prose.passages import Passage
from rag.understand.terms import Term
from rag.understand.words import SHARED

# So much is read at a glance; of what is told by why and how, so much.
SHORT = 170
TOLD = 420
# What stands behind it is asked for, and need not be said.
_WHICH = re.compile(r"(?:哪[些几一二两三四五六七八九十\d]*[个种类项条样点]?|什么|啥)")


def with_rest(matcher: Matcher, found: Passage) -> tuple[Passage, ...]:
    """Return a passage with what its place tells besides of what the question asks, as passages in order."""
    place = [s for s in matcher.book.sentences if s.place == found.sentences[0].place]
    if matcher.query.want in ("passage", "gist") and _length(place) <= TOLD:
        return as_passages(place)
    missing = _missing(matcher, found.sentences)
    if not missing:
        return (found,)
    if _length(place) <= SHORT:
        return as_passages(place)
    kept = list(found.sentences)
    for term in missing:
        telling = next((s for s in place if matcher.found(term, s.all)), None)
        if telling is not None and telling not in kept and _length([*kept, telling]) <= TOLD:
            kept.append(telling)
    return as_passages([s for s in place if s in kept])


def _missing(matcher: Matcher, shown: Sequence[Sentence]) -> list[Term]:
    """The words of the question that none of some sentences says, nor answers by things of that kind."""
    by_kind = frozenset().union(*(told_by_kind(matcher, s.text) for s in shown))
    by_kind |= {which.end() for which in _WHICH.finditer(matcher.query.text)}
    return [
        term
        for term in matcher.terms
        if term.base >= SHARED
        and term.start not in by_kind
        and not any(matcher.found(term, s.all) for s in shown)
    ]


def as_passages(sentences: Sequence[Sentence]) -> tuple[Passage, ...]:
    """Return sentences in order as passages: those of one paragraph that follow each other together."""
    runs = groupby(enumerate(sentences), key=lambda item: (item[1].paragraph.index, item[1].number - item[0]))
    return tuple(
        Passage(run[0].paragraph, tuple(run)) for run in ([s for _, s in group] for _, group in runs)
    )


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)
