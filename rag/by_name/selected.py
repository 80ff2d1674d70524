"""The figures that a question names by the headings of their rows and columns, and its other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from rag.by_name.asking import Word, cuts, is_asking
from rag.by_name.described import by_extreme, by_what_is_told, telling_cells
from rag.by_name.headings import Named, blanked_names, find_named, within_groups
from rag.by_name.short_names import with_short_names
from rag.by_name.task import Axis
from rag.find.book import TableCell, TableView
from rag.find.candidates import unit_class
from rag.find.figures import MEASURES
from rag.find.heading_names import Lines, spelled
from rag.understand.years import compared_years, find_years

# 2000人 is no year.
_AMOUNT = re.compile(rf"\d+(?:\.\d+)?\s?(?:[万亿千]?(?!年|届|学年|级)(?:{MEASURES})|[万亿])")
_YEAR = re.compile(
    r"(?:20|19)?\d{2}(?:\s?学?年)?\s?[-—–~/至]\s?(?:20)?\d{2}学年度?|(?:19|20)\d{2}|\d{2}(?=年)"
)
_CHANGES = frozenset({"rate", "rise", "fall", "change"})
_SHARE = re.compile("占|比例|比重|百分|几成|份额")
_WHICH = re.compile(r"[哪几][一二两三几]?[个些类种项家]?[\u4e00-\u9fff]?$")
# The longest piece of a title that is looked for.
TITLE = 10
# So much of it, beside the name of what its rows are, tells which table is meant.
LEAST_TITLE = 3
# In a piece so long no heading is named, where it tells what the question is about.
LONG_TITLE = 5
_TOPIC = re.compile("(?:情况|统计|一览)?表?(?:里面?|中|上|方面|[,，:：])")
_LISTED = re.compile("[和与、及跟同,，;；/还连又加]")
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question names in a table: rows, columns and years, each with where it is named."""

    rows: tuple[tuple[int, Lines], ...]
    cols: tuple[tuple[int, Lines], ...]
    years: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    size: int
    exact: bool
    listed: bool
    titled: bool = False
    told: bool = False
    short: bool = False
    by: tuple[TableCell, ...] = ()


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
        _outside_title(view.table.title, text, plainer),
    )
    for headings in dict.fromkeys(ways):
        for asked in _asked(view, text, headings, data_year):
            if selected := _select(view, asked, data_year):
                yield selected


def _asked(view: TableView, text: str, named: Sequence[Named], data_year: int | None) -> Iterator[_Asked]:
    """What a question names, by each way to read its other words; nothing where any of them is unknown."""
    named = by_what_is_told(text, view, named)
    narrowed = within_groups(named, text)
    rows, cols = _sides(narrowed, is_row=True), _sides(narrowed, is_row=False)
    masked = blanked_names(text, named)
    amounts = [match.span() for match in _AMOUNT.finditer(masked)]
    hidden = masked
    for start, end in amounts:
        hidden = hidden[:start] + "#" * (end - start) + hidden[end:]
    found, rest = find_years(hidden)
    for start, end in amounts:
        rest = rest[:start] + masked[start:end] + rest[end:]
    asked = compared_years(found, text)
    relative = [data_year + offset for offset in asked.offsets] if data_year else []
    years = [(_place(text, year), year) for year in sorted({*asked.years, *relative}, reverse=True)]
    # What is named just as it is printed is named more surely.
    size = sum(n.end - n.start - (not n.exact) for n in named)
    dated = tuple(sorted(years, key=lambda year: year[0]))
    titled = title_pieces(view.table.title, rest)
    size = size or _titled(view.names.things, titled, rest)
    also = view.names.things | titled
    unclear = not rows and len(cols) > 1
    ways = () if unclear else cuts(rest, also)
    for words in ways:
        over = dated or (_since_last_year(words, data_year) if rows else ())
        yield _Asked(
            rows,
            cols,
            over,
            words,
            size,
            all(n.exact or n.short for n in named),
            _listed(narrowed, text),
            _is_titled(view.names.things, titled, rest),
            any(n.told for n in narrowed),
            any(n.short for n in narrowed),
            telling_cells(narrowed),
        )
    clear = any(len(piece) >= LEAST_TITLE for piece in titled)
    if (clear or named) and not any(n.short for n in named):
        for more in with_short_names(rest, view, tuple(named), also):
            # One short name alone may be of anything, and that of a column of anything in its table.
            if len(more) > 1 or (clear and more[0].is_row):
                yield from _asked(view, text, more, data_year)


def _since_last_year(words: Sequence[Word], data_year: int | None) -> tuple[tuple[int, int], ...]:
    """The newest year and the one before for a change that names no year (涨幅多大); none for no change."""
    if data_year is None or not any(w.asks & _CHANGES and not w.asks - _CHANGES for w in words):
        return ()
    behind = words[-1].end
    return (behind, data_year), (behind, data_year - 1)


def title_pieces(title: str, text: str) -> frozenset[str]:
    """Return the pieces of a table's title that stand in a text: they say what all of its figures are of.

    What is asked for (哪个计划) is none of them; nor may they pass for the whole of which a share is asked.
    """
    if _SHARE.search(text):
        return frozenset()
    told = spelled(title)
    pieces = {
        text[start:end]
        for start in range(len(text))
        if not _WHICH.search(text[:start])
        for end in range(start + 2, min(start + TITLE, len(text)) + 1)
        if text[start:end] in told
    }
    return frozenset(piece for piece in pieces if re.fullmatch(r"(?!\d+$)[\u4e00-\u9fffa-z\d+]+", piece))


def _outside_title(title: str, text: str, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """The headings named but for those in a long piece of the table's title by which it goes (…情况里)."""
    told = spelled(title)
    starts = [n.start for n in named]
    for start in range(len(text)):
        end = start
        while end < len(text) and text[start : end + 1] in told:
            end += 1
        topic = end - start >= LONG_TITLE and _TOPIC.match(text, end)
        if topic and any(start <= at < end for at in starts):
            return tuple(n for n in named if not start <= n.start < end)
    return named


def _titled(things: frozenset[str], titled: frozenset[str], text: str) -> int:
    """How long a piece of its title a question names that names the things in its rows, and no heading."""
    named = [thing for thing in things if len(thing) > 1 and thing in text]
    pieces = [len(p) for p in titled if not any(p in thing or thing in p for thing in named)]
    longest = max(pieces, default=0)
    return longest if named and longest >= LEAST_TITLE else 0


def _is_titled(things: frozenset[str], titled: frozenset[str], text: str) -> bool:
    """Whether a question names a table by a piece of its title, or by what its rows are."""
    return any(len(piece) >= LEAST_TITLE for piece in titled) or any(len(t) > 1 and t in text for t in things)


def _listed(named: Sequence[Named], text: str) -> bool:
    """Whether headings of one side that stand behind each other are parted by more than 的."""
    alike = [(a, b) for a, b in pairwise(named) if a.is_row == b.is_row]
    return all(_LISTED.search(text[a.end : b.start]) for a, b in alike)


def _place(text: str, year: int) -> int:
    """Where a year is named; one that is told by the others (上年) stands behind them."""
    named = (m.start() for m in _YEAR.finditer(text) if year in find_years(m.group())[0].years)
    return next(named, len(text))


def _sides(named: Iterable[Named], *, is_row: bool) -> tuple[tuple[int, Lines], ...]:
    """The rows or columns named, each once, with where."""
    found: dict[Lines, int] = {}
    for name in named:
        if name.is_row == is_row:
            found.setdefault(name.lines, name.start)
    return tuple((start, lines) for lines, start in found.items())


def _select(view: TableView, asked: _Asked, data_year: int | None) -> Selected | None:
    """The figures named, None where any of them is not there or not the only one."""
    # What a row says may be asked of one that is told by what it says.
    numbers = [item for item in view.cells if item.cell.value is not None or (asked.by and item.cell.text)]
    if _crossed(asked.rows, asked.cols):
        return None
    if asked.told and len(asked.rows) == 1 and not asked.cols:
        return _rows_told(view, asked)
    within = asked.told and len(asked.rows) == 1 and len(asked.rows[0][1]) > 1
    if not asked.rows or within:
        rows = asked.rows[0][1] if within else ()
        of_rows = [item for item in numbers if item.row.index in rows] if within else numbers
        cells = _column(of_rows, asked, data_year)
        whole = Selected(
            view,
            cells,
            "all",
            (),
            asked.words,
            asked.size,
            column=True,
            exact=asked.exact,
            listed=True,
            within=within,
            short=asked.short,
        )
        return _fitting(whole) if cells else None
    each: list[TableCell] = []
    for rows, cols, year in _places(asked):
        in_rows = [item for item in numbers if item.row.index in rows]
        in_cols = [c for c in in_rows if c.col.index in cols] if cols else _unnamed(in_rows, asked.words)
        wanted = year or _newest(in_cols, data_year)
        one = [item for item in in_cols if _of_year(item, wanted, data_year)]
        if len(one) != 1:
            return None
        each.append(one[0])
    axis, at = _axis(asked)
    return _fitting(
        Selected(
            view,
            tuple(each),
            axis,
            at,
            asked.words,
            asked.size,
            bool(asked.cols),
            asked.exact,
            asked.listed,
            asked.by,
            extreme=bool(asked.by) and not asked.told,
            short=asked.short,
        )
    )


def _rows_told(view: TableView, asked: _Asked) -> Selected | None:
    """The rows that say something; by that alone only where it is clear which table is meant."""
    cells = tuple(cell for cell in asked.by if cell.row.index in asked.rows[0][1])
    if not cells or asked.years or not (asked.exact or asked.titled):
        return None
    return Selected(view, cells, "told", (), asked.words, asked.size, column=False, exact=True, listed=True)


def _places(asked: _Asked) -> Iterator[tuple[Lines, Lines, int | None]]:
    """Yield row, column and year of each figure; of two columns with a year each, two figures."""
    years: list[int | None] = [year for _, year in asked.years] or [None]
    cols = [lines for _, lines in asked.cols] or [frozenset[int]()]
    if _each_dated(asked):
        for (_, rows), *column in product(asked.rows, zip(cols, years, strict=True)):
            yield rows, *column[0]
        return
    for (_, rows), col, year in product(asked.rows, cols, years):
        yield rows, col, year


def _each_dated(asked: _Asked) -> bool:
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


def _axis(asked: _Asked) -> tuple[Axis, tuple[int, ...]]:
    """Along what the figures differ, and where each is named."""
    sides = (asked.rows, asked.cols, () if _each_dated(asked) else asked.years)
    several = [side for side in sides if len(side) > 1]
    if not several:
        return "cell", (0,)
    if len(several) > 1:
        return "many", ()
    axis: Axis = "rows" if several[0] is asked.rows else "columns" if several[0] is asked.cols else "years"
    return axis, tuple(at for at, _ in several[0])


def _column(numbers: Sequence[TableCell], asked: _Asked, data_year: int | None) -> tuple[TableCell, ...]:
    """The one column named, of one year; empty where there are several."""
    found = [item for item in numbers if not asked.cols or item.col.index in asked.cols[0][1]]
    if not asked.cols:
        found = _unnamed(found, asked.words)
    years: list[int | None] = [year for _, year in asked.years] or [_newest(found, data_year)]
    found = [item for item in found if len(years) == 1 and _of_year(item, years[0], data_year)]
    return tuple(found) if len({item.col.index for item in found}) == 1 else ()


def _unnamed(items: Sequence[TableCell], words: Sequence[Word]) -> list[TableCell]:
    """Of figures whose column is not named, those of the column without a name, or in the unit asked."""
    if nameless := [item for item in items if not item.col.name]:
        return nameless
    if len({item.col.name for item in items}) == 1:
        return list(items)
    units = {word.unit for word in words if "unit" in word.asks}
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
