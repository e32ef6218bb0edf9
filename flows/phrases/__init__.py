"""What the bot says of its own accord, in six languages, one file each.

Customers are addressed as shops do in a chat: *tu* in Italian, *tú* in Spanish, *você* in Portuguese,
*vous* in French, *Sie* in German. No phrase depends on the customer's gender.
A new language is one more file, and one more line in each of the three tables below.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flows.phrases import english, french, german, italian, portuguese, spanish
from flows.phrases.names import Phrase

__all__ = ["BOT_COMMANDS", "LANGUAGE_NAMES", "PHRASES", "Phrase", "phrase"]

_LAST_RESORT = "en"

LANGUAGE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "English",
        "it": "Italiano",
        "es": "Español",
        "fr": "Français",
        "de": "Deutsch",
        "pt": "Português",
    }
)
"""Each language under the name it gives itself, for the buttons of /language."""

PHRASES: Final[Mapping[str, Mapping[Phrase, str]]] = MappingProxyType(
    {
        "en": MappingProxyType(english.PHRASES),
        "it": MappingProxyType(italian.PHRASES),
        "es": MappingProxyType(spanish.PHRASES),
        "fr": MappingProxyType(french.PHRASES),
        "de": MappingProxyType(german.PHRASES),
        "pt": MappingProxyType(portuguese.PHRASES),
    }
)

BOT_COMMANDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": MappingProxyType(english.COMMANDS),
        "it": MappingProxyType(italian.COMMANDS),
        "es": MappingProxyType(spanish.COMMANDS),
        "fr": MappingProxyType(french.COMMANDS),
        "de": MappingProxyType(german.COMMANDS),
        "pt": MappingProxyType(portuguese.COMMANDS),
    }
)
"""Language, then command without its slash, then the words of Telegram's command menu."""


def phrase(name: Phrase, language: str) -> str:
    """The Liquid text of a phrase in this language (`de-AT` is read as `de`), else in English."""
    base = language.replace("_", "-").split("-")[0].casefold()
    return PHRASES.get(base, PHRASES[_LAST_RESORT])[name]
