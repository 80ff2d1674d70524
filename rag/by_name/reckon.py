"""What comes of a question that names the very headings of a table: nothing is left to weigh."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from rag.by_name.doing import SLACK, Case, done
from rag.by_name.selected import Selected, selections
from rag.by_name.task import Task, task_of
from rag.calculate.but_for import REST
from rag.calculate.compute import Calculated
from rag.calculate.divisor import is_divided_by
from rag.calculate.other_rows import of_no_such_part
from rag.calculate.pairs import whole_of_row
from rag.calculate.printed import GROWN
from rag.calculate.row_axis import views_asked
from rag.calculate.sets import asks_for
from rag.calculate.wholes import without_wholes
from rag.find.candidates import Candidate, cell_candidate, unit_contradicts, value_of
from rag.find.facts import candidate_to_fact
from rag.find.heading_names import spelled
from rag.find.match import Matcher
from rag.understand.intent import asks_amount_too
from rag.understand.question import Query
from rag.understand.references import find_references
from rag.understand.years import find_years

_WHICH = frozenset({"which"})
# A column of shares tells by itself what one would reckon.
_PRINTED_SHARE = re.compile("占比|比例|比重")
_TAKES = re.compile("占(?!比)|全校|全院|总|合计")
_OF_ITSELF = re.compile("占了?(?:这个|该|本|自己)")
# A column of some of those that a column beside it counts.
_SOME_OF = re.compile("其中|[男女]")


def reckoned_by_name(matcher: Matcher, said: str) -> Calculated | None:
    """Return what a question asks of figures whose headings it names; None where it says anything else.

    Where the headings stand in several tables, all of these must come to the same.

    Args:
        matcher: the question against the report.
        said: the question as it was said; nothing comes of one that is put together from several turns.
    """
    if (
        not said
        or matcher.book.grids
        or matcher.query.want in ("passage", "gist", "check")
        or matcher.other_bodies
    ):
        return None
    texts = dict.fromkeys(_dated(text, matcher.query) for text in (said, matcher.query.text))
    return next((made for text in texts if (made := _of_text(matcher, text))), None)


def _dated(text: str, query: Query) -> str:
    """A text behind the years that are asked for without being named in it: those of a filter."""
    named = find_years(text)[0]
    if named.years or named.offsets:
        return text
    return "".join(f"{year}年" for year in query.years) + text


def _of_text(matcher: Matcher, said: str) -> Calculated | None:
    text = find_references(spelled(said))[1]
    found: list[tuple[tuple[bool, int, bool], Calculated]] = []
    views = tuple(views_asked(matcher))
    printed = frozenset(
        name for view in views for name in (*view.names.rows, *view.names.cols) if name in text
    )
    for view in views:
        for selected in selections(view, text, printed, matcher.book.report.data_year):
            if not selected.size and not matcher.query.references:
                continue
            things = sum(not item.row.total for item in selected.cells)
            # Of a row that is told by what it says, 哪个 may ask for another cell of its.
            words = [w for w in selected.words if not (selected.by and w.asks == _WHICH)]
            task = task_of(words, selected.axis, selected.at, column=selected.column, things=things)
            if task is None:
                continue
            other = _is_something_else(matcher, selected, task)
            made = None if other else done(_case(matcher, selected, task))
            if (
                made
                and not _of_a_past_year(matcher, selected, made)
                and (told := _with_what_tells(matcher, selected, made))
            ):
                found.append(((not selected.short, selected.size, _is_dated(selected, text)), told))
            # What the fewest words ask for is what is asked.
            break
    # A name in full is surer than a short one, a long one than what is part of it.
    surest = max((fit for fit, _ in found), default=None)
    results = [made for fit, made in found if fit == surest]
    return results[0] if results and len({_told(made) for made in results}) == 1 else None


def _is_dated(selected: Selected, text: str) -> bool:
    """Whether the question names the years of figures as the table prints them (2030届, not 2030年)."""
    heads = {spelled(part) for c in selected.cells for part in (*c.row.path, *c.col.path)}
    return any(find_years(head)[0].years and head in text for head in heads)


def _of_a_past_year(matcher: Matcher, selected: Selected, made: Calculated) -> bool:
    """Whether no year is asked for, and figures are of one before the newest that their rows tell of."""
    newest, query = matcher.book.report.data_year, matcher.query
    if newest is None or query.years or query.offsets or made.operation == "values":
        return False
    told = {fact.year for fact in made.facts}
    rows = {item.row.index for item in selected.cells}
    return (
        len(told) == 1
        and all(year is not None and year < newest for year in told)
        and any(
            item.year == newest and item.row.index in rows and item.cell.value is not None
            for item in selected.view.cells
        )
    )


def _with_what_tells(matcher: Matcher, selected: Selected, made: Calculated) -> Calculated | None:
    """What comes of it behind what tells which row is meant; None where that is the most of a column.

    What it is then reckoned from would not be told.
    """
    if made.operation == "values":
        telling = (cell_candidate(selected.view, item) for item in selected.by)
        told = (candidate_to_fact(candidate, matcher.book) for candidate in telling)
        return replace(made, facts=tuple(dict.fromkeys((*told, *made.facts))))
    return None if selected.extreme else made


def _is_something_else(matcher: Matcher, selected: Selected, task: Task) -> bool:
    """Whether figures that are named are not what is asked for.

    Those just looked up are in another kind of unit, or not named as printed; a growth is printed beside
    them; groups are compared, of which each has a row of its own.
    """
    view = selected.view
    if task.does == "values":
        units = (unit_contradicts(matcher.query, cell_candidate(view, c)) for c in selected.cells)
        several = selected.short and len(selected.cells) > 1
        return several or not (selected.exact and selected.listed) or any(units)
    if task.does == "growth" and not asks_amount_too(matcher.query.text):
        heads = {
            name for item in view.cells if item.cell.unit == "%" for name in (*item.row.bare, *item.col.bare)
        }
        return any(map(GROWN.search, heads))
    if task.does == "share-of-all" and selected.axis == "cell" and _is_of_its_row(matcher, selected):
        return True
    if task.does == "average" and is_divided_by(matcher.query.text, view):
        return True
    outer = view.stub_heads[:-1]
    if task.does in ("max", "min") and of_no_such_part(
        matcher, [cell_candidate(view, c) for c in selected.cells]
    ):
        return True
    return selected.axis == "all" and any(asks_for(matcher, head) for head in outer)


def _is_of_its_row(matcher: Matcher, selected: Selected) -> bool:
    """Whether a share is asked of those that a row counts (女生占比, 占本学院的), not of all rows."""
    text = matcher.query.text
    which = any(_SOME_OF.search("".join(c.col.path)) for c in selected.cells)
    return bool(_OF_ITSELF.search(text)) or (which and not _TAKES.search(text))


def _told(made: Calculated) -> tuple[object, ...]:
    return made.operation, *(fact.value for fact in made.facts), *(c.value for c in made.computed)


def _case(matcher: Matcher, selected: Selected, task: Task) -> Case:
    """The facts of what is selected: of a whole column its rows, none of those that hold others."""
    view, cells = selected.view, [cell_candidate(selected.view, item) for item in selected.cells]
    column = {item.col.index for item in selected.cells}
    year = {item.year for item in selected.cells}
    beside = [
        cell_candidate(view, item)
        for item in view.cells
        if item.col.index in column and item.year in year and item.cell.value is not None
    ]
    if selected.within:
        beside = cells
    every = without_wholes(beside) if len(column) == 1 else []
    wholes = [c for c in beside if c.cell and c.cell.row.total]
    shared = any(_PRINTED_SHARE.search("".join(item.col.bare)) for item in view.cells)
    facts = every if selected.axis == "all" else cells
    if selected.axis == "all" and task.does in ("max", "min", "first", "last", "gap", "extremes"):
        facts = [c for c in facts if c.cell and not REST.match(c.cell.row.name)] or facts
    whole = whole_of_row(cells[0]) if task.does == "share-of-row" else None
    over = candidate_to_fact(whole, matcher.book) if whole else None
    told = [tuple(candidate_to_fact(c, matcher.book) for c in group) for group in (facts, wholes, every)]
    return Case(
        told[0],
        task,
        told[1],
        told[2],
        _is_regrouped(every, wholes),
        shared,
        over,
        asks_amount_too(matcher.query.text),
    )


def _is_regrouped(rows: Sequence[Candidate], wholes: Sequence[Candidate]) -> bool:
    """Whether groups of rows come to the same, so that they part one whole in several ways.

    Where the table prints what all rows together are, or where few of many groups are about as large, they
    are alike by chance.
    """
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row.cell.row.bare[:-1] if row.cell else ()] += value_of(row)
    groups, every = [s for s in sums.values() if s], sum(sums.values(), Decimal(0))
    if any(_alike(value_of(whole), every) for whole in wholes):
        return False
    alike = max((sum(_alike(a, b) for b in groups) for a in groups), default=0)
    exactly = any(a == b for a, b in combinations(groups, 2))
    return alike > 1 and (exactly or alike * 2 > len(groups))


def _alike(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= max(a, b) * SLACK
