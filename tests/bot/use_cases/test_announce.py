"""Staff read what happened and to whom it matters, in words of theirs."""

from dataclasses import replace
from typing import Any

import pytest

from bot.use_cases.announce import describe
from flows.effects import TimerPurpose
from storage.records import DeadLetter, DeadLetterState
from tests.storage.seeds import NOW


def dead(source: str, payload: dict[str, Any]) -> DeadLetter:
    return DeadLetter(7, source, "a key", payload, "Traceback", NOW, DeadLetterState.DEAD, NOW, 1)


ADA = {"from": {"id": 1, "first_name": "Ada"}}


@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query", "my_chat_member"])
def test_whoever_sent_it_is_named_whatever_they_sent(kind: str) -> None:
    words = describe(dead("telegram", {"update_id": 1, kind: ADA}))
    assert words == "Something that Ada sent in Telegram could not be handled"


@pytest.mark.parametrize(
    "payload",
    [{}, {"message": "hello"}, {"message": {"from": 7}}, {"message": {"from": {"first_name": None}}}],
)
def test_what_cannot_be_read_was_sent_by_somebody(payload: dict[str, Any]) -> None:
    assert "Something that somebody sent" in describe(dead("telegram", payload))
    assert "Something that a colleague did" in describe(dead("slack", payload))


def test_a_colleague_is_named() -> None:
    assert "Something that giulia did in Slack" in describe(dead("slack", {"user": {"name": "giulia"}}))
    assert "Something that marco did in Slack" in describe(dead("slack", {"user": {"username": "marco"}}))


def test_timers_and_letters_are_told_apart() -> None:
    timers = {describe(dead("timer", {"purpose": purpose.value})) for purpose in TimerPurpose}
    assert len(timers) == len(TimerPurpose)
    kinds = ("question", "text", "reply", "language", "card", "note", "remark", "notice")
    assert len({describe(dead("outbox", {"kind": kind})) for kind in kinds}) == len(kinds)


def test_what_this_version_does_not_know_is_described_all_the_same() -> None:
    letter = dead("outbox", {"kind": "postcard"})
    assert describe(letter) == "A letter could not be sent"
    assert describe(replace(letter, source="timer")) == "Something that was due could not be done"
    assert describe(replace(letter, source="pigeon")) == "Something of pigeon could not be handled"
