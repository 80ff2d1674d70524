"""The parts of a DOCX file that hold its text.

Only these parts are opened, through python-docx's hardened parser: loading the whole package as
python-docx does takes all pictures along and fails on the dangling links that real files are full of.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.office_zip import BROKEN_PACKAGE, OfficeZip
from rag.errors import SourceError

STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/"
DEFAULT_DOCUMENT = "word/document.xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class DocxParts:
    """The parsed parts; those that a file may leave out are None."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None


def open_parts(path: Path, data: bytes) -> DocxParts:
    """Open the container and parse what is needed.

    Args:
        path: for the messages.
        data: the whole file.

    Raises:
        SourceError: broken, unsafe, or without a document body.
    """
    package = OfficeZip(path, data)
    name = _targets(package, path, "").get(RT.OFFICE_DOCUMENT, DEFAULT_DOCUMENT)
    raw = package.read(name)
    if STRICT_NAMESPACE in raw[:4096]:
        raise SourceError(
            f"{path.name} 是 Strict Open XML 格式，不能直接读取。"
            "请在 Word 中另存为普通的“Word 文档（.docx）”。"
        )
    body = _parse(path, raw).find(qn("w:body"))
    if body is None:
        raise SourceError(f"{path.name} 里没有正文。请在 Word 中打开确认，另存后再试。")
    related = _targets(package, path, name)

    def part(kind: str) -> Element | None:
        target = related.get(kind, "")
        return _parse(path, package.read(target)) if target in package.names else None

    return DocxParts(
        body=body,
        styles=part(RT.STYLES),
        numbering=part(RT.NUMBERING),
        footnotes=part(RT.FOOTNOTES),
        endnotes=part(RT.ENDNOTES),
    )


def children(element: Element | None, tag: str) -> Iterator[Element]:
    """Yield the direct children with a prefixed tag such as ``w:style``; nothing for None."""
    if element is not None:
        yield from element.iterchildren(qn(tag))


def value(element: Element | None, tag: str, attribute: str = "w:val") -> str | None:
    """Return an attribute of the first child with this tag, None where either is missing."""
    found = None if element is None else element.find(qn(tag))
    result = None if found is None else found.get(qn(attribute))
    return None if result is None else str(result)


def switch(element: Element | None, tag: str) -> bool | None:
    """Return an on/off property (``<w:b/>``, ``<w:b w:val="0"/>``), None where it is not set."""
    found = None if element is None else element.find(qn(tag))
    if found is None:
        return None
    return str(found.get(qn("w:val"), "true")).lower() not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """Return a measure or index as an int, None where it is missing or no number."""
    try:
        return None if text is None else int(float(text))
    except (ValueError, OverflowError):
        return None


def _parse(path: Path, raw: bytes) -> Element:
    try:
        return parse_xml(raw)
    except BROKEN_PACKAGE as error:
        raise SourceError(
            f"{path.name} 的内容已损坏（XML 无法解析）。请在 Word 中打开修复，另存后再试。"
        ) from error


def _targets(package: OfficeZip, path: Path, source: str) -> dict[str, str]:
    """Return the part names that a part (empty: the package) points to, by kind of relationship."""
    folder, base = posixpath.split(source)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in package.names:
        return {}
    targets: dict[str, str] = {}
    for relationship in _parse(path, package.read(name)).iter(_RELATIONSHIP):
        target = posixpath.normpath(posixpath.join("/", folder, str(relationship.get("Target", ""))))
        targets.setdefault(str(relationship.get("Type", "")), target.lstrip("/"))
    return targets
