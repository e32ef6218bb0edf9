"""The one way in which a condition is refused."""


class ConditionError(ValueError):
    """A condition that cannot be used; `offset` counts characters from the start of its source, `hint` says
    what to write.
    """

    def __init__(self, message: str, offset: int, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint
