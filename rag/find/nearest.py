"""The last resort before a refusal: the row or sentence that stands out in meaning, shown as printed.

Words decide first (resolve); where they do not, a chunk much nearer to the question than the rest of the
report is what people meant in words of their own. Similarities of one embedding model lie close together
and differ from question to question, so not the similarity counts but its lead over the background
(the idea of relative thresholds, as in Hearst, "TextTiling", Computational Linguistics 1997).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

from rag.calculate.left_out import left_out
from rag.find.accept import is_telling
from rag.find.asked_kind import tells_kind, tells_of_one
from rag.find.book import Book, Sentence
from rag.find.candidates import Candidate, name, unit_contradicts
from rag.find.chosen import TIE
from rag.find.counted_thing import leaves_out_counted
from rag.find.facts import candidate_to_fact
from rag.find.labels import Grams, grams, pairs_of
from rag.find.match import Matcher
from rag.find.right_kind import asks_number, fits_type, right_kind
from rag.find.whose import is_listed
from rag.prose.around import with_rest
from rag.prose.passages import Passage
from rag.prose.persons import asks_bodies, lists_bodies, names_who
from rag.prose.superlative import names_extreme
from rag.prose.zoom import sentence_in_place
from rag.respond.resolution import Resolution
from rag.respond.wording import is_told
from rag.types import Hit
from rag.understand.around import topic_of
from rag.understand.opposites import of_the_other
from rag.understand.question import Query
from rag.understand.references import in_reference
from rag.understand.stages import of_another_stage
from rag.understand.terms import Term
from rag.understand.words import NOUN, VERB

# Measured on known facts and refusals: of refusals 9 in 10 lead by less, of answered ones 3 in 4 by more.
LEAD = 0.021
# A sentence that answers in words says itself what it is about.
WORDS_LEAD = 0.016
# What a chunk must lead by that does not speak of a noun of the question.
FAR_LEAD = 0.028
# The part of the question, by weight, that the words must answer to all the same.
SUPPORT = 0.3
# What leads far, and by so much ahead of whatever comes next, is meant in other words: of refusals none leads
# so that names, years and kinds do not tell apart. Of the question's words less must be there then.
AHEAD = 0.012
AHEAD_SUPPORT = 0.15
# By how much more a sentence beside it must answer to be shown instead.
MORE = 0.35
# Less will do inside of the place that the question names.
PLACE_SUPPORT = 0.2
# The nouns, by weight, that a row may leave out.
LOST = 0.35
# A total or an extreme may be told in so many words; a difference has to be calculated.
_QUOTED = ("lookup", "sum", "max", "min")
# Fused hits that are looked at; what is meant is seldom further down.
TRIED = 6
_SCHOOL = re.compile(r"(?:(?<!医)院|校|大学|中专)$")
# A topic that begins with a number (双创, 三全) is short for something that the report calls in full.
_TOPIC = re.compile(
    r"(?:说到|说起|提到|关于|至于|论)?(?P<of>[^，,双两二三四五六七八九十\d][^，,]{1,9}?)(?:这一?(?:块儿?|方面|项|件?事)|方面|上面?)[，,]"
)
_PEOPLE_OF = re.compile(
    r"的(?:学生|教师|老师|毕业生|新生|同学|职工|员工|干部|学员)(?:现在|目前|今年|一共|总共|共)*(?:有|是)?(?:多少|几)"
)
_TIMES = frozenset("学年 年度 学期".split())
_THAT_ONE = re.compile(
    r"(?:该|这一?个?|此)(专业群?|课程|项目|学院|班|基地|平台|系统|团队|企业|公司|村|镇|县)"
)
_CAMPUS = re.compile(r"([\u4e00-\u9fff][^\W\d个些各两我本老新的])校区")
_PHASE = re.compile(r"[一二三四五六]期$")
_BODIES = frozenset("班 专业 学院 系 村 乡 镇 县 团队 工作室 校区 教研室 实训室 社团 协会".split())


def stand_out(query: Query, book: Book, hits: Sequence[Hit]) -> Resolution | None:
    """Return what stands out for a question that words alone do not answer, None where nothing does.

    Args:
        query: the question understood.
        book: the report prepared.
        hits: what retrieval found, best first.
    """
    matcher = Matcher(query, book, {})
    if query.operation not in _QUOTED or about_another(matcher):
        return None
    if asks_number(query) and left_out(matcher):
        # What lies close in meaning tells of those who are left out as well as of the others.
        return None
    if any(reference.kind in ("case", "section") for reference in query.references):
        return _in_the_place_named(matcher)
    lead = LEAD if asks_number(query) else WORDS_LEAD
    own = [hit for hit in hits if hit.chunk.report == book.report.id]
    near = [hit for hit in own if hit.lead >= lead][:TRIED]
    ahead = _far_ahead(own)
    for hit in sorted(near, key=lambda hit: -hit.lead):
        if not names_extreme(matcher, hit.chunk.text):
            continue
        found = _row(matcher, hit) if hit.chunk.kind == "row" else _sentence(matcher, hit, ahead=hit is ahead)
        if found is not None:
            return found
    inside = sentence_in_place(
        matcher,
        lambda s: (
            fits_type(matcher, s)
            and not lists_it(matcher, s)
            and names_extreme(matcher, s.text)
            and not _of_another_campus(query.text, s.text)
        ),
    )
    return _quoted(matcher, inside, 0.0) if inside else None


def _far_ahead(hits: Sequence[Hit]) -> Hit | None:
    """The hit that leads far, and far ahead of the next one, None where none does."""
    first, *others = [*sorted(hits, key=lambda hit: -hit.lead), None, None]
    if first is None or others[0] is None or first.lead < FAR_LEAD:
        return None
    return first if first.lead - others[0].lead >= AHEAD else None


def _in_the_place_named(matcher: Matcher) -> Resolution | None:
    """The sentence that answers to most of a question which says itself where to look (案例8, 2.2.1)."""
    inside = [
        s
        for s in matcher.book.sentences
        if in_reference(
            matcher.query.references, "", matcher.book.lineage(s.paragraph.section), s.paragraph.case
        )
        and fits_type(matcher, s)
    ]
    fits = [(matcher.weight_of(matcher.found_all(s.all)), -i, s) for i, s in enumerate(inside)]
    best, _, sentence = max(fits, default=(0.0, 0, None), key=lambda fit: fit[:2])
    if sentence is None or best < PLACE_SUPPORT * matcher.total:
        return None
    return _quoted(matcher, sentence, best / matcher.total)


def about_another(matcher: Matcher) -> bool:
    """Tell whether a question is about another school, or a topic (住院这块) that the report never names.

    What this report says of itself is no answer.
    """
    text = matcher.query.text
    topic = None if topic_of(text) else _TOPIC.match(text)
    words = [t for t in matcher.terms if topic and t.end <= topic.end("of")]
    if words and all(map(matcher.unknown, words)):
        return True
    schools = [text[a:b] for a, b in matcher.other_bodies if _SCHOOL.search(text[a:b])]
    return bool(schools) and not re.search(r"合作|联合|共建|共同|一起|携手", text)


def _answers_to(
    matcher: Matcher,
    hit: Hit,
    context: Grams = frozenset(),
    *,
    strict: bool = False,
    support: float = SUPPORT,
) -> bool:
    """Whether a chunk speaks of enough of the question, and of every name, grade and number in it.

    ``strict``: names must stand in the chunk itself, not only around it.

    Where it leaves out a noun it must lead far; of a row, whose words are few, none may be left out that
    the report never uses: that is another thing.
    """
    own = grams(hit.chunk.text)
    found = matcher.found_all(own | context)
    missing = [
        term
        for term, share in zip(matcher.terms, found, strict=True)
        if not share or (strict and term.name and not matcher.found(term, own))
    ]
    if asks_number(matcher.query) and (
        any(_narrows(matcher, term) for term in missing)
        or any(map(_names_a_body, missing, _behind(matcher, missing), repeat(hit.chunk.text)))
        or any(_PHASE.match(term.text) for term in missing)
        or leaves_out_counted(matcher, missing, hit.chunk.text)
    ):
        return False
    if _of_another_campus(matcher.query.text, hit.chunk.text):
        return False
    if matcher.weight_of(found) < support * matcher.total or any(
        term.base >= NOUN and is_telling(term) for term in missing
    ):
        return False
    nouns = [term for term in missing if term.base >= NOUN]
    if any(matcher.taken_up(term, grams(hit.chunk.text)) for term in nouns):
        # 电子图书 is no 纸质图书.
        return False
    if hit.chunk.kind == "row" and any(matcher.unknown(term) for term in nouns):
        return False
    far = FAR_LEAD if asks_number(matcher.query) else LEAD
    return not nouns or hit.lead >= far


def _of_another_campus(question: str, text: str) -> bool:
    """Whether a text tells of a campus by its name, and not of the one that a question names."""
    asked, told = _CAMPUS.findall(question), _CAMPUS.findall(text)
    return bool(asked and told) and not any(name in text for name in asked)


def _behind(matcher: Matcher, terms: Sequence[Term]) -> list[Term | None]:
    """For each term the one that stands right behind it."""
    at = {term.start: term for term in matcher.terms}
    return [at.get(term.end) for term in terms]


def _narrows(matcher: Matcher, term: Term) -> bool:
    """Whether a word that the report never uses tells which people are meant: 离婚的教师."""
    told = term.base >= VERB and len(term.text) > 1 and matcher.unknown(term)
    return told and _PEOPLE_OF.match(matcher.query.text, term.end) is not None


def _names_a_body(term: Term, behind: Term | None, text: str) -> bool:
    """Whether a term says which of classes, majors, villages is meant, of which a text does not speak."""
    named = behind is not None and behind.text in _BODIES and len(term.text) > 1
    return named and term.text[-2:] not in text


def _row(matcher: Matcher, hit: Hit) -> Resolution | None:
    table_id, _, row = hit.chunk.ref.removeprefix("row:").rpartition(":")
    views = [view for view in matcher.book.tables if view.table.id == table_id]
    cells = [
        c
        for c in matcher.table_candidates(views)
        if c.cell
        and c.cell.cell.row == int(row)
        and not unit_contradicts(matcher.query, c)
        and not of_another_stage(matcher.query.text, name(c))
    ]
    if not cells or not _answers_to(matcher, hit):
        return None
    best = max(cells, key=lambda c: c.score)
    if _asks_another(matcher, hit, best):
        return None
    chosen = [c for c in cells if best.score - c.score < TIE]
    facts = tuple(candidate_to_fact(c, matcher.book) for c in chosen)
    question = matcher.query.text
    if any(of_another_stage(question, name(c)) or of_the_other(question, name(c)) for c in chosen):
        return None
    if not all(tells_of_one(question, name(c), c.unit) and names_who(question, name(c)) for c in chosen):
        return None
    names_bodies = not asks_bodies(question) or lists_bodies(question, hit.chunk.text)
    if not names_bodies or not tells_kind(question, hit.chunk.text):
        return None
    if not all(map(is_told, facts)) or not right_kind(matcher.query, {c.unit for c in chosen}):
        return None
    return Resolution("figures", matcher.book, matcher.query, score=hit.lead, facts=facts, close=True)


def _asks_another(matcher: Matcher, hit: Hit, best: Candidate) -> bool:
    """Whether a question names what a row tells not at all, or of another year: its cells tell else."""
    # The row itself stands behind the titles over it.
    own = grams(hit.chunk.text.rpartition(" · ")[2])
    around = grams(hit.chunk.text)
    if best.view:
        around = around | best.view.context | grams(" ".join(best.view.stub_heads))
    missing = [term for term in best.missing if term.base >= NOUN and term.text not in _TIMES]
    if any(matcher.found(term, own) for term in missing):
        return True
    lost = [matcher.weights[matcher.terms.index(t)] for t in missing if around.isdisjoint(pairs_of(t.text))]
    return matcher.query.operation == "lookup" and sum(lost) >= LOST * matcher.total


def _sentence(matcher: Matcher, hit: Hit, *, ahead: bool) -> Resolution | None:
    sentence = next((s for s in matcher.book.sentences if s.ref == hit.chunk.ref), None)
    if sentence is None or not fits_type(matcher, sentence):
        return None
    # What a sentence counts is of what it names; a case tells of one thing from beginning to end.
    strict = asks_number(matcher.query) and not sentence.paragraph.case
    support = AHEAD_SUPPORT if ahead else SUPPORT
    if not _answers_to(matcher, hit, sentence.context, strict=strict, support=support):
        return None
    if lists_it(matcher, sentence) or _of_another_such(matcher, sentence):
        return None
    return _quoted(matcher, _most_told(matcher, sentence), hit.lead)


def _of_another_such(matcher: Matcher, sentence: Sentence) -> bool:
    """Whether a sentence tells of 该专业, and nothing before it of the one that a question names."""
    kinds = _THAT_ONE.findall(sentence.text)
    before = [s for s in matcher.book.sentences if 0 <= sentence.paragraph.index - s.paragraph.index <= 1]
    said = frozenset().union(*(s.all for s in before))
    text = matcher.query.text
    return any(
        text.startswith(kind, term.end) and term.base >= NOUN and not matcher.found(term, said)
        for term in matcher.terms
        for kind in kinds
    )


def _most_told(matcher: Matcher, near: Sentence) -> Sentence:
    """The sentence beside one near in meaning that says much more of what is asked, else that one itself."""
    if matcher.query.want == "passage":
        # Why something is so need not be told in its words.
        return near
    own = matcher.weight_of(matcher.found_all(near.all))
    fits = [
        (matcher.weight_of(matcher.found_all(s.all)), -s.number, s)
        for s in matcher.book.sentences
        if s.place == near.place and fits_type(matcher, s) and not lists_it(matcher, s)
    ]
    most, _, best = max(fits, default=(own, 0, near), key=lambda fit: fit[:2])
    return best if most > own + MORE * matcher.total else near


def lists_it(matcher: Matcher, sentence: Sentence) -> bool:
    """Whether a number is asked of one thing which a sentence only lists with others."""
    return asks_number(matcher.query) and any(
        term.base >= NOUN and not term.known and is_listed(term, sentence.text) for term in matcher.terms
    )


def _quoted(matcher: Matcher, sentence: Sentence, score: float) -> Resolution:
    passages = with_rest(matcher, Passage(sentence.paragraph, (sentence,)))
    return Resolution("passages", matcher.book, matcher.query, score, passages=passages, close=True)
