"""Which keys of an edit take a restart."""

from pathlib import Path

import pytest

from bot.config import Config
from bot.revisions.connections import connections_changed
from tests.bot.config.planting import SECRETS, WHOLE, Desk

SHOP = '[sources.shop]\nkind = "webhook"\nsecret = { env = "SHOP_WEBHOOK_SECRET" }\n'


def loaded(folder: Path, text: str, **environment: str) -> Config:
    config = Desk(folder, SECRETS | environment).check(text).config
    assert config is not None
    return config


@pytest.mark.parametrize(
    ("edited", "keys"),
    [
        (WHOLE, ()),
        (WHOLE.replace("Com'è andata?", "Com'era?"), ()),
        (WHOLE + '[sources.till]\nkind = "csv"\n', ()),
        (WHOLE.replace('"#feedback"', '"#other"\nstaff = ["U1"]'), ("slack.default_channel", "slack.staff")),
        (WHOLE + '[web]\nlisten = "127.0.0.1:9090"\n', ("web.listen",)),
        (WHOLE + '[database]\nurl = "sqlite:///other.db"\n', ("database.url",)),
        (WHOLE + SHOP, ("sources.shop",)),
    ],
)
def test_connections_take_a_restart_and_nothing_else_does(
    tmp_path: Path, edited: str, keys: tuple[str, ...]
) -> None:
    before = loaded(tmp_path, WHOLE)
    assert connections_changed(before, loaded(tmp_path, edited)) == keys


def test_a_token_that_was_exchanged_is_named_and_not_shown(tmp_path: Path) -> None:
    before = loaded(tmp_path, WHOLE + SHOP)
    after = loaded(tmp_path, WHOLE + SHOP, TELEGRAM_BOT_TOKEN="1:another-fake-token")
    assert connections_changed(before, after) == ("telegram.token",)
    assert connections_changed(before, loaded(tmp_path, WHOLE)) == ("sources.shop",)
