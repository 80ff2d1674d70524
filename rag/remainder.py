"""What is left of a whole without one of its parts: 除市内以外，省内其他地方的新生有多少."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag import compute
from rag.candidates import Candidate, has_number, unit_class, unit_contradicts, value_of
from rag.compute import Calculated
from rag.facts import candidate_to_fact
from rag.match import Matcher
from rag.terms import Term

# Where the part is named that is left out.
_WITHOUT = (
    re.compile(r"除了?(?P<part>[^，,]{1,16}?)(?:以外|之外|外)"),
    re.compile(r"除了?(?P<part>[^，,]{1,16})[，,](?=.*其[他它余])"),
    re.compile(r"(?:不算|不含|不包括|去掉|扣除|扣掉)(?P<part>[^，,的]{1,12})"),
    re.compile(r"(?P<part>[^\W\d的，,、]{2,12})(?:以外|之外)的"),
)
# What only says that there are others.
_OTHERS = re.compile(r"其[他它余]|地方|地区|部分|剩下|剩余|余下|别的|以外|之外")
_HOW_MANY = re.compile(r"多少|几(?!乎)|总数|人数|合计|一共|共")


def remainder(matcher: Matcher) -> Calculated | None:
    """Return a total less the part of it that the question leaves out, both from one column."""
    text = matcher.query.text
    if re.search(r"哪|还有什么|谁", text) or not _HOW_MANY.search(text):
        return None
    for match in (found for pattern in _WITHOUT if (found := pattern.search(text))):
        span = match.span("part")
        part = [t for t in matcher.terms if span[0] <= t.start and t.end <= span[1]]
        rest = [t for t in matcher.terms if t not in part and not _OTHERS.search(t.text)]
        if any(t.base > 0.25 for t in part) and rest:
            return _calculated(matcher, part, rest)
    return None


def _calculated(matcher: Matcher, part: Sequence[Term], rest: Sequence[Term]) -> Calculated | None:
    named = matcher.for_terms(tuple(sorted((*part, *rest), key=lambda term: term.start)))
    starts = {term.start for term in part}
    own = frozenset(i for i, term in enumerate(named.terms) if term.start in starts and term.base > 0.25)
    cells = sorted(_usable(named, own), key=lambda c: -c.score)
    wholes = _wholes(named, cells[0], own) if cells else []
    if not wholes:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in (wholes[0], cells[0]))
    return Calculated("remainder", cells[0].score, facts, (compute.difference(*facts),))


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
