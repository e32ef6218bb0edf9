"""The small words of six languages (en it es fr de pt) that decide what a typed answer means.

All but numbers and grades is folded: lower case, no accents, no punctuation ("c'est" is "c est"). Fillers are
there with their apostrophe, too.
"""

from flows.answers.vocabulary.consents import AROUND_CONSENT, NO, NO_SYMBOLS, YES, YES_SYMBOLS
from flows.answers.vocabulary.courtesies import CLOSINGS, KIND_SYMBOLS, SKIPS, TRIMMINGS
from flows.answers.vocabulary.days import AGO, DAY_UNITS, DISTANCES, LAST, MONTHS, WEEKDAYS
from flows.answers.vocabulary.lists import AND, NONE_OF_THEM
from flows.answers.vocabulary.quantities import (
    AROUND_DATES,
    AROUND_NUMBERS,
    AROUND_PHONES,
    COMPARISONS,
    CURRENCIES,
    ZEROS,
)
from flows.answers.vocabulary.scales import (
    ARTICLES,
    FILLERS,
    GRADES,
    NEGATIONS,
    NUMBERS,
    OUT_OF,
    POINTS,
    POSITION_NOUNS,
    STARS,
)

__all__ = [
    "AGO",
    "AND",
    "AROUND_CONSENT",
    "AROUND_DATES",
    "AROUND_NUMBERS",
    "AROUND_PHONES",
    "ARTICLES",
    "CLOSINGS",
    "COMPARISONS",
    "CURRENCIES",
    "DAY_UNITS",
    "DISTANCES",
    "FILLERS",
    "GRADES",
    "KIND_SYMBOLS",
    "LAST",
    "MONTHS",
    "NEGATIONS",
    "NO",
    "NONE_OF_THEM",
    "NO_SYMBOLS",
    "NUMBERS",
    "OUT_OF",
    "POINTS",
    "POSITION_NOUNS",
    "SKIPS",
    "STARS",
    "TRIMMINGS",
    "WEEKDAYS",
    "YES",
    "YES_SYMBOLS",
    "ZEROS",
]
