"""What two sentences tell of one thing with two dates: 实训楼2022年4月投入使用, elsewhere in September."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.find.book import Book, Sentence
from rag.find.clashes import OWNER, common_run

# So many characters say what happened.
EVENT = 4
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s?年\s?)(?:(?P<month>\d{1,2})\s?月)?(?:\s?\d{1,2}\s?日)?(?![—\-–~至度])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# What is to come is no date of what has been; of each of several there is one.
_NOT_YET = re.compile(r"计划|预计|力争|目标|(?<![虚模])拟|将|争取|分别|先后|[再续]次|每")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence, what stands before it there, and what happened then."""

    sentence: Sentence
    text: str
    year: str
    month: str
    before: str
    event: str


def dated_twice(book: Book) -> Iterator[tuple[Dated, Dated]]:
    """Yield the pairs of dates that two sentences tell of one thing."""
    dates = [dated for sentence in book.sentences for dated in _dates(sentence)]
    for index, one in enumerate(dates):
        for other in dates[index + 1 :]:
            if _at_odds(one, other):
                yield one, other


def dated_otherwise(book: Book, sentence: Sentence) -> Sentence | None:
    """Return the sentence that tells what another tells with another date."""
    own = list(_dates(sentence))
    others = (dated for other in book.sentences if own and other is not sentence for dated in _dates(other))
    return next((other.sentence for other in others if any(_at_odds(one, other) for one in own)), None)


def _dates(sentence: Sentence) -> Iterator[Dated]:
    for match in _DATE.finditer(sentence.text):
        event = _HAN.match(sentence.text[match.end() :])
        if event and len(event.group()) >= EVENT and not _NOT_YET.search(event.group()):
            before = " ".join(_HAN.findall(sentence.text[: match.start()]))
            yield Dated(sentence, match.group(), match["year"], match["month"] or "", before, event.group())


def _at_odds(a: Dated, b: Dated) -> bool:
    """Whether two dates, told as exactly, differ, and what happened and to what are called the same."""
    if a.sentence.paragraph is b.sentence.paragraph or bool(a.month) != bool(b.month):
        return False
    if (a.year, a.month) == (b.year, b.month):
        return False
    event = common_run(a.event, b.event)
    if len(event) < EVENT or not (a.event.startswith(event) and b.event.startswith(event)):
        return False
    owner = common_run(a.before, b.before)
    return len(owner) >= OWNER and " " not in owner
