"""Those of one stage who did not come to the next: 录取了没来的, 毕业了还没着落的, 考了没过的."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.calculate import compute
from rag.calculate.compute import Calculated
from rag.calculate.kind_sum import answers, besides
from rag.calculate.operands import Pair
from rag.calculate.row_axis import views_asked
from rag.calculate.rows_named import Rows, rows_named
from rag.find.book import TableView
from rag.find.candidates import Candidate, distinct, has_number, name, unit_class, value_of
from rag.find.facts import candidate_to_fact
from rag.find.match import Matcher
from rag.understand.terms import Term
from rag.understand.words import LIGHT, VERB

_NOT = r"(?:(?<![有是])没有?|尚?未(?!来)|还没有?)(?:能|被)?"
_ENDS = r"(?=[的有了人者几多剩，,？?]|学生|同学|新生|毕业生|考生|$)"
# What other questions ask about such people: which, how much of all, how many more than before.
_OTHERWISE = re.compile(r"哪|谁|率|占|比|百分|几成|为什么|为啥|怎么|计划|[招录][满够齐]")
_HOW_MANY = re.compile(r"多少|几(?!乎)")
# What names the stages and those who come to them, not of whom it is asked.
_STAGES = re.compile(r"录取?|毕业生?|毕了业|参加|考核?|报考|来?报到|新生|学生|工作|去向|落实|就业")
_RATE = re.compile(r"率|占比|比例|计划")


@dataclass(frozen=True, slots=True)
class _Step:
    """How people ask for those who did not make it, what they were, and what the others came to."""

    asked: re.Pattern[str]
    whole: re.Pattern[str]
    done: re.Pattern[str]
    people: bool = True

    @property
    def apart(self) -> re.Pattern[str]:
        """What those are called that are counted by themselves (未就业)."""
        return re.compile(rf"[未没](?:{self.done.pattern.lstrip('^')})")


_STEPS = (
    _Step(
        re.compile(rf"录.*{_NOT}(?:来|报[到道]|到校|入学)(?:报[到道]|学校|上学|读|念)?{_ENDS}"),
        re.compile(r"录取"),
        re.compile(r"报到"),
    ),
    _Step(
        re.compile(
            rf"{_NOT}(?:就业|落实|着落|(?:找|寻)(?:到|着)?工作|去处)(?:毕业)?(?:去向|工作|岗位|单位)?{_ENDS}"
        ),
        re.compile(r"毕业生(?!去向|就业|落实)|毕业人数"),
        re.compile(r"^(?:毕业生?)?(?:去向)?(?:已|实际)?(?:就业|落实)(?:(?:毕业)?去向)?的?(?:总?人?数|人|$)"),
    ),
    _Step(
        re.compile(
            rf"(?:考|证|1\s?\+\s?x|测[试评验]|鉴定|认定).*(?:{_NOT}(?:考?通?过|考?及格|合格|拿到?证|考[上出下]来?)|挂(?:了|掉)|不及格)",
            re.IGNORECASE,
        ),
        re.compile(r"考核|报考|参考|考试|参加|鉴定|报名|认定"),
        re.compile(r"通过|合格|及格|取证|获证"),
    ),
    _Step(
        re.compile(rf"{_NOT}(?:做完|完成|办[完结]|弄完|整改|解决|处理|销号|改完)(?:完|好|掉|到位)?{_ENDS}"),
        re.compile(r"[\u4e00-\u9fff]"),
        re.compile(r"完成|办结|整改(?!事项|问题|任务|清单)|解决|处理(?!意见)|销号"),
        people=False,
    ),
    _Step(
        re.compile(rf"{_NOT}(?:结题|验收|结项)(?:完|通过)?{_ENDS}"),
        re.compile(r"[\u4e00-\u9fff]"),
        re.compile(r"结题|验收|结项"),
        people=False,
    ),
)


def fell_short(matcher: Matcher) -> Calculated | None:
    """Return how many of one stage did not come to the next, from a row or a sentence that tells both."""
    text = matcher.query.text
    step = next((s for s in _STEPS if s.asked.search(text)), None)
    if step is None or not _HOW_MANY.search(text) or _OTHERWISE.search(text):
        return None
    rest = _rest(matcher, step)
    found = matcher.for_terms(rest)
    cells = found.table_candidates(found.book.tables)
    if step.people and (of_rows := _of_rows_named(matcher, step)):
        return of_rows
    if any(step.apart.search(name(c)) and matcher.fits(_besides_stages(c)) for c in matcher.candidates()):
        return None
    pairs = [*_in_rows(found, step, cells)] if step.people else []
    pairs = pairs or ([*_in_sentences(found, step)] if any(t.base > LIGHT for t in rest) else [])
    # Two tables may tell the same; where they tell different things it is not clear who is meant.
    if len({(value_of(whole), value_of(done)) for whole, done in pairs}) != 1:
        return None
    facts = tuple(candidate_to_fact(c, matcher.book) for c in pairs[0])
    if not compute.comparable(facts):
        return None
    return Calculated("remainder", pairs[0][1].score, facts, (compute.difference(*facts),))


def _besides_stages(candidate: Candidate) -> list[Term]:
    """What a figure does not answer to, but for the stages that its name tells in other words."""
    return [t for t in candidate.missing if not _STAGES.match(t.text)]


def _of_rows_named(matcher: Matcher, step: _Step) -> Calculated | None:
    """What is left of all rows that a question names together; two tables that differ tell none."""
    found = [
        pairs
        for view in views_asked(matcher)
        if (rows := rows_named(view, matcher.query.text)) and (pairs := _of_each(matcher, step, view, rows))
    ]
    if len({tuple((value_of(whole), value_of(done)) for whole, done in pairs) for pairs in found}) != 1:
        return None
    wholes, dones = (
        tuple(candidate_to_fact(c, matcher.book) for c in side) for side in zip(*found[0], strict=True)
    )
    if not compute.comparable((*wholes, *dones)):
        return None
    score = found[0][0][1].score
    return Calculated("remainder", score, (*wholes, *dones), (compute.difference(wholes, dones),))


def _of_each(matcher: Matcher, step: _Step, view: TableView, rows: Rows) -> list[Pair]:
    """Both columns of each row that a question names, or of the row that adds these up."""
    named = besides(matcher, rows)
    named = named.for_terms(_rest(named, step))
    cells = [c for c in named.table_candidates([view]) if c.cell and _counts(c)]
    pairs: list[Pair] = []
    for row in (rows.whole,) if rows.whole else rows.rows:
        own = [c for c in cells if c.cell and c.cell.row is row]
        dones = [c for c in own if step.done.search(_head(c))]
        wholes = [c for c in own if step.whole.search(_head(c)) and not step.done.search(_head(c))]
        if any(step.apart.search(_head(c)) for c in own) or len(dones) != 1 or len(wholes) != 1:
            return []
        if value_of(wholes[0]) < value_of(dones[0]):
            return []
        pairs.append((wholes[0], dones[0]))
    return pairs if pairs and answers(named, view, rows, pairs[0]) else []


def _rest(matcher: Matcher, step: _Step) -> tuple[Term, ...]:
    """The words of the question that say of whom it asks, without those for the two stages."""
    match = step.asked.search(matcher.query.text)
    last = re.search(rf"{_NOT}|挂|不及格", match.group()[1:]) if match else None
    start = match.start() + 1 + last.start() if match and last else match.start() if match else 0
    end = match.end() if match else 0
    return tuple(
        t
        for t in matcher.terms
        if not (t.start < end and start < t.end)
        and not _STAGES.match(t.text)
        and (len(t.text) > 1 or t.base > VERB)
    )


def _in_rows(
    found: Matcher, step: _Step, cells: Sequence[Candidate]
) -> Iterator[tuple[Candidate, Candidate]]:
    """Both columns of the row that the question names, else of the one for all."""
    usable = [c for c in cells if c.cell and _counts(c) and found.fits(c.missing)]
    named = any(c.cell and _of_row(found, c) for c in usable)
    for done in usable:
        if done.cell is None or not step.done.search(_head(done)):
            continue
        if not (_of_row(found, done) if named else done.cell.row.total):
            continue
        wholes = [
            c
            for c in usable
            if c.cell
            and c.view is done.view
            and c.cell.row is done.cell.row
            and c.year == done.year
            and step.whole.search(_head(c))
            and not step.done.search(_head(c))
        ]
        if len(wholes) == 1 and value_of(wholes[0]) > value_of(done):
            yield wholes[0], done


def _in_sentences(found: Matcher, step: _Step) -> Iterator[Pair]:
    """Both figures of a sentence, the one right behind the other: 参加考核1419人，通过1281人."""
    told = [c for c in found.prose_candidates(found.book.sentences) if c.figure and found.fits(c.missing)]
    told = [c for c in told if _counts(c, people=step.people) and c.figure and not c.figure.figure.change]
    for done in told:
        if not step.done.search(_clause(done)):
            continue
        for whole in told:
            if whole.sentence is done.sentence and distinct(whole, done) and _adjoin(whole, done):
                alike = whole.unit == done.unit and (step.people or not step.done.search(_clause(whole)))
                if alike and step.whole.search(_clause(whole)) and value_of(whole) > value_of(done):
                    yield whole, done


def _adjoin(whole: Candidate, done: Candidate) -> bool:
    if whole.sentence is None or whole.figure is None or done.figure is None:
        return False
    between = whole.sentence.text[whole.figure.figure.end : done.figure.figure.start]
    return done.figure.figure.start > whole.figure.figure.end and len(between) < 12


def _clause(candidate: Candidate) -> str:
    """The words right before a figure."""
    if candidate.sentence is None or candidate.figure is None:
        return ""
    before = candidate.sentence.text[: candidate.figure.figure.start]
    return re.split(r"[，,、；;。：:\d]", before)[-1]


def _counts(candidate: Candidate, *, people: bool = True) -> bool:
    """Whether a figure counts people, or anything."""
    kind = unit_class(candidate.unit)
    counted = kind == unit_class("人") if people else kind != unit_class("%")
    return has_number(candidate) and candidate.unit != "" and counted


def _of_row(found: Matcher, candidate: Candidate) -> bool:
    """Whether a word of the question names the row of a cell."""
    own = found.fit(candidate.cell.row).own if candidate.cell else ()
    return any(found.terms[i].base > LIGHT for i in own)


def _head(candidate: Candidate) -> str:
    """The last heading of a column that says what is counted; of a rate, nothing."""
    heads = candidate.cell.col.bare if candidate.cell else ()
    head = re.sub(r"[(（].*?[)）]|\s", "", heads[-1]) if heads else ""
    return "" if _RATE.search(head) else head
