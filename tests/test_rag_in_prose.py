"""Figures of the prose whose very words a question repeats."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 海洋实训
学校海上实训船晚间及周末开放率达到72%，接待外校师生310人。考核由船长和教师共同评分，船长评分占65%。
1.1 帮扶
对评价排名末位的6门课程限期整改，收录海图图样1850张、潮汐记录2.4万条。
定向班毕业生留船率为91.30%。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("prose"), embedder)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("麻烦查一下晚间及周末开放率达到百分之多少", "72%"),
        ("船长评分占百分之多少啊？", "65%"),
        ("对评价排名末位的多少门课程限期整改？", "6"),
        ("帮我看看，收录海图图样多少张", "1850"),
        ("定向班毕业生留船率为百分之多少", "91.30%"),
    ],
)
def test_the_words_of_the_report_find_their_figure(ask: Ask, question: str, figure: str) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert figure in answer.text


@pytest.mark.parametrize(
    "question",
    ["女生定向班毕业生留船率为百分之多少", "定向班毕业生留船率2024年为百分之多少", "船长评分占多少人"],
)
def test_words_that_say_more_or_other_find_none(ask: Ask, question: str) -> None:
    assert "91.30" not in ask(question).text.split("最接近")[0]
    assert "65" not in ask(question).text.split("最接近")[0]
