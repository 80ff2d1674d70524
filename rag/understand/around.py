"""What people tell around a question (财务要核数，…; …，帮忙核实), taken away: it is not what they ask.

A clause goes only where all its words are such: one word more may be what the question is about.
"""

from __future__ import annotations

import re

# General areas of a school's work: a figure need not say that it belongs there. No group, and no thing.
AREAS = (
    "财务 人事 教务 学工 招生 就业 招生就业 招就 后勤 "
    "科研 教学 教育教学 人才培养 师资 师资培训 师资培养 师资队伍 "
    "师资建设 教师培训 教师培养 教师队伍 队伍建设 学生工作 学生管理 学生发展 扶贫 脱贫攻坚 乡村振兴 科技下乡 "
    "社会服务 服务贡献 国际交流 国际合作 对外交流 校企合作 产教融合 实习实训 实践教学 创新创业 办学条件 党建 "
    "思政 德育 资助 心理健康 信息化 统计 宣传 质量保障 政策保障"
).split()
_WHO = (
    "我 我们 咱 咱们 领导 校长 书记 处长 主任 院长 同事 老师 "
    "学校 上级 教育厅 记者 家长 朋友 有人 人家 这边 那边 这里 "
    "处 科 部 部门 办公室 办 室 口 工会 团委 考生"
)
_WANTS = "想 想要 需要 要 得 准备 打算 正在 正 在 来 让 叫 急着 急 着急"
_PLEASE = (
    "请 麻烦 麻烦你 麻烦您 劳驾 拜托 辛苦 帮 帮忙 帮个忙 帮我 "
    "给我 替我 能不能 能否 可以 可否 你 您 先 再 快 顺便"
)
# What is reckoned (帮忙加一下) is asked for: no word for it stands here.
_ACTS = (
    "核数 核账 核人数 核对 核实 核查 核准 核 对数 对账 对一对 查证 查阅 查询 "
    "查 确认 弄清楚 搞清楚 了解 知道 看看 看 填表 填报 填 "
    "报数 上报 汇报 报 引用 引 摘录 摘抄 抄 写 做 作 整理 "
    "出 交 用 讲 说说 说 告诉 告诉我 回答 答复 答 统计 发 问"
)
_THINGS = (
    "数据 数字 数 指标 情况 报表 表格 表 材料 稿子 讲稿 讲话稿 "
    "发言稿 新闻稿 总结 报告 年报 ppt 课件 对比 比较 调研 分析 "
    "公众号 福利 慰问品 推文 宣传册 方案 简报 台账 作业 论文 底"
)
_SMALL = (
    "一下 一下子 一个 一份 一张 个 份 张 些 点 了 的时候 的 时 "
    "着 到 清楚 这 那 几 次 今天 明天 马上 等着 呢 吧 哈 啊"
)


def _any(*words: str) -> str:
    """A pattern of any of some words, the longest first."""
    found = sorted({word for some in words for word in some.split()}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, found))


_AREA = _any(*AREAS)
# Possessive: a clause that has one word more is given up at once.
_FRAME = re.compile(rf"(?:{_any(*AREAS, _WHO, _WANTS, _PLEASE, _ACTS, _THINGS, _SMALL)})++", re.IGNORECASE)
# One of these makes it a clause of the asker's own; 招生数据 by itself may be what is asked for.
_DOES = re.compile(
    rf"(?:{_any(_WANTS, _PLEASE)}).*(?:{_any(_ACTS, _THINGS)})|"
    r"(?:核数|核账|核人数|核对|核实|核查|核|对数|对账|查证|确认|填表|填报|报数|上报|查)(?:一下|$)"
)
_JOB = (
    "辅导员|班主任|老师|教师|家长|记者|秘书|干事|科员|会计|办事员|教务员|统计员|考生|校友|科长|主任|处长|新人|"
    "工作人员|志愿者|研究生|评估专家"
)
_I_AM = re.compile(
    rf"(?:我|本人)?(?:是|作为|身为)(?:一?[名个位]|新来的?|这里的?|(?:咱们|我们)?学校的?|本校的?|(?:{_AREA})[处科办]?的?)*(?:{_JOB})"
)
_CLAUSES = re.compile(r"[，,；;。！!]")
# Where the clause goes on with what is asked for: 想引用一下某活动的主题.
_LEADS = re.compile(
    rf"^(?:我们?)?(?:{_any(_WANTS)})(?:引用|摘录|摘抄|核对|核实|查证|查阅|确认|了解|知道|弄清楚|搞清楚)(?:一下|个|下)?(?=..)|"
    r"^先(?=告诉我|说说|说一?下|讲讲|看看|查|问)"
)
# 听人说, 有老师说: hearsay, whoever said so.
_HEARSAY = re.compile(
    r"^(?:我|我们)?(?:听|有)(?:别?人|同事|老师|家长|学生|同学|朋友|领导|人家|他们|隔壁|校友)们?(?:说起?|讲起?|提到|提起)"
)
# 我印象里, 我记得: so the asker takes it to be, and asks whether it is.
_REMEMBERED = re.compile(
    r"^(?:我们?|咱们?|本人)?的?(?:印象(?:里面?|中)|(?:依稀|好像)?记得|记着)(?:是|有)?[，,]?(?=.{4})"
)
# 家长问, 有考生打听: whoever asks, what they ask comes behind it.
_SOMEBODY_ASKS = re.compile(
    r"^(?:今天|刚才|刚刚|最近|总|经常)?(?:有[个位些]?|几[个位])?(?:[考学新]生的?)?"
    r"(?:同事|老师|家长|学生|同学|朋友|领导|考生|记者|校友|亲戚|邻居|上级|教育厅|企业)们?"
    r"(?:来电|打电话|来信|来|在|想|都|老|总|经常)*(?:问(?![卷题诊责答候])|打听)"
    r"(?:我们?|咱们?|起|到|道|了|一下|说)*[，,：:]?(?=.{4})"
)
# How what was named before is to be told: in its own words; all of it, where that is asked for already.
_IN_WORDS = re.compile(r"(?:原话|原文|原句)(?:是什么|怎么说的?|怎么写的?|是怎么说的?)?")
_LISTED = re.compile(
    r"(?:请|麻烦|帮忙|帮我|给我)*(?:列|说|写|念|报|讲)(?:一下|出来|一列|一说|一遍|给我|一一)+"
)
_ASKS_WHICH = re.compile(r"哪|谁|什么|啥")
_TOPIC = re.compile(
    rf"^(?:{_AREA})(?:队伍|板块|领域|条线|战线|口)?(?:扩充|变化|变动|增减|总体|基本)?(?:工作|数据|情况)?"
    r"(?:[这那]一?(?:块儿?|方面|项|边|头|部分)|方面|工作|数据|情况)(?:上|里|的话)?[，,、:：]?|"
    rf"^(?:{_AREA})[，,]"
)
# 给考生介绍要用, 写讲稿用得着
_FOR_USE = re.compile(
    r"(?:我们?|咱们?)?(?:今天|明天|马上|一会儿|回头|这是?)?(?:给|跟|向|为|写|做|填|编|印|讲|准备|开)"
    r"[^，,多少几哪谁什么啥]{0,10}?(?:要用|得用|等着用|急用|备用|用得[着上])(?:到|的|了|呢)?"
)
_RECKONS = re.compile(r"^(?:请|麻烦|帮忙|帮我|给我)+(?:加|减|算|除|合|汇总)(?:一[加减算]|一?下|总)$")
_RECKONED = re.compile(r"合起来|加起来|加在一起|一共|总共|合计|总和|之和|相差|比.*[多少高低](?:多少|几)")


def without_around(text: str) -> str:
    """Return a question without the clauses in which its asker tells who asks, and what for.

    Where nothing else is left, the question as it is.
    """
    text = _REMEMBERED.sub("听说", _SOMEBODY_ASKS.sub("", _HEARSAY.sub("听说", text)))
    clauses = _CLAUSES.split(text)
    marks = [*_CLAUSES.findall(text), ""]
    kept = [
        (clause, mark) for clause, mark in zip(clauses, marks, strict=True) if not _is_frame(clause, text)
    ]
    if len(kept) < len(clauses) and not any(_tells(clause) for clause, _ in kept):
        return text
    plain = "".join(_LEADS.sub("", clause) + mark for clause, mark in kept)
    return plain.rstrip("，,；;") if len(kept) < len(clauses) else plain


def _is_frame(clause: str, text: str) -> bool:
    clause = clause.strip()
    if _FOR_USE.fullmatch(clause) or _I_AM.fullmatch(clause) or _IN_WORDS.fullmatch(clause):
        return True
    if _LISTED.fullmatch(clause):
        return _ASKS_WHICH.search(text) is not None
    if _RECKONS.match(clause):
        # 一共录了多少人，帮忙加一下 says twice what is to be done.
        return _RECKONED.search(text.replace(clause, "")) is not None
    return _FRAME.fullmatch(clause) is not None and _DOES.search(clause) is not None


def _tells(clause: str) -> bool:
    return len(clause.strip()) > 2


def topic_of(text: str) -> int:
    """Return where the general area that a question begins with ends (科研这块，…), 0 where it has none."""
    found = _TOPIC.match(text)
    return found.end() if found else 0
