"""A report cut into what is embedded and found; each piece says by itself what it is about.

Small to big: rows and sentences are found, tables and sections are shown. Whatever is printed twice
(annex tables that repeat the body's) is cut once.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby

from rag.text import split_sentences
from rag.types import Box, Case, Cell, Chunk, ChunkKind, Paragraph, Place, Report, Section, Table

STEP = " › "
NOWHERE = Place()
# A table's own chunk names its rows, so that a question about the whole table finds it; the names of the
# first rows tell what it is about, and a long text blurs the vector.
MAX_ROW_NAMES = 200


def report_to_chunks(report: Report) -> tuple[Chunk, ...]:
    """Return the chunks of a report in its order; ids come from content, so equal content has equal ids."""
    frame = _Frame(report, {section.id: section for section in report.sections})
    seen: Counter[str] = Counter()
    chunks = []
    for piece in _pieces(frame):
        key = "\n".join((report.id, piece.kind, piece.text))
        seen[key] += 1
        id_ = hashlib.sha256(f"{key}\n{seen[key]}".encode("utf-8", "replace")).hexdigest()[:32]
        chunks.append(
            Chunk(
                id=id_,
                kind=piece.kind,
                text=piece.text,
                quote=piece.quote,
                ref=piece.ref,
                report=report.id,
                section=piece.section,
                label=piece.label,
                place=piece.place,
            )
        )
    return tuple(chunks)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk that has no id yet."""

    kind: ChunkKind
    text: str
    quote: str
    ref: str
    section: str
    label: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class _Frame:
    """The report, and the words that put a piece of it into its context."""

    report: Report
    sections: Mapping[str, Section]

    def path(self, section_id: str) -> str:
        """Return the section's title behind that of the one above: ``招生情况 › 2.1.1 招生概况``.

        More of the path was measured to find nothing better, and costs time to embed.
        """
        section = self.sections.get(section_id)
        if section is None:
            return ""
        own = f"{section.number} {section.title}".strip()
        above = self.sections.get(section.parent)
        return f"{above.title}{STEP}{own}" if above else own

    def about(self, section_id: str, *more: str) -> str:
        """Return where something stands: section path and what else is given."""
        return " · ".join(part for part in (self.path(section_id), *more) if part)


def _pieces(frame: _Frame) -> Iterator[_Piece]:
    report = frame.report
    for section in report.sections:
        yield _section_piece(frame, section)
    for paragraph in report.paragraphs:
        yield from _sentence_pieces(frame, paragraph)
    for case in report.cases:
        yield _case_piece(frame, case)
    for figure in report.figures:
        title = f"{figure.label} {figure.title}".strip()
        text = frame.about(figure.section, title)
        yield _Piece("figure", text, title, f"fig:{figure.label}", figure.section, figure.label, figure.place)
    for table in report.tables:
        if not table.repeats:
            yield from _table_pieces(frame, table)


def _section_piece(frame: _Frame, section: Section) -> _Piece:
    quote = f"{section.number} {section.title}".strip()
    return _Piece(
        "section", frame.path(section.id), quote, f"sec:{section.id}", section.id, place=section.place
    )


def _sentence_pieces(frame: _Frame, paragraph: Paragraph) -> Iterator[_Piece]:
    titles = {case.label: case.title for case in frame.report.cases}
    case = f"{paragraph.case} {titles.get(paragraph.case, '')}".strip()
    about = frame.about(paragraph.section, case)
    for number, sentence in enumerate(split_sentences(paragraph.text)):
        quote = sentence.strip()
        yield _Piece(
            kind="sentence",
            text=f"{about}：{quote}",
            quote=quote,
            ref=f"par:{paragraph.index}:{number}",
            section=paragraph.section,
            label=paragraph.case,
            place=paragraph.place,
        )


def _case_piece(frame: _Frame, case: Case) -> _Piece:
    quote = f"{case.label} {case.title}".strip()
    text = frame.about(case.section, quote)
    return _Piece("case", text, quote, f"case:{case.label}", case.section, case.label, case.place)


def _table_pieces(frame: _Frame, table: Table) -> Iterator[_Piece]:
    title = f"{table.label} {table.title}".strip()
    about = frame.about(table.section, title)
    rows = list(dict.fromkeys(STEP.join(cell.row_path) for cell in table.cells))
    columns = list(dict.fromkeys(STEP.join(cell.col_path) for cell in table.cells))
    names = "、".join(name for name in (*columns, *rows) if name)[:MAX_ROW_NAMES]
    place = table.places[0] if table.places else NOWHERE
    yield _Piece("table", f"{about}：{names}", title, f"table:{table.id}", table.section, table.label, place)
    for row, cells in groupby(sorted(table.cells, key=lambda c: (c.row, c.col)), key=lambda c: c.row):
        yield _row_piece(about, table, row, tuple(cells))


def _row_piece(about: str, table: Table, row: int, cells: tuple[Cell, ...]) -> _Piece:
    values = "；".join(_value(cell) for cell in cells)
    name = STEP.join(cells[0].row_path)
    text = f"{about} · {name}：{values}" if name else f"{about}：{values}"
    quote = " ".join(_printed(table, row, {cell.col for cell in cells}))
    place = Place(cells[0].place.page, cells[0].place.pdf_page, _around([cell.place.box for cell in cells]))
    return _Piece("row", text, quote, f"row:{table.id}:{row}", table.section, table.label, place)


def _printed(table: Table, row: int, data: Set[int]) -> list[str]:
    """Return what a row prints, its labels once: a label that covers many cells is filled into each."""
    printed = [(col, text.strip()) for col, text in enumerate(table.grid[row]) if text.strip()]
    labels = dict.fromkeys(text for col, text in printed if col not in data)
    return [*labels, *(text for col, text in printed if col in data)]


def _value(cell: Cell) -> str:
    """Return ``报到人数 1600 人``; the unit is left out where the text or a heading shows it."""
    column = STEP.join(cell.col_path)
    text = cell.text.strip() or "（空）"
    heads = column + STEP.join(cell.row_path)
    shown = text.endswith(cell.unit) or any(f"{b}{cell.unit}" in heads for b in "（(/")
    return f"{column} {text}{'' if shown else ' ' + cell.unit}".strip()


def _around(boxes: list[Box | None]) -> Box | None:
    """Return the box around the boxes; None where one of them is not known."""
    known = [box for box in boxes if box is not None]
    if not known or len(known) < len(boxes):
        return None
    left, top, right, bottom = zip(*known, strict=True)
    return (min(left), min(top), max(right), max(bottom))
