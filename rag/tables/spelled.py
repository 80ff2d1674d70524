"""How texts are spelled where a question and a table are compared, and a place where one is mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.find.figures import han_number
from rag.tables.columns import kind_of, without_brackets
from rag.text import normalize, simplify

BLANK = "\0"
WHOLE, BARE, PART = 1.0, 0.95, 0.75
_DATE = re.compile(r"((?:19|20)\d\d)(?:[-/.]|年)0?(\d{1,2})(?:(?:[-/.]|月)0?(\d{1,2})日?|月)?(?![\d])")
_DAY = re.compile(r"(?<!\d)0?(\d{1,2})月0?(\d{1,2})日")
_WEEKDAY = re.compile(r"(?:周|礼拜)(?=[一二三四五六日天])")
_MONTH = re.compile(r"(?<![一二三四五六七八九十正第个])(十[一二]?|[一二三四五六七八九])月")
_QUOTES = re.compile(r"[\s《》“”\"'‘’「」『』【】]")
_DASHES = re.compile(r"[—–−~～]+|-{2,}")
_RANGE = re.compile(r"(?<=[\d年月日])[至到](?=\d)")
_LEAD = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、](?=\D))"
)
_PERCENT = re.compile(r"(?<=[\u4e00-\u9fff])[%‰]$")
_APART = re.compile(r"[/、,，;；·()（）:：|\s]+")
_ALNUM = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of the question and the texts that it may name, with how well it fits them."""

    start: int
    end: int
    texts: frozenset[str]
    quality: float


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """Return the form in which a question and a table are compared: one way to write dates and dashes."""
    plain = normalize(simplify(text))
    plain = _DATE.sub(lambda m: f"{m[1]}年{m[2]}月" + (f"{m[3]}日" if m[3] else ""), plain)
    plain = _DAY.sub(r"\1月\2日", plain)
    plain = _WEEKDAY.sub("星期", plain)
    plain = _MONTH.sub(lambda m: f"{han_number(m[1])}月", plain)
    return _RANGE.sub("-", _DASHES.sub("-", _QUOTES.sub("", plain)))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return a text in its canonical form without numbering, colon, percent sign and brackets."""
    plain = _LEAD.sub("", canonical(text)).rstrip(":：")
    return _PERCENT.sub("", without_brackets(plain)) or plain


@lru_cache(maxsize=65536)
def forms(text: str) -> tuple[tuple[str, float], ...]:
    """The ways to name a text, each with how good it is."""
    whole, short = canonical(text), bare(text)
    forms = {whole: WHOLE}
    forms.setdefault(short, BARE)
    if kind_of(text) == "number":
        return tuple((form, quality) for form, quality in forms.items() if form)
    pieces = [canonical(piece) for piece in _APART.split(_LEAD.sub("", simplify(text).strip()))]
    if re.match(r"\d{4}年\d", whole):
        pieces += [whole[5:], whole[:5]]
    for piece in pieces:
        if len(piece) >= 2 and not piece.isdigit():
            forms.setdefault(piece, PART)
    return tuple((form, quality) for form, quality in forms.items() if form)


def places(question: str, form: str) -> Iterator[int]:
    """Yield where a form stands in the question, not as a piece of a longer number or foreign word."""
    start = question.find(form)
    while start >= 0:
        if not is_cut(question, start, form):
            yield start
        start = question.find(form, start + 1)


def is_cut(question: str, start: int, form: str) -> bool:
    """Whether a piece of the question is cut out of a longer number or foreign word."""
    before = question[start - 1] if start else ""
    after = question[start + len(form) : start + len(form) + 1]
    return _joins(before, form[0]) or _joins(form[-1], after) or _in_number(question, start, form)


def _joins(left: str, right: str) -> bool:
    return bool(_ALNUM.match(left) and _ALNUM.match(right)) and left.isdigit() == right.isdigit()


def _in_number(question: str, start: int, form: str) -> bool:
    before, after = question[:start], question[start + len(form) :]
    if form[0].isdigit() and re.search(r"\d[.\-/:]$|(?:^|[^\w])-$", before):
        return True
    if form[-1].isdigit() and re.match(r"[.\-/:]\d|[a-z]", after):
        return True
    return bool(re.match(r"[a-z]", form[:1]) and re.search(r"[a-z0-9]-?$", before))
