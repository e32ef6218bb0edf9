"""What is refused in a condition although it is CEL: macros, patterns that explode, language nobody needs
here.
"""

import re
from difflib import get_close_matches
from math import prod

from flows.conditions.error import ConditionError
from flows.conditions.program import evaluate
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
_LONGEST_PATTERN = 100
_MOST_REPETITIONS = 50
"""The library compiles a pattern at each evaluation. Within these limits, and its own of 10 MB, that takes up
to 60 ms; for a usual one a tenth of a millisecond."""

_PATTERN_HINT = 'write for example `customer.last_name.matches("^[A-M]")`'

_REPETITION = re.compile(r"\{(\d+)(?:,(\d*))?\}")


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
    if refusal := _pattern_refusal(pattern.text):
        raise ConditionError(refusal, pattern.offset, _PATTERN_HINT)


def _pattern_refusal(pattern: str) -> str | None:
    if len(pattern) > _LONGEST_PATTERN:
        return f"a pattern has at most {_LONGEST_PATTERN} characters"
    if prod(int(most or least) for least, most in _REPETITION.findall(pattern)) > _MOST_REPETITIONS:
        return f"a pattern repeats at most {_MOST_REPETITIONS} times"
    try:
        evaluate(f'"".matches({pattern})', {})
    except RuntimeError as error:
        return f"not a regular expression: {_reason(str(error))}"
    return None


def _reason(report: str) -> str:
    found = re.search(r"^error: (.*?)\. Check function arguments", report, re.MULTILINE)
    return found[1] if found else report
