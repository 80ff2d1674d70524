"""Rows that a question names by their whole labels, however these are made."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.respond import retold
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 学生
学校把学生的成长放在首位，每年召开两次资助工作会议。
1.1 资助
表1 学生资助情况
项目\t2028—2029学年\t\t2029—2030学年\t
\t人次\t金额（万元）\t人次\t金额（万元）
船员奖学金\t20\t10\t30\t15
灯塔助学金\t400\t80\t500\t100
合计\t420\t90\t530\t115

1.2 院系
表2 各院系情况
院系\t学生数（人）\t设备值（万元）\t使用量（万人时）
航海与船政学院\t900\t600\t12
港口与物流学院\t600\t200\t6
水产与养殖学院\t300\t100\t3
合计\t1800\t900\t21

1.3 培训
表3 培训情况（单位：人次）
项目\t2029年\t2030年
船员技能提升培训\t100\t150
渔民增收培训\t200\t260
合计\t300\t410

1.4 经费
表4 收支情况（单位：万元）
项目\t2029年\t2030年
学费及住宿费\t500\t560
师资建设\t40\t50
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("rows"), embedder)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("船员奖学金和灯塔助学金在2028—2029学年人次上相差多少？", "380人次"),
        ("船员奖学金和灯塔助学金2029—2030学年的金额加起来是多少", "115万元"),
        ("航海与船政学院和港口与物流学院的学生数差多少", "300人"),
        ("航海与船政学院的设备值是水产与养殖学院的几倍", "6倍"),
        ("港口与物流学院的设备值相当于航海与船政学院的百分之几", "33.33%"),
        ("航海与船政学院、水产与养殖学院的学生数总共多少？", "1200人"),
        ("船员技能提升培训、渔民增收培训2029年总共多少人次？", "300人次"),
        ("船员技能提升培训和渔民增收培训2029年相差多少", "100人次"),
    ],
)
def test_two_rows_of_one_column(ask: Ask, question: str, result: str) -> None:
    assert result in ask(question).text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("港口与物流学院的使用量（万人时）是多少", "6万人时"),
        ("港口与物流学院学生数有多少", "600人"),
        ("2029年学费及住宿费是多少", "500万元"),
        ("请问2030年师资建设有多少", "50万元"),
    ],
)
def test_a_row_by_its_label_alone(ask: Ask, question: str, figure: str) -> None:
    answer = ask(question).text
    assert f"：{figure}。" in answer
    assert answer.count("[") == 1


def test_two_words_that_look_like_slips_of_each_other_end(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    other = {"船员奖学金": "灯塔助学金", "灯塔助学金": "船员奖学金"}

    def flipped(query, books) -> str:
        return f"{next(b for a, b in other.items() if a in query.text)}的来历"

    monkeypatch.setattr(retold, "mended", flipped)
    assert ask("船员奖学金的来历").text


@pytest.mark.parametrize(
    "question",
    [
        "望海职业技术学院船员奖学金和灯塔助学金2029—2030学年的金额加起来是多少",
        "望海职业技术学院的船员奖学金和灯塔助学金，谁的2029—2030学年金额更高",
    ],
)
def test_nothing_is_reckoned_for_another_school(ask: Ask, question: str) -> None:
    assert ask(question).abstained
