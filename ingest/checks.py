"""Doubts about the report itself, told to the people who sign it: sums, shares, annex, captions, OCR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from ingest.annex import keyed_cells
from ingest.grids import is_dash
from ingest.rows import is_sub, is_subtotal, is_total
from rag.quantity import parse_quantity
from rag.text import normalize
from rag.types import Cell, Misadded, Report, Table

Column = Sequence[Cell]
# Averages, rates and scores of a whole are no sums of its parts.
_NOT_ADDED = re.compile(
    r"率|占比|比例|比重|平均|均值|[人生师班校户课]均|每[^年月]|满意度|分数|得分|单价|师比|排名|名次|年份|增幅|时长"
)
_SHARE = re.compile(r"占比|比例|比重|百分比")
_CHANGE = re.compile(r"变化|增减|增加|增长|减少|同比|较上年|差额")
_NAMED_SUBTOTAL = re.compile(r"[小合总分]\s?计$")
MAX_DOUBTS_NAMED = 5


def find_warnings(report: Report, orphans: Sequence[str]) -> tuple[str, ...]:
    """Return what does not fit together in a report, one Chinese sentence each.

    Args:
        report: as understood.
        orphans: captions without a table.
    """
    body = {table.id: table for table in report.tables if not table.annex}
    warnings: list[str] = []
    for table in report.tables:
        if not table.repeats:
            warnings += [_sum_warning(table, total, parts) for total, parts in _wrong_sums(table)]
            warnings += _shares(table)
            warnings += _parts_over_whole(table)
        elif table.repeats in body:
            warnings += _differences(table, body[table.repeats])
    warnings += _uncaptioned(report)
    warnings += [f"有题注“{caption}”，但没有找到它的表格。" for caption in orphans]
    warnings += _doubts(report)
    return tuple(dict.fromkeys(warnings))


def find_misadded(tables: Sequence[Table]) -> tuple[Misadded, ...]:
    """Return the totals of tables that their parts do not make up."""
    return tuple(
        Misadded(table.id, (total.row, total.col), tuple((cell.row, cell.col) for cell in parts))
        for table in tables
        for total, parts in _wrong_sums(table)
    )


def _columns(table: Table) -> Iterator[Column]:
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        columns.setdefault(cell.col, []).append(cell)
    yield from columns.values()


def name_of(table: Table) -> str:
    """Return how a table is called in a message: its label and title, or its title alone."""
    return (
        f"{table.label}《{table.title}》"
        if table.label and table.title
        else table.label or f"《{table.title}》"
    )


def _heading(cell: Cell) -> str:
    return "".join(cell.col_path) or "数值"


def _own(cell: Cell) -> str:
    return cell.row_path[-1] if cell.row_path else ""


def _wrong_sums(table: Table) -> Iterator[tuple[Cell, Column]]:
    """合计 and 小计 with the rows that they add up, where these come to something else."""
    for column in _columns(table):
        if not _NOT_ADDED.search(_heading(column[0])) and column[0].unit not in ("%", "‰"):
            yield from ((total, parts) for total, parts in _totals(column) if _adds_up_wrongly(total, parts))


def _totals(column: Column) -> Iterator[tuple[Cell, Column]]:
    """Each total of a column with the cells that it should add up."""
    parts: list[Cell] = []
    subtotals: list[Cell] = []
    rows = {cell.row_path for cell in column if cell.row_path}
    for cell in column:
        if is_subtotal(_own(cell)) and "平均" not in _own(cell):
            yield cell, parts
            subtotals.append(cell)
            parts = []
        elif is_total(_own(cell)):
            yield cell, [*subtotals, *parts]
            parts, subtotals = [], []
        elif _NAMED_SUBTOTAL.search(_own(cell)):
            # 男生合计 may add up rows that do not stand together: only what it does add up is left out.
            if parts and _added(parts) == cell.value:
                subtotals, parts = [*subtotals, cell], []
        elif not _is_part_of_row(cell, rows):
            parts.append(cell)


def _added(parts: Sequence[Cell]) -> Decimal:
    return sum((cell.value for cell in parts if cell.value is not None), Decimal(0))


def _adds_up_by_group(parts: Sequence[Cell], whole: Decimal) -> bool:
    """Whether a table divides the same whole more than once: 职称, 学历 and 年龄 of all teachers."""
    groups: dict[tuple[str, ...], list[Cell]] = {}
    for cell in parts:
        groups.setdefault(cell.row_path[:-1], []).append(cell)
    tolerance = _rounding([cell.value for cell in parts if cell.value is not None])
    fits = [abs(_added(group) - whole) <= tolerance for group in groups.values() if len(group) > 1]
    return len(groups) > 1 and any(fits)


def _is_part_of_row(cell: Cell, rows: AbstractSet[tuple[str, ...]]) -> bool:
    """Whether the cell's row is counted in another row already (其中 and what follows it)."""
    return is_sub(_own(cell)) or cell.row_path[:-1] in rows


def _adds_up_wrongly(total: Cell, parts: Column) -> bool:
    values = [_number(cell) for cell in parts]
    if total.value is None or len(parts) < 2 or any(value is None for value in values):
        return False
    if len({cell.unit for cell in parts}) > 1 or any(_NOT_ADDED.search(_own(cell)) for cell in parts):
        return False
    known = [value for value in values if value is not None]
    added = sum(known, Decimal(0))
    # A total below its largest part is no total of these rows, whatever it is called.
    if abs(added - total.value) <= _rounding([*known, total.value]) or total.value < max(known):
        return False
    return not _adds_up_by_group(parts, total.value)


def _sum_warning(table: Table, total: Cell, parts: Column) -> str:
    added, unit = _added(parts), total.unit
    return (
        f"{name_of(table)}“{_heading(total)}”一列的{'、'.join(total.row_path)}印为 {total.text}{unit}，"
        f"各项相加为 {added}{unit}，相差 {abs(added - (total.value or 0))}{unit}。"
    )


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """Return by how much rounded values may miss: half of each one's last place; counts are exact."""
    places = [-int(value.as_tuple().exponent) for value in values]
    return sum((Decimal("0.5").scaleb(-place) for place in places if place > 0), Decimal(0))


def _number(cell: Cell) -> Decimal | None:
    return Decimal(0) if not cell.text or is_dash(cell.text) else cell.value


def _shares(table: Table) -> Iterator[str]:
    """Shares of one whole against 100 %."""
    for column in _columns(table):
        if not _SHARE.search(_heading(column[0])) or column[0].unit != "%":
            continue
        rows = {cell.row_path for cell in column if cell.row_path}
        parts = [c for c in column if not _is_part_of_row(c, rows)]
        totals = [c for c in parts if is_total(_own(c))]
        values = [c.value for c in parts if not is_total(_own(c)) and not is_subtotal(_own(c))]
        known = [value for value in values if value is not None]
        if len(known) < 2 or len(known) != len(values) or len(totals) != 1:
            continue
        added = sum(known, Decimal(0))
        whole = totals[0].value
        claimed = whole == 100 or (whole is None and abs(added - 100) < 5)
        counted = [c for c in parts if not is_total(_own(c)) and not is_subtotal(_own(c))]
        if claimed and abs(added - 100) > _rounding(known) and not _adds_up_by_group(counted, Decimal(100)):
            yield f"{name_of(table)}“{_heading(column[0])}”一列各项相加为 {added}%，不是 100%。"


def _parts_over_whole(table: Table) -> Iterator[str]:
    for column in _columns(table):
        if _CHANGE.search(_heading(column[0])):
            continue
        wholes: Mapping[tuple[str, ...], Cell] = {cell.row_path: cell for cell in column}
        for cell in column:
            whole = wholes.get(cell.row_path[:-1]) if len(cell.row_path) > 1 else None
            if whole is None or cell.value is None or whole.value is None or not is_sub(_own(cell)):
                continue
            if cell.value > whole.value >= 0 and _is_comparable(cell, whole):
                yield (
                    f"{name_of(table)}“{_heading(cell)}”一列，{_own(cell)}（{cell.text}{cell.unit}）"
                    f"大于它所属的{_own(whole)}（{whole.text}{whole.unit}）。"
                )


def _is_comparable(cell: Cell, whole: Cell) -> bool:
    same_unit = cell.unit == whole.unit and cell.unit not in ("%", "‰")
    return same_unit and not _NOT_ADDED.search(_heading(cell) + _own(cell))


def _differences(table: Table, original: Table) -> Iterator[str]:
    """Values that the annex prints otherwise than the body."""
    first = keyed_cells(original)
    for key, cells in keyed_cells(table).items():
        others = first.get(key, [])
        if len(others) != len(cells):
            continue
        for cell, other in zip(cells, others, strict=True):
            if not _same_value(cell, other):
                yield (
                    f"{name_of(table)}与{name_of(original)}不一致：{_own(cell) or _heading(cell)}"
                    f"（{_heading(cell)}）前者为 {cell.text or '空白'}，后者为 {other.text or '空白'}。"
                )


def _same_value(one: Cell, other: Cell) -> bool:
    left, right = parse_quantity(one.text).value, parse_quantity(other.text).value
    if left is not None and right is not None:
        return left == right
    return normalize(one.text) == normalize(other.text) or (is_dash(one.text) and is_dash(other.text))


def _uncaptioned(report: Report) -> Iterator[str]:
    """Tables without a number in a report that numbers its tables."""
    if not any(table.label for table in report.tables):
        return
    titles = {section.id: f"{section.number} {section.title}".strip() for section in report.sections}
    own = {section.title for section in report.sections}
    for table in report.tables:
        # Without a title of its own a table has that of its section.
        if table.label or (table.title and table.title not in own):
            continue
        page = next((place.page for place in table.places if place.page), "")
        where = f"“{titles[table.section]}”中" if table.section in titles else ""
        where += f"第 {page} 页" if page else ""
        yield f"{where}有一张表格没有编号和题注（首行：{_first_row(table)}）。"


def _first_row(table: Table) -> str:
    texts = dict.fromkeys(text for text in (table.grid[0] if table.grid else ()) if text)
    return "、".join(list(texts)[:4])


def _doubts(report: Report) -> Iterator[str]:
    cells = [(table, cell) for table in report.tables for cell in table.cells if cell.doubt]
    if not cells:
        return
    named = [
        f"{table.label or table.title}“{_own(cell)}·{_heading(cell)}”读作 {cell.text}"
        for table, cell in cells[:MAX_DOUBTS_NAMED]
    ]
    more = " 等" if len(cells) > MAX_DOUBTS_NAMED else ""
    yield f"有 {len(cells)} 个单元格的文字识别没有把握，请对照原件：{'；'.join(named)}{more}。"
