"""The walk through a report's blocks: each one becomes a heading, caption, table, note or paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.captions import Caption, parse_caption, strip_unit
from ingest.contents import Contents, entry_key, is_contents_title
from ingest.grids import Matrix, append, continues, distinct, grid_to_matrix
from ingest.headings import MAX_HEADING, Numbered, Outline, parse_numbered
from ingest.paragraphs import is_cover_line, is_junk, join_parts, runs_on
from ingest.tables import Heading, is_note, is_unit_line
from ingest.types import Grid, Page, TextBlock
from rag.quantity import unit_of_heading
from rag.text import normalize
from rag.types import Case, FigureCaption, Paragraph, Place, Section

Block = TextBlock | Grid
_ANNEX = re.compile(
    r"附\s*(?:表|件|录|图)(?:\s*[一二三四五六七八九十\d]+)?\s*[:：]?|.{0,12}(?:附表|附件|附录)"
)
_UNTITLED = re.compile(
    r"(?:表|情况|一览|统计|汇总|明细|名单|清单|数据|对比|分布|构成)(?:表)?(?:[（(][^（）()]*[)）])?$"
)
_FIRST_NUMBER = frozenset({"1", "一", "A"})


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


class Walk:
    """Walks once through all blocks, in order, and sorts them into a draft."""

    def __init__(self, items: Sequence[tuple[Block, Page]], contents: Contents, outline: Outline) -> None:
        self._items = [
            (block, page)
            for i, (block, page) in enumerate(items)
            if i not in contents.blocks and not (isinstance(block, TextBlock) and is_junk(block.text))
        ]
        self._outline = outline
        self._pages = {entry_key(entry.text): entry.page for entry in contents.entries if entry.page}
        self._declared = sum(isinstance(b, TextBlock) and b.level is not None for b, _ in items) > 2
        self._listed = {f.style for e in outline.entries if (f := parse_numbered(e.text))}
        self._draft = Draft()
        self._section = ""
        self._case = ""
        self._boxed_case = False
        self._annex = False
        self._caption: Caption | None = None
        self._unit = ""
        self._last_grid: int | None = None
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
        self._drop_caption()
        return self._draft

    def _take_text(self, i: int, block: TextBlock, page: Page) -> None:
        text = block.text.strip()
        if self._open_heading(i, block, page):
            return
        caption = parse_caption(text)
        if caption is not None:
            self._take_caption(i, caption, block, page)
        elif is_unit_line(text) and (self._caption is not None or self._next_is_grid(i)):
            self._unit = unit_of_heading(text)
        elif is_note(text) and self._last_grid == i - 1:
            self._note(i, text)
        elif _ANNEX.fullmatch(text) and len(text) <= 12 and self._next_is_table(i):
            self._annex = True
        else:
            self._take_paragraph(block, page)

    def _note(self, i: int, text: str) -> None:
        heading, matrix = self._draft.tables[-1]
        self._draft.tables[-1] = (replace(heading, notes=(*heading.notes, text)), matrix)
        self._last_grid = i

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
        number, title = (found.number, found.title) if found else ("", text)
        parent = next((s.id for s in reversed(self._draft.sections) if s.level < level), "")
        section = Section(self._new_id(found, parent, title), number, title, level, parent, place)
        self._draft.sections.append(section)
        self._enter(section)
        return True

    def _is_heading(self, i: int, block: TextBlock, found: Numbered | None, *, listed: bool) -> bool:
        if block.boxed:
            return False
        if block.level is not None or listed:
            return True
        if found is None or self._declared or found.style in self._listed:
            return False
        return self._outline.is_due(found) and self._stands_alone(i, block, found)

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
        self._drop_caption()
        self._section, self._case, self._unit = section.id, "", ""
        self._last_block = None
        if section.level == 1 or not section.number:
            self._annex = _ANNEX.fullmatch(section.title) is not None and len(section.title) <= 16

    # Captions

    def _take_caption(self, i: int, caption: Caption, block: TextBlock, page: Page) -> None:
        place = place_of(block, page)
        if not place.page:
            place = replace(place, page=self._pages.get(entry_key(block.text), ""))
        if caption.kind == "figure":
            self._draft.figures.append(FigureCaption(caption.label, caption.title, self._section, place))
        elif caption.kind == "case":
            self._draft.cases.append(Case(caption.label, caption.title, self._section, place))
            self._case, self._boxed_case, self._last_block = caption.label, block.boxed, None
        else:
            self._take_table_caption(i, caption, block)

    def _take_table_caption(self, i: int, caption: Caption, block: TextBlock) -> None:
        if self._next_is_grid(i):
            self._drop_caption()
            self._caption, self._unit = caption, unit_of_heading(block.text)
        elif self._last_grid == i - 1 and not self._draft.tables[-1][0].label:
            heading, matrix = self._draft.tables[-1]
            self._draft.tables[-1] = (self._captioned(heading, caption), matrix)
        elif caption.title:
            self._draft.orphans.append(f"{caption.label} {caption.title}")

    def _drop_caption(self) -> None:
        if self._caption is not None:
            self._draft.orphans.append(f"{self._caption.label} {self._caption.title}")
        self._caption = None

    def _next_is_grid(self, i: int) -> bool:
        """Whether a grid follows, unit lines and captions of nothing else between."""
        for block, _ in self._items[i + 1 : i + 4]:
            if isinstance(block, Grid):
                return True
            if not is_unit_line(block.text) and block.text.strip():
                return False
        return False

    def _next_is_table(self, i: int) -> bool:
        following = [block for block, _ in self._items[i + 1 : i + 3]]
        return any(
            isinstance(b, Grid) or ((c := parse_caption(b.text)) is not None and c.kind == "table")
            for b in following
        )

    # Tables

    def _take_grid(self, i: int, grid: Grid, page: Page) -> None:
        matrix = grid_to_matrix(grid, Place(page=page.label, pdf_page=page.number))
        if not matrix.rows:
            return
        if self._joins_last(i, matrix, page):
            self._last_grid = i
            return
        if self._caption is None and len(matrix.rows) == 1:
            text = "　".join(distinct(matrix.rows[0]))
            self._take_text(i, TextBlock(text=text, box=grid.box, boxed=matrix.width == 1), page)
            return
        heading = self._captioned(Heading(section=self._section, annex=self._annex), self._caption)
        if self._caption is None:
            heading = replace(heading, title=self._nearby_title())
        self._draft.tables.append((replace(heading, unit=self._unit), matrix))
        self._caption, self._unit, self._last_grid = None, "", i

    def _joins_last(self, i: int, matrix: Matrix, page: Page) -> bool:
        """Put the grid under the table before it where it carries that on."""
        if not self._draft.tables:
            return False
        heading, table = self._draft.tables[-1]
        if self._caption is not None:
            if not self._continues_caption(heading):
                return False
        elif self._last_grid != i - 1 or self._unit:
            return False
        skip = continues(table, matrix, new_page=page is not self._last_page)
        if skip is None:
            return False
        self._draft.tables[-1] = (heading, append(table, matrix, skip))
        self._caption, self._unit = None, ""
        return True

    def _continues_caption(self, heading: Heading) -> bool:
        caption = self._caption
        if caption is None or self._labelled(caption)[0] != heading.label:
            return False
        same = normalize(strip_unit(caption.title)) == normalize(heading.title)
        return caption.more or not caption.title or same

    def _captioned(self, heading: Heading, caption: Caption | None) -> Heading:
        if caption is None:
            return heading
        label, annex = self._labelled(caption)
        if annex and not self._annex:
            # No heading opened the annex: it has left the last section behind all the same.
            self._annex, self._section = True, ""
            heading = replace(heading, section="")
        page = self._pages.get(entry_key(f"{caption.label}{caption.title}"), "")
        title = strip_unit(caption.title)
        return replace(heading, label=label, title=title, annex=annex, page=page)

    def _labelled(self, caption: Caption) -> tuple[str, bool]:
        """Return the table's label and whether it stands in the annex.

        Without a heading over it the annex shows by its numbers starting over.
        """
        labels = {heading.label for heading, _ in self._draft.tables if not heading.annex}
        again = caption.label in labels and caption.number in _FIRST_NUMBER and not caption.more
        titled = any(
            heading.label == caption.label
            and normalize(heading.title) == normalize(strip_unit(caption.title))
            for heading, _ in self._draft.tables
        )
        annex = self._annex or caption.annex or (again and not titled)
        if not annex or caption.annex:
            return caption.label, annex
        return "附" + caption.label, annex

    def _nearby_title(self) -> str:
        """Return the title of a table without a numbered caption: the short line or heading above it."""
        block, paragraphs = self._last_block, self._draft.paragraphs
        if block is not None and paragraphs and paragraphs[-1].text == block.text.strip():
            text = block.text.strip()
            if len(text) <= 40 and (block.centered or _UNTITLED.search(text)) and not text.endswith("。"):
                paragraphs.pop()
                return strip_unit(text)
        return next((s.title for s in reversed(self._draft.sections) if s.id == self._section), "")

    # Paragraphs

    def _take_paragraph(self, block: TextBlock, page: Page) -> None:
        if self._case and self._boxed_case and not block.boxed:
            self._case = ""
        text, place = block.text.strip(), place_of(block, page)
        if not self._draft.sections and self._outline.entries and is_cover_line(text):
            return
        paragraphs = self._draft.paragraphs
        last = paragraphs[-1] if paragraphs else None
        same = last is not None and (last.section, last.case) == (self._section, self._case)
        if (
            last is not None
            and same
            and self._last_block is not None
            and runs_on(self._last_block, last.text, block)
        ):
            paragraphs[-1] = replace(last, text=join_parts(last.text, text))
        else:
            index = len(paragraphs)
            paragraphs.append(Paragraph(index, text, self._section, self._case, place))
        self._last_block = block
