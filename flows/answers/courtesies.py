"""Tells what needs no answer: a mere thanks, and a question passed over."""

import re

from flows.answers import vocabulary
from flows.answers.letters import Words, is_question, pick_pictures, split_words

LONGEST_THANKS = 200
"""In characters. Whoever writes more says more."""

_SKIP_SIGN = re.compile("[-–—_./\\\\⏭⏩\ufe0f]+")
_GLAD = re.compile(r"[:;=]-?[)dp](?!\w)|<3|\^\^", re.IGNORECASE)
_SAD = re.compile(r"[:;=]['’]?-?[(\[/\\|]")
_COURTESIES = vocabulary.CLOSINGS | vocabulary.TRIMMINGS
_LONGEST_COURTESY = max(map(len, _COURTESIES))


def is_thanks(text: str) -> bool:
    """True if the text only thanks or takes leave: nothing in it waits for an answer."""
    if len(text) > LONGEST_THANKS or _SAD.search(text) or is_question(text):
        return False
    pictures = pick_pictures(text)
    if not vocabulary.KIND_SYMBOLS.issuperset(pictures):
        return False
    glad = pictures or _GLAD.search(text)
    words = split_words(_GLAD.sub(" ", text))
    return _closes(words) if words else bool(glad)


def _closes(words: Words) -> bool:
    """True if all the words are courtesies, the longest taken first, and one of them closes a talk."""
    closed = False
    while words:
        lengths = range(min(len(words), _LONGEST_COURTESY), 0, -1)
        length = next((length for length in lengths if words[:length] in _COURTESIES), 0)
        if not length:
            return False
        closed = closed or words[:length] in vocabulary.CLOSINGS
        words = words[length:]
    return closed


def is_skip(text: str) -> bool:
    """True if the text passes the question over and cannot be an answer to it: "skip", "-", "no thanks"."""
    return split_words(text) in vocabulary.SKIPS or bool(_SKIP_SIGN.fullmatch(text.strip()))
