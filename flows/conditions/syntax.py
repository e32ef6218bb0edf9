"""What is said of a source that is not CEL: the library's report in words for everybody, and what to write
instead.
"""

import re
from itertools import chain

from flows.conditions.error import ConditionError

_REPORT = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")

_QUOTES = "each text needs a quote before and after it and none within, and a backslash is written twice"

_HABITS = {
    "and": "write `&&` for and",
    "or": "write `||` for or",
    "= ": "write `==` to compare",
    "=<": "write `<=`",
    "=>": "write `>=`",
    "&": "write `&&` for and",
    "|": "write `||` for or",
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

_PLAINER = {
    r"Recursion limit": "brackets nest too deep",
    r"^invalid (?:u?int|double) literal": "this number is too large",
    r"^invalid (?:string|bytes) literal": "this text names a character that there is not",
    r"token recognition error at: '[\"'][^\"']*$": "the second quote is missing",
}
"""Patterns for what the library says, and the same in words for everybody."""

_FORM = "a condition compares, as in `csat <= 2`, and joins comparisons by `&&` or `||`"

_HABITS_BEFORE = {"not": "write `!` for not", "<": "write `!=` for not equal"}
"""The same, where the library stumbles only over what follows."""


def syntax_error(source: str, report: str) -> ConditionError:
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
    for words, plainer in _PLAINER.items():
        if re.search(words, report):
            return plainer
    if quoted := re.search(r"(?:input|at:) '(.+?)'(?= expecting|$)", report):
        return f"`{quoted[1].strip()}` cannot stand here"
    return "this cannot be read" if "{" in report else report.removeprefix("Syntax error: ")


def _habit(source: str, offset: int) -> str:
    before, rest = source[:offset].rstrip(), source[offset:]
    hints = (hint for written, hint in _HABITS.items() if rest.lower().startswith(written))
    hints_before = (hint for written, hint in _HABITS_BEFORE.items() if before.lower().endswith(written))
    return next(chain(hints, hints_before), _FORM)
