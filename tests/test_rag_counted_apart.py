"""What stands beside the thing asked for and is none of it: some of them, other people, another thing."""

from __future__ import annotations

import pytest

from tests.asking import Ask, asking

REPORT = """江海职业学院高等职业教育质量年度报告（2031）
目录
1 学校概况
1.1 规模
学校共有全日制在校生9,240人，教职工党员310人。学校设滨海、临港两个校区，滨海校区宿舍由三家公司管理。
1.2 专业群
群内在校生5,100人，占在校生的55.19%。
表1 2030年专业群建设一览表
专业群名称\t专业数（个）\t在校生（人）
航运专业群\t6\t3,000
渔业专业群\t4\t2,100
合计\t10\t5,100
1.3 师资
渔业学院派出教师17名支援海岛小学，渔业学院和航运学院共有学生4,100人。学校新增合作企业23家。
近三年流失的高级职称教师和博士9人。教师到41家企业开展实践。
1.4 就业
表2 2030届毕业生去向
二级学院\t毕业生数（人）\t落实率（%）
渔业学院\t310\t94.19
航运学院\t420\t95.24
合计\t730\t94.79
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("apart"), embedder)


@pytest.mark.parametrize("question", ["在校生有多少人？", "2030年在校生多少", "学校有多少学生"])
def test_the_whole_school_is_more_than_its_best_majors(ask, question):
    assert "9,240" in ask(question).text


def test_the_majors_are_told_where_they_are_asked_for(ask):
    assert "5,100" in ask("专业群的在校生合计多少人？").text


@pytest.mark.parametrize(
    "question",
    [
        "渔业学院有多少专任教师？",
        "教职工总数是多少？",
        "校企合作企业数是多少？",
        "高级职称教师有多少人？",
        "教师企业实践时间是多少？",
        "滨海校区宿舍有多少个床位？",
        "渔业专业的落实率是多少？",
    ],
)
def test_what_is_beside_it_is_no_answer(ask, question):
    answer = ask(question)
    assert answer.abstained, answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("渔业学院派出了多少教师？", "17名"),
        ("新增合作企业多少家？", "23家"),
        ("教职工党员有多少人？", "310人"),
        ("渔业学院的落实率是多少？", "94.19%"),
    ],
)
def test_it_is_told_where_it_is_asked_for(ask, question, figure):
    assert figure in ask(question).text
