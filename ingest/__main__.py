"""``python -m ingest``: put reports into the index, and look after it."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from ingest.pipeline import Ingested, Options, ingest_file
from ingest.summary import ingested_as_json, ingested_as_text, stale_files
from ingest.sync import Failure, SyncResult, sync
from ingest.types import ReadOptions
from rag.embed import load_embedder
from rag.errors import NianbaoError
from rag.settings import Settings
from rag.storage.index import ReportIndex
from rag.understand.everyday import ensure_vectors


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return the exit code: 0 fine, 1 it could not, 2 wrong usage."""
    args = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.ERROR)
    logging.getLogger("rag").setLevel(logging.WARNING)
    try:
        return _COMMANDS[args.command](args, Settings.from_env(os.environ))
    except NianbaoError as error:
        _say(f"错误：{error}")
    except KeyboardInterrupt:
        _say("已中断；索引保持中断前的内容，再运行一次即可继续。")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="把质量年报放进索引")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    add = commands.add_parser("add", help="加入报告文件（同一份报告会被替换）")
    add.add_argument("files", nargs="+", type=Path, metavar="文件")
    add.add_argument("--year", type=int, help="报告年份，文件里没有写明时用")
    add.add_argument("--password", default="", help="加密 PDF 的密码")
    both = commands.add_parser("sync", help="使索引与文件夹一致（默认 NIANBAO_REPORTS_DIR）")
    both.add_argument("folder", nargs="?", type=Path, metavar="文件夹")
    for command in (add, both):
        command.add_argument("--dump", type=Path, metavar="文件夹", help="把每一步的结果存成可读文件")
    remove = commands.add_parser("remove", help="从索引中去掉一份报告")
    remove.add_argument("id", metavar="编号", help="见 list")
    listing = commands.add_parser("list", help="列出已入库的报告")
    for command in (add, both, listing):
        command.add_argument("--json", action="store_true", help="输出 JSON")
    commands.add_parser("check", help="检查索引是否完好，是否与文件一致")
    return parser


def _add(args: argparse.Namespace, settings: Settings) -> int:
    embedder = load_embedder(settings)
    index = ReportIndex.open_or_create(settings, embedder)
    ingested: list[Ingested] = []
    failures: list[Failure] = []
    for path in args.files:
        try:
            ingested.append(ingest_file(path, index, settings.index_dir, _options(args, settings)))
        except NianbaoError as error:
            failures.append(Failure(path.name or str(path), str(error)))
    ensure_vectors(embedder, settings.index_dir)
    _tell(SyncResult(tuple(ingested), (), (), (), tuple(failures)), as_json=args.json)
    return 1 if failures else 0


def _sync(args: argparse.Namespace, settings: Settings) -> int:
    embedder = load_embedder(settings)
    index = ReportIndex.open_or_create(settings, embedder)
    folder = args.folder or settings.reports_dir
    result = sync(folder, index, settings.index_dir, _options(args, settings))
    ensure_vectors(embedder, settings.index_dir)
    _tell(result, as_json=args.json)
    return 1 if result.failures else 0


def _list(args: argparse.Namespace, settings: Settings) -> int:
    entries = ReportIndex.open(settings, load_embedder(settings)).manifest.live
    if args.json:
        rows = [{**asdict(entry.info), "chunks": entry.chunks} for entry in entries]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for entry in entries:
        info = entry.info
        data_year = f"数据年份 {info.data_year or '不明'}"
        print(info.id, info.title, data_year, info.source, f"{entry.chunks} 条片段", sep="\t")
    if not entries:
        print("索引里还没有报告。")
    return 0


def _remove(args: argparse.Namespace, settings: Settings) -> int:
    index = ReportIndex.open(settings, load_embedder(settings))
    known = [info.id for info in index.reports()]
    if args.id not in known:
        _say(f"错误：索引里没有编号为“{args.id}”的报告。现有：{'、'.join(known) or '无'}。")
        return 1
    index.remove(args.id)
    print(f"已去掉 {args.id}。如果它的文件还在报告文件夹中，下次 sync 会重新加入。")
    return 0


def _check(args: argparse.Namespace, settings: Settings) -> int:
    index = ReportIndex.open(settings, load_embedder(settings))
    problems = (*index.check(), *stale_files(index.manifest, settings))
    for problem in problems:
        print(problem)
    if not problems:
        live = index.manifest.live
        print(f"索引正常：{len(live)} 份报告，{sum(entry.chunks for entry in live)} 条片段。")
    return 1 if problems else 0


_COMMANDS = {"add": _add, "sync": _sync, "list": _list, "remove": _remove, "check": _check}


def _options(args: argparse.Namespace, settings: Settings) -> Options:
    progress = _Progress()
    read = ReadOptions(
        password=getattr(args, "password", ""),
        ocr=settings.ocr,
        max_mb=settings.max_file_mb,
        progress=progress,
    )
    return Options(read=read, year=getattr(args, "year", None), dump=args.dump, progress=progress)


class _Progress:
    """Shows on stderr what is being done: one line that is written over, on a terminal; else one a step."""

    def __init__(self) -> None:
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r\x1b[K{step}：{done}/{total}", end=end, file=sys.stderr, flush=True)
        elif step != self._step:
            _say(f"{step}……")
        self._step = step


def _tell(result: SyncResult, *, as_json: bool) -> None:
    if as_json:
        told = {
            "reports": [ingested_as_json(item) for item in result.ingested],
            "unchanged": list(result.unchanged),
            "removed": list(result.removed),
            "set_aside": [file.source for file in result.aside],
            "failures": [asdict(failure) for failure in result.failures],
        }
        print(json.dumps(told, ensure_ascii=False))
    else:
        for item in result.ingested:
            print(ingested_as_text(item))
        if result.unchanged:
            print(f"未变：{'、'.join(result.unchanged)}。")
        for file in result.aside:
            print(f"{file.source} 与已采用的文件是同一份报告（{file.report_id}），未采用。")
        if result.removed:
            print(f"文件已不在文件夹中，从索引去掉：{'、'.join(result.removed)}。")
    for failure in result.failures:
        _say(f"错误：{failure.file} 未入库。{failure.message}")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
