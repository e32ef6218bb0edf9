"""Editors accept what is right, complain about what is not, and know every key of the program."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.cli.beginning.config_text import Basics, write_config
from bot.config import Config
from bot.config.schema import config_schema, schema_text
from bot.templates import TemplateName
from tests.bot.config.planting import FLOW, WHOLE
from tests.bot.config.test_mistakes import TEN_MISTAKES

ROOT = Path(__file__).parents[3]

SCHEMA = config_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

REFERENCES = dict.fromkeys(
    ("telegram", "slack_bot", "slack_app", "slack_signing", "shop"), '{ file = "secrets/x" }'
)


def first_config(public_url: str | None) -> str:
    """What `riscontro init` writes."""
    address = "https://bottegarossi.example/privacy"
    where = ("Bottega Rossi", "Europe/Rome", ("it", "en"), address, "#feedback")
    basics = Basics(*where, TemplateName.AFTER_DELIVERY, public_url)
    return write_config(basics, REFERENCES)


def mistakes(text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(tomllib.loads(text))]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(schema_text()) == SCHEMA
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]


@pytest.mark.parametrize(
    "text",
    [
        (ROOT / "config.example.toml").read_text(encoding="utf-8"),
        (ROOT / "bot/demo/demo.toml").read_text(encoding="utf-8"),
        first_config(None),
        first_config("https://feedback.bottegarossi.example"),
        WHOLE,
        FLOW,
    ],
    ids=["example", "demo", "init", "init with an address", "shortest", "included"],
)
def test_what_is_right_is_accepted(text: str) -> None:
    assert mistakes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'include = ["surveys/*.toml"]',
        '[outreach]\nreminders = "2 days"\ncooldown = ""\ncontact_hours = ""\nmax_age = "1h 30m"',
        '[outreach]\nreminders = []\nexpires_after = "0s"\ncontact_hours = "9:00 - 18:30"',
        '[sla.high]\nfirst_response = "2 working days"\nresolution = 3',
        '[database]\nurl = { env = "DATABASE_URL" }',
        '[database]\nurl = "postgresql://user@host/riscontro"',
        '[sources.a]\nkind = "webhook"\nsecret = [{ env = "A" }, { file = "b" }]',
        '[sources.a]\nkind = "csv"\nonly = { State = "sent", Kind = ["a", "b"] }',
        '[sources.a]\nkind = "shopify"\nwhatever = 1',
        "[hours.x]\n[privacy]\n[segments]",
        WHOLE.replace("[business]", "[business]\ncountry = 39"),
    ],
)
def test_each_way_to_write_it_is_accepted(text: str) -> None:
    assert mistakes(text) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('name = "Bottega', 'nmae = "Bottega'),
        ('languages = ["it", "en"]', 'languages = "it"'),
        ('languages = ["it", "en"]', 'languages = ["italian"]'),
        ('languages = ["it", "en"]', ""),
        ('token = { env = "TELEGRAM_BOT_TOKEN" }', 'token = "1:fake-telegram-token"'),
        ('token = { env = "TELEGRAM_BOT_TOKEN" }', 'token = { environment = "TELEGRAM_BOT_TOKEN" }'),
        ('token = { env = "TELEGRAM_BOT_TOKEN" }', 'token = { env = "A", file = "b" }'),
        ('"#feedback"', '"feedback channel"'),
        ('on = "purchase.delivered"', 'on = "purchase.delivred"'),
        ('on = "purchase.delivered"', 'on = "purchase.delivered"\nafter = 2'),
        ('on = "purchase.delivered"', 'on = "purchase.delivered"\nafter = "soon"'),
        ('ask = "csat"', 'ask = "stars!"'),
        ('ask = "csat"', 'ask = "choice"'),
        ('ask = "csat"', 'ask = "csat"\noptions = []'),
        ('ask = "csat"', 'ask = "csat"\noptional = "yes"'),
        ('id = "satisfaction"', 'id = "Satisfaction"'),
        ('text = { it = "Com\'è andata?", en = "How was it?" }', 'text = "How was it?"'),
        ("[business]", "[bussiness]\n[business]"),
        ("[business]", "include = 'x'\n[business]"),
        ("[business]", "[outreach]\nlinks_expire_after = 'never'\n[business]"),
        ("[business]", "[outreach]\ncontact_hours = 10\n[business]"),
        ("[business]", "[sources.Shop]\nkind = 'csv'\n[business]"),
        ("[business]", "[sources.shop]\nkind = 'cvs'\n[business]"),
        ("[business]", "[sources.shop]\nkind = 'csv'\ncolumns = { purchas_id = 'x' }\n[business]"),
    ],
)
def test_a_typical_mistake_is_refused(right: str, wrong: str) -> None:
    assert right in WHOLE
    assert mistakes(WHOLE.replace(right, wrong))


def test_many_mistakes_are_found_at_once() -> None:
    text = TEN_MISTAKES.replace("▶", "")
    assert {said.partition(":")[0] for said in mistakes(text)} >= {
        "$.business",
        "$.telegram.token",
        "$.slack.default_channel",
        "$.flows.after_delivery.nodes[1]",
    }


def tables(schema: Any) -> list[dict[str, Any]]:
    return [table for table in schema["$defs"].values() if table.get("type") == "object"]


def test_every_section_is_in_it_and_every_table_and_key_of_a_section_is_explained() -> None:
    assert set(Config.model_fields) <= set(SCHEMA["properties"])
    assert [table["title"] for table in tables(SCHEMA) if not table.get("description")] == []
    for section in ("business", "telegram", "slack", "database", "web", "outreach"):
        table = SCHEMA["$defs"][section.capitalize()]
        unsaid = [key for key, value in table["properties"].items() if not value.get("description")]
        assert not unsaid, section


def test_nothing_is_null_and_no_secret_is_a_text() -> None:
    assert '"null"' not in schema_text()
    assert '"password"' not in schema_text()
