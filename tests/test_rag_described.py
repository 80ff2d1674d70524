"""Rows named by what is told in them, by short names, or by what they mean; figures meant in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.by_name.asking import COLUMN, ROW, cuts, unexplained
from rag.by_name.short_names import _pieces_short_for
from rag.embed import Embedder
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 学生
学校把学生的成长放在首位，每年召开两次工作会议。
1.1 证书
表1 2030年船员证书考核情况
证书\t等级\t承办院系\t报考人数\t通过人数
值班水手\t中级\t航海系\t210\t180
轮机维修\t中级\t机电系\t160\t120
冷藏箱检修\t初级\t机电系\t90\t81
渔船驾驶\t高级\t渔政系\t50\t30
合计\t—\t—\t510\t411

1.2 普法
表2 “船法五进”活动情况
对象\t2029年\t2030年
进渔村\t12\t16
进学校\t30\t25
进企业\t20\t28
进军营\t6\t9
合计\t68\t78

1.3 收支
表3 经费收支情况（单位：万元）
项目\t2029年\t2030年
财政拨款收入\t5000.00\t5600.00
事业收入\t2100.00\t2300.00
人员经费\t3300.00\t3550.00
网络安全运维\t120.00\t150.00

1.4 去向
表4 2030届毕业生去向情况（单位：人）
去向\t人数
应征入伍\t37
自主创业\t12
专升本\t208
签订就业协议\t640

1.5 保卫
学校建有反诈宣传队，涉学生电信诈骗案件由上年的11起降至4起。师生办事平均跑动次数降至0.6次。
全年接待个体咨询862人次。图书馆共有阅览座位940个。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("described"), embedder)


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("等级是中级的报考人数合计多少", ["370"]),
        ("等级为中级的几个证书里，通过人数最多的是哪个", ["值班水手", "180"]),
        ("承办院系为渔政系的那个，通过人数是多少", ["30", "渔船驾驶"]),
        ("承办院系是机电系的有哪些证书", ["轮机维修", "冷藏箱检修"]),
        ("承办院系是机电系的证书有几个", ["2"]),
        ("报考人数最多的那个证书，承办院系是哪个", ["值班水手", "210", "航海系"]),
        ("通过人数最少的证书，等级是什么", ["渔船驾驶", "高级"]),
    ],
)
def test_rows_are_known_by_what_is_told_in_them(ask: Ask, question: str, holds: list[str]) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert all(text in answer.text for text in holds), answer.text


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("经费收支里财拨和人员2030年相差多少", "2050"),
        ("经费收支里财拨和事收2030年加起来是多少", "7900"),
        ("经费收支里网安2030年比2029年多多少", "30"),
        ("船法五进活动里军营和企业哪个2030年更高", "28"),
        ("2029年经费收支里网安是多少", "120"),
    ],
)
def test_rows_are_known_by_short_names(ask: Ask, question: str, holds: str) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert holds in answer.text, answer.text


def test_the_years_of_a_filter_hold_for_headings_too(ask: Ask) -> None:
    assert "7100" in ask("财政拨款收入和事业收入加起来是多少", years=(2029,)).text


@pytest.mark.parametrize(
    "question",
    ["经费收支里财拨和基建2030年相差多少", "毕业生去向里入伍和出国的加起来多少"],
)
def test_what_is_known_of_one_thing_is_no_answer_for_two(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained or "差" not in answer.text


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("船法五进活动里到部队里去的2030年多少", "9"),
        ("学生被电话骗子坑的案子今年出了几起", "4起"),
    ],
)
def test_what_is_meant_in_other_words_is_found_and_said(ask: Ask, question: str, holds: str) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert holds in answer.text
    assert "理解" in answer.text or "核对" in answer.text or "意思最接近" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "航海系的学生被骗的案子有几起",
        "2027年学生被骗的案子有几起",
        "学校有几个食堂",
        "东港职业技术学院的学生被骗的案子有几起",
        "男生接待了多少人次的咨询",
    ],
)
def test_what_is_of_something_else_is_not_shown_for_it(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.abstained, answer.text


@given(st.text(alphabet="和的多少甲乙年度比差" + ROW + COLUMN, max_size=20))
def test_without_the_stretch_that_is_unexplained_all_is_explained(text: str) -> None:
    gap = unexplained(text)
    if gap is None:
        assert cuts(text) or not text or any(mark in text for mark in (ROW, COLUMN))
    else:
        start, end = gap
        assert not any(mark in text[start:end] for mark in (ROW, COLUMN))
        assert cuts(text[:start]) or not text[:start]
        assert cuts(text[end:]) or not text[end:]


@given(st.text(alphabet="网络安全运维管理系", min_size=2, max_size=12))
def test_a_short_name_has_its_characters_in_the_order_of_the_heading(text: str) -> None:
    heading = "网络安全运维管理系"
    for (start, end), _ in _pieces_short_for(text, heading):
        at = -1
        for char in text[start:end]:
            at = heading.index(char, at + 1)
        assert 2 <= end - start < len(heading)
