"""The rows that rose or fell: between two years of a table, or by the column that prints the change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate import compute
from rag.calculate.changes import both_years
from rag.calculate.compute import Calculated, Computed
from rag.calculate.filters import context_fit
from rag.calculate.sets import under_conditions
from rag.find.book import TableView
from rag.find.candidates import DERIVED, Candidate, has_number, same_name, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher

# Heads a column of changes: 较上年增减, 比上届, 同比（%）.
CHANGE_COLUMN = re.compile(r"增减|[较比](?:上|去|前)一?[年届学]|同比|环比|变化|涨跌")
# What the rows of a table are called tells a little less than what stands over it.
ROWS_TELL = 0.9


def changed_rows(matcher: Matcher) -> Calculated | None:
    """Return the rows of the asked table that rose or fell since the year before."""
    data_year = matcher.book.report.data_year
    years = matcher.years if len(matcher.years) > 1 else ((data_year, data_year - 1) if data_year else ())
    if not years:
        return None
    found = [c for c in both_years(matcher, years) if c.cell and c.view]
    views = {id(c.view): c.view for c in found if c.view}
    best = max(views.values(), key=lambda view: _rows_fit(matcher, view), default=None)
    if data_year is None or min(years) == data_year - 1:
        changed = _with_change_column(matcher)
        if changed and (best is None or context_fit(matcher, changed) >= context_fit(matcher, best)):
            return _by_column(matcher, changed)
    return _over_years(matcher, best, years) if best else None


def _rows_fit(matcher: Matcher, view: TableView) -> float:
    """How well a table fits by its surroundings, and by what its rows are called."""
    rows = {id(item.row): matcher.fit(item.row).found for item in view.cells}
    named = [max(found) * ROWS_TELL for found in zip(*rows.values(), strict=True)]
    around = matcher.found_all(view.context)
    beyond = [max(n - a, 0.0) for n, a in zip(named, around, strict=True)]
    return context_fit(matcher, view) + matcher.weight_of(beyond)


def change_of_row(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return a figure with the change since the year before that its row prints (比去年多还是少)."""
    newest, best = matcher.book.report.data_year, matcher.first_fitting(candidates)
    if (
        matcher.query.operation != "difference"
        or newest is None
        or set(matcher.years) != {newest, newest - 1}
    ):
        return None
    if best is None or best.cell is None or best.view is None or _tells_change(best):
        return None
    row = best.cell.row
    beside = matcher.for_terms(()).table_candidates([best.view], any_year=True)
    changes = [c for c in beside if c.cell and c.cell.row is row and has_number(c) and _tells_change(c)]
    if len(changes) != 1:
        return None
    shown = changes if DERIVED.search(" ".join(best.cell.col.bare)) else [best, *changes]
    facts = tuple(candidate_to_fact(c, matcher.book) for c in shown)
    return Calculated("stated", best.score, facts)


def _tells_change(candidate: Candidate) -> bool:
    return candidate.cell is not None and bool(CHANGE_COLUMN.search(" ".join(candidate.cell.col.bare)))


def _with_change_column(matcher: Matcher) -> TableView | None:
    """The table with a column of changes that fits the question best."""
    fitting = [
        view
        for view in matcher.book.tables
        if any(CHANGE_COLUMN.search(" ".join(item.col.bare)) for item in view.cells)
    ]
    best = max(fitting, key=lambda view: context_fit(matcher, view), default=None)
    return best if best and context_fit(matcher, best) > 0 else None


def _by_column(matcher: Matcher, view: TableView) -> Calculated:
    fallen = matcher.query.comparison == "fallen"
    facts = tuple(
        candidate_to_fact(c, matcher.book)
        for c in _rows_asked(matcher, view)
        if c.cell and CHANGE_COLUMN.search(" ".join(c.cell.col.bare)) and value_of(c)
        if (value_of(c) < 0) == fallen
    )
    return Calculated("filter-years", context_fit(matcher, view), facts)


def _rows_asked(matcher: Matcher, view: TableView) -> list[Candidate]:
    """All figures of a table but those of all rows together; only of the groups that the question names."""
    every = matcher.for_terms(()).table_candidates([view], any_year=True)
    cells = [c for c in every if c.cell and has_number(c) and not c.cell.row.total]
    text = matcher.query.text
    named = [c for c in cells if c.cell and len(c.cell.row.bare) > 1 and c.cell.row.bare[0] in text]
    kept = under_conditions(matcher, named or cells, beyond=True)
    if len({c.cell.cell.row for c in kept if c.cell}) < 2:
        # One row is hardly what 哪些 asks for: its name holds a word of all of them (学校收入: 收入合计).
        kept = named or cells
    return sorted(kept, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))


def _over_years(matcher: Matcher, view: TableView, years: Sequence[int]) -> Calculated:
    """The rows that rose or fell in the first column of both years that holds what is asked."""
    cells = [c for c in _rows_asked(matcher, view) if c.year in years]
    olds = [c for c in cells if c.year == min(years)]
    news = [c for c in cells if c.year == max(years) and any(same_name(c, old) for old in olds)]
    changes = [change for new in _in_column_asked(matcher, news) if (change := _change(matcher, new, olds))]
    fallen = matcher.query.comparison == "fallen"
    kept = tuple(change for change in changes if change.value and (change.value < 0) == fallen)
    facts = tuple(change.operands[0] for change in kept)
    return Calculated("filter-years", context_fit(matcher, view), facts, kept)


def _in_column_asked(matcher: Matcher, news: Sequence[Candidate]) -> list[Candidate]:
    """The figures of the column that the question names; of those it names alike, amounts before shares."""
    columns = {id(c.cell.col): c for c in reversed(news) if c.cell}
    if len(columns) < 2:
        return list(news)
    percent = matcher.query.percent

    def fit(c: Candidate) -> tuple[int, bool]:
        named = len(matcher.fit(c.cell.col).own) if c.cell else 0
        return named, (unit_class(c.unit) == 0) == percent

    best = max(fit(c) for c in columns.values())
    kept = {key for key, c in columns.items() if fit(c) == best}
    return [c for c in news if c.cell and id(c.cell.col) in kept]


def _change(matcher: Matcher, new: Candidate, olds: Sequence[Candidate]) -> Computed | None:
    old = next((c for c in olds if same_name(new, c)), None)
    if old is None:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in (new, old))
    return compute.difference(*facts) if compute.comparable(facts) else None
