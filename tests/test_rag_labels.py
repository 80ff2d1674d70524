"""Labels of rows and columns: what is matched, what is a year, what is a total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.find.labels import bare_label, grams, make_label, pairs_of


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2030年", 2030),
        ("2030", 2030),
        ("2030年度", 2030),
        ("2030届", 2030),
        ("2029—2030学年", 2030),
        ("2029-2030学年", 2030),
        ("2029-30学年度", 2030),
        ("2029至2030学年", 2030),
        ("2029/2030学年", 2030),
        ("2030级", None),
        ("2030年招生", None),
        ("报到率", None),
    ],
)
def test_a_school_year_counts_as_the_one_it_ends_in(label, year):
    made = make_label(1, ("报到人数", label))
    assert made.year == year
    assert (made.name == "报到人数") is (year is not None)


def test_a_heading_that_begins_with_a_school_year_is_of_it():
    label = make_label(1, ("2029-2030学年通过率（%）",))
    assert (label.year, label.name, label.all) == (2030, "通过率", grams("通过率"))
    assert make_label(1, ("上届落实率",)).before
    assert not make_label(1, ("上年",)).before


def test_years_are_kept_apart_from_what_is_matched():
    label = make_label(1, ("讲座场次", "2029—2030学年"))
    assert label.all == label.telling == grams("讲座场次")
    assert make_label(1, ("2029—2030学年",)).name == ""


@pytest.mark.parametrize(
    ("path", "total"),
    [
        (("合计",), True),
        (("全校",), True),
        (("海洋学院", "小计"), True),
        (("海洋学院",), False),
        (("合计人数",), False),
    ],
)
def test_tells_a_total(path, total):
    assert make_label(1, path).total is total


def test_a_part_below_the_whole_school_is_no_total_where_the_whole_is_a_row():
    rows = frozenset({("全校",), ("全校", "其中：省内"), ("全校", "其中：省外")})
    assert make_label(1, ("全校",), rows).total
    assert not make_label(2, ("全校", "其中：省内"), rows).total


def test_what_stands_below_a_heading_that_is_no_row_is_named_by_it_too():
    rows = frozenset({("全校", "省内"), ("全校", "省外")})
    label = make_label(1, ("全校", "省内"), rows)
    assert label.total
    assert grams("全校") <= label.telling


def test_a_row_alone_under_a_heading_is_known_by_that_heading():
    rows = frozenset({("横向课题", "到款额"), ("纵向课题", "到款额"), ("纵向课题", "立项数")})
    assert make_label(1, ("横向课题", "到款额"), rows).group == grams("横向课题")
    assert make_label(2, ("纵向课题", "到款额"), rows).group == frozenset()
    assert make_label(3, ("到款额",), rows).group == frozenset()


def test_a_row_below_another_row_is_not_known_by_that_one():
    rows = frozenset({("全校",), ("全校", "其中：省内")})
    assert make_label(1, ("全校", "其中：省内"), rows).group == frozenset()


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("其中：省内", "省内"),
        ("——省外", "省外"),
        ("（2）报到人数（人）", "报到人数"),
        ("3.授权专利", "授权专利"),
        ("3.5学分", "3.5学分"),
        ("① 讲座", "讲座"),
        ("理科（市外）", "理科(市外)"),
        ("报到率（%）", "报到率"),
    ],
)
def test_a_label_without_its_number_and_unit(printed, bare):
    assert bare_label(printed) == bare


def test_a_unit_in_brackets_is_spoken_with_the_name():
    label = make_label(1, ("实际录取（人）",))
    assert grams("实际录取人数") == label.spoken
    assert grams("实际录取") == label.own


@pytest.mark.parametrize(
    ("label", "verbatim"),
    [("软件工程技术", "软件工程技术"), ("A类", "a类"), ("航海", ""), ("B", "")],
)
def test_a_label_that_is_much_its_own_may_stand_in_a_question_as_it_is(label, verbatim):
    assert make_label(1, (label,)).verbatim == verbatim


@given(st.text(alphabet="报到率招生计划人数", min_size=1, max_size=12))
def test_pairs_of_a_word_are_among_its_grams(word):
    assert frozenset(pairs_of(word)) <= grams(word)
    assert len(pairs_of(word)) == max(1, len(word) - 1)


def test_pairs_are_not_read_over_a_comma_but_over_brackets():
    assert "到报" not in grams("报到，报名")
    assert "科市" in grams("理科（市外）")
