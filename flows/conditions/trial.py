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
from flows.conditions.tokens import Tokens, mentions, relation
from flows.names import Kind, Leaf, Names, place

_SAMPLES: dict[Kind, object] = {
    Kind.INT: 1,
    Kind.FLOAT: 1.5,
    Kind.STRING: "a",
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

_EXAMPLES = {"a number": "<= 2", "text": '== "…"', "a list": '== ["…"]'}

_ONE_KIND = "compare what is of one kind: numbers with numbers, text with text in quotes"

_NUMERIC_TEXT = re.compile(r"""(["'])-?[0-9.]+\1""")


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
            example = _EXAMPLES.get(part.sort, "== …")
            hint = f"compare it, for example `{part.text} {example}`"
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
        return self._evaluate(tokens, samples)

    def _evaluate(self, tokens: Tokens, samples: dict[str, object]) -> _Part | None:
        text = self.source[tokens[0].offset : tokens[-1].end]
        try:
            return _Part(text, tokens[0].offset, evaluate(text, samples))
        except (ArithmeticError, LookupError, ValueError):
            return None
        except TypeError as error:
            raise ConditionError(
                f"`{text}` does not fit together", tokens[0].offset, _advice(text)
            ) from error
        except RuntimeError as error:
            if "Undefined variable or function" not in str(error):
                return None
            raise ConditionError(f"`{text}` does not fit together", tokens[0].offset, _ONE_KIND) from error


def _require_same_sort(one: _Part, other: _Part) -> None:
    if one.sort == other.sort:
        return
    in_quotes = next((part.text for part in (one, other) if _NUMERIC_TEXT.fullmatch(part.text)), None)
    hint = f"write {in_quotes[1:-1]} without quotes" if in_quotes else _ONE_KIND
    raise ConditionError(f"{one}, but {other}: they cannot be compared", one.offset, hint)


def _member_of(whole: _Part, value: object) -> _Part:
    """A member by its own words where they are in the source, else by its place."""
    written = f'"{value}"' if isinstance(value, str) else str(value)
    return _Part(written if written in whole.text else f"{whole.text}[0]", whole.offset, value)


def _advice(text: str) -> str:
    """CEL calculates with whole or with decimal numbers, never with both (language definition,
    "Overloading").
    """
    if re.search(r"[-+*/%]", text):
        return "to calculate with whole and decimal numbers, write `double(…)` around the whole ones"
    return _ONE_KIND
