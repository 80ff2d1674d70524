"""The same report read from every format, its tables compared with the truth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.cells import TrueCell, TrueTable, cell_f1, load_truth
from eval.corpus import REPORT_2021, ROOT
from eval.suites import Measure
from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.types import Report

_DATA = ROOT / "tests" / "data"
_TRUTH_2021, _TRUTH_2022 = _DATA / "2021.truth.json", _DATA / "2022.truth.json"
# Each file with the truth of its tables.
_FORMATS = (
    (REPORT_2021, _TRUTH_2021),
    (_DATA / "2021.docx", _TRUTH_2021),
    (_DATA / "2021.pdf", _TRUTH_2021),
    (_DATA / "2022-synthetic.docx", _TRUTH_2022),
    (_DATA / "2022-synthetic.pdf", _TRUTH_2022),
)
_SCAN, _SCANNED_PAGES = _DATA / "2021-scanned.pdf", _DATA / "2021-scanned.truth.json"


def cell_measures() -> Iterator[Measure]:
    """Yield the cell F1 of every file that is there."""
    for file, truth in _FORMATS:
        if file.is_file() and truth.is_file():
            report = _read(file)
            yield _measure(file.name, report, load_truth(truth))
            if file.name == "2021.pdf":
                yield _measure(_SCAN.name, _read(_SCAN), _scanned_truth(report))


def _read(file: Path) -> Report:
    return source_to_report(read_source(file, ReadOptions()))


def _measure(name: str, report: Report, truth: Iterable[TrueTable]) -> Measure:
    scores = cell_f1(report, truth)
    told = f"F1 {scores.f1:.4f}（对 {scores.right}，应有 {scores.true_cells}，读出 {scores.found_cells}）"
    return Measure(name, told, scores.f1)


def _scanned_truth(report: Report) -> tuple[TrueTable, ...]:
    """Return the cells of the pages that were scanned, as the PDF they were scanned from has them."""
    scanned = json.loads(_SCANNED_PAGES.read_text(encoding="utf-8"))["pages"]
    pages = {page["page_in_2021_pdf"] for page in scanned}
    tables = []
    for table in report.tables:
        cells = [cell for cell in table.cells if cell.place.pdf_page in pages]
        true = (TrueCell(cell.row_path, cell.col_path, cell.text, cell.unit) for cell in cells)
        if cells:
            tables.append(TrueTable(table.label, table.title, tuple(true)))
    return tuple(tables)
