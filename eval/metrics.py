"""Scores. A score's name says what it computes; where it does not apply it is None, never 0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from statistics import quantiles

from eval.arithmetic import evaluate_formula
from eval.numbers import Number, expected_number, find_numbers, fold, holds
from eval.types import Expectation, Item, Outcome
from rag.find.figures import han_number
from rag.types import Answer, Citation

_MARK = re.compile(r"\[\d+\]")
_IN_WORDS = re.compile(r"[一二两三四五六七八九十百]+(?=[个项门所家人名件次届年期场])")
_YEAR_MIN, _YEAR_MAX = 1900, 2100


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ``n`` cases, None where there is none."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """The share, 0.0 to 1.0, or None without cases."""
        return self.hits / self.n if self.n else None

    def __str__(self) -> str:
        return "–" if self.value is None else f"{100 * self.value:.1f}% (n={self.n})"


def answer_correct(answer: Answer, expect: Expectation) -> bool:
    """Whether the answer holds everything expected, or refuses where it must."""
    if expect.abstain or answer.abstained:
        return expect.abstain and answer.abstained
    numbers = find_numbers(_MARK.sub(" ", answer.text))
    groups = (expect.values,) if not expect.any_of else tuple(expect.values + g for g in expect.any_of)
    if not any(all(holds(numbers, value) for value in group) for group in groups):
        return False
    text = fold(answer.text)
    held = all(any(fold(way) in text for way in piece.split("|")) for piece in expect.text)
    return held and _in_order(text, expect.order)


def _in_order(text: str, pieces: tuple[str, ...]) -> bool:
    at = 0
    for piece in map(fold, pieces):
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def citation_correct(answer: Answer, item: Item) -> bool | None:
    """Whether an expected place is cited (one of every group of ``cite_all``); None if none is named."""
    groups = item.cite_all or ((item.cite,) if item.cite else ())
    if not groups:
        return None
    return all(any(cites_place(c, place) for c in answer.citations for place in group) for group in groups)


def cites_place(citation: Citation, place: str) -> bool:
    """Whether a citation is of a place: a section (or one below it), its title, or a label.

    A place may name the report's year before it (``2022:表6-1``).
    """
    year, _, name = place.rpartition(":")
    if year and str(citation.year) != year:
        return False
    wanted = fold(name)
    names = (fold(citation.label), fold(citation.section_title), fold(citation.title))
    section, number = fold(citation.section), wanted.replace("、", "")
    if wanted in names or section == wanted or section.startswith(f"{wanted}."):
        return True
    return "." not in section and bool(number) and _is_part(number, section)


def _is_part(number: str, section: str) -> bool:
    """Whether a number names 第二章第一节 or 二(五) whole, as it is printed, or by what is above it."""
    rest = section.removeprefix(number)
    below = rest != section and (rest[:1] in ("", "(", "第") or number[-1] in ")章节篇编")
    return below or (section.endswith(number) and number[0] in "(第")


def unsourced_numbers(answer: Answer, turns: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of an answer without a source, as printed.

    A number has one when it stands in a cited quote, is the shown calculation's result, is a year that
    a cited title, a figure's column or the question names (in a refusal any year: it tells which years the
    report covers), or is echoed from the question. Names of
    places (表12, 2.1.1, 第 12 页) are no figures. The operands of a calculation must be in quotes, and
    the formula must give the result that is shown.
    """
    quoted = find_numbers(" ".join(citation.quote for citation in answer.citations))
    echoed = find_numbers(" ".join(turns))
    known = {n.scaled for n in quoted + echoed} | {n.value for n in quoted + echoed}
    known |= {count for citation in answer.citations for count in _counted_in_words(citation.quote)}
    missing = [n.text for n in find_numbers(_without_names(answer)) if not _sourced(n, known, answer)]
    return (*missing, *_formula_faults(answer, known))


def _counted_in_words(text: str) -> set[Decimal]:
    """What a text counts in words: 已开办八届."""
    found = (han_number(word) for word in _IN_WORDS.findall(text))
    return {Decimal(count) for count in found if count}


def _without_names(answer: Answer) -> str:
    text = _MARK.sub(" ", answer.text)
    for citation in answer.citations:
        # A bare section number could as well be a figure (2.1): only with its title or 节 it is a name.
        number, title = re.escape(citation.section), re.escape(citation.section_title)
        if number:
            text = re.sub(rf"(?<![\d.]){number}[.、\s]*(?:{title or '节'}|节)", " ", text)
        for page in filter(None, (citation.page, str(citation.pdf_page or ""))):
            text = re.sub(rf"第\s*{re.escape(page)}\s*页", " ", text)
    names = {name for c in answer.citations for name in (c.report, c.label, c.title, c.section_title)}
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, " ")
    return re.sub(r"(?:附?表|图|案例)\s*\d+", " ", text)


def _sourced(number: Number, known: set[Decimal], answer: Answer) -> bool:
    if number.value in known or number.scaled in known:
        return True
    if number.unit in ("年", "学", "届", "级") and _YEAR_MIN < number.value < _YEAR_MAX:
        return answer.abstained or int(number.value) in _named_years(answer)
    if answer.calculation is None:
        return False
    results = find_numbers(f"{answer.calculation.result}{answer.calculation.unit}")
    if any(number.scaled == r.scaled or number.value == r.value for r in results):
        return True
    operands, _ = evaluate_formula(answer.calculation.formula)
    if number.value in _bracketed_sums(answer.calculation.formula) | _scales(answer.calculation.formula):
        return True
    return number.value in operands and number.value in _plain_operands(operands)


def _scales(formula: str) -> set[Decimal]:
    """What a formula multiplies by to turn 万元 into 元."""
    return {Decimal(scale) for scale in re.findall(r"× (10{4,})(?!\d)", formula)}


def _bracketed_sums(formula: str) -> set[Decimal]:
    """What the sums in brackets come to: results that the formula shows on its way."""
    found = (evaluate_formula(inner)[1] for inner in re.findall(r"（([\d. +]+)）", formula))
    return {value for value in found if value is not None}


def _plain_operands(operands: tuple[Decimal, ...]) -> set[Decimal]:
    """What a formula may hold without a source: 100 for a percentage, a count that divides an average."""
    return {Decimal(100)} | {Decimal(n) for n in range(len(operands) + 1)}


def _named_years(answer: Answer) -> set[int]:
    names = " ".join(f"{c.report} {c.title} {c.section_title}" for c in answer.citations)
    years = {int(n.value) for n in find_numbers(names)}
    years |= {f.year for f in answer.figures if f.year}
    # A report of 2021 tells of 2020: its covered year is named without being quoted.
    return years | {year for c in answer.citations if c.year for year in (c.year, c.year - 1)}


def _places(answer: Answer) -> set[Decimal]:
    """Which places a ranking may tell (居第 4): one for each figure compared; none of them is printed."""
    told = re.findall(r"居第\s*(\d+)", answer.calculation.formula) if answer.calculation else []
    return {Decimal(place) for place in told if 1 <= int(place) <= len(answer.figures)}


def _formula_faults(answer: Answer, known: set[Decimal]) -> list[str]:
    if answer.calculation is None:
        return []
    operands, value = evaluate_formula(answer.calculation.formula)
    plain = _plain_operands(operands) | _scales(answer.calculation.formula) | _places(answer)
    faults = [f"算式中的 {n}" for n in operands if n not in known and n not in plain]
    result = find_numbers(answer.calculation.result)
    if value is not None and result and not _rounds_to(value, result[0]):
        faults.append(f"算式 {answer.calculation.formula} 不等于 {answer.calculation.result}")
    return faults


def _rounds_to(value: Decimal, shown: Number) -> bool:
    step = Decimal(1).scaleb(-shown.decimals)
    try:
        return any(abs(abs(value * k) - v) <= step / 2 for k in (1, 100) for v in (shown.value, shown.scaled))
    except DecimalException:
        return False


def refusal_precision(outcomes: Iterable[Outcome]) -> Share:
    """Share of the refusals given that were right to be given."""
    given = [o for o in outcomes if o.answer is not None and o.answer.abstained]
    return Share(sum(o.item.expect.abstain for o in given), len(given))


def refusal_recall(outcomes: Iterable[Outcome]) -> Share:
    """Share of the questions that the report does not answer that were refused."""
    due = [o for o in outcomes if o.item.expect.abstain and o.answer is not None]
    return Share(sum(o.answer is not None and o.answer.abstained for o in due), len(due))


def correct_share(outcomes: Iterable[Outcome]) -> Share:
    """Share of the answered questions that were answered correctly; errors are not among them."""
    scored = [o.correct for o in outcomes if o.correct is not None]
    return Share(sum(scored), len(scored))


def cited_share(outcomes: Iterable[Outcome]) -> Share:
    """Share of the correct answers with expected places that cite them."""
    scored = [o.cited for o in outcomes if o.cited is not None]
    return Share(sum(scored), len(scored))


def percentile(values: Sequence[float], percent: int) -> float | None:
    """Return a percentile (1 to 99) by linear interpolation, None for no values."""
    if len(values) < 2:
        return values[0] if values else None
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def describe_expectation(expect: Expectation) -> str:
    """Return what was expected, in Chinese, for reports of misses."""
    if expect.abstain:
        return "应拒答"
    parts = [expected_number(v).text for v in expect.values]
    if expect.any_of:
        parts.append(" 或 ".join("、".join(expected_number(v).text for v in g) for g in expect.any_of))
    ordered = [" → ".join(expect.order)] if expect.order else []
    return "；".join([*parts, *expect.text, *ordered])
