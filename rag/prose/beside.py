"""What a clause or a follow-up asks of the place in the prose where the one before it was answered.

That clause seldom says again what it is about: 培训合格率是多少，一共分了几期. What it asks for is
looked for in the paragraph or case just quoted, by its own words, its unit, or the kind of thing asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.find.book import Sentence
from rag.find.candidates import Candidate, has_number, is_in, is_rare, name, unit_class, unit_contradicts
from rag.find.facts import candidate_to_fact
from rag.find.figures import find_figures
from rag.find.match import Matcher
from rag.prose.passages import Passage, year_told
from rag.prose.persons import asks_kind, asks_name, asks_way, holds_kind, holds_title, prize_asked, tells_way
from rag.respond.resolution import Resolution
from rag.understand.stages import is_of_stage, says_stage
from rag.understand.words import LIGHT, NOUN

# What was told: report, place, cell, text; the text of a passage is empty.
Told = tuple[str, str, tuple[int, int] | None, str]
NEAR = 0.6
# How fully a figure must be named of which the question says something in a word the report never uses.
NAMED_FULLY = 0.5
# What a sentence beside must answer to by itself, by weight.
IN_WORDS = 0.5

# 准不准, 高不高: a rate tells it.
_HOW_GOOD = re.compile(r"([准高好快多齐满])不\1")


def told_in(found: Sequence[Resolution]) -> Iterator[Told]:
    """Yield the figures and passages that these answers show."""
    for resolution in found:
        yield from ((fact.report.id, fact.ref, fact.cell, fact.text) for fact in resolution.facts)
        # What only lies close in meaning may be another place.
        passages = () if resolution.close else resolution.passages
        yield from ((resolution.book.report.id, p.ref, None, "") for p in passages)


def told_beside(matcher: Matcher, told: Sequence[Told]) -> Resolution | None:
    """Return what a question asks of the paragraph or case just quoted, None where it asks nothing of it.

    Args:
        matcher: the clause or turn by itself against the report.
        told: what the one before it was answered by.
    """
    refs = {ref for _, ref, cell, _ in told if cell is None and ref.startswith("par:")}
    quoted = [s for s in matcher.book.sentences if s.ref in refs]
    place = _around(matcher, quoted)
    if not place:
        return None
    if matcher.query.want == "number":
        shown = {text for _, _, _, text in told}
        return _figure(matcher, place, shown)
    return _words(matcher, place, quoted)


def _around(matcher: Matcher, quoted: Sequence[Sentence]) -> list[Sentence]:
    """The paragraph that was quoted, or the case that it stands in; nothing where several were."""
    if not quoted or len({s.place for s in quoted}) > 1:
        return []
    return [s for s in matcher.book.sentences if s.place == quoted[0].place]


def _figure(matcher: Matcher, place: Sequence[Sentence], shown: set[str]) -> Resolution | None:
    """The figure that a clause names by its own words and in its unit, or the only one in that unit."""
    usable = _usable(matcher, place, shown)
    named = [c for c in usable if _is_named(matcher, c)] or _of_stage(matcher, usable)
    best = max(named, key=lambda c: c.score, default=None) or _only_in_unit(matcher, place, shown)
    if best is None:
        return None
    fact = candidate_to_fact(best, matcher.book)
    return Resolution("figures", matcher.book, matcher.query, score=best.score, facts=(fact,))


def _usable(matcher: Matcher, place: Sequence[Sentence], shown: set[str]) -> list[Candidate]:
    return [
        c
        for c in matcher.prose_candidates(place)
        if c.figure
        and has_number(c)
        and c.figure.figure.text not in shown
        and not unit_contradicts(matcher.query, c)
    ]


def _is_named(matcher: Matcher, candidate: Candidate) -> bool:
    if candidate.named >= NEAR and matcher.fits(candidate.missing):
        return True
    # 带出多少高级技师: a word that the report never uses tells how people talk.
    others = [t for t in candidate.missing if t.name or not matcher.unknown(t)]
    nouns = [i for i in candidate.covered if matcher.terms[i].base >= NOUN]
    return bool(nouns) and not others and candidate.specificity >= NAMED_FULLY


def _of_stage(matcher: Matcher, usable: Sequence[Candidate]) -> list[Candidate]:
    """Those who came to the stage that is asked about, however it is put (过了几个: 通过964人)."""
    text = matcher.query.text
    if any(t.base >= NOUN and not says_stage(text, t.start, t.end) for t in matcher.terms):
        return []
    found = [c for c in usable if is_of_stage(text, name(c)) and unit_class(c.unit) != 0]
    return found if len(found) == 1 else []


def _only_in_unit(matcher: Matcher, place: Sequence[Sentence], shown: set[str]) -> Candidate | None:
    """The only figure of the place in the rare unit that is asked for (几期, 多少公里)."""
    if not is_rare(matcher.query.unit) or _names_another(matcher, place):
        return None
    everything = _usable(matcher.for_terms(()), place, shown)
    inside = [c for c in everything if is_in(c.unit, matcher.query.unit)]
    return inside[0] if len(inside) == 1 else None


def _names_another(matcher: Matcher, place: Sequence[Sentence]) -> bool:
    """Whether a question names a thing of which nothing is said in a place."""
    nouns = [term for term in matcher.terms if term.base >= NOUN and not matcher.unknown(term)]
    return any(not any(matcher.found(t, s.all | s.heading) for s in place) for t in nouns)


def _words(matcher: Matcher, place: Sequence[Sentence], quoted: Sequence[Sentence]) -> Resolution | None:
    """The sentence of the place that answers to most of what a clause says, and holds what it asks for."""
    query = matcher.query
    prize = prize_asked(query.text) or (0, 0)
    terms = [t for t in matcher.terms if not prize[0] <= t.start < prize[1]]
    telling = [i for i, term in enumerate(matcher.terms) if term.base >= LIGHT and term in terms]
    by_kind = asks_kind(query.text) or asks_name(query.text) or asks_way(query.text)
    if query.operation != "lookup" or query.want == "gist" or not (telling or by_kind):
        return None
    if any(term.base >= NOUN and matcher.unknown(term) for term in terms):
        return None
    if _names_another(matcher.for_terms(tuple(terms)), place):
        return None
    total = sum(matcher.weights[i] for i in telling)
    scored = []
    for order, sentence in enumerate(place):
        if not _fits(matcher, sentence):
            continue
        own = sum(matcher.weights[i] * matcher.found(matcher.terms[i], sentence.all) for i in telling)
        # What ways there are is asked of what the place is about: the list of them answers.
        own = total if asks_way(query.text) else own
        rated = bool(_HOW_GOOD.search(query.text)) and any(v.figure.unit == "%" for v in sentence.figures)
        scored.append((own / total if total else 1.0, rated, sentence in quoted, -order, sentence))
    share, *_, best = max(scored, key=lambda item: item[:4], default=(0.0, False, False, 0, None))
    if best is None or (share < IN_WORDS and not _is_lone(matcher, best, place)):
        return None
    passages = (Passage(best.paragraph, (best,)),)
    return Resolution("passages", matcher.book, query, score=share, passages=passages)


def _is_lone(matcher: Matcher, sentence: Sentence, place: Sequence[Sentence]) -> bool:
    """Whether only one sentence of a place holds the kind of thing asked for, and no other says the rest."""
    if not asks_kind(matcher.query.text) or sum(_fits(matcher, s) for s in place) > 1:
        return False
    others = [s for s in place if s is not sentence]
    return not any(matcher.found(t, s.all) for t in matcher.terms if t.base >= LIGHT for s in others)


def _fits(matcher: Matcher, sentence: Sentence) -> bool:
    """Whether a sentence is of the year asked and holds what kind of thing is asked for."""
    text = matcher.query.text
    return (
        year_told(matcher, sentence.text)
        and holds_kind(text, sentence.text)
        and (not asks_name(text) or holds_title(sentence.text))
        and (not asks_way(text) or tells_way(sentence.text))
        and (not matcher.query.percent or any(f.unit == "%" for f in find_figures(sentence.text)))
    )
