"""Figures in prose: which numbers a sentence states, with unit, year and whether they tell a change.

A number that is a name is no figure: years, dates, document numbers, grades (2020级), 500强, 1+X, 3+2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

MEASURES = (
    "个工作日|工作日|个月|个百分点|百分点|人次|班次|人日|人时|课时|学时|课次|万元|亿元|元/生|平方米|万平方米|毫升|ML|ml|公里|"
    "小时|分钟|人|名|位|元|项|件|门|个|所|家|支|篇|部|本|册|套|场|次|批次|批|期|届|届次|天|日|年|月|周|分|倍|亩|"
    "届|间|张|种|趟|辆|首|棵|条|款|台|份|类|组|班|队|户|村|处|座|片|节|幅|枚|人·天|吨|公斤|千克|千米|米|%|％|‰|m²|㎡|平米|岁|级|省|只|头|匹|株|公顷|艘|例|页|海里|"
    "栋|幢|架次|架|航次|箱|袋|盒|瓶|笔|立方米|[MG]bps|[GTM]B|kWh|kW|千瓦时|千瓦|度电"
)
_RANGE = r"\d+(?:\.\d+)?\s?[-—–~～至]\s?\d+(?:\.\d+)?"
_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?"
_HAN_NUMBER = "[一二两三四五六七八九十百千]+"
_SCALE = r"\s*(?P<scale>(?:(?!千(?:瓦|克|米))[万亿千百])?)"
_APPROX = r"\s*(?P<approx>[余多]?)"
_FIGURE = re.compile(
    rf"(?P<number>{_RANGE}|{_NUMBER}){_SCALE}{_APPROX}\s*(?P<unit>周年|{MEASURES}|起(?![步点来草始到])|(?<=[.\d]\d)\s?[:：∶]\s?1(?![.\d]))?"
)
_HAN_FIGURE = re.compile(
    rf"(?P<number>{_HAN_NUMBER})(?P<approx>[余多]?)(?P<unit>周年|{MEASURES})(?!门|结构|级|产业)"
)
_ORDINAL = re.compile(r"第\s?(?P<number>\d+)\s?(?P<unit>[名位])")
# What stands around a number that is a name, not a figure.
# Before a number without a unit that is a figure all the same.
_STATES = re.compile(r"[为是达到共]\s*$")
_STATES_RATIO = re.compile(r"(?:[为是达到至共]|师比|上一?(?:年|学年)的)\s*$")
_NOT_BEFORE = re.compile(r"(?:[A-Za-z第〔\[·“]|[A-Za-z]\s|\d[.·\-—–+/:]|[\-—–+]\s?|表\s?|图\s?|案例\s?)$")
_NOT_AFTER = re.compile(r"^(?:\s?[级届]|\s?强|\s?[+·:：—–/]|\.\d|\s?[-]\s?\d|〕|[A-Za-z]|号|\s?月|\s?年)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?(?:年|学年)")
_CLASS = re.compile(r"(?<!\d)(20\d{2})\s?届")
_YEAR_SPAN = re.compile(r"(?<!\d)(?:19|20)\d{2}\s?年?\s?[-—–－至~]\s?(?:(?:19|20)\d{2}|\d{2})\s?(?:学年|年)?")
_CHANGE = re.compile(
    r"(?:超出|高出|低于|高于|超过)[^，,。；;]{0,16}$|(?:上升|下降|提高|提升|增长|增加|减少|降低|增幅|降幅|上涨|下滑|回落|高于|低于|高出|超出|超过|多|少|增|减|升|降)"
    r"(?:了|约|近|幅度为|为|至|到)?\s*$"
)
# 17.26∶1 is a ratio that tables print as a mere number.
_TO_ONE = re.compile(r"\s?[:：∶]\s?1$")
_TO_LEVEL = re.compile(r"(?:至|到|为)\s*$")
_BEHIND_YEAR = re.compile(r"(?:19|20)\d{2}\s?年?(?:度|底)?\s?(?:[（(]\s?(?:为|是)?|的\s?)")
# What a slogan or a title holds is no figure: “骑行百里路，读懂一座城”.
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
# From what to what something changed: 由12万元增加到21万元.
_FROM = re.compile(
    r"[由从]\s?(?:(?:19|20)\d{2}\s?年(?:度|底)?的?\s?|原来的?|最初的?|之前的?|以前的?|改革前的?|年初的?|去年的?|上一?(?:学年度?|年度?|届)的?)?"
    r"(?:每(?:天|日|周|月|年|人|生|学期|学年|次|门|场)|日均|人均|平均|不足|不到|近)?约?$"
)
_TO = re.compile(
    r"\s?(?:[（(][^（）()]*[）)])?，?(?:逐[年步]|大幅|稳步|快速|进一步|显著|明显)?(?:增[加长至]|提[高升]|上升|扩[大容充展建]|增|升|涨|上涨|"
    r"优化|下降|降低?|减少?|缩[短小减]|压[缩减]|削减|延长|拉长|放宽|攀升|跃升|调整|调[高低]|上调|下调|发展|变|达)?(?:[到至为成])(?:(?:19|20)\d{2}\s?年(?:度|底)?的?\s?)?约?"
)
_OF_LAST_YEAR = re.compile(
    r"(?:上一?年度?|去年|上一?届|上一?学年|前一年)(?:同期|年?[末底])?(?:的|为|是|[（(])\s*$"
)
_COMPARED = re.compile(r"[，,（(]?\s?(?:比|较|高于|低于|优于|而)?(?:上|去|前|(?:19|20)\d{2}\s?[年届])")
_OF_CLASS = re.compile(r"((?:19|20)\d{2})\s?届(?:毕业生)?的\s*$")
_OF_YEAR = re.compile(r"(?:19|20)\d{2}\s?[年届](?:毕业生)?的\s*$")
_BOUND = re.compile(r"\s?(?:及|或|含)?(?:以上|以下|以内|以外)")
_LIMIT = re.compile(r"(?:低于|达不到|未达到?|不得少于|不得高于)\s*$")
_SAME_AS = re.compile(r"[，,]?\s?[与同跟和]\s?((?:19|20)\d{2})\s?年?度?(?:相比)?\s?(?:持平|相同|一样|相等)")
_HAN_FORM = re.compile(
    "(?:[一二两三四五六七八九][百千]零?)*[一二两三四五六七八九]?(?:十[一二三四五六七八九]?)?"
)
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class ProseFigure:
    """A figure of a sentence: ``text`` as printed (with unit), its span, and what it means.

    ``value`` carries no scale word: ``1.2 万人`` has value 1.2 and unit 万人. ``year`` is the year that
    the sentence names for it, None when it names none. ``change`` marks 上升3.79个百分点 and the like,
    ``bound`` 30万元以上, ``past`` what something was before (由A增加到B: A),
    ``same_in`` the year in which it was the same (与2019年持平).
    """

    text: str
    value: Decimal
    unit: str
    start: int
    end: int
    year: int | None = None
    change: bool = False
    approx: bool = False
    bound: bool = False
    past: bool = False
    same_in: int | None = None


def han_number(text: str) -> int | None:
    """Return the value of a Chinese numeral below ten thousand (二十 → 20), None for none."""
    if not _HAN_FORM.fullmatch(text) or text[0] in "百千":
        return None
    total, digit = 0, 0
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        elif char in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            return None
    return total + digit


def years_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return (position, year) of every year named alone; a span such as 2019-2021年 names none."""
    spans = [m.span() for m in _YEAR_SPAN.finditer(text)]
    return tuple(
        (m.start(), int(m.group(1)))
        for m in _YEAR.finditer(text)
        if not any(a <= m.start() < b for a, b in spans)
    )


def classes_of(text: str) -> list[str]:
    """Return the years of all who left in one (2030届) that a text names, in order."""
    return _CLASS.findall(text)


def _is_name(text: str, start: int, end: int, unit: str) -> bool:
    before, after = text[max(0, start - 4) : start], text[end : end + 6]
    # The + of 3+2 is no sign.
    if _NOT_BEFORE.search(before) or (text[start] in "+-" and re.search(r"[0-9A-Za-z]$", before)):
        return True
    if any(a <= start < b for a, b in ((m.start(), m.end()) for m in _YEAR_SPAN.finditer(text))):
        return True
    number = text[start:end]
    if number == "1" and after.startswith("∶"):
        # Of 1∶193 the other side tells.
        return True
    if unit in ("年", "月", "日", "级"):
        return unit != "年" or bool(re.match(r"(?:19|20)\d{2}\s?年", number))
    if unit == "届" and re.fullmatch(r"(?:19|20)\d{2}\s?届", number):
        # 2022届毕业生 are those of a year.
        return True
    return not unit and bool(_NOT_AFTER.match(after))


def _year_for(start: int, text: str, years: tuple[tuple[int, int], ...]) -> int | None:
    """The year that governs a figure: named just before it, but not as what it is compared with."""
    best: int | None = None
    if of_class := _OF_CLASS.search(text[:start]):
        return int(of_class[1])
    for position, year in years:
        if position >= start:
            break
        between = text[position:start]
        clause = re.split(r"[，,。；;]", text[position : position + 60])[0]
        compared = re.search(r"(?:比|较|与|同|自|从|由)\s*$", text[:position]) or re.search(
            r"以来|基础上|开始|起$", clause if position + len(clause) < start else ""
        )
        # “比2019年上升3.79个百分点” tells of the year before that comparison, and so does what follows it;
        # 比2019年（90.34%）提高… sets the figure right behind the year.
        if compared and not _BEHIND_YEAR.fullmatch(between):
            continue
        if best is not None and ("（" in text[max(0, position - 1) : position]) and "）" in between:
            continue
        best = year
    return best


def find_figures(sentence: str) -> tuple[ProseFigure, ...]:
    """Return the figures that a sentence states, in order of position."""
    years = years_of(sentence)
    found: list[ProseFigure] = []
    for match in _FIGURE.finditer(sentence):
        unit = _TO_ONE.sub("", (match["unit"] or "").replace("％", "%"))
        if _is_name(sentence, match.start(), match.end(), unit):
            continue
        head = sentence[: match.start()]
        states = _STATES_RATIO if "." in match["number"] else _STATES
        if not match["unit"] and not match["scale"] and not states.search(head):
            continue
        found.append(
            ProseFigure(
                text=match.group().strip(),
                value=_first_number(match["number"]),
                unit=match["scale"] + unit,
                start=match.start(),
                end=match.end(),
                year=_year_for(match.start(), sentence, years),
                change=_tells_change(head, unit),
                approx=bool(match["approx"]) or bool(re.fullmatch(_RANGE, match["number"])),
                bound=bool(_BOUND.match(sentence, match.end())) or _limits(head, unit),
                same_in=_same_in(sentence[match.end() :]),
            )
        )
    found += _ordinals(sentence, years)
    found += _han_figures(sentence, years, found)
    return _with_past(sentence, sorted(found, key=lambda figure: figure.start))


def _tells_change(head: str, unit: str) -> bool:
    """Whether a figure tells by how much something changed; what it was the year before is a level."""
    if _TO_LEVEL.search(head) or _OF_LAST_YEAR.search(head) or _limits(head, unit):
        return False
    return _CHANGE.search(head) is not None


def _limits(head: str, unit: str) -> bool:
    """Whether a level is only one that something must not fall below, or falls short of (低于80%)."""
    return unit == "%" and _LIMIT.search(head) is not None


def _with_past(sentence: str, figures: list[ProseFigure]) -> tuple[ProseFigure, ...]:
    """The figures, those marked that tell from what something changed."""
    past = {a for a, b in pairwise(figures) if changes_to(sentence, a, b)}
    return tuple(replace(figure, past=True) if figure in past else figure for figure in figures)


def of_the_year_before(sentence: str, figure: ProseFigure) -> bool:
    """Tell whether a figure is what something was the year before (比上年的94.64%提高…)."""
    return _OF_LAST_YEAR.search(sentence[: figure.start]) is not None


def set_against(sentence: str, before: ProseFigure, after: ProseFigure) -> bool:
    """Tell whether a figure follows right behind one of the same thing that it is compared with."""
    between = sentence[before.end : after.start]
    named = of_the_year_before(sentence, after) or _OF_YEAR.search(sentence[: after.start])
    return bool(named) and _COMPARED.match(between) is not None


def without_origin(subject: str) -> str:
    """Return the words before a figure without those that lead up to what something was before."""
    return _FROM.sub("", subject)


def changes_to(sentence: str, before: ProseFigure, after: ProseFigure) -> bool:
    """Tell whether a sentence says that something changed from one figure to the next (由A增加到B)."""
    return (
        _FROM.search(sentence[: before.start]) is not None
        and _TO.fullmatch(sentence[before.end : after.start]) is not None
    )


def _same_in(behind: str) -> int | None:
    """The year that a figure is said to equal right behind it; 基本持平 is not the same."""
    match = _SAME_AS.match(behind)
    return int(match[1]) if match else None


def _first_number(text: str) -> Decimal:
    if re.fullmatch(_RANGE, text):
        text = re.split(r"\s?[-—–~～至]\s?", text)[0]
    return Decimal(text.replace(",", ""))


def _ordinals(sentence: str, years: tuple[tuple[int, int], ...]) -> list[ProseFigure]:
    return [
        ProseFigure(
            text=match.group(),
            value=Decimal(match["number"]),
            unit="名次",
            start=match.start(),
            end=match.end(),
            year=_year_for(match.start(), sentence, years),
        )
        for match in _ORDINAL.finditer(sentence)
    ]


def _han_figures(
    sentence: str, years: tuple[tuple[int, int], ...], known: list[ProseFigure]
) -> list[ProseFigure]:
    found = []
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for match in _HAN_FIGURE.finditer(sentence):
        value = han_number(match["number"])
        before = sentence[max(0, match.start() - 1) : match.start()]
        if (
            value is None
            or value < 2
            or before in tuple('第“‘"')
            or any(a <= match.start() < b for a, b in quoted)
            or match["unit"] in ("年", "月", "级", "日", "元", "分")
        ):
            continue
        if any(figure.start <= match.start() < figure.end for figure in known):
            continue
        found.append(
            ProseFigure(
                text=match.group(),
                value=Decimal(value),
                unit=match["unit"],
                start=match.start(),
                end=match.end(),
                year=_year_for(match.start(), sentence, years),
                approx=bool(match["approx"]),
            )
        )
    return found
