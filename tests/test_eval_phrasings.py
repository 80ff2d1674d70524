from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from eval.generate_phrasings import Template, generate_phrasings, load_templates
from eval.labels import name_cells
from eval.metrics import answer_correct, unsourced_numbers
from eval.phrasing_rows import bears_whole, measures, row_fillings
from eval.phrasing_types import Filling
from eval.phrasing_years import year_fillings
from eval.types import Expectation
from rag.types import Answer, Calculation, Cell, Citation, Figure, Report, Table

INDICATORS = {
    "在校生人数": ("人", "1000", "1250"),
    "毕业生人数": ("人", "400", "250"),
    "就业率": ("%", "90.10", "95.20"),
}
MAJORS = {"护理": (120, 100), "药学": (80, 90), "机电": (60, 45), "会计": (40, 30), "学前教育": (20, 18)}


def _cell(at: tuple[int, int], name: str, heading: str, text: str, unit: str) -> Cell:
    year = int(heading[:4]) if heading.endswith("年") else None
    return Cell(*at, tuple(name.split("/")), (heading,), text, Decimal(text), unit=unit, year=year)


def _years() -> Table:
    cells = tuple(
        _cell((i, 2 + j), name, f"{2019 + j}年", value, unit)
        for i, (name, (unit, *values)) in enumerate(INDICATORS.items(), 1)
        for j, value in enumerate(values)
    )
    grid = (("指标", "单位", "2019年", "2020年"), *((name, *row) for name, row in INDICATORS.items()))
    return Table("t1", "表1", "计分卡", "2.5", grid, 1, cells)


def _majors(rows: dict[str, tuple[int, ...]], table: str = "t2", label: str = "表2") -> Table:
    cells = tuple(
        _cell((i, j), name, heading, str(values[j - 1]), "人")
        for i, (name, values) in enumerate(rows.items(), 1)
        for j, heading in enumerate(("计划数（人）", "录取数（人）"), 1)
    )
    grid = (("专业", "计划数（人）", "录取数（人）"), *((n, *map(str, v)) for n, v in rows.items()))
    return Table(table, label, "各专业招生", "2.1", grid, 1, cells)


def _report(*tables: Table) -> Report:
    return Report("某校-2021", "某校", "年报（2021）", 2021, 2020, "x", "", tables=tables)


REPORT = _report(_years(), _majors(MAJORS | {"合计": (320, 283)}))
TEMPLATES = load_templates()


def _filled(fill, op: str, text: str, report: Report = REPORT, **words: str) -> Filling:
    """The filling of a template with just these words, out of those that chance gives."""
    named = name_cells(report)
    for seed in range(3000):
        for filling in fill(named, op, text, Random(seed)):
            if words.items() <= filling.words.items():
                return filling
    raise AssertionError(f"{op} is never filled with {words}")


def _values(expect: Expectation) -> list[Decimal]:
    return [round(value.value, 2) for value in expect.values]


@pytest.mark.parametrize(
    ("op", "text", "values", "texts"),
    [
        ("value", "{y2}{x}", ["1250"], ()),
        ("value", "{y1}{x}", ["1000"], ()),
        ("both", "{x}", ["1000", "1250"], ()),
        ("diff", "{x}", ["250"], ()),
        ("growth", "{x}", ["25"], ()),
        ("trend", "{x}", [], ("升|涨|增|高|多",)),
        ("whichyear", "{x}", ["1250"], ("2020",)),
        ("sumx", "{x}{x2}", ["1500"], ()),
        ("diffx", "{x}{x2}", ["1000"], ()),
        ("timesx", "{x}{x2}", ["5"], ()),
        ("higherx", "{x}{x2}", ["1250"], ("在校生人数",)),
    ],
)
def test_two_years(op: str, text: str, values: list[str], texts: tuple[str, ...]):
    filling = _filled(year_fillings, op, text, x="在校生人数", y1="2019", y2="2020", u="人")
    assert _values(filling.expect) == list(map(Decimal, values))
    assert filling.expect.text == texts


def test_shares_and_points_of_two_years():
    part = _filled(year_fillings, "sharex", "{x}{x2}", x="毕业生人数", x2="在校生人数")
    assert _values(part.expect) == [Decimal(20)]  # 250 of 1250
    points = _filled(year_fillings, "points", "{x}", x="就业率")
    assert (points.expect.values[0].value, points.expect.values[0].unit) == (Decimal("5.10"), "个百分点")
    for op in ("diff", "growth"):  # of a rate they would have two meanings
        fillings = year_fillings(name_cells(REPORT), op, "{x}", Random(0))
        assert "就业率" not in {filling.words["x"] for filling in fillings}


@pytest.mark.parametrize(
    ("op", "values"),
    [
        ("tworows", ["120", "80"]),
        ("diff", ["40"]),
        ("sum2", ["200"]),
        ("times", ["1.5"]),
        ("which", ["120"]),
        ("shareover", ["62.5"]),  # 200 of 320
    ],
)
def test_two_rows(op: str, values: list[str]):
    filling = _filled(row_fillings, op, "{r}{r2}{c}", r="护理", r2="药学", c="计划数")
    assert _values(filling.expect) == list(map(Decimal, values))
    assert filling.expect.text == (("护理",) if op == "which" else ())


@pytest.mark.parametrize(("op", "values"), [("sum3", ["220"]), ("which3", ["120"])])
def test_three_rows(op: str, values: list[str]):
    filling = _filled(row_fillings, op, "{r}{r2}{r3}{c}", r="机电", r2="护理", r3="会计", c="计划数")
    assert _values(filling.expect) == list(map(Decimal, values))


@pytest.mark.parametrize(
    ("op", "values"), [("twocols", ["30", "40"]), ("ratio", ["75"]), ("diffcols", ["10"])]
)
def test_two_columns(op: str, values: list[str]):
    filling = _filled(row_fillings, op, "{r}{c}{c2}", r="会计", c="录取数", c2="计划数")
    assert _values(filling.expect) == list(map(Decimal, values))


@pytest.mark.parametrize(
    ("op", "values", "texts"),
    [
        ("max", ["120"], ("护理",)),
        ("min", ["20"], ("学前教育",)),
        ("top3", [], ("护理", "药学", "机电")),
        ("bottom2", [], ("会计", "学前教育")),
        ("total", ["320"], ()),
        ("avg", ["64"], ()),
        ("belowavg", [], ("机电", "会计", "学前教育")),
        ("gapmaxmin", ["100"], ()),
    ],
)
def test_all_rows(op: str, values: list[str], texts: tuple[str, ...]):
    filling = _filled(row_fillings, op, "{c}", c="计划数")
    assert _values(filling.expect) == list(map(Decimal, values))
    assert filling.expect.text == texts


def test_one_row_among_all():
    place = _filled(row_fillings, "rank", "{r}{c}", r="机电", c="计划数")
    assert place.expect.text == ("第三|第3|排3",)
    assert _values(_filled(row_fillings, "share", "{r}{c}", r="药学", c="计划数").expect) == [Decimal(25)]
    assert _values(_filled(row_fillings, "value", "{r}{c}", r="药学", c="录取数").expect) == [Decimal(90)]


def test_limits_part_the_rows():
    over = _filled(row_fillings, "listover", "{c}{n}", c="计划数", n="100")
    under = _filled(row_fillings, "listunder", "{c}{n}", c="计划数", n="50")
    count = _filled(row_fillings, "countover", "{c}{n}", c="计划数", n="50")
    assert (over.expect.text, under.expect.text) == (("护理",), ("会计", "学前教育"))
    assert _values(count.expect) == [Decimal(3)]


def test_an_order_is_right_only_as_a_whole():
    filling = _filled(row_fillings, "order", "{r}{r2}{r3}{c}", r="会计", r2="护理", r3="机电", c="录取数")
    assert filling.expect.order == ("护理", "机电", "会计")
    right = Answer(text="护理 100、机电 45、会计 30", kind="list")
    wrong = Answer(text="护理 100、会计 30、机电 45", kind="list")
    assert answer_correct(right, filling.expect)
    assert not answer_correct(wrong, filling.expect)


@pytest.mark.parametrize(
    "rows",
    [
        {"护理": (9, 9), "药学": (8, 7), "会计": (7, 5)},  # three rows are no column to rank
        MAJORS | {"全校": (320, 283)},
        MAJORS | {"护理/中职": (50, 40)},  # counted in 护理
        MAJORS | {"其中：男": (50, 40)},
    ],
)
def test_a_column_that_cannot_bear_it_is_not_asked_as_a_whole(rows: dict[str, tuple[int, ...]]):
    columns = measures(name_cells(_report(_majors(rows))))
    assert columns
    assert not any(map(bears_whole, columns))


def test_a_tie_at_the_edge_is_not_asked():
    rows = {"护理": (90, 1), "药学": (90, 2), "机电": (60, 3), "会计": (40, 3), "学前教育": (20, 9)}
    named = name_cells(_report(_majors(rows)))

    def asked(op: str) -> set[str]:
        return {filling.words["c"] for filling in row_fillings(named, op, "{c}", Random(0))}

    assert asked("max") == {"录取数"}
    assert asked("min") == {"计划数", "录取数"}
    assert asked("top3") == {"计划数", "录取数"}
    assert asked("gapmaxmin") == {"计划数", "录取数"}


def test_a_heading_of_several_tables_is_asked_with_the_label():
    others = {f"{name}（夜）": (a + 1, b + 1) for name, (a, b) in MAJORS.items()}
    report = _report(_majors(MAJORS), _majors(others, "t3", "表3"))
    assert {f.lead for f in row_fillings(name_cells(report), "max", "{c}", Random(0))} == {
        "表2中，",
        "表3中，",
    }
    assert {f.lead for f in row_fillings(name_cells(report), "value", "{r}{c}", Random(0))} == {""}


def test_templates_are_as_the_docstring_says():
    assert len(TEMPLATES) == 912
    assert set(Counter((t.shape, t.op) for t in TEMPLATES).values()) == {24}
    assert set(Counter((t.shape, t.op) for t in TEMPLATES[-304:]).values()) == {8}


def test_every_template_gives_at_most_one_question_and_always_the_same():
    items = list(generate_phrasings(REPORT, TEMPLATES))
    assert len(items) > 900
    assert len({item.id for item in items}) == len(items)
    assert not any("{" in item.turns[0] for item in items)
    assert list(generate_phrasings(REPORT, TEMPLATES)) == items
    assert [i.turns for i in generate_phrasings(REPORT, TEMPLATES[5:6])] == [items[5].turns]


def test_a_report_without_such_tables_is_not_asked():
    template = Template(shape="TX", op="max", text="{c}最多的是谁")
    assert list(generate_phrasings(_report(_years()), (template,))) == []


def test_a_place_is_told_by_the_rows_that_are_shown():
    citation = Citation(
        1, "年报（2021）", 2021, "2.1", "招生", "表2", "各专业招生", "1", "护理 120 药学 80 机电 60"
    )
    figures = tuple(Figure(str(n), "人", "计划数", 2020, 1) for n in (120, 80, 60))
    ranked = Answer(
        text="机电在 3 项中居第 3：120、80、60",
        kind="list",
        citations=(citation,),
        figures=figures,
        calculation=Calculation("从高到低逐项比较，居第 3", "3、3", "", ()),
    )
    assert unsourced_numbers(ranked, ("机电第几？",)) == ()
    assert unsourced_numbers(replace(ranked, figures=figures[:2]), ("机电第几？",)) != ()
