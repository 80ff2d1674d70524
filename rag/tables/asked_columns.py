"""Which columns of a row a question asks for, by their headings or as people ask for what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.find.book import TableCell
from rag.find.candidates import unit_class

# How people ask for what stands in a column, and how such a column is headed.
_SAID = tuple(
    (re.compile(asks), re.compile(heads))
    for asks, heads in (
        (
            r"报考|参考|应考|(?:参加|去)?考了?(?![过核试生证点务评勤])",
            r"报考|参考|应考|考核|考试人|参加考",
        ),
        (
            r"(?<![通经超不难])过(?:关|了)?(?=多少|几|[，,、。]|$)|通过(?!率)|(?:拿|取|考)(?:到了?|了|下)?证(?!书)|合格(?!率)",
            r"(?:通过|合格|取证|获证|取得|持证)(?!率)",
        ),
        (r"(?:过关|合格|取证|通过)率", r"(?:通过|合格|取证)率|^率"),
        (r"占比|比例|比重|百分之?几|百分之?多少|[占有]几成|占(?:了|到)?(?:多少|多大)", r"占|比例|比重"),
        (
            r"(?:投|投入|花|砸|出资?|拨|到账|到款|进账|收入?|发放?|给)?了?(?:多少|几)(?:的)?(?:钱|万元|万|元|资金|经费|款|金额)(?!一)|"
            r"(?:投|投入|花|出资|拨|到账|到款|进账)了?(?:多少|几)(?=$|[，,、])",
            r"^(?!.*[人生户师][均平]).*元",
        ),
        (r"到账|到款|进账|入账|的钱(?=$|[，,、])|金额", r"^(?!.*[人生户师][均平]).*元"),
        (
            r"目标|任务(?=定|是|要)|(?:要求|计划|打算|原定|该)(?:做|建|出|编|完成|招|搞)?|定的?了?(?=多少|几|是)|预[算定期]",
            r"目标|任务[数值]|计划|预[算期]|应完成|标准|要求",
        ),
        (r"(?:实际)?(?:完成|做到|做成|建成|建了|达到|做了)了?|实际", r"完成|实际|达成|决算|达到"),
        (r"标准|要求|规定", r"标准|要求|规定"),
        (r"录取?了?(?=多少|几)", r"录取(?!率|比)"),
        (r"(?:报到|来|实到)了?(?=多少|几)", r"报到(?!率)"),
        (
            r"(?:谁|哪个老师|哪位老师|哪些老师|什么人)?(?:来|在)?(?:带队|带的队|指导|带|辅导)(?:的|老师|教师)?(?![动领])",
            r"指导|带队|辅导|教练|导师",
        ),
        (r"(?:指导|带队|辅导)(?:老师|教师|者|人)?的?(?:姓名|名字)", r"指导|带队|辅导|教练|导师"),
        (
            r"(?:获奖|拿奖|得奖|参赛)的?(?:学生|选手|人|同学)?的?(?:姓名|名字|名单|叫[啥什]么?名?字?)",
            r"(?:获奖|参赛)(?:学生|选手|人员|者)|^选手|^学生",
        ),
        (
            r"(?:获奖|得奖|拿奖|奖项)?的?(?:等级|等次|奖次|名次|几等)",
            r"等[级次]|奖(?:项(?!目)|[次级])|名次|获奖(?:等级|情况)|^成绩",
        ),
        (
            r"(?:起始|开始|启动|设立|成立|立项|签约|签订|揭牌|开办|开设|获批|认定|合作)的?(?:年月|时间|日期|年份)",
            r"时间|年份|年月|日期|^年度?$",
        ),
        (
            r"(?:采取|采用|用)?的?(?:是)?(?:哪|什么|啥)一?[种样]?(?:合作)?(?:形式|方式|模式)",
            r"形式|方式|模式",
        ),
        (
            r"(?:几等|什么|啥|哪[种个])奖(?:项)?|(?:得|拿|获)(?:了|的)?奖?(?:是)?第?几(?:名|等奖)?|什么名次|第几名|奖项等级",
            r"等级|奖(?:项(?!目)|[次级])|名次|获奖(?:等级|情况)|^成绩",
        ),
        (
            r"(?:谁|哪些学生|哪几个学生|哪个学生|什么人)(?:得|拿|获|夺)(?:了|的|到)?(?:奖|的)?|(?:得|拿|获)(?:了|的)?奖的?(?:学生|人|是谁)|参赛学生",
            r"(?:获奖|参赛)(?:学生|选手|人员|者)|^选手|^学生",
        ),
        (
            r"(?:跟|和|与)?(?:谁|哪一?[家个些]|什么)(?:公司|企业|单位)?(?:来|一起)?(?:合作|合办|共建|联办|办)(?:的)?|(?:跟|和|与)(?:谁|哪一?[家个些](?:公司|企业|单位)?)|合作(?:企业|单位|方)",
            r"合作.*(?:企业|单位|方)|^(?:合作|共建|联合)?(?:企业|单位)(?:名称)?$",
        ),
        (
            r"(?:谁|哪个部门|哪个单位|什么部门)(?:来|在)?(?:负责|牵头|主管|承担)(?:的)?|负责人|牵头人|责任(?:部门|人)",
            r"负责|责任|牵头人|带头人|承担",
        ),
        (
            r"(?:哪个|什么|哪一个)(?:二级)?(?:学院|系)(?:来|在)?(?:牵头|负责|主办|承办|做|管|办|的|依托)?",
            r"学院|系部|院系|^系$",
        ),
        (r"(?:谁|哪位)(?:来|在)?(?:主持|领衔|牵头)(?:的)?|主持人", r"主持|领衔|负责人"),
        (
            r"(?:受)?(?:谁|哪[个家]?(?:单位|部门)?|什么单位)(?:来)?委托(?:办|培训)?(?:的)?|委托(?:单位|方)",
            r"委托",
        ),
        (r"(?:怎么|如何|用什么(?:方式|办法))(?:来|去)?(?:调查|评价|考核|做)(?:的)?", r"方式|方法"),
        (
            r"(?:哪一?年|什么时候|啥时候|何时|几几年|哪年哪月|几月)(?:开始)?(?:成立|建成?|开办|办|共建|设立|开设|开|立项|"
            r"获批|签约|签订|签|启动|揭牌|投用|认定|合作)?(?:的|起)?|成立时间",
            r"时间|年份|年月|日期|^年度?$",
        ),
        (
            r"(?:在)?(?:哪里|哪儿|哪个(?:县|市|乡|镇|地方)|什么地方)|(?:哪个|什么)县",
            r"^所?在?(?:县|地|乡镇)|地点|地址|所在",
        ),
        (
            r"(?:什么|哪个|啥)(?:级别|层次|等级)(?:的)?|(?:省级|国家级)还是|(?:算|属于?)?(?:什么|啥|哪一?|几)(?:个)?级(?:别)?(?:的)?",
            r"级别|层次|(?<!职称)等级",
        ),
        (r"(?:多少|几)(?:个|名)?(?:在校)?学生(?![\u4e00-\u9fff])", r"^在校(?:学生|生)|^学生(?:人?数)?$|在读"),
        (r"(?:对接|对应)?(?:哪些?个?|什么)专业|(?:包含|含)(?:哪些|什么)专业", r"专业(?!数)"),
        (r"多大(?:面积|地方)?|面积|占地|多少平方?米?", r"面积|㎡|平方米"),
        (r"(?:多少|几)(?:个)?工位|工位", r"工位"),
        (r"(?:设备|仪器)[^，,、]{0,3}(?:总)?(?:值|价值|总值)(?:多少钱|多少|几)?", r"设备.*值"),
        (
            r"(?:办|开|做|举办|培训)?了?(?:多少|几)(?:个班次?|期(?:培训)?班?|班|场)",
            r"期数|班次|班数|场次|期次|班级",
        ),
        (r"(?:派|去|驻)?了?(?:多少|几)(?:个|名|位)?(?:队员|驻村队员|干部)", r"队员|驻村|干部"),
        (r"(?:带动|惠及|帮扶)了?(?:多少|几)?(?:个)?(?:农?户|人家)?", r"带动|惠及|帮扶.*户"),
        (r"(?:多少|几)(?:个)?人时|用了?多少|使用(?:量|率)", r"使用量|使用率|人时"),
    )
)
# What a heading only counts by, or says besides what it is.
_COUNTING = re.compile(r"(?<=..)(?:人数|人次|数量|总数|总额|数|额|量)$")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]|/.{1,2}$")
_SHARE = re.compile(r"率|比|占|百分|几成|%")
# 多少人次, 多少户: the only column in that unit.
_IN_UNIT = re.compile(
    r"(?:多少|几)(人次|人日|学时|课时|亩|户|台|套|册|[人名位个项门部件支种期家](?![\u4e00-\u9fff]?率))"
)
HALF = 0.5
_NAME = re.compile("的?(?:姓名|名字|名称)")
# What asks for a kind of thing says more than a word of a heading in it (怎么调查的: 调查方式).
_WHICH = re.compile("谁|哪|什么|啥|怎么|如何|几等")
# Asks for the column of a year that is headed by no more (国家要求多少，我们2020年多少).
_OF_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年?|今年|去年|前年|上一?年)(?:的)?(?:实际)?(?:是|有|为)?(?:多少|几|呢|$)"
)
# Asks for an amount where the columns of a table are years.
_AMOUNT = re.compile(
    r"(?:多少|几)(?:的)?(?:钱|万元|万|元|资金|经费|款)|(?:的|了)?(?:钱|经费|金额|费用)(?:一共|总共)?(?:是|有)?(?:多少|几)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A place of the question that asks for columns, given by their headings; ``sure``: by such a heading."""

    start: int
    end: int
    heads: frozenset[str]
    sure: float


def head_of(item: TableCell) -> str:
    """Return what heads the column of a cell: its innermost heading that is no year."""
    return item.col.name


def asked_in(text: str, row: Sequence[TableCell], known: Iterable[Asked] = ()) -> tuple[Asked, ...]:
    """Return where a question asks for cells of a row, in order and without overlap, the longest first.

    Args:
        text: the question, normalised, what names the row blanked.
        row: the cells of the row.
        known: where it asks for columns by other names of what they hold.
    """
    units = {head_of(item): item.cell.unit for item in row}
    named = {head: unit for head, unit in units.items() if head}
    found = [*known, *_by_heading(text, named), *_as_spoken(text, named), *_by_unit(text, units)]
    if "" in units:
        found += [Asked(m.start(), m.end(), frozenset({""}), 1.0) for m in _OF_YEAR.finditer(text)]
    if not named and unit_class(units.get("", "")) == unit_class("元"):
        found += [Asked(m.start(), m.end(), frozenset({""}), HALF) for m in _AMOUNT.finditer(text)]
    # 获奖学生的姓名 asks for no more than 获奖学生.
    found = [replace(one, end=m.end()) if (m := _NAME.match(text, one.end)) else one for one in found]
    kept: list[Asked] = []
    for one in sorted(found, key=lambda a: (-a.sure, a.start - a.end, a.start)):
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted((_narrowed(one, found) for one in kept), key=lambda a: a.start))


def _narrowed(one: Asked, found: Iterable[Asked]) -> Asked:
    """Of several columns the one that is named at the same place as well (投入了多少资金: 投入资金)."""
    for other in found:
        if len(one.heads) > 1 and other.start < one.end and one.start < other.end and one.heads & other.heads:
            one = replace(one, heads=one.heads & other.heads)
    return one


def _by_heading(text: str, units: dict[str, str]) -> Iterable[Asked]:
    """The longest part of each heading that stands in the question; a share only where one is asked for."""
    spans: dict[tuple[int, int], dict[str, float]] = {}
    for head, unit in units.items():
        core = _COUNTING.sub("", _BRACKETS.sub("", head)) or head
        start, length, at = longest_common(text, core)
        share = length / len(core)
        if length < 2 or (share < HALF and at and at + length < len(core)) or share < 1 / 3:
            continue
        if unit_class(unit) == 0 and not _SHARE.search(text[start : start + length + 1]):
            continue
        spans.setdefault((start, start + length), {})[head] = share
    for (start, end), heads in spans.items():
        top = max(heads.values())
        best = frozenset(head for head, share in heads.items() if share == top)
        yield Asked(start, end, best, 2 * top + (end - start) / 10)


def _as_spoken(text: str, units: dict[str, str]) -> Iterable[Asked]:
    for asks, heads in _SAID:
        fitting = frozenset(h for h, unit in units.items() if heads.search(f"{h}{unit}"))
        if fitting:
            yield from (Asked(m.start(), m.end(), fitting, _sure(m.group())) for m in asks.finditer(text))


def _sure(said: str) -> float:
    return 1 + bool(_WHICH.search(said)) + len(said) / 10


def _by_unit(text: str, units: dict[str, str]) -> Iterable[Asked]:
    for match in _IN_UNIT.finditer(text):
        own = frozenset(head for head, unit in units.items() if unit == match[1])
        if not own and len(match[1]) > 1:
            own = frozenset(head for head in units if head.endswith(match[1]))
        if not own and match[1] == "人":
            own = frozenset(head for head, unit in units.items() if unit == "人次" or head.endswith("人次"))
        if len(own) == 1:
            yield Asked(match.start(), match.end(), own, HALF)


def longest_common(text: str, part: str) -> tuple[int, int, int]:
    """Return the longest piece that two texts share: where in the first, how long, where in the second."""
    best = (0, 0, 0)
    lengths = [0] * (len(part) + 1)
    for i, char in enumerate(text):
        row = [0] * (len(part) + 1)
        for k, other in enumerate(part):
            if char == other and not char.isspace():
                row[k + 1] = length = lengths[k] + 1
                if length > best[1]:
                    best = (i + 1 - length, length, k + 1 - length)
        lengths = row
    return best
