"""Calculations told step by step, as one would key them in, put as the question that they stand for.

A除以B, 按B均摊 ask for an average, 全部A里有百分之几来自B for a share, 增加的人数和增长率各是多少 for
two things; 比一比, 比下来 ask for nothing of their own.
"""

from __future__ import annotations

import re

from rag.understand.plainer import Rewordings, put

_MANY = r"(?:多少|几)"
_SHARE = (
    r"(?:百分之(?:几|多少)|多少\s?%|几成|多[大少高]的?(?:比例|比重|份额|占比|百分比)|多大一?(?:部分|块|头))"
)
_RATIO = r"(?:百分比|百分率|比例|占比|比重|份额)"
_ASKED = rf"(?:(?:各|分别|大概|大约|一共)*(?:是|为|有|占|达到?|等于|得)?(?:{_MANY}|多大|多高|几何)?)"
_PERCENT = re.compile(rf"{_SHARE}|{_RATIO}|百分|[占率]")
_YEAR = r"(?:\d{4}(?:[—–~-]\d{4})?(?:学?年度?|届)|今年|去年|本年)"

# What something is divided by: counted in a unit of its own, or with 个.
_UNIT = r"(?:人[次日时]|课时|学时|人|名|位|个|间|台|套|门|家|场|期|次|项|亩|班|节|件|册|张|支|份)"
_OWN_UNIT = re.compile(r"(?:人[次日]|课时|学时)$")
_COUNT = re.compile(r"(?<=[\u4e00-\u9fff]{2})的?(?:总?人?数|数量|总量|总计)$")
# What is no thing that anything is shared among; of two such the one is a part of the other.
_MASS = re.compile(
    r"(?:面积|收入|支出|金额|经费|资金|费用?|总额|总值|设备值|投入|额|分母|录取(?:总?人?数)?|计划(?:总?人?数)?|报名人数|"
    r"报考人数|毕业生(?:总?人?数)?|总人?数)$"
)
# What asks for the result of a division and tells nothing more: 每个工位是多少钱, 等于多少.
_RESULT = re.compile(
    rf"(?:算(?:出来|下来|一下)?|结果)*(?:平均(?:下来)?)?(?:每|一){_UNIT}[^，,\d]{{0,8}}?(?:{_MANY}[^，,]{{0,3}})?$|"
    rf"(?:的|就|应|该|大概|约)*(?:是|为|等于|得|合|有)(?:{_MANY}[^，,]{{0,3}}|什么)?$|{_MANY}[^，,]{{0,3}}$"
)
_DIVIDED = re.compile(
    r"^(?P<of>[^，,：:]{2,}[，,])?(?:请|麻烦|帮我|帮忙|用|拿|把)*(?P<one>[^，,：:]{2,}?)(?:去)?除以(?![项个家户行类门]数|数量)(?P<other>[^，,]{2,}?)"
    r"(?P<asks>(?:的?(?:是|等于|得|为|大概|约|合)+[^，,]*)?(?:[，,].*)?)$"
)
_SHARED_OUT = re.compile(
    r"(?P<before>^|[，,]|(?<=[\u4e00-\u9fff]))按照?(?P<by>[^，,按\d]{2,8}?)(?:的?(?:数量?|人数|总数))?(?:来|去)?"
    r"(?:均摊|分摊|平摊|摊|均分|平均|算(?!钱)|折算)(?:下来|一下|到|来算)?[，,]?(?P<rest>.*)$"
)
_ALL = r"(?:全部|所有|整个|各[项类种个](?:的)?|总的)"
_WHEN = rf"(?P<when>(?:(?:学校|学院|全校|全院|我校|我院|{_YEAR})的?)*)"
_IN = r"(?:里面?|里头|之?中|当中|之内)"
_IS_PART = r"(?:都)?(?:是|为|属于?|来自于?|出自|源自|来源于|用[在于到作来]|花[在到于]|投[在到入向]|给了?|归)"
_WORSE_BETTER = r"(?:哪|谁|最|第一|垫底|倒数|排|(?<![目以之先])前[两二三四五六七八九十\d]|从[高大多低小少])"
_COMPARE = (
    r"(?:放在?一[起块]儿?|横向|互相|相互|都|来|先|拿来|做个?|作个?)*"
    r"(?:比一比|比一下|比比看?|比较一?下?|作?比较|对比一?下?|对照一?下?|比下来|比起来|比完|排下来|看下来|"
    r"算下来|数下来|PK一?下?)"
)
_FIGURE = re.compile(r"(?:率|度|额|数|量|值|面积|收入|支出|经费|金额|人次|比例|占比|成绩|分)$")
_MORE_BY = r"(?:增加|减少|增长|下降|上升|提高|降低|提升|[增减多少涨降升])(?:了|出来?|掉)?"
_RATE_NAMES = (
    r"(?:增长率|增长速度|增速|增幅|涨幅|降幅|减幅|增长幅度|下降幅度|下降率|变化率|变化幅度|增长百分比|"
    r"百分比|比例|幅度)"
)


def _per(thing: str) -> str:
    """平均每人次, 平均每个工位."""
    thing = thing if _OWN_UNIT.search(thing) else _COUNT.sub("", thing)
    if unit := _OWN_UNIT.search(thing):
        return f"平均每{unit.group()}"
    return f"平均每个{thing}"


def _quotient(match: re.Match[str]) -> str:
    one, other = (match["of"] or "").rstrip("，,") + match["one"], match["other"]
    if _PERCENT.search(match["asks"]) or "倍" in match["asks"] or "除以" in match["asks"]:
        return match.group()
    clauses = [_RESULT.sub("", clause) for clause in re.split("[，,]", match["asks"])]
    told = "".join(clauses)
    if _MASS.search(other):
        return f"{told}{one}占{other}的比例是多少"
    return f"{told}{one}{_per(other)}是多少"


def _shared_out(match: re.Match[str]) -> str:
    """Without what is said twice: 按工位均摊，一个工位合多少."""
    again = re.search(rf"(?:每|(?<![哪第同其前后])一)个?{_UNIT}?[^，,]{{0,8}}?{_MANY}", match["rest"])
    if again is None:
        return match.group()
    rest = match["rest"]
    each = rest if re.search("平均|[合摊]", rest) else f"{rest[: again.start()]}平均{rest[again.start() :]}"
    return match["before"] + each


def _of_all(what: str) -> str:
    """全部收入 is 总收入, 全部奖助金额 is 奖助总金额; any other whole as it is called."""
    if not re.match(_ALL, what):
        return what
    what = re.sub(rf"^{_ALL}的?", "", what)
    total = re.search(r"总?(?P<kind>收入|支出|金额|人次|面积|到[账款]额?|经费|人数)$", what)
    return f"{what[: total.start()]}总{total['kind']}" if total else what


def _whole_first(match: re.Match[str]) -> str:
    """Of one within another: 全部收入里有几成来自学费 is 总收入里学费占几成."""
    part = re.sub(r"(?:方面|这一?块儿?|这一?项|上面?|里面?|的|专业)$", "", match["part"])
    return f"{match['when']}{match['year'] or ''}{_of_all(match['whole'])}里{part}占{match['share']}"


def _part_first(match: re.Match[str]) -> str:
    """A在全部B里的比例, 全部B加起来，A占几成: the part stands before the whole."""
    return f"{match['part']}占{match['when']}{_of_all('全部' + match['whole'])}的比例是多少"


def _both(match: re.Match[str]) -> str:
    way = match["way"] if len(match["way"]) > 1 else f"{match['way']}了"
    way = way if way.endswith("了") else f"{way}了"
    rate = "降幅" if re.match("减|下|降|少", way) else "增幅"
    return f"{match['of']}{way}多少，{rate}是多少"


_WORDINGS: Rewordings = (
    (_DIVIDED, _quotient),
    (_SHARED_OUT, _shared_out),
    # 平均一间实训室, 一个工位合多少
    (re.compile(rf"平均(?:下来|算下来)?(?:到)?一(?={_UNIT})(?!个?月)"), "平均每"),
    (
        re.compile(
            rf"(?:平均)?(?:(?<![哪第同其前后上下])一|每一?)(?P<unit>{_UNIT})(?P<what>[^，,一每\d]{{0,8}}?)"
            rf"(?:能|可以?)?(?:合|均?摊|分摊|折合)(?:到|得|上|为|是|了|出)*(?={_MANY})"
        ),
        r"平均每\g<unit>\g<what>",
    ),
    (re.compile(r"平均每(?=班次)"), "平均每个"),
    (re.compile(r"各个(?=学院|院系|系部|专业|校区|年级|班级|证书|学校|二级学院|部门|教学点)"), "各"),
    # 横向项目到款，甲学院平均每个项目多少万: of those just named
    (
        re.compile(
            r"^(?P<full>[\u4e00-\u9fff]{2,4}(?P<noun>[\u4e00-\u9fff]{2}))(?P<what>[^，,]{1,6})[，,](?P<rest>.*平均每个)(?P=noun)(?=[^，,]*$)"
        ),
        r"\g<full>\g<what>，\g<rest>\g<full>",
    ),
    # 全部收入里，有百分之多少来自学费
    (
        re.compile(
            rf"^{_WHEN}(?P<whole>[^，,]{{2,16}}?){_IN}[，,]?(?P<year>{_YEAR})?(?:大概|大约|一?共|总共)?有?(?P<share>{_SHARE})的?"
            rf"(?:钱|人|学生|教师|部分)?{_IS_PART}(?P<part>[^，,]{{2,20}})$"
        ),
        _whole_first,
    ),
    (
        re.compile(
            rf"^{_WHEN}(?P<whole>{_ALL}[^，,]{{2,12}}?){_IN}[，,]?(?P<year>{_YEAR})?(?P<part>[^，,]{{2,20}}?)(?:的钱|的人)?(?:所?占|有)了?(?P<share>{_SHARE})$"
        ),
        _whole_first,
    ),
    # A在全部奖助金额里的百分比
    (
        re.compile(
            rf"^(?P<part>[^，,]{{2,16}}?)在{_WHEN}{_ALL}的?(?P<whole>(?![里中之当])[^，,]{{2,12}}?){_IN}?(?:所?占)?的?(?:{_RATIO}{_ASKED}|{_SHARE})$"
        ),
        _part_first,
    ),
    (
        re.compile(
            rf"^{_WHEN}{_ALL}的?(?P<whole>[^，,]{{2,10}}?)(?:加起来|合起来|加在一起|合计|相加|汇总)的?"
            rf"(?P<total>总?(?:金额|人数|人次|收入|支出|面积|经费))?(?:{_IN})?[，,]?(?P<part>[^，,]{{2,20}}?)(?:所?占|占了)(?:{_RATIO}{_ASKED}|{_SHARE})$"
        ),
        lambda m: f"{m['part']}占{m['when']}{_of_all('全部' + m['whole'] + (m['total'] or ''))}的比例是多少",
    ),
    # 占全部收入的几成
    (
        re.compile(rf"(?<=占){_WHEN}(?P<what>{_ALL}的?(?:经费)?(?:收入|支出))(?=的?(?:{_RATIO}|{_SHARE}))"),
        lambda m: m["when"] + _of_all(m["what"]),
    ),
    # 全院学生里商学院的占多少: those on its roll
    (
        re.compile(
            rf"(?<![\u4e00-\u9fff])(?P<all>全校|全院|学校|我校|我院)的?(?:全部|所有)?学生(?=(?:总数)?{_IN}.*(?:占|{_SHARE}))|"
            r"(?<=占)(?P<of>全校|全院|学校|我校|我院)的?(?:全部|所有)?学生(?=总?人?数|总量|的|多|几|百|$)"
        ),
        lambda m: f"{m['all'] or m['of']}在校生",
    ),
    # 发明专利2022年翻了几倍
    (
        re.compile(
            rf"^(?P<what>(?!.*(?:比(?!例)|较|倍.*倍|从|哪|谁))[^，,]{{2,20}}?)(?:一共|总共|到底)?(?:翻|增长?|增加|涨|扩大)了{_MANY}倍$"
        ),
        r"\g<what>是上年的几倍",
    ),
    # 增加的人数和增长率各是多少
    (
        re.compile(
            rf"(?P<of>^.*?)(?P<way>{_MORE_BY})的?(?:人数|数量?|数额|绝对数|金额|额|人次|量|学生数|部分)"
            rf"(?:和|与|及|以及|、|跟)(?:对应的?|相应的?|其)?{_RATE_NAMES}{_ASKED}$"
        ),
        _both,
    ),
    (
        re.compile(
            rf"(?P<of>^.*?)(?:增长率|增幅|降幅|涨幅|增速|增长幅度)(?:和|与|及|以及|、|跟)(?P<way>{_MORE_BY})的?"
            rf"(?:人数|数量?|数额|绝对数|金额|额|人次|量|学生数|部分){_ASKED}$"
        ),
        _both,
    ),
    # 证书这么多种，考得最好、通过率第一的是哪一种: said twice
    (
        re.compile(rf"(?<=[\u4e00-\u9fff])(?:这么|那么)(?:多|些)[种个项类家所门][，,](?=.*{_WORSE_BETTER})"),
        "里",
    ),
    (
        re.compile(
            r"(?:规模|情况|成绩|表现|效果|水平|[考做干办招学搞]得)最(?:大|小|好|差|高|低|强|弱)(?:的)?[、，,](?=[^，,、]{1,10}(?:最|第一|垫底|倒数|居首))"
        ),
        "",
    ),
    (
        re.compile(
            r"^(?P<what>(?!.*[选挑找取哪谁]).*(?:最[\u4e00-\u9fff]|第一|垫底)的)那?一(?P<of>[个类种项家门所])$"
        ),
        r"\g<what>是哪一\g<of>",
    ),
    # 1+X考证, 几种证
    (re.compile(r"(?<=1\+x)(?:考证|考试|考核|认证)(?=的?(?:通过|取证|报考|合格))", re.IGNORECASE), "证书"),
    (re.compile(r"(?<=[哪几各每][种个类项])证(?![书件券据明])"), "证书"),
    (re.compile(r"^(?:请|麻烦)?(?:帮我|帮忙|给我)?数(?:一数|数看?|一下)[，,]?(?=.*(?:几|多少))"), ""),
    (
        re.compile(
            rf"(?P<did>通过|报到|落实|合格|取证|获证)的?(?:比例|比率|百分比)(?=[^，,\d]{{0,2}}{_WORSE_BETTER})"
        ),
        r"\g<did>率",
    ),
    (re.compile(rf"新生的?(?=报到率(?:之间)?{_COMPARE}[，,])"), ""),
    # 拿了录取却没来学校报到
    (re.compile(r"(?:拿[了到]|收到|得到)了?录取(?:通知书?|资格)?了?(?=[却但又可，,没])"), "录取了"),
    (re.compile(r"(?<=没)[来到去](?:学校|学院|校)报到"), "来报到"),
    # 青年教师(35岁及以下专任教师): what is meant by it
    (
        re.compile(
            r"[\u4e00-\u9fff]{2,6}[(（](?:即|指)?(?P<meant>\d+岁[^()（）]{2,12}|[^()（）\d]{0,2}\d+岁[^()（）]{2,12})[)）]"
        ),
        r"\g<meant>",
    ),
    (re.compile(r"(?<=培训)(?P<so>.*)(?:参加|参与)的?(?=人[次数]最)"), r"\g<so>培训"),
    (re.compile(r"(?:进账|入账|进项)额?的?(?=最|第一|垫底|倒数)"), "收入"),
    # 甲、乙、丙三个省的报到率比较，最差的是哪个
    (
        re.compile(
            rf"^(?P<things>[^，,]+、[^，,]+?)这?[两三四五六七八九十]个[\u4e00-\u9fff]{{1,4}}?的(?P<what>[^，,比的]{{2,8}}?)(?:之间)?"
            rf"{_COMPARE}[，,：:]?(?P<most>最.|垫底|第一)的(?:是|一个)*(?:哪[^，,]*|谁)?$"
        ),
        r"\g<things>，哪个\g<what>\g<most>",
    ),
    (
        re.compile(
            rf"^(?P<what>[^，,比]{{2,30}}?{_FIGURE.pattern[:-1]})(?:之间)?{_COMPARE}[，,：:](?=(?:最|垫底|第一|倒数))"
        ),
        r"\g<what>",
    ),
    # 各证书的通过率比一比，最好的是哪个
    (
        re.compile(
            rf"^(?P<what>[^，,和与跟同、比]{{2,20}}?)(?:之间)?{_COMPARE}[，,：:]?(?={_WORSE_BETTER}|[^，,]{{1,14}}?{_WORSE_BETTER})"
        ),
        lambda m: m["what"] + ("" if _FIGURE.search(m["what"]) else "里"),
    ),
    # 录取数减去报到数，一共流失了几个新生
    (
        re.compile(
            rf"(?<=[\u4e00-\u9fff])(?P<less>减去?[^，,]{{2,10}}[，,](?:{_YEAR})?)(?:(?:一共|总共|共)?(?:流失|损失|跑|丢|少|缺|差|空|剩|多)(?:了|出|掉|下)*)"
            rf"(?:{_MANY})[个名位]?(?:新生|人|学生|名额)?$"
        ),
        r"\g<less>是多少",
    ),
    # 收入比支出多出来多少
    (
        re.compile(
            rf"(?P<when>^|年度?的?|[，,校院])(?:总?经费)?总?收入(?:比总?支出(?:要|还)?多(?:出|了|来)*|减(?:去|掉)?总?支出(?:以?后|之后)?(?:还|能|的)?(?:剩下?|余下?|结余|盈余|余额|差额|是|有)*)"
            rf"(?=(?:{_MANY})|$)"
        ),
        r"\g<when>收支相抵结余",
    ),
)


def worked_out(text: str) -> str:
    """Return a question with what it tells step by step in the words for what comes of it.

    Args:
        text: the question as it was typed.
    """
    return put(text, _WORDINGS)
