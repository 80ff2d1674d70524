"""Damaged files: whatever is in them, a reader gives a Source or a SourceError, and soon."""

from __future__ import annotations

import io
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from ingest.read import read_source
from ingest.types import ReadOptions, Source
from rag.errors import SourceError
from tests.docx_files import cell, docx_bytes, paragraph, replace_parts, table
from tests.pdf_files import make_pdf, ruled_table, text

DATA = Path(__file__).parent / "data"
SECONDS = 20
FUZZ = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def small_docx() -> bytes:
    lists = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    levels = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    merged = cell("区域", '<w:vMerge w:val="restart"/>') + cell("2020年", '<w:gridSpan w:val="2"/>')
    body = (
        paragraph("质量年度报告（2021）", '<w:jc w:val="center"/>', '<w:sz w:val="44"/><w:b/>')
        + paragraph("基本情况", '<w:outlineLvl w:val="0"/>' + lists)
        + table(merged, cell("", "<w:vMerge/>") + cell("计划") + cell("录取"))
        + table(cell("案例 1：名称"))
    )
    return docx_bytes(body, numbering=levels)


def small_xlsx() -> bytes:
    workbook = Workbook()
    for row in (["表1 招生"], ["专业", "2019年", "2020年"], ["护理", 100, 0.9212], ["合计", 100, "=B3"]):
        workbook.active.append(row)
    workbook.active.merge_cells("A1:C1")
    workbook.active["C3"].number_format = "0.00%"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def small_pdf() -> bytes:
    def page(canvas: Canvas) -> None:
        text(canvas, 100, 60, "质量年度报告（2021）", 20)
        text(canvas, 80, 100, "1.1 招生情况")
        ruled_table(canvas, 80, 160, [["专业", "2019年", "2020年"], ["护理", "100", "120"]])

    return make_pdf(page)


TEXT = "质量年度报告（2021）\n一、基本情况\n表1 招生\n专业\t人数\n护理\t100\n".encode()
FILES = {"a.docx": small_docx(), "a.xlsx": small_xlsx(), "a.pdf": small_pdf(), "a.txt": TEXT, "a.csv": TEXT}


class TooSlow(BaseException):
    """Not an Exception, so that no reader takes it for a broken file."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Fail when the block takes longer: a hang is as bad as a crash."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"no answer after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read(folder: Path, name: str, data: bytes) -> Source | None:
    path = folder / name
    path.write_bytes(data)
    try:
        with time_limit(SECONDS):
            return read_source(path, ReadOptions(ocr=False))
    except SourceError as error:
        message = str(error)
    assert message.endswith("。")
    return None


@st.composite
def damage(draw: st.DrawFn, length: int) -> list[tuple[int, bytes, int]]:
    """Draw edits: at a place, some bytes for some others."""
    edit = st.tuples(st.integers(0, length), st.binary(max_size=8), st.integers(0, 8))
    return draw(st.lists(edit, min_size=1, max_size=6))


def damaged(data: bytes, edits: list[tuple[int, bytes, int]]) -> bytes:
    for place, new, gone in edits:
        data = data[:place] + new + data[place + gone :]
    return data


@pytest.mark.parametrize("name", FILES)
def test_the_whole_files_are_read(tmp_path: Path, name: str):
    assert read(tmp_path, name, FILES[name]) is not None


@pytest.mark.parametrize("name", FILES)
@FUZZ
@given(st.data())
def test_damaged_bytes(tmp_path: Path, name: str, data: st.DataObject):
    edits = data.draw(damage(len(FILES[name])))
    source = read(tmp_path, name, damaged(FILES[name], edits))
    assert source is None or source.pages


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.docx", "word/document.xml"),
        ("a.docx", "word/styles.xml"),
        ("a.docx", "word/numbering.xml"),
        ("a.docx", "word/_rels/document.xml.rels"),
        ("a.docx", "[Content_Types].xml"),
        ("a.xlsx", "xl/worksheets/sheet1.xml"),
        ("a.xlsx", "xl/styles.xml"),
        ("a.xlsx", "xl/workbook.xml"),
        ("a.xlsx", "xl/_rels/workbook.xml.rels"),
        ("a.xlsx", "[Content_Types].xml"),
    ],
)
@FUZZ
@given(st.data())
def test_damaged_xml_in_a_sound_zip(tmp_path: Path, name: str, part: str, data: st.DataObject):
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as archive:
        raw = archive.read(part)
    broken = damaged(raw, data.draw(damage(len(raw))))
    source = read(tmp_path, name, replace_parts(FILES[name], {part: broken}))
    assert source is None or source.pages


ATTRIBUTE = st.sampled_from(["", "-1", "0", "1", "9" * 11, "1e999", "nan", "x", "%1%9", "true", "FFFFFF"])
TAGS = "p r t tbl tr tc tcPr gridSpan vMerge hMerge gridBefore trPr pPr pStyle numPr numId ilvl ind jc br"
ELEMENT = st.sampled_from(
    TAGS.split() + "fldChar drawing txbxContent footnoteReference outlineLvl sz color".split()
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    """Draw WordprocessingML that is well-formed and otherwise senseless."""
    tag, value, start = draw(ELEMENT), draw(ATTRIBUTE), draw(ATTRIBUTE)
    inner = "".join(draw(st.lists(trees(depth - 1), max_size=3))) if depth else "文"
    return f'<w:{tag} w:val="{value}" w:id="{start}" w:left="{value}">{inner}</w:{tag}>'


@FUZZ
@given(st.lists(trees(), min_size=1, max_size=5))
@example(['<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'])
def test_senseless_word_markup(tmp_path: Path, body: list[str]):
    source = read(tmp_path, "a.docx", docx_bytes("".join(body)))
    assert source is None or source.pages


@FUZZ
@given(st.binary(max_size=3000), st.sampled_from(["", "%PDF-1.7\n", "PK\x03\x04", "{\\rtf", "\ufeff"]))
def test_rubbish(tmp_path: Path, data: bytes, lead: str):
    source = read(tmp_path, "a.bin", lead.encode() + data)
    assert source is None or source.pages
