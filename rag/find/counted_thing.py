"""Whether a text speaks of the thing whose number a question asks for: 多少贫困户, 床位总数, 住院病人数."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import NOUN

_COUNTED = re.compile(r"多少\s?[个名位项家间张台套件种本册门场次]?|几[个名位项家间张台套件种本册门场次]")
_TOTAL = re.compile(
    r"的?(?:总?人[数次]|总数量?|总量|数量?|个数)(?:一共|总共|大概|现在|目前)*(?:是|有|为|达到?)?(?:(?:多少|几).{0,2})?$"
)
# 多少学生 are no teachers, whatever else a text says of where they are.
_CALLED = {"学生": "生|学员|同学|学徒", "老师": "师|教工", "教师": "师|教工"}
_PEOPLE_COUNTED = re.compile(r"(?:多少|几)[名位个]?(学生|老师|教师)$")


def leaves_out_counted(matcher: Matcher, missing: Sequence[Term], text: str) -> bool:
    """Tell whether a text does not speak of what a question counts without a measure word (多少贫困户)."""
    if _leaves_out_total(matcher, missing, text):
        return True
    counted = _COUNTED.search(matcher.query.text)
    people = _PEOPLE_COUNTED.search(matcher.query.text)
    if people and not re.search(_CALLED[people[1]], text):
        return True
    # Behind a measure (多少名参加) stands what they do as well.
    measured = counted is not None and counted.group() != "多少"
    return counted is not None and any(
        term.start == counted.end()
        and term.base >= NOUN
        and term.text[-2:] not in text
        and (not measured or matcher.unknown(term))
        for term in missing
    )


def _leaves_out_total(matcher: Matcher, missing: Sequence[Term], text: str) -> bool:
    """Whether a text knows nothing of that whose number is asked behind it: 床位总数, 住院病人数."""
    total = _TOTAL.search(matcher.query.text)
    if total is None:
        return False
    before = [term for term in matcher.terms if term.start < total.start()]
    end = total.start()
    for term in reversed(before):
        if term.end < end:
            return False
        # 门数, 台数 are no things.
        counts = len(term.text) == 2 and term.text.endswith("数")
        lost = term in missing and term.base >= NOUN and matcher.unknown(term)
        if lost and not counts and _stem(term) not in text:
            return True
        end = term.start
    return False


def _stem(term: Term) -> str:
    """What a report may say as well: 村寨 for 寨子."""
    return re.sub("(?<=.)[子儿]$", "", term.text)[-2:]
