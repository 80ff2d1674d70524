"""The text of PDF pages: footnotes and their marks, short columns, headings behind full lines, contents."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.footnotes import items_in_order
from ingest.structure import source_to_report
from ingest.types import Grid
from rag.types import Report
from tests.pdf_files import Draw, grids, make_pdf, read, rows, ruled_table, text, texts

PROSE = "学校坚持立德树人根本任务，深化产教融合，全面提高人才培养质量，服务区域经济社会发展。"
CONTENT = [["生源类型", "计划（人）"], ["普通高考", "1,200"], ["单独招生", "700"]]


def report_of(*pages: Draw) -> Report:
    return source_to_report(read(make_pdf(*pages)))


def footnoted(canvas: Canvas) -> None:
    for i in range(4):
        text(canvas, 80, 60 + 20 * i, PROSE[:36])
    text(canvas, 80, 140, "毕业去向落实率②为93.21%，详见下表。")
    text(canvas, 200, 720, "表1-2 各类招生录取情况", 10.5)
    text(canvas, 80, 780, "② 毕业去向落实率按教育部口径计算。", 9)


def test_a_footnote_parts_no_caption_from_its_table():
    def second(canvas: Canvas) -> None:
        ruled_table(canvas, 80, 60, CONTENT)

    report = report_of(footnoted, second)
    assert [table.label for table in report.tables] == ["表1-2"]
    assert report.warnings == ()
    texts_read = [paragraph.text for paragraph in report.paragraphs]
    assert any(text.endswith("毕业去向落实率为93.21%，详见下表。") for text in texts_read)
    assert "② 毕业去向落实率按教育部口径计算。" in texts_read


def test_a_footnote_parts_no_paragraph():
    def first(canvas: Canvas) -> None:
        for i in range(5):
            text(canvas, 80, 60 + 20 * i, PROSE[:36])
        text(canvas, 80, 160, "学校现有在校生一万余人其中女生占六成以上男生不到四成来自全国二十个省市")
        text(canvas, 80, 780, "[1] 数据截至学年末。", 9)

    def second(canvas: Canvas) -> None:
        text(canvas, 80, 60, "自治区。")

    items = items_in_order(read(make_pdf(first, second)).pages)
    found = [block.text for block, _ in items if not isinstance(block, Grid)]
    assert found[-2].endswith("来自全国二十个省市")
    assert found[-1] == "自治区。"


def test_short_columns_amid_the_text():
    left = [PROSE[i : i + 16] for i in (0, 3, 6)]
    right = [PROSE[i : i + 16] for i in (9, 12, 15)]

    def draw(canvas: Canvas) -> None:
        for i in range(8):
            text(canvas, 80, 80 + 20 * i, PROSE[:36])
        for i, (one, other) in enumerate(zip(left, right, strict=True)):
            text(canvas, 80, 260 + 18 * i, one)
            text(canvas, 310, 260 + 18 * i, other)
        for i in range(8):
            text(canvas, 80, 340 + 20 * i, PROSE[:36])

    whole = "".join(texts(read(make_pdf(draw)).pages[0]))
    assert "".join(left) + "".join(right) in whole


@pytest.mark.parametrize("heading", ["（二）师资队伍仍不能满足需要", "第二节师资队伍", "2.2 师资队伍"])
def test_a_number_begins_a_paragraph_behind_a_full_line(heading: str):
    def draw(canvas: Canvas) -> None:
        for i in range(3):
            text(canvas, 80, 80 + 20 * i, PROSE[:35] + "。")
        text(canvas, 80, 140, heading)
        text(canvas, 80, 160, PROSE[:35] + "。")

    assert heading in texts(read(make_pdf(draw)).pages[0])


def test_a_code_broken_before_its_letter():
    def draw(canvas: Canvas) -> None:
        ruled_table(canvas, 80, 80, [["代码", "人数"], ["", "12"]], 42)
        text(canvas, 82, 112, "620101", 12)
        text(canvas, 96, 126, "K", 12)

    [grid] = grids(read(make_pdf(draw)).pages[0])
    assert rows(grid)[1] == ["620101K", "12"]


@pytest.mark.parametrize("mark", ["1", "12", "[3]"])
def test_a_raised_mark_is_no_digit_of_a_number(mark: str):
    def draw(canvas: Canvas) -> None:
        text(canvas, 80, 80, PROSE[:30])
        text(canvas, 80, 100, "在校生9216人")
        text(canvas, 148, 95, mark, 7)
        text(canvas, 172, 100, "，占地812亩。")
        text(canvas, 80, 120, "实训面积3500m")
        text(canvas, 160, 115, "2", 7)

    whole = "".join(texts(read(make_pdf(draw)).pages[0]))
    assert "在校生9216人，占地812亩。" in whole.replace(" ", "")
    assert "2" in whole[whole.index("3500m") :]


def test_contents_without_dots_are_read_line_by_line():
    lines = [("第一部分 学校概况", "1"), ("一、基本情况", "1"), ("二、师资队伍", "2"), ("第二部分 学生", "3")]

    def contents(canvas: Canvas) -> None:
        text(canvas, 280, 80, "目录", 18)
        for i, (title, number) in enumerate(lines):
            text(canvas, 80, 120 + 24 * i, title)
            text(canvas, 508, 120 + 24 * i, number)

    def body(canvas: Canvas) -> None:
        for i, (title, _) in enumerate(lines):
            text(canvas, 80, 80 + 60 * i, title, 14)
            text(canvas, 80, 105 + 60 * i, PROSE[:30] + "。")

    report = report_of(contents, body)
    assert [section.number for section in report.sections] == ["第一部分", "一", "二", "第二部分"]
