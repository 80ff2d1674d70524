"""Numbers by the names that people and tables give them; a part's number is not the whole's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.embed import Embedder
from rag.find.counts import same_amounts, tells_number
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 基本情况
1.1 规模
2030年学校面向全国招生，计划1200人，录取1190人，实际报到1130人。现有学生社团31个，合作企业86家。
学校占地面积700亩，设东岛校区和西岛校区两个校区。接受来华留学生52人，其中来自老挝17人。
2030年专升本报考300人，录取120人。双师素质专任教师数210人。
表1 2030年招生情况（单位：人）
类别\t计划\t录取\t报到
普通高考\t700\t695\t650
单独招生\t500\t495\t480
合计\t1200\t1190\t1130

表2 主要指标
指标\t单位\t2029年\t2030年
专任教师总数\t人\t300\t310
教学仪器设备总值\t万元\t9000\t9600
生均教学仪器设备值\t元\t11000\t11800
课程总数\t门\t500\t520
其中：线上开设课程数\t门\t90\t130
年生均校外实训基地实习时间\t人时\t150\t160
毕业去向落实率\t%\t95.1\t96.2
生师比\t—\t15.1\t15.3
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("ship"), embedder)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("专任教师数是多少", "310人"),
        ("专任教师人数", "310人"),
        ("课程数是多少", "520门"),
        ("线上开设课程数量", "130门"),
        ("教学仪器设备值是多少", "9600万元"),
        ("录取人数是多少", "1190人"),
        ("招生人数", "1190人"),
        ("专升本录取人数", "120人"),
        ("学生社团数", "31个"),
        ("合作企业数量是多少", "86家"),
        ("单独招生报到人数", "480人"),
    ],
)
def test_a_number_by_another_name(ask: Ask, question: str, figure: str) -> None:
    assert f"：{figure}。" in ask(question).text


@pytest.mark.parametrize("question", ["校外实训基地数", "老挝留学生2029年有多少人", "东岛校区占地多少亩"])
def test_what_is_measured_or_told_of_others_is_no_answer(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained or "意思最接近" in answer.text


def test_things_that_a_question_lists_are_all_told(ask: Ask) -> None:
    text = ask("2030年生师比和毕业去向落实率分别是多少？").text
    assert "15.3" in text
    assert "96.2%" in text


def test_a_listed_thing_that_is_not_told_is_refused_beside_the_other(ask: Ask) -> None:
    text = ask("生师比和食堂面积各是多少").text
    assert "15.3" in text
    assert "未提及" in text


def test_names_of_one_number() -> None:
    assert "专任教师总数" in same_amounts("专任教师数")
    assert "设备总值" in same_amounts("设备值")
    assert same_amounts("就业率") == ()


@given(st.text("甲乙丙丁", min_size=2, max_size=6), st.sampled_from(["数", "人数", "总数", "数量"]))
def test_every_name_of_a_number_leads_to_the_same_names(stem: str, ending: str) -> None:
    names = same_amounts(stem + ending)
    assert stem + ending in names
    assert all(set(same_amounts(name)) >= {stem + "数"} for name in names)


def test_a_number_told_behind_its_thing() -> None:
    assert tells_number(["录取人数"], "计划内录取", "人")
    assert tells_number(["社团数"], "现有学生社团", "个")
    assert not tells_number(["专业数"], "专业课", "门")
    assert not tells_number(["社团数"], "社团经费", "万元")


def test_the_same_asked_of_another_year_behind_a_question_mark(ask: Ask) -> None:
    text = ask("2030年毕业去向落实率是多少？2029年呢？").text
    assert "96.2%" in text
    assert "95.1%" in text
