"""Forms: tables of name and value side by side (姓名 | … | 性别 | …), which have no header row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.grids import Matrix, Row, Slot, is_figure, is_spanning, is_year_label
from rag.quantity import parse_quantity, without_unit, year_of
from rag.text import normalize
from rag.types import Cell

Anchor = tuple[int, int]

MIN_ROWS = 2
MIN_NAMED = 0.5
MIN_PAIRED = 0.8
MAX_NAME = 16
# What a value is asked by. Endings, as names are built from them: 出生日期, 额定电压, 法定代表人.
_NAME = re.compile(
    r"(?:名称|姓名|名|性别|年龄|民族|国籍|籍贯|出生(?:年月|地)?|生日|生肖|星座|血型|面貌|时间|日期|年月|年份|时长|"
    r"地点|地址|所在地|地区|位置|产地|电话|邮箱|邮编|传真|网址|网站|类型|类别|种类|类|性质|级别|等级|职务|职称|职业|"
    r"学历|学位|专业|学科|单位|公司|学校|院校|机构|面积|人口|人数|数量|重量|长度|宽度|高度|尺寸|规格|型号|品牌|颜色|"
    r"材质|材料|价格|售价|金额|费用|资本|收入|利润|代表人|负责人|联系人|法人|编号|代码|号码|证号|账号|语言|作者|导演|"
    r"主演|编剧|制片人|出版社|简称|别名|全称|学名|功率|电压|电流|频率|容量|容积|速度|温度|率|值|量|数|额|度|状态|状况|"
    r"情况|范围|方式|用途|特点|作用|成分|口味|备注|说明|校训|校长|主管部门|级|种|业)$"
)
_HEADING = re.compile(
    r"^(?:数值|指标值|取值|内容|值|说明|备注|金额|数量|人数|数据|结果|参数|合计|比例|占比|描述|标准|要求|"
    r"情况|具体情况|完成情况|现状|信息|详情|本校|本年|上年|本年度|上年度|实际|目标)$"
)
# What heads a column of names; no form asks for it.
_CORNER = re.compile(
    r"^(?:项目|指标|指标名称|类别|分类|事项|参数|参数名称|属性|条目|配置|要素|栏目|科目|序号|编号)$"
)


@dataclass(frozen=True, slots=True)
class _Pair:
    row: int
    path: tuple[str, ...]
    col: int
    value: Slot


@dataclass(frozen=True, slots=True)
class FormSection:
    """Rows under a title over the whole width (教育经历); ``start`` is the first one in the table."""

    title: str
    start: int
    matrix: Matrix


def is_form(matrix: Matrix) -> bool:
    """Tell whether every row is made of pairs of a name and its value.

    Most names must be such as values are asked by, none may be a figure or stand there twice, and a
    table of two columns must not begin with a header.
    """
    rows = [row for row in matrix.rows if not is_spanning(row)]
    cells = [_own_cells(row, _groups(rows)) for row in rows]
    if matrix.width < 2 or len(rows) < MIN_ROWS or not _is_paired(cells):
        return False
    names = [_plain(slot.text) for own in cells if len(own) % 2 == 0 for _, slot in own[::2] if slot.text]
    if not names or _CORNER.match(names[0]) or len(set(names)) < len(names):
        return False
    if any(len(name) > MAX_NAME or is_figure(name) for name in names):
        return False
    return sum(bool(_NAME.search(name)) for name in names) >= MIN_NAMED * len(names) > 0


def form_sections(matrix: Matrix) -> tuple[FormSection, ...]:
    """Cut a table that is partly a form at its full-width titles.

    Returns:
        The sections; nothing where no section, or the whole, is a form.
    """
    titles = [r for r, row in enumerate(matrix.rows) if is_spanning(row) and row[0].anchor == row[-1].anchor]
    if not titles or is_form(matrix):
        return ()
    sections = []
    for title, stop in pairwise([-1, *titles, len(matrix.rows)]):
        if stop > title + 1:
            text = matrix.rows[title][0].text if title >= 0 else ""
            part = replace(matrix, rows=matrix.rows[title + 1 : stop])
            sections.append(FormSection(text, title + 1, part))
    wide = any(len(s.matrix.rows[0]) > 2 and is_form(s.matrix) for s in sections)
    return tuple(sections) if wide and len(sections) > 1 else ()


def form_cells(matrix: Matrix, title: str) -> tuple[Cell, ...]:
    """Return the values of a form, each under its section and name.

    Args:
        matrix: for which ``is_form`` holds.
        title: the table's title, which may name the year.
    """
    cells = []
    for pair in _pairs(matrix):
        quantity = parse_quantity(pair.value.text)
        cells.append(
            Cell(
                row=pair.row,
                col=pair.col,
                row_path=pair.path,
                col_path=(),
                text=pair.value.text,
                value=quantity.value,
                unit=quantity.unit,
                year=next((y for text in (*reversed(pair.path), title) if (y := year_of(text))), None),
                place=pair.value.place,
                doubt=pair.value.doubt,
            )
        )
    return tuple(cells)


def _pairs(matrix: Matrix) -> list[_Pair]:
    pairs: list[_Pair] = []
    section: tuple[str, ...] = ()
    groups = _groups([row for row in matrix.rows if not is_spanning(row)])
    for r, row in enumerate(matrix.rows):
        if is_spanning(row):
            section = (next(slot.text for slot in row if slot.text),)
            continue
        cells = _own_cells(row, groups)
        group = (row[0].text,) if row[0].anchor in groups else ()
        for (_, name), (col, value) in zip(cells[::2], cells[1::2], strict=False):
            if name.text:
                pairs.append(_Pair(r, section + group + (_plain(name.text),), col, value))
    return pairs


def _groups(rows: Sequence[Row]) -> frozenset[Anchor]:
    """Return the cells of the first column that reach over several rows: they name a group of pairs."""
    counts = Counter(row[0].anchor for row in rows if row[0].text)
    return frozenset(anchor for anchor, count in counts.items() if count > 1)


def _own_cells(row: Row, groups: AbstractSet[Anchor]) -> list[tuple[int, Slot]]:
    """Return the printed cells of a row with their first columns, merged ones once, no group's name."""
    cells: list[tuple[int, Slot]] = []
    for c, slot in enumerate(row):
        if not cells or slot.anchor != cells[-1][1].anchor:
            cells.append((c, slot))
    return cells[1:] if cells[0][1].anchor in groups else cells


def _is_paired(cells: Sequence[Sequence[tuple[int, Slot]]]) -> bool:
    """Whether the cells of the rows come in pairs: several in most rows, or one in each but no header."""
    if all(len(own) == 2 for own in cells):
        return not _has_header([own[1][1].text for own in cells])
    paired = sum(len(own) % 2 == 0 for own in cells)
    return paired >= MIN_PAIRED * len(cells) and 2 * sum(len(own) > 2 for own in cells) >= len(cells)


def _has_header(values: Sequence[str]) -> bool:
    """Whether a column of values begins with a heading over them."""
    first, others = values[0], [value for value in values[1:] if value]
    if _HEADING.match(normalize(without_unit(first))) or is_year_label(first):
        return True
    return not is_figure(first) and bool(others) and all(map(is_figure, others))


def _plain(name: str) -> str:
    return name.strip().rstrip("：:").strip()
