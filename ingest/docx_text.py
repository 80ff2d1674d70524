"""The text of paragraphs as printed: field results without codes, insertions without deletions."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ingest.cell_text import printed
from ingest.docx_package import number
from ingest.docx_styles import RunLook, Styles

MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
VML = "urn:schemas-microsoft-com:vml"
CHOICE, FALLBACK = f"{{{MARKUP}}}Choice", f"{{{MARKUP}}}Fallback"
ALTERNATE = f"{{{MARKUP}}}AlternateContent"

# Wrappers whose content is printed as if they were not there.
TRANSPARENT = frozenset(
    {qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink")}
    | {qn(f"w:{name}") for name in ("fldSimple", "dir", "bdo", "ruby", "rubyBase")}
    | {ALTERNATE, CHOICE}
)
SOFT_BREAK, PAGE_BREAK = "\n", "\f"
_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# Ticks and boxes of the Wingdings fonts; their codes lie in the private use area or below it.
_SYMBOLS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "□", 0x52: "☑", 0x50: "✓", 0xA3: "□", 0x6C: "●"}
_SIMPLE = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "-",
    qn("w:cr"): SOFT_BREAK,
}
_BOX_HOLDERS = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object"), ALTERNATE})
_NOTE_KINDS = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")


@dataclass(slots=True)
class Hidden:
    """How many runs were left out because a reader of the paper does not see them."""

    runs: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run's text with its looks."""

    text: str
    look: RunLook


@dataclass(frozen=True, slots=True)
class TextBox:
    """A ``w:txbxContent`` and whether it stands on a coloured ground."""

    content: Element
    shaded: bool


@dataclass(slots=True)
class Line:
    """What a paragraph holds: pieces of text, text boxes anchored in it, ids of its notes."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[TextBox] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The pieces joined."""
        return "".join(piece.text for piece in self.pieces)


class TextReader:
    """Reads paragraphs in document order; a field may begin in one and end in another."""

    def __init__(self, styles: Styles, hidden: Hidden) -> None:
        """Start before the first paragraph.

        Args:
            styles: the style sheet.
            hidden: counts what is left out.
        """
        self._styles = styles
        self._hidden = hidden
        self._fields: list[bool] = []  # for each open field: whether its result has begun

    def line(self, paragraph: Element, *, shaded: bool = False) -> Line:
        """Read one ``w:p``.

        Args:
            paragraph: the element.
            shaded: whether it stands on a coloured ground, where white text can be read.
        """
        line = Line()
        # A code that is still open is a broken field: codes do not run over paragraphs, results do.
        self._fields = [True] * len(self._fields)
        self._children(paragraph, paragraph.find(qn("w:pPr")), shaded, line)
        return line

    def _children(self, parent: Element, properties: Element | None, shaded: bool, line: Line) -> None:
        for child in parent.iterchildren():
            if child.tag == qn("w:r"):
                self._run(child, properties, shaded, line)
            elif child.tag in TRANSPARENT:
                self._children(child, properties, shaded, line)

    def _run(self, run: Element, properties: Element | None, shaded: bool, line: Line) -> None:
        look = self._styles.run(run.find(qn("w:rPr")), properties)
        text = "".join(self._printed(child, line) for child in run.iterchildren())
        if look.hidden or (look.unseen and not shaded):
            self._hidden.runs += bool(text.strip())
            return
        if look.raised and text.strip().isdigit():
            text = text.translate(_SUPERSCRIPTS)
        if text:
            line.pieces.append(Piece(text, look))

    def _printed(self, child: Element, line: Line) -> str:
        """Return what one child of a run prints, and note what hangs on it."""
        tag = child.tag
        if tag == qn("w:fldChar"):
            self._field(str(child.get(qn("w:fldCharType"))))
        elif tag in _BOX_HOLDERS:
            line.boxes.extend(text_boxes(child))
        elif tag in _NOTE_KINDS:
            line.notes.append((_NOTE_KINDS[tag], number(child.get(qn("w:id"))) or 0))
        elif not all(self._fields):
            return ""
        elif tag == qn("w:t"):
            return printed(str(child.text or ""))
        elif tag == qn("w:br"):
            return PAGE_BREAK if child.get(qn("w:type")) == "page" else SOFT_BREAK
        elif tag == qn("w:sym"):
            return _symbol(child)
        elif tag == qn("w:ruby"):
            return "".join(
                str(text.text or "") for text in child.iterfind(f"{qn('w:rubyBase')}//{qn('w:t')}")
            )
        return _SIMPLE.get(tag, "")

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def text_boxes(element: Element) -> list[TextBox]:
    """Return the text boxes in a drawing, outermost only, each once.

    A drawing is often stored twice, for new and for old programs; the old form is passed over.
    """
    if element.tag == FALLBACK and element.getparent().find(CHOICE) is not None:
        return []
    if element.tag == qn("w:txbxContent"):
        return [TextBox(element, _on_colour(element))]
    return [box for child in element.iterchildren() for box in text_boxes(child)]


def _on_colour(content: Element) -> bool:
    """Whether the shape around a text box is filled, so that white text on it can be read."""
    for shape in content.iterancestors(f"{{{SHAPES}}}wsp"):
        return any(shape.find(f"{{{SHAPES}}}spPr/{qn('a:' + fill)}") is not None for fill in _FILLS)
    return any(
        shape.get("fillcolor") for shape in content.iterancestors() if str(shape.tag).startswith(f"{{{VML}}}")
    )


def _symbol(element: Element) -> str:
    try:
        code = int(str(element.get(qn("w:char"))), 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(code & 0xFF, "") if "Wingdings" in str(element.get(qn("w:font"))) else ""
