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

# Groups of which people ask, each by the words of a question, by those that a report tells of it with, and by
# those that it tells of another one with.
_STAFF = "教师|老师|教职工|教职员|师资"
_ENROLLED, _LEFT = (
    "新生|录取|报到|招生|生源|招收|入学|招录",
    "毕业|应届|就业|落实|起薪|升学|对口|相关度|月收入|薪",
)
_GROUPS = tuple(
    tuple(map(re.compile, group))
    for group in (
        (
            _STAFF,
            rf"{_STAFF}|导师|辅导员|教授|讲师|双师|专任|人员|干部|队伍|师生",
            rf"在校生|学生|年级|{_ENROLLED}|{_LEFT}",
        ),
        (
            r"学生|在校生|同学",
            rf"学生|考生|同学|学员|在校|班|师生|学子|青年|年级|{_ENROLLED}|{_LEFT}",
            rf"{_STAFF}|双师|教授|职称|正高|副高",
        ),
        (r"毕业生|应届生", rf"{_LEFT}|届|用人单位|雇主|校友", rf"在校生|年级|{_ENROLLED}|{_STAFF}"),
        (r"新生", _ENROLLED, rf"{_LEFT}|{_STAFF}"),
    )
)
_OF_STAFF, _OF_STUDENTS = re.compile(_STAFF), re.compile("学生|在校生|毕业生|新生")
# What is called by them, and of whomever.
_BY_NAME_ONLY = re.compile(r"教师(?:资格|教育|职业|技能|节)|师资格|毕业设计|招生就业")
_AMONG_THEM = re.compile(r"其中[^，,。；;]*$")


def counts_other_people(question: str, text: str, figure: ProseFigure) -> bool:
    """Tell whether a figure counts teachers or parents where a question asks for students, and so on."""
    asked, told = _ASKED.search(question), _who(text, figure)
    if asked is None or not told:
        return False
    return _kind(asked["behind"] or asked["before"]) != _kind(told)


def of_other_group(question: str, labels: str, told: str, around: str) -> bool:
    """Tell whether a question is about one group of people, and what is told is about another.

    Args:
        question: what is asked; one that speaks of several groups may be about either.
        labels: the headings of the rows and columns of what is shown.
        told: those, and the titles and quotes of what is shown.
        around: those, and what stands over and around them.
    """
    staff, students = _OF_STAFF.search(question), _OF_STUDENTS.search(question)
    if bool(staff) != bool(students):
        own, others = (_OF_STAFF, _OF_STUDENTS) if staff else (_OF_STUDENTS, _OF_STAFF)
        if others.search(labels) and not own.search(labels) and "评" not in labels:
            return True
    asked = [group for group in _GROUPS if group[0].search(question)]
    if len(asked) != 1:
        return False
    _, own, others = asked[0]
    return others.search(_BY_NAME_ONLY.sub("", told)) is not None and own.search(around) is None


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
