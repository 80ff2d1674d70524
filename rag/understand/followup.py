"""A follow-up (那省内的呢？ 2019年呢？) read together with the turns before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.understand.answer_kinds import OTHERWISE
from rag.understand.intent import Want
from rag.understand.plainer import put
from rag.understand.question import Query, understand, with_terms
from rag.understand.terms import Term
from rag.understand.words import SHARED
from rag.understand.years import other_year

# Longer turns say themselves what they are about.
SHORT = 10
_LEANS = re.compile(
    r"^(?:那么?|还有|再|又|也|它|其(?!他)|这|该|上述|然后|同样|相比|比|与|跟|和|换成|改成)|呢$|"
    r"^(?:and\b|what about|how about)"
)
_KINDS = re.compile("学院|系(?!统|列|数)|专业|班|校区|村|证|培训|赛项|基地")
_KIND_END = re.compile(rf"(?<=.)(?:{_KINDS.pattern})$")
_ORDINAL = re.compile("(?:那|还有)?第[一二三四五六七八九十]")
# By what things are put in order: 人次最多.
_MEASURE = re.compile(r"[\u4e00-\u9fff]{2}(?P<most>最[高低多少大小长短强弱好差])")
_YEAR_BEFORE = re.compile(r"前一?(?:学年|年度|年|届)|[上头]一?(?:学年|年度|年|届)")
_YEAR_AFTER = re.compile(r"(?:再?[下后]一?(?:学年|年度|年(?!级)|届)|[次翌]年|第二年|隔年)")


def readings(turns: Sequence[str], *, continued: bool = False) -> tuple[Query, ...]:
    """Return what the last turn may ask, likeliest first.

    A turn that stands alone has one reading, or two where it ends in a number of people. One that leans on
    the turns before it is read as those with its own words added; with one earlier word given up for its own
    (一年级 → 二年级); and by itself. One that is ``continued`` goes on with the sentence before it: it leans,
    and asks in its own unit.
    """
    found, said = _readings(turns, continued=continued), understand(turns[-1]).said
    again = put(said, OTHERWISE)
    return found if again == said else (*found, *_readings((*turns[:-1], again), continued=continued))


def _readings(turns: Sequence[str], *, continued: bool) -> tuple[Query, ...]:
    """The readings of the last turn with its words as they are."""
    query = understand(turns[-1])
    if len(turns) < 2:
        return (query,)
    if not (continued or _leans(query)):
        return (*_of_the_same(turns, query), query)
    earlier = _without_measure(readings(turns[:-1])[0], query)
    merged = _merge(earlier, query)
    if continued:
        merged = _asking_like(merged, query)
    fresh = frozenset(term for term in merged.terms if term.start > len(earlier.text))
    stale = [term for term in merged.terms if term not in fresh]
    if not any(term.base >= 0.6 for term in fresh):
        return (merged,)
    # What is given up must leave something of the earlier question: what it was about.
    kinds = {kind for term in fresh if (kind := _kind_of(merged.text, term))}
    without_one = [
        with_terms(merged, tuple(t for t in merged.terms if t is not old))
        # Another of the same kind (那信息学院呢) takes its place first.
        for old in sorted(reversed(stale), key=lambda term: _kind_of(merged.text, term) not in kinds)
        if any(term.base >= 0.6 for term in stale if term is not old)
    ]
    nouns = [term for term in query.terms if term.base >= 1.0]
    subjects = [term for term in earlier.terms if term.base >= 1.0 and not term.known]
    alone = replace(query, years=merged.years, offsets=merged.offsets)
    if len({term.text for term in nouns}) > 1 and {t.text for t in nouns} & {t.text for t in subjects}:
        # 甲基地面积多大，乙基地设备多少: of another of the same kind it says all of it itself.
        return (merged, *without_one, alone)
    if not nouns or (continued and subjects):
        # A clause that goes on is about what its sentence is about.
        return (merged, *without_one)
    if len(nouns) > 1 and any(term.known for term in nouns):
        # It says all of it anew: 那理科市内录取线.
        return (merged, alone, *without_one)
    return (merged, *without_one, alone)


def _without_measure(earlier: Query, query: Query) -> Query:
    """The earlier question without that by which it put things in order, where the new one says another.

    哪类人次最多？金额最大的是哪类: the amount of money is compared, not the people.
    """
    old, new = _MEASURE.search(earlier.text), _MEASURE.search(query.text)
    ordered = {earlier.operation, query.operation} <= {"max", "min"}
    if not ordered or not old or not new or not any(t.end == new.start("most") for t in query.terms):
        return earlier
    kept = tuple(t for t in earlier.terms if t.end != old.start("most"))
    if len(kept) == len(earlier.terms) or not kept:
        return earlier
    blank = " " * len(old.group())
    return with_terms(replace(earlier, text=earlier.text.replace(old.group(), blank, 1)), kept)


def _kind_of(text: str, term: Term) -> str:
    """The kind of thing that a term names, by the word behind it or at its end (信息学院, 物流班)."""
    found = _KINDS.match(text, term.end) or _KIND_END.search(term.text)
    return found[0] if found else ""


def _of_the_same(turns: Sequence[str], query: Query) -> tuple[Query, ...]:
    """A short turn that names only an indicator may ask it of what was just spoken of (…学院…？就业率？)."""
    nouns = [term for term in query.terms if term.base >= 1.0]
    if len(query.text) > SHORT or query.references or not all(term.known for term in nouns):
        return ()
    earlier = readings(turns[:-1])[0]
    subjects = tuple(term for term in earlier.terms if term.base >= 1.0 and not term.known)
    if not subjects or len(subjects) == len(earlier.terms):
        return ()
    merged = _merge(with_terms(earlier, subjects), query)
    return (_asking_like(merged, query),)


def _asking_like(merged: Query, query: Query) -> Query:
    """What is asked for is what the last turn asks for by itself."""
    return replace(merged, unit=query.unit, percent=query.percent, want=query.want, operation=query.operation)


def may_lean(turn: str) -> bool:
    """Tell whether a turn may ask on: it leans, or is so short that it may name an attribute only."""
    query = understand(turn)
    return _leans(query) or len(query.text) <= SHORT


def _wanted(earlier: Query, query: Query) -> Want:
    """What is asked for: 第二个呢 asks again for what was asked of the first."""
    again = query.want == "any" and earlier.want == "list" and _ORDINAL.match(query.text)
    return earlier.want if again else query.want


def _leans(query: Query) -> bool:
    return bool(_LEANS.search(query.text)) or not any(term.base >= 1.0 for term in query.terms)


def _merge(earlier: Query, query: Query) -> Query:
    """The earlier question with the new one's words added, its years and operation taken where it has any."""
    shift = len(earlier.text) + 1
    # What the new turn adds must be answered to, however common a word it is.
    moved = tuple(
        replace(t, start=t.start + shift, end=t.end + shift, name=t.name or t.base >= SHARED)
        for t in query.terms
    )
    if len(earlier.years) == 1 and query.offsets and _YEAR_BEFORE.search(query.text):
        # 前一年呢 counts from the year just told.
        query = replace(query, years=(earlier.years[0] - 1,), offsets=())
    if (after := _YEAR_AFTER.search(query.text)) and not (query.years or query.offsets):
        # 下一届呢: one later than the year just told, or than the newest.
        told = tuple(year + 1 for year in earlier.years) if len(earlier.years) == 1 else ()
        query = replace(query, years=told, offsets=() if told else (1,))
        moved = tuple(t for t in moved if t.end - shift <= after.start() or t.start - shift >= after.end())
    dated = bool(query.years or query.offsets)
    # 哪些没招满？合计缺多少 adds up what the condition holds of.
    new_operation = query.operation != "lookup" and (earlier.operation, query.operation) != ("filter", "sum")
    text = f"{earlier.text} {query.text}"
    merged = replace(
        earlier,
        text=text,
        years=query.years if dated else earlier.years,
        offsets=query.offsets if dated else earlier.offsets,
        references=query.references or earlier.references,
        operation=query.operation if new_operation else earlier.operation,
        comparison=query.comparison if new_operation else earlier.comparison,
        want=_wanted(earlier, query) if query.want != "number" or new_operation else earlier.want,
        unit=query.unit or (earlier.unit if not query.percent else ""),
        percent=query.percent or (earlier.percent and not query.unit),
        limit=query.limit or earlier.limit,
        claims=query.claims,
        said="",
    )
    if merged.operation in ("difference", "growth", "multiple"):
        merged = replace(merged, offsets=other_year(merged.years, merged.offsets))
    return with_terms(merged, earlier.terms + moved)
