"""Whose report it is and of which year: read from its cover, its title and its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.contents import is_contents_title
from rag.quantity import year_of
from rag.text import fold, join_spaces
from rag.types import Paragraph, Table

_SCHOOL = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,24}?(?:职业技术大学|职业大学|职业技术学院|职业学院|技术学院|高等专科学校|专科学校|"
    r"职业技术学校|职业学校|职业教育中心|职教中心|中等专业学校|职业中专|技工学校|技师学院|师范学院|学院|大学|学校)"
    r"(?:（[^（）]{2,6}）)?"
)
_SCHOOL_FIRST = re.compile(rf"(?P<school>{_SCHOOL.pattern})[ \u3000]+\S")
_TITLE = re.compile(
    r"[^。；！？]{0,60}?(?:质量|发展|人才培养|年度|就业)[^。；！？]{0,16}?(?:报告|年报|简报|公报)书?(?=$|\s*[（(〔\d])"
)
_SCHOOL_FIELD = re.compile(r"^(?:学校|院校|单位)(?:名称|全称)?\s*(?:（[^（）]*）)?\s*[:：]\s*(?P<name>.+)$")
# Who may sign a report and is no school by name: its line stands right above the title.
_BODY = re.compile(r"[\u4e00-\u9fff]{3,28}(?:校区|教学点|中心|集团|研究院|[校院部班厅局委])")
_ATTACHED = re.compile(r"附件\s*[\d一二三四五六七八九十]*\s*[:：]?")
_PAGED = re.compile(r"[.…\t]|\d\s*$")
_COVER_BLOCKS = 40
_NAME_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Identity:
    """School and title as printed, the year in the title; empty or None where not told."""

    school: str = ""
    title: str = ""
    year: int | None = None


def find_identity(lines: Sequence[str], name: str, source_title: str = "") -> Identity:
    """Read the cover.

    Args:
        lines: the text blocks of the file, in order; those before the contents are the cover.
        name: the file's name, which may hold the year.
        source_title: the title that the file declares.
    """
    cover = _cover(lines)
    schools = [line for line in cover if _SCHOOL.fullmatch(line)]
    schools += [match["school"] for line in lines[:3] if (match := _SCHOOL_FIRST.match(line.strip()))]
    places = (cover, [join_spaces(source_title)], _short(lines[:200]))
    cover, found = next(((place, hit) for place in places if (hit := _find_title(place))), (cover, None))
    if found is None:
        return Identity(schools[0] if schools else "", "", _year_in(name))
    at, printed = found
    near = [printed, *cover[at : at + 3], *cover[max(0, at - 1) : at], source_title, name]
    year = next((y for text in near if (y := _year_in(text)) is not None), None)
    plain = _YEARS.sub("", printed).strip("（）() ")
    head = _SCHOOL.match(plain)
    above = cover[at - 1] if at and _BODY.fullmatch(cover[at - 1]) else ""
    school = head.group() if head else (schools[0] if schools else above)
    title = plain.removeprefix(school)
    return Identity(school, f"{school}{title}" + (f"（{year}）" if year else ""), year)


def _find_title(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return where the report's name stands and the name; one over two lines is put together."""
    for i, line in enumerate(lines):
        after = "".join(lines[i + 1 : i + 2])
        stands_alone = _SCHOOL.fullmatch(line) or _BODY.fullmatch(line) or _SCHOOL.match(after)
        for text in (line,) if stands_alone else (line, line + after):
            match = _TITLE.match(text)
            if match:
                return i, match.group()
    return None


_YEARS = re.compile(r"[（(]?\s*20\d{2}\s*(?:年度?|学年|版)?\s*[)）]?")


def _short(lines: Sequence[str]) -> list[str]:
    """Return the lines that may be a title set behind the contents."""
    return [join_spaces(line) for line in lines if len(line) <= 40 and not _PAGED.search(line)]


def _cover(lines: Sequence[str]) -> list[str]:
    cover: list[str] = []
    for line in lines[:_COVER_BLOCKS]:
        if is_contents_title(line):
            break
        field = _SCHOOL_FIELD.match(join_spaces(line))
        plain = field["name"] if field else join_spaces(line)
        if len(plain) <= 60 and re.search(r"[\u4e00-\u9fff\d]", plain) and not _ATTACHED.fullmatch(plain):
            cover.append(plain)
    return cover


def _year_in(text: str) -> int | None:
    years = [int(year) for year in _NAME_YEAR.findall(fold(text))]
    return max(years) if years else None


def find_data_year(tables: Sequence[Table], paragraphs: Sequence[Paragraph], year: int | None) -> int | None:
    """Return the newest year that the report tells of.

    The newest year that more than a stray table names, over a column of figures or else in its title;
    without tables, one that the text names often. Years after the report's own are plans, not results.
    """
    limit = year or 9999
    if named := Counter(newest for table in tables if (newest := _newest_year(table, limit))):
        return _often(named, share=4)
    counts = Counter(
        int(match)
        for p in paragraphs
        for match in re.findall(r"(?<!\d)(20\d{2})\s?年", p.text)
        if int(match) <= limit
    )
    if counts:
        return _often(counts, share=2)
    return year - 1 if year else None


def _newest_year(table: Table, limit: int) -> int | None:
    """The newest year over a table's columns, where they name none the one in its title."""
    over = {year_of(label) for cell in table.cells for label in cell.col_path}
    years = [year for year in over if year and year <= limit]
    titled = year_of(table.title)
    return max(years) if years else titled if titled and titled <= limit else None


def _often(counts: Counter[int], *, share: int) -> int:
    """The newest year that is named at least one ``share``-th as often as the one named most."""
    most = max(counts.values())
    return max(year for year, count in counts.items() if count * share >= most)
