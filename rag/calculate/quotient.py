"""One figure divided by another of a different kind: 平均每场多少观众, 人均授课多少课时."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.calculate import compute
from rag.calculate.changes import stands_under_another
from rag.calculate.compute import Calculated
from rag.calculate.divisor import Divisor, divisor_of
from rag.find.candidates import (
    COUNTED_UNITS,
    Candidate,
    beside,
    cell_candidate,
    distinct,
    has_number,
    is_in,
    name,
    unit_class,
    value_of,
)
from rag.find.facts import candidate_to_fact
from rag.find.labels import pairs_of
from rag.find.match import Matcher
from rag.understand.answer_kinds import EACH_GETS
from rag.understand.question import understand
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED, VERB

# Whoever it is; and words that say of whom.
_ANYBODY = re.compile(r"[人名位]|学生|同学|教师|老师|员工|职工")
_PERSONS = re.compile(r"[师生员工者户]$")
# What is averaged over rows of a table is counted in these: 平均每个专业; others must be printed.
_OF_ROWS = re.compile(r"[个名位所家项门类种]")
# 3年以上经历 is no number of years among which something is shared.
_DURATIONS = ("年", "月")
# A month's pay is printed without a word for the average.
_OF_TIME = re.compile(r"月$")
# What kind of money is divided must be told: 收入 is not any sum.
_MONEY = re.compile(r"收入|支出|工资|课酬|报酬|补贴|资助")
# What these earn and spend is not the school's.
_OTHERS = re.compile(r"村|农户|牧户|企业|公司|合作社")
POOL = 30
# Those who share something are told in its sentence, or stand in its row.
BESIDE = 0.8
# Of what may be the divisor of something told beside it.
TRIED = 6


_OF_ONE = re.compile(
    r"每(?:人|名|位|个|生|户|班|年|月|学期|课时|学时)[^，,。；;]{0,4}$|每(?:人|[名位个]?(?:学生|教师|毕业生|生))[^，,。；;]{0,12}$"
)


def quotient(matcher: Matcher, candidates: Sequence[Candidate]) -> Calculated | None:
    """Return one figure per another, where the question asks for that and the report prints both."""
    divisor = divisor_of(matcher.query.text)
    if (
        divisor is None
        or EACH_GETS in matcher.query.text
        or _OF_TIME.search(divisor.words)
        or _printed_average(matcher, candidates)
    ):
        # What somebody gets a month is printed, and months are no things that a report counts.
        return None
    part = _of_what(matcher, divisor)
    found = sorted((c for c in part.candidates() if c.covered), key=lambda c: -c.score)[:POOL]
    pairs = _named_pairs(matcher, part, divisor, found) or _told_together(matcher, part, divisor, found)
    if not pairs:
        return None
    _, first, second = max(pairs, key=lambda pair: pair[0])
    facts = candidate_to_fact(first, matcher.book), candidate_to_fact(second, matcher.book)
    result = compute.per(*facts)
    return Calculated("per", first.score, facts, (result,)) if result else None


def divides(text: str) -> bool:
    """Tell whether a question asks for one figure per another that is no row of a table (平均每人次)."""
    divisor = divisor_of(text)
    units = divisor.units if divisor else ()
    return bool(units) and units[0] not in _DURATIONS and not _OF_ROWS.match(units[0])


def is_undivided(text: str, candidate: Candidate) -> bool:
    """Tell whether an average per something is asked for which a figure is not: it is all of it."""
    divisor = divisor_of(text) if "平均" in text else None
    if divisor is None or _OF_TIME.search(text[divisor.start : divisor.end]):
        return False
    told = name(candidate)
    if candidate.sentence and candidate.figure:
        told = candidate.sentence.text[: candidate.figure.figure.end][-24:]
    return not re.search(r"[均每/]|比(?![上去前较同])", told + candidate.unit)


def _of_what(matcher: Matcher, divisor: Divisor) -> Matcher:
    """The question without what it divides by; a word cut over the end of that is cut anew."""
    rest = tuple(t for t in matcher.terms if t.end <= divisor.start or t.start >= divisor.end)
    if not any(t.start < divisor.end < t.end for t in matcher.terms):
        return matcher.for_terms(rest)
    text = matcher.query.text
    left = understand(f"{text[: divisor.start]}，{text[divisor.end :]}")
    query = replace(
        left, operation=matcher.query.operation, years=matcher.query.years, unit=matcher.query.unit
    )
    return Matcher(query, matcher.book, matcher.dense)


def _named_pairs(
    matcher: Matcher, part: Matcher, divisor: Divisor, found: Sequence[Candidate]
) -> list[tuple[float, Candidate, Candidate]]:
    """What the question names besides the divisor, each with what it may be divided by."""
    least = VERB if _of_unit_class(matcher) else NOUN
    if not any(term.base >= least for term in part.terms):
        return []
    usable = [c for c in found if _in_unit_asked(matcher, c) and _is_dividend(part, c)]
    # Of a change (比上年增加…) nobody has a share; what is told for each (元/人) is shared out already.
    usable = [c for c in usable if "/" not in c.unit and not (c.figure and c.figure.figure.change)]
    return [
        (a.coverage + beside(a, b) + b.coverage, a, b)
        for a in usable
        if has_number(a)
        for b in (*found, *_of_sentence(part, a), *_of_table(divisor, a))
        if not _is_less(a, b) and not _of_unasked_row(matcher, a, b) and not _of_unasked_row(matcher, b, a)
        if _is_divisor(divisor, b) and _divides(b, a) and distinct(a, b) and _counts_them(part, divisor, a, b)
        if not stands_under_another(matcher, b) and _is_clear(part, divisor, a, b)
    ]


def _of_unit_class(matcher: Matcher) -> bool:
    """Whether the unit that is asked for tells what is divided (到款多少万元)."""
    return unit_class(matcher.query.unit) == unit_class("元")


def _of_unasked_row(matcher: Matcher, candidate: Candidate, other: Candidate) -> bool:
    """Whether a figure is of one row that the question does not name, and the other of anything else."""
    cell = candidate.cell
    if cell is None or cell.row.total or matcher.fit(cell.row).own:
        return False
    return other.cell is None or other.cell.row is not cell.row


def _is_less(dividend: Candidate, divisor: Candidate) -> bool:
    """Whether there is less than one thing or person for each."""
    return dividend.unit in COUNTED_UNITS and value_of(dividend) < value_of(divisor)


def _is_clear(part: Matcher, divisor: Divisor, dividend: Candidate, candidate: Candidate) -> bool:
    """Whether those of a sentence among whom something is shared are named, or no others are told in it."""
    if candidate.sentence is None or not (divisor.words == "" or _ANYBODY.fullmatch(divisor.words)):
        return True
    if any(part.terms[i].base >= SHARED for i in candidate.covered):
        return True
    people = {v.figure.value for v in candidate.sentence.figures if v.figure.unit == candidate.unit}
    return len(people) == 1


def _of_sentence(part: Matcher, candidate: Candidate) -> list[Candidate]:
    """The other figures of a sentence, of which the question need not say more than what they count."""
    if candidate.sentence is None:
        return []
    every = part.for_terms(()).prose_candidates([candidate.sentence], any_year=True)
    return [c for c in every if distinct(c, candidate)]


def _of_table(divisor: Divisor, candidate: Candidate) -> list[Candidate]:
    """The one figure of a cell's table and year that is in a unit of the divisor (课时 beside 课酬)."""
    if candidate.view is None or not divisor.words or _ANYBODY.fullmatch(divisor.words):
        return []
    cells = [
        cell_candidate(candidate.view, item) for item in candidate.view.cells if item.cell.value is not None
    ]
    found = [c for c in cells if c.year == candidate.year and c.unit in divisor.units and c.unit != "个"]
    return found if len(found) == 1 else []


def _told_together(
    matcher: Matcher, part: Matcher, divisor: Divisor, found: Sequence[Candidate]
) -> list[tuple[float, Candidate, Candidate]]:
    """What is named by its unit alone: the one figure in it of the sentence that tells the divisor."""
    if not matcher.query.unit or not divisor.words:
        return []
    pairs = []
    whole = matcher if not any(term.base >= NOUN for term in part.terms) else part
    pool = sorted((c for c in whole.candidates() if c.covered), key=lambda c: -c.score)[:TRIED]
    for b in pool:
        if b.sentence is None or not _is_divisor(divisor, b) or not whole.fits(_besides(matcher, b)):
            continue
        inside = [a for a in _of_sentence(part, b) if has_number(a) and _in_unit_asked(matcher, a)]
        inside = [a for a in inside if a.figure and not a.figure.figure.change]
        if len(inside) == 1 and _divides(b, inside[0]):
            pairs.append((b.score, inside[0], b))
    return pairs


def _besides(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """What a divisor does not answer to, but for the last noun: that is what is divided (每场多少观众)."""
    asked = max((t for t in matcher.terms if t.base >= NOUN), key=lambda t: t.start, default=None)
    return [t for t in candidate.missing if asked is None or t.text != asked.text]


def _printed_average(matcher: Matcher, candidates: Sequence[Candidate]) -> bool:
    """Whether the report prints the average itself (生均…, 平均…)."""
    best = matcher.first_fitting(candidates)
    return best is not None and "均" in name(best) and best.specificity > 0.5


def _in_unit_asked(matcher: Matcher, candidate: Candidate) -> bool:
    unit = matcher.query.unit
    if not unit:
        return unit_class(candidate.unit) not in (None, 0)
    if unit == "个":
        # People are counted with 个 as well.
        return candidate.unit in COUNTED_UNITS
    return is_in(candidate.unit, unit) or unit_class(unit) == unit_class(candidate.unit) is not None


def _divides(divisor: Candidate, dividend: Candidate) -> bool:
    """Whether a figure counts what another is shared among: other things, of the same year; never money."""
    money = unit_class("元")
    kinds = unit_class(divisor.unit), unit_class(dividend.unit)
    other = divisor.unit != dividend.unit and (kinds[0] is None or kinds[0] != kinds[1])
    other = other or _of_one_row(divisor, dividend)
    return (
        other and divisor.year == dividend.year and unit_class(divisor.unit) not in (money, unit_class("%"))
    )


def _of_one_row(divisor: Candidate, dividend: Candidate) -> bool:
    """Whether two columns of one row count two kinds of people (一个教师带多少在校生); not of all rows."""
    a, b = divisor.cell, dividend.cell
    if a is None or b is None or divisor.view is not dividend.view:
        return False
    return a.row is b.row and a.col is not b.col and not a.row.total


def _is_dividend(part: Matcher, candidate: Candidate) -> bool:
    if candidate.figure and _OF_ONE.search(candidate.figure.subject.strip()):
        # What each one gets is not shared out once more.
        return False
    if _OTHERS.search(name(candidate)) and not _OTHERS.search(part.query.text):
        return False
    if not part.query.unit and not _tells_what(part, candidate):
        return False
    telling = (term for term in candidate.missing if term.base >= 1.0 or _MONEY.search(term.text))
    return part.fits(candidate.missing) and not any(telling)


def _tells_what(part: Matcher, candidate: Candidate) -> bool:
    """Whether a figure of a sentence tells by its own words the last thing named, as no unit tells it."""
    asked = max((t for t in part.terms if t.base >= VERB), key=lambda t: t.start, default=None)
    if candidate.figure is None or candidate.sentence is None or asked is None:
        return True
    told = f"{name(candidate)}{_behind(candidate)}"
    return any(pair in told for pair in (*pairs_of(asked.text), *sum(map(tuple, asked.alternatives), ())))


def _behind(candidate: Candidate) -> str:
    """What stands right behind the number of a sentence: 886个项目 counts 项目."""
    if candidate.figure is None or candidate.sentence is None:
        return ""
    rest = re.split(r"[，,、；;。（(]", candidate.sentence.text[candidate.figure.figure.end :])[0][:12]
    return candidate.figure.figure.text + rest


def _counts_them(part: Matcher, divisor: Divisor, dividend: Candidate, candidate: Candidate) -> bool:
    """Whether those among whom something is shared are just those that the question is about (人均)."""
    if divisor.words and not _ANYBODY.fullmatch(divisor.words):
        return True
    if beside(dividend, candidate) >= BESIDE:
        return True
    who = {i for i, term in enumerate(part.terms) if _PERSONS.search(term.text) and len(term.text) > 2}
    return bool(who) and who <= candidate.covered and who <= dividend.covered


def _is_divisor(divisor: Divisor, candidate: Candidate) -> bool:
    figure = candidate.figure
    if figure and figure.figure.bound:
        return False
    if candidate.unit in _DURATIONS or not has_number(candidate):
        return False
    if candidate.unit in divisor.units or (
        candidate.unit == "人次" and candidate.cell and "人" in divisor.units
    ):
        # A grant is counted each time it is given.
        return True
    label = name(candidate)
    label += _behind(candidate)
    return (len(divisor.words) > 1 and divisor.words in label) or divisor.words[-2:] in label.split()
