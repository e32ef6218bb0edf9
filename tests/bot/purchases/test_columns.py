"""Columns are found by the names that the source gives them, and what is lost is named with a guess."""

import pytest

from bot.config import Column, CsvSource
from bot.purchases.columns import WrongColumns, find_columns

OURS = ["type", "occurred_at", "purchase_id", "amount", "currency", "customer_id"]


def source(**settings: object) -> CsvSource:
    return CsvSource.model_validate({"kind": "csv", **settings})


def problem_with(headers: list[str], mapping: CsvSource) -> str:
    with pytest.raises(WrongColumns) as refused:
        find_columns(headers, mapping)
    return str(refused.value)


def test_our_own_names_need_no_mapping() -> None:
    columns = find_columns([*OURS, "attributes.gift wrap", "unknown"], source())
    assert columns.places[Column.AMOUNT] == 3
    assert columns.attributes == {"gift wrap": 6}


def test_foreign_names_constants_and_attributes_stand_for_ours() -> None:
    mapping = source(
        type="purchase.paid",
        columns={"purchase_id": "Receipt", "amount": "Total", "occurred_at": "Date", "customer_id": "Card"},
        constants={"currency": "EUR"},
        attributes={"shop": "Branch"},
    )
    columns = find_columns([" Receipt", "Date", "Total", "Card", "Branch", "type"], mapping)
    row = ["R1", "2027-01-01", "10", " C7 ", "Centro", "something else"]
    assert columns.read(row) == {
        Column.TYPE: "purchase.paid",
        Column.PURCHASE_ID: "R1",
        Column.OCCURRED_AT: "2027-01-01",
        Column.AMOUNT: "10",
        Column.CURRENCY: "EUR",
        Column.CUSTOMER_ID: "C7",
    }
    assert columns.read_attributes(row) == {"shop": "Centro"}


def test_empty_cells_tell_nothing() -> None:
    columns = find_columns([*OURS, "email"], source())
    told = columns.read(["purchase.paid", "", " ", "1", "EUR", "c1", ""])
    assert set(told) == {Column.TYPE, Column.AMOUNT, Column.CURRENCY, Column.CUSTOMER_ID}


def test_every_missing_column_is_named_with_a_guess() -> None:
    told = problem_with(["type", "occured_at", "purchase_id", "Amount", "currency", "customer_id"], source())
    assert 'there is no column "occurred_at" (did you mean "occured_at"?)' in told
    assert 'there is no column "amount" (did you mean "Amount"?)' in told


def test_a_header_that_the_source_names_must_be_there() -> None:
    mapping = source(
        columns={"brand": "Marke"},
        attributes={"size": "Size"},
        only={"Kindd": "invoice"},
        type="purchase.paid",
    )
    told = problem_with([*OURS, "Kind"], mapping)
    assert 'there is no column "Marke", which the source names' in told
    assert 'there is no column "Size", which the source names' in told
    assert 'there is no column "Kindd", which the source names (did you mean "Kind"?)' in told


def test_a_customer_may_be_known_by_mail_alone() -> None:
    headers = [*OURS[:-1], "E-mail"]
    assert find_columns(headers, source(columns={"email": "E-mail"})).places[Column.EMAIL] == 5
    assert 'there is no column "customer_id"' in problem_with(headers, source())


def test_a_column_that_is_there_twice_is_refused() -> None:
    assert 'the column "amount" is there 2 times' in problem_with([*OURS, "amount"], source())


def test_rows_are_chosen_by_their_cells() -> None:
    columns = find_columns([*OURS, "kind"], source(only={"kind": ["invoice", "receipt"]}))
    row = ["purchase.paid", "2027-01-01", "p1", "1", "EUR", "c1"]
    assert columns.why_left_out([*row, "receipt "]) is None
    assert columns.why_left_out([*row, "credit_note"]) == 'kind is "credit_note"'
    assert columns.why_left_out([*row, ""]) == "kind is empty"
