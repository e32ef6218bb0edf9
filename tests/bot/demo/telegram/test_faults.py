"""The ready-made faults of the local Telegram: each harms as it says, and only what it names."""

import asyncio
from random import Random

import aiohttp
import pytest

from bot.demo.faults import Error, Fault, Faults, Hang, Harm, Refusal, Reset, Side, SlowDown
from bot.demo.telegram import Person, TelegramStandIn
from bot.demo.telegram.faults import Disturbed, InTurn
from tests.bot.demo.telegram.conftest import Api


@pytest.fixture
def faults(telegram: TelegramStandIn) -> Faults:
    faults = Faults(seed=1)
    telegram.interference = Disturbed(faults)
    return faults


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada")
    ada.start()
    return ada


@pytest.mark.parametrize(
    ("harm", "code", "description"),
    [
        (Error(502), 502, "Bad Gateway"),
        (SlowDown(seconds=7), 429, "Too Many Requests: retry after 7"),
        (Refusal("message thread not found"), 400, "Bad Request: message thread not found"),
    ],
)
async def test_a_harm_is_told_in_telegrams_words(
    faults: Faults, api: Api, ada: Person, harm: Harm, code: int, description: str
) -> None:
    fault = faults.begin(Fault(harm, calls={"sendMessage"}, words="storm"))
    refused = await api("sendMessage", chat_id=ada.chat_id, text="a storm")
    assert (refused["error_code"], refused["description"]) == (code, description)
    assert (await api("sendMessage", chat_id=ada.chat_id, text="calm"))["ok"]
    faults.lift(fault)
    assert (await api("sendMessage", chat_id=ada.chat_id, text="a storm"))["ok"]
    assert fault.struck == 1
    assert [message.text for message in ada.screen[1:]] == ["calm", "a storm"]


@pytest.mark.parametrize(("side", "arrived"), [(Side.BEFORE, 0), (Side.AFTER, 1)])
async def test_a_line_breaks_before_or_after_the_effect(
    faults: Faults, api: Api, ada: Person, side: Side, arrived: int
) -> None:
    faults.begin(Fault(Reset(), side, calls={"sendMessage"}, times=1))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await api("sendMessage", chat_id=ada.chat_id, text="Hi")
    assert len(ada.screen) == 1 + arrived
    assert (await api("sendMessage", chat_id=ada.chat_id, text="Hi"))["ok"]


async def test_a_call_hangs_until_the_fault_is_lifted_and_is_not_answered_then(
    faults: Faults, api: Api, ada: Person
) -> None:
    hanging = faults.begin(Fault(Hang(), Side.AFTER, calls={"sendMessage"}))
    call = asyncio.create_task(api("sendMessage", chat_id=ada.chat_id, text="Hi"))
    await hanging.met.wait()
    assert not call.done()
    faults.lift_all()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call
    assert len(ada.screen) == 2


async def test_chances_are_the_same_again_under_the_same_seed() -> None:
    struck: list[list[bool]] = []
    for _ in range(2):
        faults = Faults(seed=7)
        faults.begin(Fault(Error(), chance=0.3))
        struck.append([await faults.strike("sendMessage", {}, Side.BEFORE) is not None for _ in range(200)])
    assert struck[0] == struck[1]
    assert 40 < sum(struck[0]) < 80


async def test_several_interferences_work_in_turn(telegram: TelegramStandIn, api: Api, ada: Person) -> None:
    first, second = Faults(seed=1), Faults(seed=1)
    telegram.interference = InTurn(Disturbed(first), Disturbed(second))
    first.begin(Fault(Error(500), times=1))
    second.begin(Fault(Error(502), Side.AFTER, times=1))
    answers = [await api("sendMessage", chat_id=ada.chat_id, text="Hi") for _ in range(3)]
    assert [answer.get("error_code") for answer in answers] == [500, 502, None]
    assert len(ada.screen) == 3


async def test_update_ids_begin_anew_where_telegram_wants(
    telegram: TelegramStandIn, api: Api, ada: Person
) -> None:
    (first,) = await api.updates()
    telegram.renumber_updates(17)
    ada.writes("Hello again")
    ids = [update["update_id"] for update in await api.updates()]
    assert ids == [first["update_id"], 17]
    assert await api.updates(first["update_id"] + 1) == []


async def test_updates_come_in_disorder(telegram: TelegramStandIn, api: Api, ada: Person) -> None:
    for number in range(20):
        ada.writes(f"{number}")
    right = await api.updates()
    telegram.disorder_updates(Random(1))  # noqa: S311 - chances, no secrets
    mixed = await api.updates()
    assert mixed != right
    assert sorted(mixed, key=lambda update: int(update["update_id"])) == right
    telegram.disorder_updates(None)
    assert await api.updates() == right
