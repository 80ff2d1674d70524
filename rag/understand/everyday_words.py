"""The entries of the lexicon, and the everyday words that are told for them: ``data/everyday_words.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel

from rag.text import normalize

EntryKind = Literal["indicator", "word", "scope", "verb"]
# What such an entry holds are names that stand for one thing, not words that mean about the same.
NAMING: tuple[EntryKind, ...] = ("indicator", "scope")


@dataclass(frozen=True, slots=True)
class Entry:
    """Phrases that mean one thing: ``name`` first, then aliases, then English; all normalised.

    ``unit`` is the usual unit of an indicator, empty where it has none or the entry is no indicator.
    """

    kind: EntryKind
    name: str
    phrases: tuple[str, ...]
    unit: str = ""


class RawEveryday(BaseModel, frozen=True, extra="forbid"):
    """The whole of ``everyday_words.toml``; words are parted by spaces, English ones by semicolons."""

    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    english: Mapping[str, str]


def with_everyday(entries: Iterable[Entry], raw: RawEveryday) -> list[Entry]:
    """Return the entries, those that everyday words are told for with these, and new ones for the others.

    A phrase that names something already keeps to that.

    Args:
        entries: of the indicators, the words and the scopes.
        raw: the everyday words.
    """
    by_name = {entry.name: entry for entry in entries}
    home = _homes(by_name.values())
    kinds: tuple[tuple[EntryKind, Mapping[str, str], str], ...] = (
        ("word", raw.nouns, " "),
        ("verb", raw.verbs, " "),
        ("word", raw.english, ";"),
    )
    for kind, told, mark in kinds:
        for said, words in told.items():
            name = home.get(normalize(said), normalize(said))
            entry = by_name.get(name) or Entry(kind, name, (name,))
            new = [p for p in map(normalize, words.split(mark)) if p not in home]
            by_name[name] = replace(entry, phrases=tuple(dict.fromkeys((*entry.phrases, *new))))
        home |= {p: n for p, n in _homes(by_name.values()).items() if p not in home and p == n}
    return list(by_name.values())


def _homes(entries: Iterable[Entry]) -> dict[str, str]:
    """For each phrase the name of the entry that holds it, of a word rather than of an indicator."""
    ordered = sorted(entries, key=lambda entry: entry.kind in NAMING)
    homes = {phrase: entry.name for entry in reversed(ordered) for phrase in entry.phrases}
    return homes | {entry.name: entry.name for entry in ordered}
