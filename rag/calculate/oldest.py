"""The row that came first or last by a column that says when: 合作最久的企业, 立项最晚的专业群."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.calculate.but_for import REST, but_for, of_the_others, without_aside
from rag.calculate.compute import Calculated
from rag.calculate.dated_rows import done_when, fit_of
from rag.calculate.row_axis import LEAST_AXIS, axis_fit, axis_terms, views_asked
from rag.find.book import TableCell, TableView
from rag.find.candidates import bare_cell
from rag.find.facts import candidate_to_fact
from rag.find.figures import han_number
from rag.find.heading_names import spelled
from rag.find.labels import shown_label
from rag.find.match import Matcher
from rag.understand.words import VERB

_SPAN = "(?:时间|时长|年头|年限|年数|历史|历时|资历|日子)"
_FIRST = re.compile(
    rf"最早|最先|最久|最老|率先|{_SPAN}[^，,。]{{0,4}}?(?:最长|更长)|从早到晚|先后(?:顺序|次序)?排|第一[个家所项]"
)
_LAST = re.compile(rf"最晚|最迟|最新(?!的?[情进数消])|最近|最后|{_SPAN}[^，,。]{{0,4}}?最短|从晚到早")
_EARLIER = re.compile(r"更早|(?<!多)早[一些点]*(?:$|[，,])|更久")
_LATER = re.compile(r"更晚|(?<!多)晚[一些点]*(?:$|[，,])")
_ALL = re.compile("从[早晚]到[早晚]|先后(?:顺序|次序)?排")
_WHICH = re.compile(r"哪|谁|什么|啥|排|列|[前后][一二两三四五六七八九十\d]|最[早晚先久新]的")
_DATE = re.compile(
    r"^\D{0,2}((?:19|20)\d{2})(?:\s?[年./-]\s?(\d{1,2}))?(?:\s?[月./-]\s?(\d{1,2}))?\s?[年月日]?(?:起|始|至今)?$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
# Over such a column: 成立时间, 合作起始, 投用年份, 始于.
_WHEN = re.compile(
    r"^(?:首次|最初|开始)?(?P<did>[\u4e00-\u9fff]{0,6}?)的?"
    r"(?:(?:起始|开始|起)?(?:时间|日期|年份|年月|年度|时点)|起始年?|始于|开始年?|起点|[起自]|年)$"
)
# What says no more than that.
_SAYS_WHEN = re.compile(
    rf"{_FIRST.pattern}|{_LAST.pattern}|{_ALL.pattern}|从早到晚|从晚到早|开始|起始|时间|先后|排序|排列|顺序|更?[早晚久](?:$|[，,的])"
)
_MANY = re.compile(
    r"最[早晚先久新][^，,。]{0,8}?的?前?([二两三四五六七八九]|\d)[个家所项门]|哪([二两三四五六七八九]|\d)[个家所项门]"
)
# So surely must its rows be asked for where the question does not say what was done then.
SURE = 0.7

Dates = list[tuple[tuple[int, ...], TableCell]]


def oldest(matcher: Matcher) -> Calculated | None:
    """Return the rows that came first or last, or all in order; None where no dates are asked for."""
    query, text = matcher.query, matcher.query.text
    first, last = _FIRST.search(text), _LAST.search(text)
    pair = None if first or last else (_EARLIER.search(text), _LATER.search(text))
    if pair and any(pair):
        first, last = pair
    if bool(first) == bool(last) or query.unit or not _WHICH.search(text) or len(matcher.years) > 1:
        return None
    aside = [m.span() for m in _SAYS_WHEN.finditer(text)]
    rest = tuple(t for t in matcher.terms if not any(a < t.end and t.start < b for a, b in aside))
    named = of_the_others(matcher.for_terms(rest))
    found = [(fit, -i, view, dates) for i, (fit, view, dates) in enumerate(_columns(named)) if fit]
    if not found:
        return None
    fit, _, view, dates = max(found, key=lambda item: item[:2])
    dates = _meant(named, view, dates, compared=pair is not None)
    if len(dates) < 2:
        return None
    dates = sorted(dates, key=lambda item: item[0], reverse=bool(last))
    number = len(dates) if _ALL.search(text) else query.limit or _number(text)
    # 2020年 may be before or behind 2020年6月.
    kept = [(d, item) for i, (d, item) in enumerate(dates) if i < number or _may_tie(d, dates[number - 1][0])]
    facts = tuple(candidate_to_fact(bare_cell(view, item, item.year), matcher.book) for _, item in kept)
    return Calculated("rank" if number > 1 else "filter", 1.0 + fit, facts)


def _number(text: str) -> int:
    """How many of the first are asked for: 最早合作的三家企业."""
    found = _MANY.search(text)
    number = (found[1] or found[2]) if found else ""
    return int(number) if number.isdigit() else (number and han_number(number)) or 1


def _may_tie(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _columns(matcher: Matcher) -> Iterator[tuple[float, TableView, Dates]]:
    """The columns that say when, with how well their tables are what is asked of."""
    text = matcher.query.text
    for view in views_asked(matcher):
        columns: dict[int, list[TableCell]] = {}
        for item in view.cells:
            if not item.row.total and (item.cell.value is None or _YEAR.fullmatch(item.cell.text.strip())):
                columns.setdefault(item.cell.col, []).append(item)
        dated = {col: dates for col, items in columns.items() if len(dates := _dates(items)) > 1}
        axis = axis_fit(matcher, view)
        for dates in dated.values():
            head = _WHEN.match(spelled(shown_label(dates[0][1].col.name)))
            if head is None:
                continue
            done = done_when(text, head["did"], view)
            if done:
                yield _fit(matcher, view, done, axis), view, dates
            elif len(dated) == 1 and axis >= SURE:
                # Of things with one date each, the first is told by that.
                yield _fit(matcher, view, (0, 0), axis), view, dates


def _fit(matcher: Matcher, view: TableView, done: tuple[int, int], axis: float) -> float:
    """How well a table is what the question asks of, but for what only some of its rows say (民营)."""
    said = {spelled(item.cell.text) for item in view.cells if item.cell.value is None}
    told = {text for text in said if len(text) > 1}
    axes = axis_terms(matcher, view)
    rest = tuple(
        t
        for i, t in enumerate(matcher.terms)
        if i in axes or len(t.text) < 2 or not any(text in t.text or t.text in text for text in told)
    )
    if all(
        i in axes or (done[0] < t.end and t.start < done[1]) for i, t in enumerate(matcher.terms) if t in rest
    ):
        return axis
    named = matcher.for_terms(rest)
    labels = {id(label): named.fit(label).found for item in view.cells for label in (item.row, item.col)}
    known = [any(found) for found in zip(named.around(view), *labels.values(), strict=True)]
    others = (t for i, t in enumerate(named.terms) if not known[i] and matcher.terms.index(t) not in axes)
    if any(t.base >= VERB and not (done[0] < t.end and t.start < done[1]) for t in others):
        # 最早捐赠的企业: when something else was done is told by no date of its own.
        return 0.0
    fit = fit_of(named, view, done, near=axis >= LEAST_AXIS)
    return fit and fit + axis / 10


def _dates(items: Sequence[TableCell]) -> Dates:
    """The dates of a column, none where it tells anything else."""
    told = [item for item in items if item.cell.text.strip("—–-－/ 　")]
    found = [(match, item) for item in told if (match := _DATE.match(item.cell.text.strip()))]
    if len(found) < len(told):
        return []
    return [(tuple(int(part) for part in match.groups() if part), item) for match, item in found]


def _meant(matcher: Matcher, view: TableView, dates: Dates, *, compared: bool) -> Dates:
    """The rows that a question asks of: those it compares, or all that say what it says of them."""
    text = spelled(matcher.query.text)
    if compared and len(named := [(d, i) for d, i in dates if spelled(i.row.name) in text]) > 1:
        return named
    kept = {
        id(c.cell) for c in but_for(matcher.query.text, [bare_cell(view, item, None) for _, item in dates])
    }
    dates = [(d, item) for d, item in dates if id(item) in kept and not REST.match(item.row.name)]
    chosen = {item.row.index for _, item in dates}
    for rows in _conditions(matcher, view, {item.cell.col for _, item in dates}):
        # What is said of the ones left out is no condition.
        chosen = chosen & rows or chosen
    return [(d, item) for d, item in dates if item.row.index in chosen]


def _conditions(matcher: Matcher, view: TableView, when: set[int]) -> Iterator[set[int]]:
    """The rows that say a thing which the question says as well, for each that not all of them say."""
    text, axis = spelled(without_aside(matcher.query.text)), axis_terms(matcher, view)
    words = [
        t.text for i, t in enumerate(matcher.terms) if i not in axis and len(t.text) > 1 and t.text in text
    ]
    told: dict[tuple[int, str], set[int]] = {}
    for item in view.cells:
        if item.cell.value is not None or item.cell.col in when or item.row.total:
            continue
        said = spelled(item.cell.text)
        if len(said) > 1 and said in text:
            told.setdefault((item.cell.col, ""), set()).add(item.row.index)
        for word in words:
            if word in said:
                told.setdefault((-1, word), set()).add(item.row.index)
    for row in view.rows:
        for name in row.bare[:-1]:
            if len(name) > 1 and name in text:
                told.setdefault((-2, ""), set()).add(row.index)
    yield from told.values()
