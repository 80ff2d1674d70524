"""Which columns of a table are what: numbers of rows, row headings, units, data; and the headings above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.grids import (
    INDEX_HEADINGS,
    UNIT_HEADINGS,
    Matrix,
    Row,
    Slot,
    header_height,
    is_dash,
    is_figure,
    is_number,
    is_spanning,
    numeric_columns,
)
from ingest.rows import is_sub, is_total
from rag.quantity import is_unit, parse_quantity
from rag.text import normalize


@dataclass(frozen=True, slots=True)
class Layout:
    """The roles of a table's columns; ``columns`` holds the heading path of every column."""

    height: int
    index: int | None
    unit: int | None
    labels: tuple[int, ...]
    data: tuple[int, ...]
    columns: tuple[tuple[str, ...], ...]


def find_layout(matrix: Matrix) -> Layout:
    """Tell the roles of the columns.

    Row headings are the text columns in front of the figures, as many as it takes to tell the rows
    apart; a text column beyond those (等级, 备注) is data like the figures.
    """
    height = header_height(matrix)
    body = [row for row in matrix.rows[height:] if not is_spanning(row)]
    columns = tuple(_heading(matrix, c, height) for c in range(matrix.width))
    index = _find_index(matrix, body, columns)
    unit = _find_unit(body, columns, index)
    rest = [c for c in range(matrix.width) if c not in (index, unit)]
    labels = _label_columns(body, rest, columns)
    data = tuple(c for c in rest if c not in labels)
    return Layout(height, index, unit, labels, data, columns)


def _heading(matrix: Matrix, c: int, height: int) -> tuple[str, ...]:
    """Return the texts above a column, outermost first, each printed cell once."""
    texts: list[str] = []
    seen = set()
    for r in range(height):
        slot = matrix.rows[r][c]
        if not slot.text and r < height - 1:
            slot = _spread(matrix, r, c, height)
        if slot.text and slot.anchor not in seen:
            seen.add(slot.anchor)
            texts.append(slot.text)
    return tuple(texts)


def _spread(matrix: Matrix, r: int, c: int, height: int) -> Slot:
    """A blank in an upper header row belongs to the heading on its left if there is one below it."""
    row = matrix.rows[r]
    if not any(matrix.rows[below][c].text for below in range(r + 1, height)):
        return row[c]
    left = c
    while left > 0 and not row[left].text:
        left -= 1
    spreads = any(matrix.rows[below][left].text for below in range(r + 1, height))
    return row[left] if spreads else row[c]


def _name(path: tuple[str, ...]) -> str:
    return normalize(path[-1]).replace(" ", "") if path else ""


def _find_index(matrix: Matrix, body: Sequence[Row], columns: tuple[tuple[str, ...], ...]) -> int | None:
    """The column that numbers the rows: the first, or the one behind a name for many rows."""
    if _is_index(matrix, body, columns):
        return 0
    if matrix.width < 3 or _name(columns[0]) in INDEX_HEADINGS:
        return None
    numbers = [row[1].text for row in body if row[1].text]
    counted = bool(numbers) and sum(map(str.isdigit, numbers)) * 2 > len(numbers)
    if counted and _name(columns[1]) in INDEX_HEADINGS:
        return 1
    names = {row[0].text for row in body if row[0].text}
    if not counted or matrix.width < 4 or 2 * len(names) > len(body) or any(map(is_figure, names)):
        return None
    rest = replace(matrix, rows=tuple(row[1:] for row in matrix.rows))
    return 1 if _is_index(rest, [row[1:] for row in body], columns[1:]) else None


def _is_index(matrix: Matrix, body: Sequence[Row], columns: tuple[tuple[str, ...], ...]) -> bool:
    if matrix.width < 2:
        return False
    named = _name(columns[0]) in INDEX_HEADINGS
    shared = not columns[0] or not columns[1] or columns[0] == columns[1]
    if not named and not (shared and columns[0] + columns[1]) and columns[0] + columns[1]:
        return False
    numbers = [int(row[0].text) for row in body if row[0].text.isdigit()]
    others = [row[0].text for row in body if row[0].text and not row[0].text.isdigit()]
    if named:
        return not [text for text in others if not is_total(text) and len(text) > 4]
    counts = sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    texts = [row[1].text for row in body if row[1].text and not is_figure(row[1].text)]
    return (
        bool(numbers) and counts and numbers == sorted(numbers) and not others and len(texts) * 2 > len(body)
    )


def _find_unit(body: Sequence[Row], columns: tuple[tuple[str, ...], ...], index: int | None) -> int | None:
    for c, path in enumerate(columns):
        if c == index:
            continue
        texts = [row[c].text for row in body if row[c].text and not is_dash(row[c].text)]
        texts = [text for text in texts if _name((text,)) not in UNIT_HEADINGS]
        units = sum(map(is_unit, texts))
        named = _name(path) in UNIT_HEADINGS
        if texts and units * 5 >= len(texts) * (2 if named else 4) and (named or not path):
            return c
    return None


def _label_columns(
    body: Sequence[Row], rest: list[int], columns: tuple[tuple[str, ...], ...]
) -> tuple[int, ...]:
    if not body or not rest:
        return ()
    figures = numeric_columns(body, len(columns))
    if rest[0] in figures and len(rest) > 1:
        figures = figures - {rest[0]} if _is_scale(body, rest[0]) else figures
    leading = rest[: next((i for i, c in enumerate(rest) if c in figures), len(rest))]
    if not leading:
        return _late_labels(body, rest, figures)
    if len(leading) == len(rest) and len(rest) > 1:
        leading = leading[:-1]
    rows = [row for row in fill_down(body, leading) if not _is_aggregate(row, leading)]
    best, most = 1, -1
    for count in range(1, len(leading) + 1):
        names = {tuple(row[c].text for c in leading[:count]) for row in rows}
        if len(names) > most:
            best, most = count, len(names)
    # 指标 over two columns, or 其中 alone in one: the second holds the finer names, if only of some rows.
    while best < len(leading) and (
        (columns[leading[best]] and columns[leading[best]] == columns[leading[best - 1]])
        or any(normalize(row[leading[best - 1]].text).rstrip(":") == "其中" for row in body)
    ):
        best += 1
    return tuple(leading[:best])


def _is_scale(body: Sequence[Row], c: int) -> bool:
    """Whether a first column of figures names the rows: ranges, dates, or a count up or down."""
    texts = [row[c].text for row in body if row[c].text and not is_dash(row[c].text)]
    if len(texts) < 2 or len(set(texts)) < len(texts):
        return False
    if 2 * sum(not is_number(text) for text in texts) >= len(texts):
        return True
    steps = [parse_quantity(text).value for text in texts]
    numbers = [step for step in steps if step is not None]
    whole = len(numbers) == len(texts) and all(number == int(number) for number in numbers)
    ordered = numbers in (sorted(numbers), sorted(numbers, reverse=True))
    return (
        len(texts) > 2
        and whole
        and ordered
        and all(row[c + 1 :] and _has_figures(row[c + 1 :]) for row in body)
    )


def _has_figures(slots: Sequence[Slot]) -> bool:
    return any(is_figure(slot.text) for slot in slots) and not any(
        slot.text and not is_figure(slot.text) and not is_dash(slot.text) for slot in slots
    )


def _late_labels(body: Sequence[Row], rest: list[int], figures: frozenset[int]) -> tuple[int, ...]:
    """Return the column of words that tells the rows apart though figures (rank, code) stand before it."""
    for c in rest:
        texts = [row[c].text for row in body if row[c].text]
        if c not in figures and len(texts) == len(body) > 1 and len(set(texts)) == len(texts):
            return (c,)
    return ()


def _is_aggregate(row: Row, leading: Sequence[int]) -> bool:
    texts = [row[c].text for c in leading if row[c].text]
    return not texts or any(is_sub(text) or is_total(text) for text in texts)


def fill_down(body: Sequence[Row], labels: Sequence[int], unit: int | None = None) -> tuple[Row, ...]:
    """Give a blank row heading the one above, where what stands to its right shows that it was merged.

    That is a heading further in or, where all headings are blank, another unit for the same thing.
    """
    filled: list[Row] = []
    above: Row | None = None
    for row in body:
        if is_spanning(row):
            above = None
        else:
            if above is not None:
                marks = labels if unit is None or any(row[c].text for c in labels) else [*labels, unit]
                row = _fill_row(row, above, marks)
            above = row
        filled.append(row)
    return tuple(filled)


def _fill_row(row: Row, above: Row, labels: Sequence[int]) -> Row:
    slots = list(row)
    for k, c in enumerate(labels[:-1]):
        inner = [row[d] for d in labels[k + 1 :] if row[d].text]
        if slots[c].text:
            if slots[c].text != above[c].text:
                break
        elif inner and above[c].text and not is_total(inner[0].text):
            slots[c] = replace(above[c], place=row[c].place)
    return tuple(slots)
