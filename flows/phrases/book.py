"""All that the bot says of its own accord, as one business has it say that: in its manners, in its words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from flows.phrases.languages import PHRASES, SECOND_MANNERS
from flows.phrases.names import Phrase
from flows.wording import USUAL_MANNERS, Manners, normal_tag

_LAST_RESORT = "en"

_BUILT_IN = {**PHRASES, **SECOND_MANNERS}


@dataclass(frozen=True, slots=True, eq=False)
class Phrasebook:
    """There is one per configuration, and it is compared by identity, so that it can be looked up fast.

    `overrides` are the business's own wordings: by phrase, then by language, with or without a manner
    (`de-AT-x-informal`).
    """

    overrides: Mapping[Phrase, Mapping[str, str]] = field(default_factory=dict)
    manners: Manners = USUAL_MANNERS

    def of(self, name: Phrase, language: str) -> str:
        """The Liquid text of a phrase: the business's own, else the built-in one, else the same in English.

        `de-AT` is read as `de` where nothing is written for Austria.
        """
        return _find(self, name, language)


@lru_cache(maxsize=4096)
def _find(book: Phrasebook, name: Phrase, language: str) -> str:
    own = {normal_tag(tag): text for tag, text in book.overrides.get(name, {}).items()}
    return next(_wordings(book, own, name, language))


def _wordings(book: Phrasebook, own: Mapping[str, str], name: Phrase, language: str) -> Iterator[str]:
    for spoken in (language, _LAST_RESORT):
        tags = tuple(book.manners.tags_for(spoken))
        yield from (own[tag] for tag in tags if tag in own)
        yield from (_BUILT_IN[tag][name] for tag in tags if name in _BUILT_IN.get(tag, {}))
