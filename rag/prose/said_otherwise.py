"""What the report says in place of a word that a question takes for granted (金奖, 三甲, 1961年)."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.find.match import Matcher
from rag.prose.passages import Passage, allowed, score_of
from rag.understand.intent import asks_whether
from rag.understand.names import names_in
from rag.understand.question import Query, understand, with_terms

# Of such words a thing has one: where the report has another one, the question was wrong.
_FAMILIES = tuple(
    map(
        re.compile,
        (
            r"特等奖|[一二三]等奖|[金银铜]奖|优秀奖|[金银铜]牌|冠军|亚军|季军",
            r"[三二一]级[甲乙丙]等|[三二一][甲乙丙](?![方类])",
            r"国家级|省级|市级|校级|省部级|厅级",
            r"公办|民办|公立|私立",
            r"(?<!不)优秀|良好|(?<!不)合格|不合格",
            r"初级|中级|高级",
        ),
    )
)
_YEAR = re.compile(
    r"(?:是|在|于)?(?:19|20)\d{2}年(?:\d{1,2}月(?:份|\d{1,2}[日号])?)?(?=[^，,]{0,8}(?:创[办建]|成立|建校|办学|始建|升格|获批|建成|"
    r"设立|启用|[挂揭授]牌|开[工办学班课建馆]|动工|竣工|完工|交付|落成|投产|投用|上线|启动|签|获评|评[上为]|入选|立项|通过验收|更名|"
    r"改名|改制|合并|并入|划转|搬|迁|组建|共建|结对|加入|首[届次招]|招[收生])|就?(?:有|办|建)的)"
)
_POST = r"(?:校长|院长|书记|主任|处长|部长|队长|负责人|带头人|组长|会长|理事长|董事长)"


def told_otherwise(matcher: Matcher) -> tuple[Passage, ...]:
    """Return the sentence that tells a thing otherwise than a question has it; nothing where none does.

    Asked is what the question says without the word that it takes for granted; the sentence must hold that
    word or another one of its kind.
    """
    query = matcher.query
    if not asks_whether(query.text):
        return ()
    for family in _FAMILIES:
        if claimed := family.search(query.text):
            rest = tuple(t for t in query.terms if t.end <= claimed.start() or t.start >= claimed.end())
            return _best(matcher, with_terms(query, rest), family)
    rewritten = _asked_openly(query)
    return _best(matcher, rewritten, re.compile("")) if rewritten else ()


def _asked_openly(query: Query) -> Query | None:
    """The question that asks for the year, or for the holder of a post, which this one states."""
    text = re.sub(r"(?:吧|吗|对吗|对吧|没错|是吧|[，,。？?])+$", "", query.text)
    if _YEAR.search(text):
        return understand(_YEAR.sub("是哪一年", text, count=1))
    for name in names_in(text):
        opened = re.sub(rf"({_POST})(?:是|叫|为)?{name}$", r"\1是谁", text)
        opened = re.sub(rf"{name}(?:是|任|担任)(.{{2,12}}{_POST})$", r"\1是谁", opened)
        if opened != text:
            return understand(opened)
    return None


def _best(matcher: Matcher, query: Query, family: re.Pattern[str]) -> tuple[Passage, ...]:
    """The sentence that answers best of those that hold a word of the kind."""
    if not query.terms:
        return ()
    asked = Matcher(replace(query, claims=(), want="any"), matcher.book, matcher.dense)
    scored = [
        (score, -i, sentence)
        for i, sentence in enumerate(allowed(asked))
        if family.search(sentence.text) and (score := score_of(asked, sentence)) > 0
    ]
    if not scored:
        return ()
    sentence = max(scored, key=lambda item: item[:2])[2]
    return (Passage(sentence.paragraph, (sentence,)),)
