"""The sentence that tells what changed from this to that, where both ends are asked for (从多少降到多少).

What brought the change about (系统上线以后…) names the place; the sentence itself seldom says it again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.book import Sentence
from rag.find.labels import Grams
from rag.find.match import Matcher
from rag.prose.passages import allowed, year_told
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED

_ASKS_ENDS = re.compile(
    r"有(?:什么|啥|哪些|何|无|没有)(?:样的)?变化|(?:[从由]|原来)(?:多少|几)[^，,]{0,10}(?:[到至成]|现在)(?:多少|几)"
)
_SINCE = re.compile(r"[^，,]{2,}?(?:以后|之后|[^\W\d]后|之前|以来)[，,]?(?=[^\W\d])")
# What only says that something changes.
_CHANGES = re.compile(
    r"变化|以后|之后|[升降涨跌减增缩提][^\W\d]?[到至]|提高|降低|上升|下降|增加|减少|缩短|[升降涨跌]$"
)
# What the figures, and what the place, must answer to by weight.
NAMED = 0.6
PLACED = 0.5
# So many nouns tell what changed, whatever else a question says.
TOLD = 2
_LISTED = re.compile("[和、与及]")


def told_change(matcher: Matcher, *, several: bool = False) -> Sentence | None:
    """Return the sentence that tells both ends of the change asked for, None for none.

    Args:
        matcher: the question against the report.
        several: only where the question lists what changed, and one sentence tells of more than one of it.
    """
    question = matcher.query.text
    if not _ASKS_ENDS.search(question) or (several and not _LISTED.search(question)):
        return None
    since = _SINCE.match(question)
    cut = since.end() if since else 0
    terms = [t for t in matcher.terms if t.base >= SHARED and not _CHANGES.search(t.text)]
    by, what = [t for t in terms if t.end <= cut], [t for t in terms if t.start >= cut]
    # What the report never says tells how people talk, where the place is named or other words tell it.
    said = [term for term in what if not matcher.unknown(term)]
    what = said if by or sum(term.base >= NOUN for term in said) >= TOLD else what
    if not what:
        return None
    scored = [
        (share, -i, sentence)
        for i, sentence in enumerate(allowed(matcher))
        if (share := _told(matcher, sentence, what, several=several)) and _placed(matcher, sentence, by)
    ]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _told(matcher: Matcher, sentence: Sentence, what: Sequence[Term], *, several: bool) -> float:
    """How much of what is asked about a sentence tells the change of; 0 where it does not."""
    changed = [view for view in sentence.figures if view.since is not None]
    if not changed or not year_told(matcher, sentence.text) or (several and len(changed) < 2):
        return 0.0
    near = frozenset().union(*(view.near | view.left for view in changed))
    names = "".join(view.subject for view in changed)
    nouns = [term for term in what if term.base >= NOUN]
    own = [term for term in nouns if _found(matcher, term, near, names)]
    # In a case, which tells of one thing, the last noun names the figures and the others the thing.
    around = sentence.paragraph_grams if sentence.paragraph.case and own[-1:] == nouns[-1:] else frozenset()
    if any(not _found(matcher, term, near | around, names) for term in nouns):
        return 0.0
    share = _share(matcher, what, near | around, names)
    return share if share >= NAMED else 0.0


def _placed(matcher: Matcher, sentence: Sentence, by: Sequence[Term]) -> bool:
    """Whether a sentence stands where what brought the change about is spoken of."""
    around = sentence.all | sentence.heading | sentence.context | sentence.paragraph_grams
    return not by or _share(matcher, by, around, "") >= PLACED


def _found(matcher: Matcher, term: Term, text: Grams, names: str) -> float:
    """How much of a term a text holds; a single character must stand in a figure's name."""
    return matcher.found(term, text) or float(len(term.text) == 1 and term.text in names)


def _share(matcher: Matcher, terms: Sequence[Term], text: Grams, names: str) -> float:
    weights = [matcher.weights[matcher.terms.index(term)] for term in terms]
    found = sum(w * _found(matcher, term, text, names) for w, term in zip(weights, terms, strict=True))
    return found / (sum(weights) or 1.0)
