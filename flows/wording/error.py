"""The one way in which a text is refused."""

_LONGEST_QUOTE = 80


class WordingError(ValueError):
    """A text that cannot be used or filled in; `offset` counts characters from the start of its source, and
    `hint` says what to write.
    """

    def __init__(self, message: str, offset: int, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


def quoted(written: object) -> str:
    """A piece of a text as a message names it, the beginning of it where it is long."""
    words = str(written)
    return f"`{words}`" if len(words) <= _LONGEST_QUOTE else f"`{words[:_LONGEST_QUOTE]}…`"
