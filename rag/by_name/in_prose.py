"""A figure of the prose whose very words a question repeats, with 多少 in place of its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.by_name.asking import cuts
from rag.find.book import FigureView, Sentence
from rag.find.candidates import Candidate
from rag.find.figures import MEASURES
from rag.find.heading_names import spelled
from rag.find.match import Matcher
from rag.understand.years import find_years

_ASKED = re.compile(rf"(?P<percent>百分之)?(?:多少|几)(?:个(?=百分点))?(?P<unit>{MEASURES})?")
# Between what a figure tells of and its number.
_LINK = re.compile(
    r"(?:已经?|约|共计?|合计|总计|累计|达到?了?|是|为|有|占|超过|近|仅|只|高达|大约|一共|总共|到|至|了|的)+$"
)
_MARKS = re.compile(r"[^\w%]")
_CLAUSE = re.compile(r"[,，。;；:：!！?？]")
# 每班男生女生各2名 tells of a class.
_EACH = re.compile("每")
# So many characters of the report must be repeated.
_LEAST = 5


def told_in_its_words(matcher: Matcher, said: str) -> Candidate | None:
    """Return the figure that a question asks for in the report's own words, None where it says anything else.

    Args:
        matcher: the question against the report.
        said: the question as it was said.
    """
    asked = list(_ASKED.finditer(spelled(said)))
    if len(asked) != 1 or matcher.book.grids or matcher.other_bodies:
        return None
    text = find_years(spelled(said))[1]
    before, behind = text[: asked[0].start()], text[asked[0].end() :]
    unit = "%" if asked[0]["percent"] else asked[0]["unit"] or ""
    found = [
        candidate for words in _without_asking(before) for candidate in _figures(matcher, words, behind, unit)
    ]
    values = {(c.figure.figure.value, c.figure.figure.unit) for c in found if c.figure}
    return found[0] if len(values) == 1 else None


def _without_asking(text: str) -> Iterator[str]:
    """The words before 多少, with all that leads up to them (麻烦查一下) left out."""
    for start in range(len(text)):
        words = _plain(text[start:])
        if len(words) < _LEAST:
            return
        if _is_idle(text[:start]):
            yield words


def _is_idle(text: str) -> bool:
    return any(all("" in word.asks for word in words) for words in cuts(text)) if text.strip() else True


def _plain(text: str) -> str:
    return _LINK.sub("", _MARKS.sub("", text))


def _figures(matcher: Matcher, words: str, behind: str, unit: str) -> Iterator[Candidate]:
    for sentence in matcher.book.sentences:
        text = spelled(sentence.text)
        if words[-2:] not in text:
            continue
        for view in sentence.figures:
            if matcher.year_fits(view.figure.year) and _tells(sentence, view, words, behind, unit):
                year = view.figure.year or matcher.book.report.data_year
                yield Candidate(1.0, 1.0, 1.0, (), frozenset(), year, sentence=sentence, figure=view)


def _tells(sentence: Sentence, view: FigureView, words: str, behind: str, unit: str) -> bool:
    """Whether just these words stand before a figure, and what is asked behind 多少 behind it."""
    figure = view.figure
    if unit and figure.unit != unit:
        return False
    left, right = spelled(sentence.text[: figure.start]), spelled(sentence.text[figure.end :])
    clause = _plain(_CLAUSE.split(find_years(left)[1])[-1])
    if not _plain(find_years(left)[1]).endswith(words) or _EACH.search(clause.removesuffix(words)):
        return False
    rest = _MARKS.sub("", behind)
    return not rest or _MARKS.sub("", right).startswith(rest) or _is_idle(behind)
