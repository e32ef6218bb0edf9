"""Tells what needs no answer: a mere thanks, and a question passed over."""

import re

from flows.answers import vocabulary
from flows.answers.letters import Words, is_question, pick_pictures, split_phrases, split_words

LONGEST_THANKS = 200
"""In characters. Whoever writes more says more."""

_SKIP_SIGN = re.compile("[-–—_./\\\\⏭⏩\ufe0f]+")
_GLAD = re.compile(r"[:;=]-?[)dp](?!\w)|<3|\^\^", re.IGNORECASE)
_SAD = re.compile(r"[:;=]['’]?-?[(\[/\\|]")
_COURTESIES = vocabulary.CLOSINGS | vocabulary.TRIMMINGS


def is_thanks(text: str) -> bool:
    """True if the text only thanks or takes leave: nothing in it waits for an answer."""
    if len(text) > LONGEST_THANKS or looks_sad(text) or is_question(text):
        return False
    pictures = pick_pictures(text)
    if not vocabulary.KIND_SYMBOLS.issuperset(pictures):
        return False
    glad = pictures or _GLAD.search(text)
    words = split_words(_GLAD.sub(" ", text))
    return _closes(words) if words else bool(glad)


def looks_sad(text: str) -> bool:
    """True if an emoticon in the text takes back what its words say: "thanks :("."""
    return _SAD.search(text) is not None


def _closes(words: Words) -> bool:
    """True if all the words are courtesies, and one of them closes a talk."""
    said = split_phrases(words, _COURTESIES)
    return said is not None and not vocabulary.CLOSINGS.isdisjoint(said)


def is_skip(text: str) -> bool:
    """True if the text passes the question over and cannot be an answer to it: "skip", "-", "no thanks"."""
    return split_words(text) in vocabulary.SKIPS or bool(_SKIP_SIGN.fullmatch(text.strip()))
