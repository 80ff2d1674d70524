"""Every word of the page itself, in both languages; answers and quotes stay in the report's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rag.types import AnswerKind

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language; ``{…}`` is filled in."""

    title: str
    tagline: str
    loaded: str
    data_year: str
    report_year: str
    none_loaded: str
    none_loaded_how: str
    chat: str
    ask_label: str
    ask_hint: str
    send: str
    retry: str
    copy: str
    copied: str
    copy_failed: str
    clear: str
    filters: str
    filter_years: str
    filter_reports: str
    filter_all: str
    welcome: str
    welcome_how: str
    waiting: str
    error: str
    sources: str
    sources_empty: str
    copied_sources: str
    no_sources: str
    earlier: str
    page: str
    pdf_page: str
    page_join: str
    quote: str
    context: str
    context_gone: str
    figure_only: str
    doubt: str
    doubt_cell: str
    calculation: str
    nearest: str
    kinds: Mapping[AnswerKind, str]


ZH = Words(
    title="年报问答",
    tagline="向高等职业教育质量年度报告提问，每个数字都注明出处",
    loaded="已载入报告",
    data_year="数据年份 {year}",
    report_year="{year} 年版",
    none_loaded="还没有可供提问的报告",
    none_loaded_how="请在项目目录中运行下面的命令导入报告，然后刷新本页：",
    chat="问答",
    ask_label="问题",
    ask_hint="输入问题，按回车发送",
    send="提问",
    retry="重新回答",
    copy="复制回答",
    copied="已复制 ✓",
    copy_failed="复制失败，请手动选取",
    clear="清空对话",
    filters="限定范围",
    filter_years="年份",
    filter_reports="报告",
    filter_all="不限",
    welcome="想了解报告里的什么？",
    welcome_how="直接用平常的话提问。回答只取自已载入的报告，旁边会列出原文位置。",
    waiting="正在查找……",
    error="无法回答",
    sources="出处",
    copied_sources="出处：",
    sources_empty="提问之后，这里会列出回答所依据的原文：章节、表格、页码，并标出所引的句子或单元格。",
    no_sources="这个回答没有引用原文。",
    earlier="之前的问题",
    page="报告第 {page} 页",
    pdf_page="PDF 第 {page} 页",
    page_join=" / ",
    quote="原文",
    context="上下文",
    context_gone="报告已经更新，这里无法再显示上下文；重新提问可查看最新原文。",
    figure_only="图中的数字只存在于图片里，不作为依据。",
    doubt="此处由扫描件识别而来，识别结果存疑，请对照原件核实。",
    doubt_cell="识别存疑",
    calculation="计算过程",
    nearest="最接近的内容",
    kinds={
        "table": "表格数据",
        "text": "正文内容",
        "calculation": "计算得出",
        "comparison": "比较",
        "list": "列举",
        "contradiction": "报告前后不一致",
        "refusal": "报告中未提及",
    },
)

EN = Words(
    title="Nianbao",
    tagline="Ask a vocational college's annual quality report; every number comes with its source",
    loaded="Reports loaded",
    data_year="data of {year}",
    report_year="{year} edition",
    none_loaded="There is no report to ask yet",
    none_loaded_how="Run this command in the project folder to add one, then reload the page:",
    chat="Questions and answers",
    ask_label="Question",
    ask_hint="Ask in Chinese, then press Enter",
    send="Ask",
    retry="Answer again",
    copy="Copy answer",
    copied="Copied ✓",
    copy_failed="Could not copy, please select the text",
    clear="Clear",
    filters="Limit to",
    filter_years="Years",
    filter_reports="Reports",
    filter_all="All",
    welcome="What would you like to know?",
    welcome_how="Ask in everyday Chinese. Answers come from the loaded reports alone, in their own words, "
    "with the place they stand beside them.",
    waiting="Looking it up…",
    error="No answer",
    sources="Sources",
    copied_sources="Sources:",
    sources_empty="Once you ask, this shows what the answer rests on: section, table and page, "
    "with the quoted sentence or cell marked.",
    no_sources="This answer quotes nothing.",
    earlier="Earlier questions",
    page="report p. {page}",
    pdf_page="PDF p. {page}",
    page_join=" / ",
    quote="Quote",
    context="Context",
    context_gone="The report has changed since; ask again to see the passage as it stands now.",
    figure_only="What a picture shows is not text and is never evidence.",
    doubt="Read from a scan with doubt; please check against the original.",
    doubt_cell="read with doubt",
    calculation="Calculation",
    nearest="Nearest in the report",
    kinds={
        "table": "From a table",
        "text": "From the text",
        "calculation": "Calculated",
        "comparison": "Comparison",
        "list": "List",
        "contradiction": "The report contradicts itself",
        "refusal": "Not in the report",
    },
)

WORDS: Mapping[Language, Words] = {"zh": ZH, "en": EN}
