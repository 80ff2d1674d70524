"""The sentence that names so many things of a kind (甲、乙、丙等3个学院), where their names are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.find.book import Sentence
from rag.find.figures import han_number
from rag.find.labels import grams
from rag.find.match import Matcher
from rag.prose.passages import allowed, year_told
from rag.understand.words import NOUN, VERB

_NUMBER = r"\d{1,2}|[二两三四五六七八九十]{1,3}"
_MEASURE = "[个家所门类种位名本部支项座条方大]"
_ASKED = re.compile(
    rf"(?<![\d第一二三四五六七八九十])(?P<number>{_NUMBER}|几)\s?(?P<measure>{_MEASURE})"
    r"(?P<kind>[^\W\d]{0,8}?)(?=都|各|分别|是|叫|有哪|为|做|能|可以|[，,的]|$)"
)
_NAMES = re.compile(r"哪|叫(?:什么|啥)|是谁|名[字称单]|列[出举一]|分别是(?:什么|啥)")
_ITEM = r"[^，。；：、]{2,30}?"
# Names in quotation marks need no comma between them: “甲”“乙”.
_QUOTED = r"(?:[“《][^”》]{2,40}[”》]、?){2,}"
_LIST = rf"(?:{_QUOTED}|{_ITEM}(?:、{_ITEM})+?|[^，。；：、]{{2,14}}?[和与及][^，。；：、]{{2,14}}?)"
# To the end of its clause.
_WHOLE_LIST = rf"(?:{_ITEM[:-1]}(?:、{_ITEM[:-1]})+|[^，。；：、]{{2,14}}?[和与及][^，。；：、]{{2,14}})"
_BEHIND = rf"(?<!\d)(?P<number>{_NUMBER})\s?(?P<measure>{_MEASURE})(?P<kind>[^，。；、：\d]{{1,14}})"
# 甲、乙、丙等3个学院; 3个学院，分别是甲、乙、丙.
_FORMS = (
    re.compile(rf"(?P<list>{_LIST})等?(?:(?:是|为|成为)[^，。；\d]{{1,20}}?)?{_BEHIND}"),
    re.compile(
        rf"{_BEHIND}(?:[，：:]|[，（(]?(?:(?:分别|依次)?(?:是|为)|包括|即)[：:]?)(?P<list>{_WHOLE_LIST})"
    ),
)
_OTHER_THING = re.compile("群|组|集群|大类|[点班]$")
_COUNTED = re.compile(rf"\d\s?{_MEASURE}")
# By how much more of the question a sentence must answer to than any other that names as many.
CLEARER = 0.08
# So far before its number what is done with a thing may stand.
BEFORE = 8
# What of the rest of the question it must answer to.
REST = 0.4


def enumerating(matcher: Matcher) -> Sentence | None:
    """Return the sentence that names the things asked for by their kind and number, None for none."""
    question = matcher.query.text
    asked = _ASKED.search(question)
    if asked is None or not _NAMES.search(question) or matcher.query.want == "number":
        return None
    if matcher.query.operation not in ("lookup", "sum", "max"):
        return None
    number = han_number(asked["number"]) if not asked["number"].isdigit() else int(asked["number"])
    ranked = sorted(
        (
            (share, -i, s)
            for i, s in enumerate(allowed(matcher))
            if (share := _fit(matcher, s, asked, number))
        ),
        key=lambda item: item[:2],
        reverse=True,
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARER):
        return None
    return ranked[0][2]


def _fit(matcher: Matcher, sentence: Sentence, asked: re.Match[str], number: int | None) -> float:
    """How much a sentence says of the rest of a question, 0 where it does not name such things."""
    if matcher.query.operation == "max" and "最" not in sentence.text:
        return 0.0
    if not year_told(matcher, sentence.text) or not any(_named(sentence.text, asked, number)):
        return 0.0
    rest = [t for t in matcher.terms if t.end <= asked.start() or t.start >= asked.end()]
    rest = [term for term in rest if term.base >= VERB]
    around = sentence.all | sentence.heading
    # A case tells of one thing from beginning to end.
    around = around | sentence.paragraph_grams if sentence.paragraph.case else around
    if any(t.base >= NOUN and not matcher.found(t, around | sentence.context) for t in rest):
        return 0.0
    weights = [matcher.weights[matcher.terms.index(term)] for term in rest]
    told = sum(w * matcher.found(term, around) for w, term in zip(weights, rest, strict=True))
    share = told / sum(weights) if weights else 1.0
    return share if share >= REST else 0.0


def _named(text: str, asked: re.Match[str], number: int | None) -> Iterator[bool]:
    """Whether a text lists that many things of that kind, for each list that it holds."""
    for form in _FORMS:
        for found in form.finditer(text):
            count = int(found["number"]) if found["number"].isdigit() else han_number(found["number"])
            items = len(re.split("[、和与及]|(?<=[”》])(?=[“《])", found["list"]))
            if _COUNTED.search(found["list"]):
                # 12个部门和5个学院: these are counted, not named.
                continue
            if number is not None and (count != number or items < number):
                continue
            # 三方: what the three do stands behind them.
            kind = "" if asked["measure"] == "方" else asked["kind"]
            # 5个学院参与，经甲、乙审议: what is listed behind is of what stands right before it.
            before = text[max(0, found.start("number") - BEFORE) : found.start("number")]
            in_two = _is_kind_of(kind, before, found["kind"])
            named = found.start("list") < found.start("number") or found["kind"].endswith(kind[-2:])
            is_kind = in_two or (named and _is_kind(kind, found["kind"]))
            yield is_kind and _count_alike(found["measure"], asked["measure"])


def _is_kind_of(asked: str, before: str, told: str) -> bool:
    """Whether things go by the end of what is asked, behind its beginning: 结对帮扶四个村 of 帮扶村."""
    head, end = asked[:-1], asked[-1:]
    return len(asked) > 2 and told == end and head in before


def _count_alike(told: str, asked: str) -> bool:
    """Whether two measure words count the same things: 四个称号 are 四项."""
    return told == asked or {told, asked} == {"个", "项"}


def _is_kind(asked: str, told: str) -> bool:
    """Whether things are called what is asked for: 学院 are 二级学院."""
    if len(told) > 1 and asked.startswith(told) and asked != told:
        # 荣誉称号 told as 荣誉, but 专业 are no 专业群.
        return not _OTHER_THING.match(asked, len(told))
    return asked in told or (len(asked) > 2 and asked[-2:] in grams(told[: len(asked) + 2]))
