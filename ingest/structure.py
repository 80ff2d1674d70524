"""Source to Report: gives meaning to what a reader saw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest.annex import mark_repeats
from ingest.checks import find_misadded, find_warnings
from ingest.contents import find_contents
from ingest.footnotes import items_in_order
from ingest.headings import Outline
from ingest.identity import find_data_year, find_identity
from ingest.tables import matrix_to_table
from ingest.types import Source, TextBlock
from ingest.walk import Draft, Walk
from rag.errors import SourceError
from rag.types import Report, Table


def source_to_report(source: Source, *, year: int | None = None) -> Report:
    """Understand a file as a report.

    Args:
        source: the pages as read.
        year: the year in the report's name, where the file does not tell it or tells it wrongly.

    Returns:
        Sections, whole paragraphs, tables, cases and figures, with warnings about the report itself.

    Raises:
        SourceError: nothing in it is a numbered heading, a table or a report's title.
    """
    draft, identity_lines = _walk(source)
    identity = find_identity(identity_lines, source.name, source.title)
    report_year = year or identity.year
    tables = mark_repeats(_tables(draft))
    if not tables and not draft.sections and not identity.title:
        raise SourceError(
            f"{source.name} 不像一份质量报告：没有找到编号的标题、表格或报告名称。请确认选对了文件。"
        )
    report = Report(
        id=_report_id(identity.school, report_year, source.name),
        school=identity.school,
        title=identity.title or _lone_title(draft, tables) or Path(source.name).stem,
        year=report_year,
        data_year=find_data_year(tables, draft.paragraphs, report_year),
        source=source.name,
        sha256=source.sha256,
        sections=tuple(draft.sections),
        paragraphs=tuple(draft.paragraphs),
        tables=tables,
        cases=tuple(draft.cases),
        figures=tuple(draft.figures),
        misadded=find_misadded(tables),
    )
    return replace(report, warnings=(*source.notes, *find_warnings(report, draft.orphans)))


def _walk(source: Source) -> tuple[Draft, list[str]]:
    items = items_in_order(source.pages)
    blocks = [block for block, _ in items]
    contents = find_contents(blocks)
    walk = Walk(items, contents, Outline.of(contents.entries))
    lines = [block.text for block in blocks if isinstance(block, TextBlock)]
    return walk.run(), lines


def _tables(draft: Draft) -> tuple[Table, ...]:
    tables = []
    body = annex = 0
    for heading, matrix in draft.tables:
        if heading.annex:
            annex += 1
        else:
            body += 1
        table_id = f"a{annex}" if heading.annex else f"t{body}"
        tables.append(matrix_to_table(table_id, heading, matrix))
    return tuple(tables)


def _lone_title(draft: Draft, tables: Sequence[Table]) -> str:
    """Return the title of the only table of a file that holds nothing else."""
    return tables[0].title if len(tables) == 1 and not draft.sections else ""


def _report_id(school: str, year: int | None, name: str) -> str:
    stem = f"{school}-{year}" if school and year else Path(name).stem
    return re.sub(r"[^\w\-.]+", "_", stem).strip("._") or "report"
