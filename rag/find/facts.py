"""A figure of the report with the place it stands in: what answers are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rag.find.book import Book, TableCell, TableView
from rag.find.candidates import Candidate
from rag.find.figures import years_of
from rag.find.labels import shown_label
from rag.types import Cell, Place, Report, Table

_YEAR = re.compile(r"\d{4}\s?年?度?")


@dataclass(frozen=True, slots=True)
class Fact:
    """A printed value. ``text`` is as printed, with its unit; ``quote`` is verbatim from the report.

    ``scope`` are the labels it stands under (省内, 报到率), ``indicator`` those joined for show. ``ref``
    and ``cell`` are as in Citation.
    """

    report: Report
    indicator: str
    scope: tuple[str, ...]
    text: str
    value: Decimal | None
    unit: str
    year: int | None
    section: str
    label: str
    title: str
    quote: str
    ref: str
    place: Place
    cell: tuple[int, int] | None = None
    doubt: bool = False


def with_unit(text: str, unit: str) -> str:
    """Return a printed value with its unit, unless it carries it or is no number."""
    if not unit or text.endswith(unit) or not re.search(r"\d", text):
        return text
    return text + unit


def candidate_to_fact(candidate: Candidate, book: Book) -> Fact:
    """Return the figure that a candidate stands for."""
    return _cell_fact(candidate, book) if candidate.cell else _prose_fact(candidate, book)


def row_quote(view: TableView, row: int) -> str:
    """Return a printed row of a table; a label merged over several columns is given once."""
    data = {item.cell.col for item in view.cells}
    printed = view.table.grid[row] if row < len(view.table.grid) else ()
    kept = [
        text
        for col, text in enumerate(printed)
        if text and (col in data or col == 0 or text != printed[col - 1])
    ]
    return " ".join(kept)


def _cell_fact(candidate: Candidate, book: Book) -> Fact:
    item, view = candidate.cell, candidate.view
    if item is None or view is None:
        raise ValueError("not a cell")
    cell, table = item.cell, view.table
    scope = tuple(
        part
        for part in map(shown_label, (*item.row.path, *item.col.path))
        if part and not _YEAR.fullmatch(part)
    )
    return Fact(
        report=book.report,
        indicator=" · ".join(dict.fromkeys(scope)) or table.title,
        scope=scope,
        text=cell.text if _names(item) else with_unit(cell.text, cell.unit),
        value=cell.value,
        unit=cell.unit,
        year=candidate.year,
        section=table.section,
        label=table.label,
        title=table.title,
        quote=_quote(item, view),
        ref=f"row:{table.id}:{cell.row}",
        place=cell_place(table, cell),
        cell=(cell.row, cell.col),
        doubt=cell.doubt,
    )


def cell_place(table: Table, cell: Cell | None) -> Place:
    """Return where a cell stands, or its table where only that is known."""
    if cell and (cell.place.page or cell.place.pdf_page):
        return cell.place
    return (table.places or (Place(),))[0]


def _names(item: TableCell) -> bool:
    """Whether the numbers of a column are names, in no unit (专业代码)."""
    return bool(item.col.bare) and re.search(r"代码|编号|序号|电话|年份$", item.col.bare[-1]) is not None


def _quote(item: TableCell, view: TableView) -> str:
    """The printed row of a cell, behind those of its headings that hold numbers (2021—2022学年, 第3天).

    What the answer names it by must stand in what it cites; a year alone is told by the column.
    """
    row = row_quote(view, item.cell.row) or item.cell.text
    headings = (*item.cell.row_path, *item.cell.col_path)
    outer = [part for part in headings if re.search(r"\d", part) and part not in row]
    return " ".join([*(part for part in dict.fromkeys(outer) if not _YEAR.fullmatch(part)), row])


def _prose_fact(candidate: Candidate, book: Book) -> Fact:
    sentence, view = candidate.sentence, candidate.figure
    if sentence is None or view is None:
        raise ValueError("not a figure")
    figure, paragraph = view.figure, sentence.paragraph
    case = next((case for case in book.report.cases if case.label == paragraph.case), None)
    named = years_of(sentence.text[: figure.start])
    subject = re.sub(r"^.*?\d{4}\s?[年届][，,]?", "", view.subject) if named else view.subject
    subject = re.sub(r"(?:为|达|是|占|共计?|约|有|达到|近|超过|，|,|、|（|\(|的|\s)+$", "", subject).lstrip(
        "，,、（( "
    )
    if not subject:
        # “1672人参加考核”: named behind the figure.
        subject = re.split(r"[，,；;。：:！？、（(]", sentence.text[figure.end :])[0].strip()
    return Fact(
        report=book.report,
        indicator=shown_label(subject) or (case.title if case else ""),
        scope=(subject,),
        text=figure.text,
        value=figure.value,
        unit=figure.unit,
        year=candidate.year,
        section=paragraph.section,
        label=paragraph.case,
        title=case.title if case else "",
        quote=sentence.text.strip(),
        ref=sentence.ref,
        place=paragraph.place,
    )
