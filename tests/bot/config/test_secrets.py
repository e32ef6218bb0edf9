"""Secrets come from outside the file, and never go anywhere else."""

import pytest

from bot.config import Loaded
from bot.config.secret_references import STAND_IN
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, SECRETS, WHOLE, Desk

TELEGRAM_TOKEN = 'token = { env = "TELEGRAM_BOT_TOKEN" }'


def everything_said(loaded: Loaded) -> str:
    return f"{loaded!r} " + " ".join(
        f"{problem} {problem.hint} {problem.excerpt}" for problem in loaded.problems
    )


def test_a_secret_from_a_file_beside_the_configuration(desk: Desk) -> None:
    desk.write("12:fake-from-a-file\n", "secrets/token")
    config = desk.config(WHOLE.replace(TELEGRAM_TOKEN, 'token = { file = "secrets/token" }'))
    assert config.telegram.token.get_secret_value() == "12:fake-from-a-file"


def test_a_secret_file_named_in_an_included_file_is_beside_that(desk: Desk) -> None:
    desk.write(CONNECTIONS.replace('{ env = "TELEGRAM_BOT_TOKEN" }', '{ file = "token" }'), "more/slack.toml")
    desk.write("12:fake", "more/token")
    config = desk.config('include = ["more/slack.toml"]' + BUSINESS + FLOW)
    assert config.telegram.token.get_secret_value() == "12:fake"


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ('token = { env = ▶"NOT_THERE" }', "the environment variable NOT_THERE is not set"),
        ('token = { file = ▶"not/there" }', "the file with this secret cannot be read: no such file"),
        ('token = { file = ▶"." }', "the file with this secret cannot be read: this is no file"),
        ('token = { file = ▶"binary" }', "the file with this secret is not text"),
        ('token = ▶{ env = "EMPTY" }', "this secret is empty"),
        ('token = ▶{ env = "TWO_LINES" }', "a blank or a line break"),
        ('token = ▶{ env = "SLACK_BOT_TOKEN" }', "this is a token of Slack"),
        ('token = ▶{ env = "A", file = "b" }', "expected a reference to a secret"),
        ("token = ▶{}", "expected a reference to a secret"),
        ("token = ▶12", "expected a reference to a secret"),
        ('token = ▶"hunter2"', "a secret does not belong in this file"),
    ],
)
def test_a_reference_that_leads_nowhere(desk: Desk, planted: str, message: str) -> None:
    (desk.folder / "binary").write_bytes(b"\xff\xfe\xfd")
    desk.environment |= {"EMPTY": " ", "TWO_LINES": "a\nb"}
    (problem,) = desk.check(WHOLE.replace(TELEGRAM_TOKEN, planted)).problems
    assert message in problem.message


def test_exchanged_tokens_of_slack_are_noticed(desk: Desk) -> None:
    exchanged = (
        CONNECTIONS.replace("SLACK_BOT", "X").replace("SLACK_APP", "SLACK_BOT").replace("X_", "SLACK_APP_")
    )
    loaded = desk.check(BUSINESS + exchanged.replace('{ env = "SLACK', '▶{ env = "SLACK') + FLOW)
    assert {problem.hint for problem in loaded.problems} == {"were two of them exchanged?"}


LOOKS = [
    "xoxb-123456789012-fake",
    "xapp-1-A0FAKE-fake",
    "whsec_ZmFrZSBmYWtlIGZha2U=",
    "1234567890:AAfakefakefakefakefakefakefakefakefa",
]


@pytest.mark.parametrize("token", LOOKS)
@pytest.mark.parametrize(
    "line",
    [
        "[telegram]\ntoken = ▶{}\n",
        "[telegram]\ntokn = ▶{}\n[slack]\n",
        "[sources.shop]\nkind = ▶{}\n",
        "[sources.shop]\nkind = 'webhook'\nsecret = ▶{}\n",
        "[[flows.x.nodes]]\ntext.it = ▶{}\n",
        "# token = ▶{}\n",
        "[{}]\n",
    ],
)
def test_what_looks_like_a_token_is_refused_everywhere(desk: Desk, token: str, line: str) -> None:
    text = line.format(f'"{token}"').replace("▶", "")
    loaded = desk.load(text)
    row, column = next((n, at.index(f'"{token}"')) for n, at in enumerate(text.split("\n"), 1) if token in at)
    refusals = [problem for problem in loaded.problems if "does not belong in this file" in problem.message]
    assert [(problem.line, problem.column) for problem in refusals] == [(row, column + 1)]
    assert token not in everything_said(loaded)


@pytest.mark.parametrize("broken", ["token = 123:fake-not-quoted", 'token = "123:fake-not-quoted'])
def test_a_line_that_is_not_even_toml_is_not_shown(desk: Desk, broken: str) -> None:
    loaded = desk.load(f"[telegram]\n{broken}\n")
    assert len(loaded.problems) == 1
    assert "fake" not in everything_said(loaded)


def test_secrets_are_shown_nowhere(desk: Desk) -> None:
    shop = '[sources.shop]\nkind = "webhook"\nsecret = { env = "SHOP_WEBHOOK_SECRET" }\n'
    config = desk.config(WHOLE + shop)
    said = f"{config!r} {config} {config.model_dump()} {config.model_dump_json(exclude={'outreach'})}"
    assert not [secret for secret in SECRETS.values() if secret in said]
    url = {**SECRETS, "RISCONTRO__DATABASE__URL": "postgresql://shop:hunter2@host/x"}
    loaded = desk.load(WHOLE, url)
    assert loaded.config is not None
    assert loaded.config.database.url == url["RISCONTRO__DATABASE__URL"]
    assert "hunter2" not in repr(loaded)


def test_a_secret_in_the_wrong_place_is_not_repeated(desk: Desk) -> None:
    secret = "hunter2hunter2"
    wrong = WHOLE.replace("purchase.delivered", secret).replace('"#feedback"', f'"{secret}"')
    loaded = desk.load(wrong, {**SECRETS, "TELEGRAM_BOT_TOKEN": secret})
    assert len(loaded.errors) == 2
    assert not [problem for problem in loaded.problems if secret in f"{problem} {problem.hint}"]


def test_a_password_in_the_database_url_is_a_secret(desk: Desk) -> None:
    planted = WHOLE + '[database]\nurl = ▶"postgresql://shop:hunter2@host/x"\n'
    loaded = desk.check(planted)
    assert "hunter2" not in everything_said(loaded)
    desk.environment["DATABASE_URL"] = "postgresql://shop:hunter2@host/x"
    config = desk.config(WHOLE + '[database]\nurl = { env = "DATABASE_URL" }\n')
    assert config.database.url == "postgresql://shop:hunter2@host/x"


def test_two_webhook_secrets_while_one_replaces_the_other(desk: Desk) -> None:
    desk.environment["NEW"] = "whsec_bmV3IGZha2U="
    both = '[{ env = "SHOP_WEBHOOK_SECRET" }, { env = "NEW" }]'
    source = desk.config(WHOLE + f'[sources.shop]\nkind = "webhook"\nsecret = {both}\n').sources["shop"]
    assert source.kind == "webhook"
    assert [secret.get_secret_value() for secret in source.secret] == [
        SECRETS["SHOP_WEBHOOK_SECRET"],
        "whsec_bmV3IGZha2U=",
    ]


def test_a_webhook_secret_must_be_base64(desk: Desk) -> None:
    desk.environment["SHOP_WEBHOOK_SECRET"] = "whsec_not base64".replace(" ", "-")
    planted = WHOLE + '[sources.shop]\nkind = "webhook"\nsecret = ▶{ env = "SHOP_WEBHOOK_SECRET" }\n'
    (problem,) = desk.check(planted).problems
    assert "not base64" in problem.message


def test_no_configuration_carries_a_stand_in(desk: Desk) -> None:
    loaded = desk.load(WHOLE, {})
    assert len(loaded.errors) == 3
    assert loaded.config is None
    assert STAND_IN.get_secret_value() not in everything_said(loaded)
