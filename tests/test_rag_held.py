"""What the report does not have by the name that a question gives it is told for no other of its kind."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.embed import Embedder
from rag.find.held import HeldNames, not_held
from rag.understand.own_names import own_names_in
from tests.asking import Ask, asking

REPORT = """
# 海岬职业学院高等职业教育质量年度报告（2031）

## 1 学生

### 1.1 规模

学校有望潮、临港两个校区。望潮校区2030年在校生6215人，占地412亩；临港校区在校生3108人，占地260亩。各学院在校生见表1。

表1 2030年各二级学院在校生
| 二级学院 | 专业数（个） | 在校生（人） | 毕业生（人） |
| --- | --- | --- | --- |
| 航海与海事学院 | 6 | 660 | 201 |
| 工程管理学院 | 5 | 415 | 133 |
| 智能建造与测绘学院 | 7 | 819 | 240 |
| 合计 | 18 | 1894 | 574 |

### 1.2 竞赛

2030年学生在全国职业院校技能大赛“船舶机舱”赛项获一等奖，指导教师为何立群。学校与远望航运公司共建船员培训基地，2030年培训1240人次。

### 1.3 证书

学校参加1+X证书试点4种，分别为船舶电气、测绘、工程造价、冷链仓储，参加考核520人，取证471人。
"""


@pytest.fixture(scope="module")
def ask(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("held"), embedder)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("望潮校区在校生多少人", "6215"),
        ("工程管理学院有多少学生", "415"),
        ("工管学院毕业生多少人", "133"),
        ("智能建造测绘学院在校生有多少", "819"),
        ("请列出海事学院的在校生人数", "660"),
        ("远望航运公司的培训基地2030年培训了多少人次", "1240"),
    ],
)
def test_what_the_report_has_is_told_by_its_full_and_its_short_name(
    ask: Ask, question: str, value: str
) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert value in answer.text.replace(",", "")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("望江校区在校生占全校的比例是多少", "望江校区"),
        ("水利工程学院有多少学生", "水利工程学院"),
        ("智能制造学院的学生占全校百分之几", "智能制造学院"),
        ("护理专业有多少学生", "护理专业"),
        ("护理有多少毕业生", "护理"),
        ("海川教育集团的培训基地培训了多少人次", "海川教育集团"),
        ("1+X老年照护证书多少人取证", "老年照护证书"),
        ("影视动画学院的就业率为什么低", "影视动画学院"),
        ("望江校区什么时候建成，占地多少？", "望江校区"),
    ],
)
def test_what_it_lacks_is_refused_by_its_name_and_without_a_number(
    ask: Ask, question: str, named: str
) -> None:
    answer = ask(question)
    assert answer.abstained
    assert named in answer.text
    assert not answer.figures


def test_a_follow_up_is_about_what_the_turn_before_named(ask: Ask) -> None:
    assert [f.value for f in ask("工程管理学院有多少学生", "毕业生呢").figures] == ["133"]
    assert ask("水利工程学院有多少学生", "毕业生呢").abstained


@pytest.mark.parametrize(
    "question",
    [
        "哪几个学院在校生最多",
        "各学院在校生多少",
        "学校有几个校区",
        "我们学院有多少学生",
        "校级重点专业有哪些",
        "省赛学院拿了几个奖",
    ],
)
def test_what_only_counts_or_describes_is_no_name(question: str) -> None:
    assert own_names_in(question) == ()


@given(
    st.sampled_from(["望潮", "临港", "航海与海事"]),
    st.sampled_from(["请问", "", "去年", "麻烦查一下", "对比一下", "那么"]),
    st.sampled_from(["有多少人", "占地几亩", "的情况"]),
)
def test_a_name_that_a_report_prints_is_always_held(name: str, before: str, behind: str) -> None:
    kind = "学院" if "海事" in name else "校区"
    held = HeldNames(f"学校设{name}{kind}。", _stems(f"学校设{name}{kind}"))
    assert not_held(f"{before}{name}{kind}{behind}", held) == ()


def _stems(text: str) -> dict[str, frozenset[str]]:
    kinds = ("学院", "校区", "专业群")
    return {kind: frozenset(re.findall(rf"([\u4e00-\u9fff]{{2,14}}){kind}", text)) for kind in kinds}
