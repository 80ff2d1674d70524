"""DOCX: the body in document order, as Word prints it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.cell_text import indent_text, join_lines
from ingest.docx_numbering import Numbering
from ingest.docx_package import DocxParts, children, number, open_parts, value
from ingest.docx_styles import ParagraphLook, Styles, is_filled
from ingest.docx_tables import CellPlace, cell_places, is_box, places_to_grid
from ingest.docx_text import PAGE_BREAK, SOFT_BREAK, TRANSPARENT, Hidden, Line, TextReader
from ingest.types import Grid, Page, ReadOptions, Source, TextBlock
from rag.errors import SourceError

Block = TextBlock | Grid

INDENT_TWIPS = 210  # one character of 10.5 pt, the usual size in tables
PROGRESS_STEP = 200
SENTENCE_ENDS = "。！？；：…”」』】.;:!?"
UNIT_LINE = ("单位", "（单位", "(单位", "注：", "注:")
LEFT_ALIGNMENTS = frozenset({None, "left", "start", "both"})


def read_docx(path: Path, data: bytes, options: ReadOptions) -> Source:
    """Read a Word file.

    Args:
        path: for the messages.
        data: the whole file.
        options: ``progress`` is told of the body's paragraphs and tables.

    Returns:
        One page without a number: where Word breaks pages is not in the file.

    Raises:
        SourceError: the file is broken, unsafe, or holds no text.
    """
    try:
        body = _Body(open_parts(path, data))
        blocks = tuple(body.read(options))
    except RecursionError as error:
        raise SourceError(f"{path.name} 的结构嵌套过深，无法读取。请在 Word 中另存后再试。") from error
    if not blocks:
        raise SourceError(
            f"{path.name} 里没有文字（可能只有图片）。请改用 PDF，或在 Word 中把图片转成文字后再试。"
        )
    hidden = f"有 {body.hidden.runs} 处隐藏文字（隐藏格式、白色或极小字号）没有读入。"
    notes = (hidden,) if body.hidden.runs else ()
    return Source(path.name, hashlib.sha256(data).hexdigest(), (Page(None, "", blocks),), notes=notes)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where a paragraph stands: in a box, on a colour, in a table's cell."""

    boxed: bool = False
    shaded: bool = False
    cell: bool = False


class _Body:
    """Walks a document once, from its first paragraph to its last."""

    def __init__(self, parts: DocxParts) -> None:
        self.hidden = Hidden()
        self._body = parts.body
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._text = TextReader(self._styles, self.hidden)
        self._notes = _note_elements(parts)

    def read(self, options: ReadOptions) -> Iterator[Block]:
        """Yield the blocks, telling the progress."""
        total = len(self._body)
        for done, child in enumerate(self._body.iterchildren(), 1):
            yield from self._element(child, _Ground())
            if options.progress and (done % PROGRESS_STEP == 0 or done == total):
                options.progress("读取 Word 内容", done, total)

    def _element(self, element: Element, ground: _Ground) -> Iterator[Block]:
        if element.tag == qn("w:p"):
            yield from self._paragraph(element, ground)
        elif element.tag == qn("w:tbl"):
            yield from self._table(element)
        elif element.tag in TRANSPARENT:
            yield from self._container(element, ground)

    def _container(self, parent: Element, ground: _Ground) -> Iterator[Block]:
        for child in parent.iterchildren():
            yield from self._element(child, ground)

    def _paragraph(self, element: Element, ground: _Ground) -> Iterator[Block]:
        properties = element.find(qn("w:pPr"))
        look = self._styles.paragraph(properties)
        label = self._numbering.label(look, self._styles.style_ids(properties))
        line = self._text.line(element, shaded=ground.shaded or bool(look.shaded))
        block = _to_block(look, line, boxed=ground.boxed or bool(look.bordered))
        lines = _printed_lines(line.text, joined=block.level is not None or block.centered)
        if label and not lines and ground.cell:
            lines = [""]
        for index, text in enumerate(lines):
            yield replace(block, text=(label + text).strip() if index == 0 else text)
        for box in line.boxes:
            yield from self._container(box.content, _Ground(boxed=True, shaded=box.shaded, cell=ground.cell))
        yield from self._read_notes(line)

    def _read_notes(self, line: Line) -> Iterator[Block]:
        for key in line.notes:
            texts = [self._text.line(paragraph).text for paragraph in self._notes.pop(key, ())]
            text = join_lines(SOFT_BREAK.join(text for text in texts if text.strip()))
            if text:
                yield TextBlock(f"注：{text}")

    def _table(self, table: Element) -> Iterator[Block]:
        style = value(table.find(qn("w:tblPr")), "w:tblStyle") or ""
        shaded = self._styles.shades_tables(style)
        places = cell_places(table)
        contents = [self._cell(place, shaded=shaded or _is_shaded(place)) for place in places]
        grid = places_to_grid(places, [self._cell_text(*pair) for pair in zip(places, contents, strict=True)])
        inner = [block for content in contents for block in content]
        if is_box(grid):
            yield from (replace(b, boxed=True) if isinstance(b, TextBlock) else b for b in inner)
            return
        if any(cell.text for cell in grid.cells):
            yield grid
        yield from (block for block in inner if isinstance(block, Grid))

    def _cell(self, place: CellPlace, *, shaded: bool) -> list[Block]:
        return list(self._container(place.element, _Ground(shaded=shaded, cell=True)))

    def _cell_text(self, place: CellPlace, content: list[Block]) -> str:
        """Return the text of a cell; its indentation as spaces in front."""
        text = join_lines(SOFT_BREAK.join(block.text for block in content if isinstance(block, TextBlock)))
        first = place.element.find(qn("w:p"))
        if not text or first is None:
            return text
        look = self._styles.paragraph(first.find(qn("w:pPr")))
        if look.align not in LEFT_ALIGNMENTS:
            return text
        typed = "".join(str(t.text or "") for t in first.iter(qn("w:t")))
        spaces = typed[: len(typed) - len(typed.lstrip())]
        twips = max(look.indent or 0, 0) + max(look.first_line or 0, 0)
        return indent_text(spaces + text, twips / INDENT_TWIPS)


def _to_block(look: ParagraphLook, line: Line, *, boxed: bool) -> TextBlock:
    """Return the paragraph's block, its text still to be set."""
    sizes: Counter[int] = Counter()
    for piece in line.pieces:
        if piece.look.size:
            sizes[piece.look.size] += len(piece.text.strip())
    printed = [piece for piece in line.pieces if piece.text.strip()]
    return TextBlock(
        text="",
        size=sizes.most_common(1)[0][0] / 2 if sizes else None,
        bold=bool(printed) and all(piece.look.bold for piece in printed),
        centered=look.align == "center",
        indented=(look.first_line or 0) > 0 or line.text.startswith(("\u3000", "  ")),
        level=look.level,
        boxed=boxed,
    )


def _printed_lines(text: str, *, joined: bool) -> list[str]:
    """Return the paragraphs that a reader sees in one of Word's.

    Pasted text often ends its paragraphs with soft breaks; a title or heading uses them to be set in
    several lines.
    """
    lines: list[str] = []
    goes_on = False
    for page in text.split(PAGE_BREAK):
        for piece in page.split(SOFT_BREAK):
            piece = piece.strip()
            if piece and goes_on and not piece.startswith(UNIT_LINE):
                lines[-1] = join_lines(lines[-1] + SOFT_BREAK + piece)
            elif piece:
                lines.append(piece)
            goes_on = bool(piece) and (joined or not piece.endswith(tuple(SENTENCE_ENDS)))
        goes_on = goes_on and joined
    return lines


def _is_shaded(place: CellPlace) -> bool:
    return is_filled(place.element.find(f"{qn('w:tcPr')}/{qn('w:shd')}"))


def _note_elements(parts: DocxParts) -> dict[tuple[str, int], list[Element]]:
    """Return the paragraphs of each footnote and endnote by kind and id."""
    notes: dict[tuple[str, int], list[Element]] = {}
    for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        for note in children(root, f"w:{kind}"):
            note_id = number(note.get(qn("w:id")))
            if note_id is not None and note.get(qn("w:type")) in (None, "normal"):
                notes[kind, note_id] = list(note.iter(qn("w:p")))
    return notes
