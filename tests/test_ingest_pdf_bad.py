"""PDFs that cannot be read: each gets its own clear message, nothing hangs, nothing else is raised."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from rag.errors import SourceError
from tests.pdf_files import cut, make_pdf, read, ruled_table, text, texts

DATA = Path(__file__).parent / "data"


def first(canvas: Canvas) -> None:
    text(canvas, 80, 100, "学校质量年度报告")
    ruled_table(canvas, 80, 130, [["指标", "2020年"], ["人数", "100"]])


def second(canvas: Canvas) -> None:
    text(canvas, 80, 100, "第二页的文字")


GOOD = make_pdf(first, second)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def good_writer() -> PdfWriter:
    return PdfWriter(clone_from=io.BytesIO(GOOD))


def encrypted(algorithm: str) -> bytes:
    writer = good_writer()
    writer.encrypt("secret", "owner", algorithm=algorithm)
    return written(writer)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_encrypted(algorithm: Literal["RC4-128", "AES-128", "AES-256"]) -> None:
    data = encrypted(algorithm)
    with pytest.raises(SourceError, match=r"made\.pdf 设有打开密码。请用 --password"):
        read(data)
    with pytest.raises(SourceError, match="密码不对"):
        read(data, password="guess")
    assert texts(read(data, password="secret").pages[1]) == ["第二页的文字"]


@pytest.mark.parametrize("length", [9, 100, len(GOOD) // 2, len(GOOD) - 40])
def test_truncated(length: int) -> None:
    with pytest.raises(SourceError, match="不完整"):
        read(GOOD[:length])


def test_zero_pages() -> None:
    with pytest.raises(SourceError, match="没有任何页面"):
        read(written(PdfWriter()))


def test_not_a_pdf_inside() -> None:
    with pytest.raises(SourceError, match="已损坏"):
        read(b"%PDF-1.7\n" + b"hello " * 200 + b"\n%%EOF")


def test_page_tree_with_a_cycle() -> None:
    writer = good_writer()
    pages = writer._root_object["/Pages"].get_object()
    assert isinstance(pages, DictionaryObject)
    pages["/Kids"].append(writer._root_object.raw_get("/Pages"))  # type: ignore[attr-defined]
    with pytest.raises(SourceError, match="已损坏"):
        read(written(writer))


def test_an_outline_in_circles_is_passed_over() -> None:
    writer = good_writer()
    item = writer.add_outline_item(title="学校质量年度报告", page_number=0)
    entry = item.get_object()
    assert isinstance(entry, DictionaryObject)
    entry[NameObject("/Next")] = item
    entry[NameObject("/First")] = item
    assert len(read(written(writer)).pages) == 2


def test_a_deep_outline_is_passed_over() -> None:
    writer = good_writer()
    parent = None
    for _ in range(400):
        parent = writer.add_outline_item(title="学校质量年度报告", page_number=0, parent=parent)
    assert len(read(written(writer)).pages) == 2


def test_pictures_only_without_recognition() -> None:
    with pytest.raises(SourceError, match=r"需要文字识别（OCR），但识别已关闭"):
        read(cut(DATA / "2021-scanned.pdf", 1), ocr=False)


def test_some_pictures_without_recognition_are_told() -> None:
    writer = good_writer()
    writer.append(io.BytesIO(cut(DATA / "2021-scanned.pdf", 1)))
    source = read(written(writer), ocr=False)
    assert source.pages[2].blocks == ()
    assert source.notes == ("第 3 页没有可用的文字层，因文字识别已关闭而未读取。",)


def private_use_pdf(first: int = 0, last: int = 255) -> bytes:
    """A page whose font maps the letters from one code to another to private-use characters."""
    cmap = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange "
    cmap += f"<{first:02x}> <{last:02x}> <{0xE000 + first:04x}> endbfrange".encode()
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    to_unicode, content = DecodedStreamObject(), DecodedStreamObject()
    to_unicode.set_data(b"/CIDInit /ProcSet findresource begin begincmap " + cmap + b" endcmap end")
    content.set_data(b"BT /F1 24 Tf 80 700 Td (QUALITY REPORT OF THE YEAR 2023) Tj ET")
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(k): NameObject(v) for k, v in names.items()})
    font[NameObject("/ToUnicode")] = writer._add_object(to_unicode)
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)
    return written(writer)


def test_private_use_text_without_recognition() -> None:
    with pytest.raises(SourceError, match="没有可用的文字层"):
        read(private_use_pdf(), ocr=False)


@pytest.mark.slow
def test_private_use_text_is_recognised_from_the_picture() -> None:
    [only] = read(private_use_pdf()).pages
    assert texts(only) == ["QUALITY REPORT OF THE YEAR 2023"]


def test_digits_that_the_font_does_not_tell_are_never_dropped_silently() -> None:
    source = read(private_use_pdf(0x30, 0x31), ocr=False)
    assert texts(source.pages[0]) == ["QUALITY REPORT OF THE YEAR 2□23"]
    assert source.notes == ("第 1 页有字符无法辨认（字体没有标明），以 □ 代替，请核对。",)


@pytest.mark.slow
def test_digits_that_the_font_does_not_tell_are_recognised_from_the_picture() -> None:
    source = read(private_use_pdf(0x30, 0x39))
    assert texts(source.pages[0]) == ["QUALITY REPORT OF THE YEAR 2023"]
    assert source.notes[0].startswith("第 1 页没有可用的文字层")


def test_nothing_to_read() -> None:
    with pytest.raises(SourceError, match="没有找到任何文字"):
        read(make_pdf(lambda canvas: None))


@pytest.mark.parametrize("operators", [b"0 0 m 100 100 l S\n" * 420_000, b"q Q\n" * 3_000_000])
def test_a_page_that_would_take_forever_is_told(operators: bytes) -> None:
    writer = good_writer()
    stream = DecodedStreamObject()
    stream.set_data(operators)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    source = read(written(writer))
    assert source.pages[0].blocks == ()
    assert source.notes == ("第 1 页图形过于复杂，未能读取，请核对。",)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=0, max_size=6)), min_size=1, max_size=8
    )
)
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(GOOD)
    for at, new in changes:
        data[at : at + len(new) + 1] = new
    message = "made.pdf"
    try:
        read(bytes(data), ocr=False)
    except SourceError as error:
        message = str(error)
    assert message.startswith("made.pdf")
