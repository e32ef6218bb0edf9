"""What filters are given in a text: values that they can read, and arguments that mean something to them."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from liquid import BoundTemplate
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.expressions import Path as LiquidPath
from liquid.builtin.expressions.filtered import Filter
from liquid.builtin.expressions.primitive import IntegerLiteral, Literal, StringLiteral
from liquid.expression import Expression

from flows.names import Kind, Leaf, Names, Path
from flows.wording.error import WordingError, quoted
from flows.wording.filters import FILTERS
from flows.wording.formats import is_currency, read_date, read_number


@dataclass(frozen=True, slots=True)
class _Taken:
    """What a filter can do something with: in words, as kinds, and how it reads what is written out."""

    words: str
    kinds: frozenset[Kind]
    read: Callable[[object], object]


_NUMBER = _Taken("a number", frozenset({Kind.INT, Kind.FLOAT, Kind.ANY}), read_number)
_DATE = _Taken("a date", frozenset({Kind.DATE, Kind.ANY}), read_date)

_TAKEN = {"money": _NUMBER, "number": _NUMBER, "plural": _NUMBER, "date": _DATE}

_CURRENCIES = frozenset({Kind.CURRENCY, Kind.ANY})


def check_names(template: BoundTemplate) -> None:
    """Raises `WordingError` for the first filter that there is not."""
    for name, spans in template.analyze().filters.items():
        if name not in FILTERS:
            close = get_close_matches(name, FILTERS, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"filters here are {', '.join(FILTERS)}"
            raise WordingError(f"there is no filter `{name}`", spans[0].index, hint)


def check_use(shown: FilteredExpression, known: Names) -> None:
    """Raises `WordingError` for the first mistake in what is shown and filtered."""
    _check_shown(shown, known)
    _check_taken(shown, known)
    for used in shown.filters or ():
        if used.name == "money":
            _check_currency(used, known)
        if used.name == "truncate":
            _check_length(used)


def _check_shown(shown: FilteredExpression, known: Names) -> None:
    """Lists and tables are no text; a list becomes one by `join`."""
    if not isinstance(shown.left, LiquidPath):
        return
    leaf, joined = known.find(plain_path(shown.left)), "join" in (used.name for used in shown.filters or ())
    if isinstance(leaf, Leaf) and (leaf.kind is Kind.MAP or (leaf.kind is Kind.LIST and not joined)):
        shorter = f"{shown.left} | join: ', '" if leaf.kind is Kind.LIST else f"{shown.left}.… | default: '…'"
        hint = f"write `{{{{ {shorter} }}}}`"
        raise WordingError(f"`{shown.left}` is {leaf.kind}, not text", shown.left.token.start_index, hint)


def _check_taken(shown: FilteredExpression, known: Names) -> None:
    """The first filter behind a default gets the value itself, so it must be able to read it."""
    first = next((used.name for used in shown.filters or () if used.name != "default"), "")
    taken = _TAKEN.get(first)
    found = _what_it_is(shown.left, known, taken) if taken is not None else None
    if taken is not None and found is not None:
        message = f"`{first}` takes {taken.words}, and {quoted(shown.left)} is {found}"
        hint = f"name {taken.words}, or leave `{first}` out"
        raise WordingError(message, shown.left.token.start_index, hint)


def _what_it_is(left: Expression, known: Names, taken: _Taken) -> str | None:
    """In words, where that is nothing for the filter."""
    if isinstance(left, LiquidPath):
        leaf = known.find(plain_path(left))
        return leaf.kind if isinstance(leaf, Leaf) and leaf.kind not in taken.kinds else None
    is_none = isinstance(left, Literal) and taken.read(left.value) is None
    return "none that can be read" if is_none else None


def _check_currency(used: Filter, known: Names) -> None:
    """Where there is none, the filter says so itself."""
    given = _first_argument(used)
    if isinstance(given, StringLiteral) and not is_currency(given.value):
        message = f'there is no currency "{given.value}"'
        hint = "write its code of three capitals, such as 'EUR', or purchase.currency"
        raise WordingError(message, given.token.start_index, hint)
    leaf = known.find(plain_path(given)) if isinstance(given, LiquidPath) else None
    if isinstance(leaf, Leaf) and leaf.kind not in _CURRENCIES:
        message = f"`money` needs a currency, and `{given}` is {leaf.kind}"
        raise WordingError(message, _offset(given), "write purchase.currency, or a code such as 'EUR'")


def _check_length(used: Filter) -> None:
    given = _first_argument(used)
    if given is not None and not (isinstance(given, IntegerLiteral) and given.value > 0):
        message = "`truncate` needs to know how many characters are left"
        raise WordingError(message, _offset(given), "write a whole number without quotes: truncate: 200")


def _first_argument(used: Filter) -> Expression | None:
    return next((argument.value for argument in used.args), None)


def _offset(expression: Expression | None) -> int:
    return expression.token.start_index if expression is not None else 0


def plain_path(path: LiquidPath) -> Path:
    """The path as names are known by."""
    return tuple(str(piece) for piece in path.path)
