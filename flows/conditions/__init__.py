"""Conditions in the configuration: `csat <= 2 || mood <= -0.5`, written in CEL.

What is unanswered, missing or unscored has no value, and CEL makes an expression without a value an error,
except where the other side of `||` or `&&` already decides (CEL language definition, "Logical Operators").
Such an error is read as false here, so also `!(csat <= 2)` is false as long as nobody answered. Nulls would
break that rule, for they can be compared; they are dropped from the values and refused in the source.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from flows.conditions.error import ConditionError
from flows.conditions.language import check_language
from flows.conditions.patterns import fits, pattern_refusal
from flows.conditions.program import compile_source
from flows.conditions.tokens import Token, clauses, mentions, scan
from flows.conditions.trial import Trial
from flows.names import Kind, Names, Path, UnknownName, place, value_at

__all__ = [
    "Condition",
    "ConditionError",
    "fits",
    "holds",
    "kind_of",
    "parse_condition",
    "paths_of",
    "pattern_refusal",
    "value_of",
]

_LONGEST_SOURCE = 1_000
"""Characters. With macros refused an evaluation costs no more than its source is long."""

_NO_VALUE = (RuntimeError, TypeError, ValueError, LookupError, ArithmeticError)
"""What the library raises when an expression has no value: unknown name, wrong type, no such key, division by
0.
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition: its names are known, and values of their kinds make it true or false."""

    source: str
    paths: frozenset[Path]


def parse_condition(source: str, known: Names) -> Condition:
    """Checks a condition from the configuration.

    Raises:
        ConditionError: for the first mistake, with its place in the source.
    """
    tokens = _checked(source, known)
    for clause in clauses(tokens):
        Trial(source, known).check(clause)
    return Condition(source, paths_of(source))


def kind_of(source: str, known: Names) -> Kind:
    """Checks an expression that computes a value, and says of what kind that is.

    Raises:
        ConditionError: for the first mistake, with its place in the source.
    """
    return Trial(source, known).kind(_checked(source, known))


def _checked(source: str, known: Names) -> list[Token]:
    if len(source) > _LONGEST_SOURCE:
        message = f"a condition has at most {_LONGEST_SOURCE} characters"
        raise ConditionError(message, _LONGEST_SOURCE, "make it shorter, or use several rules or nodes")
    try:
        compile_source(source)
    except ValueError as error:
        raise _syntax_error(source, str(error)) from error
    tokens = scan(source)
    check_language(tokens)
    for mention in mentions(tokens):
        found = known.find(mention.path)
        if isinstance(found, UnknownName):
            raise ConditionError(found.message, mention.offsets[found.piece], found.hint)
    return tokens


def holds(source: str, values: Mapping[str, object]) -> bool:
    """Whether a condition is true of these values; false when it depends on one that is missing or `None`.

    `values` is nested like the names: `{"csat": 2, "customer": {"spent": 49.9}}`. What is a number with
    decimals by kind must come as a `float` or `Decimal`, for CEL does not calculate with both kinds of number
    at once.
    """
    return value_of(source, values) is True


def value_of(source: str, values: Mapping[str, object]) -> object | None:
    """The value of an expression, or None when it depends on one that is missing."""
    picked: dict[str, object] = {}
    for path in paths_of(source):
        if (value := value_at(values, path)) is not None:
            place(picked, path, _plain(value))
    try:
        outcome: object = compile_source(source).execute(picked)
    except _NO_VALUE:
        return None
    return outcome


@lru_cache(maxsize=1024)
def paths_of(source: str) -> frozenset[Path]:
    """What a checked condition names: `{("csat",), ("customer", "first_name")}`."""
    return frozenset(mention.path for mention in mentions(scan(source)))


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return float(value)
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items() if inner is not None}
        case _:
            return value


_REPORT = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")

_QUOTES = "each text needs a quote before and after it and none within, and a backslash is written twice"

_HABITS = {
    "and": "write `&&` for and",
    "or": "write `||` for or",
    "= ": "write `==` to compare",
    "≤": "write `<=`",
    "≥": "write `>=`",
    "≠": "write `!=`",
    "“": 'write straight quotes: "…"',
    "”": 'write straight quotes: "…"',
    "„": 'write straight quotes: "…"',
    '"': _QUOTES,
    "'": _QUOTES,
}
"""What people write who know other languages, and what it is in CEL."""

_FORM = "a condition compares, as in `csat <= 2`, and joins comparisons by `&&` or `||`"

_HABITS_BEFORE = {"not": "write `!` for not", "<": "write `!=` for not equal"}
"""The same, where the library stumbles only over what follows."""


def _syntax_error(source: str, report: str) -> ConditionError:
    """The library's report of the first mistake, in fewer words and with an offset instead of line and
    column.
    """
    own_words = report.removeprefix(f"Failed to parse expression '{source}': ")
    found = [(int(line), int(column), text) for line, column, text in _REPORT.findall(own_words)]
    line, column, text = min(found, key=lambda entry: entry[:2])
    before = source.split("\n")[: line - 1]
    offset = min(sum(len(passed) + 1 for passed in before) + column - 1, len(source))
    return ConditionError(_in_short(text), offset, _habit(source, offset))


def _in_short(report: str) -> str:
    if "'<EOF>'" in report and "mismatched" in report:
        return "the condition ends too early"
    if "reserved identifier: " in report:
        return f"`{report.rpartition(' ')[2]}` is a reserved word and cannot be a name"
    if missing := re.match(r"Syntax error: missing '(.)'", report):
        return f"`{missing[1]}` is missing"
    if "macro" in report:
        return "macros such as `has` and `exists` are not used in conditions"
    if quoted := re.search(r"(?:input|at:) '(.+?)'(?= expecting|$)", report):
        return f"`{quoted[1].strip()}` cannot stand here"
    return report.removeprefix("Syntax error: ")


def _habit(source: str, offset: int) -> str:
    before, rest = source[:offset].rstrip(), source[offset:]
    hints = (hint for written, hint in _HABITS.items() if rest.startswith(written))
    hints_before = (hint for written, hint in _HABITS_BEFORE.items() if before.endswith(written))
    return next(chain(hints, hints_before), _FORM)
