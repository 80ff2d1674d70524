"""Cells from ruling lines: any table drawn with merged cells is seen as it was drawn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.rulings import Rule, Span, box_to_rules, mend_rules, merge_rules, rules_to_frames

WIDTH, HEIGHT = 40.0, 20.0


@st.composite
def tilings(draw: st.DrawFn) -> tuple[int, int, list[Span]]:
    """Rows, columns, and cells that cover them all, some of them merged."""
    n_rows, n_cols = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    taken: set[tuple[int, int]] = set()
    spans: list[Span] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            high, wide = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            span = Span(row, col, min(high, n_rows - row), min(wide, n_cols - col))
            if taken & set(covered(span)):
                span = Span(row, col, 1, 1)
            taken |= set(covered(span))
            spans.append(span)
    return n_rows, n_cols, spans


def covered(span: Span) -> list[tuple[int, int]]:
    return [
        (row, col)
        for row in range(span.row, span.row + span.rowspan)
        for col in range(span.col, span.col + span.colspan)
    ]


def drawn(spans: list[Span]) -> list[Rule]:
    return [
        rule
        for span in spans
        for rule in box_to_rules(
            (
                50 + WIDTH * span.col,
                50 + HEIGHT * span.row,
                50 + WIDTH * (span.col + span.colspan),
                50 + HEIGHT * (span.row + span.rowspan),
            )
        )
    ]


@given(tilings())
def test_cells_are_found_as_drawn(table: tuple[int, int, list[Span]]) -> None:
    _, _, spans = table
    [frame] = rules_to_frames(merge_rules(drawn(spans)))[0]
    found = sorted(frame.span_box(span) for span in frame.spans)
    sides = {rule for rule in drawn(spans)}
    assert len(found) == len(spans)
    assert {rule for box in found for rule in box_to_rules(box)} == sides


@given(tilings(), st.floats(-1, 1), st.integers(2, 5))
def test_rules_in_pieces_make_the_same_cells(
    table: tuple[int, int, list[Span]], shift: float, pieces: int
) -> None:
    _, _, spans = table
    whole = drawn(spans)
    broken = [
        Rule(
            rule.vertical, rule.at + (shift if i % 2 else 0), rule.lo + i * step, rule.lo + (i + 1) * step - 1
        )
        for rule in whole
        for step in [(rule.hi - rule.lo) / pieces]
        for i in range(pieces)
    ]
    [first] = rules_to_frames(merge_rules(whole))[0]
    [second] = rules_to_frames(merge_rules(broken))[0]
    assert second.spans == first.spans


def test_tables_apart_are_frames_apart() -> None:
    rules = [*box_to_rules((50, 50, 150, 90)), *box_to_rules((50, 100, 150, 140))]
    assert len(rules_to_frames(merge_rules(rules))[0]) == 2


def test_a_rule_alone_is_loose() -> None:
    frames, loose = rules_to_frames(merge_rules([Rule(False, 55.2, 90, 505)]))
    assert frames == []
    assert [(rule.lo, rule.hi) for rule in loose] == [(90, 505)]


def test_a_rule_that_a_scan_broke_is_mended_where_a_whole_one_shows_its_ends():
    whole, under = Rule(False, 100.0, 76.0, 520.0), Rule(False, 118.0, 195.0, 520.0)
    broken = [Rule(False, 136.0, 76.0, 175.0), Rule(False, 136.4, 198.0, 520.0)]
    levels = [Rule(False, 150.0, 185.0, 325.0), Rule(False, 150.0, 345.0, 485.0)]
    mended = mend_rules([whole, under, *broken, *levels])
    assert sorted((rule.at, rule.lo, rule.hi) for rule in mended) == [
        (100.0, 76.0, 520.0),
        (118.0, 195.0, 520.0),
        (136.0, 76.0, 520.0),
        (150.0, 185.0, 325.0),
        (150.0, 345.0, 485.0),
    ]
