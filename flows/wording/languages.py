"""Which of several wordings a customer reads: by their language, and by the manner that addresses them.

The key of a wording is a language tag (BCP 47). `de` is for any manner; `de-x-formal` and `de-x-informal`, in
the form that RFC 5646 §2.2.7 gives to private use, are for one.
"""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_PRIVATE = "-x-"


class Manner(StrEnum):
    """How a language addresses the customer, where it has two ways."""

    FORMAL = "formal"
    INFORMAL = "informal"


Manners = Mapping[str, Manner]
"""By language in small letters, `"de"` or, for one region of it, `"de-at"`."""

USUAL_MANNERS: Final[Manners] = MappingProxyType(
    {"de": Manner.FORMAL, "fr": Manner.FORMAL, "it": Manner.INFORMAL, "es": Manner.INFORMAL}
)
"""What shops do in a chat, where nobody decided otherwise; of other languages no two manners are known."""


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
    tags = tuple(available)
    wishes = tuple((language, manner_of(language, manners)) for language in (wanted, fallback, *tags[:1]))
    return _choose(tags, wishes)


def manner_of(language: str, manners: Manners) -> Manner | None:
    """The manner decided for a language, else the usual one; `None` where it is not known to have two."""
    tag, base = without_manner(language), base_language(language)
    return manners.get(tag) or manners.get(base) or USUAL_MANNERS.get(base)


def tags_for(language: str, manner: Manner | None) -> Iterator[str]:
    """The keys under which a wording in this manner may stand, the best first, all in small letters.

    For `de-AT`, informal: `de-at-x-informal`, `de-at`, `de-x-informal`, `de`.
    """
    for tag in (without_manner(language), base_language(language)):
        if manner is not None:
            yield f"{tag}{_PRIVATE}{manner}"
        yield tag


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
def _choose(available: tuple[str, ...], wishes: tuple[tuple[str, Manner | None], ...]) -> str:
    by_tag = {normal_tag(tag): tag for tag in reversed(available)}
    for language, manner in wishes:
        for tag in (*tags_for(language, manner), *_in_another_manner(language)):
            if tag in by_tag:
                return by_tag[tag]
    raise ValueError("there is no language to choose from")


def _in_another_manner(language: str) -> Iterator[str]:
    """What is better than a foreign language, though in the wrong manner."""
    for manner in Manner:
        yield from tags_for(language, manner)
