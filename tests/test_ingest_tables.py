from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.cells import cell_f1, load_truth
from ingest.captions import Heading, stated_units, strip_unit
from ingest.grids import Matrix, grid_to_matrix
from ingest.joins import append, continues
from ingest.read import read_source
from ingest.read_text import read_text
from ingest.structure import source_to_report
from ingest.tables import matrix_to_table
from ingest.types import Grid, GridCell, ReadOptions, TextBlock
from rag.types import Place, Report, Table

DATA = Path(__file__).parent / "data"
TEXT_2021 = Path(__file__).parent.parent / "data" / "reports" / "2021.txt"
Span = tuple[str, int, int]


def report_of(path: Path) -> Report:
    return source_to_report(read_source(path, ReadOptions()))


def table_of(text: str, **heading: str) -> Table:
    """The only table of a text; ``heading`` gives what stands around it."""
    page = read_text(Path("t.txt"), text.encode(), ReadOptions()).pages[0]
    grids = [block for block in page.blocks if isinstance(block, Grid)]
    assert len(grids) == 1
    return matrix_to_table("t1", Heading(**heading), grid_to_matrix(grids[0], Place()))


def ruled(rows: list[list[str | Span]]) -> Table:
    """A table with known merges: a cell is its text, or (text, rows, columns)."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            text, down, across = (cell, 1, 1) if isinstance(cell, str) else cell
            cells.append(GridCell(r, c, text, down, across))
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
    width = 1 + max(c for _, c in taken)
    grid = Grid(tuple(cells), len(rows), width, spans_known=True)
    return matrix_to_table("t1", Heading(), grid_to_matrix(grid, Place()))


def values(table: Table) -> dict[str, list[str]]:
    """Printed texts by row path."""
    rows: dict[str, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(" › ".join(cell.row_path), []).append(cell.text)
    return rows


def heads(table: Table) -> list[str]:
    """Column paths in order."""
    return list(dict.fromkeys("/".join(cell.col_path) for cell in table.cells))


@pytest.fixture(scope="module")
def text_report() -> Report:
    return report_of(TEXT_2021)


@pytest.mark.parametrize("name", ["2021.txt", "2021.pdf", "2021.docx"])
def test_every_cell_of_the_2021_report(name):
    report = report_of(TEXT_2021 if name.endswith("txt") else DATA / name)
    scores = cell_f1(report, load_truth(DATA / "2021.truth.json"), whole_paths=True)
    assert scores.missed == ()
    assert scores.wrong == ()
    assert scores.true_cells == 459


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_every_cell_of_the_other_layout(suffix):
    report = report_of(DATA / f"2022-synthetic.{suffix}")
    scores = cell_f1(report, load_truth(DATA / "2022.truth.json"), whole_paths=True)
    assert scores.missed == ()
    assert scores.wrong == ()
    assert scores.true_cells == 650


# The rows below were copied from the printed report by hand.
HAND_CHECKED: dict[str, dict[str, list[str]]] = {
    "表1": {
        "全校": ["5897", "5735", "5283", "92.12"],
        "全校 › 其中：广东": ["5682", "5661", "5214", "92.10"],
        "全校 › 其中：广东 › 其中：清远": ["", "1723", "1645", "95.47"],
    },
    "表2": {
        "广东专科批（普通高考）": ["1489", "1489", "25.96"],
        "3+证书": ["540", "540", "9.42"],
        "分类招生（依据学考成绩）": ["1779", "1758", "30.65"],
        "三二分段": ["177", "177", "3.09"],
        "高职专业学院": ["134", "134", "2.34"],
        "外省": ["215", "74", "1.29"],
        "高职扩招": ["1563", "1563", "27.25"],
        "合计": ["5897", "5735", "—"],
    },
    "表5": {
        "2020 › 文科": ["160", "253", "160", "157"],
        "2020 › 理科": ["160", "324", "160", "319"],
        "2019 › 文科": ["170", "410", "170", "389"],
        "2019 › 理科": ["160", "276", "160", "205"],
        "2018 › 文科": ["215", "410", "215", "372"],
        "2018 › 理科": ["205", "276", "205", "180"],
    },
    "表8": {
        "全日制在校生人数": ["7241", "3848"],
        "教书育人满意度 › (1) 课堂育人 › 调研人次": ["3242", "2696"],
        "教书育人满意度 › (1) 课堂育人 › 满意度": ["95.32", "91.25"],
        "教书育人满意度 › (2) 课外育人 › 调研人次": ["3242", "2696"],
        "教书育人满意度 › (2) 课外育人 › 满意度": ["92.15", "91.24"],
        "课程教学满意度 › (1) 思想政治课 › 调研课次": ["3242", "2696"],
        "课程教学满意度 › (1) 思想政治课 › 满意度": ["97.98", "92.74"],
        "课程教学满意度 › (2) 公共基础课 (不含思想政治课) › 调研课次": ["3242", "2696"],
        "课程教学满意度 › (2) 公共基础课 (不含思想政治课) › 满意度": ["98.61", "92.55"],
        "课程教学满意度 › (3) 专业课教学 › 调研课次": ["3242", "2696"],
        "课程教学满意度 › (3) 专业课教学 › 满意度": ["98.77", "94.45"],
        "管理和服务工作满意度 › (1) 学生工作 › 调研人次": ["3242", "2696"],
        "管理和服务工作满意度 › (1) 学生工作 › 满意度": ["99.12", "96.22"],
        "管理和服务工作满意度 › (2) 教学管理 › 调研人次": ["3242", "2696"],
        "管理和服务工作满意度 › (2) 教学管理 › 满意度": ["98.92", "91.31"],
        "管理和服务工作满意度 › (3) 后勤服务 › 调研人次": ["3242", "2696"],
        "管理和服务工作满意度 › (3) 后勤服务 › 满意度": ["99.15", "90.38"],
        "学生参与志愿者活动时间": ["20000", "100000"],
        "学生社团参与度 › (1) 学生社团数": ["47", "47"],
        "学生社团参与度 › (1) 学生社团数 › 其中：科技社团数": ["23", "23"],
        "学生社团参与度 › (2) 参与各社团的学生人数": ["6300", "2000"],
        "学生社团参与度 › (2) 参与各社团的学生人数 › 其中：科技社团学生人数": ["2800", "920"],
    },
    "表11": {
        "年生均财政拨款水平": ["11480.00", "12254.00"],
        "年生均财政拨款水平 › 其中：年生均财政专项经费": ["5533.00", "6066.00"],
        "教职员额定编制数": ["498", "498"],
        "在岗教职员总数": ["648", "701"],
        "在岗教职员总数 › 其中：专任教师总数": ["489", "554"],
        "专任教师年培训量": ["5032", "5524"],
        "企业提供的校内实践教学设备值": ["106.60", "285.67"],
        "年生均校外实训基地实习时间": ["50", "182"],
        "生均企业实习经费补贴": ["238.00", "241.00"],
        "生均企业实习经费补贴 › 其中：生均财政专项补贴": ["238.00", "241.00"],
        "生均企业实习责任保险补贴": ["0.00", "—"],
        "生均企业实习责任保险补贴 › 其中：生均财政专项补贴": ["0.00", "—"],
        "企业兼职教师年课时总量": ["53181", "57955"],
        "年支付企业兼职教师课酬": ["1714000.00", "1745600.00"],
        "年支付企业兼职教师课酬 › 其中：财政专项补贴": ["0.00", "0.00"],
    },
    "表12": {
        "全日制在校生人数": ["11315", "14905"],
        "毕业生人数": ["3443", "3816"],
        "毕业生人数 › ——其中：就业人数": ["3375", "3359"],
        "毕业生就业去向：": ["—", "—"],
        "毕业生就业去向： › ——A类：留在当地就业人数": ["553", "559"],
        "毕业生就业去向： › ——B类：到西部地区和东北地区就业人数": ["24", "13"],
        "毕业生就业去向： › ——C类:到中小微企业等基层服务人数": ["2916", "2531"],
        "毕业生就业去向： › ——D类:到500强企业就业人数": ["82", "61"],
        "技术服务到款额": ["232.97", "112.91"],
        "技术服务产生的经济效益": ["232.97", "112.91"],
        "纵向科研经费到款额": ["25.00", "249.00"],
        "技术交易到款额": ["149.70", "156.74"],
        "非学历培训服务": ["25262", "42095"],
        "非学历培训服务 › ——其中:技术技能培训服务": ["24366", "41261"],
        "非学历培训服务 › 新型职业农民培训服务": ["0", "0"],
        "非学历培训服务 › 退役军人培训服务": ["0", "0"],
        "非学历培训服务 › 基层社会服务人员培训服务": ["896", "834"],
        "非学历培训到款额": ["465.73", "562.25"],
    },
}


@pytest.mark.parametrize("label", list(HAND_CHECKED))
def test_hand_checked_tables_in_full(text_report, label):
    table = next(table for table in text_report.tables if table.label == label)
    assert values(table) == HAND_CHECKED[label]


def test_units_and_years_of_the_2021_report(text_report):
    tables = {table.label: table for table in text_report.tables}
    assert [(c.unit, c.year) for c in tables["表1"].cells[:4]] == [("人", 2020)] * 3 + [("%", 2020)]
    assert {(c.row_path[0], c.year, c.unit) for c in tables["表5"].cells} == {
        ("2020", 2020, "分"),
        ("2019", 2019, "分"),
        ("2018", 2018, "分"),
    }
    assert {(c.col_path[0], c.year) for c in tables["表11"].cells} == {("2019年", 2019), ("2020年", 2020)}
    assert {c.unit for c in tables["表8"].cells} == {"人", "人次", "课次", "%", "人日", "个"}
    assert [c.value for c in tables["表1"].cells if c.text == ""] == [None]


def test_annex_tables_repeat_the_body(text_report):
    repeats = {table.label: table.repeats for table in text_report.tables if table.annex}
    assert repeats == {
        "附表1": "t7",
        "附表2": "t8",
        "附表3": "t10",
        "附表4": "t13",
        "附表5": "t12",
        "附表6": "t11",
    }


def test_grid_holds_every_printed_row_with_merged_labels_filled_in(text_report):
    table = next(table for table in text_report.tables if table.label == "表5")
    assert table.header_rows == 1
    assert [row[:2] for row in table.grid] == [
        ("年度", "科类"),
        ("2020", "文科"),
        ("2020", "理科"),
        ("2019", "文科"),
        ("2019", "理科"),
        ("2018", "文科"),
        ("2018", "理科"),
    ]
    long = next(table for table in text_report.tables if table.label == "表6")
    assert sum(row[0] == "计划类型" for row in long.grid) == 1


def test_pdf_cells_know_their_place():
    report = report_of(DATA / "2021.pdf")
    table = next(table for table in report.tables if table.label == "表11")
    assert [(place.page, place.pdf_page) for place in table.places] == [("38", 38), ("39", 39)]
    first, last = table.cells[0], table.cells[-1]
    assert (first.place.pdf_page, last.place.pdf_page) == (38, 39)
    assert first.place.box is not None
    assert last.place.box is not None
    assert last.place.box[1] < first.place.box[1]


# Made tables of other kinds.


def test_three_header_levels():
    table = ruled(
        [
            [("地区", 3, 1), ("2022年", 1, 3), ("2023年", 1, 1)],
            [("招生", 1, 2), ("就业率（%）", 2, 1), ("招生", 1, 1)],
            ["计划", "录取", "计划"],
            ["东部", "1,200", "1,180", "96.5", "1,300"],
            ["西部", "800", "790", "94.1", "820"],
        ]
    )
    assert table.header_rows == 3
    assert heads(table) == ["2022年/招生/计划", "2022年/招生/录取", "2022年/就业率（%）", "2023年/招生/计划"]
    assert values(table)["西部"] == ["800", "790", "94.1", "820"]
    assert [cell.year for cell in table.cells[:4]] == [2022, 2022, 2022, 2023]


def test_header_levels_in_plain_text():
    table = table_of(
        "区域\t2020年\t\t2021年\t\n\t录取\t报到\t录取\t报到\n省内\t10\t9\t12\t11\n省外\t3\t3\t4\t2"
    )
    assert heads(table) == ["2020年/录取", "2020年/报到", "2021年/录取", "2021年/报到"]
    assert values(table) == {"省内": ["10", "9", "12", "11"], "省外": ["3", "3", "4", "2"]}


def test_header_levels_in_plain_text_with_the_corner_below():
    table = table_of(
        "\t2022年\t\t2023年\t\n项目\t数量（项）\t到账（万元）\t数量（项）\t到账（万元）\n横向\t12\t86.5\t13\t90.3"
    )
    assert heads(table) == [
        "2022年/数量（项）",
        "2022年/到账（万元）",
        "2023年/数量（项）",
        "2023年/到账（万元）",
    ]
    assert [(cell.year, cell.unit) for cell in table.cells] == [
        (2022, "项"),
        (2022, "万元"),
        (2023, "项"),
        (2023, "万元"),
    ]


def test_row_headings_in_several_merged_columns():
    table = ruled(
        [
            ["学院", "专业", "层次", "人数"],
            [("机电学院", 3, 1), ("数控技术", 2, 1), "三年制", "80"],
            ["五年制", "40"],
            ["模具设计", "三年制", "60"],
            [("合计", 1, 3), "180"],
        ]
    )
    assert values(table) == {
        "机电学院 › 数控技术 › 三年制": ["80"],
        "机电学院 › 数控技术 › 五年制": ["40"],
        "机电学院 › 模具设计 › 三年制": ["60"],
        "合计": ["180"],
    }
    assert {cell.unit for cell in table.cells} == {"人"}


def test_a_text_column_that_tells_no_rows_apart_is_data():
    table = table_of("序号\t证书\t等级\t通过人数\n1\t物流管理\t中级\t189\n2\t母婴护理\t高级\t236")
    assert values(table) == {"物流管理": ["中级", "189"], "母婴护理": ["高级", "236"]}
    assert [(cell.unit, cell.value) for cell in table.cells[:2]] == [("", None), ("人", 189)]


def test_years_down_the_rows():
    table = table_of(
        "年份\t在校生（人）\t专任教师（人）\n2019年\t8,100\t402\n2020年\t8,560\t431\n2021年\t9,002\t455"
    )
    assert [(c.row_path[0], c.year, str(c.value), c.unit) for c in table.cells if c.col == 2] == [
        ("2019年", 2019, "402", "人"),
        ("2020年", 2020, "431", "人"),
        ("2021年", 2021, "455", "人"),
    ]


def test_groups_that_switch_the_unit_and_their_end():
    table = ruled(
        [
            ["项目", "2021年", "2022年"],
            [("一、经费（万元）", 1, 3)],
            ["财政拨款", "1,200", "1,350"],
            ["学费", "800", "820"],
            [("二、面积（平方米）", 1, 3)],
            ["教学用房", "52,000", "52,400"],
            ["宿舍", "31,000", "31,000"],
        ]
    )
    assert values(table)["一、经费（万元） › 学费"] == ["800", "820"]
    assert {cell.unit for cell in table.cells if "经费" in cell.row_path[0]} == {"万元"}
    assert {cell.unit for cell in table.cells if "面积" in cell.row_path[0]} == {"平方米"}


def test_parts_that_follow_without_a_mark_are_known_by_their_sum():
    text = "项目\t人数\n培训总量\t100\n其中：职工\t60\n农民\t30\n退役军人\t10\n技术服务\t7"
    assert list(values(table_of(text))) == [
        "培训总量",
        "培训总量 › 其中：职工",
        "培训总量 › 农民",
        "培训总量 › 退役军人",
        "技术服务",
    ]


def test_several_parts_are_siblings_unless_they_exceed_the_whole():
    siblings = table_of("类别\t人数\n教师\t100\n其中：男\t45\n其中：女\t55")
    assert list(values(siblings)) == ["教师", "教师 › 其中：男", "教师 › 其中：女"]
    nested = table_of("类别\t人数\n全校\t100\n其中：省内\t95\n其中：本市\t60")
    assert list(values(nested))[-1] == "全校 › 其中：省内 › 其中：本市"


NATIONAL = """序号\t指标\t单位\t2022年\t2023年
1\t生师比\t:\t18.5\t17.9
2\t教学计划内课程总数\t门\t812\t846
\t\t学时\t48,720\t50,760
\t其中：课证融通课程数\t门\t35\t41
\t\t学时\t2,100\t2,460
3\t教职工额定编制数\t人\t620\t620
\t教职工总数\t人\t640\t655
\t其中：专任教师总数\t人\t512\t530
\t思政课教师数\t人\t31\t33
\t体育课专任教师数\t人\t18\t18
4\t毕业生满意度\t\t\t
\t其中：应届毕业生满意度\t%\t96.1\t96.8
\t毕业三年内毕业生满意度\t%\t95.0\t95.4
5\t教职工满意度\t%\t94.2\t94.9
"""


def test_the_national_score_cards():
    table = table_of(NATIONAL)
    assert [(" › ".join(c.row_path), c.unit, c.text) for c in table.cells if c.year == 2023 and c.text] == [
        ("生师比", "", "17.9"),
        ("教学计划内课程总数", "门", "846"),
        ("教学计划内课程总数", "学时", "50,760"),
        ("教学计划内课程总数 › 其中：课证融通课程数", "门", "41"),
        ("教学计划内课程总数 › 其中：课证融通课程数", "学时", "2,460"),
        ("教职工额定编制数", "人", "620"),
        ("教职工总数", "人", "655"),
        ("教职工总数 › 其中：专任教师总数", "人", "530"),
        ("教职工总数 › 思政课教师数", "人", "33"),
        ("教职工总数 › 体育课专任教师数", "人", "18"),
        ("毕业生满意度 › 其中：应届毕业生满意度", "%", "96.8"),
        ("毕业生满意度 › 毕业三年内毕业生满意度", "%", "95.4"),
        ("教职工满意度", "%", "94.9"),
    ]


def test_indents_make_parents():
    text = "项目\t金额\n收入\t500\n　财政\t300\n　　中央\t100\n　　地方\t200\n　学费\t200\n支出\t480"
    assert list(values(table_of(text))) == [
        "收入",
        "收入 › 财政",
        "收入 › 财政 › 中央",
        "收入 › 财政 › 地方",
        "收入 › 学费",
        "支出",
    ]


def test_numbers_of_rows_make_parents():
    rows = "一、面积\t520\n二、总值\t900\n（一）设备\t400\n1.信息化\t100\n（二）房屋\t500\n三、图书\t78"
    assert list(values(table_of(f"指标\t2019年\n{rows}"))) == [
        "一、面积",
        "二、总值",
        "二、总值 › （一）设备",
        "二、总值 › （一）设备 › 1.信息化",
        "二、总值 › （二）房屋",
        "三、图书",
    ]


def test_subtotals_stay_in_their_group_and_totals_do_not():
    table = ruled(
        [
            ["类别", "专业", "人数"],
            [("工科", 3, 1), "数控", "30"],
            ["模具", "20"],
            ["小计", "50"],
            [("文科", 2, 1), "文秘", "10"],
            ["小计", "10"],
            [("合计", 1, 2), "60"],
        ]
    )
    assert list(values(table)) == [
        "工科 › 数控",
        "工科 › 模具",
        "工科 › 小计",
        "文科 › 文秘",
        "文科 › 小计",
        "合计",
    ]


def test_dash_zero_and_blank_are_three_things():
    table = table_of("项目\t2020年\t2021年\t2022年\t2023年\n获奖数\t—\t0\t\t3")
    assert [(cell.text, cell.value) for cell in table.cells] == [("—", None), ("0", 0), ("", None), ("3", 3)]


def test_title_unit_and_note_rows_inside_of_the_grid():
    table = ruled(
        [
            [("2022 年各专业招生情况", 1, 3)],
            [("单位：人", 1, 3)],
            ["专业", "计划", "录取"],
            ["护理", "300", "298"],
            ["药学", "120", "121"],
            [("注：不含五年制。", 1, 3)],
        ]
    )
    assert (table.title, table.unit, table.notes) == ("2022 年各专业招生情况", "人", ("注：不含五年制。",))
    assert values(table) == {"护理": ["300", "298"], "药学": ["120", "121"]}
    assert {(cell.unit, cell.year) for cell in table.cells} == {("人", 2022)}


def test_share_columns_do_not_take_the_unit_of_the_table():
    table = table_of("类别\t人数\t占比\n本地\t80\t80%\n外地\t20\t20.0", unit="人")
    assert [cell.unit for cell in table.cells] == ["人", "%", "人", ""]


def test_a_count_that_looks_like_a_year_is_a_count():
    table = table_of("项目\t人数\t成立年份\n甲社\t2000\t2012\n乙社\t1985\t2015\n丙社\t350\t2020", unit="人")
    assert [(str(cell.value), cell.unit) for cell in table.cells[:4]] == [
        ("2000", "人"),
        ("2012", ""),
        ("1985", "人"),
        ("2015", ""),
    ]


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("单位：人、%", "人、%"),
        ("（单位：万元，人）", "万元、人"),
        ("单位：元/生", "元/生"),
        ("单位：人 数", "人"),
    ],
)
def test_a_unit_line_may_list_several_units(line, stated):
    assert stated_units(line) == stated


def test_each_column_takes_its_own_of_several_units():
    table = table_of("分校\t学员数\t结业数\t结业率\n东\t80\t60\t75.00\n西\t20\t20\t100.00", unit="人、%")
    assert [cell.unit for cell in table.cells[:3]] == ["人", "人", "%"]
    table = table_of(
        "工坊\t合作方\t企业投入\t在册学员\n陶艺\t甲社\t60\t35\n漆艺\t乙社\t40\t20", unit="万元、人"
    )
    assert [cell.unit for cell in table.cells if cell.value] == ["万元", "人", "万元", "人"]


@pytest.mark.parametrize(
    "stated", ["（单位：人）", "　单位：人", "（金额单位：万元）", "(计量单位：%)", " 单位：万元"]
)
def test_a_title_is_told_without_its_unit(stated):
    assert strip_unit(f"学生资助情况{stated}") == "学生资助情况"


def test_the_money_of_a_table_is_not_what_its_people_are_counted_in():
    table = table_of("项目\t人次\t金额\t期数\n灯塔奖\t20\t10\t2\n船员奖\t30\t15\t1", unit="万元")
    assert [cell.unit for cell in table.cells[:3]] == ["人次", "万元", "期"]


def test_rows_that_are_shares_take_the_percent_of_the_table():
    table = table_of("项目\t一年级\t二年级\n食堂满意度\t84.27\t82.94\n课堂满意度\t91.60\t92.05", unit="%")
    assert {cell.unit for cell in table.cells} == {"%"}


def test_a_unit_guessed_from_one_heading_does_not_spread():
    table = table_of(
        "年度\t科类\t计划数\t录取数\t最高分\n2019\t文科\t420\t418\t468\n2019\t理科\t300\t298\t471"
    )
    assert [cell.unit for cell in table.cells[:3]] == ["人", "人", "分"]


def test_a_heading_that_is_a_unit_is_the_unit():
    table = table_of("类别\t单位\t2022年\t学时\t调查人次\n教学能力\t%\t95\t1,560\t26\n信息化\t%\t96\t480\t12")
    assert [cell.unit for cell in table.cells[:3]] == ["%", "学时", "人次"]


def test_a_heading_over_two_columns_of_names():
    table = ruled(
        [
            ["序号", ("指标", 1, 2), "单位", "2023年"],
            ["1", "毕业生人数", "", "人", "3742"],
            ["2", "毕业去向落实人数", "", "人", "3601"],
            ["", "其中：升学人数", "", "人", "486"],
            ["", "", "升入本科人数", "人", "471"],
        ]
    )
    assert values(table) == {
        "毕业生人数": ["3742"],
        "毕业去向落实人数": ["3601"],
        "毕业去向落实人数 › 其中：升学人数": ["486"],
        "毕业去向落实人数 › 其中：升学人数 › 升入本科人数": ["471"],
    }


def test_rows_of_the_same_name_stand_under_the_numbered_row_before():
    table = table_of(
        "指标\t单位\t一年级\n（1）课堂育人调研人次\t人次\t2860\n满意度\t%\t94.36\n"
        "（2）课外育人调研人次\t人次\t2415\n满意度\t%\t93.05\n在校生\t人\t7000"
    )
    assert list(values(table)) == [
        "（1）课堂育人调研人次",
        "（1）课堂育人调研人次 › 满意度",
        "（2）课外育人调研人次",
        "（2）课外育人调研人次 › 满意度",
        "在校生",
    ]


def test_a_table_of_words_has_its_first_column_as_rows():
    table = table_of("证书\t实施专业\t备注\n物流管理\t物流专业\t首批\n研学旅行\t旅游管理\t")
    assert values(table) == {"物流管理": ["物流专业", "首批"], "研学旅行": ["旅游管理", ""]}


def test_rows_without_headings():
    table = table_of("省内生源（人）\t省外生源（人）\n3938\t74")
    assert [(cell.row_path, cell.col_path, cell.text) for cell in table.cells] == [
        ((), ("省内生源（人）",), "3938"),
        ((), ("省外生源（人）",), "74"),
    ]


def test_ragged_text_rows_are_put_right():
    text = (
        "指标\t次级\t单位\t一年级\t二年级\n在校生\t人\t7241\t3848\t\n"
        "满意度\t课堂\t%\t95.3\t91.2\n\t课外\t%\t92.1\t91.0"
    )
    table = table_of(text)
    assert values(table) == {
        "在校生": ["7241", "3848"],
        "满意度 › 课堂": ["95.3", "91.2"],
        "满意度 › 课外": ["92.1", "91.0"],
    }


def test_rows_without_the_blank_of_a_second_heading_are_put_right():
    head = "项目\t人数\t占比\t\n教师总数\t420\t\t\n"
    table = table_of(f"{head}职称\t正高\t30\t7.1%\n\t副高\t110\t26.2%\n学历\t博士\t52\t12%")
    assert values(table) == {
        "教师总数": ["420", ""],
        "职称 › 正高": ["30", "7.1%"],
        "职称 › 副高": ["110", "26.2%"],
        "学历 › 博士": ["52", "12%"],
    }


@pytest.mark.parametrize("name", ["2021", "2022"])
def test_tables_come_out_the_same_without_knowing_merges(name):
    path = {"2021": DATA / "2021.docx", "2022": DATA / "2022-synthetic.docx"}[name]
    source = read_source(path, ReadOptions())

    def forget(block: TextBlock | Grid) -> TextBlock | Grid:
        if isinstance(block, TextBlock):
            return block
        cells = tuple(replace(cell, rowspan=1, colspan=1) for cell in block.cells)
        return replace(block, cells=cells, spans_known=False)

    pages = tuple(replace(page, blocks=tuple(map(forget, page.blocks))) for page in source.pages)
    scores = cell_f1(source_to_report(replace(source, pages=pages)), load_truth(DATA / f"{name}.truth.json"))
    assert scores.missed == ()
    assert scores.f1 > 0.999


# Tables over page ends and beside one another.


def tables_of(text: str) -> tuple[Table, ...]:
    source = read_text(Path("t.txt"), f"某校质量年度报告（2022）\n{text}".encode(), ReadOptions())
    return source_to_report(source).tables


PART = "项目\t人数\n甲\t1\n乙\t2\n"


@pytest.mark.parametrize(
    "rest",
    ["丙\t3\n丁\t4\n", "项目\t人数\n丙\t3\n丁\t4\n", "续表 1 情况\n项目\t人数\n丙\t3\n丁\t4\n"],
    ids=["no header", "header again", "caption again"],
)
def test_a_table_over_a_page_end_is_one(rest):
    for gap in ("\n", "\f"):
        (table,) = tables_of(f"表1 情况\n{PART}{gap}{rest}")
        assert values(table) == {"甲": ["1"], "乙": ["2"], "丙": ["3"], "丁": ["4"]}
        assert len(table.grid) == 5


def test_a_table_over_three_pages_is_one():
    (table,) = tables_of(f"表1 情况\n{PART}\f项目\t人数\n丙\t3\n\f项目\t人数\n丁\t4\n戊\t5\n")
    assert list(values(table)) == ["甲", "乙", "丙", "丁", "戊"]
    assert [place.pdf_page for place in table.places] == [1, 2, 3]


def test_another_table_right_after_is_not_joined():
    assert len(tables_of(f"表1 情况\n{PART}\n专业\t面积\n护理\t300\n药学\t200\n")) == 2
    assert len(tables_of(f"表1 情况\n{PART}\n表2 情况\n{PART}")) == 2
    assert len(tables_of(f"表1 情况\n{PART}\n专业\t面积\t楼层\n护理\t300\t2\n药学\t200\t3\n")) == 2


def test_a_row_torn_by_the_page_end_is_one_row():
    rows: list[list[str | Span]] = [
        ["课程", "人数"],
        ["公共基础课（不含思想政治", "120"],
        ["课）", ""],
        ["专业课", "300"],
    ]
    cells = [GridCell(r, c, str(text)) for r, row in enumerate(rows) for c, text in enumerate(row)]
    upper = Grid(tuple(cell for cell in cells if cell.row < 2), 2, 2, spans_known=True)
    lower = Grid(
        tuple(GridCell(cell.row - 2, cell.col, cell.text) for cell in cells if cell.row >= 2),
        2,
        2,
        spans_known=True,
    )
    one, other = grid_to_matrix(upper, Place("1")), grid_to_matrix(lower, Place("2"))
    assert continues(one, other, new_page=True) == 0
    table = matrix_to_table("t1", Heading(), append(one, other, 0))
    assert values(table) == {"公共基础课（不含思想政治课）": ["120"], "专业课": ["300"]}


def test_the_rest_of_a_cell_further_in_belongs_to_the_row_above():
    head = ["序号", "项目", "内容", "经费（万元）"]
    above = ["1", "学徒制", "共建订单班14个，毕业留任率达", "215.00"]
    below = ["2", "学院", "开设课程36门。", "88.00"]

    def part(*rows: list[str]) -> Matrix:
        cells = (GridCell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
        return grid_to_matrix(Grid(tuple(cells), len(rows), 4, spans_known=True), Place())

    joined = append(part(head, above), part(["", "", "81.4%，成效明显。", ""], below), 0)
    table = matrix_to_table("t1", Heading(), joined)
    assert values(table) == {
        "学徒制": ["共建订单班14个，毕业留任率达81.4%，成效明显。", "215.00"],
        "学院": ["开设课程36门。", "88.00"],
    }


def test_school_years_in_a_header_are_no_figures():
    table = ruled(
        [
            [("类别", 2, 1), ("2021—2022学年", 1, 2), ("2022-2023学年", 1, 2)],
            ["人数", "占比（%）", "人数", "占比（%）"],
            ["正高级", "52", "8.51", "58", "9.24"],
            ["副高级", "174", "28.48", "186", "29.62"],
        ]
    )
    assert heads(table) == [
        "2021—2022学年/人数",
        "2021—2022学年/占比（%）",
        "2022-2023学年/人数",
        "2022-2023学年/占比（%）",
    ]


def test_school_years_below_a_heading_are_its_columns():
    table = ruled(
        [
            [("国别", 2, 1), ("留学生（人）", 1, 2)],
            ["2021—2022学年", "2022—2023学年"],
            ["老挝", "18", "24"],
            ["泰国", "11", "9"],
        ]
    )
    assert heads(table) == ["留学生（人）/2021—2022学年", "留学生（人）/2022—2023学年"]


def test_numbers_behind_a_name_that_is_merged_over_the_rows_are_no_data():
    table = ruled(
        [
            ["院校名称", "序号", "指标", "单位", "2020年", "2021年"],
            [("某某学院", 4, 1), ("1", 2, 1), "毕业生数", "人", "3842", "3986"],
            ["其中：就业人数", "人", "3623", "3792"],
            ["2", "月收入", "元", "4286.50", "4512.30"],
            ["3", "母校满意度", "%", "95.6", "96.2"],
        ]
    )
    assert heads(table) == ["2020年", "2021年"]
    assert values(table) == {
        "某某学院 › 毕业生数": ["3842", "3986"],
        "某某学院 › 毕业生数 › 其中：就业人数": ["3623", "3792"],
        "某某学院 › 月收入": ["4286.50", "4512.30"],
        "某某学院 › 母校满意度": ["95.6", "96.2"],
    }
    assert [cell.unit for cell in table.cells[:4]] == ["人", "人", "人", "人"]


def test_unnamed_numbers_behind_a_merged_name():
    table = ruled(
        [
            ["院校名称", ("指标", 1, 2), "单位", "2020年"],
            [("某某学院", 3, 1), "1", "就业率", "%", "95.1"],
            ["2", "月收入", "元", "4286"],
            ["3", "母校满意度", "%", "95.6"],
        ]
    )
    assert list(values(table)) == ["某某学院 › 就业率", "某某学院 › 月收入", "某某学院 › 母校满意度"]
