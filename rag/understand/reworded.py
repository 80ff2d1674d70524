"""A question that tells an indicator in other words, read with its name where it is not answered as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.embed import Vectors
from rag.find.candidates import unit_class
from rag.find.facts import Fact
from rag.find.labels import Grams, grams
from rag.prose.persons import asks_who
from rag.respond.resolution import Resolution
from rag.text import normalize
from rag.understand.everyday import Everyday, Meant, is_common
from rag.understand.lexicon import Span, load_lexicon
from rag.understand.question import Query, understand
from rag.understand.stages import of_another_stage
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB
from rag.understand.years import find_years

_UP_OR_DOWN = "比上年升了还是降了"
# What can be asked of one indicator by its name.
_PUT_AGAIN = ("lookup", "share", "difference", "average", "sum")
_OF_FIGURES = ("number", "check", "any")
_FOUND = ("figures", "computed")
# A grade, a number of years; 一个人 is anybody.
_COUNTED = re.compile(r"[\d二三四五六七八九十]|一年级")
# Those who are not so, or are left over, are no others than those who are.
_NEGATED = re.compile(
    r"不是|没有?|未(?!来)|不(?:够|足|能|会|想|愿|在|到)|除[了去]|以外|之外|其余|[还剩]剩|剩下|差多少|缺(?![考勤席])"
)
# What is asked of each is no one figure.
_OF_EACH = re.compile(r"分别|各自")
FULL_NAME = 4  # characters of a name that means nothing else
# What a name of a part of the school, a major or a class ends in.
_BODIES = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:专业(?!课|群|对口|相关|技术)|学院|系(?![统列数]))")
# How much of a name what answers to an everyday question must bear.
MOST = 0.7
# 35岁以下的, 一等奖 are not all.
_LIMITS = re.compile(r"(?<!\d)\d{1,3}(?=岁|周岁|课时|学分)|[特一二三]等奖|[金银铜][奖牌]")


def other_reading(query: Query) -> Query | None:
    """Return what a question asks if it tells an indicator in other words, None where it does not."""
    reworded = load_lexicon().reword(query.said)
    return understand(reworded) if reworded not in (query.said, query.text) else None


def core(query: Query) -> str:
    """Return a question without its years, as examples of everyday questions are put."""
    return re.sub(r"\s+", "", find_years(query.said or query.text)[1])


def everyday_reading(query: Query, vector: Vectors, everyday: Everyday) -> tuple[str, Query] | None:
    """Return the indicator that an everyday question means, and the question put by its name.

    Args:
        query: the question understood.
        vector: of its core, shape (dim,), of length 1.
        everyday: examples of what is meant.
    """
    if query.operation not in _PUT_AGAIN or query.want not in _OF_FIGURES or asks_who(query.text):
        return None
    if _OF_EACH.search(query.text):
        return None
    meant = everyday.meant(vector, _of_kind(query))
    if meant is None or (_NEGATED.search(query.text) and not _NEGATED.search(meant.name + meant.example)):
        return None
    if _names_another(query, meant.name):
        return None
    return meant.name, _put(query, meant)


def _names_another(query: Query, meant: str) -> bool:
    """Whether a question names an indicator of the same kind by its full name: it means no other."""
    lexicon = load_lexicon()
    named = {name for t in query.terms if len(t.text) >= FULL_NAME for name in lexicon.indicators(t.text)}
    kinds = {entry.name: unit_class(entry.unit) for entry in lexicon.entries if entry.kind == "indicator"}
    return meant not in named and any(kinds[name] == kinds.get(meant) for name in named)


def _of_kind(query: Query) -> tuple[str, ...]:
    """The indicators in the kind of unit that is asked for; empty where none is."""
    unit = "%" if query.percent else query.unit
    if not unit:
        return ()
    # 几个 is asked of people as of things.
    apart = {unit_class("%"), unit_class("元")} if unit == "个" else set()
    return tuple(
        entry.name
        for entry in load_lexicon().entries
        if entry.kind == "indicator"
        and (unit_class(entry.unit) not in apart if apart else unit_class(entry.unit) == unit_class(unit))
    )


def _put(query: Query, meant: Meant) -> Query:
    """The question put by the name of the indicator, for the group and the years that it asks about."""
    body = body_named(query)
    group = "".join(term.text for term in query.terms if term in body or _is_group(term, meant))
    change = _UP_OR_DOWN if query.operation == "difference" else "是多少"
    put = understand(f"{group}{meant.name}{change}")
    dated = query if query.years or query.offsets else put
    return replace(put, years=dated.years, offsets=dated.offsets, references=query.references)


def body_named(query: Query) -> tuple[Term, ...]:
    """Return the words of the major, class or part of the school that a question names, however common."""
    found: list[Term] = []
    for match in _BODIES.finditer(query.text):
        end = match.end()
        for term in reversed(query.terms):
            if term.end == end or (end == match.end() and match.start() <= term.end <= end):
                found.append(term)
                end = term.start
    return tuple(found) if len(found) > 1 else ()


def _is_group(term: Term, meant: Meant) -> bool:
    """Whether a term tells whom a question is about: a name, a grade, a noun not used to ask.

    What the report says of somebody else is no answer, whether or not it speaks of these.
    """
    if meant.name in load_lexicon().canonical(term.text):
        return False
    if _COUNTED.search(term.text) and term.base >= VERB:
        return term.text not in meant.name and term.text not in meant.example
    if term.base >= NOUN and load_lexicon().is_scope(term.text) and term.text not in meant.name:
        # 男生 are some of the students, however often people ask of them.
        return term.text not in meant.example
    return term.base >= NOUN and not is_common(term.text)


def borne_out(resolution: Resolution) -> bool:
    """Tell whether such a reading found figures that bear a name of the indicator, not a few of its words."""
    names = [_pairs(name) for span in _indicators(resolution.query) for name in span.alternatives]
    found = resolution.outcome in _FOUND and bool(resolution.facts)
    return found and all(_bears(fact, names) for fact in resolution.facts)


def bears_out(found: Sequence[Resolution], query: Query) -> bool:
    """Tell whether figures found by an indicator's name bear most of it, in its unit and stage."""
    facts = [fact for resolution in found if resolution.outcome in _FOUND for fact in resolution.facts]
    spans = [span for resolution in found[:1] for span in _indicators(resolution.query)]
    # 自主创业116人 is the 自主创业人数.
    told = [name for span in spans for name in span.alternatives]
    names = [_pairs(name) for name in (*told, *(name.removesuffix("人数") for name in told)) if len(name) > 2]
    meant = {name for span in spans for name in span.names}
    units = {unit_class(entry.unit) for entry in load_lexicon().entries if entry.name in meant}
    return bool(facts) and all(
        _bears(fact, names, MOST)
        and unit_class(fact.unit) in units
        and not of_another_stage(query.text, _label(fact))
        and _tells_limits(fact, query.text)
        for fact in facts
    )


def _tells_limits(fact: Fact, question: str) -> bool:
    """Whether a figure is of those whom a question narrows by a number (35岁以下的), where it does."""
    return all(limit in f"{_label(fact)} {fact.quote}" for limit in _LIMITS.findall(question))


def _indicators(query: Query) -> list[Span]:
    return [span for span in load_lexicon().find(query.text) if span.kind == "indicator"]


def _label(fact: Fact) -> str:
    return normalize(" ".join((*fact.scope, fact.indicator)))


def _bears(fact: Fact, names: list[Grams], share: float = 1.0) -> bool:
    said = grams(_label(fact))
    return any(len(name & said) >= share * len(name) for name in names)


def _pairs(name: str) -> Grams:
    return frozenset(pair for pair in grams(name) if len(pair) == 2)
