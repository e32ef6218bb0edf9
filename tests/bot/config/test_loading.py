"""What an admin writes becomes a configuration, or a list of everything that is wrong with it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Column, CsvSource, WebhookSource, load_config
from flows.contact_hours import ContactHours
from flows.definition import ChoiceNode, SayNode, ScaleNode
from flows.outreach import PurchaseEventType
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, SECRETS, WHOLE, Desk

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"


def test_a_whole_configuration(desk: Desk) -> None:
    config = desk.config(
        WHOLE
        + """
        [outreach]
        contact_hours = "10:00-20:00"
        cooldown = "14 days"
        reminders = ["2 days", "4 days 12 hours"]
        expires_after = "7 days"
        [sources.shop]
        kind = "webhook"
        secret = { env = "SHOP_WEBHOOK_SECRET" }
        [[complaints]]
        name = "Unhappy"
        when = "csat <= 2 || satisfaction == 1 || mood <= -0.5"
        channel = "#complaints"
        priority = "high"
        [sla.high]
        first_response = "90m"
        """
    )
    assert config.business.fallback_language == "it"
    assert config.telegram.token.get_secret_value() == SECRETS["TELEGRAM_BOT_TOKEN"]
    assert config.outreach.contact_hours == ContactHours(600, 1200)
    assert config.outreach.reminders == (timedelta(days=2), timedelta(days=4, hours=12))
    assert config.touchpoints["delivery"].on is PurchaseEventType.DELIVERED
    assert isinstance(config.flows["delivery"].nodes[0], ScaleNode)
    assert config.first_response() == {"high": timedelta(minutes=90)}
    assert isinstance(config.sources["shop"], WebhookSource)


def test_what_is_not_set_has_a_default(desk: Desk) -> None:
    config = desk.config(WHOLE)
    assert config.telegram.api_url == "https://api.telegram.org"
    assert config.slack.api_url == "https://slack.com/api/"
    assert (config.web.host, config.web.port) == ("127.0.0.1", 8080)
    assert config.database.url == f"sqlite:///{desk.folder}/riscontro.db"
    assert config.outreach.max_age == timedelta(days=30)


def test_an_empty_text_and_zero_switch_limits_off(desk: Desk) -> None:
    config = desk.config(WHOLE + '[outreach]\ncontact_hours = ""\ncooldown = "0s"\nexpires_after = "0s"\n')
    assert config.outreach.contact_hours is None
    assert config.outreach.cooldown == config.outreach.expires_after == timedelta(0)


def test_a_working_day_is_24_hours(desk: Desk) -> None:
    promised = desk.config(WHOLE + '[sla.normal]\nfirst_response = "2 working days"\n').first_response()
    assert promised == {"normal": timedelta(days=2)}
    assert desk.config(WHOLE + "[sla.normal]\n").first_response() == {"normal": timedelta(days=1)}


def test_a_csv_source(desk: Desk) -> None:
    source = desk.config(
        WHOLE
        + """
        [sources.history]
        kind = "csv"
        columns = { purchase_id = "order_id", occurred_at = "delivered_at" }
        constants = { currency = "BRL" }
        type = "purchase.delivered"
        timezone = "America/Sao_Paulo"
        """
    ).sources["history"]
    assert isinstance(source, CsvSource)
    assert source.columns == {Column.PURCHASE_ID: "order_id", Column.OCCURRED_AT: "delivered_at"}
    assert source.fixed == {Column.CURRENCY: "BRL", Column.TYPE: "purchase.delivered"}


def test_a_relative_database_is_beside_the_file_that_names_it(desk: Desk) -> None:
    assert (
        desk.config(WHOLE + '[database]\nurl = "sqlite:///data/x.db"\n').database.url
        == f"sqlite:///{desk.folder}/data/x.db"
    )
    absolute = desk.config(WHOLE + '[database]\nurl = "sqlite:////srv/x.db"\n')
    assert absolute.database.url == "sqlite:////srv/x.db"
    postgresql = desk.config(WHOLE + '[database]\nurl = "postgresql://host/x"\n')
    assert postgresql.database.url == "postgresql://host/x"


def test_the_example_is_right_without_a_warning() -> None:
    loaded = load_config(EXAMPLE, SECRETS)
    assert loaded.problems == ()
    assert loaded.config is not None
    kinds = {type(node) for flow in loaded.config.flows.values() for node in flow.nodes}
    assert {ScaleNode, ChoiceNode, SayNode} < kinds
    assert {type(source) for source in loaded.config.sources.values()} == {WebhookSource, CsvSource}


def test_keys_of_tomorrow_give_a_warning_each_whatever_they_hold(desk: Desk) -> None:
    loaded = desk.check(
        BUSINESS.replace('name = "Bot', '▶country = 39\nname = "Bot')
        + CONNECTIONS
        + FLOW
        + """
        [touchpoints.later]
        on = "purchase.paid"
        flow = "delivery"
        ▶owner = 7
        ▶target = { csat = "90 %" }
        [sla.normal]
        ▶resolution = "1 working day"
        ▶hours = "support"
        ▶escalate = [{ after = "1 hour", to = "#cx-leads" }]
        [▶privacy]
        keep = { answers = "24 months" }
        [▶segments]
        new = "customer.purchases == "
        [▶hours.support]
        mon-fri = "09:00-13:00 14:00-18:00"
        [sources.shop]
        kind = ▶"shopify"
        what = "ever"
        """
    )
    assert loaded.config is not None
    assert loaded.config.sources == {}
    assert not loaded.errors
    assert all("not honoured yet" in warning.message for warning in loaded.warnings)


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"a = ", "1:5", "not TOML"),
        (b"[business]\nname = Bottega Rossi\n", "2:8", "not TOML"),
        (b'[business]\nname = "x"\nname = "y"\n', "3:11", "not TOML"),
        (b"[business]\nname = '''\n", "3:1", "not TOML"),
        (b'[business]\nname = "caf\xe9"\n', "2:12", "not UTF-8"),
        (b"\xff\xfe[\x00b\x00", "1:1", "UTF-16"),
        (b"x = " + b"[" * 5_000, "1:5", "nested too deeply"),
        (b"x = " + b"9" * 5_000, "1:5", "too many digits"),
        (b"#" * 1_000_001, "1:1", "larger than a megabyte"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(desk: Desk, content: bytes, place: str, words: str) -> None:
    path = desk.folder / "config.toml"
    path.write_bytes(content)
    (problem,) = load_config(path, {}).problems
    assert f"{problem.line}:{problem.column}" == place
    assert words in problem.message


def test_windows_editors_are_welcome(desk: Desk) -> None:
    path = desk.folder / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("csat", "csta").replace("\n", "\r\n").encode())
    (problem,) = load_config(path, SECRETS).problems
    assert (problem.line, problem.column) == (WHOLE[: WHOLE.index('"csat"')].count("\n") + 1, 7)


def test_what_is_no_file(desk: Desk) -> None:
    (desk.folder / "loop.toml").symlink_to(desk.folder / "loop.toml")
    for path in (desk.folder / "nowhere.toml", desk.folder, desk.folder / "loop.toml", Path("nul\0l.toml")):
        loaded = load_config(path, {})
        assert loaded.config is None
        assert len(loaded.problems) == 1


def test_an_empty_file_lacks_everything(desk: Desk) -> None:
    assert desk.found("") == [
        '1:1: error: "business" is missing',
        '1:1: error: "slack" is missing',
        '1:1: error: "telegram" is missing',
        "1:1: warning: there is no touchpoint, so nobody is asked anything",
    ]
