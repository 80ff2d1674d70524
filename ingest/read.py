"""The front door for files: one check of what comes in, then the reader for what it really holds."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ingest.types import ReadOptions, Source
from rag.errors import SourceError

Kind = Literal["pdf", "docx", "xlsx", "csv", "image", "text"]
Reader = Callable[[Path, bytes, ReadOptions], Source]

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
IMAGE_MAGICS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
# A PDF may have a few bytes of mail or printer wrapping in front (ISO 32000 annex H.3.4.1 of 1.7).
PDF_HEAD = 1024
TEXT_CONTROLS = b"\t\n\v\f\r\x1a\x1b"
NO_TEXT_SUFFIXES = frozenset({".pdf", ".docx", ".xlsx", ".doc", ".xls", ".png", ".jpg", ".jpeg"})
MAX_CONTROL_SHARE = 0.01
SAMPLE_BYTES = 8192


def read_source(path: Path, options: ReadOptions) -> Source:
    """Read a report file of any known format.

    The format is told by the content; the suffix only tells a table of separated values from prose.

    Args:
        path: the file.
        options: password, OCR, size limit, progress.

    Returns:
        The pages as laid out, with the file's name and hash.

    Raises:
        SourceError: there is no such file, or it cannot be read as a report; the message is for the user.
    """
    data = load_bytes(path, options)
    source = _reader(detect_kind(path, data))(path, data, options)
    return replace(source, name=path.name, sha256=hashlib.sha256(data).hexdigest())


def load_bytes(path: Path, options: ReadOptions) -> bytes:
    """Return the file's bytes once it is known to be there and of a sane size.

    Raises:
        SourceError: missing, not a file, empty, too large, or not readable.
    """
    try:
        if not path.exists():
            raise SourceError(f"找不到文件：{path}。请检查路径和文件名。")
        if not path.is_file():
            raise SourceError(f"{path} 不是文件（可能是文件夹）。请给出报告文件本身的路径。")
        size = path.stat().st_size
        if size == 0:
            raise SourceError(f"{path.name} 是空文件（0 字节）。请重新导出或复制后再试。")
        if size > options.max_mb * 10**6:
            raise SourceError(
                f"{path.name} 有 {size / 10**6:.0f} MB，超过上限 {options.max_mb} MB。"
                "请压缩其中的图片，或调大设置 NIANBAO_MAX_FILE_MB。"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"无法读取 {path}：{error.strerror or error}。请检查文件权限和磁盘。") from error


def detect_kind(path: Path, data: bytes) -> Kind:
    """Tell the format by the content.

    Args:
        path: for the messages and for the suffix of separated values.
        data: the whole file.

    Raises:
        SourceError: a format that no reader takes, or no text at all.
    """
    if b"%PDF-" in data[:PDF_HEAD]:
        return "pdf"
    if data.startswith(ZIP_MAGICS):
        return _zip_kind(path, data)
    if data.startswith(OLE_MAGIC):
        raise SourceError(_ole_message(path, data))
    if data.startswith(IMAGE_MAGICS):
        return "image"
    if data.startswith(b"{\\rtf"):
        raise SourceError(f"{path.name} 是 RTF 文件，不能直接读取。请在 Word 中另存为 .docx。")
    if _is_binary(data):
        raise SourceError(
            f"{path.name} 不是可以读取的报告：里面不是文字。"
            "可用的格式：PDF、Word（.docx）、Excel（.xlsx）、文本（.txt、.md）。"
        )
    suffix = path.suffix.lower()
    # Text in Chinese is read whatever its name; an error page or a stub saved under it is none.
    if suffix in NO_TEXT_SUFFIXES and data.isascii() and data.strip():
        raise SourceError(
            f"{path.name} 的内容不是 {suffix[1:].upper()} 文件，而是没有中文的文本。请重新导出后再试。"
        )
    return "csv" if suffix in {".csv", ".tsv"} else "text"


def _zip_kind(path: Path, data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError(
            f"{path.name} 已损坏或不完整（压缩结构打不开）。请重新复制或重新保存后再试。"
        ) from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise SourceError(
        f"{path.name} 是压缩包，但不是 Word（.docx）或 Excel（.xlsx）文件。"
        "请先解压，或用 Word 打开后另存为 .docx。"
    )


def _ole_message(path: Path, data: bytes) -> str:
    def holds(entry: str) -> bool:
        return entry.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return f"{path.name} 设有打开密码，无法读取。请在 Word 或 Excel 中去掉密码，另存后再试。"
    if holds("WordDocument"):
        return f"{path.name} 是旧版 Word 文件（.doc）。请在 Word 中另存为 .docx 后再试。"
    if holds("Workbook") or holds("Book"):
        return f"{path.name} 是旧版 Excel 文件（.xls）。请在 Excel 中另存为 .xlsx 后再试。"
    return (
        f"{path.name} 是旧版 Office 格式，不能直接读取。请在 Word 中另存为 .docx（表格另存为 .xlsx）后再试。"
    )


def _is_binary(data: bytes) -> bool:
    """Whether data holds bytes that no text has.

    UTF-16 is full of zero bytes: it starts with a mark, or is mostly Chinese when read as such.
    """
    controls = sum(data.count(code) for code in range(32) if code not in TEXT_CONTROLS)
    if data.startswith(UNICODE_MARKS) or controls <= len(data) * MAX_CONTROL_SHARE:
        return False
    return not any(_is_chinese(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))


def _is_chinese(data: bytes, encoding: str) -> bool:
    sample = data[:SAMPLE_BYTES].decode(encoding, errors="replace")
    return sum("\u4e00" <= character <= "\u9fff" for character in sample) * 3 > len(sample)


def _reader(kind: Kind) -> Reader:
    """Return the reader; imported on demand, as each brings its own heavy library."""
    if kind == "pdf":
        from ingest.read_pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from ingest.read_docx import read_docx

        return read_docx
    if kind == "xlsx":
        from ingest.read_xlsx import read_xlsx

        return read_xlsx
    if kind == "csv":
        from ingest.read_csv import read_csv

        return read_csv
    if kind == "image":
        from ingest.read_image import read_image

        return read_image
    from ingest.read_text import read_text

    return read_text
