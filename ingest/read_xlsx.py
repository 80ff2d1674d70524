"""XLSX: the tables of each sheet, every value as Excel shows it."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ingest.office_zip import BROKEN_PACKAGE, OfficeZip, simplify_xml
from ingest.sheet_tables import SheetTables, check_reach
from ingest.types import Grid, Page, ReadOptions, Source, TextBlock
from ingest.xlsx_sheet import visible_cells
from rag.errors import SourceError

# openpyxl builds some hundred bytes for each cell that XML names in fifty.
MAX_XML_BYTES = 40 * 10**6
MAX_MERGED_CELLS = 1_200_000
_PLAIN_SHEET = re.compile(r"^(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)
_DECORATION = frozenset(
    {"dataValidations", "conditionalFormatting", "autoFilter", "extLst", "dxfs", "colors"}
)
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml$")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
# A text result (t="str") may be empty; a formula that was never calculated has no type.
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*t=.str)[^>]*?r=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]*>\s*"
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# What openpyxl raises on parts that are well-formed XML but not what it expects.
_UNREADABLE = (
    *BROKEN_PACKAGE,
    InvalidFileException,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    SyntaxError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)


@dataclass(slots=True)
class _Omitted:
    """What was left out, for the notes."""

    sheets: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    uncalculated: list[str] = field(default_factory=list)

    def notes(self) -> tuple[str, ...]:
        """Return one Chinese sentence for each kind."""
        notes = []
        if self.sheets:
            notes.append(f"隐藏的工作表没有读入：{'、'.join(self.sheets)}。")
        if self.hidden:
            notes.append(
                f"隐藏的行、列或文字（白色、极小字号）没有读入，在工作表：{'、'.join(self.hidden)}。"
            )
        if self.uncalculated:
            first = "、".join(self.uncalculated[:3])
            notes.append(
                f"有 {len(self.uncalculated)} 个公式没有保存计算结果，按空白处理（{first} 等）。"
                "请在 Excel 中打开并保存，再重新读入。"
            )
        return tuple(notes)


def read_xlsx(path: Path, data: bytes, options: ReadOptions) -> Source:
    """Read an Excel workbook.

    Args:
        path: for the messages; a lone table without any title is named after the file.
        data: the whole file.
        options: ``progress`` is told of the sheets.

    Returns:
        One page for each sheet that is shown, without a number: sheets have none.

    Raises:
        SourceError: the file is broken, unsafe, or its sheets are empty.
    """
    package = OfficeZip(path, data, max_xml=MAX_XML_BYTES)
    package.check_parts()
    _check_merged(path, package)
    workbook = _load(path, data, package)
    omitted = _Omitted(uncalculated=_uncalculated(package))
    pages: list[Page] = []
    sheets = workbook.worksheets
    for done, sheet in enumerate(sheets, 1):
        if sheet.sheet_state != "visible":
            omitted.sheets.append(sheet.title)
        elif blocks := tuple(_sheet_blocks(sheet, omitted, lone=len(sheets) == 1)):
            pages.append(Page(None, "", blocks))
        if options.progress:
            options.progress("读取工作表", done, len(sheets))
    if not pages:
        raise SourceError(f"{path.name} 的工作表都是空的（或已隐藏）。请检查后重新保存。")
    sha256 = hashlib.sha256(data).hexdigest()
    return name_lone_table(Source(path.name, sha256, tuple(pages), notes=omitted.notes()))


def name_lone_table(source: Source) -> Source:
    """Return a source whose only content is one grid with the file's name as the table's title."""
    blocks = [block for page in source.pages for block in page.blocks]
    if len(blocks) != 1 or not isinstance(blocks[0], Grid):
        return source
    title = TextBlock(Path(source.name).stem)
    page = source.pages[0]
    pages = (Page(page.number, page.label, (title, *page.blocks)),)
    return Source(source.name, source.sha256, pages, title=title.text, notes=source.notes)


def _load(path: Path, data: bytes, package: OfficeZip) -> Workbook:
    """Load the workbook; what openpyxl cannot take is mostly decoration, so try once more without it."""
    try:
        try:
            return _open(data)
        except _UNREADABLE:
            return _open(_without_decoration(package))
    except _UNREADABLE as error:
        raise SourceError(
            f"{path.name} 不是完好的 Excel 文件，无法读取。请在 Excel 中打开，另存为 .xlsx 后再试。"
        ) from error


def _open(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of every extension that it does not keep; nothing is saved here.
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), data_only=True, keep_links=False)


def _without_decoration(package: OfficeZip) -> bytes:
    """Return the workbook without what other programs write in forms that openpyxl refuses."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as plain:
        for name in sorted(package.names):
            content = package.read(name)
            if _SHEET_PART.match(name) or name == "xl/styles.xml":
                content = simplify_xml(content, _DECORATION)
            plain.writestr(name, content)
    return stream.getvalue()


def _uncalculated(package: OfficeZip) -> list[str]:
    """Return the places of formulas without a stored result: written by a program, never opened in Excel."""
    sheets = sorted(name for name in package.names if _SHEET_PART.match(name))
    return [match.decode("ascii") for name in sheets for match in _NO_RESULT.findall(package.read(name))]


def _check_merged(path: Path, package: OfficeZip) -> None:
    """Refuse merged areas that openpyxl would fill cell by cell until the memory is used up."""
    total = 0
    for name in filter(_SHEET_PART.match, package.names):
        for area in _MERGED.findall(package.read(name)):
            left, top, right, bottom = range_boundaries(area.decode("ascii"))
            total += abs(right - left + 1) * abs(bottom - top + 1)
    if total > MAX_MERGED_CELLS:
        raise SourceError(
            f"{path.name} 的合并单元格覆盖了 {total} 格，无法读取。请在 Excel 中取消整行整列的合并后再试。"
        )


def _sheet_blocks(sheet: Worksheet, omitted: _Omitted, *, lone: bool) -> Iterator[TextBlock | Grid]:
    """Yield a sheet's blocks; its name is the title where it has none and the name says something."""
    cells, left_out = visible_cells(sheet)
    if left_out:
        omitted.hidden.append(sheet.title)
    check_reach(f"工作表“{sheet.title}”", cells)
    blocks = list(SheetTables(cells, spans_known=True).blocks())
    if blocks and isinstance(blocks[0], Grid) and not (lone and _PLAIN_SHEET.match(sheet.title)):
        yield TextBlock(sheet.title.strip())
    yield from blocks
