"""What stands around a question (a school behind its figure, who asks it), and people who are some of all."""

from __future__ import annotations

import pytest

from rag.embed import Embedder
from rag.understand.around import without_around
from rag.understand.looked_up import asked_plainly
from tests.asking import Ask, asking

REPORT = """柏川职业技术学院
高等职业教育质量年度报告（2031）
1 学生发展
1.1 招生
学校成立了以党委书记和院长为组长的招生工作领导小组。
表1 分地区录取与报到
地区\t招生计划（人）\t实际录取（人）\t报到人数（人）\t报到率（%）
云南\t900\t880\t845\t96.02
四川\t200\t178\t141\t79.21
1.2 学生反馈
表2 学生反馈
指标\t单位\t一年级\t二年级
全日制在校生人数\t人\t2481\t2305
参与各社团的学生人数\t人\t1630\t1215
其中：科技社团学生人数\t人\t512\t430
学生工作满意度\t%\t97.15\t96.62
1.3 就业
表3 毕业生情况
指标\t单位\t2029年\t2030年
全日制在校生人数\t人\t6820\t7011
毕业生就业率\t%\t95.53\t96.11
2 教师
2030年学校引进教师23人。
表4 教师情况
指标\t单位\t2029年\t2030年
在岗教职员总数\t人\t402\t415
专任教师总数\t人\t318\t327
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Ask:
    return asking(REPORT, tmp_path_factory.mktemp("asked_around"), embedder)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("2030年报到率，四川是多少？", "79.21"),
        ("四川录取的新生有百分之几来报到？", "79.21"),
        ("四川那行，报到的比例是多少", "79.21"),
        ("2029年毕业生有百分之几找到了工作？", "95.53"),
        ("学校2030年有多少名全日制学生在校", "7011"),
        ("咱们学校目前全日制在校的学生总共有多少？", "7011"),
        ("人事这边想核对，新招来的教师人数是多少", "23"),
        ("大二有几个学生进了科技类社团？", "430"),
        ("学工部要看数据，学生工作满意度里一年级给的是几", "97.15"),
        ("工会发福利要核人数，全校在岗教职员一共多少人", "415"),
        ("我印象里2030年就业率是99%，对不对", "96.11"),
        ("材料上写2030年在校生9000名，这个数正确吗", "7011"),
    ],
)
def test_the_question_is_answered(ask: Ask, question: str, held: str) -> None:
    answer = ask(question)
    assert not answer.abstained
    assert held in answer.text


@pytest.mark.parametrize(
    "question",
    [
        # another school behind the figure that is asked for
        "2030年的就业率，江东职院是多少",
        "2030年报到率，金山职业技术学院那边是多少",
        "浙江录取的新生有百分之几来报到？",
        # some people of whom nothing is told
        "学校的党员总数是几个？",
        "离婚教师人数",
        "退学学生人数",
        "大二参加文艺类社团的学生有多少",
        # a post is nobody's name
        "咱们院长是谁，叫什么？",
        "谁是学校的党委书记",
    ],
)
def test_what_is_not_told_is_refused(ask: Ask, question: str) -> None:
    assert ask(question).abstained


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("家长问学费是多少", "学费是多少"),
        ("有考生打听往年分数线", "往年分数线"),
        ("学生问卷回收了多少份", "学生问卷回收了多少份"),
        ("老师问责情况如何", "老师问责情况如何"),
    ],
)
def test_who_asks_is_left_out(text: str, plain: str) -> None:
    assert without_around(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("录取人数，报到人数是多少", "录取人数，报到人数是多少"),
        ("就业率，男生比女生高多少", "就业率，男生比女生高多少"),
        ("学生在校期间服务时长", "学生在校期间服务时长"),
    ],
)
def test_other_questions_are_left_as_they_are(text: str, plain: str) -> None:
    assert asked_plainly(text) == plain
