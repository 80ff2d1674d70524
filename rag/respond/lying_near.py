"""What a refusal shows: the sentences nearest in meaning and by their words, said to be no answer."""

from __future__ import annotations

from dataclasses import replace

from rag.find.book import Sentence
from rag.find.match import Matcher
from rag.find.nearest import about_another
from rag.prose.passages import Passage
from rag.respond.not_meant import of_unknown_school, tells_number_of_others, tells_of_years
from rag.respond.resolution import Resolution
from rag.turn import Turn
from rag.understand.words import VERB

LONGEST = 200
MOST = 2


def with_nearest(turn: Turn) -> Turn:
    """Return the turn, its refusals with the nearest sentences where they may be about what is asked.

    Of refused questions that a report does answer, in other words, nearly half find their answer in these.
    Where a year, a school, a part or a people is named of which it says nothing, what is near is of another.
    """
    if any(found.outcome != "refused" for found in turn.resolutions):
        return turn
    return replace(turn, resolutions=tuple(_with_nearest(turn, found) for found in turn.resolutions))


def _with_nearest(turn: Turn, found: Resolution) -> Resolution:
    near = () if found.unheld or found.book.grids else _nearest(turn, found)
    passages = tuple(Passage(s.paragraph, (s,)) for s in near)
    return replace(found, passages=passages, close=True) if passages else found


def _nearest(turn: Turn, found: Resolution) -> tuple[Sentence, ...]:
    """The sentence that leads by most in meaning, and the one that has most of the question's words."""
    matcher = Matcher(found.query, found.book, {})
    named = any(term.base >= VERB for term in found.query.terms)
    if not named or of_unknown_school(matcher) or about_another(matcher):
        return ()
    own = [hit for hit in turn.hits if hit.chunk.report == found.book.report.id]
    leads = [hit.chunk.ref for hit in sorted(own, key=lambda hit: -hit.lead)]
    told = {ref for _, ref, _, _ in turn.told}
    sentences = {s.ref: s for s in found.book.sentences if len(s.text) <= LONGEST and s.ref not in told}
    in_meaning = [sentences[ref] for ref in leads if ref in sentences]
    in_words = [sentences[fact.ref] for fact in found.nearest if fact.ref in sentences]
    near = dict.fromkeys((*in_meaning[:1], *in_words[:1], *in_meaning))
    return tuple(s for s in near if not _is_of_another(matcher, found, s))[:MOST]


def _is_of_another(matcher: Matcher, found: Resolution, sentence: Sentence) -> bool:
    """Whether a sentence tells of another part, people or year than the question names."""
    passages = (Passage(sentence.paragraph, (sentence,)),)
    of_others = tells_number_of_others(found.query, replace(found, passages=passages))
    return of_others or not tells_of_years(matcher, passages)
