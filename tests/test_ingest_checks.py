from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.checks import find_warnings
from ingest.read_text import read_text
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.types import Report


def report_with(text: str) -> Report:
    source = read_text(Path("t.txt"), f"某校质量年度报告（2022）\n{text}".encode(), ReadOptions())
    return source_to_report(source)


def warnings(text: str) -> tuple[str, ...]:
    return report_with(text).warnings


def test_a_total_is_kept_with_the_parts_that_do_not_make_it_up():
    report = report_with("表1 情况\n人数单位：人\n学院\t人数\n甲\t812\n乙\t688\n合计\t1,600\n")
    assert (report.tables[0].label, report.tables[0].unit) == ("表1", "人")
    (wrong,) = report.misadded
    assert (wrong.table, wrong.total, wrong.parts) == (report.tables[0].id, (3, 1), ((1, 1), (2, 1)))


def test_a_total_that_is_not_the_sum():
    assert warnings("表1 情况\n学院\t人数（人）\n甲\t812\n乙\t688\n合计\t1,600\n") == (
        "表1《情况》“人数（人）”一列的合计印为 1,600人，各项相加为 1500人，相差 100人。",
    )


@pytest.mark.parametrize(
    "table",
    [
        "学院\t人数\n甲\t812\n乙\t688\n合计\t1,500",
        "学院\t金额（万元）\n甲\t8.12\n乙\t6.88\n丙\t—\n合计\t15.00",
        "学院\t金额（万元）\n甲\t8.123\n乙\t6.882\n合计\t15.01",
        "学院\t就业率（%）\n甲\t90.1\n乙\t92.3\n合计\t91.2",
        "学院\t平均起薪\n甲\t4000\n乙\t5000\n合计\t4400",
        "学院\t人数\n甲\t812\n其中：女\t500\n乙\t688\n合计\t1,500",
        "学院\t人数\n甲\t812\n乙\t约 700\n合计\t1,500",
        "类\t专业\t人数\n工\t数控\t3\n工\t模具\t2\n工\t小计\t5\n文\t文秘\t1\n文\t法律\t1\n文\t小计\t2\n合计\t\t7",
    ],
)
def test_no_alarm_where_all_is_well_or_cannot_be_told(table):
    assert warnings(f"表1 情况\n{table}\n") == ()


def test_a_subtotal_that_is_not_the_sum():
    (warning,) = warnings("表1 情况\n类\t专业\t人数\n工\t数控\t3\n工\t模具\t2\n工\t小计\t6\n")
    assert "工、小计印为 6人，各项相加为 5人" in warning


def test_shares_against_the_whole():
    (warning,) = warnings(
        "表1 情况\n类别\t人数\t占比（%）\n甲\t50\t50.0\n乙\t30\t30.0\n丙\t20\t24.0\n合计\t100\t—\n"
    )
    assert warning == "表1《情况》“占比（%）”一列各项相加为 104.0%，不是 100%。"
    assert (
        warnings("表1 情况\n类别\t人数\t占比（%）\n甲\t1\t33.33\n乙\t1\t33.33\n丙\t1\t33.33\n合计\t3\t100\n")
        == ()
    )


def test_a_part_that_is_more_than_its_whole():
    (warning,) = warnings("表1 情况\n指标\t单位\t2021年\n教师总数\t人\t300\n其中：专任教师\t人\t320\n")
    assert warning == "表1《情况》“2021年”一列，其中：专任教师（320人）大于它所属的教师总数（300人）。"


def test_annex_against_the_body():
    head = "指标\t单位\t2020年\t2021年\n"
    body = f"1. 情况\n在校生见表。\n表1 计分卡\n{head}就业率\t%\t90.1\t91.2\n月收入\t元\t4,000\t4,100\n"
    annex = f"附表1 计分卡\n{head}1 就业率\t%\t90.10\t91.3\n2 月收入\t元\t4000\t4100\n"
    report = report_with(body + annex)
    assert report.tables[1].repeats == "t1"
    assert report.warnings == (
        "附表1《计分卡》与表1《计分卡》不一致：1 就业率（2021年）前者为 91.3，后者为 91.2。",
    )


def test_captions_and_tables_that_lack_one_another():
    text = "1. 情况\n表1 甲\n项\t数\n子\t1\n\n表2 乙\n这里本应有表。\n年\t月\t日\n1\t2\t3\n4\t5\t6\n"
    lone, missing = warnings(text)
    assert lone == "“1 情况”中有一张表格没有编号和题注（首行：年、月、日）。"
    assert missing == "有题注“表2 乙”，但没有找到它的表格。"


def test_doubtful_readings_are_named():
    report = report_with("表1 情况\n项目\t人数\n甲\t17\n乙\t18\n")
    (table,) = report.tables
    cells = (replace(table.cells[0], doubt=True), table.cells[1])
    doubtful = replace(report, tables=(replace(table, cells=cells),))
    assert find_warnings(doubtful, ()) == (
        "有 1 个单元格的文字识别没有把握，请对照原件：表1“甲·人数”读作 17。",
    )


@pytest.mark.parametrize(
    "text",
    [
        "学院\t专业\t人数\n甲院\t一\t10\n\t二\t20\n甲院小计\t\t30\n乙院\t三\t5\n乙院小计\t\t5\n总计\t\t35\n",
        "类别\t结构\t人数\t比例\n职称\t高级\t30\t30%\n\t中级\t70\t70%\n学历\t博士\t20\t20%\n\t硕士\t80\t80%\n"
        "合计\t\t100\t100%\n",
        "基地\t个数（个）\t每个接收人数（人）\n甲\t10\t20\n乙\t20\t35\n合计\t30\t60\n",
        "班级\t人数\n一班男生\t10\n一班女生\t20\n二班男生\t11\n二班女生\t21\n男生合计\t21\n女生合计\t41\n合计\t62\n",
    ],
)
def test_totals_that_do_add_up_in_their_way(text: str):
    assert warnings(f"表1 情况\n{text}") == ()
