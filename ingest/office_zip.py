"""The zip container of Word and Excel files, opened with the distrust that a file from outside deserves."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Set as AbstractSet
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from rag.errors import SourceError

MAX_ENTRIES = 20_000
# A 300-page report with large tables has some 20 MB of XML; a parsed tree takes ten times its text.
MAX_XML_BYTES = 80 * 10**6
MAX_TOTAL_BYTES = 2 * 10**9
# XML of real files shrinks 10- to 60-fold; a bomb a thousandfold. Small files may shrink more.
MAX_RATIO = 200
RATIO_FREE_BYTES = 20 * 10**6

_ENCRYPTED_FLAG = 0x1
# A package part must not declare a document type (ECMA-376 part 2, 8.1.4), so entities cannot be defined.
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_SUFFIXES = (".xml", ".rels", ".vml")

# What zipfile, zlib and lxml raise on broken input.
BROKEN_PACKAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class OfficeZip:
    """The parts of an Office file by name, each read on demand and refused when it is not safe."""

    def __init__(self, path: Path, data: bytes, *, max_xml: int = MAX_XML_BYTES) -> None:
        """Open the container and check its directory.

        Args:
            path: for the messages.
            data: the whole file.
            max_xml: how many bytes of XML it may hold.

        Raises:
            SourceError: no zip file, encrypted, or larger inside than any report.
        """
        self._path = path
        self._max_xml = max_xml
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_PACKAGE as error:
            raise self._broken() from error
        self._check_directory(len(data))
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Return the bytes of one part.

        Raises:
            SourceError: there is no such part, it is damaged, or it declares XML entities.
        """
        try:
            data = self._zip.read(name)
        except KeyError as error:
            raise SourceError(
                f"{self._path.name} 不完整：缺少 {name}。请在 Word 或 Excel 中打开，另存后再试。"
            ) from error
        except BROKEN_PACKAGE as error:
            raise self._broken() from error
        if name.lower().endswith(_XML_SUFFIXES) and _DOCTYPE.search(data.replace(b"\0", b"")):
            raise SourceError(
                f"{self._path.name} 的 {name} 带有 XML 实体声明，正常的 Office 文件没有这种内容，"
                "为安全起见不读取。请在 Word 或 Excel 中另存后再试。"
            )
        return data

    def check_parts(self) -> None:
        """Read every XML part once, so that a library given the same bytes meets no surprise.

        Raises:
            SourceError: as for ``read``.
        """
        for name in sorted(self.names):
            if name.lower().endswith(_XML_SUFFIXES):
                self.read(name)

    def _check_directory(self, packed: int) -> None:
        entries = self._zip.infolist()
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise SourceError(f"{self._path.name} 设有密码，无法读取。请去掉密码，另存后再试。")
        total = sum(entry.file_size for entry in entries)
        xml = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_XML_SUFFIXES))
        bomb = total > RATIO_FREE_BYTES and total > packed * MAX_RATIO
        if bomb or len(entries) > MAX_ENTRIES or total > MAX_TOTAL_BYTES or xml > self._max_xml:
            raise SourceError(
                f"{self._path.name} 解压后有 {total / 10**6:.0f} MB（文字部分 {xml / 10**6:.0f} MB），"
                "远超正常的报告，为安全起见不读取。请在 Word 或 Excel 中另存，或拆成几个文件后再试。"
            )

    def _broken(self) -> SourceError:
        return SourceError(f"{self._path.name} 已损坏或不完整。请重新复制，或在 Word、Excel 中打开后另存。")


def simplify_xml(raw: bytes, unwanted: AbstractSet[str]) -> bytes:
    """Return a part without some elements, by local name, and with empty fills made plain ones."""
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter(etree.Element)):
        kind = etree.QName(element).localname
        if kind == "fill" and not len(element):
            etree.SubElement(element, element.tag.replace("}fill", "}patternFill"))
        elif kind in unwanted and element.getparent() is not None:
            element.getparent().remove(element)
    return bytes(etree.tostring(root))
