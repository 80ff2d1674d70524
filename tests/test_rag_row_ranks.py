"""What is most among rows named together, told by what is done, or of all other provinces."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """柳川工贸职业学院
高等职业教育质量年度报告（2031）
1 学生
本报告数据截至2030年12月。
1.1 生源
表1 2030级新生来源分布
来源地\t录取（人）\t报到（人）
湖南省\t1900\t1800
贵州省\t90\t80
广西\t70\t61
江西省\t40\t35
其他省份\t20\t14
合计\t2120\t1990
1.2 奖助
表2 学生奖助情况
项目\t2029年\t2029年\t2030年\t2030年
项目\t人次\t金额（万元）\t人次\t金额（万元）
国家奖学金\t6\t4.8\t8\t6.4
国家助学金\t900\t300.0\t960\t320.0
勤工助学\t200\t40.0\t150\t30.0
合计\t1106\t344.8\t1118\t356.4
2 合作
2.1 实训
表3 2030年校内实训室一览
校区\t实训室\t面积（平方米）\t设备值（万元）\t年使用人时数
江北校区\t数控实训室\t300\t420\t41000
江北校区\t铸造实训室\t500\t260\t9000
河西校区\t电商实训室\t260\t110\t52000
河西校区\t会计实训室\t180\t60\t23000
合计\t合计\t1240\t850\t125000
2.2 企业
表4 2030年合作企业一览
企业名称\t类型\t接收实习生（人）\t录用毕业生（人）
云帆重工公司\t产业学院\t88\t20
“长风”电商班\t订单班\t40\t31
“海棠”会计班\t订单班\t26\t12
“青禾”农机班\t订单班\t35\t18
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("row_ranks"), embedder)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("用得最多的实训室是哪间？", "电商实训室"),
        ("几个订单班里录用毕业生最少的是哪个", "海棠"),
        ("外省新生一共报到多少人？", "190"),
        ("外省学生哪个省来得最多？", "贵州省"),
        ("省外生源来得最多的是哪两个省，按顺序说", "61"),
        ("奖助总金额比上年增加多少万元？", "11.6"),
        ("江北的两间实训室的设备一共值多少万元", "680"),
    ],
)
def test_rows_are_ordered_and_added_up_by_whatever_name(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).text


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("外省新生哪个省来得最多？", "湖南"),
        ("外省教师一共多少人？", "190"),
        ("订单班里哪个捐得最多", "长风"),
        ("奖助总面积比上年增加多少？", "11.6"),
    ],
)
def test_nothing_is_told_of_other_rows_or_columns(ask: Ask, question: str, wrong: str) -> None:
    assert wrong not in ask(question).text.split("最接近")[0]
