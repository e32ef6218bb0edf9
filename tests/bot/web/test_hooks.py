"""Shops report purchases over real HTTP, and the real use case stores them, on both databases."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.config import CsvSource, WebhookSource
from bot.web import webhook_secrets
from bot.web.bodies import LARGEST_BODY
from storage.database import Database
from storage.errors import StoreUnavailable
from tests.bot.web.conftest import EVENT, NEXT_SECRET, NOW, SECRET, PushedClock, Registrar, Shop


def count(database: Database, table: str) -> int:
    with database.reading() as session:
        count = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a table of our own
        return int(session.connection().execute(count).scalar_one())


async def test_a_purchase_is_answered_with_its_link(shop: Shop, database: Database) -> None:
    answer = await shop.tell()
    assert answer.status == 202
    assert answer.body.keys() == {"purchase", "link"}
    assert answer.body["purchase"] == "1001"
    assert answer.body["link"].startswith("https://t.me/rossi_bot?start=")
    assert (count(database, "purchase"), count(database, "run")) == (1, 1)


async def test_a_repeated_delivery_is_answered_the_same_and_changes_nothing(
    shop: Shop, database: Database
) -> None:
    first = await shop.tell()
    assert (await shop.tell()).body == first.body
    assert (await shop.tell(message="msg_2")).body == first.body
    assert (count(database, "purchase_event"), count(database, "run")) == (1, 1)


async def test_the_same_message_with_another_event_is_handled_as_that_event(
    shop: Shop, database: Database
) -> None:
    await shop.tell()
    assert (await shop.tell({**EVENT, "type": "purchase.returned"})).status == 202
    assert count(database, "purchase_event") == 2


async def test_either_secret_may_have_signed(shop: Shop) -> None:
    shop.secret = NEXT_SECRET
    assert (await shop.tell()).status == 202


async def test_a_pushed_clock_is_the_one_that_counts(shop: Shop, clock: PushedClock) -> None:
    signed_then = shop.sign(json.dumps(EVENT).encode())
    clock.moment = NOW + timedelta(days=2)
    assert (await shop.tell()).status == 202
    late = await shop.post("/hooks/shop", json.dumps(EVENT).encode(), signed_then)
    assert late.status == 401
    assert "five minutes" in late.body["error"]


async def test_an_unknown_source_is_not_found(shop: Shop) -> None:
    body = json.dumps(EVENT).encode()
    assert (await shop.post("/hooks/other", body, shop.sign(body))).status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook_signature": "v1,AAAA"},
        {"webhook_signature": "nonsense"},
        {"webhook_timestamp": "soon"},
        {"webhook_timestamp": ""},
        {"webhook_id": ""},
        {"webhook_signature": ""},
        {"webhook_id": "caf\u00e9"},
    ],
)
async def test_a_delivery_that_is_not_signed_is_refused_before_it_is_read(
    shop: Shop, database: Database, headers: dict[str, str]
) -> None:
    for event in (EVENT, {"not": "an event"}):
        assert (await shop.tell(event, **headers)).status == 401
    assert count(database, "purchase") == 0


async def test_a_malformed_event_is_refused_naming_every_field(shop: Shop, database: Database) -> None:
    purchase = {**EVENT["purchase"], "total": {"amount": "much", "currency": "EUR"}}
    answer = await shop.tell({**EVENT, "type": "purchase.payed", "purchase": purchase, "customer": {}})
    assert answer.status == 400
    assert answer.problems.keys() == {"type", "purchase.total.amount", "customer.id"}
    assert 'purchase.total.amount: must be an amount such as "49.90"' in answer.body["error"]
    assert count(database, "purchase") == 0


async def test_a_body_that_is_not_utf_8_is_malformed(shop: Shop) -> None:
    body = json.dumps(EVENT).encode().replace(b"Ada", b"Ad\xff")
    answer = await shop.post("/hooks/shop", body, shop.sign(body))
    assert (answer.status, list(answer.problems)) == (400, ["body"])


async def test_a_body_that_is_no_json_is_malformed(shop: Shop) -> None:
    for body in (b"", b"webhook_id=7", b"[" * 100_000):
        answer = await shop.tell(body)
        assert (answer.status, list(answer.problems)) == (400, ["body"])


async def test_what_databases_refuse_is_stored_replaced(shop: Shop) -> None:
    purchase = {**EVENT["purchase"], "attributes": {"note\0": "\ud800"}}
    assert (await shop.tell({**EVENT, "purchase": purchase})).status == 202


async def test_the_largest_body_is_read_and_one_byte_more_is_too_large(shop: Shop) -> None:
    body = json.dumps(EVENT).encode()
    assert (await shop.tell(body.ljust(LARGEST_BODY))).status == 202
    answer = await shop.tell(body.ljust(LARGEST_BODY + 1))
    assert (answer.status, answer.body["error"]) == (413, "the body is larger than 1048576 bytes")


async def test_a_body_of_unknown_length_is_too_large_as_well(shop: Shop) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 2**16

    answer = await shop.post("/hooks/shop", pieces(), shop.sign(b""))
    assert answer.status == 413


async def test_an_event_of_another_kind_is_acknowledged_and_ignored(shop: Shop, database: Database) -> None:
    answer = await shop.tell({"type": "example.event", "timestamp": "2022-11-03T20:26:10Z", "data": {}})
    assert (answer.status, answer.body) == (202, {"ignored": "example.event is no purchase event"})
    assert count(database, "purchase") == 0


async def test_a_database_that_is_away_asks_the_shop_to_send_again(shop: Shop, registrar: Registrar) -> None:
    registrar.failure = StoreUnavailable("locked")
    answer = await shop.tell()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    registrar.failure = None
    assert (await shop.tell()).status == 202


def test_only_webhook_sources_have_secrets() -> None:
    webhook = WebhookSource.model_validate({"kind": "webhook", "secret": [SECRET, NEXT_SECRET]})
    assert webhook_secrets({"shop": webhook, "till": CsvSource(kind="csv")}) == {
        "shop": (SECRET, NEXT_SECRET)
    }


@pytest.mark.parametrize("method", ["get", "put", "delete"])
async def test_only_posts_are_taken(shop: Shop, method: str) -> None:
    async with shop.http.request(method, f"{shop.address}/hooks/shop") as response:
        assert response.status == 405
