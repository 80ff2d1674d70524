from __future__ import annotations

import json
from pathlib import Path

from ingest.chunk import report_to_chunks
from ingest.dump import dump_stages
from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import ReadOptions

TEXT_2021 = Path(__file__).parent.parent / "data" / "reports" / "2021.txt"


def test_every_stage_can_be_read(tmp_path):
    source = read_source(TEXT_2021, ReadOptions())
    report = source_to_report(source)
    chunks = report_to_chunks(report)
    files = dump_stages(source, report, chunks, tmp_path)
    assert [file.name for file in files] == [
        "01_pages.txt",
        "02_sections.txt",
        "03_tables.md",
        "04_cells.tsv",
        "05_chunks.jsonl",
    ]
    pages, sections, tables, cells, chunk_lines = (file.read_text(encoding="utf-8") for file in files)
    assert "[表格 9 行 4 列]" in pages
    assert "#### 2.1.1 招生概况（第 12 页）" in sections
    assert "〔案例8〕一是经费保障" in sections
    assert "| 2020 | 文科 | 160 | 253 | 160 | 157 |" in tables
    assert "表12\t5\t3\t毕业生就业去向： › ——A类：留在当地就业人数\t2019年\t553\t553\t人\t2019\t44" in cells
    assert len(cells.splitlines()) == 1 + sum(len(table.cells) for table in report.tables)
    assert [json.loads(line)["id"] for line in chunk_lines.splitlines()] == [chunk.id for chunk in chunks]


def test_dumping_again_replaces_the_files(tmp_path):
    source = read_source(TEXT_2021, ReadOptions())
    report = source_to_report(source)
    first = [file.read_bytes() for file in dump_stages(source, report, (), tmp_path)]
    second = [file.read_bytes() for file in dump_stages(source, report, (), tmp_path)]
    assert first == second
