"""Merged cells in tables that a program saved as plain text, in each of the ways that programs do it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read_text import read_text
from ingest.spread import spans_of
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.types import Table

BLANK = """表1 各系在校生
系部	专业	在校生数		教师
		2021年	2022年	
园艺系	果树	210	230	12
	花卉	180	175	9
	小计	390	405	21
合计		390	405	21
"""
LEFT_OUT = """表1 各系在校生
系部	专业	在校生数	教师
		2021年	2022年	
园艺系	果树	210	230	12
	花卉	180	175	9
	小计	390	405	21
合计	390	405	21
"""
REPEATED = """表1 各系在校生
系部	专业	在校生数	在校生数	教师
系部	专业	2021年	2022年	教师
园艺系	果树	210	230	12
园艺系	花卉	180	175	9
园艺系	小计	390	405	21
合计	合计	390	405	21
"""


AID = """表1 奖助
项目	2021年	2022年
	人次	金额	人次	金额
助学金	25	8.2	30	9.9
减免	4	1.1	6	1.7
"""
CARD = """表1 计分卡
序号	指标	指标	单位	2022年
1	起薪	起薪	元	3900
2	就业人数	就业人数	人	60
2	就业人数	面向第一产业	人	20
2	就业人数	面向第二产业	人	40
"""


def table(text: str) -> Table:
    source = read_text(Path("报告.txt"), f"1 概况\n\n{text}\n".encode(), ReadOptions())
    (read,) = source_to_report(source).tables
    return read


def cells(read: Table) -> dict[tuple[str, ...], str]:
    return {("›".join(c.row_path), "›".join(c.col_path)): c.text for c in read.cells}


@pytest.mark.parametrize("text", [BLANK, LEFT_OUT, REPEATED], ids=["blank", "left out", "repeated"])
def test_merged_cells_are_told_however_they_were_saved(text):
    read = cells(table(text))
    assert read["园艺系›花卉", "在校生数›2022年"] == "175"
    assert read["园艺系›小计", "在校生数›2021年"] == "390"
    assert read["合计", "教师"] == "21"
    assert len(read) == 12


def test_two_headings_over_the_same_headings_share_them():
    read = cells(table(AID))
    assert read["减免", "2022年›人次"] == "6"
    assert read["助学金", "2021年›金额"] == "8.2"


def test_a_heading_over_two_columns_of_labels_leaves_the_figures_in_place():
    read = cells(
        table("表1 计分卡\n指标\t单位\t2021年\t2022年\n1\t巩固率\t%\t98\t97\n2\t起薪\t元\t3900\t4100\n")
    )
    assert read["巩固率", "2022年"] == "97"
    assert read["起薪", "2021年"] == "3900"


def test_a_title_over_all_columns_stays_in_its_table():
    text = "表1 满意度\n指标\t一年级\t二年级\n教学\n课堂\t91\t92\n课外\t88\t87\n服务\n食堂\t80\t79\n"
    read = cells(table(text))
    assert read["教学›课外", "二年级"] == "87"
    assert read["服务›食堂", "一年级"] == "80"


def test_a_line_of_contents_is_no_table():
    source = read_text(Path("a.txt"), "1.1 概况\t3\n第二章\n2.1 招生\t5\n".encode(), ReadOptions())
    assert not source_to_report(source).tables


def test_numbers_that_are_printed_again_for_each_row_of_a_block_are_one():
    read = cells(table(CARD))
    assert read["就业人数›面向第二产业", "2022年"] == "40"
    assert read["起薪", "2022年"] == "3900"


@given(
    st.lists(
        st.lists(
            st.sampled_from(["合计", "甲", "", "12", "3.5", "%", "—", "2020年"]), min_size=1, max_size=6
        ),
        min_size=1,
        max_size=7,
    )
)
def test_every_cell_covers_a_column_and_none_reaches_out(rows):
    width = max(map(len, rows))
    for row, spans in zip(rows, spans_of(rows), strict=True):
        assert len(row) == len(spans)
        assert all(span >= 1 for span in spans)
        assert sum(spans) <= width
