"""The index that a suite asks: made from files in a folder of its own, or one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.chunk import report_to_chunks
from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.chain import Assistant
from rag.embed import load_embedder
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.types import Report

ROOT = Path(__file__).resolve().parent.parent
REPORT_2021 = ROOT / "data" / "reports" / "2021.txt"
REPORT_2022 = ROOT / "tests" / "data" / "2022-synthetic.docx"


def build_index(settings: Settings, files: Sequence[Path]) -> None:
    """Read files into the index of the settings, adding to what is there."""
    options = ReadOptions(ocr=settings.ocr)
    put_reports(settings, (source_to_report(read_source(file, options)) for file in files))


def put_reports(settings: Settings, reports: Iterable[Report]) -> None:
    """Add reports to the index of the settings."""
    index = ReportIndex.open_or_create(settings, load_embedder(settings))
    try:
        for report in reports:
            index.put(report, report_to_chunks(report))
    finally:
        index.close()


@contextmanager
def own_index(settings: Settings) -> Iterator[Settings]:
    """Yield settings with an empty index of their own; it is gone afterwards."""
    with TemporaryDirectory(prefix="nianbao-eval-", ignore_cleanup_errors=True) as folder:
        yield settings.model_copy(update={"index_dir": Path(folder) / "index", "chroma_url": ""})


@contextmanager
def indexed(settings: Settings, files: Sequence[Path]) -> Iterator[Settings]:
    """Yield settings whose index holds just the files; it is gone afterwards."""
    with own_index(settings) as own:
        build_index(own, files)
        yield own


@contextmanager
def asked(settings: Settings, files: Sequence[Path], *, existing: bool) -> Iterator[Assistant]:
    """Yield an assistant over the files, or over the settings' own index where ``existing`` is set."""
    if existing:
        yield Assistant(settings)
        return
    with indexed(settings, files) as own:
        yield Assistant(own)
