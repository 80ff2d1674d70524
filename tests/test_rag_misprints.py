"""One thing told with two numbers: digits exchanged, a total beside its sentence, two sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rag.find.book import make_book
from rag.find.candidates import Candidate
from rag.find.misprints import exchanged, misprints
from rag.types import Paragraph
from tests.colleges import ask, college_report, table

TRIPS = (
    ("研学营地", "接待人次", "收入（万元）"),
    ("茶山营地", "3120", "41.5"),
    ("盐田营地", "2875", "38.2"),
    ("灯塔营地", "1640", "20.3"),
    ("合计", "7635", "100.0"),
)
CARD = (
    ("指标", "单位", "2030年"),
    ("公益讲座听众人数", "人", "5241"),
    ("校史馆参观人数", "人", "8125"),
    ("馆藏报刊种数", "种", "326"),
)
TEXTS = (
    ("4.1", "全年研学营地共接待中小学生7365人次，收入100.0万元。"),
    ("4.2", "2030年公益讲座听众达5214人，比上年增加300人。"),
    ("4.2", "校史馆全年参观人数8125人，其中校外参观6110人。"),
    ("2", "学生在各级各类文艺展演和体育比赛中获得奖项64项。"),
    ("3.1", "全年学生在各级各类文艺展演和体育比赛中共获得奖项61项。"),
)


def book(*more):
    report = college_report()
    texts = tuple(Paragraph(100 + i, text, section) for i, (section, text) in enumerate((*TEXTS, *more)))
    tables = (table(8, "研学营地接待情况", "4.1", TRIPS), table(9, "计分卡", "2", CARD))
    return make_book(replace(report, paragraphs=report.paragraphs + texts, tables=report.tables + tables))


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("公益讲座有多少听众？", {"5241", "5214"}),
        ("2030年公益讲座听众人数", {"5241", "5214"}),
        ("研学营地一共接待了多少人次？", {"7635", "7365"}),
        ("研学营地全年接待多少中小学生？", {"7635", "7365"}),
        ("学生文艺展演和体育比赛获得奖项多少项？", {"64", "61"}),
    ],
)
def test_what_is_told_with_two_numbers_is_told_with_both(question, values):
    answer = ask(question, book=book())
    assert answer.kind == "contradiction"
    assert {figure.value for figure in answer.figures} == values


@pytest.mark.parametrize("question", ["校史馆参观人数是多少？", "馆藏报刊种数", "茶山营地接待人次是多少"])
def test_what_is_told_with_one_number_is_no_contradiction(question):
    assert ask(question, book=book()).kind != "contradiction"


def test_what_is_told_twice_either_way_is_told_of_two_things():
    more = (("4.2", "公益讲座现场听众5241人。"), ("4.2", "公益讲座线上听众5214人。"))
    found = [misprinted(once, "公益讲座听众人数") for once in (book(), book(*more))]
    assert [len(misprints) for misprints in found] == [1, 0]


def misprinted(report, label):
    view = next(v for v in report.tables if v.table.label == "表9")
    cell = next(c for c in view.cells if c.row.name == label)
    return misprints(report, Candidate(0.0, 0.0, 0.0, (), frozenset(), 2030, view=view, cell=cell))


@pytest.mark.parametrize(
    ("a", "b", "digits"),
    [
        ("486.30", "468.30", 5),
        ("412", "421", 3),
        ("96.35", "96.53", 4),
        ("4874", "4784", 4),
        ("412", "214", 0),
        ("4874", "4884", 0),
        ("412", "4120", 0),
        ("12", "21", 0),
        ("120", "210", 0),
    ],
)
def test_two_neighbouring_digits_exchanged(a, b, digits):
    assert exchanged(Decimal(a), Decimal(b)) == digits
