"""Born-digital PDFs: the real files, and made ones that each show one thing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf_glyphs import _readable
from ingest.read_pdf import read_pdf
from ingest.types import Page, ReadOptions, Source, TextBlock
from tests.pdf_files import (
    FONT,
    HEIGHT,
    box,
    cut,
    grids,
    line,
    make_pdf,
    read,
    rows,
    ruled_table,
    text,
    texts,
)

DATA = Path(__file__).parent / "data"
PROSE = "学校全面落实立德树人根本任务，深化产教融合，服务区域发展"


@pytest.fixture(scope="module")
def report_2021() -> Source:
    path = DATA / "2021.pdf"
    return read_pdf(path, path.read_bytes(), ReadOptions())


@pytest.fixture(scope="module")
def report_2022() -> Source:
    path = DATA / "2022-synthetic.pdf"
    return read_pdf(path, path.read_bytes(), ReadOptions())


def page(source: Source, number: int) -> Page:
    return source.pages[number - 1]


def blocks(source: Source) -> list[TextBlock]:
    return [b for p in source.pages for b in p.blocks if isinstance(b, TextBlock)]


class TestReport2021:
    def test_running_header_and_page_numbers_are_gone(self, report_2021: Source) -> None:
        every = texts_of(report_2021)
        assert not [t for t in every if t.startswith("清远职业技术学院 高等职业教育质量年度报告")]
        assert not [t for t in every if t.strip("- ").isdigit()]

    def test_printed_page_numbers(self, report_2021: Source) -> None:
        assert [p.label for p in report_2021.pages] == ["", *(str(n) for n in range(2, 53))]
        assert [p.number for p in report_2021.pages] == list(range(1, 53))

    def test_a_paragraph_is_one_block(self, report_2021: Source) -> None:
        [body] = [t for t in texts(page(report_2021, 12)) if t.startswith("学院 2020")]
        assert body.endswith("自主招生等已成为学院主要招生渠道。")
        assert "课程技能证书、分类招生（依据学考成绩）、自主招生" in body

    def test_a_paragraph_over_a_page_end_is_marked(self, report_2021: Source) -> None:
        last = page(report_2021, 8).blocks[-1]
        first = page(report_2021, 9).blocks[0]
        assert isinstance(last, TextBlock)
        assert isinstance(first, TextBlock)
        assert (last.full, first.indented) == (True, False)

    def test_outline_gives_heading_levels(self, report_2021: Source) -> None:
        levels = {b.text: b.level for b in blocks(report_2021) if b.level}
        assert levels["2. 学生发展"] == 1
        assert levels["2.1 招生情况"] == 2
        assert levels["2.1.1 招生概况"] == 3
        assert len(levels) == 59

    def test_case_boxes_are_text(self, report_2021: Source) -> None:
        boxed = [b.text for b in page(report_2021, 11).blocks if isinstance(b, TextBlock) and b.boxed]
        assert boxed[0] == "案例 1：学院护理专业毕业生驰援武汉"
        assert len(boxed) == 3
        assert not grids(page(report_2021, 11))

    def test_a_table_cut_by_the_page_end(self, report_2021: Source) -> None:
        [upper] = grids(page(report_2021, 12))
        lower = grids(page(report_2021, 13))[0]
        assert rows(upper) == [
            ["招生人数 区域", "计划招生（人）", "实际录取（人）", "报到人数（人）", "报到率（%）"],
            ["全校", "5897", "5735", "5283", "92.12"],
            ["其中：广东", "5682", "5661", "5214", "92.10"],
        ]
        assert rows(lower) == [["其中：清远", "", "1723", "1645", "95.47"]]

    def test_merged_cells_are_known(self, report_2021: Source) -> None:
        grid = grids(page(report_2021, 25))[0]
        spans = {c.text: (c.rowspan, c.colspan) for c in grid.cells if c.rowspan * c.colspan > 1}
        assert spans["(2) 公共基础课 (不含思想政治课)"] == (2, 1)
        assert spans["管理和服务工作满意度"] == (1, 5)
        assert spans["其中：科技社团数"] == (1, 2)
        assert grid.spans_known

    def test_cells_have_their_place(self, report_2021: Source) -> None:
        [grid] = grids(page(report_2021, 12))
        [cell] = [c for c in grid.cells if c.text == "92.12"]
        words = PdfReader(DATA / "2021.pdf").pages[11]
        assert cell.box is not None
        x0, top, x1, bottom = cell.box
        found: list[str] = []

        def visit(piece: str, _: object, matrix: list[float], *__: object) -> None:
            if x0 < matrix[4] < x1 and top < 841.9 - matrix[5] < bottom:
                found.append(piece)

        words.extract_text(visitor_text=visit)
        assert "".join(found).strip() == "92.12"


def texts_of(source: Source) -> list[str]:
    return [b.text for b in blocks(source)]


class TestReport2022:
    def test_roman_front_pages_and_arabic_body(self, report_2022: Source) -> None:
        labels = [p.label for p in report_2022.pages]
        assert labels[2:5] == ["i", "ii", "iii"]
        assert labels[5:] == [str(n) for n in range(1, 24)]

    def test_three_line_table(self, report_2022: Source) -> None:
        [grid] = grids(page(report_2022, 9))
        assert rows(grid) == [
            ["生源地", "2020年", "2021年", "变化"],
            ["省内市外", "3,938", "4,056", "+118"],
            ["本市", "1,723", "1,846", "+123"],
            ["省外", "74", "84", "+10"],
            ["合计", "5,735", "5,986", "+251"],
        ]
        assert not grid.spans_known

    def test_landscape_page_with_three_header_rows(self, report_2022: Source) -> None:
        [grid] = grids(page(report_2022, 10))
        assert rows(grid)[:3] == [
            ["年度", "科类", "市外计划", "市内计划"],
            ["控制分数线", "录取分数", "控制分数线", "录取分数"],
            ["最低", "最高", "最低", "最高"],
        ]
        assert texts(page(report_2022, 10))[:2] == ["表 3-4 广东省内普通高考录取分数情况", "单位：分"]

    def test_a_table_over_three_pages(self, report_2022: Source) -> None:
        parts = [grids(page(report_2022, n))[0] for n in (11, 12, 13)]
        assert [p.n_cols for p in parts] == [7, 7, 7]
        assert all(rows(p)[0][0] == "序号" for p in parts)

    def test_unit_and_note_stand_outside_the_table(self, report_2022: Source) -> None:
        assert "单位：人" in texts(page(report_2022, 8))
        assert any(t.startswith("注：带*") for t in texts(page(report_2022, 20)))


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [("左" + PROSE)[i : i + 18].ljust(18, "。") for i in range(12)]

    def draw(canvas: Canvas) -> None:
        text(canvas, 200, 80, "双栏报告标题", 18)
        for i, words in enumerate(left):
            text(canvas, 60, 130 + 20 * i, words)
            text(canvas, 320, 133 + 20 * i, words.replace("左", "右"))
        text(canvas, 60, 400, "两栏之后的通栏文字，" + PROSE[:20])

    [only] = read(make_pdf(draw)).pages
    whole = "".join(texts(only))
    assert whole.index("左" + PROSE[:17]) < whole.index("右" + PROSE[:17]) < whole.index("两栏之后")
    assert "".join(left) in whole


def landscape(canvas: Canvas) -> None:
    text(canvas, 100, 60, "表 1 横排的表")
    ruled_table(canvas, 100, 80, [["指标", "2020年", "2021年"], ["人数", "100", "200"]])
    text(canvas, 100, 200, PROSE)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_turned_pages(degrees: int) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(make_pdf(landscape, size=(842.0, 595.0))))
    writer.pages[0].rotate(degrees)
    writer.write(out)
    [only] = read(out.getvalue()).pages
    assert texts(only) == ["表 1 横排的表", PROSE]
    assert rows(grids(only)[0]) == [["指标", "2020年", "2021年"], ["人数", "100", "200"]]


def test_a_cropped_page_is_what_a_viewer_shows_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 20, "裁掉的字")
        ruled_table(canvas, 80, 130, [["指标", "2020年"], ["人数", "100"]])

    writer, out = PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(make_pdf(draw)))
    writer.pages[0].cropbox = RectangleObject((50, 0, 595, HEIGHT - 100))
    writer.write(out)
    source = read(out.getvalue())
    assert texts(source.pages[0]) == []
    [grid] = grids(source.pages[0])
    assert grid.box == pytest.approx((30, 30, 230, 78), abs=1)
    assert source.notes[0].startswith("第 1 页有看不见的文字")


def test_a_landscape_table_set_on_its_side_keeps_its_place() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -595)
        canvas._pagesize = (842, 595)
        landscape(canvas)
        canvas._pagesize = (595, 842)

    [only] = read(make_pdf(draw)).pages
    [grid] = grids(only)
    assert rows(grid)[1] == ["人数", "100", "200"]
    assert grid.box == pytest.approx((80, 442, 128, 742), abs=1)


def test_hidden_text_is_left_out_and_told() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 100, PROSE)
        canvas.setFillColorRGB(1, 1, 1)
        text(canvas, 80, 120, "白色的指令")
        canvas.setFillColorRGB(0, 0, 0)
        text(canvas, 80, 140, "极小的字", 1)
        text(canvas, 80, 900, "页面之外的字")
        canvas.saveState()
        unseen = canvas.beginText(80, HEIGHT - 160)
        unseen.setFont(FONT, 12)
        unseen.setTextRenderMode(3)
        unseen.textOut("隐形的字")
        canvas.drawText(unseen)
        canvas.restoreState()
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        box(canvas, 80, 200, 400, 230, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        text(canvas, 90, 220, "蓝底白字", 14)

    source = read(make_pdf(draw))
    assert texts(source.pages[0]) == [PROSE, "蓝底白字"]
    [note] = source.notes
    assert note.startswith("第 1 页有看不见的文字")


def test_text_beneath_a_white_box_or_a_picture_is_hidden() -> None:
    picture = ImageReader(Image.new("RGB", (10, 10), (200, 220, 200)))

    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 100, "盖住的字")
        canvas.setFillColorRGB(1, 1, 1)
        box(canvas, 70, 80, 300, 110, fill=1, stroke=0)
        canvas.setFillColorRGB(0, 0, 0)
        text(canvas, 80, 140, "图片下的字")
        canvas.drawImage(picture, 70, HEIGHT - 150, 200, 30)
        text(canvas, 80, 145, "图片上的字")
        text(canvas, 80, 200, PROSE)

    source = read(make_pdf(draw))
    assert texts(source.pages[0]) == ["图片上的字", PROSE]
    assert len(source.notes) == 1


def test_a_text_layer_under_a_scan_is_used_where_nothing_is_recognised() -> None:
    picture = ImageReader(Image.new("RGB", (10, 10), (250, 250, 250)))

    def draw(canvas: Canvas) -> None:
        layer = canvas.beginText(80, HEIGHT - 100)
        layer.setFont(FONT, 12)
        layer.setTextRenderMode(3)
        layer.textOut(PROSE)
        canvas.drawText(layer)
        canvas.drawImage(picture, 0, 0, 595, HEIGHT)

    assert texts(read(make_pdf(draw), ocr=False).pages[0]) == [PROSE]


def test_radicals_are_read_as_the_characters_they_look_like() -> None:
    assert _readable("⻓") + _readable("⼤") + _readable("\uf967") == "长大不"


def test_a_table_open_at_its_sides() -> None:
    content = [["指标", "单位", "2020年"], ["生师比", "—", "19.20"], ["就业率", "%", "90.34"]]

    def draw(canvas: Canvas) -> None:
        for row in range(4):
            line(canvas, 80, 100 + 24 * row, 380, 100 + 24 * row)
        for x in (180, 280):
            line(canvas, x, 100, x, 172)
        for r, cells in enumerate(content):
            for c, cell in enumerate(cells):
                text(canvas, 86 + 100 * c, 116 + 24 * r, cell, 10.5)

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid) == content


def test_a_table_of_coloured_tiles() -> None:
    content = [["项目", "甲", "乙"], ["一", "1", "2"], ["二", "3", "4"], ["三", "5", "6"]]

    def draw(canvas: Canvas) -> None:
        for r, cells in enumerate(content):
            for c, cell in enumerate(cells):
                canvas.setFillColorRGB(*((0.8, 0.85, 0.95) if r % 2 else (0.95, 0.95, 0.95)))
                box(canvas, 80 + 100 * c, 300 + 24 * r, 179 + 100 * c, 323 + 24 * r, fill=1, stroke=0)
                canvas.setFillColorRGB(0, 0, 0)
                text(canvas, 86 + 100 * c, 316 + 24 * r, cell, 10.5)

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid) == content


def test_white_lines_part_coloured_rows() -> None:
    content = [["项目", "甲", "乙"], ["一", "1", "2"], ["二", "3", "4"]]

    def draw(canvas: Canvas) -> None:
        for r in range(3):
            canvas.setFillColorRGB(*((0.2, 0.3, 0.7) if r == 0 else (0.9, 0.92, 0.97)))
            box(canvas, 80, 300 + 24 * r, 380, 324 + 24 * r, fill=1, stroke=0)
        canvas.setStrokeColorRGB(1, 1, 1)
        for x in (180, 280):
            line(canvas, x, 300, x, 372)
        for r, cells in enumerate(content):
            canvas.setFillColorRGB(*((1, 1, 1) if r == 0 else (0, 0, 0)))
            for c, cell in enumerate(cells):
                text(canvas, 86 + 100 * c, 316 + 24 * r, cell, 10.5)

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid) == content


def test_a_three_line_table_with_a_spanning_header() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (500, 548, 608):
            line(canvas, 80, y, 500, y)
        line(canvas, 180, 524, 320, 524)
        line(canvas, 340, 524, 490, 524)
        text(canvas, 90, 530, "类别", 10.5)
        text(canvas, 230, 516, "2020年", 10.5)
        text(canvas, 400, 516, "2021年", 10.5)
        columns = (90, 190, 280, 350, 440)
        for x, name in zip(columns[1:], ("计划", "录取", "计划", "录取"), strict=True):
            text(canvas, x, 540, name, 10.5)
        for r, cells in enumerate(
            (["普通高考", "1,489", "1,500", "1,600", "1,601"], ["其中：本市", "12", "", "13", "14"])
        ):
            for x, cell in zip(columns, cells, strict=True):
                text(canvas, x, 566 + 18 * r, cell, 10.5)

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid) == [
        ["", "2020年", "2021年"],
        ["类别", "计划", "录取", "计划", "录取"],
        ["普通高考", "1,489", "1,500", "1,600", "1,601"],
        ["其中：本市", "12", "", "13", "14"],
    ]
    assert [(c.col, c.colspan) for c in grid.cells if c.row == 0 and c.text] == [(1, 2), (3, 2)]


def test_rules_without_columns_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (60, 300, 780):
            line(canvas, 80, y, 515, y)
        for i in range(10):
            text(canvas, 80, 100 + 20 * i, PROSE)

    assert not grids(read(make_pdf(draw)).pages[0])


def test_the_words_of_a_chart_are_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 80, PROSE)
        line(canvas, 120, 150, 120, 300)
        for i in range(6):
            canvas.setFillColorRGB(0.2, 0.4, 0.8)
            box(canvas, 140 + 40 * i, 280 - 20 * i, 160 + 40 * i, 300, fill=1, stroke=0)
            canvas.setFillColorRGB(0, 0, 0)
            text(canvas, 140 + 40 * i, 275 - 20 * i, str(1000 + i), 8)
            text(canvas, 136 + 40 * i, 312, f"类别{i}", 8)
        for i in range(4):
            line(canvas, 120, 300 - 40 * i, 400, 300 - 40 * i)
            text(canvas, 95, 300 - 40 * i, str(i * 500), 8)
        text(canvas, 200, 340, "图 1 招生人数对比", 10.5)
        text(canvas, 80, 370, PROSE)

    assert texts(read(make_pdf(draw)).pages[0]) == [PROSE, "图 1 招生人数对比", PROSE]


def test_a_case_in_a_box_with_round_corners() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.roundRect(70, HEIGHT - 200, 450, 100, 10)
        text(canvas, 220, 120, "案例 1：圆角框", 14)
        text(canvas, 104, 150, PROSE)
        text(canvas, 80, 300, PROSE)

    got = [b for b in read(make_pdf(draw)).pages[0].blocks if isinstance(b, TextBlock)]
    assert [(b.text, b.boxed) for b in got] == [("案例 1：圆角框", True), (PROSE, True), (PROSE, False)]


@pytest.mark.parametrize(
    ("printed", "label"),
    [("- {} -", "{}"), ("第 {} 页", "{}"), ("{}", "{}"), ("第{}页 共9页", "{}"), ("{}/9", "{}")],
)
def test_page_numbers_as_they_are_printed(printed: str, label: str) -> None:
    def numbered(n: int) -> object:
        def draw(canvas: Canvas) -> None:
            text(canvas, 80, 50, "某学院质量年度报告（2023）", 9)
            text(canvas, 80, 120, f"{'甲乙丙丁'[n]}段：" + PROSE)
            text(canvas, 290, 800, printed.format(n + 5), 9)

        return draw

    source = read(make_pdf(*(numbered(n) for n in range(4))))  # type: ignore[arg-type]
    assert [p.label for p in source.pages] == [label.format(n + 5) for n in range(4)]
    assert texts_of(source) == [f"{name}段：{PROSE}" for name in "甲乙丙丁"]


def test_letter_spaced_headings_and_words_set_apart() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 250, 100, "目  录", 16)
        text(canvas, 80, 140, "张三  李四光  王五")
        text(canvas, 80, 180, "Web front end and 前端开发 3.5")

    assert texts(read(make_pdf(draw)).pages[0]) == [
        "目录",
        "张三 李四光 王五",
        "Web front end and 前端开发 3.5",
    ]


def test_one_cut_page_reads_as_in_the_whole(report_2021: Source) -> None:
    [only] = read(cut(DATA / "2021.pdf", 15)).pages
    assert only.label == "15"
    assert [rows(g) for g in grids(only)] == [rows(g) for g in grids(page(report_2021, 15))]
