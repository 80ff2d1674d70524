"""The headings of a table that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.by_name.asking import COLUMN, ROW
from rag.find.book import TableCell
from rag.find.figures import MEASURES
from rag.find.heading_names import HeadingNames, Lines

_AMOUNT = re.compile(r"(?:\d\s?[万亿千]?|[多少几])$")


@dataclass(frozen=True, slots=True)
class Named:
    """A heading where a question names it: the rows or columns so called, and whether just as printed.

    ``told`` marks rows named by what is told in them, ``by`` are the cells that tell it; ``short`` a heading
    that goes by a short name.
    """

    start: int
    end: int
    lines: Lines
    is_row: bool
    exact: bool
    told: bool = False
    short: bool = False
    by: tuple[TableCell, ...] = ()


def find_named(text: str, names: HeadingNames) -> tuple[Named, ...]:
    """Return the headings that a text names, in its order; none within a longer one."""
    taken = [False] * len(text)
    # 专业 in 专业群, which is what the rows are, is no column.
    things = [m.span() for thing in names.things for m in re.finditer(re.escape(thing), text)]
    found: list[Named] = []
    for name, lines, is_row, exact, told in sorted(
        _in(text, names), key=lambda side: (-len(side[0]), side[0])
    ):
        for match in re.finditer(re.escape(name), text):
            within = not exact and any(
                start <= match.start() and match.end() <= end and len(name) < end - start
                for start, end in things
            )
            if not any(taken[match.start() : match.end()]) and not within and not _is_unit(text, match):
                taken[match.start() : match.end()] = [True] * len(name)
                found.append(Named(*match.span(), lines, is_row, exact, told))
    return tuple(sorted(found, key=lambda named: named.start))


def _in(text: str, names: HeadingNames) -> Iterator[tuple[str, Lines, bool, bool, bool]]:
    """The names that stand in a text; one of several kinds counts as the first of them."""
    kinds = (
        (names.rows, True, True, False),
        (names.cols, False, True, False),
        (names.loose_rows, True, False, False),
        (names.loose_cols, False, False, False),
        (names.told, True, False, True),
    )
    seen: set[str] = set()
    for kind, is_row, exact, told in kinds:
        for name in kind:
            if name in text and name not in seen:
                seen.add(name)
                yield name, kind[name], is_row, exact, told


def _is_unit(text: str, name: re.Match[str]) -> bool:
    """Whether a name is but the unit of an amount told or asked for (50人次, 多少人次)."""
    return re.fullmatch(MEASURES, name.group()) is not None and bool(_AMOUNT.search(text[: name.start()]))


def within_groups(named: Sequence[Named], text: str) -> tuple[Named, ...]:
    """Return the headings, two of one side that stand together (理科的省内, 省内理科) as one of both."""
    joined: list[Named] = []
    for name in named:
        last = joined[-1] if joined else None
        together = (
            last is not None and last.is_row == name.is_row and text[last.end : name.start] in ("", "的")
        )
        if last and together and name.lines != last.lines and (both := name.lines & last.lines):
            exact, told = last.exact and name.exact, last.told or name.told
            short = last.short or name.short
            joined[-1] = Named(
                last.start, name.end, both, name.is_row, exact, told, short, (*last.by, *name.by)
            )
        else:
            joined.append(name)
    return tuple(joined)


def blanked_names(text: str, named: Sequence[Named]) -> str:
    """Return the text with each heading it names made a mark of the same length."""
    for name in named:
        mark = ROW if name.is_row else COLUMN
        text = text[: name.start] + mark * (name.end - name.start) + text[name.end :]
    return text
