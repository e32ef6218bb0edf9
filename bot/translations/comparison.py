"""What a sheet from translators changes in the book, or everything about its lines that cannot be right."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.translations.book import Book, Status
from bot.translations.record import Basis, Record, digest_of, one_line_end
from bot.translations.sheet import MOST_FAULTS, Cell, Fault, Line, Sheet
from bot.translations.texts import Text
from flows.wording import normal_tag, shown_paths

_LONGEST_KEY = 300

_EXPORT = "export anew, and carry the translations over"


@dataclass(frozen=True, slots=True)
class Change:
    """A wording to be written: `line` of the sheet gives `text` for this tag of a text, made from `basis`."""

    line: int
    of: Text
    tag: str
    text: str
    basis: Basis

    @property
    def is_new(self) -> bool:
        return self.tag not in self.of.wordings


@dataclass(frozen=True, slots=True)
class Comparison:
    """`confirmed` are wordings that are right although the text they were made from has changed."""

    changes: tuple[Change, ...]
    confirmed: tuple[Change, ...]
    faults: tuple[Fault, ...]

    def record_in(self, book: Book) -> Record:
        """The record once all this is written."""
        said = (*self.changes, *self.confirmed)
        record = book.record.with_bases((each.of.key, each.tag, each.basis) for each in said)
        return replace(book, texts=tuple(self._changed(book)), record=record).kept().record

    def _changed(self, book: Book) -> Iterator[Text]:
        new: dict[str, dict[str, str]] = defaultdict(dict)
        for change in self.changes:
            new[change.of.key][change.tag] = change.text
        for text in book.texts:
            yield replace(text, wordings={**text.wordings, **new[text.key]})


def compare(sheet: Sheet, book: Book, *, accept_stale: bool = False) -> Comparison:
    """An empty cell changes nothing, and neither does a text that stands in the configuration as it is.

    Translations of a text that reads otherwise today are refused unless `accept_stale`, and stale then.
    """
    faults = list(_unknown_columns(sheet, book))
    changes: list[Change] = []
    for line in sheet.lines if not faults else ():
        for found in _outcomes(line, book, accept_stale=accept_stale):
            if isinstance(found, Change):
                changes.append(found)
            else:
                faults.append(found)
        if len(faults) >= MOST_FAULTS:
            break
    return Comparison(
        tuple(change for change in changes if not _is_there(change)),
        tuple(change for change in changes if _is_there(change)),
        tuple(faults),
    )


def _is_there(change: Change) -> bool:
    return change.of.wordings.get(change.tag) == change.text


def _unknown_columns(sheet: Sheet, book: Book) -> Iterator[Fault]:
    for column in sheet.columns:
        if normal_tag(column) not in book.tags:
            close = get_close_matches(column, list(book.tags.values()), n=1, cutoff=0.5)
            begin = f"--language {column} begins a new one; any other column must go"
            hint = f'did you mean "{close[0]}"?' if close else begin
            yield Fault(1, f'"{column}" is not among the languages of the business', hint)


def _outcomes(line: Line, book: Book, *, accept_stale: bool) -> Iterator[Change | Fault]:
    text = book.by_key.get(line.key)
    if text is None:
        close = get_close_matches(line.key[:_LONGEST_KEY], list(book.by_key), n=1, cutoff=0.8)
        hint = f"did you mean {close[0]}?" if close else "it may be gone: remove the line, or export anew"
        yield Fault(line.number, f'there is no text "{_shortened(line.key)}"', hint)
        return
    source = text.tag_of(line.language)
    if source is None:
        message = f'{line.key} has no wording in "{line.language}" to translate from'
        yield Fault(line.number, message, _EXPORT)
        return
    is_present = _same(line.text, text.wordings[source])
    outcomes = [
        outcome
        for language, cell in line.cells.items()
        if (outcome := _outcome(line, _Target(text, book, source, language), cell))
    ]
    if is_present or accept_stale:
        yield from outcomes
    elif any(isinstance(each, Fault) or not _is_there(each) for each in outcomes):
        yield _outdated(line, text.wordings[source])


@dataclass(frozen=True, slots=True)
class _Target:
    """A wording that a cell may change; `source` is the tag that it is translated from."""

    text: Text
    book: Book
    source: str
    language: str

    @property
    def tag(self) -> str:
        """As it is spelled in the text, else as in the book."""
        spelled = self.book.tags[normal_tag(self.language)]
        return self.text.tag_of(self.language) or spelled


def _outcome(line: Line, target: _Target, cell: Cell) -> Change | Fault | None:
    status = (cell.status or "").strip().lower()
    if status not in list(Status):
        hint = f"write {Status.OK} where a translation is still right; {Status.STALE} stays as it is"
        return Fault(line.number, f'{target.language}: there is no status "{cell.status}"', hint)
    current = target.text.wordings.get(target.tag)
    basis = Basis(target.source, digest_of(line.text))
    if not cell.text.strip() or (current is not None and _same(cell.text, current)):
        is_stale = current is not None and target.book.record.is_stale(target.text, target.tag)
        is_confirmed = bool(cell.text.strip()) and status == Status.OK and is_stale
        return Change(line.number, target.text, target.tag, current or "", basis) if is_confirmed else None
    if target.tag == target.source:
        message = f'{target.language}: this is the text that the line is translated from ("{line.language}")'
        return Fault(line.number, message, "change it in the configuration; it is not imported")
    if lost := shown_paths(line.text) - shown_paths(cell.text):
        names = " and ".join(f"{{{{ {'.'.join(path)} }}}}" for path in sorted(lost))
        message = f"{target.language}: {names} of the text is lost in the translation"
        return Fault(line.number, message, "take what stands in {{ … }} over as it is")
    return Change(line.number, target.text, target.tag, one_line_end(cell.text), basis)


def _outdated(line: Line, today: str) -> Fault:
    message = f'the text of {line.key} is another today: "{_shortened(today)}"'
    return Fault(line.number, message, f"{_EXPORT}; --accept-stale takes this line, and marks it stale")


def _same(cell: str, text: str) -> bool:
    return one_line_end(cell) == one_line_end(text)


def _shortened(text: str, longest: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
