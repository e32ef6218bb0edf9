"""Reads a yes or a no: "yes please", "d'accordo", "👎". Consent must be unmistakable.

Whoever passed over what else a message says would make up an agreement that nobody gave, so "yes, but…",
"maybe", "ok?" and "yes 🙄" are asked again. A no is a no with any face.
"""

from flows.answers import vocabulary
from flows.answers.courtesies import looks_sad
from flows.answers.letters import is_question, pick_pictures, split_phrases, split_words

LONGEST_ANSWER = 80
"""In characters. Whoever writes more says more than yes or no."""

_KNOWN = vocabulary.YES | vocabulary.NO | vocabulary.AROUND_CONSENT


def read_yes_or_no(text: str) -> bool | None:
    """True for a yes, False for a no, in words or pictures; None if the text says both, neither or more."""
    said = split_phrases(split_words(text), _KNOWN) if len(text) <= LONGEST_ANSWER else None
    if said is None or is_question(text):
        return None
    pictures = frozenset(pick_pictures(text))
    yes = not (vocabulary.YES.isdisjoint(said) and vocabulary.YES_SYMBOLS.isdisjoint(pictures))
    no = not (vocabulary.NO.isdisjoint(said) and vocabulary.NO_SYMBOLS.isdisjoint(pictures))
    doubt = looks_sad(text) or not pictures <= vocabulary.YES_SYMBOLS | vocabulary.KIND_SYMBOLS
    return None if yes == no or (yes and doubt) else yes
