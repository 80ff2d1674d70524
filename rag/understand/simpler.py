"""The same question with less around it: without what its asker wants it for, and with plainer verbs.

What is left must ask by itself. Tried only where the whole question was not answered, so nothing that the
report does tell is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.understand.question import understand
from rag.understand.words import NOUN

_CLAUSE = re.compile(r"[，,；;。！!]+")
_ASKS = re.compile(r"多[少大高长重久远]|几(?!乎)|哪|谁|什么|啥|怎么|如何|何时|为何|吗$|百分之")
_WANTS = r"(?:想要?|要|得|需要?|准备|打算|正?在|为了?|马上|着急|急着|让我|叫我|要求|等着)"
# What figures are wanted for.
_DOES = (
    r"(?:编写|撰写|写|做|填|填报|报|讲|介绍|提|提到|列|排|安排|汇报|宣传|接待|核对|统计|整理|回复|答复|回答|定|订|买|"
    r"发|谈|申请|申报|评估|迎检|检查|对比|比较|分析|了解|知道|弄明白|弄清楚?|搞清楚?|看|查|问|确认|关心|参考|引用|印|出|"
    r"估计?|估算|预估|测算|核算|摸底|准备|布置|落实|分|调|招|引进|开|办|聊|说明|说|更新|更换|换|交)"
)
_PURPOSE = re.compile(
    rf"^(?P<who>[^，,]{{0,10}}?){_WANTS}(?:给|把|对|跟|为|向|去|来|先|再|好好)?[^，,]{{0,3}}?{_DOES}"
    r"(?:一下|一?[个份篇张条些]|下|出|到|成|给|了)*(?P<rest>[^，,]*)$"
)
_SPEECH = re.compile(
    r"(?:问|催|要)(?:一下|一声|过来|过|了|起|我们?|下来|得急)*$|(?:说|听说|据说|反映|提到|打听|咨询)(?:过|了|起)?$"
)
_FOR = re.compile(
    r"(?:要用|备用|急用|用一下|使用|参考|用|要的?|心里有(?:个)?数|好安排|好准备|谢谢|多谢|辛苦了?)$"
)
# 发下去 is 发: where to does not matter.
_DOWN = re.compile(
    r"(?<=[发录招收考拿评办用花投做建买拨派签拉引请聘卖转挣赚])(?:下去|下来|出来|出去|进来|进去|上来|上去|起来|回来|过来|到手|到账上)"
)
_TAKES_UP = re.compile(
    r"[这那该](?:一?[个所门家类批届项级]|些)?(?:专业|学院|系|班|校区|年级|村|企业|群体|学生|孩子)|[他她它]们?"
)
_SMALL = 4


def simpler(text: str) -> Iterator[str]:
    """Yield the question with less around it, what keeps the most of it first; none where there is nothing.

    Args:
        text: one question as it was asked.
    """
    plain = _DOWN.sub("", text)
    seen = {text}
    for way in (plain, *_without_purpose(plain)):
        if way not in seen and asks_by_itself(way):
            seen.add(way)
            yield way


def _without_purpose(text: str) -> Iterator[str]:
    clauses = [clause.strip() for clause in _CLAUSE.split(text.rstrip("?？。 ")) if clause.strip()]
    rests = [_rest(clause) for clause in clauses]
    if len(clauses) < 2 or all(rest is None for rest in rests):
        return
    if any(rest is None and _TAKES_UP.search(clause) for clause, rest in zip(clauses, rests, strict=True)):
        # 有护理的家长来问，这个专业…: of what is told before, which is no purpose then.
        return
    yield "，".join(
        kept
        for clause, rest in zip(clauses, rests, strict=True)
        if (kept := clause if rest is None else rest)
    )
    yield "，".join(clause for clause, rest in zip(clauses, rests, strict=True) if rest is None)


def _rest(clause: str) -> str | None:
    """What a clause names that tells what a question is for; None where it is no such clause."""
    if _ASKS.search(clause) or len(clause) > 24:
        return None
    if purpose := _PURPOSE.match(clause):
        return purpose["rest"] if len(purpose["rest"]) > 1 else ""
    return "" if _SPEECH.search(clause) or _FOR.search(clause) else None


def asks_by_itself(text: str) -> bool:
    """Tell whether a text asks for a number of something that it names."""
    query = understand(text)
    names = any(term.known or term.base >= NOUN for term in query.terms)
    return len(text) > _SMALL and query.want == "number" and names
