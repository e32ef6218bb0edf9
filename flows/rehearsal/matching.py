"""Whether the bot said what was expected, and where it begins to differ. White space counts as one blank."""

ANYTHING = "*"


def one_line(text: str) -> str:
    return " ".join(text.split())


def matches(pattern: str, text: str) -> bool:
    """Whether the text reads like the pattern, in which `*` stands for any words, or none."""
    first, *others = one_line(pattern).split(ANYTHING)
    rest = one_line(text)
    if not others:
        return rest == first
    *middle, last = others
    if not rest.startswith(first):
        return False
    rest = rest[len(first) :]
    for part in filter(None, middle):
        _passed, found, rest = rest.partition(part)
        if not found:
            return False
    return rest.endswith(last)


def first_difference(pattern: str, text: str) -> int | None:
    """How many characters of the text in one line are as expected before the first that is not; None where
    what stands before the first `*` is all right.
    """
    wanted, has_more, _ = one_line(pattern).partition(ANYTHING)
    said = one_line(text)
    if has_more and said.startswith(wanted):
        return None
    pairs = zip(wanted, said, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(wanted), len(said)))
