"""What the rows and columns of a table may be called by somebody who names them: as printed, or in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import rjieba

from rag.find.labels import Label, bare_label
from rag.text import normalize, simplify
from rag.understand.lexicon import load_lexicon
from rag.understand.numerals import in_figures
from rag.understand.years import find_years

_QUOTES = re.compile(r"[“”\"'‘’「」『』]")
_COUNTING = re.compile(r"(?<=..)(?:人数|总数|数量|数)$")
# A类：留在当地就业
_CLASS = re.compile(r"^[a-z\d一二三四五六七八九十]{1,2}[类项]?[:：.、]")
_BRACKET = re.compile(r"([^()]+)\(([\u4e00-\u9fff+\d]+)\)")
_WITH = re.compile(r"(?<=..)\((?:含|包括|包含)[^()]*\)$")
_INFIX = re.compile(r"([\u4e00-\u9fff]{2,})\(([\u4e00-\u9fff]{2,6})\)([\u4e00-\u9fff]+)")
# What so many headings end in that it names none of them.
ANY = re.compile(
    r"^(?:.|.?(?:[学新]生|教?师|人员|人数|总数|数量|数|金额|总额|比例|占比|率|面积|时间|情况|名称|单位|类型|经费|收入|支出|项目|内容|计划|目标|任务))$"
)
# 2030年在校生 is called 在校生 beside a year told elsewhere.
_DATED = re.compile(r"^(?:19|20)\d{2}(?:年度?|届|学年)的?(?=[\u4e00-\u9fff]{2,})")
_NAMES = re.compile(r"(?<=..)(?:名称|类别|种类|类型)$")

# A name of a row by what is told in it is so long at most.
_LONGEST = 16

# Places of rows or of columns in the grid of a table.
Lines = frozenset[int]
Names = Mapping[str, Lines]


@dataclass(frozen=True, slots=True)
class HeadingNames:
    """The lines of a table by the names of their headings, spelled as ``spelled`` does.

    ``loose`` names of columns are near those printed (计划 of 计划数), or other names of the same indicator.
    ``inner_rows`` and ``inner_cols`` are the innermost headings alone.
    ``told`` names rows by what a cell of theirs says (等级是中级, 中级). ``things`` is what the rows are
    called together (专业, 学院).
    """

    rows: Names = field(default_factory=dict)
    cols: Names = field(default_factory=dict)
    loose_rows: Names = field(default_factory=dict)
    loose_cols: Names = field(default_factory=dict)
    inner_rows: Names = field(default_factory=dict)
    inner_cols: Names = field(default_factory=dict)
    told: Names = field(default_factory=dict)
    things: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def spelled(text: str) -> str:
    """Return a text as headings and questions are compared: folded, its quotation marks left out."""
    return in_figures(_QUOTES.sub("", normalize(simplify(text))))


def heading_names(
    rows: Iterable[Label],
    cols: Iterable[Label],
    stub_heads: Iterable[str],
    ending: str,
    words: Iterable[tuple[int, Label, str]] = (),
) -> HeadingNames:
    """Return what the lines of a table may be called; rows of totals go by no name.

    Args:
        rows: the labels of its rows.
        cols: the labels of its columns.
        stub_heads: the headings over the row labels.
        ending: what most rows end in.
        words: of each cell that holds words its row, the label of its column, and what it says.
    """
    parts = [label for label in rows if not label.total]
    cols = tuple(cols)
    heads = [spelled(bare_label(head)) for head in stub_heads]
    things = {*heads, *(_NAMES.sub("", head) for head in heads), spelled(ending)}
    return HeadingNames(
        _groups(parts) | _printed(parts),
        _printed(cols),
        _spoken(parts, counted=False),
        _spoken(cols, counted=True),
        _inner(parts),
        _inner(cols),
        _told(words),
        frozenset(things - {""}),
    )


def _printed(labels: Iterable[Label]) -> dict[str, Lines]:
    """Each line by its innermost heading, by that with those over it, and as it is printed."""
    names: dict[str, Lines] = {}
    for label in labels:
        parts = _parts(label)
        in_full = {glue.join(parts[i:]) for i in range(len(parts)) for glue in ("", "的")}
        printed = {spelled(label.path[-1])} if parts and not _is_year(spelled(label.path[-1])) else set()
        if any(part.strip().startswith("其中") for part in label.path):
            in_full |= {f"其中{name}" for name in in_full}
        undated = {_DATED.sub("", name) for name in in_full}
        undated |= {way for name in undated for way in _over_bracket(name)}
        _add(names, in_full | printed | undated | {_CLASS.sub("", name) for name in in_full}, label.index)
    return names


def _inner(labels: Iterable[Label]) -> dict[str, Lines]:
    names: dict[str, Lines] = {}
    for label in labels:
        _add(names, _parts(label)[-1:], label.index)
    return names


def _spoken(labels: Iterable[Label], *, counted: bool) -> dict[str, Lines]:
    """Each line by other names of its indicator, one that is ``counted`` also with 数 or without."""
    names: dict[str, Lines] = {}
    for label in labels:
        if parts := _parts(label):
            stem = _COUNTING.sub("", _DATED.sub("", parts[-1]))
            if stem in ("男", "女"):
                _add(names, {f"{stem}生", f"{stem}生数", f"{stem}生人数", f"{stem}学生"}, label.index)
            near = {stem, f"{stem}数", f"{stem}人数", *_endings(stem)} if counted else _by_bracket(parts[-1])
            whole = _DATED.sub("", parts[-1])
            near |= {_WITH.sub("", whole)} | (_over_bracket(stem) if counted else set())
            _add(names, near | _also_called(parts[-1]), label.index)
    return names


@lru_cache(maxsize=4096)
def _endings(heading: str) -> tuple[str, ...]:
    """What a heading ends in, from a word on: 实训基地工位 is a 工位."""
    words = list(rjieba.cut(heading)) if re.fullmatch("[\u4e00-\u9fff]{4,}", heading) else []
    endings = ("".join(words[i:]) for i in range(1, len(words)))
    lexicon = load_lexicon()
    return tuple(
        e for e in endings if not ANY.search(e) and not lexicon.indicators(e) and not lexicon.is_scope(e)
    )


def _by_bracket(heading: str) -> set[str]:
    """What stands before a bracket, and in it: 本地批（统招） is called either."""
    match = _BRACKET.fullmatch(heading)
    return {part for part in match.groups() if len(part) > 1} if match else set()


def _over_bracket(heading: str) -> set[str]:
    """What a heading is called where a bracket in it tells another word: 订单(学徒)班 is 学徒班 as well."""
    match = _INFIX.fullmatch(heading)
    if match is None:
        return set()
    before, inside, behind = match.groups()
    return {f"{one}{behind}" for one in (before, inside, before + inside, f"{before}、{inside}")}


def _groups(labels: Iterable[Label]) -> dict[str, Lines]:
    """The headings over several lines, with the lines under each."""
    groups: dict[str, Lines] = {}
    for label in labels:
        _add(groups, {spelled(bare) for bare in label.bare[:-1] if not _is_year(bare)}, label.index)
    return groups


def _told(words: Iterable[tuple[int, Label, str]]) -> dict[str, Lines]:
    """Rows by what a cell of theirs says, alone and behind the heading of its column."""
    names: dict[str, Lines] = {}
    for row, column, text in words:
        said, heads = spelled(text), _parts(column)[-1:]
        if 1 < len(said) <= _LONGEST and re.search("[\u4e00-\u9fff]", said):
            by_heading = {f"{head}{glue}{said}" for head in heads for glue in ("", "是", "为", "属于")}
            _add(names, {said} | by_heading, row)
    return names


def _parts(label: Label) -> list[str]:
    return [spelled(bare) for bare in label.bare if not _is_year(bare)]


def _add(names: dict[str, Lines], new: Iterable[str], line: int) -> None:
    for name in new:
        if len(name) > 1 and not name.isdigit():
            names[name] = names.get(name, frozenset()) | {line}


@lru_cache(maxsize=4096)
def _is_year(heading: str) -> bool:
    years, rest = find_years(heading)
    return bool(years.years) and not rest.strip()


@lru_cache(maxsize=4096)
def _also_called(heading: str) -> frozenset[str]:
    """The other names of the indicator that a heading is."""
    lexicon = load_lexicon()
    if not lexicon.indicators(heading):
        return frozenset()
    spans = [span for span in lexicon.find(heading) if span.end - span.start == len(heading)]
    names = {name for span in spans if span.kind == "indicator" for name in span.alternatives}
    return frozenset(name for name in names if not re.search(r"多少|几|[a-z]", name))
