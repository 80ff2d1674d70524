"""Which texts of a table a question names, and where: verbatim, without brackets, in part, or nearly."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from rag.tables.columns import columns
from rag.tables.near_names import abbreviated, loosely, nearest, pieces
from rag.tables.spelled import BARE, BLANK, Mention, bare, forms, places

# Texts of a large table that are looked for in part.
MANY = 3000


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
    verbatim = _verbatim(open_text, told)
    loose = [m for m in loosely(open_text, told) if not any(_crosses(m, other) for other in verbatim)]
    open_text = _take([*verbatim, *loose], found, open_text)
    open_text = columns().phrasing.sub(lambda m: BLANK * len(m.group()), open_text)
    open_text = _take(_single(open_text, [text for text in told if len(bare(text)) == 1]), found, open_text)
    near = pieces(told if len(told) <= MANY else names, names)
    while best := nearest(open_text, near):
        open_text = _take([best], found, open_text)
    _take(abbreviated(open_text, names), found, open_text)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _crosses(a: Mention, b: Mention) -> bool:
    """Whether two places overlap and neither holds the other."""
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def _take(spans: Iterable[Mention], found: list[Mention], open_text: str) -> str:
    """Add the mentions that find their place still open, the longest first; return what stays open."""
    for span in sorted(spans, key=lambda m: (m.start - m.end, -m.quality, m.start)):
        if BLANK not in open_text[span.start : span.end]:
            found.append(span)
            open_text = open_text[: span.start] + BLANK * (span.end - span.start) + open_text[span.end :]
    return open_text


def _verbatim(question: str, texts: Iterable[str]) -> list[Mention]:
    spans: dict[tuple[int, int], dict[str, float]] = {}
    for text in texts:
        for form, quality in forms(text):
            if _tells(form):
                for start in places(question, form):
                    named = spans.setdefault((start, start + len(form)), {})
                    named[text] = max(quality, named.get(text, 0.0))
    return [Mention(start, end, _best(named), max(named.values())) for (start, end), named in spans.items()]


def _best(named: dict[str, float]) -> frozenset[str]:
    """The texts that fit a place best: one that is named whole leaves out those named in part."""
    top = max(named.values())
    return frozenset(text for text, quality in named.items() if quality >= min(top, BARE))


def _tells(form: str) -> bool:
    """Whether a form is long enough to be recognised by itself."""
    if re.fullmatch(r"\d{1,2}", form) or re.fullmatch(r"[-\d]", form):
        return False
    return len(form) >= 2 or not re.match(r"\w|-", form)


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
