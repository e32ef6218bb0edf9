"""What a customer types for one of several options, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_choice, read_choices

REASONS = {
    "delivery": ("The delivery", "La consegna", "La entrega", "La livraison", "Die Lieferung", "A entrega"),
    "product": ("The product itself", "Il prodotto", "El producto", "Le produit", "Das Produkt", "O produto"),
    "other": ("Something else 🤷", "Altro", "Otra cosa", "Autre chose", "Etwas anderes", "Outra coisa"),
}
YES_NO = {
    "yes": ("Yes", "Sì", "Oui", "Ja", "Sim"),
    "no": ("No, not yet", "No, non ancora", "Non", "Nein", "Não"),
}
THUMBS = {"up": ("👍", "👍 Good"), "down": ("👎", "👎 Bad")}
DAYS = {"early": ("2-3 days", "2-3 giorni"), "late": ("4-7 days",), "week": ("More than 1 week",)}
TURNED = {"late": ("Late", "Not on time"), "fine": ("No problem at all",)}
MAYBE = {"yes": ("Yes",), "maybe": ("Maybe",), "no": ("No",)}
LABELS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True),
    st.lists(st.text(max_size=12), max_size=3),
    max_size=5,
)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "The delivery",
            "the delivery",
            "THE DELIVERY!",
            " «The delivery» ",
            "Ｔｈｅ ｄｅｌｉｖｅｒｙ",
            "the delivery 🚚",
        ),
        *("La consegna", "la entrega", "la livraison", "die lieferung", "A entrega.", "The delivery?"),
        *(
            "delivery",
            "consegna",
            "Lieferung",
            "the deliv",
            "la conse",
            "delivery, thanks",
            "it was the delivery",
        ),
        *(
            "Delivery please",
            "direi la consegna",
            "ich sage Lieferung",
            "1",
            "1.",
            "1)",
            "#1",
            "a)",
            "(A)",
            "option 1",
        ),
        *("Opzione 1", "opção a", "number 1", "1️⃣", "Numéro 1"),
    ],
)
def test_an_option_is_named(text: str) -> None:
    assert read_choice(text, REASONS) == "delivery"


@pytest.mark.parametrize(
    ("text", "option"),
    [
        *[
            ("2", "product"),
            ("b)", "product"),
            ("il PRODOTTO", "product"),
            ("itself", "product"),
            ("prod", "product"),
        ],
        *[
            ("else", "other"),
            ("🤷", "other"),
            ("otra", "other"),
            ("anderes", "other"),
            ("something", "other"),
        ],
    ],
)
def test_other_options_are_named(text: str, option: str) -> None:
    assert read_choice(text, REASONS) == option


@pytest.mark.parametrize(
    ("text", "option"),
    [("sì", "yes"), ("SI", "yes"), ("yes please", "yes"), ("nao", "no"), ("No.", "no"), ("no thanks", "no")],
)
def test_accents_do_not_matter(text: str, option: str) -> None:
    assert read_choice(text, YES_NO) == option


@pytest.mark.parametrize(("text", "option"), [("👍", "up"), ("👍🏽", "up"), ("👎", "down"), ("good", "up")])
def test_an_emoji_may_be_a_label(text: str, option: str) -> None:
    assert read_choice(text, THUMBS) == option


@pytest.mark.parametrize(
    ("text", "option"), [("2-3", "early"), ("4", "late"), ("4-7", "late"), ("week", "week")]
)
def test_numbers_in_labels(text: str, option: str) -> None:
    assert read_choice(text, DAYS) == option


@pytest.mark.parametrize("text", ["2", "1", "days", "2 weeks"])
def test_a_number_that_is_both_label_and_position_is_asked_again(text: str) -> None:
    assert read_choice(text, DAYS) is None


@pytest.mark.parametrize(
    ("text", "option"), [("not on time", "late"), ("no problem", "fine"), ("not on", "late")]
)
def test_a_label_with_a_no_needs_the_no(text: str, option: str) -> None:
    assert read_choice(text, TURNED) == option


@pytest.mark.parametrize("text", ["on time", "problem", "time", "no time"])
def test_a_part_that_turns_the_meaning_is_no_part(text: str) -> None:
    assert read_choice(text, {**TURNED, "nothing": ("Nothing",)}) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "?!",
            "👍",
            "0",
            "4",
            "9",
            "d)",
            "z)",
            "option z",
            "x",
            "a",
            "de",
            "the",
            "it was",
            "pr",
            "th",
        ),
        *(
            "delivery and product",
            "delivery or product",
            "not the delivery",
            "the delivery was fine",
            "deliverer",
        ),
        *(
            "all of them",
            "la",
            "1 2",
            "1 or 2",
            "is 1 the delivery?",
            "product?",
            "b?",
            "the delivery itself",
        ),
        *("\x00", "\ud800", "99999999999999999999999999", "the product itself and the delivery"),
    ],
)
def test_no_option_or_several(text: str) -> None:
    assert read_choice(text, REASONS) is None


@pytest.mark.parametrize(
    ("text", "option"), [("maybe", "maybe"), ("maybe yes", None), ("yes, I think", "yes")]
)
def test_a_label_among_the_small_words_still_counts(text: str, option: str | None) -> None:
    assert read_choice(text, MAYBE) == option


def test_the_same_label_twice_is_nobodys() -> None:
    assert read_choice("gift", {"present": ("Gift",), "poison": ("Gift",)}) is None
    assert read_choice("👍", {"one": ("👍 a",), "two": ("👍 b",)}) is None


def test_there_may_be_no_options() -> None:
    assert read_choice("1", {}) is None
    assert read_choice("", {"empty": ("", "!")}) is None


@given(st.text(alphabet=st.characters(exclude_categories=())), LABELS)
def test_any_text_names_a_known_option_or_none(text: str, labels: dict[str, list[str]]) -> None:
    assert read_choice(text, labels) in {None, *labels}


@given(
    st.sampled_from([label for known in REASONS.values() for label in known]),
    st.sampled_from(["{}", " {}!", "{} 🙂"]),
)
def test_every_label_is_read(label: str, pattern: str) -> None:
    option = next(option for option, known in REASONS.items() if label in known)
    assert read_choice(pattern.format(label).upper(), REASONS) == option


def test_a_position_says_nothing_where_each_customer_sees_another_order() -> None:
    labels = {"late": ["Too late"], "two": ["After 2 days"]}
    assert read_choice("2)", labels) is not None
    assert read_choice("1", labels, is_ordered=False) is None
    assert read_choice("option 1", labels, is_ordered=False) is None
    assert read_choice("too late", labels, is_ordered=False) == "late"
    assert read_choice("2 days", labels, is_ordered=False) == "two"
    assert read_choices("late, 2 days", labels, is_ordered=False) == ["late", "two"]
    assert read_choices("1, 2", {"a": ["Cup"], "b": ["Jug"]}, is_ordered=False) is None
