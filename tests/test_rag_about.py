"""A figure beside what is asked: in another measure, of another thing, of another holder, of a part."""

from __future__ import annotations

import pytest

from rag.find.about import measure_asked
from rag.find.candidates import unit_class
from tests.colleges import ask, with_texts

BESIDE = {
    "的另一量": ("晨光书店2030年营业额是多少", "晨光书店由林晚舟创办，2030年带领8名同学入驻青年街。"),
    "的场所": ("体育馆有几个", "学校在体育馆、图书馆和广场设立9个志愿服务岗。"),
    "的时长": ("航模社有几个教练", "航模社教练须每学年到基地训练不少于4个月。"),
    "的全部": ("东湖校区占地多少亩", "学校现有西山、东湖两个校区，占地731.5亩。"),
    "每班的": ("男生女生各有多少名", "各班设宿舍长，每班男生女生各2名。"),
    "一部分的": ("全校2031年招生总计划多少人", "学校拟将园艺专业2031年招生计划由300人压缩到240人。"),
    "共同的": (
        "运河集团那边出了多少万元",
        "校史馆由学校与运河集团共同出资960万元建成，其中学校出资600万元。",
    ),
    "问题已说的": ("37名外聘教师里女教师有几名", "学校另有37名外聘教师。"),
    "的成本": ("海燕号快艇造价多少钱", "海燕号快艇投用后节约运输成本32万元。"),
    "学生的工资": ("学校老师平均到手工资是多少", "2030届毕业生平均月收入4210元。"),
}


@pytest.mark.parametrize("case", BESIDE)
def test_a_figure_beside_what_is_asked_is_no_answer(case):
    question, text = BESIDE[case]
    answer = ask(question, book=with_texts(text))
    assert answer.abstained, answer.text


TOLD = {
    "测量": ("晨光书店2030年营业额是多少", "晨光书店2030年营业额86万元，带动8名同学就业。", "86"),
    "数量": ("学校有几个体育馆", "学校建有2个体育馆。", "2"),
    "省份": ("书画社学员来自几个省", "书画社学员来自9个省，共310人。", "9"),
    "人": ("航模社有几个教练", "航模社现有教练4人，每月训练2次。", "4"),
    "自己的": ("东湖校区占地多少亩", "东湖校区占地211.5亩，西山校区占地520亩。", "211.5"),
    "家长": ("调查问了多少个家长", "学校开展家长满意度调查，共问卷家长1340人。", "1340"),
    "简称": ("团队拿了几项软著", "创业团队获得7项软件著作权登记证书。", "7"),
    "一部分": ("园艺专业2031年招生计划多少人", "园艺专业2031年招生计划240人。", "240"),
}


@pytest.mark.parametrize("case", TOLD)
def test_a_figure_of_what_is_asked_answers(case):
    question, text, value = TOLD[case]
    answer = ask(question, book=with_texts(text))
    assert value in [figure.value for figure in answer.figures], answer.text


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("非遗工坊销售额有多少", "元"),
        ("运动场的占地面积是多大", "亩"),
        ("航海专业报到率", "%"),
        ("2030年报到率的增长率是多少", None),
        ("参训人数和到账经费", None),
        ("每人次多少元", None),
        ("有多少人，占比多少", None),
    ],
)
def test_the_measure_that_a_noun_names(question, unit):
    assert measure_asked(question) == (unit_class(unit) if unit else None)
