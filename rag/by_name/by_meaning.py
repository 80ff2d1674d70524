"""Rows that a question tells in other words (去当兵的 for 应征入伍), by their meaning.

Where a question names the rest of a table by its headings, what is left over can only be one of a few
rows. Among these the nearest vector is right far more often than among all texts of a report; where it
does not stand out, nothing is read so (a reject option: Hellman, IEEE Trans. SSC 6, 1970).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import rjieba

from rag.by_name.asking import unexplained
from rag.by_name.headings import blanked_names, find_named
from rag.by_name.titles import tells_table, title_pieces
from rag.embed import Embed
from rag.find.book import TableView
from rag.find.heading_names import spelled
from rag.understand.lexicon import load_lexicon
from rag.understand.name_words import is_name
from rag.understand.references import find_references
from rag.understand.short_parts import PART_KINDS
from rag.understand.years import find_years

# How near the nearest heading must be, and by how much nearer than the next.
LEAST, LEAD = 0.83, 0.02
_FEWEST = 3
_SHORTEST, _LONGEST = 2, 16
_JOINT = re.compile("[和与跟及、]")
# A part of the school, a major; what stands right before the word for it is its name.
_NAMED = re.compile(f"{PART_KINDS}|学校|大学|职院|专业")
_KIND = re.compile("学院|学校|系|专业|班|课|公司|集团|企业|基地|中心|村|证书?|赛")
_NEAR = 4
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Meant:
    """A question with headings in place of the words that mean them, and by how much they are the nearest."""

    text: str
    headings: tuple[str, ...]
    lead: float


def by_meaning(question: str, view: TableView, embed: Embed) -> Meant | None:
    """Return what a question asks of a table if its headings are told in other words; else None.

    Args:
        question: as it was said.
        view: the table.
        embed: gives the vector of a short text, shape (dim,), of length 1.
    """
    text = find_references(spelled(question))[1]
    named = tuple(name for name in find_named(text, view.names) if not name.told)
    rest = find_years(blanked_names(text, named))[1]
    titled = title_pieces(view.table.title, rest)
    clear = any(name.exact for name in named) or tells_table(titled)
    gap = unexplained(rest, view.names.things | titled) if clear else None
    gaps = _things(rest, gap) if gap and not _has_a_name(rest, gap) else ()
    if not gaps or not all(_may_name(rest[start:end]) for start, end in gaps):
        return None
    rows = [] if any(name.is_row for name in named) else list(view.names.inner_rows)
    nearest = [_nearest(rest[start:end], rows, embed) for start, end in gaps]
    for (start, end), found in reversed(list(zip(gaps, nearest, strict=True))):
        if found is None:
            return None
        text = text[:start] + found[0] + text[end:]
    headings = tuple(dict.fromkeys(found[0] for found in nearest if found))
    lead = min(found[1] for found in nearest if found)
    return Meant(text, headings, lead) if len(headings) == len(gaps) else None


def _things(text: str, gap: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Where the one or two things stand that are told in a stretch of a text (甲和乙)."""
    joint = _JOINT.search(text, *gap)
    if joint and gap[0] + 1 < joint.start() and joint.end() < gap[1] - 1:
        return (gap[0], joint.start()), (joint.end(), gap[1])
    return (gap,)


def _may_name(said: str) -> bool:
    """Whether words may tell a row, and are nobody's name."""
    if len(_HAN.findall(said)) < _SHORTEST or len(said) > _LONGEST:
        return False
    return not any(is_name(word, pos) for word, pos in rjieba.tag(said))


def _has_a_name(text: str, gap: tuple[int, int]) -> bool:
    """Whether a stretch of a text holds what goes by a name of its own, is part of one, or tells a year."""
    if _NAMED.search(text, *gap) or _KIND.search(text, gap[1], gap[1] + _NEAR) or "  " in text[slice(*gap)]:
        return True
    known = (span for span in load_lexicon().find(text) if span.kind in ("indicator", "scope"))
    return any(span.start < gap[1] and gap[0] < span.end for span in known)


def _nearest(said: str, headings: Sequence[str], embed: Embed) -> tuple[str, float] | None:
    """The heading whose meaning is nearest, and by how much; None where none stands out."""
    if len(headings) < _FEWEST:
        return None
    like = np.array([embed(heading) for heading in headings]) @ embed(said)
    first, second = np.argsort(-like)[:2]
    lead = float(like[first] - like[second])
    return (headings[first], lead) if like[first] >= LEAST and lead >= LEAD else None
