"""What a report says in two ways: text against table, parts against total, this year against the last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.calculate.compute import plain
from rag.find.agreement import apart, at_odds, equal_values
from rag.find.book import Book, FigureView, Sentence, TableCell
from rag.find.candidates import bare_cell, bare_figure
from rag.find.clashes import clashes
from rag.find.dated_twice import dated_twice
from rag.find.facts import Fact, candidate_to_fact
from rag.find.told_by_name import told_by_name
from rag.find.twins import cell_twin, in_many_words

_TOTAL = re.compile(r"总[数量计额]|合计|共[计有]?\s*$")
# Parts that miss their total by more than this share are more likely a choice of them.
MAX_GAP = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Finding:
    """Two or more figures that do not fit together. ``kind`` names the check, ``message`` is Chinese."""

    kind: str
    message: str
    facts: tuple[Fact, ...]


def audit(book: Book, earlier: Sequence[Book] = ()) -> tuple[Finding, ...]:
    """Return what a report contradicts itself in, or the reports before it, most certain first.

    Args:
        book: the report.
        earlier: older reports of the same school.
    """
    told = list(_text_against_tables(book))
    findings = [*told, *_told_twice(book, told), *_dated_twice(book), *_prose_totals(book)]
    findings += [Finding("table", warning, ()) for warning in book.report.warnings]
    for older in earlier:
        findings += _against_earlier(book, older)
    return tuple(findings)


def _text_against_tables(book: Book) -> Iterator[Finding]:
    for cell, told, named in _told_of_cells(book):
        if any(equal_values(prose, cell) for prose in told):
            # What the prose tells otherwise beside the same value is told of something else.
            continue
        prose = min(told, key=lambda fact: apart(fact, cell))
        if at_odds(prose, cell, named=prose in named):
            year = f"{cell.year or book.report.data_year}年"
            message = (
                f"{year}“{cell.indicator}”：正文（{_section(prose)}）为 {prose.text}，"
                f"{cell.label or '表格'}为 {cell.text}。"
            )
            yield Finding("text-table", message, (prose, cell))


def _told_twice(book: Book, known: Sequence[Finding]) -> Iterator[Finding]:
    """What two paragraphs, or one and a table, tell with two numbers, but for what is known already."""
    listed = {fact for finding in known for fact in finding.facts}
    for prose, other in clashes(book):
        if prose in listed and other in listed:
            continue
        year = f"{other.year or book.report.data_year}年"
        place = (other.label or "表格") if other.cell else f"正文（{_section(other)}）"
        message = (
            f"{year}“{other.indicator}”：正文（{_section(prose)}）为 {prose.text}，{place}为 {other.text}。"
        )
        yield Finding("text-table" if other.cell else "text-text", message, (prose, other))


def _dated_twice(book: Book) -> Iterator[Finding]:
    for one, other in dated_twice(book):
        places = (_fact_place(book, dated.sentence) for dated in (one, other))
        told = "，".join(f"正文（{place}）为 {d.text}" for place, d in zip(places, (one, other), strict=True))
        yield Finding("text-text", f"“{one.event}”的时间：{told}。", ())


def _fact_place(book: Book, sentence: Sentence) -> str:
    section = book.sections.get(sentence.paragraph.section)
    title = f"{book.report.full_number(section)} {section.title}".strip() if section else "正文"
    return f"{title} {sentence.paragraph.case}".strip()


def _told_of_cells(book: Book) -> Iterator[tuple[Fact, list[Fact], list[Fact]]]:
    """Each cell that the prose tells again, with all that it tells of it, and that under the cell's name."""
    told: dict[tuple[str, tuple[int, int] | None], tuple[Fact, list[Fact], list[Fact]]] = {}
    for view in book.tables:
        for item in view.cells:
            named = [_fact(book, *place) for place in told_by_name(book, view, item)]
            if named:
                cell = _cell_fact(book, item, _year(item, book))
                told[(cell.ref, cell.cell)] = (cell, [*named], named)
    for sentence in book.sentences:
        for index in range(len(sentence.figures)):
            pair = cell_twin(book, sentence, index)
            if pair is not None:
                prose, cell = (candidate_to_fact(candidate, book) for candidate in pair)
                _, all_told, named = told.setdefault((cell.ref, cell.cell), (cell, [], []))
                all_told.append(prose)
                if in_many_words(*pair):
                    named.append(prose)
    yield from told.values()


def _section(fact: Fact) -> str:
    section = fact.report.section(fact.section)
    if section is None:
        return fact.label or "正文"
    return f"{fact.report.full_number(section)} {section.title}".strip()


def _prose_totals(book: Book) -> Iterator[Finding]:
    """A total in a sentence against each list of its parts (总数为946门，其中A类134门，B类618门…；…)."""
    for sentence in book.sentences:
        views = [v for v in sentence.figures if not v.figure.change and not v.figure.approx]
        for i, view in enumerate(views):
            if not _TOTAL.search(view.subject):
                continue
            for parts in _part_lists(sentence, view, views[i + 1 :]):
                total = view.figure.value
                added = sum((part.figure.value for part in parts), Decimal(0))
                if added != total and total and abs(added - total) / total <= MAX_GAP:
                    facts = tuple(_fact(book, sentence, v) for v in (view, *parts))
                    message = (
                        f"正文（{_section(facts[0])}）“{facts[0].indicator}”为 {view.figure.text}，"
                        f"但所列各项（{' + '.join(plain(p.figure.value) for p in parts)}）相加为 "
                        f"{plain(added)}{view.figure.unit}，相差 {plain(abs(added - total))}。"
                    )
                    yield Finding("parts-total", message, facts)


def _part_lists(
    sentence: Sentence, total: FigureView, later: Sequence[FigureView]
) -> Iterator[tuple[FigureView, ...]]:
    """The runs of figures in the total's unit behind it, one for each part of the sentence."""
    run: list[FigureView] = []
    end = total.figure.end
    for view in later:
        if view.figure.unit != total.figure.unit or view.figure.year != total.figure.year:
            # What it was the year before is no part of it.
            continue
        if re.search(r"[；;。]", sentence.text[end : view.figure.start]) and run:
            if len(run) > 1:
                yield tuple(run)
            run = []
        run.append(view)
        end = view.figure.end
    if len(run) > 1:
        yield tuple(run)


def _fact(book: Book, sentence: Sentence, view: FigureView) -> Fact:
    year = view.figure.year or book.report.data_year
    return candidate_to_fact(bare_figure(sentence, view, year), book)


def _against_earlier(book: Book, older: Book) -> Iterator[Finding]:
    """What this report prints for an earlier year against what that year's report printed."""
    known: dict[tuple[object, ...], TableCell] = {}
    for view in older.tables:
        for item in view.cells:
            key, year = _key(item), _year(item, older)
            if item.cell.value is not None and year == older.report.data_year:
                known[(*key, year)] = item
    for view in book.tables:
        for item in view.cells:
            year = _year(item, book)
            found = known.get((*_key(item), year))
            if item.cell.value is None or found is None or year == book.report.data_year:
                continue
            new = _cell_fact(book, item, year)
            old = _cell_fact(older, found, year)
            if not equal_values(new, old):
                message = (
                    f"{year}年“{new.indicator}”：{book.report.title}为 {new.text}，"
                    f"{older.report.title}为 {old.text}。"
                )
                yield Finding("earlier-report", message, (new, old))


def _key(item: TableCell) -> tuple[object, ...]:
    return (item.row.own, item.row.all, item.col.all, item.cell.unit)


def _year(item: TableCell, book: Book) -> int | None:
    return item.year or book.report.data_year


def _cell_fact(book: Book, item: TableCell, year: int | None) -> Fact:
    view = next(v for v in book.tables if any(c is item for c in v.cells))
    return candidate_to_fact(bare_cell(view, item, year), book)


def where(fact: Fact) -> str:
    """Return where a figure stands, for people: label or section, and page."""
    place = fact.place
    page = f"第 {place.page} 页" if place.page else (f"PDF 第 {place.pdf_page} 页" if place.pdf_page else "")
    return "，".join(part for part in (fact.label or _section(fact), page) if part)
