"""Small to big and back: the place that a question's rarest words name, and the sentence in it that answers.

A case or a paragraph tells of one thing (a village, a course, a team) that only its first sentence names. A
question about it shares no word but that name with the sentence that answers; inside of the place it is found
by its kind and by the rest of the question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from rag.find.book import Sentence
from rag.find.candidates import is_rare
from rag.find.match import Matcher
from rag.find.whose import is_listed
from rag.prose.persons import asks_kind
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED, VERB

LONGEST_PLACE = 24
# What a sentence must answer to of what the question says besides the name, by weight.
REST = 0.3


def sentence_in_place(matcher: Matcher, fits: Callable[[Sentence], bool]) -> Sentence | None:
    """Return the sentence that answers inside of the place which the question names, None for none.

    Args:
        matcher: the question against the report.
        fits: tells whether a sentence holds the kind of thing that is asked for.
    """
    named = [(term, _places(matcher, term)) for term in matcher.terms]
    place = _most_named(matcher, named)
    if place is None:
        return None
    inside = [sentence for sentence in matcher.book.sentences if _place(sentence) == place]
    rest = [term for term, places in named if places != {place} and term.base >= SHARED]
    if len(inside) > LONGEST_PLACE:
        return None
    # What is counted must be said: 多少在校生 is no 多少考生.
    counted = matcher.query.want == "number"
    # A unit that few things are counted in tells it as well: 骑了多少公里.
    by_unit = counted and is_rare(matcher.query.unit)
    telling = [term for term in rest if counted and term.base >= NOUN and (term.name or term.known)]
    scored = [
        (_answered(matcher, sentence, rest), -i, sentence)
        for i, sentence in enumerate(inside)
        if fits(sentence)
        and all(
            matcher.found(t, sentence.all | sentence.heading if by_unit else sentence.all) for t in telling
        )
    ]
    share, _, best = max(scored, default=(0.0, 0, None), key=lambda item: item[:2])
    # Where another sentence of the place says what is asked, a date elsewhere in it is of something else.
    said = any(term.base >= VERB and any(matcher.found(term, s.all) for s in inside) for term in rest)
    only = len(scored) == 1 and (by_unit or (asks_kind(matcher.query.text) and not said))
    return best if share >= REST or only else None


def _most_named(matcher: Matcher, named: Sequence[tuple[Term, frozenset[str]]]) -> str | None:
    """The place that most of the words, by weight, name which name one place only; None for a draw."""
    weights: defaultdict[str, float] = defaultdict(float)
    for term, places in named:
        if len(places) == 1:
            weights[next(iter(places))] += matcher.weights[matcher.terms.index(term)]
    place, weight = max(weights.items(), key=lambda item: item[1], default=(None, 0.0))
    return place if weight > sum(weights.values()) / 2 else None


def _places(matcher: Matcher, term: Term) -> frozenset[str]:
    """The places that speak of a noun; none for words that any of them may use."""
    if term.base < NOUN or term.known or len(term.text) < 2:
        return frozenset()
    told = [s for s in matcher.book.sentences if _speaks_of(matcher, s, term)]
    if term.name and all(is_listed(term, s.text) for s in told):
        # One of several that are listed is not what a place is about.
        return frozenset()
    return frozenset(map(_place, told))


def _speaks_of(matcher: Matcher, sentence: Sentence, term: Term) -> bool:
    """Whether a sentence, or the title of the case that it stands in, speaks of a term."""
    titled = bool(sentence.paragraph.case) and matcher.found(term, sentence.heading) > 0
    return titled or matcher.found(term, sentence.all) > 0


def _place(sentence: Sentence) -> str:
    """A case, a paragraph, or all that stands before the first heading."""
    front = not sentence.paragraph.section and not sentence.paragraph.case
    return "front" if front else sentence.place


def _answered(matcher: Matcher, sentence: Sentence, rest: Sequence[Term]) -> float:
    """The share, by weight, of what else the question says that a sentence answers to."""
    weights = [matcher.weights[matcher.terms.index(term)] for term in rest]
    found = [matcher.found(term, sentence.all) for term in rest]
    if not weights and matcher.query.want == "number":
        # 食堂有几个 asks for the number of what it names.
        return max((matcher.found(term, sentence.all) for term in matcher.terms), default=0.0)
    return sum(w * f for w, f in zip(weights, found, strict=True)) / sum(weights) if weights else 1.0
