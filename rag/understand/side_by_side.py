"""Two numbers asked for side by side without a mark between them: 考了多少过了多少, 多少人考多少人过."""

from __future__ import annotations

import re

_MANY = r"(?:多少|几)(?:人次|个人|[人名个家项门册套台钱元])?(?![\u4e00-\u9fff]?率)"
# What people say was done, first and then, by the words that reports count it with.
_STEPS = (
    (
        {"考": "考了", "报考": "报考", "参考": "报考", "参加": "报考", "报名": "报考", "报": "报考"},
        {"过": "通过", "通过": "通过", "过关": "通过", "考过": "通过", "拿证": "通过", "合格": "合格"},
    ),
    (
        {"计划招": "计划", "计划": "计划", "录": "录取", "录取": "录取", "招": "录取"},
        {"来": "报到", "报到": "报到", "实到": "报到", "录": "录取", "录取": "录取"},
    ),
)
# A number of things and the money for them: 发了多少人次多少钱.
_MONEY = re.compile(rf"(?P<first>{_MANY})(?:共|总共|又|花了?|发了?|合计)?(?P<then>多少(?:钱|万元|万|元))")
_BETWEEN = r"[，,、]?\s?(?:又|才|实际|最后|最终|结果)?"


def _pattern(first: dict[str, str], then: dict[str, str]) -> re.Pattern[str]:
    a, b = ("|".join(sorted(words, key=lambda word: -len(word))) for words in (first, then))
    behind = rf"(?P<a>{a})了?(?P<m>{_MANY}){_BETWEEN}(?P<b>{b})了?(?P<n>{_MANY})"
    before = rf"(?P<o>{_MANY})(?P<c>{a})了?{_BETWEEN}(?P<p>{_MANY})(?P<d>{b})了?(?![\u4e00-\u9fff])"
    return re.compile(f"{behind}|{before}")


_PATTERNS = tuple((_pattern(first, then), first, then) for first, then in _STEPS)


def parted(sentence: str) -> str:
    """Return a sentence with a mark between two such numbers, what is counted by the words of reports."""
    for pattern, first, then in _PATTERNS:
        match = pattern.search(sentence)
        if match:
            a, m, b, n = match.group("a", "m", "b", "n") if match["a"] else match.group("c", "o", "d", "p")
            told = f"{first[a]}{m}，{then[b]}{n}"
            return sentence[: match.start()] + told + sentence[match.end() :]
    match = _MONEY.search(sentence)
    if match and "钱" not in match["first"]:
        return f"{sentence[: match.end('first')]}，{sentence[match.start('then') :]}"
    return sentence
