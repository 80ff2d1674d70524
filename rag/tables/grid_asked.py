"""Which attributes of a table a question asks for: those it names, and those its question words imply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.tables.grid_attributes import (
    TIE,
    called,
    heaviest,
    key_of,
    numbers_of,
    of_class,
    of_unit,
    stated_attributes,
    weights_of,
)
from rag.tables.grid_clauses import asked_noun, class_of, clauses, last_part
from rag.tables.grid_question import Named, Reading, label_of, unexplained_nouns
from rag.tables.spelled import bare

_OWNED = re.compile(r"的|[^,，;；、和与及]{0,4}(?:哪[一]?[个家所位]|什么)")
# A name found in part only says little by itself.
STRONG = 0.7
_COMPARES = re.compile(r"相比|同比|相较|[比较](?=[上去前]|同期|期初|年初)")
_SHARE_ASKED = re.compile(r"百分之|百分比|比例|幅度|%|率")
_CHANGED = re.compile(r"增减|变动|变化|增长|增幅|同比|涨跌")
_SHARE = re.compile(r"率|比例|幅|百分|[%％]|同比")
_HOW_MUCH = re.compile(r"多少[了呢呀啊吗]?")


def asked_attributes(reading: Reading) -> tuple[frozenset[int], bool]:
    """Return the attributes asked for, and whether the question names them or leaves them open."""
    if change := _change(reading):
        return change, True
    asked = _by_name(reading)
    named = asked
    for span in clauses(reading.question):
        inside = [n for n in reading.named if _in(n, span)]
        told = frozenset().union(*(n.attributes & named for n in inside if n.mention.quality >= STRONG))
        if told and told == key_of(reading) and reading.stated:
            # 总分为9.5的选手来自哪个队: the name is what the records tell of.
            asked = (asked - told | other) if (other := _by_question_word(reading, span)) else asked
        elif told:
            asked |= _besides(reading, span, named)
        else:
            fresh = (
                _by_question_word(reading, span, named)
                or _by_weak(reading, _left_open(inside, named), span)
                or _open_key(reading, span)
            )
            if not fresh and "?" in reading.question:
                # Of several sentences one is left without an answer.
                return frozenset(), True
            asked |= fresh
    if asked:
        return asked, True
    counted = of_unit(reading) or _only_amount(reading) or _only_other(reading)
    return (counted, True) if counted else (key_of(reading), False)


def _change(reading: Reading) -> frozenset[int]:
    """The attribute that prints by how much of a hundred something changed, where that is asked for."""
    if not (_COMPARES.search(reading.question) and _SHARE_ASKED.search(reading.question)):
        return frozenset()
    labels = {a: reading.block.attributes[a] for a in range(len(reading.block.attributes))}
    changes = [a for a, path in labels.items() if path and _CHANGED.search(path[-1].text)]
    shares = [a for a in changes if _SHARE.search(labels[a][-1].text)]
    if len(shares) > 1:
        # Of 收入增减, 成本增减 the one that begins as what is named.
        told = [n for n in reading.named if not n.attributes >= set(shares)]
        said = tuple(bare(text) for n in told for text in n.mention.texts)
        shares = [a for a in shares if bare(labels[a][-1].text).startswith(said)]
    return frozenset(shares or changes) if len(shares or changes) == 1 else frozenset()


def _only_other(reading: Reading) -> frozenset[int]:
    """What stands beside the names of the rows under one single heading, where nothing else is named."""
    ask, block = class_of(reading.question), reading.block
    if block.form or not reading.stated or reading.named or (ask and not ask.last):
        return frozenset()
    others = frozenset(range(len(block.attributes))) - stated_attributes(reading)
    if len({block.attributes[a] for a in others}) > 1 or 0 in others or unexplained_nouns(reading):
        return frozenset()
    return others


def _only_amount(reading: Reading) -> frozenset[int]:
    """The only attribute with amounts, where just 多少 is asked of what is stated and no more is named."""
    asked = _HOW_MUCH.search(reading.question)
    if asked is None or not reading.stated or reading.named or unexplained_nouns(reading):
        return frozenset()
    if asked.end() < len(reading.question) and not any(
        m.start == asked.end() for m in (*(v.mention for v in reading.stated), *reading.groups)
    ):
        return frozenset()
    found = numbers_of(reading)
    return found if len(found) == 1 else frozenset()


def _besides(reading: Reading, span: tuple[int, int], named: frozenset[int]) -> frozenset[int]:
    """What the last part of a clause asks for and names in part, where another is named before."""
    start = last_part(reading.question, span)
    inside = [n for n in reading.named if _in(n, (start, span[1]))]
    if start == span[0] or any(n.mention.quality >= STRONG for n in inside):
        return frozenset()
    found = _by_weak(reading, _left_open(inside, named), span)
    return found if len(found) == 1 else frozenset()


def _open_key(reading: Reading, span: tuple[int, int]) -> frozenset[int]:
    """What a clause asks for that says just 哪一个."""
    return key_of(reading) if "哪" in reading.question[span[0] : span[1]] else frozenset()


def _by_name(reading: Reading) -> frozenset[int]:
    """The attributes that fit most of the names; then those that the names left over fit."""
    asked: frozenset[int] = frozenset()
    left = [n for n in reading.named if not _is_owner(reading, n)]
    while any(n.mention.quality >= STRONG or (asked and _is_joined(reading, n)) for n in left):
        strong = [n for n in left if n.mention.quality >= STRONG or (asked and _is_joined(reading, n))]
        weights = weights_of(reading.named, frozenset().union(*(n.attributes for n in strong)))
        top = max(weights.values())
        fresh = frozenset(a for a, weight in weights.items() if weight >= top - TIE)
        asked |= fresh | _ranged(reading, fresh)
        left = [n for n in left if not n.attributes & asked]
    return asked


def _is_owner(reading: Reading, name: Named) -> bool:
    """Whether a name only says whose attribute another one is: 需方的联系人, 申请人属于哪个部门."""
    return any(
        name.mention.end < other.mention.start
        and _OWNED.fullmatch(reading.question[name.mention.end : other.mention.start])
        and other.mention.quality >= STRONG
        and not other.attributes & name.attributes
        for other in reading.named
    )


def _left_open(inside: Sequence[Named], named: frozenset[int]) -> list[Named]:
    """The names of a clause as far as they name nothing that is asked for already."""
    return [replace(n, attributes=left) for n in inside if (left := n.attributes - named)]


def _by_weak(reading: Reading, inside: Sequence[Named], span: tuple[int, int]) -> frozenset[int]:
    """The likeliest of the attributes that a clause names in part only, with what the rest says of them."""
    weights = weights_of(inside, frozenset().union(*(n.attributes for n in inside)))
    rest = weights_of([n for n in reading.named if not _in(n, span)], weights)
    return (
        heaviest(reading.block, {a: weight + rest[a] / 2 for a, weight in weights.items()})
        if weights
        else frozenset()
    )


def _is_joined(reading: Reading, name: Named) -> bool:
    return any(
        other is not name
        and reading.joined(name.mention, other.mention)
        and not re.fullmatch(r"[,，]?", reading.between(name.mention, other.mention))
        for other in reading.named
    )


def _ranged(reading: Reading, asked: frozenset[int]) -> frozenset[int]:
    """The attributes between the ends of a range (2018年至2020年) that are like those at its ends."""
    for a in reading.named:
        for b in reading.named:
            if a.mention.end <= b.mention.start and reading.ranged(a.mention, b.mention):
                leaves = {label_of(reading.block, i) for i in asked}
                lower, upper = min(a.attributes), max(b.attributes)
                return frozenset(
                    i
                    for i in range(lower, upper)
                    if label_of(reading.block, i) in leaves or len(reading.block.attributes[i]) == 1
                )
    return frozenset()


def _by_question_word(
    reading: Reading, span: tuple[int, int], asked: frozenset[int] = frozenset()
) -> frozenset[int]:
    """The attributes that the question word of a clause asks for, beside those named strongly."""
    noun = asked_noun(reading.question, span)
    ask = class_of(reading.question[span[0] : span[1]])
    inside = [n for n in reading.named if _in(n, span)]
    named = next((n for n in inside if noun and -1 <= n.mention.start - noun[0] <= 1), None)
    if named and (ask is None or ask.last or len(named.attributes) == 1):
        found = heaviest(reading.block, weights_of(inside, named.attributes))
        return _things(reading, span, found)
    found = of_class(reading, ask, inside) if ask and not (ask.last and inside) else frozenset()
    counted = of_unit(reading)
    found = found or (counted if len(counted) == 1 else frozenset())
    return found or (
        _things(reading, span, _like_noun(reading, span, noun[1], asked)) if noun else frozenset()
    )


def _things(reading: Reading, span: tuple[int, int], found: frozenset[int]) -> frozenset[int]:
    """What 哪些 asks for: the things that the rows tell of rather than what is told of them."""
    things = found & key_of(reading) if "哪" in reading.question[span[0] : span[1]] else found
    return things or found


def _in(name: Named, span: tuple[int, int]) -> bool:
    return span[0] <= name.mention.start < span[1]


def _like_noun(reading: Reading, span: tuple[int, int], words: str, asked: frozenset[int]) -> frozenset[int]:
    """The attribute that is called like the noun behind a question word, or like its measure word.

    Args:
        reading: the question.
        span: the clause.
        asked: attributes that are asked for already.
        words: the measure word and what follows it; the noun may be missing (哪几届).
    """
    noun = re.match(r"[^\W\d的是有在]{0,4}", words[1:])
    whole, measure = (noun.group() if noun else ""), words[:1]
    found = called(reading, whole) if whole else frozenset()
    found = found or _by_weak(reading, _left_open([n for n in reading.named if _in(n, span)], asked), span)
    return found or called(reading, measure)
