"""In which unit each cell of a table counts: stated in the cell, over it, in its row or for the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.captions import Heading
from ingest.grids import Row, is_dash, is_figure
from ingest.layout import Layout
from rag.quantity import clean_unit, is_unit, parse_quantity, unit_of_heading, without_unit
from rag.text import normalize

# A column of shares or years has no unit of its own and must not take the table's 人.
SHARE = "-"
_SHARE = re.compile(r"(?:率|占比|比例|比重|百分比|满意度|增幅|%|％)$")
_DATES = re.compile(r"年份|年度|日期|年月$")
_IMPLIED = (
    (re.compile(r"人次(?:数)?$"), "人次"),
    (re.compile(r"人数$|(?:学生|教师|毕业生|教职工|职工|教职员工|招生|录取|报到)(?:总)?数$"), "人"),
    (re.compile(r"分数线$|(?:最高|最低|平均|投档|录取)分(?:数)?$"), "分"),
)
_COUNT = re.compile(r"数$|数量$")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a table: ``column`` is where the rows state theirs, ``over`` what each heading says."""

    column: int | None
    over: tuple[str, ...]
    table: str

    @classmethod
    def of(cls, layout: Layout, columns: Sequence[Path], heading: Heading) -> Units:
        """Read the units off the headings.

        Args:
            layout: the roles of the columns.
            columns: the heading paths in force, which a sub-header may have changed.
            heading: the table's unit line and title.
        """
        table = heading.unit or unit_of_heading(heading.title)
        stated = [_stated(path) for path in columns]
        over = []
        for c, path in enumerate(columns):
            name = normalize(path[-1]) if path else ""
            unit = stated[c]
            if not unit and _DATES.search(name):
                unit = SHARE
            if not unit and _SHARE.search(name):
                unit = table if table in ("%", "‰") else SHARE
            if not unit and not table:
                unit = _implied(name) or ("" if layout.unit is not None else _shared(name, layout, columns))
            over.append(unit)
        return cls(layout.unit, tuple(over), table)

    def is_share(self, c: int) -> bool:
        """Tell whether a column holds shares, which do not add up over rows."""
        return self.over[c] in (SHARE, "%", "‰")

    def in_force(self, row: Row, c: int, path: Path) -> str:
        """Return the unit of a cell, empty for none: cell, column, row and table, the nearest first."""
        text = row[c].text
        quantity = parse_quantity(text)
        if quantity.unit:
            return quantity.unit
        if text and quantity.value is None and not is_dash(text) and not is_figure(text):
            return ""
        over = self.over[c]
        if over and over != SHARE:
            return over
        if self.column is not None and (unit := clean_unit(row[self.column].text)):
            return unit if is_unit(unit) else ""
        if unit := _stated(path[-1:]) or ("" if over else _stated(path[:-1])):
            return unit
        if over or self.column is not None or (path and _SHARE.search(normalize(without_unit(path[-1])))):
            return ""
        return self.table or (_implied(normalize(path[-1])) if path else "")


def _stated(path: Path) -> str:
    return next((unit for text in reversed(path) if (unit := unit_of_heading(text))), "")


def _implied(name: str) -> str:
    if len(name) > 1 and is_unit(name):
        return clean_unit(name)
    return next((unit for pattern, unit in _IMPLIED if pattern.search(name)), "")


def _shared(name: str, layout: Layout, columns: Sequence[Path]) -> str:
    """计划数 beside 录取人数 counts people too; other units say nothing about the column beside."""
    if not _COUNT.search(name):
        return ""
    paths = [columns[c] for c in layout.data if columns[c] and normalize(columns[c][-1]) != name]
    others = {_stated(path) or _implied(normalize(path[-1])) for path in paths}
    return "人" if "人" in others and others <= {"人", "分", "%", "‰", ""} else ""
