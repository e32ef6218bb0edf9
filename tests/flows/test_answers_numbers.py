"""What a customer types for a number of any size, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_number

DAYS = (
    "How many days did you wait? Quanti giorni hai aspettato? ¿Cuántos días ha esperado? "
    "Combien de jours avez-vous attendu ? Wie viele Tage haben Sie gewartet? Quantos dias esperou?"
)
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
NUMBER_LIKE = st.text(alphabet="0123456789.,' -−€$%~½²abdeinostuy\u202f\ud800\x00", max_size=30)
LANGUAGES = st.sampled_from(["en", "it", "es", "fr", "de", "pt", "de-CH", "pt-PT", "ar", "xx", ""])


@pytest.mark.parametrize("language", ["en", "it", "es", "fr", "de", "pt"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[
            ("3", 3),
            (" 3. ", 3),
            ("３", 3),
            ("٣", 3),
            ("3️⃣", 3),
            ("(3)", 3),
            ('"3"', 3),
            ("007", 7),
            ("-0", 0),
        ],
        *[("3,5", 3.5), ("3.5", 3.5), ("3.50", 3.5), ("0,12", 0.12), ("1234,5", 1234.5), ("30.00", 30)],
        *[
            ("1.234,50", 1234.5),
            ("1,234.50", 1234.5),
            ("1.234.567", 1234567),
            ("1'234", 1234),
            ("1’234.5", 1234.5),
        ],
        *[
            ("-5", -5),
            ("−5", -5),
            ("€-5", -5),
            ("€ 20", 20),
            ("20€", 20),
            ("20 euro", 20),
            ("R$ 20,90", 20.9),
        ],
        *[
            ("about 20", 20),
            ("ca. 20", 20),
            ("~20", 20),
            ("circa 20", 20),
            ("etwa 20", 20),
            ("environ 20", 20),
        ],
        *[
            ("20, thanks", 20),
            ("20 grazie!", 20),
            ("I'd say 20", 20),
            ("four", 4),
            ("dodici", 12),
            ("zwölf", 12),
        ],
        *[("none", 0), ("Nessuno", 0), ("keine", 0), ("aucun", 0), ("123456789012345", 123456789012345)],
    ],
)
def test_a_number_that_is_the_same_everywhere(text: str, value: float, language: str) -> None:
    assert read_number(text, language, 2) == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        *[("1.234", "de", 1234), ("1.234", "it", 1234), ("1.234", "pt-BR", 1234), ("1.234", "en", 1.234)],
        *[("1,234", "en", 1234), ("1,234", "de", 1.234), ("1,234", "es", 1.234), ("1,234", "es-MX", 1234)],
        *[
            ("1 234", "fr", 1234),
            ("1\u202f234,5", "fr", 1234.5),
            ("1 234", "it", None),
            ("1.234", "fr", None),
        ],
        *[("1,234", "de-CH", None), ("0.123", "de", 0.123), ("0,123", "en", 0.123), ("1,234", "xx", 1234)],
    ],
)
def test_a_mark_is_what_it_is_in_the_language(text: str, language: str, value: float | None) -> None:
    assert read_number(text, language, 3) == value


@pytest.mark.parametrize(
    "text",
    [
        *("4 days", "four days", "I waited 4 days", "4 giorni", "ho aspettato 4 giorni", "quattro giorni"),
        *("4 días", "cuatro dias", "4 jours", "quatre jours", "j'ai attendu 4 jours", "4 Tage", "vier Tage"),
        *(
            "ich habe 4 Tage gewartet",
            "4 dias",
            "esperei 4 dias",
            "circa 4 giorni",
            "about four days, thanks",
        ),
    ],
)
def test_words_of_the_question_change_nothing(text: str) -> None:
    assert read_number(text, "en", 0, DAYS) == 4
    assert (read_number(text, "en", 0) is None) is (text != "4")


@pytest.mark.parametrize("text", ["one day", "1 day", "un giorno", "un día", "un jour", "ein Tag", "um dia"])
def test_one_of_what_is_counted(text: str) -> None:
    assert read_number(text, "it", 0, DAYS) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "?",
            "4?",
            "days",
            "a lot",
            "un",
            "NaN",
            "Infinity",
            "inf",
            "1e5",
            "1_000",
            "0x10",
            "IV",
            "IVX",
        ),
        *(
            "4 5",
            "4-5",
            "4 or 5",
            "4 o 5",
            "3, 4",
            "1,2,3",
            "1.2.3",
            "12,34,567",
            "1.234,567.8",
            "4/5",
            "4:30",
        ),
        *(
            "4½",
            "½",
            "4²",
            "4º",
            "4°",
            "4th",
            "4x",
            "v4",
            "4kg",
            "4%",
            "20+",
            "+5",
            "- 5",
            "5-",
            "--5",
            ".5",
            "5'",
        ),
        *(
            "more than 4",
            "at least 4",
            "not 4",
            "almost 4",
            "più di 4 giorni",
            "mindestens 4 Tage",
            "4 and a half",
        ),
        *(
            "2 weeks",
            "zwei Wochen",
            "4 hours",
            "50 cents",
            "2k",
            "2 million",
            "once",
            "order 4",
            "4 " + "days " * 20,
        ),
        *("1234567890123456", "9" * 50, "4\x00", "4\ud800", "no. 4"),
    ],
)
def test_no_number(text: str) -> None:
    assert read_number(text, "en", 2, DAYS) is None


def test_a_per_cent_sign_needs_its_question() -> None:
    assert read_number("20%", "en", 0, "How much was off, in %?") == 20


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [("3", 0, 3), ("3.0", 0, 3), ("3.5", 0, None), ("3.55", 1, None), ("3.50", 1, 3.5), ("0.125", 3, 0.125)],
)
def test_no_number_is_rounded_unasked(text: str, decimals: int, value: float | None) -> None:
    assert read_number(text, "en-GB", decimals) == value


def test_the_type_is_that_of_the_question() -> None:
    assert isinstance(read_number("3,00", "de", 0), int)
    assert isinstance(read_number("3", "de", 1), float)
    assert str(read_number("-0", "de", 1)) == "0.0"


@given(ANY_TEXT | NUMBER_LIKE, LANGUAGES, st.integers(0, 6))
def test_whatever_is_read_is_a_finite_number(text: str, language: str, decimals: int) -> None:
    value = read_number(text, language, decimals, text)
    assert value is None or abs(value) < 10**15


@given(st.integers(-(10**12), 10**12), LANGUAGES)
def test_every_whole_number_is_read(value: int, language: str) -> None:
    assert read_number(str(value), language, 0) == value


@pytest.mark.parametrize(
    "text", ["1" * 4000, "1," * 2000, "1 " * 2000, "days " * 800, "-" * 4000, "'" * 4000, "²" * 4000]
)
def test_who_writes_a_page_says_no_number(text: str) -> None:
    assert read_number(text, "en", 2, text) is None
