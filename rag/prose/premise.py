"""What a why-question takes for granted (怎么涨了那么多), held against what is printed of both years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.calculate.changes import year_pair
from rag.calculate.compute import Calculated, comparable, difference
from rag.find.candidates import Candidate
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.question import with_terms
from rag.understand.words import NOUN, OPERATION_WORDS

# What is calculated is told against what the question says.
CORRECTED = "difference-corrected"
_ROSE = re.compile(
    r"上升|上涨|增加|增长|提高|提升|变[多高大]|[涨升](?:了|得|这么|那么|$)|(?<![较比])[多高]了"
)
_FELL = re.compile(r"下降|下滑|下跌|减少|降低|变[少低小]|[跌降](?:了|得|这么|那么|低|$)|(?<![较比])[少低]了")


def false_premise(matcher: Matcher) -> Calculated | None:
    """Return the change between the two years where it went the other way than the question says.

    None where the question says no direction, where the report does not print both years, or where it agrees.
    """
    text = matcher.query.text
    rose, fell = _ROSE.search(text), _FELL.search(text)
    said = rose or fell
    if said is None or (rose and fell):
        return None
    terms = tuple(t for t in matcher.terms if t.end <= said.start() and t.text not in OPERATION_WORDS)
    if not any(term.base >= NOUN for term in terms):
        return None
    query = replace(with_terms(matcher.query, terms), operation="difference", want="number")
    asked = Matcher(query, matcher.book, matcher.dense)
    return _other_way(asked, asked.candidates(), rose=rose is not None)


def _other_way(matcher: Matcher, candidates: Sequence[Candidate], *, rose: bool) -> Calculated | None:
    ordered = sorted(candidates, key=lambda c: -c.score)
    pair = year_pair(matcher, ordered) or year_pair(matcher, ordered, default=True)
    if pair is None:
        return None
    new, old = (candidate_to_fact(candidate, matcher.book) for candidate in pair)
    change = difference(new, old) if comparable((new, old)) else None
    if change is None or change.value == 0 or (change.value > 0) == rose:
        return None
    return Calculated(CORRECTED, pair[0].score, (new, old), (change,))
