"""The body of a webhook: every mistake at once, each with its field, in words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchases.event import PurchaseEvent
from bot.purchases.json_body import AnotherKind, read_event
from bot.purchases.problems import MalformedEvent


def body(**changes: Any) -> dict[str, Any]:
    return {
        "type": "purchase.delivered",
        "occurred_at": "2027-03-01T10:00:00+01:00",
        "purchase": {
            "id": "1001",
            "total": {"amount": "49.90", "currency": "EUR"},
            "items": [{"name": "Blue mug"}],
        },
        "customer": {"id": "c1", "first_name": "Ada"},
    } | changes


def problems(text: str | dict[str, Any]) -> dict[str, str]:
    with pytest.raises(MalformedEvent) as refused:
        read_event(text if isinstance(text, str) else json.dumps(text))
    return {each.field: each.problem for each in refused.value.problems}


def test_an_event_is_read() -> None:
    event = read_event(json.dumps(body()))
    assert (event.purchase.id, event.customer.first_name) == ("1001", "Ada")


def test_every_problem_is_told_at_once() -> None:
    purchase = {"total": {"amount": "much", "currency": "Euro"}, "items": [{"name": "", "quantity": "few"}]}
    told = problems(
        body(type="purchase.payed", occurred_at="2027-03-01 10:00", purchase=purchase, customer=[])
    )
    assert told.keys() == {
        "type",
        "occurred_at",
        "purchase.id",
        "purchase.total.amount",
        "purchase.total.currency",
        "purchase.items[0].name",
        "purchase.items[0].quantity",
        "customer",
    }
    assert told["purchase.id"] == "is missing"
    assert told["purchase.total.amount"].startswith('must be an amount such as "49.90"')
    assert told["purchase.total.currency"] == 'must be three capital letters, such as "EUR"'
    assert told["purchase.items[0].name"] == "is empty"
    assert told["purchase.items[0].quantity"] == "must be a whole number"
    assert "has no offset" in told["occurred_at"]
    assert told["customer"] == "must be an object"


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"occurred_at": "soon"}, "occurred_at", "must be a date and time"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at", "must lie between the years"),
        ({"occurred_at": "9999-12-31T23:59:59Z"}, "occurred_at", "must lie between the years"),
        ({"customer": {"id": "x" * 201}}, "customer.id", "has more than 200 characters"),
        ({"customer": {"id": "c", "tags": "loyal"}}, "customer.tags", "must be a list"),
        (
            {"customer": {"id": "c", "time_zone": "Mars/Base"}},
            "customer.time_zone",
            '"Mars/Base" is no time zone',
        ),
        ({"customer": {"id": "c", "language": "Italian!"}}, "customer.language", "must be a language code"),
        ({"customer": {"id": "c", "email": 7}}, "customer.email", "must be text"),
        ({"customer": {"id": True}}, "customer.id", "must be text"),
        (
            {"purchase": {"id": "p", "total": {"amount": "-1", "currency": "EUR"}}},
            "purchase.total.amount",
            "must be at least 0",
        ),
    ],
)
def test_a_field_is_named_with_what_it_should_be(change: dict[str, Any], field: str, words: str) -> None:
    assert words in problems(body(**change))[field]


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("", "body", "is no JSON"),
        ("{", "body", "is no JSON"),
        ("webhook_id=1", "body", "is no JSON"),
        ("[]", "body", "must be an object"),
        ("7", "body", "must be an object"),
        ("null", "body", "must be an object"),
        ("[" * 100_000, "body", "is nested deeper than 32 levels"),
        ('{"a":' * 60 + "1" + "}" * 60, "a.a", "is nested deeper than 32 levels"),
        ('{"purchase": {"total": {"amount": NaN}}}', "purchase.total.amount", "is no number that JSON knows"),
        ('{"purchase": {"attributes": {"x": [1e999]}}}', "purchase.attributes.x[0]", "is no number"),
        ('{"type": "a", "purchase": {"id": "1", "id": "2"}}', "purchase.id", "is given twice"),
        ('{"a": ' + "9" * 5000 + "}", "body", "holds a number that is too long"),
    ],
)
def test_json_that_leaves_a_doubt_is_refused(text: str, field: str, words: str) -> None:
    assert words in problems(text)[field]


def test_null_is_left_out() -> None:
    event = read_event(json.dumps(body(customer={"id": "c1", "tags": None, "first_name": None})))
    assert event.customer.tags == ()
    assert "first_name" not in event.customer.model_fields_set
    assert problems(body(customer={"id": None})) == {"customer.id": "is missing"}


def test_what_databases_refuse_is_replaced_everywhere() -> None:
    purchase = body()["purchase"] | {"attributes": {"k\0": ["\ud800", {"n": "\0"}]}}
    event = read_event(json.dumps(body(purchase=purchase, customer={"id": "c", "last_name": "\udfff"})))
    assert event.purchase.attributes == {"k\ufffd": ["\ufffd", {"n": "\ufffd"}]}
    assert event.customer.last_name == "\ufffd"


def test_an_event_of_another_kind_is_not_for_us() -> None:
    with pytest.raises(AnotherKind, match=r"example\.event is no purchase event"):
        read_event('{"type": "example.event", "timestamp": "2022-11-03T20:26:10Z", "data": {}}')
    assert "type" in problems(body(type="order.paid"))  # it tells of a purchase, so it is a mistake
    assert "type" in problems('{"type": "purchase.exploded"}')


def test_a_number_as_an_id_keeps_every_digit() -> None:
    number = 2**53 + 1  # more than a floating number could hold
    event = read_event(json.dumps(body(customer={"id": number})))
    assert event.customer.id == "9007199254740993"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
FIELDS = ["type", "occurred_at", "purchase", "customer"]


@given(st.dictionaries(st.sampled_from(FIELDS), JSON_VALUES, max_size=4))
def test_any_json_is_an_event_or_named_problems(changes: dict[str, Any]) -> None:
    try:
        assert isinstance(read_event(json.dumps(body(**changes))), PurchaseEvent)
    except MalformedEvent as refused:
        told = refused.problems
        assert told
        assert all(each.field and each.problem for each in told)
    except AnotherKind:
        assert isinstance(changes["type"], str)
