"""Names of numbers and amounts: 教师数, 教师人数 and 教师总数 are one thing, 社团47个 tells the 社团数."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNTS = ("总人数", "总数", "人数", "数量", "个数", "数")
_AMOUNTS = (("总值", "值"), ("总额", "额"), ("总量", "量"), _COUNTS)
_AMOUNT = re.compile(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:{'|'.join(word for words in _AMOUNTS for word in words)})$"
)
_PEOPLE = ("人", "名", "位")
_THINGS = frozenset("个 项 门 种 类 家 所 支 件 篇 部 场 间 座".split())
# What may stand between a thing and how many of it there are.
_TOLD = r"(?:共有?|现?有|已有|累计|达到?|增至|总数|数量|数|为|是)*"


def same_amounts(name: str) -> tuple[str, ...]:
    """Return the names under which the number or the amount of a thing may stand; none of what is neither."""
    match = _AMOUNT.search(name)
    if match is None:
        return ()
    stem = name[: match.start()]
    return tuple(stem + word for words in _AMOUNTS if match.group() in words for word in words)


def tells_number(names: Iterable[str], subject: str, unit: str) -> bool:
    """Tell whether a figure is a number that is named by other words: 录取1563人 is the 录取人数.

    Args:
        names: of the number asked for.
        subject: what stands before the figure.
        unit: the figure's.
    """
    if unit in _PEOPLE:
        return any(_stem(name, ("人数",)) in subject for name in names if _stem(name, ("人数",)))
    stems = (_stem(name, ("数量", "个数", "数")) for name in names if unit in _THINGS)
    return any(stem and re.search(rf"{re.escape(stem)}{_TOLD}$", subject) for stem in stems)


def _stem(name: str, endings: Iterable[str]) -> str:
    stem = next((name.removesuffix(word) for word in endings if name.endswith(word)), "")
    return stem if len(stem) > 1 else ""
