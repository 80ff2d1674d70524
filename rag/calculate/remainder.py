"""What is left of a whole without one of its parts: 除市内以外的新生有多少, 不是双师的专任教师."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.left_out import counted_apart, left_out
from rag.calculate.operands import NAMED, askew, may_pair, operands_for
from rag.find.candidates import (
    Candidate,
    beside,
    distinct,
    has_number,
    name,
    unit_class,
    unit_contradicts,
    value_of,
)
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import LIGHT, SHARED

# How fully the whole must be named where it stands elsewhere than its part.
NAMED_IN_FULL = 0.6
# By how much more of its name the part must be told than another row.
CLEARER = 0.1


def remainder(matcher: Matcher) -> Calculated | None:
    """Return a total less the part of it that the question leaves out."""
    # What is left is no answer to how many times as much it is.
    asked = None if matcher.query.operation in ("multiple", "growth") else left_out(matcher)
    if asked is None or not asked.rest or (asked.negated and counted_apart(matcher, asked.part)):
        return None
    named = matcher.for_terms(tuple(sorted((*asked.part, *asked.rest), key=lambda term: term.start)))
    starts = {term.start for term in asked.part}
    own = frozenset(i for i, term in enumerate(named.terms) if term.start in starts and term.base > LIGHT)
    return _of_column(named, own) or _set_apart(named, asked.rest, own)


def _of_column(named: Matcher, own: frozenset[int]) -> Calculated | None:
    """The two rows of one column."""
    cells = sorted(_usable(named, own), key=lambda c: -c.score)
    wholes = _wholes(named, cells[0], own) if cells and not _doubtful(named, cells) else []
    return _less(named, wholes[0], cells[0]) if wholes else None


def _doubtful(named: Matcher, cells: Sequence[Candidate]) -> bool:
    """Whether the part may as well be another row of the same column."""
    fits = [
        (c.cell.cell.row, named.fit(c.cell.row).specificity)
        for c in cells
        if c.cell and cells[0].cell and c.view is cells[0].view and c.cell.col is cells[0].cell.col
    ]
    return any(row != fits[0][0] and fit > fits[0][1] - CLEARER for row, fit in fits[1:])


def _less(named: Matcher, whole: Candidate, less: Candidate) -> Calculated | None:
    facts = tuple(candidate_to_fact(c, named.book) for c in (whole, less))
    if not compute.comparable(facts):
        return None
    return Calculated("remainder", less.score, facts, (compute.difference(*facts),))


def _usable(named: Matcher, own: frozenset[int]) -> Iterator[Candidate]:
    """The cells whose row is the part left out, in a column that the question names or the only one."""
    for c in named.table_candidates(named.book.tables):
        if c.cell is None or not has_number(c) or unit_class(c.unit) == 0 or unit_contradicts(named.query, c):
            continue
        if not own <= named.fit(c.cell.row).own or not named.fits(c.missing):
            continue
        if named.fit(c.cell.col).own or c.cell.col.year or _lone_column(c):
            yield c


def _lone_column(candidate: Candidate) -> bool:
    """Whether all figures of a row in this unit stand in one column."""
    if candidate.view is None or candidate.cell is None:
        return False
    row = candidate.cell.row
    same = {
        item.cell.col for item in candidate.view.cells if item.row is row and item.cell.unit == candidate.unit
    }
    return len(same) == 1


def _wholes(named: Matcher, less: Candidate, own: frozenset[int]) -> list[Candidate]:
    """The rows that a part belongs to, in its column: the one that the question names, else the total."""
    if less.cell is None or less.view is None:
        return []
    path, column = less.cell.row.path, less.cell.col
    found = [
        c
        for c in named.table_candidates([less.view])
        if c.cell and c.cell.col is column and has_number(c) and value_of(c) > value_of(less)
    ]
    over = [c for c in found if c.cell and path[: len(c.cell.row.path)] == c.cell.row.path]
    asked = [c for c in over if c.cell and named.fit(c.cell.row).own - own]
    totals = [c for c in found if c.cell and c.cell.row.total and len(c.cell.row.path) == 1]
    return asked or totals or over[-1:]


def _set_apart(named: Matcher, rest: Sequence[Term], own: frozenset[int]) -> Calculated | None:
    """A whole and its part that stand in two places, each named in full by its own words."""
    if not any(term.base >= SHARED for term in rest):
        return None
    parts = [c for c in operands_for(named, named.terms) if own <= c.covered and c.specificity > NAMED]
    wholes = [c for c in operands_for(named, rest) if c.specificity >= NAMED_IN_FULL]
    words = [named.terms[i].text for i in own]
    pairs = [
        (whole.score + less.score + beside(whole, less), whole, less)
        for less in parts
        for whole in wholes
        if distinct(whole, less)
        and may_pair(named, whole, less)
        and not askew(whole, less)
        and whole.year == less.year
        and value_of(whole) > value_of(less)
        and not any(word in name(whole) for word in words)
    ]
    if not pairs:
        return None
    _, whole, less = max(pairs, key=lambda pair: pair[0])
    return _less(named, whole, less)
