"""The index of reports: versions beside each other, one of each live, switched in one step.

Readers take a snapshot, which never changes, for each question. Writers, one at a time, write a new
version beside the live one, check it, and then replace the manifest, which is the moment it goes live.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from rag.embed import Embedder, LangChainEmbeddings
from rag.errors import IndexMismatch, IndexMissing, IndexUnusable
from rag.settings import Settings
from rag.storage.manifest import EMPTY, Entry, Maker, Manifest, Origin, SetAside, make_entry
from rag.storage.snapshot import ReportVersion, Snapshot, Vector
from rag.storage.store import DiskStore, ServerStore, Stamp, Store
from rag.storage.vectors import Collections
from rag.types import Chunk, Report, ReportInfo

BATCH = 64
NOWHERE = Origin()

Progress = Callable[[int, int], None]
MakeChunks = Callable[[Report], Sequence[Chunk]]


@dataclass(frozen=True, slots=True)
class PutResult:
    """What ``put`` did: how many chunks were embedded, how many kept their vector, what it replaced."""

    report_id: str
    embedded: int
    taken_over: int
    replaced: bool
    changed: bool


class ReportIndex:
    """Reports with their chunks and vectors, on disk or on a Chroma server; safe for many threads."""

    def __init__(self, store: Store, collections: Collections, embedder: Embedder) -> None:
        self._store = store
        self._collections = collections
        self._embedder = embedder
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="nianbao-search")
        self._stamp: Stamp | None = None
        self._versions: dict[str, ReportVersion] = {}
        self._snapshot = Snapshot(EMPTY, {}, self._pool)

    @classmethod
    def open(cls, settings: Settings, embedder: Embedder) -> ReportIndex:
        """Open an index to ask it.

        Raises:
            IndexMissing: there is none.
            IndexMismatch: another model or chunking made it.
            IndexUnusable: it is broken, or something else.
        """
        store, collections = _places(settings)
        manifest = store.read_manifest()
        if manifest is None:
            raise IndexMissing(
                f"还没有索引（{settings.chroma_url or settings.index_dir}）。"
                "请先运行 python -m ingest sync，或 python -m ingest add 文件。"
            )
        index = cls(store, collections(manifest), embedder)
        index._require_made_alike(manifest)
        index.snapshot()
        return index

    @classmethod
    def open_or_create(cls, settings: Settings, embedder: Embedder) -> ReportIndex:
        """Open an index to write to it, made where there is none; one made otherwise may be rebuilt.

        Raises:
            IndexUnusable: it is broken, or something else; nothing is touched.
        """
        store, collections = _places(settings)
        manifest = store.read_manifest()
        if manifest is not None:
            index = cls(store, collections(manifest), embedder)
        else:
            # The database is made under the lock too: two that make it at once get in each other's way.
            with store.writing():
                # Another process may have been quicker.
                manifest = store.read_manifest() or EMPTY
                store.write_manifest(manifest)
                index = cls(store, collections(manifest), embedder)
        index.snapshot()
        return index

    def close(self) -> None:
        """Let go of the database; the index must not be used afterwards."""
        self._pool.shutdown()
        self._collections.close()

    def snapshot(self) -> Snapshot:
        """Return the index as it is now; a switch made by any process is noticed here."""
        stamp = self._store.stamp()
        if stamp == self._stamp:
            return self._snapshot
        with self._lock:
            manifest = self._store.read_manifest() or EMPTY
            present = self._collections.names()
            lost = [entry for entry in manifest.live if entry.version not in present]
            if lost:
                raise IndexUnusable(
                    f"索引中缺少报告“{lost[0].info.id}”的数据。请删除索引后运行 python -m ingest sync 重建。"
                )
            self._versions = {
                entry.version: self._versions.get(entry.version)
                or ReportVersion(entry, self._store, self._collections)
                for entry in manifest.live
            }
            by_id = {entry.info.id: self._versions[entry.version] for entry in manifest.live}
            self._snapshot, self._stamp = Snapshot(manifest, by_id, self._pool), stamp
            return self._snapshot

    def reports(self) -> tuple[ReportInfo, ...]:
        """Return what is known of each report, newest year first."""
        return self.snapshot().reports()

    def report(self, report_id: str) -> Report:
        """Return a report; KeyError where there is none of this id."""
        return self.snapshot().report(report_id)

    def chunks(self, report_id: str) -> dict[str, Chunk]:
        """Return a report's chunks by id; KeyError where there is no such report."""
        return self.snapshot().chunks(report_id)

    def search(self, vector: Vector, k: int, report_ids: Sequence[str] = ()) -> list[tuple[str, float]]:
        """Return (chunk id, cosine similarity) of the k chunks nearest to a vector, nearest first."""
        return self.snapshot().search(vector, k, report_ids)

    @property
    def manifest(self) -> Manifest:
        """What is in the index now and what made it."""
        return self.snapshot().manifest

    def put(
        self,
        report: Report,
        chunks: Sequence[Chunk],
        *,
        origin: Origin = NOWHERE,
        progress: Progress | None = None,
    ) -> PutResult:
        """Make a report live, in place of the one with its id.

        Args:
            report: the report.
            chunks: its chunks; ids must not repeat.
            origin: where it came from.
            progress: called with (chunks done, all chunks).

        Raises:
            IndexMismatch: the index holds vectors of another model; rebuild it first.
        """
        with self._store.writing():
            manifest = self._swept()
            self._require_made_alike(manifest)
            old = manifest.entry(report.id)
            entry = make_entry(report, chunks, origin, self._maker(manifest))
            embedded = self._write(entry, report, chunks, progress)
            if entry != old:
                self._publish(manifest.with_entry(entry, self._maker(manifest)))
        return PutResult(
            report_id=report.id,
            embedded=embedded,
            taken_over=len(chunks) - embedded,
            replaced=old is not None,
            changed=old is None or old.version != entry.version,
        )

    def remove(self, report_id: str) -> None:
        """Take a report out of the index; KeyError where there is none of this id."""
        with self._store.writing():
            manifest = self._swept()
            entry = manifest.entry(report_id)
            if entry is None:
                raise KeyError(report_id)
            self._publish(manifest.without(entry))

    def set_aside(self, files: Iterable[SetAside]) -> None:
        """Remember which files were passed over for a better one, in place of what was remembered."""
        with self._store.writing():
            manifest = self._swept()
            aside = tuple(files)
            if aside != manifest.aside:
                self._publish(replace(manifest, aside=aside))

    @property
    def made_otherwise(self) -> bool:
        """Whether another model or chunking made the index, so that it must be rebuilt."""
        return self.manifest.mismatch(self._embedder.name) != ""

    def rebuild(self, make_chunks: MakeChunks, progress: Progress | None = None) -> None:
        """Make the chunks and vectors of all reports anew; all go live in one step."""
        with self._store.writing():
            manifest = self._swept()
            maker = self._maker(manifest)
            entries = []
            for old in manifest.live:
                report = self._store.read_report(old.version)
                chunks = make_chunks(report)
                entry = make_entry(report, chunks, old.origin, maker)
                self._write(entry, report, chunks, progress)
                entries.append(entry)
            retired = tuple(old for old in manifest.live if old not in entries)
            self._publish(replace(manifest, maker=maker, live=tuple(entries), retired=retired))

    def check(self) -> tuple[str, ...]:
        """Return what is wrong with the index, a Chinese sentence each; nothing where all is well."""
        manifest = self.manifest
        problems = [manifest.mismatch(self._embedder.name)]
        for entry in manifest.live:
            try:
                problems.append(self._damage(entry, manifest))
            except IndexUnusable as error:
                problems.append(f"报告“{entry.info.id}”：{error}")
        return tuple(problem for problem in problems if problem)

    def _damage(self, entry: Entry, manifest: Manifest) -> str:
        collection = self._collections.open(entry.version)
        chunks = tuple(collection.chunks().values())
        if len(chunks) != entry.chunks:
            return f"报告“{entry.info.id}”应有 {entry.chunks} 条片段，实有 {len(chunks)} 条。请重建索引。"
        vectors = collection.vectors().values()
        if not all(vector.shape == (manifest.maker.dim,) and np.isfinite(vector).all() for vector in vectors):
            return f"报告“{entry.info.id}”的向量已损坏。请重建索引。"
        report = self._store.read_report(entry.version)
        if make_entry(report, chunks, entry.origin, manifest.maker) != entry:
            return f"报告“{entry.info.id}”的内容与入库时不一致。请重建索引。"
        return ""

    def _swept(self) -> Manifest:
        """Return the manifest, and delete what it does not name: old versions, and leavings of a crash."""
        manifest = self._store.read_manifest() or EMPTY
        for version in self._collections.names() - manifest.versions:
            self._collections.delete(version)
        self._store.sweep(manifest.versions)
        return manifest

    def _write(self, entry: Entry, report: Report, chunks: Sequence[Chunk], progress: Progress | None) -> int:
        """Write a version beside the live ones and check it; return how many chunks were embedded."""
        manifest = self._store.read_manifest() or EMPTY
        if entry.version in manifest.versions:
            return 0
        old = manifest.entry(report.id)
        same_model = manifest.maker.model == self._embedder.name
        known = self._collections.open(old.version).vectors() if old and same_model else {}
        embeddings = LangChainEmbeddings(self._embedder, known)
        collection = self._collections.create(entry.version, embeddings)
        for first in range(0, len(chunks), BATCH):
            collection.add(chunks[first : first + BATCH], first)
            if progress:
                progress(min(first + BATCH, len(chunks)), len(chunks))
        self._store.write_report(entry.version, report)
        if collection.count() != len(chunks):
            raise IndexUnusable(f"报告“{report.id}”没有完整写入索引，旧索引未变。请检查磁盘空间后再试。")
        return embeddings.embedded

    def _publish(self, manifest: Manifest) -> None:
        self._store.write_manifest(manifest)
        self.snapshot()

    def _maker(self, manifest: Manifest) -> Maker:
        """Return what makes vectors in this process; the model is loaded only where its length is news."""
        name = self._embedder.name
        same_model = manifest.maker.dim and manifest.maker.model == name
        return Maker(name, manifest.maker.dim if same_model else self._embedder.dim)

    def _require_made_alike(self, manifest: Manifest) -> None:
        if problem := manifest.mismatch(self._embedder.name):
            raise IndexMismatch(problem)


def _places(settings: Settings) -> tuple[Store, Callable[[Manifest], Collections]]:
    """Return where the manifest is kept, and how to open the vectors that a manifest tells of."""
    if settings.chroma_url:
        on_server = Collections.on_server(settings.chroma_url)
        return ServerStore(on_server.texts(), settings.index_dir), lambda _: on_server
    directory = settings.index_dir / "chroma"
    return DiskStore(settings.index_dir), lambda manifest: Collections.on_disk(
        directory, must_exist=bool(manifest.live)
    )
