"""One thing that two paragraphs tell in the same words, each with another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rag.find.agreement import in_unit_of
from rag.find.candidates import Candidate, value_of
from rag.find.figures import ProseFigure
from rag.understand.words import NOUN

# Two figures of the prose tell of one thing that are named alike and in full, and differ by little.
TOLD_IN_FULL, TOLD_AS_WELL = 0.95, 0.02
# So near in score, and in size, one that is named otherwise may still be of the same thing.
NEARLY_AS_WELL = 0.2
MAX_APART = Decimal("1.2")
# Of a part, a change, one day, or what is to come.
_SCOPE = re.compile(
    r"部分|其中|新增|累计|截[至止]|以上|以下|左右|平均|[首第]次|第[一二三四五\d]批|月|当年|当天|期间|计划|目标|力争|达到20|学期|拟|将"
)


def told_elsewhere(best: Candidate, others: Sequence[Candidate]) -> list[Candidate]:
    """Return the figure that another paragraph tells of just the same words as the best one, if it differs.

    Args:
        best: the figure that answers a question best.
        others: all figures that answer it, best first.
    """
    if best.sentence is None or best.figure is None or _is_scoped(best):
        return []
    return [
        c
        for c in _near_elsewhere(best, others)
        if c.unit == best.unit != "%"
        and min(c.named, c.coverage, best.named, best.coverage) >= TOLD_IN_FULL
        and best.score - c.score < TOLD_AS_WELL
        and not _is_scoped(c)
    ][:1]


def told_otherwise(best: Candidate, others: Sequence[Candidate]) -> list[Candidate]:
    """Return the figure of another paragraph that may be told of the same thing as the best one.

    It is called otherwise, so that it is no contradiction, but no noun of the question is left out, and the
    two lie close: whoever asks should see both.
    """
    if best.sentence is None or best.figure is None or best.unit == "%" or _is_unsure(best.figure.figure):
        return []
    return [
        c
        for c in _near_elsewhere(best, others)
        if all(term.base < NOUN for term in c.missing)
        and best.score - c.score < NEARLY_AS_WELL
        and not (c.figure and _is_unsure(c.figure.figure))
        and _scopes(c) == _scopes(best)
    ][:1]


def _near_elsewhere(best: Candidate, others: Sequence[Candidate]) -> Iterator[Candidate]:
    """The figures of other paragraphs, of the same year, that lie near one in size."""
    for c in others:
        elsewhere = c.sentence and best.sentence and c.sentence.paragraph is not best.sentence.paragraph
        if c.figure and elsewhere and c.year == best.year and _near_in_size(best, c):
            yield c


def _is_scoped(candidate: Candidate) -> bool:
    """Whether a figure is told of a part, of a change, or of what is to come."""
    return candidate.figure is None or _is_unsure(candidate.figure.figure) or bool(_scopes(candidate))


def _is_unsure(figure: ProseFigure) -> bool:
    return bool(figure.change or figure.approx or figure.bound or figure.past)


def _scopes(candidate: Candidate) -> frozenset[str]:
    """The words around a figure that say that it is not of the whole, or not of the year."""
    if candidate.figure is None or candidate.sentence is None:
        return frozenset()
    figure = candidate.figure.figure
    return frozenset(_SCOPE.findall(candidate.sentence.text[max(0, figure.start - 16) : figure.end + 2]))


def _near_in_size(a: Candidate, b: Candidate) -> bool:
    one, other = value_of(a), in_unit_of(value_of(b), b.unit, a.unit)
    return other is not None and 0 < min(one, other) < max(one, other) <= MAX_APART * min(one, other)
