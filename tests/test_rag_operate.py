"""Calculations as a user sees them: the operands, the formula, the result, and when there is none."""

from __future__ import annotations

import pytest

from tests.colleges import ask
from tests.harbour_college import ask_harbour

CALCULATED = {
    "普通高考和自主招生的实际录取人数一共多少？": ("1180 + 640 = 1820", "1820", "人"),
    "一年级平均每个学院多少人？": ("（1100 + 975 + 1260 + 480）÷ 4 = 953.75", "953.75", "人"),
    "自主招生的招生计划占招生计划合计的比例是多少？": ("640 ÷ 2140 ≈ 29.91%", "29.91", "%"),
    "普通高考的实际录取是三二分段的几倍？": ("1180 ÷ 262 ≈ 4.50", "4.50", "倍"),
    "毕业生人数2030年比2029年增长百分之几？": ("（1850 − 1790）÷ 1790 ≈ 3.35%", "3.35", "%"),
    "2030年毕业生就业率比2029年高多少？": ("97.31 − 96.85 = 0.46", "0.46", "个百分点"),
    "日常教学经费比实训耗材经费多多少？": ("1250.50 − 320 = 930.50", "930.50", "万元"),
    "机电学院一年级比二年级多多少人？": ("1100 − 1000 = 100", "100", "人"),
}


@pytest.mark.parametrize("question", CALCULATED)
def test_calculates_from_printed_figures(question):
    answer = ask(question)
    assert answer.calculation is not None
    shown = (answer.calculation.formula, answer.calculation.result, answer.calculation.unit)
    assert shown == CALCULATED[question]
    assert all(f"[{n}]" in answer.text for n in answer.calculation.citations)


def test_a_rounded_result_says_so():
    assert "四舍五入，保留两位小数" in ask("普通高考的实际录取是三二分段的几倍？").text
    assert "四舍五入" not in ask("日常教学经费比实训耗材经费多多少？").text


def test_a_fall_is_called_one():
    assert "下降 2.80个百分点" in ask("专业相关度比上年下降了多少？").text


@pytest.mark.parametrize("words", ["变高还是变低", "变多还是变少", "升了还是降了"])
def test_up_or_down_is_asked_in_many_words(words):
    assert "上升 0.46个百分点" in ask(f"跟2029年比，2030年毕业生就业率{words}？").text


def test_a_change_that_the_prose_states_is_quoted_not_computed():
    answer = ask("报到率比上年上升了多少？")
    assert "1.20个百分点" in answer.text
    assert answer.calculation is None
    assert answer.citations[0].section == "2.1"


@pytest.mark.parametrize("question", ["实际录取人数合计多少？", "各招生类型的招生计划加起来是多少？"])
def test_a_printed_total_is_shown_rather_than_added_up_anew(question):
    answer = ask(question)
    assert answer.calculation is None
    assert answer.figures[0].value in ("2082", "2140")


def test_what_is_part_of_a_row_is_not_added_to_it():
    answer = ask("普通高考和三二分段的招生计划之和是多少？")
    assert answer.calculation is not None
    assert answer.calculation.formula == "1200 + 300 = 1500"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("哪个二级学院一年级人数最多？", "护理学院 · 一年级：1260人"),
        ("哪个二级学院二年级人数最少？", "艺术学院 · 二年级：450人"),
        ("各二级学院一年级人数从高到低排列", "护理学院 · 一年级：1260人"),
        ("各二级学院一年级人数从低到高排列", "艺术学院 · 一年级：480人"),
    ],
)
def test_orders_rows(question, first):
    assert ask(question).text.splitlines()[1].startswith(f"- {first}")


def test_a_limit_on_how_many_is_kept():
    lines = ask("一年级人数前两名的学院是哪些？").text.splitlines()
    assert [line[2:6] for line in lines if line.startswith("- ")] == ["护理学院", "机电学院"]


def test_rows_above_a_limit_are_listed_and_no_others():
    answer = ask("一年级人数超过1000人的学院有哪些？")
    assert answer.text.startswith("符合条件的有：")
    assert [figure.value for figure in answer.figures] == ["1100", "1260"]


def test_rows_below_a_limit_are_listed_and_no_others():
    answer = ask("二年级人数低于500人的学院有哪些？")
    assert [figure.value for figure in answer.figures] == ["450"]


def test_rows_short_of_their_plan_are_listed_with_it_and_the_total_is_none_of_them():
    answer = ask("哪些招生类型没有完成招生计划？")
    values = [figure.value for figure in answer.figures]
    assert {"1180", "1200", "262", "300"} <= set(values)
    assert not {"640", "2082", "2140"} & set(values)


def test_rows_that_fell_are_told_from_those_that_rose():
    fallen = ask("哪些指标比上年下降了的？")
    assert "专业相关度" in fallen.text
    assert "就业率" not in fallen.text


def test_people_are_not_added_to_days():
    answer = ask("培训学员和培训量一共多少？")
    assert answer.calculation is None


PRINTED = {
    "正高级教师占比是多少？": ("5.83", "%"),
    "副高级教师占专任教师的比例是多少？": ("26.67", "%"),
    "学费收入比上年增长百分之几？": ("6.67", "%"),
    "财政拨款同比增长百分之几？": ("6.25", "%"),
    "其他收入增长率是多少？": ("-30.00", "%"),
    "海洋学院未落实的毕业生有多少人？": ("14", "人"),
    "海洋学院有多少毕业生没有落实去向？": ("14", "人"),
    "信息学院还没落实去向的有多少人？": ("15", "人"),
}


@pytest.mark.parametrize("question", PRINTED)
def test_a_printed_share_growth_or_remainder_is_shown_rather_than_calculated(question):
    answer = ask_harbour(question)
    assert answer.calculation is None
    assert [(figure.value, figure.unit) for figure in answer.figures] == [PRINTED[question]]
    assert PRINTED[question][0] in answer.citations[0].quote.split()


UNPRINTED = {
    "财政拨款比上年增加多少万元？": ("5100 − 4800 = 300", "300", "万元"),
    "其他收入比上年减少多少？": ("140 − 200 = -60", "-60", "万元"),
    "财政拨款2030年是2029年的几倍？": ("5100 ÷ 4800 ≈ 1.06", "1.06", "倍"),
    "渔业养殖录取人数比招生计划少多少？": ("120 − 110 = 10", "10", "人"),
    "渔业养殖招生计划完成率是多少？": ("110 ÷ 120 ≈ 91.67%", "91.67", "%"),
    "海洋学院和信息学院报到率相差几个点？": ("96.07 − 93.67 = 2.40", "2.40", "个百分点"),
    "信息学院已落实人数占毕业生人数的比例是多少？": ("375 ÷ 390 ≈ 96.15%", "96.15", "%"),
}


@pytest.mark.parametrize("question", UNPRINTED)
def test_what_is_not_printed_is_calculated(question):
    calculation = ask_harbour(question).calculation
    assert (calculation.formula, calculation.result, calculation.unit) == UNPRINTED[question]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("报到率最高的三个专业是哪些？", ["97.29", "95.26", "93.96"]),
        ("录取人数最多的两个专业是哪些？", ["258", "190"]),
        ("录取人数最少的两个专业是哪两个？", ["110", "149"]),
        ("各专业报到率由低到高排序", ["90.91", "93.96", "95.26", "97.29"]),
    ],
)
def test_as_many_as_are_asked_for_are_put_in_order(question, values):
    assert [figure.value for figure in ask_harbour(question).figures] == values


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("录取人数最多的三个专业一共录取多少人？", "258 + 190 + 149 = 597"),
        ("录取人数前两名的专业一共录取多少人？", "258 + 190 = 448"),
    ],
)
def test_the_first_few_may_be_added_up(question, formula):
    assert ask_harbour(question).calculation.formula == formula


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("录取人数最多和最少的专业相差多少？", "258 − 110 = 148"),
        ("报到率最高和最低的专业相差几个百分点？", "97.29 − 90.91 = 6.38"),
    ],
)
def test_the_most_may_be_set_against_the_least(question, formula):
    assert ask_harbour(question).calculation.formula == formula


WHOLES = {
    "信息学院的毕业生占毕业生总数的百分之多少？": "390 ÷ 670 ≈ 58.21%",
    # the whole stands first, and is narrower than all graduates
    "落实的毕业生里，海洋学院的占多少？": "266 ÷ 641 ≈ 41.50%",
    "软件技术和网络安全的录取人数合起来占录取总数多少？": "（258 + 149） ÷ 707 ≈ 57.57%",
    "网络安全的计划完成率算一下": "149 ÷ 150 ≈ 99.33%",
}
LEFT = {
    "除了海洋学院，其他学院的毕业生有多少人？": "670 − 280 = 390",
    "中级以外的教师有多少人？": "360 − 171 = 189",
    "不算C类课，一共开设多少门课？": "350 − 95 = 255",
}


@pytest.mark.parametrize("question", [*WHOLES, *LEFT])
def test_a_part_is_set_against_the_whole_that_is_named_or_evident(question):
    answer = ask_harbour(question)
    assert answer.calculation is not None
    assert answer.calculation.formula == (WHOLES | LEFT)[question]


def test_what_remains_of_a_list_is_no_number():
    assert ask_harbour("除了海洋学院，还有哪些学院？").calculation is None


def test_an_amount_and_a_growth_may_be_asked_at_once():
    answer = ask_harbour("2030年学费收入比2029年增加多少万元，增长率是多少？")
    assert "增加 150万元" in answer.text
    assert "增长 6.67%" in answer.text


def test_the_most_and_the_least_of_the_groups_are_told_together():
    answer = ask_harbour("哪个二级学院毕业生最多，哪个最少？")
    assert [figure.value for figure in answer.figures] == ["390", "280"]


COMPARED = {
    "全校、海洋学院、信息学院的报到率哪个最高？": ["96.07", "95.05", "93.67"],
    "海洋学院和信息学院的报到率，哪个高，分别多少？": ["96.07", "93.67"],
    "软件技术和网络安全哪个专业录得多？": ["258", "149"],
}


@pytest.mark.parametrize("question", COMPARED)
def test_what_is_asked_of_all_that_is_compared_stands_before_or_behind_it(question):
    assert [figure.value for figure in ask_harbour(question).figures] == COMPARED[question]
