"""Scanned pages: what is recognised goes the way of pages with text."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from ingest.ocr_runs import Char, Run, runs_to_glyphs
from ingest.read_pdf import read_pdf
from ingest.rulings import merge_rules, rules_to_frames
from ingest.scan import (
    Image,
    find_rules,
    find_tilt,
    straighten,
    to_grey,
    to_ink,
    without_stamps,
    without_watermark,
)
from ingest.structure import source_to_report
from ingest.types import ReadOptions, Source
from tests.pdf_files import cut, grids, read, rows, texts

DATA = Path(__file__).parent / "data"
COMPLETE = ("表1", "表2", "表6", "表7", "表8", "表12")  # the tables whose pages were all scanned


def sheet(width: int = 1200, height: int = 1600) -> Image:
    """A page with lines of grey words and a table of three columns and four rows."""
    image = np.full((height, width), 255, np.uint8)
    for y in range(150, 700, 40):
        for x in range(150, 1050, 60):
            cv2.rectangle(image, (x, y), (x + 40, y + 18), 60, -1)
    for y in range(800, 1001, 50):
        cv2.line(image, (150, y), (1050, y), 0, 2)
    for x in (150, 450, 750, 1050):
        cv2.line(image, (x, 800), (x, 1000), 0, 2)
    return image


@pytest.mark.parametrize("angle", [-1.5, -0.7, 0.0, 0.45, 1.0])
def test_tilt_is_found_and_undone(angle: float) -> None:
    tilted = straighten(sheet(), -angle)
    assert find_tilt(tilted) == pytest.approx(angle, abs=0.1)
    assert find_tilt(straighten(tilted, find_tilt(tilted))) == pytest.approx(0, abs=0.1)


def test_a_red_stamp_does_not_hide_what_it_covers() -> None:
    stamp = np.full((1600, 1200, 3), 255, np.uint8)
    cv2.circle(stamp, (600, 900), 120, (220, 30, 30), 12)
    page = np.minimum(stamp, sheet()[:, :, None])  # ink over ink, as a stamp lies
    [frame] = rules_to_frames(merge_rules(find_rules(to_ink(to_grey(page)), 2.0)))[0]
    assert (len(frame.xs), len(frame.ys), len(frame.spans)) == (4, 5, 12)


def test_a_seal_is_made_pale_and_red_headings_are_kept() -> None:
    page = cv2.cvtColor(sheet(), cv2.COLOR_GRAY2RGB)
    cv2.rectangle(page, (150, 40), (1000, 90), (200, 20, 20), -1)
    stamp = np.full_like(page, 255)
    cv2.circle(stamp, (600, 900), 120, (220, 30, 30), 12)
    got = without_stamps(np.minimum(page, stamp), 2.0)
    assert tuple(got[60, 500]) == (200, 20, 20)
    assert got[780, 600].min() > 230
    assert got[800, 534].max() < 60


def test_the_pale_edges_of_a_seal_go_with_it() -> None:
    page = cv2.cvtColor(sheet(), cv2.COLOR_GRAY2RGB)
    stamp = np.full_like(page, 255)
    cv2.circle(stamp, (600, 1250), 120, (235, 90, 90), 12)
    got = without_stamps(cv2.GaussianBlur(np.minimum(page, stamp), (5, 5), 0), 2.0)
    assert got[1120:1380, 470:730].max(axis=2).min() > 220


def test_a_watermark_goes_and_text_rules_and_grounds_stay() -> None:
    page = np.full((1600, 1200), 250, np.uint8)
    cv2.rectangle(page, (150, 800), (1050, 850), 205, -1)  # the ground of a header
    for i in range(4):
        cv2.line(page, (200 + 120 * i, 1500), (400 + 120 * i, 100), 205, 12)
    dark = sheet() < 100
    page[dark] = sheet()[dark]
    got = without_watermark(page, 2.0)
    assert got[1100:1480].min() == 250
    assert (got[dark] == page[dark]).all()
    assert got[825, 160] == 205
    assert without_watermark(sheet(), 2.0).tolist() == sheet().tolist()


@pytest.mark.parametrize(
    ("text", "score", "read_as"), [("120.", 0.6, "120"), (".120", 0.6, "120"), ("1.", 0.99, "1.")]
)
def test_a_speck_beside_a_figure_is_left_out(text: str, score: float, read_as: str) -> None:
    chars = tuple(
        Char(char, 10.0 * i, 10.0 * i + 9, score if char == "." else 0.99) for i, char in enumerate(text)
    )
    [glyph] = runs_to_glyphs([Run(chars, 100, 120)])
    assert glyph.text == read_as


def test_words_are_no_rules() -> None:
    rules = find_rules(to_ink(sheet()), 2.0)
    assert sorted({round(rule.at) for rule in rules if not rule.vertical}) == [400, 425, 450, 475, 500]


@pytest.fixture(scope="module")
def scanned() -> Source:
    path = DATA / "2021-scanned.pdf"
    return read_pdf(path, path.read_bytes(), ReadOptions())


@pytest.mark.slow
class TestScan:
    def test_cells(self, scanned: Source) -> None:
        from eval.cells import cell_f1, load_truth

        report = source_to_report(scanned)
        truth = [table for table in load_truth(DATA / "2021.truth.json") if table.label in COMPLETE]
        scores = cell_f1(report, truth)
        assert scores.f1 >= 0.95, scores.missed

    def test_figures_without_doubt_are_exact(self, scanned: Source) -> None:
        truth = json.loads((DATA / "2021.truth.json").read_text(encoding="utf-8"))
        printed = {cell["value"] for table in truth["tables"] for cell in table["cells"]}
        cells = [cell for table in source_to_report(scanned).tables for cell in table.cells]
        sure = [cell.text for cell in cells if cell.value is not None and not cell.doubt]
        assert len(sure) > 150
        assert sum(value in printed for value in sure) >= 0.99 * len(sure)

    def test_printed_page_numbers(self, scanned: Source) -> None:
        assert [page.label for page in scanned.pages] == [
            "", "3", "5", "8", "12", "13", "16", "17", "24", "25", "44", "45"
        ]  # fmt: skip

    def test_running_header_and_chart_labels_are_gone(self, scanned: Source) -> None:
        page = scanned.pages[5]
        assert [text.replace(" ", "") for text in texts(page)] == [
            "表2：2020年学院各类别招生情况", "图4：2020年各类招生情况占比"
        ]  # fmt: skip

    def test_paragraphs_are_whole(self, scanned: Source) -> None:
        [body] = [text for text in texts(scanned.pages[4]) if text.startswith("学院2020年")]
        assert body.endswith("自主招生等已成为学院主要招生渠道。")
        assert "报到率为92.12%，创历史新高" in body

    def test_notes_name_the_pages(self, scanned: Source) -> None:
        [note] = scanned.notes
        assert note.startswith("第 1、2、3")

    def test_progress_is_told(self) -> None:
        seen: list[tuple[str, int, int]] = []
        read(
            cut(DATA / "2021-scanned.pdf", 6),
            progress=lambda what, done, total: seen.append((what, done, total)),
        )
        assert ("识别扫描页", 1, 1) in seen

    @pytest.mark.parametrize("degrees", [90, 180])
    def test_a_page_that_lies_on_its_side(self, degrees: int) -> None:
        import io

        from pypdf import PdfReader, PdfWriter

        writer, out = PdfWriter(), io.BytesIO()
        writer.append(PdfReader(DATA / "2021-scanned.pdf"), pages=(5, 6))
        writer.pages[0].rotate(degrees)
        writer.write(out)
        [page] = read(out.getvalue()).pages
        assert rows(grids(page)[-1])[-1] == ["合计", "5897", "5735", "—"]
