"""How far something is from its goal, shares of the first rows, averages over rows, and clear divisors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.understand.question import understand
from tests.colleges import ask, college_report, make_book, table, with_texts

VILLAGES = (
    ("村名", "投入资金（万元）", "带动户数（户）"),
    ("石桥村", "30", "120"),
    ("柳溪村", "50", "90"),
    ("枫林村", "40", "60"),
    ("合计", "120", "270"),
)
READERS = (
    ("指标", "单位", "2029年", "2030年"),
    ("在馆读者", "人", "900", "1000"),
    ("其中：盲文读者", "人", "90", "120"),
)
TOLD = with_texts(
    "学校现有潜水教练23人，潜水证书通过率为88.5%。",
    "到2033年，学校力争潜水教练达到40人，潜水证书通过率达到92%以上。",
    "评茶员每年新增30人。",
    "卖纸灯销售收入18.6万元，全部注入助学金，资助学生93人。",
    "发放奖金500万元，其中一等50人、二等80人、三等120人。",
    "学校总收入900万元，总支出850万元。",
)


def tabled():
    report = college_report()
    tables = (table(9, "帮扶村情况", "4", VILLAGES), table(10, "读者情况", "4", READERS))
    return make_book(replace(report, tables=(*report.tables, *tables)))


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("潜水教练离40人的目标还差几个", "40 − 23 = 17"),
        ("潜水证书通过率距离92%还差多少", "92 − 88.5 = 3.5"),
        ("总收入减总支出还剩多少", "900 − 850 = 50"),
    ],
)
def test_a_goal_stated_is_set_against_what_is_reached(question, formula):
    answer = ask(question, book=TOLD)
    assert answer.calculation is not None, answer.text
    assert answer.calculation.formula == formula


def test_a_goal_that_the_report_does_not_print_is_no_goal():
    assert ask("潜水教练离60人的目标还差几个", book=TOLD).calculation is None


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("三个帮扶村平均每村投多少钱", "（30 + 50 + 40）÷ 3 = 40"),
        ("平均每个村带动多少户", "（120 + 90 + 60）÷ 3 = 90"),
        ("投入资金最多的前两个村合起来占总投入的比重", "（50 + 40） ÷ 120 = 75%"),
        ("盲文读者2030年占比多少", "120 ÷ 1000 = 12%"),
    ],
)
def test_rows_are_averaged_and_their_shares_told(question, formula):
    answer = ask(question, book=tabled())
    assert answer.calculation is not None, answer.text
    assert answer.calculation.formula == formula


def test_of_several_groups_told_together_none_is_the_divisor():
    answer = ask("发放奖金摊到每人多少钱", book=TOLD)
    assert answer.calculation is None
    assert ask("卖纸灯的钱资助学生，摊到每人多少钱", book=TOLD).calculation.result == "2000"


@pytest.mark.parametrize(
    ("said", "operation"),
    [
        ("五个产业学院按企业出钱多少排个队", "rank"),
        ("专任教师里博士硕士加一块儿占几成", "share"),
        ("每亩成本省下多少", "difference"),
        ("哪个证最难考", "min"),
        ("横向到款每1块钱换来几块钱效益", "multiple"),
        ("发工资这些人员开支占总支出多少", "share"),
    ],
)
def test_everyday_words_for_a_calculation(said, operation):
    assert understand(said).operation == operation
