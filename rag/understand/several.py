"""Several questions in one turn (报到率是多少？专利授权多少件？), and their answers as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.prose.persons import asks_kind, asks_name
from rag.types import Answer, Calculation, Citation, Figure, Question
from rag.understand.intent import EXTREMES
from rag.understand.most_changed import tells_how_much
from rag.understand.question import understand
from rag.understand.side_by_side import parted
from rag.understand.two_sides import asks_which_of_two
from rag.understand.words import LIGHT

_END = re.compile(r"[?？]")
MOST = 5
# What a clause asks with; a noun that is a figure's name asks by standing alone (…，占比？).
_ASKS = re.compile(
    r"多[少大高长重久远]|([^\W\d])不\1(?![^\W\d])|几(?!乎)|何时|哪|谁|什么|啥|怎么样|如何|为何|(?:率|占比|比例|比重|金额|经费|人数|数量|面积|等级|级别)(?:呢|各?是|为)?$"
)
# Where a new question may begin inside a sentence.
_NEXT = re.compile(
    r"[，,；;]\s*(?:以及|还有|并且|另外|和|同时)?|(?:、|和|与|及|以及|还有)(?=[\u4e00-\u9fff]{0,4}了?(?:谁|什么|多少|几[个名项门所家人次]|哪[一个些年位]|百分之几))"
)
# Asks the same of another year or thing: 有几门？前一年呢？
_FOLLOWS = re.compile(r"(?:那么?)?(?:(?!多少)(?:最多|[^，,多几哪谁什么])){1,10}呢$")
# By what things are put in order, which asks nothing yet: 按在校生人数，排前三的….
_BY = re.compile(r"^(?:按照?|依照?|根据|论|从|以|就)[^，,]*$")
# Goes on about what was just compared or told; by itself it asks nothing.
_SAME_QUESTION = re.compile(
    r"^(?:(?:分别|各自?|都|具体)(?:是|有|为|占|差)?(?:多少|几|哪些|什么|谁)?[个人项元万%分名位次]{0,2}|"
    r"(?:是|有|为)?(?:多少|几|哪些|什么|谁)?)(?:呢|呀|啊)?$"
)
# How much the most is (哪个学院最大，多少人): it is told with it.
_OF_THE_MOST = re.compile(
    r"(?P<most>最[^\W\d].*)[，,](?:是|有|为|共)?(?:多少|几)[个人项元万%分名位次家]{0,2}(?:呢|呀|啊)?$"
)
# Things set against each other are one question, however many clauses it has.
_COMPARES = re.compile(
    rf"{EXTREMES.pattern}|"
    r"相差|差多少|差几|对得上|一致|还是|相比|对比|(?<!占)比.{1,12}[高低多少]|加起来|合计|之和|合起来"
)
# 多少人拿了，合计发了多少钱: asks of all, and adds up nothing.
_IN_ALL = re.compile(r"(?<=[，,])(?:合计|总计|共计|总和)(?=[^，,]{0,6}(?:多少|几))")

# 最大的社团叫什么 asks enough: of its axis.
_MOST = re.compile(
    r"最[^\W\d]的[^\W\d]{2,}?(?:是|叫|为)(?:哪|什么|啥|谁)|[\u4e00-\u9fff]{2}最[^\W\d]的?(?:又?是|叫|为)(?:哪|什么|啥|谁)"
)


# 女生最少的是哪个学院，教学班最多的呢.
_MOST_TOO = re.compile(r"^[\u4e00-\u9fff]{2,8}最[^\W\d]的呢$")

# 跟上年比是升了还是降了: cut in pieces it is still no content.
_COMPARING = re.compile("[比是升降多少高低涨跌掉了还]+")


def parts_of(question: Question) -> tuple[Question, ...]:
    """Return the questions of the last turn, each with those before it as its conversation.

    A turn is taken apart where every piece asks something by itself (…？…？), and a sentence where
    more than one of its clauses asks (…招多少人，报到率多少): those go on with the first.
    """
    *earlier, last = question.turns
    pieces = [piece.strip() for piece in _END.split(last) if piece.strip()]
    pieces = [piece for i, piece in enumerate(pieces) if not i or not _SAME_QUESTION.match(piece)]
    if len(pieces) == 1:
        clauses = _clauses(parted(pieces[0]))
        return tuple(
            replace(question, turns=(*earlier, *clauses[: i + 1]), continued=i > 0)
            for i in range(len(clauses))
        )
    asking = (_ASKS.search(piece) or _reckons(piece) or _FOLLOWS.match(piece) for piece in pieces)
    if not 2 <= len(pieces) <= MOST or not all(asking) or _FOLLOWS.match(pieces[0]):
        return (question,)
    if not _asks(pieces[0]) or not all(map(_asks_alone, pieces[1:])):
        return (question,)
    return tuple(
        replace(question, turns=(*earlier, *pieces[: i + 1]), continued=i > 0 and _reckons(piece))
        for i, piece in enumerate(pieces)
    )


def _asks_alone(piece: str) -> bool:
    return (
        bool(_FOLLOWS.match(piece)) or _asks(piece) or asks_kind(piece) or asks_name(piece) or _reckons(piece)
    )


def _reckons(piece: str) -> bool:
    """Whether a piece names nothing, and only reckons with what was told (跟上年比是升了还是降了)."""
    query = understand(piece)
    nothing = not any(t.base >= LIGHT and not _COMPARING.fullmatch(t.text) for t in query.terms)
    return nothing and query.operation in ("difference", "share", "average")


def _clauses(sentence: str) -> list[str]:
    """The clauses of a sentence that ask, each with those before it that only lead up to it."""
    if re.search(r"哪|谁|什么", sentence):
        sentence = _OF_THE_MOST.sub(r"\g<most>", sentence)
    if asks_which_of_two(sentence) or tells_how_much(sentence):
        return [sentence]
    found = [""]
    joined = ""
    position = 0
    for match in [*_NEXT.finditer(sentence), None]:
        clause = sentence[position : match.start() if match else len(sentence)]
        found[-1] += joined + clause
        joined, position = (match.group(), match.end()) if match else ("", len(sentence))
        rest = sentence[position:]
        asks_on = (
            match and _ASKS.search(_BY.sub("", found[-1])) and (_ASKS.search(rest) or _MOST_TOO.search(rest))
        )
        if asks_on and not _SAME_QUESTION.match(rest) and not _says_again(found[-1], rest):
            found.append("")
            joined = ""
    if not 1 < len(found) <= MOST or _COMPARES.search(_IN_ALL.sub("", sentence)) or not _asks(found[0]):
        return [sentence]
    return found


def _says_again(before: str, rest: str) -> bool:
    """Whether a clause asks how much of what was just asked for as the most: …最多的是哪个，录取了多少人."""
    if not re.search(r"最[高低多少大小]|哪", before):
        return False
    nouns = [term.text for term in understand(rest).terms if term.base >= LIGHT]
    return bool(nouns) and all(noun in before for noun in nouns) and not re.search(r"[，,、]", rest)


def _asks(text: str) -> bool:
    if _MOST.search(text):
        return bool(understand(text).terms)
    return any(term.base >= LIGHT for term in understand(text).terms)


def as_one(answers: Sequence[Answer]) -> Answer:
    """Return the answers one below the other, their citations numbered through."""
    answers = _each_once(answers)
    if len(answers) == 1:
        return answers[0]
    texts: list[str] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    for answer in answers:
        shift = len(citations)
        texts.append(_renumbered(answer.text, shift))
        citations += [replace(citation, n=citation.n + shift) for citation in answer.citations]
        figures += [
            replace(figure, citation=figure.citation + shift if figure.citation else None)
            for figure in answer.figures
        ]
    told = next((answer for answer in answers if not answer.abstained), answers[0])
    return replace(
        told,
        text="\n".join(texts),
        abstained=all(answer.abstained for answer in answers),
        citations=tuple(citations),
        figures=tuple(figures),
        calculation=_calculation(answers),
    )


def _each_once(answers: Sequence[Answer]) -> Sequence[Answer]:
    """The answers without those that only quote again what another one quotes."""
    kept: list[Answer] = []
    for answer in answers:
        told = {_unmarked(line) for other in kept for line in other.text.splitlines()}
        lines = {_unmarked(line) for line in answer.text.splitlines()}
        if answer.abstained or answer.calculation or not lines <= told:
            kept.append(answer)
    return kept


def _unmarked(text: str) -> str:
    return re.sub(r"\[\d+\]", "", text)


def _renumbered(text: str, shift: int) -> str:
    return re.sub(r"\[(\d+)\]", lambda mark: f"[{int(mark[1]) + shift}]", text)


def _calculation(answers: Sequence[Answer]) -> Calculation | None:
    """The calculations of all parts as one: their formulas and results side by side."""
    found: list[Calculation] = []
    shift = 0
    for answer in answers:
        if answer.calculation:
            marks = tuple(n + shift for n in answer.calculation.citations)
            found.append(replace(answer.calculation, citations=marks))
        shift += len(answer.citations)
    if len(found) < 2:
        return found[0] if found else None
    return Calculation(
        formula="；".join(one.formula for one in found),
        result="、".join(one.result for one in found),
        unit=found[0].unit,
        citations=tuple(dict.fromkeys(n for one in found for n in one.citations)),
        rounding=found[-1].rounding,
    )
