"""What a question leaves out of a whole: 除市内以外的, 减掉就业的, 不是双师的, 没搬到线上的."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.find.candidates import has_number, name
from rag.find.finder import Finder
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import LIGHT, VERB

_TAKEN_OFF = r"(?:减|刨|扣|抛|去|排|剔|除)(?:掉|去|除|开)了?"
_WITHOUT = (
    re.compile(rf"{_TAKEN_OFF}(?P<part>[^，,]{{1,14}}?)(?:以后|之后|后|，|,|还|的?(?:剩|余|其余))"),
    re.compile(r"除了?(?P<part>[^，,]{1,16}?)(?:以外|之外|外)"),
    re.compile(r"除了?(?P<part>[^，,]{1,16})[，,](?=.*其[他它余])"),
    re.compile(r"(?:不算|不含|不包括|去掉|扣除|扣掉)(?P<part>[^，,的]{1,12})"),
    re.compile(r"(?P<part>[^\W\d的，,、]{2,12})(?:以外|之外)"),
)
# Where it is named as what the others are not.
_NOT = (
    re.compile(r"(?<!是)(?:不是|不属于|不算)(?P<part>[^，,的]{1,12}?)的"),
    re.compile(
        r"(?<![是有从])(?:还?没有?|尚?未(?!来|成年))(?:能|被|来|去)?(?P<part>[^，,的]{1,12}?)(?:的|$|，|,|(?:有|还)?(?:多少|几))"
    ),
)
# Short of a plan is another question.
_OF_PLAN = re.compile(r"[招录](?:满|够|齐)|完成|计划|^(?:见|提及|提到|收)")
# What only says that there are others, or of what kind they are.
_OTHERS = re.compile(
    r"其[他它余]|地方|地区|部分|剩|余下|别的|以外|之外|减掉|减去|刨|扣|去掉|抛|还有|资格|身份"
)
_BECAUSE = re.compile("因|由于")
_THEREFORE = re.compile(r"而|导致|被(?!子)|只[好能]|不得不|需要")
_HOW_MANY = re.compile(r"多少|几(?!乎)|总数|人数|合计|一共|共")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The words for a part that is left out, and those for what else is asked of.

    ``negated``: the others are called what is not so (不是双师的), which a report may count by itself.
    """

    part: tuple[Term, ...]
    rest: tuple[Term, ...]
    negated: bool


def left_out(finder: Finder) -> LeftOut | None:
    """Return what a question that asks how many there are leaves out, None for nothing."""
    text = finder.query.text
    if re.search(r"哪|还有什么|谁", text) or not _HOW_MANY.search(text):
        return None
    for match in (found for pattern in (*_WITHOUT, *_NOT) if (found := pattern.search(text))):
        if match.re in _NOT and (_OF_PLAN.search(match["part"]) or _is_cause(text, match)):
            continue
        start, end = _part_of(match)
        telling = [t for t in finder.terms if not _OTHERS.search(t.text)]
        part = tuple(t for t in telling if start <= t.start and t.end <= end)
        if any(t.base >= VERB for t in part):
            # 没搬到线上: a small verb beside what tells it apart need not be found.
            part = tuple(t for t in part if len(t.text) > 1 or t.base >= VERB)
        rest = tuple(t for t in telling if not (start <= t.start and t.end <= end))
        if any(t.base > LIGHT for t in part):
            return LeftOut(part, rest, match.re in _NOT)
    return None


def counted_apart(matcher: Matcher, part: Sequence[Term]) -> bool:
    """Tell whether the report has a figure of its own for those who are not so (未就业人数)."""
    words = "|".join(re.escape(t.text[:2]) for t in part if t.base > LIGHT)
    own = re.compile(rf"(?:[未没非无]|不是|没有|尚未|暂未)(?:{words})")
    return bool(words) and any(own.search(name(c)) for c in matcher.candidates() if has_number(c))


def _is_cause(text: str, match: re.Match[str]) -> bool:
    """Whether what is not so is only why something else is: 因为实习没过关而重修的."""
    before = text[max(0, match.start() - 10) : match.start()]
    return bool(_BECAUSE.search(before)) and _THEREFORE.search(match["part"]) is not None


def _part_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the part stands: of 减掉省外的新生 it is 省外, the rest is what all of them are."""
    start, end = match.span("part")
    of = match["part"].rfind("的", 1, -1)
    return (start, start + of) if of > 0 and match.re is _WITHOUT[0] else (start, end)
