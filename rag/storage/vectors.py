"""Vectors in Chroma: the one module that knows it, directly or through LangChain.

A collection holds one version of one report and is never changed once it is complete.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from rag.errors import IndexUnusable
from rag.types import Chunk, Place

PREFIX = "nianbao-"
TEXTS = "nianbao.texts"
DATABASE_FILE = "chroma.sqlite3"
# One thread and a wide search: the same chunks give the same graph, and the graph misses next to nothing.
HNSW = CreateHNSWConfiguration(space="cosine", num_threads=1, ef_construction=200, ef_search=200)

# Clients of one process share what is behind them, and Chroma 1.5 lets two threads start it at once.
_OPENING = Lock()

Vector = NDArray[np.float32]


class Collections:
    """The collections of an index, each wrapped as a LangChain vector store."""

    def __init__(self, client: ClientAPI, where: str) -> None:
        self._client = client
        self._where = where

    @classmethod
    def on_disk(cls, directory: Path, *, must_exist: bool) -> Collections:
        """Open the collections in a directory, which is made where missing unless it must exist.

        Raises:
            IndexUnusable: what is there is no Chroma database.
        """
        settings = ChromaSettings(anonymized_telemetry=False)
        with _OPENING, _told(str(directory)):
            _require_database(directory / DATABASE_FILE, must_exist=must_exist)
            return cls(chromadb.PersistentClient(str(directory), settings=settings), str(directory))

    @classmethod
    def on_server(cls, url: str) -> Collections:
        """Open the collections on a Chroma server.

        Raises:
            IndexUnusable: nobody answers there.
        """
        parts = urlsplit(url)
        with _told(url):
            secure = parts.scheme == "https"
            client = chromadb.HttpClient(
                host=parts.hostname or "",
                port=parts.port or (443 if secure else 8000),
                ssl=secure,
                settings=ChromaSettings(anonymized_telemetry=False),
            )
            return cls(client, url)

    def names(self) -> frozenset[str]:
        """Return the names of all versions that have a collection, complete or not."""
        with _told(self._where):
            found = [collection.name for collection in self._client.list_collections()]
        return frozenset(name.removeprefix(PREFIX) for name in found if name.startswith(PREFIX))

    def create(self, version: str, embeddings: Embeddings) -> Collection:
        """Return a new, empty collection; one of this name left by a crash is dropped first."""
        self.delete(version)
        with _told(self._where):
            store = Chroma(
                PREFIX + version,
                embeddings,
                client=self._client,
                collection_configuration=CreateCollectionConfiguration(hnsw=HNSW),
            )
        return Collection(store, self._where)

    def open(self, version: str) -> Collection:
        """Return the collection of a version.

        Raises:
            IndexUnusable: there is none.
        """
        with _told(self._where):
            store = Chroma(PREFIX + version, client=self._client, create_collection_if_not_exists=False)
            self._client.get_collection(PREFIX + version)
        return Collection(store, self._where)

    def delete(self, version: str) -> None:
        """Delete the collection of a version where there is one."""
        if version in self.names():
            with _told(self._where):
                self._client.delete_collection(PREFIX + version)

    def texts(self) -> Texts:
        """Return the texts kept beside the vectors."""
        with _told(self._where):
            kept = self._client.get_or_create_collection(TEXTS, embedding_function=None)
        return Texts(kept, self._where)

    def close(self) -> None:
        """Let go of the database."""
        self._client.close()  # type: ignore[attr-defined]


class Texts:
    """Texts by name, for an index without a disk of its own; each is replaced in one step."""

    def __init__(self, kept: chromadb.Collection, where: str) -> None:
        self._kept = kept
        self._where = where

    def get(self, name: str) -> str | None:
        """Return a text, or None."""
        with _told(self._where):
            found = self._kept.get(ids=[name], include=["metadatas"])["metadatas"]
        return str(found[0]["text"]) if found else None

    def put(self, name: str, text: str) -> None:
        """Keep a text in place of the one of this name."""
        # As metadata, because Chroma indexes every word of a document.
        with _told(self._where):
            self._kept.upsert(ids=[name], embeddings=np.zeros((1, 1), np.float32), metadatas=[{"text": text}])

    def names(self) -> frozenset[str]:
        """Return the names of all texts."""
        with _told(self._where):
            return frozenset(self._kept.get(include=[])["ids"])

    def delete(self, name: str) -> None:
        """Delete a text."""
        with _told(self._where):
            self._kept.delete(ids=[name])


class Collection:
    """The chunks of one version of one report with their vectors."""

    def __init__(self, store: Chroma, where: str) -> None:
        self._store = store
        self._where = where

    def add(self, chunks: Sequence[Chunk], first: int) -> None:
        """Embed chunks and add them; ``first`` is the first one's position in the report."""
        documents = [_chunk_to_document(chunk, first + i) for i, chunk in enumerate(chunks)]
        with _told(self._where):
            self._store.add_documents(documents)

    def chunks(self) -> dict[str, Chunk]:
        """Return all chunks by id, in the report's order."""
        with _told(self._where):
            rows = self._store.get(include=["documents", "metadatas"])
        found = zip(rows["ids"], rows["documents"], rows["metadatas"], strict=True)
        ordered = sorted(found, key=lambda row: int(row[2]["position"]))
        return {id_: _row_to_chunk(id_, text, metadata) for id_, text, metadata in ordered}

    def vectors(self) -> Mapping[str, Vector]:
        """Return the vector of each chunk text, so that an unchanged text need not be embedded again."""
        with _told(self._where):
            rows = self._store.get(include=["documents", "embeddings"])
        return dict(zip(rows["documents"], rows["embeddings"], strict=True))

    def nearest(self, vector: Vector, k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k chunks nearest to a vector, nearest first."""
        with _told(self._where):
            found = self._store.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=k)
        # LangChain calls Chroma's distance a relevance score; similarity is 1 minus cosine distance.
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    def count(self) -> int:
        """Return how many chunks it holds."""
        with _told(self._where):
            return len(self._store.get(include=[])["ids"])


def _chunk_to_document(chunk: Chunk, position: int) -> Document:
    """Chroma's metadata holds no None and no nesting: an unknown page is left out, a box is text."""
    metadata: dict[str, Any] = {
        "position": position,
        "kind": chunk.kind,
        "quote": chunk.quote,
        "ref": chunk.ref,
        "report": chunk.report,
        "section": chunk.section,
        "label": chunk.label,
        "page": chunk.place.page,
    }
    if chunk.place.pdf_page is not None:
        metadata["pdf_page"] = chunk.place.pdf_page
    if chunk.place.box is not None:
        metadata["box"] = json.dumps(chunk.place.box)
    return Document(page_content=chunk.text, metadata=metadata, id=chunk.id)


def _row_to_chunk(id_: str, text: str, metadata: Mapping[str, Any]) -> Chunk:
    box = metadata.get("box")
    return Chunk(
        id=id_,
        kind=metadata["kind"],
        text=text,
        quote=metadata["quote"],
        ref=metadata["ref"],
        report=metadata["report"],
        section=metadata["section"],
        label=metadata["label"],
        place=Place(
            page=metadata["page"],
            pdf_page=metadata.get("pdf_page"),
            box=None if box is None else tuple(json.loads(box)),
        ),
    )


def _require_database(path: Path, *, must_exist: bool) -> None:
    """Look before Chroma does: it panics on a file that is no database, and moves into one of others."""
    if not path.exists() and must_exist:
        raise FileNotFoundError(f"缺少 {path.name}")
    if path.exists() and path.stat().st_size:
        table = "collections" if must_exist else "sqlite_master"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"select count(*) from {table}").fetchone()


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Turn whatever Chroma raises into one sentence that says what to do."""
    try:
        yield
    except (ChromaError, sqlite3.Error, httpx.HTTPError, OSError, ValueError, KeyError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise IndexUnusable(
            f"索引 {where} 无法使用（{reason}）。如果索引刚刚更新过，请再试一次；"
            "否则请检查 Chroma 服务，或删除索引后运行 python -m ingest sync 重建。"
        ) from error
