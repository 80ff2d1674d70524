"""Everyday ways to ask for a calculation, told in the words that the calculations are known by.

甲顶几个乙 asks for a multiple, 超招了多少 for what was done beyond a plan, 场均 for an average.
"""

from __future__ import annotations

import re

from rag.understand.intent import GONE
from rag.understand.plainer import Rewordings, put

_MANY = r"(?:多少|几)"
# Tried in this order; what stands beside such words is left as it is.
_WORDINGS: Rewordings = (
    # A顶几个B
    (
        re.compile(rf"(?:能|可以)?(?:顶|抵|赶)得?[上过]?了?{_MANY}个(?!百分|人$|点)(.+?)(?:呢|呀|啊)?$"),
        r"是\1的几倍",
    ),
    # beyond a plan, short of it
    (re.compile(rf"超额?(?:招|录)(?:收|取)?了?(?={_MANY})"), "录取比计划多"),
    (
        re.compile(
            rf"(?:离|距)?(?:招生)?(?:计划)?还?(?:差|缺|空)了?{_MANY}(?:个?人|名)?(?:没有?|才能?|就|未)(?:招|录)(?:满|够|齐)"
        ),
        "录取比计划少多少人",
    ),
    (
        re.compile(r"(?:招|录)(?:到|了|上|取)*(?:计划|名额|指标)的(?=几成|百分之|多少|多大)"),
        "录取占计划的",
    ),
    (re.compile(r"(?:计划|名额|指标)(?:只|才)?(?:用|使)(?:掉|了|上)*(?=几成|百分之)"), "计划录取占"),
    # whether they came to a stage: 报了名没去考
    (re.compile(r"报了名|报过名"), "报名"),
    (re.compile(r"(?<=[没未来有])[去来]考(?:试|核)?(?![察研古虑])"), "参加考试"),
    # of those admitted, who else might have come
    (re.compile(r"^(?!.*(?:录取|报考|招生))(.*?)(没有?|未)(?:来|去|能)?报到的"), r"\1录取\2报到的"),
    # what belongs to somebody
    (re.compile(r"(?:的)?(?:名下|旗下|手下|手里(?!有))的?"), "的"),
    # how fast something grew
    (re.compile(r"猛[增涨]|[暴激陡剧]增|大[增涨]|飙升|(?<=[了])翻着?番?涨"), "增长"),
    (re.compile(r"骤[降减]|锐减|[暴猛]跌|缩水|大降"), "下降"),
    (
        re.compile(
            r"(?<![\d一二三四五六七八九十第上前后每去这那某今])一年(?:之内|以内|内|里|下来|来|间|之间)?(?=(?:学校|人数)?(?:增长|下降|涨|增加|减少))"
        ),
        "比上年",
    ),
    (re.compile(rf"(?:(?<!{GONE})掉|跌|滑)了?(?=多少|几)"), "下降了"),
    (re.compile(r"(?<=[\u4e00-\u9fff])里头(?=哪|谁|有几|最)"), "里"),
    # 占比比上年: the second 比 compares
    (re.compile(r"(?<=占比)比(?=上|去|前|\d)"), "较"),
    # of people how many there are is what grows
    (
        re.compile(
            r"(录取|报到|升学|升本|落实|就业|入伍|参军|创业|留用|录用|报考|获证|取证)了?的(?:人|学生|新生|毕业生)"
            r"(?=(?:20\d\d年)?(?:比(?!例)|较|跟|和|与|占))"
        ),
        r"\1人数",
    ),
    (
        re.compile(
            r"(在校(?:学)?生|毕业生)(?=(?:比|较|跟|和|与)?(?:一年|上一?年|去年|今年|\d{4}年)?"
            r"(?:比|较|相比)?(?:上一?[年届]|去年|前一年|\d{4}年)?(?:增长|增加|减少|下降|上升|[涨多少](?:了|出)))"
        ),
        r"\1人数",
    ),
    (re.compile(r"按(?:照)?(\d{4}年)(?:的(?:数据?|口径))?来?算"), r"\1"),
    # which way something went
    (re.compile(r"(?:在)?(?:往|朝|向)下(?:掉|走|滑|降|跌)了?(?=的|$|[，,])"), "下降"),
    (re.compile(r"(?:在)?(?:往|朝|向)上(?:涨|走|升|爬)了?(?=的|$|[，,])"), "上升"),
    (re.compile(r"(?:变得|在)?(?:越来越|一年比一年|逐年变)[少低](?=的|$|[，,])"), "减少"),
    (re.compile(r"(?:变得|在)?(?:越来越|一年比一年|逐年变)[多高](?=的|$|[，,])"), "增加"),
    # put in order, added up
    (re.compile(r"(?<=最[高低多少大小长短]的)(?=[二两三四五六七八九十2-9]个)"), "前"),
    (
        re.compile(
            r"排个?队(?=$|[，,吧呗])|排个?(?:先后|座次|高低|大小|一二三)|(?:(?<=[多少低高])|(?:给)?(?<=[\u4e00-\u9fff]))排一下(?=$|[，,])"
        ),
        "排序",
    ),
    (re.compile(r"(?:加|放|合|凑|算)(?:在|到)?一块儿?(?=[^钱地]|$)|凑一起|放(?:在)?一起算?|拢共"), "加起来"),
    (re.compile(r"博士(?=硕士)"), "博士和"),
    (re.compile(r"(?<![一-龥]奖)(?<=[省国赛获得中拿])金奖?[、，]?银奖?[、，和]?铜奖?"), "金奖、银奖和铜奖"),
    (re.compile(r"([特一二三]等)奖?(?=[特一二三]等奖)"), r"\1奖、"),
    (re.compile(r"(?<![\d第])[一二三]{2,3}等奖"), lambda m: "、".join(f"{c}等奖" for c in m[0][:-2])),
    (re.compile(r"(?<=等奖)(?:奖项)?共(?=有|是|几|多少)"), "一共"),
    # who there are the most of
    (re.compile(r"(哪[一几]?个[班系群组村县省])的?人(?=最)"), r"\1的人数"),
    # what is left of one when another is taken away
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff])(?:减掉?|扣掉|刨去|刨掉)(?!去|少|免|轻|速|弱|员|税|负|压|排|灾)"
            rf"(?P<less>[^，,?？]{{2,12}}?)(?:还|能|之?后)?(?:剩下?|余下?|结余)(?:了)?(?={_MANY})"
        ),
        r"减去\g<less>是",
    ),
    # what was saved, by how much something is quicker
    (
        re.compile(rf"(?<=[本用支耗价费])(?:能|可|可以)?(?:节省|节约|省)(?:下|了|出|下来)*(?={_MANY})"),
        "减少了",
    ),
    (re.compile(rf"(?:快|缩短|提前|少用|短)了?(?={_MANY}个?(?:天|小时|分钟|秒|月|年))"), "减少了"),
    # what is worth the most, costs the most, who gave the most
    (re.compile(r"(哪一?[个家所])(?:的)?(?:设备|仪器)(?:最值钱|价值最高)"), r"\1的设备值最高"),
    (re.compile(r"(?:的)?(?:(?:设备|仪器)(?:总?价值)?)?最值钱"), "设备值最高"),
    (re.compile(r"最贵"), "最高"),
    (re.compile(r"最便宜"), "最低"),
    (
        re.compile(
            r"(哪一?[家个][^\W\d]{0,4}?(?:企业|公司|单位))(?:投|出|掏|拿)(?:进[来去]|出来)?的?钱(?=最)"
        ),
        r"\1的投入",
    ),
    (re.compile(r"(企业|公司|单位)(?:投|出|掏|拿)(?:进[来去]|出来)?的?钱(?=最)"), r"\1投入"),
    # those who passed
    (re.compile(r"(?:一共|总共|共|都)过了(?=多少|几)"), "的通过人数一共是"),
    (re.compile(r"(?:能|考)?过了(?=百分之(?:几|多少)|几成|多少%)"), "通过率是"),
    # how hard an examination is
    (
        re.compile(
            r"最(?:难|不好|不容易)(?:考|过|拿|通过|拿下)(?![研古虑察])(?!.*通过率[^，,]{0,3}(?:垫底|最))"
        ),
        "的通过率最低",
    ),
    (
        re.compile(r"最(?:好|容易|易)(?:考|过|拿|通过|拿下)(?![研古虑察])(?!.*通过率[^，,]{0,3}(?:垫底|最))"),
        "的通过率最高",
    ),
    # what a sum brings in
    (
        re.compile(
            rf"^(?P<what>.+?)(?:每|平均每)[1一]?(?:块|元)钱?(?:能|可以|就|大概)?(?:换来?|带来|带动|产生|撬动|拉动|创造|赚)(?:了|出)?"
            rf"{_MANY}(?:块|元)?钱?的?(?P<gain>[^，,?？]+)"
        ),
        r"\g<gain>是\g<what>的几倍",
    ),
    # the pay of those who work here is no graduate's
    (
        re.compile(
            r"(?:发)?(?:教职工|教师|人员)?工资(?:福利)?(?:这一?[块类些项])?(?:人员)?(?:的)?(?:支出|开支|经费|费用|花销)?"
            r"(?=.*(?:支出|开支))|(?<=支出里)工资(?!支出)|(?<=支出中)工资(?!支出)"
        ),
        "人员支出",
    ),
    # averages
    (re.compile(r"([场班期届])均"), r"平均每\1"),
)


def reckoned(text: str) -> str:
    """Return a question with its everyday words for a calculation spelt out.

    Args:
        text: the question, normalised.
    """
    return put(text, _WORDINGS)
