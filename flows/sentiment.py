"""Scores free text between -1 and 1, or says why not: an unread text must never count as neutral.

TextBlob's lexicon is English. Its `PatternAnalyzer` misses a word that an emoji or a comma is glued to, and
in version 0.20.1 its tokenizer tears "n't" apart before the negation is seen, so that "isn't good" is praise.
The text is therefore prepared first; `Mood.version` names engine and preparation, so that history can be
scored again.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.metadata import version

MOST_CHARACTERS = 4_000
"""Beyond this a text is not read on: the time that scoring takes grows with the length."""

FEWEST_LETTERS = 20
"""Below this, counted in different words, a language cannot be told: "super" is at home in many."""

ENGLISH_FROM = 0.8
ENGLISH_UP_TO = 0.1
"""Probability of English: from the first on a text is English, up to the second it is not, and between them
the wording decides. Measured on 22,000 labelled texts of that length in six languages: of the English ones
0.2 % were taken for foreign, of the others 0.03 % for English."""

_PREPARATION = 1
_LANGUAGES = ("en", "it", "es", "fr", "de", "pt", "nl", "pl", "ro", "tr", "sv", "da", "no", "ca", "cs", "fi")

_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_APOSTROPHE = re.compile(r"[\u2018\u2019\u02bc\u00b4`\uff07]")
_CONTRACTED_NOT = re.compile(
    r"\b(ai|are|ca|could|did|does|do|had|has|have|is|must|need|should|was|were|wo|would)n'?t\b", re.IGNORECASE
)
_GLUED_WORDS = re.compile(r"(?<=[^\W\d_])([,;/!?\u2013\u2014]+|\.{2,}|\.(?=[A-Z]))(?=[^\W\d_])")


class NotScored(StrEnum):
    LANGUAGE = "other language"
    UNKNOWN_WORDS = "no known words"
    EMOJI_ONLY = "emoji only"
    EMPTY = "nothing to read"


@dataclass(frozen=True, slots=True)
class Mood:
    """A polarity from -1 (bad) to 1 (good), or the reason why there is none; and by what it was found."""

    polarity: float | None
    not_scored: NotScored | None
    engine: str
    version: str


def score_text(text: str, language: str) -> Mood:
    """The mood of what a customer wrote, where `language` is that of the wording they were asked in.

    Where a text is long enough to tell, its own language decides, whatever the wording.
    """
    found = _polarity_or_reason(_prepare(text), language)
    if isinstance(found, NotScored):
        return Mood(None, found, "textblob", _engine_version())
    return Mood(found, None, "textblob", _engine_version())


def _polarity_or_reason(text: str, language: str) -> float | NotScored:
    has_letters = any(map(str.isalpha, text))
    if has_letters and not _is_english(text, language):
        return NotScored.LANGUAGE
    polarity = _assess(text)
    if polarity is not None:
        return polarity
    if has_letters:
        return NotScored.UNKNOWN_WORDS
    return NotScored.EMOJI_ONLY if any(map(_is_pictured, text)) else NotScored.EMPTY


def _prepare(text: str) -> str:
    """The text as TextBlob knows words: plain letters, no links, "not" written out, and nothing glued on."""
    text = _APOSTROPHE.sub("'", text[:MOST_CHARACTERS])
    text = unicodedata.normalize("NFKC", text)[:MOST_CHARACTERS]
    text = _LINK.sub(" ", text)
    text = _CONTRACTED_NOT.sub(r"\1 not", text)
    text = _GLUED_WORDS.sub(r" \1 ", text)
    return "".join(map(_set_apart, text))


@lru_cache(maxsize=4096)
def _set_apart(character: str) -> str:
    if _is_pictured(character):
        return f" {character} "
    return " " if unicodedata.category(character).startswith("C") else character


def _is_pictured(character: str) -> bool:
    """Emoji and the like: other symbols, and the frame that makes a keycap of a digit."""
    return unicodedata.category(character) in {"So", "Me"}


def _is_english(text: str, language: str) -> bool:
    words = " ".join(dict.fromkeys(text.split()))
    letters = [character for character in words if character.isalpha()]
    if 2 * sum(map(_is_latin, letters)) < len(letters):
        return False
    if len(letters) >= FEWEST_LETTERS:
        probability = _language_ranking()(words)["en"]
        if probability >= ENGLISH_FROM or probability <= ENGLISH_UP_TO:
            return probability >= ENGLISH_FROM
    return re.split("[-_]", language)[0].casefold() == "en"


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _assess(text: str) -> float | None:
    """TextBlob's polarity, or None if no word carries any: a fifth of its lexicon ("back") weighs nothing.

    Asked for both through `TextBlob(…)`, it would read the text twice.
    """
    from textblob.en import sentiment  # noqa: PLC0415  it brings NLTK, which a start should not wait for

    found = sentiment(text)
    weights: Sequence[float] = [polarity for _words, polarity, _subjectivity, _label in found.assessments]
    return round(float(found[0]), 4) if any(weights) else None


@cache
def _engine_version() -> str:
    return f"{version('textblob')} (PatternAnalyzer, preparation {_PREPARATION})"


@cache
def _language_ranking() -> Callable[[str], Mapping[str, float]]:
    """Probabilities by language. The model is part of the package; reading it takes half a second, once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  it brings 75 MB of model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return lambda text: dict(identifier.rank(text))
