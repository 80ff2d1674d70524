"""The rows of a table for all that come from outside the school's own province."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rag.calculate.but_for import REST
from rag.find.book import TableView
from rag.find.home import is_province
from rag.find.labels import Label

_AWAY = re.compile(r"省外|外省(?!区)|(?:本省|省内)(?:以外|之外)")
# What a row is called that has all of the school's own province.
_HOME = re.compile(r"^(?:本省|省内|本地)(?:生源|学生|新生|考生)?(?:小计|合计|人数)?(?:[(（].*[)）])?$")
# One row more than the province itself makes no others.
FEWEST = 2


def away_said(text: str) -> tuple[re.Match[str], ...]:
    """Return where a text speaks of other provinces than the school's own."""
    return tuple(_AWAY.finditer(text))


def away_rows(view: TableView) -> tuple[Label, ...]:
    """Return the rows of the other provinces; none where they do not make up a total with the own one.

    The own province is a row (本省, 省内小计), or the province that has more than all others together.
    """
    provinces = [row for row in view.rows if is_province(row.name) and not row.total]
    rest = [row for row in view.rows if REST.match(row.name) and not row.total]
    columns = _columns(view)
    for row in view.rows:
        others = [other for other in (*provinces, *rest) if other is not row]
        named = _HOME.match(row.name) is not None
        if (named or row in provinces) and len(others) >= FEWEST:
            if any(_make_all(view, column, row, others, named=named) for column in columns):
                return tuple(others)
    return ()


def _columns(view: TableView) -> list[dict[int, Decimal]]:
    """The figures of each column by their rows, but for shares."""
    columns: dict[int, dict[int, Decimal]] = {}
    for item in view.cells:
        if item.cell.value is not None and item.cell.unit != "%":
            columns.setdefault(item.cell.col, {})[item.row.index] = item.cell.value
    return list(columns.values())


def _make_all(
    view: TableView, column: dict[int, Decimal], home: Label, others: Sequence[Label], *, named: bool
) -> bool:
    """Whether the own province and the others add up to the printed total, or it has most of them."""
    if home.index not in column or not all(row.index in column for row in others):
        return False
    own, away = column[home.index], sum(column[row.index] for row in others)
    totals = [column[row.index] for row in view.rows if row.total and row.index in column]
    totals = [total for total in totals if total != own]
    if totals:
        return own + away in totals and (named or own > away)
    return named or own > away
