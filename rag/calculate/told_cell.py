"""What a follow-up asks of the cell just told and others of its column: 占全部的百分之几, 比商学院多多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.calculate import compute
from rag.calculate.compute import Computed
from rag.find.book import Book, TableCell, TableView
from rag.find.candidates import cell_candidate, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.heading_names import spelled

# Whoever it is; and how much it is.
_IT = r"(?:那么?|它们?|他们|她们|这个?数?|该项|这一?项)*"
_MUCH = r"(?:百分之(?:多少|几)|几成|多少|多大|多大?比例|比例|比重|份额)(?:呢|啊|了)?"
_OF_ALL = re.compile(
    rf"{_IT}(?:又|大概|大约|一共|能)?占(?:到|了)?(?:全部|总数|总量|总额|总的|总体|合计|全校|全院|整个|所有|全体)"
    rf"[^\W\d]{{0,4}}?的?(?:是|有)?{_MUCH}(?:的?(?:比例|比重))?"
)
_WHOLE = re.compile(
    rf"{_IT}(?:整个)?(?:全校|学校|全院|总共|一共|总的|合计|总计|总体|全部)(?:的|加起来)?(?:是|有)?(?:多少人?)?(?:呢|啊)?"
)
_OTHER = re.compile(r"(?:那么?|还有)(?P<row>.+?)的?(?:呢|有多少呢?|是多少呢?)")
_THAN = re.compile(
    rf"{_IT}(?:比|跟|和|与|同|较)(?P<other>.+?)(?:的|相?比)?[，,]?(?P<asked>[高低多少大小差相好坏].*)"
)
_DIFFERENCE = re.compile(
    r"(?:是|要)?(?:相?差|多|少|高|低|大|小)(?:了|出)?(?:还是(?:多|少|高|低))?(?:一些|些)?[，,]?"
    r"(?:相?差|高|多|低|少)?(?:了|出)?(?:多少|几)?(?:个?百分点|个点|人|元|万元|个|门|项|分)?(?:呢|啊)?"
)


@dataclass(frozen=True, slots=True)
class _Column:
    """The numbers of a table that stand in one column with the cell just told."""

    view: TableView
    own: TableCell
    items: tuple[TableCell, ...]


def reckoned_in_column(text: str, book: Book, told: Sequence[Fact]) -> tuple[str, Computed] | None:
    """Return what a turn asks to reckon from the last cell told and another of its column, None for neither.

    Args:
        text: the turn by itself, normalised.
        book: the report prepared.
        told: the figures that the turns before it were answered by, in order.
    """
    if (column := _column(book, told[-1])) is None:
        return None
    if _OF_ALL.fullmatch(text):
        return _of_all(book, column, told[-1])
    than = _THAN.fullmatch(text)
    if than and _DIFFERENCE.fullmatch(than["asked"]):
        return _from_other(book, column, told[-1], than["other"])
    return None


def asked_of_column(text: str, book: Book, told: Sequence[Fact]) -> Fact | None:
    """Return the total of the column of the last cell told, or what another row has there, where a turn
    asks for just that (全校呢, 那商学院呢); None where it asks for more.
    """
    whole, other = _WHOLE.fullmatch(text), _OTHER.fullmatch(text)
    column = _column(book, told[-1]) if whole or other else None
    if column is None:
        return None
    found = _total(column) if whole else _of_row(column, other["row"]) if other else None
    return candidate_to_fact(cell_candidate(column.view, found), book) if found else None


def _column(book: Book, told: Fact) -> _Column | None:
    """The column of the table that a figure was told from."""
    views = [v for v in book.tables if told.cell and told.ref.startswith(f"row:{v.table.id}:")]
    own = [item for v in views for item in v.cells if (item.cell.row, item.cell.col) == told.cell]
    if len(views) != 1 or len(own) != 1:
        return None
    items = (item for item in views[0].cells if item.cell.col == own[0].cell.col)
    return _Column(views[0], own[0], tuple(item for item in items if item.cell.value is not None))


def _total(column: _Column) -> TableCell | None:
    """The one total of a column, none for a cell that is a total itself."""
    totals = [item for item in column.items if item.row.total and len(item.row.path) == 1]
    return totals[0] if len(totals) == 1 and not column.own.row.total else None


def _of_row(column: _Column, called: str) -> TableCell | None:
    """The one other cell of a column in the row of a name."""
    names, name = column.view.names, spelled(called)
    rows = names.rows.get(name) or names.loose_rows.get(name) or frozenset()
    found = [item for item in column.items if item.row.index in rows]
    return found[0] if len(found) == 1 and found[0] is not column.own else None


def _of_all(book: Book, column: _Column, last: Fact) -> tuple[str, Computed] | None:
    """The cell as a share of the one total of its column."""
    total = _total(column)
    if total is None or unit_class(last.unit) == 0:
        return None
    result = compute.share(last, candidate_to_fact(cell_candidate(column.view, total), book))
    return ("share", result) if result and result.value <= 100 else None


def _from_other(book: Book, column: _Column, last: Fact, other: str) -> tuple[str, Computed] | None:
    """The difference between the cell and that of the row named."""
    found = _of_row(column, other)
    if found is None:
        return None
    fact = candidate_to_fact(cell_candidate(column.view, found), book)
    if not compute.comparable((last, fact)):
        return None
    return "difference", compute.difference(*compute.larger_first(last, fact))
