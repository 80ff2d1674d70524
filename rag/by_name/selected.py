"""The figures that a question names by the headings of their rows and columns, and its other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from rag.by_name.asked import Asked, ways_asked
from rag.by_name.asking import Word, is_asking
from rag.by_name.described import by_extreme
from rag.by_name.headings import find_named
from rag.by_name.task import Axis
from rag.by_name.titles import outside_title
from rag.find.book import TableCell, TableView
from rag.find.candidates import unit_class
from rag.find.heading_names import Lines

# What things are counted by whatever their unit, and the units of results.
_ANY_UNIT = frozenset("个 项 名 位 家 类 种 条 倍 % 个百分点 百分点 年 届 月 日 天 级 份 分 次 组".split())


@dataclass(frozen=True, slots=True)
class Selected:
    """Figures of one table that a question names.

    ``axis`` is along what they differ, ``at`` where in the question each is named first;
    ``words`` are those besides the headings and years, ``size`` how many characters the headings have.
    ``column`` tells whether a column is named, ``exact`` whether all headings are named as printed,
    ``listed`` whether those of one side are told one beside the other (甲、乙). ``by`` are the cells that
    tell which rows are meant; ``within`` marks the rows of one column that are named by what they say,
    ``extreme`` the row that is the most of a column, ``short`` that headings go by short names.
    """

    view: TableView
    cells: tuple[TableCell, ...]
    axis: Axis
    at: tuple[int, ...]
    words: tuple[Word, ...]
    size: int
    column: bool
    exact: bool
    listed: bool
    by: tuple[TableCell, ...] = ()
    within: bool = False
    extreme: bool = False
    short: bool = False


def selections(
    view: TableView, text: str, printed: frozenset[str], data_year: int | None
) -> Iterator[Selected]:
    """Yield the figures of a table that a question names, by each way to read its headings.

    Args:
        view: the table.
        text: the question as ``heading_names.spelled`` spells it, places of the report blanked.
        printed: the headings of any table that stand in it just as printed; no other goes by these.
        data_year: the year that the report tells of.
    """
    found = find_named(text, view.names)
    named = tuple(n for n in found if n.exact or n.told or text[n.start : n.end] not in printed)
    # 增减 may be a column, or what is asked for.
    plainer = tuple(n for n in named if not is_asking(text[n.start : n.end]))
    described = by_extreme(text, view, plainer, data_year)
    ways = (
        *([described] if described else []),
        named,
        plainer,
        outside_title(view.table.title, text, plainer),
    )
    for headings in dict.fromkeys(ways):
        for asked in ways_asked(view, text, headings, data_year):
            if selected := _select(view, asked, data_year):
                yield selected


def _select(view: TableView, asked: Asked, data_year: int | None) -> Selected | None:
    """The figures named, None where any of them is not there or not the only one."""
    # What a row says may be asked of one that is told by what it says.
    numbers = [item for item in view.cells if item.cell.value is not None or (asked.by and item.cell.text)]
    if _crossed(asked.rows, asked.cols):
        return None
    if asked.told and len(asked.rows) == 1 and not asked.cols:
        return _rows_told(view, asked)
    within = asked.told and len(asked.rows) == 1 and len(asked.rows[0][1]) > 1
    if within:
        numbers = [item for item in numbers if item.row.index in asked.rows[0][1]]
    select = _all if within or not asked.rows else _each
    found = select(view, numbers, asked, data_year)
    return _fitting(found) if found and found.cells else None


def _all(
    view: TableView, numbers: Sequence[TableCell], asked: Asked, data_year: int | None
) -> Selected | None:
    """The figures of the one column named."""
    return Selected(
        view,
        _column(numbers, asked, data_year),
        axis="all",
        at=(),
        words=asked.words,
        size=asked.size,
        column=True,
        exact=asked.exact,
        listed=True,
        within=bool(asked.rows),
        short=asked.short,
    )


def _each(
    view: TableView, numbers: Sequence[TableCell], asked: Asked, data_year: int | None
) -> Selected | None:
    """The one figure of each row, column and year named."""
    each: list[TableCell] = []
    for rows, cols, year in _places(asked):
        in_rows = [item for item in numbers if item.row.index in rows]
        in_cols = [c for c in in_rows if c.col.index in cols] if cols else _unnamed(in_rows, asked)
        wanted = year or _newest(in_cols, data_year)
        one = [item for item in in_cols if _of_year(item, wanted, data_year)]
        if len(one) != 1:
            return None
        each.append(one[0])
    axis, at = _axis(asked)
    return Selected(
        view,
        tuple(each),
        axis=axis,
        at=at,
        words=asked.words,
        size=asked.size,
        column=bool(asked.cols),
        exact=asked.exact,
        listed=asked.listed,
        by=asked.by,
        extreme=bool(asked.by) and not asked.told,
        short=asked.short,
    )


def _rows_told(view: TableView, asked: Asked) -> Selected | None:
    """The rows that say something; by that alone only where it is clear which table is meant."""
    cells = tuple(cell for cell in asked.by if cell.row.index in asked.rows[0][1])
    if not cells or asked.years or not (asked.exact or asked.titled):
        return None
    return Selected(view, cells, "told", (), asked.words, asked.size, column=False, exact=True, listed=True)


def _places(asked: Asked) -> Iterator[tuple[Lines, Lines, int | None]]:
    """Yield row, column and year of each figure; of two columns with a year each, two figures."""
    years: list[int | None] = [year for _, year in asked.years] or [None]
    cols = [lines for _, lines in asked.cols] or [frozenset[int]()]
    if _each_dated(asked):
        for (_, rows), *column in product(asked.rows, zip(cols, years, strict=True)):
            yield rows, *column[0]
        return
    for (_, rows), col, year in product(asked.rows, cols, years):
        yield rows, col, year


def _each_dated(asked: Asked) -> bool:
    """Whether each of two columns is named with its own year (2030年计划占2031年报到的…)."""
    if len(asked.cols) != 2 or len(asked.years) != 2 or len(asked.rows) != 1:
        return False
    (first, _), (second, _) = asked.years
    return first < asked.cols[0][0] < second < asked.cols[1][0]


def _crossed(rows: tuple[tuple[int, Lines], ...], cols: tuple[tuple[int, Lines], ...]) -> bool:
    """Whether several rows each stand with a column of their own (甲的面积和乙的工位数)."""
    if len(rows) < 2 or len(cols) < 2:
        return False
    return rows[0][0] < cols[-1][0] and cols[0][0] < rows[-1][0]


def _axis(asked: Asked) -> tuple[Axis, tuple[int, ...]]:
    """Along what the figures differ, and where each is named."""
    sides = (asked.rows, asked.cols, () if _each_dated(asked) else asked.years)
    several = [side for side in sides if len(side) > 1]
    if not several:
        return "cell", (0,)
    if len(several) > 1:
        return "many", ()
    axis: Axis = "rows" if several[0] is asked.rows else "columns" if several[0] is asked.cols else "years"
    return axis, tuple(at for at, _ in several[0])


def _column(numbers: Sequence[TableCell], asked: Asked, data_year: int | None) -> tuple[TableCell, ...]:
    """The one column named, of one year; empty where there are several."""
    found = [item for item in numbers if not asked.cols or item.col.index in asked.cols[0][1]]
    if not asked.cols:
        found = _unnamed(found, asked)
    years: list[int | None] = [year for _, year in asked.years] or [_newest(found, data_year)]
    found = [item for item in found if len(years) == 1 and _of_year(item, years[0], data_year)]
    return tuple(found) if len({item.col.index for item in found}) == 1 else ()


def _unnamed(items: Sequence[TableCell], asked: Asked) -> list[TableCell]:
    """Of figures whose column is not named, those of the column without a name, or in the unit asked.

    What a title tells of is counted in all by a column of totals (合计 of 各学院在校生分布).
    """
    if nameless := [item for item in items if not item.col.name]:
        return nameless
    if len({item.col.name for item in items}) == 1:
        return list(items)
    totals = [item for item in items if item.col.total]
    if asked.titled and len({item.col.index for item in totals}) == 1:
        return totals
    # Anything is counted with 个: it tells no column.
    units = {word.unit for word in asked.words if "unit" in word.asks} - {"个"}
    in_unit = [item for item in items if item.cell.unit in units]
    return in_unit if len({item.col.name for item in in_unit}) == 1 else []


def _newest(items: Iterable[TableCell], data_year: int | None) -> int | None:
    years = {item.year for item in items if item.year}
    return data_year if not years or data_year in years else max(years)


def _of_year(item: TableCell, year: int | None, data_year: int | None) -> bool:
    return year is None or (item.year or data_year or year) == year


def _fitting(selected: Selected) -> Selected | None:
    """The figures, None where the question asks for them in a unit that they are not in."""
    units = {w.unit for w in selected.words if "unit" in w.asks} - _ANY_UNIT
    own = {item.cell.unit for item in selected.cells}
    fits = all(
        any(unit_class(u) == unit_class(o) and (u == o or unit_class(u) is not None) for o in own)
        for u in units
    )
    return selected if fits or own == {""} else None
