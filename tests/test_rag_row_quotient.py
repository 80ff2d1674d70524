"""One column of a row divided by another that counts what the question speaks of one by one."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 服务
本报告数据截至2030年12月。
1.1 培训
学校承接横向项目18项，到款额270万元，比上年增加36万元。
表1 2030年社会培训开展情况
培训类别\t班次（个）\t培训人次\t到款额（万元）
船员适任培训\t20\t1860\t212.5
渔民转产培训\t34\t2740\t46.8
合计\t54\t4600\t259.3
1.2 资助
表2 2030年学生资助情况
资助项目\t标准（元/人）\t人次\t金额（万元）
航海奖学金\t5000\t40\t20.00
航海励志奖学金\t3000\t60\t18.00
1.3 技术服务
表3 2030年各系横向项目情况
系部\t横向项目（项）\t到款额（万元）
航海系\t8\t120
轮机系\t10\t150
合计\t18\t270
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("row_quotient"), embedder)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("船员适任培训平均每个班培训多少人次？", "93人次"),
        ("渔民转产培训平均一个班到款多少万元", "1.38万元"),
        ("航海奖学金平均一笔多少钱", "5000元"),
        ("航海系平均每个横向项目到款多少", "15万元"),
        ("2030年横向项目平均一项到款多少万？", "15万元"),
    ],
)
def test_a_column_is_divided_by_what_is_counted_in_its_row(ask: Ask, question: str, result: str) -> None:
    assert result in ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "潜水员培训平均每个班培训多少人次",
        "2027年船员适任培训平均每个班培训多少人次",
        "水产系平均每个横向项目到款多少",
        "航海系平均每个社团到款多少",
    ],
)
def test_what_is_not_told_is_divided_by_nothing(ask: Ask, question: str) -> None:
    assert ask(question).calculation is None
