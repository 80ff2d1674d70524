"""Years and groups that a question names: nothing of another is told for them."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.find.figures import find_figures
from rag.understand.references import find_references
from rag.understand.years import find_years
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 学生
2030届毕业生510人，平均月收入5126元。毕业三年后的2027届毕业生中，六成得到晋升，平均月收入8216元。
1.1 报到
2030年新生报到率为92.50%，比上年提高1.20个百分点。
1.2 就业
学校多渠道促进毕业生就业，组织访企拓岗，毕业生就业率为90.40%。
1.3 院系
表1 各院系在校生
院系\t在校生（人）\t男生（人）\t女生（人）
航海系\t900\t810\t90
港口系\t600\t300\t300
水产系\t300\t180\t120
表3 办学条件
指标	2030年	合格标准
生师比	17.30	18
校内实践教学工位（个）	5200	5000
表4 各院系辅导员
院系	辅导员（人）
航海系	6
港口系	4
水产系	2
表2 各竞赛获奖情况（单位：项）
级别\t一等奖\t二等奖\t小计
国家级\t2\t3\t5
省级\t9\t14\t23
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("years"), embedder)


@pytest.mark.parametrize(
    "question",
    ["想对比一下，2017年的新生报到率是多少", "2027届毕业生当年的就业率是多少", "2026届毕业生就业率怎么样？"],
)
def test_of_a_year_that_is_not_held_nothing_is_told(ask: Ask, question: str) -> None:
    assert ask(question).abstained, ask(question).text


def test_the_pay_of_one_class_is_not_told_for_another(ask: Ask) -> None:
    answer = ask("听说2030届毕业生平均月收入只有4700元，是吗？")
    assert "5126" in answer.text
    assert "8216" not in answer.text.split("原文")[0]


@pytest.mark.parametrize(
    ("question", "share"), [("港口系里女生占几成", "50%"), ("水产系女生占本系学生的几成", "40%")]
)
def test_a_share_within_one_row_is_of_what_that_row_counts(ask: Ask, question: str, share: str) -> None:
    assert share in ask(question).text


def test_the_total_of_a_row_is_not_added_to_what_makes_it_up(ask: Ask) -> None:
    answer = ask("省级竞赛一共拿了几项奖")
    assert "23" in answer.text
    assert "46" not in answer.text


def test_that_year_is_the_one_just_named() -> None:
    assert find_years("2027届毕业生当年的就业率")[0].offsets == ()
    assert find_years("当年的就业率")[0].offsets == (0,)


def test_what_stands_behind_a_number_makes_it_a_chapter() -> None:
    assert find_references("第一、第二、第三分别是谁")[0] == ()
    assert [reference.key for reference in find_references("第三部分讲了什么")[0]] == ["三"]


def test_without_a_class_named_the_newest_is_meant(ask: Ask) -> None:
    answer = ask("毕业生平均月收入是多少")
    assert "5126" in answer.text
    assert "8216" not in answer.text


def test_what_is_called_an_average_is_no_average_to_reckon(ask: Ask) -> None:
    answer = ask("老师平均带几个学生")
    assert "17.3" in answer.text
    assert "17.65" not in answer.text


def test_a_satisfaction_is_told_by_nothing_else(ask: Ask) -> None:
    assert ask("学生工作满意度是多少").abstained


def test_the_one_of_a_ratio_is_no_figure() -> None:
    assert [figure.text for figure in find_figures("辅导员26人，师生比为1∶193。")] == ["26人"]


def test_what_is_divided_by_is_not_averaged_itself(ask: Ask) -> None:
    answer = ask("平均一个辅导员要管多少起违纪")
    assert answer.calculation is None, answer.text


def test_an_indicator_of_all_is_not_told_for_those_of_an_age(ask: Ask) -> None:
    assert ask("35岁以下的老师平均带几个学生").abstained
