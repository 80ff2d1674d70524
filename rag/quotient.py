"""One figure divided by another of a different kind: 平均每场多少观众, 人均授课多少课时."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag import compute
from rag.candidates import Candidate, beside, distinct, has_number, name, unit_class
from rag.compute import Calculated
from rag.facts import candidate_to_fact
from rag.figures import MEASURES
from rag.match import Matcher

_BEHIND = "[是有多几的为用花拿能要带管摊获得给]"
# By what is divided: behind 每 or 一, or in 人均. A measure word alone is told by its unit (每人次).
_PER = re.compile(
    rf"(?:平均)?(?:下来|到)?(?:每一?|(?<=平均)一)(?![个名位](?!课时|学时|课次|人[次日时])[^\W\d多几])个?(?P<measure>{MEASURES})|"
    rf"(?<![\d一二三四五六七八九十第])一个?(?P<single>课时|学时|人|门|场|期|名)(?=平均|均)|"
    rf"平均(?:下来|到)?(?:每|一)(?P<noun>[^\W\d]{{1,6}}?)(?={_BEHIND}|$)|"
    rf"每一?(?P<each>[^\W\d]{{1,6}}?)(?=平均|{_BEHIND}|$)|"
    r"(?P<head>[人生师])均|按(?P<by>[^\W\d]{1,4})(?:计|算)|"
    r"一(?P<one>[场节堂次门期家所个][^\W\d]{0,3}?)(?=平均|[是有多几的为]|$)"
)
_AVERAGE = re.compile(r"平均|均|每|一[场节次门期家所个]")
_HEADS = {"人": "", "生": "在校生", "师": "教师"}
_PEOPLE = ("人", "名", "人次")
# What is said with one word and printed with another.
_SPOKEN = {"节": ("课时", "学时"), "堂": ("课时", "学时")}
_MEASURE = re.compile(r"^[个名位家所场次门节堂项期班份件条支台]")
# What kind of money is divided must be told: 收入 is not any sum.
_MONEY = re.compile(r"收入|支出|工资|课酬|报酬|补贴|资助")
# What these earn and spend is not the school's.
_OTHERS = re.compile(r"村|农户|牧户|企业|公司|合作社")
POOL = 30


@dataclass(frozen=True, slots=True)
class Divisor:
    """What a question divides by: the words for it, where they stand, and units it may be counted in."""

    words: str
    units: tuple[str, ...]
    start: int
    end: int


def quotient(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return one figure per another, where the question asks for that and the report prints both."""
    divisor = divisor_of(matcher.query.text)
    if divisor is None or _printed_average(matcher, candidates):
        return None
    rest = tuple(t for t in matcher.terms if t.end <= divisor.start or t.start >= divisor.end)
    straddling = any(t.start < divisor.end < t.end for t in matcher.terms)
    if straddling or not any(term.base >= 1.0 for term in rest):
        return None
    part = matcher.for_terms(rest)
    usable = (c for c in part.candidates() if has_number(c) and c.covered)
    found = sorted(usable, key=lambda c: -c.score)[:POOL]
    dividends = [c for c in found if _in_unit_asked(matcher, c) and _is_dividend(part, c)]
    pairs = [
        (a.coverage + beside(a, b) + b.coverage, a, b)
        for a in dividends
        for b in found
        if distinct(a, b) and _is_divisor(divisor, b) and _divides(b, a) and _belongs(divisor, a, b)
    ]
    if not pairs:
        return None
    _, first, second = max(pairs, key=lambda pair: pair[0])
    facts = candidate_to_fact(first, matcher.book), candidate_to_fact(second, matcher.book)
    result = compute.per(*facts)
    return Calculated("per", first.score, facts, (result,)) if result else None


def divisor_of(text: str) -> Divisor | None:
    """Return what a question divides by (平均每场…: by the 场), None where it divides by nothing."""
    match = _PER.search(text) if _AVERAGE.search(text) else None
    if match is None or match.lastgroup is None:
        return None
    words = match[match.lastgroup]
    if match.lastgroup == "head":
        return Divisor(_HEADS[words], () if _HEADS[words] else _PEOPLE, match.start(), match.end())
    measure = _MEASURE.match(words)
    noun = words[measure.end() :] if measure and len(words) > 1 else words
    if measure and len(noun) > 1 and measure.group() in "个名位":
        # 一个教师 is not whatever else is counted in 个.
        return Divisor(noun, (), *match.span())
    units = (words, *((measure.group(), *_SPOKEN.get(measure.group(), ())) if measure else ()))
    return Divisor(noun, units, *match.span())


def _printed_average(matcher: Matcher, candidates: Sequence[Candidate]) -> bool:
    """Whether the report prints the average itself (生均…, 平均…)."""
    best = matcher.first_fitting(candidates)
    return best is not None and "均" in name(best) and best.specificity > 0.5


def _in_unit_asked(matcher: Matcher, candidate: Candidate) -> bool:
    unit = matcher.query.unit
    if not unit:
        return unit_class(candidate.unit) not in (None, 0)
    return unit == candidate.unit or unit_class(unit) == unit_class(candidate.unit) is not None


def _divides(divisor: Candidate, dividend: Candidate) -> bool:
    """Whether a figure counts what another is shared among: other things, of the same year; never money."""
    money = unit_class("元")
    other = divisor.unit != dividend.unit or _of_one_row(divisor, dividend)
    return (
        other and divisor.year == dividend.year and unit_class(divisor.unit) not in (money, unit_class("%"))
    )


def _belongs(divisor: Divisor, dividend: Candidate, candidate: Candidate) -> bool:
    """Whether a figure that is only counted in people (每人) is told beside what is shared among them."""
    return divisor.words not in _PEOPLE or beside(dividend, candidate) > 0


def _of_one_row(divisor: Candidate, dividend: Candidate) -> bool:
    """Whether two columns of one row count two kinds of people (一个教师带多少在校生); not of all rows."""
    a, b = divisor.cell, dividend.cell
    if a is None or b is None or divisor.view is not dividend.view:
        return False
    return a.row is b.row and a.col is not b.col and not a.row.total


def _is_dividend(part: Matcher, candidate: Candidate) -> bool:
    if _OTHERS.search(name(candidate)) and not _OTHERS.search(part.query.text):
        return False
    telling = (term for term in candidate.missing if term.base >= 1.0 or _MONEY.search(term.text))
    return part.fits(candidate.missing) and not any(telling)


def _is_divisor(divisor: Divisor, candidate: Candidate) -> bool:
    if candidate.unit in divisor.units:
        return True
    label = name(candidate) + (candidate.figure.figure.text if candidate.figure else "")
    return (len(divisor.words) > 1 and divisor.words in label) or divisor.words[-2:] in label.split()
