"""What is found wrong once a configuration is loaded is told as loading tells of it."""

from bot.config import load_config
from flows.problems import Problem
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, Desk


def test_each_stands_at_its_place_in_whichever_file(desk: Desk) -> None:
    desk.write(FLOW, "surveys/delivery.toml")
    loaded = desk.load('include = ["surveys/*.toml"]\n' + BUSINESS + CONNECTIONS)
    text = ("flows", "delivery", "nodes", 0, "text", "en")
    found = loaded.locate(
        [
            Problem(text, "a word", "no hint", offset=4),
            Problem(("slack", "default_channel"), "a channel", "no hint"),
        ]
    )
    assert [str(each).removeprefix(f"{desk.folder}/") for each in found] == [
        "config.toml:14:19: error: a channel",
        "surveys/delivery.toml:8:42: error: a word",
    ]
    assert found[1].excerpt == 'text = { it = "Com\'è andata?", en = "How was it?" }'


def test_no_secret_is_shown_with_one(desk: Desk) -> None:
    loaded = load_config(desk.write(BUSINESS + CONNECTIONS + FLOW), desk.environment)
    (found,) = loaded.locate([Problem(("telegram", "token"), "no bot has 1:fake-telegram-token", "x")])
    assert "fake-telegram" not in found.message
