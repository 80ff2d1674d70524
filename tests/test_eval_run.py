import json
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.facts import load_facts
from eval.metrics import Share
from eval.report import results_to_html, results_to_markdown
from eval.run import misses, run_items, scores_by_kind, scores_of
from eval.suites import Measure, SuiteResult, results_to_json
from eval.thresholds import THRESHOLDS, measure_shortfalls, shortfalls
from eval.types import Expectation, ExpectedValue, Item
from rag.settings import Settings
from rag.types import Answer, Citation, Question


class Clerk:
    """Knows one answer by heart, refuses what it does not know, and stumbles over an empty question."""

    def ask(self, question: Question) -> Answer:
        asked = question.turns[-1]
        if not asked:
            raise ValueError("空的")
        if "报到率" not in asked:
            return Answer(text="报告中未提及。", kind="refusal", abstained=True)
        cited = Citation(1, "年报", 2021, "2.1", "招生", "表1", "招生情况", "12", "全校 92.12")
        return Answer(text="报到率为 92.12%[1]", kind="table", citations=(cited,))


def _item(id_: str, question: str, *, cite: tuple[str, ...] = ("表1",), abstain: bool = False) -> Item:
    values = () if abstain else (ExpectedValue(Decimal("92.12"), "%"),)
    expect = Expectation(values=values, abstain=abstain)
    return Item(id_, "refusal" if abstain else "table", (question,), expect, cite=() if abstain else cite)


ITEMS = (
    _item("a", "报到率？"),
    _item("b", "报到率<b>？", cite=("表9",)),
    _item("c", "到校率？"),
    _item("d", "食堂？", abstain=True),
    _item("e", ""),
)
OUTCOMES = run_items(Clerk(), ITEMS)


def test_each_question_is_scored_and_a_failure_is_no_wrong_answer():
    assert [o.correct for o in OUTCOMES] == [True, True, False, True, None]
    assert [o.cited for o in OUTCOMES] == [True, False, None, None, None]
    assert [bool(o.error) for o in OUTCOMES] == [False, False, False, False, True]
    assert "空的" in OUTCOMES[4].error


def test_scores():
    scores = scores_of(OUTCOMES)
    assert (scores.n, scores.errors, scores.unsourced) == (5, 1, 0)
    assert scores.correct == Share(3, 4)
    assert scores.cited == Share(1, 2)
    assert scores.refusal_precision == Share(1, 2)
    assert scores.refusal_recall == Share(1, 1)
    assert dict(scores_by_kind(OUTCOMES))["refusal"].correct == Share(1, 1)


def test_misses_are_the_wrong_the_wrongly_cited_and_the_failed():
    assert [o.item.id for o in misses(OUTCOMES)] == ["b", "c", "e"]


def test_shortfalls_name_what_is_too_low(tmp_path: Path):
    limits = tmp_path / "limits.toml"
    limits.write_text("[facts]\ncorrect = 0.8\nrefusal_recall = 0.5\nerrors = 0\n", encoding="utf-8")
    found = shortfalls("facts", scores_of(OUTCOMES), limits)
    assert [text.split()[1] for text in found] == ["correct", "errors"]
    assert shortfalls("other", scores_of(OUTCOMES), limits) == ()
    assert shortfalls("facts", replace(scores_of(OUTCOMES), correct=Share(0, 0), errors=0), limits) == ()


def test_a_threshold_for_no_score_is_an_error(tmp_path: Path):
    limits = tmp_path / "limits.toml"
    limits.write_text("[facts]\naccuracy = 0.8\n", encoding="utf-8")
    with pytest.raises(ValueError, match="accuracy"):
        shortfalls("facts", scores_of(OUTCOMES), limits)


def test_measures_are_held_against_their_own_thresholds(tmp_path: Path):
    limits = tmp_path / "limits.toml"
    limits.write_text('[ingest.measures]\n"a.pdf" = 0.9\n"b.pdf" = 0.9\n', encoding="utf-8")
    assert measure_shortfalls("ingest", {"a.pdf": 0.89, "c.pdf": 0.1}, limits) == (
        "ingest: a.pdf 为 0.8900，低于 0.9",
    )
    assert measure_shortfalls("ingest", {"a.pdf": 0.9}, limits) == ()


def test_the_thresholds_that_ship_can_be_read():
    assert shortfalls("facts", scores_of(run_items(Clerk(), ITEMS[:1])), THRESHOLDS) == ()


RESULTS = (
    SuiteResult("facts", "已知事实", OUTCOMES),
    SuiteResult("retrieval", "检索", measures=(Measure("fused", "90.0%"),)),
)


def test_json_holds_every_row_and_how_it_was_made():
    data = json.loads(json.dumps(results_to_json(RESULTS, Settings(auth="a:b")), ensure_ascii=False))
    assert "auth" not in data["made"]["settings"]
    rows = data["suites"]["facts"]["rows"]
    assert [row["id"] for row in rows] == ["a", "b", "c", "d", "e"]
    assert rows[0]["answer"]["citations"][0]["label"] == "表1"
    assert data["suites"]["facts"]["scores"]["correct"] == {"hits": 3, "n": 4, "value": 0.75}
    assert data["suites"]["retrieval"]["measures"] == {"fused": "90.0%"}


def test_the_report_tells_scores_and_misses():
    text = results_to_markdown(RESULTS)
    assert "3/4 = 75.0%" in text
    assert "引用不对，应引 表9" in text
    assert "误拒" in text
    assert "| fused | 90.0% |" in text


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_html_report_is_whole_and_escapes_what_it_shows():
    page = _Balance()
    page.feed(results_to_html(RESULTS))
    assert page.open == []
    assert page.seen.count("rect") == 4  # two kinds, a bar and its ground each
    assert "b" not in page.seen  # the <b> of a question


def test_facts_with_an_id_twice_are_refused(tmp_path: Path):
    line = '{"id": "x", "kind": "table", "turns": ["？"], "expect": {"abstain": true}}\n'
    path = tmp_path / "facts.jsonl"
    path.write_text(line, encoding="utf-8")
    assert load_facts(path)[0].expect.abstain
    path.write_text(line + line, encoding="utf-8")
    with pytest.raises(ValueError, match="x"):
        load_facts(path)
