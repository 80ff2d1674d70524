from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import IndexUnusable
from rag.storage.manifest import (
    EMPTY,
    Maker,
    Origin,
    json_to_manifest,
    json_to_report,
    make_entry,
    manifest_to_json,
    report_to_json,
)
from rag.types import Cell, Place, Report, Table
from tests.fakes import made_up_report
from tests.reports import corrected, sentence_chunks, small_report

NUMBERS = st.floats(-1e4, 1e4, allow_nan=False)
TEXT = st.text(max_size=8)
PLACES = st.builds(Place, TEXT, st.none() | st.integers(1, 9999), st.none() | st.tuples(*[NUMBERS] * 4))
CELLS = st.builds(
    Cell,
    row=st.integers(0, 99),
    col=st.integers(0, 99),
    row_path=st.lists(TEXT, max_size=3).map(tuple),
    col_path=st.lists(TEXT, max_size=3).map(tuple),
    text=TEXT,
    value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    unit=TEXT,
    year=st.none() | st.integers(1900, 2100),
    place=PLACES,
    doubt=st.booleans(),
)
MAKER = Maker("model", 3)


def entry(year: int, texts: tuple[str, ...] = ("一句。",)):
    report = small_report(year)
    return make_entry(report, sentence_chunks(report, texts), Origin(), MAKER)


@given(st.lists(CELLS, max_size=3))
def test_any_cells_come_back_equal_from_json(cells):
    table = Table("t1", "表1", "题", "1", (("a",),), 1, tuple(cells))
    report = Report("x", "", "x", None, None, "x.txt", "0", tables=(table,))
    back = json_to_report(report_to_json(report), "x")
    assert back == report
    for cell, again in zip(cells, back.tables[0].cells, strict=True):
        # 1.20 equals 1.2, but is printed otherwise.
        assert str(cell.value) == str(again.value)


@pytest.mark.parametrize("report", [small_report(), made_up_report()], ids=["small", "made up"])
def test_whole_report_comes_back_equal_from_json(report):
    assert json_to_report(report_to_json(report), "x") == report


def test_decimal_keeps_its_digits():
    cell = Cell(1, 1, (), (), "1.20", value=Decimal("1.20"))
    report = Report("x", "", "x", None, None, "", "", tables=(Table("t", "", "", "", (), 0, (cell,)),))
    assert str(json_to_report(report_to_json(report), "x").tables[0].cells[0].value) == "1.20"


def test_same_content_has_the_same_version_and_any_change_another():
    report = small_report()
    chunks = sentence_chunks(report)
    version = make_entry(report, chunks, Origin(), MAKER).version
    assert make_entry(report, chunks, Origin("elsewhere", "x"), MAKER).version == version
    others = [
        make_entry(corrected(report), chunks, Origin(), MAKER),
        make_entry(report, chunks[:-1], Origin(), MAKER),
        make_entry(report, chunks, Origin(), Maker("other", 3)),
        make_entry(report, chunks, Origin(), Maker("model", 3, chunking=99)),
    ]
    assert len({version, *(other.version for other in others)}) == 5


def test_version_that_is_replaced_is_retired_until_the_next_one():
    first, second, third = entry(2030), entry(2030, ("二。",)), entry(2030, ("三。",))
    manifest = EMPTY.with_entry(first, MAKER).with_entry(second, MAKER)
    assert (manifest.live, manifest.retired) == ((second,), (first,))
    manifest = manifest.with_entry(third, MAKER)
    assert (manifest.live, manifest.retired) == ((third,), (second,))
    assert manifest.versions == {third.version, second.version}


def test_other_reports_keep_their_retired_version():
    manifest = EMPTY.with_entry(entry(2030), MAKER).with_entry(entry(2030, ("二。",)), MAKER)
    manifest = manifest.with_entry(entry(2031), MAKER)
    assert manifest.retired == (entry(2030),)
    assert [e.info.year for e in manifest.live] == [2030, 2031]


def test_removed_report_is_retired_for_one_step():
    manifest = EMPTY.with_entry(entry(2030), MAKER).without(entry(2030))
    assert (manifest.live, manifest.retired) == ((), (entry(2030),))
    assert manifest.with_entry(entry(2031), MAKER).retired == ()


@settings(max_examples=50)
@given(st.binary(max_size=60) | TEXT.map(lambda text: f'{{"format": "{text}"}}'.encode()))
def test_whatever_is_no_manifest_is_told_as_such(data):
    with pytest.raises(IndexUnusable, match="manifest"):
        json_to_manifest(data, "manifest.json")


def test_manifest_comes_back_equal_from_json():
    manifest = EMPTY.with_entry(entry(2030), MAKER).with_entry(entry(2031), MAKER)
    assert json_to_manifest(manifest_to_json(manifest), "x") == manifest


def test_index_of_another_model_is_named_in_the_message():
    manifest = EMPTY.with_entry(entry(2030), MAKER)
    assert manifest.mismatch("model") == ""
    assert EMPTY.mismatch("whatever") == ""
    assert "model" in manifest.mismatch("其他")
    assert "其他" in manifest.mismatch("其他")
