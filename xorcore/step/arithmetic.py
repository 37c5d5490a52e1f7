"""Printed arithmetic can be worked out again: numbers, + − · /, squares, roots, e^( ), ln( ), tanh( ), max( , ), >, <.

So a formula with its numbers put in can be held against its result before anybody sees it.
"""

import ast
import operator
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from xorcore.limits import check_at_least
from xorcore.number_notation import true_minus

OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
              ast.Pow: operator.pow}
FUNCTIONS = {"exp": np.exp, "ln": np.log, "sqrt": np.sqrt, "tanh": np.tanh, "max": np.maximum}
IN_PYTHON = {"−": "-", "·": "*", "²": "**2", "½": "0.5", "e^": "exp", "√": "sqrt"}

FULL = 17  # significant digits that tell any two float64 apart


def written(value: float, digits: int = FULL) -> str:
    """The number with this many significant digits, a true minus sign; full digits are the shortest that are exact."""
    check_at_least("digits", digits, 1)
    value = float(value) + 0.0  # no minus sign for 0
    return true_minus(repr(value) if digits >= FULL else f"{value:.{digits}g}")


def put_in(formula: str, values: Mapping[str, float | str], digits: int = FULL) -> str:
    """The formula with each symbol replaced by its number, negative ones in brackets; a text is taken as it is."""
    def text(match: re.Match[str]) -> str:
        value = values[match[0]]
        if isinstance(value, str):
            return value
        number = written(value, digits)
        return f"({number})" if number.startswith("−") else number

    symbols = "|".join(map(re.escape, sorted(values, key=len, reverse=True)))
    symbols = f"(?<![A-Za-z])(?:{symbols})(?![A-Za-z])"  # the m of max is none
    return re.sub(r"\((\(−[^()]*\))\)", r"\1", re.sub(symbols, text, formula))  # no second pair of brackets


def evaluate(text: str) -> float:
    """What this arithmetic gives in float64. Raises ValueError for anything else than arithmetic."""
    return float(evaluate_all(text, {}))


def evaluate_all(formula: str, values: dict[str, float | np.ndarray]) -> np.ndarray:
    """What this formula gives for its symbols' values, numbers or arrays. Raises ValueError as `evaluate` does."""
    names = {symbol: f"value{number}" for number, symbol in enumerate(values)}
    text = put_in(formula, names) if names else formula
    for symbol, python in IN_PYTHON.items():
        text = text.replace(symbol, python)
    try:
        with np.errstate(all="ignore"):
            return _value(ast.parse(text.strip(), mode="eval").body, {names[symbol]: values[symbol] for symbol in values})
    except SyntaxError:
        raise ValueError(f"this is not arithmetic: {text[:60]}") from None


def _value(node: ast.expr, values: dict[str, float | np.ndarray]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return np.float64(number)
        case ast.Name(id="inf" | "nan" as name):
            return np.float64(name)
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            return OPERATIONS[type(op)](_value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(argument, values) for argument in arguments))
        case ast.Compare(left=left, ops=[ast.Gt() | ast.Lt() as sign], comparators=[right]):
            left, right = _value(left, values), _value(right, values)
            return np.float64(1) * (left > right if isinstance(sign, ast.Gt) else left < right)
    raise ValueError("this is not arithmetic")


def common_digits(value: float, other: float, digits: int = FULL) -> str:
    """Both numbers written with as many digits as they share, at most this many; "0" where nothing but 0 is shared."""
    for count in range(digits, 0, -1):
        text = written(value, count)
        if float(f"{value:.{min(count, FULL)}g}") == float(f"{other:.{min(count, FULL)}g}"):
            return text
    decimals = next((k for k in range(FULL, 0, -1) if round(value, k) == round(other, k)), 0)
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")
