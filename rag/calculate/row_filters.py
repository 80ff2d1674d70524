"""The rows that stand over or under another figure of theirs: the whole, another column, another row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.axis_column import axis_column
from rag.calculate.compute import Calculated, Computed, larger_first
from rag.calculate.filters import context_fit
from rag.calculate.sets import cells_to_compare, rows_of_axis
from rag.find.book import TableView
from rag.find.candidates import Candidate, has_number, value_of
from rag.find.facts import candidate_to_fact
from rag.find.labels import Label
from rag.find.match import Matcher
from rag.understand.conditions import OVER_OTHER, UNDER_OTHER, just_so_many
from rag.understand.terms import Term
from rag.understand.words import VERB

# How much a table's surroundings must say of a question that names no column.
LEAST_CONTEXT = 0.3
_OTHERS = re.compile(f"{OVER_OTHER.pattern}|{UNDER_OTHER.pattern}")
Pair = tuple[Candidate, Candidate]


def row_filter(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the rows that meet such a condition, None where the question sets none or no table fits."""
    comparison = matcher.query.comparison
    if comparison in ("over-whole", "under-whole"):
        return _against(matcher, _with_whole(matcher, candidates))
    if comparison in ("over-other", "under-other"):
        return _against(matcher, _with_row(matcher) or _two_columns(matcher))
    if comparison in ("closest", "farthest"):
        return _by_distance(matcher, _two_columns(matcher))
    if comparison in ("zero", "nonzero"):
        return _kept(
            matcher, _of_one_column(matcher, candidates), lambda v: (v == 0) == (comparison == "zero")
        )
    if comparison == "just":
        number = just_so_many(matcher.query.text)
        return _kept(matcher, cells_to_compare(matcher, candidates), lambda v: v == number)
    return None


def _kept(matcher: Matcher, rows: Sequence[Candidate], meets: Callable[[Decimal], bool]) -> Calculated | None:
    facts = tuple(candidate_to_fact(c, matcher.book) for c in rows if meets(value_of(c)))
    return Calculated("filter", max(c.score for c in rows), facts) if rows else None


def _against(matcher: Matcher, pairs: Sequence[Pair]) -> Calculated | None:
    """The first of each pair that is over, or under, its second, with how far they are apart."""
    over = matcher.query.comparison.startswith("over")
    differing = [(a, b) for a, b in pairs if value_of(a) != value_of(b)]
    kept = [pair for pair in differing if (value_of(pair[0]) > value_of(pair[1])) == over]
    return _shown("filter", matcher, pairs, kept)


def _by_distance(matcher: Matcher, pairs: Sequence[Pair]) -> Calculated | None:
    """The pair whose two figures are the closest to each other, or the farthest apart."""
    apart = [abs(value_of(a) - value_of(b)) for a, b in pairs]
    if len(apart) < 2:
        return None
    comparison = matcher.query.comparison
    wanted = min(apart) if comparison == "closest" else max(apart)
    kept = [pair for pair, distance in zip(pairs, apart, strict=True) if distance == wanted]
    return _shown(comparison, matcher, pairs, kept)


def _shown(
    operation: str, matcher: Matcher, pairs: Sequence[Pair], kept: Sequence[Pair]
) -> Calculated | None:
    if not pairs:
        return None
    computed: list[Computed] = []
    facts = []
    for pair in kept:
        first, second = (candidate_to_fact(c, matcher.book) for c in pair)
        facts.append(first)
        computed.append(compute.difference(*larger_first(first, second)))
    score = max(a.score for a, _ in pairs)
    return Calculated(operation, score, tuple(facts), tuple(computed))


def _with_whole(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Pair]:
    """Each row of the column asked with the row of all."""
    column = axis_column(matcher)
    rows = rows_of_axis(matcher, column) or cells_to_compare(matcher, candidates)
    if not rows or rows[0].cell is None or rows[0].view is None:
        return []
    totals = [c for c in _column_of(matcher, rows[0]) if c.cell and c.cell.row.total]
    whole = min(totals, key=lambda c: len(c.cell.row.path) if c.cell else 0, default=None)
    return [(c, whole) for c in rows if c.cell and not c.cell.row.total] if whole else []


def _column_of(matcher: Matcher, candidate: Candidate) -> list[Candidate]:
    """Every figure of a candidate's column."""
    views = [candidate.view] if candidate.view else []
    column = candidate.cell.cell.col if candidate.cell else -1
    every = matcher.for_terms(()).table_candidates(views, any_year=True)
    return [
        c
        for c in every
        if c.cell and c.cell.cell.col == column and has_number(c) and c.year == candidate.year
    ]


def _sides(matcher: Matcher) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The words before and behind 比 and the like."""
    found = _OTHERS.search(matcher.query.text)
    if found is None:
        return (), ()
    left = tuple(t for t in matcher.terms if t.end <= found.start())
    return left, tuple(t for t in matcher.terms if found.start() <= t.start)


def _with_row(matcher: Matcher) -> list[Pair]:
    """Each row of the column asked with the one row that stands behind 比."""
    column, found = axis_column(matcher), _OTHERS.search(matcher.query.text)
    if not column or found is None:
        return []
    every = [c for c in _column_of(matcher, column[0]) if c.cell and not c.cell.row.total]
    other = [c for c in every if c.cell and c.cell.row.name and c.cell.row.name in found.group()]
    one = max(other, key=lambda c: len(c.cell.row.name) if c.cell else 0, default=None)
    return [(c, one) for c in every if c is not one] if one else []


def _two_columns(matcher: Matcher) -> list[Pair]:
    """The figures of each row in the two columns that the question sets against each other."""
    best: tuple[float, list[Pair]] = (0.0, [])
    for view in matcher.book.tables:
        pairs = _pairs_in(matcher, view)
        fit = _fit(matcher, view, pairs) if len(pairs) > 1 else 0.0
        if fit > best[0]:
            best = (fit, pairs)
    return best[1]


def _fit(matcher: Matcher, view: TableView, pairs: Sequence[Pair]) -> float:
    """How well a table and the rows of it answer to a question; 0 where they leave out what they must not."""
    labels = [
        matcher.fit(label)
        for a, b in pairs
        if a.cell and b.cell
        for label in (a.cell.row, a.cell.col, b.cell.col)
    ]
    around = matcher.around(view)
    found = [max(near, *(fit.found[i] for fit in labels)) for i, near in enumerate(around)]
    missing = [t for t, f in zip(matcher.terms, found, strict=True) if not f]
    return matcher.weight_of(found) / matcher.total if matcher.fits(missing) else 0.0


def _pairs_in(matcher: Matcher, view: TableView) -> list[Pair]:
    cells = [
        c
        for c in matcher.for_terms(()).table_candidates([view], any_year=True)
        if c.cell and has_number(c) and not c.cell.row.total
    ]
    columns = {c.cell.cell.col: c.cell.col for c in cells if c.cell}
    first, second = _columns_meant(matcher, columns)
    if first is None or second is None or first == second:
        return []
    rows = {(c.cell.cell.row, c.cell.cell.col): c for c in cells if c.cell}
    pairs = [
        (c, rows[(row, second)]) for (row, col), c in rows.items() if col == first and (row, second) in rows
    ]
    pairs = [(a, b) for a, b in pairs if a.unit == b.unit]
    return _of_rows_named(matcher, pairs)


def _of_rows_named(matcher: Matcher, pairs: list[Pair]) -> list[Pair]:
    """The pairs of the rows that answer to what only some rows are called (满意度)."""
    for i, term in enumerate(matcher.terms):
        meeting = [p for p in pairs if p[0].cell and matcher.fit(p[0].cell.row).found[i]]
        if meeting and term.base >= VERB:
            pairs = meeting
    return pairs


def _columns_meant(matcher: Matcher, columns: dict[int, Label]) -> tuple[int | None, int | None]:
    """The two columns that a question names before and behind 比, or anywhere side by side."""
    left, right = _sides(matcher)
    if right:
        second = _best_column(matcher, columns, right)
        rest = {col: label for col, label in columns.items() if col != second}
        return _best_column(matcher, rest, left), second
    named = [col for col, label in columns.items() if matcher.fit(label).own]
    if len(named) == 2 or (not named and len(columns) == 2):
        first, second = named or list(columns)
        return first, second
    return None, None


def _best_column(matcher: Matcher, columns: dict[int, Label], terms: Sequence[Term]) -> int | None:
    """The column that is named by most of some words, or dated by the year of the question."""

    def fit(col: int) -> float:
        label = columns[col]
        own = matcher.fit(label).own
        named = sum(matcher.weights[i] for i, term in enumerate(matcher.terms) if term in terms and i in own)
        return named + 0.2 * matcher.fit(label).specificity * bool(own) + 0.1 * (label.year in matcher.years)

    best = max(columns, key=fit, default=None)
    return best if best is not None and fit(best) > 0 else None


def _of_one_column(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The figures that may be zero: of the column asked, or of the year asked in the table that is named."""
    if rows := rows_of_axis(matcher, axis_column(matcher)):
        return rows
    views = {id(c.view): c.view for c in candidates if c.view}
    best = max(views.values(), key=lambda view: context_fit(matcher, view), default=None)
    if best is None or context_fit(matcher, best) < LEAST_CONTEXT * matcher.total:
        return cells_to_compare(matcher, candidates)
    every = matcher.for_terms(()).table_candidates([best])
    rows = [c for c in every if c.cell and has_number(c) and not c.cell.row.total]
    return sorted(rows, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))
