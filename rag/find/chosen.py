"""Which of the figures that fit are shown: the best, and what stands beside it and is asked for too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.candidates import Candidate, cell_candidate
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher
from rag.find.told_twice import told_otherwise
from rag.understand.words import VERB

# Candidates whose scores are this close fit equally well.
TIE = 0.015
# A column or row that is named beside another must be named by most of its own words.
FULLY_NAMED = 0.6
_WHICH = re.compile(r"哪[一二两三四五六七八九十几些]+[个种类门所家项支]?(?P<thing>[\u4e00-\u9fff]{2})")
_JOINS = re.compile(r"[和与及、，,]|以及|分别|各")


def chosen(matcher: Matcher, fitting: list[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate, with those that fit as well beside it along one row or column of its table."""
    best = fitting[0]
    if best.cell is None:
        return _with_other_years(matcher, best, fitting) or _parallel_figures(matcher, best, fitting)
    if parallel := _parallel_cells(matcher, best, candidates):
        return parallel
    ties = [
        c
        for c in fitting
        if c.cell
        and c.view is best.view
        and best.score - c.score < TIE
        and (c.cell.cell.row == best.cell.cell.row or c.cell.cell.col == best.cell.cell.col)
    ]
    same_row = [c for c in ties if c.cell and c.cell.cell.row == best.cell.cell.row]
    ties = same_row if len(same_row) > 1 else ties
    years = _with_other_years(matcher, best, fitting)
    if len(years) > len(ties):
        return years
    return sorted(ties, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))[:12]


def named_beside(matcher: Matcher, best: Candidate) -> list[Candidate]:
    """The cell that names the things asked for (哪几个专业), where the best, in its row, counts them."""
    asked = _WHICH.search(matcher.query.text)
    if asked is None or best.cell is None or best.view is None or best.cell.cell.value is None:
        return []
    thing, number = asked["thing"], best.cell.cell
    if thing not in best.cell.col.name:
        return []
    return [
        cell_candidate(best.view, item)
        for item in best.view.cells
        if item.cell.row == number.row and item.cell.value is None
        if thing in item.col.name and len(item.cell.text) > len(thing)
    ][:1]


def _with_other_years(matcher: Matcher, best: Candidate, fitting: list[Candidate]) -> list[Candidate]:
    """For a question about several years, the best candidate of each."""
    if len(matcher.years) < 2:
        return []
    chosen = []
    for year in matcher.years:
        same = [c for c in fitting if c.year == year and _same_thing(best, c)]
        chosen += (same or [c for c in fitting if c.year == year and best.score - c.score < 0.2])[:1]
    return chosen


def _same_thing(a: Candidate, b: Candidate) -> bool:
    if a.cell and b.cell:
        return a.view is b.view and a.cell.row.own == b.cell.row.own and a.cell.col.own == b.cell.col.own
    return False


def _parallel_figures(matcher: Matcher, best: Candidate, fitting: list[Candidate]) -> list[Candidate]:
    """A question that joins two things (最高分和最低分) gets both figures of the sentence."""
    chosen = [best]
    covered = set(best.covered)
    if not any(word in matcher.query.text for word in "和与及、以跟"):
        return chosen
    for other in fitting:
        fresh = set(other.covered) - covered
        weight = sum(matcher.weights[i] for i in fresh)
        if other.sentence is best.sentence and other is not best and weight > 0.3:
            chosen.append(other)
            covered |= fresh
    return sorted(chosen, key=lambda c: c.figure.figure.start if c.figure else 0)


def _parallel_cells(matcher: Matcher, best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """A question that joins several columns of a row, or rows of a column, gets the cell of each."""
    if not _JOINS.search(matcher.query.text):
        return []
    chosen = [best]
    for other in candidates:
        if other.view is not best.view or other.year != best.year or not _crosses(best, other):
            continue
        fresh = other.own.difference(*(c.own for c in chosen))
        named = [i for i in fresh if matcher.terms[i].base >= VERB]
        if named and _own_label(matcher, best, other) >= FULLY_NAMED:
            chosen.append(other)
    if len(chosen) < 2:
        return []
    return sorted(chosen, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))


def _crosses(a: Candidate, b: Candidate) -> bool:
    """Whether two cells stand in one row or one column."""
    if a.cell is None or b.cell is None:
        return False
    return (a.cell.cell.row == b.cell.cell.row) != (a.cell.cell.col == b.cell.cell.col)


def _own_label(matcher: Matcher, best: Candidate, other: Candidate) -> float:
    """How fully a question names the row or the column in which another cell differs from the best."""
    if best.cell is None or other.cell is None:
        return 0.0
    same_row = best.cell.cell.row == other.cell.cell.row
    return matcher.specificity((other.cell.col if same_row else other.cell.row).own)


def also_meant(matcher: Matcher, told: list[Candidate], fitting: list[Candidate]) -> tuple[Fact, ...]:
    """A figure of another table, or told elsewhere in the prose, that the question could mean as well."""
    best = told[0]
    if len(told) == 1 and (other := told_otherwise(best, fitting)):
        return (candidate_to_fact(other[0], matcher.book),)
    for candidate in fitting:
        if candidate.view is None or best.view is None or candidate.view is best.view:
            continue
        if best.score - candidate.score < 0.12 and candidate.specificity > 0.6:
            return (candidate_to_fact(candidate, matcher.book),)
    return ()
