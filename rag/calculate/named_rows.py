"""The cells of one column of a table whose rows a question names by their whole labels.

Long names are cut into common words (商贸与数字学院), and a year that is named is one of the things that a
question asks for, not one to be set against the newest; so rows are looked for as they are printed, and
columns by what the rest of the question says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate, has_number, unit_contradicts
from rag.find.labels import Label, grams
from rag.find.match import Matcher
from rag.understand.intent import operation_of
from rag.understand.words import blanked, masked
from rag.understand.years import find_years

_ADDED = re.compile(r"合计|总计|小计|共计|总和|合起来")
# How much of a column's own label the rest of a question must say.
LEAST_SAID = 0.6


@dataclass(frozen=True, slots=True)
class _Mention:
    """A row named in the question, and where."""

    row: Label
    start: int
    end: int


def rows_named(matcher: Matcher) -> list[Candidate]:
    """Return the cells of the rows that a question names, in its order, all of one column.

    Empty where fewer than two rows of one table are named, or the rest of the question does not say which
    column is meant.
    """
    if len(matcher.query.years) > 1 or matcher.other_bodies:
        return []
    best: tuple[float, list[Candidate]] = (0.0, [])
    for view in matcher.book.tables:
        mentions = _mentions(matcher, view)
        if len(mentions) < 2:
            continue
        length = sum(mention.end - mention.start for mention in mentions)
        fit, cells = _column_of(matcher, view, mentions)
        if cells and length + fit > best[0]:
            best = (length + fit, cells)
    return best[1]


def apart_from(matcher: Matcher, rows: Sequence[Candidate]) -> Matcher:
    """Return the matcher of what is asked of rows, whose own names (技能提升培训) ask for nothing."""
    asked = operation_of(masked(matcher.query.text, (c.cell.row.bare[-1] for c in rows if c.cell)))
    if asked == operation_of(matcher.query.text):
        return matcher
    query = replace(matcher.query, operation=asked[0], comparison=asked[1])
    return Matcher(query, matcher.book, matcher.dense)


def _mentions(matcher: Matcher, view: TableView) -> list[_Mention]:
    """The rows of a table whose labels stand in the question; a label within a longer one is none."""
    text = matcher.query.text
    rows: dict[str, list[Label]] = {}
    for label in view.rows:
        if label.bare and len(label.bare[-1]) > 1:
            rows.setdefault(label.bare[-1], []).append(label)
    taken = [False] * len(text)
    found: list[_Mention] = []
    for name in sorted(rows, key=len, reverse=True):
        start = text.find(name)
        if start < 0 or any(taken[start : start + len(name)]) or _ADDED.fullmatch(name):
            continue
        labels = rows[name] if len(rows[name]) == 1 else _of_named_group(rows[name], text)
        if len(labels) == 1:
            taken[start : start + len(name)] = [True] * len(name)
            found.append(_Mention(labels[0], start, start + len(name)))
    return sorted(found, key=lambda mention: mention.start)


def _of_named_group(labels: Sequence[Label], text: str) -> list[Label]:
    """Of rows of one name those whose heading the question names as well."""
    return [label for label in labels if any(parent in text for parent in label.bare[:-1])]


def _column_of(
    matcher: Matcher, view: TableView, mentions: Sequence[_Mention]
) -> tuple[float, list[Candidate]]:
    """The column that the rest of the question names, with how well, and its cells in the rows named."""
    indexes = {mention.row.index for mention in mentions}
    columns: dict[int, dict[int, TableCell]] = {}
    for item in view.cells:
        if item.row.index in indexes and item.cell.value is not None and _year_fits(matcher, item):
            columns.setdefault(item.col.index, {})[item.row.index] = item
    whole = [column for column in columns.values() if len(column) == len(indexes)]
    rest = _rest(matcher.query.text, mentions)
    said = [(_said(rest, next(iter(column.values())).col), column) for column in whole]
    fit, column = max(said, key=lambda pair: pair[0], default=(0.0, {}))
    if not column or (fit < LEAST_SAID and len(whole) > 1):
        return 0.0, []
    every = matcher.table_candidates([view], any_year=True)
    scored = {(c.cell.row.index, c.cell.col.index): c for c in every if c.cell}
    cells = [scored.get((m.row.index, column[m.row.index].col.index)) for m in mentions]
    usable = [c for c in cells if c and has_number(c) and not unit_contradicts(matcher.query, c)]
    if len(usable) < len(mentions):
        return 0.0, []
    missing = [term for term in usable[0].missing if all(term in c.missing for c in usable)]
    inside = [t for t in missing if any(m.start <= t.start and t.end <= m.end for m in mentions)]
    return (fit, usable) if matcher.fits([t for t in missing if t not in inside]) else (0.0, [])


def _year_fits(matcher: Matcher, item: TableCell) -> bool:
    """Whether a cell is of the year named; where none is, of the newest that the table has."""
    if matcher.query.years:
        return item.year is None or item.year in matcher.query.years
    return matcher.year_fits(item.year)


def _rest(text: str, mentions: Sequence[_Mention]) -> str:
    """The question without the rows and years that it names."""
    for mention in mentions:
        text = blanked(text, mention.start, mention.end)
    return find_years(text)[1]


def _said(rest: str, column: Label) -> float:
    """How much of a column's labels a text says: each that stands in it whole, the innermost in part."""
    names = [name for name in column.bare if not find_years(name)[0].years]
    if not names:
        return LEAST_SAID
    pairs = [pair for pair in grams(names[-1]) if len(pair) == 2] or [names[-1]]
    part = sum(pair in grams(rest) for pair in pairs) / len(pairs)
    return part + sum(len(name) for name in names if name in rest)
