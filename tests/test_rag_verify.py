"""No number without a source, whatever wrote the answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.respond.verify import numbers_in, unsourced
from rag.types import Answer, Calculation, Citation
from tests.colleges import ask
from tests.harbour_college import ask_harbour

YEARS = frozenset({2029, 2030, 2031})
QUESTIONS = (
    "毕业生就业率是多少？",
    "普通高考和自主招生的实际录取人数一共多少？",
    "自主招生的招生计划占招生计划合计的比例是多少？",
    "2030年毕业生就业率比2029年高多少？",
    "哪个二级学院一年级人数最多？",
    "毕业生平均起薪是多少？",
    "有哪些社团？",
    "食堂有几个？",
)


def sourced(quote: str, text: str) -> Answer:
    citation = Citation(1, "报告", 2031, "2.1", "招生情况", "", "", "", quote)
    return Answer(text, "text", citations=(citation,))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_sourced(question):
    assert unsourced(ask(question), YEARS) == ()


@given(st.integers(min_value=200, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_a_changed_number_is_found(number, change):
    quote = f"学校有专任教师{number}人。"
    honest = sourced(quote, f"专任教师：{number}人。[1]")
    assert unsourced(honest) == ()
    wrong = str(number + change)
    assert unsourced(replace(honest, text=f"专任教师：{wrong}人。[1]")) == (wrong,)


@given(st.data())
def test_any_one_digit_changed_in_an_answer_is_found(data):
    answer = ask("普通高考和自主招生的实际录取人数一共多少？")
    first = answer.text.partition("\n")[0]
    at = data.draw(st.sampled_from([i for i, char in enumerate(first) if char.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != first[at]]))
    assert unsourced(replace(answer, text=answer.text[:at] + digit + answer.text[at + 1 :]), YEARS) != ()


@given(st.integers(min_value=1000, max_value=10**10))
def test_separators_and_width_do_not_change_a_number(number):
    plain = numbers_in(f"共{number}元")
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert (
        plain == numbers_in(f"共{number:,}元") == numbers_in(f"共{wide}元") == {Decimal(number).normalize()}
    )


def test_marks_and_places_are_no_figures():
    assert unsourced(sourced("学校有教师。", "见表12，第 8 页，2.1.3节，案例5。[1]")) == ()


def test_a_year_needs_to_be_known():
    answer = sourced("就业率为97.31%。", "2030年就业率：97.31%。[1]")
    assert unsourced(answer, YEARS) == ()
    assert unsourced(answer) == ("2030",)


def test_an_answer_without_sources_has_none_of_its_numbers():
    assert unsourced(Answer("共 12.5 万元。", "text")) == ("12.5",)


@pytest.mark.parametrize(
    "question",
    [
        "正高级、副高级加起来比中级少多少人？",
        "C类课比A类课、B类课加起来少多少门？",
        "航海技术、渔业养殖的录取人数加起来与海洋学院小计一致吗？",
        "A类课和C类课加起来占B类课的比例是多少？",
        "公益讲座平均每场多少听众？",
        "公益讲座听众比上学年多多少？",
        "哪些专业没招满，加起来差多少人？",
        "录取人数最多的三个专业一共录取多少人？",
        "学校面临哪些挑战？",
    ],
)
def test_every_answer_of_the_other_college_is_sourced(question):
    answer = ask_harbour(question)
    assert not answer.abstained
    assert unsourced(answer, YEARS) == ()


def test_what_a_bracketed_sum_comes_to_is_sourced_by_the_formula():
    answer = ask_harbour("正高级、副高级加起来比中级少多少人？")
    assert "（21 + 96） − 171 = 117 − 171" in answer.text
    spoilt = replace(answer.calculation, formula="21 + 96 − 171 = 117 − 171 = -54")
    assert unsourced(replace(answer, calculation=spoilt), YEARS) == ("117",)


def test_a_wrong_sum_on_the_way_is_found():
    answer = ask_harbour("正高级、副高级加起来比中级少多少人？")
    assert unsourced(replace(answer, text=answer.text.replace("117", "118")), YEARS) == ("118",)


@given(st.lists(st.integers(min_value=200, max_value=10**6), min_size=2, max_size=5), st.integers(1, 10**6))
def test_a_sum_on_the_way_is_sourced_by_its_brackets_and_another_is_not(values, error):
    words, whole = " + ".join(map(str, values)), sum(values)
    calculation = Calculation(f"（{words}） ÷ 200 = {whole} ÷ 200", "", "倍", (1,))
    answer = replace(
        sourced(f"{words} 200", f"（{words}） ÷ 200 = {whole} ÷ 200。[1]"), calculation=calculation
    )
    assert unsourced(answer) == ()
    wrong = str(whole + error)
    assert unsourced(replace(answer, text=answer.text.replace(f"= {whole} ", f"= {wrong} "))) == (wrong,)


def test_names_with_digits_are_no_figures():
    assert unsourced(sourced("学校开展试点。", "1+X证书、A10班、EPS2021系统均有试点。[1]")) == ()
