"""What is refused in a condition although it is CEL: macros, patterns that explode, language nobody needs
here.
"""

from difflib import get_close_matches

from flows.conditions.error import ConditionError
from flows.conditions.patterns import refusal_of_literal
from flows.conditions.tokens import TokenKind, Tokens, calls, deepest

FUNCTIONS = ("size", "contains", "startsWith", "endsWith", "matches", "int", "double", "string")
"""What conditions may call."""

_ABSENCE = "what is missing makes a condition false by itself"
_MEMBERSHIP = 'to look into a list, write `"vip" in customer.tags`'

_MACROS = {
    "has": _ABSENCE,
    "all": _MEMBERSHIP,
    "exists": _MEMBERSHIP,
    "exists_one": _MEMBERSHIP,
    "existsOne": _MEMBERSHIP,
    "filter": _MEMBERSHIP,
    "map": _MEMBERSHIP,
}
"""What to write instead of a macro. They are refused since a few nested ones run for seconds."""

_REFUSED_WORDS = {
    "{": "a condition compares values; it does not build tables",
    "?": "join conditions with `&&` and `||`",
    "null": _ABSENCE,
}

_DEEPEST = 20

_PATTERN_HINT = 'write for example `customer.last_name.matches("^[A-M]")`'


def check_language(tokens: Tokens) -> None:
    """Checks the tokens of a source that the CEL library accepts.

    Raises:
        ConditionError: for the first mistake found.
    """
    if deepest(tokens) > _DEEPEST:
        raise ConditionError(
            f"brackets nest deeper than {_DEEPEST}", tokens[0].offset, "leave out those that change nothing"
        )
    for at, token in enumerate(tokens):
        if token.text in _REFUSED_WORDS:
            raise ConditionError(
                f"`{token.text}` is not used in conditions", token.offset, _REFUSED_WORDS[token.text]
            )
        if token.is_symbol(".") and not _ends_a_value(tokens, at - 1):
            raise ConditionError("a name cannot begin with a dot", token.offset, "leave out the dot")
    for at in calls(tokens):
        _check_call(tokens, at)


def _ends_a_value(tokens: Tokens, at: int) -> bool:
    return at >= 0 and (tokens[at].kind is not TokenKind.SYMBOL or tokens[at].is_symbol(")", "]"))


def _check_call(tokens: Tokens, at: int) -> None:
    name, offset = tokens[at].text, tokens[at].offset
    if name in _MACROS:
        raise ConditionError(f"`{name}` is not used in conditions", offset, _MACROS[name])
    if name not in FUNCTIONS:
        close = get_close_matches(name, FUNCTIONS, n=1)
        hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(FUNCTIONS)}"
        raise ConditionError(f"there is no function `{name}`", offset, hint)
    if name == "matches":
        _check_pattern(tokens, at)


def _check_pattern(tokens: Tokens, at: int) -> None:
    pattern = tokens[at + 2]
    if not (
        _ends_a_value(tokens, at - 2) and pattern.kind is TokenKind.STRING and tokens[at + 3].is_symbol(")")
    ):
        message = "`matches` needs a value before it and one pattern in quotes"
        raise ConditionError(message, tokens[at].offset, _PATTERN_HINT)
    if refusal := refusal_of_literal(pattern.text):
        raise ConditionError(refusal, pattern.offset, _PATTERN_HINT)
