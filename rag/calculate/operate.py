"""What comes of the operation that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate import compute
from rag.calculate.acted_columns import acted, acts
from rag.calculate.axis_column import axis_column
from rag.calculate.bands import bands_added
from rag.calculate.but_for import of_the_others, spans_aside
from rag.calculate.changed_rows import changed_rows, most_changed
from rag.calculate.changes import all_years, same_over_years, year_pair
from rag.calculate.compute import Calculated, Side
from rag.calculate.counted_rows import counted_rows
from rag.calculate.divisor import divisor_of, is_divided_by
from rag.calculate.fell_short import fell_short
from rag.calculate.filters import above_or_below, against_plan, printed_band
from rag.calculate.from_to import from_to
from rag.calculate.group_rates import rate_of_group
from rag.calculate.groups import grouped_sides, left_open, listed, number_listed
from rag.calculate.kind_sum import kind_sum
from rag.calculate.leaf_sum import leaf_sum
from rag.calculate.operands import without_shares
from rag.calculate.other_part import other_part
from rag.calculate.other_rows import counted_otherwise, of_no_such_part, of_other_rows
from rag.calculate.pairs import clear_sides, dated_sides, whole_of_row
from rag.calculate.parts_of_total import parts_of_total
from rag.calculate.printed import GROWN, is_printed
from rag.calculate.quotient import divides, quotient
from rag.calculate.rates import rate
from rag.calculate.remainder import remainder
from rag.calculate.row_filters import row_filter
from rag.calculate.row_growth import row_growth
from rag.calculate.row_quotient import row_quotient
from rag.calculate.row_ranks import row_ranks
from rag.calculate.row_rates import row_rate
from rag.calculate.row_shares import row_share
from rag.calculate.sets import asks_for, cells_to_compare, matching_rows, named_parts, rows_of_axis
from rag.calculate.shares_added import shares_added
from rag.calculate.short_of_goal import short_of_goal
from rag.calculate.two_figures import of_pair, pairwise
from rag.calculate.worked_back import worked_back
from rag.find.candidates import Candidate, has_number, name, unit_class, unit_contradicts
from rag.find.facts import Fact, candidate_to_fact
from rag.find.match import Matcher
from rag.understand.intent import ADDED_UP, EXTREMES, LEAST_FIRST
from rag.understand.most_changed import most_changed_asked
from rag.understand.words import LIGHT, NOUN, SHARED, VERB

_SHARE_OF_ALL = re.compile(r"占(?!地).{0,12}(?:比|几成|百分|多少|多大|份额)")
# 最多和最少的是哪两个: one of each end.
_WHICH_TWO = re.compile(r"哪(?:两|二|2)[^，,]{0,3}$")
# What no row of a table is.
_NO_ROWS = re.compile(r"[每一]个?(?:人[次日时]|课时|学时)")
# So much more of the name of a row stands in a question that no others are meant.
NAMED_BETTER = 0.3
# What is compared is a share.
_BY_SHARE = re.compile(r"(?:比例|占比|比重)(?:是|为)?(?:最|前|排|倒数|垫底)")
# A row that is called so is no part of any sum of its table.
_TOTAL_NAME = re.compile(r"总(?:人?数|量|额|计|和|收入|支出|面积|值)$")


def calculate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return what the query's operation gives, None where it asks for none or a printed figure answers."""
    operation = matcher.query.operation
    if matcher.of_another_school and matcher.book.sentences:
        return None
    of_rows = (bands_added, kind_sum, leaf_sum, other_part, row_growth, row_ranks, row_share)
    if made := next((made for way in of_rows if (made := way(matcher))), None):
        return made
    if operation != "filter" and (figured := _figured(matcher, candidates)):
        return figured
    if operation == "lookup" or (operation == "sum" and matcher.query.unit):
        counted = counted_rows(matcher, candidates)
        if counted is not None or operation == "lookup":
            return counted
    if told := _told_so(matcher, candidates):
        return told
    if left_open(matcher) and operation in ("difference", "multiple", "share"):
        return _grouped(matcher) or shares_added(matcher)
    return _of_operands(matcher, _operands(matcher, candidates))


def _of_operands(matcher: Matcher, numeric: Sequence[Candidate]) -> Calculated | None:
    operation = matcher.query.operation
    if operation == "share" and (pair := clear_sides(matcher)):
        return of_pair(matcher, pair, over_years=False)
    if is_printed(matcher, numeric, operation):
        return None
    if operation in ("difference", "growth") and most_changed_asked(matcher.query.text):
        # Which of them grew most is told by no growth of one of them, nor of all.
        return None
    if operation in ("difference", "growth", "multiple", "share"):
        return _grouped(matcher) or pairwise(matcher, numeric)
    if operation in ("sum", "average"):
        return _aggregate(matcher, numeric)
    if operation == "filter":
        return _filtered(matcher, numeric)
    ordered = _ordered(matcher, numeric)
    return None if ordered and _is_no_change(matcher, ordered) else ordered


def _is_no_change(matcher: Matcher, ordered: Calculated) -> bool:
    """Whether what changed the most is asked for, and figures are ordered that tell no change."""
    asked = most_changed_asked(matcher.query.text)
    return asked is not None and not any(GROWN.search(fact.indicator) for fact in ordered.facts)


def _together(operation: str, score: float, facts: tuple[Fact, ...]) -> Calculated:
    """The sum or the average of figures."""
    result = compute.total(facts) if operation == "sum" else compute.mean(facts)
    return Calculated(operation, score, facts, (result,))


def _told_so(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """A row that is called by the limit asked, or a change of which a sentence tells both ends."""
    if matcher.query.operation == "filter":
        return printed_band(matcher, candidates)
    return from_to(matcher, candidates)


def _figured(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """What is figured out whatever the operation: an average, what is left, a rate."""
    ways = (
        lambda m, _: parts_of_total(m),
        lambda m, _: worked_back(m),
        lambda m, _: short_of_goal(m),
        lambda m, _: fell_short(m),
        lambda m, _: row_rate(m),
        lambda m, _: most_changed(m),
        lambda m, _: _mean_of_each(m) if m.query.operation == "average" else None,
        lambda m, _: row_quotient(m),
        quotient,
        lambda m, _: remainder(m),
        rate,
        rate_of_group,
    )
    return next((found for way in ways if (found := way(matcher, candidates))), None)


def _operands(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    numeric = [c for c in candidates if has_number(c) and not unit_contradicts(matcher.query, c)]
    if matcher.query.operation == "difference" and not matcher.query.percent:
        numeric = without_shares(matcher, numeric)
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
    if matcher.query.comparison in ("fallen", "risen", "same"):
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
    if result is None or (operation == "share" and result.value > 100):
        # Parts are never more than their whole.
        return None
    return Calculated(operation, 1.0, result.operands, (result,))


def _aggregate(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    if not _says_what(matcher):
        return None
    if matcher.query.operation == "average" and divides(matcher.query.text):
        return None
    if matcher.query.operation == "sum" and _is_total_itself(matcher, candidates):
        return None
    parts = same_over_years(matcher, candidates) or listed(matcher)
    parts = parts or named_parts(matcher, candidates) or matching_rows(matcher, candidates)
    if matcher.query.operation == "sum" and len(parts) < number_listed(matcher) > 2:
        return None
    if matcher.query.operation == "sum" and (
        any(unit_contradicts(matcher.query, part) for part in parts) or _names_one(matcher, candidates, parts)
    ):
        return None
    if matcher.query.operation == "average" and _per_column(matcher, parts):
        return None
    facts = tuple(candidate_to_fact(part, matcher.book) for part in parts)
    if len(facts) < 2 or not compute.comparable(facts) or _are_divisors(matcher, parts):
        return None
    if (
        matcher.query.operation == "sum"
        and unit_class(facts[0].unit) == 0
        and not re.search(r"之和|加", matcher.query.text)
    ):
        return None
    return _together(matcher.query.operation, parts[0].score, facts)


def _names_one(matcher: Matcher, candidates: Sequence[Candidate], parts: Sequence[Candidate]) -> bool:
    """Whether one figure alone is in the unit asked for, or of a row that is called just what is asked for.

    广东省一共录了几人 is of the row 广东, not of those that have a 广东省某校 in their names.
    """
    best, unit = matcher.first_fitting(candidates), matcher.query.unit
    if best is None or best in parts:
        return False
    if unit and best.unit == unit and all(part.unit != unit for part in parts):
        return True
    return best.cell is not None and all(best.specificity - part.specificity > NAMED_BETTER for part in parts)


def _per_column(matcher: Matcher, parts: Sequence[Candidate]) -> bool:
    """Whether a column beside some figures counts what they are to be divided by."""
    return any(part.view and is_divided_by(matcher.query.text, part.view) for part in parts[:1])


def _are_divisors(matcher: Matcher, parts: Sequence[Candidate]) -> bool:
    """Whether figures are of what is divided by: the 辅导员 of 平均一个辅导员带多少学生."""
    divisor = divisor_of(matcher.query.text) if matcher.query.operation == "average" else None
    if divisor is None or not any(term.start >= divisor.end and term.base >= LIGHT for term in matcher.terms):
        return False
    words = [t for t in matcher.terms if divisor.start <= t.start < divisor.end and t.base >= VERB]
    labels = [part.cell.row.all | part.cell.col.all for part in parts if part.cell]
    return bool(words) and any(all(matcher.found(t, told) for t in words) for told in labels)


def _mean_of_each(matcher: Matcher) -> Calculated | None:
    """The average over the rows of a table which are what a question divides by (平均每个村投入多少)."""
    if _NO_ROWS.search(matcher.query.text):
        return None
    rows = rows_of_axis(matcher, axis_column(matcher))
    if len(rows) < 2 or not re.search("每", matcher.query.text) or unit_class(rows[0].unit) == 0:
        return None
    if _per_column(matcher, rows):
        return None
    facts = tuple(candidate_to_fact(row, matcher.book) for row in rows)
    asked = matcher.query.unit
    if not compute.comparable(facts) or (asked and unit_class(asked) != unit_class(facts[0].unit)):
        return None
    return Calculated("average", rows[0].score, facts, (compute.mean(facts),))


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


def _of_whole(matcher: Matcher, domain: Sequence[Candidate], first: Side) -> Calculated | None:
    """What the first rows of a ranking are together of all rows, where a share is asked for."""
    column, view = domain[0].cell and domain[0].cell.col, domain[0].view
    if column is None or view is None or not _SHARE_OF_ALL.search(matcher.query.text):
        return None
    every = matcher.for_terms(()).table_candidates([view])
    totals = [c for c in every if c.cell and c.cell.col is column and c.cell.row.total and has_number(c)]
    whole = min(totals, key=lambda c: len(c.cell.row.path) if c.cell else 0, default=None)
    result = compute.share(first, candidate_to_fact(whole, matcher.book)) if whole else None
    return Calculated("share", domain[0].score, result.operands, (result,)) if result else None


def _rows_compared(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The rows to compare, none where no table tells what is asked by such rows (哪个学院满意度最高)."""
    rows = cells_to_compare(matcher, candidates)
    views = [row.view for row in rows if row.view is not None]
    if len(views) < len(rows):
        return rows
    others = of_other_rows(matcher, views) or of_no_such_part(matcher, rows)
    return [] if others or counted_otherwise(matcher, rows) else rows


def _compared(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What is to be put in order: years, things named one by one, or the rows of a column."""
    text = matcher.query.text
    if re.search(r"哪一?年", text):
        return list(all_years(matcher))
    asks = re.search(r"哪|谁|更|最", text)
    in_list = listed(matcher, (0, asks.start()), of_all=(0, len(text))) if asks else ()
    named = list(dated_sides(matcher) or _in_two_years(matcher, candidates) or in_list)
    parts = named or ([] if spans_aside(text) else named_parts(matcher, candidates))
    return ([] if of_no_such_part(matcher, parts) else parts) or _rows_compared(matcher, candidates)


def _is_part(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether shares are compared, and a figure is part of another of its row: most is no largest share."""
    counted = unit_class(candidate.unit) != 0 and _BY_SHARE.search(matcher.query.text)
    return bool(counted) and whole_of_row(candidate) is not None


def _does_otherwise(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a question says what is done the most, and a column counts something else (捐得最多)."""
    head = " ".join(candidate.cell.col.bare) if candidate.cell else ""
    fits = candidate.cell is None or matcher.fit(candidate.cell.col).own
    return not fits and acts(matcher.query.text) and not acted(matcher.query.text, head)


def _best_first(matcher: Matcher) -> list[Candidate]:
    """The figures that fit, best first."""
    fitting = [c for c in matcher.candidates() if has_number(c) and not unit_contradicts(matcher.query, c)]
    return sorted(fitting, key=lambda c: -c.score)


def _ordered(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    query, others = matcher.query, of_the_others(matcher)
    if others is not matcher:
        # What is set aside is neither asked for nor compared.
        matcher, candidates = others, _best_first(others)
    if not _says_what(matcher):
        return None
    domain = _compared(matcher, candidates)
    if len(domain) < 2 or _is_part(matcher, domain[0]) or _does_otherwise(matcher, domain[0]):
        return None
    facts = [candidate_to_fact(c, matcher.book) for c in domain]
    if not compute.comparable(facts):
        return None
    score = max(c.score for c in domain)
    if query.operation == "filter":
        return above_or_below(query, facts, score)
    both = EXTREMES.search(query.text)
    falling = query.operation == "max" or (query.operation == "rank" and not LEAST_FIRST.search(query.text))
    # Of both ends the most comes first, whichever of the two words made it the operation (最好和最差).
    falling = falling or (query.operation == "min" and both is not None and not query.limit)
    ordered = sorted(facts, key=lambda fact: fact.value or 0, reverse=falling)
    each = both and query.limit == 2 and _WHICH_TWO.search(query.text)
    if (query.operation == "rank" or query.limit) and not each:
        first = tuple(ordered[: query.limit or len(ordered)])
        if ADDED_UP.search(query.text) and len(first) > 1:
            return _of_whole(matcher, domain, first) or Calculated(
                "sum", score, first, (compute.total(first),)
            )
        return Calculated("rank", score, first)
    if both:
        return Calculated("extremes", score, (ordered[0], ordered[-1]))
    extreme = tuple(fact for fact in ordered if fact.value == ordered[0].value)
    # Of a few things compared, all are shown.
    shown = (*extreme, *(f for f in ordered if f not in extreme)) if len(facts) <= 4 else extreme
    return Calculated(query.operation, score, shown)
