"""What a question asks to be done with figures, told by the words besides their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rag.by_name.asking import ROW, Asks, Word, asked_by
from rag.quantity import convert, split_scale

Axis = Literal["cell", "years", "rows", "columns", "all", "told", "many"]
# What rows are counted with.
_THINGS = frozenset("个 家 所 项 类 种 名 位 门 条 支".split())
# All that may be said where several figures together are set against the last one.
_TAKING = frozenset({"takes", "share", "sum", "whole", "of"})
_GROWN = frozenset({"rise", "fall", "change", "differ", "than", "more", "less", "over"})
# 第一、第二和第三, 冠亚季军.
_THIRD = frozenset({"third", "third-last", "podium"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to ask for something: a word at least of every set in ``needs``, none but those and ``may``."""

    does: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str] = frozenset()

    def fits(self, asked: Sequence[Asks], said: frozenset[str]) -> bool:
        """Tell whether the words ask for this and for nothing else."""
        if not all(said & wanted for wanted in self.needs):
            return False
        known = self.may.union(*self.needs)
        return all(asks & known for asks in asked) and not ("number" in said and "number" not in known)


def _rule(does: str, needs: str, may: str = "") -> Rule:
    return Rule(does, tuple(frozenset(one.split("|")) for one in needs.split()), frozenset(may.split()))


# Of figures that stand beside each other, once none is part of another nor all are added up.
_COMPARED = (
    _rule("difference", "differ", "than more less either over which"),
    _rule("min", "less|least which|either", "than"),
    _rule("max", "more|most which|either", "than"),
    _rule("difference", "than more|less", "over"),
    _rule("difference", "over", "than"),
    _rule("min", "less|least", "which either than"),
    # 哪几门 alone asks for names.
    _rule("max", "more|most|either", "than which either more most"),
    _rule("ratio", "of"),
    _rule("values", ""),
)
# Of every kind of selection, tried in this order.
_RULES: dict[Axis, tuple[Rule, ...]] = {
    "all": (
        _rule("gap", "range", "differ which than count"),
        _rule("gap", "most least differ", "which than either over range bottom"),
        _rule("extremes", "most least", "which either"),
        _rule("under-average", "average under|under-or-equal|less", "which count whole than"),
        _rule("over-average", "average over|over-or-equal|more", "which count whole than"),
        _rule("average", "average", "whole sum of count base"),
        _rule("over", "number over", "which count than whole"),
        _rule("over-or-equal", "number over-or-equal", "which count than whole"),
        _rule("under", "number under", "which count than whole"),
        _rule("under-or-equal", "number under-or-equal", "which count than whole"),
        _rule("over", "number more than", "which count"),
        _rule("under", "number less than", "which count"),
        _rule("last", "bottom number", "order which least"),
        _rule("last", "least top|number", "number order-up order which top"),
        _rule("last", "least second-last", "which order bottom third-last"),
        _rule("last", "second-last|third-last", "which order bottom"),
        _rule("max", "most", "which whole order"),
        _rule("first", "second", "which most order top third number"),
        _rule("first", "podium", "which most order"),
        _rule("first", "top", "number order most more which"),
        _rule("first", "most number", "which order more"),
        _rule("ascending", "order-up", "order which whole"),
        _rule("descending", "order", "which whole most least"),
        _rule("min", "least", "which whole order bottom"),
        _rule("total", "sum", "whole"),
    ),
    "cell": (
        _rule("place", "place", "order which whole most more within number"),
        _rule("share-of-row", "share in-row", "within base takes"),
        _rule("share-of-all", "share", "whole sum within of base takes"),
        _rule("values", ""),
    ),
    "years": (
        _rule("part", "ratio", "share rate of than either"),
        _rule("part", "takes|of apart", "share rate base takes of within"),
        _rule("part", "base share", "rate of takes"),
        _rule("part", "share apart", "rate base of"),
        _rule("growth", "grown rate", "rise fall change differ than base either more less share"),
        _rule("change", "differ|change|rise|fall", "differ change rise fall than either more less over"),
        _rule("change", "than more|less", "either"),
        _rule("change", "over", "than"),
        _rule("sum", "sum"),
        _rule("average", "average"),
        _rule("multiple", "times", "of than"),
        _rule("min", "less|least", "which either than"),
        _rule("max", "which|more|most|either", "than which either more most"),
        _rule("values", ""),
    ),
    "columns": (
        _rule("per", "per", "average whole"),
        _rule("share", "share|ratio", "of within base either than takes"),
        _rule("multiple", "times", "of than base either"),
        _rule("sum", "sum"),
        *_COMPARED,
    ),
    "rows": (
        _rule("ascending", "order-up", "order which"),
        _rule("descending", "order|place", "order place which most more least either"),
        _rule("share-of-all", "share sum|whole together", "sum whole within of takes base"),
        _rule("share-of-all", "takes together column", "share within base"),
        _rule("share", "share|ratio", "of within base either takes"),
        _rule("multiple", "times", "of than base either"),
        _rule("sum", "sum", "whole"),
        _rule("average", "average"),
        *_COMPARED,
    ),
    "told": (_rule("count-rows", "count", "whole sum"), _rule("rows", "which", "whole")),
    "many": (_rule("values", ""),),
}


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done.

    ``number`` is the figure to pass, ``counts`` whether just the number of things is asked for, ``reversed``
    whether the second figure is set against the first, ``many`` how many of the first or last are wanted,
    ``together`` whether nothing between two figures says which is the part of the other.
    """

    does: str
    number: Word | None = None
    counts: bool = False
    reversed: bool = False
    many: int = 0
    together: bool = False

    def limit_in(self, unit: str) -> Decimal | None:
        """The figure to pass in the unit of those that are compared, None for none."""
        if self.number is None or self.number.value is None:
            return None
        if not self.number.unit:
            return self.number.value / (split_scale(unit)[0] if self.number.scaled else 1)
        converted = convert(self.number.value, self.number.unit, unit)
        return self.number.value if converted is None else converted


def task_of(
    words: Sequence[Word], axis: Axis, at: Sequence[int], *, column: bool, things: int
) -> Task | None:
    """Return what the words ask for, None where they ask for nothing that is known, or for several things.

    Args:
        words: the words of the question besides headings and years.
        axis: along what the figures differ that its headings name.
        at: where in the question each of these figures is named first.
        column: whether a column is named.
        things: how many figures there are.
    """
    numbers = _numbers(words, axis, len(at), things)
    between = frozenset().union(*(w.asks for w in words if len(at) == 2 and at[0] < w.start < at[1]))
    said = frozenset().union(*(w.asks for w in words), _how_joined(words, at, between))
    said |= {"column"} if column else set()
    said |= {"grown"} if any(map(_tells_growth, words)) else set()
    said -= set() if numbers else {"number"}
    if axis in ("rows", "columns") and _take_of_last(words, at):
        return Task("parts-of")
    rule = next((r for r in _RULES[axis] if r.fits(asked_by(words), said)), None)
    if rule is None or not _is_one(numbers):
        return None
    # 70以上，正好70的不算
    strictly = len(numbers) > 1 and "uncounted" in said
    does = rule.does.removesuffix("-or-equal") if strictly else rule.does
    counts = "count" in said and does.startswith(("over", "under"))
    many = int(numbers[0].value or 0) if numbers else 3 if _THIRD & said else 2
    # A里B占…, 以A为分母，B是…
    turned = bool({"within", "base", "divides"} & between)
    if rule.does == "per":
        behind = [i for i, start in enumerate(at) if any("per" in w.asks and w.end == start for w in words)]
        if len(behind) != 1:
            return None
        turned = behind[0] == 0
    together = "together" in said and not turned and "ratio" not in said
    return Task(does, numbers[0] if numbers else None, counts, turned, many, together)


def _is_one(numbers: Sequence[Word]) -> bool:
    """Whether numbers are one, told once or again, with its unit or without."""
    return len({w.value for w in numbers}) < 2 and len({w.unit for w in numbers} - {""}) < 2


def _tells_growth(word: Word) -> bool:
    """Whether a word tells of a change: 百分之几 alone may be a share."""
    return bool(word.asks & _GROWN) or ("rate" in word.asks and "share" not in word.asks)


def _numbers(words: Sequence[Word], axis: Axis, named: int, things: int) -> list[Word]:
    """The numbers told, but for those that say how many there are: 甲、乙、丙三个, 6个基地里超过20台的."""
    numbers = [w for w in words if w.value is not None]
    if axis != "all":
        return [w for w in numbers if w.value != named]
    some = {w.end for w in words if w.asks & {"top", "bottom"}}
    return [w for w in numbers if w.start in some or w.value != things or w.unit not in _THINGS]


def _take_of_last(words: Sequence[Word], at: Sequence[int]) -> bool:
    """Whether several figures together are set against the last one (甲和乙合计占丙的多少)."""
    if len(at) < 3 or not all(asks & _TAKING for asks in asked_by(words)):
        return False
    return any("takes" in w.asks and at[-2] < w.start < at[-1] for w in words)


def _how_joined(words: Sequence[Word], at: Sequence[int], between: frozenset[str]) -> frozenset[str]:
    """Whether two figures stand apart (A占B, A在B里占) or together (A和B占), or one in a row (A里)."""
    inside = len(at) == 2 and any("within" in w.asks and w.behind and w.start > at[1] for w in words)
    in_row = any("within" in w.asks and w.behind == ROW for w in words)
    apart = inside or {"share", "of", "is", "base", "within"} & between
    joined = "apart" if apart or any("base" in w.asks for w in words) else "together"
    return frozenset({joined, "in-row"} if in_row else {joined})
