"""The manifest: which version of each report is live, and what made the index. Pure values.

Whatever the manifest does not name does not exist for readers, so a version half-written by a crash is
only waste, swept by the next writer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from rag.errors import IndexUnusable
from rag.types import Chunk, Report, ReportInfo

FORMAT = "nianbao-index/1"
# Raise when chunks are made in another way, so that old and new ones never answer side by side.
CHUNKING = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report came from: its folder, relative to the index, and a mark of the program that read it."""

    folder: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a report in the index; ``version`` names its collection and its JSON."""

    info: ReportInfo
    version: str
    chunks: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file whose report another file of the folder gives better."""

    source: str
    sha256: str
    report_id: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes vectors that may stand beside each other."""

    model: str = ""
    dim: int = 0
    chunking: int = CHUNKING


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in the index and what made it. ``retired`` holds the version before the live one."""

    format: str
    maker: Maker = Maker()
    live: tuple[Entry, ...] = ()
    retired: tuple[Entry, ...] = ()
    aside: tuple[SetAside, ...] = ()

    def entry(self, report_id: str) -> Entry | None:
        """Return the live entry of a report, or None."""
        return next((entry for entry in self.live if entry.info.id == report_id), None)

    @property
    def versions(self) -> frozenset[str]:
        """Names of all versions that must stay."""
        return frozenset(entry.version for entry in (*self.live, *self.retired))

    def mismatch(self, model: str) -> str:
        """Return why vectors of a model and this program's chunks do not fit in, empty where they do."""
        if not self.live:
            return ""
        if self.maker.model != model:
            return (
                f"索引是用模型“{self.maker.model}”建的，当前设置的是“{model}”。请运行 "
                "python -m ingest sync 用当前模型重建，或把 NIANBAO_EMBEDDING_MODEL 改回原来的模型。"
            )
        made = self.maker.chunking
        if made != CHUNKING:
            return f"索引的切分版本是 {made}，本程序是 {CHUNKING}。请运行 python -m ingest sync 重建。"
        return ""

    def with_entry(self, entry: Entry, maker: Maker) -> Manifest:
        """Return the manifest with a version live, and the one it takes the place of retired."""
        report_id = entry.info.id
        others = [e for e in self.live if e.info.id != report_id]
        before = [e for e in self.live if e.info.id == report_id and e.version != entry.version]
        return replace(
            self,
            maker=maker,
            live=tuple(sorted([*others, entry], key=lambda e: e.info.id)),
            retired=(*self._retired_beside(report_id), *before),
        )

    def without(self, entry: Entry) -> Manifest:
        """Return the manifest with a live version retired: running questions may still be on it."""
        report_id = entry.info.id
        return replace(
            self,
            live=tuple(e for e in self.live if e != entry),
            retired=(*self._retired_beside(report_id), entry),
            aside=tuple(file for file in self.aside if file.report_id != report_id),
        )

    def _retired_beside(self, report_id: str) -> list[Entry]:
        """Retired versions of the other live reports: one of a removed report stays for one step only."""
        return [e for e in self.retired if e.info.id != report_id and self.entry(e.info.id) is not None]


EMPTY = Manifest(FORMAT)
_MANIFEST = TypeAdapter(Manifest)
_REPORT = TypeAdapter(Report)


def manifest_to_json(manifest: Manifest) -> bytes:
    """Return the manifest as readable JSON."""
    return _MANIFEST.dump_json(manifest, indent=1)


def json_to_manifest(text: bytes | str, where: str) -> Manifest:
    """Return the manifest that JSON tells.

    Raises:
        IndexUnusable: it is no manifest, or one of another program or version.
    """
    try:
        manifest = _MANIFEST.validate_json(text)
    except ValidationError as error:
        raise IndexUnusable(
            f"{where} 已损坏或不是年报问答的索引，未作改动。"
            "请先移走或删除该索引，再运行 python -m ingest sync 重建。"
        ) from error
    if manifest.format != FORMAT:
        raise IndexUnusable(
            f"{where} 的格式是“{manifest.format}”，本程序使用“{FORMAT}”，未作改动。"
            "请先移走或删除该索引，再运行 python -m ingest sync 重建。"
        )
    return manifest


def report_to_json(report: Report) -> bytes:
    """Return the report as JSON from which it comes back equal, Decimals included."""
    return _REPORT.dump_json(report)


def json_to_report(text: bytes | str, where: str) -> Report:
    """Return the report that JSON tells.

    Raises:
        IndexUnusable: it is no report.
    """
    try:
        return _REPORT.validate_json(text)
    except ValidationError as error:
        raise IndexUnusable(f"{where} 已损坏。请删除索引后运行 python -m ingest sync 重建。") from error


def make_entry(report: Report, chunks: Sequence[Chunk], origin: Origin, maker: Maker) -> Entry:
    """Return the entry of a report's version, named by its content: the same content, the same name."""
    digest = hashlib.sha256(f"{maker.model}\n{maker.chunking}\n".encode())
    digest.update(report_to_json(report))
    for chunk in chunks:
        digest.update(repr(chunk).encode())
    info = ReportInfo(
        id=report.id,
        school=report.school,
        title=report.title,
        year=report.year,
        data_year=report.data_year,
        source=report.source,
        sha256=report.sha256,
    )
    return Entry(info=info, version=digest.hexdigest()[:32], chunks=len(chunks), origin=origin)
