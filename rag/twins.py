"""The same thing told twice: a figure in the prose and the cell that holds it, equal or at odds."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.book import Book, Sentence
from rag.candidates import Candidate, unit_class
from rag.facts import Fact, candidate_to_fact
from rag.match import Matcher
from rag.quantity import convert
from rag.question import Query, understand

# How fully the cell must answer to the words before the figure, and they to the cell's own name.
SUPPORT = 0.85
SAME_SECTION_SUPPORT = 0.5
SPECIFICITY = 0.6
# Beyond this ratio two figures are more likely two things than one thing told in two ways.
MAX_RATIO = 1.6
# A column that counts just what its rows are.
_COUNTS_ROW = re.compile(r"^(?:人数|数量|总数|数|金额|比例|占比|值|数值|.{0,3}年.{0,3})$")
_SCOPE = re.compile(r"其中|部分|新增|累计|截[至止]|以上|以下|左右|平均每|首次|第[一二三四五\d]批")


def cell_twin(book: Book, sentence: Sentence, index: int) -> tuple[Candidate, Candidate] | None:
    """Return (the prose figure, the cell) where a table tells of the same thing in the same year.

    The words before the figure are asked of the tables; only a cell that answers to nearly all of them,
    and they to its name, in the same kind of unit, is its twin.
    """
    view = sentence.figures[index]
    figure = view.figure
    if figure.change or figure.approx or not figure.unit or _SCOPE.search(view.subject[-12:]):
        return None
    query = _query_of(view.subject, figure.unit)
    if query is None:
        return None
    year = figure.year or book.report.data_year
    query = replace(query, years=(year,) if year else (), offsets=())
    matcher = Matcher(query, book, {})
    cells = [c for c in matcher.table_candidates(book.tables) if _may_be(c, figure.unit)]
    best = max(cells, key=lambda c: c.score, default=None)
    if best is None or not _tells_the_same(matcher, best, sentence) or not _alone(best, cells):
        return None
    prose = [c for c in matcher.prose_candidates([sentence]) if c.figure is view]
    return (prose[0], best) if prose else None


def _query_of(subject: str, unit: str) -> Query | None:
    query = understand(subject)
    if not query.terms or (query.operation != "lookup" and "占" not in subject):
        return None
    return replace(query, operation="lookup", unit="", percent=unit == "%", claims=())


def _may_be(candidate: Candidate, unit: str) -> bool:
    item = candidate.cell
    if item is None or item.cell.value is None:
        return False
    own = item.cell.unit
    return own == unit or (unit_class(own) is not None and unit_class(own) == unit_class(unit))


def _tells_the_same(matcher: Matcher, candidate: Candidate, sentence: Sentence) -> bool:
    same_section = candidate.view is not None and candidate.view.table.section == sentence.paragraph.section
    least = SAME_SECTION_SUPPORT if same_section else SUPPORT
    return (
        matcher.support(candidate.missing) >= least
        and candidate.specificity >= SPECIFICITY
        and candidate.named >= 0.4
        and _names_column(matcher, candidate)
    )


def _names_column(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether the words say what a cell counts, not just in which row: a firm has many numbers."""
    if candidate.cell is None or _COUNTS_ROW.search(candidate.cell.col.name):
        return candidate.cell is not None
    column = matcher.fit(candidate.cell.col)
    return column.nameless or column.specificity > 0


def _alone(best: Candidate, cells: list[Candidate]) -> bool:
    """No other cell of another value fits as well: else it is not known which one is meant."""
    return not any(
        best.score - c.score < 0.02 and c.cell and best.cell and c.cell.cell.value != best.cell.cell.value
        for c in cells
        if c is not best
    )


def equal_values(a: Fact, b: Fact) -> bool:
    """Tell whether two figures are the same number, the coarser one being a rounding of the finer."""
    if a.value is None or b.value is None:
        return a.text == b.text
    value = b.value if a.unit == b.unit else convert(b.value, b.unit, a.unit)
    if value is None:
        return False
    places = min(-int(a.value.as_tuple().exponent), -int(value.as_tuple().exponent))
    step = a.value.__class__(1).scaleb(-max(places, 0))
    return a.value == value or (places > 0 and abs(a.value - value) <= step / 2)


def at_odds(a: Fact, b: Fact) -> bool:
    """Tell whether two figures for one thing contradict each other rather than tell of two things."""
    if equal_values(a, b) or a.value is None or b.value is None:
        return False
    other = b.value if a.unit == b.unit else convert(b.value, b.unit, a.unit)
    if other is None or not a.value or not other:
        return False
    ratio = max(a.value, other) / min(a.value, other)
    return 1 < ratio <= MAX_RATIO


def _printed_again(book: Book, best: Candidate) -> Candidate | None:
    """The cell of the annex that prints a cell of the body again."""
    cell = best.cell
    if cell is None or best.view is None or cell.cell.value is None:
        return None
    for view in book.repeated:
        if view.table.repeats != best.view.table.id:
            continue
        for item in view.cells:
            same_place = item.row.bare == cell.row.bare and item.col.bare == cell.col.bare
            if same_place and item.cell.year == cell.cell.year and item.cell.value is not None:
                return replace(best, view=view, cell=item)
    return None


def twins_of(book: Book, best: Candidate, others: list[Candidate]) -> tuple[list[Fact], list[Fact]]:
    """Return what else the report prints for a candidate's thing: (the same value, another value)."""
    fact = candidate_to_fact(best, book)
    same: list[Fact] = []
    odds: list[Fact] = []
    again = _printed_again(book, best)
    if again is not None and not equal_values(fact, candidate_to_fact(again, book)):
        odds.append(candidate_to_fact(again, book))
    for prose in [best] if best.figure else [c for c in others if c.figure][:3]:
        if prose.sentence is None or prose.figure is None:
            continue
        pair = cell_twin(book, prose.sentence, prose.sentence.figures.index(prose.figure))
        if pair is None or (best.cell and best.cell.cell is not (pair[1].cell and pair[1].cell.cell)):
            continue
        twin = candidate_to_fact(pair[1] if best.figure else pair[0], book)
        if equal_values(fact, twin):
            same.append(twin)
        elif at_odds(fact, twin):
            odds.append(twin)
    return same, odds
