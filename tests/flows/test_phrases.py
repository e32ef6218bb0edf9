"""Every language says everything, names the same values, and fits where it is shown."""

import re
from collections.abc import Iterator

import pytest

from flows.names import Leaf, Names
from flows.phrases import (
    BOT_COMMANDS,
    LABELS,
    LANGUAGE_NAMES,
    PHRASES,
    SECOND_MANNERS,
    TOASTS,
    Phrase,
    Phrasebook,
    values_of,
)
from flows.wording import Manner, Manners, base_language, parse_wording, render
from flows.wording.markup import parse

LANGUAGES = ["en", "it", "es", "fr", "de", "pt"]
VALUES: dict[str, object] = {
    "business": {"name": "Bottega Rossi", "privacy_url": "https://bottegarossi.example/privacy"},
    "answer": "+39 333 0000000",
    "at": 2,
    "total": 4,
    "least": 2,
    "most": 3,
    "lowest": 1,
    "highest": 5,
    "earliest": "8 November 2026",
    "latest": "30 November 2026",
    "reply_by": "18:00",
}


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


@pytest.mark.parametrize("tag", SECOND_MANNERS)
def test_the_second_manner_lists_what_differs_and_names_the_same_values(tag: str) -> None:
    usual = PHRASES[base_language(tag)]
    order = [name for name in usual if name in SECOND_MANNERS[tag]]
    assert list(SECOND_MANNERS[tag]) == order
    for name, text in SECOND_MANNERS[tag].items():
        assert text != usual[name]
        assert placeholders(text) == placeholders(usual[name])


ADDRESSES = {
    ("de", Manner.FORMAL): r"Sie|Ihnen|Ihre?[mnrs]?",
    ("de", Manner.INFORMAL): r"[Dd](u|ich|ir|eine?[mnrs]?)|[Ss]ch(reib|ick)|[Tt]ippe|[Ww]ähle",
    ("it", Manner.FORMAL): r"(?i:lei|su[oaei]|suoi|ci scriva|tocchi|riceverà)",
    ("it", Manner.INFORMAL): r"(?i:t[uie]|tu[oae]|tuoi|puoi|hai|scrivi(ci)?|tocca|riceverai)",
    ("es", Manner.FORMAL): r"(?i:usted|sus?|suyo|escríbanos|toque|reciba)",
    ("es", Manner.INFORMAL): r"(?i:t[úuei]|tus|tuyo|puedes|escríbenos|toca|envía)",
    ("fr", Manner.FORMAL): r"(?i:vous|vo(tre|s)|vôtre|\w+(?<!ch)ez)",
    ("fr", Manner.INFORMAL): r"(?i:tu|te?|toi|t(on|a|es)|tien|écris|touche|partage)",
}
"""Words that give a manner away."""


@pytest.mark.parametrize(("language", "manner"), ADDRESSES)
def test_nobody_is_addressed_in_two_manners(language: str, manner: Manner) -> None:
    book = Phrasebook(manners=Manners({language: manner}))
    said = {name: book.of(name, language) for name in Phrase if name not in LABELS}
    found = {
        each: {name for name in said if re.search(rf"(?<!\w)({ADDRESSES[language, each]})(?!\w)", said[name])}
        for each in Manner
    }
    other = Manner.FORMAL if manner is Manner.INFORMAL else Manner.INFORMAL
    assert found[other] == set()
    assert len(found[manner]) > len(said) / 3


def occasions(known: Names) -> Iterator[dict[str, object]]:
    """All the values, and all but one of those that can be missing."""
    whole = {name: VALUES[name] for name in known.entries}
    yield whole
    for name, leaf in known.entries.items():
        if isinstance(leaf, Leaf) and leaf.optional:
            yield {**whole, name: None}


@pytest.mark.parametrize("manner", Manner)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", Phrase)
def test_a_phrase_can_be_filled_in(language: str, manner: Manner, name: Phrase) -> None:
    source = Phrasebook(manners=Manners({language: manner})).of(name, language)
    known = values_of(name)
    parse_wording(source, known)
    for values in occasions(known):
        said = render(source, values, language)
        assert said.strip() == said != ""
        assert not set("{}") & set(said)
        assert "  " not in said
        assert parse(said).plain == said


@pytest.mark.parametrize("name", Phrase)
def test_a_phrase_uses_every_value_that_it_is_given(name: Phrase) -> None:
    used = {used.partition(".")[0] for used in placeholders(PHRASES["en"][name])}
    assert used == set(values_of(name).entries)


@pytest.mark.parametrize("language", set(LANGUAGES) - {"en"})
def test_nothing_was_left_in_english(language: str) -> None:
    assert [name for name in Phrase if PHRASES[language][name] == PHRASES["en"][name]] == []


@pytest.mark.parametrize("manner", Manner)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TOASTS))
def test_a_toast_fits_telegrams_two_hundred_characters(language: str, manner: Manner, name: Phrase) -> None:
    source = Phrasebook(manners=Manners({language: manner})).of(name, language)
    assert len(render(source, VALUES, language)) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(LABELS))
def test_a_label_is_short_and_in_one_line(language: str, name: Phrase) -> None:
    label = render(PHRASES[language][name], VALUES, language)
    assert len(label) <= 32
    assert "\n" not in label
    assert not label.endswith(".")


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
    texts = [*PHRASES["fr"].values(), *SECOND_MANNERS["fr-x-informal"].values()]
    loose = [text for text in texts if re.search(r"[^\u202f\u00a0][?!;»]|« | :(?!//)", text)]
    assert loose == []
