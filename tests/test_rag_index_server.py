"""The same index kept by a Chroma server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.pipeline import Options
from ingest.sync import sync
from rag.errors import IndexMissing, IndexUnusable
from rag.settings import Settings
from rag.storage.index import ReportIndex
from tests.reports import TEXTS, corrected, sentence_chunks, small_report

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port = free_port()
    folder = tmp_path_factory.mktemp("server")
    command = [
        Path(sys.executable).parent / "chroma",
        "run",
        "--path",
        folder,
        "--host",
        "127.0.0.1",
        "--port",
        port,
    ]
    log = (folder / "log").open("w")
    process = subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, cwd=folder)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, Path(folder / "log").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def test_server_holds_the_whole_index(server, tmp_path, embedder):
    settings = Settings(chroma_url=server, index_dir=tmp_path / "lock")
    with pytest.raises(IndexMissing):
        ReportIndex.open(settings, embedder)
    index = ReportIndex.open_or_create(settings, embedder)
    report = small_report()
    index.put(report, sentence_chunks(report))
    reader = ReportIndex.open(Settings(chroma_url=server, index_dir=tmp_path / "other replica"), embedder)
    assert reader.report(report.id) == report
    assert list(reader.chunks(report.id).values()) == list(sentence_chunks(report))
    assert len(reader.search(embedder.embed_query("教师"), 10)) == 3
    assert reader.check() == ()

    changed = corrected(report)
    result = index.put(changed, sentence_chunks(changed, (TEXTS[0], "新的一句。")))
    assert (result.embedded, result.taken_over) == (1, 1)
    time.sleep(1.1)
    assert reader.report(report.id) == changed
    for number in range(3):
        index.put(changed, sentence_chunks(changed, (f"第{number}稿。",)))
    assert index.check() == ()

    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "表.csv").write_text("专业,人数\n护理,120\n药学,80\n", encoding="utf-8")
    first = sync(folder, index, settings.index_dir, Options())
    again = sync(folder, index, settings.index_dir, Options())
    assert len(first.ingested) == 1
    assert again.ingested == ()
    index.remove(report.id)
    assert [info.source for info in index.reports()] == ["表.csv"]


def test_no_server_is_told_in_one_line(tmp_path, embedder):
    settings = Settings(chroma_url=f"http://127.0.0.1:{free_port()}", index_dir=tmp_path)
    with pytest.raises(IndexUnusable, match="Chroma 服务") as caught:
        ReportIndex.open(settings, embedder)
    assert "\n" not in str(caught.value)
