"""Which of a question's words stand in a text of the report, and how fully.

Chinese compounds are cut differently in the question and in the table, so a word is looked for by its pairs
of neighbouring characters; words that mean the same count as itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from rag.find.book import Book
from rag.find.counts import same_amounts, tells_number
from rag.find.heading_names import spelled
from rag.find.labels import Grams, Label, pairs_of, spelt
from rag.find.ranks import with_rank
from rag.find.seams import without_astride
from rag.text import normalize
from rag.understand.question import Query, with_terms
from rag.understand.school import Spans, other_bodies, other_schools, own_names
from rag.understand.terms import Term

# What the heading over a label says counts a little less than the label itself.
PARENT = 0.9
# An interchangeable word counts a little less than the word itself.
SYNONYM = 0.86
# 教师总数 for 教师数: better than another word for it, less than the word itself.
SAME_COUNT = 0.93
# A verb or adverb that the report never uses tells how people talk.
UNKNOWN_WORD = 0.3
# So much of a word must be found for it to count as found.
COVERED = 0.7
# What an operand must answer to of a question, by weight: less than an answer, for it is but a part of it.
OPERAND_SUPPORT = 0.7
# A noun at least this telling must be answered to.
DECISIVE = 0.6
# A term that counts or ranks (三年级, 第六届) is another term with another number.
_NUMBERED = re.compile(r"[0-9一二三四五六七八九十]")
_IN_PROVINCE = frozenset(("省内", "本省", "我省"))
_IN_TOWN = frozenset(("本市", "我市", "本市生源", "市内生源", "所在市"))
# What says that something is counted is a word by itself, however rare what stands before it.
# So long a name of a row may be that of a body.
_BODY_NAME = 4
_COUNTING = re.compile(r"总?人数|总[数量额]|数[量目额]|个数")
_RATE = re.compile(r"(?:比例|占比|比率|比重)$")
# 报到率 is not 报到人数: the last character tells what kind of figure it is.
_KIND_SUFFIX = frozenset("率比额费度")
# The 小计 of a part of the school stands behind a row that is named with it.
BODY_TOTAL = 0.9


@dataclass(frozen=True, slots=True)
class LabelFit:
    """How a row's or column's label fits: for each term how much is found, which in the label itself.

    ``verbatim``: a label with digits or Latin letters stands in the question as it is.
    """

    found: tuple[float, ...]
    own: frozenset[int]
    specificity: float
    nameless: bool
    verbatim: bool = False


class Finder:
    """Looks the words of one question up in one book; everything that depends on both is computed once."""

    def __init__(self, query: Query, book: Book) -> None:
        self.book = book
        self.query = self._without_school(query)
        self.years = query.years_for(book.report.data_year)
        told = without_astride(self.query.terms, book.astride)
        self.terms = tuple(self._at_home(self._with_stem(term)) for term in _with_short_forms(told))
        self.weights = tuple(self._weight(term) for term in self.terms)
        self.total = sum(self.weights) or 1.0
        self.nothing = (0.0,) * len(self.terms)
        self._fits: dict[int, LabelFit] = {}

    def _with_stem(self, term: Term) -> Term:
        """A rate that the report has no name for is looked for as the 占比 of its stem (升学比例: 升学)."""
        stem = _RATE.sub("", term.text)
        if not term.known or len(stem) < 2 or stem == term.text or not self.unknown(term):
            return with_rank(term, self.unknown)
        return replace(term, alternatives=(*term.alternatives, pairs_of(stem)))

    def _at_home(self, term: Term) -> Term:
        """省内, 本市 are what a table has in the row of the school's own province or town."""
        home = self.book.home if term.text in _IN_PROVINCE else ""
        home = self.book.town if term.text in _IN_TOWN else home
        return replace(term, alternatives=(*term.alternatives, pairs_of(home))) if home else term

    def unknown(self, term: Term) -> bool:
        """Tell whether the report never uses a term, nor any word that may stand for it."""
        return not any(map(self._in_book, (term.text, *map("".join, term.alternatives))))

    def _in_book(self, text: str) -> bool:
        return all(self.book.weight(pair) < 1.0 for pair in pairs_of(text))

    def _weight(self, term: Term) -> float:
        text = normalize(term.text)
        weights = [self.book.weight(text[i : i + 2]) for i in range(max(len(text) - 1, 1))]
        rarity = max(weights)
        if min(weights) == 1.0 and term.alternatives and not term.known:
            # What the report never says counts as the word that it says instead.
            used = [other for other in term.alternatives if self._in_book("".join(other))]
            rarity = min((max(map(self.book.weight, p)) for p in used), default=1.0)
        if term.base < 1.0 and min(rarity, *weights) == 1.0:
            # A verb or adverb that the report never uses tells how people talk, not what they ask for.
            return UNKNOWN_WORD * term.base
        return term.base * (0.35 + 0.65 * rarity)

    def _without_school(self, query: Query) -> Query:
        """The query without the name of the report's own school, whose words would match its tables'."""
        self._own_names = own_names(self.book.report.school, query.text)
        kept = tuple(term for term in query.terms if not _inside(term, self._own_names))
        return query if len(kept) == len(query.terms) else with_terms(query, kept)

    @cached_property
    def other_bodies(self) -> Spans:
        """Where the question names another school or body than the report's own, and no row of its."""
        spans = other_bodies(self._own_names, self.query.text)
        return tuple(span for span in spans if not self._has_row(spelled(self.query.text[slice(*span)])))

    def _has_row(self, body: str) -> bool:
        """Whether a row is called as a body is; what stands before a name may be taken for part of it."""
        rows = (name for view in self.book.tables for name in view.names.rows if len(name) >= _BODY_NAME)
        return any(body.endswith(name) or name.endswith(body) for name in rows)

    @cached_property
    def of_another_school(self) -> bool:
        """Whether the question is about a school that the report never speaks of."""
        schools = other_schools(self._own_names, self.query.text)
        return any(not self._is_named(school) for school in schools)

    def _is_named(self, school: str) -> bool:
        labels = (text for view in self.book.tables for item in view.cells for text in item.row.bare)
        return any(school in text for text in (*(s.text for s in self.book.sentences), *labels))

    @cached_property
    def foreign(self) -> tuple[int, ...]:
        """The indexes of the terms that name another school or body than the report's own."""
        return tuple(i for i, term in enumerate(self.terms) if _inside(term, self.other_bodies))

    def weight_of(self, found: Sequence[float]) -> float:
        """Return the sum of what is found, by weight."""
        return sum(weight * share for weight, share in zip(self.weights, found, strict=True))

    def support(self, missing: Sequence[Term]) -> float:
        """Return the share of the question's content that is answered to at all."""
        lost = sum(w for term, w in zip(self.terms, self.weights, strict=True) if term in missing)
        return 1.0 - lost / self.total

    def decisive(self, term: Term) -> bool:
        """Tell a name, or a telling noun: an answer that does not speak of it answers another question."""
        return term.name or (term.base >= 1.0 and self.weights[self.terms.index(term)] >= DECISIVE)

    def fits(self, missing: Sequence[Term]) -> bool:
        """Tell whether what lacks these terms may still be an operand of what is asked."""
        return self.support(missing) >= OPERAND_SUPPORT and not any(map(self.decisive, missing))

    @cached_property
    def any_pair(self) -> Grams:
        """Everything that any term could be found by; most texts hold none of it."""
        pairs = (pair for around in self._pairs.values() for own in around for pair in own)
        words = (word for term in self.terms for alternative in term.alternatives for word in alternative)
        return frozenset((*pairs, *words, *(term.text for term in self.terms if len(term.text) == 1)))

    def found(self, term: Term, text: Grams) -> float:
        """Return how much of a term stands in a text, 0 to 1; interchangeable words count as itself."""
        own = self._own_found(term, text)
        if own < SAME_COUNT and self._same_count(term, text):
            own = SAME_COUNT
        if term.text[-1:] in _KIND_SUFFIX and len(term.text) > 2 and term.text[-2:] not in text:
            own = 0.0
        if own >= _least(term):
            return own
        return SYNONYM if any(words <= text for words in self._alternatives[term.start]) else 0.0

    def _same_count(self, term: Term, text: Grams) -> bool:
        """Whether a text names the number of the same things: 教师数, 教师人数 and 教师总数 are one."""
        return any(words <= text for words in self._counts[term.start])

    @cached_property
    def _counts(self) -> dict[int, tuple[Grams, ...]]:
        return {
            term.start: tuple(map(frozenset, map(pairs_of, same_amounts(term.text)))) for term in self.terms
        }

    def taken_up(self, term: Term, text: Grams) -> bool:
        """Tell whether a text ends a long term anew: its last word tells what it is (社会培训, 经费收入)."""
        return len(term.text) > 3 and term.text[-2:] in text

    @cached_property
    def _alternatives(self) -> dict[int, tuple[Grams, ...]]:
        """For each term (by its start) the pairs of each word that may stand for it."""
        return {term.start: tuple(frozenset(pairs) for pairs in term.alternatives) for term in self.terms}

    def _own_found(self, term: Term, text: Grams) -> float:
        pairs = self._pairs[term.start]
        if term.end - term.start == 1:
            return float(any(pair in text for pair in pairs[0]) or (term.text in text and len(text) < 40))
        return sum(any(pair in text for pair in around) for around in pairs) / len(pairs)

    @cached_property
    def _pairs(self) -> dict[int, tuple[tuple[str, ...], ...]]:
        """For each term (by its start), for each of its characters the pairs it makes with its neighbours."""
        return {term.start: self._pairs_around(term) for term in self.terms}

    def _pairs_around(self, term: Term) -> tuple[tuple[str, ...], ...]:
        """The pairs of each character of a term; with those beside it only where it may be a slip.

        A word of the lexicon, or of two characters that the report uses, is none: 一年学费 is not found
        by the 年学 of 2021年学校. Nor is what is counted: 党员总数 is not found by the 员总 of 教职员总数.
        """
        alone = term.known or (len(term.text) == 2 and self._in_book(term.text))
        text = self.query.content
        behind = " " if _COUNTING.match(text, term.end) else text[term.end : term.end + 1] or " "
        outside = (" ", " ") if alone else (text[term.start - 1 : term.start] or " ", behind)
        content = outside[0] + text[term.start : term.end] + outside[1]
        return tuple(
            tuple(pair for pair in (content[i : i + 2], content[i + 1 : i + 3]) if " " not in pair)
            for i in range(term.end - term.start)
        )

    def found_all(self, text: Grams) -> tuple[float, ...]:
        """Return for each term how much of it stands in a text."""
        if self.any_pair.isdisjoint(text):
            return self.nothing
        return tuple(self.found(term, text) for term in self.terms)

    def fit(self, label: Label) -> LabelFit:
        """Return how a row's or column's label fits, computed once."""
        fit = self._fits.get(id(label))
        if fit is None:
            fit = self._fits[id(label)] = self._label_fit(label)
        return fit

    def _label_fit(self, label: Label) -> LabelFit:
        own, text = self.found_all(label.spoken), "".join(label.bare)
        whole = self.found_all(label.all) if label.all is not label.spoken else own
        found = tuple(
            mine or PARENT * parents or self.abbreviated(term, text)
            for term, mine, parents in zip(self.terms, own, whole, strict=True)
        )
        spec = self.specificity(label.own)
        spec = max(spec, self.specificity(label.group)) if label.group else spec
        if label.total:
            # The total of one group (某学院 · 小计) is no total of all; that of a year is.
            inner = len(label.path) - (label.year is not None) > 1 and not any(whole)
            spec = 0.0 if inner else max(spec, 0.8)
        telling = self.found_all(label.telling) if label.telling is not label.spoken else own
        verbatim = bool(label.verbatim) and _stands_alone(label.verbatim, self.query.text)
        if verbatim:
            spec = 1.0
        elif label.body and (rest := self._beside(label.body)):
            # Of a part of the school its 小计 is meant, unless one of its rows is named besides.
            named = label.name in rest
            verbatim = named or label.total
            spec = 1.0 if named else BODY_TOTAL if label.total else spec
        own_terms = frozenset(i for i, f in enumerate(telling) if f)
        return LabelFit(found, own_terms, spec, not label.own, verbatim)

    def _beside(self, body: str) -> str:
        """The content of the question without a part of the school, empty where that is not asked about."""
        start, content = self.query.text.find(body), self.query.content
        end = start + len(body)
        return f"{content[:start]} {content[end:]}" if start >= 0 and content[start:end].strip() else ""

    def abbreviated(self, term: Term, text: str) -> float:
        """Credit for a short form (录取线 of 录取分数线): its characters in order, close together."""
        if len(term.text) < 3 or _NUMBERED.search(term.text):
            return 0.0
        return 0.75 if re.search(".{0,2}".join(map(re.escape, term.text)), text) else 0.0

    def counted(self, term: Term, subject: str, unit: str) -> float:
        """Return the credit for a number told without that word: 录取人数 is 录取1563人, 社团数 社团47个."""
        return SYNONYM if tells_number((term.text, *map(spelt, term.alternatives)), subject, unit) else 0.0

    def specificity(self, own: Grams) -> float:
        """Return the share of a name, by weight, that the question speaks of; 1 for an empty name."""
        pairs = [pair for pair in own if len(pair) == 2] or list(own)
        if not pairs:
            return 1.0
        said = self.query.grams
        for alternatives in self._alternatives.values():
            for words in alternatives:
                if words <= own:
                    said = said | words
        if said.isdisjoint(pairs):
            return 0.0
        weights = {pair: 0.2 + self.book.weight(pair) for pair in pairs}
        return sum(w for pair, w in weights.items() if pair in said) / sum(weights.values())

    def shortened(self, term: Term, text: str) -> float:
        """Return the credit for a noun the report never uses: short for what stands here (省赛: 省分赛)."""
        if term.base < 1.0 or not 2 <= len(term.text) <= 4 or not term.text.isalpha():
            return 0.0
        if any(self._in_book("".join(pairs)) for pairs in term.alternatives):
            return 0.0
        if any(self.book.weight(term.text[i : i + 2]) < 1.0 for i in range(len(term.text) - 1)):
            return 0.0
        return 0.75 if re.search("[^，。；、（）]{0,2}".join(term.text), text) else 0.0


def _with_short_forms(terms: Sequence[Term]) -> list[Term]:
    """The terms, two nouns side by side also known by their first characters (人民医院: 人医)."""
    known = list(terms)
    for i, (a, b) in enumerate(pairwise(terms)):
        if a.end == b.start and min(len(a.text), len(b.text)) > 1 and min(a.base, b.base) >= 1.0:
            short = pairs_of(a.text[0] + b.text[0])
            for k in (i, i + 1):
                known[k] = replace(known[k], alternatives=(*known[k].alternatives, short))
    return known


def _inside(term: Term, spans: Spans) -> bool:
    return any(start <= term.start and term.end <= end for start, end in spans)


def _stands_alone(label: str, text: str) -> bool:
    """Whether a label stands in a text, not as part of a longer number or Latin word."""
    if label not in text:
        return False
    return re.search(rf"(?<![0-9a-z.]){re.escape(label)}(?![0-9a-z]|\.\d)", text) is not None


def _least(term: Term) -> float:
    """How much of a term must be found: half of a word of two characters may be a segmenter's slip."""
    if _NUMBERED.search(term.text):
        return 1.0
    if (term.known or (term.alternatives and term.base >= 1.0)) and len(term.text) > 3:
        # A fixed name short of a word is another one: 留学生人数, 学生人数; 国家助学金, 国家奖学金.
        return 0.9
    return 0.5 if len(term.text) == 2 else COVERED
