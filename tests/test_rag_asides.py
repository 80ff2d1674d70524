"""What a question says beside what it asks, and things asked for by name where a table also counts them."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.understand.intent import want_of
from tests.asking import Ask, asking

REPORT = """滨海船政职业学院
高等职业教育质量年度报告（2031）
1 概况
学校前身是1951年创办的滨海船工学校，2004年升格为高等职业院校。
1.1 专业群
表1 专业群布局
专业群\t所含专业\t专业数（个）\t牵头院系
航海技术\t航海技术、轮机工程、船舶电子\t3\t航海系
渔业工程\t水产养殖、渔业资源\t2\t水产系
1.2 经费
2030年日常教学经费为4012.60万元，占总支出的18.20%。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("asides"), embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("校史馆要写介绍，咱学校最早哪年办的", "1951"),
        ("咱们学校最早是哪一年办起来的，宣传册要用", "1951"),
        ("财务处核对：2030年日常教学经费多少", "4012.60"),
        ("航海技术专业群包括哪几个专业？", "轮机工程"),
        ("渔业工程群里有哪些专业", "渔业资源"),
    ],
)
def test_the_askers_own_story_and_a_count_beside_names_do_not_mislead(
    ask: Ask, question: str, held: str
) -> None:
    assert held in ask(question).text


def test_how_many_is_told_by_the_number() -> None:
    assert want_of("几个专业群的名单列一下", "lookup", claims=False) == "list"
    assert want_of("专业群有几个", "lookup", claims=False) == "number"
