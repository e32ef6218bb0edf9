"""What a customer types for a number, in six languages, and what must not be taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_scale

CSAT, CES, NPS = (1, 5), (1, 7), (0, 10)
SCALES = st.tuples(st.integers(0, 1), st.integers(5, 10))
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
SCALE_LIKE = st.text(alphabet="0123456789/.,- ⭐★☆🌟4️⃣🔟½*abdeiouqrst'’?\ud800\x00", max_size=20)

NUMBER_WORDS = {
    "en": "zero one two three four five six seven eight nine ten",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez",
}
SPOKEN = [
    (word, number)
    for words in NUMBER_WORDS.values()
    for number, word in enumerate(words.split())
    if word not in {"un", "um"}  # an article, or a hesitation
]


@pytest.mark.parametrize(("text", "value"), SPOKEN)
def test_number_words(text: str, value: int) -> None:
    assert read_scale(text, *NPS) == value
    assert read_scale(f"{text.upper()}!", *NPS) == value


@pytest.mark.parametrize(
    "text",
    [
        *(
            "4",
            " 4 ",
            "4.",
            "4!",
            "(4)",
            "4)",
            '"4"',
            "04",
            "４",
            "　４　",
            "٤",
            "④",
            "4️⃣",
            "4\n",
            "4 :)",
            "4 😡",
            "👍 4",
        ),
        *(
            "4/5",
            "4 / 5",
            "4 of 5",
            "4 out of 5",
            "four out of five",
            "4 su 5",
            "4 di 5",
            "4 de 5",
            "4 sobre 5",
        ),
        *("4 sur 5", "4 von 5", "4 em 5", "４／５", "4/5 stars", "4 stars out of 5", "4 von 5 Sternen"),
        *(
            "4 stars",
            "four stars",
            "four-star",
            "4⭐",
            "4 ⭐",
            "4 ⭐⭐⭐⭐",
            "4*",
            "**4**",
            "⭐⭐⭐⭐",
            "⭐️⭐️⭐️⭐️",
            "⭐ ⭐ ⭐ ⭐",
        ),
        *(
            "★★★★",
            "★★★★☆",
            "🌟🌟🌟🌟",
            "⭐⭐⭐⭐!",
            "quattro stelle",
            "cuatro estrellas",
            "quatre étoiles",
            "vier Sterne",
        ),
        *("quatro estrelas", "4 points", "4 punti", "vier Punkte"),
        *(
            "I'd say 4",
            "I’d say 4.",
            "a 4",
            "a solid four",
            "I give it a 4",
            "just 4",
            "my rating is 4",
            "4 please",
        ),
        *("rating: 4", "a rating of 4", "4, thanks", "Hmm, 4 I think", "ok 4", "it's a 4 for me"),
        *(
            "direi 4",
            "un 4",
            "darei un bel 4",
            "4, grazie",
            "voto: 4",
            "voto:4",
            "un voto di 4",
            "è un 4",
            "solo 4",
        ),
        *("diría 4", "un 4", "le doy un 4", "4 por favor", "una puntuación de 4", "creo que 4"),
        *("je dirais 4", "je mets un 4", "4 s'il vous plaît", "une note de 4", "c’est un 4", "disons 4"),
        *(
            "ich sage 4",
            "ich gebe eine 4",
            "eine klare 4",
            "4 bitte",
            "würde 4 sagen",
            "eine Bewertung von 4",
        ),
        *("eu diria 4", "dou 4", "nota 4", "uma nota de 4", "acho que 4", "4, obrigada"),
    ],
)
def test_a_four(text: str) -> None:
    assert read_scale(text, *CSAT) == 4


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("10 out of 10", 10), ("10/10", 10), ("🔟", 10), ("1️⃣0️⃣", 10), ("a 9", 9), ("0", 0), ("0/10", 0)],
        *[("dix sur dix", 10), ("10 su 10", 10), ("nove", 9), ("Zehn von zehn!", 10), ("10 stars", 10)],
    ],
)
def test_a_wide_scale(text: str, value: int) -> None:
    assert read_scale(text, *NPS) == value


@pytest.mark.parametrize(
    "text", ["one star", "una stella", "una estrella", "une étoile", "ein Stern", "uma estrela"]
)
def test_one_star(text: str) -> None:
    assert read_scale(text, *CSAT) == 1


@pytest.mark.parametrize("text", ["un punto", "Ein Punkt", "um ponto"])
def test_one_point(text: str) -> None:
    assert read_scale(text, *CES) == 1


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "?",
            "four?",
            "4?",
            "¿4?",
            "👍",
            "☆☆☆☆☆",
            "great",
            "stars",
            "a star",
            "un",
            "um",
            "una",
            "out of 5",
            "/5",
        ),
        *(
            "0",
            "6",
            "8/10",
            "10",
            "44",
            "99999999999999999999999999999",
            "⭐⭐⭐⭐⭐⭐",
            "4/10",
            "4/",
            "4 out of",
        ),
        *(
            "4.5",
            "4,5",
            "4½",
            "4 1/2",
            ".5",
            "-4",
            "– 4",
            "4-",
            "+4",
            "4+",
            "~4",
            "4%",
            "4€",
            "4th",
            "4x",
            "v4",
            "1e1",
        ),
        *("4 or 5", "4-5", "4 5", "4/5/5", "between 4 and 5", "4 o 5", "4 oder 5", "4 ou 5", "4 and a half"),
        *(
            "quattro e mezzo",
            "3⭐⭐⭐⭐⭐",
            "⭐⭐ ok ⭐⭐",
            "⭐⭐⭐⭐/5",
            "⭐⭐ stars",
            "4:5",
            "1.000",
            "una stella su 5",
        ),
        *("not 4", "non 4", "less than 4", "at least 4", "no more than 4", "never 4", "4 minus", "4²"),
        *(
            "2 of 3 items broken",
            "2 of 3",
            "I waited 4 days",
            "4 days",
            "order 4",
            "4 items missing",
            "room 4",
        ),
        *("ho aspettato 4 giorni", "mancano 2 pezzi su 5", "4 Tage gewartet", "j'ai attendu 4 jours"),
        *("esperé 4 días", "esperei 4 dias", "sei stato gentile", "très bien", "très", "no one", "neuf fois"),
        *(
            "Note 1",
            "Number one!",
            "Numero uno",
            "Nummer eins",
            "4 " + "thanks " * 20,
            "4\ud800",
            "4\x00",
            "IV",
        ),
    ],
)
def test_no_number_of_the_scale(text: str) -> None:
    assert read_scale(text, *CSAT) is None


@pytest.mark.parametrize("scale", [CES, NPS])
@pytest.mark.parametrize("text", ["⭐⭐⭐", "three stars", "5 stars", "5/5", "5*", "★★★★★"])
def test_stars_and_fifths_say_nothing_on_another_scale(text: str, scale: tuple[int, int]) -> None:
    assert read_scale(text, *scale) is None


@given(ANY_TEXT | SCALE_LIKE, SCALES)
def test_whatever_is_read_lies_on_the_scale(text: str, scale: tuple[int, int]) -> None:
    lowest, highest = scale
    value = read_scale(text, lowest, highest)
    assert value is None or lowest <= value <= highest


@given(st.integers(0, 10), st.sampled_from(["{}", " {}.", "{}!", "I'd say {}", "{} / 10", "({})", "{} 🙂"]))
def test_every_number_of_the_scale_is_read(value: int, pattern: str) -> None:
    assert read_scale(pattern.format(value), *NPS) == value


@given(st.integers(0, 10), st.integers(0, 10), st.sampled_from([" ", " or ", "-", ", ", ".", " to "]))
def test_two_numbers_are_none(one: int, other: int, between: str) -> None:
    assert read_scale(f"{one}{between}{other}", *NPS) is None


@given(st.integers(0, 10), st.from_regex(r"[b-z]{5,12}", fullmatch=True))
def test_an_unknown_word_beside_a_number_changes_it(value: int, word: str) -> None:
    known = read_scale(word, *NPS) is not None or read_scale(f"{word} 3", *NPS) is not None
    assert known or read_scale(f"{value} {word}", *NPS) is None
