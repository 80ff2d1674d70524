"""A refusal shows what lies nearest, verbatim and as no answer; of what is not there, nothing."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.respond.answer import NEAR
from tests.asking import Ask, asking

REPORT = """
# 海岬职业学院高等职业教育质量年度报告（2031）

## 1 学生

### 1.1 关爱

学校推行“暖胃工程”，对月均消费低于全校平均线的学生自动发放餐补，2030年惠及327人。心理健康教育中心全年接待个体咨询1268人次。

### 1.2 教学

教务处对课堂进行飞行检查，问题课堂重复出现率由21.3%降至9.6%。教师填报的表格由43张合并为15张。

### 1.3 规模

表1 2030年各二级学院在校生
| 二级学院 | 在校生（人） |
| --- | --- |
| 航海学院 | 660 |
| 旅游学院 | 415 |
"""


@pytest.fixture(scope="module")
def ask(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("near"), embedder)


@pytest.mark.parametrize(
    ("question", "within"),
    [
        ("同一个课堂毛病查出来后再犯的，占多大比重", "9.6%"),
        ("给大伙儿减负少填表，减到什么程度了", "15张"),
    ],
)
def test_a_refusal_quotes_what_lies_nearest_and_shows_no_figure(ask: Ask, question: str, within: str) -> None:
    answer = ask(question)
    assert answer.abstained
    assert answer.figures == ()
    assert NEAR in answer.text
    assert within in answer.text
    quoted = answer.text.partition(NEAR)[2].strip().splitlines()
    assert len(quoted) <= 2
    # What is shown is the report's own, each sentence behind its mark.
    assert [line.split("”[")[0].removeprefix("“") for line in quoted] == [c.quote for c in answer.citations]


@pytest.mark.parametrize(
    "question",
    ["2024年教师填报的表格有多少张", "护理学院的餐补发给了多少人", "望海职业技术学院心理咨询接待多少人次"],
)
def test_nothing_is_quoted_for_a_year_a_part_or_a_school_that_is_not_there(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained
    assert NEAR not in answer.text


def test_what_was_only_near_is_not_what_a_follow_up_asks_on_from(ask: Ask) -> None:
    first = "给大伙儿减负少填表，减到什么程度了"
    assert ask(first).abstained
    assert ask(first, "航海学院有多少学生").figures[0].value == "660"
