"""Two numbers asked for side by side are two questions; money told of all is not that of one kind."""

from __future__ import annotations

import pytest

from rag.types import Question
from rag.understand.several import parts_of
from rag.understand.side_by_side import parted
from tests.colleges import ask, with_texts

AID = "全年发放各类奖助学金310.5万元，惠及学生2140人次，其中国家励志奖学金56人、国家助学金820人。"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("茶艺师证多少人考多少人过", "茶艺师证考了多少人，通过多少人"),
        ("电工证考了多少过了多少", "电工证考了多少，通过多少"),
        ("有几个人报名几个人通过", "有报考几个人，通过几个人"),
        ("自主招生计划多少来了多少", "自主招生计划多少，报到多少"),
        ("录了多少人，来了多少人", "录取多少人，报到多少人"),
        ("国家助学金发了多少人次多少钱", "国家助学金发了多少人次，多少钱"),
        ("自主招生报到率是多少", "自主招生报到率是多少"),
        ("来了多少企业", "来了多少企业"),
        ("花了多少钱", "花了多少钱"),
    ],
)
def test_a_mark_is_put_between_them(said, told):
    assert parted(said) == told


def test_each_is_asked_by_itself():
    parts = parts_of(Question(("自主招生计划多少来了多少",)))
    assert [part.turns for part in parts] == [
        ("自主招生计划多少",),
        ("自主招生计划多少", "报到多少"),
    ]


def test_money_for_all_is_not_that_of_one_kind():
    book = with_texts(AID)
    assert "310.5" in ask("全年发放各类奖助学金多少钱", book=book).text
    assert "56" in ask("国家励志奖学金有多少人", book=book).text
    of_one = ask("国家励志奖学金多少钱", book=book)
    assert of_one.abstained
    assert "310.5" not in of_one.text.split("最接近")[0]
