"""Making the index equal to a folder of reports."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.chunk import report_to_chunks
from ingest.pipeline import Ingested, Options, Understood, origin_of, store, understand
from rag.errors import SourceError
from rag.storage.index import ReportIndex
from rag.storage.manifest import Manifest, Origin, SetAside

# Of several files with the same report the first kind is taken: Word tells merged cells and headings
# outright, PDF shows them and has page numbers, a text file has lost both.
PREFERRED = (".docx", ".pdf", ".xlsx", ".csv", ".tsv", ".md", ".txt")
# Not readable, but better told than passed over in silence.
TOLD = (".doc", ".xls", ".rtf", ".wps", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, and why, in Chinese."""

    file: str
    message: str


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a sync did. ``unchanged`` and ``removed`` hold report ids; ``aside`` files passed over."""

    ingested: tuple[Ingested, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    aside: tuple[SetAside, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the folder, the id of its report, and the report where it had to be read."""

    path: Path
    sha256: str
    report_id: str
    understood: Understood | None = None


def sync(folder: Path, index: ReportIndex, index_dir: Path, options: Options) -> SyncResult:
    """Make the index hold the reports of a folder, and no others that once came from it.

    Unchanged files are not even read. A file that cannot be read leaves the report it gave before.

    Raises:
        SourceError: there is no such folder, or nothing in it, so that a folder gone missing does not
            empty the index.
    """
    paths = report_files(folder)
    if index.made_otherwise:
        index.rebuild(report_to_chunks)
    origin = origin_of(folder, index_dir, options)
    files, failures = _identify(paths, _known(index.manifest, origin), options)
    best = _best(files)
    ingested, failed = _store(best, index, origin, options)
    failures += failed
    removed = _remove_vanished(index, origin.folder, present=set(best), spared={f.file for f in failures})
    aside = tuple(
        SetAside(file.path.name, file.sha256, file.report_id, origin)
        for file in files
        if file is not best[file.report_id]
    )
    index.set_aside((*(a for a in index.manifest.aside if a.origin.folder != origin.folder), *aside))
    broken = {failure.file for failure in failed}
    touched = {item.report.id for item in ingested} | {f.report_id for f in files if f.path.name in broken}
    unchanged = tuple(sorted(set(best) - touched))
    return SyncResult(tuple(ingested), unchanged, removed, aside, tuple(failures))


def report_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder that may be reports, best kind first.

    Raises:
        SourceError: there is no such folder, or no such file in it.
    """
    if not folder.is_dir():
        raise SourceError(
            f"找不到文件夹：{folder}。请检查路径，或用 NIANBAO_REPORTS_DIR 指定报告所在的文件夹。"
        )
    kinds = (*PREFERRED, *TOLD)
    # Word keeps "~$name.docx" beside an open file.
    found = [
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix.lower() in kinds and not path.name.startswith((".", "~$"))
    ]
    if not found:
        raise SourceError(
            f"文件夹 {folder} 中没有报告文件（{'、'.join(PREFERRED)}），索引未作改动。"
            "如要删除报告，请用 python -m ingest remove 编号。"
        )
    return tuple(
        sorted(found, key=lambda path: (kinds.index(path.suffix.lower()), -path.stat().st_mtime, path.name))
    )


def _known(manifest: Manifest, origin: Origin) -> Mapping[tuple[str, str], str]:
    """Return the report id of each (file name, hash) that this program has read from this folder."""
    live = {(e.info.source, e.info.sha256): e.info.id for e in manifest.live if e.origin == origin}
    aside = {(a.source, a.sha256): a.report_id for a in manifest.aside if a.origin == origin}
    return {**live, **aside}


def _identify(
    paths: Sequence[Path], known: Mapping[tuple[str, str], str], options: Options
) -> tuple[list[_File], list[Failure]]:
    files: list[_File] = []
    failures: list[Failure] = []
    for path in paths:
        sha256 = _sha256(path)
        report_id = known.get((path.name, sha256))
        if report_id is not None:
            files.append(_File(path, sha256, report_id))
            continue
        try:
            understood = understand(path, options)
        except SourceError as error:
            failures.append(Failure(path.name, str(error)))
        else:
            files.append(_File(path, sha256, understood.report.id, understood))
    return files, failures


def _best(files: Sequence[_File]) -> dict[str, _File]:
    best: dict[str, _File] = {}
    for file in files:
        best.setdefault(file.report_id, file)
    return best


def _store(
    best: Mapping[str, _File], index: ReportIndex, origin: Origin, options: Options
) -> tuple[list[Ingested], list[Failure]]:
    ingested: list[Ingested] = []
    failures: list[Failure] = []
    for report_id, file in best.items():
        entry = index.manifest.entry(report_id)
        if entry and (entry.info.source, entry.info.sha256, entry.origin) == (
            file.path.name,
            file.sha256,
            origin,
        ):
            continue
        try:
            # A file passed over before is read now that the better one is gone.
            understood = file.understood or understand(file.path, options)
        except SourceError as error:
            failures.append(Failure(file.path.name, str(error)))
        else:
            ingested.append(store(understood, index, origin, options))
    return ingested, failures


def _remove_vanished(index: ReportIndex, folder: str, present: set[str], spared: set[str]) -> tuple[str, ...]:
    vanished = [
        entry.info.id
        for entry in index.manifest.live
        if entry.origin.folder == folder and entry.info.id not in present and entry.info.source not in spared
    ]
    for report_id in vanished:
        index.remove(report_id)
    return tuple(vanished)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
