"""The place that something takes among others, as a sentence tells it: 位列第五, 第三位, 亚军."""

from __future__ import annotations

import re

from rag.find.book import Sentence
from rag.find.match import Matcher
from rag.prose.passages import allowed, score_of
from rag.understand.words import VERB

_NTH = r"第\s?[一二三四五六七八九十\d]{1,3}"
# 学院第一位女司机 tells no place among others.
_PLACE = re.compile(
    rf"(?:[位排]?列|居|排名?|获得?|夺得?)[^，。；]{{0,14}}{_NTH}|{_NTH}\s?[名位](?=[，。；、）)的]|$)|"
    r"[冠亚季]军|榜首|垫底|(?:居|列|排)[^，。；\d]{0,8}(?:首|末)位?"
)
_ASKED = "名次"


def tells_place(text: str) -> bool:
    """Tell whether a text tells which place something takes."""
    return _PLACE.search(text) is not None


def told_place(matcher: Matcher) -> Sentence | None:
    """Return the sentence that tells the place asked for (排第几), None where none is told of just that."""
    if matcher.query.unit != _ASKED or matcher.query.operation not in ("lookup", "rank"):
        return None
    telling = [term for term in matcher.terms if term.base >= VERB]
    scored = [
        (score, -i, sentence)
        for i, sentence in enumerate(allowed(matcher))
        if tells_place(sentence.text)
        and telling
        and all(matcher.found(term, sentence.all | sentence.heading) for term in telling)
        and (score := score_of(matcher, sentence)) > 0
    ]
    return max(scored, key=lambda item: item[:2])[2] if scored else None
