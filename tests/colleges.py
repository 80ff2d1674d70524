"""The report of a college that does not exist, small enough to know by heart, and a way to ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rag.find.book import Book, make_book
from rag.quantity import parse_quantity, unit_of_heading
from rag.respond.answer import compose
from rag.respond.resolve import resolve
from rag.types import Answer, Cell, Paragraph, Report, Section, Table
from rag.understand.followup import readings

Rows = Sequence[Sequence[str]]

ENROLMENT = (
    ("招生类型", "招生计划（人）", "实际录取（人）", "报到人数（人）", "报到率（%）"),
    ("普通高考", "1200", "1180", "1086", "92.03"),
    ("其中：省外", "80", "76", "61", "80.26"),
    ("自主招生", "640", "640", "608", "95.00"),
    ("三二分段", "300", "262", "255", "97.33"),
    ("合计", "2140", "2082", "1949", "93.61"),
)
GRADUATES = (
    ("指标", "单位", "2030年", "2029年"),
    ("毕业生人数", "人", "1850", "1790"),
    ("毕业生就业率", "%", "97.31", "96.85"),
    ("专业相关度", "%", "68.40", "71.20"),
    ("平均起薪", "元", "4120", "3985"),
    ("授权专利", "件", "—", ""),
)
MONEY = (
    ("项目", "金额"),
    ("日常教学经费", "1,250.50"),
    ("实训耗材经费", "320"),
    ("师资建设经费", "86.4"),
)
STUDENTS = (
    ("二级学院", "一年级", "二年级"),
    ("机电学院", "1100", "1000"),
    ("商学院", "975", "900"),
    ("护理学院", "1260", "1200"),
    ("艺术学院", "480", "450"),
)
TEXTS = (
    ("2.1", "2030年，学校面向十二个省份招生，录取新生2082人，报到率为93.61%，比2029年上升1.20个百分点。"),
    ("2.2", "2030届毕业生共有1850人。毕业生平均起薪为4210元。"),
    ("2.2", "学校成立的社团有春分社、机器人社、合唱团、书法社。"),
    ("3.1", "学校有专任教师412人，其中具有博士学位的教师37人。"),
    ("4.1", "学校举办社会培训班46期，培训学员3560人，培训量为12800人日。"),
    ("4.1", "教师到企业挂职，每人不少于3~5个月。科研项目在全省同类院校中排名第6位。"),
    ("4.2", "为了解决实训设备不足的问题，学校与3家企业共建实训基地。"),
)
SECTIONS = (
    Section("2", "2", "学生发展", 1),
    Section("2.1", "2.1", "招生情况", 2, "2"),
    Section("2.2", "2.2", "毕业生情况", 2, "2"),
    Section("3", "3", "教学改革", 1),
    Section("3.1", "3.1", "师资队伍", 2, "3"),
    Section("4", "4", "服务贡献", 1),
    Section("4.1", "4.1", "社会服务", 2, "4"),
    Section("4.2", "4.2", "实训基地", 2, "4"),
)


def table(number: int, title: str, section: str, rows: Rows, unit: str = "") -> Table:
    """A table as the reader makes it: the first column and a 单位 column are labels, 其中 belongs above."""
    head = rows[0]
    first = 2 if head[1] == "单位" else 1
    cells: list[Cell] = []
    parent = ""
    for r, row in enumerate(rows[1:], 1):
        part = row[0].startswith("其中")
        path = (parent, row[0]) if part else (row[0],)
        parent = parent if part else row[0]
        for c in range(first, len(row)):
            own = row[1] if first == 2 else unit_of_heading(head[c]) or unit
            year = int(head[c][:4]) if head[c].endswith("年") else None
            cells.append(Cell(r, c, path, (head[c],), row[c], parse_quantity(row[c]).value, own, year))
    grid = tuple(tuple(row) for row in rows)
    return Table(f"t{number}", f"表{number}", title, section, grid, 1, tuple(cells), unit=unit)


@lru_cache
def college_report() -> Report:
    """澜河职业学院, report of 2031 with the data of 2030."""
    return Report(
        id="澜河职业学院-2031",
        school="澜河职业学院",
        title="澜河职业学院高等职业教育质量年度报告（2031）",
        year=2031,
        data_year=2030,
        source="2031.txt",
        sha256="0" * 64,
        sections=SECTIONS,
        paragraphs=tuple(Paragraph(i, text, section) for i, (section, text) in enumerate(TEXTS)),
        tables=(
            table(1, "2030年招生录取情况", "2.1", ENROLMENT),
            table(2, "毕业生主要指标", "2.2", GRADUATES),
            table(3, "教学经费支出", "3", MONEY, "万元"),
            table(4, "各二级学院在校生人数", "2", STUDENTS, "人"),
        ),
    )


@lru_cache
def college() -> Book:
    """That report, prepared."""
    return make_book(college_report())


def with_texts(*texts: str) -> Book:
    """The report with more paragraphs in its section on graduates."""
    report = college_report()
    more = tuple(Paragraph(len(TEXTS) + i, text, "2.2") for i, text in enumerate(texts))
    return make_book(replace(report, paragraphs=report.paragraphs + more))


def ask(*turns: str, book: Book | None = None) -> Answer:
    """What the report answers to the last of these turns, without embeddings."""
    book = book or college()
    found = [resolve(query, book, {}) for query in readings(turns)]
    return compose(next((r for r in found if r.outcome != "refused"), found[0]))
