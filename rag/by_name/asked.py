"""What a question names in a table, by each way to read it: rows, columns, years, and its other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.by_name.asking import Word, cuts
from rag.by_name.described import by_what_is_told, telling_cells
from rag.by_name.headings import Named, blanked_names, within_groups
from rag.by_name.short_names import with_short_names
from rag.by_name.titles import is_titled, named_by_title, tells_table, title_pieces
from rag.find.book import TableCell, TableView
from rag.find.figures import MEASURES
from rag.find.heading_names import Lines
from rag.understand.years import compared_years, find_years

# 2000人 is no year.
_AMOUNT = re.compile(rf"\d+(?:\.\d+)?\s?(?:[万亿千]?(?!年|届|学年|级)(?:{MEASURES})|[万亿])")
_YEAR = re.compile(
    r"(?:20|19)?\d{2}(?:\s?学?年)?\s?[-—–~/至]\s?(?:20)?\d{2}学年度?|(?:19|20)\d{2}|\d{2}(?=年)"
)
_CHANGES = frozenset({"rate", "rise", "fall", "change"})
_LISTED = re.compile("[和与、及跟同,，;；/还连又加]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question names in a table: rows, columns and years, each with where it is named.

    ``words``, ``size``, ``exact``, ``listed`` and ``by`` are as in Selected; ``titled`` tells whether it is
    clear which table is meant, ``told`` whether rows are named by what is told in them, ``short`` whether
    headings go by short names.
    """

    rows: tuple[tuple[int, Lines], ...]
    cols: tuple[tuple[int, Lines], ...]
    years: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    size: int
    exact: bool
    listed: bool
    titled: bool
    told: bool
    short: bool
    by: tuple[TableCell, ...]


def ways_asked(view: TableView, text: str, named: Sequence[Named], data_year: int | None) -> Iterator[Asked]:
    """Yield what a question names, by each way to read its other words; nothing where any of them is unknown.

    Args:
        view: the table.
        text: the question, spelled as headings are.
        named: the headings that it names.
        data_year: the year that the report tells of.
    """
    named = by_what_is_told(text, view, named)
    narrowed = within_groups(named, text)
    rows, cols = _sides(narrowed, is_row=True), _sides(narrowed, is_row=False)
    masked = blanked_names(text, named)
    amounts = [match.span() for match in _AMOUNT.finditer(masked)]
    hidden = masked
    for start, end in amounts:
        hidden = hidden[:start] + "#" * (end - start) + hidden[end:]
    found, rest = find_years(hidden)
    for start, end in amounts:
        rest = rest[:start] + masked[start:end] + rest[end:]
    asked = compared_years(found, text)
    relative = [data_year + offset for offset in asked.offsets] if data_year else []
    years = [(_place(text, year), year) for year in sorted({*asked.years, *relative}, reverse=True)]
    # What is named just as it is printed is named more surely.
    size = sum(n.end - n.start - (not n.exact) for n in named)
    dated = tuple(sorted(years, key=lambda year: year[0]))
    titled = title_pieces(view.table.title, rest)
    size = size or named_by_title(view.names.things, titled, rest)
    also = view.names.things | titled
    unclear = not rows and len(cols) > 1
    ways = () if unclear else cuts(rest, also)
    for words in ways:
        over = dated or (_since_last_year(words, data_year) if rows else ())
        yield Asked(
            rows=rows,
            cols=cols,
            years=over,
            words=words,
            size=size,
            exact=all(n.exact or n.short for n in named),
            listed=_listed(narrowed, text),
            titled=is_titled(view.names.things, titled, rest),
            told=any(n.told for n in narrowed),
            short=any(n.short for n in narrowed),
            by=telling_cells(narrowed),
        )
    clear = tells_table(titled)
    if (clear or named) and not any(n.short for n in named):
        for more in with_short_names(rest, view, tuple(named), also):
            # One short name alone may be of anything, and that of a column of anything in its table.
            if len(more) > 1 or (clear and more[0].is_row):
                yield from ways_asked(view, text, more, data_year)


def _since_last_year(words: Sequence[Word], data_year: int | None) -> tuple[tuple[int, int], ...]:
    """The newest year and the one before for a change that names no year (涨幅多大); none for no change."""
    if data_year is None or not any(w.asks & _CHANGES and not w.asks - _CHANGES for w in words):
        return ()
    behind = words[-1].end
    return (behind, data_year), (behind, data_year - 1)


def _listed(named: Sequence[Named], text: str) -> bool:
    """Whether headings of one side that stand behind each other are parted by more than 的."""
    alike = [(a, b) for a, b in pairwise(named) if a.is_row == b.is_row]
    return all(_LISTED.search(text[a.end : b.start]) for a, b in alike)


def _place(text: str, year: int) -> int:
    """Where a year is named; one that is told by the others (上年) stands behind them."""
    named = (m.start() for m in _YEAR.finditer(text) if year in find_years(m.group())[0].years)
    return next(named, len(text))


def _sides(named: Iterable[Named], *, is_row: bool) -> tuple[tuple[int, Lines], ...]:
    """The rows or columns named, each once, with where."""
    found: dict[Lines, int] = {}
    for name in named:
        if name.is_row == is_row:
            found.setdefault(name.lines, name.start)
    return tuple((start, lines) for lines, start in found.items())
