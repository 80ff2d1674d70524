"""Ways to ask for what made something rise or fall (靠什么带动的, 得益于什么), put as 原因."""

from __future__ import annotations

import re

# What went up or down, or became another.
_CHANGED = re.compile(
    r"[增涨升降跌减]|提高|提升|扩大|缩小|好转|改善|变[多少高低大小好差]|[多少高低大小]了|上去|上来|下来|下去|突破|反弹|翻番"
)
_WHAT = r"(?:什么|哪些|啥|何)(?:样的)?(?:因素|力量|东西|事情?|措施|办法|变化|影响)?"
_MADE = (
    r"(?:带动|拉动|推动|驱动|带来|促成|引起|引发|造成|导致|使然|拉|撑|推|拉起|撑起)"
    r"(?:起来|上去|上来|下来|下去)?"
)
_BEHIND = re.compile(
    rf"[，,]?(?:这|这个|主要|到底|究竟|都)*(?:是|又是|得|有)?(?:主要|到底|究竟)?"
    rf"(?:(?:靠|凭|凭借|依靠|得益于|归功于|归因于|受益于|受惠于|源于|缘于|由于|因为|因|受|受到|拜|由|被)(?:了|的是|的)?{_WHAT}"
    rf"(?:来|所)?(?:{_MADE}|实现|做到|所赐)?|{_WHAT}{_MADE})(?:的|了)?(?:呢|呀|啊)?$"
)
_BEFORE = re.compile(
    rf"^(?:主要|到底|究竟)?是?{_WHAT}(?:带动|拉动|推动|促成|引起|造成|导致|使得?|让|促使)了?(?P<of>[^，,]{{4,}}?)(?:的|了)?$"
)
_MUCH = r"(?:不少|很多|许多|好多|较多|较大|一大?截|一大?块|一些)"
# Said for it that something grew, however much.
_MORE = re.compile(
    rf"(?:一下子?|突然|明显|大幅度?|显著)?(?:[多涨增升]了|增加了?|增长了?|上升了?){_MUCH}(?=[，,]|的?(?:主要)?(?:原因|理由)|$)"
)
_LESS = re.compile(
    rf"(?:一下子?|突然|明显|大幅度?|显著)?(?:[少降跌掉减]了|减少了?|下降了?){_MUCH}(?=[，,]|的?(?:主要)?(?:原因|理由)|$)"
)


def reason_asked(text: str) -> str:
    """Return a question for what brought a change about as one for its reason; any other as it is."""
    if (found := _BEHIND.search(text)) and _CHANGED.search(text[: found.start()]):
        return f"{_plain(text[: found.start()])}是什么原因"
    if (led := _BEFORE.match(text)) and _CHANGED.search(led["of"]):
        return f"{_plain(led['of'])}是什么原因"
    return text


def _plain(text: str) -> str:
    return _LESS.sub("减少", _MORE.sub("增加", text)).rstrip("，, 的")
