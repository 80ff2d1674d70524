"""One thing told with two numbers, where a slip of the pen lies nearer than that two things are told.

That two figures in one unit and one year differ by two neighbouring digits exchanged (486.30, 468.30) is
hardly ever chance; nor that the total of a table and the sentence that leads up to it lie close and differ.
So less of their names need agree than where nothing but the names speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.find.book import Book, Sentence, TableCell, TableView
from rag.find.candidates import Candidate, bare_cell, bare_figure, value_of
from rag.find.labels import Grams, grams
from rag.quantity import convert

# How much of the shorter name the other must hold, where digits are exchanged; of short numbers, also how
# much of the longer one. Shares lie close to each other, and need names that agree.
EXCHANGED = 0.33
EXCHANGED_SHARES = 0.7
SHORT, LONGER = 3, 0.3
# A sentence and the total of the table it leads up to, that lie no further apart than this.
CLOSE = Decimal("1.1")
TITLE = 0.6
COLUMN = 0.5
# A sentence and a cell of its section that lie no further apart than this, and are named alike.
SIDE_BY_SIDE = Decimal("1.02")
NAMED = 0.45
# Two sentences that name a figure alike, in so many words.
ALIKE = 0.7
WORDY = 5
ROUNDED = Decimal("0.0005")
# How much two names must share to count as told of one thing where their values are the same.
SHARED = 0.3
_UNIT_SAID = re.compile(r"(?P<unit>人次|人数|人日|课时|学时)(?: |$)")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
# What a title says of its table, not of what is in it; and what a column of mere numbers is called.
_OF_TABLE = re.compile(
    r"(?:19|20)\d{2}(?:\s?[-—–~至/]\s?(?:19|20)?\d{2})?\s?(?:学年度?|年度?|届)?|"
    r"情况|一览|统计|分布|构成|明细|汇总|对比|变化|结构|国别|类别|各|全校|学校|表"
)
_MERE_NUMBERS = re.compile(r"^(?:人数|人次|数量|数|金额|合计|总计|总数|.{0,3}年.{0,3}|.{0,5}[届级]|)$")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with its value in the unit of the one it is held against, and the names it goes by."""

    candidate: Candidate
    value: Decimal
    name: Grams

    @property
    def place(self) -> str:
        """Its table or sentence."""
        view, sentence = self.candidate.view, self.candidate.sentence
        return view.table.id if view else sentence.ref if sentence else ""


def misprints(book: Book, best: Candidate) -> list[Candidate]:
    """Return what else the report prints for a candidate's thing, by a slip in one of the places."""
    value, unit = value_of(best), best.unit or (_unit_said(best.cell) if best.cell else "")
    if not value or not unit:
        return []
    year = best.year or book.report.data_year
    told = list(_told_near(book, value, unit, year))
    own = next((t for t in told if _is(t.candidate, best)), None)
    if own is None:
        return []
    same = [t for t in told if t.value == value and (t is own or _share(book, t.name, own.name) >= SHARED)]
    found: dict[Decimal, _Told] = {}
    for other in told:
        if not _rounded(own, other) and any(_clash(book, a, other, told) for a in same):
            again = {
                t.place for t in told if t.value == other.value and _share(book, t.name, other.name) >= SHARED
            }
            # What is told more than once either way is told of two things.
            if len(again) < 2 or len({t.place for t in same}) < 2:
                found.setdefault(other.value, other)
    return [other.candidate for other in found.values()]


def _told_near(book: Book, value: Decimal, unit: str, year: int | None) -> Iterable[_Told]:
    """Every figure of a year that lies near a value, in the same kind of unit."""
    low, high = value / 2, value * 2
    for view in (*book.tables, *book.repeated):
        for item in view.cells:
            if item.cell.value and (item.year or book.report.data_year) == year:
                own = _in_unit(item.cell.value, item.cell.unit or _unit_said(item), unit)
                if own is not None and low < own < high:
                    yield _Told(bare_cell(view, item, year), own, _cell_name(view, item))
    for sentence in book.sentences:
        for figure in sentence.figures:
            printed = figure.figure
            if printed.change or printed.approx or printed.bound or printed.past or not printed.unit:
                continue
            if (printed.year or book.report.data_year) == year:
                own = _in_unit(printed.value, printed.unit, unit)
                if own is not None and low < own < high:
                    yield _Told(bare_figure(sentence, figure, year), own, figure.near)


def _cell_name(view: TableView, item: TableCell) -> Grams:
    own = item.row.telling | item.col.telling
    return own | grams(_OF_TABLE.sub(" ", view.table.title)) if item.row.total else own


def _unit_said(item: TableCell) -> str:
    """The unit that a label ends in (接待人次), where none is printed apart."""
    said = _UNIT_SAID.search(f"{item.row.name} {item.col.name}")
    return said["unit"].replace("人数", "人") if said else ""


def _in_unit(value: Decimal, unit: str, asked: str) -> Decimal | None:
    return value if unit == asked else convert(value, unit, asked)


def _is(a: Candidate, b: Candidate) -> bool:
    return (a.cell is not None and a.cell is b.cell) or (a.figure is not None and a.figure is b.figure)


def _weight(book: Book, pairs: Grams) -> float:
    return sum(0.2 + book.weight(pair) for pair in pairs if _HAN.match(pair))


def _share(book: Book, a: Grams, b: Grams) -> float:
    """How much of the shorter of two names stands in the other."""
    return _weight(book, a & b) / max(min(_weight(book, a), _weight(book, b)), 0.1)


def _clash(book: Book, a: _Told, b: _Told, told: Sequence[_Told]) -> bool:
    if a.place == b.place:
        return False
    if _exchanged(book, a, b):
        return True
    if a.candidate.sentence and b.candidate.sentence:
        return _told_alike(book, a, b)
    cell, told_in = (a, b) if a.candidate.view else (b, a)
    if _side_by_side(book, cell, told_in):
        return not any(_told_again(book, t, told, in_prose=t is cell) for t in (cell, told_in))
    return _total_of(book, cell, told_in) and not _told_again(book, cell, told, in_prose=True)


def _told_again(book: Book, figure: _Told, told: Sequence[_Told], *, in_prose: bool) -> bool:
    """Whether the prose, or a table, tells a value as well: another figure there is of something else."""
    return any(
        (t.candidate.sentence is not None) == in_prose
        and t.value == figure.value
        and _share(book, t.name, figure.name) >= SHARED
        for t in told
    )


def _rounded(a: _Told, b: _Told) -> bool:
    """Whether two figures are one, told in units of another size (193.69万元, 1936880元)."""
    apart = abs(a.value - b.value)
    return not apart or (a.candidate.unit != b.candidate.unit and apart <= ROUNDED * a.value)


def _exchanged(book: Book, a: _Told, b: _Told) -> bool:
    digits = exchanged(a.value, b.value)
    least = EXCHANGED_SHARES if "%" in (a.candidate.unit, b.candidate.unit) else EXCHANGED
    if not digits or _share(book, a.name, b.name) < least:
        return False
    longer = max(_weight(book, a.name), _weight(book, b.name))
    return digits > SHORT or _weight(book, a.name & b.name) >= LONGER * longer


def exchanged(a: Decimal, b: Decimal) -> int:
    """Return of how many digits two numbers are that differ by two neighbouring ones exchanged, else 0."""
    places = max(-int(a.as_tuple().exponent), -int(b.as_tuple().exponent), 0)
    one, two = (f"{value:.{places}f}".replace(".", "") for value in (a, b))
    if len(one) != len(two):
        return 0
    apart = [i for i in range(len(one)) if one[i] != two[i]]
    if len(apart) != 2 or apart[1] != apart[0] + 1 or one[apart[0]] != two[apart[1]]:
        return 0
    digits = len(one.rstrip("0").lstrip("0"))
    return len(one) if digits > 2 and one[apart[1]] == two[apart[0]] else 0


def _told_alike(book: Book, a: _Told, b: _Told) -> bool:
    """Whether two sentences name their figures alike, in many words."""
    common = a.name & b.name
    longer = max(_weight(book, a.name), _weight(book, b.name))
    wordy = sum(_HAN.match(pair) is not None for pair in common) >= WORDY
    return wordy and _close(a.value, b.value) and _weight(book, common) >= ALIKE * longer


def _total_of(book: Book, total: _Told, told: _Told) -> bool:
    """Whether a sentence tells, close to it, the total of a table of its own section."""
    item, view, sentence = total.candidate.cell, total.candidate.view, told.candidate.sentence
    if item is None or view is None or sentence is None or not item.row.total or len(item.row.path) > 1:
        return False
    if view.table.section != sentence.paragraph.section or sentence.paragraph.case:
        return False
    title = grams(_OF_TABLE.sub(" ", view.table.title))
    if not _close(total.value, told.value) or not speaks_of_title(book, view, sentence):
        return False
    if _MERE_NUMBERS.match(item.col.name):
        return bool(_weight(book, title & told.name))
    return _weight(book, item.col.own & told.name) >= COLUMN * _weight(book, item.col.own)


def speaks_of_title(book: Book, view: TableView, sentence: Sentence) -> bool:
    """Tell whether a sentence, under its heading, speaks of what the title of a table names."""
    title = grams(_OF_TABLE.sub(" ", view.table.title))
    whole = _weight(book, title)
    return bool(whole) and _weight(book, title & (sentence.all | sentence.heading)) >= TITLE * whole


def _side_by_side(book: Book, cell: _Told, told: _Told) -> bool:
    """Whether a sentence tells nearly the number of a cell in its own section, named alike.

    Shares and scores lie close to each other without being the same.
    """
    view, sentence = cell.candidate.view, told.candidate.sentence
    if view is None or sentence is None or told.candidate.unit in ("%", "分"):
        return False
    near = max(cell.value, told.value) / min(cell.value, told.value) <= SIDE_BY_SIDE
    same = view.table.section == sentence.paragraph.section and not sentence.paragraph.case
    return near and same and _share(book, cell.name, told.name) >= NAMED


def _close(a: Decimal, b: Decimal) -> bool:
    return max(a, b) / min(a, b) <= CLOSE
