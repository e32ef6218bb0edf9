"""Every key can come from the environment, and a mistake there names its variable."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.config import AppToken, Config, CsvSource, WebhookSource
from flows.definition import ScaleNode
from tests.bot.config.planting import BUSINESS, FLOW, SECRETS, WHOLE, Desk


def configured(desk: Desk, text: str, variables: Mapping[str, str]) -> Config:
    loaded = desk.load(text, {**SECRETS, **variables})
    assert not loaded.problems, loaded.problems
    assert loaded.config is not None
    return loaded.config


def problems(desk: Desk, text: str, **variables: str) -> list[str]:
    return [str(problem) for problem in desk.load(text, {**SECRETS, **variables}).problems]


def test_a_variable_wins_over_the_file(desk: Desk) -> None:
    text = WHOLE.replace("[telegram]", '[telegram]\napi_url = "https://in-the-file.example"')
    config = configured(desk, text, {"RISCONTRO__TELEGRAM__API_URL": "http://127.0.0.1:1234/"})
    assert config.telegram.api_url == "http://127.0.0.1:1234"


def test_secrets_may_stand_in_variables_themselves(desk: Desk) -> None:
    variables = {
        "RISCONTRO__TELEGRAM__TOKEN": "7:fake",
        "RISCONTRO__SLACK__BOT_TOKEN": "xoxb-other-fake",
        "RISCONTRO__SLACK__APP_TOKEN": '{"env": "SLACK_APP_TOKEN"}',
        "RISCONTRO__SLACK__DEFAULT_CHANNEL": "#feedback",
    }
    config = configured(desk, BUSINESS + FLOW, variables)
    assert config.telegram.token.get_secret_value() == "7:fake"
    assert config.slack.bot_token.get_secret_value() == "xoxb-other-fake"
    assert config.slack.way_in == AppToken(SecretStr(SECRETS["SLACK_APP_TOKEN"]))


def test_lists_tables_and_switches(desk: Desk) -> None:
    variables = {
        "RISCONTRO__BUSINESS__LANGUAGES": '["en", "it"]',
        "RISCONTRO__SLA": '{"high": {"first_response": "1 hour"}, "normal": {}}',
        "RISCONTRO__SLA__NORMAL__FIRST_RESPONSE": "2 hours",
        "RISCONTRO__FLOWS__DELIVERY__NODES__0__OPTIONAL": "true",
        "RISCONTRO__OUTREACH__REMINDERS": '["1 day"]',
        "RISCONTRO__COMPLAINTS": '[{"name": "x", "when": "csat < 3", "priority": "high"}]',
    }
    config = configured(desk, WHOLE, variables)
    assert config.business.languages == ("en", "it")
    assert config.first_response() == {"high": timedelta(hours=1), "normal": timedelta(hours=2)}
    assert config.outreach.reminders == (timedelta(days=1),)
    node = config.flows["delivery"].nodes[0]
    assert isinstance(node, ScaleNode)
    assert node.ask == "csat"
    assert node.optional


@pytest.mark.parametrize(
    ("written", "languages"),
    [("it,en", ("it", "en")), (" en , it ,", ("en", "it")), ('["it", "en"]', ("it", "en"))],
)
def test_a_list_needs_no_brackets(desk: Desk, written: str, languages: tuple[str, ...]) -> None:
    variables = {"RISCONTRO__BUSINESS__LANGUAGES": written, "RISCONTRO__SLACK__STAFF": "U1"}
    config = configured(desk, WHOLE, variables)
    assert config.business.languages == languages
    assert config.slack.staff == ("U1",)


@pytest.mark.parametrize(
    ("written", "days"), [("1 day", [1]), ("1 day, 3 days", [1, 3]), ("0s", []), ("", []), ("[]", [])]
)
def test_reminders_need_no_brackets(desk: Desk, written: str, days: list[int]) -> None:
    config = configured(desk, WHOLE, {"RISCONTRO__OUTREACH__REMINDERS": written})
    assert config.outreach.reminders == tuple(timedelta(days=count) for count in days)


def test_lists_within_tables_of_several_kinds_need_no_brackets(desk: Desk) -> None:
    text = WHOLE + '[sources.till]\nkind = "csv"\n[sources.shop]\nkind = "webhook"\nsecret = "?"\n'
    variables = {
        "RISCONTRO__SOURCES__TILL__ONLY": '{"kind": ["a, b"]}',
        "RISCONTRO__SOURCES__TILL__ONLY__KIND": "invoice,receipt",
        "RISCONTRO__SOURCES__SHOP__SECRET": "whsec_ZmFrZQ==,whsec_YWxzbyBmYWtl",
    }
    config = configured(desk, text, variables)
    till, shop = config.sources["till"], config.sources["shop"]
    assert isinstance(till, CsvSource)
    assert till.only == {"kind": ("invoice", "receipt")}
    assert isinstance(shop, WebhookSource)
    assert [each.get_secret_value() for each in shop.secret] == ["whsec_ZmFrZQ==", "whsec_YWxzbyBmYWtl"]


def test_a_text_with_a_comma_stays_one_where_no_list_is_expected(desk: Desk) -> None:
    variables = {
        "RISCONTRO__BUSINESS__NAME": "Rossi, Bianchi",
        "RISCONTRO__OUTREACH__COOLDOWN": "1 day, 2 hours",
    }
    config = configured(desk, WHOLE, variables)
    assert config.business.name == "Rossi, Bianchi"
    assert config.outreach.cooldown == timedelta(hours=26)


def test_a_database_named_in_a_variable_is_beside_the_main_file(desk: Desk) -> None:
    config = configured(desk, WHOLE, {"RISCONTRO__DATABASE__URL": "sqlite:///other.db"})
    assert config.database.url == f"sqlite:///{desk.folder}/other.db"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("RISCONTRO__TELEGRAM__API_ULR", "http://x", 'unknown key "api_ulr"'),
        ("RISCONTRO__OUTREACH__COOLDOWN", "14", '"14" has no unit'),
        ("RISCONTRO__BUSINESS__LANGUAGES", "it,english", "this is not a language"),
        ("RISCONTRO__BUSINESS__LANGUAGES", "", "at least 1 is needed here"),
        ("RISCONTRO__BUSINESS__LANGUAGES", "true", "expected a list, got true or false"),
        ("RISCONTRO__SOURCES__SHOP__SECRET", "whsec_ZmFrZQ==,is no base64", "this secret has a blank"),
        ("RISCONTRO__OUTREACH__REMINDERS", "1 day, soon", '"soon" is not a duration'),
        ("RISCONTRO__BUSINESS__LANGUAGES", '["it"', "this is not JSON"),
        ("RISCONTRO__BUSINESS__LANGUAGES", "[" * 100_000, "this is not JSON"),
        ("RISCONTRO__INCLUDE", '["x.toml"]', "no key can be set by this name"),
        ("RISCONTRO____X", "1", "no key can be set by this name"),
        ("RISCONTRO__BUSINESS__NAME__X", "1", 'there is nothing to set in "business.name"'),
        (
            "RISCONTRO__FLOWS__DELIVERY__NODES__7__ID",
            "x",
            'there is nothing to set in "flows.delivery.nodes.7"',
        ),
        ("RISCONTRO__SLACK__BOT_TOKEN", " ", "this secret is empty"),
        ("RISCONTRO__FLOWS__DELIVERY__NODES__0__ASK", "stars", 'there is no kind "stars"'),
        ("RISCONTRO__PRIVACY__KEEP", "x", '"privacy" is not honoured yet'),
        ("RISCONTRO__PRIVACY", "{}", '"privacy" is not honoured yet'),
    ],
)
def test_a_mistake_names_its_variable(desk: Desk, variable: str, value: str, message: str) -> None:
    said = problems(desk, WHOLE, **{variable: value})
    severity = "warning" if "honoured" in message else "error"
    assert [line for line in said if line.startswith(f"environment:{variable}:1:1: {severity}: {message}")], (
        said
    )


def test_other_variables_are_none_of_our_business(desk: Desk) -> None:
    assert problems(desk, WHOLE, RISCONTRO="x", RISCONTRO_HOME="y", PATH="z") == []
