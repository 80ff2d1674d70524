"""The table whose title a question gives (…收支情况表里2023年最低的是哪一项): that table alone is meant.

The words and years of the title say where to look; what is asked for stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.find.book import Book
from rag.text import in_order, normalize, simplify
from rag.types import Table
from rag.understand.numerals import in_figures
from rag.understand.question import Query, understand
from rag.understand.references import Reference

_IN_IT = r"(?:这[张个]|一)?(?:统计|一览|汇总|明细)?表?格?(?:里面|当中|之中|里|中(?![高职专等])|内|上)"
_CALLED = re.compile(r"([^\s,，。；;？?的]{4,40})表格?(?:里面|当中|之中|里|中|内|上)")
_YEARS = re.compile(
    r"^(?:(?:19|20)\d{2}(?:[-—–/](?:19|20)?\d{2})?(?:学?年度?|届|级)?(?:[、,和与及至到]|[-—–])*)+"
)
_ORDERED = ("max", "min", "rank")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]?$")
# A title of fewer characters may be the name of a thing.
SHORTEST = 6
# So many characters of a title, in order, tell it where a question calls it a table.
CALLED = 4


def table_name(table: Table) -> str:
    """Return what a table is referred to by: its label, or its title where it has none."""
    return table.label or table.title


def in_titled(query: Query, book: Book) -> Query | None:
    """Return the query asked of the one table whose title it gives, None where it gives none."""
    text = query.said or query.text
    if query.references or book.grids or not text:
        return None
    found = _title_in(text, book)
    if found is None:
        return None
    table, (start, end) = found
    rest = f"{text[:start]}{' ' if start else ''}{text[end:]}"
    read = understand(rest.strip(" ,，:：、"))
    if read.operation == "lookup" or not (read.terms or read.years or read.operation in _ORDERED):
        # What is only looked up is found by the title's words as well, several things of it at once.
        return None
    # The one year of a title is that of all it holds; of two, the newest where neither is asked for.
    of_title = query.years if len(query.years) == 1 and not read.offsets else ()
    place = (Reference("table", table_name(table)),)
    return replace(read, references=place, years=read.years or of_title, said="")


def _title_in(text: str, book: Book) -> tuple[Table, tuple[int, int]] | None:
    """The table whose title stands in a text, and where that with 表里 and the like stands."""
    titles = [(title, view.table) for view in book.tables for title in _titles(view.table)]
    titles.sort(key=lambda named: -len(named[0]))
    for title, table in titles:
        match = re.search(f"{re.escape(title)}{_IN_IT}", text) if title in text else None
        if match and len({id(other) for name, other in titles if name == title}) == 1:
            return table, match.span()
    for match in _CALLED.finditer(text):
        for start in range(match.start(1), match.end(1) - CALLED + 1):
            called = text[start : match.end(1)]
            tables = {id(table): table for title, table in titles if in_order(called, title)}
            if len(tables) == 1:
                return next(iter(tables.values())), (start, match.end())
    return None


def _titles(table: Table) -> Iterator[str]:
    """A title as it may be said: in full, without the years before it, without brackets."""
    full = in_figures(normalize(simplify(table.title))).strip()
    for title in dict.fromkeys((full, _YEARS.sub("", full), _BRACKETS.sub("", _YEARS.sub("", full)))):
        if len(title) >= SHORTEST:
            yield title.removesuffix("表")
