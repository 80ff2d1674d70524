"""What the cells of tables that stand alone are called, whatever way the table is built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import Grid, GridCell, Page, ReadOptions, Source, TextBlock
from rag.errors import SourceError
from rag.types import Table
from tests.docx_files import cell, docx_bytes, table
from tests.lone_tables import Shape, docx_of, xlsx_of

# Each cell as "row path | column path | text | unit | year".
SHAPES = json.loads((Path(__file__).parent / "data" / "lone_tables.json").read_text(encoding="utf-8"))


def shape_of(name: str) -> Shape:
    found = SHAPES[name]
    return Shape(found["title"], found["rows"], found["merged"])


def lone_table(path: Path, data: bytes) -> Table:
    path.write_bytes(data)
    (table,) = source_to_report(read_source(path, ReadOptions())).tables
    return table


def lines_of(table: Table) -> list[str]:
    return [
        " | ".join([" › ".join(c.row_path), " › ".join(c.col_path), c.text, c.unit, str(c.year or "")])
        for c in table.cells
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_cells_are_called_by_their_headings(tmp_path: Path, name: str):
    shape, expected = shape_of(name), SHAPES[name]["cells"]
    found = lines_of(lone_table(tmp_path / "表.xlsx", xlsx_of(shape)))
    assert [line for line in found if line in expected] == expected


@pytest.mark.parametrize("name", SHAPES)
def test_word_and_excel_tell_the_same(tmp_path: Path, name: str):
    shape = shape_of(name)
    sheet = lone_table(tmp_path / "表.xlsx", xlsx_of(shape))
    word = lone_table(tmp_path / "表.docx", docx_of(shape))
    assert lines_of(word) == lines_of(sheet)
    assert (word.title, word.unit, word.grid) == (sheet.title, sheet.unit, sheet.grid)


def test_a_caption_in_the_first_row_names_the_table(tmp_path: Path):
    caption = cell("表 3：各专业就业情况（单位：人）", '<w:gridSpan w:val="2"/>')
    body = table(caption, cell("专业") + cell("人数"), cell("护理") + cell("100"), cell("会计") + cell("50"))
    found = lone_table(tmp_path / "表.docx", docx_bytes(body))
    assert (found.label, found.title, found.unit) == ("表3", "各专业就业情况", "人")
    assert lines_of(found) == ["护理 | 人数 | 100 | 人 | ", "会计 | 人数 | 50 | 人 | "]


def test_a_lone_table_is_a_report_with_its_title(tmp_path: Path):
    shape = Shape("能源消费情况（单位：万吨）", [["类别", "2019年", "2020年"], ["煤", 1, 2], ["油", 3, 4]])
    (tmp_path / "附件.xlsx").write_bytes(xlsx_of(shape))
    report = source_to_report(read_source(tmp_path / "附件.xlsx", ReadOptions()))
    assert report.id == "附件"
    assert (report.tables[0].title, report.tables[0].unit) == ("能源消费情况", "万吨")
    assert report.title == "能源消费情况"
    assert report.data_year == 2020


WORDS = "项目 姓名 性别 其中：男 合计 小计 总计 2019 2020年 12 3.5% 1-2 — 单位 人 序号 1 2 甲 乙 注：说明"
TEXTS = st.sampled_from(["", "", *WORDS.split(), "2019-12-31", "一、收入", "流动资产：", "单位：万元"])


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Draw a grid of any texts with merged cells, overlapping and reaching out of it too."""
    n_rows, n_cols = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    span = st.sampled_from([1, 1, 1, 1, 2, 3])
    cells = tuple(
        GridCell(r, c, draw(TEXTS), draw(span), draw(span))
        for r in range(n_rows)
        for c in range(n_cols)
        if draw(st.integers(0, 9))
    )
    return Grid(cells, n_rows, n_cols, spans_known=draw(st.booleans()))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(grids(), min_size=1, max_size=3))
def test_any_grid_gives_cells_that_are_where_they_say(drawn: list[Grid]):
    source = Source("表.xlsx", "0" * 64, (Page(None, "", (TextBlock("表1 题名"), *drawn)),))
    try:
        tables = source_to_report(source).tables
    except SourceError:
        return
    for table_ in tables:
        assert len({len(row) for row in table_.grid}) <= 1
        assert len({(c.row, c.col) for c in table_.cells}) == len(table_.cells)
        for c in table_.cells:
            assert table_.grid[c.row][c.col] == c.text
