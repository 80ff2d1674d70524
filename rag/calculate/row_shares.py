"""What a figure of a row named is of the row itself (女生占这个群), or of all rows (占全校)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.kind_sum import answers, column_asked
from rag.calculate.leaf_sum import leaf_asked, leaf_cells
from rag.calculate.pairs import whole_of_row
from rag.calculate.row_axis import views_asked
from rag.calculate.rows_named import Rows, rows_named
from rag.find.book import TableCell, TableView
from rag.find.candidates import Candidate, cell_candidate, has_number, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.question import understand
from rag.understand.words import NOUN, SHARED, VERB, blanked

_TAKES = re.compile(r"占(?![地比])")
# Of what the part is: of the row itself, of all rows.
_ITSELF = re.compile(
    r"(?:这个|该|本|自己|自家|其|它们?|他们|所在)(?:的|专业)?(?:群|学院|系|院|专业|校区|村|县|省|部门)?(?:的?(?:全部|所有|总)?(?:学生|在校生|人数?))?(?:总?人?数)?的?"
)
_OF_ALL = re.compile(r"全校|全省|学校|总(?:人数|数|量|额|计|和|体)|合计|全部|所有|整个|各")
_MUCH = r"(?:多少|几成|百分之|百分比|比例|比重|份额|多大)"
_SHARE = re.compile(rf"占比|比例|比重|份额|{_MUCH}")
_OTHERWISE = re.compile(r"哪|谁|最|没|未|不|增|减|提高|下降|上升|相差|同比|上年|去年|变化|超过|平均")
_WHICH = re.compile("其中|[男女]")
_KIND = re.compile("专业群?|学院|校区|系部?|百分之?")
# So many words of its name tell a row.
LEAST_WORDS = 2

Shared = tuple[tuple[Candidate, ...], tuple[Candidate, ...]]


def row_share(matcher: Matcher) -> Calculated | None:
    """Return a share within one row, or of a row in its column; None where another whole is named."""
    text = matcher.query.text
    if matcher.query.operation != "share" or _OTHERWISE.search(text) or len(matcher.years) > 1:
        return None
    takes = _TAKES.search(text)
    whole = text[takes.end() :] if takes else ""
    inside = re.match(rf"了?{_ITSELF.pattern}{_MUCH}", whole) if takes else _SHARE.search(text)
    of_all = takes and re.match(rf"了?(?:{_OF_ALL.pattern})[^，,。里中]{{0,8}}?{_MUCH}", whole)
    of_other = takes and not inside and not of_all and re.search(_SHARE, whole)
    if not inside and not of_all and not of_other:
        return None
    way = _of_other_row if of_other else _of_column if of_all else _of_row
    found = [sides for view in views_asked(matcher) for sides in way(matcher, view, takes is None)]
    if len({tuple(map(value_of, (*a, *b))) for a, b in found}) != 1:
        return None
    part, over = (tuple(candidate_to_fact(c, matcher.book) for c in side) for side in found[0])
    result = compute.share(part, over) if compute.comparable((*part, *over)) else None
    if result is None or result.value > 100:
        return None
    return Calculated("share", found[0][0][0].score, (*part, *over), (result,))


def _named(matcher: Matcher, view: TableView) -> tuple[Rows, Matcher] | None:
    """The rows that a question names, and what it says of their figures: what stands before its 占."""
    text = matcher.query.text
    rows = rows_named(view, text) or (_by_words(matcher, view) if _may_be_short(matcher) else None)
    if rows is None:
        return None
    takes = _TAKES.search(text)
    said = text[: takes.start()] if takes else text
    for start, end in (*rows.spans, *(m.span() for m in _SHARE.finditer(text))):
        said = blanked(said, start, min(end, len(said))) if start < len(said) else said
    query = replace(understand(said), operation="share", years=matcher.query.years)
    named = Matcher(query, matcher.book, matcher.dense)
    return rows, named.for_terms(tuple(t for t in named.terms if not _KIND.fullmatch(t.text)))


def _may_be_short(matcher: Matcher) -> bool:
    """Whether a row may go by some of its words: a share of itself is asked, and no table has it by name."""
    text = matcher.query.text
    takes = _TAKES.search(text)
    itself = takes and _ITSELF.match(text, takes.end())
    return bool(itself) and not any(rows_named(view, text) for view in matcher.book.tables)


def _by_words(matcher: Matcher, view: TableView) -> Rows | None:
    """The one row that answers to more of the nouns of a question than any other (城轨运营 for 城市轨道…)."""
    fits = []
    for row in view.rows:
        found = matcher.fit(row).found
        words = [i for i, t in enumerate(matcher.terms) if found[i] and t.base >= VERB]
        words = words if any(matcher.terms[i].base >= NOUN for i in words) else []
        fits.append((sum(found[i] for i in words), row.total, row, words))
    best = max((fit for fit, *_ in fits), default=0.0)
    first = [(row, words) for fit, total, row, words in fits if fit == best and not total]
    if len(first) != 1 or len(first[0][1]) < LEAST_WORDS:
        return None
    spans = tuple((matcher.terms[i].start, matcher.terms[i].end) for i in first[0][1])
    return Rows((first[0][0],), spans, kind=False)


def _of_row(matcher: Matcher, view: TableView, plain: bool) -> Iterator[Shared]:
    """What some columns of a row are of what adds it up; without 占 only of one that is a part of others."""
    found = _named(matcher, view)
    if found is None or len(found[0].rows) != 1 or found[0].whole:
        return
    rows, named = found
    if leaf := leaf_asked(view, matcher.query.text):
        part = leaf_cells(view, rows.rows[0], leaf)
        named = named.for_terms(tuple(t for t in named.terms if leaf not in t.text))
    else:
        part = [c for c in column_asked(named, view, rows) if c.cell]
        if plain and not any(_WHICH.search("".join(c.cell.col.path)) for c in part if c.cell):
            return
    if not part or not answers(named, view, rows, part, SHARED):
        return
    whole = _adding_up(view, part) or (whole_of_row(part[0]) if len(part) == 1 else None)
    if whole is not None and value_of(whole) >= sum(map(value_of, part)):
        yield tuple(part), (whole,)


def _adding_up(view: TableView, part: list[Candidate]) -> Candidate | None:
    """The one column of totals of a row, in the unit of its part."""
    cell = part[0].cell
    if cell is None:
        return None
    fitting = [i for i in view.cells if i.row is cell.row and i.col.total and _alike(i, cell)]
    return cell_candidate(view, fitting[0]) if len(fitting) == 1 else None


def _alike(one: TableCell, other: TableCell) -> bool:
    return one.cell.unit == other.cell.unit and one.year == other.year and one.cell.value is not None


def _of_other_row(matcher: Matcher, view: TableView, _plain: bool) -> Iterator[Shared]:
    """What one row is of another that holds it (苏北占全省), in the one column that counts."""
    text = matcher.query.text
    takes = _TAKES.search(text)
    if takes is None:
        return
    part = rows_named(view, text[: takes.start()])
    over = rows_named(view, text[takes.end() :])
    if part is None or over is None or len(part.rows) != 1:
        return
    small, large = part.rows[0], over.whole or over.rows[0]
    if len(over.rows) != 1 and not over.whole:
        return
    # The 小计 of a group stands beside its parts, any other row over them.
    head = large.path[:-1] if over.whole else large.path
    if small.path[: len(head)] != head or small is large:
        return
    spans = (*part.spans, *((a + takes.end(), b + takes.end()) for a, b in over.spans))
    both = Rows((small, large), spans, kind=False)
    named = _of_whole(matcher, both)
    column = {c.cell.row.index: c for c in column_asked(named, view, both) if c.cell}
    if len(column) == len(both.rows) and answers(named, view, both, [column[small.index]], SHARED):
        yield (column[small.index],), (column[large.index],)


def _of_whole(matcher: Matcher, rows: Rows) -> Matcher:
    """What is said of all of them, which tells the column of their parts too (甲和乙占全部报到新生)."""
    return matcher.for_terms(
        tuple(
            t
            for t in matcher.terms
            if not _KIND.fullmatch(t.text) and not any(t.start < b and a < t.end for a, b in rows.spans)
        )
    )


def _of_column(matcher: Matcher, view: TableView, plain: bool) -> Iterator[Shared]:
    """What rows are of the one printed total of their column."""
    found = _named(matcher, view)
    if found is None or plain:
        return
    rows, named = found
    part = column_asked(named, view, rows) or column_asked(_of_whole(matcher, rows), view, rows)
    if len(part) != len(rows.rows) or not answers(named, view, rows, part[:1], SHARED):
        return
    totals = [
        c
        for c in named.for_terms(()).table_candidates([view])
        if c.cell and part[0].cell and c.cell.col is part[0].cell.col and c.cell.row.total and has_number(c)
    ]
    totals = [c for c in totals if c.cell and len(c.cell.row.path) == 1 and c.year == part[0].year]
    if len(totals) == 1 and unit_class(part[0].unit) != 0:
        yield tuple(part), tuple(totals)
