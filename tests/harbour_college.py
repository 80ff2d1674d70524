"""The report of another college that does not exist: groups with their 小计, shares, school years, a case."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rag.find.book import Book, make_book
from rag.quantity import parse_quantity, unit_of_heading
from rag.types import Answer, Case, Cell, Paragraph, Report, Section, Table
from tests.colleges import ask

Rows = Sequence[Sequence[str]]

LABELS = ("二级学院", "录取专业", "职称", "收入来源", "指标", "单位", "课程类别")

ENROLMENT = (
    ("二级学院", "录取专业", "招生计划（人）", "实际录取（人）", "报到率（%）"),
    ("海洋学院", "航海技术", "200", "190", "95.26"),
    ("海洋学院", "渔业养殖", "120", "110", "90.91"),
    ("海洋学院", "小计", "320", "300", "93.67"),
    ("信息学院", "软件技术", "260", "258", "97.29"),
    ("信息学院", "网络安全", "150", "149", "93.96"),
    ("信息学院", "小计", "410", "407", "96.07"),
    ("合计", "合计", "730", "707", "95.05"),
)
RANKS = (
    ("职称", "人数（人）", "占比（%）"),
    ("正高级", "21", "5.83"),
    ("副高级", "96", "26.67"),
    ("中级", "171", "47.50"),
    ("初级", "72", "20.00"),
    ("合计", "360", "100.00"),
)
GRADUATES = (
    ("二级学院", "毕业生人数（人）", "已落实人数（人）", "未落实人数（人）", "毕业去向落实率（%）"),
    ("海洋学院", "280", "266", "14", "95.00"),
    ("信息学院", "390", "375", "15", "96.15"),
    ("合计", "670", "641", "29", "95.67"),
)
INCOME = (
    ("收入来源", "2030年", "2029年", "增长率（%）"),
    ("学费收入", "2400", "2250", "6.67"),
    ("财政拨款", "5100", "4800", "6.25"),
    ("捐赠收入", "360", "", ""),
    ("其他收入", "140", "200", "-30.00"),
)
LECTURES = (
    ("指标", "单位", "2028—2029学年", "2029—2030学年"),
    ("公益讲座场次", "场", "40", "48"),
    ("公益讲座听众", "人", "6000", "8400"),
    ("兼职教师授课", "课时", "3600", "4200"),
)
COURSES = (
    ("课程类别", "课程门数（门）", "实践课时（课时）"),
    ("A类课", "45", "0"),
    ("B类课", "210", "3600"),
    ("C类课", "95", "5200"),
    ("合计", "350", "8800"),
)
SECTIONS = (
    Section("2", "2", "学生发展", 1),
    Section("2.1", "2.1", "招生情况", 2, "2"),
    Section("2.2", "2.2", "毕业去向", 2, "2"),
    Section("3", "3", "教学资源", 1),
    Section("3.1", "3.1", "师资队伍", 2, "3"),
    Section("3.2", "3.2", "课程建设", 2, "3"),
    Section("4", "4", "办学经费", 1),
    Section("5", "5", "面临挑战", 1),
    Section("5.1", "5.1", "实训条件有待改善", 2, "5"),
    Section("5.2", "5.2", "教师结构不够合理", 2, "5"),
    Section("6", "6", "未来展望", 1),
)
TEXTS = (
    ("2.1", "", "2030年学校面向八个省份招生，新生来自沿海和内陆。"),
    ("2.2", "", "毕业生主要去往港口和航运公司。"),
    ("3.1", "", "学校聘请兼职教师60人，由港口工程师和船长担任。"),
    ("3.1", "案例1", "王建国老师带领学生改装渔船。项目组用时18个月，完成样船3艘。"),
    ("3.2", "", "学校与9家企业合作开发课程，建成在线课程26门。"),
    ("4", "", "学校公开经费收支，接受审计监督。"),
    ("5.1", "", "船舶模拟器数量偏少，难以满足轮训需要。设备更新较慢。"),
    ("5.2", "", "高层次领军人才缺乏，梯队尚未形成。引进渠道有限。"),
    ("6", "", "学校将新建综合实训楼，扩大国际交流。"),
)


def table(number: int, title: str, section: str, rows: Rows, unit: str = "") -> Table:
    """A table as the reader makes it: its first columns are labels, 单位 among them the unit of the row."""
    head = rows[0]
    stubs = sum(text in LABELS for text in head)
    cells = []
    for r, row in enumerate(rows[1:], 1):
        own_unit = row[1] if head[1] == "单位" else ""
        path = tuple(dict.fromkeys(row[: 1 if own_unit else stubs]))
        for c in range(stubs, len(row)):
            own = own_unit or unit_of_heading(head[c]) or unit
            year = int(head[c][:4]) if head[c].endswith("年") and len(head[c]) == 5 else None
            cells.append(Cell(r, c, path, (head[c],), row[c], parse_quantity(row[c]).value, own, year))
    grid = tuple(tuple(row) for row in rows)
    return Table(f"t{number}", f"表{number}", title, section, grid, 1, tuple(cells), unit=unit)


@lru_cache
def harbour_report() -> Report:
    """石潭职业学院, report of 2031 with the data of 2030."""
    return Report(
        id="石潭职业学院-2031",
        school="石潭职业学院",
        title="石潭职业学院高等职业教育质量年度报告（2031）",
        year=2031,
        data_year=2030,
        source="2031.docx",
        sha256="1" * 64,
        sections=SECTIONS,
        paragraphs=tuple(Paragraph(i, text, section, case) for i, (section, case, text) in enumerate(TEXTS)),
        tables=(
            table(1, "各专业招生录取情况", "2.1", ENROLMENT),
            table(2, "专任教师职称结构", "3.1", RANKS),
            table(3, "毕业生去向落实情况", "2.2", GRADUATES),
            table(4, "办学经费收入", "4", INCOME, "万元"),
            table(5, "公益讲座与兼职教师", "3.1", LECTURES),
            table(6, "课程设置", "3.2", COURSES),
        ),
        cases=(Case("案例1", "渔船改装", "3.1"),),
    )


@lru_cache
def harbour() -> Book:
    """That report, prepared."""
    return make_book(harbour_report())


def ask_harbour(*turns: str) -> Answer:
    """What that report answers to the last of these turns, without embeddings."""
    return ask(*turns, book=harbour())
