"""Look-ups in a table that stands alone: from what a question states and names to the cells asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.tables.grid import GridCell
from rag.tables.grid_asked import asked_attributes
from rag.tables.grid_attributes import TIE, amounts, in_unit, weights_of
from rag.tables.grid_blocks import Block
from rag.tables.grid_question import Named, Reading, Stated, is_beside, unexplained
from rag.tables.spelled import bare

MOST = 60
# Characters of a question that may go without an answer where it seems to ask for all records.
MOST_UNEXPLAINED = 4
MOST_BESIDE_ONE = 1
_TOTAL = re.compile(r".{0,4}(?:[合小总共]计)|总和|合计数|总额")
_TOTAL_ASKED = re.compile(r"[合小总共]计|总[和额数]|一共|总共")


@dataclass(frozen=True, slots=True)
class Found:
    """Cells that answer: (record, attribute) in order, and how much of the question they account for."""

    reading: Reading
    places: tuple[tuple[int, int], ...]
    score: float
    by_name: bool


def look_up(reading: Reading) -> Found | None:
    """Return the cells of a block that the question asks for, None where it asks for none of them."""
    reading = _settled(reading)
    records = _records(reading)
    asked, by_name = asked_attributes(reading)
    asked = amounts(reading, in_unit(reading, asked))
    if not reading.stated and len(reading.block.records) > 1:
        if not _asks_all(reading, asked, by_name=by_name):
            return None
        records = [r for r in records if not _is_total(reading, r)] or records
    known = {place for value in reading.stated for place in value.places}
    cells = reading.block.records
    places = [
        (r, a)
        for r in records
        for a in sorted(asked)
        if any(i == a for i, _ in cells[r].cells) and (r, a) not in known
    ]
    if not places or len(places) > MOST:
        return None
    return Found(reading, tuple(_distinct(reading.block, places)), _score(reading, asked), by_name)


def _asks_all(reading: Reading, asked: frozenset[int], *, by_name: bool) -> bool:
    """Whether a question that states nothing asks for all records."""
    things = sum(not _is_total(reading, r) for r in range(len(reading.block.records)))
    if (reading.lists() and (by_name or reading.groups)) or (reading.counts(things) and by_name):
        return unexplained(reading) <= MOST_UNEXPLAINED
    # Of several attributes 分别 may mean these, of a record that is not there.
    return reading.severally() and by_name and len(asked) == 1 and unexplained(reading) <= MOST_BESIDE_ONE


def _is_total(reading: Reading, record: int) -> bool:
    """Whether a record sums up the others, and the question does not ask for that."""
    cells = reading.block.records[record].cells
    return bool(_TOTAL.fullmatch(bare(cells[0][1].text))) and not _TOTAL_ASKED.search(reading.question)


def _distinct(block: Block, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out a cell that covers several places but its first."""
    seen: set[GridCell] = set()
    kept = []
    for r, a in places:
        cell = cell_at(block, r, a)
        if cell is not None and cell not in seen:
            seen.add(cell)
            kept.append((r, a))
    return kept


def cell_at(block: Block, record: int, attribute: int) -> GridCell | None:
    """Return the cell of a record for an attribute."""
    return next((cell for a, cell in block.records[record].cells if a == attribute), None)


def _settled(reading: Reading) -> Reading:
    """Take the names that only say what a stated value is; they tell where it stands, nothing is asked."""
    stated = tuple(_placed(reading, value) for value in reading.stated)
    named = []
    for name in reading.named:
        left = _left(reading, name, stated)
        if left:
            named.append(replace(name, attributes=left))
    return replace(reading, stated=stated, named=tuple(named))


def _placed(reading: Reading, value: Stated) -> Stated:
    """Of a value that stands under several names, the places under those that the question names."""
    weights = weights_of(reading.named, value.attributes)
    beside = [n for n in reading.named if is_beside(reading, n.mention, value.mention)]
    for name in beside:
        if name.attributes & value.attributes:
            weights = {a: w + (a in name.attributes) for a, w in weights.items()}
    if not weights or max(weights.values()) <= 0:
        return value
    top = max(weights.values())
    return replace(value, places=frozenset(p for p in value.places if weights[p[1]] >= top - TIE))


def _left(reading: Reading, name: Named, stated: Iterable[Stated]) -> frozenset[int]:
    """What a name may still ask for: not the attribute whose value is stated, but its inner ones."""
    block = reading.block
    for value in stated:
        own = name.attributes & value.attributes
        if own and (not block.form or is_beside(reading, name.mention, value.mention)):
            paths = {block.attributes[a] for a in own if a >= 0}
            return frozenset(a for a in name.attributes - own if block.attributes[a] in paths)
    return name.attributes


def _records(reading: Reading) -> list[int]:
    """The records that meet everything stated; of values joined (甲和乙), each one's."""
    everything = set(range(len(reading.block.records)))
    if reading.block.form:
        return sorted(everything)
    left = everything
    for group in _joined_values(reading):
        found = set().union(*(value.records for value in group))
        left = left & found or left
    return sorted(left)


def _joined_values(reading: Reading) -> list[list[Stated]]:
    """Values of one attribute that are joined stand together, others each by itself."""
    groups: list[list[Stated]] = []
    for value in sorted(reading.stated, key=lambda v: (-round(v.mention.quality), v.mention.start)):
        for group in groups:
            if any(_alternative(reading, value, other) for other in group):
                group.append(value)
                group += _within(reading, value, group)
                break
        else:
            groups.append([value])
    return groups


def _alternative(reading: Reading, a: Stated, b: Stated) -> bool:
    """Whether two stated values are of one attribute and no record has both."""
    if not a.attributes & b.attributes or a.records & b.records:
        return False
    if reading.joined(a.mention, b.mention) or reading.ranged(a.mention, b.mention):
        return True
    between = reading.between(a.mention, b.mention)
    return bool(re.search(r"[和与及、]", between)) and len(between) <= 4


def _within(reading: Reading, value: Stated, group: Sequence[Stated]) -> list[Stated]:
    """The records between two that are the ends of a range."""
    for other in group:
        if other is not value and reading.ranged(value.mention, other.mention):
            ends = sorted((min(value.records), min(other.records)))
            between = frozenset((r, a) for r in range(ends[0], ends[1]) for a in value.attributes)
            return [replace(value, places=between)]
    return []


def _score(reading: Reading, asked: frozenset[int]) -> float:
    """How many characters of the question the answer accounts for."""
    mentions = {value.mention for value in reading.stated} | set(reading.groups)
    mentions |= {name.mention for name in reading.named if name.attributes & asked}
    return sum((m.end - m.start) * m.quality for m in mentions) + len(reading.stated) * 0.1
