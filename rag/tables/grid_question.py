"""A question put to a table: what it states, what it names, and what its question words ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import rjieba

from rag.find.figures import han_number
from rag.tables.columns import columns, kind_of
from rag.tables.grid_blocks import Block, Record
from rag.tables.grid_clauses import ASKED
from rag.tables.spelled import Mention, bare, canonical

# What may stand between the name of a column and a value stated for it: 沸点为56.1, 定员670人, 18枚银牌.
_BEFORE_VALUE = re.compile(r"(?:的?(?:数值|值|时间|日期)?(?:为|是|在|达到?|等于|有|:|=)|号|第|写的?是)?")
_AFTER_VALUE = re.compile(r"[枚个位名项家所点人分次张台件的]?")
_JOIN = re.compile(r"[的时]?(?:以及|[和与及跟同、,或])+(?:对|在|从)?")
_RANGE = re.compile(r"-|至|到")
WHOLE_ENOUGH = 0.7
_EITHER = re.compile(r"还是")
_LISTS = re.compile(r"哪些|哪几|有谁|都|所有|全[部体班员]|列出|各(?!自|是|有|为|占|多少)|每|依次|逐一")
_NUMBERED = re.compile(r"([两二三四五六七八九十]+)(?=[个家位名项种条座所类只款])")
_SEVERALLY = re.compile(r"分别|各自?(?=是|有|为|占|多少)")
_NAME_ASKED = re.compile(r"哪|什么|叫|名|谁|何|多少$")
_WHICH = re.compile(r"(?:哪一?|什么)[个种款台家位只条座]?$")
_EACH = re.compile(r"(?:各|每一?|[两二三四五六七八九十])[类种个项家位名]?$")
_ORDINAL = re.compile(r"第(\d+|[一二三四五六七八九十]+)([^\W\d])")
_COUNTED = re.compile(r"(?:多少|几)(?:[年月天日岁元个人名次家项种类台件户%]|[十百千万亿]+[元个人]?)?")
# Parts of speech that tell of no thing: verbs, adverbs, prepositions, conjunctions, particles and signs.
_WITHOUT_THINGS = frozenset("vdpcuryfmqwxkhe")
UNIT = re.compile(r"(?:多少|几)([^\W\d的了]{1,4}?)(?=$|[,，?？的、]|[^\W\d]*$)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that the question states, with where it stands: (record, attribute)."""

    mention: Mention
    places: frozenset[tuple[int, int]]

    @property
    def records(self) -> frozenset[int]:
        """The records that it stands in."""
        return frozenset(record for record, _ in self.places)

    @property
    def attributes(self) -> frozenset[int]:
        """The attributes that it is a value of."""
        return frozenset(attribute for _, attribute in self.places)


@dataclass(frozen=True, slots=True)
class Named:
    """Attributes that the question names."""

    mention: Mention
    attributes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read against one block of a table; ``groups`` are mentions of what stands over it."""

    question: str
    block: Block
    stated: tuple[Stated, ...]
    named: tuple[Named, ...]
    groups: tuple[Mention, ...]

    def between(self, a: Mention, b: Mention) -> str:
        """Return what stands between two mentions, whichever comes first."""
        first, second = sorted((a, b), key=lambda mention: mention.start)
        return self.question[first.end : second.start]

    def joined(self, a: Mention, b: Mention) -> bool:
        """Whether two mentions are joined as in 甲和乙, 甲、乙."""
        return bool(_JOIN.fullmatch(self.between(a, b)))

    def ranged(self, a: Mention, b: Mention) -> bool:
        """Whether two mentions are the ends of a range."""
        return bool(_RANGE.fullmatch(self.between(a, b)))

    def lists(self) -> bool:
        """Whether all there are may be asked for."""
        return bool(_LISTS.search(self.question))

    def counts(self, number: int) -> bool:
        """Whether the question says that so many things are asked of: 两个城市."""
        said = _NUMBERED.search(self.question)
        return said is not None and han_number(said[1].replace("两", "二")) == number

    def severally(self) -> bool:
        """Whether several answers are expected: of each record, or of each attribute."""
        return bool(_SEVERALLY.search(self.question))


def read(question: str, block: Block, mentions: Sequence[Mention]) -> Reading:
    """Return what a question states and names of a block.

    Args:
        question: in canonical form.
        block: the block.
        mentions: as found for the whole table.
    """
    mentions = [
        m
        for m in mentions
        if m.quality >= WHOLE_ENOUGH or not (_counts(question, block, m) or _is_subject(question, m))
    ]
    named = tuple(_without_scope(question, tuple(_named(block, mentions))))
    taken = {n.mention for n in named}
    values = [m for m in mentions if m not in taken and not _is_asked(question, m)]
    stated = [_stated(block, mention) for mention in values]
    found = [s for s in stated if s.places]
    found += _short_values(question, block, named, mentions)
    over = {cell.text for cell in block.groups}
    groups = tuple(mention for mention in mentions if mention.texts & over)
    return Reading(question, block, tuple(_without_choices(question, found)), named, groups)


def _named(block: Block, mentions: Sequence[Mention]) -> Iterator[Named]:
    for mention in mentions:
        attributes = frozenset(
            i for i, names in enumerate(block.attributes) if any(cell.text in mention.texts for cell in names)
        )
        if attributes:
            yield Named(mention, attributes)


def _without_scope(question: str, named: Sequence[Named]) -> Iterator[Named]:
    """Leave out, beside other names, those that only say of what each is asked (各部门的利润)."""
    scope = [n for n in named if _EACH.search(question[: n.mention.start])]
    yield from (n for n in named if n not in scope or len(scope) == len(named))


def _is_asked(question: str, mention: Mention) -> bool:
    """Whether what is part of values is the noun that is asked for: 哪个型号, beside 型号A and 型号B."""
    return mention.quality < WHOLE_ENOUGH and bool(_WHICH.search(question[: mention.start]))


def _stated(block: Block, mention: Mention) -> Stated:
    places = frozenset(
        (r, a)
        for r, record in enumerate(block.records)
        for a, cell in (*record.cells, *((-1, cell) for cell in record.groups))
        if cell.text in mention.texts
    )
    return Stated(mention, places)


def _short_values(
    question: str, block: Block, named: Sequence[Named], mentions: Sequence[Mention]
) -> list[Stated]:
    """Values too short to be known by themselves, beside the name of their column: 第3泳道, 有光环."""
    found: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for name in named:
        for r, record in enumerate(block.records):
            for a, cell in record.cells:
                if a in name.attributes and (span := _beside(question, name.mention, canonical(cell.text))):
                    found.setdefault(span, set()).add((r, a))
    for (start, end), a, number in _ordinals(question, block):
        places = {(r, a) for r, record in enumerate(block.records) if (a, number) in _texts(record)}
        found.setdefault((start, end), set()).update(places)
    return [
        Stated(Mention(start, end, frozenset(), 1.0), frozenset(places))
        for (start, end), places in found.items()
        if places and not any(m.start < end and start < m.end for m in mentions)
    ]


def _texts(record: Record) -> set[tuple[int, str]]:
    return {(a, canonical(cell.text)) for a, cell in record.cells}


def _is_subject(question: str, mention: Mention) -> bool:
    """Whether what is part of a name only says for whom is asked: 公司有多少…, but not 哪家公司."""
    said = question[mention.start : mention.end]
    return bool(columns().subject.fullmatch(said)) and not _NAME_ASKED.search(question)


def _counts(question: str, block: Block, mention: Mention) -> bool:
    """Whether what looks like part of a name is a number in order (第一名)."""
    return any(a < mention.end and mention.start < b for (a, b), _, _ in _ordinals(question, block))


def _ordinals(question: str, block: Block) -> Iterator[tuple[tuple[int, int], int, str]]:
    """Numbers such as 第3名 with the attribute that counts so (名次)."""
    for match in _ORDINAL.finditer(question):
        for a in range(len(block.attributes)):
            label = label_of(block, a)
            number = match[1] if match[1].isdigit() else str(han_number(match[1]))
            counts = label in columns().index and match[2] in "项个条号行位名次"
            if counts or (match[2] in label and len(label) <= 3):
                yield match.span(), a, number


def _beside(question: str, name: Mention, value: str) -> tuple[int, int] | None:
    if not value or len(value) > 6 or kind_of(value) == "blank":
        return None
    lead = _BEFORE_VALUE.match(question, name.end)
    start = lead.end() if lead else name.end
    if question.startswith(value, start) and _ends(question, start, start + len(value)):
        return start, start + len(value)
    for gap in (0, 1):
        start = name.start - gap - len(value)
        if start >= 0 and question.startswith(value, start) and _ends(question, start, start + len(value)):
            if _AFTER_VALUE.fullmatch(question[start + len(value) : name.start]):
                return start, start + len(value)
    return None


def _ends(question: str, start: int, end: int) -> bool:
    """Whether a short value stands by itself: no digit goes on, no question word begins with it."""
    number = question[start:end][-1:].isdigit()
    before, after = question[max(0, start - 1) : start], question[end : end + 1]
    if number and (re.match(r"[\d.\-]", after) or re.match(r"[\d.\-]", before)):
        return False
    return number or not any(
        m.start() < end and start < m.end() and m.end() - m.start() > 1 for m in ASKED.finditer(question)
    )


def _without_choices(question: str, stated: Sequence[Stated]) -> Iterator[Stated]:
    """Leave out values that the question offers to choose from: 获奖还是提名."""
    offered = {
        value.mention
        for a in stated
        for b in stated
        if a.mention.end <= b.mention.start and _EITHER.fullmatch(question[a.mention.end : b.mention.start])
        for value in (a, b)
    }
    yield from (value for value in stated if value.mention not in offered)


def unexplained(reading: Reading) -> int:
    """Return how many characters of the question tell of things that it does not name in the table."""
    return sum(len(word) for word, pos in rjieba.tag(_rest(reading)) if pos[0] not in _WITHOUT_THINGS)


def unexplained_nouns(reading: Reading) -> tuple[str, ...]:
    """Return the nouns of the question that name nothing of the table."""
    return tuple(word for word, pos in rjieba.tag(_rest(reading)) if pos.startswith("n"))


def _rest(reading: Reading) -> str:
    """What a question says beside names, values, courtesies, phrasing and for whom it asks."""
    rest = list(reading.question)
    known = [*(v.mention for v in reading.stated), *(n.mention for n in reading.named), *reading.groups]
    for mention in known:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    left = _LISTS.sub(" ", "".join(rest))
    left = ASKED.sub(" ", _COUNTED.sub(" ", left))
    for known_words in (columns().subject, columns().courtesy, columns().general, columns().phrasing):
        left = known_words.sub(" ", left)
    for ask in columns().asks:
        left = ask.words.sub(" ", left)
    return left


def is_beside(reading: Reading, name: Mention, value: Mention) -> bool:
    """Whether a name stands right beside a value, so that it says what the value is."""
    between = reading.between(name, value)
    if name.start < value.start:
        return bool(_BEFORE_VALUE.fullmatch(between))
    return bool(_AFTER_VALUE.fullmatch(between))


def label_of(block: Block, attribute: int) -> str:
    """Return the innermost name of an attribute, bare."""
    names = block.attributes[attribute]
    return bare(names[-1].text) if names else ""
