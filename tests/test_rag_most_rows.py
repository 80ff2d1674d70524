"""Which row is the most, in other orders of words; which rows are below what they were a year before."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 概况
本报告数据截至2030年12月。
1.1 规模
表1 各二级学院在校生分布（人）
二级学院\t一年级\t二年级\t2030年合计\t2029年合计
航海学院\t410\t395\t805\t790
轮机学院\t530\t560\t1090\t1120
水产学院\t230\t215\t445\t452
合计\t1170\t1170\t2340\t2362
1.2 校区
表2 各校区基本情况
校区\t占地面积（亩）\t在校生（人）
北港校区\t310\t1400
南湾校区\t120\t940
合计\t430\t2340
2 服务
2.1 培训
表3 2030年社会培训开展情况
培训类别\t班次（期）\t培训人次\t到款额（万元）
船员适任培训\t21\t1860\t212.5
渔民转产培训\t34\t2740\t46.8
潜水员培训\t6\t95\t88.0
合计\t61\t4695\t347.3
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("most_rows"), embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("二级学院里学生最多的是哪个？", ["轮机学院", "1090"]),
        ("各二级学院中哪个学生最少", ["水产学院", "445"]),
        ("三个二级学院里学生最多和最少的分别是哪个？", ["轮机学院", "水产学院"]),
        ("三个二级学院哪个学生最多", ["轮机学院", "1090"]),
        ("哪个学院学生最多，哪个最少？", ["轮机学院", "水产学院"]),
    ],
)
def test_which_part_has_the_most_students_is_asked_in_any_order(
    ask: Ask, question: str, held: list[str]
) -> None:
    text = ask(question).text
    assert all(one in text for one in held)
    assert "航海学院" not in text.split("参与比较")[0]


@pytest.mark.parametrize(
    "question",
    [
        "五个二级学院里学生最多的是哪个？",
        "哪个专业学生最多？",
        "哪个二级学院培训收入最多",
        "2029年哪类培训收入最多",
    ],
)
def test_other_parts_and_other_numbers_of_them_are_not_told(ask: Ask, question: str) -> None:
    assert ask(question).abstained


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("2030年哪类社会培训收入最多？", "船员适任培训"),
        ("哪类培训到账最多", "船员适任培训"),
        ("社会培训里哪类挣的钱最少", "渔民转产培训"),
        ("哪类培训人次最多", "渔民转产培训"),
    ],
)
def test_what_came_in_goes_by_any_word_for_money(ask: Ask, question: str, held: str) -> None:
    assert held in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "哪几个学院2030年在校生比2029年少了？",
        "2030年在校生比2029年少的学院有哪些",
        "哪些学院的学生数下降了",
        "2030年在校生不如2029年的学院有哪几个",
    ],
)
def test_rows_are_set_against_what_they_were_a_year_before(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "轮机学院" in text
    assert "水产学院" in text
    assert "航海学院" not in text


def test_a_year_that_is_not_told_is_no_other(ask: Ask) -> None:
    assert ask("在校生比2027年少的学院有哪些").abstained
