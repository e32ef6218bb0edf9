"""Which of several wordings a customer reads: by their language, and by the manner that addresses them.

The key of a wording is a language tag (BCP 47). `de` is for any manner; `de-x-formal` and `de-x-informal`, in
the form that RFC 5646 §2.2.7 gives to private use, are for one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

_PRIVATE = "-x-"


class Manner(StrEnum):
    """How a language addresses the customer, where it has two ways."""

    FORMAL = "formal"
    INFORMAL = "informal"


_USUAL = {"de": Manner.FORMAL, "fr": Manner.FORMAL, "it": Manner.INFORMAL, "es": Manner.INFORMAL}
"""What shops do in a chat, where nobody decided otherwise; of other languages no two manners are known."""


@dataclass(frozen=True, slots=True, eq=False)
class Manners:
    """How a business addresses its customers in each language.

    `decided` is by language in small letters, `"de"` or, for one region of it, `"de-at"`. There is one of
    these per configuration, and it is compared by identity, so that what follows from it can be remembered.
    """

    decided: Mapping[str, Manner] = field(default_factory=dict)

    def of(self, language: str) -> Manner | None:
        """The manner decided for a language, else the usual one; `None` where it is not known to have two."""
        base = base_language(language)
        return self.decided.get(without_manner(language)) or self.decided.get(base) or _USUAL.get(base)

    def tags_for(self, language: str) -> Iterator[str]:
        """The keys under which a wording for this language may stand, the best first, all in small letters.

        For `de-AT`, informal: `de-at-x-informal`, `de-at`, `de-x-informal`, `de`.
        """
        return _tags(language, self.of(language))


USUAL_MANNERS: Final = Manners()


def choose_language(
    available: Collection[str], wanted: str, fallback: str, manners: Manners = USUAL_MANNERS
) -> str:
    """The available tag that serves best, spelled as in `available`.

    That is `wanted`, else the same without its region, else `fallback`, else the language of the first. Of
    one language the manner that is in use comes first, then the wording for any, and the other manner only
    where there is nothing else.

    Raises:
        ValueError: when none is available.
    """
    return _choose(tuple(available), wanted, fallback, manners)


def normal_tag(tag: str) -> str:
    """The tag as it is compared: `pt_BR` as `pt-br`."""
    return tag.replace("_", "-").lower()


def without_manner(tag: str) -> str:
    """`de-AT-x-informal` as `de-at`."""
    return normal_tag(tag).partition(_PRIVATE)[0]


def private_part(tag: str) -> str:
    """`informal` of `de-AT-x-informal`; empty where there is none."""
    return normal_tag(tag).partition(_PRIVATE)[2]


def base_language(tag: str) -> str:
    """The language alone: `de-AT` and `de-x-informal` as `de`."""
    return normal_tag(tag).partition("-")[0]


@lru_cache(maxsize=1024)
def _choose(available: tuple[str, ...], wanted: str, fallback: str, manners: Manners) -> str:
    by_tag = {normal_tag(tag): tag for tag in reversed(available)}
    for language in (wanted, fallback, *available[:1]):
        for tag in (*manners.tags_for(language), *_in_any_manner(language)):
            if tag in by_tag:
                return by_tag[tag]
    raise ValueError("there is no language to choose from")


def _in_any_manner(language: str) -> Iterator[str]:
    """The wrong manner is still better than a foreign language."""
    for manner in Manner:
        yield from _tags(language, manner)


def _tags(language: str, manner: Manner | None) -> Iterator[str]:
    for tag in (without_manner(language), base_language(language)):
        if manner is not None:
            yield f"{tag}{_PRIVATE}{manner}"
        yield tag
