"""What ingest tells at the end, in words and as data; and which files the index does not know."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from ingest.pipeline import Ingested
from ingest.sync import report_files
from rag.errors import SourceError
from rag.settings import Settings
from rag.storage.manifest import Manifest

SHOWN_WARNINGS = 20


def ingested_as_json(item: Ingested) -> dict[str, Any]:
    """Return what was found in a report and done with it, as plain data."""
    report = item.report
    return {
        "id": report.id,
        "title": report.title,
        "school": report.school,
        "year": report.year,
        "data_year": report.data_year,
        "source": report.source,
        "sections": len(report.sections),
        "tables": len(report.tables),
        "cells": sum(len(table.cells) for table in report.tables),
        "cases": len(report.cases),
        "figures": len(report.figures),
        "chunks": item.chunks,
        "embedded": item.put.embedded,
        "taken_over": item.put.taken_over,
        "replaced": item.put.replaced,
        "seconds": round(item.seconds, 2),
        "warnings": list(report.warnings),
    }


def ingested_as_text(item: Ingested) -> str:
    """Return the same as Chinese lines for a terminal."""
    told = ingested_as_json(item)
    verb = "已加入" if not item.put.replaced else "已替换" if item.put.changed else "内容未变"
    lines = [
        f"{verb} {told['id']}：{told['title']}（{told['source']}）",
        f"  章节 {told['sections']}，表格 {told['tables']}（单元格 {told['cells']}），"
        f"案例 {told['cases']}，图 {told['figures']}，"
        f"片段 {told['chunks']}（新嵌入 {told['embedded']}，沿用 {told['taken_over']}），"
        f"用时 {told['seconds']:.1f} 秒",
    ]
    warnings = item.report.warnings
    if warnings:
        lines.append(f"  报告本身有 {len(warnings)} 处请核对：")
        lines += [f"  - {warning}" for warning in warnings[:SHOWN_WARNINGS]]
    if len(warnings) > SHOWN_WARNINGS:
        lines.append(f"  - 另有 {len(warnings) - SHOWN_WARNINGS} 处，加 --json 可看全部。")
    return "\n".join(lines)


def stale_files(manifest: Manifest, settings: Settings) -> tuple[str, ...]:
    """Return how the reports folder and the index differ, a Chinese sentence each.

    Nothing where no report came from that folder: it is not what this index is kept equal to.
    """
    folder = settings.reports_dir
    where = Path(os.path.relpath(folder.resolve(), settings.index_dir.resolve())).as_posix()
    live = {e.info.source: e.info.sha256 for e in manifest.live if e.origin.folder == where}
    aside = {a.source: a.sha256 for a in manifest.aside if a.origin.folder == where}
    if not live:
        return ()
    try:
        present = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in report_files(folder)}
    except SourceError:
        present = {}
    known = {**aside, **live}
    fix = "请运行 python -m ingest sync。"
    problems = [f"{name} 还没有入库。{fix}" for name in present if name not in known]
    problems += [f"{name} 入库后改过。{fix}" for name, sha in present.items() if known.get(name, sha) != sha]
    problems += [f"{name} 已入库，但文件已不在 {folder} 中。{fix}" for name in live if name not in present]
    return tuple(problems)
