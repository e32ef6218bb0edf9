"""Babel's locale for a language tag, the same wherever one is needed."""

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError

from flows.wording.languages import base_language, without_manner

_LAST_RESORT = Locale("en")


@lru_cache(maxsize=1024)
def find_locale(language: str) -> Locale:
    """Babel's locale for a language tag (BCP 47), for its base language, or English."""
    for tag in (without_manner(language), base_language(language)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return _LAST_RESORT
