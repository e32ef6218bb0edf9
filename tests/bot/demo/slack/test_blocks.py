"""What Slack refuses in blocks and views, with the place and the reason."""

from typing import Any

import pytest

from bot.demo.slack.blocks import check_message_blocks, complete_blocks
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.views import check_view

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**changes: object) -> Block:
    return {"type": "button", "text": plain("Claim"), **changes}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def option(label: str = "Late", value: str = "late") -> Block:
    return {"text": plain(label), "value": value}


def menu(**changes: object) -> Block:
    return {"type": "static_select", "placeholder": plain("Cause"), "options": [option()], **changes}


def entry(element: Block) -> Block:
    return {"type": "input", "label": plain("Answer"), "element": element}


def modal(*blocks: Block, **changes: object) -> Block:
    return {
        "type": "modal",
        "title": plain("Reply"),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **changes,
    }


GOOD = [
    section("Hello *Ada*"),
    {"type": "section", "fields": [plain("one"), {"type": "mrkdwn", "text": "two"}], "accessory": button()},
    {"type": "header", "text": plain("h" * 150)},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [{"type": "image", "image_url": "https://x", "alt_text": "face"}, plain("a")],
    },
    actions(button(value="7", style="primary", url="https://x"), menu()),
    {"type": "image", "image_url": "https://x", "alt_text": "a crushed box", "title": plain("Box")},
    {"type": "rich_text", "elements": []},
]
BAD = [
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "header", "text": plain("h" * 151)}], "must be less than 151 characters"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "h"}}], "unsupported type: mrkdwn"),
    ([{"type": "section"}], "missing required field: text or fields"),
    ([{"type": "section", "fields": [plain("x")] * 11}], "no more than 10 items allowed"),
    ([{"type": "section", "fields": [plain("x" * 2001)]}], "must be less than 2001 characters"),
    ([{"type": "carousel"}], "unsupported type: carousel [json-pointer:/blocks/0/type]"),
    ([{"type": "divider", "colour": "red"}], "invalid additional property: colour [json-pointer:/blocks/0]"),
    ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([{"type": "divider", "block_id": "a"}] * 2, '`block_id` "a" already exists'),
    ([{"type": "divider", "block_id": "a" * 256}], "must be less than 256 characters"),
    ([{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items allowed"),
    ([{"type": "image", "image_url": "https://x"}], "missing required field: alt_text"),
    ([actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    ([actions(*[button()] * 26)], "no more than 25 items allowed"),
    ([actions(button(text=plain("x" * 76)))], "[json-pointer:/blocks/0/elements/0/text/text]"),
    ([actions(button(value="x" * 2001))], "must be less than 2001 characters"),
    ([actions(button(url="x" * 3001))], "must be less than 3001 characters"),
    ([actions(button(style="loud"))], "must be a valid enum value: primary, danger"),
    ([actions(button(action_id="a" * 256))], "must be less than 256 characters"),
    ([actions(button(action_id="a"), button(action_id="a"))], '`action_id` "a" already exists'),
    ([actions(menu(options=[option()] * 101))], "no more than 100 items allowed"),
    ([actions(menu(options=[]))], "no fewer than 1 items allowed"),
    ([actions(menu(options=[option("x" * 76)]))], "must be less than 76 characters"),
    ([actions(menu(options=[option(value="x" * 151)]))], "must be less than 151 characters"),
    ([actions(menu(initial_option=option("Other")))], "initial_option must match one of the options"),
    ([actions(menu(placeholder=plain("x" * 151)))], "must be less than 151 characters"),
    ([entry({"type": "plain_text_input", "max_length": 3001})], "must be between 1 and 3000"),
    (["text"], "must be an object [json-pointer:/blocks/0]"),
]
BAD_VIEWS = [
    (modal(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
    (modal(submit=plain("x" * 25)), "[json-pointer:/view/submit/text]"),
    (modal(close=plain("x" * 25)), "[json-pointer:/view/close/text]"),
    (modal(private_metadata="x" * 3001), "must be less than 3001 characters"),
    (modal(*[{"type": "divider"}] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
    (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    (modal(state={}), "invalid additional property: state [json-pointer:/view]"),
    ({"type": "home", "blocks": []}, "unsupported type: home"),
    ({"type": "modal", "title": plain("Reply"), "blocks": [entry(menu())]}, "missing required field: submit"),
]


def test_good_blocks_pass() -> None:
    assert check_message_blocks(GOOD) == GOOD


@pytest.mark.parametrize(("blocks", "complaint"), BAD, ids=[complaint for _, complaint in BAD])
def test_bad_blocks_are_refused_with_place_and_reason(blocks: list[Any], complaint: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_message_blocks(blocks)
    assert caught.value.code == "invalid_blocks"
    assert complaint in "\n".join(caught.value.messages)


def test_blocks_must_be_a_list_and_not_too_long_together() -> None:
    with pytest.raises(Refusal, match="invalid_blocks_format"):
        check_message_blocks({"type": "divider"})
    with pytest.raises(Refusal, match="msg_blocks_too_long"):
        check_message_blocks([section("x" * 3000)] * 5)


def test_good_views_pass() -> None:
    form = modal(
        entry({"type": "plain_text_input", "multiline": True}), private_metadata="", close=plain("Cancel")
    )
    assert check_view(form) == form
    home = {"type": "home", "blocks": GOOD}
    assert check_view(home, home=True) == home


@pytest.mark.parametrize(("view", "complaint"), BAD_VIEWS, ids=[complaint for _, complaint in BAD_VIEWS])
def test_bad_views_are_refused_with_place_and_reason(view: Block, complaint: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_view(view)
    assert caught.value.code == "invalid_arguments"
    assert complaint in "\n".join(caught.value.messages)


def test_a_view_above_250_kilobytes_is_too_large() -> None:
    with pytest.raises(Refusal, match="view_too_large"):
        check_view(modal(*[section("x" * 3000)] * 90))


def test_missing_ids_are_filled_in_and_given_ones_stay() -> None:
    numbers = iter(range(100))
    given = [actions(button(action_id="claim"), button()), {"type": "divider", "block_id": "line"}]
    completed = complete_blocks(given, lambda prefix: f"{prefix}{next(numbers)}")
    assert [block["block_id"] for block in completed] == ["b0", "line"]
    assert [element["action_id"] for element in completed[0]["elements"]] == ["claim", "a1"]
    assert "block_id" not in given[0]
