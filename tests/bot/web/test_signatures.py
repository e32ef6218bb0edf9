"""Standard Webhooks as its specification has it: a published example, both tolerances, strange headers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.signatures import TOLERANCE, NotSigned, check, read_seal

# The example that the libraries of the specification share.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"test": 2432232314}'
SIGNED_AT = datetime.fromtimestamp(1614265330, UTC)
HEADERS = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
OTHER = "whsec_ZmFrZSBzZWNyZXQgb2YgYSBzaG9w"


def verify(headers: dict[str, str], now: datetime = SIGNED_AT, secrets: tuple[str, ...] = (SECRET,)) -> None:
    check(read_seal(headers, now), secrets, BODY)


def test_the_published_example_is_accepted() -> None:
    verify(HEADERS)
    verify(HEADERS, secrets=(OTHER, SECRET))


def test_one_of_several_signatures_is_enough() -> None:
    verify(HEADERS | {"webhook-signature": f"v1a,abc v1,AAAA= {HEADERS['webhook-signature']} v2,x,y"})


@pytest.mark.parametrize("away", [TOLERANCE, -TOLERANCE])
def test_five_minutes_are_tolerated_and_no_second_more(away: timedelta) -> None:
    verify(HEADERS, SIGNED_AT + away)
    with pytest.raises(NotSigned, match="five minutes"):
        verify(HEADERS, SIGNED_AT + away + timedelta(seconds=1 if away > timedelta() else -1))


@pytest.mark.parametrize("header", list(HEADERS))
def test_a_missing_header_is_named(header: str) -> None:
    with pytest.raises(NotSigned, match=f"{header} is missing"):
        verify({name: value for name, value in HEADERS.items() if name != header})


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("webhook-id", "msg_other"),
        ("webhook-timestamp", "1614265331"),
        ("webhook-timestamp", "1614265330.0"),
        ("webhook-timestamp", "NaN"),
        ("webhook-timestamp", "9" * 12),
        ("webhook-timestamp", "9" * 400),
        ("webhook-timestamp", "١٦١٤٢٦٥٣٣٠"),
        ("webhook-signature", "v1"),
        ("webhook-signature", "v1,"),
        ("webhook-signature", "v1,not base64"),
        ("webhook-signature", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ("webhook-signature", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
        ("webhook-signature", "v1,é"),
        ("webhook-signature", "v1,AAAA= " * 1000),
    ],
)
def test_a_strange_or_changed_header_is_no_signature(header: str, value: str) -> None:
    with pytest.raises(NotSigned):
        verify(HEADERS | {header: value})


@given(st.dictionaries(st.sampled_from(list(HEADERS)), st.text(), min_size=1))
def test_no_header_raises_anything_else(changed: dict[str, str]) -> None:
    with pytest.raises(NotSigned):
        verify(HEADERS | changed | {"webhook-id": "msg_another"})


def test_another_secret_or_body_does_not_fit() -> None:
    with pytest.raises(NotSigned, match="no signature fits"):
        verify(HEADERS, secrets=(OTHER,))
    with pytest.raises(NotSigned, match="no signature fits"):
        check(read_seal(HEADERS, SIGNED_AT), (SECRET,), f"{BODY} ")
