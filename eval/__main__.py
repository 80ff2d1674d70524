"""``python -m eval``: ask the known and the made questions, print the scores, fail below the thresholds."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import east_asian_width

from eval.audit import audit_measures
from eval.baseline import Baseline, evidence_hit
from eval.corpus import (
    REPORT_2021,
    REPORT_2022,
    asked,
    indexed,
    own_index,
    put_reports,
)
from eval.facts import FACTS_DIR, load_facts, load_rewordings
from eval.formats import cell_measures
from eval.generate import generate
from eval.generate_phrasings import generate_phrasings, load_templates
from eval.generate_slips import slip_items, with_slips
from eval.metrics import Share
from eval.report import results_to_html, results_to_markdown
from eval.retrieval import recall_at_5
from eval.run import run_items
from eval.suites import COLUMNS, Measure, SuiteResult, results_to_json, score_rows
from eval.types import Outcome
from rag.chain import Assistant
from rag.embed import load_embedder
from rag.errors import NianbaoError
from rag.settings import Settings
from rag.storage.index import ReportIndex

FACTS_2021 = FACTS_DIR / "2021.jsonl"
FACTS_BOTH = FACTS_DIR / "2021+2022.jsonl"
REWORDINGS = Path(__file__).parent / "rewordings.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be evaluated: ``own_index`` is set where the environment names an index to ask."""

    settings: Settings
    own_index: bool
    seed: int = 0


def facts_suite(plan: Plan) -> SuiteResult:
    """Ask the known facts of the 2021 report."""
    with asked(plan.settings, [REPORT_2021], existing=plan.own_index) as assistant:
        return SuiteResult("facts", "2021 年报告的已知事实", run_items(assistant, load_facts(FACTS_2021)))


def generated_suite(plan: Plan) -> SuiteResult:
    """Ask questions made from every report in the index."""
    with asked(plan.settings, [REPORT_2021], existing=plan.own_index) as assistant:
        reports = [assistant.report(info.id) for info in assistant.reports()]
        items = [item for report in reports for item in generate(report, plan.seed)]
        return SuiteResult("generated", "由报告自动生成的问题", run_items(assistant, items))


def phrasings_suite(plan: Plan) -> SuiteResult:
    """Ask every report in the index in the words of people who know neither the code nor the reports."""
    templates = load_templates()
    with asked(plan.settings, [REPORT_2021], existing=plan.own_index) as assistant:
        reports = [assistant.report(info.id) for info in assistant.reports()]
        items = [item for report in reports for item in generate_phrasings(report, templates)]
        return SuiteResult("phrasings", "他人的问法，填入报告自己的表头", run_items(assistant, items))


def reworded_suite(plan: Plan) -> SuiteResult:
    """Ask the known facts of the 2021 report in the words of people who had not seen it."""
    items = load_rewordings(REWORDINGS, load_facts(FACTS_2021))
    with asked(plan.settings, [REPORT_2021], existing=plan.own_index) as assistant:
        return SuiteResult("reworded", "已知事实，换他人的说法来问", run_items(assistant, items))


def slips_suite(plan: Plan) -> SuiteResult:
    """Ask reports in which cells were changed that the prose tells again: both values must be told."""
    outcomes: list[Outcome] = []
    listed: list[bool] = []
    with asked(plan.settings, [REPORT_2021, REPORT_2022], existing=plan.own_index) as assistant:
        reports = [assistant.report(info.id) for info in assistant.reports()]
    for report, slips in map(with_slips, reports):
        with own_index(plan.settings) as own:
            put_reports(own, [report])
            assistant = Assistant(own)
            outcomes += run_items(assistant, list(slip_items(report, slips)))
            findings = [finding.message.replace(",", "") for finding in assistant.audit(report.id)]
        listed += [any(slip.old in m and slip.new in m for m in findings) for slip in slips]
    found = Share(sum(listed), len(listed))
    measures = (Measure("audit 列出的", str(found), found.value),)
    return SuiteResult("slips", "改动正文已说过的数，两处都应说明", tuple(outcomes), measures)


def multi_suite(plan: Plan) -> SuiteResult:
    """Ask with the 2021 report and the fictional 2022 one side by side."""
    with asked(plan.settings, [REPORT_2021, REPORT_2022], existing=plan.own_index) as assistant:
        outcomes = run_items(assistant, load_facts(FACTS_BOTH))
        return SuiteResult("multi", "两份报告并存（2022 为虚构样例）", outcomes)


def baseline_suite(plan: Plan) -> SuiteResult:
    """Ask the known facts the common way, on the same embeddings."""
    items = load_facts(FACTS_2021)
    with TemporaryDirectory(prefix="nianbao-baseline-", ignore_cleanup_errors=True) as folder:
        text = REPORT_2021.read_text(encoding="utf-8")
        baseline = Baseline(text, load_embedder(plan.settings), Path(folder))
        hit = Measure("四段文字里含有答案（除计算和拒答）", str(evidence_hit(baseline, items)))
        return SuiteResult("baseline", "通常做法（切分、嵌入、取前四段）", run_items(baseline, items), (hit,))


def retrieval_suite(plan: Plan) -> SuiteResult:
    """Measure how often a right place is among the first five found, searched three ways."""
    embedder = load_embedder(plan.settings)
    with indexed(plan.settings, [REPORT_2021]) as own:
        index = ReportIndex.open(own, embedder)
        found = recall_at_5(index.snapshot(), embedder, load_facts(FACTS_2021))
        index.close()
    measures = tuple(Measure(f"recall@5 {way}", str(share)) for way, share in found.items())
    return SuiteResult("retrieval", "检索：答案所在处进入前五", measures=measures)


def ingest_suite(plan: Plan) -> SuiteResult:
    """Compare the tables read from every format with the truth."""
    return SuiteResult("ingest", "读表：与人工核对的单元格相比", measures=tuple(cell_measures()))


def audit_suite(plan: Plan) -> SuiteResult:
    """Compare the contradictions listed in both reports with those a reader found."""
    with asked(plan.settings, [REPORT_2021, REPORT_2022], existing=plan.own_index) as assistant:
        return SuiteResult("audit", "报告自相矛盾之处", measures=tuple(audit_measures(assistant)))


SUITES: dict[str, Callable[[Plan], SuiteResult]] = {
    "facts": facts_suite,
    "generated": generated_suite,
    "multi": multi_suite,
    "baseline": baseline_suite,
    "retrieval": retrieval_suite,
    "ingest": ingest_suite,
    "audit": audit_suite,
    "phrasings": phrasings_suite,
    "slips": slips_suite,
    "reworded": reworded_suite,
}
# They take more than a minute: run when how questions are understood has changed, not every time.
_ON_REQUEST = frozenset({"phrasings", "reworded"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the suites asked for and return the exit code: 1 where one falls short or cannot run."""
    args = _parse(argv)
    names = [name for name in SUITES if name not in _ON_REQUEST] if args.suite == "all" else [args.suite]
    try:
        settings = Settings.from_env(os.environ)
        plan = Plan(settings, own_index="NIANBAO_INDEX_DIR" in os.environ, seed=args.seed)
        results = [_run_suite(name, plan) for name in names]
    except NianbaoError as error:
        print(error, file=sys.stderr)
        return 1
    if args.json:
        data = results_to_json(results, settings)
        args.json.write_text(
            json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8"
        )
    for path in args.report:
        text = results_to_html(results) if path.suffix == ".html" else results_to_markdown(results)
        path.write_text(text, encoding="utf-8")
    return 1 if any(result.shortfalls for result in results) else 0


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval", description="评测问答质量")
    parser.add_argument(
        "--suite",
        choices=[*SUITES, "all"],
        default="facts",
        help="评测哪一套（默认 facts；all 不含 phrasings、reworded）",
    )
    parser.add_argument("--json", type=Path, help="把所有结果写成 JSON")
    parser.add_argument("--report", type=Path, action="append", default=[], help="写成 .md 或 .html，可多次")
    parser.add_argument("--seed", type=int, default=0, help="自动出题的随机种子（默认 0）")
    return parser.parse_args(argv)


def _run_suite(name: str, plan: Plan) -> SuiteResult:
    result = SUITES[name](plan)
    print(f"\n== {result.title} ==")
    if result.outcomes:
        _print_table([COLUMNS, *score_rows(result)])
    for measure in result.measures:
        print(f"{measure.name}：{measure.value}")
    for text in result.shortfalls:
        print(f"未达标：{text}")
    return result


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


if __name__ == "__main__":
    sys.exit(main())
