"""One column of a row divided by another: 平均每个班培训多少人次, 平均一笔多少钱."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.row_axis import views_asked
from rag.calculate.rows_named import rows_named
from rag.find.book import TableView
from rag.find.candidates import Candidate, cell_candidate, has_number, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB

_MEASURE = "[个笔项期班场家所门支间]"
_ASKED = re.compile(
    rf"平均(?:下来|到)?(?:每一?|一)(?P<measure>{_MEASURE})?(?P<noun>[^\W\d]{{0,8}}?)"
    r"(?P<what>(?:是|有|能|可|收|花|发|培训(?!班|项目|课程)|服务(?!项目)|到款额?|到账(?:金额|收入|经费)?|收入|进账|投入|金额)*)"
    r"(?:多少|几)(?P<unit>[万千]?[个名]?(?:钱|元|块|人次|人|名|课时|学时)?)"
)
# How else what is counted may head a column.
_COUNTED = {
    "笔": r"^(?:笔数|发放笔数|人次)",
    "班": r"^(?:培训)?班(?:次|数|级数)",
    "期": r"^(?:期数|班次|培训期数)",
    "场": r"^(?:场次|场数)",
}
_MONEY = re.compile(r"钱|元|块|万$|到款|到账|收入|进账|金额|投入")
_STUDENTS = re.compile(r"名?(?:学生|学员|人员|教师|老师)")
_PEOPLE = re.compile(r"人次|人|名")
# 多少观众: a column is headed by whom it counts.
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}(?=$|[，,？?呢])")


def row_quotient(matcher: Matcher) -> Calculated | None:
    """Return what one column of the row that a question names has for each of another, None if unclear."""
    asked = _ASKED.search(matcher.query.text)
    if asked is None or not (asked["measure"] or asked["noun"]):
        return None
    found = [pair for view in views_asked(matcher) for pair in _pairs(matcher, view, asked)]
    best = max((fit for fit, _, _ in found), default=0.0)
    kept = [(a, b) for fit, a, b in found if fit == best]
    if len(kept) != 1:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in kept[0])
    result = compute.per(*facts)
    return Calculated("per", best, facts, (result,)) if result else None


def _pairs(
    matcher: Matcher, view: TableView, asked: re.Match[str]
) -> Iterator[tuple[float, Candidate, Candidate]]:
    """What is divided and by what in each row that fits, with how well."""
    cells = [cell_candidate(view, item) for item in view.cells]
    usable = [
        c for c in cells if c.cell and has_number(c) and matcher.year_fits(c.year) and "/" not in c.unit
    ]
    rows = rows_named(view, matcher.query.text)
    if rows and rows.kind and len(rows.rows) > 1 and rows.whole is None:
        # What each of several rows has is not what they have together.
        return
    terms = [t for t in matcher.terms if t.end <= asked.start() or t.start >= asked.end()]
    for _, cells_of_row in groupby(usable, key=lambda c: c.cell.cell.row if c.cell else 0):
        row = list(cells_of_row)
        divisors = [c for c in row if _is_counted(asked, c)]
        dividends = _likest(asked, [c for c in row if c not in divisors and _is_asked(asked, c)])
        if len(divisors) == len(dividends) == 1 and divisors[0].year == dividends[0].year:
            named = len(asked["noun"]) > 1
            fit = _row_fit(matcher, view, terms, (dividends[0], divisors[0]), named=named)
            if fit:
                yield fit, dividends[0], divisors[0]


def _is_counted(asked: re.Match[str], candidate: Candidate) -> bool:
    """Whether a column counts what a question divides by: by its heading, or in just this unit."""
    measure, noun = asked["measure"] or "", asked["noun"]
    heads = [
        re.sub(r"[(（][^)）]*(?:[)）]|$)", "", head)
        for head in (candidate.cell.col.bare if candidate.cell else ())
    ]
    if unit_class(candidate.unit) in (unit_class("元"), unit_class("%")):
        return False
    if len(noun) > 1:
        return any(head in (noun, f"{noun}数", f"{noun}数量") for head in heads)
    thing = noun or measure
    if thing in _COUNTED:
        return any(re.search(_COUNTED[thing], head) for head in heads)
    return not noun and measure != "个" and candidate.unit == measure


def _is_asked(asked: re.Match[str], candidate: Candidate) -> bool:
    """Whether a column tells of what is divided: the money, or the people whom the question counts."""
    what, head = (
        f"{asked['what']}{asked['unit']}",
        " ".join(candidate.cell.col.bare if candidate.cell else ()),
    )
    if re.search("计划|增减|比例", head):
        return False
    if _MONEY.search(what):
        return unit_class(candidate.unit) == unit_class("元")
    unit = _PEOPLE.search(asked["unit"])
    if unit is None and _STUDENTS.match(asked.string, asked.end()):
        return candidate.unit == "人"
    if unit is None and (noun := _NOUN.match(asked.string, asked.end())):
        return noun.group() in head and unit_class(candidate.unit) == unit_class("人")
    return unit is not None and candidate.unit == unit.group()


def _likest(asked: re.Match[str], dividends: list[Candidate]) -> list[Candidate]:
    """Of several columns the one that is named most like what is divided and what it is divided by."""
    if len(dividends) < 2:
        return dividends
    said = grams(f"{asked['noun']}，{asked['what']}，{asked.string[asked.end() :]}")
    pairs = [sum(len(pair) > 1 for pair in said & grams(c.cell.col.name)) if c.cell else 0 for c in dividends]
    return [c for c, alike in zip(dividends, pairs, strict=True) if alike == max(pairs)]


def _row_fit(
    matcher: Matcher,
    view: TableView,
    terms: Sequence[Term],
    pair: tuple[Candidate, Candidate],
    *,
    named: bool = False,
) -> float:
    """How well a row answers to the rest of a question; 0 where it is not named, or more than it is."""
    row = pair[0].cell.row if pair[0].cell else None
    if row is None:
        return 0.0
    heads = frozenset().union(*(c.cell.col.all for c in pair if c.cell))
    own = {t: matcher.found(t, row.all) for t in terms}
    around = {t: matcher.found(t, view.context | heads) for t in terms}
    lost = [t for t in terms if t.base >= VERB and not own[t] and not around[t]]
    own_row = [t for t in terms if t.base >= NOUN and own[t]]
    if lost or not (own_row or (row.total and len(row.path) == 1)):
        return 0.0
    if row.total and not named and not any(t.base >= NOUN and around[t] for t in terms):
        return 0.0
    called = bool(row.bare) and row.bare[-1] in matcher.query.text
    return sum(own.values()) + 0.5 * sum(around.values()) + 0.1 * row.total + called
