"""No number without a source, whatever wrote the answer."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Answer, Citation
from rag.verify import numbers_in, unsourced
from tests.colleges import ask

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
