"""Formulas as people write them (5897 − 5735 = 162 人), worked out again."""

from __future__ import annotations

import ast
import operator
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, DecimalException

from eval.numbers import find_numbers

_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "÷": "/", "（": "(", "）": ")", ":": "/", "：": "/"})


def evaluate_formula(formula: str) -> tuple[tuple[Decimal, ...], Decimal | None]:
    """Return the operands left of the first ``=`` or ``≈`` and what they make together.

    The value is None where the formula is no plain arithmetic (a ranking, words).
    """
    left = re.split(r"[=≈＝]", formula, maxsplit=1)[0]
    operands = tuple(number.value for number in find_numbers(left))
    plain = unicodedata.normalize("NFKC", left.translate(_SIGNS))
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain).replace("100%", "100")
    plain = re.sub(r"[^\d.+\-*/()]+", " ", plain).strip()
    try:
        return operands, _value(ast.parse(plain, mode="eval").body)
    except (SyntaxError, ValueError, DecimalException):
        return operands, None


def _value(node: ast.expr) -> Decimal:
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    raise ValueError(f"no plain arithmetic: {ast.dump(node)}")
