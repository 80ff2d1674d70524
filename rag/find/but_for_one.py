"""The one sentence that says all of a question but for one word, where the report never uses that word.

People name a thing by a word of their own, of which no list of synonyms holds all. Where every other noun of
the question stands together in one sentence and in no other, that sentence is what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.accept import is_telling
from rag.find.book import Book, Sentence
from rag.find.match import Matcher
from rag.find.nearest import about_another, lists_it
from rag.find.right_kind import fits_type
from rag.prose.around import with_rest
from rag.prose.passages import Passage, allowed
from rag.respond.resolution import Resolution
from rag.understand.question import Query
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB

# How telling the other nouns must be, one by one and together: none of them stands in many places.
TELLING, TOGETHER = 0.6, 1.5
# What of the verbs and lesser words besides may be missing, by weight.
REST = 0.6
# A word that leads on to another one says which of several is meant; one that ends a phrase need not.
_ENDS = re.compile(r"[的，,、了]|[里中](?![小高])|$")
# What is asked for itself stands beside the question word, or is counted.
_ASKED = re.compile(
    r"的?(?:一共|总共|大概|现在|目前|都)*(?:有|是|为|达到?)?(?:多少|几|多大|多高|多长|哪|谁|什么|啥|怎|如何|占)"
)
_ASKING = re.compile(
    r"(?:(?:多少|几)[个位名家项门种类所次间张台套件]?|哪[一二两三几]?[些个位名家项门种类所]?|什么|啥)$"
)


def but_for_one(query: Query, book: Book) -> Resolution | None:
    """Return the sentence that says all of a question but for one word that is not asked for, None for none.

    Args:
        query: the question understood.
        book: the report prepared.
    """
    matcher = Matcher(query, book, {})
    if query.operation != "lookup" or about_another(matcher):
        return None
    unknown = [t for t in matcher.terms if t.base >= NOUN and matcher.unknown(t)]
    if len(unknown) != 1 or not _may_be_left_out(matcher, unknown[0]):
        return None
    others = [t for t in matcher.terms if t.base >= VERB and t is not unknown[0]]
    nouns = [t for t in others if t.base >= NOUN]
    weights = [matcher.weights[matcher.terms.index(t)] for t in nouns]
    if len(nouns) < 2 or min(weights) < TELLING or sum(weights) < TOGETHER:
        return None
    told = [s for s in allowed(matcher) if all(matcher.found(t, s.all) for t in nouns)]
    fitting = [s for s in told if _says_rest(matcher, others, s) and _fits(matcher, s)]
    if len(fitting) != 1:
        return None
    passages = with_rest(matcher, Passage(fitting[0].paragraph, (fitting[0],)))
    return Resolution("passages", book, query, score=0.0, passages=passages, close=True)


def _may_be_left_out(matcher: Matcher, term: Term) -> bool:
    """Whether a word is neither a name nor what is asked for, and says not which of several is meant."""
    text = matcher.query.text
    if is_telling(term) or len(term.text) < 2 or not re.fullmatch(r"[\u4e00-\u9fff]+", term.text):
        return False
    behind, before = text[term.end :], text[: term.start]
    return bool(_ENDS.match(behind)) and not _ASKED.match(behind) and not _ASKING.search(before)


def _says_rest(matcher: Matcher, terms: Sequence[Term], sentence: Sentence) -> bool:
    weights = [matcher.weights[matcher.terms.index(t)] for t in terms]
    found = [matcher.found(t, sentence.all) for t in terms]
    return sum(w * bool(f) for w, f in zip(weights, found, strict=True)) >= REST * sum(weights)


def _fits(matcher: Matcher, sentence: Sentence) -> bool:
    return fits_type(matcher, sentence) and not lists_it(matcher, sentence)
