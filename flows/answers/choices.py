"""Reads one of several options: by its label in any language, a part of the label, or its position."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from flows.answers import vocabulary
from flows.answers.letters import Words, fold, is_question, pick_pictures, smooth, split_words

SHORTEST_PART = 3
"""In letters: shorter ones begin, or are found in, too much."""

_NOUN = "|".join(sorted(vocabulary.POSITION_NOUNS))
_POSITION = re.compile(
    rf"(?:(?:{_NOUN})\s+)?[#(]?(?:([0-9]{{1,2}})|([a-z])(?=[.):]))[.):!]*|(?:{_NOUN})\s+([a-z])[.!]*"
)


def read_choice(text: str, labels: Mapping[str, Sequence[str]], *, is_ordered: bool = True) -> str | None:
    """The option that the text names, by one of its labels (in any language), a part of it, or its position,
    where the customer sees them in the order of `labels`.

    None if it names no option, or more than one.
    """
    words = split_words(text)
    if not words:
        drawn = pick_pictures(text)
        return _only(
            {option for option, known in labels.items() if drawn and drawn in map(pick_pictures, known)}
        )
    options = {option: [split_words(label) for label in known] for option, known in labels.items()}
    same = {option for option, known in options.items() if words in known}
    if same or is_question(text):
        return _only(same)
    placed = _at_position(text, tuple(labels)) if is_ordered else set()
    named = _at_heart(words, options) or _in_part(words, options) | placed
    others = {option for option, known in options.items() if any(_holds(words, label) for label in known)}
    return _only(named | others) if named else None


def _only(options: Collection[str]) -> str | None:
    return next(iter(options)) if len(options) == 1 else None


def _at_heart(words: Words, options: Mapping[str, Iterable[Words]]) -> set[str]:
    """Options that say the same when words that say nothing are left out on both sides."""
    heart = _heart(words)
    return {option for option, known in options.items() if heart and heart in map(_heart, known)}


def _in_part(words: Words, options: Mapping[str, Iterable[Words]]) -> set[str]:
    """Options of whose label the words are the beginning, or a part that means the same on its own."""
    part = _heart(words)
    return {option for option, known in options.items() if any(_is_part(part, label) for label in known)}


def _at_position(text: str, options: Sequence[str]) -> set[str]:
    found = _POSITION.fullmatch(fold(smooth(text)))
    if found is None:
        return set()
    digits, marked, named = found.groups()
    at = int(digits) - 1 if digits else ord(marked or named) - ord("a")
    return {options[at]} if 0 <= at < len(options) else set()


def _heart(words: Words) -> Words:
    return tuple(word for word in words if word not in vocabulary.FILLERS)


def _is_part(part: Words, label: Words) -> bool:
    if not part:
        return False
    if _begins(_heart(label), part):
        return True
    turned = vocabulary.NEGATIONS.intersection(label).difference(part)
    telling = len("".join(part)) >= SHORTEST_PART or part[0].isdecimal()
    return telling and not turned and _holds(label, part)


def _begins(label: Words, part: Words) -> bool:
    """True if the label begins with these words, of which the last may be cut short, but not too short."""
    *whole, last = part
    if len(label) < len(part) or list(label[: len(whole)]) != whole:
        return False
    word = label[len(whole)]
    may_be_cut = len(last) >= SHORTEST_PART and last not in vocabulary.NEGATIONS
    return word == last or (may_be_cut and word.startswith(last))


def _holds(whole: Words, part: Words) -> bool:
    return part != () and any(whole[at : at + len(part)] == part for at in range(len(whole)))
