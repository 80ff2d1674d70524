"""Numbered headings: how they are written, and which of the lines that look so really are headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.captions import parse_caption
from ingest.contents import Entry, entry_key
from rag.find.figures import han_number
from rag.text import fold

MAX_HEADING = 60
_HAN = "[一二三四五六七八九十百]{1,4}"
_MEASURES = "人个项门种名所家年月日届次万元亩级篇件套台间座处条批份位分多余"
_PATTERNS = (
    (
        "dotted",
        re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,4})[.．、]?\s*(?P<t>\D.*|\d+\s?[+＋].*|\d{4}\s?年.*)"),
    ),
    ("1.", re.compile(r"(?P<n>\d{1,2})\s*[.．、]\s*(?P<t>[^\d.\s].*|\d+\s?[+＋].*|\d{4}\s?年.*)")),
    # Recognised from a picture, a number may lose the space behind it; a count has a measure word there.
    ("1", re.compile(rf"(?P<n>\d{{1,2}})(?:\s+|(?![{_MEASURES}])(?=[\u4e00-\u9fff]))(?P<t>[^\d\s%.,].*)")),
    ("一、", re.compile(rf"(?P<n>{_HAN})\s*[、.．]\s*(?P<t>\S.*)")),
    ("（一）", re.compile(rf"(?P<n>[（(]\s*{_HAN}\s*[)）])[、.]?\s*(?P<t>\S.*)")),
    ("（1）", re.compile(r"(?P<n>[（(]\s*\d{1,2}\s*[)）])\s*(?P<t>\S.*)")),
    (
        "第",
        re.compile(
            rf"(?P<n>第\s*(?:{_HAN}|\d{{1,2}})\s*(?P<w>章|部\s*分|篇|节|编))\s*[:：、.]?\s*(?P<t>\S.*)"
        ),
    ),
)
_ENDS_SENTENCE = re.compile(r"[。；;，,：:]$")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that starts like a numbered heading. ``ordinals`` are (2, 1, 1) for 2.1.1, (3,) for 三、."""

    style: str
    number: str
    ordinals: tuple[int, ...]
    title: str


def parse_numbered(text: str) -> Numbered | None:
    """Read a line as a numbered heading; None where it is none by its form or is too long for one."""
    plain = text.strip()
    if len(plain) > MAX_HEADING or "\n" in plain:
        return None
    for style, pattern in _PATTERNS:
        match = pattern.fullmatch(plain)
        if match:
            ordinals = _ordinals(match["n"])
            if not ordinals or _ENDS_SENTENCE.search(match["t"]):
                return None
            name = style if style != "第" else re.sub(r"\s", "", match["w"])
            number = re.sub(r"\s", "", match["n"]).rstrip(".．")
            return Numbered(name, fold(number) if style == "dotted" else number, ordinals, match["t"].strip())
    return None


def _ordinals(number: str) -> tuple[int, ...]:
    inner = re.sub(r"[\s（()）第章部分篇节编]", "", number)
    if re.fullmatch(r"\d+(?:[.．]\d+)*", inner):
        return tuple(int(part) for part in re.split(r"[.．]", inner))
    value = han_number(inner)
    return (value,) if value else ()


@dataclass(slots=True)
class Outline:
    """The open headings while walking through a report, and whether a line is the next one due.

    A number is due when it is a first child, or follows an open heading of its style. Arabic numbers
    are one family: 3. and 3.1 and 3.1.1 know one another.
    """

    entries: Mapping[str, Entry]
    numbers: tuple[tuple[Numbered, Entry], ...]
    open: list[Numbered]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Outline:
        """Start at the top, with what the contents list besides tables, figures and cases."""
        headings = [entry for entry in entries if parse_caption(entry.text) is None]
        keyed: dict[str, Entry] = {}
        for entry in headings:
            keyed.setdefault(entry_key(entry.text), entry)
        numbers = ((parse_numbered(entry.text), entry) for entry in headings)
        return cls(keyed, tuple((found, entry) for found, entry in numbers if found is not None), [])

    def entry_for(self, text: str) -> Entry | None:
        """Return the line of the contents that a heading has, None for none."""
        same = self.entries.get(entry_key(text))
        found = None if same is not None else parse_numbered(text)
        if found is None:
            return same
        return next((entry for listed, entry in self.numbers if _same_heading(found, listed)), None)

    def is_covered(self, found: Numbered) -> bool:
        """Tell whether the contents list numbers of this kind from here on, so that they would list it."""
        listed = [number.ordinals for number, _ in self.numbers if _rank(number) == _rank(found)]
        return any(ordinals >= found.ordinals for ordinals in listed) if _is_arabic(found) else bool(listed)

    def is_due(self, found: Numbered) -> bool:
        """Tell whether the number follows from the headings so far."""
        arabic = [heading.ordinals for heading in self.open if _is_arabic(heading)]
        if _is_arabic(found) and arabic:
            # 3. below 第二章 with 2.1 and 2.2 in it is a point of a list.
            if len(found.ordinals) == 1 and len(arabic) < len(self.open) and len(arabic[0]) > 1:
                return False
            top = next((heading for heading in self.open if _rank(heading) == _rank(found)), found)
            return _is_next(arabic[-1], found.ordinals) and (
                top.style == found.style or len(found.ordinals) > 1
            )
        for heading in self.open:
            if _rank(heading) == _rank(found):
                return 1 <= found.ordinals[0] - heading.ordinals[0] <= 2
        return found.ordinals[-1] == 1

    def place(self, found: Numbered) -> int:
        """Open a heading; return its level from 1."""
        depth = len(self.open)
        for i, heading in enumerate(self.open):
            if _rank(heading) == _rank(found) or (
                _is_arabic(found) and _is_arabic(heading) and not _holds(heading, found)
            ):
                depth = i
                break
        self.open = [*self.open[:depth], found]
        # A scan or an excerpt may lack the parent: 5.5 stays at the second level without it.
        return len(found.ordinals) if all(map(_is_arabic, self.open)) else depth + 1

    def place_unnumbered(self, level: int) -> int:
        """Open a heading without number at a declared level; return its level."""
        depth = min(max(level, 1) - 1, len(self.open))
        self.open = self.open[:depth]
        return depth + 1


def goes_back(found: Numbered, coming: Sequence[tuple[int, ...]]) -> bool:
    """Tell whether most of the dotted numbers that come next are lower: then this one heads nothing.

    2. before 1.1.2 is a point of a list.
    """
    lower = sum(ordinals < found.ordinals for ordinals in coming)
    return _is_arabic(found) and lower * 2 > len(coming)


def _same_heading(found: Numbered, listed: Numbered) -> bool:
    if listed.number != found.number or _rank(listed) != _rank(found):
        return False
    one, other = entry_key(found.title), entry_key(listed.title)
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


def _is_arabic(heading: Numbered) -> bool:
    return heading.style in ("dotted", "1.", "1")


def _rank(heading: Numbered) -> tuple[str, int]:
    return ("arabic", len(heading.ordinals)) if _is_arabic(heading) else (heading.style, 1)


def _holds(heading: Numbered, found: Numbered) -> bool:
    return (
        len(heading.ordinals) < len(found.ordinals)
        and found.ordinals[: len(heading.ordinals)] == heading.ordinals
    )


def _is_next(last: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether a number is the next one: a first child, a sibling, or the next of an open parent.

    One number may be missing. With two parts or more a number further on is taken as well: where pages
    are missing, the jump is real, and lists are not numbered like that.
    """
    if new[:-1] == last and new[-1] == 1:
        return True
    size = len(new)
    if size <= len(last) and new[:-1] == last[: size - 1] and 1 <= new[-1] - last[size - 1] <= 2:
        return True
    return size > 1 and new > last
