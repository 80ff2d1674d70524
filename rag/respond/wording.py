"""How a figure is named, a cell shown and a result put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate.compute import Computed, plain
from rag.find.facts import Fact
from rag.understand.intent import AGREES

# More figures than this that are added up are not named one by one before the formula.
FEW = 4
_ASKS_AGREEMENT = re.compile(AGREES)
# What leads the rows that an operation puts in order.
HEADS = {
    "max": "最高（多）的是",
    "min": "最低（少）的是",
    "rank": "依次为",
    "closest": "相差最小的是",
    "farthest": "相差最大的是",
    "most-risen": "增加（上升）最多的是",
    "most-fallen": "减少（下降）最多的是",
    "most-either": "变化最大的是",
    "least-risen": "增加（上升）最少的是",
    "least-fallen": "减少（下降）最少的是",
    "least-either": "变化最小的是",
}


def named(fact: Fact) -> str:
    """A figure's name for show: year and labels, 2020年 报到率（全校）."""
    name = fact.indicator.strip("：: ") or fact.title or fact.label
    # 2022—2023学年 stands in the labels, and is no one year.
    return f"{fact.year}年{name}" if fact.year and "学年" not in name else name


def shown(fact: Fact) -> str:
    """Return a value as it is shown: as printed, or that there is none."""
    if not fact.text.strip():
        return "空白（报告未填）"
    return f"“{fact.text}”（报告未填数值）" if is_dash(fact) else fact.text


def is_dash(fact: Fact) -> bool:
    """Tell whether a cell prints a dash for a value."""
    return bool(fact.text.strip()) and not is_told(fact)


def is_told(fact: Fact) -> bool:
    """Whether a cell holds anything: a dash and a blank tell that there is no value."""
    return bool(fact.text.strip("—–-－/ "))


def result_words(operation: str, result: Computed, question: str) -> str:
    """Return the sentence that tells a result.

    Args:
        operation: what was calculated.
        result: what came of it.
        question: the question; whether two sides agree is said where it asks that.
    """
    first, second = _side_name(result.operands[: result.left]), _side_name(result.operands[result.left :])
    amount = f"{plain(abs(result.value))}{result.unit}"
    if operation.startswith("difference-"):
        before = second if operation == "difference-since" else f"{result.operands[-1].year}年"
        return _changed(first, before, amount, result)
    if operation.startswith("growth"):
        return _grown(operation, (first, second), amount, result)
    if operation == "remainder":
        return f"其余 {amount}：{first}除去{second}。"
    if operation == "difference" and len(result.operands) > 2:
        return _compared_sums(result, (first, second), question)
    if operation == "difference":
        return f"相差 {amount}：{first}较多（高），{second}较少（低）。"
    if operation.startswith("multiple"):
        return f"{first}是{second}的 {amount}。"
    if operation == "worked-back":
        return f"{first}：{result.name} {amount}。"
    if operation == "per":
        return f"{first}除以{second}，平均 {amount}。"
    if operation.startswith("share"):
        return f"{first}占{second}的 {amount}。"
    return f"{'合计' if operation == 'sum' else '平均'} {amount}。"


def _changed(first: str, before: str, amount: str, result: Computed) -> str:
    """How something stands to what it was before."""
    if result.value == 0:
        return f"{first}与{before}持平，相差 0{result.unit}。"
    up, down = ("上升", "下降") if result.unit == "个百分点" else ("增加", "减少")
    return f"{first}比{before}{up if result.value > 0 else down} {amount}。"


def _grown(operation: str, names: tuple[str, str], amount: str, result: Computed) -> str:
    """By how much something grew, since another figure or as the change that is told lets one reckon."""
    grown = "增长" if result.value >= 0 else "下降"
    if operation == "growth-by":
        return f"按所写的变化推算，{names[0]}{grown} {amount}。"
    return f"{names[0]}比{names[1]}{grown} {amount}。"


def _compared_sums(result: Computed, names: tuple[str, str], question: str) -> str:
    """Two sides, one of them added up; whether they agree is said where that is asked."""
    way = "多" if result.value > 0 else "少"
    apart = f"{names[0]}比{names[1]}{way} {plain(abs(result.value))}{result.unit}。"
    if not _ASKS_AGREEMENT.search(question):
        return apart
    return f"一致：{names[0]}与{names[1]}相等。" if result.value == 0 else f"不一致：{apart}"


def _side_name(facts: Sequence[Fact]) -> str:
    if len(facts) > FEW:
        return "所列各项合计"
    names = "、".join(map(named, facts))
    return f"{names}合计" if len(facts) > 1 else names
