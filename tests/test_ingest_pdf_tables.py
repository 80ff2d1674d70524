"""Tables of a PDF as whole tables: torn at page ends, drawn against a box, labels set further in."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.structure import source_to_report
from rag.types import Table
from tests.pdf_files import box, grids, make_pdf, read, rows, ruled_table, text, texts

HEADER = ("院系", "计划数", "报到数")
FIRST = (HEADER, ("航海系", "120", "118"))


def tables(*pages: tuple[tuple[str, ...], ...], width: float = 75) -> tuple[Table, ...]:
    """The tables that ruled grids on one page after the other make, under one caption."""

    def draw(number: int, grid: tuple[tuple[str, ...], ...]):
        def on(canvas: Canvas) -> None:
            if number == 0:
                text(canvas, 200, 690, "表1 各院系招生情况（单位：人）")
            ruled_table(canvas, 90, 700 if number == 0 else 60, grid, width=width)

        return on

    source = read(make_pdf(*(draw(number, grid) for number, grid in enumerate(pages))))
    return source_to_report(source).tables


def labels(table: Table) -> list[str]:
    return list(dict.fromkeys("›".join(cell.row_path) for cell in table.cells))


def test_a_label_torn_at_a_page_end_is_one_label_and_heads_no_group() -> None:
    (table,) = tables(
        (*FIRST, ("船舶与海洋", "90", "88")),
        (("工程系", "", ""), ("港口物流系", "60", "57"), ("水产系", "40", "36")),
        width=66,
    )
    assert labels(table) == ["航海系", "船舶与海洋工程系", "港口物流系", "水产系"]


def test_a_group_at_the_head_of_a_page_stays_one() -> None:
    (table,) = tables(
        (*FIRST, ("轮机系", "90", "88")),
        (("陆上院系", "", ""), ("港口物流系", "60", "57"), ("水产系", "40", "36")),
        width=90,
    )
    assert labels(table)[:2] == ["航海系", "轮机系"]
    assert "陆上院系›港口物流系" in labels(table)


@pytest.mark.parametrize("unit", ["（人）", "(人)"])
def test_a_bracket_moved_to_the_next_page_belongs_to_the_label_above(unit: str) -> None:
    (table,) = tables(
        (*FIRST, ("轮机系留学生", "90", "88")),
        ((unit, "", ""), ("港口物流系", "60", "57")),
        width=100,
    )
    assert labels(table) == ["航海系", f"轮机系留学生{unit}", "港口物流系"]


def test_a_case_in_a_box_right_under_a_table_is_no_row_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 200, 90, "表1 各院系招生情况（单位：人）")
        ruled_table(canvas, 90, 100, (*FIRST, ("轮机系", "90", "88")), width=100)
        box(canvas, 90, 172, 390, 230)
        text(canvas, 96, 188, "案例1 灯塔下的课堂")
        text(canvas, 96, 206, "学生在灯塔旁上航标课。")

    source = read(make_pdf(draw))
    assert rows(grids(source.pages[0])[0])[-1] == ["轮机系", "90", "88"]
    assert "学生在灯塔旁上航标课。" in "".join(texts(source.pages[0]))
    report = source_to_report(source)
    assert [case.label for case in report.cases] == ["案例1"]
    assert all(cell.value is not None for cell in report.tables[0].cells)


def test_a_note_over_the_last_row_stays_with_the_table() -> None:
    def draw(canvas: Canvas) -> None:
        ruled_table(canvas, 90, 100, (*FIRST, ("轮机系", "90", "88")), width=100)
        box(canvas, 90, 172, 390, 196)
        text(canvas, 96, 188, "注：报到数截至当年十月。")

    assert rows(grids(read(make_pdf(draw)).pages[0])[0])[-1] == ["注：报到数截至当年十月。"]


def test_labels_set_further_in_are_parts_of_the_one_above() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 200, 90, "表1 校舍面积（单位：平方米）")
        blank = ("", "2030年", "2031年")
        grid = (blank, ("", "900", "950"), ("", "400", "420"), ("", "300", "320"), ("", "80", "80"))
        ruled_table(canvas, 90, 100, grid, width=130)
        for row, (indent, label) in enumerate(
            [(0, "项目"), (0, "校舍建筑面积"), (2, "教学用房"), (2, "宿舍"), (0, "运动场馆面积")]
        ):
            text(canvas, 96 + 10.5 * indent, 116 + 24 * row, label, 10.5)

    (table,) = source_to_report(read(make_pdf(draw))).tables
    assert labels(table) == ["校舍建筑面积", "校舍建筑面积›教学用房", "校舍建筑面积›宿舍", "运动场馆面积"]


def test_centred_labels_are_not_set_further_in() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas, 200, 90, "表1 校舍面积（单位：平方米）")
        grid = (("", "2030年", "2031年"), *[("", "900", "950")] * 4)
        ruled_table(canvas, 90, 100, grid, width=130)
        for row, label in enumerate(["项目", "校舍建筑面积", "教学行政用房", "宿舍", "运动场馆"]):
            text(canvas, 90 + (130 - 10.5 * len(label)) / 2, 116 + 24 * row, label, 10.5)

    (table,) = source_to_report(read(make_pdf(draw))).tables
    assert labels(table) == ["校舍建筑面积", "教学行政用房", "宿舍", "运动场馆"]
