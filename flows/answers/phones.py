"""Reads a telephone number: "+39 06 1234 5678", "tel. (06) 1234-5678", "0039061234567".

Where no country is known, the length is all that can be told of a national number, so that no list of the
world's numbering plans is asked: it would be large, age with every release, and refuse new numbers.
"""

import re

from flows.answers import vocabulary
from flows.answers.letters import fold, is_question, smooth

LONGEST_ANSWER = 80
"""In characters. Whoever writes more says more than a number."""

DIGITS = range(6, 16)
"""How many a number may have, its country's included: at most 15 (ITU-T E.164); fewer than six are an
extension or a short code."""

_NUMBER = re.compile(
    r"(?P<abroad>\+|\b00)?\s?(?P<digits>\(?\d(?:[\u2010-\u2013 ()./-]{0,3}\d)*)(?![\d+*#])", re.ASCII
)
_TRUNK = re.compile(r"\(0\)")
_AROUND = vocabulary.FILLERS | vocabulary.AROUND_PHONES
_MARKS = re.compile(r"[\s.,!;:()\"'“”«»¡-]*")


def read_phone(text: str) -> str | None:
    """The number as its digits: `+` before them if it names its country, else as dialled there.

    "00" is what those dial who cannot dial `+` (ITU-T E.164 recommends it as the international prefix), and
    "(0)" behind a country is left out from abroad.
    """
    plain = smooth(text)
    found = _NUMBER.search(plain) if len(text) <= LONGEST_ANSWER else None
    if found is None or is_question(text) or "\n" in plain:
        return None
    around = f"{plain[: found.start()]} {plain[found.end() :]}"
    digits = _TRUNK.sub("", found["digits"]) if found["abroad"] else found["digits"]
    number = re.sub(r"\D", "", digits)
    if len(number) not in DIGITS or (found["abroad"] and number[0] == "0") or not _says_nothing(around):
        return None
    return f"+{number}" if found["abroad"] else number


def _says_nothing(around: str) -> bool:
    words = re.findall(r"[^\W\d_]+", fold(around))
    rest = re.sub(r"[^\W\d_]+", " ", around)
    return _AROUND.issuperset(words) and _MARKS.fullmatch(rest) is not None
