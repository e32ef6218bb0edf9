"""Tells which words of an answer only repeat its question: "4 days" to "How many days did you wait?".

A word that the question does not say may be another unit ("2 weeks") or another thing, and is asked again.
"""

from flows.answers import vocabulary
from flows.answers.letters import split_words

SHORTEST_STEM = 3
LONGEST_ENDING = 2
"""In letters: "day" and "days", "giorno" and "giorni", "Tag" and "Tagen", "arrive" and "arrived"."""

_TELLING = vocabulary.COMPARISONS | vocabulary.NEGATIONS


def words_to_repeat(question: str) -> frozenset[str]:
    """The words of a question, in any language, that an answer to it may repeat and still say the same."""
    return frozenset(split_words(question)) - _TELLING


def repeats(word: str, question: frozenset[str]) -> bool:
    """True if the folded word stands among those of the question, perhaps with another ending."""
    return any(word == other or _differ_in_ending(word, other) for other in question)


def _differ_in_ending(one: str, other: str) -> bool:
    stem = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return stem >= SHORTEST_STEM and max(len(one), len(other)) - stem <= LONGEST_ENDING
