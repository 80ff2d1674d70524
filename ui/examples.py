"""Example questions made from a loaded report's own tables and headings, so that they fit any report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from rag.types import Cell, Report, Table

_YEAR = re.compile(r"(?:19|20)\d{2}\s*(?:年度?|学年)?")
_NUMBERING = re.compile(r"^(?:其中[:：]?|\d+[.、]?|[(（][^)）]{1,6}[)）])\s*")
_UNIT_NOTE = re.compile(r"[(（][^()（）]*[)）]$")
_MAX_LABEL = 14


def example_questions(report: Report) -> Iterator[str]:
    """Yield questions that the report may answer, kinds mixed, best first, without repeats.

    Args:
        report: any report; one without tables gives questions about its sections.
    """
    tables = [table for table in report.tables if not table.repeats]
    kinds = (
        _lookups(tables, report.data_year),
        _changes(tables, report.data_year),
        _sections(report),
        _cases(report),
    )
    mixed = chain.from_iterable(zip_longest(*kinds))
    yield from dict.fromkeys(question for question in mixed if question)


def _lookups(tables: list[Table], year: int | None) -> Iterator[str]:
    for table in tables:
        yield from islice((f"{year}年{label}是多少？" for label in _labels(table, year)), 1)


def _changes(tables: list[Table], year: int | None) -> Iterator[str]:
    if year is None:
        return
    for table in tables:
        before = set(_labels(table, year - 1))
        both = (label for label in _labels(table, year) if label in before)
        # The second one: the first is asked for already by the plain question.
        yield from islice((f"{label}{year}年比{year - 1}年变化了多少？" for label in both), 1, 2)


def _sections(report: Report) -> Iterator[str]:
    told = {paragraph.section for paragraph in report.paragraphs}
    for section in report.sections:
        title = section.title.strip()
        if section.id in told and section.number and 4 <= len(title) <= _MAX_LABEL:
            yield f"介绍一下{title}"


def _cases(report: Report) -> Iterator[str]:
    for case in report.cases:
        if case.title:
            yield f"{case.label}讲了什么？"


def _labels(table: Table, year: int | None) -> Iterator[str]:
    """Yield the row labels of the table's numbers for a year, those that mean something alone."""
    if year is None:
        return
    for cell in table.cells:
        label = _label(cell)
        fits = 2 <= len(label) <= _MAX_LABEL and not label.startswith("年")
        if fits and cell.value is not None and cell.year == year:
            yield label


def _label(cell: Cell) -> str:
    """Return the innermost row label where columns are years, empty where more than that is needed."""
    if not cell.row_path or any(not _YEAR.fullmatch(part.strip()) for part in cell.col_path):
        return ""
    if len(cell.row_path) > 1 and cell.row_path[-1].startswith("其中"):
        return ""
    return _UNIT_NOTE.sub("", _NUMBERING.sub("", cell.row_path[-1].strip())).strip()
