"""Whether a candidate answers the question, or something beside it."""

from __future__ import annotations

import re

from rag.candidates import Candidate, name
from rag.left_out import left_out
from rag.match import Matcher
from rag.terms import Term
from rag.words import NOUN, SHARED, VERB

# Measured on the known facts: below this share of the question answered to, an answer was mostly wrong.
SUPPORT = 0.72
# The part of the question that the figure's own name, not just its surroundings, must answer to.
# Where the figure is in the very measure asked for (几所, 几届), less will do.
# In a long question one word may find no answer where all the others do.
LONG_SUPPORT = 0.85
EXACT_UNIT_SUPPORT = 0.55
NAMED = 0.34
NAMED_IN_FULL = 0.85
# What becomes of those who apply, study and take an examination, stage by stage: of one no figure of another
# answers.
_STAGES = tuple(
    map(
        re.compile,
        ("报考|报名", "录取|录了", "报到", "考核|参考|参加考试", "取证|获证|拿到?证|获取|通过|合格"),
    )
)
# Those who are not so, and the others, are counted by themselves in some reports.
_NEGATED = re.compile(r"[未没非无余不除缺待]|以外|之外|其他|其它")
_ELSEWHERE = re.compile(r"[省市区县校]外")
# A missing word with a number in it (三年级) is another thing, not another way to say it.
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]")


def accepted(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a candidate answers the question rather than something beside it."""
    missing = (*candidate.missing, *_borrowed(matcher, candidate), *_one_of_several(matcher, candidate))
    decisive = [term for term in missing if matcher.decisive(term)]
    hard = [term for term in decisive if is_telling(term)]
    if of_another_stage(matcher.query.text, name(candidate)) or _leaves_out(candidate):
        return False
    if _not_of_the_others(matcher, candidate):
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
    exact = len(matcher.query.unit) > 0 and matcher.query.unit == candidate.unit not in ("个", "人", "%")
    return matcher.support(candidate.missing) >= (EXACT_UNIT_SUPPORT if exact else SUPPORT) and (
        candidate.named >= NAMED
    )


def of_another_stage(question: str, label: str) -> bool:
    """Tell whether a figure counts those who came to another stage than the one asked (录取, not 报到)."""
    asked = [stage for stage in _STAGES if stage.search(question)]
    told = [stage for stage in _STAGES if stage.search(label)]
    return bool(asked and told) and not any(stage in told for stage in asked)


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
        any(stage.search(term.text) and not stage.search(name(candidate)) for stage in _STAGES)
        or (candidate.sentence is not None and term.known and term.base >= SHARED)
        for term in candidate.missing
    )


def _one_of_several(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """Nouns that a sentence only lists with others (甲、乙两个校区，占地…): its figure is of all of them."""
    if candidate.sentence is None or candidate.figure is None:
        return []
    text, own = candidate.sentence.text, candidate.figure.near
    # 甲、乙两个校区: the number of those listed is told of none of them.
    counts_listed = not re.search(r"\d", candidate.figure.figure.text)
    return [
        term
        for term in matcher.terms
        if term.base >= VERB
        and not term.known
        and term not in candidate.missing
        and (not matcher.found(term, own) or counts_listed)
        and is_listed(term, text)
    ]


def is_listed(term: Term, text: str) -> bool:
    """Tell whether a sentence names a thing as one of several (甲、乙两个校区): what it tells is of all."""
    word = re.escape(term.text)
    listed = [
        match
        for match in re.finditer(rf"(?:、“?|”“){word}|{word}[^\d，。；、“”]{{0,4}}(?:”?、|”“)", text)
        # 5项专利、3项…: one that has its own number is told of by itself.
        if not re.search(r"\d", re.split("[、，。；“”]", text[: match.end() - 1])[-1])
        and not re.match(r"\s?\d", text[match.end() :])
    ]
    return 0 < len(listed) == text.count(term.text)


def is_telling(term: Term) -> bool:
    """Tell whether a term is a name, an indicator or numbered: nothing else says the same."""
    return term.name or term.known or _NUMBERED.search(term.text) is not None


def _indicator_named(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a figure's own name is the indicator asked for, and no noun of the question is left out.

    Verbs and common words around it (刚出来一个月拿多少工资) then tell how people talk.
    """
    known = [i for i in candidate.own if matcher.terms[i].known and matcher.terms[i].base >= NOUN]
    return bool(known) and all(term.base < NOUN for term in candidate.missing)


def _named_in_full(matcher: Matcher, candidate: Candidate) -> bool:
    if candidate.cell is None:
        return False
    row, col = matcher.fit(candidate.cell.row), matcher.fit(candidate.cell.col)
    return (
        (row.specificity >= 0.9 or bool(row.own) or row.nameless)
        and col.specificity >= 0.6
        and not col.nameless
    )


def _borrowed(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """Telling nouns that only the neighbouring sentences of a figure speak of: what they name is not its own.

    In a case, which tells of one thing from beginning to end, they do.
    """
    sentence = candidate.sentence
    if sentence is None or sentence.paragraph.case:
        return []
    nouns = [term for term in matcher.terms if term.base >= NOUN]
    # The only figure of its sentence needs but be of what the question ends in: 某村的收入.
    looked_for = matcher.terms if len(sentence.figures) > 1 else nouns[-1:]
    return [
        term
        for term in looked_for
        if term.base >= NOUN
        and not term.known
        and term not in candidate.missing
        and not matcher.found(term, sentence.all)
        and not matcher.found(term, sentence.heading)
    ]
