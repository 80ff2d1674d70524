"""Figures and passages that are of other things, or of other years, than a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.calculate.other_rows import of_other_rows
from rag.find.about import tells_of_part
from rag.find.book import Book, Sentence
from rag.find.candidates import Candidate, name
from rag.find.facts import Fact
from rag.find.match import Matcher
from rag.find.right_kind import asks_number, right_kind
from rag.find.whose import clause_of
from rag.prose.passages import Passage
from rag.prose.persons import names_parts
from rag.respond.resolution import Resolution
from rag.text import normalize
from rag.understand.question import EACH, Query
from rag.understand.school import own_names
from rag.understand.years import find_years

# The kind of school with what stands right before it, as much as tells one from another.
_OTHER_SCHOOL = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2}(?:职业技术学院|职业学院|技师学院|职业技术大学|职业大学))(?!生)"
)
# What a row of a part of the school is called.
_PART = re.compile(r"[\u4e00-\u9fff](?<![学该本])(?:学院|(?<![体关联派])系)$")

_MAJOR = re.compile(r"(?P<name>[\u4e00-\u9fff]{2})专业(?!群|类|教师|课)")
# Two things that are added up or set against each other.
_TWO = re.compile(
    r"(?P<one>[\u4e00-\u9fffa-z\d]{2,8})(?P<and>[和与跟同])(?P<other>[\u4e00-\u9fffa-z\d]{2,8}?)"
    r"(?=的|两|各|哪|谁|相差|加|合|一共|总共|之和|(?:19|20)\d\d|[,，]).{0,16}(?:相差|差多少|差几|加起来|合计|合起来|一共|总共|之和|哪个|谁)"
)
# One of several that a school has, as much of its name as tells it from the others.
_ANY_PART = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2})(?:校区|分馆|分院|学院|系(?![统列部])|类?专业群?(?!教师|课)|公寓|社区)"
)
# Another house of the school's own, with people and things of its own.
_AFFILIATED = re.compile(
    r"(?:附属|附设)[\u4e00-\u9fff]{0,6}?(?P<kind>幼儿园|医院|小学|中学|诊所|门诊部|工厂|酒店)"
)
# A people by its name (傣族学生); 少数民族 are all of them.
_PEOPLE = re.compile(
    r"(?:汉|[回壮满苗彝藏侗瑶白黎傣畲佤羌土怒京水]|蒙古|维吾尔|土家|布依|朝鲜|哈尼|哈萨克|傈僳|仡佬|拉祜|纳西|景颇|仫佬|"
    r"毛南|布朗|撒拉|锡伯|阿昌|普米|塔吉克|鄂温克|鄂伦春|德昂|保安|裕固|基诺|独龙|门巴|珞巴|赫哲|达斡尔|东乡|高山)族"
)
_COLLEGE = re.compile(r"(?:(?P<name>[\u4e00-\u9fff]{2})|(?<![\u4e00-\u9fff])(?P<one>[商法文理工农医]))学院")
# What kind of societies are meant; 参加社团, 各社团, 学生社团 name none.
_SOCIETIES = re.compile(
    r"(?P<kind>(?:(?![各个的了有参加入进与多少几些生校院级要是在建办立])[\u4e00-\u9fff]){2})类?社团"
)
_NO_PART = frozenset(
    "我们 咱们 你们 学校 全校 本校 该校 哪个 几个 各个 每个 整个 所有 全部 其他 其它 二级 产业 职业 技术 "
    "高职 新增 新设 相关 对口 招生 现有 开设 多少 个的 们的 校的 特色 重点 骨干 国家 省级 本科".split()
)
# A number that is asked of each part of the school (各二级学院分别引进了几位).
_EACH_PART = re.compile(
    r"(?:各个?|每个|[几两二三四五六七八九十\d]个)(?:二级|教学)?(?P<kind>产业学院|学院|证书|院系|系部|校区|专业|年级|班级|部门)"
    r"(?=.{0,16}(?:分别|各自?).{0,8}(?:多少|几))|"
    # 一个学院各几位
    r"(?<![哪同另第])一个?(?:二级|教学)?(?P<one>产业学院|学院|证书|院系|系部|校区|专业|年级|班级|部门)"
    r"(?:各自?|分别)(?:有|是|分|占|招|来)*[到了]?(?:多少|几)"
)
_NO_THING = re.compile("年|学年|届|上一|前一|相比|比较|分别")
# So much of a name stands in what it may be short for.
_ALIKE = 0.6


def of_unknown_school(matcher: Matcher) -> bool:
    """Tell whether a question is about another school, of which the report says nothing at all."""
    text, book = matcher.query.text, matcher.book
    own = {end for _, end in own_names(book.report.school, text)}
    named = [match["name"] for match in _OTHER_SCHOOL.finditer(text) if match.end() not in own]
    return any(
        not any(name in sentence.text for sentence in book.sentences)
        and not any(name in label for view in book.tables for row in view.table.grid for label in row)
        for name in named
    )


def of_other_things(matcher: Matcher, candidate: Candidate) -> bool:
    """Tell whether a cell is of another kind of thing than a question names.

    Each of some things (各产业学院) of which its rows are none; a major (护理专业), its row a school.
    """
    text = matcher.query.text
    told = f"{name(candidate)} {_around(candidate)}"
    if _of_other_societies(text, told) or _of_another_people(text, told):
        return True
    if matcher.query.operation == "lookup" and not names_parts(
        text, f"{name(candidate)} {_around(candidate)}"
    ):
        return True
    if candidate.sentence is not None:
        return not _speaks_of_each(text, candidate.sentence.text)
    if candidate.view is None or candidate.cell is None:
        return False
    each = _EACH_PART.search(text)
    if each and candidate.cell.row.total:
        # What all have is not told of each.
        return True
    if each and (kind := _kind_of(each)) in ("产业学院", "校区", "证书"):
        heads = (*candidate.view.stub_heads, candidate.view.table.title, *candidate.cell.row.path)
        return not any(kind in head for head in heads)
    if _is_school_of_major(text, candidate.cell.row.name):
        return True
    return EACH.search(text) is not None and of_other_rows(matcher, [candidate.view])


def _around(candidate: Candidate) -> str:
    """The clause that a figure stands in, or the title over a cell."""
    if candidate.sentence is not None:
        return clause_of(candidate.sentence.text, candidate)
    return candidate.view.table.title if candidate.view else ""


def _is_school_of_major(text: str, row: str) -> bool:
    """Whether a question names a major (护理专业), and a row is that of the school which has it."""
    majors = (match["name"] for match in _MAJOR.finditer(text))
    return _PART.search(row) is not None and any(n in row for n in majors) and not re.search("学院|系", text)


def leaves_out(matcher: Matcher, facts: Sequence[Fact]) -> bool:
    """Tell whether a question names something of which none of these figures is."""
    return _leaves_out_part(matcher, facts) or _leaves_out_one(matcher, facts)


def _leaves_out_part(matcher: Matcher, facts: Sequence[Fact]) -> bool:
    """Tell whether a question names a part of the school of which figures are not told.

    What is said of the whole school is no figure of one part, nor a difference between two.
    """
    text = matcher.query.text
    named = {name for view in matcher.book.tables for name in view.names.rows if _PART.search(name)}
    asked = [
        name
        for name in named
        if name in text and not any(name in n and n != name and n in text for n in named)
    ]
    # What was put together from several turns names those that were asked of before as well.
    if not asked or not facts or not matcher.query.said:
        return False
    refs = {fact.ref for fact in facts}
    around = {
        s.ref: f"{s.paragraph.text} {_headings(matcher.book, s)}"
        for s in matcher.book.sentences
        if s.ref in refs
    }
    told = " ".join(f"{' '.join(f.scope)} {f.indicator} {f.quote} {around.get(f.ref, '')}" for f in facts)
    others = {part for f in facts for part in (*f.scope, *f.indicator.split(" · ")) if part in named}
    return any(name not in told for name in asked) or not others <= set(asked)


def of_other_societies(query: Query, facts: Sequence[Fact]) -> bool:
    """Tell whether societies of one kind are asked about (文艺社团), and figures are of no such kind."""
    told = " ".join(f"{' '.join(f.scope)} {f.indicator} {f.quote}" for f in facts)
    return _of_other_societies(query.text, told)


def _of_other_societies(question: str, told: str) -> bool:
    return any(match["kind"] not in told for match in _SOCIETIES.finditer(question))


def _of_another_people(question: str, told: str) -> bool:
    """Whether a question is about one people, and what is told is of another, or of all of them."""
    return any(people not in told for people in _PEOPLE.findall(question))


def tells_number_of_others(query: Query, found: Resolution) -> bool:
    """Tell whether a number is asked of one part (某某校区), and no sentence that tells one names it."""
    shown = " ".join(f"{f.indicator} {' '.join(f.scope)}" for f in found.facts)
    all_told = " ".join((shown, *(f.quote for f in found.facts), *(p.text for p in found.passages)))
    if any(kind not in all_told for kind in _AFFILIATED.findall(query.said)):
        return True
    if _of_another_people(query.said, " ".join((shown, *(p.text for p in found.passages)))):
        return True
    told = (*(f.quote for f in found.facts if f.cell is None), *(p.text for p in found.passages))
    texts = [text for text in told if text]
    if any(not _speaks_of_each(query.said, text) or tells_of_part(query.said, text) for text in texts):
        return True
    parts = [match["name"] for match in _ANY_PART.finditer(query.said) if match["name"] not in _NO_PART]
    if _tells_of_another_part(query.said, found):
        return True
    if asks_number(query) and any(_is_school_of_major(query.said, n) for f in found.facts for n in f.scope):
        return True
    if not parts or not (asks_number(query) or re.search("多少|几", query.said)):
        return False
    named = [f"{fact.quote} {' '.join(fact.scope)}" for fact in found.facts]
    named += [
        sentence.text
        for passage in found.passages
        for sentence in passage.sentences
        if right_kind(query, {view.figure.unit for view in sentence.figures})
    ]
    return not all(any(part in text for text in named) for part in parts)


def _tells_of_another_part(question: str, found: Resolution) -> bool:
    """Whether all that lies close is a row of one college of the school, where another is named (商学院)."""
    asked = [m["name"] or m["one"] for m in _COLLEGE.finditer(question)]
    asked = [name for name in asked if name not in _NO_PART]
    told = [" ".join(fact.scope) for fact in found.facts if fact.cell]
    of_parts = bool(told) and all(any(map(_PART.search, one.split())) for one in told)
    return bool(asked) and of_parts and not any(f"{name}学院" in one for name in asked for one in told)


def _leaves_out_one(matcher: Matcher, facts: Sequence[Fact]) -> bool:
    """Tell whether two things are set beside each other (甲和乙相差多少), and all that is told is of one.

    That is of one row, in columns that are neither of the two.
    """
    two = _TWO.search(matcher.query.text)
    if two is None or not matcher.query.said or not facts or not all(fact.cell for fact in facts):
        return False
    names = [two["one"], two["other"]]
    if any(find_years(name)[0].years or _NO_THING.search(name) for name in names) or _is_one_name(
        matcher, two
    ):
        return False
    if len({fact.ref for fact in facts}) > 1:
        return False
    columns = {normalize("".join(fact.scope[-1:])) for fact in facts}
    if len(facts) == len(columns) == len(names):
        return False
    return not all(any(_may_be(name, column) for column in columns) for name in names)


def _may_be(name: str, label: str) -> bool:
    return sum(char in label for char in name) >= _ALIKE * len(name)


def _is_one_name(matcher: Matcher, two: re.Match[str]) -> bool:
    """Whether what joins two things is part of a name (老年服务与管理)."""
    around = two.group("one")[-2:] + two.group("and") + two.group("other")[:2]
    return any(
        around in name for view in matcher.book.tables for item in view.cells for name in item.row.bare
    )


def _headings(book: Book, sentence: Sentence) -> str:
    """The titles of the section and of the case that a sentence stands in."""
    section = book.sections.get(sentence.paragraph.section)
    titles = (case.title for case in book.report.cases if case.label == sentence.paragraph.case)
    return " ".join((section.title if section else "", *titles))


def of_named_year(query: Query, book: Book, found: Sequence[Candidate]) -> bool:
    """Tell whether anything found is of a year that the question names, where it names any.

    Beside the one that it names (跟2030年比) others may be looked for; these alone answer nothing. A change
    (比上年增长) is one of the year before as well.
    """
    named, own = set(query.years), book.report.data_year
    for candidate in found:
        year = candidate.year or own
        changed = candidate.figure is not None and candidate.figure.figure.change
        if year in named or (changed and year and year - 1 in named):
            return True
    return not named


def of_one_only(question: str, shown: Sequence[Candidate]) -> bool:
    """Tell whether cells are of one row, where a number is asked of each part of the school."""
    rows = {(id(candidate.view), candidate.cell.cell.row) for candidate in shown if candidate.cell}
    return len(rows) == 1 and _EACH_PART.search(question) is not None


def tells_of_each(question: str, passages: Sequence[Passage]) -> bool:
    """Tell whether passages speak of the parts of the school of each of which a number is asked."""
    return any(_speaks_of_each(question, passage.text) for passage in passages)


def _speaks_of_each(question: str, text: str) -> bool:
    asked = _EACH_PART.search(question)
    return asked is None or re.search(rf"[\u4e00-\u9fff]{_kind_of(asked)}", text) is not None


def _kind_of(each: re.Match[str]) -> str:
    return each["kind"] or each["one"]


def tells_of_years(matcher: Matcher, passages: Sequence[Passage]) -> bool:
    """Tell whether passages may be of the year asked: the report's own, or one told in or around them."""
    asked = set(matcher.query.years) - {matcher.book.report.data_year, matcher.book.report.year}
    told = " ".join(f"{p.text} {p.paragraph.text}" for p in passages)
    return not asked or any(str(year) in told for year in asked)
