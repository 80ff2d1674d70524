"""The column of a table whose rows are what a question asks for: 哪个学院的落实率, 前三的专业群按在校生数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rag.calculate.acted_columns import acted
from rag.calculate.away import away_rows
from rag.calculate.row_axis import (
    LEAST_AXIS,
    OTHER_PROVINCES,
    asks_provinces,
    axis_fit,
    group_asked,
    has_provinces,
    is_axis,
    views_asked,
)
from rag.find.book import TableCell, TableView
from rag.find.candidates import DERIVED, PLAN, Candidate, has_number, unit_class
from rag.find.home import is_province
from rag.find.labels import Label, pairs_of
from rag.find.match import Matcher
from rag.understand.items import Span
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED

# Money that comes in, as it is asked for and as it heads a column.
_TAKEN_IN = r"收入|到款额?|到账(?:金额|经费|收入|额)?|进账(?:金额|额)?"
_EARNED = re.compile(rf"(?P<of>.*?)(?:{_TAKEN_IN}|金额|经费|挣了|赚了)$")
_INCOME = re.compile(rf"^(?:{_TAKEN_IN})(?:[(（]|$)")
_PAID = re.compile(
    rf"(?:{_TAKEN_IN}|金额|[挣赚收](?:来|到|进|进来)?的?(?:了|钱)+|[挣赚](?:得|的)?)(?:最|前|倒数|排|超|不)"
)
# 落实得最好的 has the highest rate.
_BEST = re.compile("最(?:好|差|理想|棒|糟|不理想)")
_SHARE = re.compile("占|比重|比例")
_SPENDING = re.compile("花钱?|花费|花销|开销|开支|费用|用钱|钱")
_SPENT = re.compile("支出|经费|投入|预算|决算|开支")
# What the highest rate gains where it is asked what went best.
RATED = 0.3
# What is compared, said right before 最, of which the unit tells the column.
_MEASURES = (
    (re.compile(r"(?:金额|经费|资金|费用|钱数?)最"), "元"),
    (re.compile(r"面积最"), "平方米"),
    (re.compile(r"(?:人次|人数)最"), "人"),
)
# What a column gains that holds what those beside it are parts of.
WHOLE = 0.05
_ALL_OF_IT = re.compile("全年|合计|小计|总计|共计")
# What a column loses that hardly is what is compared.
UNLIKELY = 0.2
TOGETHER = 0.8


def axis_column(matcher: Matcher) -> list[Candidate]:
    """Return the figures of the column that a question asks the rows of, empty where none stands out.

    All rows are there, those of the whole as well; what the question says of rows alone narrows nothing.
    """
    best: tuple[float, list[Candidate]] = (0.0, [])
    for view in views_asked(matcher):
        axis = axis_fit(matcher, view)
        if axis < LEAST_AXIS:
            continue
        group = group_asked(matcher, view)
        provinces = has_provinces(view) and asks_provinces(matcher)
        others = OTHER_PROVINCES.search(matcher.query.text)
        away, far = matcher.book.home if others else "", away_rows(view) if others else ()
        for column in _acted_first(matcher, list(_columns(matcher, view))):
            column = [c for c in column if not group or (c.cell and group in c.cell.row.bare[:-1])]
            column = [c for c in column if not provinces or (c.cell and is_province(c.cell.row.name))]
            column = [c for c in column if not (away and c.cell and c.cell.row.name.startswith(away))]
            column = [c for c in column if not far or (c.cell and c.cell.row in far)]
            fit = _column_fit(matcher, view, column) if len(column) > 1 else 0.0
            if fit and axis + fit > best[0]:
                best = (axis + fit, column)
    return [replace(c, score=best[0] / 2) for c in best[1]]


def _acted_first(matcher: Matcher, columns: list[list[Candidate]]) -> list[list[Candidate]]:
    """The columns that count what is said to be done, if there are any, else all."""
    done = [column for column in columns if _acted(matcher, column)]
    return done or columns


def _acted(matcher: Matcher, column: Sequence[Candidate]) -> Span | None:
    """Where a question says what a column counts by what is done; a share counts nothing."""
    first = column[0].cell
    counts = first is not None and unit_class(column[0].unit) != 0
    return acted(matcher.query.text, first.col.name) if first and counts else None


def _columns(matcher: Matcher, view: TableView) -> Iterator[list[Candidate]]:
    """The columns of a table that hold numbers, each from top to bottom."""
    cells = [c for c in matcher.for_terms(()).table_candidates([view]) if c.cell and has_number(c)]
    cells.sort(key=lambda c: (c.cell.cell.col, c.cell.cell.row) if c.cell else (0, 0))
    for _, column in groupby(cells, key=lambda c: c.cell.cell.col if c.cell else 0):
        found = list(column)
        if len(found) > 1:
            yield found


def _column_fit(matcher: Matcher, view: TableView, column: Sequence[Candidate]) -> float:
    """How well a column is what is compared; 0 where the question names it not, or more than is there."""
    first = column[0].cell
    if first is None:
        return 0.0
    if any(said.search(matcher.query.text) and _differs(column[0].unit, unit) for said, unit in _MEASURES):
        return 0.0
    head, around = matcher.fit(first.col), matcher.found_all(view.context)
    rows = [matcher.fit(c.cell.row) for c in column if c.cell]
    unit = column[0].unit
    done = _acted(matcher, column)
    asked = [is_axis(matcher, view, term) for term in matcher.terms]
    own = [
        max(
            h,
            matcher.unit_found(t, unit),
            _spent(matcher, view, first, t),
            with_table(matcher, view, first.col, t),
            TOGETHER * (done is not None and t.start < done[1] and done[0] < t.end),
            *total,
        )
        for t, h, total in zip(matcher.terms, head.found, _of_total(matcher, view, first.col), strict=True)
    ]
    found = [
        max(mine, near, float(axis), *(row.found[i] for row in rows))
        for i, (mine, near, axis) in enumerate(zip(own, around, asked, strict=True))
    ]
    missing = tuple(
        t for t, f in zip(matcher.terms, found, strict=True) if not f and not _is_talk(matcher, t)
    )
    telling = [i for i, f in enumerate(own) if f and not asked[i] and _tells(matcher.terms[i])]
    if not matcher.fits(missing) or not (
        telling
        or done
        or _counted(matcher, unit)
        or _paid(matcher, view, first)
        or _of_group(matcher, view, unit)
        or any(_spent(matcher, view, first, term) for term in matcher.terms)
        or _titled(matcher, view, first, asked)
    ):
        return 0.0
    named = matcher.weight_of([f * (not axis) for f, axis in zip(own, asked, strict=True)]) / matcher.total
    fit = matcher.weight_of(found) / matcher.total + named + 0.2 * head.specificity + matcher.unit_fit(unit)
    fit += WHOLE * (first.col.total or _ALL_OF_IT.match(first.col.name) is not None)
    fit += TOGETHER * (done is not None)
    fit += RATED * (_BEST.search(matcher.query.text) is not None and _is_rate(first.col, unit))
    return max(fit - UNLIKELY * _unlikely(matcher, first.col, unit), 0.01)


def _differs(unit: str, asked: str) -> bool:
    return bool(unit) and unit_class(unit) != unit_class(asked)


def _is_rate(column: Label, unit: str) -> bool:
    """Whether a column tells how well something went: no share that something is of all."""
    return unit_class(unit) == 0 and not _SHARE.search(" ".join(column.bare))


def _spent(matcher: Matcher, view: TableView, first: TableCell, term: Term) -> float:
    """How much the one column of money tells of 花钱, 开销 in a table of what is spent."""
    if not _SPENDING.fullmatch(term.text) or unit_class(first.cell.unit) != unit_class("元"):
        return 0.0
    money = {id(c.col) for c in view.cells if c.cell.unit == first.cell.unit and c.year == first.year}
    told = f"{view.table.title} {' '.join(view.stub_heads)} {' '.join(first.col.bare)}"
    return TOGETHER * (len(money) == 1 and _SPENT.search(told) is not None)


def _titled(matcher: Matcher, view: TableView, first: TableCell, axis: Sequence[bool]) -> bool:
    """Whether a column is the only one that counts what its table is about (报到人数 of 新生生源地分布)."""
    alike = {c.col.name for c in view.cells if c.year == first.year and c.cell.unit == first.cell.unit}
    if len(alike) == 1 and unit_class(first.cell.unit) == unit_class("元"):
        # 收入最多的是哪项: the one column of money of 收入项目.
        return any(matcher.found(t, view.title) for t in matcher.terms if _tells(t))
    if len(alike) > 1 or unit_class(first.cell.unit) != unit_class("人"):
        return False
    terms = (t for t, is_axis in zip(matcher.terms, axis, strict=True) if not is_axis and _tells(t))
    return any(matcher.found(term, view.title) for term in terms)


def _of_total(matcher: Matcher, view: TableView, column: Label) -> list[tuple[float, ...]]:
    """What a column of totals tells of each term by the title: 合计 of 各学院在校生分布 are the 在校生."""
    if not column.total:
        return [() for _ in matcher.terms]
    return [(TOGETHER * matcher.found(term, view.title),) for term in matcher.terms]


def _tells(term: Term) -> bool:
    """Whether a term tells a column from others: that it holds a 率 or a 数 does not."""
    return term.base >= SHARED and term.text not in ("率", "数", "量", "额")


def with_table(matcher: Matcher, view: TableView, column: Label, term: Term) -> float:
    """Return how much of a term a column tells with the title over it (培训到款: 培训项目, 到款额).

    What comes in may be called otherwise: the 培训收入 are the 到款额 of a table of 培训. A column of totals
    counts those of whom the title tells (在校生人数: 合计 of 各学院在校生分布).
    """
    if column.total and (counted := term.text.removesuffix("人数")) != term.text and len(counted) > 1:
        return TOGETHER * (set(pairs_of(counted)) <= view.context)
    end, around = term.text[-2:], column.all | view.context
    if end in column.all:
        return TOGETHER * matcher.found(term, around)
    earned = _EARNED.match(term.text) if any(map(_INCOME.match, column.bare)) else None
    if earned is None or not (earned["of"] or _INCOME.match(term.text)):
        return 0.0
    return TOGETHER * (not earned["of"] or (term.known and set(pairs_of(earned["of"])) <= around))


def _is_talk(matcher: Matcher, term: Term) -> bool:
    """Whether a verb or a common word, which the report never uses, tells how people talk (砸了多少钱)."""
    return term.base < NOUN and not term.known and matcher.unknown(term)


def _counted(matcher: Matcher, unit: str) -> bool:
    """Whether a question asks for no more than how many or how much of it there are (人最多)."""
    said = re.search(r"人(?:数)?[^，。\w]{0,1}(?:最|前|倒数|排|超|不)", matcher.query.text)
    return bool(said) and unit_class(unit) == unit_class("人")


def _paid(matcher: Matcher, view: TableView, first: TableCell) -> bool:
    """Whether a question asks what came in the most, of the one column of its year that tells of that."""
    if not _PAID.search(matcher.query.text) or not any(map(_INCOME.match, first.col.bare)):
        return False
    income = (c for c in view.cells if any(map(_INCOME.match, c.col.bare)) and c.year == first.year)
    return len({id(c.col) for c in income}) == 1


def _of_group(matcher: Matcher, view: TableView, unit: str) -> bool:
    """Whether the people of a group of rows are compared, or their shares (哪种学历的教师最多)."""
    return unit_class(unit) == (0 if matcher.query.percent else unit_class("人")) and bool(
        group_asked(matcher, view)
    )


def _unlikely(matcher: Matcher, column: Label, unit: str) -> int:
    head, text = " ".join(column.bare), matcher.query.text
    share = unit_class(unit) == 0 and not matcher.query.percent
    return share + bool(DERIVED.search(head)) + bool(PLAN.search(head) and not PLAN.search(text))
