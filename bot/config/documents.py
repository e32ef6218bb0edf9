"""One TOML file as read: its data, and where everything in it stands; or why it cannot be read."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.config.files import NotAFile, read_beginning, reason_of
from bot.config.findings import Finding
from bot.config.positions import Position, Positions, TooMuch, end_of, nested_too_deeply, refuse_depth

LARGEST = 1_000_000
"""Bytes. A survey takes a few thousand; whatever is larger is another file."""

_FOREIGN_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00": "UTF-16 or UTF-32"}

_PLACE_IN_REPORT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_LONG_NUMBER = re.compile(r"[0-9_]{4300,}+")
"""Python reads no longer ones (sys.int_info.default_max_str_digits)."""

UNREADABLE = "the file cannot be read"
NOT_A_FILE = "this is not a file"
"""Of these two the file itself knows nothing: who names it may be wrong."""

_LINE_HINT = 'a line is a table header such as [business], or key = "value"'

_SYNTAX_HINTS = {
    "Invalid value": 'a text stands in quotes: name = "Bottega Rossi"; a switch is true or false',
    "Expected '=' after a key": 'write key = "value"; a key with blanks or dots stands in quotes',
    "Unterminated string": "the closing quote is missing",
    "Illegal character": (
        'a text ends in its own line, with the quote it begins with; one of several lines has three: """…"""'
    ),
    "Unclosed array": "the closing ] is missing, or a comma between two items",
    "Unclosed inline table": "the closing } is missing, or a comma between two keys",
    "Cannot overwrite a value": "this key stands in the same table twice; keep one",
    "Duplicate inline table key": "this key stands in the same table twice; keep one",
    "Cannot declare": "this table stands here twice; put its keys together",
    "Cannot redefine": "this table stands here twice; put its keys together",
    "Unescaped '\\'": "write \\\\ for a backslash, or put the text in single quotes",
    "Invalid statement": _LINE_HINT,
    "Expected newline": "one key and value per line",
    "Expected ']'": "the closing ] of the table header is missing",
}
"""The beginning of a report of the standard library's parser, and what to do about it."""


@dataclass(frozen=True)
class Document:
    """`name` is the path as it is shown, `path` the resolved one. `text` has line feeds only."""

    name: str
    path: Path
    content: bytes = field(repr=False)
    text: str
    data: dict[str, Any]
    lines: list[str] = field(repr=False)
    positions: Positions = field(repr=False)

    @property
    def folder(self) -> Path:
        """Where relative paths in the file begin."""
        return self.path.parent

    def line(self, number: int) -> str:
        """The line of this number, from 1."""
        return self.lines[number - 1] if number <= len(self.lines) else ""


def read_document(name: str, path: Path) -> Document | Finding:
    """Reads the file. Never raises for what a file may be or contain."""
    content = _content(name, path)
    return content if isinstance(content, Finding) else parse_document(name, path, content)


def parse_document(name: str, path: Path, content: bytes) -> Document | Finding:
    """What the file would be with this content."""
    text = _decoded(name, content)
    if isinstance(text, Finding):
        return text
    try:
        refuse_depth(text)
        return Document(name, path, content, text, tomllib.loads(text), text.split("\n"), Positions(text))
    except TooMuch as error:
        return _wrong(name, text, error.position, error.message, error.hint)
    except RecursionError:
        deep = nested_too_deeply(Position(1, 1))
        return _wrong(name, text, deep.position, deep.message, deep.hint)
    except ValueError as error:
        return _syntax_error(name, text, str(error))


def _content(name: str, path: Path) -> bytes | Finding:
    try:
        content = read_beginning(path, LARGEST)
    except NotAFile:
        return Finding(name, 1, 1, NOT_A_FILE, "name a file such as config.toml")
    except (OSError, ValueError, RuntimeError) as error:
        hint = "is the name right, and may this user read it?"
        return Finding(name, 1, 1, f"{UNREADABLE}: {reason_of(error)}", hint)
    if len(content) > LARGEST:
        message = "the file is larger than a megabyte, which no configuration is"
        return Finding(name, 1, 1, message, "is this the right file? surveys may stand in files of their own")
    return content


def _decoded(name: str, content: bytes) -> str | Finding:
    """The text with line feeds only, without the byte order mark that some editors put before it."""
    for mark, encoding in _FOREIGN_ENCODINGS.items():
        if content.startswith(mark):
            return Finding(name, 1, 1, f"the file is saved as {encoding}", "save it as UTF-8 in your editor")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        at = end_of(content[: error.start].decode("utf-8-sig", errors="replace"))
        text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
        return _wrong(name, text, at, "this is not UTF-8", "save the file as UTF-8 in your editor")


def _syntax_error(name: str, text: str, report: str) -> Finding:
    found = _PLACE_IN_REPORT.search(report)
    at = Position(int(found[1]), int(found[2])) if found and found[1] else end_of(text)
    message = _PLACE_IN_REPORT.sub("", report)
    hint = next((hint for start, hint in _SYNTAX_HINTS.items() if message.startswith(start)), _LINE_HINT)
    if message.startswith("Exceeds the limit"):
        long = _LONG_NUMBER.search(text)
        message, hint = "a number has too many digits", "a text stands in quotes"
        at = end_of(text[: long.start()]) if long else Position(1, 1)
    return _wrong(name, text, at, f"this is not TOML: {message[0].lower()}{message[1:]}", hint)


def _wrong(name: str, text: str, at: Position, message: str, hint: str) -> Finding:
    """About a file that cannot be read as a whole, though its lines can be shown."""
    lines = text.split("\n")
    excerpt = lines[at.line - 1] if at.line <= len(lines) else ""
    return Finding(name, at.line, at.column, message, hint, excerpt=excerpt)
