"""What each row of a table is called: groups, 其中 rows, indents and numbering give it its parents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

_SUB = re.compile(r"[\s—–\-─]*其\s*中(?:\s*[:：]|\s*$|(?=[^\w]))")
_DASHED = re.compile(r"\s*(?:—{1,2}|–{1,2}|──?|--)\s*\S")
_TOTAL = re.compile(
    r"\s*(?:合\s*计|总\s*计|共\s*计|总\s*和|(?:[全本][校院部]|全\s*部|学校)\s*合\s*计)\s*[:：]?\s*"
)
_GRAND_TOTAL = re.compile(r"总\s*计\s*[:：]?\s*$")
_SUBTOTAL = re.compile(r"\s*(?:[^\W\d]{0,4}小\s*计|分\s*计|平\s*均(?:值|数)?)\s*[:：]?\s*")
_STYLES = (
    ("cn", re.compile(r"[一二三四五六七八九十]+\s*[、.．]")),
    ("cn()", re.compile(r"[（(][一二三四五六七八九十]+[)）]")),
    ("1.", re.compile(r"\d+\s*[.．、](?!\d)")),
    ("1", re.compile(r"\d+\s+(?=\D)")),
    ("(1)", re.compile(r"[（(]\d+[)）]")),
    ("o1", re.compile(r"[①-⑳]")),
)
_DOTTED = re.compile(r"(\d+(?:[.．]\d+)+)")
Values = tuple[Decimal | None, ...]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowEntry:
    """What a row's parents are told from.

    ``labels`` are its non-empty row headings, ``values`` its figures that may be added up (no shares),
    ``block`` counts the numbered blocks of the index column (None: the table has none), ``group`` marks
    a title over the rows below.
    """

    labels: Path
    values: Values = ()
    unit: str = ""
    indent: int = 0
    block: int | None = None
    group: bool = False


@dataclass(slots=True)
class _State:
    groups: list[tuple[str, str]] = field(default_factory=list)
    shapes: set[tuple[str, bool]] = field(default_factory=set)
    after_group: bool = False
    base: int | None = None
    parent: int | None = None
    subs: list[int] = field(default_factory=list)
    open_subs: int = 0
    indents: list[tuple[int, Path]] = field(default_factory=list)
    numbered: list[tuple[int, Path]] = field(default_factory=list)


def is_total(label: str) -> bool:
    """Tell whether a row heading says that the row adds up the whole table."""
    return _TOTAL.fullmatch(label) is not None


def is_subtotal(label: str) -> bool:
    """Tell whether a row heading says that the row adds up its group."""
    return _SUBTOTAL.fullmatch(label) is not None


def is_sub(label: str) -> bool:
    """Tell whether a row heading marks a part of the row above: ``其中：…``, ``——A类：…``."""
    return bool(_SUB.match(label) or _DASHED.match(label))


def row_paths(rows: Sequence[RowEntry]) -> tuple[Path, ...]:
    """Name every row from its outermost heading to its own; empty for group titles.

    A 其中 row belongs to the row above it. A second 其中 row right after is its sibling, unless the two
    exceed what they are parts of: then it is a part of the first. Rows that follow without 其中 belong
    there too while the index column counts no new number, or while they make up the parent's total.
    """
    state = _State()
    paths: list[Path] = []
    for i, row in enumerate(rows):
        if row.group:
            _open_group(state, row)
            paths.append(())
            continue
        paths.append(_path(state, rows, i, paths))
        state.after_group = False
    return _tell_apart(paths)


def _tell_apart(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Put rows of the same name under the numbered row before each: （1）课堂育人, then 满意度."""
    counts = Counter(path for path in paths if path)
    told: list[Path] = []
    head: Path = ()
    for path in paths:
        if path and enumeration(path[-1]) and not is_sub(path[-1]):
            head = path
        elif counts[path] > 1 and head[:-1] == path[:-1] and head:
            path = (*head, path[-1])
        told.append(path)
    return tuple(told)


def _open_group(state: _State, row: RowEntry) -> None:
    label = row.labels[0]
    style = enumeration(label)
    styles = [known for known, _ in state.groups]
    if style in styles and not (state.after_group and style == ""):
        del state.groups[styles.index(style) :]
    elif not state.after_group and state.groups:
        state.groups.pop()
    state.groups.append((style, label.rstrip("：: ")))
    state.shapes, state.after_group = set(), True
    state.base = state.parent = None
    state.subs, state.open_subs = [], 0
    state.indents = [(row.indent, _group_path(state))]


def enumeration(label: str) -> str:
    """Return the style in which a heading is numbered (``(1)``, ``一、``), empty for none."""
    return next((name for name, pattern in _STYLES if pattern.match(label)), "")


def _group_path(state: _State) -> Path:
    return tuple(label for _, label in state.groups)


def _path(state: _State, rows: Sequence[RowEntry], i: int, paths: list[Path]) -> Path:
    row = rows[i]
    if not row.labels:
        return _group_path(state)
    at = next((k for k, label in enumerate(row.labels) if is_sub(label)), None)
    if at is not None and state.base is not None and rows[state.base].labels[:at] == row.labels[:at]:
        return _sub_path(state, rows, i, at, paths)
    if _goes_on(state, rows, i):
        state.subs.append(i)
        assert state.parent is not None
        return paths[state.parent] + row.labels
    _leave_groups(state, row)
    path = _below_number(state, row.labels[0], _indented(state, row)) + row.labels
    state.base, state.parent, state.subs, state.open_subs = i, None, [], 0
    return path


def _sub_path(state: _State, rows: Sequence[RowEntry], i: int, at: int, paths: list[Path]) -> Path:
    assert state.base is not None
    if state.parent is None:
        state.parent, state.subs = state.base, []
    elif _exceeds(rows, state.parent, [*state.subs, i]) and not _exceeds(rows, state.subs[-1], [i]):
        state.parent, state.subs = state.subs[-1], []
    state.subs.append(i)
    state.open_subs = 0
    return paths[state.parent] + rows[i].labels[at:]


def _exceeds(rows: Sequence[RowEntry], whole: int, parts: list[int]) -> bool:
    """Whether the parts are more than the whole in some column where all of them have figures."""
    if any(rows[part].unit != rows[whole].unit for part in parts):
        return False
    for c, total in enumerate(rows[whole].values):
        figures = [rows[part].values[c] for part in parts]
        if total is not None and all(f is not None for f in figures) and sum(f for f in figures if f) > total:
            return True
    return False


def _goes_on(state: _State, rows: Sequence[RowEntry], i: int) -> bool:
    """Whether an unmarked row is one more part, after 其中 rows."""
    row = rows[i]
    if state.parent is None or row.labels[0].rstrip().endswith(("：", ":")):
        return False
    if is_total(row.labels[0]) or is_subtotal(row.labels[0]):
        return False
    if not any(_SUB.match(label) for s in state.subs for label in rows[s].labels):
        return False
    if row.block is not None:
        return row.block == rows[state.parent].block
    if not state.open_subs:
        state.open_subs = _missing_parts(rows, state.parent, state.subs, i)
        if not state.open_subs:
            return False
    state.open_subs -= 1
    # A spent count must not be taken for "not yet counted": the parent closes with its last part.
    if not state.open_subs:
        state.open_subs = 0
    return True


def _missing_parts(rows: Sequence[RowEntry], whole: int, parts: list[int], i: int) -> int:
    """Return how many rows from ``i`` on complete the parts to the whole exactly, 0 for none."""
    if _adds_up(rows, whole, parts):
        return 0
    for end in range(i + 1, min(i + 12, len(rows)) + 1):
        last = rows[end - 1]
        if last.group or not last.labels or is_sub(last.labels[0]) or last.unit != rows[whole].unit:
            return 0
        if _adds_up(rows, whole, [*parts, *range(i, end)]):
            return end - i
    return 0


def _adds_up(rows: Sequence[RowEntry], whole: int, parts: list[int]) -> bool:
    compared = 0
    for c, total in enumerate(rows[whole].values):
        figures = [rows[part].values[c] for part in parts]
        if total is None or any(f is None for f in figures):
            continue
        if sum((f for f in figures if f is not None), Decimal(0)) != total or not total:
            return False
        compared += 1
    return compared > 0


def _leave_groups(state: _State, row: RowEntry) -> None:
    """A row that is made otherwise than the rows of the group stands outside of it."""
    first = row.labels[0]
    if is_total(first) or _GRAND_TOTAL.search(first):
        state.groups, state.indents = [], []
    if not state.groups or is_subtotal(row.labels[-1]):
        return
    shape = (enumeration(first), len(row.labels) > 1)
    if state.shapes and shape not in state.shapes:
        state.groups, state.indents = [], []
    state.shapes.add(shape)


def _below_number(state: _State, label: str, inherited: Path) -> Path:
    """Put （一） below 二、 and ① below （1）, where such a row stands above in the same group."""
    rank = next((i for i, (_, pattern) in enumerate(_STYLES) if pattern.match(label)), None)
    if rank is None:
        return inherited
    while state.numbered and (
        state.numbered[-1][0] >= rank or state.numbered[-1][1][: len(inherited)] != inherited
    ):
        state.numbered.pop()
    above = state.numbered[-1][1] if state.numbered else inherited
    state.numbered.append((rank, (*above, label)))
    return above


def _indented(state: _State, row: RowEntry) -> Path:
    """Return the parents by indent, by dotted numbers, or the group's titles."""
    group = _group_path(state)
    while state.indents and state.indents[-1][0] >= row.indent and len(state.indents[-1][1]) > len(group):
        state.indents.pop()
    inherited = state.indents[-1][1] if state.indents and row.indent > state.indents[-1][0] else group
    if len(inherited) < len(group):
        inherited = group
    state.indents.append((row.indent, inherited + row.labels))
    return inherited
