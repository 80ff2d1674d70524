"""What a question states before it asks (留学生已经有80人了，都是哪几国): a figure that may be wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.find.figures import ProseFigure, find_figures
from rag.text import normalize, simplify
from rag.understand.question import understand
from rag.understand.words import SHARED

_CLAUSE = re.compile(r"[，,；;]")
_ASKS = re.compile(
    r"多[少大高长]|几(?!乎)|哪|谁|什么|啥|怎么|如何|为[何啥]|占比$|比例$|够不够|够吗|能不能|是不是|算不算"
)
# What is only supposed, told of the asker, or a limit that things are to meet.
_SUPPOSED = re.compile(
    r"如果|假如|要是|假设|倘若|按照?|我(?!们|校|院)|每|以[上下内外]|不[足到低高少]|[低高多少]于|标准|要求|(?<![目以之先])前\s?[\d一二三四五]|第\s?[\d一二三四五]"
)
_WHETHER = re.compile(r"(?:对吧|对吗|是吧|是吗|对不对|吧|吗)$")
_SAID = re.compile(r"^(?:听说|据说|好像|记得)")
# 我们那6个产业学院: their number is stated as well.
_THOSE = re.compile(
    r"(?:[那这]|(?:我们|咱们?|学校)的?[那这]?)(?P<number>\d+|[二两三四五六七八九十]+)(?P<unit>[个家支所项门])"
    r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=[的在里中共一每都各总分哪谁，,]|多少|几|叫|是|有)"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that a question states: how it is asked for, and what the question asks besides."""

    asked: str
    figure: ProseFigure
    rest: str


def stated(text: str) -> Stated | None:
    """Return the figure that a question states of one thing before it asks, None where it states none."""
    plain = normalize(simplify(text)).rstrip("?？。.!！")
    first, *others = _CLAUSE.split(plain)
    if not others:
        return _those(plain)
    rest = "，".join(others)
    told = _WHETHER.sub("", _SAID.sub("", first))
    if _ASKS.search(told) or not (_ASKS.search(rest) or _ASKS.search(others[-1])) or _SUPPOSED.search(told):
        return None
    figures = [f for f in find_figures(told) if f.unit and not f.approx]
    names = understand(told).terms
    if len(figures) != 1 or not any(term.base >= SHARED and not _is_number(term.text) for term in names):
        return None
    figure = figures[0]
    asked = f"{told[: figure.start]}多少{'' if figure.unit == '%' else figure.unit}{told[figure.end :]}"
    return Stated(asked, figure, rest)


def _those(text: str) -> Stated | None:
    match = _THOSE.search(text)
    if match is None or not _ASKS.search(text):
        return None
    figures = find_figures(match["number"] + match["unit"])
    rest = text[: match.start("number")] + text[match.start("noun") :]
    return Stated(f"有多少{match['unit']}{match['noun']}", figures[0], rest) if figures else None


def _is_number(text: str) -> bool:
    return re.search(r"\d", text) is not None
