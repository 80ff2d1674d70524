"""Contents, lists of tables, figures and cases: found, told apart from the text, and read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.types import Grid, TextBlock
from rag.text import fold, normalize

_TITLE = re.compile(
    r"(?:目\s*录|目\s*次|contents|(?:图\s*表|插\s*图|附\s*表|表\s*格?|图|典?型?案\s*例|附\s*录|附\s*件)\s*(?:目\s*录|索\s*引|清\s*单))",
    re.IGNORECASE,
)
MAX_PAGES = 20  # between two entries of a list
_PAGE = r"[-—–\s]*(?P<page>\d{1,4}|[ivxlcIVXLC]{1,6})[-—–\s]*"
_LEADERS = re.compile(
    rf"^(?P<text>.*?\S)\s*(?:[.．…·•⋯_﹒。]{{2,}}\s*|[\t]+\s*|\s[-—–]\s?(?=\d)){_PAGE}$", re.DOTALL
)
_SPACED = re.compile(rf"^(?P<text>\S.*?)\s+{_PAGE}$", re.DOTALL)
# Where the entry fills its line, nothing is left between it and the page number.
_GLUED = re.compile(r"^(?P<text>\S.*[^\d\s.])(?P<page>\d{1,3})$", re.DOTALL)
_LEADERS_ONLY = re.compile(r"[.．…·•⋯]{4,}")
# A scan may lose the page number behind the leaders.
_PAGELESS = re.compile(r"^(?P<text>.*?[^\s.．…·•⋯])\s*[.．…·•⋯]{5,}[-—–\s]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the heading or caption as printed there, and its printed page."""

    text: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the contents stand among the blocks (indices) and what they list."""

    blocks: frozenset[int] = frozenset()
    entries: tuple[Entry, ...] = ()


def is_contents_title(text: str) -> bool:
    """Tell whether a line is the title of contents or of a list of tables, figures or cases."""
    return _TITLE.fullmatch(text.strip()) is not None


def parse_entry(text: str) -> Entry | None:
    """Read a line with dotted leaders or a tab before a page number; None for anything else."""
    match = _LEADERS.match(text.strip())
    if match:
        return _entry(match)
    pageless = _PAGELESS.match(text.strip())
    return Entry(pageless["text"]) if pageless else None


def _entry(match: re.Match[str]) -> Entry:
    return Entry(match["text"].strip(" \t.．…·"), fold(match["page"]).lower())


def find_contents(blocks: Sequence[TextBlock | Grid]) -> Contents:
    """Find all contents lists.

    A list starts at its title and goes on while the lines end in page numbers; one without page numbers
    goes on until its first line comes again as a heading. Lines with dotted leaders belong to contents
    wherever they stand.

    Args:
        blocks: all blocks of the source, in order.
    """
    taken: set[int] = set()
    entries: list[Entry] = []
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if isinstance(block, TextBlock) and is_contents_title(block.text):
            taken.add(i)
            i = _take_list(blocks, i + 1, taken, entries)
        else:
            if (
                isinstance(block, TextBlock)
                and _LEADERS_ONLY.search(block.text)
                and (e := parse_entry(block.text))
            ):
                taken.add(i)
                entries.append(e)
            i += 1
    return Contents(frozenset(taken), tuple(entries))


def _take_list(blocks: Sequence[TextBlock | Grid], i: int, taken: set[int], entries: list[Entry]) -> int:
    """Take the lines of one list; return the index of the first block behind it."""
    start, pending = i, ""
    while i < len(blocks):
        lines = _lines(blocks[i])
        last = entries[-1] if i > start and entries else None
        found = [entry for line in lines if (entry := _listed(pending + line, last))]
        if lines and len(found) == len(lines):
            entries += found
            taken.update(range(i - (1 if pending else 0), i + 1))
            pending = ""
        elif isinstance(blocks[i], TextBlock) and not pending and i + 1 < len(blocks) and _wraps(blocks, i):
            pending = lines[0]
        else:
            break
        i += 1
    if i == start:
        return _take_unnumbered(blocks, start, taken, entries)
    return i


def _lines(block: TextBlock | Grid) -> list[str]:
    if isinstance(block, TextBlock):
        return [line for line in block.text.split("\n") if line.strip()]
    rows: dict[int, list[str]] = {}
    for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.col)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell.text.strip())
    return ["\t".join(texts) for texts in rows.values()]


def _listed(line: str, last: Entry | None) -> Entry | None:
    """Within a list, a blank before the page number is enough; behind another entry, a later page is."""
    entry = parse_entry(line) or (_entry(match) if (match := _SPACED.match(line.strip())) else None)
    if entry is None and last is not None and last.page.isdigit() and (match := _GLUED.match(line.strip())):
        return _entry(match) if int(last.page) <= int(match["page"]) <= int(last.page) + MAX_PAGES else None
    return entry


def _wraps(blocks: Sequence[TextBlock | Grid], i: int) -> bool:
    """Whether the line has no page number because its entry goes on in the next line."""
    here, after = blocks[i], blocks[i + 1]
    if not isinstance(here, TextBlock) or not isinstance(after, TextBlock) or "\n" in here.text:
        return False
    if is_contents_title(here.text) or not parse_entry(after.text):
        return False
    return not re.match(r"\s*(?:\d|第|[（(]?[一二三四五六七八九十]|表|图|案例|附)", after.text)


def _take_unnumbered(
    blocks: Sequence[TextBlock | Grid], start: int, taken: set[int], entries: list[Entry]
) -> int:
    """Take a list without page numbers: it ends where its first line comes again."""
    if start >= len(blocks) or not isinstance(first := blocks[start], TextBlock) or len(first.text) > 60:
        return start
    for end in range(start + 3, min(len(blocks), start + 300)):
        block = blocks[end]
        if isinstance(block, TextBlock) and entry_key(block.text) == entry_key(first.text):
            lines = [line for b in blocks[start:end] for line in _lines(b)]
            if any(len(line) > 60 for line in lines):
                return start
            taken.update(range(start, end))
            entries += [Entry(line) for line in lines if not is_contents_title(line)]
            return end
    return start


def entry_key(text: str) -> str:
    """Return the form in which a heading is compared with its line in the contents."""
    return re.sub(r"[\s.．。:：、,，“”\"'‘’()（）\-—–·]", "", normalize(text))
