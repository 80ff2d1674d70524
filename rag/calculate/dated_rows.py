"""The rows of the year that a question asks for, where a column says when: 哪些企业是2030年签约的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.calculate.compute import Calculated
from rag.find.book import TableCell, TableView
from rag.find.candidates import bare_cell
from rag.find.facts import candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.labels import shown_label
from rag.find.match import Matcher
from rag.understand.words import LIGHT

_WHICH = re.compile(r"哪[些几一两三二个家所门项支位]|[有是]谁|名单|有什么|分别(?:是|叫)")
_WHEN = re.compile(r"(?P<did>[\u4e00-\u9fff]{2,4}?)的?(?:时间|日期|年份|年月)$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s?[年./-]|$)")
# What heads such a column, and how people say that it was done.
_SAID = (
    re.compile(r"签(?:的|了|下|过)*约|新签|签[订署]|签下|签的"),
    re.compile(r"成立|设立|建立|组建|创[建办]|揭牌|挂牌|新[建办设]|建成|建起来"),
    re.compile(r"立项|获批|批准|批下来|立的项"),
    re.compile(r"启动|开始|开工"),
    re.compile(r"获奖|得[的了]?奖|拿[的了]?奖"),
    re.compile(r"入选|认定|评上|获评"),
)


def dated_rows(matcher: Matcher) -> Calculated | None:
    """Return the rows whose date is of the year asked for, None where no question asks for such.

    Where the question names another column, what that tells of them.
    """
    query = matcher.query
    if query.operation not in ("lookup", "filter", "sum") or query.want == "number" or query.unit:
        return None
    if len(matcher.years) != 1 or not _WHICH.search(query.text):
        return None
    found = [(fit, i, cells) for i, (fit, cells) in enumerate(_columns(matcher)) if fit]
    if not found:
        return None
    fit, _, cells = max(found, key=lambda item: item[:2])
    view, dates = cells
    rows = [item for item in dates if _is_of(item, matcher.years[0])]
    shown = _told_of(matcher, view, rows) or rows
    facts = (candidate_to_fact(bare_cell(view, item, item.year), matcher.book) for item in shown)
    return Calculated("filter", 1.0 + fit, tuple(facts)) if rows else None


def _columns(matcher: Matcher) -> Iterator[tuple[float, tuple[TableView, list[TableCell]]]]:
    """The columns of dates that say when what is asked was done, with how well their table fits."""
    for view in matcher.book.tables:
        columns: dict[int, list[TableCell]] = {}
        for item in view.cells:
            if not item.row.total and _YEAR.search(item.cell.text):
                columns.setdefault(item.cell.col, []).append(item)
        for dates in columns.values():
            head = _WHEN.search(spelled(shown_label(dates[0].col.name)))
            done = _said(matcher.query.text, head["did"]) if head else None
            if done and len(dates) > 1:
                yield _fit(matcher, view, done), (view, dates)


def _said(question: str, did: str) -> tuple[int, int] | None:
    """Where a question says what a column tells the date of, in its word or in one for the same."""
    said = re.search(re.escape(did), question)
    if said is None:
        same = next((words for words in _SAID if words.search(did)), None)
        said = same.search(question) if same else None
    return said.span() if said else None


def _fit(matcher: Matcher, view: TableView, done: tuple[int, int]) -> float:
    """How much of the rest of a question a table speaks of; 0 where it leaves out what it must not."""
    labels = {id(label): matcher.fit(label).found for item in view.cells for label in (item.row, item.col)}
    around = matcher.around(view)
    found = [max(told) for told in zip(around, *labels.values(), strict=True)]
    rest = [
        (t, w, f, near)
        for t, w, f, near in zip(matcher.terms, matcher.weights, found, around, strict=True)
        if not (done[0] < t.end and t.start < done[1])
    ]
    if not any(near for t, _, _, near in rest if len(t.text) > 1):
        # Nothing says that the table is of such things.
        return 0.0
    missing = [t for t, _, f, _ in rest if not f and t.base > LIGHT]
    return sum(w * f for _, w, f, _ in rest) / matcher.total if matcher.fits(missing) else 0.0


def _is_of(item: TableCell, year: int) -> bool:
    found = _YEAR.search(item.cell.text)
    return found is not None and int(found[1]) == year


def _told_of(matcher: Matcher, view: TableView, rows: list[TableCell]) -> list[TableCell]:
    """The cells of these rows in a column that the question names besides, none where it names none."""
    question, chosen = spelled(matcher.query.text), {item.row.index for item in rows}
    dated = {item.cell.col for item in rows}
    heads = {item.cell.col: spelled(shown_label(item.col.name)) for item in view.cells}
    # 获奖的学生 are told under 获奖学生.
    did = {found["did"] for col in dated if (found := _WHEN.search(heads[col]))}
    heads = {col: next((head.removeprefix(d) for d in did), head) for col, head in heads.items()}
    named = {col for col, head in heads.items() if len(head) > 1 and head in question} - dated
    return [item for item in view.cells if item.cell.col in named and item.row.index in chosen]
