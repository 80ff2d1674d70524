"""A question in English, put into the Chinese words of the reports; the words: ``data/english.toml``.

Word by word, as far as finding needs: what is counted, what is asked. Only a question of which every word is
known is put so; any other stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import product

from pydantic import BaseModel

from rag.text import normalize
from rag.understand.lexicon import load_lexicon

_ENGLISH = re.compile(r"\b(?:how|what|who|whom|when|which|where|why|list|did|does|is|are|was|were|the)\b")
_LATIN = re.compile(r"[a-z][a-z'’-]*")
_TOKEN = re.compile(r"\d{4}年(?:\d+月\d+日)?|[a-z0-9+][a-z0-9+'’.-]*|[^\x00-\x7f]+")
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}}))"
    r",?\s+(?P<year>(?:19|20)\d{2})"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?![\d年-])")
# Where a second question begins: …, and how many passed.
_NEXT = re.compile(
    r"(?:,\s*|\s+)(?:and\s+)?(?:from\s+|in\s+|of\s+)?"
    r"(?=(?:how (?:many|much)|who|when|where|which|what)\b)|;\s*"
)
# The Chinese word beside an English one says the same again.
_GLOSS = re.compile(r"[(（][\u4e00-\u9fff]+[)）]")
_PEOPLE = re.compile(
    r"how many (?:[a-z-]+ )?(?:people|persons|students|teachers|graduates|veterans|staff|trainees|"
    r"apprentices|members|volunteers|counsell?ors|professors|boys|girls)\b"
)
# What is asked for, and how that is asked in Chinese; tried in this order.
_ASKED = (
    (re.compile(r"\bhow (?:many|much)\b|\bnumber of\b"), "有多少"),
    (re.compile(r"\b(?:percentage|proportion|share|ratio|rate|income|amount|percent)\b"), "是多少"),
    (re.compile(r"\bwho(?:m|se)?\b"), "是谁"),
    (re.compile(r"\bwhen\b.*\bsigned\b|\b(?:what|which) day\b"), "是哪一天"),
    (re.compile(r"\bwhen\b|\b(?:what|which) (?:year|date|day)\b"), "是什么时候"),
    (re.compile(r"\bwhere\b"), "在哪里"),
    (re.compile(r"\bwhy\b"), "的原因是什么"),
    (re.compile(r"\bhow\b"), "是怎么做的"),
    (re.compile(r"\bwhich\b|\blist\b|\bwhat are\b|\bnames?\b"), "有哪些"),
    (re.compile(r"\bwhat\b"), "是什么"),
)
_DATED = re.compile(r"\d{4}年")
_ENDINGS = ("s", "es", "ed", "d", "ing", "'s")


class _Raw(BaseModel, frozen=True, extra="forbid"):
    empty: str
    words: Mapping[str, str]


@lru_cache(maxsize=1)
def _words() -> tuple[Mapping[str, str], Mapping[str, str], frozenset[str]]:
    """The words with their Chinese, the English names of the indicators, and words that say nothing."""
    data = files("rag").joinpath("data/english.toml").read_text(encoding="utf-8")
    raw = _Raw.model_validate(tomllib.loads(data))
    named = {p: e.name for e in load_lexicon().entries for p in e.phrases if p.isascii() and len(p) > 3}
    return {normalize(word): meant for word, meant in raw.words.items()}, named, frozenset(raw.empty.split())


@lru_cache(maxsize=256)
def in_chinese(text: str) -> str:
    """Return an English question in Chinese words, any other as it is."""
    plain = normalize(text).rstrip("?？.!")
    if len(_LATIN.findall(plain)) < 3 or not _ENGLISH.search(plain):
        return text
    plain = _YEAR.sub(r"\1年", _DATE.sub(_day, plain))
    clauses = [clause for clause in _NEXT.split(plain) if clause and clause.strip(" ,")]
    put = [_put(clause) for clause in clauses]
    return (
        "，".join(clause for clause in put if clause) if all(clause is not None for clause in put) else text
    )


def _day(match: re.Match[str]) -> str:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month))
    return f"{match['year']}年{number}月{day}日"


def _put(clause: str) -> str | None:
    """A clause in Chinese words, None where one of its words is not known."""
    *known, empty = _words()
    tokens = _TOKEN.findall(_GLOSS.sub(" ", clause))
    said: list[str] = []
    i = 0
    while i < len(tokens):
        size, meant = _longest(tokens[i : i + 7], known)
        if tokens[i] == "and":
            size, meant = 1, "和" if said and i + 1 < len(tokens) else ""
        if not size and tokens[i] not in empty and _LATIN.fullmatch(tokens[i]):
            return None
        if size or tokens[i] not in empty:
            said.append(meant or tokens[i])
        i += size or 1
    asked = next((words for pattern, words in _ASKED if pattern.search(clause)), "")
    if asked == "有多少" and _PEOPLE.search(clause):
        asked = "有多少人"
    # Of when something is asked stands before it.
    said.sort(key=lambda word: _DATED.match(word) is None)
    return " ".join(word for word in said if word) + asked


def _longest(tokens: list[str], known: Sequence[Mapping[str, str]]) -> tuple[int, str]:
    """How many tokens the longest known phrase has that they begin with, and what it means."""
    for size in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:size])
        stems = [phrase, *(phrase.removesuffix(end) for end in _ENDINGS if phrase.endswith(end))]
        stems += [phrase[:-3] + "y"] if phrase.endswith("ies") else []
        for words, stem in product(known, stems):
            if stem in words:
                return size, words[stem]
    return 0, ""
