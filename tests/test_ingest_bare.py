"""Tables of a PDF without rules, or whose parts differ: read as those with rules are."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from ingest.grids import grid_to_matrix
from ingest.structure import source_to_report
from rag.types import Place, Report
from tests.pdf_files import box, grids, line, make_pdf, read, rows, ruled_table, text, texts

PROSE = "学校坚持立德树人根本任务，深化产教融合，全面提高人才培养质量，服务区域经济社会发展。"
COLUMNS = (90, 220, 300, 400)
CONTENT = [
    ["生源类型", "计划（人）", "录取（人）", "比例（%）"],
    ["普通高考", "1,200", "1,180", "60.20"],
    ["单独招生", "700", "690", "35.20"],
    ["退役军人", "—", "90", "4.60"],
]


def in_columns(
    canvas: Canvas, y: float, content: list[list[str]], columns: tuple[int, ...] = COLUMNS
) -> None:
    for r, cells in enumerate(content):
        for x, cell in zip(columns, cells, strict=True):
            text(canvas, x, y + 20 * r, cell, 10.5)


def band(canvas: Canvas, y0: float, y1: float) -> None:
    canvas.setFillGray(0.85)
    box(canvas, 80, y0, 480, y1, fill=1, stroke=0)
    canvas.setFillGray(0)


def report_of(*pages) -> Report:
    return source_to_report(read(make_pdf(*pages)))


def test_a_coloured_header_without_rules():
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 80, PROSE[:30])
        band(canvas, 105, 125)
        in_columns(canvas, 120, CONTENT)
        text(canvas, 80, 220, PROSE[:30])

    [page] = read(make_pdf(draw)).pages
    [grid] = grids(page)
    assert rows(grid) == CONTENT
    assert texts(page) == [PROSE[:30], PROSE[:30]]


def test_a_coloured_header_on_two_levels():
    def draw(canvas: Canvas) -> None:
        band(canvas, 105, 145)
        text(canvas, 90, 130, "类型", 10.5)
        text(canvas, 250, 120, "2020年", 10.5)
        text(canvas, 390, 120, "2021年", 10.5)
        in_columns(canvas, 140, [["", "计划", "录取", "计划", "录取"]], (90, 220, 290, 360, 430))
        content = [["高考", "10", "9", "12", "11"], ["单招", "20", "19", "22", "21"]]
        in_columns(canvas, 160, content, (90, 220, 290, 360, 430))

    [grid] = grids(read(make_pdf(draw)).pages[0])
    matrix = grid_to_matrix(grid, Place())
    assert [slot.text for slot in matrix.rows[0]] == ["类型", "2020年", "2020年", "2021年", "2021年"]
    assert [slot.text for slot in matrix.rows[1]] == ["", "计划", "录取", "计划", "录取"]


def test_a_captioned_table_without_any_line_or_ground():
    def draw(canvas: Canvas) -> None:
        text(canvas, 200, 80, "表1-2 各类招生录取情况", 10.5)
        in_columns(canvas, 110, CONTENT)
        text(canvas, 80, 220, PROSE[:30])

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid) == CONTENT


def test_words_in_columns_without_caption_are_no_table():
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 80, PROSE[:30])
        in_columns(canvas, 110, [["联系人", "张老师", "电话", "0717"], ["邮箱", "无", "地址", "校内"]])

    assert grids(read(make_pdf(draw)).pages[0]) == []


def test_the_rest_of_a_bare_table_on_the_next_page():
    def first(canvas: Canvas) -> None:
        text(canvas, 80, 60, PROSE[:30])
        text(canvas, 200, 700, "表1-2 各类招生录取情况", 10.5)
        in_columns(canvas, 725, CONTENT[:3])

    def second(canvas: Canvas) -> None:
        in_columns(canvas, 60, [["对口升学", "50", "45", "2.30"], CONTENT[3]])
        text(canvas, 80, 160, PROSE[:30])

    [table] = report_of(first, second).tables
    assert [row[0] for row in table.grid] == ["生源类型", "普通高考", "单独招生", "对口升学", "退役军人"]


def test_a_header_of_which_one_cell_has_more_lines():
    def draw(canvas: Canvas) -> None:
        for y in (100, 140, 200):
            line(canvas, 80, y, 480, y)
        text(canvas, 400, 113, "占录取总数", 10.5)
        in_columns(canvas, 122, [["生源类型", "计划（人）", "录取（人）", ""]])
        text(canvas, 400, 132, "比例（%）", 10.5)
        in_columns(canvas, 158, CONTENT[1:3])

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid)[0] == ["生源类型", "计划（人）", "录取（人）", "占录取总数比例（%）"]


def test_headings_that_nearly_touch():
    def draw(canvas: Canvas) -> None:
        for y in (100, 125, 180):
            line(canvas, 80, y, 480, y)
        text(canvas, 90, 117, "实训中心", 10.5)
        text(canvas, 200, 117, "建筑面积（㎡）设备数（台套）", 10.5)
        in_columns(canvas, 143, [["护理", "4860", "1286"], ["药学", "3150", "962"]], (90, 225, 295))

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid)[0] == ["实训中心", "建筑面积（㎡）", "设备数（台套）"]


def test_parts_with_other_columns_are_one_table():
    def first(canvas: Canvas) -> None:
        text(canvas, 200, 740, "附表5 服务贡献表", 10.5)
        ruled_table(canvas, 80, 760, [["指标", "单位", "2020年"]])
        # The header does not divide the first column, as the rows on the next page do.

    def second(canvas: Canvas) -> None:
        ruled_table(canvas, 80, 60, [["在校生", "人", "100"], ["去向", "人", "80"]])
        line(canvas, 130, 84, 130, 108)
        text(canvas, 136, 100, "本地", 12)

    [table] = report_of(first, second).tables
    assert [cell.row_path for cell in table.cells] == [("在校生",), ("去向", "本地")]
    assert [cell.text for cell in table.cells] == ["100", "80"]
    assert {cell.col_path for cell in table.cells} == {("2020年",)}


def test_the_unit_of_a_caption_below_its_table():
    def draw(canvas: Canvas) -> None:
        ruled_table(canvas, 80, 80, [["学院", "课程数"], ["护理", "146"], ["药学", "118"]])
        text(canvas, 100, 170, "表3-1 各学院课程（单位：门）", 10.5)

    [table] = report_of(draw).tables
    assert (table.label, table.unit) == ("表3-1", "门")
    assert {cell.unit for cell in table.cells} == {"门"}


def test_rules_that_pass_by_a_merged_label():
    def draw(canvas: Canvas) -> None:
        for y in (100, 120, 160, 200):
            line(canvas, 80, y, 480, y)
        for y in (140, 180):
            line(canvas, 170, y, 480, y)
        in_columns(canvas, 114, [["一级", "二级", "单位", "2021年"]], (90, 190, 300, 400))
        text(canvas, 90, 143, "规模", 10.5)
        text(canvas, 90, 183, "经费", 10.5)
        content = [
            ["在校生", "人", "9,658"],
            ["教职工", "人", "602"],
            ["收入", "万元", "20.5"],
            ["支出", "万元", "20.1"],
        ]
        in_columns(canvas, 134, content, (190, 300, 400))

    [table] = report_of(lambda canvas: (text(canvas, 90, 90, "表1 主要指标"), draw(canvas))).tables
    paths = [cell.row_path for cell in table.cells]
    assert paths == [("规模", "在校生"), ("规模", "教职工"), ("经费", "收入"), ("经费", "支出")]
    assert [cell.unit for cell in table.cells] == ["人", "人", "万元", "万元"]


def test_a_heading_in_the_middle_over_two_others_without_a_rule():
    def draw(canvas: Canvas) -> None:
        for y in (100, 140, 190):
            line(canvas, 80, y, 480, y)
        text(canvas, 90, 123, "类别", 10.5)
        text(canvas, 190, 123, "计划数", 10.5)
        text(canvas, 320, 114, "录取分数", 10.5)
        text(canvas, 290, 133, "最高分", 10.5)
        text(canvas, 370, 133, "最低分", 10.5)
        in_columns(
            canvas, 158, [["文科", "480", "521", "412"], ["理科", "1,020", "498", "365"]], (90, 195, 298, 378)
        )

    [table] = report_of(lambda canvas: (text(canvas, 90, 90, "表4 招生情况"), draw(canvas))).tables
    columns = [cell.col_path for cell in table.cells][:3]
    assert columns == [("计划数",), ("录取分数", "最高分"), ("录取分数", "最低分")]


def test_cells_over_two_columns_where_full_rows_show_them():
    def draw(canvas: Canvas) -> None:
        for y in range(100, 221, 20):
            line(canvas, 80, y, 480, y)
        columns = (85, 110, 160, 320, 400)
        rows = [
            ["序号", "", "指标", "单位", "2021年"],
            ["1", "年生均财政拨款水平", "", "元", "13,120"],
            ["2", "其中", "财政专项经费", "元", "3,260"],
            ["3", "教职员工额定编制数", "", "人", "640"],
            ["4", "教职工总数", "", "人", "618"],
            ["5", "其中", "专任教师总数", "人", "446"],
        ]
        in_columns(canvas, 114, rows, columns)

    [table] = report_of(lambda canvas: (text(canvas, 90, 90, "附表6 落实政策表"), draw(canvas))).tables
    assert [cell.row_path for cell in table.cells] == [
        ("年生均财政拨款水平",),
        ("年生均财政拨款水平", "其中", "财政专项经费"),
        ("教职员工额定编制数",),
        ("教职工总数",),
        ("教职工总数", "其中", "专任教师总数"),
    ]


def test_a_caption_stands_in_no_table():
    def draw(canvas: Canvas) -> None:
        line(canvas, 80, 50, 480, 50)  # under the running header, as wide as the second table
        text(canvas, 90, 80, "表1 学院情况", 10.5)
        for y in (90, 110, 190):
            line(canvas, 85, y, 475, y)
        in_columns(canvas, 104, CONTENT)
        text(canvas, 90, 210, "表2 生源情况", 10.5)
        for y in (220, 240, 320):
            line(canvas, 80, y, 480, y)
        in_columns(canvas, 234, CONTENT)

    tables = report_of(draw).tables
    assert [table.label for table in tables] == ["表1", "表2"]
    assert all(len(table.cells) == 9 for table in tables)
