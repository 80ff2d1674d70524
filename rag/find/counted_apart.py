"""Whether a figure of the prose counts others than a question: some of them, other people, another thing.

A sentence may name all that is asked and count something beside it: the teachers whom a school sent out,
its students where teachers are asked for, the firms that came new, what stands behind the indicator's name.
"""

from __future__ import annotations

import re

from rag.find.candidates import Candidate, unit_class
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.find.people_counted import counts_other_people
from rag.understand.lexicon import load_lexicon
from rag.understand.terms import Term
from rag.understand.words import NOUN

_COUNTED = frozenset(map(unit_class, ("人", "个")))
# What is done with some of those that there are, and a question that asks how many there are.
_EVENT = re.compile(
    r"[选外调抽]?派出?|抽调|引进|新增|新进|参[加与训]|支援|驻|获|表彰|走访|慰问|录用|退休|离职|流失|接待|培训|缺口?"
)
_HIRED = re.compile("聘请|新聘|外聘")
_MORE = re.compile(r"新增|增加|减少|流失|撤销|停招|淘汰|退出")
# How much something is used is no number of what there is of it.
_USED = re.compile("借[阅出还]|外借|流通|下载|访问|点击|浏览|播放|到馆|入馆|进馆")
# What stands between the name of a figure and the figure.
_TAIL = re.compile(
    r"(?:力争|争取|力求|预计|计划|拟|达到?|为|是|有|共计?|约|近|超过?|突破|[提增升降]高?[至到]|到|由|累计|合计|总计|一?共|分别|各|了|的|占|平均|均|已|"
    r"比例|总额|总量|总数|数量|人数|金额|数|额|班|学员|人员|[“”（(）)\s])+$"
)
_THERE_ARE = re.compile(r"(?:多少|几)[个名位人]?(?:[\u4e00-\u9fff]{2,6})?$|(?:人数|总数)$")


def counts_others(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a figure counts only some of those asked for, or another thing."""
    text = matcher.query.text
    return (
        _is_another_indicator(matcher, candidate)
        or _is_of_some(matcher, candidate)
        or _ends_otherwise(matcher, candidate)
        or _is_used(text, candidate)
    )


def _is_used(text: str, candidate: Candidate) -> bool:
    """Whether a figure tells how much something is used (借阅图书9.4万册), which is not asked."""
    subject = candidate.figure.subject.strip()[-10:] if candidate.figure else ""
    return _USED.search(subject) is not None and not re.search(
        "[借读用访看]|流通|下载|点击|播放|馆的?人", text
    )


def lone_indicator(matcher: Matcher) -> Term | None:
    """Return the one indicator by whose name a figure is looked up, None where that is not so clear."""
    known = [term for term in matcher.terms if term.known and term.base >= NOUN]
    # 国家级 says of which, not what.
    lone = len(known) == 1 and load_lexicon().indicators(known[0].text)
    return known[0] if lone and matcher.query.operation == "lookup" else None


def _is_another_indicator(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a row is called by the very name of another indicator (生均财政拨款) than the one asked for."""
    term = lone_indicator(matcher)
    if candidate.cell is None or term is None:
        return False
    lexicon = load_lexicon()
    asked, row = lexicon.indicators(term.text), candidate.cell.row
    told = lexicon.indicators(row.bare[-1]) if row.bare else frozenset()
    named = any(other.text in row.bare[-1] for other in matcher.terms if other is not term) if told else True
    return bool(asked) and not named and asked.isdisjoint(told)


def _is_of_some(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether a sentence tells what some people did (派出教师23名), where it is asked how many there are.

    Or how many there are more or fewer than before (新增合作企业21家).
    """
    if candidate.figure is None or unit_class(candidate.unit) not in _COUNTED:
        return False
    text, subject = matcher.query.text, candidate.figure.subject.strip()[-10:]
    if _MORE.search(subject) and not re.search("新|增|减|流失|撤|停|多[出了]", text):
        return True
    if unit_class(candidate.unit) != unit_class("人"):
        return False
    hired = _HIRED.search(subject) and not _HIRED.search(text)
    if hired and not any(term.text in subject for term in matcher.terms):
        # 聘请兼职教师60人 are all that there are, but of teachers only some.
        return True
    did = _EVENT.search(subject[-8:]) or _is_of_those(candidate)
    return bool(did) and _THERE_ARE.search(text) is not None and not _EVENT.search(text)


def _is_of_those(candidate: Candidate) -> bool:
    """Whether a figure is of those among whom something was done: 引进教师14人，其中博士2人."""
    if candidate.sentence is None or candidate.figure is None:
        return False
    before = re.split("[。；;]", candidate.sentence.text[: candidate.figure.figure.start])[-1]
    whole, within, _ = before.partition("其中")
    return bool(within) and _EVENT.search(whole) is not None


def of_other_people(text: str, candidate: Candidate) -> bool:
    """Tell whether a question counts teachers, and a sentence students, or the other way."""
    sentence, view = candidate.sentence, candidate.figure
    return sentence is not None and view is not None and counts_other_people(text, sentence.text, view.figure)


def _ends_otherwise(matcher: Matcher, candidate: Candidate) -> bool:
    """Whether the last word before a figure, and that behind it, is no part of the indicator asked for.

    教职工党员498人 are no 教职工, 教师到63家企业 is no time that teachers spend there.
    """
    sentence, figure = candidate.sentence, candidate.figure
    known = lone_indicator(matcher)
    if sentence is None or figure is None or known is None:
        return False
    asked = grams(matcher.query.text).union(*(words for term in matcher.terms for words in term.alternatives))
    head = _TAIL.sub("", figure.subject.strip())[-2:]
    behind = re.match(r"\s*的?[\u4e00-\u9fff“”]{0,12}", sentence.text[figure.figure.end :])
    return head not in asked and (behind is None or not matcher.found(known, grams(behind.group())))
