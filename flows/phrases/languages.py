"""The six languages of the bot's own sentences, each with its name for itself and its words for commands.

A new language is one more file, and one more line in each of the tables below.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flows.phrases import (
    english,
    french,
    french_informal,
    german,
    german_informal,
    italian,
    italian_formal,
    portuguese,
    spanish,
    spanish_formal,
)
from flows.phrases.names import Phrase

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

SECOND_MANNERS: Final[Mapping[str, Mapping[Phrase, str]]] = MappingProxyType(
    {
        "it-x-formal": MappingProxyType(italian_formal.PHRASES),
        "es-x-formal": MappingProxyType(spanish_formal.PHRASES),
        "fr-x-informal": MappingProxyType(french_informal.PHRASES),
        "de-x-informal": MappingProxyType(german_informal.PHRASES),
    }
)
"""Only what is said differently in the manner that is not the usual one."""

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
"""Language, then command without its slash, then the words of Telegram's command menu, fit for any manner."""
