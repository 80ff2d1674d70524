"""The same question with less around it: without what its asker wants it for, and with plainer verbs.

What is left must ask by itself. Tried only where the whole question was not answered, so nothing that the
report does tell is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.find.asked_kind import EVENT
from rag.understand.question import understand
from rag.understand.words import NOUN

_CLAUSE = re.compile(r"[，,；;。！!：:]+")
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
# 专利质量这块: what a question is about in general, where it names no part of the school and no group.
_TOPIC = re.compile(r"^[^\W\d]{2,8}?(?:[这那]一?(?:块儿?|方面|头|部分|摊子?)|方面|上面?|里面?|工作|的?情况)$")
_NAMES_PART = re.compile("学院|专业|[系班届级村县市省镇乡]|校区|公司|集团|基地|中心|男|女|生")
# In whose favour something is: 为了支持学生比赛，…
_IN_ORDER_TO = re.compile(r"^为了?[^，,多少几哪谁什么]{2,16}[，,](?=.{6})")
# What is given as a sum, and as a thing: 奖励金 is what one is 奖励; where somebody learns.
_PLAINER = (
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff])(?P<n>奖励|补助|补贴|资助|救助|慰问|补偿|捐助|捐赠|津贴)(?:金|款|钱|费)(?![额率])"
        ),
        r"\g<n>",
    ),
    (
        re.compile(
            r"(?<=[的生师徒员])(?:下|进|到|去)(?P<n>企业|车间|工地|医院|幼儿园|基层)(?=学习|实习|实践|锻炼|跟岗|顶岗)"
        ),
        r"在\g<n>",
    ),
    (re.compile(r"的?[那这]一?[段阵](?:时间|日子|子|工夫)(?:里|内)?"), "期间"),
    (re.compile(r"一个月(?:能|可以|大概)*(?=[发领拿])"), "每月"),
    (re.compile(r"(?:给)(?:他们|她们|大家|每个?人)$"), ""),
)
# When something was done is told by what was done: 设立时间, 建成的年份.
_WHEN = re.compile(
    rf"的?(?:计划|预计|正式|首次)?(?P<did>{EVENT})的?(?:时间|日期|年份|年月)(?:是|为)?(?:什么时候|哪一?年|多少|何时)?$"
)
# 明天要讲护理，这个专业有多少人: what is named for that purpose is what is asked about.
_BACK = re.compile(
    r"[这那该](?:一?[个所门家类种批届项座级]|些)?(?:专业|学院|系|班|校区|年级|企业|公司|医院|县|村|项目|学校|课程|"
    r"基地|平台|群体|学生|孩子)|[他她它]们?"
)
# 商学院明天要开会，他们有多少人; 要给三班订书，这个班有多少人: who is named there is meant again.
_WHOM = re.compile(
    rf"^(?:(?:{_WANTS})?给(?P<whom>[^，,给]{{2,12}}?)(?:{_DOES})[^，,]{{0,8}}|"
    rf"(?P<who>[^，,]{{2,10}}?)(?:今年|明年|今天|明天|下周|下月|最近|马上)?(?:{_WANTS})(?:{_DOES})[^，,]{{0,8}})$"
)
_AGAIN = re.compile(
    r"(?:[这那该](?:一?[个所门家类种批届项座级]|些)?(?:专业|学院|系|班级?|校区|年级|企业|公司|医院|县|村|项目|学校|基地)|"
    r"[这那]一[级届批]|他们|她们|它们|双方)的?"
)
_SMALL = 4


def simpler(text: str) -> Iterator[str]:
    """Yield the question with less around it, what keeps the most of it first; none where there is nothing.

    Args:
        text: one question as it was asked.
    """
    plain = _DOWN.sub("", _IN_ORDER_TO.sub("", text))
    for pattern, plainer in _PLAINER:
        plain = pattern.sub(plainer, plain)
    seen = {text}
    for way in (plain, *_taken_up(plain), *_without_purpose(plain)):
        if way not in seen and asks_by_itself(way):
            seen.add(way)
            yield way
    if (when := _WHEN.sub(r"是哪一年\g<did>的", text)) not in seen:
        yield when


def _taken_up(text: str) -> Iterator[str]:
    """The question with who was named in a clause before in place of 他们, 这个班."""
    first, _, rest = text.partition("，") if "，" in text else text.partition(",")
    named = _WHOM.match(first)
    whom = named and (named["whom"] or named["who"])
    if whom and len(_AGAIN.findall(rest)) == 1:
        yield _AGAIN.sub(whom, rest).strip()


def _without_purpose(text: str) -> Iterator[str]:
    clauses = [clause.strip() for clause in _CLAUSE.split(text.rstrip("?？。 ")) if clause.strip()]
    rests = [_rest(clause) for clause in clauses]
    if len(clauses) < 2 or all(rest is None for rest in rests):
        return
    if any(rest is None and _BACK.search(clause) for clause, rest in zip(clauses, rests, strict=True)):
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
    if _TOPIC.match(clause) and not _NAMES_PART.search(clause):
        return ""
    if purpose := _PURPOSE.match(clause):
        return purpose["rest"] if len(purpose["rest"]) > 1 else ""
    return "" if _SPEECH.search(clause) or _FOR.search(clause) else None


def asks_number_or_year(text: str) -> bool:
    """Tell whether a text asks for what is told in one way only: a number, or the year of an event."""
    return understand(text).want == "number" or re.search(r"是哪一年[^，,]+的$", text) is not None


def asks_by_itself(text: str) -> bool:
    """Tell whether a text asks for something that it names."""
    names = any(term.known or term.base >= NOUN for term in understand(text).terms)
    return len(text) > _SMALL and names
