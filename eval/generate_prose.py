"""Questions about prose: a figure of a sentence asked for by the words around it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random

from eval.types import Expectation, ExpectedValue, Item
from rag.text import split_sentences
from rag.types import Paragraph, Report

_UNITS = (
    "个百分点|人次|人日|人时|万元|亿元|课时|学时|毫升|批次|[%人名件项门个元所支场届间天倍篇册亩家期次位分种]"
)
# A figure is a number with a measure word that is no part of a name, date or document number.
_FIGURE = re.compile(rf"(?<![\d.,〔（(+~至-])(\d[\d,]*(?:\.\d+)?) ?({_UNITS})(?![级年月])")
_WORDINGS = ("{clause}？", "请问{clause}", "{clause}，这个数报告里有吗？", "查一下：{clause}", "{clause}啊？")
_NEEDS_MORE = re.compile(r"占|但|而|且|这|其|比|较|共|并|另|累计|投入|覆盖|达|为|第|仅|约|近|分别|获|不")
_MIN_CONTEXT = 6
_WORDINGS_EACH = 2


def prose_items(report: Report, places: Mapping[Decimal, tuple[str, ...]], rng: Random) -> Iterator[Item]:
    """Ask for each figure by its clause with the number taken out.

    A clause that stands twice in the report with different figures has no one answer and is left out.

    Args:
        report: the report.
        places: other places that print a value, which may be cited for it too.
        rng: picks the wordings.
    """
    found: dict[str, list[tuple[ExpectedValue, tuple[str, ...]]]] = defaultdict(list)
    for paragraph in report.paragraphs:
        for clause, value in _figures(paragraph):
            cite = tuple(filter(None, (paragraph.case, paragraph.section)))
            found[clause].append((value, cite))
    for clause, told in found.items():
        if len({value.value for value, _ in told}) > 1:
            continue
        value = told[0][0]
        cite = tuple(place for _, cited in told for place in cited) + places.get(value.value, ())
        for wording in rng.sample(_WORDINGS, _WORDINGS_EACH):
            question = wording.format(clause=clause)
            yield Item("", "prose", (question,), Expectation(values=(value,)), cite=cite)


def _figures(paragraph: Paragraph) -> Iterator[tuple[str, ExpectedValue]]:
    for sentence in split_sentences(paragraph.text):
        text = unicodedata.normalize("NFKC", sentence)
        for match in _FIGURE.finditer(text):
            clause = _clause(text, match)
            if clause is not None:
                yield clause, ExpectedValue(Decimal(match[1].replace(",", "")), match[2])


def _clause(text: str, match: re.Match[str]) -> str | None:
    """Return the clause around a figure with a question word in its stead, or None if it says too little.

    Earlier clauses are taken along until there is enough to tell the figure by; a clause with brackets
    cut open, or with other figures, would be read as another question and is left out.
    """
    marks = [m.end() for m in re.finditer(r"[,;:。!?]", text[: match.start()]) if not _inside_number(text, m)]
    end = re.search(r"[,;。!?)]", text[match.end() :])
    tail = text[match.end() : match.end() + end.start()] if end else text[match.end() :]
    if text[: match.start()].count("“") > text[: match.start()].count("”"):
        return None  # inside quotation marks a number is part of a name
    hole = "百分之多少" if match[2] == "%" else f"多少{match[2]}"
    for start in [*reversed(marks), 0]:
        head = text[start : match.start()].strip()
        said = len(re.findall(r"[一-鿿]", head + tail))
        if said >= _MIN_CONTEXT and (start == 0 or not _NEEDS_MORE.match(head or "占")):
            clause = f"{head}{hole}{tail.strip()}"
            whole = all(clause.count(a) == clause.count(b) for a, b in ("()", "“”", "《》"))
            return clause if whole and not _has_figure(head + tail) else None
    return None


def _inside_number(text: str, mark: re.Match[str]) -> bool:
    return text[mark.start() - 1 : mark.start()].isdigit() and text[mark.end() : mark.end() + 1].isdigit()


def _has_figure(text: str) -> bool:
    return bool(re.search(rf"\d ?(?:{_UNITS})", re.sub(r"\d+强", "", text)))
