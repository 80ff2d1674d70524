"""Read a PDF: text in paragraphs, tables as grids, page by page, in reading order."""

from __future__ import annotations

import hashlib
import io
import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
import pypdfium2

from ingest.pdf_device import PageTooHeavy
from ingest.pdf_file import BROKEN, PdfFile, open_pdf
from ingest.pdf_glyphs import UNREADABLE, page_to_ink
from ingest.pdf_layout import Layout, ink_to_layout
from ingest.pdf_page import PageInk, area
from ingest.pdf_pages import layouts_to_pages
from ingest.types import ReadOptions, Source
from rag.errors import SourceError

_PAGE_SECONDS = 20.0
_FILE_SECONDS = 600.0
_FRESH_AFTER = 100  # pages after which the file is opened anew, as the parser keeps what it has read
_FEW_GLYPHS = 30
_MAX_PIXELS = 4000
_BROKEN_SHARE = 0.03  # beyond stray symbols: it may be the digits that are missing
_SOME_BROKEN = 0.3

# Both libraries report every oddity of a broken file; the reader tells what matters in its own words.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class _Reading:
    """What is gathered over the pages."""

    path: Path
    data: bytes
    options: ReadOptions
    file: PdfFile
    layouts: list[Layout] = field(default_factory=list)
    scans: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    heavy: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


def read_pdf(path: Path, data: bytes, options: ReadOptions) -> Source:
    """Read a PDF.

    Args:
        path: for the messages.
        data: the whole file.
        options: password, OCR, progress.

    Returns:
        Its pages, with running headers, footers and page numbers left out.

    Raises:
        SourceError: the file cannot be opened or holds nothing readable; the message is for the user.
    """
    reading = _Reading(path, data, options, open_pdf(path, data, options.password))
    for layout in _layouts(reading):
        reading.layouts.append(layout)
    _check_text(reading)
    return Source(
        name=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        pages=layouts_to_pages(reading.layouts, reading.file.titles, reading.file.labels),
        title=reading.file.title,
        notes=_notes(reading),
    )


def _layouts(reading: _Reading) -> Iterator[Layout]:
    total = reading.file.n_pages
    limit = time.monotonic() + _FILE_SECONDS
    for start in range(0, total, _FRESH_AFTER):
        numbers = list(range(start + 1, min(start + _FRESH_AFTER, total) + 1))
        try:
            with pdfplumber.open(
                io.BytesIO(reading.data), pages=numbers, password=reading.options.password
            ) as pdf:
                if len(pdf.pages) != len(numbers):
                    raise SourceError(
                        f"{reading.path.name} 的页面结构已损坏。请用阅读器另存为新的 PDF，再试。"
                    )
                for number, page in zip(numbers, pdf.pages, strict=True):
                    if time.monotonic() > limit:
                        raise SourceError(_too_slow(reading.path, number))
                    yield _page_layout(reading, page, number)
                    page.close()
        except BROKEN as error:
            raise SourceError(
                f"{reading.path.name} 已损坏，打不开。请用阅读器另存为新的 PDF，再试。"
            ) from error


def _too_slow(path: Path, number: int) -> str:
    return f"{path.name} 读到第 {number} 页时超过了 {_FILE_SECONDS:.0f} 秒。请拆分或重新导出后再试。"


def _page_layout(reading: _Reading, page: pdfplumber.page.Page, number: int) -> Layout:
    try:
        ink = page_to_ink(page, time.monotonic() + _PAGE_SECONDS)
    except PageTooHeavy:
        reading.heavy.append(number)
        return Layout((), (float(page.width), float(page.height)))
    except BROKEN as error:
        raise SourceError(
            f"{reading.path.name} 第 {number} 页已损坏，读不出来。请用阅读器另存为新的 PDF，再试。"
        ) from error
    if ink.hidden:
        reading.hidden.append(number)
    if _needs_ocr(ink):
        ink = _recognised(reading, number, ink)
    if reading.options.progress is not None:
        reading.options.progress("读取页面", number, reading.file.n_pages)
    return ink_to_layout(ink)


def _needs_ocr(ink: PageInk) -> bool:
    """Tell a page that is a picture of text, or whose font does not say which characters it shows."""
    if ink.layer or ink.broken > _BROKEN_SHARE:
        return True
    covered = max(map(area, ink.pictures), default=0.0)
    return covered > 0.5 * ink.size[0] * ink.size[1] and _length(ink) < _FEW_GLYPHS


def _length(ink: PageInk) -> int:
    return sum(len(g.text) for g in ink.glyphs if not g.text.isspace() and g.text != UNREADABLE)


def _recognised(reading: _Reading, number: int, ink: PageInk) -> PageInk:
    """Return what is read from the page's picture where that is allowed and tells more than the text.

    A picture behind a few words may be mere decoration; a scanner's text layer is what another program
    recognised, without tables and without doubts, so the picture is read anew.
    """
    readable = ink.broken <= _SOME_BROKEN and _length(ink) > 0
    if reading.options.ocr:
        seen = _recognise(reading, number)
        enough = 0.5 if ink.broken > _BROKEN_SHARE or ink.layer else 2.0
        if not readable or _length(seen) >= enough * _length(ink):
            reading.scans.append(number)
            return seen
    if not readable:
        reading.scans.append(number)
        return PageInk(ink.size)
    if ink.broken > _BROKEN_SHARE:
        reading.broken.append(number)
    return ink


def _recognise(reading: _Reading, number: int) -> PageInk:
    from ingest.ocr import DPI, image_to_ink

    if reading.options.progress is not None:
        reading.options.progress("识别扫描页", number, reading.file.n_pages)
    scale = DPI / 72
    try:
        with pypdfium2.PdfDocument(reading.data, password=reading.options.password or None) as pdf:
            page = pdf[number - 1]
            scale = min(scale, _MAX_PIXELS / max(page.get_size()))
            image = page.render(scale=scale, rev_byteorder=True).to_numpy()
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            f"{reading.path.name} 第 {number} 页画不出来，无法识别。请用阅读器另存为新的 PDF，再试。"
        ) from error
    return image_to_ink(image, scale)


def _check_text(reading: _Reading) -> None:
    if any(layout.parts for layout in reading.layouts):
        return
    name = reading.path.name
    if reading.scans and not reading.options.ocr:
        raise SourceError(
            f"{name} 的页面都是图片或没有可用的文字层，需要文字识别（OCR），但识别已关闭。"
            "请打开识别（设置 NIANBAO_OCR=true）后再试。"
        )
    raise SourceError(f"{name} 里没有找到任何文字。请确认文件内容，或换一份清晰的 PDF 再试。")


def _notes(reading: _Reading) -> tuple[str, ...]:
    notes: list[str] = []
    if reading.hidden:
        notes.append(
            f"第 {_numbers(reading.hidden)} 页有看不见的文字（隐形、白色、过小或在页面之外），未采用。"
        )
    if reading.heavy:
        notes.append(f"第 {_numbers(reading.heavy)} 页图形过于复杂，未能读取，请核对。")
    if reading.broken:
        notes.append(f"第 {_numbers(reading.broken)} 页有字符无法辨认（字体没有标明），以 □ 代替，请核对。")
    if reading.scans and reading.options.ocr:
        notes.append(f"第 {_numbers(reading.scans)} 页没有可用的文字层，由文字识别（OCR）得到，请核对。")
    elif reading.scans:
        notes.append(f"第 {_numbers(reading.scans)} 页没有可用的文字层，因文字识别已关闭而未读取。")
    return tuple(notes)


def _numbers(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:20]))
    return shown + (f" 等 {len(numbers)}" if len(numbers) > 20 else "")
