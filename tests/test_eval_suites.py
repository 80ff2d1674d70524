"""The whole evaluation against its thresholds, and its command as it is called."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.__main__ import FACTS_2021, main
from eval.baseline import Baseline, evidence_hit
from eval.facts import load_facts
from eval.generate import generate
from eval.retrieval import WAYS, recall_at_5
from eval.run import run_items
from eval.suites import SuiteResult
from eval.types import Expectation, Item
from rag.chain import Assistant
from rag.embed import Embedder
from rag.storage.index import ReportIndex
from rag.types import Question
from tests.conftest import ROOT


def _told(result: SuiteResult) -> str:
    wrong = [f"{o.item.id} {o.item.turns[-1]}" for o in result.outcomes if not o.correct or o.error]
    return "\n".join([*result.shortfalls, *wrong[:40]])


@pytest.mark.slow
def test_generated_questions_reach_the_thresholds(assistant: Assistant):
    reports = [assistant.report(info.id) for info in assistant.reports()]
    items = [item for report in reports for item in generate(report)]
    assert len(items) >= 1500
    result = SuiteResult("generated", "", run_items(assistant, items))
    assert result.shortfalls == (), _told(result)


@pytest.mark.slow
def test_known_facts_reach_the_thresholds_and_the_command_writes_them(index_dir: Path, tmp_path: Path):
    out, page = tmp_path / "out.json", tmp_path / "out.html"
    environment = {**os.environ, "NIANBAO_INDEX_DIR": str(index_dir)}
    arguments = ["--suite", "facts", "--json", str(out), "--report", str(page)]
    done = subprocess.run(
        [sys.executable, "-m", "eval", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    data = json.loads(out.read_text(encoding="utf-8"))["suites"]["facts"]
    assert data["shortfalls"] == [], done.stdout
    assert done.returncode == 0, done.stderr
    assert len(data["rows"]) == len(load_facts(FACTS_2021))
    assert "全部" in done.stdout
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_index_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys):
    monkeypatch.setenv("NIANBAO_INDEX_DIR", str(tmp_path / "none"))
    assert main(["--suite", "facts"]) == 1
    assert "python -m ingest" in capsys.readouterr().err


def test_the_gold_place_is_found_among_the_first_five(index: ReportIndex, embedder: Embedder):
    items = [item for item in load_facts(FACTS_2021) if item.kind == "table"][:8]
    found = recall_at_5(index.snapshot(), embedder, items)
    assert set(found) == set(WAYS)
    assert {share.n for share in found.values()} == {8}
    assert found["fused"].hits >= 6


def test_the_baseline_finds_text_but_reads_no_question(embedder: Embedder, tmp_path: Path):
    text = "学院现有教师 30 人。\n\n图书馆藏书 500 册。"
    baseline = Baseline(text, embedder, tmp_path)
    answer = baseline.ask(Question(("图书馆藏书多少册？",)))
    assert answer.text == "图书馆藏书 500 册。"
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    asked = Item("a", "prose", ("图书馆藏书多少册？",), Expectation(text=("500",)))
    unheld = Item("b", "refusal", ("食堂有几个？",), Expectation(abstain=True))
    assert str(evidence_hit(baseline, [asked, unheld])) == "100.0% (n=1)"
