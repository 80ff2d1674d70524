"""How tables are taken apart: lists, forms, and both in one, upright and turned."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.tables.columns import kind_of, label_likeness
from rag.tables.grid import table_grid
from rag.tables.grid_blocks import Block, find_blocks
from rag.tables.pair_rows import read_pairs
from rag.types import Span, Table


def table(*rows: str, merged: Sequence[Span] = ()) -> Table:
    """A table from rows with | between cells; ^ repeats the cell on the left, " the one above."""
    grid: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for text in row.split("|"):
            above = grid[-1][len(line)] if grid else ""
            line.append(line[-1] if text == "^" else above if text == '"' else text)
        grid.append(line)
    return Table("t1", "", "", "", tuple(map(tuple, grid)), 0, (), merged=tuple(merged))


def names(block: Block) -> list[str]:
    return [">".join(cell.text for cell in path) for path in block.attributes]


def values(block: Block) -> list[list[str]]:
    return [[cell.text for _, cell in record.cells] for record in block.records]


def blocks(made: Table) -> tuple[Block, ...]:
    return find_blocks(table_grid(made))


def test_a_list_has_its_header_as_attributes():
    (block,) = blocks(table("姓名|部门|入职日期", "于成|后勤部|2019-03-01", "白露|财务部|2020-07-15"))
    assert names(block) == ["姓名", "部门", "入职日期"]
    assert values(block) == [["于成", "后勤部", "2019-03-01"], ["白露", "财务部", "2020-07-15"]]


def test_a_list_that_runs_to_the_right_is_turned():
    (block,) = blocks(
        table("型号|甲一|甲二", "重量|1.2kg|1.5kg", "功率（W）|45|60", "上市时间|2020年3月|2021年6月")
    )
    assert names(block) == ["型号", "重量", "功率（W）", "上市时间"]
    assert values(block) == [["甲一", "1.2kg", "45", "2020年3月"], ["甲二", "1.5kg", "60", "2021年6月"]]


def test_names_over_several_columns_are_outer_names():
    made = table(
        "地区|产量（吨）|^|面积|^",
        '"|2020年|2021年|2020年|2021年',
        "东乡|12|13|5|6",
        "西乡|22|21|8|8",
        merged=[(0, 0, 2, 1), (0, 1, 1, 3), (0, 3, 1, 5)],
    )
    (block,) = blocks(made)
    assert names(block) == ["地区", "产量（吨）>2020年", "产量（吨）>2021年", "面积>2020年", "面积>2021年"]
    assert len(block.records) == 2


def test_a_header_printed_again_beside_itself_goes_on_there():
    (block,) = blocks(table("课程|学分|课程|学分", "语法|2|写作|3", "听力|1|口语|2"))
    assert names(block) == ["课程", "学分"]
    assert sorted(values(block)) == [["写作", "3"], ["口语", "2"], ["听力", "1"], ["语法", "2"]]


def test_names_of_rows_need_no_heading():
    (block,) = blocks(table("|本期数量|上年数量", "客运|880|800", "货运|420|450", "停航|3|5"))
    assert [path[0].text if path else "" for path in block.attributes] == ["", "本期数量", "上年数量"]
    assert [record.cells[0][1].text for record in block.records] == ["客运", "货运", "停航"]


def test_weekdays_head_a_timetable():
    made = table("节次|星期一|星期二|星期三", "第一节|语文|数学|英语", "第二节|数学|语文|音乐")
    (block,) = blocks(made)
    assert names(block) == ["节次", "星期一", "星期二", "星期三"]


def test_things_with_pairs_beside_them_are_one_list():
    made = table(
        "仪器|价格|参数|^",
        "甲仪|200|型号|W1",
        '"|"|量程|60',
        "乙仪|400|型号|W7",
        '"|"|量程|90',
        merged=[(0, 2, 1, 4), (1, 0, 3, 1), (1, 1, 3, 2), (3, 0, 5, 1), (3, 1, 5, 2)],
    )
    (block,) = blocks(made)
    assert names(block) == ["仪器", "价格", "参数>型号", "参数>量程"]
    assert values(block) == [["甲仪", "200", "W1", "60"], ["乙仪", "400", "W7", "90"]]


def test_things_with_a_table_beside_them_keep_it_under_their_names():
    made = table(
        "机器|厂家|规格|^|^",
        "丙机|北山厂|名称|一号|二号",
        '"|"|行程|650|850',
        '"|"|转速|150|180',
        merged=[(0, 2, 1, 5), (1, 0, 4, 1), (1, 1, 4, 2)],
    )
    things, inner = blocks(made)
    assert values(things) == [["丙机", "北山厂"]]
    assert [cell.text for cell in inner.groups] == ["丙机", "北山厂", "规格"]


def test_a_list_under_a_name_at_the_left_of_a_form():
    made = table(
        "姓名|汤文|性别|男",
        "工作经历|起止时间|单位|职务",
        '"|2010年—2014年|北山机械厂|技术员',
        '"|2014年至今|南河设计院|主任',
        "电话|555-2323|邮箱|tw@mail.example",
        merged=[(1, 0, 4, 1)],
    )
    form, jobs = blocks(made)
    assert form.form
    assert names(form) == ["姓名", "性别", "电话", "邮箱"]
    assert [cell.text for cell in jobs.groups] == ["工作经历"]
    assert names(jobs) == ["起止时间", "单位", "职务"]


def test_lists_under_titles_over_the_whole_width():
    made = table(
        "名称|云门小学|地址|北街1号",
        "教师|^|^|^",
        "姓名|学科|年龄|电话",
        "何田|数学|41|555-1",
        "班级|^|^|^",
        "名称|人数|教室|班主任",
        "一班|40|101|何田",
        merged=[(1, 0, 2, 4), (4, 0, 5, 4)],
    )
    form, teachers, classes = blocks(made)
    assert names(form) == ["名称", "地址"]
    assert ([cell.text for cell in teachers.groups], names(teachers)[0]) == (["教师"], "姓名")
    assert ([cell.text for cell in classes.groups], values(classes)) == (
        ["班级"],
        [["一班", "40", "101", "何田"]],
    )


def test_names_of_groups_and_a_photograph_in_rows_of_pairs():
    made = table(
        "基本信息|姓名|卓然|性别|女|照片",
        '"|民族|汉族|籍贯|江西|"',
        merged=[(0, 0, 2, 1), (0, 5, 2, 6)],
    )
    (form,) = blocks(made)
    assert names(form) == ["基本信息>姓名", "基本信息>性别", "基本信息>民族", "基本信息>籍贯"]


def test_a_name_may_have_several_values_and_a_cell_its_own_name():
    grid = table_grid(table("合计金额|壹佰元整|100|经手人：丁一"))
    pairs = read_pairs(grid.row(0)).pairs
    assert [[cell.text for cell in pair.values] for pair in pairs] == [["壹佰元整", "100"], ["经手人：丁一"]]


def test_an_empty_grid_has_no_blocks():
    assert blocks(table("|")) == () or all(not block.attributes for block in blocks(table("|")))


@pytest.mark.parametrize(
    ("text", "kind"),
    {
        "3,208.5": "number",
        "95%": "number",
        "2021-03-04": "date",
        "2021年": "date",
        "08:30": "date",
        "—": "blank",
        "Anna Lee": "latin",
        "机械厂": "short",
        "负责全厂设备的安装与日常维护": "long",
    }.items(),
)
def test_kinds_of_values(text, kind):
    assert kind_of(text) == kind


def test_names_look_more_like_names_than_values_do():
    assert min(map(label_likeness, ["出生日期", "额定功率(W)", "联系人："])) > 0.6
    assert max(map(label_likeness, ["138", "2020-01-02", "已于去年完成；今年继续。", "—"])) < 0.3
