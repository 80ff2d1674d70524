"""Rows compared in a column that a question names just as the table does (A和B，谁的C更高, A的C是B的百分之几).

Where nothing else is said, nothing is left to weigh: neither another column of the same rows, nor another
table, nor the figure of just one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.row_axis import views_asked
from rag.calculate.wholes import parts_only
from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate
from rag.find.facts import candidate_to_fact
from rag.find.labels import bare_label
from rag.find.match import Matcher
from rag.understand.years import find_years

# Stands in the question for the name of a row.
_ROW = "\0"
_WHICH = r"(?:谁|哪(?:一|两者)?(?:个|项|家|类|所|门|方|支)?)"
_MORE = r"(?:更|比较|最|要)?(?P<way>[多高大少低小])(?:一些|一点|些|点)?"
_AND = r"(?:和|与|跟|同|、|及|还是)"
_TWO = rf"^{_ROW}{_AND}{_ROW}(?:相比|比较|比|之间|之中|中|里|这?两[者个项家类])?,?"
_PAIRED = tuple(
    re.compile(f"{pattern}$")
    for pattern in (
        rf"{_TWO}{_WHICH}的?(?P<column>.*?){_MORE}",
        rf"{_TWO}的?(?P<column>.+?){_WHICH}{_MORE}",
        rf"^(?P<column>.*?)(?:上|方面)?,?{_ROW}{_AND}{_ROW},?{_WHICH}{_MORE}",
        rf"^(?P<column>.*?)(?:上|方面)?,?是?{_ROW}[多高大少低小]?还是{_ROW}{_MORE}",
        rf"^(?:是)?{_ROW}的?(?P<column>.*?)[多高大少低小]?还是{_ROW}的?(?P<again>.*?){_MORE}",
    )
)
_SHARE = re.compile(
    rf"^{_ROW}的?(?P<column>.*?)(?:是|相当于|占|占到|等于)了?{_ROW}(?:的(?P<again>.*?))?的?"
    r"(?:百分之(?:几|多少)|多少%|几成|百分比)(?:是多少)?$"
)
_MOST = tuple(
    re.compile(f"{pattern}$")
    for pattern in (
        r"^,?哪一?[个项家类所门种]?的?(?P<column>.*?)最(?P<way>[多高大少低小])",
        r"^,?(?P<column>.*?)最(?P<way>[多高大少低小])的?(?:一[项个类])?(?:是|为)?(?:哪一?[个项家类所门种]?|谁|什么)",
    )
)
_TALK = re.compile(r"^(?:请问一?下?|麻烦问?一?下?|想问一?下?|我想知道|想知道|帮我?[查看]一?[下看])[,:]?|[?呢啊呀吗吧]+$")
_YEAR = re.compile(
    r"(?:(?:19|20)\d{2}(?:\s?[-—–~至/]\s?(?:19|20)?\d{2})?\s?(?:学?年度?|届|级)?)的?|^的|的$|\s"
)
_UNIT = re.compile(r"\((?:[^()]{1,6})\)$")
_COUNTING = re.compile(r"(?<=.)(?:人数|总数|数量|数|量)$")
# What people call all of them by, and the row is called 合计.
_ALL = ("全校", "全院", "学校", "学院", "总数", "合计", "总计", "全部", "总体")
_FEWEST = 3
_IN_FULL = 2.0


def compared_in_full(matcher: Matcher) -> Calculated | None:
    """Return what comes of rows that are named in full, in a column that is, None where more is said."""
    text = _TALK.sub("", (matcher.query.said or matcher.query.text).rstrip("?。"))
    if matcher.query.references and (most := _most(matcher, text)):
        return most
    if not re.search(r"谁|哪|还是|百分|%|几成", text):
        return None
    found = [pair for view in views_asked(matcher) for pair in _pairs(matcher, view, text)]
    values = {tuple(c.cell.cell.value for c in cells if c.cell) for _, cells in found}
    if len(values) != 1:
        return None
    match, cells = found[0]
    facts = tuple(candidate_to_fact(cell, matcher.book) for cell in cells)
    if not compute.comparable(facts):
        return None
    if match.re is _SHARE:
        result = None if facts[0].unit == "%" else compute.of_two("share", *facts)
        return Calculated("share", _IN_FULL, facts, (result,)) if result else None
    return _ordered(facts, match["way"])


def _ordered(facts: Sequence, way: str) -> Calculated | None:
    most = way in "多高大"
    ordered = sorted(facts, key=lambda fact: fact.value, reverse=most)
    first = tuple(fact for fact in ordered if fact.value == ordered[0].value)
    shown = tuple(ordered) if len(ordered) <= 4 else first
    return Calculated("max" if most else "min", _IN_FULL, shown)


def _pairs(matcher: Matcher, view: TableView, text: str) -> Iterator[tuple[re.Match[str], list[Candidate]]]:
    """The two cells of a table that a question sets against each other, with how it does."""
    if not _told_here(view, text):
        return
    named, rest = _rows_in(view, text)
    if len(named) != 2:
        return
    for pattern in (_SHARE, *_PAIRED):
        match = pattern.match(rest)
        if match is None:
            continue
        again = match["again"] if "again" in pattern.groupindex else ""
        cells = _in_column(matcher, view, match["column"], again or "")
        pair = [[c for c in cells if c.cell and c.cell.row.index in rows] for rows in named]
        if all(len(side) == 1 for side in pair) and pair[0][0].cell is not pair[1][0].cell:
            yield match, [pair[0][0], pair[1][0]]
            return


def _told_here(view: TableView, text: str) -> bool:
    return sum(name in text for name in _names(view)) > 0


def _rows_in(view: TableView, text: str) -> tuple[list[frozenset[int]], str]:
    """The rows whose names stand in a text, in its order, and the text with them taken out."""
    names = _names(view)
    spans: list[tuple[int, int, frozenset[int]]] = []
    for name in names:
        for match in re.finditer(re.escape(name), text):
            if not any(match.start() < end and start < match.end() for start, end, _ in spans):
                spans.append((*match.span(), names[name]))
    spans.sort(key=lambda span: span[0])
    rest, at = "", 0
    for start, end, _ in spans:
        rest, at = f"{rest}{text[at:start]}{_ROW}", end
    return [rows for _, _, rows in spans], rest + text[at:]


def _names(view: TableView) -> dict[str, frozenset[int]]:
    return _names_of(view.table.id, tuple({c.row.index: c.row.bare for c in view.cells}.items()), view)


def _column_words(item: TableCell) -> str:
    return "".join(item.col.bare)
