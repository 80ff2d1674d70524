"""Stand-ins that implement the project's own interfaces, with made-up data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rag.errors import NianbaoError, QuestionError
from rag.types import (
    Answer,
    Calculation,
    Case,
    Cell,
    Citation,
    Figure,
    Paragraph,
    Question,
    Report,
    ReportInfo,
    Section,
    Table,
)

TITLE = "云溪职业学院高等职业教育质量年度报告（2031）"
# Text that would be markup if anything on its way to the page forgot to escape it.
HOSTILE = (
    '<script>window.pwned=1</script><img src=x onerror="window.pwned=2">'
    "[点我](javascript:window.pwned=3)![图](http://outside.example/x.png)$$E=mc^2$$${window.pwned=4}{{value}}**粗**"
)


def made_up_table() -> Table:
    """A table with a two-level header, group labels and one cell read with doubt."""
    grid = (
        ("项目", "项目", "2030年", "2030年", "2029年", "2029年"),
        ("项目", "项目", "计划", "报到", "计划", "报到"),
        ("省内", "普通批", "1200", "1104", "1100", "990"),
        ("省内", "其中：三二分段", "300", "291", "280", "—"),
        ("省外", "普通批", "80", "61", "0", ""),
        ("合计", "合计", "1280", "1165", "1100", "990"),
    )
    cells = tuple(
        Cell(
            row=row,
            col=col,
            row_path=grid[row][:2],
            col_path=(grid[0][col], grid[1][col]),
            text=grid[row][col],
            value=Decimal(grid[row][col]) if grid[row][col].isdecimal() else None,
            unit="人",
            year=int(grid[0][col][:4]),
            doubt=(row, col) == (4, 3),
        )
        for row in range(2, 6)
        for col in range(2, 6)
    )
    return Table("t1", "表1", "招生情况", "2.1", grid, 2, cells, unit="人", notes=("注：不含预科生。",))


def indicator_table() -> Table:
    """A table of indicators by year."""
    grid = (
        ("序号", "指标", "单位", "2030年", "2029年"),
        ("1", "生师比", ":", "16.2", "17.1"),
        ("2", "毕业生就业率", "%", "97.31", "96.85"),
        ("3", "当年专利授权数", "件", "42", "38"),
    )
    units = ("", "%", "件")
    cells = tuple(
        Cell(
            row,
            col,
            (grid[row][1],),
            (grid[0][col],),
            grid[row][col],
            Decimal(grid[row][col]),
            units[row - 1],
            year,
        )
        for row in range(1, 4)
        for col, year in ((3, 2030), (4, 2029))
    )
    return Table("t2", "表2", "主要指标", "2.2", grid, 1, cells)


def made_up_report() -> Report:
    """A report of a college that does not exist."""
    return Report(
        id="云溪职业学院-2031",
        school="云溪职业学院",
        title=TITLE,
        year=2031,
        data_year=2030,
        source="2031.txt",
        sha256="0" * 64,
        sections=(
            Section("2", "2", "学生发展", 1),
            Section("2.1", "2.1", "招生与报到", 2, "2"),
            Section("2.2", "2.2", "社团活动", 2, "2"),
        ),
        paragraphs=(
            Paragraph(
                0, "2030年，学院面向十二个省份招生。计划招生1280人，实际报到1165人，报到率为91.02%。", "2.1"
            ),
            Paragraph(1, "报到率较上年提高。学院设有迎新大厅，新生凭通知书一次办完全部手续。", "2.1"),
            Paragraph(2, f"学生社团共有37个。{HOSTILE}", "2.2"),
            Paragraph(3, "春分社的同学每月到社区修理电器。", "2.2", "案例1"),
        ),
        tables=(made_up_table(), indicator_table()),
        cases=(Case("案例1", "春分社进社区", "2.2"),),
    )


def _cite(n: int, ref: str, quote: str, **more: object) -> Citation:
    plain = Citation(
        n=n,
        report=TITLE,
        year=2031,
        section="2.1",
        section_title="招生与报到",
        label="",
        title="",
        page="7",
        quote=quote,
        pdf_page=11,
        report_id="云溪职业学院-2031",
        ref=ref,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def _row(n: int, row: int, col: int, **more: object) -> Citation:
    quote = " ".join(made_up_table().grid[row])
    return _cite(n, f"row:t1:{row}", quote, label="表1", title="招生情况", cell=(row, col), **more)


SENTENCE = "计划招生1280人，实际报到1165人，报到率为91.02%。"
ANSWERS = {
    "报到多少人？": Answer(
        "2030年全校实际报到 1165 人[1]，其中省内普通批 1104 人[2]。",
        "table",
        citations=(_row(1, 5, 3), _row(2, 2, 3)),
        figures=(Figure("1165", "人", "报到", 2030, 1),),
    ),
    "报到率是多少？": Answer(
        "2030年报到率为 91.02%[1]。", "text", citations=(_cite(1, "par:0:2", SENTENCE),)
    ),
    "报到比上年多多少？": Answer(
        "比上年多 175 人。\n算式：1165 − 990 = 175\n依据：2030年 1165 人[1]；2029年 990 人[1]。",
        "comparison",
        citations=(_row(1, 5, 3),),
        figures=(Figure("1165", "人", "报到", 2030, 1), Figure("990", "人", "报到", 2029, 1)),
        calculation=Calculation("1165 − 990 = 175", "175", "人", (1,)),
    ),
    "报到率怎么算？": Answer(
        "2030年报到率为 91.02%，由报到人数[1]除以计划人数[2]得出。",
        "calculation",
        citations=(_row(1, 5, 3), _row(2, 5, 2)),
        calculation=Calculation("1165 ÷ 1280 × 100%", "91.02", "%", (1, 2), "四舍五入，保留两位小数"),
    ),
    "省外报到多少人？": Answer("2030年省外报到 61 人[1]。", "table", citations=(_row(1, 4, 3, doubt=True),)),
    "报到率有没有矛盾？": Answer(
        "报告中有两个说法：\n正文写“报到率为91.02%”[1]；\n表1 的两年数据算得 90.00%[2]。",
        "contradiction",
        citations=(_cite(1, "par:0:2", SENTENCE), _row(2, 5, 5)),
    ),
    "食堂有几个？": Answer(
        "报告中未提及食堂的数量。最接近的内容是迎新服务[1]。",
        "refusal",
        True,
        (_cite(1, "par:1", "学院设有迎新大厅"),),
    ),
    "社团有几个？": Answer(
        f"37 个[1]。{HOSTILE}",
        "text",
        citations=(_cite(1, "par:2", f"学生社团共有37个。{HOSTILE}", section_title=HOSTILE),),
    ),
}


class FakeAssistant:
    """Answers a few fixed questions about the made-up report; everything else it does not find.

    Args:
        reports: what is loaded.
        problem: raised by every call, as where the index cannot be used.
    """

    def __init__(self, *reports: Report, problem: NianbaoError | None = None) -> None:
        self.loaded = {report.id: report for report in reports}
        self.problem = problem
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        if self.problem:
            raise self.problem
        if not self.loaded:
            raise QuestionError("还没有报告")
        return ANSWERS.get(question.turns[-1], Answer("报告中未提及。", "refusal", True))

    def reports(self) -> tuple[ReportInfo, ...]:
        if self.problem:
            raise self.problem
        return tuple(
            ReportInfo(r.id, r.school, r.title, r.year, r.data_year, r.source, r.sha256)
            for r in self.loaded.values()
        )

    def report(self, report_id: str) -> Report:
        return self.loaded[report_id]
