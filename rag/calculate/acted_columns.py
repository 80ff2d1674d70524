"""Columns that a question tells by what is done: 用得最多的实训室 by 使用人时数, 最赚钱的培训 by 收入."""

from __future__ import annotations

import re

from rag.understand.items import Span

_MOST = r"(?:的?人数?|得|的|了|量|次数)*(?:最[多少高低频大小]|排|前[一二两三四五六七八九十\d])"
_OURS = r"了?(?:我们|咱们?|我校|本校|学校|我们学校)?的?"
# What is done, as people say it, and how the column is headed that counts it.
_ACTS = tuple(
    (re.compile(said), re.compile(head))
    for said, head in (
        (rf"(?:(?<!费)用|使用|利用)(?:率)?{_MOST}|最常用", r"使用|利用|[人机]时"),
        (rf"最能?[赚挣]钱|(?:[赚挣]钱?|进账){_MOST}", r"收入|到[账款]|进账|创收"),
        (rf"最[费花]钱|花钱?{_MOST}", r"支出|花费|开支|^金额|^经费|^投入"),
        (rf"(?<![未本起])来{_MOST}", r"报到|新生|生源|^人数$|来源人数"),
        (
            rf"(?:招|录|要|接|收|留|签)(?:走|下|用|聘|去|进|收|纳)?{_OURS}毕业生{_MOST}",
            r"录用|聘用|留用|留任|就业|吸纳|毕业生",
        ),
        (rf"(?:招|接|收|来|去|要)(?:走|收|纳|下)?了?的?实习(?:的?学?生)?{_MOST}", r"接收|实习"),
        (rf"(?:报考|报名|参考|参加(?:考核|考试)?){_MOST}", r"参加|报考|报名|参考"),
        (rf"(?:考过|考出|拿到?证|取证|通过){_MOST}", r"通过|取得|获证|合格"),
        (rf"捐(?:赠|款|钱|设备|物)?{_MOST}", r"捐"),
        (rf"投(?:入|钱|资)?{_MOST}", r"投入|投资|出资"),
    )
)


def acted(text: str, head: str) -> Span | None:
    """Return where a question says what a column counts, None where it says nothing of the kind."""
    found = (match for said, told in _ACTS if told.search(head) for match in said.finditer(text))
    return next((match.span() for match in found), None)


def acts(text: str) -> bool:
    """Tell whether a question says by what is done which column it asks for."""
    return any(said.search(text) for said, _ in _ACTS)
