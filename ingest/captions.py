"""Lines that name a table, a figure or a case: 表3-1 …, 续表2 …, 附表 1 …, 图 4：…, 案例8：…."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rag.quantity import clean_unit, is_unit, unit_of_heading
from rag.text import fold

# What a line that states a unit begins with: 单位：人, 金额单位：万元 (合作单位：… names somebody).
UNIT_WORD = "(?:计量|人数|金额|货币|面积|数量|数据)?单位"

CaptionKind = Literal["table", "figure", "case"]

MAX_CAPTION = 90
_NUMBER = r"[A-Za-z]?\d{1,3}(?:[-—–.．‐]\d{1,3}){0,2}|[A-Z]|[一二三四五六七八九十]{1,3}"
_LEAD = re.compile(
    r"[【\[〔]?\s*(?P<more>续\s*)?(?P<word>附\s*表|附\s*图|(?:典型|特色|教学)?\s*案\s*例|表(?:格)?|图)\s*"
    rf"(?P<number>{_NUMBER})\s*(?P<rest>.*)",
    re.DOTALL,
)
# 表1-12022年…: recognised from a picture, a number loses the space behind it.
_BEFORE_YEAR = re.compile(
    r"^((?:附\s?)?[表图]\s?(?:\d{1,2}[-—–.])?\d{1,2}?)(?=(?:19|20)\d{2}\s?(?:[年届级]|学年|[-—–至]\s?20\d{2}))"
)
# A case without a number needs a bracket or a colon: 案例 alone is a word of prose.
_NAMELESS = re.compile(
    r"(?:[【\[〔]\s*(?:典型|特色|教学)?案\s*例\s*[】\]〕]\s*[:：]?|(?:典型|特色)?案\s*例\s*[:：])\s*(?P<title>\S.*)"
)
_SEPARATED = re.compile(r"^\s*(?:[:：.．、】\]〕]|[-—–]{1,2}(?=\D))\s*")
_MORE = re.compile(r"[（(]\s*(?:续|接上表|上接)[^（()）]{0,6}[)）]|续表?$")
# 表 3 显示…, 图 4 为…: a sentence about it, not its caption.
_TELLS = re.compile(
    r"^(?:所示|显示|可见|可知|可以看出|反映|列出|为|是|中(?=[的，、可所列给各]|$)|的|(?:和|与|及)(?=\s*(?:附?[表图]|\d|[去上前往]))"
    r"|、|至|展示|表明|说明了|给出|，)"
)


@dataclass(frozen=True, slots=True)
class Caption:
    """``label`` as in Report (``表3-1``, ``附表1``, ``图4``, ``案例8``); ``more`` marks 续表."""

    kind: CaptionKind
    label: str
    title: str
    more: bool = False

    @property
    def number(self) -> str:
        """The printed number alone."""
        return re.sub(r"^\D*", "", self.label) or self.label

    @property
    def annex(self) -> bool:
        """Whether the label itself says that it stands in the annex."""
        return self.label.startswith("附")


def parse_caption(text: str) -> Caption | None:
    """Read a line as a caption.

    Args:
        text: a whole block; a caption is short, starts with its label and is no sentence.

    Returns:
        The caption, or None for prose (``表 3 显示…。``), for a bare reference and anything else.
    """
    plain = _BEFORE_YEAR.sub(r"\1 ", text.strip())
    if len(plain) > MAX_CAPTION:
        return None
    match = _LEAD.match(plain)
    if match is None:
        return _nameless(plain)
    rest = match["rest"]
    separated = _SEPARATED.match(rest)
    title = rest[separated.end() :] if separated else rest
    spaced = rest == "" or plain[match.end("number")] in " \u3000\t" if rest else True
    if not separated and (
        _TELLS.match(title) or not (spaced or re.match(r"[^\w，。、]|[\u4e00-\u9fff]", title))
    ):
        return None
    if title.rstrip().endswith(("。", "；", "，")) or (title.endswith("：") and not separated):
        return None
    return _caption(match, title)


def _nameless(plain: str) -> Caption | None:
    match = _NAMELESS.fullmatch(plain)
    if match is None or match["title"].endswith(("。", "；", "，")):
        return None
    return Caption("case", f"案例：{match['title']}", match["title"])


def _caption(match: re.Match[str], title: str) -> Caption | None:
    word = re.sub(r"\s", "", match["word"])
    kind: CaptionKind = "case" if word.endswith("案例") else "figure" if "图" in word else "table"
    number = re.sub(r"[—–‐]", "-", fold(match["number"]))
    more = bool(match["more"]) or bool(_MORE.search(title))
    title = _MORE.sub("", title).strip(" \u3000】]")
    if kind == "case":
        label = f"案例{number}"
    else:
        label = (
            ("附" if word.startswith("附") else "")
            + word[-1 if kind == "figure" else 0 :].lstrip("附")[:1]
            + number
        )
    if not title and not more and kind != "table":
        return None
    return Caption(kind, label, title, more)


def strip_unit(title: str) -> str:
    """Return a caption's title without a unit printed on the same line (``…情况表　单位：人``)."""
    return re.sub(
        r"\s*(?:[（(]\s*[^（()）\s]{0,4}?)?(?:计量|人数)?单位\s*[:：]\s*[^（()）\s]{1,10}\s*[)）]?\s*$",
        "",
        title,
    ).strip()


_NOTE = re.compile(
    r"^\s*(?:注\s*\d*\s*[:：]|(?:数据|资料)?来源\s*[:：]|备注\s*[:：]|说明\s*[:：]|[*＊]\s*\S)"
)
# Between the units of a table that counts in several.
SEVERAL = "、"
_UNIT_BEHIND = re.compile(
    rf"\s*(?:[（(]\s*[^（()）\s]{{0,4}}?)?{UNIT_WORD}\s*[:：]\s*[^（()）\s]{{1,10}}\s*[)）]?\s*$"
)
_UNIT_LINE = re.compile(rf"^[（(]?\s*{UNIT_WORD}\s*[:：]")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a table: its caption, unit line and notes, and where it belongs."""

    label: str = ""
    title: str = ""
    unit: str = ""
    section: str = ""
    annex: bool = False
    notes: tuple[str, ...] = ()
    page: str = ""


def is_note(text: str) -> bool:
    """Tell whether a line is a note to a table (``注：…``, ``数据来源：…``)."""
    return _NOTE.match(text) is not None


def is_outside(text: str) -> bool:
    """Tell whether a line stands beside a table, not in it: its caption, its unit or a note to it."""
    return is_note(text) or is_unit_line(text) or parse_caption(text) is not None


def stated_units(text: str) -> str:
    """Return the unit that a line or title states for a table, or all that it lists (``人、%``)."""
    if unit := unit_of_heading(text):
        return unit
    line = re.search(r"单位\s*[:：]", text)
    listed = re.split(r"[、,，;；]", text[line.end() :].strip("（()） ")) if line else []
    units = [clean_unit(part) for part in listed]
    return SEVERAL.join(units) if len(units) > 1 and all(map(is_unit, units)) else ""


def is_unit_line(text: str) -> bool:
    """Tell whether a line only states the unit of a table (``单位：人``)."""
    return bool(_UNIT_LINE.match(text)) and len(text) <= 20
