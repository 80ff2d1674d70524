"""A question that states a wrong figure before it asks: the figure is put right, then the rest answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from rag.find.candidates import unit_class
from rag.find.facts import Fact
from rag.find.figures import ProseFigure
from rag.quantity import convert
from rag.turn import Turn
from rag.types import Question
from rag.understand.stated import stated

# Beyond this ratio what the report tells is more likely of another thing.
MAX_RATIO = Decimal(2)
# A figure must fit as well as this to put another one right.
FITTING = 1.1
NOT_SO = "不对，与报告不符。"

# Answers a question, knowing what was told in the turns before.
Answers = Callable[[Question, list[Turn]], Turn]


def corrected(question: Question, answers: Answers) -> list[Turn]:
    """Return the turns that put a stated figure right and answer the rest; none where it is not wrong."""
    *earlier, last = question.turns
    told = stated(last)
    if told is None:
        return []
    first = answers(replace(question, turns=(*earlier, told.asked)), [])
    if first.answer is None or not _is_wrong(first, told.figure):
        return []
    first = replace(first, answer=replace(first.answer, text=f"{NOT_SO}{first.answer.text}"))
    asked = (*earlier, told.asked, told.rest)
    rest = answers(replace(question, turns=asked, continued=True), [first])
    if rest.answer is None or rest.answer.abstained:
        alone = answers(replace(question, turns=(*earlier, told.rest)), [])
        rest = alone if alone.answer and not alone.answer.abstained else rest
    return [first, rest]


def _is_wrong(turn: Turn, figure: ProseFigure) -> bool:
    """Whether a report tells one figure, in the same kind of unit and not far off, that is another."""
    facts = [fact for r in turn.resolutions if r.outcome == "figures" and not r.close for fact in r.facts]
    if len(facts) != 1 or turn.reading or any(r.score < FITTING or r.conflicting for r in turn.resolutions):
        return False
    value = _in_unit(figure, facts[0])
    if value is None or not value or not facts[0].value:
        return False
    ratio = max(value, facts[0].value) / min(value, facts[0].value)
    return 1 < ratio <= MAX_RATIO


def _in_unit(figure: ProseFigure, fact: Fact) -> Decimal | None:
    """The value of a stated figure in the unit of the report's, None where they measure different things."""
    if figure.unit == fact.unit or not fact.unit:
        return figure.value
    converted = convert(figure.value, figure.unit, fact.unit)
    same = unit_class(figure.unit) is not None and unit_class(figure.unit) == unit_class(fact.unit)
    return converted if converted is not None else figure.value if same else None
