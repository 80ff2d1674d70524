"""From a file to the index: the whole flow of ingest, read → structure → chunk → index."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.chunk import report_to_chunks
from ingest.dump import dump_stages
from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.storage.index import PutResult, ReportIndex
from rag.storage.manifest import Origin
from rag.types import Report

Progress = Callable[[str, int, int], None]

ROOT = Path(__file__).resolve().parent.parent
# Besides the whole of ingest, what of rag decides how a file is understood.
READING = ("rag/quantity.py", "rag/text.py", "rag/types.py")


@dataclass(frozen=True, slots=True)
class Options:
    """How files are taken in. ``year`` overrides the year that a file tells; ``dump`` keeps each stage."""

    read: ReadOptions = ReadOptions()  # noqa: RUF009 - frozen
    year: int | None = None
    dump: Path | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Ingested:
    """A report taken in: what was found in it, what the index did with it, and how long it all took."""

    report: Report
    chunks: int
    put: PutResult
    seconds: float


@dataclass(frozen=True, slots=True)
class Understood:
    """A report as read from a file, and how long that took."""

    report: Report
    seconds: float


def understand(path: Path, options: Options) -> Understood:
    """Return the report that a file holds.

    Raises:
        SourceError: the file cannot be read, or holds no report.
    """
    started = time.perf_counter()
    source = read_source(path, options.read)
    report = source_to_report(source, year=options.year)
    if options.dump is not None:
        dump_stages(source, report, report_to_chunks(report), options.dump)
    return Understood(report, time.perf_counter() - started)


def store(understood: Understood, index: ReportIndex, origin: Origin, options: Options) -> Ingested:
    """Put a report into the index, in place of the one with its id."""
    started = time.perf_counter()
    report = understood.report
    chunks = report_to_chunks(report)

    def tell(done: int, total: int) -> None:
        if options.progress:
            options.progress(f"写入索引 {report.source}", done, total)

    put = index.put(report, chunks, origin=origin, progress=tell)
    return Ingested(report, len(chunks), put, understood.seconds + time.perf_counter() - started)


def ingest_file(path: Path, index: ReportIndex, index_dir: Path, options: Options) -> Ingested:
    """Take one file into the index.

    Raises:
        SourceError: the file cannot be read, or holds no report; the index is as it was.
    """
    return store(understand(path, options), index, origin_of(path.parent, index_dir, options), options)


def origin_of(folder: Path, index_dir: Path, options: Options) -> Origin:
    """Return what is remembered of where files come from.

    The folder is kept relative to the index, so that both can be moved together.
    """
    where = os.path.relpath(folder.resolve(), index_dir.resolve())
    return Origin(Path(where).as_posix(), f"{program_mark()}{'' if options.read.ocr else '-no-ocr'}")


@cache
def program_mark() -> str:
    """Return a mark of the code that reads files: after an update of it, a sync reads them again."""
    digest = hashlib.sha256()
    for path in (*sorted((ROOT / "ingest").glob("*.py")), *(ROOT / name for name in READING)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
