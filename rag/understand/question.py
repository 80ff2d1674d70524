"""A question understood: its content terms, years, references, expected unit and operation."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.find.figures import ProseFigure
from rag.find.labels import Grams, grams, pairs_of
from rag.quantity import without_unit
from rag.text import normalize, simplify
from rag.understand.around import topic_of
from rag.understand.claimed import claims_in
from rag.understand.conditions import limit_first, spell_limits, without_condition
from rag.understand.each_spelled import each_spelled
from rag.understand.intent import (
    COUNTED,
    Operation,
    Want,
    asks_percent,
    limit_of,
    operation_of,
    unit_asked,
    want_of,
)
from rag.understand.lexicon import load_lexicon
from rag.understand.looked_up import asked_plainly
from rag.understand.numerals import in_figures
from rag.understand.plainer import NAMED, SPOKEN, TYPED, put
from rag.understand.references import Reference, find_item, find_references
from rag.understand.sums_in_words import reckoned
from rag.understand.terms import FAINT, INCIDENTAL, WHOLE_QUESTION, Term, cut_terms
from rag.understand.two_places import without_places
from rag.understand.two_sides import as_difference
from rag.understand.words import NOUN, OPERATION_WORDS, SHARED, blanked
from rag.understand.years import AskedYears, compared_years, find_years, other_year

_CHANGES: tuple[Operation, ...] = ("difference", "growth", "multiple")
# What only names the axis along which things are ordered: 最高的[专业]是哪个, 哪个[专业].
_AXIS_BEFORE = re.compile(r"最[高低多少大小长短]的([^\W\d]{1,8}?)(?:是|有|为)?(?:哪|什么|谁|啥|$)")
_AXIS = re.compile(
    r"哪[一二两三四五六七八九十几\d]*(?:[个类种项家所门届部款位支只条座栋处样场份方级片项块科](?!人)|些)"
    r"([^\W\d的，,最更比是有])"
)
# 各学院中哪个学生最少: what is ordered is told already.
_NAMED_BEFORE = re.compile(r"(?:学院|院系|系部?|专业群?|校区|年级|班级)(?:里面?|中|当中|之中)?[，,]?$")
# Of any others so only where one is asked for: 队伍里哪些年龄段 asks for the 年龄段.
_OF_THOSE = re.compile(r"[\u4e00-\u9fff]{2}(?:里面?|(?<![高初其])中|当中|之中)[，,]?$")
# 哪个通过率最高: a rate is what is compared, never what it is compared of.
_COMPARED = re.compile(r"(?:率|(?<![年季制])度|比例|占比|比重)$")
# 差几个点: of percentages, in speech.
_POINTS = re.compile(r"个点(?![击位名])")
_ENTERING = re.compile(r"报到|录取|招收")
# 哪个老师带的: who guided those who won.
_WHO_LED = re.compile(r"(?:谁|哪一?[位个名些几](?:老师|教师|导师|教练)?)(?:在|给|来)?带")
# 各专业, 各个教学点: whatever the rows are.
EACH = re.compile(r"各个?(?!类|自|是|有|占)([^\W\d])")
# What says of what it is an amount only with its topic (科研这块，到款多少).
_AMOUNT = re.compile(
    r"(?:总|年|实际)?(?:到[款账]额?|收入|支出|经费|金额|资金|费用|投入|项目数?|人[次数]|数量|次数|总数|奖项?|获奖数?|钱|款项?|课时|学时)"
)
_CLAUSE = re.compile(r"[^，,。；;！!？?：:]+")
# Clauses in which people tell of themselves, and those that ask.
_STORY = re.compile(
    r"院长|点名|发言|讲稿|会上|例会|我|您|你|咱|请|麻烦|谢谢|领导|校长|书记|主任|处长|同事|明天|今天|下午|上午|开会|汇报|要用|帮|想|急|听(?!说)|"
    r"老师(?:说|问|让)|在问|要[写做填]|核对|填[表报]|统计一下|[\u4e00-\u9fff]{2,5}(?:处|办|馆|科|室)(?:要|想|在?问|让|统计|需要)"
)
# 这个专业有多少人: the one named before.
_TAKES_UP = re.compile(
    r"(?:那)?(?:他|她|它)们?(?!说|问|让|要|想)|该[校院企]|"
    r"[这那该]一?[个所家]?(?:专业群?|二级学院|校区|系|班|产业学院|企业|公司|医院|幼儿园|县|村)(?![些类])"
)
_ASKING = re.compile(
    r"多少|几|哪|谁|什么|啥|吗|呢|为何|为什么|怎|如何|是不是|是否|比例|率|排|最|how|what|which|who|why|when"
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood. ``text`` is normalised; ``grams`` are those of its content.

    ``content`` is the text with all but its terms blanked, of the same length. ``offsets`` are years
    relative to the report's data year (去年: -1); ``claims`` are figures that the question itself states
    (a premise to check, or the limit of a filter). ``said`` is the text before anything in it was
    spelt out, empty where it was put together from several turns. ``apart``: the asker doubts that the
    report tells it alike everywhere.
    """

    text: str
    terms: tuple[Term, ...]
    grams: Grams
    content: str = ""
    years: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()
    references: tuple[Reference, ...] = ()
    operation: Operation = "lookup"
    want: Want = "any"
    unit: str = ""
    percent: bool = False
    limit: int | None = None
    comparison: str = ""
    claims: tuple[ProseFigure, ...] = ()
    item: str = ""
    said: str = ""
    apart: bool = False

    @property
    def figure_unit(self) -> str:
        """The unit of the figures asked about: of 低于92%的有几项 that of the limit, not what is counted."""
        return self.claims[0].unit if self.operation == "filter" and self.claims else self.unit

    def years_for(self, data_year: int | None) -> tuple[int, ...]:
        """Return the years asked for, relative ones counted from the report's data year."""
        relative = tuple(data_year + offset for offset in self.offsets) if data_year else ()
        return tuple(dict.fromkeys(self.years + relative))


def understand(text: str) -> Query:
    """Return what a standalone question asks; traditional, full-width and English forms are folded."""
    plain = put(asked_plainly(normalize(simplify(text))), TYPED)
    folded = in_figures(without_unit(plain))
    said = without_places(folded)
    spoken = put(reckoned(_POINTS.sub("个百分点", as_difference(said))), SPOKEN)
    plain = each_spelled(put(load_lexicon().spell_out(spoken), NAMED))
    plain = spell_limits(plain)
    references, rest = find_references(plain)
    item, rest = find_item(rest) if references else ("", rest)
    asked, rest = find_years(rest)
    operation, comparison = operation_of(plain)
    asked, operation = _change_over_years(compared_years(asked, plain), operation, plain)
    claims = limit_first(claims_in(plain, rest, comparison), plain, comparison)
    rest = without_condition(plain, rest, comparison)
    for claim in claims:
        rest = blanked(rest, claim.start, claim.end)
    counted, rest = _take_counted(rest)
    terms = _content_terms(rest, plain, operation, counted.end() if counted else -1)
    terms = _beside_topic(terms, topic_of(plain))
    return Query(
        text=plain,
        terms=terms,
        grams=_grams_of(terms),
        content=_content(plain, terms),
        years=asked.years,
        offsets=asked.offsets,
        references=references,
        operation=operation,
        want=want_of(plain, operation, claims=bool(claims)),
        unit=unit_asked(plain, counted, claims[0].unit if claims else None),
        percent=operation == "share" or asks_percent(plain),
        limit=limit_of(plain),
        comparison=comparison,
        claims=claims,
        item=item,
        said=said,
        apart=said != folded,
    )


def _take_counted(text: str) -> tuple[re.Match[str] | None, str]:
    """Return the first 多少人 of a question and the question without them.

    Where one is part of what people call an indicator (老师带几个学生) it stays with its words.
    """
    named = [(span.start, span.end) for span in load_lexicon().find(text) if span.kind == "indicator"]
    # 一个月能挣多少[钱] is a whole way to ask for one thing.
    spans = [(a, b + 2 if b - a > WHOLE_QUESTION else b) for a, b in named]
    found = [m for m in COUNTED.finditer(text) if not any(a < m.start() and m.end() < b for a, b in spans)]
    for match in found:
        text = blanked(text, match.start(), match.end())
    return (found[0] if found else None), text


def _change_over_years(asked: AskedYears, operation: Operation, text: str) -> tuple[AskedYears, Operation]:
    """A percentage over two years is a growth; a change that names one year means the newest as well."""
    several = len(asked.years) + len(asked.offsets) > 1
    if operation == "share" and several and "占" not in text and "比例" not in text:
        operation = "growth"
    if operation in _CHANGES:
        asked = AskedYears(asked.years, other_year(asked.years, asked.offsets))
    return asked, operation


def _content_terms(rest: str, text: str, operation: Operation, asked: int) -> tuple[Term, ...]:
    """The terms of a question, weighed by their place in it.

    Args:
        rest: the question with everything blanked that is no content.
        text: the question.
        operation: what it asks to calculate.
        asked: where 多少人 and the like end, -1 for nowhere.
    """
    axis, leading = _AXIS.search(rest), _AXIS_BEFORE.search(rest)
    if axis and (
        _NAMED_BEFORE.search(rest, 0, axis.start())
        or ("些" not in axis[0] and _OF_THOSE.search(rest, 0, axis.start()))
    ):
        axis = None
    axes = [(axis.start(1), axis.start(1) + 1)] if axis else []
    axes += [leading.span(1)] if leading else []
    axes += [match.span(1) for match in EACH.finditer(rest)]
    if operation == "share":
        rest = rest.replace("占", " ")
    cut = cut_terms(rest)
    telling = next((term for term in reversed(cut) if len(term.text) > 1), None)
    terms = tuple(
        _weighed(term, asked, axes, last=term is telling)
        for term in _in_focus(cut, text)
        if operation == "lookup" or term.text not in OPERATION_WORDS
    )
    if _WHO_LED.search(text):
        terms = tuple(
            replace(t, alternatives=(*t.alternatives, pairs_of("指导"))) if t.text == "带" else t
            for t in terms
        )
    if _ENTERING.search(text):
        # 报到了多少新生: those who register are no others.
        terms = tuple(replace(t, base=INCIDENTAL) if t.text == "新生" else t for t in terms)
    return _with_head(terms) if operation in ("lookup", "sum") else terms


def _beside_topic(terms: tuple[Term, ...], end: int) -> tuple[Term, ...]:
    """Take the words of a general topic (师资这块，…) lightly where the rest says what is asked by itself."""
    rest = [term for term in terms if term.start >= end and not _AMOUNT.fullmatch(term.text)]
    if not end or not (any(t.base >= NOUN for t in rest) or sum(t.base >= SHARED for t in rest) > 1):
        return terms
    return tuple(replace(t, base=FAINT, name=False, known=False) if t.start < end else t for t in terms)


def _with_head(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The last noun is what is asked for (汽车学院的在校生): however common, it must be found."""
    last = max((t for t in terms if t.base >= SHARED), key=lambda t: t.start, default=None)
    if last is None or last.base > SHARED or len(last.text) < 2 or sum(t.base >= SHARED for t in terms) < 2:
        return terms
    before = max((t for t in terms if t.end < last.start), key=lambda t: t.start, default=None)
    if before is not None and before.base < NOUN and before.end >= last.start - 1:
        # 报到的新生: those who did so are told by it.
        return terms
    return tuple(replace(term, base=NOUN) if term is last else term for term in terms)


def _in_focus(terms: tuple[Term, ...], text: str) -> tuple[Term, ...]:
    """Take the words outside the clause that asks lightly: they are the asker's own story.

    Where that clause says nothing itself (高中生和中职生，比例差多少), the others count as well.
    """
    clauses = list(_CLAUSE.finditer(text))
    if any(_TAKES_UP.match(clause.group()) for clause in clauses[1:]):
        # 来的某校，他们有多少: what stands before is whom it is asked of.
        return terms
    asking = [m.span() for m in clauses if _ASKING.search(m.group())]
    if not asking:
        return terms
    start, end = asking[0][0], asking[-1][1]
    inside = [term for term in terms if start <= term.start < end]
    if not any(term.base >= NOUN for term in inside) or len(inside) == len(terms):
        return terms
    story = [m.span() for m in clauses if _STORY.search(m.group())]
    # Lexicon words (an indicator, a grade) are about the report wherever they stand.
    return tuple(
        term
        if term in inside
        or (term.known and len(term.text) > 2)
        or not any(a <= term.start < b for a, b in story)
        else replace(term, base=FAINT, name=False)
        for term in terms
    )


def _weighed(term: Term, asked: int, axes: list[tuple[int, int]], *, last: bool) -> Term:
    """What is counted (多少在校生) must be found; what only names the axis (哪个专业) need not."""
    on_axis = any(start < term.end and term.start < end for start, end in axes)
    if on_axis and not _COMPARED.search(term.text):
        return replace(term, base=INCIDENTAL)
    if term.start == asked and SHARED <= term.base < NOUN:
        return replace(term, base=NOUN)
    said_for = {"人均": "生均", "学生": "在校生", "到账": "到款"}.get(term.text)
    if said_for and (term.text != "学生" or term.start == asked or asked < 0 or last):
        return replace(term, alternatives=(*term.alternatives, pairs_of(said_for)))
    return term


def _grams_of(terms: tuple[Term, ...]) -> Grams:
    return frozenset().union(*(grams(term.text) for term in terms), _adjacent_grams(terms))


def _adjacent_grams(terms: tuple[Term, ...]) -> Grams:
    """Pairs over the seam of two terms that touch: a segmenter may have cut one word in two."""
    seams = [(a, b) for a, b in pairwise(terms) if a.end == b.start]
    return frozenset(a.text[-1] + b.text[0] for a, b in seams)


def with_terms(query: Query, terms: tuple[Term, ...]) -> Query:
    """Return the query asked with other content terms."""
    return replace(query, terms=terms, grams=_grams_of(terms), content=_content(query.text, terms))


def _content(text: str, terms: tuple[Term, ...]) -> str:
    """The text with everything but its content words blanked, of the same length."""
    kept = [" "] * len(text)
    for term in terms:
        kept[term.start : term.end] = text[term.start : term.end]
    return "".join(kept)
