"""Words that say what kind of answer is wanted: 名次, 甲方, 来源国, 设立年份, 上限, 分别叫什么.

They name no thing that a report must speak of: a sentence tells 位列第五 for a 名次, 由某公司委托 for a 甲方.
Such a word is put as the question that it stands for; where it may head a column as well, only if the
question is not answered as it stands.
"""

from __future__ import annotations

import re

from rag.understand.plainer import Rewordings, put

_MANY = "(?:多少|几)"
_GRADE = "(?:国家|省|市|校|院|部|区|县)级"
# People, who come from somewhere.
_PEOPLE = "学生|留学生|学员|老师|教师|外教|专家|考生|新生|志愿者|成员|人员|的人"
_PLACES = "(?:国家|省份?|地方|地区|城市|州|市|县|国)"
# What a thing is says no more than its name does.
_CALLED = (
    "项目|课题|制度|证书?|奖项?|工程|活动|平台|基地|课程|品牌|团队|[比大]赛|赛项|称号|计划|机制|模式|工作室|"
    "中心|场馆|试点|教材|软件|系统|协会|社团"
)
# What anything may be called that is done.
_WORK = "项目|课题|工程|任务"
_BODY = "(?:单位|企业|公司|学校|院校|高校|机构|部门|集团)"
_WITH = "[跟和与同]"
# What is paid to one: its 标准 is how much.
_PAID = (
    "补贴|补助|津贴|资助|助学金|奖学金|奖金|奖励|安家费|[学宿会餐]费|(?:服务|培训|报名|课时)费|慰问金|待遇"
)
# By what is asked for then; no content (words.py).
EACH_GETS = "每人标准"
# What somebody is called by what he does, and what he does.
_DOERS = (
    ("(?:甲方|委托(?:方|单位|人))", "委托"),
    ("(?:捐[赠助](?:方|单位|人|者))", "捐赠"),
)
_IS_WHO = rf"(?:是|为|有|都)*(?:谁|哪[些几一]?[个家所位]?{_BODY}?)?$"

# Put so at once.
AT_ONCE: Rewordings = (
    # 某某这个横向课题，…: what it is stands behind its name.
    (
        re.compile(
            rf"(?<=[\u4e00-\u9fff”》]{{4}})(?<!学校)(?<!学院)[这那][个项][\u4e00-\u9fff]{{0,3}}?(?:{_WORK})(?=[，,的]|里|是|$)"
        ),
        "项目",
    ),
    (
        re.compile(
            rf"(?<=[\u4e00-\u9fff”》]{{4}})(?<!我们)(?<!咱们)(?<!学校)(?<!学院)[这那][个项门场座支块]"
            rf"[\u4e00-\u9fff]{{1,3}}?(?P<is>{_CALLED})(?=[，,的]|里|是|$)"
        ),
        r"\g<is>",
    ),
    # 按学院目前的标准，…
    (
        re.compile(
            r"(?:^|(?<=[，,]))(?:按照?|依照?|根据)(?:我们|咱们?|学校|学院)?的?(?:目前|现在|现行|当前|最新|今年)?的?"
            r"(?:标准|规定|政策|制度|办法|文件)[，,]"
        ),
        "",
    ),
    # 留学生都是哪几个国家的
    (
        re.compile(
            rf"(?P<who>{_PEOPLE})(?:一共|总共)?(?:都|分别|主要)?(?:是|从|来自)(?P<from>哪[些几一]?个?{_PLACES}|哪[里儿])"
            r"(?:的人|的|人|来的|过来的)$"
        ),
        r"\g<who>来自\g<from>",
    ),
    # 几家产业学院分别是跟哪些单位合办的: what each of them has in its row.
    (
        re.compile(
            r"^(?:[几这各][几个家所]?个?|每[个家所])(?P<of>[^，,]{2,12}?)(?:都|分别|各自?)+(?:是|在)?"
            rf"{_WITH}(?:的)?(?:谁|(?:哪[些几一]?[个家所]?|什么){_BODY}?)(?:一起|共同|联合)?"
            r"(?:合办|合建|共建|联办|合作|办|建)(?:的|了)?$"
        ),
        r"\g<of>的合作单位有哪些",
    ),
    # 合作单位都有谁: bodies are no persons.
    (re.compile(rf"(?<={_BODY[3:5]})(?:都|分别)?有谁$"), "有哪些"),
    # 帮扶村都叫什么
    (
        re.compile(
            r"^(?P<of>[^，,哪几的]{2,10})(?P<kind>[村镇县])(?:(?:都|分别|各)叫(?:什么|啥)(?:名字)?|的?名[单字称])$"
        ),
        r"\g<of>的是哪几个\g<kind>",
    ),
    # 帮扶村，村名都叫什么; 帮扶村的村名
    (
        re.compile(
            r"(?P<of>[^，,哪几]{2,12}?)(?P<kind>[村镇县校馆站])(?:[，,]|的)(?P=kind)名(?:都|分别|各)?"
            r"(?:叫(?:什么|啥)(?:名字?)?|有哪些|是(?:什么|啥))?$"
        ),
        r"\g<of>的是哪几个\g<kind>",
    ),
    # 能少用多少: set against nothing
    (
        re.compile(rf"(?P<can>可以|能够?|可)少(?:用|耗|烧|花)(?:掉|了)?(?={_MANY}(?!.*比))"),
        r"\g<can>节约",
    ),
    (re.compile(r"(?<=没)招够(?:人数?)?(?=$|[，,的])"), "招满"),
    # 和专业对口的证书
    (re.compile(r"[和与跟](?:所学|自己)?的?专业(?:相?对口)的(?=[\u4e00-\u9fff])"), "与专业相关的"),
    # 上限是几个学分
    (re.compile(rf"(?:最高|最大)?上限(?:是|为|有)?(?={_MANY})"), "最多"),
    (re.compile(rf"(?:最低)?下限(?:是|为|有)?(?={_MANY})"), "最少"),
    # 经费分担里，学院承担的比例: in tenths, of what is shared by several
    (
        re.compile(
            r"(?P<does>承担|负担|分担|分摊|出资|出)的?(?:比例|份额|占比|比重)(?:是|为|有)?(?:多少|多大|几成)?$"
        ),
        r"\g<does>几成",
    ),
    (re.compile(r"(?<=经费|费用|资金|投入)(?:分担|分摊|负担)(?:当?中|里面?|上)?[，,]"), "，"),
    (re.compile(rf"[是由]{_MANY}[家方个](?:单位)?(?:分摊|分担|均摊|凑)的?$"), "由谁分担"),
    (re.compile(rf"[是由]{_MANY}[家方个](?:单位)?(?:分摊|分担|均摊|凑)的?(?=[，,])"), "由谁分担"),
    # 办某某学院的钱
    (
        re.compile(r"办(?P<what>[\u4e00-\u9fff]{2,8}(?:学院|学校|中心|班))的(?:钱|费用|经费)"),
        r"\g<what>的办学经费",
    ),
    # …人数，以及求职补贴标准: asks by itself
    (
        re.compile(
            rf"(?<=[\u4e00-\u9fff])(?P<and>[，,](?:以及|和)?[^，,]*(?:{_PAID}))的?(?:发放|资助|补助)?标准$"
        ),
        r"\g<and>标准是多少",
    ),
)

# Put so where the question as it stands is not answered.
OTHERWISE: Rewordings = (
    # What a report may tell without the word that a noun phrase ends in: 高中生录取人数.
    (
        re.compile(r"(?<=[\u4e00-\u9fff]{2})(?P<did>录取|报到|就业|升学|获奖|参赛)的?(?:总?人数)$"),
        r"\g<did>了多少人",
    ),
    # 产业学院哪些评上了省级: those that are of that grade.
    (
        re.compile(
            rf"^(?P<of>[^，,哪]{{2,16}}?)(?:里面?|中|当中|之中)?[，,]?(?P<which>哪[些几一]?[个家所门项支]?)"
            r"(?:已经?|目前|现在)*(?:是|算|被?(?:评为?上?|列为|认定为|确定为|立项为)|获评|入选|达到|升为|拿到)了?的?"
            rf"(?P<grade>{_GRADE})(?:的|了)?$"
        ),
        r"\g<of>里\g<which>是\g<grade>的",
    ),
    (
        re.compile(
            r"^(?P<which>哪[些几][个家所门项支]?)(?P<of>[^，,哪里中]{2,12}?)(?:已经?|目前|现在)*"
            r"(?:算|被?(?:评为?上?|列为|认定为|确定为|立项为)|获评|入选|达到|升为|拿到)了?的?"
            rf"(?P<grade>{_GRADE})(?:的|了)?$"
        ),
        r"\g<of>里\g<which>是\g<grade>的",
    ),
    # 在校生增量最大的学院
    (re.compile(r"(?<=[\u4e00-\u9fff])的?(?:增量|增加量|增长量)最[大多高](?=的|$|是)"), "增加最多"),
    (re.compile(r"(?<=[\u4e00-\u9fff])的?(?:增量|增加量|增长量)最[小少低](?=的|$|是)"), "增加最少"),
    # 在全省的名次
    (re.compile(r"[，,]?的?(?:名次|位次|排位)(?:是|为|排)?(?:多少|什么|第?几名?)?$"), "排第几"),
    # 考核成绩出来了，…是第几名: a place is what came of it.
    (
        re.compile(
            r"(?P<of>考核|评估|评价|评选|比赛|竞赛|大赛)(?:的)?(?:成绩|结果|名次)(?:出来|公布|揭晓|下来|出炉)?了?[，,]"
            r"(?=.*第几)"
        ),
        r"\g<of>，",
    ),
    *((re.compile(rf"[，,]?的?{noun}{_IS_WHO}"), f"是谁{does}的") for noun, does in _DOERS),
    # 国际学生的来源国
    (
        re.compile(
            r"的?(?:来源国家?|生源国家?|来自国家|国家来源|国籍|国别)(?:构成|分布)?(?:都|分别)?(?:是|有)?(?:哪[些几]?个?|什么)?$"
        ),
        "来自哪些国家",
    ),
    # 新增专业的名称
    (re.compile(r"的(?:名称|名字|名目)(?:都|分别)?(?:是|有|叫)?(?:什么|啥|哪些)?$"), "有哪些"),
    # 产业学院的合作单位: all of them
    (re.compile(rf"(?<=的)(?P<what>[\u4e00-\u9fff]{{2,4}}{_BODY})$"), r"\g<what>有哪些"),
    # 求职补贴标准: what one of them gets, never an average; of a fee its amount
    (
        re.compile(r"(?P<paid>补贴|津贴|慰问金|奖励)的?标准(?:(?:是|为)?多少)?$"),
        rf"\g<paid>的{EACH_GETS}是多少",
    ),
    (re.compile(r"(?P<paid>安家费|[学宿会]费)的?标准(?:(?:是|为)?多少)?$"), r"\g<paid>是多少"),
    (re.compile(r"科研成果转化"), "成果转化"),
)

_DONE = "设立|成立|创办|建立|创建|组建|揭牌|挂牌|启动|签约|建成|投用|启用|开工|竣工|立项|开设|升格|入选|获批"
# What nouns ask for, by its kind, and how each is asked.
_KINDS = (
    (re.compile(rf"(?P<did>{_DONE})的?年份"), r"的\g<did>年份是哪一年"),
    (re.compile(r"(?P<where>[\u4e00-\u9fff]{0,4}(?:地点|地址|校址|所在地))"), r"的\g<where>在哪里"),
    (
        re.compile(rf"(?P<who>{'|'.join(noun for noun, _ in _DOERS)}|[\u4e00-\u9fff]{{2}}人)"),
        r"的\g<who>是谁",
    ),
    (re.compile(r"(?P<of>[\u4e00-\u9fff]{1,6}?(?:金额|合同额|经费|收入|面积))"), r"的\g<of>是多少"),
    (
        re.compile(
            r"(?:现有|目前|现在)?的?(?P<of>[\u4e00-\u9fff]{0,6}?(?<=[生员师人者工]))的?总?(?:人数|数量?)"
        ),
        r"的\g<of>有多少人",
    ),
    (re.compile(r"(?:现有|目前|现在)?的?(?P<of>[\u4e00-\u9fff]{1,6}?)[总个]*数量?"), r"共有\g<of>多少个"),
)
_IN_YEAR = re.compile(rf"(?P<did>{_DONE})的?年份")
_SCHOOL = re.compile("我们?学?校|我院|学校|学院")
_TWO = re.compile(
    r"^(?P<of>[^，,。哪几谁]{2,24}?)的(?P<a>[^，,。的和与及、]{2,8})(?:[，,]?以及|[和与及、])(?P<b>[^，,。和与及、]{2,10})$"
)


def by_kind(text: str) -> str:
    """Return a question with the words for the kind of answer put as what they ask, two of them as two.

    Args:
        text: the question as it was typed.
    """
    return _parted(put(text, AT_ONCE))


def _parted(text: str) -> str:
    """缝补小站的设立年份和现有站点数: what is of two kinds no one figure tells."""
    two = _TWO.match(text)
    if two is None:
        return text
    first, second = _asked(two["a"]), _asked(two["b"])
    if first is None or second is None or first[0] == second[0]:
        return text
    year = _IN_YEAR.fullmatch(two["a"])
    if year and _SCHOOL.fullmatch(two["of"]):
        # Of the school itself it is told otherwise: how it began.
        return f"{two['of']}哪年{year['did']}？{two['of']}{second[1]}"
    # Each with its subject: what goes on behind a comma may be of what stands beside it.
    return f"{two['of']}{first[1]}？{two['of']}{second[1]}"


def _asked(noun: str) -> tuple[int, str] | None:
    """Which kind of answer a noun asks for, and the question that it stands for; None for no such noun."""
    for kind, (called, asks) in enumerate(_KINDS):
        if found := called.fullmatch(noun):
            return kind, found.expand(asks)
    return None
