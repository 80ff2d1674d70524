"""Known facts asked of the index made from the PDF: the same score as from the text, and better citations."""

from pathlib import Path

import pytest

from eval.__main__ import FACTS_2021
from eval.facts import load_facts
from eval.run import run_items
from ingest.chunk import report_to_chunks
from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.chain import Assistant
from rag.embed import Embedder
from rag.settings import Settings
from rag.storage.index import ReportIndex
from tests.conftest import ROOT


@pytest.mark.slow
def test_the_pdf_answers_as_the_text_does(assistant: Assistant, embedder: Embedder, tmp_path: Path):
    settings = Settings(index_dir=tmp_path / "index")
    report = source_to_report(read_source(ROOT / "tests" / "data" / "2021.pdf", ReadOptions()))
    index = ReportIndex.open_or_create(settings, embedder)
    index.put(report, report_to_chunks(report))
    index.close()

    items = load_facts(FACTS_2021)
    of_pdf, of_text = run_items(Assistant(settings), items), run_items(assistant, items)
    assert sum(o.correct is True for o in of_pdf) == sum(o.correct is True for o in of_text)
    assert sum(o.cited is True for o in of_pdf) == sum(o.cited is True for o in of_text)

    citations = [c for o in of_pdf if o.answer and not o.answer.abstained for c in o.answer.citations]
    assert citations
    assert all(c.page and c.pdf_page for c in citations)
    assert all(c.box for c in citations if c.ref.startswith("row:"))
