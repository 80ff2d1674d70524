from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read_text import read_text
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
