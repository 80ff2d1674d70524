"""How far something is from a goal that the question states and the report prints: 离94%的目标还差多少."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.changes import stands_under_another
from rag.calculate.compute import Calculated
from rag.find.candidates import PLAN, Candidate, alike, has_number, name, unit_class, value_of
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher
from rag.quantity import convert, split_scale
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED

_ASKED = re.compile(
    r"(?:距离?|离)[^\d，,。]{0,8}?(?P<goal>(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>[万亿]?(?:%|个?百分点|元|人|名|个|项|门|册|家|亩)?))"
    r"[^，,。]{0,10}?(?:还|仍|尚)?(?:差|缺|有)了?(?:多少|几|多远|多大)?"
)
# What is said of what is to come is no figure of today.
_TO_COME = re.compile(rf"{PLAN.pattern}|力争|争取|达到|将|拟|到20\d{{2}}年|稳定在|以上")
# Who came in a year are not all that there are.
_JOINING = re.compile(r"引进|新增|新聘|招聘|净增|流失|[当本]年")
_SAID_OF_GOAL = re.compile(r"目标|差|远|算|距|离|要求")


@dataclass(frozen=True, slots=True)
class _Goal:
    value: Decimal
    unit: str
    start: int
    end: int


def short_of_goal(matcher: Matcher) -> Calculated | None:
    """Return how far the figure that a question names is from the goal it states; both must be printed."""
    goal = _goal(matcher.query.text)
    if goal is None:
        return None
    rest = tuple(t for t in matcher.terms if not _of_goal(t, goal))
    named = matcher.for_terms(rest)
    reached = max(_reached(named, goal), key=lambda c: c.score, default=None)
    if reached is None:
        return None
    aim = next((fact for c in _printed(named) if (fact := _aim(matcher, c, goal, reached))), None)
    if aim is None or (aim.value or 0) <= value_of(reached):
        return None
    result = compute.difference(aim, candidate_to_fact(reached, matcher.book))
    return Calculated("difference", reached.score, result.operands, (result,))


def _goal(text: str) -> _Goal | None:
    found = _ASKED.search(text)
    if found is None or not re.search(r"差|缺", text):
        return None
    return _Goal(Decimal(found["number"]), found["unit"], *found.span("goal"))


def _of_goal(term: Term, goal: _Goal) -> bool:
    return (term.start < goal.end and goal.start < term.end) or _SAID_OF_GOAL.search(term.text) is not None


def _reached(named: Matcher, goal: _Goal) -> Iterator[Candidate]:
    """The figures of today that answer to what the question names, in the kind of unit of the goal."""
    percent = goal.unit == "%"
    for c in named.candidates():
        if not has_number(c) or not c.covered or not named.fits(c.missing):
            continue
        if (unit_class(c.unit) == 0) != percent or _is_to_come(c) or stands_under_another(named, c):
            continue
        if _JOINING.search(name(c)) and not _JOINING.search(named.query.text):
            continue
        of_all = c.cell is None or c.cell.row.total or named.fit(c.cell.row).own
        if of_all and (c.figure is None or not c.figure.figure.change):
            yield c


def _is_to_come(candidate: Candidate) -> bool:
    if candidate.sentence is None or candidate.figure is None:
        return bool(candidate.cell and PLAN.search(" ".join(candidate.cell.col.bare)))
    figure = candidate.figure.figure
    around = candidate.sentence.text[max(0, figure.start - 40) : figure.end + 4]
    return _TO_COME.search(around) is not None


def _printed(named: Matcher) -> list[Candidate]:
    """The figures that tell of goals for what the question names."""
    every = named.prose_candidates(named.book.sentences, any_year=True)
    goals = [c for c in every if c.figure and _is_to_come(c) and _tells_of(named, c)]
    return sorted(goals, key=lambda c: -c.score)


def _tells_of(named: Matcher, candidate: Candidate) -> bool:
    """Whether the sentence of a goal holds what the question names, and its clause some of it."""
    if candidate.sentence is None or candidate.figure is None:
        return False
    clause = named.found_all(candidate.figure.near | candidate.figure.left)
    whole = named.found_all(candidate.sentence.all)
    telling = [i for i, term in enumerate(named.terms) if term.base >= SHARED and len(term.text) > 1]
    lost = [i for i in telling if named.terms[i].base >= NOUN and not whole[i]]
    return not lost and any(clause[i] for i in telling)


def _aim(matcher: Matcher, candidate: Candidate, goal: _Goal, reached: Candidate) -> Fact | None:
    """A printed goal as it is set against what is reached, in its unit; None where it is another."""
    figure = candidate.figure.figure if candidate.figure else None
    if figure is None or not (alike(candidate, reached) or split_scale(figure.unit)[1] == reached.unit):
        return None
    scale = split_scale(goal.unit)[0] if goal.unit else Decimal(1)
    stated, printed = goal.value * scale, figure.value * split_scale(figure.unit)[0]
    if stated != printed:
        return None
    value = convert(figure.value, figure.unit, reached.unit)
    fact = candidate_to_fact(candidate, matcher.book)
    if value is None:
        return None
    if figure.unit != reached.unit and value == value.to_integral_value():
        # 1.1万人 is 11000人, not 11000.0.
        value = value.to_integral_value()
    return replace(fact, value=value, unit=reached.unit)
