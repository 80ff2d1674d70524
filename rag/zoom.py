"""Small to big and back: the place that a question's rarest words name, and the sentence in it that answers.

A case or a paragraph tells of one thing (a village, a course, a team) that only its first sentence names. A
question about it shares no word but that name with the sentence that answers; inside of the place it is found
by its kind and by the rest of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rag.book import Book, Sentence
from rag.match import Matcher
from rag.terms import Term
from rag.words import NOUN, SHARED

# A name stands in this many paragraphs at most, all of one place.
MOST_PARAGRAPHS = 4
LONGEST_PLACE = 24
# What a sentence must answer to of what the question says besides the name, by weight.
REST = 0.3


def sentence_in_place(matcher: Matcher, fits: Callable[[Sentence], bool]) -> Sentence | None:
    """Return the sentence that answers inside of the place which the question names, None for none.

    Args:
        matcher: the question against the report.
        fits: tells whether a sentence holds the kind of thing that is asked for.
    """
    names = [term for term in matcher.terms if _is_distinctive(matcher, term)]
    if not names:
        return None
    place = _place_of(matcher.book, [s for s in matcher.book.sentences if _speaks_of(matcher, s, names)])
    rest = [term for term in matcher.terms if term not in names and term.base >= SHARED]
    if not 0 < len(place) <= LONGEST_PLACE or any(term.base >= NOUN and term.name for term in rest):
        return None
    scored = [
        (_answered(matcher, sentence, rest), -i, sentence)
        for i, sentence in enumerate(place)
        if fits(sentence)
    ]
    share, _, best = max(scored, default=(0.0, 0, None), key=lambda item: item[:2])
    return best if share >= REST else None


def _is_distinctive(matcher: Matcher, term: Term) -> bool:
    """Whether a noun stands in one place of the report only."""
    if term.base < NOUN or term.known or len(term.text) < 2:
        return False
    paragraphs = {s.paragraph.index for s in matcher.book.sentences if matcher.found(term, s.all)}
    cases = {s.paragraph.case for s in matcher.book.sentences if s.paragraph.index in paragraphs}
    return 0 < len(paragraphs) <= MOST_PARAGRAPHS and (len(cases) == 1)


def _speaks_of(matcher: Matcher, sentence: Sentence, names: Sequence[Term]) -> bool:
    return all(matcher.found(term, sentence.all) or matcher.found(term, sentence.context) for term in names)


def _place_of(book: Book, named: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of the case, or of the paragraphs, in which some sentences stand."""
    cases = {s.paragraph.case for s in named}
    if len(cases) != 1:
        return []
    case = next(iter(cases))
    paragraphs = {s.paragraph.index for s in named}
    return [
        s for s in book.sentences if (s.paragraph.case == case if case else s.paragraph.index in paragraphs)
    ]


def _answered(matcher: Matcher, sentence: Sentence, rest: Sequence[Term]) -> float:
    """The share, by weight, of what else the question says that a sentence answers to."""
    weights = [matcher.weights[matcher.terms.index(term)] for term in rest]
    found = [matcher.found(term, sentence.all) for term in rest]
    return sum(w * f for w, f in zip(weights, found, strict=True)) / (sum(weights) or 1.0)
