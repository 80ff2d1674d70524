"""A small report, given as text, taken in for real and asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.pipeline import Options
from ingest.sync import sync
from rag.chain import Assistant
from rag.embed import Embedder
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.types import Answer, Question

Ask = Callable[..., Answer]


def asking(report: str, folder: Path, embedder: Embedder) -> Ask:
    """Take a report in; return what answers turns about it."""
    (folder / "report.txt").write_text(report, encoding="utf-8")
    settings = Settings(index_dir=folder / "index")
    index = ReportIndex.open_or_create(settings, embedder)
    assert not sync(folder, index, settings.index_dir, Options()).failures
    index.close()
    assistant = Assistant(settings)
    return lambda *turns, years=(): assistant.ask(Question(turns, years=years))
