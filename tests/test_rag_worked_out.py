"""Calculations told step by step: divisions, shares of all, two results at once, comparisons."""

from __future__ import annotations

import pytest

from rag.understand.most_changed import most_changed_asked
from rag.understand.worked_out import worked_out
from tests.colleges import ask, with_texts
from tests.harbour_college import ask_harbour


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # divisions
        ("海洋学院的船舶数除以教师人数等于多少", "海洋学院的船舶数平均每个教师是多少"),
        ("补贴金额除以受益人次，2030年每人次多少元", "2030年补贴金额平均每人次是多少"),
        ("听众数除以讲座数，渔业系是多少", "渔业系听众数平均每个讲座是多少"),
        ("食堂面积除以校舍面积，2030年是多少", "2030年食堂面积占校舍面积的比例是多少"),
        ("按床位均摊，东校区一个床位合多少平方米", "东校区平均每个床位多少平方米"),
        ("补贴按人次平均下来每人次领多少钱", "补贴平均每人次领多少钱"),
        ("海洋学院平均一间机房有几台电脑", "海洋学院平均每间机房有几台电脑"),
        ("横向课题到款，海洋学院平均一个课题合多少万", "横向课题到款，海洋学院平均每个横向课题多少万"),
        ("按专业计划招生，海洋学院有多少人", "按专业计划招生，海洋学院有多少人"),
        ("第一个项目合作多少年", "第一个项目合作多少年"),
        # shares
        ("2030年学校的全部收入里，有百分之多少来自学费", "2030年学校的总收入里学费占百分之多少"),
        ("全部支出里，2030年有几成花在图书上", "2030年总支出里图书占几成"),
        ("捐赠在2030年全部收入中的比重", "捐赠占2030年总收入的比例是多少"),
        ("2030年各项补贴加起来的总金额，交通补贴占多大比例", "交通补贴占2030年补贴总金额的比例是多少"),
        ("授权的专利里，有百分之几是发明专利", "授权的专利里发明专利占百分之几"),
        ("全院学生里有几成是海洋学院的", "全院在校生里海洋学院占几成"),
        # two at once
        ("学费收入比上年增加的金额和增长率各是多少", "学费收入比上年增加了多少，增幅是多少"),
        ("新生比2029年减少的人数和降幅分别是多少", "新生比2029年减少了多少，降幅是多少"),
        # comparisons
        ("各专业比一比，报到率垫底的是哪个", "各专业里报到率垫底的是哪个"),
        ("各专业的报到率比较，最好的是哪个", "各专业的报到率最好的是哪个"),
        ("三个校区放在一起比下来，面积最大的是哪个", "三个校区里面积最大的是哪个"),
        ("甲系和乙系比较，谁的人多", "甲系和乙系比较，谁的人多"),
        ("学校比较重视的工作，最重要的是什么", "学校比较重视的工作，最重要的是什么"),
        ("几个系里规模最大、学生最多的是谁", "几个系里学生最多的是谁"),
        ("甲、乙、丙三个省的报到率比较，最差的是哪个", "甲、乙、丙，哪个报到率最差"),
        # what is called so, chosen or added up by itself stays
        ("2030年新生报到率是多少", "2030年新生报到率是多少"),
        ("从五个系里选人数最多的一个", "从五个系里选人数最多的一个"),
        ("各系人数最多的一个", "各系人数最多的是哪一个"),
        ("把人数加总再除以项数，得几", "把人数加总再除以项数，得几"),
        ("毕业后平均一个月挣多少", "毕业后平均一个月挣多少"),
        ("图书费在全部里面占多少比重", "图书费在全部里面占多少比重"),
        # differences
        ("录取数减去报到数，2030年一共流失了几个新生", "录取数减去报到数，2030年是多少"),
        ("2030年收入比支出多出来多少钱", "2030年收支相抵结余多少钱"),
        ("学费收入比科研支出多多少", "学费收入比科研支出多多少"),
    ],
)
def test_what_is_told_step_by_step_is_put_plainly(said, meant):
    assert worked_out(said) == meant
    assert worked_out(meant) == meant


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("信息学院的已落实人数除以毕业生人数是多少", "375 ÷ 390"),
        ("B类课实践课时除以课程门数，平均一门合多少课时", "3600 ÷ 210"),
        ("按课程门数均摊，C类课每门合多少实践课时", "5200 ÷ 95"),
        ("公益讲座听众除以场次，2029—2030学年一场多少人", "8400 ÷ 48"),
    ],
)
def test_divisions(question, formula):
    assert ask_harbour(question).calculation.formula.startswith(formula)


def test_amount_and_printed_growth_are_both_told():
    text = ask_harbour("学费收入2030年比2029年增加的金额和增长率各是多少").text
    assert "150" in text
    assert "6.67%" in text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("各职称比一比，人数最少的是哪个", "正高级"),
        ("各类课程比较，实践课时最多的是哪类", "C类课"),
        ("各二级学院比下来，毕业去向落实率垫底的是哪个", "海洋学院"),
    ],
)
def test_to_compare_asks_for_nothing_of_its_own(question, named):
    assert named in ask_harbour(question).text.split("\n")[1]


def test_things_are_counted_and_percentages_never_added():
    answer = ask_harbour("报到率在93%以上的录取专业一共几个")
    assert answer.text.startswith("共 3 个")


GROWN = "2030年发明专利12件，2029年发明专利8件。"


def test_so_many_times_what_it_was():
    assert ask("发明专利2030年翻了几倍", book=with_texts(GROWN)).calculation.formula.startswith("12 ÷ 8")


@pytest.mark.parametrize(
    "question",
    [
        # of other parts, things and years than are told
        "航空学院的已落实人数除以毕业生人数是多少",
        "D类课实践课时除以课程门数是多少",
        "2030年全部收入里有百分之几来自彩票公益金",
        "2026年全部收入里有百分之几来自学费收入",
        "哪个食堂的收入增长最多",
        "哪个校区的收入增长百分比最高",
    ],
)
def test_what_is_not_told_is_refused(question):
    answer = ask_harbour(question)
    assert answer.abstained, answer.text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("哪类培训到款增长百分比最高", ("risen", False)),
        ("到款额涨幅第一的是哪类", ("risen", False)),
        ("落实人数增长比例最大的学院", ("risen", False)),
        ("落实率比2029届提高最多的是哪个学院", ("risen", False)),
        ("增长最快的一年", None),
    ],
)
def test_what_grew_most_in_more_words(text, asked):
    assert most_changed_asked(text) == asked


def test_least_but_one():
    text = ask_harbour("各职称里人数倒数第二的是哪个").text
    assert "初级" in text
