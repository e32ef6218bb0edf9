"""Which text each translation was made from: what tells a stale translation from one that is up to date.

It is kept in a file beside the configuration, a line for each text, so that version control can merge it.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.translations.texts import Text
from flows.wording import normal_tag

_HEADING = (
    "# From which text each translation was made, as a digest: so `riscontro check` knows which are stale. "
    "Written by `riscontro translations`; keep it beside the configuration, and under version control."
)

_DIGITS = 16
"""Of SHA-256 in hexadecimal: enough that no two texts of one key are ever taken for the same."""


class BadRecord(Exception):
    """The file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a translation was made from: the wording in this language, when it had this digest."""

    tag: str
    digest: str


def digest_of(source: str) -> str:
    """The same however line ends are written, for spreadsheets change them."""
    return hashlib.sha256(one_line_end(source).encode()).hexdigest()[:_DIGITS]


def one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class Record:
    """`bases` are by the key of a text, then by the tag of the translation, in small letters."""

    bases: Mapping[str, Mapping[str, Basis]] = field(default_factory=dict)

    def knows(self, text: Text, tag: str) -> bool:
        return normal_tag(tag) in self.bases.get(text.key, {})

    def is_stale(self, text: Text, tag: str) -> bool:
        """Whether the text that this translation was made from reads otherwise today."""
        basis = self.bases.get(text.key, {}).get(normal_tag(tag))
        spelled = text.tag_of(basis.tag) if basis else None
        return basis is not None and spelled is not None and digest_of(text.wordings[spelled]) != basis.digest

    def with_bases(self, bases: Iterable[tuple[str, str, Basis]]) -> "Record":
        """With what is said anew: key, tag, and from what that translation was made."""
        changed = {key: dict(of_text) for key, of_text in self.bases.items()}
        for key, tag, basis in bases:
            changed.setdefault(key, {})[normal_tag(tag)] = basis
        return Record(changed)

    def only(self, texts: Iterable[Text]) -> "Record":
        """Without what is said of texts and wordings that are no longer there."""
        kept = {
            text.key: {
                tag: basis
                for tag, basis in self.bases.get(text.key, {}).items()
                if text.tag_of(tag) is not None
            }
            for text in texts
        }
        return Record({key: bases for key, bases in kept.items() if bases})

    def written(self) -> str:
        """The file: TOML, in an order that depends on the names alone."""
        lines = [_line(key, self.bases[key]) for key in sorted(self.bases)]
        return "\n".join([_HEADING, "", *lines, ""])


def _line(key: str, bases: Mapping[str, Basis]) -> str:
    entries = (f'{tag} = "{bases[tag].tag}:{bases[tag].digest}"' for tag in sorted(bases))
    return f"{json.dumps(key, ensure_ascii=False)} = {{ {', '.join(entries)} }}"


def parse_record(text: str) -> Record:
    """Raises `BadRecord`."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"this is not TOML: {error}") from error
    return Record({key: _bases(key, entry) for key, entry in data.items()})


def _bases(key: str, entry: object) -> dict[str, Basis]:
    if not isinstance(entry, dict):
        raise BadRecord(f'"{key}" is not followed by a table')
    bases = {}
    for tag, written in entry.items():
        language, colon, digest = written.partition(":") if isinstance(written, str) else ("", "", "")
        if not (language and colon and digest):
            raise BadRecord(f'"{tag}" of "{key}" is not a language and a digest')
        bases[normal_tag(tag)] = Basis(language, digest)
    return bases
