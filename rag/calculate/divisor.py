"""What a question divides by: the 场 of 平均每场多少观众, the 教师 of 一个教师带几个学生."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.find.book import TableView
from rag.find.figures import MEASURES

_BEHIND = r"(?:[是有多几的为用花拿能要带管摊获得给合折投]|全年|一年|[当每]年|到[款账])"
# By what is divided: behind 每 or 一, or in 人均. A measure word alone is told by its unit (每人次).
_PER = re.compile(
    rf"(?:平均)?(?:下来|到)?(?:每一?|(?<=平均)一)(?![个名位](?!课时|学时|课次|人[次日时])[^\W\d多几])个?(?P<measure>{MEASURES})|"
    rf"(?<![\d一二三四五六七八九十第])一个?(?P<single>课时|学时|人|门|场|期|名)(?=平均|均)|"
    rf"(?<![\d一二三四五六七八九十第])一个?(?P<unit>课时|学时|人日|人次|场|期|届)(?=大概|大约|{_BEHIND}|收|赚|挣|付)|"
    rf"平均(?:下来|到)?(?:每|一)(?P<noun>[^\W\d]{{1,6}}?)(?={_BEHIND}|$)|"
    rf"每一?(?P<each>[^\W\d]{{1,10}}?)(?=平均|{_BEHIND}|$)|"
    r"(?P<head>[人生师])均|按(?P<by>[^\W\d]{1,4})(?:计|算)|"
    r"(?<![哪头第上下前后这那某同另任])一(?P<one>[场节堂次门期家所个][^\W\d]{0,3}?)(?=平均|[是有多几的为]|$)"
)
_AVERAGE = re.compile(r"平均|均|每|一[场节次门期家所个]|一个?(?:课时|学时|人[日次]|届)")
# 摊到每个工位上: what is divided by is the 工位.
_PLACE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:头上|身上|名下|上|里)$")
_HEADS = {"人": "", "生": "在校生", "师": "教师"}
_PEOPLE = ("人", "名", "人次")
_ONE_PERSON = ("人", "名", "位")
# What is said with one word and printed with another.
_SPOKEN = {"节": ("课时", "学时"), "堂": ("课时", "学时")}
# What is counted in such a unit is told by it, whatever its column is called.
_EVENTS = ("期", "场", "班次", "课时", "学时")
# 期数, 场次: how many 期 and 场 there are.
_NUMBER = re.compile(r"(?<=^.)(?:次?数|次)$")
_MEASURE = re.compile(r"^[个名位家所场次门节堂项期班份件条支台]")


@dataclass(frozen=True, slots=True)
class Divisor:
    """What a question divides by: the words for it, where they stand, and units it may be counted in."""

    words: str
    units: tuple[str, ...]
    start: int
    end: int


def divisor_of(text: str) -> Divisor | None:
    """Return what a question divides by (平均每场…: by the 场), None where it divides by nothing."""
    match = _PER.search(text) if _AVERAGE.search(text) else None
    if match is None or match.lastgroup is None:
        return None
    words = match[match.lastgroup]
    if match.lastgroup == "head":
        return Divisor(_HEADS[words], () if _HEADS[words] else _PEOPLE, match.start(), match.end())
    measure = _MEASURE.match(words)
    noun = _PLACE.sub("", words[measure.end() :] if measure and len(words) > 1 else words)
    if measure and len(noun) > 1 and measure.group() in "个名位":
        # 一个教师 is not whatever else is counted in 个.
        return Divisor(noun, (), *match.span())
    if noun in _ONE_PERSON:
        return Divisor(noun, _ONE_PERSON, *match.span())
    units = (words, *((measure.group(), *_SPOKEN.get(measure.group(), ())) if measure else ()))
    return Divisor(noun, units, *match.span())


def is_divided_by(text: str, view: TableView) -> bool:
    """Tell whether a column of a table counts what a question divides by (平均一个订单班有多少学生)."""
    divisor = divisor_of(text)
    if divisor is None:
        return False
    told = [item for item in view.cells if item.cell.value is not None]
    if any(item.cell.unit in divisor.units and item.cell.unit in _EVENTS for item in told):
        return True
    heads = {item.col.name for item in told}
    behind = (divisor.words, text[divisor.end :])
    return any(
        len(head) > 1
        and (any(said.startswith(head) for said in behind) or _NUMBER.sub("", head) in divisor.units)
        for head in heads
    )
