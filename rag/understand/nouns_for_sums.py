"""Calculations asked for by a noun phrase, or with what they are of set apart, put as plain questions.

较上年增加的金额, 人数最多的证书名称, 低于九成的学院数量 ask without a word that asks; 按年龄段来分，…哪一段,
毕业生，升学的占几成 tell by a clause of its own along what is compared, or of what a part is one.
"""

from __future__ import annotations

import re

from rag.understand.around import AREAS
from rag.understand.plainer import Rewordings, put

_MANY = r"(?:多少|几)"
_YEAR = r"(?:(?:19|20)?\d{2}(?:学?年度?|届)|今年|去年|前年|上一?学?年度?|上一?届|前一?年|前一?届|同期)"
# How a noun phrase may go on: in what unit it is wanted, or that it is asked for.
_UNIT = r"(?:[(（](?:单位)?[：:]?(?P<unit>[^()（）\d]{1,4})[)）])?"
_ASKED = r"(?:(?:各|分别|大概|一共|总共)*(?:是|为|有|达)?(?:多少|几何|多大)?)$"
_PERCENT = r"(?:百分比|百分率|百分数|百分点|比例|比率|幅度)"
_SHARE = (
    r"(?:百分之(?:几|多少)|多少%|几成|多[大少高]的?(?:比例|比重|份额|占比)|"
    r"(?:比例|比重|占比)(?:是|为|有)?多[少大高])"
)
_UP = r"(?:增加|新增|净增|增长|上涨|上升|提高|提升|扩大|多出来?|多|涨|升)"
_DOWN = r"(?:减少|下降|降低|下滑|缩小|缩减|少|降|跌)"
_AMOUNT = r"(?:金额|钱数?|人数|人次数?|数量|数额|数目|额度?|绝对[值数量额]|量|部分|总?数)"
_THING = r"[\u4e00-\u9fff]{2,8}?"
_COUNTED_BY = "[个家所种类项门段届级名位块条支栋批款档组群]"
_LIMIT = (
    r"(?:超过|超出|高于|大于|多于|低于|少于|小于|不足|不到|不满|达到?|突破|过)了?\d[\d.,]*[^，,的\d]{0,4}|"
    r"\d[\d.,]*[^，,的\d]{0,3}(?:以上|以下|以内)"
)
_PEOPLE = r"(?:毕业生|学生|新生|教师|老师|教职工|在校生|职工|人员)"
# What is best when it is high; of all else there may be many.
_HIGH = re.compile(r"(?:率|度|分|水平|成绩|占比|比例|比重)$")
# What is taken for an axis is a kind of rows, no measure.
_AXIS = r"(?P<axis>[\u4e00-\u9fff]{2,6}?)"


def _more_than(match: re.Match[str]) -> str:
    return f"{match['way'].removesuffix('来')}了多少{match['unit'] or ''}"


def _which(match: re.Match[str]) -> str:
    """What stands behind the noun that the axis is: 哪一段 is 哪个年龄段."""
    return f"{match['rest']}哪个{match['axis']}{match['then']}"


def _first(match: re.Match[str]) -> str:
    return match["what"] + ("最高" if _HIGH.search(match["what"]) else "最多")


def _ordered_by(match: re.Match[str]) -> str:
    """按在校生人数排，第一的学院和垫底的学院 asks for the most and the least of it."""
    most = _first(match)
    what, least = match["what"], "最低" if most.endswith("高") else "最少"
    end = most if re.match("第一|首|头|榜", match["end"]) else what + least
    then = re.sub(r"(?:排名?)?(?:在)?(?:垫底|倒数第一|最后一?[名个位]?|末位)(?=的)", least, match["then"])
    then = re.sub(r"(?:排名?)?(?:在)?第一(?:名|位)?(?=的)", most.removeprefix(what), then)
    return f"{end}{match['of'] or '的'}{then}"


_WORDINGS: Rewordings = (
    # …，单位用元: the unit of what comes of it
    (
        re.compile(
            r"[，,](?:单位(?:用|是|为|按|[：:])|[用以])(?:[万亿]?元|人次?|个|项|亩|册|课时|平方米|%)(?:(?:作|做|为|当)?单位)?$"
        ),
        "",
    ),
    # 通过率，有几个在九成以上
    (
        re.compile(
            rf"(?<=[率数度额值])[，,](?:一共|总共)?有{_MANY}{_COUNTED_BY}?(?:是|能)?(?:在)?(?P<limit>{_LIMIT})的?"
            r"(?:[(（][^()（）]*[)）])?$"
        ),
        r"\g<limit>的有几个",
    ),
    # 低于九成的学院数量
    (
        re.compile(
            rf"(?P<limit>(?:{_LIMIT}))(?P<line>这条线|这个数)?的(?:小|大)?(?P<of>{_THING})的?(?:总?数量?|总?个数|家数|数目)(?:是|有|为|共)*{_MANY}?个?$"
        ),
        r"\g<limit>的\g<of>有几个",
    ),
    (re.compile(rf"(?P<limit>(?:{_LIMIT}))(?:这条线|这个数)的"), r"\g<limit>的"),
    (re.compile(rf"(?P<limit>(?:{_LIMIT})的)[小大](?=专业|学院|班)"), r"\g<limit>"),
    # 学生数低于200人的专业: those on the roll
    (
        re.compile(
            rf"(?<![\u4e00-\u9fff])(?:在校)?学生(?:总?数|人数|规模)?(?=(?:{_LIMIT})的?(?:小|大)?(?:专业|学院|系|班级?|校区|年级))"
        ),
        "在校生",
    ),
    # 较上年增加的金额（万元）
    (
        re.compile(
            rf"(?P<than>(?:[比较跟与和同](?:起|照)?{_YEAR}|{_YEAR}相?比|同比|两[年届]间?|比(?![例重率赛值])[\u4e00-\u9fff]{{2,14}}?)[^，,]{{0,4}}?)(?P<way>{_UP}|{_DOWN})(?:了|出来)?(?:的{_AMOUNT}|(?:人数|金额|数额|数量|额)){_UNIT}{_ASKED}"
        ),
        lambda m: m["than"] + _more_than(m),
    ),
    # 后一届较前一届增长的百分比
    (
        re.compile(
            r"(?:(?:后|新|这|本)一?(?P<kind>[年届级])(?:的)?[比较跟与和同](?:起)?(?:前|上|老)一?(?P=kind)(?:相比)?|前后两(?P<two>[年届级])(?:相比)?)(?=[^，,]{0,3}(?:增|减|涨|跌|升|降|多|少|提|下|上))"
        ),
        lambda m: f"两{m['kind'] or m['two']}相比",
    ),
    (
        re.compile(
            rf"(?P<way>增长|增加|上涨|提高|提升|下降|减少|降低|[涨降增])(?:了|出来)?的{_PERCENT}{_ASKED}"
        ),
        r"\g<way>百分之几",
    ),
    (
        re.compile(rf"(?P<way>[增降涨升跌]幅)(?:大概|一共)?(?:是|为|有|达到?)?{_MANY}个?百分[比数]"),
        r"\g<way>是多少",
    ),
    # 人数最多的证书名称, 人数最多的三家公司都叫什么
    (
        re.compile(
            r"(?P<most>最[高多大低少小]的(?:前?[两二三四五六七八九十\d](?P<by>[个家所种类项门]))?(?:那[个家所种类项门])?)(?P<of>[\u4e00-\u9fff]{2,6}?)(?:的?(?:名称|名字|全称)|(?:都|分别)?叫(?:什么|啥)(?:名字?)?)$"
        ),
        lambda m: f"{m['most']}{m['of']}是哪{'几' + m['by'] if m['by'] else '个'}",
    ),
    # 头三家企业
    (re.compile(rf"(?<![\u4e00-\u9fff]前)(?<![源码石])头(?=[两二三四五六七八九十]{_COUNTED_BY})"), "前"),
    # 按人数从多到少排，前三家
    # 考过的人数排第一
    (re.compile(r"(?<=[书证])?考(?:试)?(?:通)?过了?的(?:人数?|学生数?)(?=[最排第居多位少])"), "通过人数"),
    (
        re.compile(
            r"(?P<what>人[数次]|(?<![\u4e00-\u9fff]{0}第)[\u4e00-\u9fff]{1,3}(?:率|度|额|数|量|值|面积|收入|支出|经费))(?:排名?|位居|名列|位列|居)(?:在|第)?(?:第一|首位|榜首|头名|头一名)(?:名|位)?(?=的|$|[，,]|是)"
        ),
        _first,
    ),
    # 按年龄段来分，专任教师集中在哪一段的人最多
    (
        re.compile(
            rf"^(?:按照?|分|从|依|就){_AXIS}(?:的不同)?(?:来|角度|上)?(?:分|划分|区分|归类|分类|看|说|讲|统计)(?:的话|一下)?[，,](?P<rest>.*?)(?:集中|分布)?(?:在)?哪一?{_COUNTED_BY}(?![\u4e00-\u9fff]{{0,2}}(?P=axis))(?P<then>(?:的|里|中|[，,是最多少高低人有招]|$).*)$"
        ),
        _which,
    ),
    # 分招生类型看报到人数，低于上年的是哪一种
    (
        re.compile(
            rf"^(?:按照?|分|从|依|就){_AXIS}(?:来|角度|上)?(?:看|说|讲|统计|比较?)(?P<rest>[\u4e00-\u9fff]{{2,8}}[，,].*?)哪一?{_COUNTED_BY}(?P<then>$|[，,的是最].*$)"
        ),
        _which,
    ),
    # 毕业生，升学的占几成
    (
        re.compile(
            rf"^(?P<whole>[^，,哪几]{{0,16}}{_PEOPLE})[，,](?P<part>(?!.*{_PEOPLE})[^，,]{{2,24}}?)的(?P<asks>(?:人|学生)?(?:所?占了?|有)(?:{_SHARE}))$"
        ),
        r"\g<whole>里\g<part>的占多大比例",
    ),
    # 去基层的毕业生，在商学院全部毕业生中占百分之几
    (
        re.compile(
            rf"^(?P<part>[^，,]{{2,24}}?的)(?P<who>{_PEOPLE})[，,]?在(?P<of>[^，,]{{0,10}}?)(?:的)?(?:全部|所有|全体)?(?P=who)(?:总数)?(?:里面?|之中|当中|中|里头)(?:所)?(?:占|的占?)(?:{_SHARE}|比例|比重)$"
        ),
        r"\g<of>\g<who>里\g<part>占多大比例",
    ),
    # 高级职称（正高级、副高级都算上）教师
    (
        re.compile(
            r"[\u4e00-\u9fff]{2,6}[(（](?:即|指|包括|包含|含)?(?P<one>[^()（）、和与\d]{2,8})(?:、|和|与)(?P<other>[^()（）、和与\d]{2,8}?)(?:都|全|全部|一并|一起|两[个类者项])*(?:算上|算进去|算在内|计入|计算在内|合计|加起来|合起来|相加)[)）]"
        ),
        r"\g<one>和\g<other>",
    ),
    # 按在校生人数排，第一名是谁; …，排第一的学院和垫底的学院
    (
        re.compile(
            r"按照?(?P<what>[^，,]{2,14}?)(?:的?(?:从[高多大]到[低少小]|由[高多大]到[低少小]|高低|多少|大小))?(?:来)?(?:排|排名|排序|排队|排列|排一?下|排个[序队名])(?:的话)?[，,](?:那)?(?:排名?|位居|名列)?(?:在)?(?P<end>第一|首位|头名|榜首|垫底|倒数第一|最后一?|末位)(?:名|位)?(?P<of>的?)(?P<then>.*)$"
        ),
        _ordered_by,
    ),
    (
        re.compile(
            rf"按照?(?P<what>[^，,]{{2,14}}?)(?:的?(?:从[高多大]到[低少小]|由[高多大]到[低少小]))?(?:来)?(?:排|排名|排序|排队|排列|排一?下|排个[序队名])(?:的话)?[，,](?P<top>前[两二三四五六七八九十\d]{_COUNTED_BY})"
        ),
        lambda m: f"{_first(m)}的{m['top']}",
    ),
    # 计划跟录取相比缺了几个
    (
        re.compile(
            rf"(?P<with>[跟和与同][^，,跟和与同]{{2,10}}?)的?相?比(?:起来|较)?[，,]?(?:还)?(?:缺|空|短)(?:了|出|着)?(?={_MANY})"
        ),
        r"\g<with>相差",
    ),
    # 2022届低于上届的差额
    (
        re.compile(
            rf"(?P<way>高于|多于|超过|超出|低于|少于)了?(?P<two>{_YEAR})的(?:差额|差值|差距|数额|幅度|{_AMOUNT}){_UNIT}{_ASKED}"
        ),
        lambda m: f"比{m['two']}{'多' if m['way'][0] in '高多超' else '少'}多少{m['unit'] or ''}",
    ),
    # 2022年低于2021年的是哪类
    (
        re.compile(
            r"(?P<one>(?:19|20)\d{2}[年届]|今年|本年|本届)(?P<of>[^，,\d比]{0,10}?)[反还却倒]?而?要?(?P<way>低于|少于|不如|不及|比不上|高于|多于|超过|超出)了?(?P<two>(?:19|20)\d{2}[年届]|去年|上一?[年届]|前一?[年届])(?:的|同期|水平|数|那么[多高])*(?=的?(?:是)?哪|的|$|[，,])(?=.*哪|.*几[个种类项])"
        ),
        lambda m: f"{m['one']}{m['of']}比{m['two']}{'增加' if m['way'][0] in '高多超' else '减少'}的",
    ),
    (
        re.compile(
            r"(?P<of>[\u4e00-\u9fff]{2,8})[，,](?P<then>(?:19|20)\d{2}[年届]比(?:19|20)\d{2}[年届](?:增加|减少)的)"
        ),
        r"\g<of>\g<then>",
    ),
    (
        re.compile(r"居首(?:位)?(?P<and>和|与|跟|以及|、)(?:居末|居尾|末位|殿后|居后)(?:位)?"),
        r"最多\g<and>最少",
    ),
    # 比较各学院的在校生增量，六个里面增加最少的
    (
        re.compile(
            r"^(?:比较|对比|横向看|比一比|看)(?:一?下)?(?P<what>各[^，,]{2,14}?)(?:的)?(?:增量|增幅|增减|变化|变动|情况|高低|多少)[，,](?:(?:这)?[两二三四五六七八九十\d]+[个所家种类项门](?:里面?|中|当中)?)?(?P<then>(?=.*最).*)$"
        ),
        r"\g<what>\g<then>",
    ),
    # A在B中的比重，要2022年的
    (
        re.compile(
            r"^(?P<what>.{6,}?)[，,](?:只?(?:要|看|用|取|算|是))?(?P<year>(?:19|20)\d{2}年)(?:度)?的?(?:数据?|口径|那年)?$"
        ),
        r"\g<year>\g<what>",
    ),
    (
        re.compile(
            r"(?P<a>[^，,在]{2,8}[和与、][^，,在]{2,12}?)在(?P<b>[^，,在里中]{2,14}?)(?:里面?|中|当中|之中)(?:所?占)?的?(?:比重|比例|占比)"
        ),
        r"\g<a>占\g<b>的比重",
    ),
    (
        re.compile(
            r"^(?P<a>(?!.*[哪几多])[^，,在]{2,16})在(?P<b>[^，,在里中]{2,14}?)(?:里面?|中|当中|之中)的?(?:份额|分量|百分比|百分数|百分率)(?:是多少|有多少|多大)?$"
        ),
        r"\g<a>占\g<b>的比重",
    ),
    (
        re.compile(r"(?:一共|总共|全部)?(?:录|招)(?:了|到|进来)?的(?=(?:学生|新生|人)(?:里|中|当中))"),
        "录取的",
    ),
    (re.compile(rf"(?:拿|领|发|得)到手(?={_MANY})"), "拿"),
    # 总钱数除以人次
    (re.compile(r"(?:发的|花的|的)?总?钱数|(?<=[的发花])总钱"), "金额"),
    # 单个项目的平均到款额
    (
        re.compile(
            rf"(?:平均)?(?:每一?)?单个(?P<of>{_THING})的(?P<mean>平均)?(?P<what>[\u4e00-\u9fff]{{2,8}}?)(?:[(（][^()（）]*[)）])?{_ASKED}"
        ),
        r"\g<of>平均每个\g<of>的\g<what>是多少",
    ),
    # 人次均金额
    (re.compile(r"(?<=[\u4e00-\u9fff])(?:的)?人次均(?=[\u4e00-\u9fff]|$)"), "平均每人次"),
    # 摊到每个支教点上，一个点平均几个人: said twice
    (
        re.compile(
            rf"^(?:把|将)?(?P<what>[^，,]{{2,16}}?)(?:分|平?均?摊|平均|分摊)到每一?{_COUNTED_BY}(?P<of>[\u4e00-\u9fff]{{2,6}}?)(?:头上|身上|上|里)?[，,](?:平均)?(?:每|一)[个家所点处间期场项班]?[^，,]{{0,6}}?(?:平均)?(?:是|有|分到|合|摊)?{_MANY}(?P<by>[^，,]{{0,3}})$"
        ),
        r"\g<what>平均每个\g<of>多少\g<by>",
    ),
)


# What is said of a topic as a whole (支出结构这块，…) is no thing that a report must speak of.
_ASPECT = re.compile(
    r"^(?:(?:看|关于|说到|涉及)(?:一下|下)?)?(?P<head>[\u4e00-\u9fff]{2,8}?)(?:的)?(?:结构|质量|构成|规模|水平|状况|概况|分布情况|分布|产出)"
    r"(?P<that>的?[这那]一?(?:块儿?|方面|项|边)|方面|上)?[，,](?P<rest>.{6,})$"
)
_AREAS = re.compile(rf"^(?:{'|'.join(sorted(AREAS, key=len, reverse=True))})")
# A lead that ends in a colon and names no part of the school: what is wanted comes behind it.
_LEAD = re.compile(
    r"^(?![^：:]*(?:学院|系|专业|年级|校区|班|\d|哪|多少|几|倍|均值|平均|[增涨降]幅|占比|比[例重]|差[额值距]|合计|[总之]和))[^，,：:。]{0,16}?(?:想|要|需|得|准备|打算|正在|帮|请|麻烦)[^，,：:。]{0,14}[：:](?=.{8,})"
)


def _without_aspect(text: str) -> str:
    """Without a topic that the rest takes up by itself; else without the aspect of it."""
    found = _ASPECT.match(text)
    if found is None:
        return text
    head = _AREAS.sub("", found["head"])
    if not head or head in found["rest"]:
        return found["rest"]
    return f"{head}这块，{found['rest']}" if found["that"] else text


def named_sums(text: str) -> str:
    """Return a question with a calculation that a noun phrase asks for put as a plain question.

    Args:
        text: the question as it was typed.
    """
    text = _without_aspect(_LEAD.sub("", text))
    return put(text, _WORDINGS)
