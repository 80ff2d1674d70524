"""One readable file per stage of ingest, so that a person can see what the program saw."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from ingest.types import Grid, Source
from rag.types import Case, Cell, Chunk, FigureCaption, Paragraph, Place, Report, Section, Table

Placed = TypeVar("Placed", Paragraph, Table, Case, FigureCaption)


def dump_stages(source: Source, report: Report, chunks: Sequence[Chunk], folder: Path) -> tuple[Path, ...]:
    """Write what each stage made of a file.

    Args:
        source: the pages as read.
        report: as understood.
        chunks: as they will be indexed.
        folder: made if need be; the files go into a folder of the report's id below it.

    Returns:
        The files written: pages, sections with their paragraphs, tables, cells, chunks.
    """
    target = folder / report.id
    target.mkdir(parents=True, exist_ok=True)
    stages = {
        "01_pages.txt": source_lines(source),
        "02_sections.txt": section_lines(report),
        "03_tables.md": table_lines(report),
        "04_cells.tsv": cell_lines(report),
        "05_chunks.jsonl": chunk_lines(chunks),
    }
    for name, lines in stages.items():
        (target / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return tuple(target / name for name in stages)


def source_lines(source: Source) -> Iterator[str]:
    """Tell page by page what the reader saw."""
    yield f"# {source.name}"
    yield from (f"! {note}" for note in source.notes)
    for page in source.pages:
        yield ""
        yield f"===== 第 {page.label or '?'} 页（文件第 {page.number or '?'} 页）====="
        for block in page.blocks:
            if isinstance(block, Grid):
                yield from _grid_lines(block)
                continue
            marks = [f"标题{block.level}"] if block.level is not None else []
            marks += ["框"] if block.boxed else []
            yield (f"[{'、'.join(marks)}] " if marks else "") + block.text


def _grid_lines(grid: Grid) -> Iterator[str]:
    yield f"[表格 {grid.n_rows} 行 {grid.n_cols} 列]"
    rows: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.col)):
        span = f"⟨{cell.rowspan}×{cell.colspan}⟩" if cell.rowspan * cell.colspan > 1 else ""
        rows.setdefault(cell.row, []).append(
            cell.text.replace("\n", "⏎") + span + ("?" if cell.doubt else "")
        )
    yield from (" | ".join(row) for row in rows.values())


def section_lines(report: Report) -> Iterator[str]:
    """Tell the section tree with what stands in each section."""
    yield f"# {report.title}"
    yield f"学校：{report.school or '?'}；报告年度：{report.year or '?'}；数据年度：{report.data_year or '?'}"
    yield from (f"! {warning}" for warning in report.warnings)
    front = Section("", "", "（正文之前）", 0)
    outside = [front] if any(not p.section for p in report.paragraphs) else []
    for section in [*outside, *report.sections]:
        yield ""
        yield f"{'#' * (section.level + 1)} {section.number} {section.title}{_page(section.place)}".strip()
        yield from (f"〔{p.case}〕{p.text}" if p.case else p.text for p in _of(report.paragraphs, section))
        yield from (f"〔表格〕{t.label} {t.title}" for t in _of(report.tables, section))
        yield from (f"〔案例〕{c.label} {c.title}" for c in _of(report.cases, section))
        yield from (f"〔图〕{f.label} {f.title}" for f in _of(report.figures, section))


def _of(items: Sequence[Placed], section: Section) -> Iterator[Placed]:
    return (item for item in items if item.section == section.id)


def _page(place: Place) -> str:
    return f"（第 {place.page} 页）" if place.page else ""


def table_lines(report: Report) -> Iterator[str]:
    """Tell every table as a Markdown table."""
    for table in report.tables:
        yield f"## {table.id} {table.label} {table.title}".rstrip()
        yield _facts(table)
        yield ""
        head = table.grid[: table.header_rows] or (tuple("" for _ in table.grid[0]),) if table.grid else ()
        for r, row in enumerate((*head, *table.grid[table.header_rows :])):
            yield "| " + " | ".join(text.replace("|", "\\|") for text in row) + " |"
            if r == len(head) - 1:
                yield "|" + " --- |" * len(row)
        yield ""


def _facts(table: Table) -> str:
    pages = "、".join(place.page for place in table.places if place.page)
    facts = [f"章节 {table.section}" if table.section else "", f"第 {pages} 页" if pages else ""]
    facts += [f"单位 {table.unit}" if table.unit else "", "附表" if table.annex else ""]
    facts += [f"与 {table.repeats} 相同" if table.repeats else "", *table.notes]
    return "；".join(fact for fact in facts if fact)


def cell_lines(report: Report) -> Iterator[str]:
    """Tell every cell in one tab-separated line, a header first."""
    yield "\t".join(("table", "row", "col", "row_path", "col_path", "text", "value", "unit", "year", "page"))
    for table in report.tables:
        for cell in table.cells:
            yield "\t".join((table.label or table.id, *_cell_fields(cell)))


def _cell_fields(cell: Cell) -> tuple[str, ...]:
    value = "" if cell.value is None else str(cell.value)
    return (
        str(cell.row),
        str(cell.col),
        " › ".join(cell.row_path),
        " / ".join(cell.col_path),
        cell.text + ("?" if cell.doubt else ""),
        value,
        cell.unit,
        str(cell.year or ""),
        cell.place.page,
    )


def chunk_lines(chunks: Sequence[Chunk]) -> Iterator[str]:
    """Tell every chunk as one JSON object."""
    for chunk in chunks:
        yield json.dumps(dataclasses.asdict(chunk), ensure_ascii=False)
