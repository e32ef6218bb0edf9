"""All texts of a configuration with what is known of their translations: from what, into what, how fresh."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from bot.translations.record import Basis, Record, digest_of
from bot.translations.sheet import Cell, Line, Sheet
from bot.translations.texts import Text
from flows.wording import USUAL_MANNERS, Manners, normal_tag


class Status(StrEnum):
    """Of one text in one language. `NOT_NEEDED` where it is the source, or where another wording serves."""

    OK = "ok"
    MISSING = "missing"
    STALE = "stale"
    NOT_NEEDED = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a text is translated from."""

    tag: str
    text: str


@dataclass(frozen=True)
class Book:
    """`languages` are those of the business, the fallback first; `begun` are others that were asked for."""

    texts: tuple[Text, ...]
    languages: tuple[str, ...]
    begun: tuple[str, ...] = ()
    manners: Manners = USUAL_MANNERS
    record: Record = field(default_factory=Record)

    @cached_property
    def by_key(self) -> dict[str, Text]:
        return {text.key: text for text in self.texts}

    @cached_property
    def wanted(self) -> dict[str, str]:
        """The languages that each text should have, as they are spelled, by their tag in small letters."""
        return {normal_tag(language): language for language in (*self.begun, *self.languages)}

    @cached_property
    def tags(self) -> dict[str, str]:
        """Every language tag that there is or should be, likewise."""
        written = {normal_tag(tag): tag for text in reversed(self.texts) for tag in text.wordings}
        known = {**written, **self.wanted}
        in_order = [*map(normal_tag, self.languages), *map(normal_tag, self.begun), *sorted(written)]
        return {tag: known[tag] for tag in in_order}

    def source_of(self, text: Text) -> Source:
        """The wording in the first language of the business that the text has, in whatever manner."""
        tags = (tag for language in self.languages for tag in (language, *self.manners.tags_for(language)))
        spelled = next((found for tag in tags if (found := text.tag_of(tag))), next(iter(text.wordings)))
        return Source(spelled, text.wordings[spelled])

    def status_of(self, text: Text, language: str) -> Status:
        tag = text.tag_of(language)
        if tag is None:
            served = any(text.tag_of(other) for other in self.manners.tags_for(language))
            is_wanted = normal_tag(language) in self.wanted
            return Status.MISSING if is_wanted and not served else Status.NOT_NEEDED
        if tag == self.source_of(text).tag:
            return Status.NOT_NEEDED
        return Status.STALE if self.record.is_stale(text, tag) else Status.OK

    def stale(self) -> Iterator[tuple[Text, str]]:
        """Each stale wording: its text and its tag."""
        for text in self.texts:
            for tag in text.wordings:
                if self.status_of(text, tag) is Status.STALE:
                    yield text, tag

    def kept(self) -> "Book":
        """With a record of every translation: one that has none is taken as made from today's text."""
        record = self.record.only(self.texts)
        return replace(self, record=record.with_bases(self._unrecorded(record)))

    def _unrecorded(self, record: Record) -> Iterator[tuple[str, str, Basis]]:
        for text in self.texts:
            source = self.source_of(text)
            for tag in text.wordings:
                if tag != source.tag and not record.knows(text, tag):
                    yield text.key, tag, Basis(source.tag, digest_of(source.text))

    def sheet(self) -> Sheet:
        """What translators get: a line for each text, a column for each language but the source."""
        sources = {normal_tag(self.source_of(text).tag) for text in self.texts}
        always = sources if len(sources) == 1 else set()
        columns = tuple(tag for normal, tag in self.tags.items() if normal not in always)
        return Sheet(columns, tuple(self._line(text, columns) for text in self.texts))

    def _line(self, text: Text, columns: tuple[str, ...]) -> Line:
        source = self.source_of(text)
        cells = {}
        for column in columns:
            tag = text.tag_of(column)
            written = text.wordings[tag] if tag is not None and tag != source.tag else ""
            cells[column] = Cell(written, self.status_of(text, column))
        return Line(0, text.key, source.tag, source.text, cells)
