"""What a clause or a follow-up reckons from the figures just told: 占几成, 平均一届几个, 比上年高几个点.

It names neither of the figures, or only the part of what was told (其中一等奖占多少).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate import compute
from rag.calculate.compute import Computed
from rag.calculate.divisor import Divisor, divisor_of
from rag.calculate.told_cell import asked_of_column, reckoned_in_column
from rag.find.book import Book, Sentence, TableCell
from rag.find.candidates import Candidate, cell_candidate, is_in, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.prose.continued import go_on
from rag.respond.resolution import Resolution
from rag.understand.question import Query, understand
from rag.understand.words import NOUN

_SHARE = re.compile(r"[，,]?(?:所占|占(?![地比])|是)[^，,]*$")
_PEOPLE, _THINGS = unit_class("人"), unit_class("个")


def reckon(query: Query, book: Book, told: Sequence[Fact]) -> Resolution | None:
    """Return what a clause reckons from the figures told before it, None where it asks for nothing such.

    Args:
        query: the clause or turn by itself.
        book: the report prepared.
        told: the figures that the clauses or turns before it were answered by, in order.
    """
    here = [fact for fact in told if fact.report.id == book.report.id and fact.value is not None]
    if not here or query.references:
        return None
    matcher = Matcher(query, book, {})
    reckoned = _WAYS.get(query.operation)
    if one := asked_of_column(query.said or query.text, book, here):
        return Resolution("figures", book, query, score=1.0, facts=(one,))
    found = reckoned_in_column(query.said or query.text, book, here)
    if found is None and reckoned:
        found = reckoned(matcher, here)
    if found is None:
        return None
    operation, result = found
    return Resolution(
        "computed", book, query, score=1.0, facts=result.operands, computed=(result,), operation=operation
    )


def _says_nothing_new(
    matcher: Matcher, told: Sequence[Fact], words: str = "", *, known: bool = False
) -> bool:
    """Whether a clause names nothing but what was told, and the words that it reckons with."""
    names = grams(" ".join((words, *(fact.indicator for fact in told))))
    return all(matcher.found(t, names) for t in matcher.terms if t.base >= NOUN or (known and t.known))


def _share(matcher: Matcher, told: Sequence[Fact]) -> tuple[str, Computed] | None:
    if any(term.known and term.base < NOUN for term in matcher.terms) and not _says_nothing_new(
        matcher, told, known=True
    ):
        # 占专任教师几成 names a whole that was not told.
        return None
    if not any(term.base > NOUN / 2 for term in matcher.terms):
        part, *others = reversed(told)
    else:
        one = _part_told(matcher, told[-1])
        if one is None:
            return None
        part, others = one, [told[-1]]
    alike = [fact for fact in others if _counts_alike(part, fact) and fact.value != part.value]
    # Of two columns told each has its own whole.
    whole = next(
        (f for f in alike if f.scope[-1:] == part.scope[-1:] or f.cell is None), next(iter(alike), None)
    )
    if whole is None:
        return None
    part, whole = (whole, part) if compute.larger_first(part, whole)[0] is part else (part, whole)
    result = compute.share(part, whole)
    return ("share", result) if result else None


def _part_told(matcher: Matcher, whole: Fact) -> Fact | None:
    """The figure of what a clause names as a part (其中一等奖占多少), beside the whole that was told."""
    named = understand(_SHARE.sub("多少", matcher.query.text))
    found = go_on(named, matcher.book, [(whole.report.id, whole.ref, whole.cell, whole.text)])
    return found.facts[0] if found and len(found.facts) == 1 else None


def _counts_alike(a: Fact, b: Fact) -> bool:
    return a != b and a.year == b.year and a.unit != "%" and compute.comparable((a, b))


def _average(matcher: Matcher, told: Sequence[Fact]) -> tuple[str, Computed] | None:
    divisor = divisor_of(matcher.query.text)
    if divisor is None:
        return None
    besides = tuple(t for t in matcher.terms if t.end <= divisor.start or t.start >= divisor.end)
    if not _says_nothing_new(matcher.for_terms(besides), told, divisor.words):
        return None
    pool = [*reversed(told), *_beside(matcher, told)]
    count = next((fact for fact in pool if _is_counted(divisor, fact)), None)
    shared = next((f for f in pool if f is not count and _fits_unit(matcher.query.unit, f)), None)
    result = compute.per(shared, count) if count and shared and count.year == shared.year else None
    return ("per", result) if result else None


def _beside(matcher: Matcher, told: Sequence[Fact]) -> list[Fact]:
    """The other figures of the sentence that told the last one: 已开办五届，累计培养186人."""
    refs = {fact.ref for fact in told[-1:] if fact.cell is None}
    sentences = [s for s in matcher.book.sentences if s.ref in refs]
    found = [candidate_to_fact(c, matcher.book) for s in sentences for c in _figures(matcher, s)]
    shown = {(fact.ref, fact.text) for fact in told}
    return [fact for fact in found if (fact.ref, fact.text) not in shown]


def _figures(matcher: Matcher, sentence: Sentence) -> list[Candidate]:
    return matcher.for_terms(()).prose_candidates([sentence], any_year=True)


def _is_counted(divisor: Divisor, fact: Fact) -> bool:
    """Whether a figure counts what is divided by: in its unit, or by its name."""
    named = len(divisor.words) > 1 and divisor.words in fact.indicator
    return (fact.unit in divisor.units and fact.unit != "个") or (named and fact.unit != "%")


def _fits_unit(asked: str, fact: Fact) -> bool:
    own = unit_class(fact.unit)
    if asked in ("", "个"):
        return own in (_PEOPLE, _THINGS) if asked else own is not None and fact.unit != "%"
    return is_in(fact.unit, asked) or own == unit_class(asked) is not None


def _difference(matcher: Matcher, told: Sequence[Fact]) -> tuple[str, Computed] | None:
    if not _says_nothing_new(matcher, told):
        return None
    query, last = matcher.query, _amount_last(matcher.query, told)
    if query.years or query.offsets:
        other = _of_other_year(matcher, last)
        if other is None:
            return None
        new, old = (last, other) if (last.year or 0) > (other.year or 0) else (other, last)
        return "difference-years", compute.difference(new, old)
    if len(told) < 2 or told[-2] == last or not compute.comparable(told[-2:]):
        return None
    before = told[-2]
    if before.indicator == last.indicator and before.year and last.year and before.year != last.year:
        old, new = sorted((before, last), key=lambda fact: fact.year or 0)
        return "difference-years", compute.difference(new, old)
    return "difference", compute.difference(*compute.larger_first(before, last))


def _amount_last(query: Query, told: Sequence[Fact]) -> Fact:
    """The last figure told; of an amount and its share in one row, the amount where so many are asked."""
    last = told[-1]
    if last.unit != "%" or query.percent or query.unit in ("", "%", "个百分点", "百分点"):
        return last
    amounts = [fact for fact in told if fact.ref == last.ref and fact.unit != "%" and fact.cell]
    return amounts[-1] if amounts else last


def _multiple(matcher: Matcher, told: Sequence[Fact]) -> tuple[str, Computed] | None:
    two = _last_two(matcher, told)
    result = compute.of_two("multiple", *compute.larger_first(*two)) if two else None
    return ("multiple", result) if result else None


def _sum(matcher: Matcher, told: Sequence[Fact]) -> tuple[str, Computed] | None:
    two = _last_two(matcher, told)
    if two is None:
        return None
    # 金奖、银奖和铜奖: of a list that one sentence tells, all of it is added up.
    listed = [fact for fact in told if fact.ref == two[1].ref and _counts_alike(fact, two[1])]
    return "sum", compute.total((*dict.fromkeys(listed), two[1]) if len(listed) > 1 else two)


def _last_two(matcher: Matcher, told: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The two amounts told last, where a clause names nothing else and they count the same thing."""
    if len(told) < 2 or not _says_nothing_new(matcher, told):
        return None
    first, second = told[-2:]
    return (first, second) if _counts_alike(first, second) else None


def _of_other_year(matcher: Matcher, fact: Fact) -> Fact | None:
    """The same figure of the other year asked, from the table that told it; None where it is not one."""
    years = [year for year in matcher.years if year != fact.year]
    views = [v for v in matcher.book.tables if fact.ref.startswith(f"row:{v.table.id}:")]
    if fact.cell is None or len(years) != 1 or not views:
        return None
    view = views[0]
    own = next((item for item in view.cells if (item.cell.row, item.cell.col) == fact.cell), None)
    if own is None:
        return None
    same = [item for item in view.cells if item.year == years[0] and _is_same(own, item)]
    return candidate_to_fact(cell_candidate(view, same[0]), matcher.book) if len(same) == 1 else None


def _is_same(own: TableCell, other: TableCell) -> bool:
    """Whether two cells tell the same of two years: only the year in their labels differs."""
    one_row, one_col = own.cell.row == other.cell.row, own.cell.col == other.cell.col
    labels = [re.sub(r"\d{4}\s?[年届]?度?", "", " ".join((*i.row.path, *i.col.path))) for i in (own, other)]
    return (one_row or one_col) and labels[0] == labels[1] and other.cell.value is not None


_WAYS = {
    "share": _share,
    "average": _average,
    "difference": _difference,
    "multiple": _multiple,
    "sum": _sum,
}
