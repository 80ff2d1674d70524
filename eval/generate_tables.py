"""Questions about tables: single cells, years side by side, rows side by side."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random

from eval.labels import Named, by_column, by_year, is_total, label_year
from eval.types import Expectation, ExpectedValue, Item

# The wordings are ours alone: none is taken from how the engine reads questions.
_CELL = (
    "{what}是多少？",
    "请问{what}有多少",
    "帮我查一下{what}",
    "{what}达到了多少？",
    "想了解{what}的具体数字",
    "{what}到底多少呀",
    "材料里写的{what}是几？",
    "领导问{what}，该怎么答？",
)
_CELL_WORDS = ("{what}是什么？", "{what}写的是哪个？", "查{what}填的内容")
_YEARS = (
    "{what}{a}年和{b}年分别是多少？",
    "把{a}、{b}两年的{what}都列一下",
    "{what}这两年（{a}、{b}）各是多少",
)
_CHANGE = (
    "{b}年{what}和{a}年相比变动多大？",
    "{what}从{a}年到{b}年变化了多少？",
    "{a}年跟{b}年的{what}差距有多大",
)
_GROWTH = ("{what}{b}年较{a}年的变动幅度是百分之几？", "{b}年{what}同比增幅（降幅）多少？")
_TREND = ("{what}{b}年比{a}年是涨了还是跌了？", "跟{a}年比，{b}年{what}变多还是变少？")
_TREND_RATE = ("{what}{b}年比{a}年是涨了还是跌了？", "跟{a}年比，{b}年{what}变高还是变低？")
_GAP = ("{a}和{b}在{column}上相差多少？", "{column}方面，{a}与{b}差多少？")
_BOTH = ("{a}与{b}两项的{column}加起来是多少？", "{a}、{b}的{column}总共多少？")
_SHARE = ("{a}的{column}相当于{b}的百分之几？", "{a}的{column}是{b}的百分之多少")
_MORE = ("{a}和{b}，谁的{column}更高？", "{column}是{a}多还是{b}多？")
_TOP = ("{table}里{column}最高的是哪一个？", "{table}中，哪一项的{column}最多？")
_LOW = ("{table}里{column}最低的是哪一个？", "{table}中，哪一项的{column}最少？")
COUNTED = frozenset({"人", "个", "门", "项", "件", "人次", "人日", "万元", "元", "课时", "名"})
UP, DOWN = "升|涨|增|高|多", "降|跌|减|低|少"
_PAIRS_A_COLUMN = 9


def cell_items(named: tuple[Named, ...], rng: Random) -> Iterator[Item]:
    """Ask for each cell by its words, in three wordings."""
    for cell in named:
        wordings = _CELL if cell.cell.value is not None else _CELL_WORDS
        if cell.cell.value is None and not _is_words(cell.cell.text):
            continue
        expect = (
            Expectation(values=(expected_value(cell),))
            if cell.cell.value is not None
            else Expectation(text=(cell.cell.text,))
        )
        for wording in rng.sample(wordings, min(3, len(wordings))):
            yield _item("cell", wording.format(what=_said(cell)), expect, cell)


def year_items(named: tuple[Named, ...], rng: Random) -> Iterator[Item]:
    """Ask for two years of one thing: both values, their difference, the rate, the direction."""
    for cells in by_year(named).values():
        for old, new in pairwise(cells):
            for kind, wordings, expect in _year_questions(old, new):
                question = rng.choice(wordings).format(what=old.what, a=old.year, b=new.year)
                yield _item(kind, question, expect, old)


def _year_questions(old: Named, new: Named) -> Iterator[tuple[str, tuple[str, ...], Expectation]]:
    a, b, unit = number(old), number(new), old.cell.unit
    yield "two_years", _YEARS, Expectation(values=(expected_value(old), expected_value(new)))
    if a != b:
        yield "change", _CHANGE, Expectation(values=(computed(abs(b - a), unit, f"{b}-{a}"),))
        yield (
            "trend",
            _TREND if unit in COUNTED else _TREND_RATE,
            Expectation(text=(UP if b > a else DOWN,)),
        )
    if a and a != b and unit != "%":
        rate = computed(abs(b - a) / a * 100, "%", f"({b}-{a})/{a}*100")
        yield "growth", _GROWTH, Expectation(values=(rate,))


def row_items(named: tuple[Named, ...], rng: Random) -> Iterator[Item]:
    """Ask about rows of one column: pairs of them, and the highest and lowest of all."""
    for cells in by_column(named).values():
        pairs = list(combinations(cells, 2))
        for one, other in rng.sample(pairs, min(_PAIRS_A_COLUMN, len(pairs))):
            yield from _pair_items(one, other, rng)
        yield from _extreme_items(cells, rng)


def _pair_items(one: Named, other: Named, rng: Random) -> Iterator[Item]:
    a, b, unit = number(one), number(other), one.cell.unit
    words = {"a": row_name(one), "b": row_name(other), "column": column_name(one)}
    if a != b:
        gap = computed(abs(a - b), unit, f"{a}-{b}")
        yield _item("gap", rng.choice(_GAP).format(**words), Expectation(values=(gap,)), one)
        higher = one if a > b else other
        yield _item(
            "more",
            rng.choice(_MORE).format(**words),
            Expectation(values=(expected_value(higher),), text=row_parts(higher)),
            one,
        )
    if unit in COUNTED:
        both = computed(a + b, unit, f"{a}+{b}")
        yield _item("sum", rng.choice(_BOTH).format(**words), Expectation(values=(both,)), one)
    if unit in COUNTED and b:
        share = computed(a / b * 100, "%", f"{a}/{b}*100")
        yield _item("share", rng.choice(_SHARE).format(**words), Expectation(values=(share,)), one)


def _extreme_items(cells: list[Named], rng: Random) -> Iterator[Item]:
    ordered = sorted(cells, key=number)
    table = cells[0].table
    if len(cells) < 3 or any(label_year(part) for part in cells[0].cell.row_path):
        return
    words = {"table": table.title or table.label, "column": column_name(cells[0])}
    ends = ((_TOP, ordered[-1], ordered[-2]), (_LOW, ordered[0], ordered[1]))
    for wordings, best, next_best in ends:
        if number(best) != number(next_best):
            expect = Expectation(values=(expected_value(best),), text=row_parts(best))
            yield _item("extreme", rng.choice(wordings).format(**words), expect, best)


def _item(kind: str, question: str, expect: Expectation, cell: Named) -> Item:
    return Item(id="", kind=kind, turns=(question,), expect=expect, cite=tuple(dict.fromkeys(cell.places)))


def _said(cell: Named) -> str:
    """Words that mean one cell: with its year where it has one, with its table where others share them."""
    words = f"{cell.year}年{cell.what}" if cell.year else cell.what
    return f"{cell.table.label}里{words}" if cell.shared else words


def row_name(cell: Named) -> str:
    """Return the words for a cell's row, with the year where a year is its heading."""
    in_row = any(label_year(part) for part in cell.cell.row_path)
    return f"{cell.year}年{cell.row}" if in_row else cell.row


def row_parts(cell: Named) -> tuple[str, ...]:
    """Return the words of a row that an answer must hold, whatever it puts between them."""
    return tuple(cell.row.split("的"))


def column_name(cell: Named) -> str:
    """Return the words for a cell's column, with the year where a year is its heading."""
    in_column = any(label_year(part) for part in cell.cell.col_path)
    return f"{cell.year}年{cell.column}" if in_column else cell.column or "数值"


def _is_words(text: str) -> bool:
    return len(text) > 1 and not any(c.isdigit() for c in text) and not is_total(text)


def number(cell: Named) -> Decimal:
    """Return a cell's value, 0 where it holds words."""
    return cell.cell.value if cell.cell.value is not None else Decimal(0)


def expected_value(cell: Named) -> ExpectedValue:
    """Return a cell's value as an answer must hold it."""
    return ExpectedValue(number(cell), cell.cell.unit.replace("—", ""))


def computed(value: Decimal, unit: str, formula: str) -> ExpectedValue:
    """Return a computed value, which an answer may round."""
    return ExpectedValue(value, unit.replace("—", ""), formula)
