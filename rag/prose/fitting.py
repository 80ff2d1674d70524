"""What speaks for a sentence beside its words: it is of the kind that a question asks for."""

from __future__ import annotations

import re

from rag.find.book import Sentence
from rag.find.labels import Grams, grams
from rag.find.match import Matcher
from rag.prose.persons import (
    asks_name,
    asks_several,
    asks_way,
    bodies_asked,
    holds_title,
    lists_bodies,
    prize_asked,
    tells_prize,
    tells_way,
)
from rag.understand.names import names_in
from rag.understand.words import LIGHT, VERB

BODIES = 0.4
PARTNER = 0.2
TITLE = 0.12
ASKED = 0.15
AGENT = 0.15
WAY = 0.15
FOUNDED = 0.3
LISTED = 0.12
# A list that says itself to be of what is asked for (哪四个校区: 东、南、西、北四个校区).
OF_THESE = 0.2
PRIZE = 0.15
# So many of them, and which they are: no rule of what makes a thing one of them.
NAMED = 0.3
PLACE = 0.15
# The second one is no other.
ORDINAL = 0.3
CAUSE = 0.15
# 离职原因依次是…: the reason is called one of what is asked.
REASON = 0.3
# What each character of a phrase counts that stands in both, and the length from which it is telling.
EACH, PHRASE, LONGEST = 0.03, 5, 10

_WHICH_THINGS = re.compile(
    r"哪[几些一二两三四五六七八九十\d]+[个种类项条大方面样支座]?([\u4e00-\u9fff]{2,4}?)(?=[？?，,。]|$)"
)
_ASKS_SOME = re.compile(r"哪[几些一二两三四五六七八九十\d]|哪个|有哪|分别|名单")
_SO_MANY_NAMED = re.compile(
    r"(?:\d{1,2}|[两二三四五六七八九十]{1,3})\s?[个家所门类种位名本部支项座条](?P<what>[^。；：]{0,24}?)"
    r"(?:分别(?:是|为|叫)?|依次(?:是|为)|即|包括|[：:])(?P<names>[^。；\d]{4,})"
)
_ASKS_PRIZE = re.compile(r"(?:什么|哪[些个种]|啥|几等|多少)(?:样的)?(?:奖|名次)")
_PRIZE = re.compile(r"[特一二三]等奖|[金银铜]奖|优秀奖|优胜奖|第[一二三四五六]名|冠军|亚军|季军")
_CAUSE = re.compile(
    r"原因|之所以|为(?:了|解决|贯彻|落实|推动|进一步)|由于|因为|因此|针对|以便|旨在|受.{1,12}影响"
)
_TRACED = re.compile(r"\s*(?:究其|分析|探究|其|主要|根本)*原因(?:在于|有|是|主要)*")
# With whom something is done: asked for, and told.
_WITH_WHOM = re.compile(r"[跟和与同](?:的是|[省市县区校]里的?|[当本]地的?)?(?:谁|哪|什么|啥)")
_WITH = re.compile(
    r"[与和同跟][^，。；]{2,60}?(?:合作|合办|共建|联合|共同|携手|签|联办|开展|成立|开办|举办|结对)|"
    r"(?:联合|携手|会同|牵手)[^，。；]{2,60}"
)
_TOGETHER = frozenset("合作 合办 共建 联合 共同 携手 联办 一起 联手 合伙 搭伙 签约 结对".split())
# How something is done: the verb behind the question word is what is asked for.
_HOW = re.compile(
    r"(?:怎么|怎样|如何|为什么|为啥|为何|咋|靠什么|凭什么|用什么(?:方[式法]|办法))(?:样)?(?:来|去|会|要|能)?"
)
_FOUNDING = re.compile(r"创办|建校|成立|始建|创建|组建|建立|设立|建成")
_FOUNDED = re.compile(
    r"\d{4}\s?年(?:\d+月)?[^，。；]{0,6}(?:创办|创建|始建|成立|建立|组建|建校|设立|建成)|"
    r"(?:创办|始建|创建|成立|建立|组建|设立|建成|建校)于"
)

# Where something is: asked for, and told.
_ASKS_WHERE = re.compile(r"[在去到从]哪(?!一?[年月天些个种项方所])|哪里|哪儿|何处|何地|什么地方|啥地方")
_PLACE = re.compile(r"[在于到至赴落][^，。；、\d]{2,14}|[省市县区镇村]")
_MEASURE = "[个家所座期批届支次本门]"
_ORDINAL = re.compile(rf"第([一二三四五六七八九十\d]{{1,3}}){_MEASURE}(?!学期)")
_WHO = re.compile(r"谁|哪位[^\W\d]{0,2}?(?:老师|教师|同学|学生)?")
# Which body does something: it stands before what it does.
_WHICH_BODY = re.compile(
    r"哪一?[个家所](?:部门|单位|机构|组织|企业|公司|学校|高校|大学|院校|二级学院|学院|系)(?:来|负责)?"
)
_BODY = r"(?:部|局|厅|委|委员会|办公室|办|中心|处|室|协会|集团|公司|学院|系|医院|学校|大学)"


def credit(matcher: Matcher, sentence: Sentence) -> float:
    """Return what speaks for a sentence that answers to the words of a question already."""
    question, text = matcher.query.text, sentence.text
    found = BODIES * _names_bodies(question, text)
    found += PARTNER * bool(_WITH_WHOM.search(question) and _WITH.search(text))
    found += TITLE * (asks_name(question) and holds_title(text))
    found += FOUNDED * bool(_FOUNDING.search(question) and "年" in question and _FOUNDED.search(text))
    if matcher.query.want == "list" and text.count("、") >= 2:
        things = _WHICH_THINGS.search(question)
        found += LISTED + OF_THESE * bool(things and things[1] in text)
    found += NAMED * (matcher.query.want == "list" and _names_them(question, text))
    found += PLACE * bool(_ASKS_WHERE.search(question) and _PLACE.search(text))
    found += ORDINAL * _says_ordinal(question, text)
    found += BODIES * (asks_several(question) and len(names_in(text)) > 2)
    found += WAY * (asks_way(question) and tells_way(text))
    found += AGENT * (_says_agent(matcher, text) or _says_deed(matcher, sentence.all))
    if matcher.query.want == "passage":
        found += (
            CAUSE * bool(_CAUSE.search(text))
            + REASON * _names_reason(matcher, text)
            + ASKED * _says_how(matcher, sentence.all)
        )
    return found + EACH * _phrase(matcher, text)


def _says_ordinal(question: str, text: str) -> bool:
    """Whether a text tells of the same one of several as a question: 第二个, 首个 for 第一个."""
    asked = next(reversed(list(_ORDINAL.finditer(question))), None)
    if asked is None:
        return False
    first = "|首" if asked[1] in ("一", "1") else ""
    return re.search(rf"(?:第{asked[1]}{first}){_MEASURE}", text) is not None


def _names_them(question: str, text: str) -> bool:
    """Whether a text says how many there are of what a question asks which, and names them."""
    told = _SO_MANY_NAMED.search(text)
    return bool(_ASKS_SOME.search(question) and told and re.search("[、和与及》]", told["names"]))


def _names_bodies(question: str, text: str) -> bool:
    """Whether a text names the bodies asked for; where it is asked with whom, as those."""
    if _WITH_WHOM.search(question):
        text = "；".join(match.group() for match in _WITH.finditer(text))
    return lists_bodies(question, text)


def told_by_kind(matcher: Matcher, text: str) -> frozenset[int]:
    """Where the terms start that a sentence answers by names: 哪几所院校, and 合作 by 与…开展."""
    question = matcher.query.text
    spans = bodies_asked(question) if _names_bodies(question, text) else ()
    if (prize := prize_asked(question)) and tells_prize(question, text):
        spans = (*spans, prize)
    if not spans:
        return frozenset()
    with_whom = _WITH_WHOM.search(question) and _WITH.search(text)
    return frozenset(
        t.start
        for t in matcher.terms
        if any(a <= t.start < b for a, b in spans) or (with_whom and t.text in _TOGETHER)
    )


def _names_reason(matcher: Matcher, text: str) -> bool:
    """Whether a clause tells itself to be the reason of what a question asks why it is so."""
    telling = [term for term in matcher.terms if term.base >= VERB]
    pieces = re.split("[，。；]", text)
    # 落实率垫底，究其原因，…: of what stands right before it.
    clauses = [
        grams((before if _TRACED.match(piece) else "") + piece)
        for before, piece in zip(["", *pieces], pieces, strict=False)
        if "原因" in piece
    ]
    return any(matcher.found(telling[-1], clause) for clause in clauses) if telling else False


def _says_how(matcher: Matcher, text: Grams) -> bool:
    """Whether a text says the verb that a question asks the how or why of (怎么考核: 考核)."""
    how = _HOW.search(matcher.query.text)
    behind = [t for t in matcher.terms if how and how.end() <= t.start <= how.end() + 2 and t.base >= LIGHT]
    return bool(behind) and matcher.found(behind[0], text) > 0


def _says_agent(matcher: Matcher, text: str) -> bool:
    """Whether a text says of a body what a question asks of which body it is (哪个部门牵头: 某某处牵头)."""
    which = _WHICH_BODY.search(matcher.query.text)
    behind = [t for t in matcher.terms if which and which.end() <= t.start <= which.end() + 1]
    own_school = r"(?<!学校)(?<!我校)(?<!我院)"
    return bool(behind) and bool(
        re.search(rf"[^\W\d]{{2,}}{_BODY}{own_school}[^，。；]{{0,4}}{re.escape(behind[0].text)}", text)
    )


def _says_deed(matcher: Matcher, text: Grams) -> bool:
    """Whether a text says what somebody did of whom a question asks who it was (谁捐的: 捐)."""
    who = _WHO.search(matcher.query.text)
    behind = [t for t in matcher.terms if who and who.end() <= t.start <= who.end() + 1]
    return bool(behind) and matcher.found(behind[0], text) > 0


def _phrase(matcher: Matcher, text: str) -> int:
    """The length of the longest phrase that stands in a question and a text, beyond what two words make."""
    question = matcher.query.text
    longest = PHRASE
    for start in range(len(question) - PHRASE):
        while question[start : start + longest + 1] in text and start + longest < len(question):
            longest += 1
            if longest >= LONGEST:
                return LONGEST - PHRASE
    return longest - PHRASE
