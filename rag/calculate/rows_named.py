"""Rows of a table that a question names in any way: one by one, by the tail of a name, by kind, by group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from rag.calculate.away import away_rows, away_said
from rag.calculate.sets import is_part
from rag.find.book import TableView
from rag.find.heading_names import ANY
from rag.find.labels import Label, bare_label
from rag.find.match import Matcher
from rag.understand.items import Span

_QUOTES = re.compile(r"[“”\"'‘’「」]")
_BRACKET = re.compile(r"[(（][^)）]*[)）]$")
# 吉林 of 吉林省.
_PLACE = re.compile(r"(?<=..)[省市区县州]$")
# What makes another thing of a name: 护理学院 is no 护理.
_KIND_BEHIND = re.compile(r"专业群|学院|校区|[系部群班](?![列统数级主分门])")
# 《…》, “…” and (…) within a name are what people call the thing.
_INSIDE = re.compile(r"[《“\"「(（](?P<name>[^《》“”\"「」()（）]{2,12})[》”\"」)）]")
# What a group of rows is said without: 厂前 of the 厂前校区.
_PLACE_OF = re.compile(r"(?<=..)(?:(?:实训|教学|生活|产业)?[校园]?区|二?级?学院|分院)$")
# What may stand before the tail of a name; anything else is of another name.
_BEFORE = re.compile(r"(?:^|[\W\d的在和与及跟到给对是里中年届级了把由向那这])$")
# 四家, 两类: how many are meant.
_MANY = re.compile(
    r"(?<![第前后哪\d.])(?P<many>[两二三四五六七八九十]|\d{1,2})(?:大?类|[个家所省市项种门位支](?!百分|月|小时))"
)
_HAN = {char: i for i, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
# What there is for each is no tail of what there is: 生均设备值.
_PER_HEAD = re.compile("[生人师户校班]均|平均|每")
_ALL = re.compile(r"全校|全院|学校|总共|一共|合计|总(?=[额金人经收支投资捐培数])")
_SEVERAL = re.compile(r"[、,，/;；]")
# So long a tail of a name tells it; so long a one of what is told of rows.
TAIL, TOLD_TAIL = 4, 3


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a question names, in which parts of it, and the row that adds them up, if there is one.

    ``kind`` tells that they are named together, by what they are or belong to, not each by its own name;
    ``many`` is where it is said how many they are.
    """

    rows: tuple[Label, ...]
    spans: tuple[Span, ...]
    kind: bool
    whole: Label | None = None
    many: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Call:
    """A name with the rows it is of; ``side`` is what kind of name it is, ``before`` what it leaves out."""

    name: str
    rows: frozenset[int]
    side: str
    before: str = ""


def rows_named(view: TableView, text: str) -> Rows | None:
    """Return the rows of a table that a text names, None for none, or for others than as many as it says."""
    by_side: dict[str, set[int]] = defaultdict(set)
    spans: list[Span] = []
    for call, span in _calls_in(view, text):
        by_side[call.side] |= call.rows
        spans.append(span)
    if not spans:
        return None
    lines = frozenset.intersection(*map(frozenset, by_side.values()))
    labels = {label.index: label for label in view.rows}
    paths = {labels[line].path for line in lines}
    rows = tuple(labels[line] for line in sorted(lines) if not is_part(labels[line].path, paths))
    found = list(_MANY.finditer(text))
    many = [_HAN.get(m["many"]) or int(m["many"]) for m in found]
    kind = "own" not in by_side
    if not rows or (len(rows) > 1 and any(number != len(rows) for number in many)):
        return None
    whole = _adding_up(view, rows) if kind else None
    return Rows(rows, tuple(spans), kind, whole, tuple(m.span() for m in found))


def row_meant(matcher: Matcher, view: TableView) -> Rows | None:
    """Return the rows of a table that a question names, a group as what adds it up, else the row of all."""
    text = matcher.query.text
    if named := rows_named(view, text):
        return Rows((named.whole,), named.spans, named.kind) if named.whole else named
    return _whole_table(view, text)


def total_row(view: TableView, text: str) -> Rows | None:
    """Return the row of all where a text speaks of all, None for none."""
    return _whole_table(view, text) if _ALL.search(text) else None


def _whole_table(view: TableView, text: str) -> Rows | None:
    totals = [row for row in view.rows if row.total and len({*row.path}) == 1]
    spans = tuple(m.span() for m in _ALL.finditer(text))
    return Rows((totals[0],), spans, kind=True) if len(totals) == 1 else None


def _adding_up(view: TableView, rows: Sequence[Label]) -> Label | None:
    """The 小计 of a group of rows."""
    group = rows[0].path[:-1]
    totals = [row for row in view.rows if row.total and row.path[:-1] == group]
    return totals[0] if group and len(totals) == 1 and all(row.path[:-1] == group for row in rows) else None


def _calls_in(view: TableView, text: str) -> Iterator[tuple[_Call, Span]]:
    """The names that stand in a text, none within a longer one."""
    taken = [False] * len(text)
    heads = "".join(view.stub_heads)
    calls = {*_calls(view), *_away(view, text)}
    for call in sorted(calls, key=lambda c: (-len(c.name), c.side, c.name, c.before, sorted(c.rows))):
        # Most names of a table stand nowhere in a question.
        for match in re.finditer(re.escape(call.name), text) if call.name in text else ():
            start, end = match.span()
            behind = _KIND_BEHIND.match(text, end)
            other = call.side == "own" and behind and behind.group() not in heads
            left = text[:start]
            tail = call.before and not (_BEFORE.search(left) or left.endswith(call.before))
            if not any(taken[start:end]) and not other and not tail:
                taken[start:end] = [True] * (end - start)
                yield call, (start, end)


def _calls(view: TableView) -> Iterator[_Call]:
    """What each row, each group of them and each kind that is told of some may be called."""
    rows = [row for row in view.rows if not row.total and row.bare]
    own: dict[str, set[int]] = defaultdict(set)
    groups: dict[tuple[int, str], set[int]] = defaultdict(set)
    paths = {row.path for row in rows}
    for row in rows:
        own[row.bare[-1]].add(row.index)
        for depth, name in enumerate(row.bare[:-1]):
            # A row of which others are a part (其中：…) is named itself.
            if name != row.bare[-1] and len(name) > 1 and row.path[: depth + 1] not in paths:
                groups[depth, name].add(row.index)
    for name, lines in own.items():
        if len(lines) == 1 and len(name) > 1:
            yield from _ways(name, frozenset(lines), "own", TAIL, own)
    for (depth, name), lines in groups.items():
        yield _Call(name, frozenset(lines), f"group{depth}")
        short = _PLACE_OF.sub("", name)
        if short != name and not any(
            short in other for other in (*own, *(g for _, g in groups)) if other != name
        ):
            yield _Call(short, frozenset(lines), f"group{depth}")
    told = _told(view, {row.index for row in rows})
    for (column, piece), lines in told.items():
        if len(lines) > 1:
            yield from _ways(piece, frozenset(lines), f"told{column}", TOLD_TAIL, [p for _, p in told])


def _away(view: TableView, text: str) -> Iterator[_Call]:
    """All other provinces, where no row or group is called so itself."""
    said = away_said(text)
    if said and not any("省外" in name or "外省" in name for row in view.rows for name in row.bare):
        if lines := frozenset(row.index for row in away_rows(view)):
            yield from (_Call(match.group(), lines, "away") for match in said)


def _told(view: TableView, rows: set[int]) -> dict[tuple[int, str], set[int]]:
    """The rows by what a column says of them in words."""
    told: dict[tuple[int, str], set[int]] = defaultdict(set)
    for item in view.cells:
        if item.cell.value is None and item.row.index in rows:
            for piece in _SEVERAL.split(bare_label(item.cell.text)):
                if re.fullmatch(r"[\u4e00-\u9fff]{2,12}", piece):
                    told[item.col.index, piece].add(item.row.index)
    return told


def _ways(
    name: str, rows: frozenset[int], side: str, least: int, others: Sequence[str] | dict[str, set[int]]
) -> Iterator[_Call]:
    """A name in full, without a bracket or the kind of its place, and its tails that no other name has."""
    yield _Call(name, rows, side)
    inside = _INSIDE.search(name)
    if inside and not any(o != name and inside["name"] in o for o in others):
        yield _Call(inside["name"], rows, side)
    plain = _BRACKET.sub("", _QUOTES.sub("", name))
    for short in (plain, _PLACE.sub("", plain)):
        if short != name and len(short) > 1 and not any(o != name and o.startswith(short) for o in others):
            yield _Call(short, rows, side)
    for tail in () if _PER_HEAD.match(plain) else _tails(plain, least):
        if not any(o != name and tail in o for o in others):
            yield _Call(tail, rows, side, plain[: -len(tail)][-1])


@lru_cache(maxsize=8192)
def _tails(name: str, least: int) -> tuple[str, ...]:
    """The ends of a name that begin with a word of it and tell what it is of."""
    found, at = [], 0
    for word in rjieba.cut(name):
        at += len(word)
        tail = name[at:]
        if len(tail) >= least and not ANY.search(tail):
            found.append(tail)
    return tuple(found)
