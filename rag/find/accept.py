"""Whether a candidate answers the question, or something beside it."""

from __future__ import annotations

import re

from rag.calculate.left_out import left_out
from rag.find.about import is_about
from rag.find.asked_kind import (
    asks_amount,
    names_itself,
    tells_kind,
    tells_of_a_year,
    tells_of_one,
    tells_one_year,
    tells_time,
)
from rag.find.candidates import Candidate, is_in, is_rare, name, unit_class
from rag.find.counted_apart import of_other_people
from rag.find.figures import classes_of
from rag.find.match import Matcher
from rag.find.whose import borrowed, clause_of, of_the_whole, one_of_several, told_behind
from rag.understand.opposites import of_the_other
from rag.understand.stages import leaves_out_stage, of_another_stage
from rag.understand.terms import Term
from rag.understand.words import NOUN, SHARED, VERB

# Measured on the known facts: below this share of the question answered to, an answer was mostly wrong.
SUPPORT = 0.72
# The part of the question that the figure's own name, not just its surroundings, must answer to.
# Where the figure is in the very measure asked for (几所, 几届), less will do.
# Nor need a report say the words that most of its tables share (某地本地的考生).
# In a long question one word may find no answer where all the others do.
LONG_SUPPORT = 0.85
EXACT_UNIT_SUPPORT = 0.55
COMMONPLACE_SUPPORT = 0.6
NAMED = 0.34
NAMED_IN_FULL = 0.85
WHOLE_LABEL = 4  # characters of a label that leaves no doubt
# Those who are not so, and the others, are counted by themselves in some reports.
_NEGATED = re.compile(r"[未没非无余不除缺待]|以外|之外|其他|其它")
_TO_COME = re.compile(
    r"计划|目标|规划|预计|将|拟|打算|争取|力争|未来|今后|下一?步|明年|下一?年|以后|缺口|十[四五六]五|要|准备"
)
_ELSEWHERE = re.compile(r"[省市区县校]外")
_AGE = re.compile(r"(?<!\d)(\d{1,2})(?=\s?周?岁(?:[及含]?以[上下内]|[-—~到至]))")
# A missing word with a number in it (三年级) is another thing, not another way to say it.
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]")


def accepted(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a candidate answers the question rather than something beside it."""
    return is_spelled_out(matcher, candidate) or _answers(matcher, candidate)


def _answers(matcher: Matcher, candidate: Candidate) -> bool:
    missing = (
        *candidate.missing,
        *borrowed(matcher, candidate),
        *one_of_several(matcher, candidate),
        *told_behind(matcher, candidate),
    )
    decisive = [term for term in missing if matcher.decisive(term)]
    hard = [term for term in decisive if is_telling(term)]
    if _of_others(matcher.query.text, candidate) or _leaves_out(candidate) or _is_to_come(matcher, candidate):
        return False
    if not _of_the_kind(matcher.query.text, candidate) or _is_no_share(matcher, candidate):
        return False
    if not is_about(matcher, candidate) or _says_too_little(matcher, candidate):
        return False
    if _not_of_the_others(matcher, candidate) or of_the_whole(matcher, candidate):
        return False
    lone = not matcher.book.sentences
    if lone and not hard and candidate.cell and _named_in_full(matcher, candidate):
        # Of a table that stands alone people say what it is about (哪部电影): it need not say so itself.
        return True
    if hard or (decisive and matcher.support(missing) < LONG_SUPPORT):
        return False
    if matcher.query.item and candidate.cell:
        return True
    if candidate.specificity >= NAMED_IN_FULL and _indicator_named(matcher, candidate):
        return True
    if _only_in_unit(matcher, candidate):
        return True
    exact = len(matcher.query.unit) > 0 and matcher.query.unit == candidate.unit not in ("个", "人", "%")
    commonplace = bool(candidate.missing) and all(term.base <= SHARED for term in candidate.missing)
    least = EXACT_UNIT_SUPPORT if exact else COMMONPLACE_SUPPORT if commonplace else SUPPORT
    return matcher.support(candidate.missing) >= least and candidate.named >= NAMED


def _of_others(question: str, candidate: Candidate) -> bool:
    """Whether a figure is told of another stage, of any age, or of those who left in another year."""
    told = f"{name(candidate)} {candidate.sentence.text if candidate.sentence else ''}"
    if of_another_stage(question, name(candidate)):
        return True
    if (candidate.sentence and of_the_other(question, candidate.sentence.text)) or any(
        age not in told for age in _AGE.findall(question)
    ):
        return True
    if of_other_people(question, candidate):
        return True
    asked = set(classes_of(question))
    if not asked or candidate.sentence is None or candidate.figure is None:
        return False
    classes = classes_of(candidate.sentence.text[: candidate.figure.figure.start])
    return bool(classes) and classes[-1] not in asked


def _is_to_come(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure is a goal for a year after that of the report's data, which nobody asked for."""
    own, year, text = matcher.book.report.data_year, candidate.year, matcher.query.text
    return bool(own and year and year > own) and not matcher.years and not _TO_COME.search(text)


def is_spelled_out(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether the whole label of a cell's row stands in the question, which says nothing besides.

    What kind of thing its words would ask for elsewhere (学费及住宿费 what each has to pay) then counts for
    nothing.
    """
    row = candidate.cell.row.bare[-1] if candidate.cell and candidate.cell.row.bare else ""
    whole = len(row) >= WHOLE_LABEL and row in matcher.query.text and candidate.coverage >= 1.0
    return whole and not candidate.missing and candidate.specificity >= 1.0


def _says_too_little(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether one of words that many things share, and no other are asked about, is not found."""
    return bool(candidate.missing) and not any(term.base >= VERB for term in matcher.terms)


def _only_in_unit(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure is the only one in a rare unit asked for (几届), in a sentence that says the rest."""
    sentence, unit = candidate.sentence, matcher.query.unit
    if sentence is None or candidate.missing or not is_rare(unit) or not is_in(candidate.unit, unit):
        return False
    in_unit = [view for view in sentence.figures if is_in(view.figure.unit, unit)]
    telling = [term for term in matcher.terms if term.base >= VERB]
    return len(in_unit) == 1 and bool(telling) and all(matcher.found(t, sentence.all) for t in telling)


def _of_the_kind(question: str, candidate: Candidate) -> bool:
    """Whether a figure is of the kind asked for: a score, what one has to pay, what came in one year."""
    label = name(candidate)
    if candidate.cell is not None:
        around = f"{label} {candidate.view.table.title if candidate.view else ''}"
        told = f"{around} {candidate.cell.cell.text}{candidate.unit}"
        if not tells_time(question, f"{label} {candidate.cell.cell.text}", candidate.unit):
            return False
        return tells_kind(question, told) and tells_of_one(question, around, candidate.unit)
    if candidate.sentence is None:
        return True
    text, clause = candidate.sentence.text, clause_of(candidate.sentence.text, candidate)
    if candidate.figure and names_itself(question, candidate.figure.figure.text):
        return False
    return (
        tells_time(question, "", candidate.unit)
        and tells_kind(question, text)
        and tells_one_year(question, clause)
        and tells_of_a_year(question, clause, candidate.unit)
        and tells_of_one(question, f"{label} {clause}", candidate.unit)
    )


def _is_no_share(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether an amount stands where a share is asked, or a share where an amount of money is."""
    is_share = unit_class(candidate.unit) == unit_class("%")
    if matcher.query.operation == "share":
        # 各占多少亩 asks for an amount.
        return bool(candidate.unit) and not is_share and candidate.unit != matcher.query.unit
    return is_share and asks_amount(matcher.query.text)


def _not_of_the_others(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure is not called what is asked for: those who are not so (不是双师的), or all others."""
    asked = left_out(matcher)
    if asked is None:
        return False
    label = name(candidate)
    if _NEGATED.search(label):
        return False
    for term in asked.part:
        # 省外新生 are no others than 省外.
        label = label.replace(term.text, "")
    return not _ELSEWHERE.search(label)


def _leaves_out(candidate: Candidate) -> bool:
    """Whether a figure leaves out a stage that is asked for, or one in prose whom the question is about.

    Of a table one knows whom it is about; a sentence says it.
    """
    return any(
        leaves_out_stage(term.text, name(candidate))
        or (candidate.sentence is not None and term.known and term.base >= SHARED)
        for term in candidate.missing
    )


def is_telling(term: Term) -> bool:
    """Tell whether a term is a name, an indicator or numbered: nothing else says the same."""
    return term.name or term.known or _NUMBERED.search(term.text) is not None


def _indicator_named(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure's own name is the indicator asked for, and no noun of the question is left out.

    Verbs and common words around it (刚出来一个月拿多少工资) then tell how people talk.
    """
    known = [i for i in candidate.own if matcher.terms[i].known and matcher.terms[i].base >= NOUN]
    if any(_restricts(matcher, term, matcher.terms[i]) for term in candidate.missing for i in known):
        return False
    return bool(known) and all(term.base < NOUN for term in candidate.missing)


def _restricts(matcher: Matcher, term: Term, indicator: Term) -> bool:
    """Whether a verb that the report uses says which of those are meant: 能动手的专任教师."""
    between = matcher.query.text[term.end : indicator.start]
    told = term.base >= VERB and not matcher.unknown(term)
    return told and term.end <= indicator.start and re.fullmatch(r"[^，,的]{0,3}的", between) is not None


def _named_in_full(matcher: Matcher, candidate: Candidate) -> bool:
    if candidate.cell is None:
        return False
    row, col = matcher.fit(candidate.cell.row), matcher.fit(candidate.cell.col)
    return (
        (row.specificity >= 0.9 or bool(row.own) or row.nameless)
        and col.specificity >= 0.6
        and not col.nameless
    )
