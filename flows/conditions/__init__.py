"""Conditions in the configuration: `csat <= 2 || mood <= -0.5`, written in CEL.

What is unanswered, missing or unscored has no value, and CEL makes an expression without a value an error,
except where the other side of `||` or `&&` already decides (CEL language definition, "Logical Operators").
Such an error is read as false here, so also `!(csat <= 2)` is false as long as nobody answered. Nulls would
break that rule, for they can be compared; they are dropped from the values and refused in the source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from flows.conditions.error import ConditionError
from flows.conditions.language import check_language
from flows.conditions.patterns import fits, pattern_refusal
from flows.conditions.program import compile_source
from flows.conditions.syntax import syntax_error
from flows.conditions.tokens import Token, clauses, is_risky, mentions, scan, split
from flows.conditions.trial import Trial
from flows.names import Kind, Leaf, Names, Path, UnknownName, place, value_at

__all__ = [
    "Condition",
    "ConditionError",
    "can_fail",
    "fits",
    "holds",
    "kind_of",
    "parse_condition",
    "paths_of",
    "pattern_refusal",
    "required_by",
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
    tokens = _checked(source, known)
    alone = known.find(tuple(source.strip().split(".")))
    return alone.kind if isinstance(alone, Leaf) else Trial(source, known).kind(tokens)


def _checked(source: str, known: Names) -> list[Token]:
    if len(source) > _LONGEST_SOURCE:
        message = f"a condition has at most {_LONGEST_SOURCE} characters"
        raise ConditionError(message, _LONGEST_SOURCE, "make it shorter, or use several rules or nodes")
    try:
        compile_source(source)
    except ValueError as error:
        raise syntax_error(source, str(error)) from error
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
    """The value of an expression, or None when it depends on one that is missing, or is no finite number."""
    picked: dict[str, object] = {}
    for path in paths_of(source):
        if (value := value_at(values, path)) is not None:
            place(picked, path, _plain(value))
    try:
        outcome: object = compile_source(source).execute(picked)
    except _NO_VALUE:
        return None
    return None if isinstance(outcome, float) and not isfinite(outcome) else outcome


@lru_cache(maxsize=1024)
def required_by(source: str) -> frozenset[Path]:
    """What surely has a value wherever a checked condition is true: all that it names, or nothing where it
    leaves a choice.
    """
    tokens = scan(source)
    joins = sum(token.is_symbol("&&") for token in tokens)
    leaves_a_choice = any(token.is_symbol("||", "!") for token in tokens) or len(split(tokens, "&&")) <= joins
    return frozenset() if leaves_a_choice else paths_of(source)


def can_fail(source: str) -> bool:
    """Whether a checked expression may have no value though all that it names is known."""
    return is_risky(scan(source))


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
