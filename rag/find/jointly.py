"""The one place that answers all parts of a sentence at once (绣了多久、多长; 来了几家, 签了多少人).

Of each part by itself the report says too little in its words; that a sentence or two of one case or paragraph
hold a figure of every kind asked for, besides most of the words, happens seldom by chance.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from rag.find.book import Book, Sentence
from rag.find.figures import find_figures
from rag.find.match import Matcher
from rag.find.nearest import about_another, fits_type
from rag.prose.around import as_passages
from rag.prose.beside import Told
from rag.prose.persons import asks_kind
from rag.respond.resolve import Resolution
from rag.understand.question import Query
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED, VERB

# The share of the question, by weight, that a place must answer to, and by how much more than any other.
SHARE = 0.55
CLEARER = 0.15
# The weight of what is found there of telling words, and their number.
FOUND = 1.1
WORDS = 2
LONGEST_PLACE = 24


def jointly(whole: Query, parts: Sequence[Query], book: Book, told: Collection[Told]) -> Resolution | None:
    """Return the sentences of one place that answer all parts of a question, None where none do.

    Args:
        whole: the question with all its parts.
        parts: each by itself.
        book: the report prepared.
        told: what some of the parts were answered by; the others are looked for in that place.
    """
    matcher = Matcher(whole, book, {})
    if whole.references or about_another(matcher) or not _are_told_apart(parts):
        return None
    asked = [Matcher(part, book, {}) for part in parts]
    ranked = sorted(
        ((share, -i, place) for i, place in enumerate(_places(book)) if (share := _share(matcher, place))),
        key=lambda item: item[:2],
        reverse=True,
    )
    near = [item for item in ranked if item[0] >= SHARE - CLEARER]
    fitting = [(share, picked, place) for share, _, place in near if (picked := _picked(asked, place))]
    if not fitting or fitting[0][0] < SHARE:
        return None
    share, picked, place = fitting[0]
    if len(fitting) > 1 and share - fitting[1][0] < CLEARER:
        return None
    if not {ref for _, ref, _, _ in told} <= {sentence.ref for sentence in place}:
        return None
    return Resolution("passages", book, whole, share, passages=as_passages(picked), close=True)


def _places(book: Book) -> Collection[list[Sentence]]:
    places: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in book.sentences:
        places[sentence.place].append(sentence)
    return places.values()


def _are_told_apart(parts: Sequence[Query]) -> bool:
    """Whether every part asks for a figure, or for somebody or a date, which few sentences hold."""
    return all(
        p.operation in ("lookup", "sum")
        and (p.unit or p.percent or p.want == "number" or asks_kind(p.text))
        for p in parts
    )


def _share(matcher: Matcher, place: Sequence[Sentence]) -> float:
    """How much of a question a place answers to; 0 where it leaves out a name, or tells too little."""
    if len(place) > LONGEST_PLACE:
        return 0.0
    words = frozenset().union(*(s.all for s in place), place[0].heading)
    found = matcher.found_all(words)
    telling = [
        (term, weight, share)
        for term, weight, share in zip(matcher.terms, matcher.weights, found, strict=True)
        if term.base >= SHARED
    ]
    if any(not share and _must_be_told(matcher, term) for term, _, share in telling):
        return 0.0
    told = [weight for term, weight, share in telling if share and term.base >= VERB]
    if len(told) < WORDS or sum(told) < FOUND:
        return 0.0
    # What the report never says tells how people talk.
    total = sum(weight for term, weight, _ in telling if not matcher.unknown(term))
    return sum(weight * share for _, weight, share in telling) / (total or 1.0)


def _must_be_told(matcher: Matcher, term: Term) -> bool:
    """Whether a place is another one that does not speak of a word: a name, or a noun that the report uses."""
    told = term.known or (len(term.text) > 1 and not matcher.unknown(term))
    return term.name or (term.base >= NOUN and told)


def _picked(asked: Sequence[Matcher], place: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """For each part the sentence that fits it best, if there are figures for all of them; else nothing."""
    picked: list[Sentence] = []
    for part in asked:
        fits = [(part.weight_of(part.found_all(s.all)), -i, s) for i, s in enumerate(place) if fits_type(part, s)]
        if not fits:
            return ()
        picked.append(max(fits, key=lambda fit: fit[:2])[2])
    kept = [s for s in place if s in picked]
    have = Counter(figure.unit for s in kept for figure in find_figures(s.text))
    need = Counter(part.query.unit or "%" * part.query.percent for part in asked)
    several = [unit for unit, count in need.items() if unit and count > 1]
    return tuple(kept) if all(have[unit] >= need[unit] for unit in several) else ()
