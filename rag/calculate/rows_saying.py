"""All rows whose cells say what a question says of them: 对接甲专业群的证书有哪些, 甲学院的学生得了哪些奖."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rag.calculate.compute import Calculated
from rag.calculate.row_axis import axis_fit, axis_terms, views_asked
from rag.find.book import TableCell, TableView
from rag.find.candidates import bare_cell
from rag.find.facts import candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import LIGHT

_ASKS = re.compile(r"哪[些几一二两三四五六七八九十]|什么|啥|[有是]谁|名单|列[出举一]")
_OTHERWISE = re.compile(r"最|更|前[一二三四五六七八九十\d]|多少|为什么|怎么|如何|除|以外|之外|[不没未]|非")
_AFTER = re.compile(r"(?:哪[些几]?[个种类项门所家支]?|什么|啥)([\u4e00-\u9fff]{1,6}?)(?:[，,]|$)")
_SPLIT = re.compile("[、，,；;/]")
_PLACE = re.compile(r"(?<=..)[省市县区州]$")
# So surely its rows must be asked for.
SURE = 0.7
# No more can be shown.
MOST = 40

Span = tuple[int, int]


def rows_saying(matcher: Matcher) -> Calculated | None:
    """Return the rows that say all that a question says of them; None where it asks otherwise."""
    query = matcher.query
    if query.want != "list" or query.operation != "lookup" or query.unit or query.claims:
        return None
    if not _ASKS.search(query.text) or _OTHERWISE.search(query.text):
        return None
    found = [(fit, -i, cells, view) for i, (fit, cells, view) in enumerate(_in_tables(matcher)) if fit]
    fit, _, cells, view = max(found, key=lambda item: item[:2], default=(0.0, 0, [], None))
    if view is None or len(cells) > MOST:
        return None
    facts = tuple(candidate_to_fact(bare_cell(view, item, item.year), matcher.book) for item in cells)
    return Calculated("filter", fit, facts)


def _in_tables(matcher: Matcher) -> Iterator[tuple[float, list[TableCell], TableView]]:
    for view in views_asked(matcher):
        said = _said(view, spelled(matcher.query.text))
        if not said:
            continue
        rows = set.intersection(*(set(rows) for _, rows in said.values()))
        spans = [spelled_span for spelled_span, _ in said.values()]
        axis = axis_fit(matcher, view)
        axis = max(axis, SURE * _says_no_more(matcher, spans))
        cells = _shown(matcher, view, rows, said, axis)
        if cells and not _leaves_out(matcher, view, spans):
            yield axis + sum(end - start for start, end in spans), cells, view


def _said(view: TableView, text: str) -> dict[int, tuple[Span, list[int]]]:
    """For each column of words that the question says a thing of: where it says it, and the rows that do."""
    found: dict[int, tuple[Span, list[int]]] = {}
    columns: dict[int, list[TableCell]] = {}
    for item in view.cells:
        if item.cell.value is None and not item.row.total:
            columns.setdefault(item.cell.col, []).append(item)
    for col, items in columns.items():
        told: dict[Span, list[int]] = {}
        for item in items:
            for thing in _things(item.cell.text):
                if (at := text.find(thing)) >= 0:
                    told.setdefault((at, at + len(thing)), []).append(item.row.index)
        longest = max(told, key=lambda span: span[1] - span[0], default=None)
        if longest and len(told[longest]) < len({item.row.index for item in items}):
            found[col] = longest, told[longest]
    widest = {span: col for col, (span, _) in found.items()}
    # 汽车 said of one column is part of the 汽车学院 said of another.
    return {
        col: found[col]
        for span, col in widest.items()
        if not any(a <= span[0] and span[1] <= b and (a, b) != span for a, b in widest)
    }


def _things(text: str) -> Iterator[str]:
    for one in _SPLIT.split(text):
        name = spelled(one.strip())
        # A year alone may say when anything was.
        if len(name) > 1 and not re.search(r"\d{4}年?$", name):
            yield name
            if _PLACE.search(name):
                yield _PLACE.sub("", name)


def _shown(
    matcher: Matcher, view: TableView, rows: set[int], said: Mapping[int, object], axis: float
) -> list[TableCell]:
    """The cells that tell what is asked of these rows: of the column named behind 哪些, or what they say."""
    text, heads = spelled(matcher.query.text), {i.cell.col: spelled(i.col.name) for i in view.cells}
    behind = _AFTER.search(matcher.query.text)
    word = behind[1] if behind else ""
    named = [col for col, head in heads.items() if word and head.endswith(word)]
    named = named or [col for col, head in heads.items() if len(word) == 1 and head.startswith(word)]
    # 省级专业群的负责人是谁.
    named = named or [col for col, head in heads.items() if len(head) > 1 and f"的{head}" in text]
    if len(named) == 1 and named[0] not in said:
        return [item for item in view.cells if item.cell.col == named[0] and item.row.index in rows]
    first = next(iter(said))
    shown = [item for item in view.cells if item.cell.col == first and item.row.index in rows]
    return shown if axis >= SURE else []


def _says_no_more(matcher: Matcher, said: Sequence[Span]) -> bool:
    """Whether a question names nothing but what rows say: 省级一等奖有哪些."""
    text = spelled(matcher.query.text)
    places = [(text.find(t.text), len(t.text)) for t in matcher.terms if t.base > LIGHT]
    return bool(places) and all(any(a <= at and at + n <= b for a, b in said) for at, n in places)


def _leaves_out(matcher: Matcher, view: TableView, said: Sequence[Span]) -> bool:
    """Whether a question says anything that neither the table nor these rows say."""
    text, around, axis = (
        spelled(matcher.query.text),
        matcher.found_all(view.context),
        axis_terms(matcher, view),
    )
    heads = [matcher.fit(item.col).found for item in view.cells]

    def told(i: int, term: Term) -> bool:
        at = text.find(term.text)
        within = any(a < at + len(term.text) and at < b for a, b in said) if at >= 0 else False
        return within or i in axis or bool(around[i]) or any(head[i] for head in heads)

    return any(t.base > LIGHT and not told(i, t) for i, t in enumerate(matcher.terms))
