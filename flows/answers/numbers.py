"""Reads a number of any size: "3,5", "1.234", "about 20", "€ 20", "four", "4 days" to a question about days.

Babel says which mark is the decimal one; its own `parse_decimal` is not used, since it takes "1,2,3" for 123,
"1_000" for 1000 and "NaN" for a number.
"""

import re
import unicodedata
from decimal import Decimal

from flows.answers import vocabulary
from flows.answers.echoes import repeats, words_to_repeat
from flows.answers.letters import Words, fold, is_question, smooth
from flows.wording.locales import find_locale

LONGEST_ANSWER = 60
"""In characters. Whoever writes more says more than a number."""

MOST_DIGITS = 15
"""A float keeps so many apart (`sys.float_info.dig`), and so does whoever reads JSON."""

_NUMERAL = re.compile(r"(?<![\w.,'])(?:(?<![^\s€$£¥(:~])-)?\d+(?:[., ']\d+)*(?![\d'])")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<group>[., '])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))[.,]\d+)?")
_WORD = re.compile(r"r\$|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
_HYPHEN = re.compile(r"(?<=\w)-(?=[^\W\d_])")
_MINUS = str.maketrans("\u2212", "-")
_SILENT = vocabulary.FILLERS | vocabulary.CURRENCIES | vocabulary.AROUND_NUMBERS | frozenset('.,!;:()"“”«»¡')


def read_number(text: str, language: str, decimals: int, question: str = "") -> int | float | None:
    """The one number that the text says: an int if `decimals` is 0, else a float.

    "1.234" is what it is in the language (BCP 47); "3,5" and "1.234,50" can be one thing only, and are that
    in every language. None, too, for more than `decimals` digits behind the mark, since nobody's number is
    rounded unasked. `question` is what was asked, in one language or several: its words may stand around the
    number, so that "4 days" answers "How many days?", and "2 weeks" does not.
    """
    if len(text) > LONGEST_ANSWER or is_question(text) or any(map(_is_raised, text)):
        return None
    plain = _HYPHEN.sub(" ", smooth(text).translate(_MINUS))
    found = _NUMERAL.search(plain)
    around = f"{plain[: found.start()]} {plain[found.end() :]}" if found else plain
    words = tuple(word for word in _WORD.findall(around) if fold(word) not in _SILENT)
    repeated = _repeated(words, question)
    if found:
        value = _in_digits(found.group(), language)
        known = repeated | vocabulary.ARTICLES
    else:
        value = _in_words(words, counted=bool(repeated))
        known = repeated | vocabulary.ARTICLES | vocabulary.NUMBERS.keys() | vocabulary.ZEROS
    return _stored(value, decimals) if value is not None and known.issuperset(words) else None


def _is_raised(character: str) -> bool:
    """True for what is no digit of the number beside it: the 2 of "4²", the o of "4º", a degree."""
    return character == "°" or unicodedata.decomposition(character).startswith("<super>")


def _repeated(words: Words, question: str) -> set[str]:
    """Those of the words that the question says, too, and that are no numbers."""
    known = words_to_repeat(question)
    others = [word for word in words if word not in vocabulary.NUMBERS and fold(word) not in vocabulary.ZEROS]
    return {word for word in others if (word == "%" and word in question) or repeats(fold(word), known)}


def _in_digits(numeral: str, language: str) -> Decimal | None:
    """The value of digits with marks between them, or None if the marks may mean two things, or nothing."""
    body = numeral.removeprefix("-")
    plain, grouped = _PLAIN.fullmatch(body), _GROUPED.fullmatch(body)
    decimal, group = _marks(language)
    mark = grouped["group"] if grouped else ""
    if sum(map(str.isdecimal, body)) > MOST_DIGITS or (mark == " " != group):
        return None
    if plain and grouped and mark not in {decimal, group}:
        return None
    if plain and (not grouped or mark == decimal):
        return Decimal(numeral.replace(",", "."))
    return Decimal(numeral.replace(mark, "").replace(",", ".")) if grouped else None


def _marks(language: str) -> tuple[str, str]:
    """What stands before the decimals, and between thousands, with a plain space and apostrophe."""
    symbols = find_locale(language).number_symbols["latn"]
    group = " " if symbols["group"].isspace() else smooth(symbols["group"])
    return symbols["decimal"], group


def _in_words(words: Words, *, counted: bool) -> Decimal | None:
    """The number among the words; an article is one where the question says what is counted ("un giorno")."""
    numbers = [vocabulary.NUMBERS[word] for word in words if word in vocabulary.NUMBERS]
    noughts = [0 for word in words if fold(word) in vocabulary.ZEROS]
    ones = [1 for word in words if counted and word in vocabulary.ARTICLES]
    found = numbers + noughts or ones
    return Decimal(found[0]) if len(found) == 1 else None


def _stored(value: Decimal, decimals: int) -> int | float | None:
    if value.scaleb(decimals) % 1:
        return None
    return int(value) if decimals == 0 else float(value + 0)  # no -0.0
