"""Names that texts and conditions may use, and guesses at the wrong ones."""

import cel
import pytest

from flows.names import RESERVED_WORDS, Kind, Leaf, Names, UnknownName

KNOWN = Names(
    {
        "customer": Names({"first_name": Leaf(Kind.STRING, optional=True), "spent": Leaf(Kind.FLOAT)}),
        "purchase": Names({"attributes": Leaf(Kind.MAP)}),
        "csat": Leaf(Kind.INT),
        "empty": Names({}),
    }
)


def test_a_full_name_leads_to_its_value() -> None:
    assert KNOWN.find(("customer", "first_name")) == Leaf(Kind.STRING, optional=True)
    assert KNOWN.find(("csat",)) == Leaf(Kind.INT)


def test_a_free_table_has_every_key_and_none_for_sure() -> None:
    assert KNOWN.find(("purchase", "attributes", "gift")) == Leaf(Kind.ANY, optional=True)
    assert KNOWN.find(("purchase", "attributes", "gift", "colour")) == Leaf(Kind.ANY, optional=True)


@pytest.mark.parametrize(
    ("path", "piece", "hint"),
    [
        (("customer", "frist_name"), 1, "did you mean `customer.first_name`?"),
        (("first_name",), 0, "did you mean `customer.first_name`?"),
        (("csaat",), 0, "did you mean `csat`?"),
        (("customer", "zzz"), 1, "known here: customer.first_name, customer.spent"),
        (("zzz",), 0, "known here: customer, purchase, csat"),
        (("csat", "value"), 1, "write `csat` alone"),
        (("customer",), 0, "name one of them, for example customer.first_name, customer.spent"),
        (("empty",), 0, "leave it out, for it is empty"),
    ],
)
def test_a_wrong_name_is_placed_and_the_right_one_guessed(
    path: tuple[str, ...], piece: int, hint: str
) -> None:
    found = KNOWN.find(path)

    assert isinstance(found, UnknownName)
    assert (found.piece, found.hint) == (piece, hint)


def test_paths_lists_every_full_name() -> None:
    assert list(KNOWN.paths()) == [
        ("customer", "first_name"),
        ("customer", "spent"),
        ("purchase", "attributes"),
        ("csat",),
    ]


def test_reserved_words_are_those_that_cel_refuses() -> None:
    for word in RESERVED_WORDS - {"true", "false", "null"}:
        with pytest.raises(ValueError, match="Failed to parse"):
            cel.compile(f"{word} <= 2")
