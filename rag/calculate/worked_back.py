"""What a figure was, or is set against, worked back from what a sentence tells of the two.

91.07%，比上年上升3.79个百分点 tells of the year before as well; 68.3%，高于全国平均9.5个百分点 of the
country; 350人，占毕业生的7% of all who graduated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.compute import Calculated, Computed
from rag.find.book import FigureView, Sentence
from rag.find.candidates import Candidate, has_number, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.question import with_terms
from rag.understand.words import NOUN

_BACK = re.compile(r"[倒反回](?:过来|头|着)?(?:推|算)|推算|往回|推回|算回")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_YEAR_BEFORE = re.compile(r"上一?[学年届]|去年|前一?年|同期|同比")
# 比2019年上升3.79, 高于全国平均水平9.5, 文科最高分超出控制线42.
_AGAINST = re.compile(
    r"(?:[比较](?P<since>[^，,。；;、]{1,14}?)|(?:高于|超出|高出|超过|低于)(?P<base>[^，,。；;、\d]{2,16}?))"
    r"(?P<way>上升|提高|提升|增长|增加|上涨|多|高|升|下降|降低|减少|下滑|回落|少|低|降)?了?(?:约)?\s?$"
)
_LESS = re.compile(r"下降|降低|减少|下滑|回落|少|低|降")
_OF_WHOLE = re.compile(r"占(?P<base>[^，,。；;、\d]{2,14}?)的?(?:比例为?|比重为?)?\s?$")
_LEVEL = re.compile(r"的?平均(?:水平|值|线)?|水平")
# What others reach is told by no other figure of the report.
_OF_OTHERS = re.compile(r"^(?:全[国省市]|同类|兄弟|省内|国内)")
# How fully what something is set against must be named by the question.
NAMED = 0.6
# How much of the words for what is compared must stand before its figure.
SAME = 0.7


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, what is told of it by another, and what that sets it against."""

    figure: FigureView
    by: FigureView
    base: str
    less: bool = False
    share: bool = False


def worked_back(matcher: Matcher) -> Calculated | None:
    """Return what the question asks to be worked back, None where it does not or no sentence lets one."""
    text = matcher.query.text
    asked_back = _BACK.search(text)
    if matcher.query.operation not in ("lookup", "average", "max", "min", "share"):
        return None
    words = tuple(t for t in matcher.terms if not (_BACK.search(t.text) or t.text in "倒反往回推算照拿"))
    if not any(t.base >= NOUN for t in words):
        return None
    named = Matcher(
        with_terms(replace(matcher.query, years=(), offsets=()), words), matcher.book, matcher.dense
    )
    found = [
        (candidate.score, sentence, told, candidate)
        for sentence in matcher.book.sentences
        for told in _told(sentence)
        if (asked_back and _year_asked(matcher, told))
        or (_OF_OTHERS.search(told.base) and _base_asked(named, told))
        if (candidate := _compared(named, sentence, told)) is not None
    ]
    best = max(found, key=lambda item: item[0], default=None)
    return _reckoned(matcher, best[1], best[2], best[3]) if best else None


def _told(sentence: Sentence) -> Iterator[_Told]:
    """What a sentence sets against something else, with by how much."""
    for view in sentence.figures:
        before = sentence.text[: view.figure.start]
        against = _AGAINST.search(before)
        if against and view.figure.change and not view.figure.approx:
            base = against["since"] or against["base"]
            less = bool(_LESS.search(against["way"] or against.group()[:2]))
            if figure := _before(sentence, view, against.start()):
                yield _Told(figure, view, base, less)
        whole = _OF_WHOLE.search(before)
        if whole and view.figure.unit == "%" and (figure := _before(sentence, view, whole.start())):
            yield _Told(figure, view, whole["base"], share=True)


def _before(sentence: Sentence, by: FigureView, end: int) -> FigureView | None:
    """What is compared: the figure that its clause names, else the one told right before."""
    subject = re.split(r"[，,；;。]", sentence.text[:end])[-1].strip()
    earlier = [v for v in sentence.figures if v.figure.end <= end and not v.figure.change and v is not by]
    if len(subject) > 2 and not re.search(r"\d", subject):
        said = [pair for pair in grams(subject) if len(pair) == 2]
        fits = [(sum(p in v.near for p in said) / len(said), -i, v) for i, v in enumerate(earlier)]
        best = max(fits, key=lambda fit: fit[:2], default=None)
        return best[2] if best and best[0] >= SAME else None
    return earlier[-1] if earlier else None


def _year_asked(matcher: Matcher, told: _Told) -> bool:
    """Whether what a figure is set against is the year that the question asks for, or what it names."""
    if told.share or not (_YEAR.search(told.base) or _YEAR_BEFORE.search(told.base)):
        return _base_asked(matcher, told)
    newest = told.figure.figure.year or matcher.book.report.data_year
    year = _YEAR.search(told.base)
    of = int(year.group()) if year else (newest - 1 if newest else None)
    return of in matcher.years or (not matcher.years and bool(_YEAR_BEFORE.search(matcher.query.text)))


def _base_asked(named: Matcher, told: _Told) -> bool:
    if _YEAR.search(told.base) or _YEAR_BEFORE.search(told.base):
        return False
    return named.specificity(grams(_LEVEL.sub("", told.base) or told.base)) >= NAMED


def _compared(named: Matcher, sentence: Sentence, told: _Told) -> Candidate | None:
    """The figure that is compared, where it answers to all else that the question says."""
    for c in named.prose_candidates([sentence], any_year=True):
        if c.figure is told.figure and has_number(c) and named.fits(c.missing) and c.covered:
            return c
    return None


def _reckoned(matcher: Matcher, sentence: Sentence, told: _Told, candidate: Candidate) -> Calculated | None:
    by = next(
        c for c in matcher.for_terms(()).prose_candidates([sentence], any_year=True) if c.figure is told.by
    )
    fact, other = (candidate_to_fact(c, matcher.book) for c in (candidate, by))
    result = _of_share(fact, other) if told.share else _of_change(fact, other, less=told.less)
    if result is None:
        return None
    name = f"{told.base.strip()}（按所写的数字倒推）"
    return Calculated("worked-back", candidate.score, (fact, other), (replace(result, name=name),))


def _of_change(fact: Fact, by: Fact, *, less: bool) -> Computed | None:
    """The figure less its change; of an amount that grew by so many percent, what it grew from."""
    points = unit_class(by.unit) == 0
    if fact.value is None or by.value is None:
        return None
    sign = "+" if less else "−"
    if points == (unit_class(fact.unit) == 0):
        if not points and not compute.comparable((fact, by)):
            return None
        change = replace(by, unit=fact.unit) if points else by
        apart = compute.difference(fact, change)
        value = fact.value * 2 - apart.value if less else apart.value
        formula = apart.formula.split(" = ")[0].replace(" − ", f" {sign} ")
        return Computed(f"{formula} = {compute.plain(value)}", value, fact.unit, (fact, by))
    if not points:
        return None
    grown = Decimal(100) - by.value if less else Decimal(100) + by.value
    return _scaled(fact, by, grown, f"（100 {'−' if less else '+'} {compute.plain(by.value)}）")


def _of_share(fact: Fact, by: Fact) -> Computed | None:
    if unit_class(fact.unit) == 0 or not by.value:
        return None
    return _scaled(fact, by, by.value, compute.plain(by.value))


def _scaled(fact: Fact, by: Fact, share: Decimal, shown: str) -> Computed | None:
    if fact.value is None or share <= 0:
        return None
    value, rounding = compute.rounded(fact.value / share * 100)
    sign = "≈" if rounding else "="
    formula = f"{compute.plain(fact.value)} ÷ {shown} × 100 {sign} {compute.plain(value)}"
    return Computed(formula, value, fact.unit, (fact, by), rounding)
