"""Whether a report has what a question calls by its name: no other one's figure answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

import rjieba

from rag.text import in_order, normalize
from rag.types import Report
from rag.understand.own_names import KINDS, OwnName, own_names_in

# Kinds of which a school has few, all of them in its tables.
_ALL_TOLD = frozenset(("学院", "校区", "专业群"))
_JOINS = re.compile("[和与及、]")
# A short name has so many characters, and what it is short for no more than these.
SHORT, LONG = 3, 10


@dataclass(frozen=True, slots=True)
class HeldNames:
    """All that a report says, in one text, and what stands in it before each kind of name (校区)."""

    text: str = ""
    stems: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()


def held_names(report: Report, labels: Iterable[str]) -> HeldNames:
    """Return what a report calls its parts by.

    Args:
        report: the report.
        labels: the headings of its tables' rows and columns.
    """
    told = (
        *(section.title for section in report.sections),
        *(case.title for case in report.cases),
        *(paragraph.text for paragraph in report.paragraphs),
        *(table.title for table in report.tables),
        *(text for table in report.tables for row in table.grid for text in row),
    )
    text = "\n".join(re.sub(r"\s", "", normalize(one)) for one in dict.fromkeys(told))
    stems = {kind: frozenset(re.findall(rf"([\u4e00-\u9fff]{{2,14}}){kind}", text)) for kind in KINDS}
    return HeldNames(text, stems, frozenset(label for label in labels if 1 < len(label) <= LONG))


def not_held(text: str, held: HeldNames) -> tuple[OwnName, ...]:
    """Return the names in a question of which a report knows nothing.

    A name is known where the report has each of its telling words, or something that they are short for; one
    of a college or campus also has to be one of those that the report has. A major is named without its kind
    as well (护理有多少人).
    """
    lacking = tuple(
        name
        for name in own_names_in(text)
        if not _ends_in_label(name, held)
        and (
            not all(_is_known(word, name.kind, held) for word in name.telling)
            or (_is_of_few(name) and not _is_one_of(name, held.stems[name.kind] | held.labels))
        )
    )
    told = "".join(name.stem for name in lacking)
    majors = (major for major in _majors_in(text) if major not in told and not _has_major(major, held))
    return (*lacking, *(OwnName("", (major,)) for major in majors))


@lru_cache(maxsize=1024)
def _majors_in(text: str) -> tuple[str, ...]:
    """The majors that a question names, each as its longest name, never across its words (食药学院)."""
    ends = set(accumulate(map(len, rjieba.cut(text)), initial=0))
    found: list[str] = []
    for major in _majors():
        at = text.find(major)
        if {at, at + len(major)} <= ends and not any(major in longer for longer in found):
            found.append(major)
    return tuple(found)


@lru_cache(maxsize=1)
def _majors() -> tuple[str, ...]:
    """What majors are called by, the longest first."""
    lines = (files("rag") / "data" / "majors.txt").read_text("utf-8").splitlines()
    words = (word for line in lines if not line.startswith("#") for word in line.split())
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _has_major(major: str, held: HeldNames) -> bool:
    # 计划中药学: what stands before it may have been taken along.
    if major in held.text or (major[1:] in _majors() and major[1:] in held.text):
        return True
    return len(major) > SHORT and major[:2] in held.text and major[-2:] in held.text


def _ends_in_label(name: OwnName, held: HeldNames) -> bool:
    """Whether a heading of a table is all of a name, or its end behind words that only lead up to it."""
    whole = name.stem + name.kind
    return any(whole.endswith(label) for label in held.labels if len(label) > SHORT + len(name.kind) - 1)


def _is_known(word: str, kind: str, held: HeldNames) -> bool:
    # 跟朔泉: a segmenter may take along a character.
    ways = (word, word[1:], word[:-1]) if len(word) > 2 else (word,)
    if any(way in held.text for way in ways):
        return True
    fuller = (stem[-LONG:] for stem in (*held.stems[kind], *held.labels))
    return len(word) <= SHORT and any(in_order(word, stem) for stem in fuller)


def _is_of_few(name: OwnName) -> bool:
    return name.kind in _ALL_TOLD and name.in_full


def _is_one_of(name: OwnName, stems: Iterable[str]) -> bool:
    own = _JOINS.sub("", name.stem)
    known = [_JOINS.sub("", stem) for stem in stems]
    return any(in_order(own, stem) or in_order(stem[-len(own) :], own) for stem in known)
