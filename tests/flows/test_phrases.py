"""Every language says everything, names the same values, and fits where it is shown."""

import re

import pytest
from liquid import Environment, StrictDefaultUndefined

from flows.phrases import BOT_COMMANDS, LANGUAGE_NAMES, PHRASES, Phrase

LANGUAGES = ["en", "it", "es", "fr", "de", "pt"]
TOASTS = [Phrase.ALREADY_ANSWERED, Phrase.QUESTION_CLOSED, Phrase.MESSAGE_PASSED_ON]
VALUES = {
    "business": {"name": "Bottega Rossi", "privacy_url": "https://bottegarossi.example/privacy"},
    "lowest": 1,
    "highest": 5,
    "reply_by": "18:00",
}
LIQUID = Environment(undefined=StrictDefaultUndefined)


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{{ ([a-z_.]+) }}", text))


@pytest.mark.parametrize("table", [PHRASES, BOT_COMMANDS, LANGUAGE_NAMES])
def test_every_table_speaks_the_six_languages(table: dict[str, object]) -> None:
    assert list(table) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_everything_in_the_same_order(language: str) -> None:
    assert list(PHRASES[language]) == list(PHRASES["en"])
    assert set(PHRASES[language]) == set(Phrase)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Phrase)
def test_a_phrase_names_the_same_values_in_every_language(language: str, name: Phrase) -> None:
    assert placeholders(PHRASES[language][name]) == placeholders(PHRASES["en"][name])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Phrase)
def test_a_phrase_can_be_filled_in(language: str, name: Phrase) -> None:
    said = LIQUID.from_string(PHRASES[language][name]).render(**VALUES)
    assert said.strip() == said != ""
    assert not set("{}") & set(said)
    assert "  " not in said


@pytest.mark.parametrize("language", set(LANGUAGES) - {"en"})
def test_nothing_was_left_in_english(language: str) -> None:
    assert [name for name in Phrase if PHRASES[language][name] == PHRASES["en"][name]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOASTS)
def test_a_toast_fits_telegrams_two_hundred_characters(language: str, name: Phrase) -> None:
    assert len(PHRASES[language][name]) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_that_are_named_exist(language: str) -> None:
    named = {command for text in PHRASES[language].values() for command in re.findall(r"(?<!\S)/(\w+)", text)}
    assert named <= set(BOT_COMMANDS[language])
    assert {"stop", "start", "language"} <= named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_menu_is_complete_and_short(language: str) -> None:
    assert list(BOT_COMMANDS[language]) == ["start", "help", "language", "stop"]
    assert all(3 <= len(words) <= 40 for words in BOT_COMMANDS[language].values())


def test_french_puts_a_space_that_does_not_break_before_its_double_signs() -> None:
    loose = [text for text in PHRASES["fr"].values() if re.search(r"[^\u202f\u00a0][?!;»]|« | :(?!//)", text)]
    assert loose == []
