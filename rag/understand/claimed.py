"""The figures that a question states itself: a premise to check, or the limit of a filter."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from rag.find.figures import ProseFigure, find_figures
from rag.understand.intent import asks_whether, asks_why

# A number without a unit that the question states (生师比是不是16.08？), but no grade.
_BARE_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s?级)")
_OF_MONEY = re.compile(
    r"收入|支出|经费|投入|投资|资金|资产|产值|到账|到款|拨款|学费|总值|贷款|捐款|效益|金额|预算|决算|钱"
)


def claims_in(text: str, rest: str, comparison: str) -> tuple[ProseFigure, ...]:
    """Return the figures that a question states, where it asks whether they are so, or filters by them.

    Args:
        text: the question.
        rest: the question without its years and references.
        comparison: the condition that it sets, if any.
    """
    if asks_whether(text) or comparison in ("above", "below"):
        found = find_figures(rest)
        bare = [
            ProseFigure(m.group(), Decimal(m.group()), "", m.start(), m.end())
            for m in _BARE_NUMBER.finditer(rest)
            if not any(figure.start <= m.start() < figure.end for figure in found)
        ]
        if found or bare:
            # 满意度上了98分: satisfaction is told in percent.
            points = "满意" in text
            found = tuple(replace(f, unit=f"{f.unit}元") if _in_short(f, text) else f for f in found)
            return tuple(replace(f, unit="") if points and f.unit == "分" else f for f in (*found, *bare))
    return tuple(f for f in find_figures(rest) if f.unit == "%") if asks_why(text) else ()


def _in_short(figure: ProseFigure, text: str) -> bool:
    """Whether a figure is of money without its 元 (总收入到了2.89亿)."""
    return figure.unit in ("万", "亿") and _OF_MONEY.search(text) is not None
