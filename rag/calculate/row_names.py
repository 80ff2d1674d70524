"""What the rows of a table are called, where that is asked: 七个学院都叫什么, 拿高级证书的有哪几个."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.calculate.compute import Calculated
from rag.calculate.row_axis import axis_depth, axis_fit, axis_terms, views_asked
from rag.find.book import TableView
from rag.find.candidates import Candidate
from rag.find.facts import Fact, candidate_to_fact
from rag.find.figures import han_number
from rag.find.labels import bare_label, shown_label
from rag.find.match import Matcher
from rag.understand.words import VERB

# Asks which they are, by no more than their names.
_ASKS = re.compile(r"哪|叫什么|叫啥|名[单字称]|都有谁|都是谁|列[出一举]|有什么|有啥")
# How surely the rows of a table must be what is asked for, and how fully its title be named.
SURE, COUNTED_SURE, TITLE_NAMED = 0.75, 0.6, 0.4
MOST = 40
_AFTER = re.compile(r"哪[一二两三四五六七八九十几]?[些个种类项门所支家位名座处]?([\u4e00-\u9fff]{2})")
# A text that lists so many things tells them as well as a table does.
FEW, NEARLY_ALL = 3, 0.7
# Things one behind the other, none of them an amount; what they are stands close by.
_LIST = re.compile(r"[^，,。；;、：:]{1,24}(?:(?<![项个人名次件元%])、[^，,。；;、：:]{1,24})+")
ABOUT = 12
# Says nothing of the rows: 生源来自哪些省份, 学校设有哪些学院.
_IDLE = frozenset("来自 设 设有 设置 开设 开 办 招 招收 涉及 覆盖 分布 拿 拿到 获得 取得 组织 举办".split())
# Which is the most, or which are left, is told by no list of all.
_OF_SOME = re.compile(r"最(?!新|后|近|终)|更|除(?:了|去|开)|以外|之外")
_NUMBER = re.compile(r"(?<![第表图\d.])(\d+|[二两三四五六七八九十]+)(?:个|所|类|种|项|家|大|门)")


def row_names(matcher: Matcher) -> Calculated | None:
    """Return the rows that a question asks the names of, None where it asks for something else."""
    query = matcher.query
    if query.want != "list" or query.operation not in ("lookup", "sum") or not _ASKS.search(query.text):
        return None
    if _OF_SOME.search(query.text):
        return None
    number = _stated_number(query.text)
    best: tuple[float, tuple[Fact, ...]] = (0.0, ())
    for view in views_asked(matcher):
        axis = axis_fit(matcher, view, outer=1.0)
        # As many as the question says: these are all of them, be it in groups of rows.
        sure = COUNTED_SURE if number else SURE
        names = _names(matcher, _rows(matcher, view, counted=bool(number))) if axis >= sure else ()
        if not 0 < len(names) <= MOST or (number and len(names) != number):
            continue
        fit = axis + matcher.specificity(view.title)
        if fit > best[0]:
            best = (fit, names)
    return Calculated("names", best[0], best[1]) if best[1] else None


def _stated_number(text: str) -> int:
    """How many there are, where the question says it (7个学院都叫什么)."""
    found = _NUMBER.search(text)
    if found is None:
        return 0
    return int(found[1]) if found[1].isdigit() else han_number(found[1]) or 0


def _rows(matcher: Matcher, view: TableView, *, counted: bool) -> list[Candidate]:
    """The rows of a table that answer to what the question says of them; none where it asks for a column,
    or where nothing tells that all of them are there.

    ``counted``: the question says how many there must be.
    """
    first: dict[int, Candidate] = {}
    for c in matcher.for_terms(()).table_candidates([view]):
        if c.cell and not c.cell.row.total:
            first.setdefault(c.cell.cell.row, c)
    rows = [first[row] for row in sorted(first)]
    heads = {item.col.name for item in view.cells}
    around, axis = matcher.found_all(view.context), axis_terms(matcher, view)
    told = False
    if _asks_column(matcher, view, heads):
        return []
    for i, term in enumerate(matcher.terms):
        if i in axis or around[i]:
            continue
        meeting = [c for c in rows if c.cell and matcher.fit(c.cell.row).found[i]]
        if meeting:
            rows, told = meeting, True
        elif (term.base >= VERB and term.text not in _IDLE) or any(h.endswith(term.text) for h in heads):
            return []
    whole = (
        counted
        or any(item.row.total for item in view.cells)
        or matcher.specificity(view.title) >= TITLE_NAMED
    )
    return rows if told or whole else []


def _asks_column(matcher: Matcher, view: TableView, heads: Collection[str]) -> bool:
    """Whether what stands behind 哪些 heads a column of the table, and not its rows (哪几个专业在做)."""
    asked = _AFTER.search(matcher.query.text)
    word = asked[1] if asked else ""
    return bool(word) and any(h.endswith(word) for h in heads) and not any(word in h for h in view.stub_heads)


def lists_as_many(matcher: Matcher, text: str, names: int) -> bool:
    """Tell whether a text lists such things by itself, nearly as many as a table has rows, or more."""
    heads = (bare_label(head)[-2:] for view in matcher.book.tables for head in view.stub_heads)
    kinds = {head for head in heads if head in matcher.query.text}
    return any(
        run.group().count("、") + 1 >= max(FEW, NEARLY_ALL * names)
        and any(kind in text[max(0, run.start() - ABOUT) : run.end() + ABOUT] for kind in kinds)
        for run in _LIST.finditer(text)
    )


def _names(matcher: Matcher, rows: Sequence[Candidate]) -> tuple[Fact, ...]:
    """What the rows are called under the heading that is asked for, each name once; none where that is not
    told row by row.
    """
    view = rows[0].view if rows else None
    if view is None:
        return ()
    depth = axis_depth(matcher, view)
    inner = depth == len(view.stub_heads) - 1
    named: dict[str, Fact] = {}
    for row in rows:
        path = row.cell.row.path if row.cell else ()
        if not path or not (inner or len(path) == len(view.stub_heads)):
            return ()
        name = shown_label(path[-1 if inner else depth])
        fact = replace(candidate_to_fact(row, matcher.book), indicator=name, value=None)
        named.setdefault(name, fact)
    return tuple(named.values())
