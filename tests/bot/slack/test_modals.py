"""The modals ask what is needed, show what matters, and are forms that Slack takes."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.slack.mrkdwn import read_blocks
from bot.demo.slack.views import check_view
from bot.slack.blocks import Json
from bot.slack.modals import reply_modal, resolve_modal
from bot.staff import Cause, Origin, TicketPeek
from flows.tickets import TicketState

ORIGIN = Origin("U0DEMO00001", "T0DEMO00001", "C0DEMO00001", "1803891600.000001")
PEEK = TicketPeek(
    state=TicketState.CLAIMED,
    owner="U0DEMO00001",
    answered=False,
    customer_name="Ada Rossi",
    last_words="Where is it? <!channel>",
)


def shown(view: Json) -> str:
    return "\n".join(
        reading.text for reading in read_blocks(check_view(view)["blocks"], {"U0DEMO00002": "Bea"})
    )


def asked(view: Json) -> list[tuple[str, bool]]:
    """The inputs, each with whether it may stay empty."""
    return [
        (block["block_id"], block.get("optional", False))
        for block in view["blocks"]
        if block["type"] == "input"
    ]


def test_whoever_replies_sees_what_the_customer_wrote_last() -> None:
    view = reply_modal(12, PEEK, ORIGIN)
    assert "Ada Rossi wrote:\nWhere is it? <!channel>" in shown(view).replace("wrote:Where", "wrote:\nWhere")
    assert asked(view) == [("text", False)]


@pytest.mark.parametrize("words", [None, "", "  \n"])
def test_nothing_is_quoted_when_the_customer_wrote_nothing(words: str | None) -> None:
    assert "wrote" not in shown(reply_modal(12, replace(PEEK, last_words=words), ORIGIN))


def test_a_modal_remembers_ticket_and_place() -> None:
    for view in (reply_modal(12, PEEK, ORIGIN), resolve_modal(12, PEEK, ORIGIN)):
        assert json.loads(view["private_metadata"]) == {
            "ticket": 12,
            "channel": "C0DEMO00001",
            "message_ts": "1803891600.000001",
        }


def test_a_reason_is_asked_only_when_the_customer_was_not_answered() -> None:
    assert asked(resolve_modal(12, PEEK, ORIGIN)) == [
        ("cause", False),
        ("closing_reason", False),
        ("note", True),
    ]
    answered = replace(PEEK, answered=True)
    assert asked(resolve_modal(12, answered, ORIGIN)) == [("cause", False), ("note", True)]


def test_every_cause_is_on_offer() -> None:
    view = check_view(resolve_modal(12, PEEK, ORIGIN))
    options = view["blocks"][0]["element"]["options"]
    assert [option["value"] for option in options] == [cause.value for cause in Cause]


def test_a_warning_stands_above_a_ticket_of_someone_else_or_a_resolved_one() -> None:
    other = replace(PEEK, owner="U0DEMO00002", state=TicketState.RESOLVED)
    assert "@Bea holds this ticket." in shown(reply_modal(12, other, ORIGIN))
    assert "afterword" in shown(reply_modal(12, other, ORIGIN))
    assert "holds" not in shown(reply_modal(12, PEEK, ORIGIN))


@given(st.text(max_size=4_000), st.one_of(st.none(), st.text(max_size=9_000)))
def test_every_modal_fits_into_slack(name: str, last_words: str | None) -> None:
    peek = replace(PEEK, customer_name=name, last_words=last_words)
    check_view(reply_modal(12, peek, ORIGIN))
    check_view(resolve_modal(12, peek, ORIGIN))
