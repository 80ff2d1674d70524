"""Contradictions a report holds in itself."""

from __future__ import annotations

from dataclasses import replace

from rag.audit import audit
from rag.book import make_book
from tests.colleges import GRADUATES, TEXTS, college, college_report, table, with_texts


def test_text_that_differs_from_its_table_is_found_with_both_places():
    (finding,) = [f for f in audit(college()) if f.kind == "text-table"]
    assert "4210" in finding.message
    assert "4120" in finding.message
    assert [fact.value for fact in finding.facts] == [4210, 4120]


def test_a_report_that_agrees_with_itself_has_no_findings():
    report = college_report()
    texts = tuple(
        replace(paragraph, text=TEXTS[i][1].replace("4210", "4120"))
        for i, paragraph in enumerate(report.paragraphs)
    )
    assert audit(make_book(replace(report, paragraphs=texts))) == ()


def test_parts_that_miss_their_total_are_found():
    wrong = "学校开设课程总数为100门，其中A类课程30门，B类课程40门，C类课程20门。"
    right = "学校开设课程总数为100门，其中A类课程30门，B类课程40门，C类课程30门。"
    assert [f.kind for f in audit(with_texts(wrong)) if f.kind != "text-table"] == ["parts-total"]
    assert [f.kind for f in audit(with_texts(right)) if f.kind != "text-table"] == []


def test_warnings_of_the_reader_are_passed_on():
    book = make_book(replace(college_report(), warnings=("表1：合计与各项之和不等。",)))
    assert "表1：合计与各项之和不等。" in [finding.message for finding in audit(book)]


def test_an_earlier_report_that_printed_another_value_is_found():
    rows = [(*row[:3], *([] if len(row) < 4 else [row[3]])) for row in GRADUATES]
    earlier_rows = [("指标", "单位", "2029年"), *[(r[0], r[1], r[3]) for r in rows[1:5]]]
    earlier_rows[2] = ("毕业生就业率", "%", "95.00")
    older = make_book(
        replace(
            college_report(),
            id="澜河职业学院-2030",
            year=2030,
            data_year=2029,
            paragraphs=(),
            tables=(table(2, "毕业生主要指标", "2.2", earlier_rows),),
        )
    )
    found = [f for f in audit(college(), (older,)) if f.kind == "earlier-report"]
    assert len(found) == 1
    assert "96.85" in found[0].message
    assert "95.00" in found[0].message
