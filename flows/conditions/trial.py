"""Whether the kinds of values in a condition fit together, found out by trial.

Every clause, and each side of its comparison, runs with one sample value of the right kind per name. Running
the whole would hide mistakes, because CEL lets `||` and `&&` absorb errors and calls values of different
kinds merely unequal. Where a kind is not known (keys of a free table) nothing can be tried, and a mistake
makes it false.
"""

import re
from dataclasses import dataclass

from flows.conditions.error import ConditionError
from flows.conditions.program import evaluate
from flows.conditions.tokens import COMPARISONS, Tokens, calls, mentions, relation, split
from flows.names import Kind, Leaf, Names, place

_SAMPLES: dict[Kind, object] = {
    Kind.INT: 1,
    Kind.FLOAT: 1.5,
    Kind.STRING: "a",
    Kind.DATE: "2026-11-22",
    Kind.CURRENCY: "EUR",
    Kind.BOOL: True,
    Kind.LIST: ["a"],
}

_SORTS: dict[type, str] = {
    int: "a number",
    float: "a number",
    str: "text",
    bool: "true or false",
    list: "a list",
}

_ONE_KIND = "compare what is of one kind: numbers with numbers, text with text in quotes"

_NUMBER = re.compile(r"[0-9.]+")
_NUMERIC_TEXT = re.compile(r"""(["'])-?[0-9.]+\1""")

_LOOKING_INTO_TEXT = frozenset({"contains", "startsWith", "endsWith", "matches"})

_TWO_SIDES = 2

_EXAMPLES = {"a number": "{} <= 2", "text": '{} == "…"', "a list": '"…" in {}'}


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the source and the value that it has for the samples."""

    text: str
    offset: int
    value: object

    @property
    def sort(self) -> str:
        return _SORTS.get(type(self.value), "something else")

    def __str__(self) -> str:
        return f"`{self.text}` is {self.sort}"


@dataclass(frozen=True, slots=True)
class Trial:
    """Tries the clauses of one source, whose names are all known."""

    source: str
    known: Names

    def check(self, clause: Tokens) -> None:
        """Raises `ConditionError` when the clause compares what does not compare, or is no yes or no."""
        if sides := relation(clause):
            self._check_sides(*sides)
        part = self._run(clause)
        if part is not None and not isinstance(part.value, bool):
            example = _EXAMPLES.get(part.sort, "{} == …").format(part.text)
            hint = f"compare it, for example `{example}`"
            raise ConditionError(f"{part}, not true or false", part.offset, hint)

    def kind(self, tokens: Tokens) -> Kind:
        """What kind of value the whole has; `ConditionError` when it does not fit together."""
        part = self._run(tokens)
        if part is None:
            return Kind.ANY
        return next((kind for kind, sample in _SAMPLES.items() if type(sample) is type(part.value)), Kind.ANY)

    def _check_sides(self, left: Tokens, operator: str, right: Tokens) -> None:
        one, other = self._run(left), self._run(right)
        if one is None or other is None:
            return
        if operator != "in":
            _require_same_sort(one, other)
        elif isinstance(other.value, list):
            for member in other.value:
                _require_same_sort(one, _member_of(other, member))

    def _run(self, tokens: Tokens) -> _Part | None:
        """The part with its value; `None` where samples say nothing.

        Raises:
            ConditionError: when its operators do not work on these kinds of values.
        """
        leaves = {mention.path: self.known.find(mention.path) for mention in mentions(tokens)}
        kinds = {path: leaf.kind for path, leaf in leaves.items() if isinstance(leaf, Leaf)}
        if not set(kinds.values()) <= set(_SAMPLES):
            return None
        samples: dict[str, object] = {}
        for path, kind in kinds.items():
            place(samples, path, _SAMPLES[kind])
        text = self.source[tokens[0].offset : tokens[-1].end]
        try:
            return _Part(text, tokens[0].offset, evaluate(text, samples))
        except (ArithmeticError, LookupError, ValueError):
            return None
        except (TypeError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and "Undefined variable or function" not in str(error):
                return None
            named = (f"`{'.'.join(path)}` is {kind}" for path, kind in kinds.items())
            message = f"`{text}` does not fit together: {' and '.join(named)}".removesuffix(": ")
            raise ConditionError(message, tokens[0].offset, _advice(tokens, text)) from error


def _require_same_sort(one: _Part, other: _Part) -> None:
    if one.sort != other.sort:
        message = f"{one}, but {other}: they cannot be compared"
        raise ConditionError(message, one.offset, _how_to_compare(one, other))


def _how_to_compare(one: _Part, other: _Part) -> str:
    """What an admin most likely meant, in their own words."""
    by_sort = {part.sort: part.text for part in (one, other)}
    match by_sort:
        case {"a list": whole, "text": member}:
            return f"to look into a list, write `{member} in {whole}`"
        case {"true or false": name}:
            return f"write `{name}` alone, or `!{name}` where it is not so"
        case {"text": text} if _NUMERIC_TEXT.fullmatch(text):
            return f"write {text[1:-1]} without quotes"
        case {"a number": number} if _NUMBER.fullmatch(number):
            return f'text stands in quotes: "{number}"'
        case _:
            return _ONE_KIND


def _member_of(whole: _Part, value: object) -> _Part:
    """A member by its own words where they are in the source, else by its place."""
    written = f'"{value}"' if isinstance(value, str) else str(value)
    return _Part(written if written in whole.text else f"{whole.text}[0]", whole.offset, value)


def _advice(tokens: Tokens, text: str) -> str:
    """CEL calculates with whole or with decimal numbers, never with both (language definition,
    "Overloading").
    """
    if len(split(tokens, *COMPARISONS)) > _TWO_SIDES:
        return "compare once at a time, and join by `&&`: `1 < a && a < 3`"
    if relation(tokens) is not None and "in" in (token.text for token in tokens):
        return 'to look into a text, write `name.contains("…")`'
    if any(tokens[at].text in _LOOKING_INTO_TEXT for at in calls(tokens)):
        return 'this looks into a text for a text: `name.contains("…")`; for a list, write `"…" in name`'
    if re.search(r"[-+*/%]", text):
        return "to calculate with whole and decimal numbers, write `double(…)` around the whole ones"
    return _ONE_KIND
