"""The walk through a report's blocks: each one becomes a heading, caption, table, note or paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.captions import Caption, Heading, is_note, is_unit_line, parse_caption
from ingest.contents import Contents, entry_key, is_contents_title
from ingest.grids import Matrix, distinct, grid_to_matrix
from ingest.headings import MAX_HEADING, Numbered, Outline, goes_back, parse_numbered
from ingest.paragraphs import is_cover_line, is_junk, is_rest_of_title, join_parts, runs_on
from ingest.shelf import Shelf, Spot, is_annex_title
from ingest.spread import merge_told
from ingest.types import Grid, Page, TextBlock
from rag.text import join_spaces
from rag.types import Case, FigureCaption, Paragraph, Place, Section

Block = TextBlock | Grid
MAX_COVER_LINE = 40
_STANDING = re.compile(r"前言|引言|序言?|导言|导语|结语|结束语|后记|致谢")
_UNTITLED = re.compile(
    r"(?:表|情况|一览|统计|汇总|明细|名单|清单|数据|对比|分布|构成)(?:表)?(?:[（(][^（）()]*[)）])?$"
)


@dataclass(slots=True)
class Draft:
    """What the walk has gathered. ``orphans`` are captions of tables that are not there."""

    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[tuple[Heading, Matrix]] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    figures: list[FigureCaption] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def place_of(block: Block, page: Page) -> Place:
    """Return where a block stands."""
    return Place(page=page.label, pdf_page=page.number, box=block.box)


def _whole_titles(items: Iterable[tuple[Block, Page]]) -> list[tuple[Block, Page]]:
    """Put headings and captions that run over two lines together."""
    whole: list[tuple[Block, Page]] = []
    for block, page in items:
        last, last_page = whole[-1] if whole else (None, None)
        if (
            isinstance(last, TextBlock)
            and isinstance(block, TextBlock)
            and page is last_page
            and (parse_caption(last.text) or parse_numbered(last.text))
            and not (parse_caption(block.text) or is_unit_line(block.text))
            and is_rest_of_title(last, block)
        ):
            whole[-1] = (replace(last, text=join_parts(last.text, block.text.strip()), full=block.full), page)
        else:
            whole.append((block, page))
    return whole


class Walk:
    """Walks once through all blocks, in order, and sorts them into a draft."""

    def __init__(self, items: Sequence[tuple[Block, Page]], contents: Contents, outline: Outline) -> None:
        self._items = _whole_titles(
            (block, page)
            for i, (block, page) in enumerate(items)
            if i not in contents.blocks and not (isinstance(block, TextBlock) and is_junk(block.text))
        )
        self._outline = outline
        self._pages = {entry_key(entry.text): entry.page for entry in contents.entries if entry.page}
        self._declared = sum(isinstance(b, TextBlock) and b.level is not None for b, _ in items) > 2
        self._plain = not any(isinstance(b, TextBlock) and (b.bold or b.size) for b, _ in items)
        self._draft = Draft()
        self._section = ""
        # How many paragraphs stand in front of the first heading.
        self._front = 0
        self._case = ""
        self._boxed_case = False
        self._shelf = Shelf(self._items, self._pages)
        self._dotted = [
            (i, found.ordinals)
            for i, (block, _) in enumerate(self._items)
            if isinstance(block, TextBlock)
            and (found := parse_numbered(block.text)) is not None
            and len(found.ordinals) > 1
        ]
        self._last_page: Page | None = None
        self._last_block: TextBlock | None = None

    def run(self) -> Draft:
        """Walk through all blocks and return what they are."""
        for i, (block, page) in enumerate(self._items):
            if isinstance(block, Grid):
                self._take_grid(i, block, page)
            elif block.text.strip():
                self._take_text(i, block, page)
            self._last_page = page
        self._shelf.drop_caption()
        paragraphs = self._draft.paragraphs
        if self._draft.sections:
            paragraphs = [p for p in paragraphs if not self._is_cover(p)]
            paragraphs = [replace(p, index=i) for i, p in enumerate(paragraphs)]
        return replace(
            self._draft, paragraphs=paragraphs, tables=self._shelf.tables, orphans=self._shelf.orphans
        )

    def _is_cover(self, paragraph: Paragraph) -> bool:
        return paragraph.index < self._front and is_cover_line(paragraph.text)

    def _take_text(self, i: int, block: TextBlock, page: Page) -> None:
        text = block.text.strip()
        if self._open_heading(i, block, page):
            return
        caption = parse_caption(text)
        if caption is not None:
            self._take_caption(i, caption, block, page)
        elif self._shelf.take_unit_line(i, text):
            return
        elif is_note(text) and self._shelf.take_note(i, text):
            self._add_paragraph(text, place_of(block, page))
        else:
            self._take_paragraph(block, page)

    # Headings

    def _open_heading(self, i: int, block: TextBlock, page: Page) -> bool:
        text = block.text.strip()
        if len(text) > MAX_HEADING or is_contents_title(text) or parse_caption(text) is not None:
            return False
        found = parse_numbered(text)
        entry = self._outline.entry_for(text)
        if not self._is_heading(i, block, found, listed=entry is not None):
            return False
        if found is not None:
            level = self._outline.place(found)
        else:
            level = self._outline.place_unnumbered(block.level or 1)
        place = place_of(block, page)
        if not place.page and entry is not None:
            place = replace(place, page=entry.page)
        number, title = (found.number, found.title) if found else ("", join_spaces(text))
        parent = self._parent(found, level)
        section = Section(self._new_id(found, parent, title), number, title, level, parent, place)
        self._draft.sections.append(section)
        self._enter(section)
        return True

    def _parent(self, found: Numbered | None, level: int) -> str:
        above = [s for s in reversed(self._draft.sections) if s.level < level]
        if found is not None and len(found.ordinals) > 1:
            # Where pages are missing, 5.5 must not become a child of 3.
            prefix = found.number.rpartition(".")[0]
            above = [s for s in above if s.number == prefix or not s.number[:1].isdigit()]
        return above[0].id if above else ""

    def _is_heading(self, i: int, block: TextBlock, found: Numbered | None, *, listed: bool) -> bool:
        if block.boxed:
            return False
        if block.level is not None or _STANDING.fullmatch(join_spaces(block.text)):
            return True
        if listed:
            # The contents may list tables by their titles alone.
            return found is not None or is_annex_title(block.text) or not self._shelf.titles_table(i)
        if is_annex_title(block.text) and self._shelf.next_is_table(i):
            return True
        if found is None or (self._declared and not self._looks(block, found)):
            return False
        if self._outline.is_covered(found):
            return False
        if not self._outline.is_due(found) or goes_back(found, self._coming(i)):
            return False
        return self._stands_alone(i, block, found)

    def _looks(self, block: TextBlock, found: Numbered) -> bool:
        """Whether a line may be a heading below those that the file names: in bold, or 一、 in plain text."""
        return block.bold or (self._plain and not found.number[0].isdigit())

    def _coming(self, i: int) -> list[tuple[int, ...]]:
        """Return the next dotted numbers that look like headings."""
        first = bisect_right(self._dotted, i, key=lambda item: item[0])
        return [ordinals for _, ordinals in self._dotted[first : first + 3]]

    def _stands_alone(self, i: int, block: TextBlock, found: Numbered) -> bool:
        """Whether a due number heads what follows, rather than being a point of a list."""
        following = next((b for b, _ in self._items[i + 1 : i + 2]), None)
        after = parse_numbered(following.text) if isinstance(following, TextBlock) else None
        if following is None or len(found.title) > 40:
            return False
        if found.style == "1":
            child = after is not None and after.ordinals[:1] == found.ordinals and len(after.ordinals) == 2
            return child or block.bold or block.centered
        if after is not None and after.style == found.style and len(after.ordinals) == len(found.ordinals):
            return False
        return found.style != "（1）" or block.bold or len(found.title) <= 20

    def _new_id(self, found: Numbered | None, parent: str, title: str) -> str:
        """Arabic numbers say where they stand; （一） does only together with its parent."""
        if found is None:
            wanted = title
        else:
            wanted = found.number if len(found.ordinals) > 1 or not parent else parent + found.number
        taken = {section.id for section in self._draft.sections}
        unique, n = wanted, 2
        while unique in taken:
            unique, n = f"{wanted}~{n}", n + 1
        return unique

    def _enter(self, section: Section) -> None:
        if len(self._draft.sections) == 1:
            self._front = len(self._draft.paragraphs)
        self._section, self._case, self._last_block = section.id, "", None
        self._shelf.enter_section(section.title, top=section.level == 1 or not section.number)

    # Captions

    def _take_caption(self, i: int, caption: Caption, block: TextBlock, page: Page) -> None:
        place = place_of(block, page)
        if not place.page:
            place = replace(place, page=self._pages.get(entry_key(block.text), ""))
        if caption.kind == "figure":
            self._draft.figures.append(FigureCaption(caption.label, caption.title, self._where(), place))
        elif caption.kind == "case":
            self._open_case(caption, place)
            self._boxed_case = block.boxed
        else:
            self._shelf.take_caption(i, caption, block.text)

    def _open_case(self, caption: Caption, place: Place) -> None:
        label, section = caption.label, self._where()
        if any(case.label == label for case in self._draft.cases):
            # Numbers that start over in each chapter: the section tells them apart.
            label = f"{label}（{section or len(self._draft.cases)}）"
        self._draft.cases.append(Case(label, caption.title, section, place))
        self._case, self._last_block = label, None

    # Tables

    def _take_grid(self, i: int, grid: Grid, page: Page) -> None:
        matrix = grid_to_matrix(grid, Place(page=page.label, pdf_page=page.number))
        if not grid.spans_known:
            matrix = merge_told(matrix)
        spot = Spot(i, page, self._last_page, self._where())
        if not matrix.rows or self._shelf.joins_last(spot, matrix):
            return
        if not self._shelf.has_caption() and len(matrix.rows) == 1:
            text = "　".join(distinct(matrix.rows[0]))
            self._take_text(i, TextBlock(text=text, box=grid.box, boxed=matrix.width == 1), page)
            return
        self._shelf.take_matrix(spot, matrix, "" if self._shelf.has_caption() else self._nearby_title())

    def _where(self) -> str:
        return "" if self._shelf.outside else self._section

    def _nearby_title(self) -> str:
        """Return the title of a table without a numbered caption: the short line or heading above it."""
        block, paragraphs = self._last_block, self._draft.paragraphs
        if block is not None and paragraphs and paragraphs[-1].text == block.text.strip():
            text = block.text.strip()
            # Where nothing but tables is in the file, the line above one can only be its title.
            lone = not self._draft.sections and not self._outline.entries
            titled = lone or block.centered or _UNTITLED.search(text)
            if len(text) <= 40 and titled and not text.endswith("。"):
                paragraphs.pop()
                return text
        return next((s.title for s in reversed(self._draft.sections) if s.id == self._section), "")

    # Paragraphs

    def _take_paragraph(self, block: TextBlock, page: Page) -> None:
        if self._case and self._boxed_case and not block.boxed:
            self._case = ""
        text, place = block.text.strip(), place_of(block, page)
        paragraphs = self._draft.paragraphs
        last = paragraphs[-1] if paragraphs else None
        same = last is not None and (last.section, last.case) == (self._where(), self._case)
        # The lines of a cover stand alone, however little they end like sentences.
        cover = last is not None and not self._draft.sections and len(last.text) < MAX_COVER_LINE
        if (
            last is not None
            and same
            and not cover
            and self._last_block is not None
            and runs_on(self._last_block, last.text, block)
        ):
            paragraphs[-1] = replace(last, text=join_parts(last.text, text))
        else:
            self._add_paragraph(text, place)
        self._last_block = block

    def _add_paragraph(self, text: str, place: Place) -> None:
        paragraphs = self._draft.paragraphs
        paragraphs.append(Paragraph(len(paragraphs), text, self._where(), self._case, place))
        self._last_block = None
