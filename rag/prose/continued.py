"""What goes on about what was just told: another column of its row (谁获奖，谁带的), or prose beside it.

A clause or a follow-up that names nothing new but an attribute means that of the thing just spoken of. The
column is found by its heading, or by the kind of thing that is asked for: a person, a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.find.book import Book, TableCell, TableView
from rag.find.candidates import cell_candidate, unit_class, unit_contradicts
from rag.find.facts import candidate_to_fact
from rag.find.labels import Label
from rag.find.match import Matcher
from rag.prose.beside import Told, told_beside
from rag.respond.resolution import Resolution
from rag.text import normalize
from rag.understand.question import Query
from rag.understand.stages import is_of_stage, of_another_stage, says_stage
from rag.understand.words import NOUN, SHARED, VERB

# What an attribute is called that is asked for by its kind, and what its values look like.
_KINDS = (
    (
        re.compile(r"谁|哪位|叫什么"),
        re.compile(r"教师|老师|导师|负责|主持|带头|姓名|名单|获奖|人员|学生|院长|主任|完成人"),
        re.compile(r"^[^\d]*[\u4e00-\u9fff·]{2,}[^\d]*$"),
    ),
    (
        re.compile(r"哪一?[年月天]|什么时候|何时|几[月号]|多久前"),
        re.compile(r"年|时间|日期|月份"),
        re.compile(r"\d{4}\s?年?|\d+\s?月|\d{4}[.\-/]\d"),
    ),
    (
        re.compile(r"(?:什么|啥|哪一?|几)个?级(?!的?[专学])"),
        re.compile(r"级别|层次|等级"),
        re.compile(r"级|一般|重点"),
    ),
)
_WHICH = re.compile(r"(?:哪一?[个些种类级家所]|什么|啥)([^\W\d]{2,6}?)(?:的|啊|呀|呢|负责|主办|完成|$)")
# By how much more of its heading an attribute must be named than another.
CLEARER = 0.15
# How fully a row must be named that is asked for as an attribute of what heads the columns.
ROW_NAMED = 0.6
# A turn that does nothing but name another row (那Web前端的呢, 换成教学管理呢) need not name it so fully.
SWAPPED = 0.3
_SWAPS = re.compile(r"^(?:那么?|还有|换[成做]|其中的?|里面)?[^，,]{1,14}呢$")


@dataclass(frozen=True, slots=True)
class _Attribute:
    """A cell beside what was told, with the heading that says what it is of the same thing."""

    view: TableView
    item: TableCell
    head: Label


def go_on(query: Query, book: Book, told: Iterable[Told]) -> Resolution | None:
    """Return what a question asks of the thing just told, None where it asks nothing of it.

    Args:
        query: the clause or turn by itself.
        book: the report prepared.
        told: the figures that the part before it was answered by.
    """
    here = [figure for figure in told if figure[0] == book.report.id]
    matcher = Matcher(query, book, {})
    if query.operation not in ("lookup", "sum") or query.references or matcher.foreign:
        return None
    row, column = _attributes(matcher, here)
    if query.operation == "sum":
        # 累计投入多少 may be what a column of the row is called; of no other row it is asked.
        named = _named(matcher, row)
        return _as_figures(matcher, named) if named else told_beside(matcher, here)
    found = _asked(matcher, row) or _named(matcher, column, ROW_NAMED)
    if not found and _SWAPS.search(query.text):
        found = _swapped(matcher, column, here)
    return _as_figures(matcher, found) if found else told_beside(matcher, here)


def _attributes(matcher: Matcher, told: Sequence[Told]) -> tuple[list[_Attribute], list[_Attribute]]:
    """Return the other cells of the row, and those of the column, in which everything told stands."""
    cells = {cell for _, _, cell, _ in told}
    tables = {ref.removeprefix("row:").rpartition(":")[0] for _, ref, _, _ in told}
    view = next((v for v in matcher.book.tables if {v.table.id} == tables), None)
    if view is None or None in cells:
        return [], []
    years = {item.year for item in view.cells if (item.cell.row, item.cell.col) in cells}
    fresh = [
        item
        for item in view.cells
        if (item.cell.row, item.cell.col) not in cells
        and item.cell.text.strip()
        and (matcher.year_fits(item.year) if matcher.years else item.year in (*years, None))
    ]
    rows, cols = {cell[0] for cell in cells if cell}, {cell[1] for cell in cells if cell}
    return (
        [_Attribute(view, item, item.col) for item in fresh if {item.cell.row} == rows],
        [_Attribute(view, item, item.row) for item in fresh if {item.cell.col} == cols],
    )


def _asked(matcher: Matcher, beside: Sequence[_Attribute]) -> list[_Attribute]:
    """The cells that are asked for: under the heading that is named, or of the kind that is asked for."""
    if found := _named(matcher, beside) or _of_stage(matcher, beside):
        return found
    # Words that no heading answers to ask of something else.
    if any(term.base >= NOUN for term in matcher.terms):
        return []
    text = matcher.query.text
    kinds = (
        [a for a in beside if heads.search(" ".join(a.head.bare)) and looks.search(a.item.cell.text)]
        for asks, heads, looks in _KINDS
        if asks.search(text)
    )
    which = _WHICH.search(text)
    headed = [a for a in beside if which and which[1][-2:] in "".join(a.head.bare)]
    return next((found for found in (*kinds, headed) if len(found) == 1), [])


def _of_stage(matcher: Matcher, beside: Sequence[_Attribute]) -> list[_Attribute]:
    """Those who came to the stage that is asked about, however it is put (过了几个: 取证人数)."""
    text = matcher.query.text
    if any(t.base >= NOUN and not says_stage(text, t.start, t.end) for t in matcher.terms):
        return []
    found = [
        a
        for a in beside
        if is_of_stage(text, " ".join(a.head.bare))
        and a.item.cell.value is not None
        and (matcher.query.percent or unit_class(a.item.cell.unit) != 0)
        and not unit_contradicts(matcher.query, cell_candidate(a.view, a.item))
    ]
    return found if len(found) == 1 else []


def _named(matcher: Matcher, beside: Sequence[_Attribute], least: float = 0.0) -> list[_Attribute]:
    """The attribute that the question names, where its heading is named to that share at least."""
    telling = [i for i, term in enumerate(matcher.terms) if term.base >= SHARED]
    named = [
        a
        for a in beside
        if telling and matcher.fit(a.head).specificity >= least and _is_named(matcher, a, telling)
    ]
    return _clearest(matcher, named) if named else []


def _clearest(matcher: Matcher, named: Sequence[_Attribute]) -> list[_Attribute]:
    """The one attribute that is meant; none where several are named about as well."""
    if not matcher.query.percent:
        named = [a for a in named if unit_class(a.item.cell.unit) != 0] or named
    fits = sorted(((matcher.fit(a.head).specificity, -i) for i, a in enumerate(named)), reverse=True)
    if len(fits) > 1 and fits[0][0] - fits[1][0] < CLEARER:
        return []
    return [named[-fits[0][1]]]


def _swapped(matcher: Matcher, column: Sequence[_Attribute], told: Sequence[Told]) -> list[_Attribute]:
    """The row that a turn names instead of the one told, where it does nothing else (换成教学管理呢)."""
    rows = {cell[0] for _, _, cell, _ in told if cell}
    own = {item.row.path[-1:] for a in column[:1] for item in a.view.cells if item.cell.row in rows}
    nouns = [i for i, term in enumerate(matcher.terms) if term.base >= VERB]
    fits = ((a, matcher.fit(a.head).found) for a in column)
    named = [a for a, found in fits if nouns and all(found[i] for i in nouns)]
    # 满意度 of another thing, where both are told of each.
    alike = [a for a in named if a.head.path[-1:] in own and len(a.head.path) > 1]
    begun = [a for a in named if any(matcher.terms[i].text in _begins(a) for i in nouns)]
    return next((found for found in (alike, begun) if len(found) == 1), _named(matcher, named, SWAPPED))


def _begins(attribute: _Attribute) -> tuple[str, ...]:
    """What the name of a row begins with (护士 of 护士继续教育)."""
    name = normalize(attribute.head.name)
    return tuple(name[:end] for end in range(2, len(name) + 1))


def _is_named(matcher: Matcher, attribute: _Attribute, telling: Sequence[int]) -> bool:
    """Whether a heading answers to all that the question says, and its cell is in the unit asked."""
    fit = matcher.fit(attribute.head)
    missing = [i for i in telling if not fit.found[i]]
    if len(missing) == len(telling) or any(matcher.terms[i].base > VERB for i in missing):
        return False
    if any(matcher.terms[i].base >= VERB for i in missing) and attribute.head is attribute.item.row:
        # Of another row nothing is known but what heads its columns.
        return False
    cell = attribute.item.cell
    number = matcher.query.want == "number"
    if of_another_stage(matcher.query.text, " ".join((*attribute.item.row.bare, *attribute.item.col.bare))):
        return False
    return not (number and cell.value is None) and not unit_contradicts(
        matcher.query, cell_candidate(attribute.view, attribute.item)
    )


def _as_figures(matcher: Matcher, found: Sequence[_Attribute]) -> Resolution:
    facts = tuple(
        candidate_to_fact(cell_candidate(attribute.view, attribute.item), matcher.book) for attribute in found
    )
    return Resolution("figures", matcher.book, matcher.query, score=1.0, facts=facts)
