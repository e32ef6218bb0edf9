"""Cells as shops write them: what leaves no doubt is read, what may mean two things is refused."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchases.cells import read_amount, read_items, read_moment, read_tags

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("49.90", "49.90"),
        ("49,90", "49.90"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,50", "1234.50"),
        ("12'345.00", "12345.00"),
        ("7", "7"),
        ("0.00", "0.00"),
    ],
)
def test_an_amount_is_read_where_it_means_one_thing(text: str, amount: str) -> None:
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["1,234", "free", "1.234.567", "12,34,56", "NaN", "1e5", "", "€"])
def test_an_amount_that_may_mean_two_things_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be an amount"):
        read_amount(text)


@pytest.mark.parametrize("text", ["-10.25", "-10,25", "\u221210.25"])
def test_a_credit_note_is_no_purchase(text: str) -> None:
    with pytest.raises(ValueError, match="is negative"):
        read_amount(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_plain_amount_is_itself(amount: Decimal) -> None:
    assert read_amount(f"{amount:f}") == amount
    assert read_amount(f"{amount:,.2f}") == amount


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-01T10:00:00+01:00",
        "2027-03-01T09:00:00Z",
        "2027-03-01 10:00:00 +0100",
        "2027-03-01 09:00:00 UTC",
        "2027-03-01 10:00:00",
        "2027-03-01T10:00",
    ],
)
def test_a_moment_is_read_in_the_forms_that_shops_use(text: str) -> None:
    assert read_moment(text, ROME) == datetime(2027, 3, 1, 9, tzinfo=UTC)


def test_a_date_is_its_midnight_there() -> None:
    assert read_moment("2027-07-01", ROME) == datetime(2027, 6, 30, 22, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_counts_with_the_offset_from_before() -> None:
    assert read_moment("2027-03-28 02:30", ROME) == read_moment("2027-03-28 03:30", ROME)
    midnight = read_moment("2017-10-15", ZoneInfo("America/Sao_Paulo"))  # summer time began at midnight
    assert midnight == datetime(2017, 10, 15, 3, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first() -> None:
    first = read_moment("2027-10-31 02:30", ROME)
    assert first == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert read_moment("2027-10-31T02:30+01:00", ROME) - first == timedelta(hours=1)


@pytest.mark.parametrize("text", ["yesterday", "01/02/2027", "2027-13-01", "0001-01-01 00:00:00+14:00"])
def test_a_moment_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a date and time"):
        read_moment(text, ROME)


def test_a_local_time_needs_to_know_where() -> None:
    with pytest.raises(ValueError, match="the source has no timezone"):
        read_moment("2027-03-01 10:00:00", None)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("2 x Blue mug; 1 x Tray", [(2, "Blue mug"), (1, "Tray")]),
        ("Blue mug", [(1, "Blue mug")]),
        ("2x Blue mug; 3 × Cup", [(2, "Blue mug"), (3, "Cup")]),
        ("DOG BOWL , CHASING BALL DESIGN", [(1, "DOG BOWL , CHASING BALL DESIGN")]),
        ("15CM CHRISTMAS GLASS BALL; BOX 4 x 4", [(1, "15CM CHRISTMAS GLASS BALL"), (1, "BOX 4 x 4")]),
        ("4x4 frame; Wax; x", [(1, "4x4 frame"), (1, "Wax"), (1, "x")]),
        (" ; ;", []),
    ],
)
def test_items_are_counted_and_named(text: str, items: list[tuple[int, str]]) -> None:
    assert [(item["quantity"], item["name"]) for item in read_items(text)] == items


def test_a_name_too_long_to_be_shown_is_cut() -> None:
    (item,) = read_items("3 x " + "long " * 100)
    assert item["quantity"] == 3
    assert len(item["name"]) == 200
    assert item["name"].endswith("…")


def test_tags_are_separated_by_semicolons() -> None:
    assert read_tags("loyal; wholesale, north ;") == ["loyal", "wholesale, north"]
