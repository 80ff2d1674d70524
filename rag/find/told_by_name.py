"""The figures of the prose that tell a cell of a table again, called by the very names of its headings.

Between a name and its figure stand only words that say how the figure is told (为, 达到, 共计), and before
it only words that narrow nothing (the year, the school, 实现): else something else is told of. So a figure
found here is of the cell's thing, whatever its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rag.find.agreement import MAX_RATIO, in_unit_of, without_head
from rag.find.book import Book, FigureView, Sentence, TableCell, TableView
from rag.find.candidates import unit_class
from rag.find.figures import set_against, without_origin
from rag.find.heading_names import spelled
from rag.find.labels import Label

# Columns that count just what their rows are, and those of the share that a row has in the whole.
_COUNTS_ROW = re.compile(
    r"^(?:人数|数量|总数|数|金额|值|数值|学校数据|本校|.{0,3}年(?:度|底|末)?|.{0,9}(?:学年|届).{0,2}|)$"
)
_WHOLE = re.compile(r"^(?:小计|合计|总计)$")
_SHARES = re.compile(r"^(?:所?(?:占.{0,5}?)?(?:比例?|比重|百分比|构成比))$")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
# Of a text as ``spelled`` gives it: no comma in it parts thousands.
_CLAUSE = re.compile(r"[,;:。!?]")
_SEGMENT = re.compile(r"[；;。！？]")
_COUNTING = re.compile(r"(?<=..)(?:人数|总数|数量|总额|数)$")
# How a figure is told behind its name.
_TELLS = (
    r"(?:[(（][^()（）]*[)）])?(?:[,，]?(?:则|已|共|又|均|都|就|也|总|分别|平均|最终|全年|目前|现|逐年|进一步)*"
    r"(?:为|是|有|达到?|共计?|合计|总计|计|仅|只|至|到|由|从|(?:提|增|升|降|减|扩|上|下)[高加升长低少至降大]*[至到为]|"
    r"是[^，,]{2,9}[，,]为|[:：,，]))*"
)
_QUANTITY = {
    "人": "(?:人数|总?数|总人数|学生|生源)?",
    "元": "(?:经费|资金|金额|总额|总值|收入|支出|费用)?",
    "%": "(?:比例|占比|比重|率)?",
    "": "(?:总?数|数量|总量)?",
}
_SHARE = (
    r"(?:[^,;及和、]{0,6}?\d[\d.]*[^\d,;]{1,3},?)?约?占(?:比|到|了)?(?:[^,;\d]{0,12}的?)?(?:为|达到?|约)*"
)
# Behind a name: others besides it, or those within it (护理、助产两个专业毕业生; 专任教师中双师型教师).
_OTHERS = re.compile(
    r"^(?:[(（][^()（）]*[)）])?(?:、.*[两三四五六七八九十][个类种]|[中里内](?![专小学级职])|合计[^,，\d]|先后|历年|以来)"
)
# A number told just before its share.
_OF_THESE = re.compile(r"[，,（(]?占")
NEXT = 12
# What may stand before a name and narrows nothing.
_LEADS = re.compile(
    r"(?:(?:19|20)\d{2}(?:[-—–~至](?:19|20)?\d{2})?(?:年度?|届|学年度?)?(?:[末底初]|全年)?|\d{1,2}月(?:\d{1,2}日)?|"
    r"截[至止]?到?|今年|本年度?|学年|全年|当年|目前|现在?|年末|其中|在|中|内|当中|"
    r"(?:我|本|全|该)?[校院]|学校|学院|校园|(?:毕业|新|学)生|(?:毕业)?(?:半年)?后|平均|初次|折合|的|"
    r"(?:在校生|学生|教师|教职工|用人单位)?对|工作与|进入|总|共|一共|合计|已|[另外]聘|行业企业|具?有|"
    r"实现|完成|投入|达到?|拥有|现有|建有|设有|开设|建成|录取|招收|回收|获得?|取得|承担|开展|举办|聘请|安排|"
    r"收到|使用|支出|收入|人数|实际|[、,\s]|由于|因此|同时|此外|另外|而|且|和|及|以及)*"
)
# What is not yet, or of those who left long ago.
_GOAL = re.compile(r"[三五]年后|力争|目标|规划|预计|拟|将|年内|以内|[到至]20\d\d年(?:底|末|时)?[，,]|十四五")
# What makes all that follows one of a part, and what does where it has no figure of its own; not so where
# the parts are counted (9个实训中心).
_PART = re.compile(
    r"专业(?!带头|课|教师|技术|人才|建设|结构|布局|设置)|班(?![次子])|"
    r"(?<![体关联])系(?![统列数])|基地|中心|校区|[\u4e00-\u9fff](?<![学年前月日内间])学院"
)
_ACTOR = re.compile(r"公司|企业|村|男|女|新增|试点|项目")
_PARTS_COUNTED = re.compile(r"\d\s?[个家所门]")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-—–~至/](?:19|20)?\d{2})?(?:年度?|届|学年度?)?")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d{2}\s?[年届](?:度|底|末)?的?\s?$")
# 年生均财政拨款水平 is the 生均财政拨款 of a year, 毕业生就业率 the 就业率.
_SHARE_OF = re.compile(r"(?<=..)(?:所?占?(?:比例|占比|比重))$")
_MEASURE = re.compile(r"满意度$")
_PLAIN = re.compile(r"^年(?=生均|人均|均)|^毕业生(?=.+率$)|(?<=..)水平$")
_COUNTED = ("人数", "总数", "数量", "总额", "数")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a cell goes by: a pattern of that name with the words behind it up to a figure.

    ``of_part``: both its row and its column are named.
    """

    plain: str
    pattern: re.Pattern[str]
    of_part: bool


def told_by_name(book: Book, view: TableView, item: TableCell) -> Iterator[tuple[Sentence, FigureView]]:
    """Yield the figures of the prose that are called what a cell is called, in its year and kind of unit.

    They are of about its size; whether they are equal is not asked.
    """
    names = _names(item.row, item.col, item.cell.unit)
    if not item.cell.value or item.row.total:
        return
    for sentence in book.sentences:
        if sentence.paragraph.case or not any(name.plain in spelled(sentence.text) for name in names):
            continue
        for index, told in enumerate(sentence.figures):
            if _may_tell(book, view, item, sentence, index):
                left = spelled(_left_of(sentence, index))
                if any(_leads_to(left, name, view) for name in names):
                    yield sentence, told


def cells_by_name(book: Book, sentence: Sentence, told: FigureView) -> Iterator[tuple[TableView, TableCell]]:
    """Yield the cells whose very names a figure of the prose is called by, the other way round."""
    index = sentence.figures.index(told)
    left = spelled(_left_of(sentence, index))
    if sentence.paragraph.case:
        return
    for view in book.tables:
        for item in view.cells:
            if item.cell.value and not item.row.total and _may_tell(book, view, item, sentence, index):
                names = _names(item.row, item.col, item.cell.unit)
                if any(name.plain in left and _leads_to(left, name, view) for name in names):
                    yield view, item


def _may_tell(book: Book, view: TableView, item: TableCell, sentence: Sentence, index: int) -> bool:
    figure = sentence.figures[index].figure
    if figure.change or figure.approx or figure.bound or not figure.value:
        return False
    if is_share_of_others(view, item, sentence, index):
        return False
    if sentence.text.startswith("的", figure.end):
        # 就业率97%的班级: of those alone.
        return False
    year = figure.year or book.report.data_year
    if year and figure.past and not _YEAR_BEFORE.search(sentence.text[: figure.start]):
        # What it was before is of the year before where the table tells so of what it became.
        became = sentence.figures[index + 1].figure.value
        row = (c for c in view.cells if c.cell.row == item.cell.row and c is not item)
        if not any(c.cell.value == became for c in row):
            return False
        year -= 1
    if year != (item.year or book.report.data_year):
        return False
    value = in_unit_of(figure.value, figure.unit, item.cell.unit)
    assert item.cell.value is not None
    return value is not None and 1 / MAX_RATIO <= value / item.cell.value <= MAX_RATIO


def is_share_of_others(view: TableView, item: TableCell, sentence: Sentence, index: int) -> bool:
    """Tell whether a share is of a number told just before it that its row does not hold (128人，占59%)."""
    share = sentence.figures[index].figure
    if share.unit != "%":
        return False
    counted = (
        v.figure.value
        for v in sentence.figures[:index]
        if share.start - v.figure.end <= NEXT and _OF_THESE.match(sentence.text[v.figure.end :])
    )
    row = {c.cell.value for c in view.cells if c.cell.row == item.cell.row and c.cell.unit != "%"} - {None}
    return bool(row) and any(value not in row for value in counted)


def _left_of(sentence: Sentence, index: int) -> str:
    """What stands before a figure in its part of the sentence; before what it was, where it changed."""
    view = sentence.figures[index]
    start = view.since.start if view.since else view.figure.start
    before = sentence.figures[index - 1].figure if index else None
    if before and not view.since and set_against(sentence.text, before, view.figure):
        start = before.start
    segment = max((m.end() for m in _SEGMENT.finditer(sentence.text[:start])), default=0)
    left = sentence.text[segment:start]
    return without_origin(left) if view.since or view.figure.past else left


def _leads_to(left: str, name: _Name, view: TableView) -> bool:
    """Whether what stands before a figure is a name of the cell, with nothing that narrows it.

    A part (其中) is one of what is told before it, which must stand in the table as well.
    """
    for match in re.finditer(re.escape(name.plain), left):
        if not name.pattern.fullmatch(left, match.start()):
            continue
        if _OTHERS.search(left[match.start() + len(name.plain) :]):
            return False
        before = left[: match.start()]
        clause = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
        lead = before[clause:]
        return (
            _LEADS.fullmatch(lead) is not None
            and not _GOAL.search(left)
            and (name.of_part or not any(map(_narrows, _CLAUSE.split(before[:clause]))))
            and ("其中" not in lead or _has_number_of(left, view))
        )
    return False


def _narrows(clause: str) -> bool:
    """Whether a clause tells of a part of the school, so that what follows does so as well."""
    if _PART.search(clause):
        return not _PARTS_COUNTED.search(clause)
    return _ACTOR.search(clause) is not None and not re.search(r"\d", clause)


def _has_number_of(text: str, view: TableView) -> bool:
    """Whether a number of a text stands in a table."""
    numbers = {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
    return any(item.cell.value in numbers for item in view.cells)


@lru_cache(maxsize=65536)
def _names(row: Label, col: Label, unit: str) -> tuple[_Name, ...]:
    named = [bare for bare in col.bare if not _WHOLE.match(bare)] or [""]
    column = _YEAR.sub("", spelled(_BRACKETS.sub("", named[-1])))
    if not row.name:
        return ()
    if _COUNTS_ROW.match(column):
        over = re.escape(spelled(row.bare[-2])) if len(row.bare) > 1 else ""
        between = f"(?:{over})?的?{_QUANTITY.get(_kind(unit), '')}"
    elif _SHARES.match(column):
        between = f"(?:的?(?:所?占?的?(?:比例|占比|比重))|{_SHARE})"
    else:
        stem = _COUNTING.sub("", column)
        between = rf"[^;\d]{{0,12}}?{re.escape(stem)}(?:{'|'.join(_COUNTED)})?(?:新生|学生)?"
    full = spelled(_BRACKETS.sub("", row.name))
    measure = _MEASURE.search(row.bare[-2]) if len(row.bare) > 1 else None
    printed = {
        full,
        spelled(row.name),
        _PLAIN.sub("", full),
        _COUNTING.sub("", full),
        f"{full}{measure.group()}" if measure else full,
    }
    of_part = not _COUNTS_ROW.match(column) and not _SHARES.match(column)
    found = [(name, between) for name in printed if len(name) > 1]
    # 双师型教师254人，占72.16% tells the 双师型教师比例.
    found += [(_SHARE_OF.sub("", name), _SHARE) for name in printed if _SHARE_OF.search(name)]
    # 单独招生（中职生） is not 单独招生（普高生）, though both may be called 单独招生.
    apart = "(?![(（])" if _BRACKETS.search(row.name) else ""
    return tuple(
        _Name(name, re.compile(f"{re.escape(name)}{apart}{words}{_TELLS}"), of_part) for name, words in found
    )


def _kind(unit: str) -> str:
    unit = without_head(unit)
    return next((kind for kind in ("人", "元", "%") if unit_class(unit) == unit_class(kind)), "")
