"""Years of study told as classes, and ways to ask whether something rose and by how much."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 概况
本报告数据截至2030年12月。学校回收问卷920份，其中一年级500份、二年级420份。
1.1 学院
表1 2030年各二级学院在校生统计表（人）
二级学院\t2028级\t2029级\t2030级\t合计
航海学院\t210\t240\t260\t710
轮机学院\t300\t310\t345\t955
合计\t510\t550\t605\t1665
1.2 经费
表2 经费收支
项目\t单位\t2029年\t2030年
经费总收入\t万元\t900\t1000
经费总支出\t万元\t880\t1060
船模馆观众\t人\t400\t350
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("classes"), embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("航海学院大一多少人", "260"),
        ("轮机学院大二有多少学生", "310"),
        ("大二学生比大一少多少人", "55"),
        ("大三有多少学生", "510"),
    ],
)
def test_those_of_a_year_of_study_are_the_class_of_that_year(ask: Ask, question: str, held: str) -> None:
    assert held in ask(question).text


def test_what_else_is_told_of_a_year_of_study_stays_so(ask: Ask) -> None:
    assert "500" in ask("一年级收回问卷多少份").text
    assert "605" not in ask("大四有多少学生").text


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("船模馆观众2030年较2029年的降幅（人）", "50人"),
        ("船模馆观众跟2029年比是增是减", "减少 50人"),
        ("船模馆观众比2029年人多了还是人少了，两年各几个", "减少 50人"),
        ("2030年经费总支出超出经费总收入的数额（万元）", "60万元"),
    ],
)
def test_by_how_much_is_asked_in_short(ask: Ask, question: str, result: str) -> None:
    assert result in ask(question).text


def test_a_year_that_is_not_told_has_no_change(ask: Ask) -> None:
    assert ask("船模馆观众2027年较2026年的降幅（人）").calculation is None
