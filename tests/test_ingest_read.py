from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from ingest.read import detect_kind, read_source
from ingest.types import Grid, ReadOptions, TextBlock
from rag.errors import SourceError
from tests.docx_files import docx_bytes, paragraph

DATA = Path(__file__).parent / "data"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def said(path: Path, options: ReadOptions = ReadOptions()) -> str:  # noqa: B008
    with pytest.raises(SourceError) as caught:
        read_source(path, options)
    return str(caught.value)


def test_what_is_not_a_file_is_told_apart(tmp_path: Path):
    assert "找不到文件" in said(tmp_path / "没有.pdf")
    assert "不是文件" in said(tmp_path)
    (tmp_path / "空.docx").touch()
    assert "空文件" in said(tmp_path / "空.docx")


def test_the_size_limit_names_its_setting(tmp_path: Path):
    path = tmp_path / "大.txt"
    path.write_bytes(b"x" * 1_000_001)
    message = said(path, ReadOptions(max_mb=1))
    assert "NIANBAO_MAX_FILE_MB" in message
    assert "上限 1 MB" in message


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "巨大.pdf"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    assert "300 MB" in said(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版 Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE, "旧版 Office"),
        (b"{\\rtf1\\ansi abc}", "RTF"),
        (bytes(range(256)) * 40, "里面不是文字"),
        (b"PK\x03\x04" + bytes(200), "已损坏或不完整"),
        (b"\x7fELF" + bytes(500), "里面不是文字"),
        (b" \n\t \n", "只有空白"),
        (b"<html>404 Not Found</html>", "不是 DOCX 文件"),
    ],
)
def test_foreign_content_gets_its_own_message(tmp_path: Path, data: bytes, words: str):
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    message = said(path)
    assert words in message
    assert path.name in message


def test_an_archive_that_is_no_office_file(tmp_path: Path):
    path = tmp_path / "报告.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("报告.txt", "正文")
    assert "压缩包" in said(path)


def test_content_wins_over_the_suffix(tmp_path: Path):
    path = tmp_path / "其实是Word.pdf"
    path.write_bytes(docx_bytes(paragraph("正文")))
    source = read_source(path, ReadOptions())
    assert [b.text for b in source.pages[0].blocks if isinstance(b, TextBlock)] == ["正文"]
    assert source.name == path.name
    assert detect_kind(Path("a.docx"), (DATA / "2021-scanned.pdf").read_bytes()) == "pdf"
    assert detect_kind(Path("a.pdf"), "一、基本情况".encode("utf-16-le")) == "text"


def test_the_hash_is_of_the_bytes_whatever_the_name(tmp_path: Path):
    shutil.copy(DATA / "2022-synthetic.docx", tmp_path / "别名.docx")
    first = read_source(DATA / "2022-synthetic.docx", ReadOptions())
    second = read_source(tmp_path / "别名.docx", ReadOptions())
    assert first.sha256 == second.sha256
    assert len(first.sha256) == 64
    assert first.pages == second.pages


def test_separated_values_are_a_table_only_by_suffix(tmp_path: Path):
    text = "专业,2019年,2020年\n护理,100,120\n“会计，甲”,30,40\n"
    for name, encoding in (("专业人数.csv", "gb18030"), ("专业人数2.csv", "utf-8-sig")):
        (tmp_path / name).write_bytes(text.encode(encoding))
        blocks = read_source(tmp_path / name, ReadOptions()).pages[0].blocks
        assert blocks[0] == TextBlock(Path(name).stem)
        assert isinstance(blocks[1], Grid)
        assert [c.text for c in blocks[1].cells if c.row == 2] == ["“会计，甲”", "30", "40"]
    (tmp_path / "正文.txt").write_text("专业,2019年,2020年", encoding="utf-8")
    assert isinstance(read_source(tmp_path / "正文.txt", ReadOptions()).pages[0].blocks[0], TextBlock)


def test_a_picture_needs_recognition_turned_on(tmp_path: Path):
    path = tmp_path / "扫描.png"
    Image.new("RGB", (200, 100), "white").save(path)
    assert "NIANBAO_OCR" in said(path, ReadOptions(ocr=False))


def test_a_broken_picture_is_refused(tmp_path: Path):
    stream = io.BytesIO()
    Image.new("RGB", (200, 100), "white").save(stream, "PNG")
    path = tmp_path / "扫描.png"
    path.write_bytes(stream.getvalue()[:60])
    assert "图片" in said(path)
