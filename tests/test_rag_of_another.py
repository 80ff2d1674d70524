"""What is shown is of the people, of the one of two and of the one of a series that a question names."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.find.people_counted import of_other_group
from tests.asking import Ask, asking

REPORT = """
# 海岬职业学院高等职业教育质量年度报告（2031）

## 1 学生

### 1.1 规模

表1 2030年各二级学院在校生
| 二级学院 | 2029级 | 2030级 | 合计 |
| --- | --- | --- | --- |
| 航海学院 | 310 | 350 | 660 |
| 旅游学院 | 210 | 205 | 415 |

### 1.2 就业

表2 2030届毕业生就业情况
| 专业 | 人数（人） | 平均起薪（元/月） |
| --- | --- | --- |
| 航海技术 | 201 | 4820 |
| 旅游管理 | 133 | 3960 |

## 2 队伍

表3 各二级学院专任教师
| 二级学院 | 总数（人） | 双师型（人） |
| --- | --- | --- |
| 航海学院 | 58 | 41 |
| 旅游学院 | 33 | 20 |

### 2.1 实践

全年有64名教师到企业实践，人均47天。2030年7月派出第二批驻村工作队，共17人。

## 3 经费

表4 2030年收入构成
| 项目 | 金额（万元） |
| --- | --- |
| 学费收入 | 6702 |
| 财政拨款 | 9800 |
"""


@pytest.fixture(scope="module")
def ask(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("another"), embedder)


@pytest.mark.parametrize(
    ("question", "value", "other"),
    [
        ("航海学院2030级有多少学生", "350", "航海学院2030级有多少教师"),
        ("旅游学院双师型教师几个", "20", "旅游学院双师型学生几个"),
        ("旅游管理毕业生起薪多少", "3960", "旅游管理新生起薪多少"),
        ("教师下企业实践人均多少天", "47", "学生下企业实践人均多少天"),
        ("第二批驻村工作队派了多少人", "17", "第一批驻村工作队派了多少人"),
        ("2030年学费收入是多少", "6702", "2030年学费支出是多少"),
    ],
)
def test_a_figure_is_told_of_its_own_and_of_no_other(ask: Ask, question: str, value: str, other: str) -> None:
    answer = ask(question)
    assert value in [figure.value for figure in answer.figures]
    refused = ask(other)
    assert refused.abstained
    assert refused.figures == ()


@pytest.mark.parametrize(
    ("question", "labels", "told", "of_others"),
    [
        ("有多少学生", "双师型", "师资队伍 双师型", True),
        ("有多少学生", "合计", "各学院在校生 合计", False),
        ("有多少老师", "在校生", "规模 在校生", True),
        # A question about both may be answered by either.
        ("每个老师带几个学生", "在校生", "规模 在校生", False),
        # Students judge how teachers teach.
        ("老师上课的满意度", "学生评教 优良率", "教师 学生评教", False),
        ("学生资格证拿了几个", "教师资格证", "教师资格证", True),
        ("师范类学生的通过率", "通过率", "教师资格考试 师范生", False),
    ],
)
def test_whom_a_question_is_about_and_whom_the_headings_name(
    question: str, labels: str, told: str, of_others: bool
) -> None:
    assert of_other_group(question, labels, told, told) is of_others
