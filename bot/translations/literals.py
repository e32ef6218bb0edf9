"""Texts as TOML writes them, in the manner of another text: https://toml.io/en/v1.0.0#string."""

import re

_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
_SPECIAL_IN_LINES = re.compile(r'[\x00-\x08\x0b-\x1f\x7f\\]|"(?="")|"\Z')
"""In three quotes, tabs and line feeds stand as they are, and so do two quotes in a row."""

_NOT_LITERAL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f']")
_NOT_LITERAL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|'''|'\Z")
"""What cannot stand between single quotes, for nothing is escaped there."""


def write_like(sample: str, text: str) -> str:
    """The text with the quotes of the sample, as far as these can hold it; line ends are line feeds."""
    if sample.startswith("'''") and not _NOT_LITERAL_IN_LINES.search(text):
        return f"'''{_opening(sample, text)}{text}'''"
    if sample.startswith(('"""', "'''")):
        return f'"""{_opening(sample, text)}{_SPECIAL_IN_LINES.sub(_escaped, text)}"""'
    if sample.startswith("'") and not _NOT_LITERAL.search(text):
        return f"'{text}'"
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _opening(sample: str, text: str) -> str:
    """A line feed right behind three quotes is not part of the text."""
    return "\n" if sample[3:4] == "\n" or text.startswith("\n") else ""


def _escaped(character: re.Match[str]) -> str:
    return _NAMED.get(character[0], f"\\u{ord(character[0]):04X}")
