"""Rows that are named together, by kind or group, added up in the column asked for (民营企业一共捐赠多少)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.row_axis import is_axis, views_asked
from rag.calculate.rows_named import Rows, rows_named
from rag.find.book import TableView
from rag.find.candidates import PLAN, Candidate, has_number, is_in, unit_class
from rag.find.facts import candidate_to_fact
from rag.find.labels import Grams, pairs_of
from rag.find.match import Matcher
from rag.understand.intent import ADDED_UP, COUNTED
from rag.understand.items import Span
from rag.understand.question import understand
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB, blanked

ADDED = re.compile(rf"{ADDED_UP.pattern}|总计|共(?=[接录招报来培有获投捐到发资建])")
# What other questions ask of such rows.
_OTHERWISE = re.compile(
    r"平均|[人生]均|占(?!地)|比(?!赛)|率|百分|几成|几倍|哪|谁|最|超过|以[上下]|不到|至少|增|减|差|多[于出]|"
    r"少于|没有?(?!关系)|未|除|不[含算是]|其[他它余]|对得上|一致"
)
_HOW_MUCH = re.compile(r"多少|几|(?:合计|总计|总和)[是为]?[？?]?$")
_JOINED = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:[、,，和与及跟]|以及|还有)")
_OF_THEM = re.compile(r"的|一共|总共|加起来|合计|共")
# By so much the column must be named better than any other of its unit.
CLEARER = 0.1
# A word that is so much longer than a name in it says more.
LONGER = 4
# A column that is named so fully is meant, however the words are cut.
IN_FULL = 0.9


def kind_sum(matcher: Matcher) -> Calculated | None:
    """Return the sum over the rows that a question names together, None where it asks for no such sum."""
    text = matcher.query.text
    if not ADDED.search(text) or _OTHERWISE.search(text) or not _HOW_MUCH.search(text):
        return None
    found = [sum_ for view in views_asked(matcher) if (sum_ := _in_table(matcher, view))]
    most = max((fit for fit, _ in found), default=0.0)
    cells = [cells for fit, cells in found if fit == most]
    if len(cells) != 1:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in cells[0])
    if not compute.comparable(facts):
        return None
    return Calculated("sum", max(c.score for c in cells[0]), facts, (compute.total(facts),))


def _in_table(matcher: Matcher, view: TableView) -> tuple[float, list[Candidate]] | None:
    """The cells to add up in a table, with how much of the question names their rows and column."""
    rows = rows_named(view, matcher.query.text)
    if rows is None or len(rows.rows) < 2 or rows.whole or not (rows.kind or _are_listed(matcher, rows)):
        return None
    if len(rows.rows) == sum(not row.total for row in view.rows):
        return None
    named = besides(matcher, rows)
    column = column_asked(named, view, rows)
    if len(column) != len(rows.rows) or not answers(named, view, rows, column[:1]):
        return None
    own = named.fit(column[0].cell.col).found if column[0].cell else ()
    return sum(end - start for start, end in rows.spans) + sum(own), column


def _are_listed(matcher: Matcher, rows: Rows) -> bool:
    """Whether rows that go by their own names are told one beside the other."""
    spans = sorted(rows.spans)
    between = (matcher.query.text[a[1] : b[0]] for a, b in pairwise(spans))
    return len(spans) == len(rows.rows) and all(_JOINED.fullmatch(text) for text in between)


def besides(matcher: Matcher, rows: Rows) -> Matcher:
    """Return a matcher of the rest of a question: without the names of rows and the words for adding up."""
    text = matcher.query.text
    counted = (_counted(matcher, start, end) for start, end in rows.many)
    spans = (*rows.spans, *(m.span() for m in ADDED.finditer(text)), *counted)
    cut = any(_cuts(term, span) or _only_begins(term, span) for term in matcher.terms for span in spans)
    if not cut:
        return matcher.for_terms(tuple(t for t in matcher.terms if not any(_overlap(t, s) for s in spans)))
    for start, end in spans:
        # Without 总 the words around it are still two.
        text = f"{text[:start]}的{text[end:]}" if text[start:end] == "总" else blanked(text, start, end)
    left = replace(understand(text), operation=matcher.query.operation, years=matcher.query.years)
    return Matcher(replace(left, offsets=matcher.query.offsets), matcher.book, matcher.dense)


def _counted(matcher: Matcher, start: int, end: int) -> Span:
    """Where it is said how many rows there are, with what they are (三个实训场所的…)."""
    behind = next(
        (t for t in matcher.terms if t.start == end and _OF_THEM.match(matcher.query.text, t.end)), None
    )
    return (start, behind.end if behind else end)


def _overlap(term: Term, span: Span) -> bool:
    """Whether a word is of a name, but for a little (民营企业 is told by 民营)."""
    return term.start < span[1] and span[0] < term.end and len(term.text) - (span[1] - span[0]) < LONGER


def _only_begins(term: Term, span: Span) -> bool:
    """Whether a word says more than that all are meant: the 金额 of 总金额."""
    return term.start == span[0] == span[1] - 1 and len(term.text) > 2


def _cuts(term: Term, span: Span) -> bool:
    """Whether a name ends within a word, which is then none (加起[来报到])."""
    return term.start < span[0] < term.end < span[1] or span[0] < term.start < span[1] < term.end


def answers(
    named: Matcher, view: TableView, rows: Rows, cells: Sequence[Candidate], least: float = NOUN
) -> bool:
    """Tell whether all nouns of a question are told by rows, columns or the heading of their table.

    Args:
        named: the question without the names of the rows.
        view: the table.
        rows: its rows that are meant.
        cells: a figure of each of their columns.
        least: how much a word must tell to be looked for.
    """
    heads = [c.cell.col for c in cells if c.cell]
    around = view.context.union(*(head.all for head in heads))
    for i, term in enumerate(named.terms):
        if term.base < least or is_axis(named, view, term) or _is_unit(named, term, cells[0].unit):
            continue
        told = any(named.fit(head).found[i] for head in heads) or named.found(term, around)
        told = told or any(_counts_such(term, cells[0].unit, head.all) for head in heads)
        if not told and not all(named.fit(row).found[i] for row in rows.rows):
            return False
    return True


def _is_unit(named: Matcher, term: Term, unit: str) -> bool:
    """Whether a word says no more than the unit of a column."""
    return term.text in (unit, f"{unit}数") or named.unit_found(term, unit) > 0


def _counts_such(term: Term, unit: str, head: Grams) -> bool:
    """Whether a column counts people whom it names by what they do (实习 in 人: 实习生)."""
    stem = term.text[:-1] if term.text[-1:] in ("生", "者", "员") else ""
    return len(stem) > 1 and unit_class(unit) == unit_class("人") and set(pairs_of(stem)) <= head


def column_asked(named: Matcher, view: TableView, rows: Rows) -> list[Candidate]:
    """Return the cells of some rows in the one column that a question names; none where several may be."""
    lines = {row.index for row in rows.rows}
    columns: dict[int, list[Candidate]] = {}
    for c in _usable(named, view):
        if c.cell and c.cell.row.index in lines:
            columns.setdefault(c.cell.cell.col, []).append(c)
    fits = sorted(((fit_of_column(named, cells[0]), col) for col, cells in columns.items()), reverse=True)
    if not fits or (fits[0][0] <= 0 and len(fits) > 1):
        return []
    if len(fits) > 1 and fits[0][0] - fits[1][0] < CLEARER:
        return []
    return columns[fits[0][1]]


def _usable(named: Matcher, view: TableView) -> Iterator[Candidate]:
    """The figures of a table that may be added up, in the unit that is asked for."""
    # 几家企业捐了多少万元: the last of them is asked for.
    asked = [m["unit"] for m in COUNTED.finditer(named.query.text)][-1:]
    unit = asked[0] if asked and asked[0] not in ("钱", "块", "块钱") else ""
    for c in named.table_candidates([view]):
        kinds = unit_class(c.unit), unit_class(unit)
        fits = not unit or unit == "个" or is_in(c.unit, unit) or (kinds[0] == kinds[1] is not None)
        if has_number(c) and c.unit and unit_class(c.unit) != 0 and "/" not in c.unit and fits:
            yield c


def fit_of_column(named: Matcher, candidate: Candidate) -> float:
    """Return how much of a question names a column, and of it the question."""
    if candidate.cell is None:
        return 0.0
    fit = named.fit(candidate.cell.col)
    told = sum(w * f for w, f, t in zip(named.weights, fit.found, named.terms, strict=True) if t.base >= VERB)
    told += sum(0.1 * bool(f) for f, t in zip(fit.found, named.terms, strict=True) if t.base < VERB)
    told = told or 0.5 * (fit.specificity >= IN_FULL)
    planned = PLAN.search(candidate.cell.col.name) and not PLAN.search(named.query.text)
    return told + 0.3 * fit.specificity * bool(told) - 0.2 * bool(planned)
