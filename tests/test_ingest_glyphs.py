"""Lines from glyphs, and lines joined the Chinese way."""

from __future__ import annotations

import pytest

from ingest.glyphs import Glyph, Line, glyphs_to_lines, join_cell, join_texts


def glyphs(
    words: str, x: float = 0.0, base: float = 100.0, size: float = 10.0, step: float = 0.0
) -> list[Glyph]:
    """Characters set one after another: Chinese ones full-width, others half as wide."""
    out: list[Glyph] = []
    for char in words:
        width = size if ord(char) > 0x2E80 else size / 2
        out.append(Glyph(char, x, base - size, x + width, base, size, base))
        x += width + step
    return out


def line(words: str) -> Line:
    [only] = glyphs_to_lines(glyphs(words))
    return only


@pytest.mark.parametrize(
    ("words", "step", "text"),
    [
        ("质量年度报告", 4.0, "质量年度报告"),
        ("质 量 年 度", 0.0, "质量年度"),
        ("Web front end", 0.0, "Web front end"),
        ("2020 年报到率 92.12%", 0.0, "2020 年报到率 92.12%"),
        ("2020年", 1.0, "2020年"),
        ("张三  李四光", 0.0, "张三 李四光"),
    ],
)
def test_spaces(words: str, step: float, text: str) -> None:
    [only] = glyphs_to_lines(glyphs(words, step=step))
    assert only.text == text


def test_fonts_on_one_line_are_one_line() -> None:
    small = [g._replace(size=7.0) for g in glyphs("2020", x=20.0)]
    assert [found.text for found in glyphs_to_lines([*glyphs("年份"), *small])] == ["年份2020"]


def test_a_bold_face_drawn_twice_is_read_once() -> None:
    twice = [glyph for g in glyphs("合计 1100") for glyph in (g, g._replace(x0=g.x0 + 0.3, x1=g.x1 + 0.3))]
    assert [found.text for found in glyphs_to_lines(twice)] == ["合计 1100"]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("学生报到", "率", "学生报到率"),
        ("the annual", "report", "the annual report"),
        ("见表3-", "4", "见表3-4"),
        ("11480.", "00", "11480.00"),
        ("1+X", "证书", "1+X证书"),
    ],
)
def test_joining_over_a_line_end(first: str, second: str, text: str) -> None:
    assert join_texts(first, second) == text


def test_a_space_drawn_at_the_line_end_is_kept_beside_latin() -> None:
    assert join_texts("报到", "5283 人", space=True) == "报到 5283 人"
    assert join_texts("报到", "人数", space=True) == "报到人数"


def test_a_line_broken_on_purpose_stays_apart_in_a_cell() -> None:
    assert join_cell([line("招生人数"), line("区域")], 200) == "招生人数 区域"
    assert join_cell([line("职"), line("称")], 60) == "职称"
    assert join_cell([line("高素质农民学历提"), line("升计划")], 95) == "高素质农民学历提升计划"
    assert join_cell([line("计划招生"), line("（人）")], 200) == "计划招生（人）"
