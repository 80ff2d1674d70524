"""The men of a row that tells all and the women of them, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.kind_sum import answers, besides
from rag.calculate.operands import Pair
from rag.calculate.pairs import whole_of_row
from rag.calculate.row_axis import views_asked
from rag.calculate.rows_named import row_meant
from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate, cell_candidate, has_number, name, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.words import SHARED

_ASKED = re.compile(r"(?P<sex>[男女])(?P<who>学生|生|同学|的|教职工|教师|老师|职工|员工)")
_HOW_MANY = re.compile(r"多少(?!钱)|几[个名位]?人?|人数")
_OTHERWISE = re.compile(
    r"哪|谁|占(?!地)|比|率|百分|几成|平均|每|增|减|[多少](?=[了出于]|几)|没|未|不|最|超过|宿舍|床"
)
_GRADE = re.compile(r"\d+级|[一二三四]年级|大[一二三四]")
_STUDENTS, _STAFF = re.compile(r"生(?![产活源])"), re.compile(r"教师|教职|职工|老师|员工")


def sex_asked(text: str) -> re.Match[str] | None:
    """Return where a text names the men or the women of some people, None where it does not."""
    return _ASKED.search(text)


def counts_such(asked: re.Match[str], told: str) -> bool:
    """Tell whether what a table says of its figures may be of such people: students, or staff."""
    kind = _STAFF if _STAFF.search(asked["who"]) else _STUDENTS if asked["who"] != "的" else None
    return kind is None or kind.search(told) is not None


def other_part(matcher: Matcher) -> Calculated | None:
    """Return how many of those in a row are not the ones it counts apart; None where they are told."""
    text = matcher.query.text
    asked = sex_asked(text)
    if asked is None or not _HOW_MANY.search(text) or _OTHERWISE.search(text) or {"男", "女"} <= set(text):
        return None
    told = (c for c in matcher.candidates() if has_number(c) and matcher.fits(c.missing))
    if any(asked["sex"] in name(c) and not {"男", "女"} <= set(name(c)) for c in told):
        return None
    found = [pair for view in views_asked(matcher) for pair in _pairs(matcher, view, asked)]
    if len({(value_of(whole), value_of(part)) for whole, part in found}) != 1:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in found[0])
    if not compute.comparable(facts):
        return None
    return Calculated("remainder", found[0][1].score, facts, (compute.difference(*facts),))


def _pairs(matcher: Matcher, view: TableView, asked: re.Match[str]) -> Iterator[Pair]:
    """All of a row and those of them that are counted apart."""
    other = "女" if asked["sex"] == "男" else "男"
    heads = {item.col.index: item for item in view.cells if item.cell.value is not None}
    if any(asked["sex"] in "".join(item.col.bare) for item in heads.values()):
        return
    columns = [item for item in heads.values() if other in "".join(item.col.bare)]
    rows, text = row_meant(matcher, view), matcher.query.text
    if len(columns) != 1 or rows is None or len(rows.rows) != 1:
        return
    for item in view.cells:
        if item.row is not rows.rows[0] or item.col.index != columns[0].col.index or item.cell.value is None:
            continue
        part = cell_candidate(view, item)
        whole = _all_of(view, item) or whole_of_row(part)
        if whole is None or not matcher.year_fits(part.year) or unit_class(part.unit) != unit_class("人"):
            continue
        told = f"{name(whole)}{name(part)}{view.table.title}"
        if not counts_such(asked, told):
            continue
        named = besides(matcher, rows)
        named = named.for_terms(
            tuple(t for t in named.terms if not (t.start < asked.end() and asked.start() < t.end))
        )
        if answers(named, view, rows, (part, whole), SHARED) and _of_grade(text, told):
            yield whole, part


def _of_grade(text: str, told: str) -> bool:
    """Whether no grade is asked for of which nothing is told."""
    return all(grade in told for grade in _GRADE.findall(text))


def _all_of(view: TableView, part: TableCell) -> Candidate | None:
    """The column before it that adds up a row."""
    before = [
        item
        for item in view.cells
        if item.row is part.row
        and item.col.total
        and item.cell.col < part.cell.col
        and item.cell.unit == part.cell.unit
        and item.cell.value is not None
        and part.cell.value is not None
        and item.cell.value >= part.cell.value
    ]
    return cell_candidate(view, before[-1]) if before else None
