"""What is asked of each of several parts: the figures of every row, or none."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """岚湾渔业职业学院
高等职业教育质量年度报告（2031）
1 学校
1.1 校区
学校占地面积共520亩，引进博士9人、硕士21人，共有党员318名。
表1 2030年各校区办学条件
校区\t占地面积（亩）\t实训室（间）
东港校区\t310\t48
西岭校区\t210\t30
合计\t520\t78
1.2 学生
表2 2030年各二级学院在校生年级分布
二级学院\t2028级（人）\t2029级（人）\t2030级（人）\t小计（人）
远洋学院\t310\t320\t350\t980
养殖学院\t205\t215\t240\t660
加工学院\t150\t160\t170\t480
合计\t665\t695\t760\t2120
表3 2030届毕业生就业质量
二级学院\t毕业生数（人）\t毕业去向落实率（%）\t平均月收入（元）
远洋学院\t290\t96.20\t5210
养殖学院\t190\t94.10\t4380
加工学院\t140\t95.30\t4120
全校\t620\t95.35\t4710
1.3 产业学院
表4 产业学院建设情况
产业学院\t合作单位\t成立时间
深蓝产业学院\t深蓝远洋公司\t2026年5月
海味产业学院\t海味食品集团\t2029年3月
"""


@pytest.fixture(scope="module")
def ask(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("each_part"), embedder)


EACH = {
    "各校区占地面积分别是多少？": "310 210",
    "每个校区各有多少间实训室？": "48 30",
    "两个校区的占地面积分别是多少亩？": "310 210",
    "各二级学院毕业生数分别是多少？": "290 190 140",
    "各学院毕业去向落实率分别是多少？": "96.20 94.10 95.30",
    "三个二级学院的平均月收入分别是多少？": "5210 4380 4120",
    "各二级学院2029级分别有多少人？": "320 215 160",
    # A year is no class: what each has in all.
    "2030年各二级学院在校生分别有多少人？": "980 660 480",
}


@pytest.mark.parametrize("question", EACH)
def test_tells_the_figure_of_every_row(ask, question):
    answer = ask(question)
    assert [figure.value for figure in answer.figures] == EACH[question].split(), answer.text


def test_tells_the_date_of_every_row(ask):
    answer = ask("各产业学院分别是什么时候成立的？")
    assert "2026年5月" in answer.text
    assert "2029年3月" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "各二级学院2027级分别有多少人？",
        "各二级学院分别引进了几名博士？",
        "各二级学院党员分别有多少名？",
        "各校区食堂分别有多少个？",
        "2028年各校区占地面积分别是多少？",
        "各产业学院毕业生数分别是多少？",
    ],
)
def test_what_all_have_or_others_is_not_told_of_each(ask, question):
    assert ask(question).abstained, ask(question).text


def test_all_together_is_the_total(ask):
    assert [figure.value for figure in ask("各校区占地面积一共是多少亩？").figures][-1:] == ["520"]
