"""The one way in which a text is refused."""


class WordingError(ValueError):
    """A text that cannot be used or filled in; `offset` counts characters from the start of its source, and
    `hint` says what to write.
    """

    def __init__(self, message: str, offset: int, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint
