"""Things that share their last word (a、b两类课, 一、二等奖), each spelt out."""

from __future__ import annotations

import re

# 甲、乙、丙三类课: each of the letters is a 类课.
_LETTERS = re.compile(
    r"((?:[a-z]、)+[a-z])(?:[和与、]([a-z]))?[二两三四五六七]?"
    r"([类级档](?:课程?|证书|企业|项目|[^\W\d_]))(?=[加合相总一的跟和与各分都共有开是]|$)"
)
# 一、二、三等奖 are three prizes, 一、二年级 two grades.
_RANKS = re.compile(r"((?:[一二三四特]、)+[一二三四](?:和[一二三四])?)(等奖|年级)")


def each_spelled(text: str) -> str:
    """Return a question with each of such things called by its whole name."""
    return _RANKS.sub(_each_rank, _LETTERS.sub(_each_letter, text))


def _each_rank(match: re.Match[str]) -> str:
    return "、".join(rank + match[2] for rank in re.findall("[一二三四特]", match[1]))


def _each_letter(match: re.Match[str]) -> str:
    letters = re.findall("[a-z]", match[1] + (match[2] or ""))
    return "、".join(letter + match[3] for letter in letters)
