"""Regular expressions that an admin writes. The library of the conditions matches them in time that grows
with the text alone, so none explodes.
"""

import json
import re
from math import prod

from flows.conditions.program import evaluate

LONGEST_PATTERN = 100
MOST_REPETITIONS = 50
"""The library compiles a pattern at each evaluation. Within these limits, and its own of 10 MB, that takes up
to 60 ms; for a usual one a tenth of a millisecond."""

_REPETITION = re.compile(r"\{(\d+)(?:,(\d*))?\}")


def fits(pattern: str, text: str) -> bool:
    """Whether the pattern stands for the whole text."""
    whole = json.dumps(f"^(?:{pattern})$")
    return evaluate(f"text.matches({whole})", {"text": text}) is True


def pattern_refusal(pattern: str) -> str | None:
    """Why a pattern cannot be used; None where it can."""
    return refusal_of_literal(json.dumps(pattern))


def refusal_of_literal(literal: str) -> str | None:
    """The same for a pattern as a condition writes it, in its quotes."""
    if len(literal) > LONGEST_PATTERN:
        return f"a pattern has at most {LONGEST_PATTERN} characters"
    if prod(int(most or least) for least, most in _REPETITION.findall(literal)) > MOST_REPETITIONS:
        return f"a pattern repeats at most {MOST_REPETITIONS} times"
    try:
        evaluate(f'"".matches({literal})', {})
    except RuntimeError as error:
        return f"not a regular expression: {_reason(str(error))}"
    return None


def _reason(report: str) -> str:
    found = re.search(r"^error: (.*?)\. Check function arguments", report, re.MULTILINE)
    return found[1] if found else report
