"""The small words of six languages (en it es fr de pt) that decide what a typed answer means.

All but numbers and grades is folded: lower case, no accents, no punctuation ("c'est" is "c est"). Fillers are
there with their apostrophe, too.
"""

from flows.answers.vocabulary.courtesies import CLOSINGS, KIND_SYMBOLS, SKIPS, TRIMMINGS
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
    "ARTICLES",
    "CLOSINGS",
    "FILLERS",
    "GRADES",
    "KIND_SYMBOLS",
    "NEGATIONS",
    "NUMBERS",
    "OUT_OF",
    "POINTS",
    "POSITION_NOUNS",
    "SKIPS",
    "STARS",
    "TRIMMINGS",
]
