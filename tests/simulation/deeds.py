"""What a customer did: each is one update."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tapped:
    run_id: int
    step: int
    choice: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message with words or a number; `message` is its id. Words are unlike any others, also those under a
    photo. `step` is the question they saw, 0 without one.
    """

    message: str
    text: str
    step: int = 0
    has_photo: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The message says something else from now on."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """A command, START, or a language: nothing that would be stored as an answer or as words."""

    what: str


Deed = Tapped | Wrote | Edited | Said


def is_unique(text: str) -> bool:
    """Whether nobody else ever wrote the same, nor the same person before: so with words, not numbers."""
    return not text.isdecimal()
