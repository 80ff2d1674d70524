"""What all tests share: no network beyond this machine, and real indexes made once."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from ingest.chunk import report_to_chunks
from ingest.pipeline import Options, program_mark
from ingest.sync import sync
from rag.chain import Assistant
from rag.embed import Embedder, load_embedder
from rag.settings import Settings
from rag.storage.index import ReportIndex
from tests.island_college import island_report

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "data" / "reports"
# Made indexes are kept between runs for as many states of the code.
KEPT = 4
# The first example of a test may load the lexicon; how long that takes says nothing of what is tested.
hypothesis.settings.register_profile("nianbao", deadline=None)
hypothesis.settings.load_profile("nianbao")
LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail every look-up of, and every connection to, a host beyond this machine."""
    real_lookup, real_connect = socket.getaddrinfo, socket.socket.connect

    def lookup(host, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        assert name in (None, "") or name.startswith(LOOPBACK), f"looks up {name}"
        return real_lookup(host, *args, **kwargs)

    def connect(self, address):
        inside = self.family == socket.AF_UNIX or str(address[0]).startswith(LOOPBACK)
        assert inside, f"connects to {address}"
        return real_connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("NIANBAO_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default embedding model, loaded once."""
    return load_embedder(Settings())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with an index and a reports folder of the test's own."""
    reports = tmp_path / "reports"
    reports.mkdir()
    return Settings(index_dir=tmp_path / "index", reports_dir=reports)


@pytest.fixture(scope="session")
def index_dir(embedder: Embedder, pytestconfig: pytest.Config) -> Path:
    """A real index of the shipped reports; not to be written to."""
    cache = pytestconfig.cache.mkdir("nianbao")
    with FileLock(cache / ".lock"):
        kept = sorted(cache.glob("index-*"), key=lambda path: path.stat().st_mtime)
        made = cache / f"index-{_content_mark()}"
        if made not in kept:
            new = cache / "new"
            shutil.rmtree(new, ignore_errors=True)
            if kept:
                # Most vectors are the same as before the last change of the code.
                shutil.copytree(kept[-1], new)
            _sync_shipped(new, embedder)
            new.rename(made)
            for old in kept[: 1 - KEPT]:
                shutil.rmtree(old)
    return made


def _content_mark() -> str:
    digest = hashlib.sha256(program_mark().encode())
    for path in sorted(SHIPPED.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sync_shipped(index_dir: Path, embedder: Embedder) -> None:
    index = ReportIndex.open_or_create(Settings(index_dir=index_dir), embedder)
    result = sync(SHIPPED, index, index_dir, Options())
    assert not result.failures
    index.close()


@pytest.fixture(scope="session")
def index(index_dir: Path, embedder: Embedder) -> ReportIndex:
    """The index of the shipped reports, opened for asking."""
    return ReportIndex.open(Settings(index_dir=index_dir), embedder)


@pytest.fixture(scope="session")
def assistant(index_dir: Path) -> Assistant:
    """Answers questions about the shipped reports."""
    return Assistant(Settings(index_dir=index_dir))


@pytest.fixture(scope="session")
def islander(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Answers questions about the made-up report of the island college, from a real index of it."""
    settings = Settings(index_dir=tmp_path_factory.mktemp("island") / "index")
    index = ReportIndex.open_or_create(settings, embedder)
    index.put(island_report(), report_to_chunks(island_report()))
    index.close()
    return Assistant(settings)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """A real sentence-transformers model saved in a folder: a bag of characters, 16 dimensions."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    letters = {"[UNK]": 0, **{letter: i + 1 for i, letter in enumerate("教师共有图书馆报到率一二三人册")}}
    tokenizer = Tokenizer(models.WordLevel(letters, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    folder = tmp_path_factory.mktemp("models") / "tiny"
    torch.manual_seed(0)
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=16)]).save(str(folder))
    return load_embedder(Settings(embedding_model=str(folder)))
