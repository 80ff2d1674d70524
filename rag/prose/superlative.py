"""What the prose itself says to be the most of its kind: 规模最大的社团是…, 竞争最激烈的专业为…, …居首."""

from __future__ import annotations

import re

from rag.find.book import Sentence
from rag.find.match import Matcher
from rag.prose.passages import year_told
from rag.understand.references import in_reference
from rag.understand.words import NOUN

_ASKED = re.compile(
    r"最(?P<how>[高低多少大小长短快慢好强早晚热差])|(?P<first>居首|第一)|(?P<last>垫底|倒数第一)"
)
# What the most is asked of: 最大的[社团]是哪个.
_AXIS = re.compile(r"最[^\W\d]的([^\W\d]{2,10}?)(?:是|叫|为|有)?(?:哪|什么|谁|啥)")
_WHICH = re.compile(r"哪|谁|什么|啥")
# What is measured by its most (最高分), and what is the most at most.
_NO_CLAIM = re.compile(r"最[高低]分|最[高低]限|最高人民|最新")
_FIRST = {"max": "居首|居第一|位居第一|排名?第一|首位", "min": "垫底|居末|末位|倒数第一"}
_SAYS_MOST = re.compile(r"最|较[大多高小少低]|首|第[一1]|冠|居前|领先|为主|末|仅|只有|唯一|榜")
# What the sentence must answer to of the question, by weight.
SUPPORT = 0.5


def names_extreme(matcher: Matcher, text: str) -> bool:
    """Tell whether a text may say which is the most or the least, where a question asks for that."""
    query = matcher.query
    asks = (
        query.operation in ("max", "min") and re.search(r"哪[^年]", query.text) and _ASKED.search(query.text)
    )
    return not asks or _SAYS_MOST.search(text) is not None


def told_extreme(matcher: Matcher) -> Sentence | None:
    """Return the sentence that tells which is the most, where a question asks that and one does."""
    query = matcher.query
    asked = _ASKED.search(query.text)
    if query.operation not in ("max", "min") or asked is None or not _WHICH.search(query.text):
        return None
    words = [_FIRST[query.operation], *([f"最{asked['how']}"] if asked["how"] else [])]
    claims = re.compile("|".join(words))
    found = [
        (_told(matcher, sentence, claims), -i, sentence)
        for i, sentence in enumerate(matcher.book.sentences)
        if claims.search(sentence.text)
        and not _NO_CLAIM.search(sentence.text)
        and year_told(matcher, sentence.text)
        and in_reference(
            query.references,
            "",
            matcher.book.lineage(sentence.paragraph.section),
            sentence.paragraph.case,
        )
    ]
    share, _, best = max(found, default=(0.0, 0, None), key=lambda item: item[:2])
    return best if share >= SUPPORT else None


def _told(matcher: Matcher, sentence: Sentence, claims: re.Pattern[str]) -> float:
    """The share of a question that the clause of a claim answers to; 0 where it leaves out a noun."""
    clauses = re.split("[，；。]", sentence.text)
    said = "".join(clause for clause in clauses if claims.search(clause))
    axis = _AXIS.search(matcher.query.text)
    if axis and axis[1][-2:] not in said:
        return 0.0
    shares = [
        float(term.text in said or any("".join(a) in said for a in term.alternatives))
        or matcher.found(term, sentence.all) * (term.base >= NOUN)
        for term in matcher.terms
    ]
    if any(term.base >= NOUN and not share for term, share in zip(matcher.terms, shares, strict=True)):
        return 0.0
    return matcher.weight_of(shares) / matcher.total
