"""Which numbers of a sentence are figures, and what they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.find.figures import find_figures, han_number
from tests.colleges import ask, with_texts

PIECES = st.sampled_from(
    [
        "2030年",
        "报到率",
        "为",
        "93.61%",
        "1,250",
        "人",
        "万元",
        "3~5",
        "第6位",
        "，",
        "。",
        "比2029年",
        "与2028年",
        "持平",
        "基本持平",
        "上升",
        "1.2个百分点",
        "20级",
        "500强",
        "1+X",
        "十二个",
        "（",
        "）",
        "约",
        "46",
        "期",
        "达到",
        " ",
        "〔2030〕5号",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=16).map("".join)))
def test_a_figure_stands_where_it_says(sentence):
    for figure in find_figures(sentence):
        assert 0 <= figure.start < figure.end <= len(sentence)
        assert sentence[figure.start : figure.end].strip() == figure.text


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("学校有专任教师412人。", "412", "人"),
        ("培训量为12800人日。", "12800", "人日"),
        ("总收入1,250.50万元。", "1250.50", "万元"),
        ("在全省排名第6位。", "6", "名次"),
        ("面向十二个省份招生。", "12", "个"),
        ("报到率为93.61％。", "93.61", "%"),
        ("馆藏图书1.2万册。", "1.2", "万册"),
    ],
)
def test_reads_value_and_unit(sentence, value, unit):
    (figure,) = find_figures(sentence)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "根据教育部〔2030〕5号文件精神。",
        "面向2030级学生开课。",
        "引进世界500强企业。",
        "推进1+X证书试点。",
        "数据截至2030年8月31日。",
        "见表12和图3。",
        "进行3+2分段培养。",
    ],
)
def test_a_number_that_is_a_name_is_no_figure(sentence):
    assert find_figures(sentence) == ()


def test_a_change_is_told_from_a_level():
    level, change = find_figures("报到率为93.61%，比2029年上升1.20个百分点。")
    assert (level.change, change.change) == (False, True)
    assert find_figures("就业率提高到97%。")[0].change is False


def test_the_year_named_is_the_figures_not_the_one_compared_with():
    figures = find_figures("2030年招生500人，比2029年增加20人。")
    assert [figure.year for figure in figures] == [2030, 2030]
    assert [f.year for f in find_figures("2029年招生480人，2030年招生500人。")] == [2029, 2030]


@pytest.mark.parametrize("text", ["3~5个月", "30-40人", "200余人", "100多名"])
def test_ranges_and_rough_numbers_are_known_as_such(text):
    assert all(figure.approx for figure in find_figures(f"共{text}。"))


@given(st.integers(min_value=1, max_value=99))
def test_chinese_numerals_below_a_hundred(number):
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
    assert han_number(text) == number


@given(
    st.integers(1990, 2040),
    st.decimals(1, 99, places=2),
    st.sampled_from([comma + link for comma in ("", "，", ",") for link in "与同跟和"]),
    st.sampled_from(["年", "年度", " 年", "年相比"]),
    st.sampled_from(["持平", "相同", "一样", "相等"]),
)
def test_a_figure_said_to_be_the_same_in_a_year_is_that_years_as_well(year, value, link, unit, same):
    (figure,) = find_figures(f"校友满意度为{value}%{link}{year}{unit}{same}。")
    assert figure.same_in == year
    assert (figure.value, figure.unit, figure.change) == (value, "%", False)


@given(
    st.integers(1990, 2040),
    st.sampled_from(
        [
            "，与{}年基本持平",
            "，与{}年大致相同",
            "，与{}年相比略高",
            "，较{}年提高",
            "，比{}年高",
            "。馆藏与{}年持平",
            "，馆藏与{}年持平",
            "，{}年持平",
            "，与{}年",
            "",
        ]
    ),
)
def test_what_is_about_the_same_or_told_of_something_else_is_not_the_same(year, behind):
    (figure,) = find_figures(f"校友满意度为96.00%{behind.format(year)}。")
    assert figure.same_in is None


def test_each_figure_is_the_same_in_the_year_said_right_behind_it():
    figures = find_figures("2030年藏书52万册，与2028年相同，借阅量4.1万册，电子书30万册，同2029年持平。")
    assert [(figure.year, figure.same_in) for figure in figures] == [(2030, 2028), (2030, None), (2030, 2029)]


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=16).map("".join)))
def test_no_figure_is_the_same_as_a_year_that_is_not_printed(sentence):
    for figure in find_figures(sentence):
        assert figure.same_in is None or str(figure.same_in) in sentence[figure.end :]


@pytest.mark.parametrize(
    "text",
    [
        "2030年巡检率95.20%，比上年的93.10%提高2.1个百分点。",
        "巡检率为95.20%，高于上一年的93.10%。",
        "巡检率95.20%（上年为93.10%）。",
        "2030年巡检率95.20%，而去年是93.10%。",
    ],
)
def test_what_something_was_the_year_before_is_of_that_year(text):
    book = with_texts(text)
    assert [figure.value for figure in ask("2029年巡检率是多少？", book=book).figures] == ["93.10"]
    assert [figure.value for figure in ask("2030年巡检率是多少？", book=book).figures] == ["95.20"]


def test_both_years_of_a_sentence_are_set_against_each_other():
    answer = ask(
        "2030年船坞引进的教师比2029年多几人？", book=with_texts("2030年船坞引进教师22人（上年为14人）。")
    )
    assert answer.calculation
    assert answer.calculation.formula == "22 − 14 = 8"
