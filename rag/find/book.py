"""A report prepared for questions: every label and sentence with the character pairs it is matched by."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from rag.find.figures import (
    ProseFigure,
    changes_to,
    find_figures,
    of_the_year_before,
    set_against,
    without_origin,
)
from rag.find.heading_names import HeadingNames, heading_names
from rag.find.held import HeldNames, held_names
from rag.find.home import home_province, home_town
from rag.find.labels import Grams, Label, common_ending, grams, make_label
from rag.find.respectively import told_respectively
from rag.find.seams import pairs_astride
from rag.find.units import columns_of_people
from rag.tables.grid_view import GridView, grid_view
from rag.text import split_sentences
from rag.types import Cell, Paragraph, Report, Section, Table

# The comma of 21,638.42 parts no clauses.
_CLAUSE = re.compile(r"[，；;。：:！？]|,(?!\d{3})")
# What may stand behind a figure and is no name of it: 分14期完成.
_NAMES_NOTHING = re.compile(r"\s*(?:完成|举[办行]|进行|结束|实施|开[展办]|左右|不等|以[上下内]|之[多久])")
_SEGMENT = re.compile(r"[；;。！？]")
_YEAR = re.compile(r"(?:19|20)\d{2}\s?[年届]")
# 学位：博士 begins a group of rows.
_GROUP_SAID = re.compile(r"([\u4e00-\u9fff]{2,8})[：:](?=[^\s])")


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with the labels of its row and column."""

    cell: Cell
    row: Label
    col: Label

    @property
    def year(self) -> int | None:
        """The year of the cell itself, or of its row's or column's label; 上届… is of the one before."""
        year = self.cell.year or self.row.year or self.col.year
        return year - 1 if year and self.col.before else year


@dataclass(frozen=True, slots=True)
class TableView:
    """A table prepared: ``context`` is the grams of title, notes and section title, ``prose`` those of
    the paragraphs of its section, which tell what the table is about.

    ``stub_heads`` are the headings over the row labels; ``ending`` is what most rows end in (学院). ``names``
    are what rows and columns may be called.
    """

    table: Table
    cells: tuple[TableCell, ...]
    context: Grams
    prose: Grams
    title: Grams
    stub_heads: tuple[str, ...]
    ending: str = ""
    names: HeadingNames = field(default_factory=HeadingNames)

    @property
    def rows(self) -> tuple[Label, ...]:
        """The labels of its rows, each once."""
        return tuple({item.row.index: item.row for item in self.cells}.values())


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure of a sentence with the grams of what stands near it (its own clause) and left of it.

    ``since`` is what it was before, where the sentence tells that (由A增加到B).
    """

    figure: ProseFigure
    subject: str
    near: Grams
    left: Grams
    since: ProseFigure | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose; ``context`` is the grams of its heading and of its paragraph's lead."""

    paragraph: Paragraph
    number: int
    text: str
    all: Grams
    context: Grams
    paragraph_grams: Grams
    heading: Grams
    figures: tuple[FigureView, ...]

    @property
    def ref(self) -> str:
        """The chunk ref of this sentence."""
        return f"par:{self.paragraph.index}:{self.number}"

    @property
    def place(self) -> str:
        """What tells of one thing from beginning to end: its case, or its paragraph."""
        return self.paragraph.case or str(self.paragraph.index)


@dataclass(frozen=True, slots=True)
class Book:
    """A report prepared for questions. ``weight`` tells how telling a character pair is in it.

    ``tables`` leaves out those of the annex that print a body table again; they are ``repeated``.
    ``grids`` are the tables of a file that holds nothing else, ``astride`` the pairs where two words meet,
    ``home`` and ``town`` the names of the school's province and town where a row is called by it. ``totals``
    are the numbers, with their units, that stand in rows of totals, ``held`` what it calls its parts by.
    """

    report: Report
    tables: tuple[TableView, ...]
    sentences: tuple[Sentence, ...]
    sections: dict[str, Section]
    weights: dict[str, float]
    repeated: tuple[TableView, ...] = ()
    grids: tuple[GridView, ...] = ()
    astride: Grams = frozenset()
    home: str = ""
    totals: frozenset[tuple[Decimal, str]] = frozenset()
    town: str = ""
    held: HeldNames = field(default_factory=HeldNames)

    def weight(self, pair: str) -> float:
        """Return the inverse document frequency of a character pair, 0 to 1; 1 for one not in the report."""
        return self.weights.get(pair, 1.0)

    def lineage(self, section_id: str) -> tuple[str, ...]:
        """Return the ids and numbers of a section and of those above it, innermost first."""
        numbers: list[str] = []
        while section_id and section_id in self.sections:
            section = self.sections[section_id]
            numbers += [section.id, section.number]
            section_id = section.parent
        return tuple(numbers)


def _table_view(table: Table, sections: dict[str, Section], prose: Mapping[str, Grams]) -> TableView:
    rows: dict[tuple[int, tuple[str, ...]], Label] = {}
    cols: dict[tuple[int, tuple[str, ...]], Label] = {}
    cells = []
    paths = frozenset(cell.row_path for cell in table.cells)
    words: dict[int, str] = {}
    for cell in table.cells:
        if cell.value is None and len(cell.text) > 1:
            words[cell.row] = f"{words.get(cell.row, '')} ; {cell.text}"
    for row_index, heading in _groups_said_once(table).items():
        words[row_index] = f"{words.get(row_index, '')} ; {heading}"
    people = columns_of_people(table.cells)
    for cell in table.cells:
        said, unit = words.get(cell.row, ""), people.get(cell.col, "")
        row = rows.get((cell.row, cell.row_path)) or make_label(cell.row, cell.row_path, paths, said)
        col = cols.get((cell.col, cell.col_path)) or make_label(cell.col, cell.col_path, unit=unit)
        rows[(cell.row, cell.row_path)], cols[(cell.col, cell.col_path)] = row, col
        cells.append(TableCell(cell, row, col))
    data_cols = {cell.col for cell in table.cells}
    head = table.grid[table.header_rows - 1] if table.header_rows and table.grid else ()
    stub = tuple(dict.fromkeys(text for i, text in enumerate(head) if i not in data_cols and text))
    section = sections.get(table.section)
    around = f"{table.title} {section.title if section else ''} {' '.join(table.notes)} {' '.join(stub)}"
    told = prose.get(table.section, frozenset())
    ending = common_ending(item.row.name for item in cells if not item.row.total)
    names = heading_names(
        {item.row.index: item.row for item in cells}.values(),
        {item.col.index: item.col for item in cells}.values(),
        stub,
        ending,
        ((item.row.index, item.col, item.cell.text) for item in cells if item.cell.value is None),
    )
    return TableView(table, tuple(cells), grams(around), told, grams(table.title), stub, ending, names)


def _groups_said_once(table: Table) -> dict[int, str]:
    """What the first row of a group says before a colon, for the rows behind it."""
    said, group = {}, ""
    for row, first in sorted({cell.row: cell.row_path[-1] for cell in table.cells if cell.row_path}.items()):
        head = _GROUP_SAID.match(first)
        if head:
            group = "" if head[1].startswith("其中") else head[1]
        elif group:
            said[row] = group
    return said


def _dated_figures(sentence: str, data_year: int | None) -> tuple[ProseFigure, ...]:
    """The figures of a sentence, those of 上年 dated by the year before that of the sentence."""
    return tuple(
        replace(figure, year=year - 1)
        if (year := figure.year or data_year) and of_the_year_before(sentence, figure)
        else figure
        for figure in find_figures(sentence)
    )


def _figure_views(sentence: str, data_year: int | None) -> tuple[FigureView, ...]:
    figures = _dated_figures(sentence, data_year)
    views: list[FigureView] = []
    starts: list[int] = []
    respectively = told_respectively(sentence, figures)
    for i, figure in enumerate(figures):
        before = figures[i - 1].end if i else 0
        since = figures[i - 1] if i and changes_to(sentence, figures[i - 1], figure) else None
        # What something grew to has the name of what it grew from.
        named_before = since or (i and set_against(sentence, figures[i - 1], figure))
        subject, start = (
            (views[-1].subject, starts[-1]) if named_before else _subject(sentence, figure, before)
        )
        subject = without_origin(subject) if figure.past else subject
        subject, others = respectively.get(i, (subject, ""))
        starts.append(start)
        tail_end = figures[i + 1].start if i + 1 < len(figures) else len(sentence)
        right = re.split(r"[，,；;。：:！？、（(]", sentence[figure.end : tail_end])[0]
        segment = max((m.end() for m in _SEGMENT.finditer(sentence[:start])), default=0)
        # A year names no figure.
        near = grams(_YEAR.sub(" ", subject) + right + (figure.unit if len(figure.unit) < 3 else ""))
        left = sentence[segment : figure.start if since else start]
        for other in others.split():
            left = left.replace(other, " ")
        view = FigureView(figure, subject, near, grams(left), since)
        views.append(view)
        if figure.same_in:
            # 与2019年持平 tells the value of that year as well.
            views.append(replace(view, figure=replace(figure, year=figure.same_in, same_in=None)))
    return tuple(views)


def _subject(sentence: str, figure: ProseFigure, before: int) -> tuple[str, int]:
    """The words that name a figure: its clause up to it, or the one before where that says just 占."""
    left = re.split(_CLAUSE, sentence[before : figure.start])[-1]
    right = re.split(r"[，,；;。：:！？、（(]", sentence[figure.end :])[0]
    names = len(right.strip()) > 1 and not _NAMES_NOTHING.match(right)
    if len(left.strip()) < 2 and names and figure.start > before:
        # “1672人参加考核”: the clause starts with its figure and names it afterwards.
        return "", figure.start
    starts = [0, *(m.end() for m in _CLAUSE.finditer(sentence[: figure.start]))]
    segment = max((m.end() for m in _SEGMENT.finditer(sentence[: figure.start])), default=0)
    for start in reversed([start for start in starts if start >= segment]):
        own = sentence[max(start, before if start <= before else start) : figure.start]
        words = re.sub(r"超过|[\s占为达共计约是有近上升下降增长提高比较（(，,、其中\d年]", "", own)
        if len(words) >= 2:
            return own, max(start, before if start <= before else start)
        before = 0
    return sentence[segment : figure.start], segment


def _sentences(report: Report, sections: dict[str, Section]) -> Iterable[Sentence]:
    cases = {case.label: case.title for case in report.cases}
    cases_grams = {
        case.label: frozenset().union(*(grams(p.text) for p in report.paragraphs if p.case == case.label))
        for case in report.cases
    }
    for paragraph in report.paragraphs:
        section = sections.get(paragraph.section)
        heading = f"{section.title if section else ''} {cases.get(paragraph.case, '')}"
        lead = previous = ""
        whole = cases_grams.get(paragraph.case) or grams(paragraph.text)
        for number, text in enumerate(split_sentences(paragraph.text)):
            context = grams(heading) | grams(lead) | grams(previous)
            yield Sentence(
                paragraph,
                number,
                text,
                grams(text),
                context,
                whole,
                grams(heading),
                _figure_views(text, report.data_year),
            )
            # What the first sentence is about carries on: 学院…获得… 。参赛项目数…
            lead, previous = lead or text, text


def _prose_by_section(report: Report) -> Mapping[str, Grams]:
    texts: dict[str, list[str]] = {}
    for paragraph in report.paragraphs:
        if not paragraph.case:
            texts.setdefault(paragraph.section, []).append(paragraph.text)
    return {section: frozenset().union(*map(grams, found)) for section, found in texts.items()}


def make_book(report: Report) -> Book:
    """Return the report prepared for questions."""
    sections = {section.id: section for section in report.sections}
    prose = _prose_by_section(report)
    tables = tuple(_table_view(table, sections, prose) for table in report.tables if not table.repeats)
    sentences = tuple(_sentences(report, sections))
    counts: Counter[str] = Counter()
    units = 0
    for sentence in sentences:
        counts.update(sentence.all)
        units += 1
    for view in tables:
        for row in view.rows:
            counts.update(row.all)
            units += 1
    whole = math.log(max(units, 8) + 1)
    weights = {pair: max(0.0, 1 - math.log(count + 1) / whole) for pair, count in counts.items()}
    repeated = tuple(_table_view(table, sections, prose) for table in report.tables if table.repeats)
    grids = () if sentences else tuple(grid_view(view.table) for view in tables)
    astride = pairs_astride((*(sentence.text for sentence in sentences), *_labels(report)))
    home = home_province(sentence.text for sentence in sentences)
    cells = [item for view in tables for item in view.cells]
    home = home if any(item.row.name.removesuffix("省") == home for item in cells) else ""
    totals = frozenset((c.cell.value, c.cell.unit) for c in cells if c.row.total and c.cell.value is not None)
    town = home_town(report.school, (item.row.name for item in cells))
    held = held_names(report, {name for c in cells for label in (c.row, c.col) for name in label.bare})
    return Book(
        report,
        tables,
        sentences,
        sections,
        weights,
        repeated,
        grids,
        astride,
        home,
        totals,
        town,
        held,
    )


def _labels(report: Report) -> Iterable[str]:
    """The headings of a report, and the texts in the cells of its tables."""
    yield from (section.title for section in report.sections)
    yield from (case.title for case in report.cases)
    for table in report.tables:
        yield table.title
        yield from dict.fromkeys(text for row in table.grid for text in row)
