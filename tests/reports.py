"""Small reports made by hand, for tests of what comes after reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rag.types import Case, Cell, Chunk, FigureCaption, Paragraph, Place, Report, Section, Table

TEXTS = ("报到率为95.10%，比上年提高1.2个百分点。", "教师共有320人。", "图书馆藏书50万册。")


def small_report(year: int = 2030, school: str = "某某职业学院") -> Report:
    """A report with one section, one table, one case and one figure."""
    cell = Cell(
        row=1,
        col=1,
        row_path=("计划", "其中：省内"),
        col_path=("2029年", "人数"),
        text="1,250.50",
        value=Decimal("1250.50"),
        unit="人",
        year=year - 1,
        place=Place("3", 8, (10.5, 20.25, 30.0, 40.125)),
    )
    return Report(
        id=f"{school}-{year}",
        school=school,
        title=f"{school}质量年度报告（{year}）",
        year=year,
        data_year=year - 1,
        source=f"{year}.txt",
        sha256="0" * 64,
        sections=(Section("1", "1", "学生发展", 1), Section("1.1", "1.1", "招生", 2, parent="1")),
        paragraphs=(Paragraph(0, "".join(TEXTS), "1.1", place=Place("3", 8)),),
        tables=(
            Table(
                id="t1",
                label="表1",
                title="招生情况",
                section="1.1",
                grid=(("项目", "2029年"), ("其中：省内", "1,250.50")),
                header_rows=1,
                cells=(cell,),
                unit="人",
            ),
        ),
        cases=(Case("案例1", "送教下乡", "1.1"),),
        figures=(FigureCaption("图1", "生源结构", "1.1"),),
        warnings=("表1：合计与各项之和不等。",),
    )


def sentence_chunks(report: Report, texts: tuple[str, ...] = TEXTS) -> tuple[Chunk, ...]:
    """One chunk for each text, with everything a chunk can carry."""
    return tuple(
        Chunk(
            id=f"{report.id}:{text}",
            kind="sentence",
            text=f"{report.title} 1.1 招生：{text}",
            quote=text,
            ref=f"par:0:{i}",
            report=report.id,
            section="1.1",
            label="案例1" if i else "",
            place=Place("3", 8, (1.0, 2.5, 3.0, 4.1)) if i else Place(),
        )
        for i, text in enumerate(texts)
    )


def corrected(report: Report) -> Report:
    """The same report from a file with other bytes."""
    return replace(report, sha256="1" * 64)
