"""A rate that a table lets one reckon from two of its columns: 升学人数 of 毕业生数, 报到数 of 录取数.

It is told of the row that a question names, of all, or of the rows among which it asks for the most (哪个学院
升学率最高).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.calculate import compute
from rag.calculate.compute import Calculated, Computed
from rag.calculate.part_rates import part_asked, part_pairs
from rag.calculate.row_axis import LEAST_AXIS, axis_fit, views_asked
from rag.calculate.sets import rows_of_axis
from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate, has_number, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import EXTREMES, LEAST_FIRST
from rag.understand.words import LIGHT, NOUN, VERB

_SHARE = "率|比例|占比|比重"
_NO_NAME = re.compile(r"^其中[:：]?|\s")
_MUCH = r"(?:多少(?!个?[人名])|几成|百分之|多大|比例|比重|$)"
_HOW_MUCH_OF = rf"(?:占|是|有)(?:了|到)?{_MUCH}"
_GRADUATES = r"毕业生(?!去向|就业|落实|升学|留|中)|毕业人数"


@dataclass(frozen=True, slots=True)
class _Rate:
    """How people call a rate, how the column is headed that counts what was done, and that of the whole.

    ``shared`` tells how the two are set against each other in speech: 录了以后来报到的占几成.
    """

    asked: re.Pattern[str]
    done: re.Pattern[str]
    whole: re.Pattern[str]
    shared: re.Pattern[str] | None = None


def _rate(asked: str, done: str, whole: str, said: tuple[str, str] | None = None) -> _Rate:
    called = re.compile(rf"(?:{asked})(?:人数|学生|毕业生)?的?(?:{_SHARE})")
    return _Rate(called, re.compile(done), re.compile(whole), _shared(*said) if said else None)


def _shared(done: str, whole: str) -> re.Pattern[str]:
    """What was done of a whole, whichever of the two is told first; not of all, nor what was not done."""
    one = rf"(?<![没未不])(?<!没[来去能有])(?:{done})"
    return re.compile(
        rf"(?P<whole>{whole})[^，,。]{{0,8}}(?:里面?|中|的|后|了)[^，,。没未]{{0,4}}?(?P<done>{one})[^，,。]{{0,6}}{_HOW_MUCH_OF}|"
        rf"(?P<first>{one})了?的?(?:人?数|人|学生)?(?:占|是)(?!全校|全院|总|所有)(?P<of>[^，,。]{{0,4}}?(?:{whole}))[^，,。]{{0,6}}{_MUCH}"
    )


_RATES = (
    _rate(
        "升学|升本|专升本|考研|深造",
        "升学|升本|专升本|升入本科",
        _GRADUATES,
        ("升学|升本|专升本|读本科", "毕业生|毕业的?"),
    ),
    _rate(
        "就业|落实|毕业去向落实|去向落实",
        "^(?:毕业生?)?(?:去向)?(?:就业|落实)",
        _GRADUATES,
        ("就了?业|落实(?:了?去向)?", "毕业生|毕业的?"),
    ),
    _rate("创业", "创业", _GRADUATES, ("自主创业|创业", "毕业生|毕业的?")),
    _rate("入伍|参军", "入伍|参军", _GRADUATES, ("应征入伍|入伍|参军", "毕业生|毕业的?")),
    _rate(
        "留用|录用|留任",
        "录用|留用|留任",
        "实习",
        ("(?:录用|留用|留任)(?:毕业生)?", "(?:接收)?(?:顶岗|岗位)?实习(?:学?生)?"),
    ),
    _rate("报到", "报到", "录取", ("来?报[到道]", "录取?|(?<![单高扩统])招收?(?!生)")),
    _rate(
        "通过|合格|取证|获证|及格|考证",
        "通过|合格|取证|获证|及格",
        "考核|报考|参考|参加|考试|鉴定|报名",
        ("考?通过|考?过|拿到?了?证|取证|获证|合格", "报考|参考|参加(?:考[核试])?|考试|报名|考"),
    ),
    _rate(
        "女生|女学生",
        "女",
        r"在校生|在校学生|^学生|毕业生|录取|报到",
        ("女的?学?生", r"(?:他们|她们|本|该|自己)?(?:学?院|系)?的?(?:全部|所有|总)?(?:学生|在校生|人)"),
    ),
    _rate(
        "男生|男学生",
        "男",
        r"在校生|在校学生|^学生|毕业生|录取|报到",
        ("男的?学?生", r"(?:他们|她们|本|该|自己)?(?:学?院|系)?的?(?:全部|所有|总)?(?:学生|在校生|人)"),
    ),
    _rate("到位", "到位", "预算|计划|下达|应"),
)


def row_rate(matcher: Matcher) -> Calculated | None:
    """Return the rate that a question asks of a table, None for none, or where a column prints it."""
    text, operation = matcher.query.text, matcher.query.operation
    if operation == "share" and (told := _as_share(matcher)):
        return told
    found = [(rate, match) for rate in _RATES if (match := rate.asked.search(text))]
    if not found and operation in ("max", "min", "rank"):
        return _parts_among_rows(matcher)
    if not found or operation not in ("lookup", "share", "max", "min", "rank"):
        return None
    rate, match = max(found, key=lambda pair: len(pair[1].group()))
    if any(rate.asked.search(item.col.name) for view in matcher.book.tables for item in view.cells):
        return None
    rest = tuple(t for t in matcher.terms if t.end <= match.start() or t.start >= match.end())
    named = matcher.for_terms(rest)
    if operation in ("max", "min", "rank") and re.search("哪|谁|前|最", text):
        return _among_rows(named, rate, match.group())
    return _of_row(named, rate)


def _as_share(matcher: Matcher) -> Calculated | None:
    """The share of those in the row that a question names who came from one stage to the next."""
    for rate in _RATES:
        match = rate.shared.search(matcher.query.text) if rate.shared else None
        if match is None:
            continue
        spans = [match.span(name) for name in ("whole", "done", "first", "of") if match[name]]
        rest = tuple(t for t in matcher.terms if not any(a < t.end and t.start < b for a, b in spans))
        named = matcher.for_terms(tuple(t for t in rest if len(t.text) > 1 and t.base > LIGHT))
        found = _of_row(named, rate) if named.terms else None
        if found:
            return found
    return None


def _is_told_of_all(matcher: Matcher, rate: _Rate) -> bool:
    """Whether a row of indicators or a sentence is called like the rate: it tells that of all together."""
    rows = {item.row.name for view in matcher.book.tables for item in view.cells}
    told = (s.text for s in matcher.book.sentences if s.figures)
    return any(rate.asked.search(text) for text in (*rows, *told))


def _pairs(named: Matcher, view: TableView, rate: _Rate) -> Iterator[tuple[Candidate, Candidate]]:
    """What was done, and of how much, in each row of a table that tells both."""
    rows: dict[int, list[Candidate]] = {}
    for c in named.for_terms(()).table_candidates([view]):
        if c.cell and has_number(c) and c.unit and unit_class(c.unit) != 0:
            rows.setdefault(c.cell.cell.row, []).append(c)
    for cells in rows.values():
        done = [c for c in cells if rate.done.search(_head(c))]
        whole = [c for c in cells if rate.whole.search(_head(c)) and not rate.done.search(_head(c))]
        if not whole and rate.whole.search(view.table.title):
            # 合计 of 各学院在校生分布 are the 在校生.
            whole = [c for c in cells if c.cell and c.cell.col.total]
        if len(done) == 1 and len(whole) == 1 and done[0].unit == whole[0].unit:
            years = {done[0].year, whole[0].year} - {None}
            if len(years) < 2 and value_of(done[0]) <= value_of(whole[0]) != 0:
                yield done[0], whole[0]


def _head(candidate: Candidate) -> str:
    return _NO_NAME.sub("", candidate.cell.col.name) if candidate.cell else ""


def _parts_among_rows(matcher: Matcher) -> Calculated | None:
    """The rows with the highest or the lowest share of a part that a column counts (双师型教师比例最高)."""
    part, called = part_asked(matcher.query.text)
    score, pairs = part_pairs(matcher, part) if part else (0.0, [])
    wholes = {id(done): whole for done, whole in pairs}
    rows = rows_of_axis(matcher, [done for done, _ in pairs]) if wholes else []
    results = [r for done in rows if (r := _share(matcher, done, wholes[id(done)], called))]
    return _ordered(matcher, results, score) if len(results) > 1 else None


def _among_rows(named: Matcher, rate: _Rate, called: str) -> Calculated | None:
    """The rows with the highest or the lowest rate, in the table whose rows are asked for."""
    best: tuple[float, list[tuple[Candidate, Candidate]]] = (LEAST_AXIS, [])
    for view in views_asked(named):
        pairs = list(_pairs(named, view, rate))
        fit = axis_fit(named, view)
        if len(pairs) > 2 and fit >= best[0]:
            best = (fit, pairs)
    wholes = {id(done): whole for done, whole in best[1]}
    rows = rows_of_axis(named, [done for done, _ in best[1]]) if wholes else []
    results = [r for done in rows if (r := _share(named, done, wholes[id(done)], called))]
    return _ordered(named, results, best[0]) if len(results) > 1 else None


def _share(matcher: Matcher, done: Candidate, whole: Candidate, called: str = "") -> Computed | None:
    result = compute.share(*(candidate_to_fact(c, matcher.book) for c in (done, whole)))
    return replace(result, name=called) if result else None


def _ordered(matcher: Matcher, results: Sequence[Computed], score: float) -> Calculated:
    query = matcher.query
    falling = query.operation == "max" or (query.operation == "rank" and not LEAST_FIRST.search(query.text))
    both = EXTREMES.search(query.text) is not None and not query.limit
    ordered = sorted(results, key=lambda r: r.value, reverse=falling or both)
    if both:
        shown, operation = [ordered[0], ordered[-1]], "extremes"
    elif query.operation == "rank" or query.limit:
        shown, operation = ordered[: query.limit or len(ordered)], "rank"
    else:
        shown = [r for r in ordered if r.value == ordered[0].value]
        operation = query.operation
    return Calculated(operation, score, tuple(r.operands[0] for r in shown), tuple(shown))


def _of_row(named: Matcher, rate: _Rate) -> Calculated | None:
    """The rate of the one row that the question names, else of all; two tables that differ tell none."""
    found = [
        (meant, done, whole)
        for view in views_asked(named)
        for done, whole in (*_pairs(named, view, rate), *_row_pairs(named, view, rate))
        if done.cell and whole.cell and (meant := _meant(named, view, done.cell, whole.cell)) is not None
    ]
    most = max((meant for meant, _, _ in found), default=0)
    if not most and _is_told_of_all(named, rate):
        return None
    best = [(done, whole) for meant, done, whole in found if meant == most]
    if len({(value_of(done), value_of(whole)) for done, whole in best}) != 1:
        return None
    result = _share(named, *best[0])
    return Calculated("share", best[0][0].score, result.operands, (result,)) if result else None


def _meant(named: Matcher, view: TableView, cell: TableCell, over: TableCell) -> int | None:
    """How many words of the question name a row, 0 for the row of all; None for another.

    Of what the rate is reckoned may be said as well (按录取数算).
    """
    row, around = named.fit(cell.row), named.found_all(view.context | over.col.all)
    own = row.found
    telling = [i for i, t in enumerate(named.terms) if t.base >= VERB and len(t.text) > 1]
    if any(not own[i] and not around[i] for i in telling if named.terms[i].base >= NOUN):
        return None
    # A row named itself is meant before those that are parts of it.
    meant = sum(bool(own[i]) + (i in row.own) for i in telling)
    of_all = cell.row.total or (len(cell.col.path) == 1 and cell.col.year is not None)
    return meant if meant or of_all else None


def _row_pairs(named: Matcher, view: TableView, rate: _Rate) -> Iterator[tuple[Candidate, Candidate]]:
    """The same of two rows in the column of a year: a table of indicators."""
    columns: dict[int, list[Candidate]] = {}
    for c in named.for_terms(()).table_candidates([view]):
        if c.cell and c.cell.col.year and has_number(c) and unit_class(c.unit) == unit_class("人"):
            columns.setdefault(c.cell.cell.col, []).append(c)
    for cells in columns.values():
        done = [c for c in cells if rate.done.search(_last(c))]
        whole = [c for c in cells if rate.whole.match(_last(c)) and not rate.done.search(_last(c))]
        if len(done) == 1 and len(whole) == 1 and 0 < value_of(done[0]) <= value_of(whole[0]):
            yield done[0], whole[0]


def _last(candidate: Candidate) -> str:
    return _NO_NAME.sub("", candidate.cell.row.name) if candidate.cell else ""
