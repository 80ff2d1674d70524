"""The report of a third college that does not exist: rows of more than numbers, places told of at length.

A list of prizes with who and when, gardens and boats that only one paragraph or case speaks of, stages of an
examination, and a year that a sentence says to be the same as the last.
"""

from __future__ import annotations

from functools import lru_cache

from rag.find.book import Book, make_book
from rag.quantity import parse_quantity, unit_of_heading
from rag.types import Answer, Case, Cell, Paragraph, Report, Section, Table
from tests.colleges import ask

Rows = tuple[tuple[str, ...], ...]

PRIZES = (
    ("作品名称", "所属学院", "指导教师", "获奖学生", "获奖年份", "奖金（元）"),
    ("潮间带图鉴", "海洋生态学院", "沈若兰", "何海燕", "2029年", "3000"),
    ("竹编灯具", "工艺设计学院", "顾长风", "孟小雨", "2030年", "5000"),
    ("海盐面包", "食品工程学院", "罗建国", "丁一凡", "2030年", "2000"),
)
BASES = (
    ("基地名称", "共建企业", "启用时间", "面积（平方米）", "工位数（个）", "设备总值（万元）"),
    ("茶艺实训基地", "云雾茶业有限公司", "2028年3月", "860", "48", "120.50"),
    ("陶艺实训基地", "青釉陶瓷有限公司", "2029年9月", "1240", "36", "210"),
)
LICENCES = (
    ("证书名称", "报名人数（人）", "考核人数（人）", "取证人数（人）"),
    ("潜水员证书", "150", "142", "118"),
    ("茶艺师证书", "96", "90", "87"),
)
TRENDS = (
    ("指标", "单位", "2030年", "2029年"),
    ("食堂满意度", "%", "91.40", "93.20"),
    ("宿舍满意度", "%", "88.00", "86.50"),
    ("志愿服务时长", "小时", "42000", "36500"),
    ("图书借阅量", "册", "51000", "58300"),
    ("公选课门数", "门", "64", "64"),
    ("校友满意度", "%", "96.00", "94.00"),
)
SECTIONS = (
    Section("1", "1", "学校概况", 1),
    Section("2", "2", "学生成长", 1),
    Section("2.1", "2.1", "作品获奖", 2, "2"),
    Section("2.2", "2.2", "证书考核", 2, "2"),
    Section("2.3", "2.3", "校园生活", 2, "2"),
    Section("3", "3", "办学条件", 1),
    Section("3.1", "3.1", "实训基地", 2, "3"),
    Section("3.2", "3.2", "社团与场馆", 2, "3"),
    Section("4", "4", "乡村振兴", 1),
)
TEXTS = (
    ("1", "", "学校现有东湾、西山两个校区，占地560亩。学校地处海岛，风景优美。"),
    ("2.1", "", "学生作品在各级比赛中屡获佳绩。"),
    ("2.2", "", "学校组织学生参加证书考核，过程规范。"),
    ("2.3", "", "校友满意度为96%，与2029年持平。学校食堂不断改进菜品，受到好评。"),
    ("2.3", "", "台风季海运受阻，食材供应紧张，食堂满意度因此下降。"),
    ("2.3", "", "学校共有合唱队员58人，每周排练6课时，全年演出14场。"),
    ("3.1", "", "实训基地由校企共同建设，面向社会开放。"),
    (
        "3.2",
        "",
        "天文馆于2027年5月18日落成。馆内安装望远镜12台。日常讲解由叶青老师负责，每年接待观众2600人次。",
    ),
    ("3.2", "", "龙舟队与舞狮队同场训练。两队共有队员75人。"),
    ("3.2", "", "龙舟队聘请船工担任教练，舞狮队聘请艺人担任教练。"),
    ("3.2", "", "风帆队有教练3名，皮划艇队有教练5名。学校在渔港、盐场设立工作站，累计服务220天。"),
    ("4", "案例1", "学校派出工作队进驻白鹭村。队长林秀英老师带领村民改良梯田。"),
    ("4", "案例1", "两年来，建成育苗大棚9座，培训农户340人。2028年秋季，首批柑橘上市。"),
    ("4", "案例2", "学校在月牙湾开展珊瑚修复。团队移植珊瑚苗1500株。"),
)
STUBS = ("作品名称", "基地名称", "证书名称", "指标", "单位")


def table(number: int, title: str, section: str, rows: Rows) -> Table:
    """A table as the reader makes it; a 单位 column gives the unit of its row."""
    head = rows[0]
    first = 2 if head[1] == "单位" else 1
    cells = []
    for r, row in enumerate(rows[1:], 1):
        for c in range(first, len(row)):
            own = row[1] if first == 2 else unit_of_heading(head[c])
            year = int(head[c][:4]) if head[c].endswith("年") else None
            cells.append(Cell(r, c, row[:1], (head[c],), row[c], parse_quantity(row[c]).value, own, year))
    return Table(f"t{number}", f"表{number}", title, section, tuple(rows), 1, tuple(cells))


@lru_cache
def island_report() -> Report:
    """云屿职业学院, report of 2031 with the data of 2030."""
    return Report(
        id="云屿职业学院-2031",
        school="云屿职业学院",
        title="云屿职业学院高等职业教育质量年度报告（2031）",
        year=2031,
        data_year=2030,
        source="2031.pdf",
        sha256="2" * 64,
        sections=SECTIONS,
        paragraphs=tuple(Paragraph(i, text, section, case) for i, (section, case, text) in enumerate(TEXTS)),
        tables=(
            table(1, "学生作品获奖一览", "2.1", PRIZES),
            table(2, "校企共建实训基地", "3.1", BASES),
            table(3, "证书考核情况", "2.2", LICENCES),
            table(4, "校园生活指标", "2.3", TRENDS),
        ),
        cases=(Case("案例1", "梯田新绿", "4"), Case("案例2", "海底花园", "4")),
    )


@lru_cache
def island() -> Book:
    """That report, prepared."""
    return make_book(island_report())


def ask_island(*turns: str) -> Answer:
    """What that report answers to the last of these turns, without embeddings."""
    return ask(*turns, book=island())
