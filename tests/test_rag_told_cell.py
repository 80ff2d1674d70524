"""Parts of the school by short names, what a title says besides, and what is asked of a cell just told."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """远洋渔业职业学院
高等职业教育质量年度报告（2031）
1 学生
学校把学生的成长放在首位，每年召开两次工作会议。截至2030年9月，全日制在校生4500人，比上年增加300人。
1.1 规模
表1 各二级学院全日制在校生人数
二级学院\t2029年\t2030年
船舶与海洋工程学院\t1500\t1600
水产养殖学院\t1200\t1300
港口与航运管理学院\t1500\t1600
合计\t4200\t4500

1.2 构成
表2 各二级学院学生构成（单位：人）
二级学院\t男\t女
船舶与海洋工程学院\t1400\t200
水产养殖学院\t600\t700
港口与航运管理学院\t700\t900

1.3 基地
表3 校内主要实训基地
实训基地\t实训基地工位（个）\t设备值（万元）
拖网实训中心\t120\t2400.00
冷链实训中心\t80\t480.00
轮机实训中心\t200\t3000.00
航海模拟中心\t60\t900.00
合计\t460\t6780.00
拖网实训中心于2024年建成。
1.4 留学生
学校有留学生57人，来自9个国家，主要就读航海技术专业。
2 保障
教师报销平均时长由9个工作日缩短到4个工作日。
表4 教学条件
指标\t单位\t2029年\t2030年
教学设备总值\t万元\t6000.00\t6780.00
年支付兼职教师课酬\t万元\t27.00\t31.00
兼职教师年课时总量\t课时\t1800\t2000
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("told"), embedder)


@pytest.mark.parametrize(
    ("turns", "holds"),
    [
        (("冷链实训中心的设备值是多少", "占全部的百分之几"), "7.08%"),
        (("冷链实训中心的设备值是多少", "比拖网实训中心多还是少，差多少"), "1920"),
        (("冷链实训中心的设备值是多少", "全校呢"), "6780.00"),
        (("哪个二级学院在校生最多", "那水产养殖学院呢"), "1300"),
        (("水产学院2030年的学生比船舶学院少多少",), "300"),
        (("水产和船舶两个学院2030年一共多少学生",), "2900"),
        (("水产学院有多少女生",), "700"),
        (("拖网实训中心平均每个工位设备值多少万",), "20万元"),
        (("校内4个主要实训基地里设备值超过2000万的有哪几个",), "轮机实训中心"),
        (("主要实训基地里设备值第二高的是哪个",), "拖网实训中心"),
        (("兼职教师课酬平均每课时多少钱",), "155"),
        (("教学设备总值一年加了多少万",), "780"),
        (("教学设备总值比上年增长了多少（%）",), "13"),
        (("报销现在要等几天",), "4个工作日"),
    ],
)
def test_is_reckoned_or_told(ask: Ask, turns: tuple[str, ...], holds: str) -> None:
    answer = ask(*turns)
    assert not answer.abstained
    assert holds in answer.text.replace(",", ""), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "轮机实训中心是哪年建成的",
        "57个留学生里哪个国家的最多",
        "市第一职业技术学院的教学设备总值是多少",
        "港口学院有多少留学生",
    ],
)
def test_what_is_not_told_is_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained, answer.text


def test_what_is_said_of_the_whole_school_is_no_difference_of_two_parts(ask: Ask) -> None:
    answer = ask("水产养殖学院2030年在校生比船舶与海洋工程学院少多少")
    assert "1600 − 1300 = 300" in answer.text


def test_the_most_of_a_column_is_one(ask: Ask) -> None:
    answer = ask("4个主要实训基地设备值最高的是哪个")
    assert answer.text.splitlines()[1].startswith("- 轮机实训中心")
    assert answer.figures[0].value == "3000.00"
