"""Rows that a question names together, by kind or group, put in order (几个订单班里人数最少的是哪个)."""

from __future__ import annotations

import re

from rag.calculate import compute
from rag.calculate.acted_columns import acted, acts
from rag.calculate.but_for import REST, but_for, spans_aside
from rag.calculate.compute import Calculated
from rag.calculate.kind_sum import ADDED, answers, besides, column_asked
from rag.calculate.row_axis import is_axis, views_asked
from rag.calculate.rows_named import Rows, rows_named
from rag.find.book import TableView
from rag.find.candidates import Candidate, has_number, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import EXTREMES, LEAST_FIRST
from rag.understand.most_changed import most_changed_asked

_WHICH = re.compile(r"哪|谁|什么|啥|排|列出")
# Nothing is put in order by what is reckoned first.
_OTHERWISE = re.compile(r"率|占|比例|比重|百分|平均|每|增|减|涨|降|相差|差多少|[早晚久新]|年[份度]?最")


def row_ranks(matcher: Matcher) -> Calculated | None:
    """Return the first or last of the rows that a question names together; None where anything is unclear."""
    query, text = matcher.query, matcher.query.text
    if query.operation not in ("max", "min", "rank") or not _WHICH.search(text) or _OTHERWISE.search(text):
        return None
    if query.percent:
        # Only what is counted is put in order here.
        return None
    if EXTREMES.search(text) or ADDED.search(text) or spans_aside(text) or most_changed_asked(text):
        return None
    found = [cells for view in views_asked(matcher) if (cells := _in_table(matcher, view))]
    if len(found) != 1:
        return None
    facts = [candidate_to_fact(c, matcher.book) for c in but_for(text, found[0])]
    if len(facts) < 2 or not compute.comparable(facts):
        return None
    least = query.operation == "min" or (query.operation == "rank" and LEAST_FIRST.search(text) is not None)
    ordered = sorted(facts, key=lambda fact: fact.value or 0, reverse=not least)
    score = max(c.score for c in found[0])
    if query.operation == "rank" or query.limit:
        return Calculated("rank", score, tuple(ordered[: query.limit or len(ordered)]))
    first = tuple(fact for fact in ordered if fact.value == ordered[0].value)
    return Calculated(query.operation, score, first)


def _in_table(matcher: Matcher, view: TableView) -> list[Candidate]:
    """The figures of rows of one kind in the column that is asked for, none of the rest of them."""
    rows = rows_named(view, matcher.query.text)
    if rows is None or not rows.kind or len(rows.rows) < 2 or len(rows.rows) < (matcher.query.limit or 1):
        return []
    named = besides(matcher, rows)
    # Which of them is asked, not what is told of them.
    named = named.for_terms(tuple(t for t in named.terms if not is_axis(named, view, t)))
    column = _acted(named, view, rows) if acts(matcher.query.text) else column_asked(named, view, rows)
    column = [c for c in column if c.cell and not REST.match(c.cell.row.name)]
    return column if column and answers(named, view, rows, column[:1]) else []


def _acted(named: Matcher, view: TableView, rows: Rows) -> list[Candidate]:
    """The figures of the one column that counts what is said to be done."""
    lines = {row.index for row in rows.rows}
    cells = [c for c in named.for_terms(()).table_candidates([view]) if c.cell and has_number(c)]
    cells = [c for c in cells if c.cell and c.cell.row.index in lines and unit_class(c.unit) != 0]
    cells = [c for c in cells if c.cell and acted(named.query.text, c.cell.col.name)]
    return cells if len({c.cell.cell.col for c in cells if c.cell}) == 1 else []
