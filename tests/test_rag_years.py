"""The years that a question asks about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understand.question import understand
from rag.understand.years import find_years
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2029—2030学年讲座多少场", (2030,)),
        ("2029-2030学年讲座多少场", (2030,)),
        ("2029/30学年讲座多少场", (2030,)),
        ("2029至2030学年度讲座多少场", (2030,)),
        ("2028-2029学年和2029-2030学年讲座多少场", (2029, 2030)),
        ("2029—2030年讲座多少场", (2029, 2030)),
        ("2028年到2030年讲座多少场", (2028, 2029, 2030)),
        ("2028、2030年讲座多少场", (2028, 2030)),
        ("1993和2030年", (1993, 2030)),
        ("1993-2030年", (1993, 2030)),
        ("29年比28年多多少场", (2028, 2029)),
        ("2030年5月办了多少场", (2030,)),
        ("2022级学生多少人", ()),
        ("22级学生多少人", ()),
        ("22届毕业生多少人", (2022,)),
        ("第12届运动会多少人", ()),
        ("三年级学生多少人", ()),
        ("绩点2030.5", ()),
    ],
)
def test_reads_years_that_are_named(text, years):
    assert understand(text).years == years


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("上学年讲座多少场", (-1,)),
        ("上一学年讲座多少场", (-1,)),
        ("上年度讲座多少场", (-1,)),
        ("去年讲座多少场", (-1,)),
        ("去年（2029年）讲座多少场", ()),
        ("本学年讲座多少场", (0,)),
        ("今年讲座多少场", (0,)),
        ("近两个学年讲座多少场", (0, -1)),
        ("近三学年讲座多少场", (0, -1, -2)),
        ("连续三年讲座多少场", (0, -1, -2)),
        ("近5年讲座多少场", (0, -1, -2, -3, -4)),
        ("讲座比上学年多多少场", (0, -1)),
        ("今年和去年相比", (0, -1)),
        ("上年级讲座多少场", ()),
        ("两年级讲座多少场", ()),
        ("两年制专业多少个", ()),
    ],
)
def test_counts_years_from_the_newest(text, offsets):
    assert understand(text).offsets == offsets


@given(st.integers(min_value=0, max_value=98), st.sampled_from("-—–－至到~"))
def test_a_school_year_is_one_year_however_it_is_written(year, dash):
    for text in (f"20{year:02}{dash}20{year + 1:02}学年", f"20{year:02}{dash}{year + 1:02}学年度"):
        asked, rest = find_years(text)
        assert (asked.years, asked.offsets) == ((2001 + year,), ())
        assert rest.strip() == ""
        assert len(rest) == len(text)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2028—2029学年公益讲座听众是多少？", ["6000"]),
        ("2029-2030学年公益讲座场次是多少？", ["48"]),
        ("公益讲座场次是多少？", ["48"]),
        ("上学年公益讲座听众有多少人？", ["6000"]),
        ("近两个学年公益讲座场次各是多少？", ["40", "48"]),
        ("2029年公益讲座听众有多少人？", ["6000"]),
    ],
)
def test_columns_of_school_years_are_told_apart(question, values):
    assert [figure.value for figure in ask_harbour(question).figures] == values


def test_a_school_year_is_set_against_the_one_before():
    answer = ask_harbour("公益讲座听众比上学年多多少？")
    assert answer.calculation.formula == "8400 − 6000 = 2400"
    assert "增加 2400人" in answer.text


def test_a_school_year_that_is_not_told_is_refused():
    answer = ask_harbour("2026—2027学年公益讲座听众是多少？")
    assert answer.abstained
    assert answer.figures == ()


@pytest.mark.parametrize(("text", "offset"), [("前年的报到率", -2), ("前一年的报到率", -1), ("上学年呢", -1)])
def test_the_year_before_last_is_not_the_last(text, offset):
    asked, _ = find_years(text)
    assert asked.offsets == (offset,)
