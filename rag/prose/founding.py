"""Where a report tells how its school began: 学校前身是1958年创办的…, 学校始建于1956年."""

from __future__ import annotations

import re

from rag.find.book import Book, Sentence

_SCHOOL = r"(?:我们|咱们?|你们|本)?(?:学校|学院|校|院)?"
_FIRST = (
    r"的?(?:最[早初先]|原[来先]|以前|过去|当[初时]|起初|刚?(?:建校|创办|成立|建立)(?:时|的时候)|一?开始)的?"
)
_WHEN = r"(?:是)?(?:在)?(?:哪一?年|什么时候|何时|啥时候)"
_BEGUN = r"(?:创|开|兴|成|建|设)?[办建立校起](?:起来)?(?:校|学)?的?"
_ASKED = re.compile(
    rf"{_SCHOOL}{_FIRST}(?:是|,|，)?(?:叫|名字|名称|校名|是什么学?校|是所什么学?校)[^,，]{{0,8}}"
    rf"|{_SCHOOL}(?:{_FIRST})?(?:是)?{_WHEN}{_BEGUN}"
    r"|.{0,12}前身[^,，]{0,12}"
)
_YEAR = r"(?:19|20)\d{2}\s?年"
_FOUNDED = "(?:创办|创建|始建|始创|建校|成立|设立|开办|兴办|建立|建成)"
# The school itself: of a college, a group or a base within it other sentences tell when they began.
_ITSELF = re.compile(
    r"前身|(?:^|[，；])\s?(?:学校|学院|本校|本院|我校|我院)(?:(?:位于|坐落)[^，；]*，)?\s?"
    rf"(?:{_FOUNDED}于?\s?{_YEAR}|于?\s?{_YEAR}[^，；]{{0,6}}{_FOUNDED})"
)


def asks_founding(text: str) -> bool:
    """Tell whether a question is about how the school began: its first name, its year."""
    return _ASKED.fullmatch(text) is not None


def founding(book: Book) -> Sentence | None:
    """Return the first sentence that tells how the school itself began, None where none does."""
    school = book.report.school
    for sentence in book.sentences:
        text = sentence.text.replace(school, "学校") if school else sentence.text
        if not sentence.paragraph.case and re.search(_YEAR, text) and _ITSELF.search(text):
            return sentence
    return None
