"""What all tests share: no network beyond this machine, and real indexes made once."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from rag.embed import Embedder, load_embedder
from rag.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "data" / "reports"
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
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings with an index and a reports folder of the test's own."""
    reports = tmp_path / "reports"
    reports.mkdir()
    return Settings(index_dir=tmp_path / "index", reports_dir=reports)


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
