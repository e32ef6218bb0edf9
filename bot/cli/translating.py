"""Opens the texts of a configuration for translators, and sees what a change of them would do to it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from bot.config import Business, Finding, Loaded, load_config
from bot.config.documents import Document, parse_document, read_document
from bot.config.files import read_beginning, reason_of
from bot.config.loading import read_draft
from bot.config.origins import MEND_FIRST, Draft
from bot.translations import BadRecord, Book, Edited, Record, Text, parse_record, texts_of
from flows.problems import Place, Problem, Severity

_LARGEST_RECORD = 10_000_000  # bytes

_MOST_STALE = 100
"""As many are shown one by one."""

_RECORD_HINT = "mend it, or remove it: then every translation is taken as up to date"


class Unusable(Exception):
    """Nobody can translate this; `findings` say why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("the configuration cannot be translated")
        self.findings = findings


@dataclass(frozen=True)
class Desk:
    """A configuration with its texts, as it was read. `errors` are about single texts, and no obstacle."""

    path: Path
    draft: Draft
    book: Book
    record_path: Path
    record_before: bytes | None
    errors: tuple[Finding, ...]


def open_desk(path: Path, begun: Sequence[str] = ()) -> Desk:
    """Raises `Unusable`."""
    errors = load_config(path, os.environ, needs_secrets=False).errors
    draft = read_draft(path, os.environ)
    if isinstance(draft, Finding):
        raise Unusable([draft])
    texts = texts_of(draft.data)
    places = [text.place for text in texts]
    others = [error for error in errors if not _lies_in_any(error.path, places)]
    if any(error.hint != MEND_FIRST for error in others):
        raise Unusable(others)
    book, record_path = _book(draft, begun), _record_path(draft)
    before = _read_record(record_path)
    return Desk(path, draft, replace(book, record=_parsed(record_path, before)), record_path, before, errors)


def stale_findings(path: Path, loaded: Loaded) -> Iterator[Finding]:
    """A warning for each stale wording, as far as there is a record and a configuration to compare with."""
    draft = read_draft(path, os.environ)
    if isinstance(draft, Finding):
        return
    record_path = _record_path(draft)
    try:
        before = _read_record(record_path)
        if before is None:
            return
        book = replace(_book(draft, ()), record=_parsed(record_path, before))
    except Unusable as error:
        yield from (replace(finding, severity=Severity.WARNING) for finding in error.findings)
        return
    except ValidationError:  # the business is wrong, which is told already
        return
    yield from loaded.locate(_stale(list(book.stale())))


def _stale(wordings: Sequence[tuple[Text, str]]) -> Iterator[Problem]:
    hint = (
        "translate it anew, by `riscontro translations export` and `import`; "
        'where it is still right, change its status to "ok"'
    )
    for text, tag in wordings[:_MOST_STALE]:
        message = f'the wording in "{tag}" is stale: the text has changed since it was translated'
        yield Problem((*text.place, tag), message, hint, Severity.WARNING)
    if more := len(wordings[_MOST_STALE:]):
        hint = "`riscontro translations export` lists them all"
        yield Problem((), f"{more} more wordings are stale", hint, Severity.WARNING)


def problems_after(desk: Desk, edited: Iterable[Edited]) -> list[Finding]:
    """Every mistake and warning that the configuration would have with these files."""
    contents = {each.document.path: each.content for each in edited}

    def read(name: str, path: Path) -> Document | Finding:
        if path in contents:
            return parse_document(name, path, contents[path])
        return read_document(name, path)

    return list(load_config(desk.path, os.environ, read, needs_secrets=False).problems)


def _book(draft: Draft, begun: Sequence[str]) -> Book:
    business = Business.model_validate(draft.data.get("business"))
    return Book(tuple(texts_of(draft.data)), business.languages, tuple(begun), business.manners)


def _record_path(draft: Draft) -> Path:
    """`config.translations.lock` beside `config.toml`."""
    return draft.main.path.with_suffix(".translations.lock").resolve()


def _read_record(path: Path) -> bytes | None:
    try:
        return read_beginning(path, _LARGEST_RECORD)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unusable([_about_record(path, f"the file cannot be read: {reason_of(error)}")]) from error


def _parsed(path: Path, content: bytes | None) -> Record:
    if content is None:
        return Record()
    try:
        return parse_record(content.decode())
    except (BadRecord, UnicodeDecodeError) as error:
        raise Unusable([_about_record(path, str(error))]) from error


def _about_record(path: Path, message: str) -> Finding:
    return Finding(str(path), 1, 1, message, _RECORD_HINT)


def _lies_in_any(path: Place, places: Iterable[Place]) -> bool:
    return any(path[: len(place)] == place for place in places)
