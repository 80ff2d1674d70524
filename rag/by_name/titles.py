"""The title of a table as far as a question tells it: what all of its figures are of."""

from __future__ import annotations

import re

from rag.by_name.headings import Named
from rag.find.heading_names import spelled

_SHARE = re.compile("占|比例|比重|百分|几成|份额")
_WHICH = re.compile(r"[哪几][一二两三几]?[个些类种项家]?[\u4e00-\u9fff]?$")
# The longest piece of a title that is looked for.
TITLE = 10
# So much of it, beside the name of what its rows are, tells which table is meant.
LEAST_TITLE = 3
# In a piece so long no heading is named, where it tells what the question is about.
LONG_TITLE = 5
_TOPIC = re.compile("(?:情况|统计|一览)?表?(?:里面?|中|上|方面|[,，:：])")


def title_pieces(title: str, text: str) -> frozenset[str]:
    """Return the pieces of a table's title that stand in a text: they say what all of its figures are of.

    What is asked for (哪个计划) is none of them; nor may they pass for the whole of which a share is asked.
    """
    if _SHARE.search(text):
        return frozenset()
    told = spelled(title)
    pieces = {
        text[start:end]
        for start in range(len(text))
        if not _WHICH.search(text[:start])
        for end in range(start + 2, min(start + TITLE, len(text)) + 1)
        if text[start:end] in told
    }
    return frozenset(piece for piece in pieces if re.fullmatch(r"(?!\d+$)[\u4e00-\u9fffa-z\d+]+", piece))


def outside_title(title: str, text: str, named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Return the headings named, but for those in a long piece of the title of the table (…情况里)."""
    told = spelled(title)
    starts = [n.start for n in named]
    for start in range(len(text)):
        end = start
        while end < len(text) and text[start : end + 1] in told:
            end += 1
        topic = end - start >= LONG_TITLE and _TOPIC.match(text, end)
        if topic and any(start <= at < end for at in starts):
            return tuple(n for n in named if not start <= n.start < end)
    return named


def named_by_title(things: frozenset[str], titled: frozenset[str], text: str) -> int:
    """Return how much of its title a question names that names the things in its rows, and no heading."""
    named = [thing for thing in things if len(thing) > 1 and thing in text]
    pieces = [len(p) for p in titled if not any(p in thing or thing in p for thing in named)]
    longest = max(pieces, default=0)
    return longest if named and longest >= LEAST_TITLE else 0


def tells_table(titled: frozenset[str]) -> bool:
    """Tell whether pieces of its title that a question names are enough to know a table by."""
    return any(len(piece) >= LEAST_TITLE for piece in titled)


def is_titled(things: frozenset[str], titled: frozenset[str], text: str) -> bool:
    """Tell whether a question names a table by a piece of its title, or by what its rows are."""
    return tells_table(titled) or any(len(t) > 1 and t in text for t in things)
