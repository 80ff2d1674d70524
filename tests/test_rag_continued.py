"""What goes on about the thing just told: another column of its row, or a figure of the same paragraph."""

from __future__ import annotations

import pytest

from rag.chain import Assistant
from rag.prose.continued import Told, go_on
from rag.respond.resolve import resolve
from rag.types import Answer, Question
from rag.understand.followup import may_lean
from rag.understand.question import understand
from tests.island_college import island

CHOIR = "合唱队员有多少人"
# What a second clause asks of the row that the first was answered by, with the words of the answer.
CLAUSES = {
    "竹编灯具奖金多少，谁指导的？": "竹编灯具 · 指导教师：顾长风。",
    "竹编灯具奖金多少，指导教师是谁？": "竹编灯具 · 指导教师：顾长风。",
    "潮间带图鉴奖金多少，获奖学生是谁？": "潮间带图鉴 · 获奖学生：何海燕。",
    "潮间带图鉴奖金多少，哪个学院的？": "潮间带图鉴 · 所属学院：海洋生态学院。",
    "潮间带图鉴奖金多少，是哪年？": "潮间带图鉴 · 获奖年份：2029年。",
    "茶艺实训基地面积多大，哪年启用的？": "茶艺实训基地 · 启用时间：2028年3月。",
    "茶艺实训基地面积多大，什么时候启用的？": "茶艺实训基地 · 启用时间：2028年3月。",
    "陶艺实训基地面积多大，哪家企业？": "陶艺实训基地 · 共建企业：青釉陶瓷有限公司。",
    "陶艺实训基地面积多大，工位数多少？": "陶艺实训基地 · 工位数：36个。",
    "陶艺实训基地面积多大，设备总值多少万元？": "陶艺实训基地 · 设备总值：210万元。",
}
# The same in a turn of its own.
TURNS = {
    ("潮间带图鉴的奖金是多少？", "谁指导的？"): "潮间带图鉴 · 指导教师：沈若兰。",
    ("潮间带图鉴的奖金是多少？", "哪一年？"): "潮间带图鉴 · 获奖年份：2029年。",
    ("潮间带图鉴的奖金是多少？", "哪个学院的？"): "潮间带图鉴 · 所属学院：海洋生态学院。",
    ("海盐面包的指导教师是谁？", "奖金多少？"): "海盐面包 · 奖金：2000元。",
    ("茶艺实训基地面积是多少？", "什么时候启用的？"): "茶艺实训基地 · 启用时间：2028年3月。",
    ("茶艺实训基地面积是多少？", "设备总值呢？"): "茶艺实训基地 · 设备总值：120.50万元。",
    ("陶艺实训基地面积是多少？", "工位数呢？", "哪年启用的？"): "陶艺实训基地 · 启用时间：2029年9月。",
    ("潜水员证书报名多少人？", "取证呢？"): "潜水员证书 · 取证人数：118人。",
    ("潜水员证书报名多少人？", "考核人数？"): "潜水员证书 · 考核人数：142人。",
}


def say(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(Question(turns))


def told(question: str) -> frozenset[Told]:
    """The figures that a question by itself is answered by."""
    found = resolve(understand(question), island(), {})
    assert found.facts
    return frozenset((fact.report.id, fact.ref, fact.cell, fact.text) for fact in found.facts)


def goes_on(question: str, before: str) -> list[str] | None:
    """What a question asks of what another was answered by, as printed."""
    found = go_on(understand(question), island(), told(before))
    return None if found is None else [fact.text for fact in found.facts]


@pytest.mark.parametrize("question", CLAUSES)
def test_a_clause_that_names_only_an_attribute_means_that_of_the_row_told(islander, question):
    answer = say(islander, question)
    first, second = answer.text.splitlines()
    assert second.rpartition("[")[0] == CLAUSES[question]
    assert first.split(" · ")[0] == second.split(" · ")[0]
    assert not answer.abstained


@pytest.mark.parametrize("turns", TURNS)
def test_a_turn_that_names_only_an_attribute_means_that_of_the_row_told(islander, turns):
    answer = say(islander, *turns)
    assert answer.text.rpartition("[")[0] == TURNS[turns]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (f"{CHOIR}，全年演出多少场？", [("58", "人"), ("14", "场")]),
        (f"{CHOIR}，每周排练多少课时？", [("58", "人"), ("6", "课时")]),
        (f"{CHOIR}，每周排练多少课时，演出几场？", [("58", "人"), ("6", "课时"), ("14", "场")]),
    ],
)
def test_a_clause_may_mean_another_figure_of_the_paragraph_just_quoted(islander, question, figures):
    answer = say(islander, question)
    assert [(figure.value, figure.unit) for figure in answer.figures] == figures


def test_a_turn_may_mean_another_figure_of_the_paragraph_just_quoted(islander):
    answer = say(islander, f"{CHOIR}？", "演出多少场？")
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("14", "场")]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("茶艺实训基地面积多大，陶艺实训基地工位数多少？", [("860", "平方米"), ("36", "个")]),
        ("竹编灯具奖金多少，海盐面包奖金多少？", [("5000", "元"), ("2000", "元")]),
        ("潜水员证书报名多少人，茶艺师证书报名多少人？", [("150", "人"), ("96", "人")]),
        ("食堂满意度是多少，宿舍满意度是多少？", [("91.40", "%"), ("88.00", "%")]),
    ],
)
def test_a_clause_that_names_its_own_row_is_not_taken_for_an_attribute(islander, question, figures):
    answer = say(islander, question)
    assert [(figure.value, figure.unit) for figure in answer.figures] == figures


def test_a_turn_that_names_another_row_is_about_that(islander):
    answer = say(islander, "陶艺实训基地工位数是多少？", "茶艺实训基地呢？")
    assert [(figure.value, figure.unit) for figure in answer.figures] == [("48", "个")]


@pytest.mark.parametrize(
    ("question", "before", "texts"),
    [
        ("谁指导的", "竹编灯具奖金多少？", ["顾长风"]),
        ("获奖学生是谁", "竹编灯具奖金多少？", ["孟小雨"]),
        ("哪一年", "竹编灯具奖金多少？", ["2030年"]),
        ("哪个学院", "竹编灯具奖金多少？", ["工艺设计学院"]),
        ("哪家企业", "陶艺实训基地面积多大？", ["青釉陶瓷有限公司"]),
        ("工位数", "陶艺实训基地面积多大？", ["36个"]),
        ("演出多少场", CHOIR, ["14场"]),
        # another row by its full name, in the column that was told
        ("茶艺实训基地", "陶艺实训基地面积多大？", ["860平方米"]),
    ],
)
def test_an_attribute_is_known_by_its_heading_or_by_its_kind(question, before, texts):
    assert goes_on(question, before) == texts


@pytest.mark.parametrize(
    ("question", "before"),
    [
        # teacher and pupil are both somebody, and both pupil and year are 获奖
        ("谁", "竹编灯具奖金多少？"),
        ("获奖", "竹编灯具奖金多少？"),
        # three stages are counted in people
        ("人数多少", "潜水员证书报名多少人？"),
        # the row has no such attribute
        ("谁", "茶艺实训基地面积多大？"),
        ("图书借阅量", "竹编灯具奖金多少？"),
        ("运费多少", "竹编灯具奖金多少？"),
        # an attribute in another unit
        ("工位数多少万元", "陶艺实训基地面积多大？"),
        ("排练多少万元", CHOIR),
        # what asks for a calculation, names a place or another school
        ("面积相差多少", "陶艺实训基地面积多大？"),
        ("表3里的取证人数", "潜水员证书报名多少人？"),
        ("春江职业学院的指导教师是谁", "竹编灯具奖金多少？"),
        # the figure that was told, not another
        ("合唱队员多少人", CHOIR),
        # no figure of the paragraph
        ("占地多少亩", CHOIR),
    ],
)
def test_nothing_is_gone_on_with_where_it_is_not_clear_what_is_meant(question, before):
    assert goes_on(question, before) is None


def test_figures_of_several_tables_or_reports_have_no_row():
    question = understand("指导教师是谁")
    prize, base = told("竹编灯具奖金多少？"), told("陶艺实训基地面积多大？")
    assert go_on(question, island(), prize) is not None
    assert go_on(question, island(), prize | base) is None
    assert go_on(question, island(), ()) is None
    assert go_on(question, island(), [("别校-2031", *figure[1:]) for figure in prize]) is None


def test_figures_of_several_paragraphs_have_no_figure_beside_them():
    question = understand("全年演出多少场")
    choir, rowers = told(CHOIR), told("两队共有队员多少人？")
    assert go_on(question, island(), choir) is not None
    assert go_on(question, island(), choir | rowers) is None


@pytest.mark.parametrize(
    ("turn", "leans"),
    [
        ("谁指导的？", True),
        ("那工位数呢？", True),
        ("哪一年？", True),
        ("设备总值？", True),
        ("请问茶艺实训基地的设备总值到底是多少万元？", False),
        ("学校的天文馆是什么时候建成并开放的？", False),
    ],
)
def test_only_a_turn_that_leans_or_is_short_may_ask_on(turn, leans):
    assert may_lean(turn) is leans
