"""Values as Excel shows them: a number, date or text under its number format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

Value = bool | int | float | str | date | datetime | time | timedelta | None

GENERAL = frozenset({"general", "g/通用格式", "@", ""})
# Excel shows the system's short date for the built-in format 14, in Chinese the year first.
SHORT_DATE = "yyyy/m/d"
_SYSTEM_DATES = {"mm-dd-yy": SHORT_DATE, "m/d/yy h:mm": f"{SHORT_DATE} h:mm"}
GENERAL_DIGITS = 10
MAX_DECIMALS = 30
WHOLE = 10**11  # General shows integers below this as they are

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"'
    r"|[\\!](?P<escaped>.)"
    r"|[_*]."
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)"
    r"|(?P<exponent>E[+-]0+)"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?|b+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_WEEKDAYS = "一二三四五六日"
_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def show(value: Value, number_format: str) -> str:
    """Return what Excel shows for a value.

    Args:
        value: the cell's value as openpyxl gives it.
        number_format: the cell's format code, such as ``#,##0.00``.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    code = _SYSTEM_DATES.get(number_format, number_format)
    if isinstance(value, int | float):
        return _show_number(value, code)
    if isinstance(value, str):
        return _show_text(value, code)
    return _show_date(value, code)


def _show_text(value: str, code: str) -> str:
    sections = _sections(code)
    if len(sections) < 4 or "@" not in sections[3]:
        return value
    return "".join(value if token.text == "@" else token.text for token in _tokens(sections[3]))


def _show_number(value: int | float, code: str) -> str:
    try:
        exact = Decimal(repr(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite():
        return str(value)
    if code.lower() in GENERAL:
        return str(value) if isinstance(value, int) and abs(value) < WHOLE else _general(exact)
    section, number = _choose(_sections(code), exact)
    tokens = _tokens(section)
    kinds = {token.kind for token in tokens}
    if "digits" in kinds and "date" not in kinds and not _is_fraction(tokens):
        return _fill(tokens, number)
    if kinds <= {"literal", "general"}:
        return "".join(_general(number) if token.kind == "general" else token.text for token in tokens)
    return _general(number)


def _general(number: Decimal) -> str:
    """Return a number in the format General: some ten digits, no trailing zeros, no exponent for most."""
    size = abs(number)
    if size and not Decimal("1e-9") <= size < Decimal("1e11"):
        mantissa, exponent = f"{number:.5E}".split("E")
        return f"{Decimal(mantissa).normalize():f}E{exponent[0]}{int(exponent[1:]):02d}"
    whole = len(f"{int(size)}")
    places = max(GENERAL_DIGITS - whole, 0)
    text = f"{_round(number, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _choose(sections: tuple[str, ...], number: Decimal) -> tuple[str, Decimal]:
    """Return the section of the format that a number falls under, and the number to show by it."""
    for section in sections:
        condition = _CONDITION.search(section)
        if condition and _holds(number, condition.group(1), condition.group(2)):
            return section, number
    if any(_CONDITION.search(section) for section in sections):
        plain = (section for section in sections if not _CONDITION.search(section))
        return next(plain, sections[0]), number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _holds(number: Decimal, sign: str, text: str) -> bool:
    try:
        limit = Decimal(text)
    except InvalidOperation:
        return False
    return {
        "<": number < limit,
        ">": number > limit,
        "=": number == limit,
        "<=": number <= limit,
        ">=": number >= limit,
        "<>": number != limit,
    }[sign]


def _is_fraction(tokens: tuple[_Token, ...]) -> bool:
    """Whether a format such as ``# ?/?`` asks for a fraction, which is shown as a decimal instead."""
    return any(token.text == "/" for token in tokens) and sum(token.kind == "digits" for token in tokens) > 1


def _fill(tokens: tuple[_Token, ...], number: Decimal) -> str:
    """Put a number into the digits of a format; its other signs stand around or between them."""
    slots = [token.text for token in tokens if token.kind == "digits"]
    pattern = "".join(slots)
    exponent = next((token.text for token in tokens if token.kind == "exponent"), "")
    percents = sum(token.text == "%" for token in tokens if token.kind == "literal")
    trailing = len(pattern) - len(pattern.rstrip(","))
    scaled = number.scaleb(2 * percents - 3 * trailing)
    digits = _exponential(scaled, pattern, exponent) if exponent else _fixed(scaled, pattern.rstrip(","))
    parts = _spread(digits.removeprefix("-"), slots)
    shown = [
        parts.pop(0) if t.kind == "digits" else t.text for t in tokens if t.kind in ("digits", "literal")
    ]
    return ("-" if digits.startswith("-") else "") + "".join(shown)


def _spread(digits: str, slots: list[str]) -> list[str]:
    """Deal digits out to the slots from the right, the first taking what is left over."""
    parts: list[str] = []
    for slot in reversed(slots[1:]):
        size = len(slot.rstrip(","))
        parts.insert(0, digits[-size:] if size else "")
        digits = digits[:-size] if size else digits
    return [digits, *parts]


def _fixed(number: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    decimals = decimals.replace(",", "")[:MAX_DECIMALS]
    text = f"{_round(number, len(decimals)):f}"
    sign = "-" if text.startswith("-") and Decimal(text) != 0 else ""
    integer, _, fraction = text.lstrip("-").partition(".")
    least = len(decimals.rstrip("#?"))
    while len(fraction) > least and fraction.endswith("0"):
        fraction = fraction[:-1]
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", integer)
    return sign + integer + ("." + fraction if fraction else "")


def _exponential(number: Decimal, pattern: str, exponent: str) -> str:
    decimals = len(pattern.partition(".")[2])
    mantissa, power = f"{number:.{min(decimals, MAX_DECIMALS)}E}".split("E")
    sign = "-" if power.startswith("-") else "+" if exponent[1] == "+" else ""
    return f"{mantissa}E{sign}{power.lstrip('+-').rjust(len(exponent) - 2, '0')}"


def _round(number: Decimal, places: int) -> Decimal:
    try:
        return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:  # more digits than the context holds: nothing to round away
        return number


def _show_date(value: date | datetime | time | timedelta, code: str) -> str:
    tokens = _tokens(_sections(code)[0])
    if not any(token.kind in ("date", "elapsed") for token in tokens):
        tokens = _tokens(SHORT_DATE)
    if isinstance(value, timedelta):
        return _show_elapsed(value, tokens)
    moment = _moment(value)
    halves = any(token.kind == "half" for token in tokens)
    shown: list[str] = []
    for index, token in enumerate(tokens):
        if token.kind == "date":
            shown.append(_date_part(moment, _minutes(tokens, index), halves=halves))
        elif token.kind == "half":
            first, second = token.text.split("/")
            shown.append(first if moment.hour < 12 else second)
        elif token.kind != "digits":
            shown.append(token.text)
    return "".join(shown).strip()


def _moment(value: date | datetime | time) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, time):
        return datetime.combine(date(1899, 12, 31), value)
    return datetime.combine(value, time())


def _minutes(tokens: tuple[_Token, ...], index: int) -> str:
    """Return a date token in lower case, ``m`` as ``n`` where it stands for minutes: after h, before s."""
    part = tokens[index].text.lower()
    if part[0] != "m" or len(part) > 2:
        return part
    parts = [token.text[0].lower() for token in tokens[:index] if token.kind in ("date", "elapsed")]
    later = [token.text[0].lower() for token in tokens[index + 1 :] if token.kind == "date"]
    return "n" * len(part) if parts[-1:] == ["h"] or later[:1] == ["s"] else part


def _date_part(moment: datetime, part: str, *, halves: bool) -> str:
    kind, length = part[0], len(part)
    if kind in "ye":
        return f"{moment.year:04d}" if length > 2 or kind == "e" else f"{moment.year % 100:02d}"
    if kind == "a":
        return ("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()]
    if length > 2 and kind in "md":
        name = _ENGLISH_MONTHS[moment.month - 1] if kind == "m" else _ENGLISH_DAYS[moment.weekday()]
        return name if length > 3 else name[:3]
    hour = (moment.hour + 11) % 12 + 1 if halves else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}.get(kind)
    return "" if number is None else str(number).rjust(min(length, 2), "0")


def _show_elapsed(value: timedelta, tokens: tuple[_Token, ...]) -> str:
    seconds = round(value.total_seconds())
    clock = {"h": seconds // 3600, "m": seconds // 60 % 60, "s": seconds % 60}
    shown = [
        str(clock.get(token.text[0].lower(), "")).rjust(len(token.text), "0")
        if token.kind in ("date", "elapsed")
        else token.text
        for token in tokens
    ]
    return "".join(shown)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    """Split a format at its semicolons, not at quoted or escaped ones."""
    return tuple(re.findall(r'(?:^|;)((?:"[^"]*"|\\.|[^;])*)', code)[:4])


@lru_cache(maxsize=1024)
def _tokens(section: str) -> tuple[_Token, ...]:
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or ""
        text = match.group(kind) if kind else ""
        if kind == "bracket":
            if text[:1].lower() in ("h", "m", "s") and len(set(text.lower())) == 1:
                tokens.append(_Token("elapsed", text))
            elif text.startswith("$"):
                tokens.append(_Token("literal", text[1:].partition("-")[0]))
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(_Token("literal", text))
        elif kind:
            tokens.append(_Token(kind, text))
    return tuple(tokens)
