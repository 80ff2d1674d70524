"""What comes of the operation that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag import compute
from rag.candidates import Candidate, has_number, name, unit_class, unit_contradicts
from rag.changed_rows import change_of_row, changed_rows
from rag.changes import all_years, same_over_years, stated_change, year_pair
from rag.complement import share_of_both
from rag.compute import Calculated, larger_first
from rag.counted_rows import counted_rows
from rag.facts import Fact, candidate_to_fact
from rag.filters import above_or_below, against_plan, printed_band
from rag.from_to import from_to
from rag.group_rates import rate_of_group
from rag.groups import grouped_sides, left_open, listed
from rag.intent import ADDED_UP, EXTREMES, LEAST_FIRST, asks_amount_too
from rag.match import Matcher
from rag.pairs import clear_sides, covering_pair, dated_sides, part_of_total, sides, told_extremes, whole_pair
from rag.printed import GROWN, is_printed
from rag.quotient import quotient
from rag.rates import rate
from rag.remainder import remainder
from rag.row_axis import axis_column
from rag.row_filters import row_filter
from rag.sets import asks_for, cells_to_compare, matching_rows, named_parts, verbatim_rows
from rag.shares import may_make_share
from rag.told_changes import told_growth
from rag.words import LIGHT, NOUN, SHARED, VERB

# A stated change is preferred to one computed from figures that fit worse by this much.
STATED = 0.01
# A row that is called so is no part of any sum of its table.
_TOTAL_NAME = re.compile(r"总(?:人?数|量|额|计|和|收入|支出|面积|值)$")
_UP_OR_DOWN = re.compile(r"[升涨增]了?还是[降跌减]|[降跌减]了?还是[升涨增]")


def calculate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return what the query's operation gives, None where it asks for none or a printed figure answers."""
    operation = matcher.query.operation
    if operation != "filter" and (figured := _figured(matcher, candidates)):
        return figured
    if operation == "lookup" or (operation == "sum" and matcher.query.unit):
        counted = counted_rows(matcher, candidates)
        if counted is not None or operation == "lookup":
            return counted
    if told := _told_so(matcher, candidates):
        return told
    if left_open(matcher) and operation in ("difference", "multiple", "share"):
        return _grouped(matcher)
    numeric = _operands(matcher, candidates)
    if operation == "share" and (pair := clear_sides(matcher)):
        return _of_pair(matcher, pair, over_years=False)
    if is_printed(matcher, numeric, operation):
        return None
    if operation in ("difference", "growth", "multiple", "share"):
        return _grouped(matcher) or _pairwise(matcher, numeric)
    if operation in ("sum", "average"):
        return _aggregate(matcher, numeric)
    return _filtered(matcher, numeric) if operation == "filter" else _ordered(matcher, numeric)


def _told_so(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """A row that is called by the limit asked, or a change of which a sentence tells both ends."""
    if matcher.query.operation == "filter":
        return printed_band(matcher, candidates)
    return from_to(matcher, candidates)


def _figured(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """What is figured out whatever the operation: an average, what is left, a rate."""
    ways = (quotient, lambda m, _: remainder(m), rate, rate_of_group)
    return next((found for way in ways if (found := way(matcher, candidates))), None)


def _operands(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    numeric = [c for c in candidates if has_number(c) and not unit_contradicts(matcher.query, c)]
    if matcher.query.operation == "difference" and matcher.query.percent:
        percents = [c for c in numeric if unit_class(c.unit) == 0]
        return percents if any(matcher.fits(c.missing) for c in percents) else numeric
    if matcher.query.operation == "growth":
        amounts = [c for c in numeric if unit_class(c.unit) != 0 or GROWN.search(name(c))]
        return amounts if any(matcher.fits(c.missing) for c in amounts) else numeric
    return numeric


def _filtered(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    if matcher.query.comparison in ("unfinished", "finished", "exceeded"):
        return against_plan(matcher, candidates)
    if matcher.query.comparison in ("fallen", "risen"):
        return changed_rows(matcher)
    if matcher.query.comparison not in ("above", "below"):
        return row_filter(matcher, candidates)
    return _ordered(matcher, candidates)


def _says_what(matcher: Matcher) -> bool:
    """Whether the question names anything to calculate with, or a place to look."""
    if matcher.query.references or any(term.base >= VERB for term in matcher.terms):
        return True
    if re.search(r"哪|前", matcher.query.text) and any(
        t.base >= SHARED and len(t.text) > 1 for t in matcher.terms
    ):
        return True
    # 哪个二级学院学生最多: whatever else is said, the rows of a table are what is asked for.
    heads = {head for view in matcher.book.tables for head in view.stub_heads if asks_for(matcher, head)}
    if heads and any(term.base >= LIGHT and len(term.text) > 1 for term in matcher.terms):
        return True
    return bool(axis_column(matcher))


def _grouped(matcher: Matcher) -> Calculated | None:
    operation, groups = matcher.query.operation, grouped_sides(matcher)
    result = compute.of_two(operation, *groups) if groups else None
    return Calculated(operation, 1.0, result.operands, (result,)) if result else None


def _pairwise(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    operation = matcher.query.operation
    if operation == "share" and (both := share_of_both(matcher, candidates)):
        return both
    if named := _named_pair(matcher, candidates):
        return _of_pair(matcher, named, over_years=False)
    pair = year_pair(matcher, candidates)
    if pair is None and (printed := change_of_row(matcher, candidates)):
        return printed
    extremes = EXTREMES.search(matcher.query.text) is not None
    rival = pair or year_pair(matcher, candidates, default=True)
    if not extremes and (told := _told(matcher, candidates, rival)):
        return told
    if pair is not None:
        return _of_pair(matcher, pair, over_years=True)
    if pair := _found_pair(matcher, candidates):
        return _of_pair(matcher, pair, over_years=False)
    if rival and operation in ("difference", "growth"):
        return _of_pair(matcher, rival, over_years=True)
    if not extremes and (told := _told(matcher, candidates, None)):
        return told
    if operation == "share" and (pair := part_of_total(matcher, candidates)):
        return _of_pair(matcher, pair, over_years=False)
    return None


def _told(
    matcher: Matcher, candidates: Sequence[Candidate], rival: tuple[Candidate, Candidate] | None
) -> Calculated | None:
    """A change that a sentence states, or lets one reckon, where that fits better than the rival pair."""
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
    if pair := sides(matcher) if "减去" in text else dated_sides(matcher):
        return pair
    if matcher.query.operation != "difference":
        return None
    if EXTREMES.search(text):
        cells = cells_to_compare(matcher, candidates)
        cells.sort(key=lambda c: (c.cell.cell.value or 0) if c.cell else 0)
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
    whole = told and not any(term.base >= VERB for side in told for term in side.missing)
    if whole and matcher.query.operation == "share":
        return told
    pairs = (whole_pair(matcher, candidates), told, covering_pair(matcher, candidates))
    return next((p for p in pairs if p and (p is told or may_make_share(matcher, p))), None)


def _of_pair(matcher: Matcher, pair: tuple[Candidate, Candidate], *, over_years: bool) -> Calculated | None:
    operation = matcher.query.operation
    first, second = (candidate_to_fact(candidate, matcher.book) for candidate in pair)
    if not compute.comparable((first, second)):
        return None
    if operation == "difference" and not over_years:
        first, second = larger_first(first, second)
    if operation == "share" and not _names_whole_last(matcher):
        first, second = _part_first(first, second)
    computed = compute.of_two(operation, first, second)
    if computed is None:
        return None
    score = (pair[0].score + pair[1].score) / 2
    kind = f"{operation}-years" if over_years else operation
    if operation == "growth" and asks_amount_too(matcher.query.text):
        apart = compute.difference(first, second)
        return Calculated(f"difference-years+{kind}", score, (first, second), (apart, computed))
    return Calculated(kind, score, (first, second), (computed,))


def _names_whole_last(matcher: Matcher) -> bool:
    """Whether the whole stands behind 占 (A占B的多少), not before it (B里A占多少)."""
    found = re.search(r"占(?!比)|相当于|是", matcher.query.text)
    return found is not None and any(t.start >= found.end() and t.base >= VERB for t in matcher.terms)


def _part_first(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    """A share over 100 % is one with its part and whole exchanged."""
    larger, smaller = larger_first(a, b)
    return smaller, larger


def _aggregate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    if not _says_what(matcher):
        return None
    if matcher.query.operation == "sum" and _is_total_itself(matcher, candidates):
        return None
    parts = same_over_years(matcher, candidates) or listed(matcher)
    parts = parts or named_parts(matcher, candidates) or matching_rows(matcher, candidates)
    facts = tuple(candidate_to_fact(part, matcher.book) for part in parts)
    if len(facts) < 2 or not compute.comparable(facts):
        return None
    if (
        matcher.query.operation == "sum"
        and unit_class(facts[0].unit) == 0
        and not re.search(r"之和|加", matcher.query.text)
    ):
        return None
    result = compute.total(facts) if matcher.query.operation == "sum" else compute.mean(facts)
    return Calculated(matcher.query.operation, parts[0].score, facts, (result,))


def _is_total_itself(matcher: Matcher, candidates: Sequence[Candidate]) -> bool:
    """Whether the best cell stands in a 合计 row or column already: then nothing is left to add."""
    best = matcher.first_fitting(candidates)
    if best is None or best.cell is None or re.search(r"[三四五六]年|历年|各年", matcher.query.text):
        return False
    total = best.cell.row.total or best.cell.col.total or _TOTAL_NAME.search(best.cell.row.name)
    return bool(total) and len(matcher.years) < 2


def _in_two_years(matcher: Matcher, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """One thing that is named twice, each time with another year (2030年理科还是2029年理科多)."""
    nouns = [term.text for term in matcher.terms if term.base >= NOUN]
    twice = len(matcher.years) == 2 and len(set(nouns)) < len(nouns)
    return (twice and year_pair(matcher, candidates)) or ()


def _ordered(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    query = matcher.query
    if not _says_what(matcher):
        return None
    if re.search(r"哪一?年", query.text):
        domain = all_years(matcher)
    else:
        asks = re.search(r"哪|谁|更|最", query.text)
        whole = (0, len(query.text))
        in_list = listed(matcher, (0, asks.start()), of_all=whole) if asks else ()
        domain = list(dated_sides(matcher) or _in_two_years(matcher, candidates) or in_list)
        domain = domain or named_parts(matcher, candidates)
        domain = domain or cells_to_compare(matcher, candidates)
    if len(domain) < 2:
        return None
    facts = [candidate_to_fact(c, matcher.book) for c in domain]
    if not compute.comparable(facts):
        return None
    score = max(c.score for c in domain)
    if query.operation == "filter":
        return above_or_below(query, facts, score)
    falling = query.operation == "max" or (query.operation == "rank" and not LEAST_FIRST.search(query.text))
    ordered = sorted(facts, key=lambda fact: fact.value or 0, reverse=falling)
    if query.operation == "rank" or query.limit:
        first = tuple(ordered[: query.limit or len(ordered)])
        if ADDED_UP.search(query.text) and len(first) > 1:
            return Calculated("sum", score, first, (compute.total(first),))
        return Calculated("rank", score, first)
    if EXTREMES.search(query.text):
        return Calculated("extremes", score, (ordered[0], ordered[-1]))
    extreme = tuple(fact for fact in ordered if fact.value == ordered[0].value)
    # Of a few things compared, all are shown.
    shown = (*extreme, *(f for f in ordered if f not in extreme)) if len(facts) <= 4 else extreme
    return Calculated(query.operation, score, shown)
