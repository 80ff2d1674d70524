"""Answers from a file that holds nothing but tables: look-ups by what stands in their rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.find.book import Book
from rag.find.facts import Fact, cell_place, with_unit
from rag.find.labels import shown_label
from rag.tables.grid import GridCell
from rag.tables.grid_answer import Found, cell_at
from rag.tables.grid_parts import answer
from rag.tables.grid_question import WHOLE_ENOUGH, read
from rag.tables.grid_view import GridView
from rag.tables.joined_names import expand_joined
from rag.tables.mentions import find_mentions
from rag.tables.other_things import is_about_another
from rag.tables.same_words import as_printed
from rag.tables.spelled import Mention, canonical
from rag.types import Question
from rag.understand.intent import operation_of
from rag.understand.question import Query, understand

# What a calculation of a single printed figure comes to is that figure (一共有多少集).
_HARMLESS = frozenset({"lookup", "sum", "share", "growth", "average"})
_AMOUNT = re.compile(r"多少|(?<!哪)几")
_FOREIGN = 0.5
# 是那家公司吗 is often written for 是哪家公司.
_WHICH = re.compile(r"(?<=是)那(?=一?[家个些位种年里])")


def lone_facts(query: Query, book: Book) -> tuple[tuple[Fact, ...], float]:
    """Return the cells that a question asks for, with how much of it they account for, 0 to 1.

    Nothing where the question names something that no table holds, or asks to calculate.
    """
    found = [told for view in book.grids for told in _answers(query, view)]
    if not found:
        return (), 0.0
    view, best, share = max(found, key=lambda told: told[1].score)
    return tuple(_facts(book, view, best)), share


def at_once(question: Question, books: Sequence[Book]) -> bool:
    """Return whether one of the books answers all sentences of the last turn together.

    The second may go on about what the first named (甲的电话是多少？住在哪里？).
    """
    query = understand(question.turns[-1])
    return any(lone_facts(query, book)[0] for book in books)


def _answers(query: Query, view: GridView) -> Iterator[tuple[GridView, Found, float]]:
    question = _as_printed(canonical(query.said or query.text), view)
    mentions = find_mentions(question, view.texts, view.names)
    if is_about_another(question, mentions, view):
        return
    whole = sum(m.end - m.start for m in mentions) or 1
    everywhere = _anywhere(view)
    for block in view.blocks:
        found = answer(read(question, block, mentions))
        if found is not None and _answerable(question, found) and _is_lookup(found, mentions):
            foreign = _foreign(found, mentions, everywhere)
            if found.score < foreign and not _is_sure(found):
                # Something else of the table is named better.
                continue
            better = Found(found.reading, found.places, found.score - _FOREIGN * foreign, found.by_name)
            yield view, better, 1 - foreign / whole


def _as_printed(question: str, view: GridView) -> str:
    """The question in the words of the table, names that it joins written out."""
    return expand_joined(
        as_printed(question, [canonical(text) for text in view.texts]), view.names | view.heads
    )


def _anywhere(view: GridView) -> frozenset[str]:
    """Texts that a question about any block may name: the title, and what a form tells of the whole."""
    values = {
        cell.text
        for block in view.blocks
        if block.form
        for record in block.records
        for _, cell in record.cells
    }
    return frozenset(values | {view.table.title})


def _foreign(found: Found, mentions: Sequence[Mention], everywhere: frozenset[str]) -> float:
    """How many characters of the question name something that is not in the block."""
    reading = found.reading
    own = {cell.text for path in reading.block.attributes for cell in path}
    own |= {cell.text for cell in reading.block.groups} | everywhere
    stated = {value.mention for value in reading.stated}
    return sum((m.end - m.start) * m.quality for m in mentions if not m.texts & own and m not in stated)


def _is_sure(found: Found) -> bool:
    """Whether the question states a value of the block, or names one of its attributes whole."""
    return bool(found.reading.stated) or any(n.mention.quality >= WHOLE_ENOUGH for n in found.reading.named)


def _answerable(question: str, found: Found) -> bool:
    """Whether cells answer, not their number (有几个…) or an amount that no column is named for."""
    return found.by_name or not _AMOUNT.search(question)


def _is_lookup(found: Found, mentions: Iterable[Mention]) -> bool:
    """Whether nothing is to be calculated: 最高气温 is the name of a column, 最高的 is not."""
    rest = list(found.reading.question)
    for mention in (*mentions, *(value.mention for value in found.reading.stated)):
        rest[mention.start : mention.end] = "·" * (mention.end - mention.start)
    # Of 是多少 the last character would look like 哪个…少.
    parts = re.split("[,，;；]", "".join(rest).replace("多少", "几"))
    operations = {operation_of(part)[0] for part in parts}
    return operations <= (_HARMLESS if len(found.places) == 1 else {"lookup"})


def _facts(book: Book, view: GridView, found: Found) -> Iterator[Fact]:
    block = found.reading.block
    for record, attribute in found.places:
        cell = cell_at(block, record, attribute)
        if cell is not None:
            known = _record_names(found, record, cell)
            yield _fact(book, view, cell, (*known, *block.attributes[attribute]))


def _record_names(found: Found, record: int, asked: GridCell) -> list[GridCell]:
    """What a record is known by in the answer: what the question states of it, else its first cell."""
    reading = found.reading
    if reading.block.form or len(reading.block.records) < 2:
        return []
    stated = [
        cell
        for value in reading.stated
        for r, a in sorted(value.places)
        if r == record and a >= 0 and (cell := cell_at(reading.block, r, a)) is not None
    ]
    return [cell for cell in stated or [reading.block.records[record].cells[0][1]] if cell is not asked]


def _fact(book: Book, view: GridView, cell: GridCell, labels: Sequence[GridCell]) -> Fact:
    table, known = view.table, view.cells.get((cell.row, cell.col))
    # A value is shown as printed: what looks like numbering in it (1.5T) is none.
    named = (label.text if label.text not in view.names else shown_label(label.text) for label in labels)
    scope = tuple(part for part in dict.fromkeys(named) if part)
    return Fact(
        report=book.report,
        indicator=" · ".join(scope) or table.title,
        scope=scope,
        text=with_unit(cell.text, known.unit if known else ""),
        value=known.value if known else None,
        unit=known.unit if known else "",
        year=None,
        section=table.section,
        label=table.label,
        title=table.title,
        quote=_quote(view, cell, labels),
        ref=f"row:{table.id}:{cell.row}",
        place=cell_place(table, known),
        cell=(cell.row, cell.col),
        doubt=known.doubt if known else False,
    )


def _quote(view: GridView, cell: GridCell, labels: Sequence[GridCell]) -> str:
    """The row of the cell as printed, behind those of its names that stand elsewhere."""
    row = list(dict.fromkeys(text for text in view.table.grid[cell.row] if text))
    outer = [label.text for label in labels if label.text not in row]
    return " ".join([*dict.fromkeys(outer), *row])
