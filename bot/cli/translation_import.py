"""What `riscontro translations import` would do: which files it would change, and what speaks against it."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from bot.cli.excerpts import printable
from bot.cli.replacing import Replacement
from bot.cli.translating import Desk, problems_after
from bot.config import Finding
from bot.config.files import NotAFile, read_beginning, reason_of
from bot.config.origins import MEND_FIRST
from bot.translations import Change, Comparison, Edited, Fault, Record, Sheet, compare, edit_files, read_sheet
from bot.translations.sheet import MOST_FAULTS
from flows.problems import Place, Severity
from flows.wording import base_language

_LARGEST = 5_000_000  # bytes; ten times a large configuration in ten languages

_LONGEST_LINE = 1_000

_UNSEEN = "what this would do cannot be seen, for the configuration has too many mistakes and warnings"
_UNSEEN_HINT = "add the new languages to business.languages, and import all their texts at once"


@dataclass(frozen=True)
class Plan:
    """`findings` are mistakes, with which nothing may be written, or warnings."""

    findings: tuple[Finding, ...]
    changes: Comparison
    files: tuple[Edited, ...]
    record: Record
    unread: tuple[str, ...] = ()

    def replacements(self) -> list[Replacement]:
        return [Replacement(each.document.path, each.document.content, each.content) for each in self.files]

    def difference(self) -> Iterator[str]:
        """Line by line, as patches are written."""
        for each in self.files:
            name, new = each.document.name, each.content.decode("utf-8-sig").replace("\r\n", "\n")
            for line in difflib.unified_diff(
                each.document.text.split("\n"), new.split("\n"), name, name, lineterm=""
            ):
                yield _plain(line)

    def summary(self, *, dry_run: bool) -> Iterator[str]:
        """What is written, in a few lines."""
        if not self.changes.changes and not self.changes.confirmed:
            yield "There is nothing to change."
            return
        by_language = Counter(change.tag for change in self.changes.changes)
        told = [f"{tag}: {_counted(count)}" for tag, count in by_language.items()]
        if self.changes.confirmed:
            told.append(f"{len(self.changes.confirmed)} confirmed as they are")
        yield f"{'Would import' if dry_run else 'Imported'} {'; '.join(told)}."
        if self.files:
            names = ", ".join(each.document.name for each in self.files)
            yield f"{'Would change' if dry_run else 'Changed'}: {names}."
        for language in self.unread:
            yield f'Customers read "{language}" once it stands in business.languages.'


def _counted(count: int) -> str:
    return "1 text" if count == 1 else f"{count} texts"


def plan(desk: Desk, file: Path, *, accept_stale: bool) -> Plan:
    """Everything that is wrong in the file; else what follows from it."""
    sheet = _sheet(file)
    if isinstance(sheet, list):
        return Plan(_told(file, sheet), Comparison((), (), ()), (), desk.book.record)
    comparison = compare(sheet, desk.book, accept_stale=accept_stale)
    edited = edit_files(comparison.changes, desk.draft)
    faults = [each for each in edited if isinstance(each, Fault)]
    files = tuple(each for each in edited if isinstance(each, Edited))
    found = tuple(_effects(file, comparison.changes, desk, files)) if not faults else ()
    findings = (*_told(file, [*comparison.faults, *faults]), *found)
    in_order = tuple(sorted(findings, key=lambda each: (each.file != str(file), each.line)))
    unread = dict.fromkeys(each.tag for each in comparison.changes if not _is_read(each.tag, desk))
    return Plan(in_order, comparison, files, comparison.record_in(desk.book), tuple(unread))


def _sheet(file: Path) -> Sheet | list[Fault]:
    try:
        content = read_beginning(file, _LARGEST)
    except NotAFile:
        return [Fault(1, "this is not a file", "name a CSV file")]
    except OSError as error:
        return [Fault(1, f"the file cannot be read: {reason_of(error)}", "may this user read it?")]
    if len(content) > _LARGEST:
        message = f"the file is larger than {_LARGEST // 1_000_000} MB"
        return [Fault(1, message, "is this the right file? it may also be imported in parts")]
    return read_sheet(content)


def _effects(file: Path, changes: Sequence[Change], desk: Desk, files: Iterable[Edited]) -> Iterator[Finding]:
    """What the configuration would get wrong by it, each at the line of the table that is to blame."""
    before = {error.path for error in desk.errors}
    for found in problems_after(desk, files) if changes else ():
        change = max(changes, key=lambda each: _nearness(each, found.path))
        if found.hint == MEND_FIRST:
            yield Finding(str(file), 1, 1, _UNSEEN, _UNSEEN_HINT)
            continue
        is_its_own = (*change.of.place, change.tag) == found.path
        is_new = is_its_own or found.path not in before
        if is_new if found.severity is Severity.ERROR else is_its_own and _is_read(change.tag, desk):
            message = f"{change.tag}: {found.message}"
            yield Finding(str(file), change.line, 1, message, found.hint, found.severity)


def _nearness(change: Change, path: Place) -> tuple[int, bool]:
    """How many steps the change and the path have in common, and whether both are about one language."""
    steps = zip((*change.of.place, change.tag), path, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], steps))
    return common, (change.tag,) == path[-1:]


def _is_read(tag: str, desk: Desk) -> bool:
    return base_language(tag) in map(base_language, desk.book.languages)


def _told(file: Path, faults: Sequence[Fault]) -> tuple[Finding, ...]:
    told = [Finding(str(file), each.line, 1, _plain(each.message), _plain(each.hint)) for each in faults]
    if len(faults) >= MOST_FAULTS:
        message = "so much is wrong that the lines behind this one were not looked at"
        told.append(Finding(str(file), faults[-1].line, 1, message, MEND_FIRST))
    return tuple(told)


def _plain(text: str) -> str:
    """What stands in a file may neither break a line of ours nor steer a terminal, nor fill it."""
    short = text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}…"
    return printable(short)
