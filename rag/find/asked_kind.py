"""Whether a text can tell what a question asks for by its kind: a score, somebody's post, a price for one.

A report tells totals and rates; who asks what one student pays, what post somebody holds or in which year he
left school is not answered by the total, or by whatever else is told of him.
"""

from __future__ import annotations

import re

# What happens once, at a time that may be asked for.
EVENT = (
    r"(?:建成|成立|设立|创办|开办|创建|组建|始建|投用|启用|投入使用|开工|动工|竣工|落成|完工|交付|揭牌|挂牌|开业|"
    r"获批|批准|开通|上线|签约|签订|签署|入选|启动|立项|通过|开[科课班馆营园学]|举办|召开|验收|发布|出台|印发|颁布|修订|"
    r"搬迁|迁入|更名|升格|合并|入驻|封顶|结题|结项|上任|任职)"
)
# …的设立时间: asked for by that noun.
_TIME_ASKED = re.compile(rf"{EVENT}的?(?:时间|日期|年份|年月)(?:是|为)?(?:什么时候|哪一?[年天]|多少|何时)?$")
_TIME_LABEL = re.compile(r"时间|日期|年份|年月|时点|(?:19|20)\d{2}\s?年")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]+[期届批轮]")
_SCORE = re.compile(r"\d\s?分(?![钟别期批])|[分线]$|分[数）)]|分(?= )")
# What is asked for, and how whatever can answer it looks.
_KINDS = tuple(
    (re.compile(asks), re.compile(tells) if isinstance(tells, str) else tells)
    for asks, tells in (
        (
            r"(?:最[高低]|平均|录取|投档|控制)分(?!别|析|布|配|类|组)|分数线|录取线|投档线|^(?!.*(?:满意|评|打)).*多少分(?!钟|别|期|批)",
            _SCORE,
        ),
        (
            r"哪一?届(?!班子|政府)|哪一?级的|几几?级的",
            r"\d{2,4}\s?[级届]|第[一二三四五六七八九十百\d]+[级届]",
        ),
        (
            r"职务|什么职位|什么岗位|什么官|什么领导",
            r"校长|院长|书记|主任|处长|科长|部长|干事|教师|教授|辅导员|秘书|会长|经理|工程师",
        ),
        (
            r"职称(?:是什么|是啥|叫什么|如何)|什么职称",
            r"教授|讲师|助教|工程师|正高|副高|高级|中级|初级|研究员|技师|实验师",
        ),
        (
            r"(?:学历|学位)(?:是什么|是啥|如何)|什么(?:学历|学位)",
            r"博士|硕士|本科|研究生|大专|专科|学士|中专|高中",
        ),
        (r"年龄|多大年纪|多大岁数|几岁|多少岁|多大了$|今年多大", r"\d\s?[周]?岁|年龄"),
        (r"籍贯|哪里人|哪儿人|什么地方人|老家(?:是|在)", r"[省市县区村镇乡州]人|籍|家乡|来自|老家"),
        (r"电话(?:号码)?(?:是|多少|$)|手机号|联系方式|邮箱|微信号", r"\d{3,4}-?\d{7}|@"),
        (r"(?:几|多少)层(?!次|面|级)|(?:几|多少)楼", r"[\d一二三四五六七八九十]\s?层"),
        (
            r"(?:哪一?年|什么时候|何时|啥时候|哪天|几月(?:份|几[日号])?)[^，,]{0,3}(?:建|成立|创办|投用|启用|投入使用|开工|动工|竣工|落成|"
            r"完工|交付|揭牌|挂牌|开业|获批|批准|开通|上线)",
            r"\d{4}\s?年|\d{1,2}\s?月|[去今前当同]年|年[初中底末]|学期|日前|期间|时期|年代|世纪",
        ),
        (r"报到了?(?:多少|几)[^，,]{0,3}$", r"报到|入学|到校"),
        # What somebody did, or what became of him, that is seldom told.
        (r"借出|借阅|外借|借走|借了|借书", r"借|流通"),
        (r"退学|休学|转学|辍学|流失", r"退学|休学|转学|辍学|流失|保留|巩固"),
        (r"离职|辞职|跳槽|调走|调离|退休", r"离职|辞职|跳槽|调离|流失|退休"),
        (r"处分|开除|违纪|作弊", r"处分|开除|违纪|作弊"),
        (r"挂科|补考|重修|留级|延毕|延期毕业", r"挂科|补考|重修|留级|延毕|延期"),
        (
            r"(?:考试|考核|考生|证书|学员)[^，,]{0,4}(?:通过|及格)了?(?:多少|几|的)",
            r"通过|合格|及格|取得|取证|获证",
        ),
        (
            r"(?:老师|教师|教职工|职工|辅导员|校长|教授)(?:的|们|一个月|每月|平均|一年|每年|月|年|到手|实际|实发|大概|能|拿到?|能?领|多少|税[前后])*(?:工资|薪|收入(?!占)|待遇|挣|津贴|补贴|补助)",
            r"(?:教师|教职工|职工|员工|辅导员|校长|教授)[^，。；]{0,12}(?:工资|薪|绩效|收入|待遇|津贴|补贴|补助|课酬|课时费)",
        ),
        (r"(?:博士|硕士)(?:点|后)", r"(?:博士|硕士)(?:点|后|学位授)"),
        # What it took to build something is no other sum told of it.
        (r"造价|工程款|总投资", r"造价|投资|投入|耗资|出资|斥资|花费|总价|资金|经费|工程"),
        (r"(?:学|住宿|学杂|书本|伙食|报名|补考|重修)费", r"费|收取|标准"),
        (r"满意(?:度|率)", r"满意|评价|好评|认可|点赞"),
        # What a figure counts must be there at all.
        (r"食堂|饭堂", r"食|餐|饭|后勤|伙"),
        # What is lacking is not what there is or shall be.
        (
            r"(?:[还尚仍]要?|一共|总共|大概|大约|[^相高低之])[缺差](?:了|着|额)?(?:多少|几)(?!分)",
            r"缺|差|不足|短少|不够|少于|低于|未",
        ),
        (r"宿舍|寝室|床位", r"宿|寝|床|住|公寓|后勤"),
    )
)
# When something ended or moved is not told by when it began.
_WHEN_DID = tuple(
    (
        re.compile(rf"(?:哪一?年|什么时候|何时|啥时候)[^，,]{{0,4}}(?:{did})|(?:{did})的?(?:时间|日期|年份)"),
        re.compile(told),
    )
    for did, told in (
        ("开工|动工|奠基", "开工|动工|奠基|启动|开建|建设"),
        ("封顶", "封顶"),
        ("注销|撤销|撤并|解散|停办|关闭|停用|停招", "注销|撤|解散|停|关闭"),
        ("搬迁|迁入|迁到|搬到|搬进", "搬|迁|入驻"),
        ("更名|改名", "更名|改名|易名|定名|前身"),
    )
)
_ADDED_UP = re.compile(r"累[计积]")
_OF_ONE_YEAR = re.compile(
    r"(?<![第哪近前后])(?:一年|每年|当年|单年|\d{4}年)(?!.*(?:累|一共|总共|为止|以来|[至到截]))"
)
_YEAR = re.compile(r"(?:19|20)\d{2}\s?年|本年|当年|全年|年度")
# 一年能拿多少: no sum for a day, for once, or that is a limit answers; 教满一年奖多少 asks for no year's.
_A_YEARS = re.compile(
    r"(?<![满第近前后每])(?:一年|每年|全年|年均)(?:下来|到头|里|大概|大约|平均|总共|一共|差不多|能|可以|要|得)*"
    r"[^，,满后内]{0,5}(?:多少|几)"
)
_OF_LESS = re.compile(
    r"(?:每|一)个?(?:天|日|晚|周|星期|月|次|餐|顿|场|学期|课时|学时|小时|趟)|日均|月均|一次性|月领"
)
_MONEY = re.compile(r"[万亿]?元")
# 总共有多少户 asks for all; what came to some of them counts no others.
_ASKS_ALL = re.compile(r"(?:总共|一共|共|总计)(?:大概|大约)?有(?:多少|几)")
_SOME = re.compile(r"带动|新增|帮扶|惠及|新建|引进|资助")
# One of many, or a stretch of time within the year: the figure asked is told for each.
_ONE_OF_MANY = re.compile(
    r"每一?(?:个|名|位)?(?:人|学生|同学|学员|教师|老师|职工|员工|村民|农户|生|户)(?!次|日|天|时)|人均|"
    r"每一?(?:个)?(?:月|天|日|周|星期|学期|顿|餐)(?!制)|一(?:顿|餐)|一个(?:月|星期|学期|学生|同学)|一(?:天|学期)(?!到晚)"
)
_OF_EACH = re.compile(r"每|均|比|率|/|标准|薪|月收入|月工资|亩产|[一1]\s?(?:个月|天|周|学期)|日|天|月|周")
# What one pays; what all of them paid is an income.
_FEE = re.compile(
    r"(?:学|住宿|学杂|杂|书本|伙食|报名|补考|重修|考试)费(?!收入|总|用?支出|减免|补偿|代偿|贷款|补助)"
)
_PAID_BY_ALL = re.compile(
    r"收入|收了|收到|收上|收回|进账|到账|总|合计|占|一共|共计|全校|减免|补偿|代偿|贷款|万|亿"
)
_AMOUNT = re.compile(
    r"(?:收入|支出|经费|金额|到款额?|资产|产值|总值|工资|薪|拨款|学费|补贴|投入)(?:一共|总共|大概)?(?:是|有|为|达)?(?:多少|几)(?!个?百分)"
)
_SHARE = re.compile(r"占|比例|比重|率|百分|增长|提高|增加|[涨降]|幅|成")
_INCOME = re.compile(r"收入|支出|总额|合计")


def tells_kind(question: str, text: str) -> bool:
    """Tell whether a text can answer a question by the kind of thing it asks for; True for any kind."""
    return all(tells.search(text) for asks, tells in (*_KINDS, *_WHEN_DID) if asks.search(question))


def tells_of_one(question: str, name: str, unit: str) -> bool:
    """Tell whether a figure is for one of many where a question asks that (每个学生, 一顿饭, 学费多少).

    Args:
        question: normalised.
        name: what the figure is called, with what stands around it.
        unit: in which it is told.
    """
    if asks_price(question) and (_INCOME.search(name) or unit[:1] in ("万", "亿")):
        return False
    return not _ONE_OF_MANY.search(question) or bool(_OF_EACH.search(f"{name} {unit}"))


def tells_one_year(question: str, text: str) -> bool:
    """Tell whether a text tells of one year, not of what came together over many, where that is asked."""
    return not (_OF_ONE_YEAR.search(question) and _ADDED_UP.search(text) and not _YEAR.search(text))


def tells_time(question: str, label: str, unit: str) -> bool:
    """Tell whether a figure can be the time of an event, where its time is asked for (…的设立时间).

    Args:
        question: normalised.
        label: what the figure is called, of a cell with what it holds.
        unit: in which it is told.
    """
    return not _TIME_ASKED.search(question) or unit in ("年", "月", "日") or bool(_TIME_LABEL.search(label))


def names_itself(question: str, text: str) -> bool:
    """Tell whether a figure only says which of several is meant, as the question does (二期)."""
    return _ORDINAL.fullmatch(text) is not None and text in question


def tells_of_a_year(question: str, text: str, unit: str) -> bool:
    """Tell whether a sum is one of a year where that is asked, not one for a day or for once.

    Args:
        question: normalised.
        text: what stands before the figure, as far as it tells of it.
        unit: in which it is told.
    """
    if not (_A_YEARS.search(question) and _MONEY.match(unit)) or re.search("每年|全年|年均|一年", text):
        return True
    return _OF_LESS.search(text) is None or _OF_LESS.search(question) is not None


def tells_of_all(question: str, text: str) -> bool:
    """Tell whether a text counts all there are, not those whom something came to, where that is asked."""
    return not (_ASKS_ALL.search(question) and _SOME.search(text) and not _SOME.search(question))


def asks_price(question: str) -> bool:
    """Tell whether a question asks what one has to pay (学费多少), not what all of them paid."""
    return bool(_FEE.search(question)) and not _PAID_BY_ALL.search(question)


def asks_amount(question: str) -> bool:
    """Tell whether a question asks for an amount of money, which no share of one answers."""
    return bool(_AMOUNT.search(question)) and not _SHARE.search(question)
