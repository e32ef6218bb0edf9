"""Texts in the configuration: `Hi {{ customer.first_name | default: 'there' }}`, written in Liquid.

Outcomes are plain text: values stand in them as they are (but for line ends, which become line feeds), and
each channel escapes what it must.

Liquid is loaded with the first text: a start without flows need not wait for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.names import Names, Path
from flows.wording.error import WordingError
from flows.wording.formats import format_moment, format_money
from flows.wording.languages import (
    USUAL_MANNERS,
    Manner,
    Manners,
    base_language,
    choose_language,
    normal_tag,
    private_part,
)

__all__ = [
    "USUAL_MANNERS",
    "Manner",
    "Manners",
    "Wording",
    "WordingError",
    "base_language",
    "choose_language",
    "format_moment",
    "format_money",
    "normal_tag",
    "parse_wording",
    "private_part",
    "render",
    "shown_paths",
]


@dataclass(frozen=True, slots=True)
class Wording:
    """A checked text: every name in it is known, and has a default where it can be missing."""

    source: str
    paths: frozenset[Path]


def parse_wording(source: str, known: Names, present: frozenset[Path] = frozenset()) -> Wording:
    """Checks a text from the configuration. `present` are names that have a value where it is said, though
    elsewhere they can be missing.

    Raises:
        WordingError: for the first mistake, with its place in the source.
    """
    from flows.wording.checks import check_source  # noqa: PLC0415  see above

    return Wording(source, check_source(source, known, present))


def render(source: str, values: Mapping[str, object], language: str) -> str:
    """The text with its values filled in; sums of money are written as usual in the language (BCP 47).

    `values` is nested like the names; a value that is `None` counts as missing.

    Raises:
        WordingError: when a value without a default is missing, or the outcome is too long for one message.
    """
    from flows.wording.template import fill  # noqa: PLC0415  see above

    return fill(source, values, language)


def shown_paths(source: str) -> frozenset[Path]:
    """The values that a text shows, whether they are known or not."""
    from flows.wording.mentions import shown_in  # noqa: PLC0415  see above

    return shown_in(source)
