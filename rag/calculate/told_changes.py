"""Growths reckoned from the amount of a change that a sentence tells (共90人，比上年增加30人)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.find.book import Sentence
from rag.find.candidates import Candidate, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher

_YEAR = re.compile(r"(?:19|20)\d{2}")
_LESS = re.compile(r"减少|下降|降低|少|降|减")
_SINCE = re.compile(r"[比较](?P<base>[^，,。；;]*)$")
_YEAR_BEFORE = re.compile(r"上一?[学年届]|去年|前一?年|同期|同比")


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
