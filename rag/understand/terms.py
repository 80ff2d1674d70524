"""The content words of a question: cut out with their place, weight and the words that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rag.find.labels import pairs_of
from rag.understand.everyday_words import NAMING
from rag.understand.lexicon import Span, load_lexicon
from rag.understand.name_words import is_name
from rag.understand.pieces import pieces_of
from rag.understand.unglued import GLUED, MEASURES, segments
from rag.understand.words import (
    CONTENT_POS,
    ENGLISH_PHRASING,
    LIGHT,
    NOUN,
    PHRASING,
    STOP,
    VERB,
    base_weight,
    blank,
    blanked,
)

# What says nothing by itself: a count (四计划) that the report may print otherwise, 本地 behind a place.
FAINT = 0.1
INCIDENTAL = 0.15
# Words that a segmenter breaks before 了, 的 or a question word; 商学院 is a part of the school, not it.
_COMPOUND = re.compile(
    r"(?:19|20)\d{2}\s?级|在校生|毕业生|最[高低]分(?!数)|最[高低多少]|(?<=个)年级|报到|录取|到款|到账|在编|在岗|在校|在籍|在读|报考|考核|就业|立项|授权|"
    r"(?<![\u4e00-\u9fff])[商工医理文农法]学院|(?<=[那和与及比])[商工医理文农法]学院"
)
# A phrase of the lexicon that holds the question itself (招了多少) is left to be cut.
_ASKS = re.compile(r"^(?:多少|几)|(?:多少|几)$")
# Of that length it is a way to ask for one thing (能挣多少, 计划招多少).
WHOLE_QUESTION = 5
# What a question word leaned on (…生有多少人, …是哪些) must not stick to the word before it.
_LEANING = re.compile(
    r"[有是为里中的了占由达共]+(?=\s|$)|(?<=\s)(?:[里的了有是建]+(?!\s|设)|(?<!集)中(?=[，,、的]))"
)
# 在校生人数 is 在校生 counted: the second half need not be found.
_COUNTING = re.compile(r"(?:人数|总数|数量|数)$")
_LOCAL = frozenset("本地 当地 本市 境内 全省 全市".split())
_BODIES = ("专业", "班", "校区", "村")
# What is done with majors and classes, which says of none which it is.
_DONE = frozenset(
    "招生 开设 新增 新设 新开 新办 增设 撤销 停招 停办 调整 取消 试点 合作 合办 联办 建设 设置 对应 所学 "
    "覆盖 培训 订单 就业 录取 报考 申报 涉及 参加 参与 评估 认证 对接 服务 获批 报名 在读 定制 定向 扩招 "
    "优势 创新 研修 学徒 学习".split()
)
# What people say short, and tables print in full.
_FULL = {"课": "课程", "书": "图书", "岁数": "年龄", "满意率": "满意度", "满意程度": "满意度"}
# Of a contest's level the report tells by its name: 全国职业院校技能大赛.
_WIDER = {"国赛": ("全国", "职业院校技能大赛"), "省赛": ("全省",)}
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question, with its span in ``Query.text`` and its interchangeable words.

    ``base`` is how much it must be found: 1 for a noun, less for verbs and for words that many
    indicators share. ``name`` marks a named place, person or body, ``known`` an indicator or scope of the
    lexicon, whose names in words are ``pieces``.
    """

    text: str
    start: int
    end: int
    base: float
    alternatives: tuple[tuple[str, ...], ...] = ()
    name: bool = False
    known: bool = False
    pieces: tuple[tuple[str, ...], ...] = ()


def cut_terms(text: str) -> tuple[Term, ...]:
    """Return the content words of a question whose years, references and claims are blanked."""
    terms = _lexicon_terms(text)
    open_text = _without(text, terms)
    for term in terms:
        if term.text.endswith("数") and text[term.end : term.end + 1] == "量":
            # 社团数量 are the 社团数: no 量 is left over.
            open_text = blanked(open_text, term.end, term.end + 1)
    compounds = [
        Term(m.group(), m.start(), m.end(), base_weight(m.group(), "v"))
        for m in _COMPOUND.finditer(text)
        if open_text[m.start() : m.end()] == m.group()
    ]
    open_text = PHRASING.sub(blank, _without(open_text, compounds))
    open_text = load_lexicon().blank_function_words(open_text)
    if not _HAN.search(text):
        open_text = ENGLISH_PHRASING.sub(blank, open_text)
    terms += compounds + _words(_LEANING.sub(blank, open_text))
    terms.sort(key=lambda term: term.start)
    around = zip([None, *terms], terms, [*terms[1:], None], strict=False)
    return tuple(_which_body(_beside_place(before, term, after), after) for before, term, after in around)


def _which_body(term: Term, after: Term | None) -> Term:
    """What says which major or class is meant (助产专业, 焊接班) is a name, whatever part of speech it is."""
    names = after is not None and after.start == term.end and after.text in _BODIES
    if not names or term.known or term.base != VERB or term.text in _DONE or len(term.text) < 2:
        return term
    return replace(term, base=NOUN)


def _lexicon_terms(text: str) -> list[Term]:
    return [
        _lexicon_term(text[span.start : span.end], span)
        for span in load_lexicon().find(text)
        if not _ASKS.search(text[span.start : span.end])
        or (span.end - span.start >= WHOLE_QUESTION and not _ASKS.match(text[span.start : span.end]))
    ]


def _lexicon_term(word: str, span: Span) -> Term:
    alternatives = tuple(
        pairs_of(other)
        for other in span.alternatives
        # English names are for English questions, and 招了多少 is no name of anything.
        if other != word and not other.isascii() and not re.search(r"多少|几", other)
    )
    alternatives += tuple(map(pairs_of, _WIDER.get(word, ())))
    pos = "v" if span.kind == "verb" else "n"
    base = NOUN if span.kind == "scope" else min(base_weight(name, pos) for name in (word, *span.names))
    pieces = tuple(filter(None, map(pieces_of, (word, *span.names)))) if span.kind == "indicator" else ()
    return Term(word, span.start, span.end, base, alternatives, known=span.kind in NAMING, pieces=pieces)


def _without(text: str, terms: list[Term]) -> str:
    for term in terms:
        text = blanked(text, term.start, term.end)
    return text


def _beside_place(before: Term | None, term: Term, after: Term | None) -> Term:
    """本地, 省内 behind the name of a place say nothing more; 某市市外 is 市外, whatever the place."""
    outside = after is not None and after.start == term.end and after.text in ("市外", "省外")
    if outside and term.name and len(term.text) <= 4:
        return replace(term, base=INCIDENTAL, name=False)
    if before is None or before.end != term.start or len(before.text) > 4:
        return term
    # 理科市内 is no place: 市内 stands against 市外 there.
    local = term.text in _LOCAL or (before.name and term.text in ("市内", "省内"))
    return replace(term, base=INCIDENTAL) if local else term


def _words(text: str) -> list[Term]:
    """The content words of a text; single characters that stand together are one word (市 + 外)."""
    found: list[Term] = []
    single: set[int] = set()
    for word, pos, start, apart in _segments(text):
        if word in STOP or not pos.startswith(CONTENT_POS) or not re.search(r"\w", word):
            continue
        end = start + len(word)
        if pos == "m" and not re.search(r"\d", word):
            found.append(Term(word, start, end, FAINT))
            continue
        last = found[-1] if found else None
        beside = last is not None and last.end == start and len(word) == 1
        if (
            last
            and beside
            and ((last.start in single and word not in GLUED) or (len(last.text) == 1 and word in MEASURES))
        ):
            found[-1] = Term(last.text + word, last.start, end, NOUN)
            continue
        if len(word) == 1 and not apart and word not in GLUED:
            single.add(start)
        # What is left of a wrong guess tells little by one character.
        stems = _stems(word, pos, start)
        found += [replace(t, base=LIGHT) for t in stems] if apart and len(word) == 1 else stems
    return found


def _segments(text: str) -> Iterator[tuple[str, str, int, bool]]:
    """The words of a text as ``segments`` has them; 中 at the head of a word belongs to it (中高职)."""
    prefix = -1
    for word, pos, start, apart in segments(text):
        position = start + len(word)
        if word == "中" and (start == 0 or text[start - 1] == " ") and text[position : position + 1].strip():
            prefix = start
            continue
        if prefix >= 0:
            word, start, prefix = text[prefix:position], prefix, -1
        yield word, pos, start, apart


def _stems(word: str, pos: str, start: int) -> list[Term]:
    """A word as one term, or as two where 人数, 总数 only say that it is counted."""
    stem = _COUNTING.sub("", word)
    if len(stem) < 2:
        stem = word
    alternatives = tuple(pairs_of(other) for other in _other_forms(stem, pos))
    named = is_name(stem, pos)
    middle, end = start + len(stem), start + len(word)
    terms = [Term(stem, start, middle, base_weight(stem, pos), alternatives, named)]
    if middle < end:
        rest = word[len(stem) :]
        terms.append(Term(rest, middle, end, base_weight(rest, pos)))
    return terms


def _other_forms(word: str, pos: str) -> tuple[str, ...]:
    """Other forms of a word: 课程 for 课, a place without 省, 会计专业 without 专业, 中层 without 中."""
    if word in _FULL:
        return (_FULL[word],)
    if pos == "ns" and len(word) > 2 and word[-1] in "省市县区":
        return (word[:-1],)
    if len(word) > 2 and word[-1] == "量":
        # 接待量 is printed as 接待人次.
        return (word[:-1],)
    if len(word) > 3 and word.endswith("专业"):
        return (word[:-2],)
    if len(word) > 3 and word[-2:] in ("结构", "构成"):
        # 年龄结构 is told by 年龄.
        return (word[:-2],)
    if len(word) == 3 and word[-1] == "类":
        # 科技类 societies are 科技社团.
        return (word[:-1],)
    return (word[1:],) if len(word) > 2 and word[0] in "中内总" else ()
