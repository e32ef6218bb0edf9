"""Purchases as no shop should tell them, signed all the same, into the site itself."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

from standardwebhooks import Webhook

from bot.incoming import Act, Arrival, Person, Started, Written
from bot.web import Hooks, build_web
from storage.database import Database
from tests.fuzz.figures import Feed
from tests.fuzz.house import BOT, House, a_house
from tests.fuzz.mutations import ODD_TEXTS, damage, mutate, write
from tests.fuzz.site import NO_HEALTH, Header, post
from tests.journeys.shop import WEBHOOK_SECRET

CORPUS = json.loads((Path(__file__).parent / "corpus" / "hooks.json").read_text(encoding="utf-8"))
_PATH = "/hooks/shop"
_EXPECTED = {202, 400, 401, 413}
_ASKED = 0.25
_HUGE = 10 * 2**20


@asynccontextmanager
async def hooks_feed(database: Database, folder: Path) -> AsyncIterator[Feed]:
    """Sends one delivery; whoever is taken at their word is asked in Telegram, and complains."""
    async with a_house(database, folder) as house:
        hooks = Hooks({"shop": (WEBHOOK_SECRET,)}, house.clock, house.office.register)
        site = build_web(hooks, NO_HEALTH)

        async def feed(random: Random) -> str:
            body = _a_body(random)
            status, answer = await post(site, _PATH, _headers(body, house, random), _pieces(body, random))
            assert status in _EXPECTED, f"{status} {answer!r} to {body[:2000]!r}"
            if status == 202 and random.random() < _ASKED:
                await _ask(house, json.loads(answer), random)
            return str(status)

        yield feed


def _a_body(random: Random) -> bytes:
    real = random.choice(CORPUS)
    kind = random.random()
    if kind < 0.002:
        return write(real, random)[:-1] + b" " * _HUGE + b"}"
    if kind < 0.3:
        return damage(write(real, random), random)
    if kind < 0.35:
        return write(real, random)
    return write(mutate(real, random), random)


def _headers(body: bytes, house: House, random: Random) -> list[Header]:
    """Signed as the shop signs; one in ten has a header that is odd, or lacks one."""
    now = house.clock.now()
    message = f"msg_{random.getrandbits(64)}"
    signature = Webhook(WEBHOOK_SECRET).sign(message, now, body.decode("utf-8", "replace"))
    headers = {
        b"content-type": random.choice((b"application/json", b"text/plain; charset=utf-16", b"\xff", b"")),
        b"webhook-id": message.encode(),
        b"webhook-timestamp": str(int(now.timestamp())).encode(),
        b"webhook-signature": signature.encode(),
    }
    if random.random() < 0.1:
        odd = random.choice((random.randbytes(20), random.choice(ODD_TEXTS).encode("utf-8", "replace")))
        headers[random.choice(list(headers))] = odd
    if random.random() < 0.02:
        del headers[random.choice(list(headers))]
    return list(headers.items())


def _pieces(body: bytes, random: Random) -> Iterator[bytes]:
    size = random.choice((1 << 16, 1 << 16, max(1, len(body) // 3)))
    return (body[at : at + size] for at in range(0, len(body), size))


async def _ask(house: House, answer: Mapping[str, Any], random: Random) -> None:
    """The link is opened and two stars are given, so that what the shop said is shown to everybody."""
    if "link" not in answer:
        return
    number = random.getrandbits(40)
    ada = Person("telegram", BOT, str(number), first_name="Ada")
    acts: tuple[Act, ...] = (
        Started(answer["link"].partition("?start=")[2]),
        Written("2", "2"),
        Written("3", "It was broken"),
    )
    for place, act in enumerate(acts):
        await house.office.take(Arrival(f"{number}{place}", ada, act))
