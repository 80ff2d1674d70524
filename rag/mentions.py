"""Which texts of a table a question names, and where: verbatim, without brackets, in part, or nearly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.columns import columns, kind_of, without_brackets
from rag.text import normalize, simplify

BLANK = "\0"
WHOLE, BARE, PART, NEAR = 1.0, 0.95, 0.75, 0.8
# How much of a text must be found where it is not found whole; less at its beginning or end.
LEAST, LEAST_AT_END = 0.5, 0.33
MAX_NEAR = 24
# Texts of a large table that are looked for in part.
MANY = 3000
_DATE = re.compile(r"((?:19|20)\d\d)(?:[-/.]|年)0?(\d{1,2})(?:(?:[-/.]|月)0?(\d{1,2})日?|月)?(?![\d])")
_DAY = re.compile(r"(?<!\d)0?(\d{1,2})月0?(\d{1,2})日")
_QUOTES = re.compile(r"[\s《》“”\"'‘’「」『』【】]")
_DASHES = re.compile(r"[—–−~～]+|-{2,}")
_RANGE = re.compile(r"(?<=[\d年月日])[至到](?=\d)")
_LEAD = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、](?=\D))"
)
_APART = re.compile(r"[/、,，;；·()（）:：|\s]+")
_JOINED = re.compile(r"[/、,·及与和]")
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
    return _RANGE.sub("-", _DASHES.sub("-", _QUOTES.sub("", plain)))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return a text in its canonical form without numbering, colon and what stands in brackets."""
    plain = _LEAD.sub("", canonical(text)).rstrip(":：")
    return without_brackets(plain) or plain


@lru_cache(maxsize=65536)
def _forms(text: str) -> tuple[tuple[str, float], ...]:
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


def expand_joined(question: str, names: Collection[str]) -> str:
    """Return the question with names that share an end written out: 金、银、铜牌 for 金牌、银牌、铜牌.

    Args:
        question: in its canonical form.
        names: of rows and columns.
    """
    for lead, end, inner in _families(frozenset(map(bare, names))):
        one = f"(?:{'|'.join(map(re.escape, sorted(inner, key=len, reverse=True)))})"
        joined = re.compile(f"{re.escape(lead)}({one}(?:[、和与及]{one})+)的?{re.escape(end)}")
        question = joined.sub(
            lambda m: "、".join(f"{lead}{piece}{end}" for piece in re.split("[、和与及]", m[1])),  # noqa: B023
            question,
        )
    return question


@lru_cache(maxsize=256)
def _families(names: frozenset[str]) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Names that are alike but for a piece, as what they begin and end with and the pieces."""
    families: dict[tuple[str, str], set[str]] = {}
    for name in names:
        for start in range(0, min(len(name), 3)):
            for stop in range(start + 1, min(len(name), start + 5)):
                if len(name) <= MAX_NEAR:
                    families.setdefault((name[:start], name[stop:]), set()).add(name[start:stop])
    found = [(lead, end, frozenset(inner)) for (lead, end), inner in families.items() if len(inner) > 1]
    return tuple(sorted(found, key=lambda family: -len(family[0] + family[1])))


def find_mentions(question: str, texts: Collection[str], names: Collection[str]) -> tuple[Mention, ...]:
    """Return what a question names of a table, in order and without overlap.

    Args:
        question: in its canonical form.
        texts: all texts of the table.
        names: those of them that are names of rows or columns, or of the table: one character is enough.

    The longest verbatim mention wins, then parts, then what is nearly the same; places that say nothing
    (是多少, 哪些) are not taken for part of a name.
    """
    found: list[Mention] = []
    told = [text for text in dict.fromkeys(texts) if text.strip()]
    open_text = question
    open_text = _take(_verbatim(open_text, told), found, open_text)
    open_text = columns().phrasing.sub(lambda m: BLANK * len(m.group()), open_text)
    open_text = _take(_single(open_text, [text for text in told if len(bare(text)) == 1]), found, open_text)
    near = _pieces(told if len(told) <= MANY else names, names)
    while best := _nearest(open_text, near):
        open_text = _take([best], found, open_text)
    _take(_abbreviated(open_text, names), found, open_text)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _take(spans: Iterable[Mention], found: list[Mention], open_text: str) -> str:
    """Add the mentions that find their place still open, the longest first; return what stays open."""
    for span in sorted(spans, key=lambda m: (m.start - m.end, -m.quality, m.start)):
        if BLANK not in open_text[span.start : span.end]:
            found.append(span)
            open_text = open_text[: span.start] + BLANK * (span.end - span.start) + open_text[span.end :]
    return open_text


def _verbatim(question: str, texts: Iterable[str]) -> list[Mention]:
    places: dict[tuple[int, int], dict[str, float]] = {}
    for text in texts:
        for form, quality in _forms(text):
            if _tells(form):
                for start in _places(question, form):
                    named = places.setdefault((start, start + len(form)), {})
                    named[text] = max(quality, named.get(text, 0.0))
    return [Mention(start, end, _best(named), max(named.values())) for (start, end), named in places.items()]


def _best(named: dict[str, float]) -> frozenset[str]:
    """The texts that fit a place best: one that is named whole leaves out those named in part."""
    top = max(named.values())
    return frozenset(text for text, quality in named.items() if quality >= min(top, BARE))


def _tells(form: str) -> bool:
    """Whether a form is long enough to be recognised by itself."""
    if re.fullmatch(r"\d{1,2}", form) or re.fullmatch(r"[-\d]", form):
        return False
    return len(form) >= 2 or not re.match(r"\w|-", form)


def _places(question: str, form: str) -> Iterator[int]:
    """Where a form stands in the question, not as a piece of a longer number or foreign word."""
    start = question.find(form)
    while start >= 0:
        if not _cut(question, start, form):
            yield start
        start = question.find(form, start + 1)


def _cut(question: str, start: int, form: str) -> bool:
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


def _single(question: str, texts: Iterable[str]) -> list[Mention]:
    """Texts of one character, where they stand alone (哪个目, 女性)."""
    runs = [(m.start(), m.group()) for m in re.finditer(r"[^\0，,。;；:：、?？]+", question)]
    return [
        Mention(start, start + 1, frozenset({name}), BARE)
        for name in texts
        for begin, run in runs
        if (start := _alone(bare(name), run, begin)) is not None
    ]


def _alone(name: str, run: str, begin: int) -> int | None:
    match = re.fullmatch(rf"[中里内其]?({re.escape(name)})[性数]?|.*?({re.escape(name)})[性生].*", run)
    return begin + max(match.start(1), match.start(2)) if match else None


def _abbreviated(question: str, names: Iterable[str]) -> Iterator[Mention]:
    """What is left of the question and is short for just one name (增速 for 增长速度)."""
    for match in re.finditer(r"[\u4e00-\u9fff]{2,4}", question):
        short = re.compile(".*".join(match.group()))
        meant = {
            name
            for name in names
            if (found := short.match(bare(name))) and found.end() > len(short.pattern) / 2
        }
        if len(meant) == 1:
            yield Mention(match.start(), match.end(), frozenset(meant), LEAST)


def _pieces(texts: Iterable[str], names: Collection[str]) -> list[tuple[str, str]]:
    """What is looked for in part: each text and, of names that join several words, each of these."""
    pieces = [(bare(text), text) for text in texts]
    for name in names:
        parts = _JOINED.split(bare(name))
        pieces += [(part, name) for part in parts if len(parts) > 1 and len(part) > 2]
    return pieces


def _nearest(question: str, texts: Iterable[tuple[str, str]]) -> Mention | None:
    """The longest piece of the question that is most of a text, or its beginning or end."""
    pairs = {question[i : i + 2] for i in range(len(question) - 1)}
    places: dict[tuple[int, int], dict[str, float]] = {}
    for plain, text in texts:
        if 2 <= len(plain) <= MAX_NEAR and any(plain[i : i + 2] in pairs for i in range(len(plain) - 1)):
            span = _common(question, plain)
            if span:
                start, end, share = span
                named = places.setdefault((start, end), {})
                named[text] = max(NEAR * share, named.get(text, 0.0))
    if not places:
        return None
    (start, end), named = max(
        places.items(), key=lambda item: (item[0][1] - item[0][0]) * max(item[1].values())
    )
    top = max(named.values())
    return Mention(start, end, frozenset(t for t, q in named.items() if q >= top - 0.1), top)


def _common(question: str, text: str) -> tuple[int, int, float] | None:
    """The longest piece that both share, as its place in the question and its share of the text."""
    best, place, at = 0, 0, 0
    lengths = [0] * (len(text) + 1)
    for i, char in enumerate(question):
        row = [0] * (len(text) + 1)
        for k, other in enumerate(text):
            if char == other and char != BLANK:
                row[k + 1] = lengths[k] + 1
                if row[k + 1] > best:
                    best, place, at = row[k + 1], i + 1, k + 1
        lengths = row
    share = best / len(text)
    ends = at == best or at == len(text)
    piece = question[place - best : place]
    if best < 2 or share < (LEAST_AT_END if ends else LEAST) or not re.search(r"[^\W\d_]", piece):
        return None
    if _cut(question, place - best, piece):
        return None
    return place - best, place, share
