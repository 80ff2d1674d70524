"""Short names of the headings of a table: 财拨 for 财政拨款, 网安 for 网络安全运维.

Chinese names are shortened by taking one or more characters of each of their words in order, mostly the
first ones (Chang & Lai, "A preliminary study on probabilistic models for Chinese abbreviations", SIGHAN
2004).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

import rjieba

from rag.by_name.asking import HEADINGS, cuts
from rag.by_name.headings import Named
from rag.find.book import TableView
from rag.find.heading_names import ANY
from rag.understand.lexicon import load_lexicon

_SHORTEST, _LONGEST = 2, 10
_WORD = 2
_WITHOUT = re.compile(r"\((?:不含|不包括|除)[^()]*\)")
# How a name is short for a heading, the surest first: its beginning, a piece of it, characters of its words.
_BEGINS, _HOLDS, _TAKES = range(3)

Span = tuple[int, int]


def with_short_names(
    text: str, view: TableView, named: tuple[Named, ...], also: Collection[str]
) -> Iterator[tuple[Named, ...]]:
    """Yield the headings named with those that go by short names, where nothing else of a text is left over.

    Args:
        text: the question, marks in place of its headings and its years blanked.
        view: the table.
        named: the headings that it names in full.
        also: further words that say nothing.
    """
    short = {(name.start, name.end): name for name in _short_names(text, view)}
    ways = cuts(text, also, short)
    if not ways or not any(word.names for word in ways[0]):
        return
    for words in ways:
        found = [short[word.start, word.end] for word in words if word.names]
        whole = tuple(sorted((*named, *found), key=lambda name: name.start))
        touching = any(a.end == b.start and a.is_row == b.is_row for a, b in pairwise(whole))
        if found and len(words) == len(ways[0]) and not touching:
            yield whole


def _short_names(text: str, view: TableView) -> Iterator[Named]:
    """Each piece of a text that is short for just one heading of a table."""
    fitting: dict[Span, dict[int, set[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(set))
    for names, is_row in ((view.names.inner_rows, True), (view.names.inner_cols, False)):
        for heading in names:
            for span, how in _pieces_short_for(text, heading):
                fitting[span][how].add((heading, is_row))
    for (start, end), by_kind in fitting.items():
        surest = by_kind[min(by_kind)]
        if len(surest) == 1:
            ((heading, is_row),) = surest
            if _is_common(text[start:end], is_row=is_row):
                continue
            lines = (view.names.inner_rows if is_row else view.names.inner_cols)[heading]
            yield Named(start, end, lines, is_row, exact=False, short=True)


def _pieces_short_for(text: str, heading: str) -> Iterator[tuple[Span, int]]:
    """The pieces of a text that are short for a heading, and how."""
    places, starts, ends = _characters(heading)
    if len(set(text) & places.keys()) < _SHORTEST:
        return
    for start, char in enumerate(text):
        reached = {at for at in places.get(char, ()) if at in starts}
        end = start + 1
        while reached and end < len(text) and text[end] not in HEADINGS and end - start < _LONGEST:
            first = min(reached)
            reached = {
                at
                for at in places.get(text[end], ())
                if at - 1 in reached or (at > first and (at in starts or at in ends))
            }
            end += 1
            if reached and end - start < len(heading):
                piece = text[start:end]
                yield (
                    (start, end),
                    _BEGINS if heading.startswith(piece) else _HOLDS if piece in heading else _TAKES,
                )


@lru_cache(maxsize=8192)
def _is_common(piece: str, *, is_row: bool) -> bool:
    """Whether a piece is a name of its own (在校生, 满意度), or what many headings end in.

    Of whom something is told (扩招) may well be what a row is about.
    """
    lexicon = load_lexicon()
    if lexicon.indicators(piece) or (lexicon.is_scope(piece) and not is_row):
        return True
    return ANY.search(piece) is not None


@lru_cache(maxsize=8192)
def _characters(heading: str) -> tuple[Mapping[str, tuple[int, ...]], frozenset[int], frozenset[int]]:
    """Where each character of a heading stands, and where its words begin and end."""
    # 公共基础课(不含思政课) goes by no name of what it does not hold.
    heading = _WITHOUT.sub("", heading)
    places: dict[str, tuple[int, ...]] = {}
    starts, ends, at = set(), set(), 0
    for word in rjieba.cut(heading):
        # Most words are of two characters; a longer one is mostly made of such, and maybe one more.
        starts |= set(range(at, at + len(word), 1 if len(word) % _WORD else _WORD))
        at += len(word)
        ends.add(at - 1)
    for place, char in enumerate(heading):
        places[char] = (*places.get(char, ()), place)
    return places, frozenset(starts), frozenset(ends)
