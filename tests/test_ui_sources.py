from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rag.types import Answer, Citation, Report
from tests.fakes import ANSWERS, HOSTILE, SENTENCE, TITLE, made_up_report
from ui.sources import citation_line, copy_text, panel_html
from ui.types import Turn
from ui.words import EN, ZH

REPORT = made_up_report()


def find(report_id: str) -> Report | None:
    return REPORT if report_id == REPORT.id else None


def turn(question: str) -> Turn:
    return Turn(question, ANSWERS[question])


def panel_of(*citations: Citation) -> str:
    return panel_html((Turn("问", Answer("答", "text", citations=citations)),), find, ZH)


def cited(ref: str, quote: str) -> Citation:
    return replace(ANSWERS["报到率是多少？"].citations[0], ref=ref, quote=quote)


def test_before_the_first_question_the_panel_says_what_it_is_for() -> None:
    assert ZH.sources_empty in panel_html((), find, ZH)
    assert EN.sources_empty in panel_html((), find, EN)


def test_a_source_tells_its_place_and_both_page_numbers() -> None:
    shown = panel_html((turn("报到多少人？"),), find, ZH)
    for part in ("2.1 招生与报到", "表1 招生情况", "报告第 7 页 / PDF 第 11 页", TITLE):
        assert part in shown
    assert 'id="s-1-1"' in shown
    assert 'id="s-1-2"' in shown
    assert "<blockquote" in shown


def test_citations_of_one_table_share_it() -> None:
    shown = panel_html((turn("报到多少人？"),), find, ZH)
    assert shown.count("<table>") == 1
    assert "<mark>1165</mark>" in shown
    assert "<mark>1104</mark>" in shown


def test_all_figures_that_a_row_is_cited_for_are_marked() -> None:
    shown = panel_html((turn("报到比上年多多少？"),), find, ZH)
    assert shown.count("<mark>") == 2
    assert '<mark>1165</mark><sup class="nb-n">1</sup>' in shown
    assert '<mark>990</mark><sup class="nb-n">1</sup>' in shown


def test_a_figure_that_two_cells_could_be_is_not_marked_wrongly() -> None:
    answer = ANSWERS["报到比上年多多少？"]
    grid = list(REPORT.tables[0].grid)
    grid[5] = ("合计", "合计", "1165", "1165", "990", "990")
    cells = tuple(
        replace(cell, value=Decimal(grid[5][cell.col])) if cell.row == 5 else cell
        for cell in REPORT.tables[0].cells
    )
    report = replace(REPORT, tables=(replace(REPORT.tables[0], grid=tuple(grid), cells=cells),))
    shown = panel_html((Turn("问", answer),), lambda _: report, ZH)
    assert shown.count("<mark>") == 1


def test_a_quoted_sentence_is_marked_in_its_section() -> None:
    shown = panel_html((turn("报到率是多少？"),), find, ZH)
    assert f'<mark>{SENTENCE}</mark><sup class="nb-n">1</sup>' in shown
    assert "学院设有迎新大厅" in shown
    assert "学生社团" not in shown


def test_a_quote_is_found_across_the_spaces_of_print() -> None:
    shown = panel_of(cited("par:0:2", "计划招生 1280 人，\n实际报到 1165 人"))
    assert "<mark>计划招生1280人，实际报到1165人</mark>" in shown


def test_a_paragraph_whose_quote_is_not_found_to_the_letter_is_marked_whole() -> None:
    shown = panel_of(cited("par:1", "报到率……全部手续"))
    assert f"<mark>{REPORT.paragraphs[1].text}</mark>" in shown


def test_overlapping_quotes_are_marked_once() -> None:
    shown = panel_of(cited("par:0", "计划招生1280人，实际"), replace(cited("par:0", "实际报到1165人"), n=2))
    assert '<mark>计划招生1280人，实际</mark><sup class="nb-n">1</sup><mark>报到1165人</mark>' in shown


def test_cases_and_whole_sections_are_shown() -> None:
    assert "<mark>春分社</mark>" in panel_of(cited("case:案例1", "春分社"))
    whole = panel_of(cited("sec:2.1", "报到率较上年提高。"))
    assert "<mark>报到率较上年提高。</mark>" in whole
    assert "计划招生1280人" in whole


def test_a_picture_is_named_as_no_evidence() -> None:
    shown = panel_of(cited("fig:图1", "图1 生源结构"))
    assert ZH.figure_only in shown
    assert ZH.context_gone not in shown


def test_a_place_that_is_gone_leaves_the_quote() -> None:
    for ref in ("row:t99:1", "par:99", "sec:9.9", "nonsense"):
        shown = panel_of(cited(ref, "原话"))
        assert "原话" in shown
        assert ZH.context_gone in shown
    gone = panel_of(replace(cited("par:0", "原话"), report_id="没有了"))
    assert "原话" in gone


def test_doubt_is_told_beside_the_quote() -> None:
    assert ZH.doubt in panel_html((turn("省外报到多少人？"),), find, ZH)
    assert ZH.doubt not in panel_html((turn("报到多少人？"),), find, ZH)


def test_a_refusal_shows_what_came_nearest() -> None:
    assert ZH.nearest in panel_html((turn("食堂有几个？"),), find, ZH)


def test_earlier_sources_are_folded_below_newest_first() -> None:
    shown = panel_html((turn("报到多少人？"), turn("省外报到多少人？"), turn("报到率是多少？")), find, ZH)
    order = [shown.index(f'id="s-{number}-1"') for number in (3, 2, 1)]
    assert order == sorted(order)
    assert shown.count("<details") == 2
    assert shown.index('id="s-3-1"') < shown.index("<details")


def test_an_error_has_no_sources() -> None:
    assert ZH.no_sources in panel_html((Turn("问", error="不行"),), find, ZH)


def test_nothing_in_the_panel_is_markup() -> None:
    hostile = replace(
        cited("par:2", HOSTILE), section_title=HOSTILE, report=HOSTILE, label=HOSTILE, page=HOSTILE
    )
    shown = panel_html(
        (Turn(HOSTILE, Answer("答", "text", citations=(hostile,))), turn("社团有几个？")), find, ZH
    )
    assert "<script" not in shown
    assert "<img" not in shown


def test_the_last_answer_is_copied_with_its_sources() -> None:
    assert copy_text((turn("报到率是多少？"), turn("省外报到多少人？")), ZH) == (
        "2030年省外报到 61 人[1]。\n\n出处：\n"
        f"[1] 《{TITLE}》 2.1 招生与报到 表1 招生情况 报告第 7 页 / PDF 第 11 页"
    )
    assert copy_text((), ZH) == ""
    assert copy_text((Turn("问", error="不行"),), ZH) == ""
    assert "\nSources:\n" in copy_text((turn("报到率是多少？"),), EN)


def test_pages_that_are_not_known_are_left_out() -> None:
    bare = replace(cited("par:0", "原话"), page="", pdf_page=None)
    assert citation_line(bare, ZH) == f"[1] 《{TITLE}》 2.1 招生与报到"
