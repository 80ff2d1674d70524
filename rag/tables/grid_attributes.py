"""The attributes of a block of a table: which hold names, units, or what a question word asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rag.tables.columns import Ask, columns, kind_of
from rag.tables.grid import GridCell
from rag.tables.grid_blocks import Block
from rag.tables.grid_clauses import clauses
from rag.tables.grid_question import UNIT, Named, Reading, label_of
from rag.tables.spelled import bare

# Weights this close are alike.
TIE = 0.06
_FROM_TO = re.compile(r"从(?:哪|什么|何|几).*到(?:哪|什么|何|几)")
_SHARE = re.compile(r"(?:率|比例|比重|占比|百分比|比|%)$")


def weights_of(named: Iterable[Named], attributes: Iterable[int]) -> dict[int, float]:
    """Return how well each attribute is named, over all that names it."""
    weights = dict.fromkeys(attributes, 0.0)
    for name in named:
        for attribute in name.attributes & weights.keys():
            weights[attribute] += name.mention.quality
    return weights


def stated_attributes(reading: Reading) -> frozenset[int]:
    """Return the attributes whose values the question states."""
    return frozenset().union(*(value.attributes for value in reading.stated))


def heaviest(block: Block, weights: Mapping[int, float]) -> frozenset[int]:
    """Return the attributes that are named best."""
    top = max(weights.values(), default=0.0)
    return likeliest(block, [a for a, weight in weights.items() if weight >= top - TIE])


def likeliest(block: Block, attributes: Iterable[int]) -> frozenset[int]:
    """Return, of several attributes that a word may mean, those that tell no share and do not number."""
    found = sorted(attributes)
    found = [a for a in found if not _SHARE.search(label_of(block, a))] or found
    paths = {block.attributes[a] for a in found}
    if len({names[-1] for names in paths if names}) > 1:
        names = [a for a in found if columns().names.search(label_of(block, a))]
        found = names or [a for a in found if not _is_index(block, a)] or found
    same = [a for a in found if block.attributes[a] == block.attributes[found[0]]]
    # Of headings merged over several columns the innermost holds the things themselves.
    return frozenset(found) if len(same) < len(found) else frozenset({found[-1]})


def of_class(reading: Reading, ask: Ask, inside: Sequence[Named]) -> frozenset[int]:
    """Return the attributes that hold what a question word asks for, rather one that is named in part.

    Args:
        reading: the question.
        ask: what its word asks for.
        inside: what the clause of the word names; what the rest names counts where that says nothing.
    """
    block, stated = reading.block, stated_attributes(reading)
    ranks = {a: ask.rank(label_of(block, a)) for a in range(len(block.attributes)) if a not in stated}
    fitting = {a: rank for a, rank in ranks.items() if rank is not None}
    if not fitting and ask.kind:
        fitting = {a: 0 for a in ranks if _kind(block, a) == ask.kind}
    weights = weights_of(inside, fitting)
    if not any(weights.values()):
        weights = weights_of(reading.named, fitting)
    top = max(weights.values(), default=0.0)
    if top > 0:
        return frozenset(a for a, weight in weights.items() if weight >= top - TIE)
    if not fitting or (block.form and len(fitting) > 1):
        return frozenset()
    likeliest_first = sorted(fitting, key=lambda a: (fitting[a], a))
    return frozenset(likeliest_first[: 2 if _FROM_TO.search(reading.question) else 1])


def called(reading: Reading, piece: str) -> frozenset[int]:
    """Return the attribute whose name, or whose values, are called like a noun."""
    block, stated = reading.block, stated_attributes(reading)
    fitting = [
        a
        for a in range(len(block.attributes))
        if a not in stated and piece and _shares(label_of(block, a), piece)
    ]
    few = len({block.attributes[a] for a in fitting}) <= 2
    if fitting and few:
        return likeliest(block, fitting)
    return _with_values(reading, piece)


def _with_values(reading: Reading, noun: str) -> frozenset[int]:
    """The attribute whose values are called so (哪个学院: 化工学院, 法学院)."""
    block, stated = reading.block, stated_attributes(reading)
    for a in range(len(block.attributes)):
        values = block.values(a)
        ending = sum(bare(value).endswith(noun) or bare(value).startswith(noun) for value in values)
        if noun and a not in stated and len(values) > 1 and 2 * ending > len(values):
            return frozenset({a})
    return frozenset()


def _shares(label: str, piece: str) -> bool:
    return piece in label if len(piece) > 1 else label.startswith(piece) or label.endswith(piece)


def key_of(reading: Reading) -> frozenset[int]:
    """Return the attribute that names what the records tell of, or the things in a group that is stated."""
    block = reading.block
    if block.form or len(block.records) < 2:
        return frozenset()
    stated = stated_attributes(reading)
    every = [a for a in range(len(block.attributes)) if not _is_index(block, a)]
    paths = {block.attributes[a] for a in stated if a >= 0}
    inner = [a for a in every if a not in stated and block.attributes[a] in paths]
    if inner:
        return frozenset({inner[-1]})
    key = _first_name(block, every)
    if key & stated and all(_tells_apart(block, a) for a in key):
        # The record is named already: something else is asked of it, which the table does not tell.
        return frozenset()
    return _first_name(block, [a for a in every if a not in stated])


def _first_name(block: Block, attributes: Sequence[int]) -> frozenset[int]:
    """The first attribute with words, or the first that is called a name where that one is no name."""
    wordy = [a for a in attributes if _kind(block, a) not in ("number", "blank", "long")]
    if not wordy:
        return frozenset()
    names = [a for a in wordy if columns().names.search(label_of(block, a))]
    coded = _kind(block, wordy[0]) == "latin"
    first = wordy[0] if not names or (_tells_apart(block, wordy[0]) and not coded) else names[0]
    same = [a for a in wordy if block.attributes[a] == block.attributes[first]]
    return frozenset({same[-1]})


def _is_index(block: Block, attribute: int) -> bool:
    label = label_of(block, attribute)
    return label in columns().index or label.endswith(("代码", "编号", "序号"))


def _kind(block: Block, attribute: int) -> str:
    kinds = list(map(kind_of, block.values(attribute)))
    return max(set(kinds), key=kinds.count) if kinds else ""


def _tells_apart(block: Block, attribute: int) -> bool:
    """Whether no two records have the same value."""
    return len(set(block.values(attribute))) == len(block.records)


def numbers_of(reading: Reading) -> frozenset[int]:
    """Return the attributes that hold numbers of which the question states none."""
    block, stated = reading.block, stated_attributes(reading)
    return frozenset(
        a
        for a in range(len(block.attributes))
        if a not in stated and not _is_index(block, a) and _kind(block, a) == "number"
    )


def of_unit(reading: Reading) -> frozenset[int]:
    """Return the attributes whose values are counted in the unit asked for (多少集)."""
    match = UNIT.search(reading.question)
    if match is None:
        return frozenset()
    stated = stated_attributes(reading)
    block = reading.block
    return frozenset(
        a for a in range(len(block.attributes)) if a not in stated and _has_unit(reading, a, match[1])
    )


def in_unit(reading: Reading, asked: frozenset[int]) -> frozenset[int]:
    """Return, of several attributes that a clause names, those in the unit it asks for, if there are such."""
    match = UNIT.search(reading.question)
    if match is None or len(asked) < 2:
        return asked
    start, end = next(span for span in clauses(reading.question) if match.start() < span[1])
    inside = [n.attributes for n in reading.named if start <= n.mention.start < end]
    own = (asked & frozenset().union(*inside)) or asked
    return asked - own | (frozenset(a for a in own if _has_unit(reading, a, match[1])) or own)


def amounts(reading: Reading, asked: frozenset[int]) -> frozenset[int]:
    """Leave out shares beside amounts under one heading where neither is named (期末余额: 金额, 比例)."""
    block = reading.block
    named = frozenset().union(*(n.mention.texts for n in reading.named))
    under: dict[tuple[GridCell, ...], list[int]] = {}
    for a in asked:
        if len(block.attributes[a]) > 1:
            under.setdefault(block.attributes[a][:-1], []).append(a)
    left_out: set[int] = set()
    for inner in under.values():
        shares = {a for a in inner if _SHARE.search(label_of(block, a))}
        if len(shares) < len(inner) and not any(block.attributes[a][-1].text in named for a in inner):
            left_out |= shares
    return asked - left_out


def _has_unit(reading: Reading, attribute: int, unit: str) -> bool:
    block = reading.block
    names = " ".join(cell.text for cell in block.attributes[attribute])
    if re.search(rf"[(（][^()（）]*{re.escape(unit)}[^()（）]*[)）]", names):
        return True
    # 几口人 is answered by 4人.
    return any(
        re.search(rf"\d\s?(?:{re.escape(unit)}|{re.escape(unit[-1])}$)", v) for v in block.values(attribute)
    )
