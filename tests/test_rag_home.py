"""省内 where a table has the name of the province."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.find.home import home_province
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 基本情况
学校由福建省人民政府批准设立，是福建省示范校，承担福建省船员培训。与江西省两校结对。
1.1 招生
表1 2030年生源分布（单位：人）
生源地\t录取数\t报到数
福建\t900\t870
江西\t60\t50
湖南\t40\t35
合计\t1000\t955
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("home"), embedder)


@pytest.mark.parametrize(
    ("question", "figure"),
    [("省内录取了多少人", "900人"), ("本省报到数是多少", "870人"), ("江西报到了多少人", "50人")],
)
def test_what_comes_from_the_own_province(ask: Ask, question: str, figure: str) -> None:
    assert f"：{figure}。" in ask(question).text


def test_no_province_is_home_where_two_are_spoken_of_alike() -> None:
    assert home_province(["福建省、江西省", "福建省、江西省", "福建省、江西省"]) == ""
    assert home_province(["福建省" * 3, "江西省"]) == "福建"
    assert home_province(["学校在海边。"]) == ""
