"""A report prepared for questions: every label and sentence with the character pairs it is matched by.

Matching is by pairs of neighbouring characters (bigrams), not by words: Chinese indicators are compounds
that a segmenter cuts differently in the question and in the table (Nie et al., "On the use of words and
n-grams for Chinese information retrieval", IRAL 2000).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.figures import ProseFigure, find_figures
from rag.quantity import without_unit
from rag.text import normalize, split_sentences
from rag.types import Cell, Paragraph, Report, Section, Table

Grams = frozenset[str]

_YEAR_LABEL = re.compile(r"^(?:19|20)\d{2}\s?(?:年度?|学年|届)?$")
_PREFIX = re.compile(r"^(?:[-—–]+|其中[:：]?|[(（]\d{1,2}[)）]|\d{1,2}[.、 ]\s*|[①-⑳])+")
_TOTAL = re.compile(r"^(?:合计|总计|共计|总数|小计|全校|全院|全市|全省|全体|总体|整体|总量|总和|平均)$")


# Pairs are not read over these; brackets and quotes are passed over: 理科（市外） is 理科市外.
_APART = re.compile(r"[,，。；;:：、!！?？]")
_UNTELLING = re.compile(r"[\s“”\"'‘’《》()（）—–\-·/]|的|各(?!类)")


@lru_cache(maxsize=65536)
def grams(text: str) -> Grams:
    """Return the pairs of neighbouring characters of a normalised text, and its single characters."""
    found: set[str] = set()
    for piece in _APART.split(_UNTELLING.sub("", normalize(text))):
        found.update(piece[i : i + 2] for i in range(len(piece) - 1))
        found.update(piece)
    return frozenset(found)


@lru_cache(maxsize=16384)
def pairs_of(text: str) -> tuple[str, ...]:
    """Return the pairs of a word in order; of a word of one character, that."""
    plain = _UNTELLING.sub("", normalize(text))
    return tuple(plain[i : i + 2] for i in range(len(plain) - 1)) or tuple(plain)


def shown_label(text: str) -> str:
    """Return a label as printed, without 其中：, numbering and its unit."""
    label = _PREFIX.sub("", text.strip()).strip(": ：")
    return without_unit(label) or label


def bare_label(text: str) -> str:
    """Return a row or column label without 其中：, numbering and its unit: ``其中：省内`` → ``省内``."""
    label = _PREFIX.sub("", normalize(text).strip()).strip(": ：")
    return without_unit(label) or label


@dataclass(frozen=True, slots=True)
class Label:
    """A row or a column of a table as it is matched; ``verbatim`` is a name that is
    long, or has digits, brackets or Latin letters.

    ``own`` is the innermost label's grams, ``spoken`` those with the way its unit is spoken (实际录取（人）
    is 实际录取人数), ``telling`` those of it and of the parents that are no rows themselves. ``total`` marks
    合计, 全校 and the like: what is meant when no part is named.
    """

    index: int
    path: tuple[str, ...]
    bare: tuple[str, ...]
    all: Grams
    own: Grams
    spoken: Grams
    telling: Grams
    year: int | None
    total: bool
    verbatim: str = ""

    @property
    def name(self) -> str:
        """The innermost label that is no year, for show."""
        names = [bare for bare in self.bare if not _YEAR_LABEL.match(bare)]
        return names[-1] if names else ""


def _is_own_name(label: str) -> bool:
    """Whether a label is so much its own that it standing in a question leaves no doubt."""
    return len(label) >= 6 or (len(label) > 1 and re.search(r"[0-9a-z()]", label) is not None)


_COUNTED = re.compile(r"[(（](?P<unit>人次?|个|门|项|件|所|名|家|人日|元|万元)[)）]$")


def make_label(
    index: int, path: tuple[str, ...], others: frozenset[tuple[str, ...]] = frozenset(), words: str = ""
) -> Label:
    """Return the label of a row or column path; years are kept apart from what is matched.

    Args:
        index: the row's or column's place in the table's grid.
        path: the printed labels, outermost first.
        others: the paths of all rows of the table.
        words: the texts of the row's cells that are no numbers; a row is also known by them.
    """
    unit = _COUNTED.search(normalize(path[-1])) if path else None
    bare = tuple(bare_label(part) for part in path)
    named = [part for part in bare if not _YEAR_LABEL.match(part)]
    years = [int(part[:4]) for part in bare if _YEAR_LABEL.match(part)]
    return Label(
        index=index,
        path=path,
        bare=bare,
        all=grams(" ".join(named)) | grams(words),
        own=grams(named[-1]) if named else frozenset(),
        spoken=grams(named[-1] + (f"{unit['unit']}数" if unit else "")) if named else frozenset(),
        telling=grams(
            " ".join(
                p
                for i, p in enumerate(bare)
                if p in named and (i + 1 == len(path) or path[: i + 1] not in others)
            )
        ),
        year=years[-1] if years else None,
        total=any(_TOTAL.match(name) for name in named),
        verbatim=named[-1] if named and _is_own_name(named[-1]) else "",
    )


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with the labels of its row and column."""

    cell: Cell
    row: Label
    col: Label


@dataclass(frozen=True, slots=True)
class TableView:
    """A table prepared: ``context`` is the grams of title, notes and section title.

    ``stub_heads`` are the headings over the row labels (录取专业), outermost first.
    """

    table: Table
    cells: tuple[TableCell, ...]
    context: Grams
    title: Grams
    stub_heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure of a sentence with the grams of what stands near it (its own clause) and left of it."""

    figure: ProseFigure
    subject: str
    near: Grams
    left: Grams


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


@dataclass(frozen=True, slots=True)
class Book:
    """A report prepared for questions. ``weight`` tells how telling a character pair is in it.

    ``tables`` leaves out those of the annex that print a body table again; they are ``repeated``.
    """

    report: Report
    tables: tuple[TableView, ...]
    sentences: tuple[Sentence, ...]
    sections: dict[str, Section]
    weights: dict[str, float]
    repeated: tuple[TableView, ...] = ()

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


def _table_view(table: Table, sections: dict[str, Section]) -> TableView:
    rows: dict[tuple[int, tuple[str, ...]], Label] = {}
    cols: dict[tuple[int, tuple[str, ...]], Label] = {}
    cells = []
    paths = frozenset(cell.row_path for cell in table.cells)
    words: dict[int, str] = {}
    for cell in table.cells:
        if cell.value is None and len(cell.text) > 1:
            words[cell.row] = f"{words.get(cell.row, '')} ; {cell.text}"
    for cell in table.cells:
        row = rows.get((cell.row, cell.row_path)) or make_label(
            cell.row, cell.row_path, paths, words.get(cell.row, "")
        )
        col = cols.get((cell.col, cell.col_path)) or make_label(cell.col, cell.col_path)
        rows[(cell.row, cell.row_path)], cols[(cell.col, cell.col_path)] = row, col
        cells.append(TableCell(cell, row, col))
    data_cols = {cell.col for cell in table.cells}
    head = table.grid[table.header_rows - 1] if table.header_rows and table.grid else ()
    stub = tuple(dict.fromkeys(text for i, text in enumerate(head) if i not in data_cols and text))
    section = sections.get(table.section)
    around = f"{table.title} {section.title if section else ''} {' '.join(table.notes)} {' '.join(stub)}"
    return TableView(table, tuple(cells), grams(around), grams(table.title), stub)


_CLAUSE = re.compile(r"[，,；;。：:！？]")
_SEGMENT = re.compile(r"[；;。！？]")


def _figure_views(sentence: str) -> tuple[FigureView, ...]:
    figures = find_figures(sentence)
    views = []
    for i, figure in enumerate(figures):
        before = figures[i - 1].end if i else 0
        subject, start = _subject(sentence, figure, before)
        tail_end = figures[i + 1].start if i + 1 < len(figures) else len(sentence)
        right = re.split(r"[，,；;。：:！？、（(]", sentence[figure.end : tail_end])[0]
        segment = max((m.end() for m in _SEGMENT.finditer(sentence[:start])), default=0)
        near = grams(subject + right + (figure.unit if len(figure.unit) < 3 else ""))
        views.append(FigureView(figure, subject, near, grams(sentence[segment:start])))
    return tuple(views)


def _subject(sentence: str, figure: ProseFigure, before: int) -> tuple[str, int]:
    """The words that name a figure: its clause up to it, or the one before where that says just 占."""
    left = re.split(_CLAUSE, sentence[before : figure.start])[-1]
    right = re.split(r"[，,；;。：:！？、（(]", sentence[figure.end :])[0]
    if len(left.strip()) < 2 and len(right.strip()) > 1 and figure.start > before:
        # “1672人参加考核”: the clause starts with its figure and names it afterwards.
        return "", figure.start
    starts = [0, *(m.end() for m in _CLAUSE.finditer(sentence[: figure.start]))]
    segment = max((m.end() for m in _SEGMENT.finditer(sentence[: figure.start])), default=0)
    for start in reversed([start for start in starts if start >= segment]):
        own = sentence[max(start, before if start <= before else start) : figure.start]
        words = re.sub(r"[\s占为达共计约是有近超过上升下降增长提高比较（(，,、其中\d年]", "", own)
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
                paragraph, number, text, grams(text), context, whole, grams(heading), _figure_views(text)
            )
            # What the first sentence is about carries on: 学院…获得… 。参赛项目数…
            lead, previous = lead or text, text


def make_book(report: Report) -> Book:
    """Return the report prepared for questions."""
    sections = {section.id: section for section in report.sections}
    tables = tuple(_table_view(table, sections) for table in report.tables if not table.repeats)
    sentences = tuple(_sentences(report, sections))
    counts: Counter[str] = Counter()
    units = 0
    for sentence in sentences:
        counts.update(sentence.all)
        units += 1
    for view in tables:
        for row in {cell.row.index: cell.row for cell in view.cells}.values():
            counts.update(row.all)
            units += 1
    whole = math.log(max(units, 8) + 1)
    weights = {pair: max(0.0, 1 - math.log(count + 1) / whole) for pair, count in counts.items()}
    repeated = tuple(_table_view(table, sections) for table in report.tables if table.repeats)
    return Book(report, tables, sentences, sections, weights, repeated)
