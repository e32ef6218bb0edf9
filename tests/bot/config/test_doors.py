"""The ways in: polling or webhook for Telegram, Socket Mode or HTTP for Slack, and what each needs."""

from pathlib import Path

import pytest

from tests.bot.config.planting import SECRETS, WHOLE, Desk

SOCKET = 'app_token = { env = "SLACK_APP_TOKEN" }'
SIGNED = 'signing_secret = { env = "SLACK_SIGNING_SECRET" }'
TOKEN = 'token = { env = "TELEGRAM_BOT_TOKEN" }'
WEBHOOK = WHOLE.replace(TOKEN, f'{TOKEN}\nreceive = "webhook"')
WEB = '\n[web]\npublic_url = "https://feedback.bottegarossi.example/"\n'


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.environment["SLACK_SIGNING_SECRET"] = "0123456789abcdef-fake"
    return desk


def test_telegram_is_polled_and_slack_held_by_a_socket_unless_told_otherwise(desk: Desk) -> None:
    config = desk.config(WHOLE)
    assert config.telegram.receive == "polling"
    assert config.slack.app_token is not None
    assert config.slack.signing_secret is None


def test_both_may_come_over_http(desk: Desk) -> None:
    config = desk.config(WEBHOOK.replace(SOCKET, SIGNED) + WEB)
    assert config.telegram.receive == "webhook"
    assert config.web.public_url == "https://feedback.bottegarossi.example"
    assert config.slack.app_token is None
    assert config.slack.signing_secret is not None


def test_a_webhook_needs_an_address(desk: Desk) -> None:
    (problem,) = desk.check(WEBHOOK.replace('"webhook"', '▶"webhook"')).problems
    assert "needs an address" in problem.message
    desk.config(WEBHOOK + problem.hint.removeprefix("write these lines:"))


def test_an_address_that_is_broken_is_not_called_missing(desk: Desk) -> None:
    (problem,) = desk.check(WEBHOOK + '\n[web]\npublic_url = ▶"feedback.bottegarossi.example"').problems
    assert "not a web address" in problem.message


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://bottegarossi.example", "https:// addresses only"),
        ("https://bottegarossi.example:8080", "does not deliver to port 8080"),
        ("https://bottegarossi.example/?a=b", "more than host and path"),
        ("https://me@bottegarossi.example", "more than host and path"),
    ],
)
def test_an_address_where_telegram_does_not_come(desk: Desk, url: str, message: str) -> None:
    (problem,) = desk.check(f'{WEBHOOK}\n[web]\npublic_url = ▶"{url}"').problems
    assert message in problem.message


@pytest.mark.parametrize("port", [443, 80, 88, 8443])
def test_ports_where_telegram_comes(desk: Desk, port: int) -> None:
    desk.config(f'{WEBHOOK}\n[web]\npublic_url = "https://bottegarossi.example:{port}/riscontro"')


def test_a_bot_api_server_of_ones_own_delivers_anywhere(desk: Desk) -> None:
    server = f'{TOKEN}\napi_url = "http://127.0.0.1:8081"'
    desk.config(f'{WEBHOOK.replace(TOKEN, server)}\n[web]\npublic_url = "http://10.0.0.2:8080"')


def test_where_telegram_does_not_come_it_may_be_polled(desk: Desk) -> None:
    desk.config(f'{WHOLE}\n[web]\npublic_url = "https://bottegarossi.example:8080"')


def test_another_way_for_telegram_is_no_way(desk: Desk) -> None:
    (problem,) = desk.check(WHOLE.replace(TOKEN, f'{TOKEN}\nreceive = ▶"webhok"')).problems
    assert problem.hint == 'did you mean "webhook"?'


def test_slack_without_a_way_in(desk: Desk) -> None:
    (problem,) = desk.check(WHOLE.replace("[slack]", "▶[slack]").replace(SOCKET, "")).problems
    assert "no way in" in problem.message
    assert SOCKET in problem.hint
    assert SIGNED in problem.hint


def test_slack_with_two_ways_in(desk: Desk) -> None:
    (problem,) = desk.check(WHOLE.replace(SOCKET, f"{SOCKET}\n▶{SIGNED}")).problems
    assert "two ways in" in problem.message


def test_a_token_is_no_signing_secret(desk: Desk) -> None:
    desk.environment["SLACK_SIGNING_SECRET"] = SECRETS["SLACK_APP_TOKEN"]
    planted = WHOLE.replace(SOCKET, SIGNED.replace("{ env", "▶{ env"))
    (problem,) = desk.check(planted).problems
    assert "is a token" in problem.message


def test_a_secret_that_is_missing_is_told_once(desk: Desk) -> None:
    del desk.environment["SLACK_SIGNING_SECRET"]
    (problem,) = desk.load(WHOLE.replace(SOCKET, SIGNED)).problems
    assert "SLACK_SIGNING_SECRET is not set" in problem.message


def test_the_other_ways_of_the_example_are_right(desk: Desk) -> None:
    example = Path(__file__).parents[3].joinpath("config.example.toml").read_text(encoding="utf-8")
    for way in ("receive", "signing_secret", "public_url"):
        assert f"\n# {way} = " in example
        example = example.replace(f"\n# {way} = ", f"\n{way} = ")
    config = desk.config(example.replace(SOCKET, ""))
    assert config.telegram.receive == "webhook"
    assert config.slack.signing_secret is not None
