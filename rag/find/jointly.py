"""The one place that answers all parts of a sentence at once (绣了多久、多长; 来了几家, 签了多少人).

Of each part by itself the report says too little in its words; that a sentence or two of one case or
paragraph hold a figure of every kind asked for, besides most of the words, happens seldom by chance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence

from rag.find.book import Book, Sentence
from rag.find.candidates import is_rare, unit_class
from rag.find.figures import find_figures
from rag.find.match import Matcher
from rag.find.nearest import about_another, lists_it
from rag.find.right_kind import fits_type
from rag.prose.around import as_passages, with_rest
from rag.prose.beside import Told
from rag.prose.passages import year_told
from rag.prose.persons import asks_kind
from rag.respond.resolution import Resolution
from rag.understand.question import Query
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED, VERB

# The share of the question, by weight, that a place must answer to, and by how much more than any other.
SHARE = 0.55
CLEARER = 0.15
# The weight of what is found there of telling words, and their number; one name will do as well.
FOUND = 1.1
WORDS = 2
LONGEST_PLACE = 24
_BOTH_ENDS = re.compile(
    r"从(?:多少|几)|(?:多少|几)[^，,]{0,8}?(?:[提升降涨减增缩变跌][^\W\d]?)?[到至成]了?(?:多少|几)|"
    r"原来.{0,8}(?:多少|几).{0,6}现在|有(?:什么|啥)(?:样的)?变化|"
    r"[升降涨跌多少快慢]了?没有?[^，,]{0,4}[，,].{0,6}(?:多少|几)"
)
_EACH = re.compile(r"[和与、跟].{0,16}(?:各自?|分别)(?:占|是|有|为|要)?(?:了|到)?(?:百分之)?(?:多少|几)")

Fits = Callable[[Matcher, Sentence], bool]
Pick = Callable[[list[Sentence]], tuple[Sentence, ...]]


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
    found = _best(matcher, lambda place: _picked(asked, place))
    if found is None or not {ref for _, ref, _, _ in told} <= {s.ref for s in found[2]}:
        return None
    return Resolution("passages", book, whole, found[0], passages=as_passages(found[1]), close=True)


def alone(query: Query, book: Book) -> Resolution | None:
    """Return the sentence of the place that a question names, where few hold the kind of thing it asks for.

    That are somebody's name, a date, a figure in a rare unit, two figures side by side (各占多少), both ends
    of a change.
    """
    matcher, fits = Matcher(query, book, {}), _rare_kind(query)
    if fits is None or query.references or about_another(matcher):
        return None
    found = _best(matcher, lambda place: _fitting(matcher, place, fits))
    if found is None:
        return None
    passages = with_rest(matcher, as_passages(found[1])[0])
    return Resolution("passages", book, query, found[0], passages=passages, close=True)


def _rare_kind(query: Query) -> Fits | None:
    """What tells a sentence that holds the kind of thing asked for, None where many do."""
    if query.operation in ("lookup", "difference", "growth") and _BOTH_ENDS.search(query.text):
        return lambda matcher, sentence: any(view.since for view in sentence.figures)
    if query.operation in ("lookup", "share", "sum") and _EACH.search(query.text):
        return _tells_several
    if query.operation in ("lookup", "sum") and (is_rare(query.unit) or asks_kind(query.text)):
        return fits_type
    return None


def _tells_several(matcher: Matcher, sentence: Sentence) -> bool:
    """Whether a sentence holds several figures in the unit that is asked for."""
    counted = Counter(unit_class(view.figure.unit) or view.figure.unit for view in sentence.figures)
    asked = matcher.query.unit or "%" * matcher.query.percent
    return fits_type(matcher, sentence) and counted[unit_class(asked) or asked] > 1


def _fitting(matcher: Matcher, place: Sequence[Sentence], fits: Fits) -> tuple[Sentence, ...]:
    """The sentence of a place that fits and answers to most of a question.

    An indicator that is asked for in figures must be said beside them.
    """
    asks_figure = bool(matcher.query.unit) and matcher.query.operation == "lookup"
    counted = [t for t in matcher.terms if t.known and t.base >= NOUN] if asks_figure else []
    scored = [
        (matcher.weight_of(matcher.found_all(s.all)), -i, s)
        for i, s in enumerate(place)
        if fits(matcher, s)
        and not lists_it(matcher, s)
        and year_told(matcher, s.text)
        and _is_of_it(matcher, s, place)
        and all(matcher.found(t, s.all | s.heading) for t in counted)
    ]
    best = max(scored, key=lambda item: item[:2], default=None)
    return (best[2],) if best else ()


def _is_of_it(matcher: Matcher, sentence: Sentence, place: Sequence[Sentence]) -> bool:
    """Whether a name or a date told in a place is of what is asked, of which no other sentence tells."""
    if not asks_kind(matcher.query.text):
        return True
    telling = [term for term in matcher.terms if term.base >= VERB]
    done = [term for term in telling if term.base < NOUN and not matcher.found(term, sentence.all)]
    elsewhere = any(matcher.found(term, s.all) for term in done for s in place)
    return not elsewhere and any(matcher.found(term, sentence.all) for term in telling)


def _best(matcher: Matcher, pick: Pick) -> tuple[float, tuple[Sentence, ...], list[Sentence]] | None:
    """The place that answers to most of a question, with the sentences picked; None where none stands out."""
    ranked = sorted(
        (
            (share, -i, place)
            for i, place in enumerate(_places(matcher.book))
            if (share := _share(matcher, place)) >= SHARE - CLEARER
        ),
        key=lambda item: item[:2],
        reverse=True,
    )
    fitting = [(share, picked, place) for share, _, place in ranked if (picked := pick(place))]
    if not fitting or fitting[0][0] < SHARE:
        return None
    return fitting[0] if len(fitting) == 1 or fitting[0][0] - fitting[1][0] >= CLEARER else None


def _places(book: Book) -> Collection[list[Sentence]]:
    places: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in book.sentences:
        places[sentence.place].append(sentence)
    return places.values()


def _are_told_apart(parts: Sequence[Query]) -> bool:
    """Whether every part asks for a figure, or for somebody or a date, which few sentences hold."""
    return all(
        p.operation in ("lookup", "sum") and (p.unit or p.percent or p.want == "number" or asks_kind(p.text))
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
    told = [(weight, term) for term, weight, share in telling if share and term.base >= VERB]
    by_name = any(term.name for _, term in told)
    if not by_name and (len(told) < WORDS or sum(weight for weight, _ in told) < FOUND):
        return 0.0
    # What the report never says tells how people talk.
    total = sum(weight for term, weight, _ in telling if not matcher.unknown(term))
    return sum(weight * share for _, weight, share in telling) / (total or 1.0)


def _must_be_told(matcher: Matcher, term: Term) -> bool:
    """Whether a place that does not say a word is another one: of a name, a noun that the report uses."""
    told = term.known or (len(term.text) > 1 and not matcher.unknown(term))
    return term.name or (term.base >= NOUN and told)


def _picked(asked: Sequence[Matcher], place: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """For each part the sentence that fits it best, if there are figures for all of them; else nothing."""
    picked: list[Sentence] = []
    for part in asked:
        fits = [
            (part.weight_of(part.found_all(s.all)), -i, s) for i, s in enumerate(place) if fits_type(part, s)
        ]
        if not fits:
            return ()
        picked.append(max(fits, key=lambda fit: fit[:2])[2])
    kept = [s for s in place if s in picked]
    have = Counter(figure.unit for s in kept for figure in find_figures(s.text))
    need = Counter(part.query.unit or "%" * part.query.percent for part in asked)
    several = [unit for unit, count in need.items() if unit and count > 1]
    return tuple(kept) if all(have[unit] >= need[unit] for unit in several) else ()
