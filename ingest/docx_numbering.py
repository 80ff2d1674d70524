"""The numbers that Word writes in front of headings and list items, which stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.docx_package import children, number, switch, value
from ingest.docx_styles import ParagraphLook, Styles

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str
    style: str
    joined: bool
    legal: bool
    restart: int | None


@dataclass(frozen=True, slots=True)
class _List:
    """A ``w:num``: the counters it shares and what its levels look like."""

    counters: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


class Numbering:
    """Counts through a document; paragraphs must be shown to it in order, each once."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read the list definitions.

        Args:
            root: ``w:numbering``, None when the file has none.
            styles: for lists that are defined through a style.
        """
        self._styles = styles
        self._abstract = {
            str(item.get(qn("w:abstractNumId"))): item for item in children(root, "w:abstractNum")
        }
        self._nums = {number(item.get(qn("w:numId"))): item for item in children(root, "w:num")}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._used: set[tuple[int, int]] = set()

    def label(self, look: ParagraphLook, style_ids: tuple[str, ...]) -> str:
        """Count one paragraph and return what Word prints in front of it.

        Args:
            look: the paragraph's formatting.
            style_ids: its style and those it is based on, for levels that are tied to a style.

        Returns:
            The number with its separation from the text, empty for no number or a bullet.
        """
        listed = self._list(look.list_id or 0)
        if listed is None:
            return ""
        index = look.list_level if look.list_level is not None else _styled_level(listed, style_ids)
        level = listed.levels.get(index)
        if level is None:
            return ""
        counts = self._advance(look.list_id or 0, listed, index)
        if level.form in ("bullet", "none"):
            return ""
        text = _PLACEHOLDER.sub(
            lambda match: _shown(listed, counts, int(match.group(1)) - 1, level), level.pattern
        )
        return text if level.joined or not text[-1:].isalnum() else f"{text} "

    def _advance(self, list_id: int, listed: _List, index: int) -> list[int | None]:
        counts = self._counts.setdefault(listed.counters, [None] * LEVELS)
        if index in listed.restarts and (list_id, index) not in self._used:
            counts[index] = None
        self._used.add((list_id, index))
        count = counts[index]
        counts[index] = listed.levels[index].start if count is None else count + 1
        for upper in range(index):
            if counts[upper] is None and upper in listed.levels:
                counts[upper] = listed.levels[upper].start
        for deeper in range(index + 1, LEVELS):
            level = listed.levels.get(deeper)
            if level is None or level.restart is None or (level.restart and index < level.restart):
                counts[deeper] = None
        return counts

    def _list(self, list_id: int) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._define(list_id)
        return self._lists[list_id]

    def _define(self, list_id: int) -> _List | None:
        num = self._nums.get(list_id) if list_id > 0 else None
        key = value(num, "w:abstractNumId") or ""
        abstract = self._abstract.get(key)
        linked = value(abstract, "w:numStyleLink")
        if linked:
            key = value(self._nums.get(self._styles.list_style(linked)), "w:abstractNumId") or key
            abstract = self._abstract.get(key)
        if num is None or abstract is None:
            return None
        levels = _levels(abstract)
        restarts: dict[int, int] = {}
        for override in children(num, "w:lvlOverride"):
            index = number(override.get(qn("w:ilvl"))) or 0
            levels.update(_levels(override))
            start = number(value(override, "w:startOverride"))
            if start is not None:
                restarts[index] = start
        levels = {i: _started(level, restarts.get(i)) for i, level in levels.items() if 0 <= i < LEVELS}
        return _List(key, levels, restarts)


def _levels(holder: Element) -> dict[int, _Level]:
    return {number(level.get(qn("w:ilvl"))) or 0: _level(level) for level in children(holder, "w:lvl")}


def _level(element: Element) -> _Level:
    start = number(value(element, "w:start"))
    return _Level(
        start=0 if start is None else start,
        form=value(element, "w:numFmt") or "decimal",
        pattern=value(element, "w:lvlText") or "",
        style=value(element, "w:pStyle") or "",
        joined=value(element, "w:suff") == "nothing",
        legal=bool(switch(element, "w:isLgl")),
        restart=number(value(element, "w:lvlRestart")),
    )


def _started(level: _Level, start: int | None) -> _Level:
    return level if start is None else replace(level, start=start)


def _styled_level(listed: _List, style_ids: tuple[str, ...]) -> int:
    tied = {level.style: index for index, level in listed.levels.items() if level.style}
    return next((tied[style] for style in style_ids if style in tied), 0)


def _shown(listed: _List, counts: list[int | None], index: int, printed: _Level) -> str:
    level = listed.levels.get(index)
    count = counts[index]
    if level is None or count is None:
        return ""
    return format_count(count, "decimal" if printed.legal else level.form)


def format_count(count: int, form: str) -> str:
    """Return a count in one of Word's number formats (``w:numFmt``); an unknown one as digits."""
    write = _FORMS.get(form)
    return write(count) if write and count > 0 else str(count)


def _chinese(count: int, digits: str = _DIGITS, units: tuple[str, ...] = ("", "十", "百", "千", "万")) -> str:
    """Write 1 to 99999 as Chinese counts: 十, 十二, 二十, 一百零五."""
    if count > 99_999:
        return str(count)
    written = ""
    gap = False
    for power in range(4, -1, -1):
        digit = count // 10**power % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + units[power]
        gap = not digit
    return written.removeprefix("一") if digits == _DIGITS and 10 <= count < 20 else written


def _legal(count: int) -> str:
    return _chinese(count, _LEGAL_DIGITS, ("", "拾", "佰", "仟", "万"))


def _digital(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _roman(count: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        written += sign * min(times, 20)
    return written


def _letters(count: int) -> str:
    repeats, index = divmod(count - 1, 26)
    return chr(ord("A") + index) * min(repeats + 1, 20)


def _from(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if count <= len(signs) else str(count)


def _range(first: str, length: int) -> Callable[[int], str]:
    return _from("".join(chr(ord(first) + offset) for offset in range(length)))


def _circled(count: int) -> str:
    for first, low in (("①", 1), ("㉑", 21), ("㊱", 36)):
        if low <= count <= (low + 19 if low == 1 else low + 14):
            return chr(ord(first) + count - low)
    return str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _range("⑴", 20),
    "decimalEnclosedFullstop": _range("⒈", 20),
    "ideographEnclosedCircle": _range("㊀", 10),
    "decimalZero": lambda count: f"{count:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
}
