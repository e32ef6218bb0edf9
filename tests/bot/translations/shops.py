"""Configurations in memory, whose wordings are written in every way that TOML has."""

from collections.abc import Mapping
from pathlib import Path

from bot.config.documents import Document, parse_document
from bot.config.findings import Finding
from bot.config.includes import read_all
from bot.config.origins import Draft
from bot.translations import Book, Record, texts_of

MAIN = Path("config.toml")

_FOLDER = Path(__file__).parent

EVERY_STYLE = (_FOLDER / "every_style.toml").read_text(encoding="utf-8")
TRANSLATED = (_FOLDER / "every_style_translated.toml").read_text(encoding="utf-8")
"""The same with English, French and German made from the Italian by a word before it."""

MORE = """[flows.short]
nodes = [
  { id = "a", ask = "text", text.it = "Perché?", text.en = "Why?", invalid = { it = "No", en = "No" } },
]

[phrases.skip]
en = "Next"
it = "Avanti\""""


def draft_of(files: Mapping[Path, bytes]) -> Draft:
    """These files laid together, as if they stood in one folder."""

    def read(name: str, path: Path) -> Document | Finding:
        return parse_document(name, path, files[Path(path.name)])

    draft = read_all(MAIN.name, MAIN, read)
    assert isinstance(draft, Draft), draft
    assert not draft.findings, draft.findings
    return draft


def files_of(main: str = EVERY_STYLE, more: str = MORE) -> dict[Path, bytes]:
    return {MAIN: main.encode(), Path("more.toml"): more.encode()}


def book_of(draft: Draft, record: Record | None = None, begun: tuple[str, ...] = ()) -> Book:
    languages = tuple(draft.data["business"]["languages"])
    return Book(tuple(texts_of(draft.data)), languages, begun, record=record or Record())
