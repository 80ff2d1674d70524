"""The build of a table: its lists and forms, each with its attributes and the records that tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.tables.columns import kind_of
from rag.tables.grid import Grid, GridCell
from rag.tables.grid_cut import Cut, Cutter, Segment, beside
from rag.tables.grid_nested import Nested, find_nested
from rag.tables.pair_rows import Pair, read_pairs

# A table of figures reads either way, so it is turned only for a clear gain, more so with groups of rows.
TURNED_LEAD = 0.02

Names = tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is told of one thing: cells by number of the attribute; ``groups`` are titles above its row."""

    cells: tuple[tuple[int, GridCell], ...]
    groups: Names = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Records with the same attributes, each attribute with its names from the outermost.

    A form is one record. ``groups`` are the names over the whole block.
    """

    attributes: tuple[Names, ...]
    records: tuple[Record, ...]
    groups: Names = ()
    form: bool = False

    def values(self, attribute: int) -> tuple[str, ...]:
        """Return the texts of an attribute, of each record that has it."""
        return tuple(cell.text for record in self.records for a, cell in record.cells if a == attribute)


def find_blocks(grid: Grid) -> tuple[Block, ...]:
    """Return the blocks of a table, read by rows or, where that fits better, by columns."""
    if nested := find_nested(grid):
        return _of_things(nested)
    upright, turned = Cutter(grid), Cutter(grid.turned())
    best = upright.cut()
    whole = turned.whole_list()
    levels = max((s.header - s.top for s in best.segments if s.kind == "list"), default=0)
    again = _period([cell.text if cell else "" for cell in grid.lines[0]]) < grid.width
    lead = TURNED_LEAD * len(grid.cells()) * (1 if whole.segments and whole.segments[0].header == 1 else 5)
    if levels < 2 and not again and whole.score > best.score + lead:
        return tuple(_build(turned.grid, whole, ()))
    return tuple(_with_one_form(list(_build(grid, best, ()))))


def _of_things(nested: Nested) -> tuple[Block, ...]:
    """Things with pairs beside them are one list, a column for each name; else each has its own blocks."""
    heads = tuple((head,) for head in nested.heads)
    pairs = nested.pairs()
    if not pairs:
        records = tuple(Record(tuple(enumerate(thing.cells))) for thing in nested.things)
        inner = [
            block
            for thing in nested.things
            for block in _build(thing.beside, Cutter(thing.beside).cut(), (*thing.cells, nested.over))
        ]
        return (Block(heads, records), *_with_one_form(inner))
    names: dict[str, Names] = {}
    for name in (name for told in pairs for name, _ in told):
        names.setdefault(name.text, (nested.over, name))
    place = {text: len(heads) + i for i, text in enumerate(names)}
    records = tuple(
        Record((*enumerate(thing.cells), *((place[name.text], value) for name, value in told)))
        for thing, told in zip(nested.things, pairs, strict=True)
    )
    return (Block((*heads, *names.values()), records),)


def _build(grid: Grid, cut: Cut, groups: Names) -> Iterator[Block]:
    title: Names = ()
    for segment in cut.segments:
        if segment.kind == "title":
            title = grid.row(segment.top)
        elif segment.kind == "pairs":
            yield _form(read_pairs(grid.row(segment.top)).pairs, groups + title)
        elif segment.kind == "list":
            yield from _lists(grid, segment, groups + title)
            title = ()
        else:
            first = grid.lines[segment.top][0]
            part = beside(grid, segment.top, segment.bottom)
            yield from _build(part, Cutter(part).cut(), (*groups, *title, *([first] if first else [])))


def _form(pairs: Sequence[Pair], groups: Names) -> Block:
    named = [(groups + pair.names, value) for pair in pairs for value in pair.values]
    cells = tuple((i, value) for i, (_, value) in enumerate(named))
    return Block(tuple(names for names, _ in named), (Record(cells),), form=True)


def _with_one_form(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with all rows of pairs as one form: they tell of one thing."""
    forms = [block for block in blocks if block.form and block.attributes]
    attributes = tuple(names for form in forms for names in form.attributes)
    values = [value for form in forms for _, value in form.records[0].cells]
    if forms:
        yield Block(attributes, (Record(tuple(enumerate(values))),), form=True)
    yield from (block for block in blocks if not block.form)


def _lists(grid: Grid, segment: Segment, groups: Names) -> Iterator[Block]:
    """Yield a list; one whose header is printed again beside itself goes on there."""
    names = [_names(grid, segment, col) for col in range(grid.width)]
    rows = grid.lines[segment.header : segment.bottom]
    kept = [
        c
        for c in range(grid.width)
        if (names[c] or (c == 0 and _heads_rows(rows)))
        and not (c and names[c] == names[c - 1] and all(row[c] is row[c - 1] for row in rows))
    ]
    period = (
        _period([names[c][-1].text if names[c] else "" for c in kept])
        if segment.header == segment.top + 1
        else len(kept)
    )
    parts = [kept[start : start + period] for start in range(0, len(kept), period)]
    records = tuple(record for part in parts for record in _records(rows, part))
    if records:
        yield Block(tuple(names[c] for c in parts[0]), records, groups)


def _heads_rows(rows: Sequence[Sequence[GridCell | None]]) -> bool:
    """Whether the first column, whose own name is blank, holds names of the rows."""
    heads = [row[0] for row in rows if row[0] is not None]
    return len(heads) > 1 and not any(kind_of(head.text) in ("number", "blank") for head in heads)


def _names(grid: Grid, segment: Segment, col: int) -> Names:
    found = (grid.lines[row][col] for row in range(segment.top, segment.header))
    return tuple(dict.fromkeys(cell for cell in found if cell is not None))


def _period(texts: Sequence[str]) -> int:
    """After how many columns the header begins again; all of them where it does not."""
    for period in range(2, len(texts) // 2 + 1):
        pairs = list(zip(texts, texts[period:], strict=False))
        if len(texts) % period == 0 and 2 * sum(a == b for a, b in pairs) > len(pairs):
            return period
    return len(texts)


def _records(rows: Sequence[Sequence[GridCell | None]], part: Sequence[int]) -> Iterator[Record]:
    groups: Names = ()
    for row in rows:
        cells = [(i, cell) for i, c in enumerate(part) if (cell := row[c]) is not None]
        printed = tuple(dict.fromkeys(cell for _, cell in cells))
        if len(printed) == 1 and len(part) > 2 and cells[0][0] == 0:
            groups = printed
        elif printed:
            yield Record(tuple(cells), groups)
