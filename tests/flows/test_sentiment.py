"""A text is scored, or says why it is not. There is no false zero."""

import re
import socket
import subprocess
import sys
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.sentiment import Mood, NotScored, score_text

LETTERS_OF_MANY_SCRIPTS = st.text(alphabet=st.characters(exclude_categories=()), max_size=300)


def polarity(text: str, language: str = "en") -> float:
    mood = score_text(text, language)
    assert mood.not_scored is None
    assert mood.polarity is not None
    return mood.polarity


def reason(text: str, language: str = "en") -> NotScored | None:
    mood = score_text(text, language)
    assert mood.polarity is None
    return mood.not_scored


@pytest.mark.parametrize(
    "text",
    ["Excellent service", "great!", "I love it", "It works, wonderful", "not bad at all", ":-)", "<3", "♥"],
)
def test_praise_is_above_zero(text: str) -> None:
    assert polarity(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "Terrible service",
        "awful",
        "I hate it",
        "The worst shop",
        "not great",
        ":(",
        "It arrived broken, late",
    ],
)
def test_complaints_are_below_zero(text: str) -> None:
    assert polarity(text) < 0


@pytest.mark.parametrize(
    ("contracted", "spelled_out"),
    [
        ("isn't good", "is not good"),
        ("isn’t good", "is not good"),
        ("isnt good", "is not good"),
        ("It WASN`T great", "It WAS not great"),
        ("wasn´t great", "was not great"),
        ("It doesnʼt good", "It does not good"),
    ],
)
def test_a_contracted_negation_counts(contracted: str, spelled_out: str) -> None:
    assert polarity(contracted) == polarity(spelled_out) < 0


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("Terrible😡", "Terrible 😡"),
        ("ok,terrible", "ok, terrible"),
        ("Terrible.Never again", "Terrible. Never again"),
        ("terrible...never again", "terrible... never again"),
        ("terrible\x00", "terrible"),
        ("\u200bterrible\ufeff", "terrible"),
        ("terrible\ud800", "terrible"),
        ("ｔｅｒｒｉｂｌｅ", "terrible"),
    ],
)
def test_what_is_glued_to_a_word_does_not_hide_it(glued: str, apart: str) -> None:
    assert polarity(glued) == polarity(apart) < 0


def test_praise_and_blame_in_balance_is_a_true_zero() -> None:
    assert polarity("good bad") == 0.0


@pytest.mark.parametrize(
    "text", ["Website is not working", "it did not arrive", "asdf", "It came back", "Ottimo"]
)
def test_no_known_word_is_no_zero(text: str) -> None:
    assert reason(text) is NotScored.UNKNOWN_WORDS


@pytest.mark.parametrize("text", ["😡😡😡", "👍", "👍🏽 !", "❤️", "4️⃣", "🇮🇹", "5 ⭐"])
def test_emoji_only_is_no_zero(text: str) -> None:
    assert reason(text) is NotScored.EMOJI_ONLY


@pytest.mark.parametrize("text", ["", "   ", "!!!", "10/10", "-", "\x00", "https://shop.example/good"])
@pytest.mark.parametrize("language", ["en", "it"])
def test_nothing_to_read_is_no_zero(text: str, language: str) -> None:
    assert reason(text, language) is NotScored.EMPTY


@pytest.mark.parametrize(
    "text",
    [
        "La consegna era in ritardo e la scatola era rotta",
        "El paquete llegó tarde y nadie contesta",
        "Le colis est arrivé en retard et personne ne répond",
        "Das Paket kam zu spät und niemand antwortet",
        "O pacote chegou atrasado e ninguém responde",
        "очень плохо",
        "とても良かったです",
        "سيئ",
    ],
)
@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_what_is_clearly_not_english_is_left_alone(text: str, language: str) -> None:
    assert reason(text, language) is NotScored.LANGUAGE


@pytest.mark.parametrize("language", ["it", "es", "fr", "de", "pt", "pt-BR", "ru", ""])
def test_a_short_text_is_taken_for_the_language_of_the_wording(language: str) -> None:
    assert reason("super, terrible", language) is NotScored.LANGUAGE


@pytest.mark.parametrize("language", ["it", "de-AT"])
def test_clear_english_is_scored_whatever_the_wording(language: str) -> None:
    assert polarity("The delivery was late and the box was in a terrible state", language) < 0


@pytest.mark.parametrize(("language", "scored"), [("en", True), ("EN_us", True), ("it", False)])
def test_an_unsure_language_leaves_it_to_the_wording(language: str, scored: bool) -> None:
    assert (score_text("Terrible service total disaster", language).not_scored is None) is scored


@pytest.mark.parametrize(
    "text", ["Terrible! " * 9, "terrible, terrible, terrible", "bad! so bad so bad so bad so bad"]
)
def test_saying_it_again_does_not_tell_the_language(text: str) -> None:
    assert polarity(text) < 0


def test_only_the_first_four_thousand_characters_are_read() -> None:
    assert polarity("terrible. " * 400 + "wonderful! " * 100_000) == polarity("terrible. " * 400)


def test_a_letter_that_stands_for_many_does_not_stretch_the_limit() -> None:
    assert reason("\ufdfa" * 4_000) is NotScored.LANGUAGE


def test_a_mood_names_engine_and_version() -> None:
    scored, silent = score_text("terrible", "en"), score_text("", "en")
    assert scored == Mood(-1.0, None, "textblob", scored.version)
    assert silent == Mood(None, NotScored.EMPTY, "textblob", scored.version)
    assert re.fullmatch(r"\d+\.\d+\.\d+ \(PatternAnalyzer, preparation \d+\)", scored.version)


@given(LETTERS_OF_MANY_SCRIPTS, st.sampled_from(["en", "it", "zz", ""]))
@settings(deadline=None)
def test_any_text_has_either_a_polarity_in_range_or_a_reason(text: str, language: str) -> None:
    mood = score_text(text, language)
    assert (mood.polarity is None) is (mood.not_scored is not None)
    assert mood.polarity is None or -1 <= mood.polarity <= 1


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        raise AssertionError("the network was asked for something")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert polarity("The delivery was late and nobody answered, terrible. What a shop!") < 0


def test_a_start_does_not_wait_for_the_engines() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, flows.sentiment; print({'textblob', 'py3langid', 'numpy'} & set(sys.modules))",
        ],
        capture_output=True,
        check=True,
        text=True,
    )
    assert said.stdout.strip() == "set()"
