"""The rows of the year that a question asks for, where a column says when: 哪些企业是2030年签约的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.calculate.compute import Calculated
from rag.calculate.row_axis import LEAST_AXIS, axis_fit, axis_terms
from rag.find.book import TableCell, TableView
from rag.find.candidates import bare_cell
from rag.find.facts import candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.labels import shown_label
from rag.find.match import Matcher
from rag.understand.words import LIGHT

_WHICH = re.compile(r"哪[些几一两三二个家所门项支位]|[有是]谁|名单|有什么|分别(?:是|叫)")
_WHEN = re.compile(r"(?P<did>(?:[\u4e00-\u9fff]{2,4}?)?)的?(?:时间|日期|年份|年月)$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s?[年./-]|$)")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s?月份?(?!以)")
_IN_MONTH = re.compile(r"[年./-]\s?(1[0-2]|0?[1-9])(?!\d)")
# What heads such a column, and how people say that it was done.
_SAID = (
    re.compile(r"签(?:的|了|下|过)*约|新签|签[订署]|签下|签的"),
    re.compile(r"成立|设立|建立|组建|创[建办]|揭牌|挂牌|新[建办设]|建成|建起来"),
    re.compile(r"立项|获批|批准|批下来|立的项"),
    re.compile(r"启动|开始|开工"),
    re.compile(r"获奖|获[得了]|得[的了]?奖|拿[的了]?奖"),
    re.compile(r"入选|认定|评上|获评"),
    re.compile(r"合作|牵手|结对|携手|共建|签[订约署]"),
    re.compile(r"开办|开设|设置|招生|办起来"),
    re.compile(r"投入使用|投用|启用|建成|竣工|开放"),
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
    month = _MONTH.search(query.text)
    rows = [item for item in dates if _is_of(item, matcher.years[0], month[1] if month else "")]
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
            done = said_when(matcher.query.text, head["did"]) if head else None
            if done and len(dates) > 1:
                axis = axis_fit(matcher, view)
                yield fit_of(matcher, view, done, near=axis >= LEAST_AXIS), (view, dates)


def done_when(question: str, did: str, view: TableView) -> tuple[int, int] | None:
    """Return where a question says what a column tells the date of; under 时间 alone, by the title."""
    if did:
        return said_when(question, did)
    told = (said for words in _SAID if words.search(view.table.title) and (said := words.search(question)))
    first = next(told, None)
    return first.span() if first else None


def said_when(question: str, did: str) -> tuple[int, int] | None:
    """Return where a question says what a column tells the date of, in its word or in one for the same."""
    said = re.search(re.escape(did), question)
    if said is None:
        same = (words for words in _SAID if words.search(did))
        said = next((found for words in same if (found := words.search(question))), None)
    return said.span() if said else None


def fit_of(matcher: Matcher, view: TableView, done: tuple[int, int], *, near: bool = False) -> float:
    """Return how much of the rest of a question a table speaks of; 0 where it leaves out what it must not."""
    labels = {id(label): matcher.fit(label).found for item in view.cells for label in (item.row, item.col)}
    around = matcher.around(view)
    axis = axis_terms(matcher, view)
    columns = zip(around, *labels.values(), strict=True)
    found = [max(*told, float(i in axis)) for i, told in enumerate(columns)]
    rest = [
        (t, w, f, told)
        for t, w, f, told in zip(matcher.terms, matcher.weights, found, around, strict=True)
        if not (done[0] < t.end and t.start < done[1])
    ]
    if not near and not any(told for t, _, _, told in rest if len(t.text) > 1):
        # Nothing says that the table is of such things.
        return 0.0
    missing = [t for t, _, f, _ in rest if not f and t.base > LIGHT]
    return sum(w * f for _, w, f, _ in rest) / matcher.total if matcher.fits(missing) else 0.0


def _is_of(item: TableCell, year: int, month: str) -> bool:
    found = _YEAR.search(item.cell.text)
    in_month = _IN_MONTH.search(item.cell.text) if month else None
    if month and (in_month is None or int(in_month[1]) != int(month)):
        return False
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
