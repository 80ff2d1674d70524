"""What a question sets aside (除了甲，哪个最多; 甲以外的): rows by their names, groups, or what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.find.candidates import Candidate
from rag.find.heading_names import spelled
from rag.find.match import Matcher

# What is left over is neither the most nor the least of anything.
REST = re.compile(r"(?:[省市国校县区境州][内外]|本[省市校地])?的?(?:其他|其它|其余|剩余)")
# 除了学前教育，…; 不算合作班的话; 本市以外的.
_BUT_FOR = re.compile(
    r"(?:除(?:了|去|开|掉)?(?![尘湿名])|[刨撇抛]开|刨去|[排剔扣]除|去掉|不算上?|不考虑|不包括|不含|不看|不计)"
    r"(?P<named>[^，,。]{2,24}?)(?:以外|之外|外(?![省市地国来部语贸聘])|不[算谈看计说]|的话|[，,])|"
    r"(?P<behind>[^，,。]{2,12})(?:除外|不算(?!上))|"
    r"(?P<outside>[^，,。的]{2,10}?)(?:以外|之外)"
)
_JOINS = re.compile(r"(?<=..)[、和与及跟](?=..)|以及")
# What a name may be said without, and what may stand behind one that is.
_END = re.compile(
    r"(?<=..)(?:省|市|县|区|州|自治区|二级学院|学院|系|部|专业群|专业|校区|本地|当地|这[个些家]|类|"
    r"(?:股份|有限|责任)*公司|集团)$"
)
_BEGIN = re.compile(r"^(?:上|开|去|掉|了|本校|我们|来自)(?=..)")
# So much of what a row says may be said of it.
_LONGEST = 12


def spans_aside(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a question names what it sets aside, from and to."""
    return tuple(match.span() for match in _BUT_FOR.finditer(text))


def asks_rest(text: str) -> bool:
    """Tell whether a question asks of the row of all others; behind 除了… others are any but that."""
    return REST.search(text) is not None and not spans_aside(text)


def without_aside(text: str) -> str:
    """Return a question without what it sets aside."""
    return _BUT_FOR.sub(" ", text)


def of_the_others(matcher: Matcher) -> Matcher:
    """Return the question asked without the words for what it sets aside: they name nothing to look for."""
    spans = spans_aside(matcher.query.text)
    kept = tuple(
        t
        for t in matcher.terms
        if not any(a <= t.start and t.end <= b for a, b in spans) and not (spans and REST.match(t.text))
    )
    return matcher.for_terms(kept) if kept and len(kept) < len(matcher.terms) else matcher


def but_for(text: str, rows: Sequence[Candidate]) -> list[Candidate]:
    """Return rows without those that a question sets aside by name, in full or in short."""
    kept = list(rows)
    for item in _items(text):
        aside = _called(item, kept)
        # What all of them are is not set aside.
        kept = [c for c in kept if id(c) not in aside] or kept
    return kept


def _items(text: str) -> Iterator[str]:
    for match in _BUT_FOR.finditer(text):
        named = next(m for m in (match["named"], match["behind"], match["outside"]) if m)
        yield from (_BEGIN.sub("", spelled(one)) for one in _JOINS.split(named))


def _called(item: str, rows: Sequence[Candidate]) -> set[int]:
    """The rows that go by a name: in full, but for what it ends in, or by its beginning."""
    names = {id(c): tuple(_names(c)) for c in rows}
    short = _END.sub("", item)
    ways = (
        lambda name: name == item,
        lambda name: name == short or _END.sub("", name) in (item, short),
        lambda name: len(short) > 1 and name.startswith(short),
        # 助学贷款 of the 生源地信用助学贷款; or more may be said around a name.
        lambda name: len(short) > 2 and name.endswith(short),
        lambda name: len(name) > 1 and name in item,
    )
    found = ({row for row, called in names.items() if any(map(way, called))} for way in ways)
    return next((aside for aside in found if aside), set())


def _names(candidate: Candidate) -> Iterator[str]:
    """What a row is called, the groups over it, and what its cells say."""
    if candidate.cell is None or candidate.view is None:
        return
    yield from map(spelled, (*candidate.cell.row.bare, *candidate.cell.col.bare))
    for item in candidate.view.cells:
        same = item.row.index == candidate.cell.row.index and item.cell.value is None
        if same and len(item.cell.text.strip("—–-－/ ")) in range(2, _LONGEST):
            yield spelled(item.cell.text.strip())
