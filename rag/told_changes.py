"""Changes that a sentence tells by two figures: 由甲增加到乙, and by how many more than the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag import compute
from rag.book import FigureView, Sentence
from rag.candidates import Candidate, unit_class
from rag.changes import since_asked
from rag.compute import Calculated
from rag.facts import Fact, candidate_to_fact
from rag.labels import shown_label
from rag.match import Matcher

_FROM = re.compile(r"[由从自][^，,。；;由从自]{0,16}$")
_TO = re.compile(
    r"[^，,。；;、]{0,10}?[，,]?(?:增加|增长|提高|提升|上升|增|升|涨|扩大|扩容|扩充|减少|下降|降低|降|减|缩小|跃升)"
    r"(?:到|至|为)了?[^，,。；;、]{0,9}"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LESS = re.compile(r"减少|下降|降低|少|降|减")
_SINCE = re.compile(r"[比较](?P<base>[^，,。；;]*)$")
_YEAR_BEFORE = re.compile(r"上一?[学年届]|去年|前一?年|同期|同比")
# What changes, before 由, without the year.
_CLAUSE_BEFORE = re.compile(r"(?:(?!(?:19|20)\d{2}年)[^，,。；;：:]){2,24}$")
# What fits the question as well as the best may tell of its change.
AS_WELL = 0.1


@dataclass(frozen=True, slots=True)
class Told:
    """What something became and what it had been, and the candidate that answers to the question."""

    candidate: Candidate
    new: Fact
    old: Fact


def told_from_to(matcher: Matcher, candidates: Sequence[Candidate]) -> Told | None:
    """Return what something became and what it had been, where one sentence tells both (由甲增加到乙)."""
    best = matcher.first_fitting(candidates)
    for candidate in candidates:
        sentence, figure = candidate.sentence, candidate.figure
        if best is None or candidate.score < best.score - AS_WELL:
            return None
        if sentence is None or figure is None or not matcher.fits(candidate.missing):
            continue
        for old, new in pairwise(sentence.figures):
            if (
                figure in (old, new)
                and _becomes(sentence.text, old, new)
                and _of_years(matcher, sentence, old)
            ):
                both = {id(c.figure): c for c in candidates if c.sentence is sentence and c.figure}
                if id(new) in both and id(old) in both:
                    return _named_once(matcher, both[id(new)], both[id(old)])
    return None


def _named_once(matcher: Matcher, new: Candidate, old: Candidate) -> Told:
    """Both figures by the name that stands before the first, the older one in its own year or in none."""
    became, was = (candidate_to_fact(c, matcher.book) for c in (new, old))
    before = _FROM.search(was.quote[: old.figure.figure.start]) if old.figure else None
    years = _YEAR.findall(before.group()) if before else []
    clause = _CLAUSE_BEFORE.search(was.quote[: before.start()]) if before else None
    called = shown_label(clause[0].strip()) if clause else became.indicator
    year = int(years[-1]) if years else None
    newest = became.year if became.year != year else matcher.book.report.data_year
    return Told(
        new, replace(became, indicator=called, year=newest), replace(was, indicator=called, year=year)
    )


def _becomes(text: str, old: FigureView, new: FigureView) -> bool:
    between = text[old.figure.end : new.figure.start]
    same = unit_class(old.figure.unit) == unit_class(new.figure.unit) or old.figure.unit in (
        "",
        new.figure.unit,
    )
    return same and bool(_FROM.search(text[: old.figure.start]) and _TO.fullmatch(between))


def _of_years(matcher: Matcher, sentence: Sentence, old: FigureView) -> bool:
    """Whether a sentence tells of the years asked, where any are."""
    if not since_asked(matcher, sentence.text):
        return False
    before = _FROM.search(sentence.text[: old.figure.start])
    named = [int(year) for year in _YEAR.findall(before.group())] if before else []
    return len(matcher.years) < 2 or not named or named[-1] in matcher.years


def told_growth(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the growth of what a sentence tells with the amount of its change (共90人，比上年增加30人)."""
    if matcher.query.operation != "growth":
        return None
    best = matcher.first_fitting(candidates)
    for candidate in candidates:
        sentence, figure = candidate.sentence, candidate.figure
        if best is None or sentence is None or figure is None or not figure.figure.change:
            continue
        if not matcher.fits(candidate.missing) or unit_class(candidate.unit) == 0:
            continue
        since = _SINCE.search(sentence.text[: figure.figure.start])
        if since is None or not _is_asked(matcher, since["base"]):
            continue
        if grown := _grown(matcher, candidate, sentence, since.start()):
            return grown
    return None


def _is_asked(matcher: Matcher, base: str) -> bool:
    newest, named = matcher.book.report.data_year, _YEAR.findall(base)
    oldest = min(matcher.years) if len(matcher.years) > 1 else newest and newest - 1
    if named:
        return oldest is not None and str(oldest) in named
    return bool(_YEAR_BEFORE.search(base)) and (newest is None or oldest == newest - 1)


def _grown(matcher: Matcher, change: Candidate, sentence: Sentence, since: int) -> Calculated | None:
    """The growth by a change: over the base that is printed, else over what the change leaves of the new."""
    if change.figure is None:
        return None
    told = {
        id(c.figure): c
        for c in matcher.prose_candidates([sentence], any_year=True)
        if c.figure and c.unit == change.unit and not c.figure.figure.change and not c.figure.figure.approx
    }
    before = [
        told[id(v)] for v in sentence.figures if id(v) in told and v.figure.end <= change.figure.figure.start
    ]
    news = [c for c in before if c.figure and c.figure.figure.end <= since and _in_focus(sentence, c, since)]
    if not news:
        return None
    new, base, by = (
        candidate_to_fact(c, matcher.book) for c in (_head(sentence.text, news), before[-1], change)
    )
    less = _LESS.search(sentence.text[since : change.figure.figure.start]) is not None
    if new is not base and base != new and _apart(new, base) == by.value:
        named = _YEAR.findall(sentence.text[since : change.figure.figure.start])
        newest = matcher.book.report.data_year
        year = int(named[0]) if named else newest and newest - 1
        result = compute.growth(new, replace(base, indicator=new.indicator, year=year))
        return (
            Calculated("growth", change.score, result.operands, (result,), change.named) if result else None
        )
    grown = compute.growth_by(new, by, less=less)
    return Calculated("growth-by", change.score, (new, by), (grown,), change.named) if grown else None


def _head(text: str, news: Sequence[Candidate]) -> Candidate:
    """What is compared with one year and then with another: 共90人，比2020年的60人多30人，比2019年…."""
    ends = ((c, re.split(r"[，,。；;]", text[: c.figure.figure.start])[-1]) for c in news if c.figure)
    heads = [c for c, clause in ends if not re.search("[比较]", clause)]
    return heads[-1] if heads else news[-1]


def _in_focus(sentence: Sentence, new: Candidate, since: int) -> bool:
    """Whether what is compared is the figure right before: no other sentence part lies between."""
    end = new.figure.figure.end if new.figure else 0
    return re.search(r"[；;。]", sentence.text[end:since]) is None


def _apart(a: Fact, b: Fact) -> object:
    return abs(a.value - b.value) if a.value is not None and b.value is not None else None
