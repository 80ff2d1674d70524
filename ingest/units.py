"""In which unit each cell of a table counts: stated in the cell, over it, in its row or for the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.captions import SEVERAL, Heading
from ingest.grids import Row, is_dash, is_figure, is_year_label
from ingest.layout import Layout
from rag.quantity import clean_unit, is_unit, parse_quantity, unit_of_heading, without_unit
from rag.text import normalize

# A column of shares or years has no unit of its own and must not take the table's 人.
SHARE = "-"
_PERCENT = ("%", "‰")
_SHARE = re.compile(r"(?:率|占比|比例|比重|百分比|满意度|增幅|%|％)$")
_DATES = re.compile(r"年份|年度|日期|年月$")
_IMPLIED = (
    (re.compile(r"人次(?:数)?$"), "人次"),
    (re.compile(r"人数$|(?:学生|教师|毕业生|教职工|职工|教职员工|招生|录取|报到)(?:总)?数$"), "人"),
    (re.compile(r"^期数$"), "期"),
    (re.compile(r"^户数$"), "户"),
    (re.compile(r"^项数$"), "项"),
    (re.compile(r"^人日$"), "人日"),
    (re.compile(r"分数线$|(?:最高|最低|平均|投档|录取)分(?:数)?$"), "分"),
)
# Which of several units a table counts a column in.
_KINDS = (
    (
        re.compile(r"投入|经费|金额|[到收]款|收入|支出|拨款|资金|[产设]备?值|学费|薪|产值|费用?$"),
        re.compile("元$"),
    ),
    (re.compile(r"人|生(?!源|活|产)|教师|职工|员$"), re.compile("^(?:人|名|人次)$")),
)
_COUNT = re.compile(r"数$|数量$")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a table: ``column`` is where the rows state theirs, ``over`` what each heading says.

    ``table`` is the one it counts in, ``share`` the one of its shares; each may be empty.
    """

    column: int | None
    over: tuple[str, ...]
    table: str
    share: str = ""

    @classmethod
    def of(cls, layout: Layout, columns: Sequence[Path], heading: Heading) -> Units:
        """Read the units off the headings.

        Args:
            layout: the roles of the columns.
            columns: the heading paths in force, which a sub-header may have changed.
            heading: the table's unit line and title.
        """
        listed = (heading.unit or unit_of_heading(heading.title)).split(SEVERAL)
        counts = [unit for unit in listed if unit not in _PERCENT]
        percent = next((unit for unit in listed if unit in _PERCENT), "")
        table = listed[0] if len(listed) == 1 else counts[0] if len(counts) == 1 else ""
        stated = [_stated(path) for path in columns]
        over = []
        for c, path in enumerate(columns):
            name = _name(path)
            unit = stated[c]
            if not unit and _DATES.search(name):
                unit = SHARE
            if not unit and _SHARE.search(name):
                unit = percent or SHARE
            if not unit and len(counts) > 1:
                unit = _of_several(name, counts)
            if not unit and table.endswith("元") and layout.unit is None:
                # The money of a table (金额单位：万元) is not what its 人次 are counted in.
                unit = _implied(name)
            if not unit and not table:
                unit = _implied(name) or ("" if layout.unit is not None else _shared(name, layout, columns))
            over.append(unit)
        return cls(layout.unit, tuple(over), table, percent)

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
            return self.share if self.column is None and not over else ""
        return self.table or (_implied(normalize(path[-1])) if path else "")


def _name(path: Path) -> str:
    """What a column is called: the innermost heading that is no year."""
    names = [text for text in path if not is_year_label(text)] or path
    return normalize(names[-1]) if names else ""


def _stated(path: Path) -> str:
    return next((unit for text in reversed(path) if (unit := unit_of_heading(text))), "")


def _of_several(name: str, units: Sequence[str]) -> str:
    """Which of the units that a table lists a column counts in, empty where its name does not tell."""
    if (unit := _implied(name)) in units:
        return unit
    for told, kind in _KINDS:
        fitting = [unit for unit in units if kind.search(unit)]
        if told.search(name) and len(fitting) == 1:
            return fitting[0]
    return ""


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
