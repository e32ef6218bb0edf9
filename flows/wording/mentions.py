"""What a text shows: a translation that shows less has lost something."""

from collections.abc import Iterator

from liquid.exceptions import LiquidError

from flows.names import Path
from flows.wording.error import WordingError
from flows.wording.template import LONGEST_SOURCE, compile_template


def shown_in(source: str) -> frozenset[Path]:
    """The values that `{{ … }}` names; conditions are another matter, and a broken one names none."""
    return frozenset(path for output in _outputs(source) for path in _named(output))


def _outputs(source: str) -> Iterator[str]:
    start = source.find("{{") if len(source) <= LONGEST_SOURCE else -1
    while start >= 0 and (end := source.find("}}", start)) >= 0:
        yield source[start : end + 2]
        start = source.find("{{", end)


def _named(output: str) -> list[Path]:
    try:
        variables = compile_template(output, "en").analyze().variables
    except (LiquidError, WordingError, RecursionError):
        return []
    return [tuple(map(str, mention.segments)) for mentions in variables.values() for mention in mentions]
