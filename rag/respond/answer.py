"""The answer in Chinese: what resolution found, put into words, each figure with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rag.calculate.compute import Computed, comparable, difference, plain, total
from rag.find.book import Book
from rag.find.facts import Fact
from rag.find.misadded import parts_of_misadded
from rag.prose.passages import Passage
from rag.prose.premise import CORRECTED
from rag.respond.resolution import Resolution
from rag.respond.wording import HEADS, is_dash, is_told, named, result_words, shown
from rag.types import Answer, AnswerKind, Calculation, Citation, Figure, Report

REFUSAL = "报告中未提及"
NEAR = "最接近的原文如下，未必是所问："
CLOSE = "报告中没有与问题字面相同的说法，意思最接近的原文如下，请核对是否所问："


@dataclass(slots=True)
class _Sources:
    """Citations collected while an answer is put into words; the same place gets the same number."""

    citations: list[Citation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    _numbers: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def fact(self, fact: Fact) -> str:
        """Cite a figure and return its mark."""
        n = self._add(fact.report, fact.section, fact.label, fact.title, fact.quote, fact.ref, fact)
        if fact.value is not None:
            self.figures.append(Figure(plain(fact.value), fact.unit, fact.indicator, fact.year, n))
        return f"[{n}]"

    def passage(self, passage: Passage, report: Report) -> str:
        """Cite a passage and return its mark."""
        paragraph = passage.paragraph
        title = next((case.title for case in report.cases if case.label == paragraph.case), "")
        n = self._add(report, paragraph.section, paragraph.case, title, passage.text, passage.ref, passage)
        return f"[{n}]"

    def _add(  # noqa: PLR0913
        self,
        report: Report,
        section_id: str,
        label: str,
        title: str,
        quote: str,
        ref: str,
        source: Fact | Passage,
    ) -> int:
        key = (report.id, ref, quote)
        if key in self._numbers:
            return self._numbers[key]
        section = report.section(section_id)
        place = source.place if isinstance(source, Fact) else source.paragraph.place
        n = len(self.citations) + 1
        self._numbers[key] = n
        self.citations.append(
            Citation(
                n=n,
                report=report.title,
                year=report.year,
                section=report.full_number(section) if section else "",
                section_title=section.title if section else "",
                label=label,
                title=title,
                page=place.page or (section.place.page if section else ""),
                quote=quote,
                pdf_page=place.pdf_page,
                box=place.box,
                doubt=isinstance(source, Fact) and source.doubt,
                report_id=report.id,
                ref=ref,
                cell=source.cell if isinstance(source, Fact) else None,
            )
        )
        return n


def compose(resolution: Resolution) -> Answer:
    """Return the answer that a resolution makes, not yet verified."""
    answer = _composed(resolution, _Sources())
    says_so = resolution.close and not answer.abstained
    return replace(answer, text=f"{CLOSE}\n{answer.text}") if says_so else answer


def _composed(resolution: Resolution, sources: _Sources) -> Answer:
    if resolution.outcome == "refused":
        return _refusal(resolution, sources)
    if resolution.outcome == "passages":
        text = "\n".join(_passage_line(p, resolution, sources) for p in resolution.passages)
        return _answer(text, "list" if resolution.query.want == "list" else "text", sources)
    if resolution.outcome == "computed":
        return _calculated(resolution, sources)
    return _looked_up(resolution, sources)


def _passage_line(passage: Passage, resolution: Resolution, sources: _Sources) -> str:
    """A passage as printed; where each stands in a section of its own, behind that section's title."""
    own = {p.paragraph.section for p in resolution.passages}
    apart = 1 < len(own) == len(resolution.passages)
    section = resolution.book.sections.get(passage.paragraph.section) if apart else None
    title = f"{section.title}：" if section and not passage.paragraph.case else ""
    return f"{title}{passage.text}{sources.passage(passage, resolution.book.report)}"


def _answer(text: str, kind: AnswerKind, sources: _Sources, calculation: Calculation | None = None) -> Answer:
    doubtful = any(citation.doubt for citation in sources.citations)
    if doubtful:
        text += "\n（提示：有数字由扫描件识别，识别把握不大，请核对原件。）"
    return Answer(
        text=text,
        kind=kind,
        citations=tuple(sources.citations),
        figures=tuple(sources.figures),
        calculation=calculation,
    )


def _looked_up(resolution: Resolution, sources: _Sources) -> Answer:
    facts = resolution.facts
    if resolution.conflicting:
        return _contradiction(resolution, sources)
    if not any(map(is_told, facts)):
        lines = "".join(f"“{named(fact)}”{sources.fact(fact)}" for fact in facts)
        printed = f"“{facts[0].text}”" if is_dash(facts[0]) else "空白"
        text = f"{REFUSAL}具体数值：{lines}在表中为{printed}。"
        return Answer(text=text, kind="refusal", abstained=True, citations=tuple(sources.citations))
    if len(facts) == 1:
        marks = sources.fact(facts[0]) + "".join(sources.fact(other) for other in resolution.agreeing)
        text = f"{named(facts[0])}：{shown(facts[0])}。{marks}"
        if facts[0].cell is None:
            text += f"\n原文：“{facts[0].quote}”"
    else:
        text = "\n".join(f"{named(fact)}：{shown(fact)}。{sources.fact(fact)}" for fact in facts)
    text = _judged(resolution, facts) + text
    for other in resolution.also:
        text += f"\n另外，{other.label or '正文'}还有“{named(other)}”：{shown(other)}。{sources.fact(other)}"
    wrong, calculation = _misadded(resolution, sources)
    kind: AnswerKind = "contradiction" if wrong else "table" if facts[0].cell else "text"
    return _answer(text + wrong, kind, sources, calculation)


def _misadded(resolution: Resolution, sources: _Sources) -> tuple[str, Calculation | None]:
    """What the parts of a total come to that is shown but is not their sum."""
    for fact in resolution.facts:
        parts = parts_of_misadded(resolution.book, fact)
        if len(parts) > 1 and comparable((fact, *parts)):
            added, apart = total(parts), difference(fact, parts)
            apart = apart if apart.value > 0 else difference(parts, fact)
            text = (
                f"\n请核对：表中各项相加为 {added.text}，与印出的不符，相差 {apart.text}。"
                f"{''.join(map(sources.fact, parts))}\n{_formula(apart)}"
            )
            return text, Calculation(apart.formula, plain(apart.value), added.unit, ())
    return "", None


def _judged(resolution: Resolution, facts: Sequence[Fact]) -> str:
    """For a question that states a figure itself: whether the report agrees."""
    if resolution.query.want != "check" or not resolution.query.claims:
        return ""
    claims = resolution.query.claims
    agreed = all(any(fact.value == claim.value for fact in facts) for claim in claims)
    return "是的，与报告一致。" if agreed else "不对，与报告不符。"


def _contradiction(resolution: Resolution, sources: _Sources) -> Answer:
    facts = (*resolution.facts, *resolution.agreeing, *resolution.conflicting)
    lines = [f"{_where(fact)}：{named(fact)} {shown(fact)}。{sources.fact(fact)}" for fact in facts]
    return _answer("报告中的说法不一致，请核对：\n" + "\n".join(lines), "contradiction", sources)


def _where(fact: Fact) -> str:
    section = fact.report.section(fact.section)
    place = fact.label or (f"{section.title}（正文）" if section else "正文")
    return f"《{fact.report.title}》{place}" if fact.label == "" and not section else place


def _calculated(resolution: Resolution, sources: _Sources) -> Answer:
    operation, computed, facts = resolution.operation, resolution.computed, resolution.facts
    if not facts:
        return _answer("没有符合条件的项目。", "list", sources)
    if operation == "extremes":
        most, least = (_compared_line(fact, resolution, sources) for fact in facts)
        reckoned = _apart(computed, None) if computed else None
        return _answer(f"最高（多）：{most}\n最低（少）：{least}", "list", sources, reckoned)
    if operation == "place":
        return _placed(resolution, sources)
    if operation in ("over-average", "under-average"):
        return _beside_average(resolution, sources)
    if operation in HEADS or operation in ("filter", "filter-years", "count", "names"):
        return _ordered(resolution, sources)
    if not computed:
        lines = [f"{named(fact)}：{shown(fact)}。{sources.fact(fact)}" for fact in facts]
        return _answer("\n".join([*lines, f"原文：“{facts[0].quote}”"]), "text", sources)
    used = _once(computed[0].operands)
    operands = "；".join(f"{named(fact)} {shown(fact)}{sources.fact(fact)}" for fact in used)
    lines = [
        f"{result_words(kind, result, resolution.query.text)}\n{_formula(result)}"
        for kind, result in zip(operation.split("+"), computed, strict=False)
    ]
    text = "\n".join([*lines, f"依据：{operands}。"])
    if operation == CORRECTED:
        text = f"与报告不符：{text}"
    text += "".join(_told_otherwise(other, sources) for other in resolution.conflicting)
    calculation = Calculation(
        formula="；".join(result.formula for result in computed[: len(lines)]),
        result="、".join(plain(result.value) for result in computed[: len(lines)]),
        unit=computed[0].unit,
        citations=tuple(dict.fromkeys(f.citation for f in sources.figures if f.citation)),
        rounding=computed[len(lines) - 1].rounding,
    )
    answered: AnswerKind = "comparison" if operation.startswith("difference") else "calculation"
    return _answer(text, answered, sources, calculation)


def _once(operands: Sequence[Fact]) -> list[Fact]:
    """Each operand once: of one part among all parts it stands on both sides."""
    return [fact for i, fact in enumerate(operands) if fact not in operands[:i]]


def _told_otherwise(fact: Fact, sources: _Sources) -> str:
    """Say that the report tells an operand otherwise elsewhere."""
    quote = f"\n原文：“{fact.quote}”" if fact.cell is None else ""
    return f"\n请核对，报告{_where(fact)}的说法不同：{named(fact)} {shown(fact)}。{sources.fact(fact)}{quote}"


def _formula(result: Computed) -> str:
    return f"算式：{result.formula}" + (f"（{result.rounding}）" if result.rounding else "")


def _ordered(resolution: Resolution, sources: _Sources) -> Answer:
    facts, unit = resolution.facts, resolution.query.unit
    lines = [
        f"- {fact.indicator}{sources.fact(fact)}"
        if resolution.operation == "names"
        else f"- {_compared_line(fact, resolution, sources)}"
        for fact in facts
    ]
    head = HEADS.get(resolution.operation, "符合条件的有")
    calculation = None
    # Of 超过1000人的有哪些 the unit is that of the limit, not of what meets it.
    counted = resolution.operation == "count" or resolution.query.want == "number"
    if counted and resolution.operation in ("count", "filter") and unit:
        # 90%以上的: what meets the limit is not counted in its unit.
        unit = "个" if unit == "%" or unit in {fact.unit for fact in facts} else unit
        head = f"共 {len(facts)} {unit}"
        calculation = Calculation(f"逐项计数 = {len(facts)}", str(len(facts)), unit, ())
    if resolution.computed:
        calculation = _apart(resolution.computed, calculation)
    if resolution.operation in ("max", "min"):
        extreme = sum(fact.value == facts[0].value for fact in facts)
        if extreme < len(facts):
            lines.insert(extreme, "参与比较的还有：")
    return _answer(f"{head}：\n" + "\n".join(lines), "list", sources, calculation)


def _placed(resolution: Resolution, sources: _Sources) -> Answer:
    """Which place a row has in its column, with all that it was compared with."""
    (fact, *ordered), result = resolution.facts, resolution.computed[0]
    among = f"在 {len(ordered)} 项中居第 {plain(result.value)}（从高到低）"
    lines = [f"- {named(other)}：{shown(other)}{sources.fact(other)}" for other in ordered]
    calculation = Calculation(result.formula, f"{plain(result.value)}、{len(ordered)}", "", ())
    text = f"{named(fact)}：{shown(fact)}，{among}。\n依次为：\n" + "\n".join(lines)
    return _answer(text, "list", sources, calculation)


def _beside_average(resolution: Resolution, sources: _Sources) -> Answer:
    """The rows over or under the average, behind how that comes about."""
    mean, facts = resolution.computed[0], resolution.facts
    way = "高于" if resolution.operation == "over-average" else "低于"
    lines = [f"- {named(fact)}：{shown(fact)}{sources.fact(fact)}" for fact in facts]
    marks = "".join(dict.fromkeys(sources.fact(fact) for fact in mean.operands))
    head = f"平均 {mean.text}{marks}\n{_formula(mean)}\n{way}平均的有 {len(facts)} 个：\n"
    calculation = Calculation(mean.formula, f"{plain(mean.value)}、{len(facts)}", mean.unit, ())
    return _answer(head + "\n".join(lines), "list", sources, calculation)


def _apart(computed: Sequence[Computed], counted: Calculation | None) -> Calculation:
    """The differences shown beside things that are compared, behind their number where it is shown."""
    formulas = [counted.formula] if counted else []
    results = [counted.result] if counted else []
    return Calculation(
        formula="；".join([*formulas, *(result.formula for result in computed)]),
        result="、".join([*results, *(plain(abs(result.value)) for result in computed)]),
        unit=counted.unit if counted else computed[0].unit,
        citations=(),
    )


def _compared_line(fact: Fact, resolution: Resolution, sources: _Sources) -> str:
    """A figure, with the one it was compared with (its plan, its year before) where there is one."""
    line = f"{named(fact)}：{shown(fact)}{sources.fact(fact)}"
    for result in resolution.computed:
        first, second = result.operands[0], result.operands[-1]
        if fact is first or fact is second:
            other = second if fact is first else first
            apart = f"{result.name or '相差'} {plain(abs(result.value))}{result.unit}"
            return f"{line}；{named(other)}：{shown(other)}{sources.fact(other)}；{apart}"
    return line


def _refusal(resolution: Resolution, sources: _Sources) -> Answer:
    report = resolution.book.report
    if not resolution.missing and not any(term.base >= 0.3 for term in resolution.query.terms):
        text = (
            f"{REFUSAL}所问的内容，或没有看出要问什么。"
            "请写明要问的指标、表格或章节，例如“某某率是多少”“某某表里有哪些”。"
        )
        return Answer(text=text, kind="refusal", abstained=True)
    missing = "、".join(f"“{word}”" for word in resolution.missing)
    text = f"{REFUSAL}{missing or '所问的内容'}。"
    years = covered_years(resolution.book)
    asked = [year for year in resolution.query.years_for(report.data_year) if year not in years]
    if asked and years:
        text += f"本报告的数据年份为 {'、'.join(f'{year}年' for year in years)}。"
    near = [f"“{passage.text}”{sources.passage(passage, report)}" for passage in resolution.passages]
    text += "\n".join((NEAR, *near)) if near else ""
    names = []
    for fact in () if resolution.passages else resolution.nearest:
        mark = sources.fact(fact)
        names.append(f"“{re.sub(r'[0-9].*', '', fact.indicator) or fact.title}”{mark}")
    if names:
        text += f"最接近的内容：{'、'.join(dict.fromkeys(names))}。"
    sources.figures.clear()
    answer = _answer(text, "refusal", sources)
    return Answer(text=answer.text, kind="refusal", abstained=True, citations=answer.citations)


def covered_years(book: Book) -> tuple[int, ...]:
    """Return the years that the report's tables tell of, oldest first."""
    years = {cell.cell.year for view in book.tables for cell in view.cells if cell.cell.year}
    if book.report.data_year:
        years.add(book.report.data_year)
    return tuple(sorted(years))
