from dataclasses import replace
from decimal import Decimal, InvalidOperation

import pytest

from eval.generate import generate
from eval.labels import by_column, by_year, clean_label, label_year, name_cells
from eval.numbers import find_numbers
from eval.types import Item
from rag.types import Cell, Paragraph, Report, Table


def _cell(
    row: int, col: int, row_path: tuple[str, ...], col_path: tuple[str, ...], text: str, **more: object
) -> Cell:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        value = None
    return Cell(row=row, col=col, row_path=row_path, col_path=col_path, text=text, value=value, **more)  # type: ignore[arg-type]


def _indicators() -> Table:
    rows = [
        ("在校生人数", "人", "1,000", "1,250"),
        ("就业率", "%", "90.10", "95.20"),
        ("补贴", "元", "—", "5"),
    ]
    cells = tuple(
        _cell(i, 2 + j, (name,), (f"{year}年",), values[j], unit=unit, year=year)
        for i, (name, unit, *values) in enumerate(rows, 1)
        for j, year in enumerate((2019, 2020))
    )
    grid = (("指标", "单位", "2019年", "2020年"), *rows)
    return Table("t1", "表1", "计分卡", "2.5", grid, 1, cells)


def _majors() -> Table:
    rows = [("护理", "120"), ("药学", "80"), ("会计", "40"), ("合计", "240")]
    cells = tuple(
        _cell(i, 1, (name,), ("录取（人）",), value, unit="人") for i, (name, value) in enumerate(rows, 1)
    )
    return Table("t2", "表2", "各专业录取", "2.1", (("专业", "录取（人）"), *rows), 1, cells)


def _report() -> Report:
    paragraphs = (
        Paragraph(0, "2020年，学院共开设课程 704 门，其中直播课程 8 门。生源地7个省份。", "1.4"),
        Paragraph(1, "发给老师的补助为 30 元。发给老师的补助为 40 元。", "1.5"),
    )
    repeat = replace(_majors(), id="a1", label="附表1", annex=True, repeats="t2")
    return Report(
        "某校-2021",
        "某校",
        "年报（2021）",
        2021,
        2020,
        "x",
        "",
        paragraphs=paragraphs,
        tables=(_indicators(), _majors(), repeat),
    )


ITEMS = generate(_report(), seed=1)


def _of(kind: str) -> list[Item]:
    return [item for item in ITEMS if item.kind == kind]


def test_the_same_seed_gives_the_same_questions():
    assert generate(_report(), seed=1) == ITEMS
    assert generate(_report(), seed=2) != ITEMS
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert {item.reports for item in ITEMS} == {("某校-2021",)}


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("(1) 课堂育人", "课堂育人"),
        ("1 就业率", "就业率"),
        ("——其中：就业人数", "就业人数"),
        ("——A类：留在当地就业人数", "留在当地就业人数"),
        ("计划招生（人）", "计划招生"),
        ("护理(某医院)", "护理(某医院)"),
        ("毕业生就业去向：", "毕业生就业去向"),
        ("3+证书", "3+证书"),
    ],
)
def test_clean_label(label: str, said: str):
    assert clean_label(label) == said


@pytest.mark.parametrize(
    ("label", "year"), [("2019 年", 2019), ("2018", 2018), ("2020年招生", None), ("5897", None)]
)
def test_label_year(label: str, year: int | None):
    assert label_year(label) == year


def test_cells_of_the_annex_that_repeat_are_not_asked_twice():
    assert [n.table.id for n in name_cells(_report())].count("t2") == 4
    assert "a1" not in {n.table.id for n in name_cells(_report())}


def test_groups_hold_number_cells_alone():
    named = name_cells(_report())
    assert {key[1] for key in by_year(named)} == {"在校生人数", "就业率"}  # 补贴 has no value for 2019
    (rows,) = by_column(named).values()  # indicators with units of their own are no list
    assert [n.row for n in rows] == ["护理", "药学", "会计"]  # the total is left out


def test_cells_are_asked_with_their_year_and_value():
    asked = {item.turns[0]: item for item in _of("cell")}
    assert len(asked) == 3 * (4 + 1 + 4)  # three wordings of each printed number; — is none
    students = [item for question, item in asked.items() if "2020年在校生人数" in question]
    assert {item.expect.values[0].value for item in students} == {Decimal(1250)}
    assert set(students[0].cite) >= {"表1", "2.5"}


def test_calculations_are_right_by_construction():
    # 1250 - 1000 = 250; 250 / 1000 = 25 %; 95.20 - 90.10 = 5.10
    assert {i.expect.values[0].value for i in _of("change")} == {Decimal(250), Decimal("5.10")}
    assert [i.expect.values[0].value for i in _of("growth")] == [Decimal(25)]
    assert {i.expect.text[0][0] for i in _of("trend")} == {"升"}
    assert {i.expect.values[0].value for i in _of("sum")} == {Decimal(200), Decimal(160), Decimal(120)}
    assert {i.expect.values[0].value for i in _of("gap")} == {Decimal(40), Decimal(80)}
    top, low = _of("extreme")
    assert (top.expect.text, low.expect.text) == (("护理",), ("会计",))


def test_prose_is_asked_where_one_clause_has_one_answer():
    values = {item.expect.values[0].value for item in _of("prose")}
    assert Decimal(704) in values
    assert values.isdisjoint({Decimal(30), Decimal(40)})  # the same words with two answers


def test_no_question_gives_its_answer_away():
    for item in _of("prose"):
        assert item.expect.values[0].value not in {n.value for n in find_numbers(item.turns[0])}


def test_near_misses_are_to_be_refused_and_name_what_is_not_held():
    for item in (*_of("other_year"), *_of("other_school")):
        assert item.expect.abstain
        assert not item.cite
    years = {
        int(n.value) for item in _of("other_year") for n in find_numbers(item.turns[0]) if n.value > 1900
    }
    assert years.isdisjoint({2019, 2020, 2021})
