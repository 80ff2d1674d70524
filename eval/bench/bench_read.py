"""``python -m eval.bench.bench_read``: reading and structuring a PDF against pdfplumber alone; memory.

The common way costs a PDF's words and tables; ours should cost little more. Both are timed alternately
in one process and the best round of each counts, so that a slow moment of the machine falls on neither.
Memory is that of a fresh process beyond what its libraries take.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import sys
from pathlib import Path
from time import process_time

import pdfplumber
from pypdf import PdfReader, PdfWriter

from ingest.read_pdf import read_pdf
from ingest.structure import source_to_report
from ingest.types import ReadOptions

DEFAULT_PDF = Path(__file__).parents[2] / "tests" / "data" / "2021.pdf"
MAX_RATIO = 1.5
MAX_MB = 500.0
LONG_PAGES = 1000
MAX_MB_PER_LONG_PAGE = 0.05


def read_and_structure(data: bytes) -> None:
    """Do what ingest does before chunking."""
    source_to_report(read_pdf(DEFAULT_PDF, data, ReadOptions(ocr=False)))


def words_and_tables(data: bytes) -> None:
    """Do what pdfplumber alone does."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def best_seconds(data: bytes, rounds: int) -> tuple[float, float]:
    """Return the best processor seconds of ours and of pdfplumber alone."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        for times, work in ((ours, read_and_structure), (theirs, words_and_tables)):
            start = process_time()
            work(data)
            times.append(process_time() - start)
    return min(ours), min(theirs)


def long_pdf(data: bytes, n_pages: int) -> bytes:
    """Return a PDF in which a file's pages come again and again."""
    reader, writer, out = PdfReader(io.BytesIO(data)), PdfWriter(), io.BytesIO()
    for index in range(n_pages):
        writer.add_page(reader.pages[index % len(reader.pages)])
    writer.write(out)
    return out.getvalue()


def peak_mb(data: bytes) -> float:
    """Return how many megabytes reading takes at its peak, in a fresh process, beyond the libraries."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_grow, (data,))


def _grow(data: bytes) -> float:
    before = _peak_rss_mb()
    read_pdf(DEFAULT_PDF, data, ReadOptions(ocr=False))
    return _peak_rss_mb() - before


def _peak_rss_mb() -> float:
    # Not getrusage: its ru_maxrss starts at what the parent process had reached.
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise OSError("no VmHWM in /proc/self/status")


def main() -> int:
    """Print the ratio and the memory; return 1 where one is too high."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench.bench_read", description="测读取 PDF 的耗时和内存"
    )
    parser.add_argument("pdf", nargs="?", type=Path, default=DEFAULT_PDF, help="有文字层的 PDF")
    parser.add_argument("--rounds", type=int, default=3, help="读几遍（默认 3）")
    args = parser.parse_args()
    data = args.pdf.read_bytes()
    ours, theirs = best_seconds(data, args.rounds)
    peak = peak_mb(data)
    half, whole = (peak_mb(long_pdf(data, n)) for n in (LONG_PAGES // 2, LONG_PAGES))
    growth = (whole - half) / (LONG_PAGES - LONG_PAGES // 2)
    checks: tuple[tuple[str, bool], ...] = (
        (
            f"读取整理 {ours:.2f} 秒，pdfplumber {theirs:.2f} 秒，{ours / theirs:.2f} 倍（限 {MAX_RATIO}）",
            ours <= MAX_RATIO * theirs,
        ),
        (f"内存峰值 {peak:.0f} MB（限 {MAX_MB:.0f}）", peak <= MAX_MB),
        (
            f"{LONG_PAGES} 页：每页增加 {1000 * growth:.0f} KB（限 {1000 * MAX_MB_PER_LONG_PAGE:.0f}）",
            growth <= MAX_MB_PER_LONG_PAGE,
        ),
    )
    for text, passed in checks:
        print(("通过 " if passed else "未过 ") + text)
    return 0 if all(passed for _, passed in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
