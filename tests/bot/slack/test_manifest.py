"""The manifest asks for what the program calls, and for nothing else."""

import inspect
import json

import bot.slack.manifest as the_module
from bot.slack.manifest import BOT_SCOPES, manifest


def test_it_is_plain_json_with_the_shop_s_name_cut_to_the_limit() -> None:
    made = json.loads(json.dumps(manifest("Riscontro of " + "a very long business name" * 3)))
    assert len(made["display_information"]["name"]) == 35
    assert made["features"]["bot_user"]["display_name"] == made["display_information"]["name"]
    assert made["settings"]["socket_mode_enabled"]
    assert made["settings"]["interactivity"] == {"is_enabled": True}
    assert [command["command"] for command in made["features"]["slash_commands"]] == ["/riscontro"]


def test_every_scope_has_its_reason() -> None:
    described = inspect.getdoc(the_module) or ""
    assert [scope for scope in BOT_SCOPES if f"`{scope}`" not in described] == []
    assert set(manifest("Riscontro")["oauth_config"]["scopes"]["bot"]) == set(BOT_SCOPES)


def test_over_http_slack_knows_the_way_to_us_and_no_socket_is_opened() -> None:
    made = manifest("Riscontro", "https://feedback.bottegarossi.example/")
    address = "https://feedback.bottegarossi.example/slack/events"
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": address}
    assert [command["url"] for command in made["features"]["slash_commands"]] == [address]
    assert not made["settings"]["socket_mode_enabled"]
