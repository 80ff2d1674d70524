"""Questions made from a report's own tables and prose, with answers and places known by construction.

They let any newly ingested report be checked at once. The wordings are varied natural Chinese and none
of them comes from the engine's own patterns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from eval.generate_prose import prose_items
from eval.generate_tables import cell_items, row_items, year_items
from eval.labels import Named, by_year, name_cells, places_of_values
from eval.types import Expectation, Item
from rag.types import Report

_OTHER_YEAR = ("{year}年{what}是多少？", "请问{year}年的{what}", "{what}在{year}年是多少呢")
_OTHER_SCHOOL = ("{school}{year}年的{what}是多少？", "想知道{school}的{what}（{year}年）")
_OTHER_GRADE = ("{grade}的{what}是多少？", "请问{grade}{what}有多少")
_SCHOOLS = (
    "深圳职业技术大学",
    "无锡职业技术学院",
    "黄河水利职业技术学院",
    "南京工业职业技术大学",
    "金华职业技术大学",
)
_GRADES = ("三年级", "四年级", "五年级")
_OTHER_PART = ("{part}{year}年的{what}是多少？", "{year}年{part}{what}有多少")
_PARTS = (
    "航空工程学院 轨道交通学院 烹饪学院 影视动画学院 水利电力学院 望江校区 滨湖校区 口腔医学技术专业 "
    "飞机机电设备维修专业 石油化工技术专业群 动车组检修专业 远洋船务产业学院 中兰丝路培训中心"
).split()
# Of one people asked what the report tells of another: there are no such figures.
_OTHER_PEOPLE = (
    ("学生", "教师"),
    ("教师", "学生"),
    ("毕业生", "新生"),
    ("新生", "毕业生"),
    ("在校生", "教职工"),
)
_OF_OTHERS = ("{year}年{what}是多少？", "请问{what}（{year}年）")
_NEGATIVES_A_KIND = 45


def generate(report: Report, seed: int = 0) -> tuple[Item, ...]:
    """Return questions about a report; the same report and seed give the same questions.

    A question asked twice in the same words with different answers is left out: it has no one answer.
    """
    rng = Random(seed)
    named = name_cells(report)
    items = [
        *cell_items(named, rng),
        *year_items(named, rng),
        *row_items(named, rng),
        *prose_items(report, places_of_values(report), rng),
        *_negatives(report, named, rng),
    ]
    asked: dict[tuple[str, ...], set[Expectation]] = {}
    for item in items:
        asked.setdefault(item.turns, set()).add(item.expect)
    clear = {item.turns: item for item in reversed(items) if len(asked[item.turns]) == 1}
    return _numbered(reversed(clear.values()), report.id)


def _numbered(items: Iterator[Item], report_id: str) -> tuple[Item, ...]:
    counts: Counter[str] = Counter()
    numbered = []
    for item in items:
        counts[item.kind] += 1
        numbered.append(replace(item, id=f"{item.kind}-{counts[item.kind]:04d}", reports=(report_id,)))
    return tuple(numbered)


def _negatives(report: Report, named: tuple[Named, ...], rng: Random) -> Iterator[Item]:
    """Ask near misses: a year, school, part of it, people or grade that the report does not tell of."""
    groups = [cells[0] for cells in by_year(named).values()]
    years = _years_not_held(report)
    for cell in rng.sample(groups, min(_NEGATIVES_A_KIND, len(groups))):
        words = {"what": cell.what, "year": rng.choice(years)}
        yield _refused("other_year", rng.choice(_OTHER_YEAR).format(**words))
    for cell in rng.sample(groups, min(_NEGATIVES_A_KIND, len(groups))):
        words = {"what": cell.what, "year": cell.year, "school": rng.choice(_SCHOOLS)}
        yield _refused("other_school", rng.choice(_OTHER_SCHOOL).format(**words))
    yield from _other_parts(report, groups, rng)
    yield from _other_people(report, groups, rng)
    graded = [cell for cell in named if cell.column.endswith("年级")]
    held = {cell.column for cell in graded}
    absent = [grade for grade in _GRADES if grade not in held]
    for cell in graded if absent else ():
        words = {"what": cell.row, "grade": rng.choice(absent)}
        yield _refused("other_grade", rng.choice(_OTHER_GRADE).format(**words))


def _other_parts(report: Report, cells: list[Named], rng: Random) -> Iterator[Item]:
    """Ask of colleges, campuses and majors that the report does not have what it tells of others."""
    text = _all_text(report)
    absent = [part for part in _PARTS if part[:2] not in text]
    for cell in rng.sample(cells, min(_NEGATIVES_A_KIND, len(cells))) if absent else ():
        words = {"what": cell.what, "year": cell.year, "part": rng.choice(absent)}
        yield _refused("other_part", rng.choice(_OTHER_PART).format(**words))


def _other_people(report: Report, cells: list[Named], rng: Random) -> Iterator[Item]:
    """Ask of teachers what is told of students, and so on, where nothing is called so."""
    text = _all_text(report)
    swapped = [
        (cell, what)
        for cell in cells
        for own, other in _OTHER_PEOPLE
        # 教师资格考试 is called so, whoever sits it.
        if own in cell.what.replace("教师资格", "") and (what := cell.what.replace(own, other)) not in text
    ]
    for cell, what in rng.sample(swapped, min(_NEGATIVES_A_KIND, len(swapped))):
        yield _refused("other_people", rng.choice(_OF_OTHERS).format(what=what, year=cell.year))


def _all_text(report: Report) -> str:
    cells = (text for table in report.tables for row in table.grid for text in row)
    return " ".join([*(paragraph.text for paragraph in report.paragraphs), *cells])


def _refused(kind: str, question: str) -> Item:
    return Item(id="", kind=kind, turns=(question,), expect=Expectation(abstain=True))


def _years_not_held(report: Report) -> tuple[int, ...]:
    text = " ".join(p.text for p in report.paragraphs)
    told = {int(y) for y in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    told |= {cell.year for table in report.tables for cell in table.cells if cell.year}
    newest = report.year or max(told, default=2020)
    return tuple(y for y in (*range(newest - 14, newest), newest + 3, newest + 4) if y not in told)
