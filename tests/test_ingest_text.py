from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read_text import read_text
from ingest.structure import source_to_report
from ingest.text_columns import spaced_rows
from ingest.types import Grid, ReadOptions, Source, TextBlock
from rag.errors import SourceError

TEXT = "1.基本情况\n\n学校创建于 1958 年。\n指标\t2020年\n在校生\t5,000\n"


def read(data: bytes) -> Source:
    return read_text(Path("报告.txt"), data, ReadOptions())


def rows(grid: TextBlock | Grid) -> list[list[str]]:
    assert isinstance(grid, Grid)
    table = [[""] * grid.n_cols for _ in range(grid.n_rows)]
    for cell in grid.cells:
        table[cell.row][cell.col] = cell.text
    return table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding):
    source = read(TEXT.encode(encoding))
    (page,) = source.pages
    assert (page.number, page.label) == (None, "")
    assert [b.text for b in page.blocks if isinstance(b, TextBlock)] == ["1.基本情况", "学校创建于 1958 年。"]
    assert rows(page.blocks[2]) == [["指标", "2020年"], ["在校生", "5,000"]]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(SourceError, match="编码无法识别"):
        read(b"\xff\x00\x81\xff\xff\xfe\x80")
    with pytest.raises(SourceError, match="只有空白"):
        read(b" \n\t\n")


def test_form_feeds_part_pages():
    source = read("甲\f乙\r\n丙".encode())
    assert [page.number for page in source.pages] == [1, 2]
    assert [len(page.blocks) for page in source.pages] == [1, 2]


def test_markdown_tables():
    (page,) = read("| 指标 | 2020年 |\n|------|:---:|\n| a \\| b | 5 |\n".encode()).pages
    assert rows(page.blocks[0]) == [["指标", "2020年"], ["a | b", "5"]]


BARE = "类别 | 2030年 |  | 2031年 | \n | 计划 | 报到 | 计划 | 报到\n春季 | 40 | 38 | 50 | 47\n"
FRAMED = "│ 类别 │ 计划 │\n├──────┼──────┤\n│ 春季 │ 40   │\n└──────┴──────┘\n"


def test_cells_parted_by_bars_without_a_frame():
    (page,) = read(BARE.encode()).pages
    assert rows(page.blocks[0]) == [
        ["类别", "2030年", "", "2031年", ""],
        ["", "计划", "报到", "计划", "报到"],
        ["春季", "40", "38", "50", "47"],
    ]


@pytest.mark.parametrize("text", [FRAMED, FRAMED.replace("│", "|").replace("├", "+").replace("┤", "+")])
def test_tables_drawn_with_lines(text):
    (page,) = read(text.encode()).pages
    assert [rows(block) for block in page.blocks] == [[["类别", "计划"], ["春季", "40"]]]


def test_a_bar_in_a_lone_line_parts_no_cells():
    (page,) = read("海事学院 | 质量年度报告\n本年招生 40 人。\n".encode()).pages
    assert [block.text for block in page.blocks] == ["海事学院 | 质量年度报告", "本年招生 40 人。"]


def test_a_title_over_all_columns_between_rows_with_bars():
    text = "项目 | 2030年 | 2031年\n经费 | 5 | 6\n二、师资\n教师 | 7 | 8\n"
    (page,) = read(text.encode()).pages
    assert rows(page.blocks[0])[2] == ["二、师资", "", ""]


def test_an_indent_before_a_label_is_kept_for_its_level():
    (page,) = read("项目 | 值\n面积 | 9\n　　宿舍 | 4\n".encode()).pages
    assert rows(page.blocks[0])[2] == ["　　宿舍", "4"]


def test_marks_for_merged_cells():
    (page,) = read("院系\t在校生\t<\n^\t男\t女\n航海系\t90\t12\n".encode()).pages
    assert rows(page.blocks[0])[:2] == [["院系", "在校生", "在校生"], ["院系", "男", "女"]]


def padded(*table: tuple[str, ...], width: Callable[[str], int]) -> str:
    """Lines with every column padded to one width, counted by ``width``."""
    sizes = [max(width(row[c]) for row in table) for c in range(len(table[0]))]
    return "".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, sizes, strict=True)).rstrip()
        + "\n"
        for row in table
    )


def shown(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


SPACED = (
    ("指标", "2030年", "", "2031年", ""),
    ("", "计划", "报到", "计划", "报到"),
    ("航海技术", "40", "38", "50", "47"),
    ("其中：女生", "4", "", "5", "5"),
    ("轮机工程技术", "60", "57", "", ""),
    ("合计", "100", "95", "50", "47"),
)


@pytest.mark.parametrize("width", [shown, len])
def test_columns_set_with_spaces(width: Callable[[str], int]):
    (page,) = read(f"表1  招生情况\n{padded(*SPACED, width=width)}招生稳步增长。".encode()).pages
    first, grid, last = page.blocks
    assert [list(row) for row in SPACED] == rows(grid)
    assert [first, last] == [TextBlock("表1  招生情况"), TextBlock("招生稳步增长。")]


def test_a_note_below_columns_set_with_spaces_adds_none():
    note = "主要来源（单选）：省级（ ）  市级（√）  其他（ ）"
    (page,) = read((padded(*SPACED, width=shown) + note).encode()).pages
    assert rows(page.blocks[0])[:-1] == [list(row) for row in SPACED]


def test_lines_whose_blank_cells_left_no_trace_are_no_table():
    text = "指标  2030年  2031年\n教师  5  6\n学生  90\n教室  7  8\n"
    (page,) = read(text.encode()).pages
    assert all(isinstance(block, TextBlock) for block in page.blocks)


@given(
    st.lists(st.tuples(*[st.text("海港船员甲乙ab01", min_size=1, max_size=6)] * 3), min_size=3, max_size=8)
)
def test_padded_columns_come_out_whole(table: list[tuple[str, ...]]):
    figures = [(name, note, str(number)) for number, (name, note, _) in enumerate(table)]
    assert spaced_rows(padded(*figures, width=shown).splitlines()) == [list(row) for row in figures]


def test_tables_in_html():
    head = "<tr><th rowspan='2'>院系</th><th colspan='2'>在校生<br>（人）</th></tr>"
    second = "<tr><td>男</td><td>女</td></tr>"
    body = "<tr><td>航海&amp;轮机</td><td>90</td><td>12</td></tr>"
    text = f"表1 在校生\n<table>{head}{second}{body}</table>\n在校生 102 人。"
    caption, grid, after = read(text.encode()).pages[0].blocks
    assert isinstance(grid, Grid)
    assert [(c.row, c.col, c.text, c.rowspan, c.colspan) for c in grid.cells] == [
        (0, 0, "院系", 2, 1), (0, 1, "在校生 （人）", 1, 2), (1, 1, "男", 1, 1), (1, 2, "女", 1, 1),
        (2, 0, "航海&轮机", 1, 1), (2, 1, "90", 1, 1), (2, 2, "12", 1, 1),
    ]  # fmt: skip
    assert [caption, after] == [TextBlock("表1 在校生"), TextBlock("在校生 102 人。")]


@given(st.text("<>/tablerdh='10 甲\n"))
def test_broken_html_is_read_somehow(inner: str):
    assert read(f"甲<table>{inner}</table>".encode()).pages


def test_marks_of_markdown():
    text = "# 一、概况\n## （一）规模\n**全校**有学生 90 人。\n---\n> 案例1 灯塔\n**三、展望**\n见[官网](http://x.cn)。\n![](a.png)\n"
    (page,) = read(text.encode()).pages
    assert page.blocks == (
        TextBlock("一、概况", level=1),
        TextBlock("（一）规模", level=2),
        TextBlock("全校有学生 90 人。"),
        TextBlock("案例1 灯塔", boxed=True),
        TextBlock("三、展望", bold=True),
        TextBlock("见官网。"),
    )


def test_headings_below_those_that_markdown_declares():
    lines = ("# 第一章 概况", "## 第一节 规模", "一、在校生", "有学生 90 人。", "二、教师", "有教师 9 人。")
    report = source_to_report(read("\n".join((*lines, "# 第二章 经费", "收入 5 万元。")).encode()))
    assert [section.title for section in report.sections] == ["概况", "规模", "在校生", "教师", "经费"]


def test_rules_are_left_out_and_ragged_rows_filled():
    (page,) = read("a\tb\tc\n---\t--\t---\nd\te\n教书育人\t\t\n—\t—\t—\n".encode()).pages
    assert rows(page.blocks[0]) == [["a", "b", "c"], ["d", "e", ""], ["教书育人", "", ""], ["—", "—", "—"]]


def test_a_leading_or_single_trailing_tab_makes_no_table():
    (page,) = read("\t缩进的段落。\n带制表符结尾的段落。\t\n".encode()).pages
    assert [b.text for b in page.blocks if isinstance(b, TextBlock)] == [
        "缩进的段落。",
        "带制表符结尾的段落。",
    ]


def test_a_blank_line_ends_a_grid():
    (page,) = read(b"a\t1\n\nb\t2\n").pages
    assert [rows(block) for block in page.blocks] == [[["a", "1"]], [["b", "2"]]]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_nothing_printed_is_lost(text):
    if not text.strip():
        return
    try:
        source = read(text.encode())
    except SourceError:
        return
    seen = "".join(
        block.text if isinstance(block, TextBlock) else "".join(cell.text for cell in block.cells)
        for page in source.pages
        for block in page.blocks
    )
    assert set("".join(seen.split())) <= set("".join(text.split()))
