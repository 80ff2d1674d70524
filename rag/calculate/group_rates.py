"""The rate of several rows together: what was done in all of them over what there was in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import permutations

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.find.book import TableCell
from rag.find.candidates import Candidate, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import ADDED_UP

# 总报到率, 整体就业率 too are of all rows of the group.
_TOGETHER = re.compile(rf"{ADDED_UP.pattern}|(?:总的?|整体的?|总体的?|全[部体]的?)[\u4e00-\u9fff]{{2,4}}率")
# Printed rates are rounded to two places.
ROUNDED = Decimal("0.0051")


def rate_of_group(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the rate of a group of rows that the question takes together (某学院各专业合起来的落实率).

    It is no sum and no average of the rates: the two columns are added up of which each row's rate is made.
    """
    best = matcher.first_fitting(candidates)
    if best is None or best.cell is None or best.view is None or not _TOGETHER.search(matcher.query.text):
        return None
    head = best.cell.row.bare
    if unit_class(best.unit) != 0 or len(head) < 2 or head[0] not in matcher.query.text:
        return None
    every = matcher.for_terms(()).table_candidates([best.view], any_year=True)
    rows = [c for c in every if c.cell and c.cell.row.bare[0] == head[0] and not c.cell.row.total]
    rates = {c.cell.row.index: c.cell for c in rows if c.cell and c.cell.col is best.cell.col}
    columns: dict[int, dict[int, Candidate]] = {}
    for c in rows:
        if c.cell and c.cell.cell.value is not None and unit_class(c.unit) != 0:
            columns.setdefault(c.cell.cell.col, {})[c.cell.row.index] = c
    for done, whole in permutations(columns.values(), 2):
        if len(rates) > 1 and done.keys() == whole.keys() == rates.keys() and _makes(rates, done, whole):
            return _calculated(matcher, best.score, (done.values(), whole.values()))
    return None


def _makes(rates: dict[int, TableCell], done: dict[int, Candidate], whole: dict[int, Candidate]) -> bool:
    """Whether in every row the one figure over the other makes the printed rate."""
    return all(_is_rate(rates[row], done[row], whole[row]) for row in rates)


def _is_rate(rate: TableCell, done: Candidate, whole: Candidate) -> bool:
    a = done.cell.cell.value if done.cell else None
    b = whole.cell.cell.value if whole.cell else None
    printed = rate.cell.value
    return bool(a is not None and b and printed is not None and abs(a / b * 100 - printed) < ROUNDED)


def _calculated(
    matcher: Matcher, score: float, sides: tuple[Iterable[Candidate], Iterable[Candidate]]
) -> Calculated | None:
    left, right = (tuple(candidate_to_fact(c, matcher.book) for c in side) for side in sides)
    facts: tuple[Fact, ...] = (*left, *right)
    result = compute.share(left, right) if compute.comparable(facts) else None
    return Calculated("share", score, facts, (result,)) if result else None
