"""Questions which of two is the higher, and by how much, put as the difference that answers them."""

from __future__ import annotations

import re

_MORE = "[高低多少大小]"
_APART = rf"(?:相?差|(?:要|会)?{_MORE})(?:了|出)?(?P<tail>(?:多少|几|多大)[^，,?？]*)$"
# A高还是B高，差几个点; A和B哪个高，高多少.
_OR = re.compile(
    rf"^(?P<a>[^，,?？]+?)(?P<more>{_MORE})[，,]?还是(?P<b>[^，,?？]+?)(?P=more)?[，,?？\s]+{_APART}"
)
# 跟上年比高多少: 比 stands behind what is compared with.
_WITH_BEFORE = re.compile(r"[跟与和同]([^，,。跟与和同]{1,5}?[年届期])相?比(?=[高低多少涨升降])")
_WHICH = re.compile(
    r"^(?P<a>[^，,?？]+?)(?:[和与跟同]|还是)(?P<b>[^，,?？哪谁]+?)[，,]?(?:哪一?[个者方边种]|谁)"
    rf"(?:的(?P<of>[^，,?？]{{2,10}}?))?更?{_MORE}[，,?？\s]+{_APART}"
)
# Which was higher in 2030, A or B? By how much?
_ENGLISH = re.compile(
    r"^which[a-z\s]*?(?:higher|more|larger|greater|bigger|lower|less|fewer|smaller)(?:\s*in\s*(?P<year>\d{4}))?[,:\s]+"
    r"(?P<a>[^,?]+?)\s*(?<![a-z])or\s*(?P<b>[^,?]+?)(?:\s*in\s*(?P<later>\d{4}))?"
    r"(?:[,?]?\s*(?:and\s*)?by how (?:much|many)[^?]*|[,?]?\s*[高低多少差][出了]?多少)?[?\s]*$"
)


def as_difference(text: str) -> str:
    """Return such a question as one for the difference (A与B相差多少), any other as it is.

    What is compared with the year before is put behind 比.

    Args:
        text: the question, normalised.
    """
    text = _WITH_BEFORE.sub(r"比\1", text)
    if english := _ENGLISH.match(text):
        year = english["year"] or english["later"]
        return f"{f'{year}年' if year else ''}{english['a']}与{english['b']}相差多少"
    found = _OR.match(text) or _WHICH.match(text)
    if found is None:
        return text
    of = found.groupdict().get("of")
    # 甲和乙谁的落实率高: what is compared stands behind both.
    return f"{found['a']}与{found['b']}{f'的{of}' if of else ''}相差{found['tail']}"


def asks_which_of_two(text: str) -> bool:
    """Tell whether a question asks which of two is the higher and by how much: its clauses are one."""
    return bool(_OR.match(text) or _WHICH.match(text))
