"""Figures that a question lists: added up whole or not at all, as one side of a share or a difference."""

from __future__ import annotations

import pytest

from rag.calculate.groups import grouped_sides, is_list, listed
from rag.find.match import Matcher
from rag.understand.question import understand
from tests.colleges import ask, college
from tests.harbour_college import ask_harbour, harbour

SUMS = {
    "正高级、副高级和中级教师一共多少人？": ("21 + 96 + 171 = 288", "288", "人"),
    "航海技术和渔业养殖一共录取多少人？": ("190 + 110 = 300", "300", "人"),
    "航海技术、渔业养殖和软件技术的招生计划之和是多少？": ("200 + 120 + 260 = 580", "580", "人"),
    "海洋学院和信息学院的招生计划加起来是多少？": ("320 + 410 = 730", "730", "人"),
    "学费收入、财政拨款和捐赠收入一共多少？": ("2400 + 5100 + 360 = 7860", "7860", "万元"),
    "2029年学费收入、财政拨款和其他收入一共多少万元？": ("2250 + 4800 + 200 = 7250", "7250", "万元"),
    "A、B、C三类课一共多少门？": ("45 + 210 + 95 = 350", "350", "门"),
    "B、C两类课的实践课时一共多少？": ("3600 + 5200 = 8800", "8800", "课时"),
}
SIDES = {
    "正高级、副高级加起来比中级少多少人？": ("（21 + 96） − 171 = 117 − 171 = -54", "-54", "人"),
    "C类课比A类课、B类课加起来少多少门？": ("95 − （45 + 210） = 95 − 255 = -160", "-160", "门"),
    "航海技术与渔业养殖的录取人数合计比软件技术少多少？": (
        "（190 + 110） − 258 = 300 − 258 = 42",
        "42",
        "人",
    ),
    "A类课和C类课加起来占B类课的比例是多少？": ("（45 + 95） ÷ 210 ≈ 66.67%", "66.67", "%"),
    "A类课和B类课加起来是C类课的几倍？": ("（45 + 210） ÷ 95 ≈ 2.68", "2.68", "倍"),
    "软件技术和网络安全占信息学院录取人数的比例是多少？": ("（258 + 149） ÷ 407 = 100%", "100", "%"),
}
# One thing of each list is not in the report, or has no value there.
SHORT_OF_ONE = {
    "正高级、副高级和特级教师一共多少人？": "“特级”",
    "航海技术、渔业养殖和海员培训的招生计划之和是多少？": "“海员”",
    "2029年学费收入、财政拨款和捐赠收入一共多少？": "“捐赠”",
}


def shown(answer):
    return (answer.calculation.formula, answer.calculation.result, answer.calculation.unit)


@pytest.mark.parametrize("question", SUMS)
def test_a_whole_list_is_added_up(question):
    answer = ask_harbour(question)
    assert shown(answer) == SUMS[question]
    cited = {number for citation in answer.citations for number in citation.quote.split()}
    assert {figure.value for figure in answer.figures} <= cited


@pytest.mark.parametrize("question", SHORT_OF_ONE)
def test_a_list_that_lacks_one_is_not_added_up(question):
    answer = ask_harbour(question)
    assert answer.abstained
    assert answer.figures == ()
    assert SHORT_OF_ONE[question] in answer.text


@pytest.mark.parametrize("other", ["正高级", "在线课程", "学费收入"])
def test_what_stands_in_different_places_is_not_added_up(other):
    answer = ask_harbour(f"航海技术、软件技术和{other}一共多少？")
    assert answer.abstained
    assert answer.calculation is None


def test_a_list_of_rows_of_the_college_lacks_none():
    answer = ask("机电学院、商学院、护理学院和艺术学院一年级一共多少人？")
    assert shown(answer) == ("1100 + 975 + 1260 + 480 = 3815", "3815", "人")
    assert ask("机电学院、商学院和建筑学院一年级一共多少人？").abstained


def test_what_is_said_of_all_of_a_list_tells_which_of_its_figures_is_meant():
    assert shown(ask("普通高考、自主招生和三二分段的报到人数一共多少？"))[0] == "1086 + 608 + 255 = 1949"
    assert shown(ask("普通高考、自主招生和三二分段的招生计划一共多少？"))[0] == "1200 + 640 + 300 = 2140"


@pytest.mark.parametrize("question", SIDES)
def test_either_side_may_be_several_figures(question):
    answer = ask_harbour(question)
    assert shown(answer) == SIDES[question]
    assert all(f"[{n}]" in answer.text for n in answer.calculation.citations)


def test_several_rows_are_set_against_a_printed_total():
    answer = ask("普通高考和自主招生的实际录取人数占实际录取总数的比例是多少？")
    assert shown(answer) == ("（1180 + 640） ÷ 2082 ≈ 87.42%", "87.42", "%")
    assert "合计 · 实际录取 2082人" in answer.text


def test_parts_that_make_their_total_are_said_to_agree():
    answer = ask_harbour("航海技术、渔业养殖的录取人数加起来与海洋学院小计一致吗？")
    assert answer.text.startswith("一致：")
    assert shown(answer) == ("（190 + 110） − 300 = 300 − 300 = 0", "0", "人")


def test_parts_that_do_not_make_what_they_should_are_said_not_to_agree():
    answer = ask_harbour("航海技术、渔业养殖的招生计划加起来与软件技术相等吗？")
    assert answer.text.startswith("不一致：")
    assert "多 60人" in answer.text
    assert shown(answer)[0] == "（200 + 120） − 260 = 320 − 260 = 60"


@pytest.mark.parametrize(
    ("question", "one_by_one"),
    [
        ("航海技术、渔业养殖和软件技术一共录取多少人？", True),
        ("航海技术与软件技术谁录取得多？", True),
        ("航海技术录取多少人？", False),
        ("学校的报到率是多少？", False),
    ],
)
def test_a_list_names_things_one_by_one(question, one_by_one):
    assert is_list(Matcher(understand(question), harbour(), {})) is one_by_one


def test_a_list_is_found_in_its_own_order_and_in_one_column():
    found = listed(Matcher(understand("软件技术、渔业养殖和航海技术的招生计划之和是多少？"), harbour(), {}))
    assert [c.cell.cell.text for c in found] == ["260", "120", "200"]
    assert {c.cell.cell.col_path for c in found} == {("招生计划（人）",)}


@pytest.mark.parametrize(
    "question",
    ["软件技术比航海技术多录取多少人？", "软件技术录取多少人？", "软件技术和航海技术一共录取多少人？"],
)
def test_one_figure_on_either_side_is_no_group(question):
    assert grouped_sides(Matcher(understand(question), harbour(), {})) is None


def test_percentages_make_no_share():
    assert (
        grouped_sides(
            Matcher(understand("自主招生和三二分段的报到率占普通高考的比例是多少？"), college(), {})
        )
        is None
    )
