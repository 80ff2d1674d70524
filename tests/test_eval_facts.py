"""The known facts are checked against the report's own text, read here by nothing but its headings."""

import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from eval.__main__ import REWORDINGS
from eval.arithmetic import evaluate_formula
from eval.facts import FACTS_DIR, load_facts, load_rewordings
from eval.numbers import find_numbers, fold
from eval.types import ExpectedValue, Item

REPORT = Path("data/reports/2021.txt")
FACTS = load_facts(FACTS_DIR / "2021.jsonl")


def _places() -> dict[str, str]:
    """Map sections, tables and cases to the text below their heading, up to the next of their kind."""
    body = REPORT.read_text(encoding="utf-8").split("案例 14：中澳合作办学初见成效\t45", 1)[1]
    places: dict[str, list[str]] = {}
    section = label = ""
    for line in body.splitlines():
        heading = re.match(r"(\d(?:\.\d)+) |(\d)\. ?[^\d\s]", line)
        caption = re.match(r"(表|案例|图) ?(\d+) ?[：:]", line)
        annex = re.match(r"表 ?(\d) [^：:]+$", line)
        if heading and "\t" not in line and len(line) < 45:
            section, label = heading[1] or heading[2], ""
        elif caption:
            label = "" if caption[1] == "图" else caption[1] + caption[2]
        elif annex:
            section, label = "附表", f"附表{annex[1]}"
        names = {section, label} | {section[:n] for n in (1, 3) if section[:1].isdigit()}
        for name in filter(None, names):
            places.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in places.items()}


PLACES = _places()


def _all_values(item: Item) -> list[ExpectedValue]:
    return [*item.expect.values, *(value for group in item.expect.any_of for value in group)]


def _cited_text(item: Item) -> str:
    cited = [*item.cite, *(place for group in item.cite_all for place in group)]
    return "\n".join(PLACES.get(place, "") for place in cited)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("prose", 90),
        ("table", 90),
        ("calculation", 40),
        ("comparison", 10),
        ("paraphrase", 30),
        ("followup", 15),
        ("list", 10),
        ("premise", 6),
        ("contradiction", 6),
        ("refusal", 40),
    ],
)
def test_there_are_enough_of_each_kind(kind: str, least: int):
    assert sum(item.kind == kind for item in FACTS) >= least


@pytest.mark.parametrize("item", FACTS, ids=lambda item: item.id)
def test_fact_stands_in_the_report(item: Item):
    if item.expect.abstain:
        assert not _all_values(item)
        return
    numbers = {n.value for n in find_numbers(_cited_text(item))}
    for value in _all_values(item):
        if value.formula:
            operands, result = evaluate_formula(value.formula)
            assert result is not None
            assert abs(result - value.value) < Decimal("0.00001")
            assert {n for n in operands if n > 12} - {Decimal(100)} <= numbers
        else:
            assert value.value in numbers
    if item.kind in ("prose", "table"):
        text = fold(unicodedata.normalize("NFKC", _cited_text(item) or REPORT.read_text(encoding="utf-8")))
        for piece in item.expect.text:
            assert any(fold(way) in text for way in piece.split("|")), piece
    assert item.expect.text or _all_values(item)
    assert item.cite or item.cite_all


def test_rewordings_ask_for_known_facts_each_in_other_words():
    reworded = load_rewordings(REWORDINGS, FACTS)
    known = {item.id: item for item in FACTS}
    assert len(reworded) > 1200
    assert len({item.id for item in reworded}) == len(reworded)
    for item in reworded:
        fact = known[item.id.split(".")[0]]
        assert item.expect == fact.expect
        assert item.turns != fact.turns


def test_a_rewording_of_no_fact_is_an_error(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"id": "nothing", "ways": ["什么？"]}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="nothing"):
        load_rewordings(tmp_path / "x.jsonl", FACTS)
