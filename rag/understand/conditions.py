"""Conditions by which a question selects rows: above a limit, below the whole, fallen, of a single one."""

from __future__ import annotations

import re

from rag.find.figures import ProseFigure, han_number
from rag.understand.words import blanked

# Asks which or how many things there are under a condition: only then is a condition a filter.
_SELECTS = re.compile(r"哪|谁|几[个门项类种]|多少[个门项类种]|列出|有没有|的[^\W\d]{2,8}$")
_WHOLE = (
    r"(?:了|我们?|咱们?|本|该|整个)*(?:全校|全院|总体|整体|合计|平均|学校(?=的?(?:平均|总体|整体|均值)))"
    r"(?:的|总体|整体)*(?:平均)?(?:水平|线|值|数)?"
)
# How things stand to the whole of which they are parts: 没达到全校平均, 比全校还低.
OVER_WHOLE = re.compile(
    rf"(?:超过|超出|高于|高出|优于|好于|高过)了?{_WHOLE}|"
    rf"比{_WHOLE}[还都要更]*[高好多强]|(?<![未没有])达到了?{_WHOLE}"
)
UNDER_WHOLE = re.compile(
    rf"(?:(?:没有?|未能?|没能)(?:达到?|到|超过|过)|达不到|不如|不及|低于|落后于?|低过){_WHOLE}|"
    rf"比{_WHOLE}[还都要更]*[低差少弱]"
)
# The better and the worse, in speech; 取得了哪些进步 tells of no figure.
_RISEN = "变好|反升|反涨|反增|(?:(?<![得些么])进步|向好|好转|改善|回升|走高|[涨升]上[来去])了?(?:的|$|[，,])"
_FALLEN = (
    "(?<![得些么])退步|变差|变糟|反降|反跌|反减|走下坡|"
    "(?:恶化|走低|[跌掉降]下[来去]|缩水|倒退|滑坡)了?(?:的|$|[，,])"
)
_THAN_BEFORE = r"[比较](?:上一?(?:学?年度?|届)|去年|前一?年|\d{4}[年届](?:度|级)?)(?:的?时候?)?"
_NOT_AS_BEFORE = (
    r"(?:不如|不及|没有?)(?:上一?(?:学?年度?|届)|去年|前一?年|\d{4}[年届])(?:高|多|好)?(?:的|$|[，,])"
)
# How the rows of a table stand in one column to another, or to one of them: 二年级反而比一年级高的是哪项.
_OTHER = r"(?<![分占对])比(?![较例重赛率分])[^，,。]{1,14}?[还更都要反而也]*"
OVER_OTHER = re.compile(
    rf"{_OTHER}(?<!最)(?:[高多好强大]|满意)(?:一?些|点)?(?:的|$|[，,])|超过了?(?=[^\d一二两三四五六七八九十百千，,。]{{2,10}}(?:的|$))"
)
UNDER_OTHER = re.compile(
    rf"{_OTHER}(?<!最)(?:[低差弱小]|(?<!多)少)(?:一?些|点)?(?:的|$|[，,])|(?<!未)不如(?=[^\d，,。]{{2,10}}(?:的|$))"
)
# 比全校高几个点 asks for a difference, 比全校高的有几个 for what is above.
_HOW_MUCH = re.compile(r"[高低多少差出过好强](?:了|出)?(?:多少|几)")
# How fully a plan was carried out is no condition.
_OF_PLAN = ("unfinished", "finished", "exceeded")
_HOW_FULLY = re.compile(r"百分之|几成|完成率|比例")
_THAN_PLAN = r"(?<!占)比(?:原|招生|原定|当初)?(?:的)?(?:计划|指标)的?(?:人?数|名额)?[还都要更反而也]*"
_ENDS = "(?:出|一?些|一?点)?了?(?:的|$|[，,?？])"
# Which things rose or fell; not by how much one did, nor in which year.
_OVER_YEARS = ("fallen", "risen")
_OF_A_YEAR = re.compile(
    rf"哪一?年|(?:[多少升降涨跌高低]了|增加|减少)还是|^(?!.*(?:哪|谁|列)).*{_HOW_MUCH.pattern}"
)
# Whether a sum is the same as a total, or two places tell the same.
_OF_SUM = re.compile(r"^(?!.*(?:哪|谁|列出))|合计|总数|加起来|之和|正文|附表|最[多少高低大小]")
_YEAR_THAN_YEAR = re.compile(r"(?P<one>20\d{2})[年届][^，,。]{0,12}?比(?P<other>20\d{2})[年届]")
_SAME = re.compile(
    r"(?:一点儿?|完全|基本|都|丝毫)?(?:没有?|未|无)(?:发生)?(?:任何|什么)?(?:变化|变动|变过|变|动过|增减|改变)(?!更|成|动态)|"
    r"(?<!一成)(?:保持|维持)?(?:不变|持平)|(?<!不)(?:完全)?(?:一样|相同|一个数)(?:没变)?的?(?:$|[，,有是])|原地踏步"
)
_CLOSEST = re.compile("最接近|(?:差距|差别|差异|相差|差得?)最[小少]|最为?一致")
_FARTHEST = re.compile("(?:差距|差别|差异|相差|差得?|分歧)最[大多]|最悬殊")
# 哪类招生2024年报到人数比2023年少.
_WHICH_THAN = r"哪[^，,]{1,30}比(?:[上去前]一?(?:年|学年|届)|(?:19|20)\d{2}\s?[年届]?)"
# Conditions without a number, each with the comparison that it is.
_CONDITIONS = (
    (UNDER_WHOLE, "under-whole"),
    (OVER_WHOLE, "over-whole"),
    (
        re.compile(
            r"(?:未|没有?|没能|不)(?:能)?(?:完成|达到|[招录][收取]?(?:满|够|足|齐))|缺额|"
            r"(?:(?:未|没有?|没能)(?:能)?(?:到|够)|达不到|不到|不足|低于|少于)了?(?:招生|录取|原)?计划|"
            rf"{_THAN_PLAN}[低少]{_ENDS}"
        ),
        "unfinished",
    ),
    (re.compile(r"完成了?[^，。]{0,4}计划|[招录][收取]?[满够足齐]"), "finished"),
    (re.compile(rf"超额|超[出过]?计划|{_THAN_PLAN}[高多]{_ENDS}"), "exceeded"),
    (
        re.compile(
            r"(?:下降|减少|降低|下滑|下跌|变少|变低|(?<!投)降)(?:了)?的|"
            r"哪.{0,24}(?:下降|减少|降低|下滑|下跌|变少|变低)了?(?:$|[，,])|"
            r"哪[^，,]{0,24}(?:反而|却|倒|反倒|[率度数次额量生])[降少跌掉低]了(?:$|[，,])|"
            rf"{_THAN_BEFORE}.{{0,6}}(?<![最多])[低少]了?(?:的|$|[，,])|"
            rf"{_WHICH_THAN}(?:[低少]了?|[降跌掉]了)(?:$|[，,])|{_NOT_AS_BEFORE}|{_FALLEN}"
        ),
        "fallen",
    ),
    (
        re.compile(
            r"(?:上升|增加|提高|增长|提升|变多|变高|(?<!晋)升(?!了?的(?:高职|本|专科|大专|格|学院|大学|级|职|学|省|国家)))(?:了)?的|"
            r"哪.{0,24}(?:上升|增加|提高|增长|提升|变多|变高)了?(?:$|[，,])|"
            r"哪[^，,]{0,24}(?:反而|却|倒|反倒|[率度数次额量生])[升多涨高]了(?:$|[，,])|"
            rf"{_THAN_BEFORE}.{{0,6}}(?<![最多])[高多]了?(?:的|$|[，,])|"
            rf"{_WHICH_THAN}(?:[高多]了?|[升涨]了)(?:$|[，,])|{_RISEN}"
        ),
        "risen",
    ),
    (_SAME, "same"),
    (_CLOSEST, "closest"),
    (_FARTHEST, "farthest"),
    (re.compile(r"(?:不(?:是|为|等于)|非)\s?(?:零|0)(?![.\d%])"), "nonzero"),
    (re.compile(r"(?<!不)(?:是|为|等于)\s?(?:零|0)(?![.\d%])|挂零|都?没有?数"), "zero"),
)
_WORDS = {
    **{
        comparison: pattern
        for pattern, comparison in _CONDITIONS
        if re.search("whole|zero|est$|same", comparison)
    },
    "fallen": re.compile(f"(?:不升)?(?:{_FALLEN})"),
    "risen": re.compile(f"(?:不降)?(?:{_RISEN})"),
}
_LIMIT = re.compile(
    r"(?P<above>(?:超过|超出|高于|大于|多于|不低于|不少于|不小于|突破|不止|(?<![没未不])达到?|(?<![通经超不没难])过|超|破|(?<![以线网不没])上)了?"
    r"(?=[^\d，。]{0,3}\d)|\d[^，。、]{0,4}(?<!及)以上)|"
    r"(?P<below>(?:低于|少于|小于|不足|不到|不满|未达|不及|不够|没上|没过|没到|未满|达不到|没有?达到|跌破|低过)(?=[^\d，。]{0,3}\d)|"
    r"\d[^，。、]{0,4}(?<!及)(?:以下|以内))"
)
# What is at the limit meets it.
_REACHES = re.compile(r"不低于|不少于|不小于|达到?|以上|上了?(?=\D{0,3}\d)|不高于|以下")
# 只录到一个人的, 仅有2门的: of just so many.
_JUST = re.compile(
    r"(?P<only>只|仅|才|就)[^\W\d]{0,4}?(?P<words>(?P<number>\d+|[一两二三四五六七八九十])\s?个?)(?<=[个\d一两二三四五六七八九十])(?:(?<=个)|[名位项门人次所家期班件])"
)
_WORDS["just"] = _JUST
# Limits in words: 过九成, 上百万, 破千, 百分之百.
_TENTHS = re.compile(
    r"(?<=[过到于破足满达上超])(?P<n>[一二三四五六七八九])成(?P<half>半)?|(?P<above>[一二三四五六七八九])成(?P<with>半)?(?=以[上下])"
)
_POWERS = re.compile(r"(?<=[过到破足满达上超])(?P<power>[百千万亿])(?=[万亿元人个的以，,]|$)")
_POWER = {"百": "100", "千": "1000", "万": "1万", "亿": "1亿"}
_ALL_OF = re.compile(r"(?:达到?|是|为)?(?:百分之百|百分百)(?=的|$|[，,])")


def spell_limits(text: str) -> str:
    """Return a question with a limit in words as a number: 过九成 is 过90%, 破千 is 破1000."""
    text = _ALL_OF.sub("达到100%", _TENTHS.sub(_percent, text))
    return _POWERS.sub(lambda match: _POWER[match["power"]], text)


def _percent(match: re.Match[str]) -> str:
    tenths, half = match["n"] or match["above"], match["half"] or match["with"]
    return f"{(han_number(tenths) or 0) * 10 + (5 if half else 0)}%"


def condition_of(text: str) -> str:
    """Return the comparison by which a question selects things, empty where it selects none."""
    for pattern, comparison in _CONDITIONS:
        how = _asks_instead(comparison)
        if pattern.search(text) and not (how and how.search(text)):
            return _as_of_newer(text, comparison)
    limit = _LIMIT.search(text)
    if limit is not None and re.search(r"\d", text):
        return "above" if limit["above"] else "below"
    others = () if _HOW_MUCH.search(text) else ((OVER_OTHER, "over-other"), (UNDER_OTHER, "under-other"))
    for pattern, comparison in others:
        if pattern.search(text):
            return comparison
    return "just" if _JUST.search(text) and re.search(r"哪|谁|列", text) else ""


def _asks_instead(comparison: str) -> re.Pattern[str] | None:
    """What makes a question another one than which things meet a condition."""
    if comparison in _OF_PLAN:
        return _HOW_FULLY
    if comparison == "same":
        return _OF_SUM
    if comparison in _OVER_YEARS:
        return _OF_A_YEAR
    return _HOW_MUCH if comparison.endswith("whole") else None


def _as_of_newer(text: str, comparison: str) -> str:
    """A change as one since the older year: what was lower in 2021 than in 2022 has risen."""
    years = _YEAR_THAN_YEAR.search(text)
    if years and comparison in _OVER_YEARS and years["one"] < years["other"]:
        return "risen" if comparison == "fallen" else "fallen"
    return comparison


def selects(text: str) -> bool:
    """Tell whether a question asks which or how many things there are of those it speaks of."""
    return _SELECTS.search(text) is not None


def reaches(text: str) -> bool:
    """Tell whether what is just at the limit of a question meets it (不低于, 达到, 以上)."""
    limit = _LIMIT.search(text)
    return limit is not None and _REACHES.search(limit.group()) is not None


def just_so_many(text: str) -> int | None:
    """Return of how many the things are that a question selects (只录到一个人的), None where it does not."""
    found = _JUST.search(text)
    if found is None:
        return None
    number = found["number"]
    return int(number) if number.isdigit() else han_number(number)


def without_condition(text: str, rest: str, comparison: str) -> str:
    """Return what is left of a question without the words of its condition, which name nothing of the report.

    Args:
        text: the question.
        rest: the same, with other parts of it blanked already.
        comparison: the condition.
    """
    pattern = _WORDS.get(comparison)
    found = pattern.search(text) if pattern else None
    if found is None:
        return rest
    spans = [found.span(name) for name in ("only", "words") if name in found.groupdict()] or [found.span()]
    for span in spans:
        rest = blanked(rest, *span)
    return rest


def limit_first(claims: tuple[ProseFigure, ...], text: str, comparison: str) -> tuple[ProseFigure, ...]:
    """Return the figures that a filter states, its limit first (八个证书中通过率不到87%的)."""
    match = _LIMIT.search(text) if comparison in ("above", "below") else None
    if match is None:
        return claims
    at = match.start() if match.group()[0].isdigit() else match.end()
    return tuple(sorted(claims, key=lambda claim: abs(claim.start - at)))
