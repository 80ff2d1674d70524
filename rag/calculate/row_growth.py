"""The change over two years of the one row that a question names, in the column that it asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.kind_sum import CLEARER, answers, besides, fit_of_column
from rag.calculate.operands import Pair
from rag.calculate.printed import GROWN
from rag.calculate.row_axis import views_asked
from rag.calculate.rows_named import Rows, rows_named, total_row
from rag.find.book import TableView
from rag.find.candidates import Candidate, has_number, same_name, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import asks_amount_too

_CHANGE = re.compile(
    r"同比|[比较](?:上|去|前)一?(?:年|届|学年)|增长|增加|增幅|涨幅|减少|下降|降低|上升|提高|多了|少了|多多少|少多少"
)
_OTHERWISE = re.compile(
    r"哪|谁|最|占|平均|没|未(?!来)|和|与|及|、|(?<![分同环])比(?!上|去|前|(?:19|20)\d\d|例|重)"
)


# A row that is named itself is surer than that of all.
NAMED = 100.0


def row_growth(matcher: Matcher) -> Calculated | None:
    """Return the change of one row that is named by a part of its name; None where anything is unclear."""
    text, operation = matcher.query.text, matcher.query.operation
    if operation not in ("growth", "difference") or not _CHANGE.search(text) or _OTHERWISE.search(text):
        return None
    found = [(_told(matcher, view), pair) for view in views_asked(matcher) for pair in _pairs(matcher, view)]
    # The row of all is in every table: the one that the question speaks of is meant.
    most = max((told for told, _ in found), default=0.0)
    pairs = [pair for told, pair in found if told == most]
    if len(pairs) != 1:
        return None
    new, old = (candidate_to_fact(c, matcher.book) for c in pairs[0])
    if not compute.comparable((new, old)) or (operation == "growth" and unit_class(new.unit) == 0):
        return None
    score = pairs[0][0].score
    if operation == "growth" and asks_amount_too(text) and (rate := compute.growth(new, old)):
        both = (compute.difference(new, old), rate)
        return Calculated("difference-years+growth-years", score, (new, old), both)
    result = compute.of_two(operation, new, old)
    return Calculated(f"{operation}-years", score, (new, old), (result,)) if result else None


def _told(matcher: Matcher, view: TableView) -> float:
    """How much of a question the heading of a table tells, where it asks of no row but that of all."""
    return NAMED if rows_named(view, matcher.query.text) else sum(matcher.found_all(view.context))


def _pairs(matcher: Matcher, view: TableView) -> Iterator[Pair]:
    """The figure of a row in the two years, in the column that fits clearly best."""
    rows, years = _row(matcher, view), _years(matcher)
    if rows is None or years is None:
        return
    if any(GROWN.search(item.col.name) and item.row is rows.rows[0] for item in view.cells):
        return
    named = besides(matcher, rows)
    own = [c for c in named.table_candidates([view], any_year=True) if c.cell and c.cell.row is rows.rows[0]]
    asked = unit_class(matcher.query.unit) if matcher.query.unit else None
    own = [c for c in own if asked is None or unit_class(c.unit) == asked]
    dated: dict[int | None, list[Candidate]] = defaultdict(list)
    for c in own:
        if has_number(c) and (unit_class(c.unit) == 0) <= named.query.percent:
            dated[c.year].append(c)
    both = [(a, b) for a in dated[years[0]] for b in dated[years[1]] if same_name(a, b)]
    fits = sorted(((fit_of_column(named, pair[0]), i) for i, pair in enumerate(both)), reverse=True)
    if not fits or (len(fits) > 1 and (fits[0][0] <= 0 or fits[0][0] - fits[1][0] < CLEARER)):
        return
    best = both[fits[0][1]]
    if answers(named, view, rows, best[:1]):
        yield best


def _row(matcher: Matcher, view: TableView) -> Rows | None:
    """The one row that a question names by a name of its own, else that of all where it asks for all."""
    named = rows_named(view, matcher.query.text)
    if named is None:
        # What was asked before says 总 of something of its own, and some word must tell the table.
        of_all = matcher.query.said and any(matcher.found_all(view.context))
        return total_row(view, matcher.query.text) if of_all else None
    return named if not named.kind and len(named.rows) == 1 else None


def _years(matcher: Matcher) -> tuple[int, int] | None:
    """The later and the earlier year that are set against each other: the newest and the one before."""
    data_year, named = matcher.book.report.data_year, sorted(matcher.years, reverse=True)
    if len(named) == 2:
        return named[0], named[1]
    return (data_year, data_year - 1) if data_year and set(named) <= {data_year} else None
