"""What indicator an everyday question means, by its nearest example; and what comes of it."""

from __future__ import annotations

import numpy as np
import pytest

from rag.chain import Assistant
from rag.embed import Embedder
from rag.types import Question
from rag.understand.everyday import LEAD, LEAST, Everyday, ensure_vectors, is_common, load_everyday
from rag.understand.lexicon import load_lexicon

# In no example word for word.
MEANT = {
    "毕业以后自己办公司当老板的学生有多少个": "自主创业人数",
    "多大比例的毕业生自己干起了老板": "自主创业率",
    "又会讲课又会操作的老师占百分之几": "双师素质专任教师比例",
    "一位老师平均要管几个学生": "生师比",
    "毕业的学生平均每个月拿多少工资": "月收入",
    "企业师傅来学校一年总共上了多少课时": "企业兼职教师年课时总量",
    "办社会培训一年收进多少钱": "非学历培训到账经费",
}
NOT_MEANT = [
    "食堂的饭一顿多少钱",
    "图书馆晚上几点关门",
    "一年学费要交多少",
    "今天天气怎么样",
    "老师一个月工资多少",
]


@pytest.fixture(scope="module")
def everyday(embedder: Embedder, tmp_path_factory) -> Everyday:
    found = load_everyday(embedder, tmp_path_factory.mktemp("none"))
    assert found is not None, "not the vectors of the examples: run python -m rag.understand.everyday"
    return found


def test_the_vectors_that_ship_are_those_of_the_examples(everyday, embedder):
    assert everyday.vectors.shape == (len(everyday.texts), embedder.dim)
    for at in range(0, len(everyday.texts), 397):
        fresh = embedder.embed_query(everyday.texts[at])
        assert float(fresh @ everyday.vectors[at]) > 0.998


def test_examples_mean_indicators_of_the_lexicon_and_each_stands_once(everyday):
    known = {entry.name for entry in load_lexicon().entries if entry.kind == "indicator"}
    assert set(everyday.meanings) - {""} <= known
    assert len(set(everyday.texts)) == len(everyday.texts)


@pytest.mark.parametrize("question", MEANT)
def test_an_everyday_question_means_its_indicator(everyday, embedder, question):
    assert question not in everyday.texts
    of_kind = (MEANT[question],)
    found = everyday.meant(embedder.embed_query(question), of_kind)
    assert found is not None
    assert found.name == MEANT[question]
    assert found.lead >= LEAD


@pytest.mark.parametrize("question", NOT_MEANT)
def test_other_things_mean_none(everyday, embedder, question):
    assert everyday.meant(embedder.embed_query(question)) is None


def test_what_is_not_clearly_nearer_or_not_near_is_not_meant():
    axes = np.eye(3, dtype=np.float32)
    few = Everyday(("甲", "乙", ""), ("一", "二", "三"), axes)
    assert few.meant(axes[0]) is not None
    assert few.meant(axes[2]) is None
    between = (axes[0] + axes[1]) / np.float32(np.sqrt(2))
    assert few.meant(between) is None
    far = LEAST / 2 * axes[0]
    assert few.meant(far) is None


def test_of_two_hardly_apart_the_kind_asked_for_is_meant():
    near = np.array([[1.0, 0.0], [0.9999, 0.0141]], dtype=np.float32)
    two = Everyday(("创业率", "创业人数", ""), ("一", "二", "三"), np.vstack([near, [[0.0, 1.0]]]))
    vector = near[0]
    assert two.meant(vector) is None
    found = two.meant(vector, ("创业人数",))
    assert found is not None
    assert found.name == "创业人数"


def test_words_of_examples_are_no_groups():
    assert is_common("毕业生")
    assert not is_common("海事学院")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2020年毕业生里开公司自己干的占百分之几？", "0.18"),
        ("给企业来的兼课师傅发了多少课时费？2020年", "1745600.00"),
    ],
)
def test_the_answer_says_how_the_question_was_read(assistant: Assistant, question, value):
    answer = assistant.ask(Question((question,)))
    assert answer.text.startswith("（按“")
    assert [figure.value for figure in answer.figures] == [value]
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    ["三年级学生对后勤满不满意，打多少分？", "海事学院的孩子毕业一个月挣多少？", "毕业五年升了职的占多少？"],
)
def test_of_a_group_not_told_of_nothing_is_said(assistant: Assistant, question):
    assert assistant.ask(Question((question,))).abstained


def test_the_vectors_of_another_model_are_made_once_and_kept(tiny_model: Embedder, tmp_path):
    assert load_everyday(tiny_model, tmp_path) is None
    ensure_vectors(tiny_model, tmp_path)
    made = (tmp_path / "everyday.npz").stat().st_mtime_ns
    ensure_vectors(tiny_model, tmp_path)
    assert (tmp_path / "everyday.npz").stat().st_mtime_ns == made
    found = load_everyday(tiny_model, tmp_path)
    assert found is not None
    assert found.vectors.shape[1] == tiny_model.dim
