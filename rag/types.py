"""The types that flow through the system.

Conventions, stated once: printed page numbers are what a reader sees on the paper (``page``, a string
such as ``12`` or ``iii``); ``pdf_page`` is the file's own count, from 1; boxes are (x0, top, x1, bottom)
in PDF points with the origin at the top left; scores rise with fit; a table number stays a string as
printed; what a source does not tell is ``None`` or an empty string, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Box = tuple[float, float, float, float]
# Top, left, bottom, right of a cell in a table's grid; bottom and right are the first row and column behind.
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the source something stands."""

    page: str = ""
    pdf_page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the report; its text is the paragraphs that name its id.

    ``id`` is unique in the report (the number where that is unique), ``number`` is as printed
    without trailing dot (``2.1.1``, ``一``, ``（二）``, empty for an unnumbered heading such as 附表),
    ``parent`` is the id of the section above, empty at the top.
    """

    id: str
    number: str
    title: str
    level: int
    parent: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph, joined over page ends. ``case`` is the label of the 案例 box it stands in."""

    index: int
    text: str
    section: str
    case: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Case:
    """A 案例 box: label ``案例8``, title without label, id of the section that holds it."""

    label: str
    title: str
    section: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class FigureCaption:
    """A figure's caption: label ``图4``. What the picture shows is not text and is never evidence."""

    label: str
    title: str
    section: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Cell:
    """One data cell of a table.

    ``row_path`` and ``col_path`` go from the outermost heading to the innermost, as printed, without
    the number and unit columns. ``value`` is None where ``text`` is no single number (blank, ``—``,
    words, a range): blank, ``—`` and ``0`` are three different things. ``unit`` is the unit in force
    (row, column, table), empty for none. ``year`` is the year of the cell where a heading names one.
    ``row`` and ``col`` point into ``Table.grid``. ``doubt`` marks a text that OCR was unsure of.
    """

    row: int
    col: int
    row_path: tuple[str, ...]
    col_path: tuple[str, ...]
    text: str
    value: Decimal | None = None
    unit: str = ""
    year: int | None = None
    place: Place = Place()
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table, joined over page ends.

    ``id`` is unique in the report (``t12``, in the annex ``a5``); ``label`` is ``表12`` or, in the
    annex, ``附表5``; ``repeats`` is the id of the body table that it prints again, else empty.
    ``grid`` is every printed row with merged labels filled in and the repeated headers of later pages
    left out; its first ``header_rows`` rows are the header. ``merged`` are the printed cells that cover
    several places of it.
    """

    id: str
    label: str
    title: str
    section: str
    grid: tuple[tuple[str, ...], ...]
    header_rows: int
    cells: tuple[Cell, ...]
    unit: str = ""
    annex: bool = False
    repeats: str = ""
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    merged: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Misadded:
    """A total that a table prints, and the parts that do not make it up, as (row, col) of its grid."""

    table: str
    total: tuple[int, int]
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as understood. ``year`` is in its name, ``data_year`` the newest year it tells of.

    ``warnings`` are doubts about the report itself (a total that is not its parts' sum, …).
    """

    id: str
    school: str
    title: str
    year: int | None
    data_year: int | None
    source: str
    sha256: str
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    cases: tuple[Case, ...] = ()
    figures: tuple[FigureCaption, ...] = ()
    warnings: tuple[str, ...] = ()
    misadded: tuple[Misadded, ...] = ()

    def section(self, section_id: str) -> Section | None:
        """Return the section of an id, None where there is none."""
        return next((section for section in self.sections if section.id == section_id), None)

    def full_number(self, section: Section) -> str:
        """Return the number that tells a section from all others: 2.1.1, but 第二章第一节 for 第一节."""
        above = self.section(section.parent) if section.parent and "." not in section.number else None
        return self.full_number(above) + section.number if above and section.number else section.number


ChunkKind = Literal["row", "sentence", "passage", "table", "case", "section", "figure"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded and found. ``text`` carries its own context; ``quote`` is verbatim.

    ``ref`` points back into the Report: ``row:t12:5`` (table id, grid row), ``par:17`` (paragraph
    index), ``par:17:2`` (its third sentence), ``table:t12``, ``case:案例8``, ``sec:2.1.1``, ``fig:图4``.
    """

    id: str
    kind: ChunkKind
    text: str
    quote: str
    ref: str
    report: str
    section: str = ""
    label: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk found for a question.

    ``ranks`` keeps its 1-based rank in each ranking that held it; ``lead`` is how much nearer in meaning
    (cosine) it is than the background of the reports asked, 0 where that is not known.
    """

    chunk: Chunk
    score: float
    ranks: Mapping[str, int] = field(default_factory=dict)
    lead: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """The conversation so far, the last turn being asked, and the filters set from outside.

    ``continued``: the last turn goes on with the sentence before it (…录取多少人，[报到率多少]).
    """

    turns: tuple[str, ...]
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A source shown beside the answer as ``[n]``. ``year`` is the report's, ``quote`` is verbatim.

    ``report_id`` and ``ref`` (as in Chunk) let the page show the quote in its context; ``cell`` is the
    (row, column) of the cell in the table's grid where one is cited.
    """

    n: int
    report: str
    year: int | None
    section: str
    section_title: str
    label: str
    title: str
    page: str
    quote: str
    pdf_page: int | None = None
    box: Box | None = None
    doubt: bool = False
    report_id: str = ""
    ref: str = ""
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the answer and the citation it comes from (None: the calculation's result)."""

    value: str
    unit: str
    indicator: str
    year: int | None
    citation: int | None


@dataclass(frozen=True, slots=True)
class Calculation:
    """The formula with its operands as printed, the exact result as shown, and how it was rounded."""

    formula: str
    result: str
    unit: str
    citations: tuple[int, ...]
    rounding: str = ""


AnswerKind = Literal["table", "text", "calculation", "comparison", "list", "contradiction", "refusal"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a user gets. A refusal (``abstained``) may cite what came nearest, and shows no figure."""

    text: str
    kind: AnswerKind
    abstained: bool = False
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    calculation: Calculation | None = None
    answered_by: str = "extractive"
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What the index tells of a report without loading it. ``source`` is the file's name."""

    id: str
    school: str
    title: str
    year: int | None
    data_year: int | None
    source: str
    sha256: str
