from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.quantity import (
    SCALES,
    convert,
    is_unit,
    parse_quantity,
    split_scale,
    unit_of_heading,
    without_unit,
    year_of,
)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5897", "5897", ""),
        ("12,254.00", "12254.00", ""),
        ("1，714，000", "1714000", ""),
        ("1 714 000", "1714000", ""),
        ("９２．１２％", "92.12", "%"),
        ("92.12 %", "92.12", "%"),
        ("3.5‰", "3.5", "‰"),
        ("1.2 万", "1.2", "万"),
        ("285.67万元", "285.67", "万元"),
        ("2.31 亿元", "2.31", "亿元"),
        ("+123", "123", ""),
        ("-89", "-89", ""),
        ("−0.15", "-0.15", ""),
        ("+4,735", "4735", ""),
        ("698*", "698", ""),
        ("¥12.50", "12.50", "元"),
        ("0", "0", ""),
        ("0.00", "0.00", ""),
        ("15.02元/生", "15.02", "元/生"),
        ("8.5 m²", "8.5", "m²"),
        ("3个月", "3", "个月"),
    ],
)
def test_reads_one_number_with_its_unit(text, value, unit):
    quantity = parse_quantity(text)
    assert str(quantity.value) == value
    assert quantity.unit == unit
    assert quantity.text == text


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "—", "－", "-", "/", "——", "120-150万", "120～150", "无", "就业率", "2020年", "2020-12-18",
        "2020 年 12 月 18 日", "12月", "1:16.5", "3/4", "2020级", "A1", "3+证书", "1.2.3", "约 30 人", "1,23",
        "计算机网络技术、移动应用开发", "500强", "30余人", "..", "①",
    ],
)  # fmt: skip
def test_what_is_no_single_number_has_no_value(text):
    assert parse_quantity(text).value is None
    assert parse_quantity(text).text == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_printed_number_is_read_exactly_in_every_dress(number, places):
    value = Decimal(number).scaleb(-places)
    for printed in (f"{value:f}", f"{value:,f}", f" {value:,f} "):
        assert parse_quantity(printed).value == value
    wide = f"{value:,f}".translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))
    assert parse_quantity(wide).value == value


@given(st.text())
def test_any_text_is_kept_and_never_fails(text):
    assert parse_quantity(text).text == text
    year_of(text)
    unit_of_heading(text)
    without_unit(text)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("实际录取（人）", "人"),
        ("所占比例 (%)", "%"),
        ("报到率（％）", "%"),
        ("单位：人", "人"),
        ("单位: 万元", "万元"),
        ("（单位：人日）", "人日"),
        ("计量单位：平方米", "平方米"),
        ("表 3 生均面积（m2/生）", "m²/生"),
        ("2021 年（门）", "门"),
        ("广东专科批（普通高考）", ""),
        ("证书（等级）", ""),
        ("国（境）外人员培训量", ""),
        ("会计(诚盟教育培训中心)", ""),
        ("计划数", ""),
        ("", ""),
    ],
)
def test_unit_in_a_heading(heading, unit):
    assert unit_of_heading(heading) == unit


def test_heading_without_its_unit():
    assert without_unit("实际录取（人）") == "实际录取"
    assert without_unit("广东专科批（普通高考）") == "广东专科批（普通高考）"
    assert without_unit("录取占比（%）变化") == "录取占比变化"


def test_words_are_no_units():
    assert is_unit("人日")
    assert is_unit("m ² /生")
    assert is_unit("元/生")
    assert not is_unit("—")
    assert not is_unit("中级")
    assert not is_unit("")


def test_convert_keeps_the_kind():
    assert convert(Decimal("1.2"), "万元", "元") == 12000
    assert convert(Decimal("5000"), "人", "万人") == Decimal("0.5")
    assert convert(Decimal("4.68"), "万人日", "人日") == 46800
    assert convert(Decimal(3), "亿元", "万元") == 30000
    assert convert(Decimal(3), "名", "人") == 3
    assert convert(Decimal(3), "人", "人日") is None
    assert convert(Decimal(3), "%", "个百分点") is None
    assert convert(Decimal(3), "元", "美元") is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=4),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(["元", "人", "人日", "册"]),
)
def test_convert_there_and_back(value, scale, unit):
    there = convert(value, scale + unit, unit)
    assert there == value * SCALES[scale]
    assert convert(there, unit, scale + unit) == value


def test_scale_of_a_unit():
    assert split_scale("万元") == (10000, "元")
    assert split_scale("百分点") == (1, "百分点")
    assert split_scale("人") == (1, "人")


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("2019 年", 2019),
        ("2020年", 2020),
        ("2020", 2020),
        ("２０２１年", 2021),
        ("2021 届", 2021),
        ("2021 年占比（%）", 2021),
        ("表 2：2020 年学院各类别招生情况", 2020),
        ("2019-2020学年", None),
        ("2019—2021 年", None),
        ("2020-21学年", None),
        ("招生总体情况（2020—2021 年）", None),
        ("2000 元", None),
        ("20000", None),
        ("12,019.00", None),
        ("一年级", None),
        ("", None),
    ],
)
def test_year_of_a_label(label, year):
    assert year_of(label) == year
