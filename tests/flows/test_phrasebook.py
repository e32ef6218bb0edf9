"""A business has the bot speak in its manner and in its own words; what it leaves is as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.phrases import PHRASES, Phrase, Phrasebook
from flows.scene import Scene
from flows.wording import Manner, Manners

DU = Manners({"de": Manner.INFORMAL})


@pytest.mark.parametrize(
    ("asked", "given"),
    [("de-AT", "de"), ("pt_BR", "pt"), ("IT", "it"), ("nl", "en"), ("", "en"), ("zh-Hans-CN", "en")],
)
def test_a_language_falls_back_to_its_base_and_then_to_english(asked: str, given: str) -> None:
    assert Phrasebook().of(Phrase.SKIP, asked) == PHRASES[given][Phrase.SKIP]


@given(st.text())
def test_any_language_tag_yields_words(language: str) -> None:
    assert Phrasebook().of(Phrase.HELP, language)


def test_own_words_come_before_ours_and_change_nothing_else() -> None:
    book = Phrasebook({Phrase.SKIP: {"de": "Weiter"}})
    assert book.of(Phrase.SKIP, "de-AT") == "Weiter"
    assert book.of(Phrase.SKIP, "it") == PHRASES["it"][Phrase.SKIP]
    assert book.of(Phrase.THANKS_DONE, "de") == PHRASES["de"][Phrase.THANKS_DONE]


def test_the_closest_own_words_are_taken() -> None:
    tags = ["de-AT-x-informal", "de-AT", "de-x-informal", "de"]
    for left in range(len(tags)):
        book = Phrasebook({Phrase.SKIP: {tag: tag for tag in reversed(tags[left:])}}, DU)
        assert book.of(Phrase.SKIP, "de-AT") == tags[left]


def test_own_words_for_the_other_manner_are_not_shown() -> None:
    own = {Phrase.SKIP: {"de-x-informal": "Mach weiter"}}
    assert Phrasebook(own).of(Phrase.SKIP, "de") == PHRASES["de"][Phrase.SKIP]
    assert Phrasebook(own, DU).of(Phrase.SKIP, "de") == "Mach weiter"


def test_own_english_serves_languages_that_nothing_is_written_in() -> None:
    assert Phrasebook({Phrase.SKIP: {"en": "Next"}}).of(Phrase.SKIP, "nl") == "Next"
    assert Phrasebook({Phrase.SKIP: {"nl": "Verder", "en": "Next"}}).of(Phrase.SKIP, "nl-BE") == "Verder"


def test_a_scene_has_the_usual_sentences() -> None:
    assert Scene({}, "en").phrases.of(Phrase.SKIP, "it") == PHRASES["it"][Phrase.SKIP]
