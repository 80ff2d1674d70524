"""What is reckoned from rows that a question names by kind, group, list or the tail of a name."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """琼崖海洋职业学院
高等职业教育质量年度报告（2031）
1 学生
本报告数据截至2030年12月。
1.1 规模
表1 2030年各系在校生分布
系部\t在校生（人）\t在校生（人）\t在校生（人）\t其中：女生（人）\t教学班（个）
系部\t2029级\t2030级\t小计\t其中：女生（人）\t教学班（个）
航海系\t420\t480\t900\t90\t20
水产系\t310\t350\t660\t297\t15
旅游系\t260\t300\t560\t420\t14
合计\t990\t1130\t2120\t807\t49
表2 2030年分专业招生情况
系部\t专业\t计划（人）\t录取（人）\t报到（人）
航海系\t船舶驾驶\t300\t296\t280
航海系\t船舶电气\t180\t178\t170
水产系\t海水养殖\t350\t340\t331
旅游系\t邮轮服务\t300\t300\t289
合计\t合计\t1130\t1114\t1070
表3 2030年分年级男女生人数
专业群\t2030级（人）\t2030级（人）\t2029级（人）\t2029级（人）\t合计（人）
专业群\t男\t女\t男\t女\t合计（人）
船舶工程技术\t410\t40\t380\t30\t860
邮轮旅游服务\t90\t310\t80\t280\t760
合计\t500\t350\t460\t310\t1620
2 合作
2.1 企业
表4 2030年合作企业一览
企业名称\t性质\t所在地\t2029年接收实习（人）\t2030年接收实习（人）\t捐赠设备（万元）
崖州市第一造船厂\t国有\t崖州市港口区\t40\t50\t120
崖州市第二造船厂\t国有\t崖州市港口区\t30\t33\t60
蓝湾邮轮公司\t民营\t崖州市滨海区\t25\t28\t88
远礁水产公司\t民营\t文港市\t18\t24\t42
2.2 整改
学校本年查出教学管理问题64项，年底前完成整改55项。
2.3 订单
表5 2030年各系订单培养情况
系部\t订单班（个）\t订单培养学生（人）\t企业兼职教师（人）
航海系\t4\t160\t22
水产系\t2\t70\t9
旅游系\t2\t60\t11
合计\t8\t290\t42
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("rows_named"), embedder)


RECKONED = {
    # Rows of one kind, or of one list, added up in the column that is asked for.
    "民营企业一共捐了多少万元设备": "88 + 42 = 130",
    "港口区那两家企业2030年总共接收了多少实习生？": "50 + 33 = 83",
    "航海系的两个专业一共录取多少人": "296 + 178 = 474",
    # Those of one stage who did not come to the next, of all rows that are named.
    "海水养殖专业录取了但没来报到的有几个": "340 − 331 = 9",
    "船舶驾驶、邮轮服务两个专业录取了没来报到的一共多少人": "（296 + 300） − （280 + 289） = 596 − 569 = 27",
    "查出的教学管理问题还有多少项没整改完": "64 − 55 = 9",
    # The men, where all and the women are told; columns of one name under several headings.
    "水产系男生有多少人": "660 − 297 = 363",
    "邮轮旅游服务专业群女生一共多少人": "310 + 280 = 590",
    # A share within a row, and of all of its column.
    "旅游系女生占本系的百分之多少": "420 ÷ 560 = 75%",
    "船舶工程技术专业群女生占这个群的百分之几": "（40 + 30） ÷ 860 ≈ 8.14%",
    # The tail of a name; one column for each of another; what was done of a plan.
    "第二造船厂接收实习人数同比增长百分之几": "（33 − 30）÷ 30 = 10%",
    "平均一个订单班有多少学生": "290 ÷ 8 = 36.25",
    "2030年录取数比招生计划少了多少人": "1130 − 1114 = 16",
}


@pytest.mark.parametrize("question", RECKONED)
def test_rows_are_found_by_whatever_name_and_reckoned_with(ask: Ask, question: str):
    answer = ask(question)
    assert answer.calculation is not None
    assert answer.calculation.formula.replace(" ", "") == RECKONED[question].replace(" ", "")


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        # Three are asked for where there are two; another town's yard; a column that is not there.
        ("港口区那三家企业2030年总共接收了多少实习生？", "83"),
        ("文港第二造船厂接收实习人数同比增长百分之几", "10%"),
        ("民营企业一共投入了多少万元研发经费", "130"),
        # Of graduates, of staff and of one grade nothing is told apart.
        ("水产系毕业生里男生有多少人", "363"),
        ("水产系男教师有多少人", "363"),
        ("水产系2030级男生有多少人", "363"),
        ("学校有多少男教师", "960"),
        # 外资 is no kind of any row, 轮机 none of the 专业.
        ("外资企业一共捐了多少万元设备", "130"),
        ("船舶驾驶、轮机工程两个专业录取了没来报到的一共多少人", "16"),
    ],
)
def test_no_other_rows_columns_or_people_are_reckoned_with(ask: Ask, question: str, wrong: str):
    answer = ask(question)
    assert answer.calculation is None or not answer.calculation.formula.replace(" ", "").endswith(f"={wrong}")
