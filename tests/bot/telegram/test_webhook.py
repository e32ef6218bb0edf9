"""Only Telegram comes in, and each update comes until it is committed."""

import pytest

from bot.demo.telegram import Person
from storage.errors import StoreUnavailable
from tests.bot.telegram.place import Place, receiving

# --- what comes in


async def test_what_waits_comes_and_each_chat_keeps_its_order(place: Place, giulia: Person) -> None:
    ugo = place.stand_in.person("Ugo")
    ugo.start()
    for number in range(5):
        giulia.writes(f"g{number}")
        ugo.writes(f"u{number}")
    async with receiving(place):
        await place.taken()
    for name in ("g", "u"):
        assert [text for text in place.journal.texts if text.startswith(name)] == [
            f"{name}{n}" for n in range(5)
        ]


async def test_it_is_answered_after_the_commit(place: Place, giulia: Person) -> None:
    place.journal.pass_on.clear()
    async with receiving(place):
        await place.wait_for(lambda: place.journal.waiting == 1)
        assert place.stand_in.pending_updates == 1
        place.journal.pass_on.set()
        await place.taken()
    assert place.journal.texts == ["Started"]


async def test_what_the_database_does_not_take_comes_again(place: Place, giulia: Person) -> None:
    giulia.writes("late")
    place.journal.faults["late"] = [StoreUnavailable("it is locked") for _ in range(3)]
    async with receiving(place):
        await place.taken()
    assert place.journal.texts == ["Started", "late"]
    assert not place.journal.buried


async def test_a_poison_message_is_buried_and_the_conversation_goes_on(place: Place, giulia: Person) -> None:
    giulia.writes("poison")
    giulia.writes("after")
    place.journal.faults["poison"] = [ValueError("once"), ValueError("twice")]
    async with receiving(place):
        await place.taken()
    assert place.journal.texts == ["Started", "after"]
    assert len(place.journal.buried) == 1


async def test_what_comes_twice_is_taken_once(place: Place, giulia: Person) -> None:
    place.stand_in.deliver_times = 3
    giulia.writes("late")
    async with receiving(place):
        await place.taken()
    assert place.journal.texts == ["Started", "late"]


# --- who may come in


@pytest.mark.parametrize("secret", ["", "wrong", "é", "\xff" * 200, "x" * 8_000])
async def test_whoever_does_not_know_the_secret_stays_outside(place: Place, secret: str) -> None:
    async with receiving(place):
        await place.well()
        assert await place.post(b"not even read", secret) == 401
    assert not place.journal.taken
    assert not place.journal.buried


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\x00", b'"\\ud800"', b"[" * 100_000, b"{}"])
async def test_what_is_no_update_is_set_aside_so_that_it_does_not_come_for_ever(
    place: Place, body: bytes
) -> None:
    async with receiving(place):
        await place.well()
        assert await place.post(body) == 200
        assert await place.post(body) == 200
    assert len(place.journal.buried) == 1


async def test_a_body_that_is_too_large_is_refused(place: Place) -> None:
    async with receiving(place):
        await place.well()
        assert await place.post(b" " * (2**20 + 1)) == 413


async def test_before_telegram_said_who_we_are_it_shall_come_again(place: Place) -> None:
    assert await place.post(b'{"update_id": 1}') == 503


async def test_a_fault_of_our_own_makes_it_come_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("the grave is shut")

    monkeypatch.setattr(place.journal, "bury", fail)
    async with receiving(place):
        await place.well()
        assert await place.post(b"{}") == 500
