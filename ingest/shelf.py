"""The tables met on the walk: captions tied to grids, grids over page ends put together, the annex."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.borders import to_same_columns
from ingest.captions import Caption, Heading, is_unit_line, parse_caption, strip_unit
from ingest.contents import entry_key
from ingest.grids import Matrix
from ingest.joins import append, continues
from ingest.types import Grid, Page, TextBlock
from rag.quantity import unit_of_heading
from rag.text import normalize

Block = TextBlock | Grid
Items = Sequence[tuple[Block, Page]]
_ANNEX = re.compile(
    r"附\s*(?:表|件|录|图)(?:\s*[一二三四五六七八九十\d]+)?(?:\s*[:：].{0,12})?|.{0,12}(?:附表|附件|附录)"
)
_FIRST_NUMBER = frozenset({"1", "一", "A"})


def is_annex_title(text: str) -> bool:
    """Tell whether a heading opens the annex: 附表, 附件 2, 质量年报附表."""
    return len(text) <= 16 and _ANNEX.fullmatch(text.strip()) is not None


def _inner_caption(title: str) -> Caption | None:
    """Return the caption behind a name in one line: 某某学院 附表1 计分卡."""
    match = re.search(r"[\s\u3000](?=附?\s?表\s?\d)", title)
    caption = parse_caption(title[match.end() :]) if match else None
    return caption if caption is not None and caption.kind == "table" else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the walk is: the block's index, its page and the page before, the section."""

    index: int
    page: Page
    page_before: Page | None
    section: str


class Shelf:
    """Gathers the tables in order. ``orphans`` are captions whose table was not found."""

    def __init__(self, items: Items, pages: Mapping[str, str]) -> None:
        self.tables: list[tuple[Heading, Matrix]] = []
        self.orphans: list[str] = []
        self.annex = False
        # The section a table stands in, once the annex began without a heading.
        self.outside = False
        self._items = items
        self._pages = pages
        self._caption: Caption | None = None
        self._unit = ""
        self._last = -2

    def enter_section(self, title: str, *, top: bool) -> None:
        """A heading ends what was pending; one at the top tells whether the annex begins or ends."""
        self.drop_caption()
        self._unit = ""
        if top:
            self.annex, self.outside = is_annex_title(title), False

    def take_caption(self, i: int, caption: Caption, text: str) -> None:
        """Keep a caption for the grid that follows, or give it to the one just before."""
        if self.next_is_grid(i):
            self.drop_caption()
            self._caption, self._unit = caption, unit_of_heading(text)
        elif self._last == i - 1 and not self.tables[-1][0].label:
            heading, matrix = self.tables[-1]
            heading = replace(heading, unit=heading.unit or unit_of_heading(text))
            self.tables[-1] = (self._captioned(heading, caption), matrix)
        elif caption.title:
            self.orphans.append(f"{caption.label} {caption.title}")

    def take_unit_line(self, i: int, text: str) -> bool:
        """Keep a 单位 line; False where no table is near."""
        if not is_unit_line(text) or not (self._caption is not None or self.next_is_grid(i)):
            return False
        self._unit = unit_of_heading(text)
        return True

    def take_note(self, i: int, text: str) -> bool:
        """Add a note to the table right before; False where there is none."""
        if self._last != i - 1:
            return False
        heading, matrix = self.tables[-1]
        self.tables[-1] = (replace(heading, notes=(*heading.notes, text)), matrix)
        self._last = i
        return True

    def has_caption(self) -> bool:
        """Tell whether a caption waits for its grid."""
        return self._caption is not None

    def take_matrix(self, spot: Spot, matrix: Matrix, title: str) -> None:
        """Start a table."""
        heading = Heading(section=spot.section, annex=self.annex, title=strip_unit(title))
        caption = self._caption or _inner_caption(title)
        if caption is not None:
            heading = self._captioned(heading, caption)
        unit = self._unit or (unit_of_heading(title) if title else "")
        self.tables.append((replace(heading, unit=unit), matrix))
        self._caption, self._unit, self._last = None, "", spot.index

    def joins_last(self, spot: Spot, matrix: Matrix) -> bool:
        """Put the grid under the table before it where it carries that on."""
        if not self.tables:
            return False
        heading, table = self.tables[-1]
        if self._caption is not None:
            if not self._continues_caption(self._caption, heading):
                return False
        elif self._last != spot.index - 1 or self._unit:
            return False
        new_page = spot.page is not spot.page_before
        if new_page and table.width != matrix.width:
            table, matrix = to_same_columns(table, matrix) or (table, matrix)
        skip = continues(table, matrix, new_page=new_page)
        if skip is None:
            return False
        self.tables[-1] = (heading, append(table, matrix, skip))
        self._caption, self._unit, self._last = None, "", spot.index
        return True

    def drop_caption(self) -> None:
        """Give up a caption that no grid followed."""
        if self._caption is not None:
            self.orphans.append(f"{self._caption.label} {self._caption.title}")
        self._caption = None

    def next_is_grid(self, i: int) -> bool:
        """Tell whether a grid follows, with only unit lines between."""
        for block, _ in self._items[i + 1 : i + 4]:
            if isinstance(block, Grid):
                return True
            if not is_unit_line(block.text) and block.text.strip():
                return False
        return False

    def next_is_table(self, i: int) -> bool:
        """Tell whether a grid or a table's caption follows."""
        for block, _ in self._items[i + 1 : i + 3]:
            if isinstance(block, Grid) or (
                (c := parse_caption(block.text)) is not None and c.kind == "table"
            ):
                return True
        return False

    def titles_table(self, i: int) -> bool:
        """Tell whether a grid follows at once, or behind its unit: the line has the place of a caption."""
        following = [block for block, _ in self._items[i + 1 : i + 3]]
        if following and isinstance(following[0], TextBlock) and is_unit_line(following[0].text.strip()):
            del following[0]
        return bool(following) and isinstance(following[0], Grid)

    def _continues_caption(self, caption: Caption, heading: Heading) -> bool:
        if self._labelled(caption)[0] != heading.label:
            return False
        same = normalize(strip_unit(caption.title)) == normalize(heading.title)
        return caption.more or not caption.title or same

    def _captioned(self, heading: Heading, caption: Caption) -> Heading:
        label, annex = self._labelled(caption)
        if annex and not self.annex:
            self.annex = self.outside = True
            heading = replace(heading, section="")
        page = self._pages.get(entry_key(f"{caption.label}{caption.title}"), "")
        return replace(heading, label=label, title=strip_unit(caption.title), annex=annex, page=page)

    def _labelled(self, caption: Caption) -> tuple[str, bool]:
        """Return the table's label and whether it stands in the annex.

        Without a heading over it, the annex shows by its numbers starting over.
        """
        title = normalize(strip_unit(caption.title))
        body = [heading for heading, _ in self.tables if not heading.annex]
        same = [heading for heading in body if heading.label == caption.label]
        again = bool(same) and caption.number in _FIRST_NUMBER and not caption.more
        again = again and all(normalize(heading.title) != title for heading in same)
        annex = self.annex or caption.annex or again
        return ("附" + caption.label if annex and not caption.annex else caption.label), annex
