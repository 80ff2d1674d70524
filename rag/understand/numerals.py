"""Numbers in words as figures: 三百人以上 → 300人以上, 三十六到四十五岁 → 36到45岁, 头一批 → 第一批."""

from __future__ import annotations

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_WORD = "[零〇一二两三四五六七八九十百千万亿]"
_NUMBER = rf"(?:[一二两三四五六七八九]|十(?!{_WORD}*百)){_WORD}*"
# What is counted; without it, such words are names (十四五, 三支一扶) or ranks.
_COUNTED = (
    r"(?:多|余|来)?(?:个|人|名|位|岁|周岁|天|元|块|所|家|项|门|件|场|次|篇|本|册|台|套|间|亩|户|支|班|课时|学时|学分|分(?!之)|"
    r"平方米|公里|吨|万元|亿元|%)"
)
_RANGE = re.compile(
    rf"(?<!第)(?<!{_WORD})(?P<low>{_NUMBER})(?P<to>到|至|~|-|—)(?P<high>{_NUMBER})(?={_COUNTED})"
)
_PLAIN = re.compile(rf"(?<![第几数])(?<!{_WORD}){_NUMBER}(?={_COUNTED})")
_PERCENT = re.compile(rf"百分之(?P<number>{_WORD}+)(?:点(?P<rest>[零〇一二三四五六七八九]+))?")
_SCALE = re.compile("[十百千万亿]")
# 头一批 is the first.
_FIRST = re.compile(r"头一?(?=[批届期班])|头一(?=[个名位年次])")
# 1万1 is 11000.
_TEN_THOUSANDS = re.compile(r"(?<![\d.])(?P<whole>\d{1,3})万(?P<rest>[1-9])(?=[了吧吗人名元，,]|$)")


def in_figures(text: str) -> str:
    """Return a question with the numbers it counts by written in figures.

    Only words of two or more digits, or with 十百千万亿, count: 一个, 两年 and 三年级 are as much a way to
    speak as a number.
    """
    text = _FIRST.sub("第一", _PERCENT.sub(_percent, text))
    text = _TEN_THOUSANDS.sub(lambda m: str(int(m["whole"]) * 10000 + int(m["rest"]) * 1000), text)
    text = _RANGE.sub(lambda m: f"{value_of(m['low'])}{m['to']}{value_of(m['high'])}", text)
    return _PLAIN.sub(lambda m: str(value_of(m[0])) if _SCALE.search(m[0]) else m[0], text)


def _percent(match: re.Match[str]) -> str:
    rest = "".join(str(_DIGITS[c]) for c in match["rest"] or "")
    return f"{value_of(match['number'])}{'.' if rest else ''}{rest}%"


def value_of(words: str) -> int:
    """Return the number that Chinese numerals stand for: 三百零五 → 305, 三百二 → 320, 一万二千 → 12000."""
    total = part = digit = 0
    last = 1
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
            last = 1 if c in "零〇" else last
        elif c in _TENS:
            last = _TENS[c]
            part, digit = part + (digit or 1) * last, 0
        else:
            last = _GROUPS[c]
            total, part, digit = (total + part + digit) * last, 0, 0
    # 三百二 is 320: a digit behind a hundred or more counts the next lower step.
    return total + part + digit * (last // 10 if last > 10 else 1)
