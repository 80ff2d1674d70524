"""The rows that rose or fell: between two years of a table, or by the column that prints the change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.axis_column import with_table
from rag.calculate.compute import Calculated, Computed
from rag.calculate.filters import context_fit
from rag.calculate.row_axis import LEAST_AXIS, PARTS, axis_fit, axis_terms, views_asked
from rag.calculate.sets import under_conditions
from rag.find.book import TableView
from rag.find.candidates import DERIVED, Candidate, has_number, same_name, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.labels import Label, pairs_of
from rag.find.match import PIECES, Matcher
from rag.understand.most_changed import by_rate, most_changed_asked
from rag.understand.pieces import is_counted
from rag.understand.terms import Term

# Heads a column of changes: 较上年增减, 比上届, 同比（%）.
CHANGE_COLUMN = re.compile(r"增减|[较比](?:上|去|前)一?[年届学]|同比|环比|变化|涨跌")
# What was the year before: 上届落实率 beside 落实率.
_PAST = re.compile(r"^(?:上一?(?:年度?|届|学年)|去年|前一年)的?(?=.)")
# 收入里哪一项…: of what all of them are.
_WITHIN = re.compile("(?:里面?|中|当中|之中)[，,]?(?=哪|什么|谁|[增涨上降减下])")
_THE_TABLE = re.compile(r"[张个份]表(?![格演扬达现明])|表[里中内]")
_YEAR = re.compile(r"\d{4}")
_WHICH = re.compile(r"哪[一二两三四五六七八九十几]?[个类种项家门所些]")
_TOTAL = re.compile(r"(?:合计|总计|小计|总收入|总支出)$")
# What rows of all tables may be called.
_ANY_ROWS = re.compile(r"^(?:指标|项目?|内容|数据|方面|数字|[几两].)$")
# That the rows are what is asked for (哪个学院) tells more of a table than that one of its rows is named.
AXIS_TELLS = 0.4
# What the rows of a table are called tells a little less than what stands over it.
ROWS_TELL = 0.9


def changed_rows(matcher: Matcher) -> Calculated | None:
    """Return the rows of the asked table that rose or fell since the year before."""
    best = _best_view(matcher)
    if (_years_asked(matcher) or _since_last_year(matcher)) == _since_last_year(matcher) and (
        best is None or best[1] == _since_last_year(matcher)
    ):
        changed = _with_change_column(matcher)
        if changed and (best is None or context_fit(matcher, changed) >= context_fit(matcher, best[0])):
            return _by_column(matcher, changed)
    return _over_years(matcher, *best) if best else None


def _since_last_year(matcher: Matcher) -> tuple[int, ...]:
    newest = matcher.book.report.data_year
    return (newest, newest - 1) if newest else ()


def _best_view(matcher: Matcher) -> tuple[TableView, tuple[int, ...]] | None:
    """The table that tells of both years and fits best, by its rows and columns as well, with the years.

    Where the question names none, those are the two newest of the table: its money may be a year older.
    """
    asked = _years_asked(matcher)
    found = []
    for view in views_asked(matcher):
        told = {item.year for item in view.cells if item.year and item.cell.value is not None}
        newest = max(told, default=0)
        years = asked or ((newest, newest - 1) if newest - 1 in told else _since_last_year(matcher))
        if not _is_meant(matcher, view) or _asks_other_things(matcher, view):
            continue
        if len(years) > 1 and (set(years) <= told or any(_PAST.match(i.col.name) for i in view.cells)):
            if fit := _rows_fit(matcher, view):
                found.append((fit, view, years))
    best = max(found, key=lambda item: item[0], default=None)
    return (best[1], best[2]) if best else None


def _years_asked(matcher: Matcher) -> tuple[int, ...]:
    """The two years that a question sets against each other; beside one that it names, the newest."""
    newest, years = matcher.book.report.data_year, matcher.query.years_for(matcher.book.report.data_year)
    if len(years) != 1 or newest is None:
        return matcher.years if len(matcher.years) > 1 else ()
    return (newest, years[0]) if years[0] < newest else (years[0], years[0] - 1)


def _is_meant(matcher: Matcher, view: TableView) -> bool:
    """Whether a question says anything that tells a table from others: what its rows are, or a word of it."""
    query = matcher.query
    if query.comparison != "same" or query.references or axis_fit(matcher, view) >= LEAST_AXIS:
        # Of all that is printed much stays as it was.
        return True
    labels = (view.context, *(label.all for item in view.cells for label in (item.row, item.col)))
    telling = [t for t in matcher.terms if not _ANY_ROWS.search(t.text)]
    return any(matcher.found(term, told) for term in telling for told in labels)


def most_changed(matcher: Matcher) -> Calculated | None:
    """Return the row that rose or fell the most since the year before, None where nobody asks for it."""
    asked = most_changed_asked(matcher.query.text)
    best = _best_view(matcher) if asked else None
    if asked is None or best is None or _asks_other_things(matcher, best[0]):
        return None
    way, least = asked
    rate = by_rate(matcher.query.text)
    changes = [c for c in _changes(matcher, *best) if c.value]
    meant = [c for c in changes if way == "either" or (c.value < 0) == (way == "fallen")]
    results = [r for c in meant if (r := _measured(c, rate=rate))]
    if len(changes) < 2 or not results:
        return None
    ordered = sorted(results, key=lambda r: abs(r.value), reverse=not least)
    kept = tuple(r for r in ordered if r.value == ordered[0].value)
    name = f"{'least' if least else 'most'}-{way}"
    return Calculated(name, context_fit(matcher, best[0]), tuple(r.operands[0] for r in kept), kept)


def _asks_other_things(matcher: Matcher, view: TableView) -> bool:
    """Whether what a question asks for by 哪个 is told nowhere in a table (哪个食堂)."""
    which = _WHICH.search(matcher.query.text)
    behind = (i for i, t in enumerate(matcher.terms) if which and t.start == which.end() and len(t.text) > 1)
    at = next(behind, None)
    if at is None or at in axis_terms(matcher, view) or _ANY_ROWS.search(matcher.terms[at].text):
        return False
    thing = matcher.terms[at]
    if re.fullmatch(PARTS, thing.text):
        # 专业相关度 is no 专业.
        return not any(row.name.endswith(thing.text) for row in view.rows)
    labels = (view.context, *(label.all for item in view.cells for label in (item.row, item.col)))
    return not any(set(pairs_of(thing.text)) & told for told in labels)


def _measured(change: Computed, *, rate: bool) -> Computed | None:
    """A change as it is compared: in percent of what was before, if that is no percentage itself."""
    up = change.value > 0
    if change.unit == "个百分点":
        return replace(change, name="上升" if up else "下降")
    if not rate:
        return replace(change, name="增加" if up else "减少")
    grown = compute.growth(change.operands[0], change.operands[1])
    return replace(grown, name="增长" if up else "下降") if grown else None


def _rows_fit(matcher: Matcher, view: TableView) -> float:
    """How well a table fits by its surroundings, and by what its rows and columns are called."""
    labels = {id(label): matcher.fit(label).found for item in view.cells for label in (item.row, item.col)}
    columns = {id(item.col): item.col for item in view.cells}.values()
    named = [
        max(*found, *(_told(matcher, view, column, term) for column in columns)) * ROWS_TELL
        for term, found in zip(matcher.terms, zip(*labels.values(), strict=True), strict=True)
    ]
    around = matcher.found_all(view.context)
    # 某某那张表 is called so itself, not one of its rows.
    by_title = _THE_TABLE.search(matcher.query.text)
    beyond = [max(n - a, 0.0) * (by_title is None) for n, a in zip(named, around, strict=True)]
    axis, title = axis_terms(matcher, view), by_title.span() if by_title else (-1, -1)
    lost = [
        i for i, (n, a) in enumerate(zip(named, around, strict=True)) if not n and not a and i not in axis
    ]
    within = (i for i in range(len(around)) if i not in axis and by_title is None)
    if not all(_tells_group(matcher, view, i, around[i]) for i in within):
        return 0.0
    if any(
        matcher.decisive(t) and not (t.start <= title[0] <= t.end or t.start < title[1] <= t.end)
        for t in (matcher.terms[i] for i in lost)
    ):
        return 0.0
    return context_fit(matcher, view) + AXIS_TELLS * axis_fit(matcher, view) + matcher.weight_of(beyond)


def _tells_group(matcher: Matcher, view: TableView, index: int, around: float) -> bool:
    """Whether a table is of what a question speaks within (收入里哪项…): no other one has a row called so."""
    term = matcher.terms[index]
    if not _WITHIN.match(matcher.query.text, term.end):
        return True
    if any(term.text in _groups(other) for other in matcher.book.tables):
        return term.text in _groups(view)
    return bool(around)


def _groups(view: TableView) -> frozenset[str]:
    return frozenset(name for row in view.rows for name in row.bare[:-1])


def _told(matcher: Matcher, view: TableView, column: Label, term: Term) -> float:
    """How much of a term a column tells together with the table's title, or as the people it counts."""
    counted = PIECES * (term.known and is_counted(term.text, column.bare))
    return max(with_table(matcher, view, column, term), counted)


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
    facts = tuple(
        candidate_to_fact(c, matcher.book)
        for c in _rows_asked(matcher, view)
        if c.cell and CHANGE_COLUMN.search(" ".join(c.cell.col.bare)) and _meets(matcher, value_of(c))
    )
    return Calculated("filter-years", context_fit(matcher, view), facts)


def _meets(matcher: Matcher, change: Decimal) -> bool:
    """Whether a change is of the kind that is asked for: a rise, a fall, none at all."""
    return {"fallen": change < 0, "risen": change > 0}.get(matcher.query.comparison, change == 0)


def _rows_asked(matcher: Matcher, view: TableView) -> list[Candidate]:
    """All figures of a table but those of all rows together; only of the groups that the question names."""
    every = matcher.for_terms(()).table_candidates([view], any_year=True)
    cells = [c for c in every if c.cell and has_number(c)]
    cells = [c for c in cells if c.cell and not (c.cell.row.total or _TOTAL.search(c.cell.row.name))]
    text = matcher.query.text
    if by_title := _THE_TABLE.search(text):
        # What is said of the table tells none of its rows from others.
        text = text[by_title.end() :]
        matcher = matcher.for_terms(tuple(t for t in matcher.terms if t.start >= by_title.end()))
    named = [c for c in cells if c.cell and len(c.cell.row.bare) > 1 and c.cell.row.bare[0] in text]
    kept = under_conditions(matcher, named or cells, beyond=True)
    if len({c.cell.cell.row for c in kept if c.cell}) < 2:
        # One row is hardly what 哪些 asks for: its name holds a word of all of them (学校收入: 收入合计).
        kept = named or cells
    return sorted(kept, key=lambda c: (c.cell.cell.row, c.cell.cell.col) if c.cell else (0, 0))


def _over_years(matcher: Matcher, view: TableView, years: Sequence[int]) -> Calculated | None:
    """The rows that rose or fell in the first column of both years that holds what is asked."""
    changes = _changes(matcher, view, years)
    if not changes:
        return None
    kept = tuple(change for change in changes if _meets(matcher, change.value))
    facts = tuple(change.operands[0] for change in kept)
    named = _THE_TABLE.search(matcher.query.text) or axis_fit(matcher, view) >= LEAST_AXIS
    if not facts and not named:
        # That nothing fell is told of no table which may be another than the one meant.
        return None
    return Calculated("filter-years", context_fit(matcher, view), facts, kept)


def _changes(matcher: Matcher, view: TableView, years: Sequence[int]) -> list[Computed]:
    """How the rows of a table changed in the column that holds what is asked."""
    cells = [c if not _is_past(c) else replace(c, year=min(years)) for c in _rows_asked(matcher, view)]
    olds = [c for c in cells if c.year == min(years)]
    lone = any(map(_is_past, olds))
    news = [c for c in cells if c.year == max(years) or (lone and c.year is None)]
    news = [c for c in news if any(same_name(c, old) for old in olds)]
    asked = _in_column_asked(matcher, news)
    if _asks_another_column(matcher, view, asked):
        return []
    return [change for new in asked if (change := _change(matcher, new, olds))]


def _asks_another_column(matcher: Matcher, view: TableView, news: Sequence[Candidate]) -> bool:
    """Whether a question names a column of the table that is told of one year only."""
    kept = {id(c.cell.col) for c in news if c.cell}
    if any(_named_in_full(head, matcher.query.text) for c in news[:1] if c.cell for head in c.cell.col.bare):
        return False
    near = [
        view.context,
        *(c.cell.row.all for c in news if c.cell),
        *(c.cell.col.all for c in news if c.cell),
    ]
    others = {
        id(item.col): item.col
        for item in view.cells
        if id(item.col) not in kept and item.cell.value is not None
    }
    return bool(kept) and any(
        any(matcher.fit(col).found[i] for col in others.values())
        and not any(matcher.found(term, told) for told in near)
        for i, term in enumerate(matcher.terms)
        if matcher.decisive(term)
    )


def _is_past(candidate: Candidate) -> bool:
    return candidate.cell is not None and _PAST.match(candidate.cell.col.name) is not None


def _in_column_asked(matcher: Matcher, news: Sequence[Candidate]) -> list[Candidate]:
    """The figures of the column that the question names; of those it names alike, amounts before shares."""
    columns = {id(c.cell.col): c for c in reversed(news) if c.cell}
    if len(columns) < 2:
        return list(news)
    percent = matcher.query.percent

    def fit(c: Candidate) -> tuple[bool, float, bool, bool]:
        if c.cell is None:
            return False, 0.0, False, False
        column = c.cell.col
        return (
            # 横向项目到款额 is the 到款额, not the 横向项目数.
            any(_named_in_full(head, matcher.query.text) for head in column.bare),
            matcher.weight_of(matcher.fit(column).found),
            column.name in matcher.query.text,
            (unit_class(c.unit) == 0) == percent,
        )

    best = max(fit(c) for c in columns.values())
    kept = {key for key, c in columns.items() if fit(c) == best}
    return [c for c in news if c.cell and id(c.cell.col) in kept]


def _named_in_full(head: str, text: str) -> bool:
    return len(head) > 1 and head in text and not _YEAR.search(head)


def _change(matcher: Matcher, new: Candidate, olds: Sequence[Candidate]) -> Computed | None:
    old = next((c for c in olds if same_name(new, c)), None)
    if old is None:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in (new, old))
    return compute.difference(*facts) if compute.comparable(facts) else None
