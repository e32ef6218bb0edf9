"""The demo without a browser: the story it opens with, its page's requests, and the command."""

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.cast import ADA, CHIARA, CUSTOMERS, EMMA, GIOVANNI, JAMES, LUCA, SOFIA, WALLET
from bot.demo.performance import Performance

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(__file__).parents[3]


async def test_there_is_something_to_see_at_once(demo: Performance) -> None:
    stage = demo.stage
    complaints = stage.channel("#complaints-delivery").messages
    states = [(card.shown.splitlines()[0], card.buttons) for card in complaints]

    assert 5 <= len(CUSTOMERS) <= 8
    assert {customer.language for customer in CUSTOMERS} == {"it", "en"}
    assert states == [
        ("✅ Giovanni Serra: resolved", ["Reopen"]),
        ("🔴 Emma Larsen: open", ["Claim", "Reply", "Resolve"]),
    ]
    assert any(file.mimetype == "image/jpeg" for reply in complaints[1].thread for file in reply.files)
    assert stage.phone(GIOVANNI).screen[-1].text.startswith("Per Bottega Rossi la questione è risolta")
    assert stage.phone(EMMA).screen[-1].text.startswith("We are sorry")
    assert stage.phone(LUCA).screen[-1].labels == ["1 ⭐", "2 ⭐", "3 ⭐", "4 ⭐", "5 ⭐"]
    for has_not_opened_the_chat in (ADA, CHIARA):
        assert stage.phone(has_not_opened_the_chat).screen == []


async def test_two_days_later_whoever_did_not_answer_is_reminded(demo: Performance) -> None:
    luca = demo.stage.phone(LUCA)
    asked = luca.screen[-1]

    await demo.stage.push_clock(timedelta(days=2))

    reminder = await luca.sees("promemoria", timeout=60)
    assert reminder.labels == asked.labels
    assert reminder.sent_at - asked.sent_at >= timedelta(days=2)


async def test_two_who_buy_at_the_same_time_have_orders_of_their_own(demo: Performance) -> None:
    shop = demo.stage.shop
    one, other = await asyncio.gather(shop.sells(WALLET, JAMES), shop.sells(WALLET, JAMES))
    assert one.number != other.number


@asynccontextmanager
async def page_of(demo: Performance) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(demo.address) as client:
        yield client


async def news_of(client: aiohttp.ClientSession, subject: str) -> AsyncGenerator[dict[str, Any], None]:
    """What the page is told about a subject, from the beginning on."""
    async with client.get("/news") as news:
        name = ""
        async for line in news.content:
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field == "data" and name == subject:
                yield json.loads(value)
            elif field == "event":
                name = value


async def test_the_page_hears_of_what_changes(demo: Performance) -> None:
    known = len(demo.stage.phone(SOFIA).screen)
    async with page_of(demo) as client, asyncio.timeout(60):
        phones = news_of(client, "phone")
        async for phone in phones:
            if phone["customer"] == SOFIA.id:
                break
        answer = await client.post("/acts", json={"act": "start", "customer": SOFIA.id})
        async for phone in phones:
            if phone["customer"] == SOFIA.id and len(phone["messages"]) == known + 2:
                break
        await phones.aclose()

    assert answer.status == 200
    assert [message["mine"] for message in phone["messages"][known:]] == [True, False]


IMPOSSIBLE: tuple[tuple[dict[str, Any], int, str], ...] = (
    ({"act": "tap", "customer": ADA.id, "message": 1, "data": "a:1:1:5"}, 409, "no button"),
    ({"act": "order", "number": "BR-1", "state": "delivered"}, 409, "no order BR-1"),
    ({"act": "photo", "customer": EMMA.id, "picture": "bm8gcGljdHVyZQ=="}, 409, "IMAGE_PROCESS_FAILED"),
    ({"act": "write", "customer": "C-0", "text": "Hello"}, 409, "C-0"),
    ({"act": "press", "customer": "C-1001", "key": "Yes"}, 409, "There is no key 'Yes' to press."),
    ({"act": "click", "person": "U0", "channel": "C0", "ts": "1.0", "action": "claim"}, 409, "U0"),
    ({"act": "clock", "minutes": -10}, 422, "greater than 0"),
    ({"act": "start again"}, 409, "running already"),
    ({"act": "dance"}, 422, "dance"),
)


async def test_what_cannot_be_done_is_refused_in_words(demo: Performance) -> None:
    async with page_of(demo) as client:
        for act, status, words in IMPOSSIBLE:
            answer = await client.post("/acts", json=act)
            said = await answer.json()
            assert (answer.status, words in said["problem"]) == (status, True), (act, said)


async def test_what_the_database_holds_can_be_looked_at(demo: Performance) -> None:
    async with page_of(demo) as client, client.get(f"/underneath/{GIOVANNI.id}") as answer:
        seen = await answer.json()
    async with page_of(demo) as client, client.get("/underneath/C-0") as answer:
        unknown = await answer.json()

    stands = {node["id"]: (node["stands"], node["answer"]) for node in seen["run"]["nodes"]}
    assert stands["satisfaction"] == ("answered", 1)
    assert (stands["sorry"][0], stands["thanks"][0]) == ("said", "left out")
    assert (seen["ticket"]["state"], seen["ticket"]["has_card"]) == ("resolved", True)
    assert {letter["state"] for letter in seen["letters"]} <= {"sent", "gave up"}
    assert {timer["purpose"] for timer in seen["timers"]} == {"start"}
    assert (unknown["run"], unknown["ticket"], unknown["letters"]) == (None, None, [])


async def test_no_other_site_can_act_here(demo: Performance) -> None:
    async with page_of(demo) as client:
        plain = await client.post("/acts", data=json.dumps({"act": "start", "customer": ADA.id}))
        foreign = await client.get("/", headers={"Host": "attacker.example"})

    assert (plain.status, foreign.status) == (415, 400)
    assert demo.stage.phone(ADA).screen == []


async def test_the_command_prints_its_address_and_ends_at_ctrl_c() -> None:
    command = (sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0")
    program = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    assert program.stdout is not None
    async with asyncio.timeout(180):
        address = ""
        while not address:
            found = re.match(rb"Open (http://127\.0\.0\.1:\d+)", await program.stdout.readline())
            address = found[1].decode() if found else ""
        async with aiohttp.ClientSession() as client, client.get(address) as page:
            assert "Riscontro" in await page.text()
            async with client.get(f"{address}/news"):  # an open page does not hold the end up
                program.send_signal(signal.SIGINT)
                async with asyncio.timeout(10):
                    assert await program.wait() == 0
