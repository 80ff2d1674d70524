"""Printed values: what number a cell's text is, in which unit, and how units turn into one another.

A text is a quantity only when it is one number and nothing else: a range, a date, a word, a dash and a
blank have no value. They stay different through their text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.text import fold, join_spaces

SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
# Units of one kind, each with its size in the first one: only these turn into one another besides scales.
_KINDS: tuple[dict[str, Decimal], ...] = (
    {"元": Decimal(1), "角": Decimal("0.1"), "块": Decimal(1), "元人民币": Decimal(1)},
    {"%": Decimal(1), "‰": Decimal("0.1")},
    {"人": Decimal(1), "名": Decimal(1), "位": Decimal(1)},
    {"人日": Decimal(1), "人·日": Decimal(1), "人天": Decimal(1), "人·天": Decimal(1)},
    {"平方米": Decimal(1), "m²": Decimal(1), "㎡": Decimal(1), "平米": Decimal(1)},
    {"课时": Decimal(1), "学时": Decimal(1)},
    {"元/生": Decimal(1), "元/人": Decimal(1)},
)
_DASHES = "—–−－‐‑"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_QUANTITY = re.compile(
    rf"(?P<sign>[+\-−]?)\s?(?P<currency>[¥￥$]?)\s?(?P<number>{_NUMBER})\s?"
    r"(?P<unit>%|‰|[㐀-鿿㎡²³·A-Za-z/]{0,10})(?P<mark>[*†①-⑳]*)"
)
_SPACED_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d,) (?=\d{3}(?!\d))|(?<=\d) (?=,\d{3}(?!\d))")
_LABEL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DATE_UNIT = re.compile(r"年|月|[级届]$|^(?:日|号|时|点)$")
# What a unit in brackets looks like; （普通高考） and （中级） do not.
_UNIT = re.compile(
    r"%|‰|百分点|个百分点|[十百千]?万?亿?"
    r"(?:元|人|人次|人日|人天|人·日|人·天|人时|名|位|生|个|项|门|件|篇|部|册|本|台|套|台套|台/套|台（套）|家|所|支|"
    r"间|张|场|次|期|批|班|届|天|日|年|月|周|小时|学时|课时|课次|学分|分|分钟|倍|亩|公顷|平方米|平方公里|公里|千米|"
    r"米|吨|公斤|千克|克|升|毫升|千瓦时|度|美元|欧元|港元|种|条|份|组|队|户|村|处|座|片|节|幅|枚|点|岁|级|省|"
    r"m²|㎡|m2|m|km|kg|cm|mm|GB|TB|MB|Mbps|M|kWh|位次|名次|批次|人/个|比值|：1|:1)"
    r"(?:/(?:元|人|生|个|项|门|年|月|日|天|周|学年|学期|班|专业|亩|平方米|次|册|家|户|百人|万人|校|专任教师|教师))*"
)
_BRACKETED = re.compile(r"[（(\[【]([^（()）\[\]【】]{1,16})[)）\]】]")
_UNIT_LINE = re.compile(r"(?:计量)?单位\s*[:：]\s*([^，。；;、,）)\]】\s]{1,12}+)(?!\s*[、,，;；/])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed text with the single number it states, if it states one.

    ``value`` is the number as printed, without its scale word: ``1.2 万`` has value 1.2 and unit 万.
    """

    value: Decimal | None
    unit: str
    text: str


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Quantity:
    """Read a printed text as one number with an optional unit.

    Args:
        text: what a cell shows; thousands separators, full-width digits, signs, ``%``, ``‰``, scale
            words (万, 亿), a unit and a footnote mark (``698*``) are understood.

    Returns:
        The value and unit; value None for blanks, dashes, ranges, dates, ratios, words.
    """
    plain = _SPACED_THOUSANDS.sub("", fold(text))
    match = _QUANTITY.fullmatch(plain)
    if match is None or (_DATE_UNIT.search(match["unit"]) and not _is_duration(match["unit"])):
        return Quantity(None, "", text)
    unit = clean_unit(match["unit"])
    if unit and not is_unit(unit):
        return Quantity(None, "", text)
    number = Decimal(match["number"].replace(",", ""))
    currency = {"¥": "元", "￥": "元", "$": "美元"}.get(match["currency"], "")
    sign = -1 if match["sign"] in tuple("-−") and number else 1
    return Quantity(sign * number, unit + currency if not unit.endswith("元") else unit, text)


def _is_duration(unit: str) -> bool:
    """个月 counts something; 年 alone after digits may be a year as well, so it is not read as a value."""
    return unit in ("个月", "学年", "周年")


def clean_unit(unit: str) -> str:
    """Return a unit in the one form used everywhere: no spaces, ``m²``, ``%``; a dash or slash is none."""
    plain = join_spaces(fold(unit)).replace(" ", "").replace("m2", "m²").replace("M²", "m²")
    return "" if not plain.strip(_DASHES + "-/无") else plain


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit of measure (``人``, ``万元``, ``m²/生``), not a word."""
    unit = clean_unit(text)
    return bool(unit) and (unit in SCALES or unit == "个月" or _UNIT.fullmatch(unit) is not None)


def unit_of_heading(text: str) -> str:
    """Return the unit that a heading, title or 单位 line states, empty for none.

    ``实际录取（人）`` → ``人``; ``单位：万元`` → ``万元``; ``分类招生（依据学考成绩）`` → ````.
    The last bracketed unit counts.
    """
    line = _UNIT_LINE.search(fold(text))
    if line and is_unit(line.group(1)):
        return clean_unit(line.group(1))
    for inner in reversed(_BRACKETED.findall(fold(text))):
        plain = re.sub(r"^(?:计量)?单位\s*:?\s*", "", inner)
        if is_unit(plain):
            return clean_unit(plain)
    return ""


def without_unit(text: str) -> str:
    """Return a heading without its bracketed unit: ``实际录取（人）`` → ``实际录取``."""
    for match in reversed(list(_BRACKETED.finditer(text))):
        if is_unit(re.sub(r"^(?:计量)?单位\s*[:：]?\s*", "", match.group(1))):
            return (text[: match.start()] + text[match.end() :]).strip()
    return text


def split_scale(unit: str) -> tuple[Decimal, str]:
    """Return the factor and the plain unit: ``万元`` → (10000, 元), ``人`` → (1, 人)."""
    for scale in sorted(SCALES, key=len, reverse=True):
        if unit.startswith(scale) and not unit.startswith("百分"):
            return SCALES[scale], unit[len(scale) :]
    return Decimal(1), unit


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """Turn a value into another unit of the same kind.

    Returns:
        The exact value (1.2 万元 → 12000 元), or None where the units do not measure the same thing.
    """
    from_factor, from_plain = split_scale(clean_unit(from_unit))
    to_factor, to_plain = split_scale(clean_unit(to_unit))
    if from_plain == to_plain:
        return value * from_factor / to_factor
    for kind in _KINDS:
        if from_plain in kind and to_plain in kind:
            return value * from_factor * kind[from_plain] / (to_factor * kind[to_plain])
    return None


def year_of(text: str) -> int | None:
    """Return the one year that a label names.

    ``2019 年``, ``2020``, ``2021届``, ``2019-12-31`` and ``2021年占比（%）`` name one. ``2019-2020学年`` and
    ``2019—2021年`` name two and hence none: a value under them belongs to no single year. A four-digit
    number that stands for something else (``2000元``, ``2019人``, the class ``2019级``) names none.
    """
    plain = fold(text).replace(" ", "")
    years = [
        int(match.group(1))
        for match in _LABEL_YEAR.finditer(plain)
        if not re.match(r"[,.]\d|[元人名个项门件级%]|多|余", plain[match.end() :])
        and not re.search(r"\d[,.]$", plain[: match.start()])
    ]
    if len(years) != 1 or re.search(r"\d{4}[-—–~至/]\d{2}(?!\d|[-/]\d)", plain):
        return None
    return years[0]
