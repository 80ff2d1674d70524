"""Questions for what rose or fell the most (哪项满意度涨得最多, 降幅最大的是哪个学院)."""

from __future__ import annotations

import re
from typing import Literal

_SHORT = "[涨增升多](?=[得了的]?最)|[涨增][幅速量]|[涨增升](?=得|率|了)"
_RISE = f"增长|增加|上升|提高|提升|进步|改善|扩大|扩招|{_SHORT}"
_FALL = "下降|降低|减少|下滑|退步|回落|缩小|萎缩|[降减跌掉](?=[得了的]?最)|[降跌减]幅|[降减跌掉](?=得|了)"
_BETWEEN = "(?:人数|人次|数量?|金?额|率|幅度?|速度?|量|得|了|的|分值|百分比|百分率|百分数|比例|倍数)*"
_MOST = "(?:最[多快大高明猛厉显狠强]|(?:排名?|居|位居|列|名列)?(?:第一(?!季|年|学期|[个次批])|榜首|居首))"
_LEAST = "最[少慢小低弱]"
_ASKED = re.compile(
    rf"(?P<word>{_RISE}|{_FALL}|变化){_BETWEEN}(?P<end>{_MOST}|{_LEAST})|"
    rf"(?P<first>{_MOST}|{_LEAST})的?(?P<second>增长|增加|上升|提高|提升|下降|减少|降低|涨幅|增幅|降幅|跌幅)"
)
_WHICH = re.compile(
    r"哪|谁|什么|啥|的一?[个项家门类所]|的是|(?<=[多快大高少慢小低])的(?!一?年|时)[\u4e00-\u9fff]{2,6}$"
)
_BY_RATE = re.compile(r"快|慢|猛|率|[幅速](?!度)|幅度|百分[之比数]|比例|倍")
# How much that was: …涨得最多的是哪项，涨了几个点.
_TAIL = re.compile(
    r"[，,、](?:各|分别|又|一共|总共)?(?:涨|增长?|增加|上?升|提高|提升|下?降|减少?|跌|掉|变化|多|少)了?"
    r"(?:多少|几|百分之)[^，,]{0,6}$"
)

Way = Literal["risen", "fallen", "either"]


def most_changed_asked(text: str) -> tuple[Way, bool] | None:
    """Return which way what a question asks for changed the most, and whether the least is asked for.

    None where a question asks for no such thing.
    """
    found = _ASKED.search(text)
    if found is None or not _WHICH.search(text):
        return None
    word, end = found["word"] or found["second"], found["end"] or found["first"]
    way: Way = "either" if word == "变化" else "fallen" if re.match(_FALL_WORD, word) else "risen"
    return way, end[1] in "少慢小低弱"


_FALL_WORD = "下降|降|减|下滑|退步|回落|缩小|萎缩|跌|掉"


def by_rate(text: str) -> bool:
    """Tell whether a change is measured by what was before: 涨得最快, 增幅最大, but 增加最多."""
    return _BY_RATE.search(text) is not None


def tells_how_much(text: str) -> bool:
    """Tell whether the last clause of such a question asks how much that was: it is one question."""
    return most_changed_asked(text) is not None and _TAIL.search(text) is not None
