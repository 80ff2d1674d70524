"""Figures that tell one thing with two numbers, wherever they stand, and those that only look so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.find.book import Book
from rag.respond.audit import audit
from rag.types import Paragraph
from rag.understand.two_places import without_places
from tests.asking import asking
from tests.colleges import college_report, make_book, table

TRAINING = (
    ("项目", "班次（个）", "培训人次（人次）", "到账经费（万元）"),
    ("船员适任培训", "21", "3120", "118.4"),
    ("焊工技能培训", "17", "2060", "95.2"),
    ("合计", "38", "5180", "213.6"),
)
PARTNERS = (
    ("企业名称", "合作起始", "录用毕业生（人）", "捐赠设备（万元）"),
    ("东礁船舶修造有限公司", "2019年", "74", "310"),
    ("南汐海运集团", "2016年", "52", "180"),
)
ROUTES = (
    ("招生渠道", "计划（人）", "录取（人）"),
    ("单独招生（普高生）", "650", "640"),
    ("单独招生（中职生）", "780", "776"),
    ("普通高考（历史类）", "1500", "1420"),
    ("普通高考（物理类）", "900", "852"),
)
STAFF = (
    ("类别", "人数", "占比（%）"),
    ("少数民族", "124", "43.97"),
    ("汉族", "158", "56.03"),
)


def told(*texts: str) -> Book:
    """A book of paragraphs, each in a section of its own, with tables in the third."""
    paragraphs = tuple(Paragraph(i, text, "3" if i == 0 else "1") for i, text in enumerate(texts))
    report = replace(college_report(), year=2032, data_year=2031, paragraphs=paragraphs)
    tables = (
        table(41, "社会培训情况", "3", TRAINING),
        table(42, "主要合作企业", "3", PARTNERS),
        table(43, "2031年录取情况", "3", ROUTES),
        table(44, "专任教师民族构成", "3", STAFF),
    )
    return make_book(replace(report, tables=tables))


def pairs(*texts: str) -> list[set[str]]:
    """The figures of each finding."""
    return [{fact.text for fact in finding.facts} for finding in audit(told(*texts))]


@pytest.mark.parametrize(
    ("texts", "figures"),
    [
        (
            ("全年志愿服务时长累计3.6万小时。", "青年志愿者服务社区，2031年学生志愿服务总时长4.1万小时。"),
            {"3.6万小时", "4.1万小时"},
        ),
        (("学校现有校内实训室126间。", "目前全校132间校内实训室向社会开放。"), {"126间", "132间"}),
        (
            ("校企合作企业达到286家。", "学校现有合作企业268家，涉及修造、海运。"),
            {"286家", "268家"},
        ),
        (
            (
                "潮汐能虚拟仿真实训中心位于东区，建筑面积3200平方米，总投资1280万元。",
                "新增设备值2341万元，其中潮汐能虚拟仿真实训中心总投资1180万元。",
            ),
            {"1280万元", "1180万元"},
        ),
        # The row of totals is told beside it.
        (("全年开班38班次，培训5810人次，到款213.6万元。",), {"5810人次", "5180人次"}),
        (("全年培训5180人次；培训到账经费223.6万元。",), {"223.6万元", "213.6万元"}),
        # So large a part is none.
        (("学校建有实训室97间，航海技能板块现有模拟舱206间。", "全校模拟舱214间。"), {"206间", "214间"}),
        # The row is named in full.
        (("南汐海运集团是最早的伙伴，2031年录用学校应届毕业生68人。",), {"68人", "52人"}),
        # What happened earlier is no year of what is told behind it.
        (
            ("附属医院2014年挂牌，2019年通过评审，开放床位300张。", "附属医院实际开放床位320张。"),
            {"300张", "320张"},
        ),
    ],
)
def test_one_thing_told_with_two_numbers_is_found(texts: tuple[str, ...], figures: set[str]):
    assert figures in pairs(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        # Equal, rounded, or about as many.
        ("全年志愿服务时长累计3.6万小时。", "2031年学生志愿服务总时长36020小时。"),
        ("全年开班38班次，培训近5200人次。",),
        # A part, one time, what is to come, and another year.
        ("学校现有实训工位1260个。", "东区新增实训工位1180个。"),
        ("学校现有合作企业286家。", "到2035年，力争合作企业达到320家。"),
        ("2030年志愿服务时长3.6万小时。", "2031年志愿服务时长4.1万小时。"),
        ("学校现有专职辅导员46人。", "专职辅导员中有41人是党员。"),
        # A name of many things, and two owners of one.
        ("东楼建筑面积3200平方米。", "西楼建筑面积3400平方米。"),
        ("焊接中心总投资1280万元。", "海运中心总投资1180万元。"),
        ("每人奖励8000元。", "考核优秀的每人奖励9000元。"),
        ("学校获省赛二等奖5项。", "教师教学比赛获二等奖6项。"),
        ("满意率达到97.4%。", "学员满意率96.5%。"),
        (("航海技能板块现有模拟舱116间。", "全校模拟舱134间。")),
        # Two events, two things, one thing told by the year alone, and what is to come.
        ("海工综合实训楼2030年4月投入使用。", "海工综合实训楼2029年9月正式开工。"),
        ("海工综合实训楼2030年4月投入使用。", "修造综合实训馆2030年9月投入使用。"),
        ("海工综合实训楼2030年4月投入使用。", "海工综合实训楼2030年投入使用。"),
        ("海工综合实训楼2030年4月投入使用。", "海工综合实训楼2035年4月预计投入使用。"),
        # Another row, several rows, and those of another table.
        ("东礁船舶修造有限公司与南汐海运集团2031年录用毕业生68人。",),
        ("南汐海运集团先后录用学校毕业生68人。",),
        ("单独招生（中职生）录取776人。",),
        ("普通高考（含历史类、物理类）合计录取2272人。",),
        ("少数民族学生5028人，占59.65%。",),
        ("2031年学生共获奖81项，合计81项，比上年的63项（其中国家级9项）增加18项。",),
    ],
)
def test_figures_of_two_things_are_not_taken_for_one(texts: tuple[str, ...]):
    assert pairs(*texts) == []


def test_one_event_with_two_dates_is_found_and_told(tmp_path, embedder):
    texts = ("海工综合实训楼2030年4月投入使用。", "海工综合实训楼在2030年9月投入使用，设四个工区。")
    (finding,) = audit(told(*texts))
    assert "2030年4月" in finding.message
    assert "2030年9月" in finding.message
    report = REPORT.replace("1958年创办。", f"1958年创办。\n{texts[0]}").replace(
        "3.2 志愿服务", f"3.2 志愿服务\n{texts[1]}"
    )
    answer = asking(report, tmp_path, embedder)("海工综合实训楼是什么时候投入使用的")
    assert "2030年4月" in answer.text
    assert "2030年9月" in answer.text


REPORT = """澜汐海事职业学院高等职业教育质量年度报告（2032）
1 基本情况
学校位于澜汐岛，1958年创办。
2 学生发展
全校现有学生社团64个，注册志愿者7320人，全年志愿服务时长累计4.6万小时。
3 服务贡献
3.1 社会培训
全年开班38班次，培训5810人次，到款213.6万元，分项情况见表1。
表1 2031年社会培训情况
项目\t班次（个）\t培训人次（人次）\t到账经费（万元）
船员适任培训\t21\t3120\t118.4
焊工技能培训\t17\t2060\t95.2
合计\t38\t5180\t213.6
3.2 志愿服务
2031年全校学生志愿服务总时长5.2万小时，服务海岛居民1860人次。
"""


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("2031年学生志愿服务总时长是多少小时？", ("4.6", "5.2")),
        ("2031年社会培训一共培训了多少人次？", ("5810", "5180")),
        ("表1里培训人次合计是多少", ("5810", "5180")),
    ],
)
def test_both_numbers_are_told_however_the_figure_was_found(question, figures, tmp_path, embedder):
    answer = asking(REPORT, tmp_path, embedder)(question)
    assert all(figure in answer.text for figure in figures)
    assert "请核对" in answer.text


@pytest.mark.parametrize("question", ["注册志愿者有多少人", "焊工技能培训办了多少班次", "学生社团有几个"])
def test_what_is_told_once_is_told_plainly(question, tmp_path, embedder):
    assert asking(REPORT, tmp_path, embedder)(question).kind in ("table", "text")


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("社会培训总共多少人次，和各部门加起来一致吗", "社会培训总共多少人次"),
        ("全年一共办了几期班，跟各类之和对得上吗", "全年一共办了几期班"),
        ("培训人次合计和各项目加起来一致吗", "培训人次合计和各项目加起来一致吗"),
        ("甲班和乙班加起来多少人", "甲班和乙班加起来多少人"),
    ],
)
def test_a_total_asked_for_and_held_against_its_parts_is_asked_for_alone(question: str, plain: str):
    assert without_places(question) == plain
