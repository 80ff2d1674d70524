"""A figure that is told, held against all else that the report tells of its thing, however it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.find.agreement import equal_values
from rag.find.candidates import bare_cell
from rag.find.clashes import clashing
from rag.find.dated_twice import dated_otherwise
from rag.find.facts import Fact, candidate_to_fact
from rag.prose.passages import Passage
from rag.respond.resolution import Resolution
from rag.turn import Turn

_WHEN = re.compile(r"什么时候|啥时候|何时|[几哪].{0,2}[月年天日]|时间|日期")


def contradicted(turn: Turn) -> Turn:
    """Return the turn with what the report tells otherwise of the one figure that answers it."""
    return replace(turn, resolutions=tuple(map(_contradicted, turn.resolutions)))


def _contradicted(found: Resolution) -> Resolution:
    if found.conflicting:
        return found
    if found.outcome == "passages" and _WHEN.search(found.query.text):
        return _with_other_date(found)
    otherwise = (
        other
        for fact in _answering(found)
        for other in clashing(found.book, fact)
        if not equal_values(fact, other)
    )
    other = next(otherwise, None)
    return replace(found, conflicting=(other,)) if other else found


def _with_other_date(found: Resolution) -> Resolution:
    """A passage that tells when something was, with the one that tells it with another date."""
    if len(found.passages) != 1:
        return found
    otherwise = (dated_otherwise(found.book, sentence) for sentence in found.passages[0].sentences)
    other = next((sentence for sentence in otherwise if sentence), None)
    return replace(found, passages=(*found.passages, Passage(other.paragraph, (other,)))) if other else found


def _answering(found: Resolution) -> Iterator[Fact]:
    """The one figure that answers, or the printed total that a sum comes to."""
    if found.outcome == "figures" and len(found.facts) == 1 and found.facts[0].value is not None:
        yield found.facts[0]
    if found.outcome == "computed" and found.operation == "sum" and len(found.computed) == 1:
        yield from _total(found)


def _total(found: Resolution) -> Iterator[Fact]:
    (added,) = found.computed
    tables = {fact.ref.rpartition(":")[0] for fact in added.operands if fact.cell}
    columns = {fact.cell[1] for fact in added.operands if fact.cell}
    if len(tables) != 1 or len(columns) != 1:
        return
    for view in found.book.tables:
        for item in view.cells if f"row:{view.table.id}" in tables else ():
            if item.row.total and item.cell.col in columns and item.cell.value == added.value:
                yield candidate_to_fact(bare_cell(view, item, added.operands[0].year), found.book)
