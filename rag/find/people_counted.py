"""Whom a figure counts: 选派9名教师 are no students, 213名幼儿家长 no teachers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.find.figures import ProseFigure

_STUDENTS, _TEACHERS = "学生|毕业生|新生|同学|学员", "专任教师|教师|老师"
_PARENTS, _VILLAGERS = "家长|父母", "村民|居民|农户"
_KINDS = (_STUDENTS, _TEACHERS, _PARENTS, _VILLAGERS)
_WHO = "|".join(_KINDS)
_ASKED = re.compile(
    rf"(?:多少|几)[名位个]?(?P<behind>{_WHO})|(?P<before>{_WHO})(?:有|是)?(?:多少|几)(?:人次|[名位人个])"
)
# 幼儿家长, 学生家长: the last of them are counted.
_BEHIND = re.compile(
    rf"\s*(?:幼儿|儿童|{_STUDENTS}|{_TEACHERS})?(?P<who>{_WHO})(?!{_WHO}|志愿者|干部|党员|代表)"
)
_BEFORE = re.compile(rf"(?P<who>{_WHO})(?:人?数)?(?:为|达|共|有)?\s*$")

_AMONG_THEM = re.compile(r"其中[^，,。；;]*$")


def counts_other_people(question: str, text: str, figure: ProseFigure) -> bool:
    """Tell whether a figure counts teachers or parents where a question asks for students, and so on."""
    asked, told = _ASKED.search(question), _who(text, figure)
    if asked is None or not told:
        return False
    return _kind(asked["behind"] or asked["before"]) != _kind(told)


def tells_only_of_others(question: str, text: str, figures: Iterable[ProseFigure]) -> bool:
    """Tell whether all figures of a sentence that count people count others than a question asks about."""
    told = [figure for figure in figures if _who(text, figure)]
    return bool(told) and all(counts_other_people(question, text, figure) for figure in told)


def _who(text: str, figure: ProseFigure) -> str:
    """Those whom a sentence names right at a figure, empty where it names none."""
    before = text[: figure.start]
    if found := _BEHIND.match(text, figure.end) or _BEFORE.search(before):
        return found["who"]
    # 派出教师147人，其中脱产36人: of those before.
    named = re.findall(_WHO, before) if _AMONG_THEM.search(before) else []
    return named[-1] if named else ""


def _kind(who: str) -> int:
    return next(i for i, kind in enumerate(_KINDS) if who in kind.split("|"))
