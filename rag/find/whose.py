"""Whose a figure in prose is: of all, of several together, of what the next clause or sentence comes to."""

from __future__ import annotations

import re
from itertools import pairwise

from rag.find.candidates import Candidate
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB

_OF_LISTED = re.compile(r"(?:国家?|省[份区]?|市|校区|专业|学院|单位|部门|企业|地区|城市)")
# Parts of a school, of which each has figures of its own.
_PART = re.compile(r"(?:校区|分校|学院|系|部|基地|中心|公司)$")
# What a question may leave off a name.
_NAME_END = "[省市州县区乡镇村]?"
_CLAUSE_ENDS = "，。；,;"


def clause_of(text: str, candidate: Candidate) -> str:
    """Return the clause of a sentence that a figure stands in."""
    if candidate.figure is None:
        return text
    start, end = candidate.figure.figure.start, candidate.figure.figure.end
    before = max((text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS), default=-1)
    after = min((i for mark in _CLAUSE_ENDS if (i := text.find(mark, end)) >= 0), default=len(text))
    return text[before + 1 : after]


def one_of_several(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """Return nouns that a sentence only lists with others (甲、乙两个校区，占地…): its figure is of all."""
    if candidate.sentence is None or candidate.figure is None:
        return []
    text, own = candidate.sentence.text, candidate.figure.near
    before = text[: candidate.figure.figure.end]
    if len(clauses := re.split("[，,；]", candidate.figure.subject)) > 1:
        # 甲、乙两个校区，占地: the clause of its own names neither.
        own = grams(clauses[-1])
    # 甲、乙两个校区: the number of those listed is told of none of them.
    behind = text[candidate.figure.figure.end :]
    counts_listed = not re.search(r"\d", candidate.figure.figure.text) or _OF_LISTED.match(behind) is not None
    together = _asked_together(matcher, text)
    return [
        term
        for term in matcher.terms
        if term.base >= VERB
        and term not in together
        and not term.known
        and term not in candidate.missing
        and (not matcher.found(term, own) or counts_listed)
        # 甲、乙两个校区，占地…，其中甲校区…: what is told first is of both.
        and is_listed(term, before if term.text in before else text)
    ]


def _asked_together(matcher: Matcher, text: str) -> list[Term]:
    """The terms that a question lists as a sentence does (去甲、乙实习的): of all of them it is asked."""
    asked = matcher.query.text
    return [
        term
        for a, b in pairwise(_listed_names(matcher))
        # 甲水县、乙山县 are asked for as 甲水、乙山.
        if re.search(rf"{re.escape(_said(asked, a))}{_NAME_END}[、和与及]{re.escape(_said(asked, b))}", text)
        for term in (*a, *b)
    ]


def _listed_names(matcher: Matcher) -> list[tuple[Term, ...]]:
    """The things that a question lists, each by its terms: 出科考核 are two."""
    names: list[list[Term]] = []
    for before, term in zip((None, *matcher.terms), matcher.terms, strict=False):
        between = matcher.query.text[before.end : term.start] if before else "、"
        if between == "":
            names[-1].append(term)
        elif re.fullmatch("[、和与及跟]", between):
            names.append([term])
        else:
            names.append([])
            names.append([term])
    return [tuple(name) for name in names]


def _said(asked: str, name: tuple[Term, ...]) -> str:
    """How a question says a name; what is no name stands in no text."""
    return asked[name[0].start : name[-1].end] if name else "\0"


def of_the_whole(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a figure is told of all, what is asked about only behind 其中, counted in something else.

    发放奖助学金310万元，其中国家奖学金12人 tells no money of the latter.
    """
    if candidate.sentence is None or candidate.figure is None or matcher.query.operation != "lookup":
        return False
    text, end = candidate.sentence.text, candidate.figure.figure.end
    whole, part, behind = text[end:].partition("其中")
    # What has ended before is of another thing.
    if not part or re.search("[。；]", whole):
        return False
    before, behind = text[:end] + whole, re.split("[。；]", behind)[0]
    for term in matcher.terms:
        counted = re.search(rf"{re.escape(term.text)}[^\d，、]{{0,4}}[\d.]+(?P<unit>[^\d，、]*)", behind)
        if counted and term.base >= NOUN and term.text not in before:
            if not counted["unit"].startswith(candidate.unit):
                return True
    return False


def told_behind(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """Return parts and names that a sentence comes to only behind the figure's clause.

    It tells nothing of them: 学校占地48万平方米，设甲、乙两个校区 no area of one;
    留学生94人，其中来自老挝37人 no other number.
    """
    if candidate.sentence is None or candidate.figure is None:
        return []
    text, clause = candidate.sentence.text, clause_of(candidate.sentence.text, candidate)
    end = text.find(clause) + len(clause)
    before, behind = grams(text[:end]), text[end:]
    return [
        term
        for term in matcher.terms
        if term.base >= NOUN
        and term not in candidate.missing
        and (_PART.search(term.text) or term.name or _has_own_number(term, behind, candidate.unit))
        and not any(matcher.found(term, told) for told in (before, candidate.sentence.heading))
        and matcher.found(term, grams(behind))
    ]


def _has_own_number(term: Term, text: str, unit: str) -> bool:
    number = rf"{re.escape(term.text)}[^\d，,、；。]{{0,4}}\d[\d.]*{re.escape(unit)}"
    return re.search(number, text) is not None


def is_listed(term: Term, text: str) -> bool:
    """Tell whether a sentence names a thing as one of several (甲、乙两个校区): what it tells is of all."""
    # 贵州省 is listed as 贵州.
    word = re.escape(re.sub(r"(?<=..)[省市县]$", "", term.text) if term.name else term.text)
    listed = [
        match
        for match in re.finditer(rf"(?:、“?|”“){word}|{word}[^\d，。；、“”]{{0,4}}(?:”?、|”“)", text)
        # 5项专利、3项…: one that has its own number is told of by itself.
        if not re.search(r"\d", re.split("[、，。；“”]", text[: match.end() - 1])[-1])
        and not re.match(r"\s?\d", text[match.end() :])
    ]
    return 0 < len(listed) == len(re.findall(word, text))


def borrowed(matcher: Matcher, candidate: Candidate) -> list[Term]:
    """Return telling nouns that only the neighbouring sentences of a figure speak of.

    What they name is not its own. In a case, which tells of one thing from beginning to end, they do.
    """
    sentence = candidate.sentence
    if sentence is None or sentence.paragraph.case:
        return []
    nouns = [term for term in matcher.terms if term.base >= NOUN]
    # The only figure of its sentence needs but be of what the question ends in: 某村的收入.
    looked_for = matcher.terms if len(sentence.figures) > 1 else nouns[-1:]
    # A word of one character (奖) is looked for close to the figure.
    own = (candidate.figure.near,) if candidate.figure else ()
    told = (sentence.all, sentence.heading, *own)
    return [
        term
        for i, term in enumerate(matcher.terms)
        if term in looked_for
        and term.base >= NOUN
        # The name of the figure itself may be told in the sentence before, whose it is may not.
        and (not term.known or term is not nouns[-1])
        and i not in candidate.covered
        and term not in candidate.missing
        and not any(matcher.found(term, text) for text in told)
    ]
