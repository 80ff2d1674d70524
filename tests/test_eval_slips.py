"""Cells changed on purpose that the prose tells again."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from eval.generate_slips import slip_items, with_slips
from rag.find.book import make_book
from rag.respond.audit import audit
from rag.types import Paragraph, Report
from tests.colleges import college_report, table

DOCKS = (
    ("指标", "单位", "2030年", "2031年"),
    ("船坞面积", "平方米", "5600", "5860"),
    ("修船合格率", "%", "95.10", "96.20"),
    ("焊接工位", "个", "120", "150"),
)
TEXTS = ("学校船坞面积5,860平方米。", "2031年修船合格率达到96.20%，焊接工位有一百五十个。")


def report() -> Report:
    paragraphs = tuple(Paragraph(i, text, "3") for i, text in enumerate(TEXTS))
    tables = (table(61, "船坞", "2", DOCKS), table(62, "船坞（附）", "2", DOCKS[:2]))
    return replace(college_report(), year=2031, data_year=2031, paragraphs=paragraphs, tables=tables)


def test_just_the_cells_that_the_prose_tells_are_changed_in_every_table_that_prints_them():
    changed, slips = with_slips(report())
    assert [(slip.named.row, slip.old, slip.new) for slip in slips] == [
        ("船坞面积", "5860", "6035"),
        ("修船合格率", "96.20", "99.09"),
    ]
    printed = [text for one in changed.tables for row in one.grid for text in row]
    assert (printed.count("6035"), printed.count("5860"), printed.count("150")) == (2, 0, 1)
    assert {c.value for c in changed.tables[1].cells} == {5600, 6035}


def test_a_question_expects_both_values():
    changed, slips = with_slips(report())
    items = list(slip_items(changed, slips))
    assert items[0].turns == ("2031年船坞面积是多少？",)
    assert [v.value for v in items[0].expect.values] == [Decimal("5860"), Decimal("6035")]
    assert items[0].cite == ("表61", "船坞")


def test_the_audit_finds_them():
    changed, slips = with_slips(report())
    messages = [finding.message.replace(",", "") for finding in audit(make_book(changed))]
    assert all(any(slip.old in m and slip.new in m for m in messages) for slip in slips)
