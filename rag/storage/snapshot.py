"""The index at one moment, as a question sees it: nothing in it changes while it is being answered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from rag.errors import IndexMismatch
from rag.storage.lexical import LexicalIndex
from rag.storage.manifest import Entry, Manifest
from rag.storage.store import Store
from rag.storage.vectors import Collection, Collections
from rag.types import Chunk, Report, ReportInfo

Vector = NDArray[np.float32]


class ReportVersion:
    """A live version of a report, each part loaded when first asked for; immutable, thread-safe."""

    def __init__(self, entry: Entry, store: Store, collections: Collections) -> None:
        self.entry = entry
        self._store = store
        self._collections = collections
        self._lock = threading.Lock()
        self._parts: tuple[Collection, dict[str, Chunk], LexicalIndex, tuple[str, ...]] | None = None
        self._report: Report | None = None

    @property
    def report(self) -> Report:
        """The whole report."""
        with self._lock:
            if self._report is None:
                self._report = self._store.read_report(self.entry.version)
            return self._report

    @property
    def chunks(self) -> dict[str, Chunk]:
        """Its chunks by id, in the report's order."""
        return self._load()[1]

    def nearest(self, vector: Vector, k: int) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k nearest chunks, nearest first."""
        return self._load()[0].nearest(vector, k)

    def lexical(self, question: str, k: int) -> list[tuple[str, float]]:
        """Return (chunk id, BM25 score) of the k chunks that share most with the question, best first."""
        _, _, words, ids = self._load()
        return [(ids[position], score) for position, score in words.top(question, k)]

    def _load(self) -> tuple[Collection, dict[str, Chunk], LexicalIndex, tuple[str, ...]]:
        with self._lock:
            if self._parts is None:
                collection = self._collections.open(self.entry.version)
                chunks = collection.chunks()
                words = LexicalIndex([chunk.text for chunk in chunks.values()])
                self._parts = (collection, chunks, words, tuple(chunks))
            return self._parts


class Snapshot:
    """The index at one moment; what a question is answered from, from beginning to end."""

    def __init__(self, manifest: Manifest, versions: Mapping[str, ReportVersion], pool: Executor) -> None:
        self.manifest = manifest
        self._versions = versions
        self._pool = pool

    def snapshot(self) -> Snapshot:
        """Return itself, so that code may take an index or a snapshot."""
        return self

    def reports(self) -> tuple[ReportInfo, ...]:
        """Return what is known of each report, newest year first."""
        infos = (entry.info for entry in self.manifest.live)
        return tuple(sorted(infos, key=lambda info: (-(info.year or 0), info.id)))

    def report(self, report_id: str) -> Report:
        """Return a report.

        Raises:
            KeyError: the index has no such report.
        """
        return self._versions[report_id].report

    def chunks(self, report_id: str) -> dict[str, Chunk]:
        """Return a report's chunks by id, in its order; KeyError where it has no such report."""
        return self._versions[report_id].chunks

    def search(self, vector: Vector, k: int, report_ids: Sequence[str] = ()) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k chunks nearest to a vector, nearest first.

        Args:
            vector: the question's, shape (dim,), length 1.
            k: how many, over all reports.
            report_ids: where to look; empty for everywhere.

        Raises:
            IndexMismatch: the vector comes from another model than the index.
        """
        if not self._versions:
            return []
        if vector.shape != (self.manifest.maker.dim,):
            raise IndexMismatch(
                f"索引的向量是 {self.manifest.maker.dim} 维，当前模型给出 {vector.shape[0]} 维。"
                "请运行 python -m ingest sync 用当前模型重建索引。"
            )
        return self._best(lambda version: version.nearest(vector, k), k, report_ids)

    def lexical(self, question: str, k: int, report_ids: Sequence[str] = ()) -> list[tuple[str, float]]:
        """Return (chunk id, BM25 score) of the k chunks that share most words, best first."""
        return self._best(lambda version: version.lexical(question, k), k, report_ids)

    def _best(
        self,
        find: Callable[[ReportVersion], list[tuple[str, float]]],
        k: int,
        report_ids: Sequence[str],
    ) -> list[tuple[str, float]]:
        versions = [self._versions[id_] for id_ in report_ids or self._versions]
        run = self._pool.map if len(versions) > 1 else map
        found = chain.from_iterable(run(find, versions))
        return sorted(found, key=lambda pair: -pair[1])[:k]
