"""The cells of a column of words, of all rows that a question asks for (获奖学生名单, 分别跟哪些公司合办)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rag.find.book import TableCell, TableView
from rag.find.facts import Fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.tables.asked_columns import Asked, asked_in, head_of
from rag.tables.told_row import belongs, cell_fact, must_be_told, within
from rag.understand.intent import asks_reason
from rag.understand.terms import INCIDENTAL, Term
from rag.understand.words import NOUN, SHARED

_LISTS = re.compile(r"哪些|哪几|分别|各自?|都[有是叫]|名单|有谁|是谁|列[出举全]|所有|全部")
# Those of them that ask for names, also where something is counted besides.
_NAMES = re.compile(r"哪些|哪几|名单|有谁|是谁|列[出举全]")
_OPERATIONS = ("lookup", "sum")
MOST = 40
# So long is a word that tells of which kind a row is.
KIND = 6


def column_told(matcher: Matcher) -> tuple[Fact, ...]:
    """Return the cells of the one column of words that a question asks for, of the rows that it speaks of.

    Nothing where no table is named, or where the question holds a word that no row and no title answers to.
    """
    query = matcher.query
    if query.operation not in _OPERATIONS or query.references or asks_reason(query.text):
        return ()
    if not _LISTS.search(query.text) or (query.want == "number" and not _NAMES.search(query.text)):
        return ()
    found = [told for view in matcher.book.tables if (told := _of_view(matcher, view))]
    if not found:
        return ()
    fit, facts = max(found, key=lambda told: told[0])
    return facts if sum(told[0] == fit for told in found) == 1 else ()


def _of_view(matcher: Matcher, view: TableView) -> tuple[float, tuple[Fact, ...]] | None:
    rows = _rows(matcher, view)
    wordy = [
        item for item in _columns(rows) if any(_is_words(i) for row in rows for i in row if i.col is item.col)
    ]
    if len(rows) < 2 or not wordy:
        return None
    text = matcher.query.text
    asked = asked_in(text, wordy)
    asked = tuple(one for i, one in enumerate(asked) if not belongs(text, one, asked[i + 1 : i + 2]))
    heads = {head for one in asked for head in one.heads}
    if len(heads) != 1:
        return None
    meant = _meant(matcher, view, rows, asked)
    cells = [item for row in meant for item in row if head_of(item) in heads and _is_words(item)]
    if not 0 < len(cells) <= MOST or len(cells) < len(meant):
        return None
    sure = max(one.sure for one in asked)
    return sure + matcher.specificity(view.title), tuple(cell_fact(matcher, view, item) for item in cells)


def _rows(matcher: Matcher, view: TableView) -> list[list[TableCell]]:
    rows: dict[int, list[TableCell]] = defaultdict(list)
    for item in view.cells:
        if not item.row.total and matcher.year_fits(item.year):
            rows[item.cell.row].append(item)
    return [rows[row] for row in sorted(rows)]


def _columns(rows: Sequence[Sequence[TableCell]]) -> list[TableCell]:
    """A cell of each column."""
    return list({item.cell.col: item for row in rows for item in row}.values())


def _is_words(item: TableCell) -> bool:
    return item.cell.value is None and re.search(r"[^\W\d]{2}", item.cell.text) is not None


def _meant(
    matcher: Matcher, view: TableView, rows: Sequence[list[TableCell]], asked: Sequence[Asked]
) -> list[list[TableCell]]:
    """The rows that answer to what the question says besides; none where the table is not named."""
    spans = [(one.start, one.end) for one in asked]
    left, named = list(rows), False
    for term in matcher.terms:
        inside = within(term, spans)
        if term.base < INCIDENTAL or (
            2 * inside >= len(term.text) and not (term.known and term.base >= SHARED)
        ):
            continue
        titled = bool(matcher.found(term, view.title))
        meeting = [row for row in left if _meets(matcher, term, row, titled=titled)]
        if 0 < len(meeting) < len(left):
            left, named = meeting, True
        elif meeting or matcher.found(term, view.context):
            # 各订单班: what the rows are.
            named = named or term.base >= NOUN or (titled and term.base < SHARED)
        elif not inside and (must_be_told(matcher, term) or term.base < SHARED):
            return []
    return left if named else []


def _meets(matcher: Matcher, term: Term, row: Sequence[TableCell], *, titled: bool) -> bool:
    """Whether a row answers to a term; to one of the title only by its kind (国家级, 一等奖)."""
    if not titled:
        return bool(matcher.found(term, row[0].row.all))
    kinds = (item.cell.text for item in row if _is_words(item) and len(item.cell.text) <= KIND)
    return any(matcher.found(term, grams(text)) for text in (*kinds, *row[0].row.bare[:-1]))
