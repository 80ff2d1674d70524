"""Columns of one name under several headings, added up in a row (女 under each grade: 全校女生一共多少)."""

from __future__ import annotations

import re

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.kind_sum import ADDED, answers, besides
from rag.calculate.other_part import counts_such, sex_asked
from rag.calculate.row_axis import views_asked
from rag.calculate.rows_named import row_meant
from rag.find.book import TableView
from rag.find.candidates import Candidate, cell_candidate, name, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.labels import Label
from rag.find.match import Matcher
from rag.understand.words import SHARED

_HOW_MANY = re.compile(r"多少|几[个名位项人]|人数|合计$|总数")
_OTHERWISE = re.compile(r"哪|谁|占(?!地)|比(?!赛)|率|百分|几成|平均|每|增|减|没|未|不|最|超过|各|分别")
_SEX = re.compile("[男女]生?")
# Grades that a question may name in other words.
_GRADE = re.compile(r"\d级|年级|大[一二三四]|级")


def leaf_sum(matcher: Matcher) -> Calculated | None:
    """Return the sum of the columns of one name in the row asked for, None where one of them is meant."""
    text = matcher.query.text
    if (
        not _HOW_MANY.search(text)
        or _OTHERWISE.search(text)
        or matcher.query.operation not in ("lookup", "sum")
    ):
        return None
    found = [cells for view in views_asked(matcher) if (cells := _in_table(matcher, view))]
    if len(found) != 1:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in found[0])
    return Calculated("sum", 1.0, facts, (compute.total(facts),)) if compute.comparable(facts) else None


def _in_table(matcher: Matcher, view: TableView) -> list[Candidate]:
    text = matcher.query.text
    leaf = leaf_asked(view, text)
    rows = row_meant(matcher, view) if leaf and (_SEX.fullmatch(leaf) or ADDED.search(text)) else None
    if rows is None or len(rows.rows) != 1:
        return []
    cells = leaf_cells(view, rows.rows[0], leaf)
    named = besides(matcher, rows)
    said = sex_asked(text) if _SEX.fullmatch(leaf) else re.search(re.escape(leaf), text)
    if said is None or (
        _SEX.fullmatch(leaf) and not counts_such(said, f"{view.table.title}{cells[:1] and name(cells[0])}")
    ):
        return []
    named = named.for_terms(
        tuple(t for t in named.terms if not (t.start < said.end() and said.start() < t.end))
    )
    return cells if answers(named, view, rows, cells, SHARED) else []


def leaf_asked(view: TableView, text: str) -> str:
    """Return the name that several columns of a table have and a text says, while it names none of these."""
    parents: dict[str, set[str]] = {}
    columns: dict[int, Label] = {
        item.col.index: item.col for item in view.cells if item.cell.value is not None
    }
    for column in columns.values():
        if column.bare:
            parents.setdefault(column.bare[-1], set()).add(" ".join(column.bare[:-1]))
    for leaf, over in sorted(parents.items(), key=lambda pair: -len(pair[0])):
        if leaf not in text or len(over) < 2 or "" in over or (len(leaf) < 2 and not _SEX.fullmatch(leaf)):
            continue
        dated = any(c.year or c.total for c in columns.values() if c.bare and c.bare[-1] == leaf)
        graded = any(_GRADE.search(parent) for parent in over) and _GRADE.search(text)
        if not dated and not graded and not any(parent in text for parent in over):
            return leaf
    return ""


def leaf_cells(view: TableView, row: Label, leaf: str) -> list[Candidate]:
    """Return the figures of the columns of one name in a row; none unless all are there, in one unit."""
    items = [i for i in view.cells if i.row is row and i.col.bare and i.col.bare[-1] == leaf]
    usable = [cell_candidate(view, item) for item in items if item.cell.value is not None]
    alike = len({c.unit for c in usable}) == 1 and unit_class(usable[0].unit) != 0
    return usable if len(usable) == len(items) > 1 and alike else []
