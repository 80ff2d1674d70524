"""No answer about another than the one asked for: a part not there, other people, the other of two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rag.find.facts import Fact
from rag.find.held import not_held
from rag.find.people_counted import of_other_group
from rag.respond.outcomes import refused
from rag.respond.resolution import Resolution
from rag.text import normalize, simplify
from rag.turn import Turn
from rag.types import Paragraph
from rag.understand.followup import may_lean
from rag.understand.opposites import of_the_other
from rag.understand.own_names import own_names_in

NEAREST = 2
# 哪个…最高: which of them is asked, of which averages may be told.
_WHICH = re.compile(r"哪|谁|排|前[几两二三四五六七八九十\d]|为什么|原因")
_EXTREME = re.compile("最[高低]")
_SEX = re.compile("[男女]")
# What one supposes is put right.
_IS_IT_SO = re.compile("是不是|是否|对不对|对吗|吗$")
_ORDINAL = re.compile(r"第(?P<n>[一二三四五六七八九十]|\d+)(?P<of>[批期轮届])")


def without_others(turn: Turn) -> Turn:
    """Return the turn with refusals where what was found is of another one than the question names.

    Whatever reads a question may take what lies close to it; this looks once more at what is to be shown. A
    name must be held by the report, and where a question says students, income or 第一批, not all that is
    shown may be of teachers, spending or 第二批. A file of tables alone is asked by the words in its cells.
    """
    asked = normalize(simplify(_of_whom(turn.question.turns, continued=turn.question.continued)))
    last = normalize(simplify(turn.question.turns[-1]))
    return replace(turn, resolutions=tuple(_checked(asked, last, found) for found in turn.resolutions))


def _of_whom(turns: Sequence[str], *, continued: bool) -> str:
    """The turn that says of whom the last one asks: itself, or the one that it leans on."""
    *before, last = turns
    leans = before and not own_names_in(last) and (continued or may_lean(last))
    return _of_whom(before, continued=False) if leans else last


def _checked(asked: str, last: str, found: Resolution) -> Resolution:
    if found.book.grids:
        return found
    if names := not_held(asked, found.book.held):
        missing = tuple(f"{name.stem}{name.kind}" for name in names)
        nearest = found.nearest or found.facts[:NEAREST]
        return Resolution("refused", found.book, found.query, missing=missing, nearest=nearest, unheld=True)
    if found.outcome != "refused" and not found.query.claims and _is_of_another(last, found):
        return refused((found,))[0]
    return found


def _is_of_another(asked: str, found: Resolution) -> bool:
    """Whether all that is shown is of other people, of the other of two, or of another one of a series."""
    shown = [*found.facts, *(fact for made in found.computed for fact in made.operands)]
    told = _plain([*map(_named, shown), *(passage.text for passage in found.passages)])
    titled = _plain([told, *(fact.quote for fact in shown), *_headings(found, shown)])
    around = _plain([titled, *(paragraph.text for paragraph in _paragraphs(found, shown))])
    # What is left of all without the women are the men.
    left = found.operation == "remainder"
    return (
        of_other_group(asked, _plain(_labels(fact) for fact in shown), told, titled)
        or (not left and of_the_other(_without_both(asked, found), around))
        or _is_of_another_in_turn(asked, around)
    )


def _without_both(asked: str, found: Resolution) -> str:
    """A question without the words of two of which what is shown may name the other one only.

    哪个…最高 asks which of some averages, and men may be reckoned from women.
    """
    asked = _EXTREME.sub("", asked) if _WHICH.search(asked) else asked
    return _SEX.sub("", asked) if found.outcome == "computed" else asked


def _plain(texts: Iterable[str]) -> str:
    return normalize(" ".join(texts))


def _labels(fact: Fact) -> str:
    return f"{' '.join(fact.scope)} {fact.indicator}" if fact.cell else ""


def _named(fact: Fact) -> str:
    """What a figure is called: by its row, its column and its table's title, or by its sentence."""
    return f"{_labels(fact)} {fact.title}" if fact.cell else f"{fact.indicator} {fact.quote}"


def _paragraphs(found: Resolution, facts: Sequence[Fact]) -> list[Paragraph]:
    refs = {fact.ref for fact in facts}
    own = (sentence.paragraph for sentence in found.book.sentences if sentence.ref in refs)
    return [*own, *(passage.paragraph for passage in found.passages)]


def _headings(found: Resolution, facts: Sequence[Fact]) -> list[str]:
    """The titles of the sections and cases that what is shown stands in."""
    paragraphs = _paragraphs(found, facts)
    sections = {*(p.section for p in paragraphs), *(fact.section for fact in facts)}
    titles = [found.book.sections[one].title for one in sections if one in found.book.sections]
    cases = {p.case for p in paragraphs if p.case}
    return [*titles, *(case.title for case in found.book.report.cases if case.label in cases)]


def _is_of_another_in_turn(asked: str, told: str) -> bool:
    """Whether the first of a series is asked for (第一批), and only others of it are told of."""
    if _IS_IT_SO.search(asked):
        return False
    numbers = {match["of"]: match["n"] for match in _ORDINAL.finditer(asked)}
    others = {match["of"]: match["n"] for match in _ORDINAL.finditer(told)}
    return any(of in others and not re.search(f"第{n}{of}", told) for of, n in numbers.items())
