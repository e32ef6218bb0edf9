"""What is wrong with a purchase event, field by field, in words for whoever sends it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_A_MOMENT = 'must be a date and time with its offset, such as "2027-03-01T10:00:00+01:00"'
_AN_AMOUNT = 'must be an amount such as "49.90", with at most four decimals'
_A_WHOLE_NUMBER = "must be a whole number"

_WORDS = {
    "missing": "is missing",
    "string_type": "must be text",
    "too_short": "is empty",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "dict_type": "must be an object",
    "tuple_type": "must be a list",
    "enum": "must be one of {expected}",
    "int_type": _A_WHOLE_NUMBER,
    "int_parsing": _A_WHOLE_NUMBER,
    "int_from_float": _A_WHOLE_NUMBER,
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "finite_number": "must be a number",
    "timezone_aware": f"has no offset: it {_A_MOMENT}",
    "timezone_naive": f"has no offset: it {_A_MOMENT}",
}

_OF_FAMILY = {"datetime": _A_MOMENT, "decimal": _AN_AMOUNT}

_OF_PATTERN = {
    "currency": 'must be three capital letters, such as "EUR"',
    "language": 'must be a language code, such as "it" or "pt-BR"',
}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """`field` is written as in the contract: `purchase.items[0].quantity`."""

    field: str
    problem: str

    def __str__(self) -> str:
        return f"{self.field}: {self.problem}"


class MalformedEvent(Exception):
    """This is no purchase event; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def problems_of(error: ValidationError) -> tuple[FieldProblem, ...]:
    """Pydantic's findings about a `PurchaseEvent`, each in plain words."""
    found = error.errors(include_url=False, include_input=False)
    return tuple(FieldProblem(spell(each["loc"]), _in_words(each)) for each in found)


def spell(path: Path) -> str:
    """`("purchase", "items", 0, "name")` as `purchase.items[0].name`; the whole is called `body`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".") or "body"


def _in_words(error: ErrorDetails) -> str:
    kind = error["type"]
    context: Mapping[str, Any] = error.get("ctx", {})
    if kind in _WORDS:
        return _WORDS[kind].format_map(context)
    if kind == "too_long":
        many = "entries" if context["field_type"] == "Tuple" else "characters"
        return f"has more than {context['max_length']} {many}"
    if kind == "string_pattern_mismatch":
        return _OF_PATTERN.get(str(error["loc"][-1]), "has a form that is not allowed")
    if kind == "value_error":
        return str(context["error"])
    return _OF_FAMILY.get(kind.partition("_")[0], f"does not fit: {error['msg']}")
