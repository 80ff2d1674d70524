"""Word files made for tests: python-docx for the package, raw WordprocessingML for what matters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from ingest.read_docx import read_docx
from ingest.types import Grid, ReadOptions, Source, TextBlock

NAMESPACES = nsdecls("w", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def docx_bytes(
    body: str, *, styles: str = "", numbering: str = "", parts: Mapping[str, str] | None = None
) -> bytes:
    """Return a Word file with this XML as its body and these definitions added."""
    document = Document()
    root = document.element.body
    for child in list(root):
        root.remove(child)
    root.extend(list(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")))
    document.styles.element.extend(list(parse_xml(f"<w:styles {NAMESPACES}>{styles}</w:styles>")))
    if numbering:
        part = document.part.numbering_part
        part._element = parse_xml(f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>")
    stream = io.BytesIO()
    document.save(stream)
    return replace_parts(stream.getvalue(), parts or {})


def part_of(data: bytes, name: str) -> str:
    """Return one part of a zip file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def replace_parts(data: bytes, parts: Mapping[str, str | bytes | None]) -> bytes:
    """Return a zip file with some parts replaced or added, those that are None left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Return one paragraph with one run."""
    written = f'<w:t xml:space="preserve">{text}</w:t>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{written}</w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    """Return one cell; plain text becomes a paragraph."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    """Return a table of rows that are cells joined."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(body: str, *, styles: str = "", numbering: str = "") -> Source:
    """Read a Word file with this body."""
    return read_docx(Path("测试.docx"), docx_bytes(body, styles=styles, numbering=numbering), ReadOptions())


def texts(source: Source) -> list[str]:
    """Return the texts of the blocks that are no grid."""
    return [block.text for page in source.pages for block in page.blocks if isinstance(block, TextBlock)]


def blocks(source: Source) -> list[TextBlock]:
    """Return the blocks that are no grid."""
    return [block for page in source.pages for block in page.blocks if isinstance(block, TextBlock)]


def grids(source: Source) -> list[Grid]:
    """Return the grids."""
    return [block for page in source.pages for block in page.blocks if isinstance(block, Grid)]


def spans(grid: Grid) -> list[tuple[int, int, str, int, int]]:
    """Return row, column, text, rows and columns covered of each cell."""
    return [(c.row, c.col, c.text, c.rowspan, c.colspan) for c in grid.cells]
