"""Figures told in turn of things named before them, and what else is asked of one row or sentence."""

from __future__ import annotations

import pytest

from rag.find.figures import find_figures
from rag.find.respectively import told_respectively
from tests.asking import Ask, asking

REPORT = """望海职业学院高等职业教育质量年度报告（2031）
目录
1 教学
1.1 考核
顶岗考核由过程考核、技能考核和答辩考核三部分组成，权重分别为45%、35%和20%。
学校出台竞赛奖励办法，对获得国家级一等奖的学生奖励3万元、指导团队奖励6万元。
防火期间，由教职工和学生组成的64人突击队值守五昼夜。
1.2 条件
6月建成八号公寓楼，新增床位720个。学校为石桥村建成90千瓦光伏电站，惠及农户31户。
1.3 合作
表1 2030年实习医院一览表
医院\t接收人数（人）\t实习生满意度（%）
望海康复医院\t143\t95.2
石桥中医院\t88\t93.1
海湾妇幼医院\t52\t94.4
合计\t283\t94.5
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("respectively"), embedder)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "在校生对课堂、食堂和宿舍的满意度分别为95%、88%和90%。",
            {"课堂的满意度": "95%", "食堂的满意度": "88%", "宿舍的满意度": "90%"},
        ),
        (
            "指标包括实习与就业人数、师傅配备两个方面，权重依次为60%和40%。",
            {"实习与就业人数权重": "60%", "师傅配备权重": "40%"},
        ),
        # So many figures are of so many things, and no others.
        ("甲类、乙类、丙类课程分别为40门、30门。", {}),
        ("合格率91%，优良率25%，分别提高2个和1个百分点。", {}),
    ],
)
def test_each_figure_is_of_the_thing_in_its_place(text, told):
    figures = find_figures(text)
    found = told_respectively(text, figures)
    assert {name: figures[i].text for i, (name, _) in found.items()} == told


@pytest.mark.parametrize(
    ("question", "value", "not_told"),
    [
        ("顶岗考核里技能考核占多大比重？", "35%", "：20%"),
        ("顶岗考核中答辩考核的权重是多少", "20%", "：35%"),
        ("学生拿了国家级一等奖，学校奖多少钱？", "3万元", "：6万元"),
        ("八号公寓楼投用后多出多少张床？", "720", "：90"),
        ("给石桥村建的光伏电站是多少千瓦的", "90千瓦", "：31"),
    ],
)
def test_the_figure_of_just_that_thing_is_told(ask, question, value, not_told):
    answer = ask(question)
    assert not answer.abstained
    assert value in answer.text
    assert not_told not in answer.text


def test_of_each_that_is_listed_its_share_is_told(ask):
    text = ask("顶岗考核里过程考核、技能考核、答辩考核各占多大比重？").text
    assert all(share in text for share in ("45%", "35%", "20%"))


def test_a_share_that_is_not_printed_is_none_of_the_others(ask):
    assert ask("顶岗考核里技能考核和出勤考核各占多大比重？").abstained


def test_who_are_counted_are_told_by_no_rate(ask):
    assert "满意度：" not in ask("望海康复医院收了多少实习生？").text
