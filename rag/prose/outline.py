"""Questions about how the report is made: how many cases, tables, figures, chapters, and which."""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.find.book import Book
from rag.find.facts import Fact
from rag.types import Place, Report
from rag.understand.question import Query

_ASKED = re.compile(
    r"(?:多少|几|哪些)\s?[个张幅条]?(?P<after>案例|表格?|图表?|插图|章|附表)(?![\w\d])|"
    r"(?P<before>案例|表格|图|插图|章|附表)(?:一共|总共|共|都)?有?(?:多少|几|哪些)[个张幅条]?$"
)

Item = tuple[str, str, str, str, Place]


def outline_facts(query: Query, book: Book) -> tuple[Fact, ...]:
    """Return the parts of the report that the question asks to count or list, none where it asks else."""
    match = _ASKED.search(query.text)
    if match is None or any(term.base >= 0.6 and term.text not in match.group() for term in query.terms):
        return ()
    kind = (match["after"] or match["before"])[0]
    return tuple(_fact(book.report, *item) for item in _LISTS[kind](book.report))


def _cases(report: Report) -> list[Item]:
    return [(case.label, case.title, case.section, f"case:{case.label}", case.place) for case in report.cases]


def _tables(report: Report) -> list[Item]:
    return [
        (table.label, table.title, table.section, f"table:{table.id}", (table.places or (Place(),))[0])
        for table in report.tables
        if not table.repeats
    ]


def _annexes(report: Report) -> list[Item]:
    return [
        (table.label, table.title, table.section, f"table:{table.id}", (table.places or (Place(),))[0])
        for table in report.tables
        if table.annex
    ]


def _figures(report: Report) -> list[Item]:
    return [(f.label, f.title, f.section, f"fig:{f.label}", f.place) for f in report.figures]


def _chapters(report: Report) -> list[Item]:
    return [
        ("", f"{s.number} {s.title}".strip(), s.id, f"sec:{s.id}", s.place)
        for s in report.sections
        if s.level == 1
    ]


_LISTS: dict[str, Callable[[Report], list[Item]]] = {
    "案": _cases,
    "表": _tables,
    "附": _annexes,
    "图": _figures,
    "插": _figures,
    "章": _chapters,
}


def _fact(report: Report, label: str, title: str, section: str, ref: str, place: Place) -> Fact:  # noqa: PLR0913
    return Fact(
        report=report,
        indicator=label or title,
        scope=(title,),
        text=title,
        value=None,
        unit="",
        year=None,
        section=section,
        label=label,
        title=title,
        quote=f"{label} {title}".strip(),
        ref=ref,
        place=place,
    )
