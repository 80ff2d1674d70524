from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest.chunk import report_to_chunks
from rag.types import Cell, Paragraph, Place, Report, Table
from tests.fakes import made_up_report
from tests.reports import TEXTS, small_report


def by_ref(report: Report):
    return {chunk.ref: chunk for chunk in report_to_chunks(report)}


def test_row_means_something_alone():
    chunk = by_ref(small_report())["row:t1:1"]
    assert chunk.text == "学生发展 › 1.1 招生 · 表1 招生情况 · 计划 › 其中：省内：2029年 › 人数 1,250.50 人"
    assert chunk.quote == "其中：省内 1,250.50"
    assert (chunk.kind, chunk.section, chunk.label) == ("row", "1.1", "表1")
    assert chunk.place == Place("3", 8, (10.5, 20.25, 30.0, 40.125))


def test_sentence_is_verbatim_and_stands_under_its_heading():
    chunks = by_ref(small_report())
    for number, text in enumerate(TEXTS):
        chunk = chunks[f"par:0:{number}"]
        assert (chunk.kind, chunk.quote) == ("sentence", text)
        assert chunk.text == f"学生发展 › 1.1 招生：{text}"
        assert chunk.place == Place("3", 8)


def test_sentence_of_a_case_names_the_case():
    report = small_report()
    report = replace(report, paragraphs=(replace(report.paragraphs[0], case="案例1"),))
    chunk = by_ref(report)["par:0:0"]
    assert chunk.label == "案例1"
    assert "案例1 送教下乡" in chunk.text


def test_sections_cases_figures_and_tables_are_found_by_their_titles():
    chunks = by_ref(small_report())
    assert chunks["sec:1.1"].quote == "1.1 招生"
    assert chunks["case:案例1"].quote == "案例1 送教下乡"
    assert chunks["fig:图1"].quote == "图1 生源结构"
    assert chunks["table:t1"].quote == "表1 招生情况"
    assert "其中：省内" in chunks["table:t1"].text


def cell(row: int, col: int, text: str, **more) -> Cell:
    return Cell(row, col, ("甲",), ("项目",), text, **more)


def with_table(*tables: Table) -> Report:
    return replace(small_report(), tables=tables)


def table(*cells: Cell, grid=(("", "项目", "项目"), ("甲", "0", "0")), **more) -> Table:
    return Table("t1", "表1", "情况", "1.1", grid, 1, cells, **more)


def test_equal_values_of_a_row_are_all_quoted_and_a_spread_label_once():
    grid = (("", "", "项目", "项目"), ("甲", "甲", "0", "0"))
    report = with_table(table(cell(1, 2, "0"), cell(1, 3, "0"), grid=grid))
    assert by_ref(report)["row:t1:1"].quote == "甲 0 0"


def test_blank_dash_and_zero_stay_different():
    cells = (cell(1, 1, ""), cell(1, 2, "—"), cell(1, 3, "0", value=Decimal(0)))
    grid = (("", "项目", "项目", "项目"), ("甲", "", "—", "0"))
    chunk = by_ref(with_table(table(*cells, grid=grid)))["row:t1:1"]
    assert chunk.text.endswith("甲：项目 （空）；项目 —；项目 0")
    assert chunk.quote == "甲 — 0"


def test_unit_is_said_once():
    chunks = by_ref(
        with_table(
            table(
                Cell(1, 1, ("甲",), ("金额（万元）",), "12.5", unit="万元"),
                Cell(1, 2, ("甲",), ("占比",), "30%", unit="%"),
                Cell(1, 3, ("甲",), ("人数",), "7", unit="人"),
                grid=(("", "金额（万元）", "占比", "人数"), ("甲", "12.5", "30%", "7")),
            )
        )
    )
    assert chunks["row:t1:1"].text.endswith("甲：金额（万元） 12.5；占比 30%；人数 7 人")


def test_box_of_a_row_is_around_its_cells_and_unknown_when_one_is():
    inside = [Place("3", 8, (10.0, 5.0, 20.0, 9.0)), Place("3", 8, (30.0, 4.0, 40.0, 8.0))]
    whole = with_table(table(cell(1, 1, "1", place=inside[0]), cell(1, 2, "2", place=inside[1])))
    assert by_ref(whole)["row:t1:1"].place == Place("3", 8, (10.0, 4.0, 40.0, 9.0))
    half = with_table(table(cell(1, 1, "1", place=inside[0]), cell(1, 2, "2", place=Place("3", 8))))
    assert by_ref(half)["row:t1:1"].place == Place("3", 8)


def test_annex_table_that_repeats_one_of_the_body_is_not_cut_again():
    (body,) = small_report().tables
    annex = replace(body, id="a1", label="附表1", annex=True, repeats="t1")
    assert report_to_chunks(with_table(body, annex)) == report_to_chunks(with_table(body))


def test_every_cell_and_every_sentence_is_in_a_chunk():
    report = made_up_report()
    chunks = by_ref(report)
    for found in report.tables:
        for one in found.cells:
            assert one.text.strip() in chunks[f"row:{found.id}:{one.row}"].text
    quotes = {chunk.quote for chunk in chunks.values() if chunk.kind == "sentence"}
    for paragraph in report.paragraphs:
        left = paragraph.text
        for quote in sorted(quotes, key=len, reverse=True):
            left = left.replace(quote, "")
        assert not left.strip()


def test_ids_are_unique_and_hang_on_content_alone():
    report = small_report()
    moved = replace(report, paragraphs=(Paragraph(9, report.paragraphs[0].text, "1.1"),))
    ids = [chunk.id for chunk in report_to_chunks(report)]
    assert len(ids) == len(set(ids))
    assert ids == [chunk.id for chunk in report_to_chunks(moved)]
    assert set(ids).isdisjoint(chunk.id for chunk in report_to_chunks(small_report(2031)))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=6))
def test_any_paragraphs_give_chunks_with_unique_ids_and_a_quote(texts):
    paragraphs = tuple(Paragraph(i, text, "1.1") for i, text in enumerate(texts))
    chunks = report_to_chunks(replace(small_report(), paragraphs=paragraphs))
    assert max(Counter(chunk.id for chunk in chunks).values()) == 1
    assert all(chunk.text.strip() and chunk.quote.strip() for chunk in chunks)


def test_report_with_nothing_in_it_gives_nothing():
    assert report_to_chunks(Report("x", "", "x", None, None, "x.txt", "0")) == ()
