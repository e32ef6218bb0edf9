"""How customers are addressed, and the business's own words for the bot's sentences."""

import pytest

from flows.phrases import PHRASES, SECOND_MANNERS, Phrase
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, SECRETS, WHOLE, Desk


def addressed(address: str) -> str:
    return f"{BUSINESS}{address}\n{CONNECTIONS}{FLOW}"


def with_phrases(lines: str) -> str:
    return f"{WHOLE}{lines}\n"


@pytest.mark.parametrize(
    "address", ['address = "formal"', 'address = { it = "formal" }', 'address = { "it-CH" = "formal" }']
)
def test_the_manner_is_decided_for_all_languages_or_for_each(desk: Desk, address: str) -> None:
    book = desk.config(addressed(address)).phrasebook
    assert book.of(Phrase.LANGUAGE_CHOOSE, "it-CH") == SECOND_MANNERS["it-x-formal"][Phrase.LANGUAGE_CHOOSE]


def test_nobody_has_to_decide(desk: Desk) -> None:
    config = desk.config(WHOLE)
    assert config.phrasebook.of(Phrase.HELP, "it") == PHRASES["it"][Phrase.HELP]
    assert config.phrasebook is config.phrasebook


def test_the_environment_decides_too(desk: Desk) -> None:
    for name in ("RISCONTRO__BUSINESS__ADDRESS", "RISCONTRO__BUSINESS__ADDRESS__IT"):
        config = desk.load(WHOLE, {**SECRETS, name: "formal"}).config
        assert config is not None
        assert config.phrasebook.of(Phrase.HELP, "it") == SECOND_MANNERS["it-x-formal"][Phrase.HELP]


@pytest.mark.parametrize(
    ("planted", "message", "hint"),
    [
        ('address = ▶"informl"', '"informl" is not possible here', 'did you mean "informal"?'),
        ('address = ▶["formal"]', "expected text, got a list", "one of formal, informal"),
        ("address = { it = ▶3 }", "expected text, got a number", "one of formal, informal"),
        ('address = { ▶italian = "formal" }', "this is not a language", 'use a code such as "it"'),
        ('address = { ▶fr = "formal" }', "not among the languages of the business", "business.languages"),
        ('▶adress = "formal"', 'unknown key "adress"', 'did you mean "address"?'),
    ],
)
def test_an_address_that_is_none(desk: Desk, planted: str, message: str, hint: str) -> None:
    (problem,) = desk.check(addressed(planted)).problems
    assert message in problem.message
    assert hint in problem.hint


def test_own_words_replace_ours(desk: Desk) -> None:
    config = desk.config(with_phrases('[phrases.skip]\nen = "Next"\nit-x-formal = "Prosegua"'))
    assert config.phrasebook.of(Phrase.SKIP, "en") == "Next"
    assert config.phrasebook.of(Phrase.SKIP, "it") == PHRASES["it"][Phrase.SKIP]


@pytest.mark.parametrize(
    ("planted", "message", "hint"),
    [
        ('[phrases.▶skp]\nen = "Next"', 'unknown key "skp"', 'did you mean "skip"?'),
        ('[phrases.▶quux]\nen = "Next"', 'unknown key "quux"', "docs/sentences.md"),
        ('[phrases]\nskip = ▶"Next"', "expected a table, got text", 'write skip.en = "…"'),
        ("[phrases.skip]\nen = ▶5", "expected text, got a number", "in quotes"),
        ('[phrases.skip]\nen = ▶""', "this text is empty", "between the quotes"),
        ('[phrases.reminder]\nen = ▶"  "', "this text is empty", 'reminder.en = "…"'),
        ('[phrases.skip]\nen = ▶"{{ answer }}"', "nothing is filled in", "the words themselves"),
        (f'[phrases.skip]\nen = ▶"{"x" * 65}"', "at most 64 characters", "shorter"),
        (f'[phrases.changed]\nen = ▶"{"x" * 201}"', "at most 200 characters, and has 201", "shorter"),
        (f'[phrases.help]\nen = ▶"{"x" * 3001}"', "this text has 3,001 characters", "shorter"),
        ('[phrases.help]\nen = "{{ ▶business.nme }}"', "there is no `business.nme`", "`business.name`"),
        ('[phrases.changed]\nen = "{{ ▶answer }}"', "there is no `answer`", "known here: nothing"),
        ('[phrases.progress]\nen = "{{ ▶answer }}"', "there is no `answer`", "known here: at, total"),
        ('[phrases.number_out_of_range]\nen = "{{ ▶lowest }}"', "can be missing", "default"),
        ('[phrases.progress]\nen = "{{ at ▶of total }}"', "", "{{ customer"),
        ('[phrases.skip]\n▶de = "Weiter"', "not among the languages of the business", ""),
        ('[phrases.skip]\n▶it-x-frmal = "Prosegua"', '"frmal" is no manner', '"it-x-formal"'),
    ],
)
def test_own_words_that_cannot_be_used(desk: Desk, planted: str, message: str, hint: str) -> None:
    (problem,) = desk.check(with_phrases(planted)).problems
    assert message in problem.message
    assert hint in problem.hint


def test_english_is_read_where_the_bot_does_not_speak_the_language(desk: Desk) -> None:
    flow = FLOW.replace('it = "Com\'è andata?", en = "How was it?"', 'nl = "Hoe was het?"')
    business = BUSINESS.replace('["it", "en"]', '["nl"]')
    text = f'{business}{CONNECTIONS}{flow}[phrases.skip]\nen = "Next"\nnl = "Verder"\n'
    (problem,) = desk.load(text).problems
    assert problem.message == 'the bot\'s own sentences are not written in "nl", and come in English'
