"""``python -m rag ask|batch|audit``: questions on the command line, answers in Chinese or as JSON."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO

from rag.chain import Assistant, answer_to_json
from rag.errors import NianbaoError, QuestionError
from rag.respond.audit import where
from rag.settings import Settings
from rag.types import Answer, Question


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return the exit code: 0 fine, 1 it could not, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.ERROR)
    try:
        assistant = Assistant(Settings.from_env(os.environ))
        if options.command == "batch":
            batch(assistant, sys.stdin, sys.stdout)
            return 0
        if options.command == "audit":
            print_audit(assistant, options.report, as_json=options.json)
            return 0
        years = tuple(options.year or ())
        answer = assistant.ask(Question((options.question,), years, tuple(options.report or ())))
    except NianbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1
    print(json.dumps(answer_to_json(answer), ensure_ascii=False) if options.json else as_text(answer))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag", description="向质量年报提问")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="问一个问题")
    ask.add_argument("question")
    ask.add_argument("--year", type=int, action="append", help="数据年份，可重复")
    ask.add_argument("--report", action="append", help="报告编号（python -m ingest list），可重复")
    ask.add_argument("--json", action="store_true", help="输出 JSON")
    commands.add_parser("batch", help="从标准输入逐行读 JSON 问题，逐行输出 JSON 答案")
    audit = commands.add_parser("audit", help="列出报告中前后不一致之处")
    audit.add_argument("--report", help="报告编号，不写则查最新的一份")
    audit.add_argument("--json", action="store_true", help="输出 JSON")
    return parser


def print_audit(assistant: Assistant, report_id: str | None, *, as_json: bool) -> None:
    """Print what a report contradicts itself in, one line each with its places, or as JSON."""
    reports = assistant.reports()
    if not reports and report_id is None:
        raise QuestionError("索引中还没有报告。请先运行 python -m ingest sync。")
    findings = assistant.audit(report_id or reports[0].id)
    if as_json:
        rows = [
            {
                "kind": finding.kind,
                "message": finding.message,
                "places": [
                    {"where": where(fact), "text": fact.text, "quote": fact.quote} for fact in finding.facts
                ],
            }
            for finding in findings
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return
    for number, finding in enumerate(findings, 1):
        places = "；".join(dict.fromkeys(where(fact) for fact in finding.facts))
        print(f"{number}. {finding.message}{f'（{places}）' if places else ''}")
    print(f"共 {len(findings)} 处。" if findings else "没有发现不一致之处。")


def as_text(answer: Answer) -> str:
    """Return an answer as printed on a terminal: the text, then its sources."""
    lines = [answer.text]
    if answer.citations:
        lines += ["", "出处："]
    for citation in answer.citations:
        parts = [
            citation.section,
            citation.section_title,
            citation.label,
            citation.title if citation.label else "",
        ]
        pages = f"报告第 {citation.page} 页" if citation.page else ""
        if citation.pdf_page:
            pages += f"{' / ' if pages else ''}PDF 第 {citation.pdf_page} 页"
        where = " ".join(part for part in parts if part)
        lines.append(f"[{citation.n}] {citation.report} {where}{'，' + pages if pages else ''}")
        lines.append(f"    “{citation.quote}”")
    return "\n".join(lines)


def batch(assistant: Assistant, source: Iterable[str], target: TextIO) -> None:
    """Answer one JSON object a line; a line that is not valid gets an error and the run goes on."""
    for line in source:
        if line.strip():
            print(json.dumps(_batch_line(assistant, line), ensure_ascii=False), file=target, flush=True)


def _batch_line(assistant: Assistant, line: str) -> dict[str, Any]:
    item_id: Any = None
    try:
        item = json.loads(line)
        if isinstance(item, dict):
            item_id = item.get("id")
        answer = assistant.ask(_question(item))
    except json.JSONDecodeError as error:
        return {"id": item_id, "error": f"不是有效的 JSON：{error}"}
    except NianbaoError as error:
        return {"id": item_id, "error": str(error)}
    return {"id": item_id, **answer_to_json(answer)}


def _question(item: object) -> Question:
    if not isinstance(item, dict):
        raise QuestionError('每行应是一个 JSON 对象，如 {"id": "q1", "turns": ["2020年报到率是多少？"]}。')
    turns, years, reports = item.get("turns"), item.get("years", []), item.get("reports", [])
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise QuestionError("turns 应是非空的字符串数组，最后一项是要问的问题。")
    if not isinstance(years, list) or not all(isinstance(y, int) and not isinstance(y, bool) for y in years):
        raise QuestionError("years 应是整数数组，如 [2020]。")
    if not isinstance(reports, list) or not all(isinstance(report, str) for report in reports):
        raise QuestionError("reports 应是报告编号的数组。")
    return Question(tuple(turns), tuple(years), tuple(reports))


if __name__ == "__main__":
    sys.exit(main())
