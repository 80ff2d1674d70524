"""Years of study told as classes: in a report of 2030 those of 大一 are the 2030级 of its tables."""

from __future__ import annotations

import re

from rag.find.book import Book, TableView
from rag.find.labels import grams
from rag.understand.question import Query, understand

_GRADE = re.compile(
    r"(?:大(?P<of>[一二三四])|(?P<year>[一二三四])年级)的?(?=学生|在校生|比|少|多|有|人|和|与|[，,]|$)"
)
# What is told of those who came, or of years of study that are meant otherwise.
_OTHERWISE = re.compile(r"新生|报到|录取|满意|大[一二三四](?!学)|[一二三四]年级")
_CLASS = re.compile(r"^(?P<year>20\d{2})级$")
_PEOPLE = re.compile(r"学生|新生|在校生|人数|人")
_ORDER = "一二三四"


def in_classes(query: Query, book: Book) -> Query:
    """Return a question with its years of study as the classes by which a table of students counts them.

    It stays as it is where any table counts by years of study, or it asks of more than the table's students.
    """
    year = book.report.data_year
    if not query.said or year is None or not _GRADE.search(query.said):
        return query
    labels = {
        label for view in book.tables for item in view.cells for label in (*item.row.bare, *item.col.bare)
    }
    asked = {year - _ORDER.index(m["of"] or m["year"]) for m in _GRADE.finditer(query.said)}
    if any("年级" in label for label in labels) or not _PEOPLE.search(query.said):
        return query
    rest = understand(_GRADE.sub("，", query.said))
    if not any(asked <= _classes(view) and _is_of(rest, view) for view in book.tables):
        return query
    return understand(_GRADE.sub(lambda m: f"{year - _ORDER.index(m['of'] or m['year'])}级", query.said))


def _classes(view: TableView) -> set[int]:
    heads = {label for item in view.cells for label in item.col.bare}
    return {int(found["year"]) for head in heads if (found := _CLASS.match(head))}


def _is_of(rest: Query, view: TableView) -> bool:
    """Whether a table, or one of its rows, tells of all that a question names besides."""
    told = view.context.union(*(item.row.all for item in view.cells))
    return all(_PEOPLE.fullmatch(term.text) or grams(term.text) <= told for term in rest.terms)
