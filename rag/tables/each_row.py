"""The figures of one column, of every row, where a question asks for each (各校区占地面积分别是多少)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.find.book import TableCell, TableView
from rag.find.candidates import cell_candidate, unit_contradicts
from rag.find.facts import Fact
from rag.find.figures import han_number
from rag.find.heading_names import spelled
from rag.find.labels import bare_label
from rag.find.match import Matcher
from rag.tables.asked_columns import HALF, Asked, asked_in, head_of
from rag.tables.told_row import cell_fact, must_be_told, within
from rag.understand.intent import asks_reason
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED, blanked

# One by one: 分别是多少, 各有几名; 各 alone may go with what is asked of all together.
_APART = re.compile(r"分别|各自|各(?=[有是为占达招录取]了?[^，,]{0,6}(?:多少|几))|每一?[个所家]")
_TOGETHER = re.compile(r"一共|总共|合计|加起来|总和|平均每")
_EVERY = r"(?:各个?|每一?[个所家种]|所有|(?P<number>[两二三四五六七八九十]|\d+)[个所家种])(?:二级|教学)?"
_CLASS = re.compile(r"(?:19|20)\d{2}[级届]")
_YEAR = re.compile(r"(?:19|20)\d{2}年(?!级)度?")
_NAMING = re.compile(r"名称$")
# A heading by which rows are only numbered or sorted names no things.
_NO_THINGS = frozenset("序号 编号 指标 单位 项目 类别 内容 名称 年份 年度 时间".split())
_OF_SCHOOL = ("", "二级", "教学", "各", "各二级", "所属")
MOST = 40


def each_row(matcher: Matcher) -> tuple[Fact, ...]:
    """Return the figures of the column that a question asks for of each of the things that rows are.

    Nothing where it says something else as well, or how many such things there are and it is not so many.
    """
    query = matcher.query
    text = query.text
    if (
        query.operation not in ("lookup", "average")
        or query.references
        or asks_reason(text)
        or not query.said
    ):
        return ()
    if not _APART.search(text) or _TOGETHER.search(text):
        return ()
    tried = (_of_view(matcher, view) for view in matcher.book.tables)
    found = [told for told in tried if told is not None]
    best = max((fit for fit, _ in found), default=0.0)
    told = [facts for fit, facts in found if fit == best]
    return told[0] if len(told) == 1 else ()


def _of_view(matcher: Matcher, view: TableView) -> tuple[float, tuple[Fact, ...]] | None:
    every = next(_every(view, matcher.query.text), None)
    rows = _rows(view)
    if every is None or not 1 < len(rows) <= MOST or not _so_many(every, len(rows)):
        return None
    cells = [item for row in rows for item in row if matcher.year_fits(item.year)]
    # A year is no class: 2022年 asks not for the column 2022级.
    text = _YEAR.sub(lambda year: " " * len(year[0]), blanked(matcher.query.text, *every.span()))
    named = asked_in(text, cells, _by_other_names(matcher, cells, every.span()))
    # 多少人 alone names no column of people.
    asked = tuple(one for one in named if one.sure > HALF)
    heads = {head for one in asked for head in one.heads}
    meant = [
        item
        for item in (cells if asked else _all_of(matcher, view, cells))
        if not asked or head_of(item) in heads
    ]
    heads = {head_of(item) for item in meant}
    if matcher.query.operation == "average" and not all("均" in head for head in heads):
        return None
    if len(heads) != 1 or len(meant) != len(rows) or any(not _answers(matcher, view, item) for item in meant):
        return None
    if _left_out(matcher, view, meant, [every.span(), *((one.start, one.end) for one in asked)]):
        return None
    facts = tuple(cell_fact(matcher, view, item) for item in meant)
    return max((one.sure for one in asked), default=0.0) + matcher.specificity(view.title), facts


def _every(view: TableView, text: str) -> Iterator[re.Match[str]]:
    """Where a question speaks of each of the things that the rows of a table are."""
    inner = _NAMING.sub("", spelled(bare_label(view.stub_heads[-1]))) if view.stub_heads else ""
    for thing in sorted(view.names.things, key=len, reverse=True):
        # 产业学院 are none of the 二级学院, which are called 学院 as well.
        headed = inner.endswith(thing) and inner.removesuffix(thing) in _OF_SCHOOL
        ending = view.ending == thing and thing not in inner
        if len(thing) > 1 and thing not in _NO_THINGS and (headed or ending):
            yield from re.finditer(rf"{_EVERY}{re.escape(thing)}(?![群类大])", text)


def _so_many(every: re.Match[str], rows: int) -> bool:
    said = (every["number"] or "").replace("两", "二")
    return not said or (int(said) if said.isdigit() else han_number(said)) == rows


def _rows(view: TableView) -> list[list[TableCell]]:
    """The rows up to the total; what is told behind that (其中省外) is part of it once more."""
    rows: dict[int, list[TableCell]] = {}
    for item in view.cells:
        if item.row.total and rows and item.cell.row not in rows:
            break
        if not item.row.total:
            rows.setdefault(item.cell.row, []).append(item)
    return list(rows.values())


def _all_of(matcher: Matcher, view: TableView, cells: Sequence[TableCell]) -> list[TableCell]:
    """What each row comes to, in the column that adds it up: so much there is of what the title tells."""
    titled = any(term.base >= SHARED and matcher.found(term, view.title) for term in matcher.terms)
    return [item for item in cells if item.col.total] if titled else []


def _answers(matcher: Matcher, view: TableView, item: TableCell) -> bool:
    """Whether a cell holds a figure or a date in the unit asked, of the class (2019级, 2020届) if one is."""
    heads = " ".join((*item.cell.col_path, view.table.title))
    return (
        re.search(r"\d", item.cell.text) is not None
        and not unit_contradicts(matcher.query, cell_candidate(view, item))
        and all(of in heads for of in _CLASS.findall(matcher.query.text))
    )


def _by_other_names(matcher: Matcher, cells: Sequence[TableCell], every: tuple[int, int]) -> Iterator[Asked]:
    """Where a question names a column by another name of the indicator that it holds."""
    for term in matcher.terms:
        heads = {head_of(item) for item in cells if head_of(item) and matcher.found(term, item.col.spoken)}
        if term.known and not within(term, [every]) and len(heads) == 1:
            yield Asked(term.start, term.end, frozenset(heads), 1.0)


def _left_out(
    matcher: Matcher, view: TableView, meant: Sequence[TableCell], spans: Sequence[tuple[int, int]]
) -> list[Term]:
    """What a question says besides, of which neither the column nor the table speaks."""
    own = view.context.union(*(item.col.all for item in meant))
    return [
        term
        for term in matcher.terms
        if (must_be_told(matcher, term) or term.base >= NOUN)
        and 2 * within(term, spans) < len(term.text)
        and not matcher.found(term, own)
    ]
