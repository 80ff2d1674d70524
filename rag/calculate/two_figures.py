"""A difference, growth, multiple or share: its two figures and what comes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from rag.calculate import compute
from rag.calculate.changed_rows import change_of_row
from rag.calculate.changes import both_years, stated_change, year_pair
from rag.calculate.complement import share_of_both, share_of_which
from rag.calculate.compute import Calculated, Computed, larger_first
from rag.calculate.groups import listed
from rag.calculate.left_out import left_out
from rag.calculate.operands import of_kind_told
from rag.calculate.other_rows import of_no_such_part
from rag.calculate.pairs import (
    covering_pair,
    dated_sides,
    part_of_total,
    sides,
    told_extremes,
    whole_pair,
)
from rag.calculate.plan import against_plan_asked, done_of_plan
from rag.calculate.sets import cells_to_compare, verbatim_rows
from rag.calculate.shares import may_make_share
from rag.calculate.told_changes import told_growth
from rag.find.candidates import COUNTED_UNITS, PLAN, Candidate, name, same_name, unit_class
from rag.find.facts import Fact, candidate_to_fact
from rag.find.labels import pairs_of
from rag.find.match import Matcher
from rag.understand.intent import EXTREMES, asks_amount_too
from rag.understand.opposites import of_the_other
from rag.understand.words import VERB

# A stated change is preferred to one computed from figures that fit worse by this much.
STATED = 0.01
# In percent: what is less is no part of the other, as one wage is none of all expenses.
_LEAST_SHARE = Decimal("0.005")
_THAN_BEFORE = re.compile(r"[比较](?:上|去|前)一?(?:学?年度?|届)")
# 甲是乙的几成; not 就是…, 大多是….
_IS_OF = re.compile(r"(?<![就也都还只但可多])是(?=[^，,]*的)|相当于")
_PART_OF = re.compile(r"占(?!地)|[里中内][^，,]*(?:比例|比重|百分|几成|份额)")
_UP_OR_DOWN = re.compile(r"[升涨增]了?还是[降跌减]|[降跌减]了?还是[升涨增]")


def pairwise(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return the difference, growth, multiple or share of the two figures that are asked for."""
    operation = matcher.query.operation
    candidates = [c for c in candidates if of_kind_told(matcher, c)]
    if operation == "share" and (
        both := share_of_both(matcher, candidates) or share_of_which(matcher, candidates)
    ):
        return both
    if named := _named_pair(matcher, candidates):
        return of_pair(matcher, named, over_years=False)
    pair = year_pair(matcher, candidates)
    if pair is None and (printed := change_of_row(matcher, candidates)):
        return printed
    extremes = EXTREMES.search(matcher.query.text) is not None
    # 没落实的有多少 asks for no change since the year before.
    rival = pair or (None if left_out(matcher) else year_pair(matcher, candidates, default=True))
    if not extremes and (told := _told(matcher, candidates, rival)):
        return told
    if pair is not None:
        return of_pair(matcher, pair, over_years=True)
    pair = _of_year_named(matcher, _found_pair(matcher, candidates))
    if pair and not _of_one_year(matcher, pair) and not _grows_from_another(matcher, pair):
        return of_pair(matcher, pair, over_years=False)
    if rival and operation in ("difference", "growth"):
        return of_pair(matcher, rival, over_years=True)
    if not extremes and (told := _told(matcher, candidates, None)):
        return told
    if operation == "share" and (pair := part_of_total(matcher, candidates)):
        return of_pair(matcher, pair, over_years=False)
    return None


def _of_year_named(
    matcher: Matcher, pair: tuple[Candidate, Candidate] | None
) -> tuple[Candidate, Candidate] | None:
    """Two figures of one year in the only year that is named; None where they are not told of it.

    2029年甲是乙的几倍 compares no years, so the newest is not meant besides.
    """
    named = matcher.query.years
    if pair is None or len(named) != 1 or pair[0].year != pair[1].year or pair[0].year in (*named, None):
        return pair
    told = [c for c in both_years(matcher, named) if c.cell]
    found = [next((c for c in told if same_name(c, one)), None) for one in pair]
    return (found[0], found[1]) if found[0] and found[1] else None


def _grows_from_another(matcher: Matcher, pair: tuple[Candidate, Candidate]) -> bool:
    """Whether a growth is asked of one thing, and two things of one year were found."""
    grown = matcher.query.operation == "growth" and pair[0].year == pair[1].year
    return grown and re.search("比(?!例|重)|较|相对|对比", matcher.query.text) is None


def _of_one_year(matcher: Matcher, pair: tuple[Candidate, Candidate]) -> bool:
    """Whether two figures are of one year, where one year is set against the one before."""
    text = matcher.query.text
    return len(matcher.years) == 2 and bool(_THAN_BEFORE.search(text)) and pair[0].year == pair[1].year


def _told(
    matcher: Matcher, candidates: Sequence[Candidate], rival: tuple[Candidate, Candidate] | None
) -> Calculated | None:
    """A change that a sentence states, or lets one reckon, where that fits better than the rival pair."""
    if against_plan_asked(matcher):
        return None
    change = stated_change(matcher, candidates)
    if change is not None and (rival is None or change.coverage > rival[0].coverage + STATED):
        return change
    grown = told_growth(matcher, candidates)
    if grown is not None and (rival is None or grown.coverage > rival[0].named + STATED):
        return grown
    return None


def _named_pair(matcher: Matcher, candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """The two figures where the question says which: A减去B, 2019年A和2020年B, 市内和市外, 最高和最低."""
    text = matcher.query.text
    if against_plan_asked(matcher) and (pair := done_of_plan(matcher, candidates)):
        return pair
    if pair := sides(matcher) if "减去" in text else dated_sides(matcher):
        return pair
    if matcher.query.operation != "difference":
        return None
    if EXTREMES.search(text):
        cells = cells_to_compare(matcher, candidates)
        cells.sort(key=lambda c: (c.cell.cell.value or 0) if c.cell else 0)
        if of_no_such_part(matcher, cells):
            return None
        if len(cells) > 1:
            return cells[-1], cells[0]
        return told_extremes(matcher)
    two = listed(matcher) if year_pair(matcher, candidates) is None else ()
    return (two[0], two[1]) if len(two) == 2 else None


def _found_pair(matcher: Matcher, candidates: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """The two figures that answer to the question together, by what it says first."""
    if _UP_OR_DOWN.search(matcher.query.text):
        # 升了还是降了 is asked of one thing.
        return None
    verbatim = verbatim_rows(matcher, candidates)
    if len(verbatim) == 2:
        return verbatim[0], verbatim[1]
    told = sides(matcher)
    if left_out(matcher):
        # Who did not: two figures of which each answers to a part of it may be of other people.
        return told
    whole = told and not any(term.base >= VERB for side in told for term in side.missing)
    if whole and matcher.query.operation == "share":
        return told
    pairs = (whole_pair(matcher, candidates), told, covering_pair(matcher, candidates))
    return next((p for p in pairs if p and (p is told or may_make_share(matcher, p))), None)


def of_pair(matcher: Matcher, pair: tuple[Candidate, Candidate], *, over_years: bool) -> Calculated | None:
    """Return what comes of the two figures of a pair, None where they measure different things."""
    operation = matcher.query.operation
    first, second = (candidate_to_fact(candidate, matcher.book) for candidate in pair)
    if not compute.comparable((first, second)) or _in_other_unit(matcher, first):
        return None
    if operation == "difference" and not over_years:
        first, second = larger_first(first, second)
    if operation == "share" and not _names_whole_last(matcher):
        first, second = _part_first(first, second)
    computed = compute.of_two(operation, first, second)
    if computed is None or (operation == "share" and _is_no_share(matcher, pair, computed)):
        return None
    score = (pair[0].score + pair[1].score) / 2
    kind = f"{operation}-years" if over_years else operation
    if operation == "growth" and asks_amount_too(matcher.query.text):
        apart = compute.difference(first, second)
        return Calculated(f"difference-years+{kind}", score, (first, second), (apart, computed))
    return Calculated(kind, score, (first, second), (computed,))


def _is_no_share(matcher: Matcher, pair: tuple[Candidate, Candidate], computed: Computed) -> bool:
    """Whether what comes of two figures shows that the one is no part of the other (女生占教职工的371%)."""
    if computed.value < _LEAST_SHARE:
        return True
    if _IS_OF.search(matcher.query.text):
        return False
    if _excludes(matcher.query.text, *map(name, pair)):
        return True
    # More may be done than was planned.
    return (
        computed.value > 100
        and _PART_OF.search(matcher.query.text) is not None
        and not any(PLAN.search(name(candidate)) for candidate in pair)
    )


def _excludes(text: str, one: str, other: str) -> bool:
    """Whether one of two is never a part of the other (国家级, 省级), where not both are set side by side."""
    behind = re.split(r"占(?![比地])", text)[-1]
    return of_the_other(one, other) and not any(pair in behind for pair in (*pairs_of(one), *pairs_of(other)))


def _in_other_unit(matcher: Matcher, fact: Fact) -> bool:
    """Whether by how many people one is more is asked, and a percentage was found."""
    counted = matcher.query.operation == "difference" and matcher.query.unit in COUNTED_UNITS
    return counted and unit_class(fact.unit) == 0


def _names_whole_last(matcher: Matcher) -> bool:
    """Whether the whole stands behind 占 (A占B的多少), not before it (B里A占多少)."""
    text = matcher.query.text
    found = re.search(r"占(?!比)", text) or _IS_OF.search(text) or re.search("是", text)
    return found is not None and any(t.start >= found.end() and t.base >= VERB for t in matcher.terms)


def _part_first(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    """A share over 100 % is one with its part and whole exchanged."""
    larger, smaller = larger_first(a, b)
    return smaller, larger
