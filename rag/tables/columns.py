"""How the texts of a table are told apart: names of rows and columns, and kinds of values.

The words stand in ``data/columns.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from rag.text import fold

Kind = Literal["number", "date", "latin", "short", "long", "blank"]

LONG, SHORT = 12, 3
_BLANK = re.compile(r"^[-—–−－/／\\…~～*]*$")
_NUMBER = re.compile(r"^[<>≤≥＜＞±+\-−约近超(（]*[¥￥$]?\s*\d[\d,.]*(?:[^\w]|[\d,.])*[^\d]{0,6}$")
_DATE = re.compile(
    r"^(?:19|20)\d\d\s?[年./\-—–]\s?\d{0,2}.{0,14}$|^\d{1,2}月(?:\d{1,2}日)?.{0,6}$|^\d{1,2}:\d\d$|^(?:19|20)\d\d年?$"
)
_PERIOD = re.compile(r"(?:19|20)\d\d\s?年度?|\d{1,2}月份?|(?:第?[一二三四]|上|下)(?:季度|半年)")
_UNIT_END = re.compile(r"[^()（）]+[(（][^()（）]{1,14}[)）]$")
_SENTENCE = re.compile(r"[。；;！!？?]|，.*，")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Ask:
    """Question words, and names of the columns that hold what they ask for, the likeliest first.

    ``kind`` is that of the values, for a column whose name does not tell; ``last`` marks words that say so
    little that they count only where no column is named.
    """

    words: re.Pattern[str]
    columns: tuple[re.Pattern[str], ...]
    kind: str
    last: bool = False

    def rank(self, label: str) -> int | None:
        """Return how far down the list of names a label is found, None for not at all."""
        return next((i for i, name in enumerate(self.columns) if name.search(label)), None)


@dataclass(frozen=True, slots=True)
class Columns:
    """What ``data/columns.toml`` says."""

    endings: re.Pattern[str]
    short_endings: re.Pattern[str]
    index: frozenset[str]
    names: re.Pattern[str]
    phrasing: re.Pattern[str]
    subject: re.Pattern[str]
    courtesy: re.Pattern[str]
    general: re.Pattern[str]
    same: tuple[tuple[str, ...], ...]
    asks: tuple[Ask, ...]


@lru_cache(maxsize=1)
def columns() -> Columns:
    """Return the words by which columns are known."""
    raw = tomllib.loads(files("rag").joinpath("data", "columns.toml").read_text(encoding="utf-8"))
    return Columns(
        endings=_ending(raw["endings"]),
        short_endings=_ending(raw["short_endings"]),
        index=frozenset(raw["index"].split()),
        names=_ending(raw["names"]),
        phrasing=re.compile("|".join("".join(p["words"].split()) for p in raw["phrasing"])),
        subject=re.compile("".join(raw["subject"].split())),
        courtesy=re.compile("".join(raw["courtesy"].split())),
        general=re.compile(raw["general"]),
        same=tuple(tuple(words.split()) for words in raw["same"]),
        asks=tuple(
            Ask(
                re.compile(a["words"]),
                tuple(map(re.compile, a["columns"].split("|"))),
                a["kind"],
                a.get("last", False),
            )
            for a in raw["ask"]
        ),
    )


def _ending(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})$")


def without_brackets(text: str) -> str:
    """Return a label without what stands in brackets behind it (a unit, a remark)."""
    return re.sub(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*", "", text) or text


@lru_cache(maxsize=8192)
def kind_of(text: str) -> Kind:
    """Return what kind of value a text is."""
    plain = fold(text)
    if _BLANK.match(plain):
        return "blank"
    if _DATE.match(plain):
        return "date"
    if _NUMBER.match(plain):
        return "number"
    if not _HAN.search(plain):
        return "latin"
    return "long" if len(plain) > LONG else "short"


@lru_cache(maxsize=8192)
def label_likeness(text: str) -> float:
    """Return how likely a text names a row or column rather than being a value, 0 to 1."""
    plain = fold(text).strip()
    if plain.endswith(":"):
        return 0.95
    kind = kind_of(plain)
    if kind in ("blank", "number"):
        return 0.03
    if _PERIOD.fullmatch(plain):
        # It heads a column as often as it is a value.
        return 0.45
    if kind == "date" or _SENTENCE.search(plain):
        return 0.1
    bare = without_brackets(plain).rstrip("%‰")
    short = len(bare) <= SHORT and columns().short_endings.search(bare)
    score = 0.9 if short or columns().endings.search(bare) else 0.5
    if re.search(r"\d", bare) or not _HAN.search(bare):
        score -= 0.3
    elif score < 0.9 and _UNIT_END.match(plain):
        score = 0.75
    return score if len(bare) <= LONG else score / 4
