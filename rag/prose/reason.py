"""The paragraph behind a fact that says why it is so: 停招该专业的原因有三：…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.book import Sentence
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.intent import asks_reason
from rag.understand.words import VERB

_REASON = re.compile(
    r"原因|之所以|因为|由于|究其|主要(?:是|基于|受|由于|因)|(?:基于|出于)[^，。；]{1,10}(?:考虑|考量|需要)|受[^，。；]{1,16}影响"
)


def says_why(matcher: Matcher, told: Sequence[Sentence], behind: Sequence[Sentence]) -> bool:
    """Tell whether a paragraph says why what stands before it is so, which a question asks.

    Args:
        matcher: the question against the report.
        told: the sentences that answer so far.
        behind: those of the next paragraph.
    """
    if not asks_reason(matcher.query.text) or not behind or any(_REASON.search(s.text) for s in told):
        return False
    first, here = behind[0], told[0].paragraph
    if (first.paragraph.section, first.paragraph.case) != (here.section, here.case):
        return False
    taken_up = any(term.base >= VERB and matcher.found(term, grams(first.text)) for term in matcher.terms)
    return taken_up and _REASON.search(first.text) is not None
