"""Look-ups in files that hold one table: what is asked, and nothing beside it, is answered and cited."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import Workbook

from ingest.read import read_source
from ingest.structure import source_to_report
from ingest.types import ReadOptions
from rag.find.book import Book, make_book
from rag.respond.answer import compose
from rag.respond.checked import answer_turn, verify_turn
from rag.respond.resolve import resolve
from rag.storage.snapshot import Snapshot
from rag.tables.lone import at_once
from rag.turn import Turn
from rag.types import Answer, Question
from rag.understand.question import understand
from tests.lone_tables import Shape, docx_of, xlsx_of

TABLES = json.loads((Path(__file__).parent / "data" / "grid_questions.json").read_text(encoding="utf-8"))
CASES = [(name, question) for name in TABLES for question in TABLES[name]["questions"]]


@cache
def book_of(name: str, kind: str = "xlsx") -> Book:
    shape = Shape(name, TABLES[name]["rows"], TABLES[name]["merged"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"表.{kind}"
        path.write_bytes(xlsx_of(shape) if kind == "xlsx" else docx_of(shape))
        return make_book(source_to_report(read_source(path, ReadOptions())))


def ask(book: Book, question: str) -> Answer:
    """Ask one book as the chain does, from resolution to the check of every number."""
    query = understand(question)
    turn = Turn(Question((question,)), Snapshot.__new__(Snapshot), (query,))
    turn = replace(turn, resolutions=(resolve(query, book, {}),))
    answer = verify_turn(answer_turn(turn)).answer
    assert answer is not None
    return answer


def shown(answer: Answer) -> list[str]:
    """The values of the lines of an answer, without names, mark and the unit put behind a bare number."""
    lines = [re.sub(r"。\[.*$", "", line) for line in answer.text.split("\n")]
    return [line.split("：", 1)[-1] for line in lines]


@pytest.mark.parametrize(("name", "question"), CASES)
def test_just_the_cells_asked_for_are_shown(name, question):
    answer, wanted = ask(book_of(name), question), TABLES[name]["questions"][question]
    if not wanted:
        assert answer.abstained
        assert "未提及" in answer.text
        return
    assert not answer.abstained
    assert answer.kind == "table"
    assert [value[: len(want)] for value, want in zip(shown(answer), wanted, strict=True)] == wanted


@pytest.mark.parametrize("name", TABLES)
def test_word_files_answer_as_excel_files_do(name):
    for question in TABLES[name]["questions"]:
        assert shown(ask(book_of(name, "docx"), question)) == shown(ask(book_of(name), question))


@pytest.mark.parametrize(("name", "question"), CASES)
def test_every_cell_is_cited_with_its_row_and_names(name, question):
    book, answer = book_of(name), ask(book_of(name), question)
    grid = book.report.tables[0].grid
    for citation in answer.citations if not answer.abstained else ():
        assert citation.cell is not None
        row, col = citation.cell
        assert grid[row][col] in citation.quote


def test_a_cell_of_words_is_quoted_with_the_numbered_heading_over_it():
    answer = ask(book_of("五天天气"), "5月2日的天气怎么样？")
    assert answer.citations[0].quote == "5月2日 周六 天气 晴 小雨 多云"


def test_an_answer_tells_what_the_cell_is_called():
    answer = ask(book_of("各科室工作量"), "2022年外科的门诊人次是多少？")
    assert answer.text.startswith("外科 · 门诊人次 · 2022年：9,620")
    assert [figure.value for figure in answer.figures] == ["9620"]


@pytest.mark.parametrize(
    ("question", "text"),
    {
        "2022年门诊人次最多的是哪个科室？": "儿科",
        "2022年外科的门诊人次比2021年少多少？": "250",
        "内科和外科的医生数一共多少？": "78",
    }.items(),
)
def test_calculations_are_left_to_the_operations(question, text):
    answer = ask(book_of("各科室工作量"), question)
    assert not answer.abstained
    assert text in answer.text
    assert answer.kind != "table"


SEAL = """
身长|1.6米|体重|120千克
毛色|灰褐|食性|鱼类
"""


def form(title: str) -> Book:
    rows = [line.split("|") for line in SEAL.strip().split("\n")]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x7.xlsx"
        workbook = Workbook()
        sheet = workbook.active
        for row in [[title], *rows] if title else rows:
            sheet.append(row)
        workbook.save(path)
        return make_book(source_to_report(read_source(path, ReadOptions())))


def test_a_form_without_a_title_is_asked_by_the_name_of_what_it_tells_of():
    assert shown(ask(form(""), "斑海豹-2的身长是多少？")) == ["1.6米"]


def test_a_form_with_a_title_tells_of_nothing_else():
    assert shown(ask(form("斑海豹"), "斑海豹的身长是多少？")) == ["1.6米"]
    assert shown(ask(form("斑海豹"), "这种海豹的体重有多重？")) == ["120千克"]
    assert ask(form("斑海豹"), "老虎的身长是多少？").abstained


def test_sentences_are_answered_at_once_where_the_table_tells_of_all():
    book = book_of("仪器台账")
    assert at_once(Question(("甲型测风仪是什么型号的？量程是多少？",)), [book])
    assert not at_once(Question(("甲型测风仪是什么型号的？归谁保管？",)), [book])


def test_a_file_with_sentences_is_no_lone_table():
    book = book_of("城市概况")
    assert book.grids
    assert compose(resolve(understand("临港的市花是什么？"), book, {})).citations[0].label == ""
