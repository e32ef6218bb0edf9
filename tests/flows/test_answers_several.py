"""What a customer types for several options at once, and what must not be taken for some of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_choice, read_choices

WRONG = {
    "late": ("Late", "In ritardo", "Verspätet", "En retard", "Tarde", "Atrasado"),
    "damaged": ("Damaged", "Rotto", "Beschädigt", "Abîmé", "Dañado", "Danificado"),
    "colour": ("Wrong colour", "Colore sbagliato", "Falsche Farbe"),
    "other": ("Something else 🤷", "Altro"),
}
SIZES = {"s": ("S",), "m": ("M",), "l": ("L",)}
SIX = {letter: (f"Option of kind {word}",) for letter, word in zip("abcdef", "uvwxyz", strict=True)}
NONE_WORDS = ("All was well", "Tutto bene")
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
LIST_LIKE = st.text(alphabet="1234abce ,+&;.)#\n🤷👍-/", max_size=30)
LABELS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True),
    st.lists(st.text(max_size=12), max_size=3),
    max_size=5,
)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "late and damaged",
            "Late, damaged",
            "damaged, late",
            "late; damaged",
            "late + damaged",
            "late & damaged",
        ),
        *(
            "late, and damaged",
            "late\ndamaged",
            "• late\n• damaged",
            "LATE AND DAMAGED!",
            "late, damaged, late",
        ),
        *(
            "late, damaged, thanks",
            "it was late and damaged",
            "in ritardo e rotto",
            "verspätet und beschädigt",
        ),
        *(
            "en retard et abîmé",
            "tarde y dañado",
            "atrasado e danificado",
            "in ritardo ed rotto",
            "late and rotto",
        ),
        *(
            "1, 2",
            "1 2",
            "2,1",
            "1+2",
            "1 & 2",
            "1 and 2",
            "1. 2.",
            "1) 2)",
            "#1 #2",
            "1\n2",
            "option 1 and 2",
            "１，２",
        ),
        *(
            "A, B",
            "a b",
            "A+B",
            "a and b",
            "A e B",
            "a y b",
            "b, a",
            "1 and b",
            "late, 2",
            "1, damaged",
            "A, B, thanks",
        ),
    ],
)
def test_two_options(text: str) -> None:
    assert read_choices(text, WRONG) == ["late", "damaged"]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        *[("late", ["late"]), ("2", ["damaged"]), ("option b", ["damaged"]), ("late, thanks", ["late"])],
        *[
            ("🤷, late", ["late", "other"]),
            ("late, 😡", ["late"]),
            ("wrong colour, late", ["late", "colour"]),
            ("1 2 3", ["late", "damaged", "colour"]),
        ],
        *[
            ("4, 3, 2 and 1", ["late", "damaged", "colour", "other"]),
            ("A, C e D", ["late", "colour", "other"]),
        ],
    ],
)
def test_options_stand_in_their_own_order(text: str, options: list[str]) -> None:
    assert read_choices(text, WRONG) == options


@pytest.mark.parametrize(
    "text",
    [
        *("none", "None of these!", "nothing", "none of the above", "nessuno", "niente di questo", "nulla"),
        *(
            "ninguno",
            "nada",
            "aucun",
            "rien",
            "rien de tout ça",
            "keine davon",
            "nichts",
            "nenhuma das opções",
        ),
        *("All was well", "tutto bene", "ALL WAS WELL."),
    ],
)
def test_none_of_them(text: str) -> None:
    assert read_choices(text, WRONG, NONE_WORDS) == []


def test_an_option_that_says_none_is_an_option() -> None:
    assert read_choices("nothing", {"fine": ("Nothing at all",), "late": ("Late",)}) == ["fine"]


def test_letters_may_be_labels() -> None:
    assert read_choices("S, L", SIZES) == ["s", "l"]
    assert read_choices("m and l", SIZES) == ["m", "l"]


def test_a_label_may_join_two_words() -> None:
    labels = {"grey": ("Black and white",), "red": ("Red",)}
    assert read_choices("black and white, red", labels) == ["grey", "red"]
    assert read_choices("red and black and white", labels) == ["grey", "red"]


def test_an_and_that_is_an_option_too() -> None:
    assert read_choices("A e C", SIX) is None
    assert read_choices("A, E, C", SIX) == ["a", "c", "e"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            ",",
            "and",
            "a",
            "late and",
            "late or damaged",
            "late/damaged",
            "1/3",
            "1-3",
            "1.3",
            "13",
            "1, 9",
            "0 1",
        ),
        *(
            "late damaged",
            "late but not damaged",
            "late, not damaged",
            "not late, damaged",
            "nothing, late",
            "no, late",
        ),
        *(
            "late and broken",
            "late, damaged, and I want my money back",
            "late and damaged?",
            "1 of 3",
            "1 2 x",
            "x, y",
        ),
        *("the parcel was late and the box was damaged by rain", "late, " * 100, "late, 👍, damaged"),
    ],
)
def test_what_is_asked_again(text: str) -> None:
    assert read_choices(text, WRONG) is None


@given(ANY_TEXT | LIST_LIKE, LABELS, st.lists(st.text(max_size=8), max_size=2))
def test_whatever_is_read_is_offered_once_and_in_order(
    text: str, labels: dict[str, list[str]], none: list[str]
) -> None:
    options = read_choices(text, labels, none)
    assert options is None or options == [option for option in labels if option in options]


@given(ANY_TEXT | LIST_LIKE)
def test_what_is_one_option_alone_is_one_of_several(text: str) -> None:
    one = read_choice(text, WRONG)
    assert one is None or one in (read_choices(text, WRONG) or [])


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4, unique=True),
    st.sampled_from([", ", ",", " ", " and ", "\n"]),
)
def test_every_set_of_positions_is_read(positions: list[int], between: str) -> None:
    named = [option for at, option in enumerate(WRONG, 1) if at in positions]
    assert read_choices(between.join(map(str, positions)), WRONG) == named


@pytest.mark.parametrize(
    "text", ["1," * 2000, "1 " * 2000, "late and " * 400, " and" * 1000, "," * 4000, " " * 4000]
)
def test_who_writes_a_page_names_no_options(text: str) -> None:
    assert read_choices(text, WRONG) is None
