from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understand.numerals import in_figures, value_of
from rag.understand.question import understand

DIGITS = "零一二三四五六七八九"


def words(number: int) -> str:
    """A number below 100,000,000 in full words, as it is read aloud."""
    if number >= 10_000:
        rest = number % 10_000
        return words(number // 10_000) + "万" + (("零" if rest < 1000 else "") + words(rest) if rest else "")
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            rest = number % size
            gap = "零" if rest and rest < size // 10 else ""
            return DIGITS[number // size] + name + gap + (words(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(1, 99_999_999))
def test_numbers_read_aloud_come_back(number):
    assert value_of(words(number)) == number


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("三十六到四十五岁的老师", "36到45岁的老师"),
        ("超过三百人的单位", "超过300人的单位"),
        ("是不是有一百零五家企业", "是不是有105家企业"),
        ("有没有百分之九十二点一二", "有没有92.12%"),
        ("一万二千元", "12000元"),
        ("已经超过1万1了吧", "已经超过11000了吧"),
    ],
)
def test_counts_in_words_become_figures(said, told):
    assert in_figures(said) == told


@pytest.mark.parametrize(
    "text",
    [
        "十四五规划",
        "第十二届",
        "第三十名",
        "一年级和二年级",
        "十几个人",
        "三五个人",
        "一人一案",
        "两年",
        "2万元",
    ],
)
def test_names_ranks_and_rough_counts_stay(text):
    assert in_figures(text) == text


def test_a_limit_in_words_is_one():
    assert [claim.value for claim in understand("哪些专业的在校生超过三百人").claims] == [300]
