"""A PDF as a file: can it be opened, how many pages has it, and what does its outline say?

pypdf reads it first because it keeps to limits where a page tree or an outline goes in circles.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import Destination

from rag.errors import SourceError
from rag.text import normalize

# Both libraries let almost any built-in error through when a file is broken in a new way.
BROKEN: tuple[type[Exception], ...] = (
    PDFException,
    PSException,
    PdfminerException,
    MalformedPDFException,
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
MAX_PAGES = 5000
_MAX_DEPTH = 20
_MAX_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What holds for the whole file: ``titles`` maps a page (from 0) to its headings and their level."""

    n_pages: int
    title: str
    titles: dict[int, dict[str, int]]
    labels: tuple[str, ...]


def open_pdf(path: Path, data: bytes, password: str) -> PdfFile:
    """Return what the file says of itself.

    Raises:
        SourceError: encrypted, broken, or without pages; the message names the file.
    """
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            _unlock(reader, path, password)
        n_pages = len(reader.pages)
    except BROKEN as error:
        raise SourceError(_broken_message(path, data)) from error
    if n_pages == 0:
        raise SourceError(f"{path.name} 里没有任何页面。请重新导出 PDF 后再试。")
    if n_pages > MAX_PAGES:
        raise SourceError(f"{path.name} 有 {n_pages} 页，超过上限 {MAX_PAGES} 页。请拆分后再试。")
    return PdfFile(n_pages, _title(reader), _outline_titles(reader), _labels(reader, n_pages))


def _unlock(reader: PdfReader, path: Path, password: str) -> None:
    if reader.decrypt(password) != PasswordType.NOT_DECRYPTED:
        return
    if password:
        raise SourceError(f"{path.name} 的密码不对。请核对后用 --password 重新给出打开密码。")
    raise SourceError(f"{path.name} 设有打开密码。请用 --password 给出密码，或先去掉密码再试。")


def _broken_message(path: Path, data: bytes) -> str:
    if b"%%EOF" not in data[-2048:]:
        return f"{path.name} 不完整（文件末尾缺失，可能没有下载或复制完）。请重新获取后再试。"
    return f"{path.name} 已损坏，打不开（内部结构有错）。请用阅读器打开后另存为新的 PDF，再试。"


def _title(reader: PdfReader) -> str:
    try:
        metadata = reader.metadata
        title = (metadata.title if metadata else None) or ""
    except BROKEN:
        return ""
    return "" if title.lower().startswith(("microsoft", "untitled")) else title.strip()


def _outline_titles(reader: PdfReader) -> dict[int, dict[str, int]]:
    """Return the outline by page; a broken one is none, as it only helps to tell headings."""
    titles: dict[int, dict[str, int]] = {}
    try:
        for item, level in _outline_items(reader.outline):
            page = reader.get_destination_page_number(item)
            if page is not None:
                titles.setdefault(page, {})[normalize(str(item.title)).replace(" ", "")] = level
    except BROKEN:
        return {}
    return titles


def _outline_items(outline: Iterable[object]) -> Iterator[tuple[Destination, int]]:
    stack: list[Iterator[object]] = [iter(outline)]
    count = 0
    while stack and count < _MAX_ENTRIES:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif isinstance(item, Destination):
            count += 1
            yield item, len(stack)
        elif isinstance(item, list) and len(stack) < _MAX_DEPTH:
            stack.append(iter(item))


def _labels(reader: PdfReader, n_pages: int) -> tuple[str, ...]:
    """Return the page labels that the file sets, none when it sets none."""
    try:
        if "/PageLabels" not in reader.root_object:
            return ()
        labels = tuple(reader.page_labels)
    except BROKEN:
        return ()
    return labels if len(labels) == n_pages else ()
