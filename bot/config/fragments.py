"""What can be known of a configuration that is not right: its connections, while a survey is written."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from bot.config.documents import LARGEST, Document, parse_document, read_document
from bot.config.files import read_beginning
from bot.config.findings import Finding
from bot.config.loading import load_config
from bot.config.model import Config

_SECTION = re.compile(rf"^(?=[ \t]*\[+[ \t]*({'|'.join(Config.model_fields)})\b)", re.MULTILINE)


def load_but_for(
    sections: Collection[str],
    path: Path,
    environment: Mapping[str, str],
    *,
    needs_secrets: bool = True,
) -> Config | None:
    """The configuration, where nothing is wrong but in these sections: of them nothing is to be used. None
    where something else is wrong, or may be.
    """

    def read(name: str, file: Path) -> Document | Finding:
        found = read_document(name, file)
        return found if isinstance(found, Document) else _without_broken(sections, name, file) or found

    loaded = load_config(path, environment, read, needs_secrets=needs_secrets)
    if all(error.path and error.path[0] in sections for error in loaded.errors):
        return loaded.salvaged
    return None


def _without_broken(sections: Collection[str], name: str, path: Path) -> Document | Finding | None:
    """The file without what is in tables that are not TOML; None where one of these is of another section."""
    try:
        content = read_beginning(path, LARGEST)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError):
        return None
    if len(content) > LARGEST:  # nobody knows what follows
        return None

    def is_toml(part: str) -> bool:
        return isinstance(parse_document(name, path, part.encode()), Document)

    kept = ""
    first, *tables = _SECTION.split(text)
    for section, table in (("", first), *zip(tables[::2], tables[1::2], strict=True)):
        heading = table[: table.find("\n") + 1]
        if is_toml(table):
            kept += table
        elif section not in sections:
            return None
        elif is_toml(heading):
            kept += heading
    return parse_document(name, path, kept.encode())
