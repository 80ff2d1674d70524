"""How people ask for one figure: noun phrases that end in what it is called, and words of everyday talk.

升幅, 年份, 名目 at the end of a noun phrase (…的升幅) ask; they are not looked for. Each is put as the
question that it stands for, before anything else is made of it.
"""

from __future__ import annotations

import re

from rag.understand.answer_kinds import by_kind
from rag.understand.around import without_around
from rag.understand.nouns_for_sums import named_sums
from rag.understand.plainer import Rewordings, put
from rag.understand.reason_asked import reason_asked
from rag.understand.said_behind import without_requests
from rag.understand.sums_around import told_plainly
from rag.understand.worked_out import worked_out

_RATE = "(?:率|占比|比例|比重|生师比|度)"
# What stands between a rate and how much it rose: 就业率[较上年的]升幅.
_AGAINST = (
    r"(?:[比较同与跟和]|相比|相较于?|环比|对比|上一?学?[年届]|去年|前一?年|前年|\d{2,4}年|今年|年|"
    r"[的在了,，到从])"
)
# How such a phrase may go on: in which unit, or that it is asked for.
_ASKED = (
    r"\s*(?:[(（]?(?:个?百分点|点|%)[)）]?)?\s*"
    r"(?:(?:是|为|有|达)?(?:多少|多大|几何|几个(?:百分)?点|怎么样|如何))?$"
)
_ROSE, _FELL = "上升|提升|提高|增长|增加|上涨|升高", "下降|降低|减少|下跌|下滑|回落"
_WHOLE = r"^(?P<when>(?:我们|咱们?|学校|学院|全校|全年|今年|去年|\d{4}年)*)(?:一共|总共|合计|总计|全部)"
_MONEY = r"(?:多少|几)(?:万元?|亿元?|元)?(?:的?(?:钱|经费|资金))?"
_PEOPLE = "学生|新生|老师|教师|同学|考生|毕业生"
_PERCENT = "百分之(?:几|多少)"


def _joined(match: re.Match[str]) -> str:
    return match.group().replace("了", "")


LOOKED_UP: Rewordings = (
    # 就业率较上年的升幅: a rate rises by points.
    (
        re.compile(
            rf"(?P<of>{_RATE}{_AGAINST}{{0,14}}?)的?"
            rf"(?:[升增涨]幅|(?:{_ROSE})的?(?:幅度|点数|百分点数?)){_ASKED}"
        ),
        r"\g<of>上升了多少",
    ),
    (
        re.compile(
            rf"(?P<of>{_RATE}{_AGAINST}{{0,14}}?)的?"
            rf"(?:[降跌]幅|(?:{_FELL})的?(?:幅度|点数|百分点数?)){_ASKED}"
        ),
        r"\g<of>下降了多少",
    ),
    # of anything else by a part of itself
    (re.compile(rf"升幅|(?:{_ROSE})幅度(?={_ASKED})"), "增幅"),
    (re.compile(rf"(?:{_FELL})幅度(?={_ASKED})"), "降幅"),
    # …的年份, …的签署日期: the word stays, for it may head a column.
    (re.compile(r"(?<=的)(?P<when>[^\W\d的，,]{0,4}年份)$"), r"\g<when>是哪一年"),
    (re.compile(r"(?<=的)(?P<when>[^\W\d的，,]{0,4}(?:日期|年月日))$"), r"\g<when>是哪一天"),
    (re.compile(r"(?<=[\u4e00-\u9fff]{2})的?落款(?:日期|时间)?是?几号"), "的落款日期是哪一天"),
    # …的主题: what it is.
    (
        re.compile(r"(?<=的)(?P<what>主题|口号|题目|办学理念|校训|办学定位|宗旨|办学方针|全称|简称)$"),
        r"\g<what>是什么",
    ),
    # 哪三个最多，按顺序说: the first are told in their order anyhow.
    (
        re.compile(
            r"(?<=.)[，,](?:请|麻烦|并|要)?[按依]照?(?:大小|多少|高低)?(?:顺序|次序)(?:来)?(?:(?:说|列|排|讲|给|告诉)[^，,。]{0,4})?$"
        ),
        "",
    ),
    # 最多的是哪个省？第二呢: the first two.
    (
        re.compile(
            r"(?P<most>最[多高大少低小])的?(?:是|为)?哪一?(?P<m>[个家类项所门种])(?P<thing>[^，,。？?]{0,5})[，,？?]\s*"
            r"(?:那|然后)?(?:排?第二|其次)[名个位家多高]?(?:呢|(?:又|的)?(?:是|为)?(?:哪一?[个家类项所门种]|谁))?$"
        ),
        r"\g<most>的前两\g<m>\g<thing>是哪些",
    ),
    # 报到率（按录取数算）: it always is.
    (
        re.compile(
            r"(?:(?<=报到率)|(?<=报到率是多少))[？?]?\s*[(（，,]\s*[按以用]实?际?录取(?:人?数)?(?:来)?(?:计?算|计|为基数|作分母)[)）]?"
        ),
        "",
    ),
    # 某校区的地占全校…: its 占地面积.
    (re.compile(r"(?<=校区|园区)的地(?=占了?(?:全校|学校|总|整个|全部|所有))"), "的占地面积"),
    # 学生数是下降的
    (re.compile(r"(?<=[人生师员]数)是(?=(?:下降|减少|增加|上升|上涨|下跌|下滑|增长)了?的)"), ""),
    # …的具体名目, …的三个方面，请列一下
    (re.compile(r"的?(?:具体|各项|全部|所有)?(?:名目|细目)$"), "有哪些"),
    (
        re.compile(
            r"的(?P<n>[两二三四五六七八九十][个项种类条大])(?P<what>方面|举措|措施|做法|途径|特点|体现|模式|机制)"
            r"(?:[，,](?:请|麻烦|帮忙|帮我|给我)*列(?:一下|出来|一列|给我|全)*)?$"
        ),
        r"是哪\g<n>\g<what>",
    ),
    # 某学院下面开的专业都有什么
    (
        re.compile(
            r"(?:(?:下面|底下|名下|旗下|手下|里面?|下|内)的?)?(?:目前|现在|一共|总共)?(?:开设?|开办|办|设置?|设立|下设|包含|涵盖)的?"
            r"(?P<what>专业|系部?|课程|实训室|学院|中心|科室|校区)(?:都|一共|总共|分别)*(?:有|是)(?:什么|啥|哪些|哪[几两三四五六七八]个)$"
        ),
        r"的\g<what>有哪些",
    ),
    (
        re.compile(
            r"(?P<of>(?!技术|职业|师范|专科|我们|咱们)[\u4e00-\u9fff]{2}(?:学院|系))(?:下面|底下|名下|旗下|里面?)?"
            r"(?:都|一共|总共|目前|现在|分别)*(?:开设?|开办|办|设置?)?(?:有|了|着)(?:哪些|什么|啥|哪[几两三四五六七八]个)专业$"
        ),
        r"\g<of>的专业有哪些",
    ),
    # 编制数调整前后各是多少
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff]{2})数?(?P<did>调整|提高|增加|扩大|压缩|降低|缩短|修订|上调|下调|改革|上涨|调价)(?:之?前[和与、跟及]?(?:(?P=did))?之?后|以?前[和与、跟及]以?后)的?"
            r"(?:分别|各自?|具体)*(?:是|为|有)?多少.{0,3}$"
        ),
        r"从多少\g<did>到多少",
    ),
    # 够得上市级的
    (re.compile(r"(?:够得?[上着到]|达到|够)(?=(?:国家|省|市|县|区|校|院)级)"), ""),
    # 校区数量: of what is not told in numbers of its own the report has none.
    (re.compile(r"(?<=校区|食堂|系部)的?(?:总?数量?|个数)$"), "有几个"),
    # 总门数, 总台数: how many there are.
    (re.compile(r"(?<!汇)总[门人件项家台册支篇部场]数"), "总数"),
    # 就业率怎么样，百分之几
    (re.compile(rf"(?:怎么样|如何|怎样)[，,](?=(?:是|有)?(?:多少|几|{_PERCENT}))"), "是"),
    # 就业率这个指标，2030年是百分之几: what is taken up is what is asked for.
    (
        re.compile(
            r"^(?P<what>[^，,\d]{2,12}(?:率|满意度|相关度|比|数|额|量))这一?个?(?:项|块|指标|数据|数字|数)[，,]"
            r"(?P<of>[^，,]{2,20}?)的?(?:是|有|为|达到?)?(?:百分之)?(?:多少|几)[个人元%]?$"
        ),
        r"\g<of>\g<what>是多少",
    ),
    # 就业率，某某学院是多少: the same without 这个指标.
    (
        re.compile(
            r"^(?P<what>[^，,]{2,16}?(?:率|满意度|相关度|生师比|人数|总数|总值|收入|支出|经费))[，,]"
            r"(?P<of>[^，,高低多少相差比]{2,16}?)(?<![率数度值入出费额量])(?:[那这][边儿里])?(?:的?(?:是|有|为)|达到?了?)"
            r"(?:百分之)?(?:多少|几)[个人元%]?$"
        ),
        r"\g<of>的\g<what>是多少",
    ),
    # 录取的新生有百分之几来报到: how many of them do what a rate is named by.
    (
        re.compile(
            r"(?:录取的?|招的?)?(?:新生|考生|学生|人)?(?:里面?|中|当中)?(?:的)?(?:有|是)?(?:百分之[几多]少?|几成|多[大少高]的?比例)的?(?:新生|考生|学生|人)?"
            r"(?:来|去)?(?:报到|报道)了?(?:入学|注册)?$"
        ),
        "报到率是多少",
    ),
    (
        re.compile(
            r"(?P<of>毕业(?:生|的?学生|的人))(?:里面?|中|当中)?[，,]?(?:的)?(?:有|是)?(?:百分之(?:几|多少)|几成|多[大少高]的?比例)的?(?:人|学生)?"
            r"(?:都|已经|最后|成功|顺利)*(?:就业|就了业|找到了?工作|落实了?工作|上班|落实了?去向)了?(?:的)?$"
        ),
        r"\g<of>就业率是多少",
    ),
    (re.compile(r"(?<!占)报到的?(?:比例|比率|占比|百分比)(?=是|有|为|多|$)"), "报到率"),
    # 全日制在校的学生, 全日制学生在校的: those on the roll.
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff，,])(?:在校|在读)的?(?:大?学生)(?![\u4e00-\u9fff]*(?:服务|实习|创业))"
        ),
        "在校生",
    ),
    (re.compile(r"(?<=全日制)(?:大?学生)(?:在校|在读)的?(?![\u4e00-\u9fff]*(?:期间|时))"), "在校生"),
    # 有几个学生进了科技类社团: societies by their kind, whose members are asked for.
    (re.compile(r"(?<=[\u4e00-\u9fff]{2})类(?=社团|协会)"), ""),
    (
        re.compile(
            r"(?:一?共|总共)?有?(?:几|多少)[个名位]?(?:学生|同学|人)(?:进|加入|参加|参与|报名)[了过]?"
            r"(?P<what>[\u4e00-\u9fff]{0,6}(?:社团|协会))$"
        ),
        r"参加\g<what>的学生有多少人",
    ),
    # 新招来的教师
    (re.compile(r"新(?:招进?来?|招聘来|进来|来)的?(?:老师|教师)(?!培训)"), "新进的教师"),
    (
        re.compile(r"新进的?教师的?(?:总?人数|数量)(?:是|有|为)?(?:(?:多少|几)[个名位人]?)?$"),
        "新进的教师有多少人",
    ),
    # 材料上写在校生有15900人，这个数正确吗
    (
        re.compile(
            r"^(?:我?看?到?(?:材料|报告|年报|稿子|讲稿|文件|简报|网上|宣传册|新闻稿)(?:上|里|中)?面?(?:写|说|讲|印|登)的?[着了是]?)?"
            r"[，,]?(?P<what>[^，,]*\d[^，,]*)[，,](?:这个?|该)?(?:数字|数据|数|说法|提法)?"
            r"(?:是不是|是否|是)?(?:正确|准确|属实|真实|对|没错)(?:的)?(?:吗|么|吧)?$"
        ),
        r"\g<what>，对吗",
    ),
    # 院长是谁，叫什么: asks twice for one name.
    (re.compile(r"(?<=是谁|哪位|哪个)[，,]?(?:叫|姓)(?:什么|啥)(?:名字?)?$"), ""),
    # …率是百分之几: of a rate it says no more than in what it is told.
    (
        re.compile(
            r"(?P<of>(?:(?:[^例比]率|相关度)[^占里中内]{0,18}?|满意度?[^占]{0,24}?)[，,]?(?:是|为|有|达到?)?)"
            rf"{_PERCENT}$"
        ),
        r"\g<of>多少%",
    ),
    # 录取人数所占比重
    (re.compile(r"(?<=录取|报到|招生)人数所?占的?(?:比重|比例|比)(?![上去前]|\d)"), "占比"),
    (re.compile(r"所占的?(?:比重|份额|百分比)"), "占比"),
    # 省内生源中某市: 中 behind people is no beginning of a word.
    (
        re.compile(
            r"(?<=生源|业生|校生|教师|学生|新生|考生|人员|职工)中(?=[\u4e00-\u9fff])"
            r"(?![职专级高外青层小国医药西心文等])"
        ),
        "里",
    ),
    # 毕业的有多少人就业了
    (
        re.compile(
            r"毕业(?:的(?:学生|同学|人|孩子)?|生)(?:里面?|中|当中)?有?(?:多少|几)[个名]?人?"
            r"(?P<did>就业|升学|参军|入伍|创业|留用)了?$"
        ),
        r"毕业生\g<did>人数是多少",
    ),
    (
        re.compile(r"在?(?:哪些|哪几个)省份?(?:市|区)?(?:招收?|招到)了?的?(?:学生|新?生|人)$"),
        "面向哪些省份招生",
    ),
    (
        re.compile(r"[在从去到](?:几|多少)个省份?(?:市|区)?(?:招收?|招到)了?的?(?:学生|新?生|人)了?$"),
        "面向哪几个省份招生",
    ),
    # 学校一共花出去多少钱: all that it spends, or takes in.
    (
        re.compile(rf"{_WHOLE}(?:花出去|花掉|花|支出|用掉)了?{_MONEY}$"),
        r"\g<when>经费总支出是多少",
    ),
    (
        re.compile(rf"{_WHOLE}(?:收入|进账|入账)了?{_MONEY}$"),
        r"\g<when>经费总收入是多少",
    ),
    # 考得最好的是多少分
    (
        re.compile(r"考(?:得|了|分)?最[好高]的?(?P<who>[^，,]{0,10}?)(?:是|有|考了|多少)*(?=(?:多少|几)分)"),
        r"最高分\g<who>是",
    ),
    # 生师比16.08这个数是2020年的吗
    (
        re.compile(
            r"^(?P<what>[^\d，,]{2,}?)(?:是|为|[，,])?(?P<n>\d[\d.,]*[^\d，,是]{0,3}?)[，,]?"
            r"(?:这个?(?:数据|数字|数值|数|比例)?)?是(?P<when>\d{2,4}年度?|今年|去年)的?(?:数据?|数字)?(?:吗|吧|对吗)$"
        ),
        r"\g<when>\g<what>是\g<n>吗",
    ),
    # 读护理的学生: of that major.
    (
        re.compile(
            r"(?<![阅就宣朗])[读学念](?![习校生期院完书会历])(?P<major>[\u4e00-\u9fff]{2,10}?)(?:专业)?的"
            r"(?P<who>学生|新生|同学|毕业生|人|孩子)(?=[现目今一总大]|有|是|[，,])"
        ),
        r"\g<major>专业的\g<who>",
    ),
    # 新生里高中毕业的有几个: of people.
    (
        re.compile(
            rf"(?P<who>(?:{_PEOPLE})(?:里面?|之中|当中|中|的?[，,])[^几多，,]{{2,14}}的|(?:专业|奖|证书)的(?:{_PEOPLE}))"
            r"(?P<has>(?:现在|目前|今年|一共|总共|大概)*(?:是|有))(?:几|多少)个$"
        ),
        r"\g<who>\g<has>多少人",
    ),
    (
        re.compile(r"(?<!给)送了?(?=(?:多少|几)(?:个|名|位)?(?:老师|教师|学生|干部|骨干|人)(?:去|到|出|参))"),
        "选派了",
    ),
    (re.compile(r"(?<=[\u4e00-\u9fff])[去到](?=国外|境外|海外|国内)"), "在"),
    # 大二的: those in their second year.
    (
        re.compile(
            r"(?<![最扩加重巨强壮放远宏庞伟盛高偏较更特增变很])大(?P<n>[一二三四])(?:年级)?"
            r"(?=新?生(?![产活源均])|学生|同学|的|在校|在读|[，,、和与跟到对有比是男女]|上学期|下学期|参|加入|$)"
        ),
        r"\g<n>年级",
    ),
    # 外省来的新生
    (re.compile(r"外省(?:过?来|籍)?的?(?=新生|学生|生源|考生|毕业生)"), "省外"),
    # 升了学的: a verb and its noun, which make one word.
    (re.compile(r"(?P<v>升|入|退|休|转)了(?P<n>学|伍)|(?P<w>就|创|毕|择)了业"), _joined),
    # 产业学院哪些评上了省级: which of them are.
    (
        re.compile(
            r"(?P<which>哪[些几一]?[个家门项]?)(?:被|能)?(?:评[上为]|评选为|获评|认定为|入选)了?(?=(?:国家|省|市|校)级(?:$|的))"
        ),
        r"\g<which>是",
    ),
    # 报到率最高的是哪个学院，最低的呢: both ends.
    (
        re.compile(
            r"最(?P<most>[好高多大强低少小差])的?(?P<of>[^，,。最哪谁]{0,6}?)是?(?P<which>哪一?[个些家类种项门所省]|谁)"
            r"(?P<kind>[^，,。]{0,8})[，,](?:那么?|而|又)?最(?P<least>[差低少小弱好高多大])的?(?:又?是|又)?"
            r"(?:哪[^，,]{0,8}|谁)?呢?$"
        ),
        r"最\g<most>和最\g<least>的\g<of>\g<kind>分别是哪个",
    ),
    # 社会培训哪一类收入最多: what is asked for stands before.
    (
        re.compile(
            r"^(?P<when>(?:\d{4}[年届]|今年|去年|本年)的?)?(?P<kind>[\u4e00-\u9fff]{2,8}?)(?:里面?|中|当中)?"
            r"[，,]?(?:是)?哪一?(?P<way>[类种])(?=的?[^，,。哪]{1,10}最)"
        ),
        r"\g<when>哪\g<way>\g<kind>",
    ),
    # 哪三个省份（市）: a bracket that only says what else they may be called.
    (re.compile(r"(?<=省份|地区)[(（][省区市、/]+[)）]|(?<=省)[(（][区市、/]+[)）]"), ""),
)


def asked_plainly(text: str) -> str:
    """Return a question without what is told around it, and put as the question that it stands for."""
    plain = without_around(without_requests(text.strip().rstrip("?？。.!！")))
    return by_kind(put(worked_out(told_plainly(reason_asked(named_sums(plain)))), LOOKED_UP))
