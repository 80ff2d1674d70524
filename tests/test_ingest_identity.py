from __future__ import annotations

from pathlib import Path

import pytest

from ingest.identity import find_data_year, find_identity
from ingest.read_text import read_text
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.types import Paragraph


@pytest.mark.parametrize(
    ("cover", "school", "title", "year"),
    [
        (
            ["江海职业技术学院", "高等职业教育质量年度报告", "（2023年度）", "2023年12月"],
            "江海职业技术学院",
            "江海职业技术学院高等职业教育质量年度报告（2023）",
            2023,
        ),
        (
            ["附件1", "高等职业教育质量报告（2023）", "学校名称：江海职业技术学院", "二〇二三年十二月"],
            "江海职业技术学院",
            "江海职业技术学院高等职业教育质量报告（2023）",
            2023,
        ),
        (
            ["高等职业教育", "质量年度报告", "2024", "江海职业技术学院"],
            "江海职业技术学院",
            "江海职业技术学院高等职业教育质量年度报告（2024）",
            2024,
        ),
        (
            ["江海职业技术学院", "Jianghai Polytechnic", "高等职业教育质量年度报告 (2021)"],
            "江海职业技术学院",
            "江海职业技术学院高等职业教育质量年度报告（2021）",
            2021,
        ),
        (
            ["2022年度江海职业技术大学职业教育质量年报"],
            "江海职业技术大学",
            "江海职业技术大学职业教育质量年报（2022）",
            2022,
        ),
        (
            ["某某省高等职业教育质量年度报告（2022）", "某某省教育厅"],
            "",
            "某某省高等职业教育质量年度报告（2022）",
            2022,
        ),
        (
            ["某县职业教育中心附属高职班", "2021年度教学质量简报", "教务科编印"],
            "某县职业教育中心附属高职班",
            "某县职业教育中心附属高职班教学质量简报（2021）",
            2021,
        ),
        (["江海职业学院 附表1 人才培养质量计分卡"], "江海职业学院", "", None),
        (["会议通知", "请各部门准时参加"], "", "", None),
    ],
)
def test_covers(cover, school, title, year):
    identity = find_identity([*cover, "目录", "1 概况……1"], "file.pdf")
    assert (identity.school, identity.title, identity.year) == (school, title, year)


def test_the_declared_title_and_the_name_help_out():
    declared = find_identity(["封面"], "a.pdf", "江海职业学院质量年度报告（2020）")
    assert (declared.school, declared.year) == ("江海职业学院", 2020)
    assert find_identity(["质量年度报告"], "年报2019.docx").year == 2019


def test_a_cover_behind_the_contents_is_found():
    lines = ["目录", "一、概况……1", "某某集团", "江海职业学院质量报告", "（2020年）", "一、概况"]
    found = find_identity(lines, "x.txt")
    assert (found.school, found.title, found.year) == ("江海职业学院", "江海职业学院质量报告（2020）", 2020)


def test_data_year_from_prose_is_no_plan():
    text = "2022年招生5000人，2022年就业率96%。到2025年，在校生达到2万人；2021年为4800人。"
    assert find_data_year((), (Paragraph(0, text, ""),), 2023) == 2022
    assert find_data_year((), (), 2023) == 2022
    assert find_data_year((), (), None) is None


def test_data_year_is_not_that_of_a_stray_table():
    counted = source_to_report(
        read_text(
            Path("t.txt"),
            (
                "江海职业学院质量年度报告（2024）\n"
                "表1 招生情况\n项目\t2022年\t2023年\n计划\t10\t12\n"
                "表2 就业情况\n项目\t2022年\t2023年\n人数\t8\t9\n"
                "表3 2024年度质量计分卡\n项目\t数值\n就业率\t95\n"
                "表4 目标\n项目\t2023年\n计划\t15\n"
                "表5 经费\n项目\t2023年\n收入\t15\n"
                "表6 科研\n项目\t2023年\n课题\t7\n"
            ).encode(),
            ReadOptions(),
        )
    )
    assert (counted.year, counted.data_year) == (2024, 2023)
