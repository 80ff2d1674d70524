"""The names of a school's parts, partners and contests in a question (望江校区), word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

# What stands behind a name, the longer kinds first: 产业学院 is no 学院 called 产业.
KINDS = (
    "产业学院|专业群|二级学院|学院|专业|校区|分校|医院|公司|集团|基地|中心|协会|联盟|大赛|赛项|书院|研究院|工作室|订单班|证书"
).split("|")
_KIND = re.compile("|".join(KINDS))
_BEFORE = re.compile(r"[\u4e00-\u9fffa-zA-Z+·]*$")
LONGEST = 14
# What a name never reaches back over: who asks, how many, when, and what is done with it.
_NO_NAME = re.compile(
    r".*(?:什么|啥|[哪几两二三四五六七八九十多]少?[个家所项名类]|哪些|各个?|每[个家所]|以及|所有|全部|[我咱你他]们|学校|全校|请问|知道|听说|"
    r"只[算看说]|看看|[问查看]?一下|[那这][个家所些]?|(?<![^今去前本上当])年|[届级里的是有在跟被把给从由对要请比了过到于算写用赛奖占])"
)
# What joins two, 1+X, and 甲乙两校区.
_JOINS = re.compile(r"^(?:[和与及同加减]|[^\u4e00-\u9fff]+)|两$")
# Words that lead up to a name: verbs, adverbs, pronouns, numbers. Noun-like verbs (护理, 检测) are names.
_LEADING_POS = tuple("vdrpcmqut")
_JOINING = frozenset("和 与 及 加上 减去".split())
# What only tells what kind of one is meant, by which no school calls it.
_MERE_KINDS = frozenset(
    "我校 我院 本校 该校 其他 其它 二级 高职 新增 相关 招生 现有 开设 特色 重点 骨干 国家 "
    "国家级 省级 市级 校级 院级 省里 市里 本科 中外 合作 办学 校企 企业 合办 公办 民办 附属 "
    "实训 实习 校内 校外 就业 培训 建设 共建 设置 开办 撤销 停招 新办 新设 新开 牵头 所属 "
    "所在 所学 去年 今年 上年 本年 统计 了解 提供 介绍 列出 学生 老师 教师 毕业生 人数 姓名 "
    "对口 优势 热门 冷门 示范 高水平 品牌 一流 传统 当地 本地 外地 省内 省外 主要 龙头 大型 "
    "知名 上市 民营 国有 外资 合资 地方 产教 融合 虚拟 仿真 协同 等级 资格 在校 大学生 高校 "
    "不同 同一 文科 理科 工科 理工科 涉农".split()
)
# What stands in the names of many.
_COMMON = frozenset("技术 工程 信息 职业 产业 服务 研究 创新 技能 教学 科研 创业 社会 公共".split())


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name in a question: its ``kind`` (校区), and the ``words`` before that by which it is told apart."""

    kind: str
    words: tuple[str, ...]

    @property
    def stem(self) -> str:
        """All that stands before the kind."""
        return "".join(self.words)

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that are of this one alone; those that tell a kind of such things are left out."""
        return tuple(w for w in self.words if len(w) > 1 and w not in _MERE_KINDS | _COMMON)

    @property
    def in_full(self) -> bool:
        """Whether there is nothing in it but a name, none that tells a kind (省级重点)."""
        return all(w in _JOINING or (len(w) > 1 and w not in _MERE_KINDS) for w in self.words)


@lru_cache(maxsize=1024)
def own_names_in(text: str) -> tuple[OwnName, ...]:
    """Return the names in a question, in order; what only counts or describes (哪几个学院) is none."""
    return tuple(_names(text))


def _names(text: str) -> Iterator[OwnName]:
    since = 0
    for match in _KIND.finditer(text):
        before = _BEFORE.search(text[max(since, match.start() - LONGEST) : match.start()])
        since = match.end()
        left = _JOINS.sub("", _NO_NAME.sub("", before[0] if before else ""))
        words = _without_lead(rjieba.tag(left)) if left else ()
        name = OwnName(match[0], words)
        if name.telling:
            yield name


def _without_lead(tagged: list[tuple[str, str]]) -> tuple[str, ...]:
    """The words of a name without those that lead up to it (列出, 加上); two verbs may be one (老年照护)."""
    verbal = len(tagged) > 1 and all(pos.startswith(("v", "t")) for _, pos in tagged)
    start = 0 if verbal else next((i for i, word in enumerate(tagged) if not _leads(*word)), len(tagged))
    return tuple(word for word, _ in tagged[start:])


def _leads(word: str, pos: str) -> bool:
    return word in _JOINING or (pos.startswith(_LEADING_POS) and pos != "vn")
