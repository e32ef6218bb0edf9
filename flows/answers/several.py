"""Reads several options at once: "late and damaged", "1, 3", "A+C", "none of these".

Every part must name exactly one option by itself, since half an answer would be another one. "/" is no comma
here: it may as well say "or", and "1/3" one of three.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from flows.answers import vocabulary
from flows.answers.choices import read_choice
from flows.answers.letters import is_question, pick_pictures, split_words

Labels = Mapping[str, Sequence[str]]
_Read = Callable[[str], str | None]

LONGEST_ANSWER = 400
"""In characters. Whoever writes more tells a story."""

_COMMA = re.compile(r"[,，、;+&\n•·]+")
_ANDS = "|".join(sorted(vocabulary.AND))
_AND = re.compile(rf"\s+(?:{_ANDS})\s+", re.IGNORECASE)
_LEADING_AND = re.compile(rf"^(?:{_ANDS})\s+", re.IGNORECASE)
_MARK = re.compile(r"(?:#?[0-9]{1,2}|[a-z])[.):]*", re.IGNORECASE)
_LETTER = re.compile(r"(?<!\w)[a-z](?!\w)", re.IGNORECASE)


def read_choices(
    text: str, labels: Labels, none_words: Collection[str] = (), *, is_ordered: bool = True
) -> list[str] | None:
    """The options that the text names, in the order of `labels`; an empty list for "none of these".

    `labels` are those of each option in any language, and `none_words` what the question itself says for none
    of them, where it does; `is_ordered` as for one choice. Whether none, so few or so many may be named is
    not looked at. None if a part of the text names no option, or more than one.
    """
    if len(text) > LONGEST_ANSWER:
        return None
    if split_words(text) and split_words(text) in map(split_words, none_words):
        return []
    read = partial(read_choice, labels=labels, is_ordered=is_ordered)
    whole = read(text)
    if whole is None and split_words(text) in vocabulary.NONE_OF_THEM:
        return []
    several = _in_parts(text, labels, read) if whole is None or _draws(text) else None
    return [whole] if several is None and whole is not None else several


def _draws(text: str) -> bool:
    """True if a part is a mere picture, which is passed over where the whole is read by its words."""
    return any(pick_pictures(piece) and not split_words(piece) for piece in _COMMA.split(text))


def _in_parts(text: str, labels: Labels, read: _Read) -> list[str] | None:
    pieces = [_LEADING_AND.sub("", piece.strip(), count=1) for piece in _COMMA.split(text)]
    said = [piece for piece in pieces if not _is_courtesy(piece)]
    if is_question(text) or len(said) > _most_parts(labels):
        return None
    parts = [part for piece in said for part in _split(piece, read)]
    if not 1 < len(parts) <= _most_parts(labels):  # one alone has been read as a whole
        return None
    named = {_read_part(part, read) for part in parts}
    return None if None in named else [option for option in labels if option in named]


def _most_parts(labels: Labels) -> int:
    """Whoever names each option twice has named them all."""
    return 2 * len(labels)


def _is_courtesy(piece: str) -> bool:
    """True for "thanks", and for nothing at all. A single letter is an option's, also where it is a word."""
    if pick_pictures(piece) or _LETTER.search(piece):
        return False
    return vocabulary.FILLERS.issuperset(split_words(piece))


def _split(piece: str, read: _Read) -> Sequence[str]:
    """The parts of what stands between two commas; "A e C" is left whole where there is an option E."""
    if read(piece) is not None:
        return [piece]
    marks = piece.split()
    if not all(map(_MARK.fullmatch, marks)):
        return _AND.split(piece)
    joined = vocabulary.AND.intersection(map(str.casefold, marks))
    if not joined:
        return marks
    return [piece] if any(_read_part(mark, read) for mark in joined) else _AND.split(piece)


def _read_part(part: str, read: _Read) -> str | None:
    """The one option, which a bare letter names, too, since others stand beside it."""
    named = read(part)
    return read(f"{part})") if named is None and _LETTER.fullmatch(part) else named
