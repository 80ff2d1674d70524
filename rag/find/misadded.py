"""The parts of a total that a table prints wrongly: whoever is told the total is told what they come to."""

from __future__ import annotations

from rag.find.book import Book
from rag.find.candidates import bare_cell
from rag.find.facts import Fact, candidate_to_fact


def parts_of_misadded(book: Book, fact: Fact) -> tuple[Fact, ...]:
    """Return the parts of a figure that is the total of a table's column and not their sum; else nothing."""
    for wrong in book.report.misadded:
        if fact.cell != wrong.total:
            continue
        for view in (*book.tables, *book.repeated):
            if view.table.id == wrong.table and fact.ref == f"row:{wrong.table}:{wrong.total[0]}":
                items = {(item.cell.row, item.cell.col): item for item in view.cells}
                parts = (items[place] for place in wrong.parts if place in items)
                return tuple(
                    candidate_to_fact(bare_cell(view, item, fact.year), book)
                    for item in parts
                    if item.cell.value is not None
                )
    return ()
