"""Where a report tells how its school began and rose: 学校前身是1958年创办的…, 2003年升格为高等职业院校."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.find.book import Book, Sentence

_SCHOOL = r"(?:我们|咱们?|你们|本)?(?:学校|学院|校|院)?"
_FIRST = (
    r"的?(?:最[早初先](?:期|的时候|那时候?|那会儿?)?|原[来先]|以前|从前|早先|早年间?|过去|当[初时]|起初|"
    r"刚?(?:建校|创办|成立|建立|办学)(?:时|的时候|那时候?|那会儿?|之初|初期)|一?开始)的?"
)
_WHEN = r"(?:是)?(?:在)?(?:哪一?年(?:哪一?月|几月)?|什么时候|何时|啥时候)"
_BEGUN = r"(?:创|开|兴|成|建|设)?[办建立校起](?:起来)?(?:校|学)?的?"
_ASKED = re.compile(
    rf"{_SCHOOL}{_FIRST}(?:是|,|，)?(?:叫|名字|名称|校名|是什么学?校|是所什么学?校)[^,，]{{0,8}}"
    rf"|{_SCHOOL}(?:{_FIRST})?(?:是)?{_WHEN}{_BEGUN}"
    rf"|{_SCHOOL}(?:的?(?:历史|渊源|办学历史|校史))?(?:{_FIRST})?(?:能|可以?|可)?(?:往[前上])?追溯(?:到|至)?{_WHEN}"
    r"|.{0,12}前身[^,，]{0,12}"
)
_CLAUSE = re.compile(r"[,，。；;：:!！?？\s]+")
_YEAR = r"(?:19|20)\d{2}\s?年"
# A sentence on the school: it begins with it, with what it was before, or with a year.
_HERE = re.compile(rf"前身|^(?:学校|学院|本校|本院|我校|我院|{_YEAR})")
_FOUNDED = "(?:创办|创建|始建|始创|建校|成立|设立|开办|兴办|建立|建成)"
# What became of the school later: how people ask for it, and how reports tell it.
_STEPS = (
    (
        r"(?:升[格级]?[成为到上的了]*|[变改转][成为到]了?|成为?了?)"
        r"(?:大专|高职|专科|高校|职业学院|高等职业院?校|学院|高等院校)(?:院校)?|升格|升级|改制",
        r"升格|升[为级]|改建为|改制为|组建为",
    ),
    (
        r"[改更换][了的过]?校?名字?(?:叫|成|为)?|改叫|(?:叫|用)(?:现在|如今)(?:的|这个)?(?:校名|名字)",
        r"更名|改名|易名|定名",
    ),
    (
        r"(?:划|移交|转|交)(?:转|归|给|到)*(?:地方|省里?|市里?|教育[厅局])*(?:管理?|主管)?|归(?:地方|省里?|市里?|教育[厅局])(?:管理?|主管)?",
        r"划转|划归|移交|转隶",
    ),
)
_SMALL = r"(?:的|是|了|在|又|才|正式|独立|整体|被|，|,|呢|呀|啊|事情?|年份|时间)*"
# What it was before: 由中专升为高职.
_FROM = r"(?:[由从]?(?:普通)?(?:中专|中职|技校|中等(?:专业|职业)学校)(?:学校)?)?"
_APPROVED = (
    r"(?:与[^，；。]{2,20}合并[^，；。]{0,4}[，、])?"
    r"(?:学?校|学院)?(?:[由经][^，；。]*?)?(?:学?校|学院|独立|正式|整体|单独|再次|成功)*"
)
# The school itself: of a college, a group or a base within it other sentences tell when they began.
_ITSELF = re.compile(
    r"前身|(?:办学|学校)[^，。；]{0,6}(?:渊源|历史|源头)[^，。；]{0,4}追溯[至到]|最早的?(?:底子|雏形|源头)是|"
    r"是学校的(?:起点|源头|发端)|(?:^|[，；])\s?(?:学校|学院|本校|本院|我校|我院)(?:(?:位于|坐落)[^，；]*，)?\s?"
    rf"(?:{_FOUNDED}于?\s?{_YEAR}|于?\s?{_YEAR}[^，；]{{0,6}}{_FOUNDED})"
)


def beginning(text: str, book: Book) -> Sentence | None:
    """Return the sentence on how the school began or what became of it, where a question asks for that.

    哪年升的高职 is no rise of figures.
    """
    return founding(book) if asks_founding(text) else later_step(text, book)


def asks_founding(text: str) -> bool:
    """Tell whether a question is about how the school began: its first name, its year."""
    return any(map(_ASKED.fullmatch, _CLAUSE.split(text)))


def founding(book: Book) -> Sentence | None:
    """Return the first sentence that tells how the school itself began, None where none does."""
    for sentence in book.sentences:
        text = _plain(sentence, book)
        if not sentence.paragraph.case and re.search(_YEAR, text) and _ITSELF.search(text):
            return sentence
    return None


def later_step(text: str, book: Book) -> Sentence | None:
    """Return the sentence that tells when the school rose, was renamed or handed over, if that is asked."""
    when = re.search(_WHEN, text)
    if when is None:
        return None
    rest = text[: when.start()] + text[when.end() :]
    for asked, told in _STEPS:
        if re.fullmatch(rf"{_SCHOOL}{_SMALL}{_FROM}{_SMALL}(?:{asked}){_SMALL}", rest):
            step = re.compile(rf"(?:^|[，；、]){_YEAR}(?:\d+月)?{_APPROVED}(?:{told})")
            return next((one for one in _of_school(book) if step.search(_plain(one, book))), None)
    return None


def _of_school(book: Book) -> Iterator[Sentence]:
    """The sentences that are about the school itself, or go on about it."""
    return (one for one in book.sentences if not one.paragraph.case and _HERE.search(_plain(one, book)))


def _plain(sentence: Sentence, book: Book) -> str:
    school = book.report.school
    return sentence.text.replace(school, "学校") if school else sentence.text
