"""Looks at the letters of a text: what can be stored, what is a word, what is a picture."""

import re
import unicodedata
from collections.abc import Collection, Sequence

Words = tuple[str, ...]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_QUESTION_MARKS = frozenset("?¿؟？")
STAR_SIGNS = frozenset("⭐★🌟")
_WORD = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """The text with U+FFFD for what databases refuse: NUL and lone surrogates. Its length stays."""
    return _UNSTORABLE.sub("\ufffd", text)


def is_question(text: str) -> bool:
    return not _QUESTION_MARKS.isdisjoint(text)


def fold(text: str) -> str:
    """Lower case without accents: "È" and "e" are the same."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def split_words(text: str) -> Words:
    """The folded words and numbers, without anything between them."""
    return tuple(_WORD.findall(fold(text)))


def split_phrases(words: Words, known: Collection[Words]) -> Sequence[Words] | None:
    """The phrases that the words are made of, the longest taken first; None if there is any other word."""
    longest = max(map(len, known))
    found = []
    while words:
        lengths = range(min(len(words), longest), 0, -1)
        length = next((length for length in lengths if words[:length] in known), 0)
        if not length:
            return None
        found.append(words[:length])
        words = words[length:]
    return found


def pick_pictures(text: str) -> str:
    """The emoji of a text, without what only changes their look."""
    return "".join(character for character in text if unicodedata.category(character) == "So")


def smooth(text: str) -> str:
    """Lower case, straight apostrophes, plain digits for those of any script, no emoji but stars."""
    text = text.replace("🔟", "10").translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(map(_without_ornament, text)).strip()


def _without_ornament(character: str) -> str:
    match unicodedata.category(character):
        case "Mn" | "Me" | "Cf":
            return ""
        case "Nd":
            return str(unicodedata.decimal(character))
        case "So" | "Sk" if character not in STAR_SIGNS:
            return " "
        case _:
            return character
