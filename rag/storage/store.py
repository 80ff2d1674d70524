"""Where the manifest and the whole reports are kept beside the vectors."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from rag.errors import IndexUnusable
from rag.storage.manifest import Manifest, json_to_manifest, json_to_report, manifest_to_json, report_to_json
from rag.storage.vectors import Texts
from rag.types import Report

LOCK_WAIT_S = 120.0
# How long a reader goes without asking a server for the manifest: a question should not wait for it.
LOOK_AGAIN_S = 1.0
MANIFEST = "manifest.json"

Stamp = tuple[int, ...]


class Store(Protocol):
    """Keeps the manifest and the reports."""

    def stamp(self) -> Stamp | None:
        """Return a value that changes whenever the manifest does; None: there is none. Cheap."""

    def read_manifest(self) -> Manifest | None:
        """Return the manifest, or None where nothing has been kept yet.

        Raises:
            IndexUnusable: what is there is broken or is not ours.
        """

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest in one step that a crash cannot cut in two."""

    def read_report(self, version: str) -> Report:
        """Return the report of a version.

        Raises:
            IndexUnusable: it is missing or broken.
        """

    def write_report(self, version: str, report: Report) -> None:
        """Keep the report of a version."""

    def sweep(self, keep: frozenset[str]) -> None:
        """Delete the reports of all other versions."""

    def writing(self) -> AbstractContextManager[None]:
        """Keep other writers out.

        Raises:
            IndexUnusable: another one does not finish.
        """


class DiskStore:
    """A Store in a directory: ``manifest.json``, ``reports/<version>.json`` and a lock file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._manifest = root / MANIFEST
        self._reports = root / "reports"

    def stamp(self) -> Stamp | None:
        """Return the manifest file's identity; os.replace gives every manifest a new one."""
        try:
            stat = self._manifest.stat()
        except OSError:
            return None
        return (stat.st_ino, stat.st_mtime_ns, stat.st_size)

    def read_manifest(self) -> Manifest | None:
        """Return the manifest, or None where there is no directory or an empty one."""
        try:
            # Looked at first: a writer makes everything else after its manifest, so that what stands
            # here while there is none is not ours, even where a first manifest is being written.
            foreign = self._foreign()
            return json_to_manifest(self._manifest.read_bytes(), str(self._manifest))
        except FileNotFoundError:
            if foreign:
                raise IndexUnusable(
                    f"目录 {self._root} 中没有 manifest.json，却有其他文件（{foreign[0]} 等），"
                    "不是年报问答的索引，未作改动。请改用别的目录（NIANBAO_INDEX_DIR），"
                    "或移走该目录后运行 python -m ingest sync。"
                ) from None
            return None
        except NotADirectoryError as error:
            raise _no_directory(self._root) from error
        except OSError as error:
            raise IndexUnusable(f"无法读取索引 {self._manifest}：{error.strerror}。") from error

    def _foreign(self) -> list[str]:
        # A first run killed before its first manifest leaves these two.
        own = (".lock", f"{MANIFEST}.new", MANIFEST)
        if not self._root.is_dir():
            return []
        return sorted(path.name for path in self._root.iterdir() if path.name not in own)

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest by renaming a complete file over it."""
        self._root.mkdir(parents=True, exist_ok=True)
        _write_whole(self._manifest, manifest_to_json(manifest))

    def read_report(self, version: str) -> Report:
        """Return the report of a version."""
        path = self._reports / f"{version}.json"
        try:
            return json_to_report(path.read_bytes(), str(path))
        except OSError as error:
            raise IndexUnusable(
                f"索引缺少文件 {path}。如果索引刚刚更新过，请再试一次；"
                "否则请删除索引后运行 python -m ingest sync 重建。"
            ) from error

    def write_report(self, version: str, report: Report) -> None:
        """Keep the report of a version."""
        self._reports.mkdir(parents=True, exist_ok=True)
        _write_whole(self._reports / f"{version}.json", report_to_json(report))

    def sweep(self, keep: frozenset[str]) -> None:
        """Delete the reports of all other versions."""
        for path in self._reports.glob("*"):
            if path.name.removesuffix(".json") not in keep:
                path.unlink()

    def writing(self) -> AbstractContextManager[None]:
        """Keep other writers out, in this process and others."""
        return _locked(self._root)


class ServerStore:
    """A Store on a Chroma server; writers on one computer wait for each other by a lock file."""

    def __init__(self, texts: Texts, lock_dir: Path) -> None:
        self._texts = texts
        self._lock_dir = lock_dir
        self._asked_at = -LOOK_AGAIN_S
        self._stamp: Stamp | None = None

    def stamp(self) -> Stamp | None:
        """Return a hash of the manifest, looked up again after a second."""
        if time.monotonic() - self._asked_at >= LOOK_AGAIN_S:
            text = self._texts.get(MANIFEST)
            self._stamp = None if text is None else tuple(hashlib.sha256(text.encode()).digest())
            self._asked_at = time.monotonic()
        return self._stamp

    def read_manifest(self) -> Manifest | None:
        """Return the manifest, or None where nothing has been kept yet."""
        text = self._texts.get(MANIFEST)
        return None if text is None else json_to_manifest(text, f"Chroma 服务中的 {MANIFEST}")

    def write_manifest(self, manifest: Manifest) -> None:
        """Replace the manifest: one record, written by the server in one transaction."""
        self._texts.put(MANIFEST, manifest_to_json(manifest).decode())
        self._asked_at = -LOOK_AGAIN_S

    def read_report(self, version: str) -> Report:
        """Return the report of a version."""
        text = self._texts.get(version)
        if text is None:
            raise IndexUnusable(
                f"Chroma 服务中缺少报告 {version}。如果索引刚刚更新过，请再试一次；"
                "否则请清空该服务后运行 python -m ingest sync 重建。"
            )
        return json_to_report(text, f"Chroma 服务中的报告 {version}")

    def write_report(self, version: str, report: Report) -> None:
        """Keep the report of a version."""
        self._texts.put(version, report_to_json(report).decode())

    def sweep(self, keep: frozenset[str]) -> None:
        """Delete the reports of all other versions."""
        for name in self._texts.names() - keep - {MANIFEST}:
            self._texts.delete(name)

    def writing(self) -> AbstractContextManager[None]:
        """Keep other writers on this computer out."""
        return _locked(self._lock_dir)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with FileLock(directory / ".lock", timeout=LOCK_WAIT_S):
            yield
    except Timeout as error:
        raise IndexUnusable(f"另一个程序正在写索引 {directory}，请等它结束后再试。") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise _no_directory(directory) from error


def _no_directory(path: Path) -> IndexUnusable:
    return IndexUnusable(
        f"索引位置 {path} 不是目录。请改用别的目录（NIANBAO_INDEX_DIR），再运行 python -m ingest sync。"
    )


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves either the old one or the new one, never a part."""
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
