"""What a paragraph or run looks like in the end: its own formatting over its styles over the defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Self

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.docx_package import children, number, switch, value

BODY_OUTLINE = 9  # w:outlineLvl 9 is Word's "body text"
MAX_CHAIN = 20  # styles may be based on each other in a circle
HIDING_HALF_POINTS = 4  # 2 pt: too small to read, even in a footnote
WHITE_FROM = 0xF5
_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"^(?:toc|目录|table of figures|图表目录)", re.IGNORECASE)
_BORDER_SIDES = ("w:top", "w:left", "w:bottom", "w:right")


@dataclass(frozen=True, slots=True)
class _Layered:
    """Properties that are None where not set here, so that layers can be put over each other."""

    def over(self, below: Self) -> Self:
        """Return this layer with what it does not set taken from the one below."""
        unset = {f.name: getattr(below, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **unset)


@dataclass(frozen=True, slots=True)
class RunLook(_Layered):
    """Character formatting; ``size`` in half points."""

    bold: bool | None = None
    size: int | None = None
    hidden: bool | None = None
    white: bool | None = None
    shaded: bool | None = None
    raised: bool | None = None

    @property
    def unseen(self) -> bool:
        """Whether a reader of the paper sees nothing: white on white, or too small (not w:vanish)."""
        tiny = self.size is not None and self.size <= HIDING_HALF_POINTS
        return tiny or bool(self.white and not self.shaded)


@dataclass(frozen=True, slots=True)
class ParagraphLook(_Layered):
    """Paragraph formatting; indents in twips; ``outline`` counts from 0; ``list_id`` 0 is no list."""

    outline: int | None = None
    list_id: int | None = None
    list_level: int | None = None
    align: str | None = None
    indent: int | None = None
    first_line: int | None = None
    bordered: bool | None = None
    shaded: bool | None = None
    contents: bool | None = None

    @property
    def level(self) -> int | None:
        """The heading level from 1, None for body text and for the contents' own lines."""
        if self.contents or self.outline is None or not 0 <= self.outline < BODY_OUTLINE:
            return None
        return self.outline + 1


class Styles:
    """The style sheet of a document."""

    def __init__(self, root: Element | None) -> None:
        """Index the styles by id.

        Args:
            root: ``w:styles``, None when the file has none.
        """
        self._styles = {str(style.get(qn("w:styleId"))): style for style in children(root, "w:style")}
        defaults = None if root is None else root.find(qn("w:docDefaults"))
        self._run_default = _run_default(defaults)
        self._default_paragraph = next(
            (name for name, style in self._styles.items() if _is_default(style, "paragraph")), ""
        )
        self._runs: dict[str, RunLook] = {}
        self._paragraphs: dict[str, ParagraphLook] = {}

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """Return how a paragraph with these ``w:pPr`` looks."""
        style = value(properties, "w:pStyle") or self._default_paragraph
        if style not in self._paragraphs:
            look = ParagraphLook()
            for style_id, element in self._chain(style):
                look = look.over(_style_paragraph(style_id, element))
            self._paragraphs[style] = look
        return paragraph_look(properties).over(self._paragraphs[style])

    def run(self, properties: Element | None, paragraph_properties: Element | None) -> RunLook:
        """Return how a run with these ``w:rPr`` looks in a paragraph with these ``w:pPr``."""
        paragraph_style = value(paragraph_properties, "w:pStyle") or self._default_paragraph
        look = run_look(properties).over(self._style_run(value(properties, "w:rStyle") or ""))
        return look.over(self._style_run(paragraph_style)).over(self._run_default)

    def list_style(self, style: str) -> int | None:
        """Return the list that a numbering style stands for."""
        for _, element in self._chain(style):
            list_id = paragraph_look(element.find(qn("w:pPr"))).list_id
            if list_id is not None:
                return list_id
        return None

    def shades_tables(self, style: str) -> bool:
        """Whether a table style fills any of its cells with a colour."""
        return any(
            is_filled(shading) for _, element in self._chain(style) for shading in element.iter(qn("w:shd"))
        )

    def style_ids(self, properties: Element | None) -> tuple[str, ...]:
        """Return the paragraph's style and those it is based on, nearest first."""
        style = value(properties, "w:pStyle") or self._default_paragraph
        return tuple(style_id for style_id, _ in self._chain(style))

    def _style_run(self, style: str) -> RunLook:
        if style not in self._runs:
            look = RunLook()
            for _, element in self._chain(style):
                look = look.over(run_look(element.find(qn("w:rPr"))))
            self._runs[style] = look
        return self._runs[style]

    def _chain(self, style: str) -> list[tuple[str, Element]]:
        chain: list[tuple[str, Element]] = []
        while style in self._styles and len(chain) < MAX_CHAIN:
            chain.append((style, self._styles[style]))
            style = value(self._styles[style], "w:basedOn") or ""
        return chain


def run_look(properties: Element | None) -> RunLook:
    """Return what ``w:rPr`` itself sets."""
    if properties is None:
        return RunLook()
    highlight = value(properties, "w:highlight")
    shading = properties.find(qn("w:shd"))
    raised = value(properties, "w:vertAlign")
    return RunLook(
        bold=switch(properties, "w:b"),
        size=number(value(properties, "w:sz")),
        hidden=switch(properties, "w:vanish"),
        white=_white(properties),
        shaded=True if highlight not in (None, "none", "white") or is_filled(shading) else None,
        raised=None if raised is None else raised == "superscript",
    )


def paragraph_look(properties: Element | None) -> ParagraphLook:
    """Return what ``w:pPr`` itself sets."""
    if properties is None:
        return ParagraphLook()
    numbering = properties.find(qn("w:numPr"))
    borders = properties.find(qn("w:pBdr"))
    return ParagraphLook(
        outline=number(value(properties, "w:outlineLvl")),
        list_id=number(value(numbering, "w:numId")),
        list_level=number(value(numbering, "w:ilvl")),
        align=value(properties, "w:jc"),
        indent=_indent(properties, "left", "start"),
        first_line=_indent(properties, "firstLine"),
        bordered=None if borders is None else all(_has_line(borders, side) for side in _BORDER_SIDES),
        shaded=True if is_filled(properties.find(qn("w:shd"))) else None,
    )


def _style_paragraph(style_id: str, element: Element) -> ParagraphLook:
    """Return what one paragraph style sets; built-in headings are known by name as well."""
    look = paragraph_look(element.find(qn("w:pPr")))
    name = (value(element, "w:name") or style_id).strip()
    heading = _HEADING_NAME.match(name)
    if heading and look.outline is None:
        look = replace(look, outline=int(heading.group(1)) - 1)
    return replace(look, contents=True) if _CONTENTS_NAME.match(name) else look


def _run_default(defaults: Element | None) -> RunLook:
    holder = None if defaults is None else defaults.find(qn("w:rPrDefault"))
    return run_look(None if holder is None else holder.find(qn("w:rPr")))


def _is_default(style: Element, kind: str) -> bool:
    return style.get(qn("w:type")) == kind and style.get(qn("w:default")) in {"1", "true", "on"}


def _indent(properties: Element, *names: str) -> int | None:
    """Return an indent in twips; a value in characters (hundredths) wins, as it does in Word."""
    found = properties.find(qn("w:ind"))
    if found is None:
        return None
    for name in names:
        chars = number(found.get(qn(f"w:{name}Chars")))
        if chars:
            return chars * 2
        twips = number(found.get(qn(f"w:{name}")))
        if twips is not None:
            return twips
    return None


def _has_line(borders: Element, side: str) -> bool:
    return value(borders, side) not in (None, "nil", "none")


def is_filled(shading: Element | None) -> bool:
    """Whether a ``w:shd`` paints a ground that white text can be read on."""
    if shading is None:
        return False
    fill = str(shading.get(qn("w:fill"), "auto"))
    painted = fill not in ("auto", "") and not _is_white(fill)
    return painted or str(shading.get(qn("w:val"), "clear")) not in ("clear", "nil")


def _white(properties: Element) -> bool | None:
    theme = value(properties, "w:color", "w:themeColor")
    colour = value(properties, "w:color")
    if theme is None and colour is None:
        return None
    return theme in ("background1", "light1") or _is_white(colour or "")


def _is_white(colour: str) -> bool:
    try:
        return len(colour) == 6 and min(bytes.fromhex(colour)) >= WHITE_FROM
    except ValueError:
        return False
