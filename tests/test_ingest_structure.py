from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.captions import parse_caption
from ingest.contents import find_contents, is_contents_title, parse_entry
from ingest.headings import parse_numbered
from ingest.read import read_source
from ingest.read_text import read_text
from ingest.structure import source_to_report
from ingest.types import Page, ReadOptions, Source, TextBlock
from rag.errors import SourceError
from rag.text import normalize
from rag.types import Report

DATA = Path(__file__).parent / "data"
TEXT_2021 = Path(__file__).parent.parent / "data" / "reports" / "2021.txt"
TRUTH = json.loads((DATA / "2021.truth.json").read_text(encoding="utf-8"))


def understand(text: str, name: str = "report.txt") -> Report:
    source = read_text(Path(name), text.encode(), ReadOptions())
    return source_to_report(source)


@pytest.fixture(scope="module", params=["text", "pdf", "docx"])
def report_2021(request) -> Report:
    paths = {"text": TEXT_2021, "pdf": DATA / "2021.pdf", "docx": DATA / "2021.docx"}
    return source_to_report(read_source(paths[request.param], ReadOptions()))


def test_whose_report_and_which_years(report_2021):
    assert report_2021.school == "清远职业技术学院"
    assert report_2021.title == "清远职业技术学院高等职业教育质量年度报告（2021）"
    assert (report_2021.year, report_2021.data_year) == (2021, 2020)
    assert report_2021.id == "清远职业技术学院-2021"


def test_section_tree_and_printed_pages(report_2021):
    sections = {section.number: section for section in report_2021.sections}
    assert list(sections) == [true["no"] for true in TRUTH["sections"]]
    for true in TRUTH["sections"]:
        section = sections[true["no"]]
        title = true["title"].removeprefix(true["no"]).lstrip(". ")
        assert (section.title, section.level) == (title, true["level"])
        assert section.place.page == str(true["page"])
        assert section.parent == (true["no"].rpartition(".")[0])


def test_cases_with_their_paragraphs(report_2021):
    assert [case.label for case in report_2021.cases] == [f"案例{n}" for n in range(1, 15)]
    assert [f"案例{case.title}" for case in report_2021.cases] == [
        "案例" + true["title"].split("：" if "：" in true["title"] else ":", 1)[1].strip()
        for true in TRUTH["cases"]
    ]
    inside = {
        case.label: [p for p in report_2021.paragraphs if p.case == case.label] for case in report_2021.cases
    }
    assert [len(inside[f"案例{n}"]) for n in (1, 4, 8, 13)] == [2, 3, 4, 3]
    assert inside["案例8"][1].text.startswith("一是经费保障")
    assert {p.section for p in inside["案例8"]} == {"3.3.1"}


def test_figures(report_2021):
    assert [figure.label for figure in report_2021.figures] == [f["label"] for f in TRUTH["figures"]]
    assert report_2021.figures[3].title == "2020 年各类招生情况占比"
    assert report_2021.figures[3].section == "2.1.1"


def test_paragraphs_broken_by_a_page_end_are_whole(report_2021):
    texts = [paragraph.text for paragraph in report_2021.paragraphs]
    joined = [text.replace(" ", "") for text in texts]
    for whole in (
        "自2013年被确定为广东省示范性高职院校立项建设单位以来",
        "全面禁止线下集中教学活动和培训",
        "（其中具有3年以上企业行业工作经历的8人",
        "服务乡村振兴战略的新模式和长效沟通服务机制",
        "通过现代学徒制、订单班等形式，在产教融合共同发展上",
    ):
        assert sum(whole in text for text in joined) == 1, whole


def test_the_same_paragraphs_in_every_format(report_2021):
    from_text = source_to_report(read_source(TEXT_2021, ReadOptions()))

    def plain(report: Report) -> list[tuple[str, str, str]]:
        return [(p.section, p.case, normalize(p.text).replace(" ", "")) for p in report.paragraphs]

    assert plain(report_2021) == plain(from_text)
    assert report_2021.paragraphs[0].text.startswith("学校对清远职业技术学院质量年度报告")


def test_contents_captions_and_picture_descriptions_are_no_text(report_2021):
    for paragraph in report_2021.paragraphs:
        assert "...." not in paragraph.text
        assert "目录" not in paragraph.text
        assert "handwritten" not in paragraph.text
        assert parse_caption(paragraph.text) is None


def test_annex_stands_outside_of_the_last_section(report_2021):
    annex = [table for table in report_2021.tables if table.annex]
    assert {table.section for table in annex} == {""}
    assert all(p.section != "7.2" or p.text.startswith("(") for p in report_2021.paragraphs)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_report_in_another_layout(suffix):
    report = source_to_report(read_source(DATA / f"2022-synthetic.{suffix}", ReadOptions()))
    assert (report.id, report.year, report.data_year) == ("清远职业技术学院-2022", 2022, 2021)
    assert [s.number for s in report.sections if s.level == 1] == [*"12345678", ""]
    assert report.sections[-1].title == "附表"
    pages = {section.number: section.place.page for section in report.sections}
    assert (pages["1"], pages["3.1.3"], pages["6.4"], pages["8.2"]) == ("1", "4", "19", "22")
    assert [figure.label for figure in report.figures] == ["图1-1", "图3-1", "图3-2", "图3-3", "图6-1"]
    assert len(report.cases) == 4
    assert [len([p for p in report.paragraphs if p.case == f"案例{n}"]) for n in (1, 2, 3, 4)] == [2, 2, 1, 2]


def test_only_the_fictional_report_contradicts_itself():
    honest = source_to_report(read_source(TEXT_2021, ReadOptions()))
    assert honest.warnings == ()
    other = source_to_report(read_source(DATA / "2022-synthetic.docx", ReadOptions()))
    assert other.warnings == (
        "表4-1《各类课程开设情况》“2021年（门）”一列的合计印为 1,027门，各项相加为 1037门，相差 10门。",
        "附表1《服务贡献表》与表6-1《服务贡献表》不一致："
        "技术交易到款额（2021年）前者为 163.82，后者为 168.32。",
    )


CHINESE_NUMBERS = """
南江职业学院
高等职业教育质量报告
（2023年度）
目　录
一、学校概况……………………1
（一）办学条件………………1
（二）专业设置………………2
二、学生发展……………………3
（一）招生就业………………3
附件：数据表……………………9

一、学校概况
（一）办学条件
学校占地面积 800 亩，建筑面积 32 万平方米。
学校现有在校生 9,870 人，其中：
1. 三年制学生 9,000 人；
2. 五年制学生 870 人。
（二）专业设置
开设专业 31 个，具体见表 1-1。
表 1-1 专业设置情况　单位：个
专业大类\t专业数\t其中：新增
装备制造\t12\t2
电子与信息\t10\t1
财经商贸\t9\t0
合计\t31\t3
注：统计时间为 2022 年 8 月。
二、学生发展
（一）招生就业
（1）招生。2022 年计划招生 3,600 人，实际录取 3,512 人。
（2）就业。毕业去向落实率 95.1%。
典型案例1：一人一策促就业
学校为困难毕业生建立台账，
帮扶 120 人。
附件：数据表
附表1 学生情况
指标\t单位\t2021年\t2022年
在校生\t人\t9,655\t9,870
"""


def test_chinese_numbers_with_contents():
    report = understand(CHINESE_NUMBERS)
    assert report.id == "南江职业学院-2023"
    assert (report.title, report.data_year) == ("南江职业学院高等职业教育质量报告（2023）", 2022)
    assert [(s.id, s.title, s.level, s.parent, s.place.page) for s in report.sections] == [
        ("一", "学校概况", 1, "", "1"),
        ("一（一）", "办学条件", 2, "一", "1"),
        ("一（二）", "专业设置", 2, "一", "2"),
        ("二", "学生发展", 1, "", "3"),
        ("二（一）", "招生就业", 2, "二", "3"),
        ("附件：数据表", "附件：数据表", 1, "", "9"),
    ]
    assert [p.text for p in report.paragraphs if p.section == "一（一）"] == [
        "学校占地面积 800 亩，建筑面积 32 万平方米。",
        "学校现有在校生 9,870 人，其中：",
        "1. 三年制学生 9,000 人；",
        "2. 五年制学生 870 人。",
    ]
    assert [p.text[:5] for p in report.paragraphs if p.section == "二（一）"][:2] == [
        "（1）招生",
        "（2）就业",
    ]


def test_tables_cases_and_annex_of_that_report():
    report = understand(CHINESE_NUMBERS)
    first, annex = report.tables
    assert (first.label, first.title, first.unit, first.section) == (
        "表1-1",
        "专业设置情况",
        "个",
        "一（二）",
    )
    assert first.notes == ("注：统计时间为 2022 年 8 月。",)
    assert [str(cell.value) for cell in first.cells] == ["12", "2", "10", "1", "9", "0", "31", "3"]
    assert (annex.id, annex.label, annex.annex, annex.section) == ("a1", "附表1", True, "附件：数据表")
    assert [cell.year for cell in annex.cells] == [2021, 2022]
    assert [(case.label, case.title) for case in report.cases] == [("案例1", "一人一策促就业")]
    assert [p.text for p in report.paragraphs if p.case] == ["学校为困难毕业生建立台账，帮扶 120 人。"]
    assert report.warnings == ()


CHAPTERS = """
第一章 办学概况
第一节 基本情况
学校创建于 1958 年，2021 年在校生 6,000 人。
第二节 荣誉
2021 年获省级以上荣誉 12 项。
第二章 育人成效
2.1 思政教育
思政课教师 22 人。
2.2 教学改革
2.2.1 专业
专业 20 个。
2.3.1万人次参加志愿服务，比上年增加 200 人次。
3. 名师工作室建设情况见下表
表2.1 名师工作室
序号\t名称\t带头人\t成立年份
1\t王芳工作室\t王芳\t2019
2\t李强工作室\t李强\t2020
"""


def test_chapters_without_contents():
    report = understand(CHAPTERS, "某校2022年报.txt")
    assert [(s.number, s.title, s.level) for s in report.sections] == [
        ("第一章", "办学概况", 1),
        ("第一节", "基本情况", 2),
        ("第二节", "荣誉", 2),
        ("第二章", "育人成效", 1),
        ("2.1", "思政教育", 2),
        ("2.2", "教学改革", 2),
        ("2.2.1", "专业", 3),
    ]
    assert report.year == 2022
    assert report.tables[0].label == "表2.1"
    assert [c.text for c in report.tables[0].cells][:2] == ["王芳", "2019"]
    assert report.paragraphs[-1].section == "2.2.1"


LISTS = """
1 人才培养
1.1 立德树人
1.1.1 党建引领
1. 健全工作机制
学校制定工作要点，召开专题会议 12 次。
2. 建强基层组织
新增样板支部 3 个。
1.1.2 思政育人
主要做法如下：
（1）开好思政课程
（2）建强课程思政
（3）推进“三全育人”
全年开展主题教育 320 场。
1.2 就业质量
1.2万人次参加技能培训，培训收入达 340 万元。
2 服务贡献
2.1 服务行业企业
横向课题 138 项。
结 语
学校将继续努力。
附表
表1 计分卡
指标\t单位\t2022年
就业率\t%\t97
"""


def test_points_of_a_list_are_no_headings():
    report = understand(LISTS, "2023.txt")
    assert [section.id for section in report.sections] == [
        "1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "结语", "附表",
    ]  # fmt: skip
    assert [p.text for p in report.paragraphs if p.section == "1.1.1"][2] == "2. 建强基层组织"
    assert len([p for p in report.paragraphs if p.section == "1.1.2"]) == 5
    assert (report.tables[0].id, report.tables[0].section) == ("a1", "附表")


def test_contents_without_page_numbers_end_where_the_text_begins():
    report = understand(
        "目录\n1. 概况\n1.1 规模\n2. 学生\n\n1. 概况\n1.1 规模\n在校生 500 人。\n2. 学生\n毕业生 100 人。"
    )
    assert [s.number for s in report.sections] == ["1", "1.1", "2"]
    assert [(p.section, p.text) for p in report.paragraphs] == [
        ("1.1", "在校生 500 人。"),
        ("2", "毕业生 100 人。"),
    ]


def test_what_is_no_report_is_refused_with_a_clear_message():
    with pytest.raises(SourceError, match=r"memo\.txt 不像一份质量报告"):
        understand("今天下午三点开会，请准时参加。\n谢谢。", "memo.txt")


def test_case_numbers_that_start_over_stay_apart():
    text = "第一章 甲\n案例1：子\n子的内容。\n第二章 乙\n案例1：丑\n丑的内容。"
    report = understand(text, "2022.txt")
    assert [case.label for case in report.cases] == ["案例1", "案例1（第二章）"]
    assert [(p.case, p.text) for p in report.paragraphs] == [
        ("案例1", "子的内容。"),
        ("案例1（第二章）", "丑的内容。"),
    ]


def test_the_year_can_be_given():
    source = read_text(Path("x.txt"), CHAPTERS.encode(), ReadOptions())
    assert source_to_report(source, year=2030).year == 2030


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1.1 招生概况", ("dotted", "2.1.1", (2, 1, 1), "招生概况")),
        ("3.1.3 1+X 证书制度试点", ("dotted", "3.1.3", (3, 1, 3), "1+X 证书制度试点")),
        ("1.基本情况", ("1.", "1", (1,), "基本情况")),
        ("十二、国际合作", ("一、", "十二", (12,), "国际合作")),
        ("（三） 产教融合", ("（一）", "（三）", (3,), "产教融合")),
        ("第三部分：师资队伍", ("部分", "第三部分", (3,), "师资队伍")),
        ("2020年，学院共引进教师。", None),
        ("1.5 亿元用于建设。", None),
        ("（1）体制机制仍需完善。", None),
        ("招生概况", None),
        ("1. " + "很长的句子" * 20, None),
    ],
)
def test_numbered_headings(text, expected):
    found = parse_numbered(text)
    got = None if found is None else (found.style, found.number, found.ordinals, found.title)
    assert got == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("表 1：2020 年学院招生总体情况", ("table", "表1", "2020 年学院招生总体情况", False)),
        ("表3-1 招生总体情况（2020—2021年）", ("table", "表3-1", "招生总体情况（2020—2021年）", False)),
        ("续表 5-1 落实政策表", ("table", "表5-1", "落实政策表", True)),
        ("表5（续）", ("table", "表5", "", True)),
        ("附表 2 主要指标", ("table", "附表2", "主要指标", False)),
        ("图 6: 毕业生升学就业创业比例", ("figure", "图6", "毕业生升学就业创业比例", False)),
        ("案例 14: 中澳合作办学初见成效", ("case", "案例14", "中澳合作办学初见成效", False)),
        ("【案例3】匠心育人", ("case", "案例3", "匠心育人", False)),
        ("典型案例二 送教下乡", ("case", "案例二", "送教下乡", False)),
        ("【典型案例】送教下乡", ("case", "案例：送教下乡", "送教下乡", False)),
        ("案例 6 中欧班列上的实习生", ("case", "案例6", "中欧班列上的实习生", False)),
        ("表 13 与主要合作企业合作情况", ("table", "表13", "与主要合作企业合作情况", False)),
        ("表 3 与表 4 的口径不同", None),
        ("表 3 中所列为两年数", None),
        ("案例教学：三年实践", None),
        ("表 3 显示，本市生源 1723 人。", None),
        ("表3所示", None),
        ("图4为录取占比", None),
        ("表彰 12 名教师", None),
        ("案例教学法", None),
    ],
)
def test_captions(text, expected):
    found = parse_caption(text)
    assert (None if found is None else (found.kind, found.label, found.title, found.more)) == expected


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("2.1.1 招生概况.....\t- 12 -", ("2.1.1 招生概况", "12")),
        ("附表……………23", ("附表", "23")),
        ("前言 ........ iii", ("前言", "iii")),
        ("表5：分数线一览表......", ("表5：分数线一览表", "")),
        ("学院 2020 年计划招生 5897 人", None),
        ("一、学校概况", None),
    ],
)
def test_lines_of_the_contents(line, entry):
    found = parse_entry(line)
    assert (None if found is None else (found.text, found.page)) == entry


def test_a_listed_title_that_fills_its_line_has_the_page_number_right_behind_it():
    lines = (
        "案例目录",
        "案例1：船厂里的课堂 8",
        "案例2：从机床旁走上全国大赛领奖台的十年历程11",
        "案例3：灯塔 12",
    )
    found = find_contents([TextBlock(line) for line in (*lines, "一、概况")])
    assert [entry.page for entry in found.entries] == ["8", "11", "12"]
    # Not a later page than the one before: the number is part of what the line says.
    counted = find_contents([TextBlock(line) for line in (lines[0], lines[1], "全年立项课题7")])
    assert [entry.page for entry in counted.entries] == ["8"]


def test_titles_of_contents():
    for title in ("目录", "目　录", "表目录", "图目录", "案例目录", "CONTENTS", "图表目录"):
        assert is_contents_title(title), title
    assert not is_contents_title("1.1 课程目录建设")


LINES = (
    "目录", "1.概况", "1.1 规模.....3", "表 1：甲", "图 2 乙", "案例 3：丙", "注：丁", "单位：人", "附表", 
    "一、戊", "（一）己", "a\tb\t1", "a\t\t2", "\t\t", "其中：庚\t3", "合计\t9", "正文在此。", 
    "半句话没有说完就到了一页的最后一行", "",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_any_order_of_lines_gives_a_sound_report(lines):
    report = understand("\n".join(["某校质量年度报告（2020）", *lines]))
    ids = [section.id for section in report.sections]
    assert len(ids) == len(set(ids))
    assert len({table.id for table in report.tables}) == len(report.tables)
    assert [p.index for p in report.paragraphs] == list(range(len(report.paragraphs)))
    for table in report.tables:
        assert len({len(row) for row in table.grid}) <= 1
        for cell in table.cells:
            assert table.grid[cell.row][cell.col] == cell.text


def test_a_picture_description_does_not_hide_a_heading():
    blocks = (
        TextBlock("1. 概况"),
        TextBlock("A photo of the main gate with several students walking in front of it"),
        TextBlock("在校生 500 人。"),
    )
    source = read_text(Path("x.txt"), "1. 概况\n在校生 500 人。".encode(), ReadOptions())
    page = source.pages[0]
    shown = Source("x.txt", "", (type(page)(None, "", blocks),))
    assert source_to_report(shown).paragraphs == source_to_report(source).paragraphs


@pytest.mark.parametrize(
    ("text", "label", "title"),
    [
        ("表1-12022年办学条件", "表1-1", "2022年办学条件"),
        ("表22021—2022学年情况", "表2", "2021—2022学年情况"),
        ("附表12021年计分卡", "附表1", "2021年计分卡"),
        ("图112019届毕业生去向", "图11", "2019届毕业生去向"),
    ],
)
def test_a_year_right_behind_a_number_is_no_part_of_it(text: str, label: str, title: str):
    caption = parse_caption(text)
    assert caption is not None
    assert (caption.label, caption.title) == (label, title)


def test_a_heading_whose_number_lost_its_space():
    assert parse_numbered("1学校概况") == parse_numbered("1 学校概况")
    assert parse_numbered("12个专业") is None
    assert parse_numbered("20年来的发展") is None


def test_a_caption_in_the_first_row_of_a_grid_names_the_table():
    report = understand(
        "一、就业\n表4 就业率（%）\t\t\n学院\t2021年\t2022年\n会计\t94.1\t95.3\n电商\t93\t94\n"
    )
    assert [(table.label, table.title) for table in report.tables] == [("表4", "就业率（%）")]


BOLD = (
    ("第一章 学院概况", 1, True),
    ("第一节 办学条件", 2, True),
    ("一、历史沿革", None, True),
    ("学院建于1956年。", None, False),
    ("二、校园", None, True),
    ("校园占地728亩。", None, False),
    ("第二节 大事", 2, True),
    ("一、荣誉", None, True),
    ("获省级文明校园。", None, False),
    ("二、还要做好的事", None, False),
    ("第二章 教学", 1, True),
    ("第一节 课程", 2, True),
    ("开设课程540门。", None, False),
)


def test_lines_in_bold_below_the_declared_headings_are_headings_too():
    blocks = tuple(TextBlock(text=text, level=level, bold=bold) for text, level, bold in BOLD)
    report = source_to_report(Source("报告.docx", "", (Page(number=None, label="", blocks=blocks),)))
    numbers = [report.full_number(section) for section in report.sections]
    assert numbers == [
        "第一章", "第一章第一节", "第一章第一节一", "第一章第一节二",
        "第一章第二节", "第一章第二节一", "第二章", "第二章第一节",
    ]  # fmt: skip


def test_the_title_of_a_table_that_the_contents_list_is_no_heading():
    report = understand(
        "目录\n第一部分 学生\t1\n（一）招生\t1\n近两年招生情况\t2\n（二）在校生\t3\n\n"
        "第一部分 学生\n（一）招生\n招生见表。\n近两年招生情况\n类别\t2021年\t2022年\n高考\t50\t60\n"
        "（二）在校生\n在校生 500 人。"
    )
    assert [report.full_number(section) for section in report.sections] == [
        "第一部分", "第一部分（一）", "第一部分（二）"
    ]  # fmt: skip
    assert report.tables[0].title == "近两年招生情况"
