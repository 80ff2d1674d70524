"""Words of questions that are not what is asked for, and how much each of the others tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What only phrases a question. An alternative that another one begins with stands before it.
_PHRASING = (
    # asking somebody to look something up
    r"每人标准|请问一?下?|请?你?告诉我|我?想(?:知道|了解|问|查)一?下?|帮(?:我|忙)?(?:查|看|算|找|列)?一?下?|"
    r"驻(?=(?!地|[村镇乡外])[\u4e00-\u9fff]{1,4}[村镇乡])|的人[日次]数|这[两二三四五六七八九十]+[项者类种个]|(?<=[分级类组年率数])差(?=[多几\s]|$)|的?量(?=[多大小少高低](?:$|[，,]))|的人(?=里|[当其]?中)|[从由]?[高大多低小少]到[低小少高大多]|截[至止]|[上中下]旬|单项|明细|口径|[（(](?:含|包括|不含)[^）)]*[)）]|比原(?=计划|定)|(?<![\u4e00-\u9fff])换成|核实|核对|确认一下|查证|(?:帮忙|请)?算(?:一算|一下|算)|(?<=[招录考花投做])得(?=[多少高低好最])|来得(?=最|[多少]|\s)|查询?一下|麻烦(?:你|您)?|^查|(?<=\s)查(?!处)|你好|您好|谢谢|一下|怎么答|回答|原话",
    # asking whether something is so
    r"能不能|可不可以|有没有|是不是|是否|对不对|对吧|听说|据说|是真的|没错吧|属实|来着|对得上|一致|等于",
    # how much, and how figures are to be put together
    r"是多少|有多少|多少|增长率|增幅|增速|降幅|变化率|变化幅度|变化|更[高低多少大小]|还是|变动|幅度|"
    r"多(?=录|招|报|出|了|投|花)|多大|多高|多长时间|多久|最不|不(?=满意|\s|$)|占(?:多大|了)|"
    r"相差|差距|差值|之差|跌幅|涨幅|平均值|均值|平均数|下来|分之|百分之几|百分之|百分比|[占有]?几成|几个百分点|个百分点|百分点|几倍|倍数|倍|"
    r"一共|合计|总共|加起来|之和|总和|加总|共计|相加|总计|加在一起|合起来|两者|全部|所有|整个",
    # which, who, why, in what order
    r"(?<![目以之先])排?前\s?[一二两三四五六七八九十\d]+[名位个]?|排序|排名|排第?几|排第?(?=\s|在|名|全)|第(?=\s)|"
    r"是什么|为什么|什么|哪[两二三四五六七八九十]个(?=$|[，,])|哪一?[个些种类项年门位名所届次张天日家场款本支份批期套部篇条段间科]|哪里|哪儿|哪|怎么样|怎么|如何|怎样|谁|"
    r"的问题(?=$|[，,。])|没问题|[没有]写?[记弄搞]?错|(?:汇报|总结|讲稿|稿子|发言稿|讲话稿|新闻稿|推文|简报)(?:里面?|中|上)?(?:写的?|说的?|用的?)?|能(?=[带容装住坐放接])|写进(?:去)?|垫底|倒数|正文(?:中|里|和|与|跟)*|(?<=[和与跟、])附表(?!\d)|[这那][一两几]?[个些种类项门位所张家场款台支份批套部篇条间次届块]|咋样?|为啥|凭啥|拿(?=什么|啥|哪)|"
    r"(?:列|写|说|数)全|列(?:一下|出来)|给我(?:列|看看?)?$|(?<=人)去(?=[考读])|(?<=\s)级别(?=的)|继续(?=升学|升本|深造|攻读|读|念|上学)|(?<=\s)(?:继续)?(?:读书|念书|深造)(?=的)|(?<=[生师员者人])的?名单|"
    r"叫什么|叫啥|是啥|啥|名字|名称|总结|概括|简述|概述|介绍|说说|谈谈|讲讲|列出|列举",
    # fillers
    r"(?<=\s)的分类(?=[，,\s])|^那么?(?![些个种样年])|分别|各(?:自|是|有)|大概|具体|到底|究竟|目前|现在|当前|最后|最终|真正|一般|大约|总体上|其中|当中|"
    r"(?:但|却|而|又)?(?:没有?|未(?!来))(?:来|能|被)?|数据|数字|数值|情况|方面|根据|按照|关于|对于",
    # the report itself, the school, and those who wrote the report or want the figure
    r"(?<=\s)表格?[里中]|(?<=[录情况计划])(?:一览)?表格?[里中](?=.)|报告(?:中|里|显示|说|提到|指出|写)*|年报(?:中|里)?|质量年报|材料|文件|原文|资料|"
    r"填的|填了|写的|写着|写了|我们|咱们?|你们|他们|我(?:校|院)|本(?:校|院)|全校|全院|学校|学院|"
    r"这所|该校|该院|该(?=怎|如)|领导|校长|书记|主任|处长|同事",
    # days, and the year before that a figure is compared with
    r"(?<!\d)\d{1,2}月(?:\d{1,2}日)?|(?<!\d)\d{1,2}日|年底|年末",
)
PHRASING = re.compile("|".join(_PHRASING))
# The same in English; only for questions without a Chinese character, for 1+X or A are names elsewhere.
ENGLISH_PHRASING = re.compile(
    r"\b(?:by how (?:many|much)|yuan|fall|fell|rise|rose|average|"
    r"had|has|have|been|be|their|its|own|from|this|percentage|number|"
    r"we|our|us|you|your|they|it|i|my|me|"
    r"how many|how much|what is|what's|what was|what were|what are|the|of|in|is|are|was|were|did|does|"
    r"do|many|much|please|tell me|college|school|report|a|an|to|for|and|by|at|on|with|that|which|who|there)\b"
)
# Particles, pronouns, measure words: never content.
STOP = frozenset(
    "的 了 吗 呢 吧 啊 呀 是 有 在 为 和 与 及 或 跟 同 比 较 从 到 至 对 把 被 给 让 就 都 也 还 又 "
    "再 才 只 请 问 您 你 我 他 它 这 那 其 该 些 个 几 中 里 上 下 以 于 等 之 而 但 则 因 由 按 将 "
    "并 且 所 者 地 得 着 过 来 去 说 看 想 要 能 会 可 应 占 年 月 日 名 位 项 件 门 次 条 元 % 呗 "
    "嘛 哦 么 以及 还是 而且 但是 如果 那么 这个 那个 这些 那些 一个 达到 达 共 总 数 多 少 高 低 更 "
    "各 最 约 约为 一 两 三 几个 时候 原因 理由 缘故 东西 vs "
    "们 省里 市里 校里 院里 名单 量大 块钱 里面 里头".split()
)
# Words that the report need not use for what they are said of.
_LIGHT = frozenset(
    "人数 数量 总数 总量 总额 个数 数目 比例 占比 比重 开展 进行 实施 推进 做 做了 工作 建设 取得 获得 "
    "得到 拥有 使用 方式 水平 有关 相关 主要 包括 包含 涉及 属于 出现 发生 变化 增加 减少 上升 下降 "
    "提高 增长 提升 降低 合计 总计 平均 最高 最低 最多 最少 最大 最小 前三 排序 第一 超过 高于 低于 "
    "多于 少于 不足 完成 未完成 学生 老师 教师 人员 时间 金额 情况 内容 指标 项目 "
    "面向 针对 群内 现有 所在 所属 评上 同比 环比 含量 数额 额度 规模 款项 年份 日期 名目 比率 总人数".split()
)
# 项数, 件数: in what something is counted, which need not be its heading.
_MEASURED = re.compile("[件项门台套册篇部家所支间座辆场期条款]数")
# How people talk, not what they ask about: when and where in general, whom, how it came about.
_SPEECH = frozenset(
    "那阵子 那会儿 那会 那时候 那时 当时 当初 平时 平常 平日 平日里 往常 这阵子 最近 近来 近期 眼下 "
    "如今 现今 现如今 往后 以后 以前 之前 之后 往年 从前 早先 起初 原先 原来 原本 头一回 头一次 时期 "
    "期间 前后 一年到头 先后 那天 这天 同时 平均每年 一开始 后来 接下来 家里 手里 手上 手头 手底下 身上 "
    "头上 人头上 边上 旁边 "
    "身边 名下 账上 跟前 那边 这边 那里 这里 那儿 这儿 里边 里面 里头 外头 上面 下面 后面 前面 "
    "学校里 院里 大家 大伙 大伙儿 人家 别人 各位 全体 整体 总体 整个 事情 事儿 事 样子 地步 "
    "专门 专程 特地 "
    "程度 层面 角度 本事 家底 上来 下来 过来 过去 回来 回去 出来 出去 起来 进来 进去 上去 下去 拿到 "
    "拿出 做成 弄 搞 多长 多快 多厚 多深 多远 多宽 多重 既能 能带 又能 就是 其实 反正 毕竟 居然 竟然 "
    "起始 好不容易 这种 那种 这类 那类 这样 那样 咱们 我们".split()
)
# What tells some people from all others, though a verb: who is not called so is not meant (离婚的教师).
_OF_SOME_PEOPLE = frozenset(
    "离婚 结婚 已婚 未婚 单身 怀孕 退休 返聘 离职 辞职 休学 退学 复学 转学 病假 请假 旷课 违纪 受伤 近视 "
    "吸烟 献血 入党 入团 贷款 走读 住校 复读".split()
)
# Whom and what most indicators are about: their tables often do not say it.
_SHARED = frozenset(
    "毕业生 毕业学生 在校生 在校学生 新生 考生 生源 专任教师 高职 院校 专业 年度 全部 所有 整个 实际 "
    "企业 单位 本地".split()
)
# What names a calculation is not looked for where one is asked.
OPERATION_WORDS = frozenset(
    "净增 净减 净增加 "
    "增加 减少 上升 下降 提高 增长 提升 降低 变化 升 降 涨 差 多 少 高 低 高出 超出 超过 相比 比较 离 "
    "最多 最少 最高 最低 最大 最小 最差 垫底 每年 "
    "距 还差 跌幅 涨幅 平均值 均值 平均数 平均 合计 总计 累计 前三 更高 更多 更低 更少 比 一致 "
    "对得上 相符 吻合 变 变高 变低 变多 变少 变大 变小".split()
)
# Parts of speech (of rjieba) that carry content.
CONTENT_POS = tuple("nvabstlijzfexmqkhgrd")
NOUN_POS = tuple("nbsljiextz")
_WORDY_POS = tuple("vafm")

# How much a term must be found: all of a noun, less of a verb or an adjective, little of the rest.
NOUN = 1.0
VERB = 0.6
ADVERB = 0.35
SHARED = 0.3
LIGHT = 0.25


def base_weight(word: str, pos: str) -> float:
    """Return how much a word must be found, 0 to 1, from the word and its part of speech."""
    latin = word.isascii() and word.isalpha()
    if word in _LIGHT or word in _SPEECH or _MEASURED.fullmatch(word) or (latin and len(word) > 3):
        return LIGHT
    if word in _OF_SOME_PEOPLE:
        return NOUN
    if latin and len(word) == 1:
        # A类, B类: the letter is what tells them apart.
        return NOUN
    if word in _SHARED or len(word) == 1:
        return SHARED
    if pos.startswith(NOUN_POS):
        return NOUN
    return VERB if pos.startswith(_WORDY_POS) else ADVERB


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match is long, so that positions in the text stay."""
    return " " * len(match.group())


def masked(text: str, names: Iterable[str]) -> str:
    """Return a text of the same length whose names, the longest first, say nothing any more."""
    for name in sorted(names, key=lambda name: (-len(name), name)):
        text = text.replace(name, "某" * len(name))
    return text


def blanked(text: str, start: int, end: int) -> str:
    """Return a text of the same length with one part of it made spaces."""
    return text[:start] + " " * (end - start) + text[end:]
