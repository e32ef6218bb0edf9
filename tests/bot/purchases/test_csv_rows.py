"""Files as they come: packed, marked, broken off; every row has an outcome and a number."""

import gzip
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import CsvSource
from bot.purchases.columns import WrongColumns
from bot.purchases.csv_rows import BadLine, GoodLine, LeftOut, Line, UnreadableFile, reading

HEADER = (
    "type,occurred_at,purchase_id,amount,currency,items,customer_id,first_name,tags,carrier,refund_amount\n"
)
ROW = "purchase.paid,2027-03-01T10:00:00Z,p{0},49.90,EUR,2 x Blue mug; Tray,c{0},Ada,loyal;north,,\n"


def read(text: str | bytes, **settings: object) -> list[Line]:
    source = CsvSource.model_validate({"kind": "csv", **settings})
    with reading(io.BytesIO(text.encode() if isinstance(text, str) else text), source) as lines:
        return list(lines)


def reasons(lines: list[Line]) -> dict[int, str]:
    return {line.number: line.reason for line in lines if not isinstance(line, GoodLine)}


def good(lines: list[Line]) -> list[GoodLine]:
    return [line for line in lines if isinstance(line, GoodLine)]


def test_a_row_in_our_own_form_is_an_event() -> None:
    (line,) = good(read(HEADER + ROW.format(1)))
    assert line.number == 2
    event = line.event
    assert (event.type, event.occurred_at) == ("purchase.paid", datetime(2027, 3, 1, 10, tzinfo=UTC))
    assert (event.purchase.id, event.purchase.total.amount) == ("p1", Decimal("49.90"))
    assert [(item.quantity, item.name) for item in event.purchase.items] == [(2, "Blue mug"), (1, "Tray")]
    assert (event.customer.id, event.customer.first_name) == ("c1", "Ada")
    assert event.customer.tags == ("loyal", "north")
    assert event.purchase.shipments == ()
    assert event.purchase.refund is None


def test_optional_columns_are_taken_by_their_names() -> None:
    header = (
        "type,occurred_at,purchase_id,amount,currency,customer_id,"
        "brand,location,sales_channel,url,carrier,tracking_url,refund_amount,attributes.size\n"
    )
    row = "purchase.refunded,2027-03-01T10:00:00Z,p,9,eur,c,B,L,S,https://u,DHL,https://t,4.50,XL\n"
    purchase = good(read(header + row))[0].event.purchase
    assert (purchase.brand, purchase.location, purchase.sales_channel, purchase.url) == (
        "B",
        "L",
        "S",
        "https://u",
    )
    assert [(each.carrier, each.tracking_url) for each in purchase.shipments] == [("DHL", "https://t")]
    assert purchase.refund is not None
    assert purchase.refund.amount == Decimal("4.50")
    assert purchase.total.currency == "EUR"
    assert purchase.attributes == {"size": "XL"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_first_line_tells_the_delimiter(delimiter: str) -> None:
    header = "type,occurred_at,purchase_id,amount,currency,customer_id\n"
    text = header + "purchase.paid,2027-03-01T10:00Z,p,1,EUR,c\n"
    assert len(good(read(text.replace(",", delimiter)))) == 1


def test_a_delimiter_may_be_set() -> None:
    text = "type;occurred_at;purchase_id;amount;currency;customer_id;a,b,c,d,e,f\n"
    assert read(text, delimiter=";") == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_packed_marked_and_foreign_line_ends_are_read(ending: str) -> None:
    text = (HEADER + ROW.format(1) + ROW.format(2)).replace("\n", ending)
    for body in (text.encode(), text.encode("utf-8-sig"), gzip.compress(text.encode("utf-8-sig"))):
        assert [line.number for line in good(read(body))] == [2, 3]


def test_numbers_are_those_of_the_file_where_a_cell_spans_lines() -> None:
    spanning = ROW.format(1).replace("Ada", '"A\nd ""a"""')
    lines = read(HEADER + spanning + "\n" + ROW.format(2) + "purchase.paid,,p3,1,EUR,,c3,,,,\n")
    assert [(line.number, line.event.purchase.id) for line in good(lines)] == [(2, "p1"), (5, "p2")]
    assert reasons(lines) == {6: "occurred_at is empty"}


def test_rows_without_text_are_none() -> None:
    assert read(HEADER + "\n,,,,,,,,,,\n  \n") == []


def test_a_bad_row_names_its_columns_and_spoils_no_other() -> None:
    bad = "purchase.payed,soon,p2,much,Euro,,c2,,,,-1\n"
    lines = read(HEADER + ROW.format(1) + bad + ROW.format(3))
    assert [line.event.purchase.id for line in good(lines)] == ["p1", "p3"]
    (told,) = reasons(lines).values()
    assert "type must be one of 'purchase.paid'" in told
    assert 'occurred_at must be a date and time such as "2027-03-01 10:00:00"' in told
    assert 'amount must be an amount such as "49.90"' in told
    assert 'currency must be three capital letters, such as "EUR"' in told
    assert "refund_amount is negative" in told


def test_a_column_is_named_as_the_file_names_it_and_its_cell_is_shown() -> None:
    text = HEADER.replace("amount,c", "Total,c", 1) + ROW.format(1).replace("49.90", "-49.90")
    (line,) = read(text, columns={"amount": "Total"})
    assert isinstance(line, BadLine)
    assert str(line) == (
        'amount (column "Total") is negative: a credit note or a correction is no purchase [-49.90]'
    )


def test_a_row_with_other_cells_than_the_header_is_bad() -> None:
    lines = read(HEADER + "purchase.paid,2027-03-01\n" + ROW.format(2).replace("\n", ",more\n"))
    assert reasons(lines) == dict.fromkeys([2, 3], "has more or fewer cells than the first line")


def test_a_row_in_another_encoding_is_bad_and_the_rest_is_read() -> None:
    text = HEADER + ROW.format(1) + ROW.format(2)
    lines = read(text.encode().replace(b"Ada", b"Ad\xe0", 1))
    assert reasons(lines) == {2: "is not UTF-8"}
    assert len(good(lines)) == 1


def test_nul_is_replaced_where_databases_refuse_it() -> None:
    (line,) = good(read(HEADER + ROW.format(1).replace("Ada", "A\0a")))
    assert line.event.customer.first_name == "A\ufffda"


def test_a_quote_that_is_never_closed_is_told() -> None:
    lines = read(HEADER + ROW.format(1) + ROW.format(2).replace("Ada", '"Ada') + ROW.format(3) * 3000)
    assert good(lines)[0].event.purchase.id == "p1"
    assert "field larger than field limit" in reasons(lines)[3]


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    whole = gzip.compress("".join([HEADER, *(ROW.format(number) for number in range(20_000))]).encode())
    lines = read(whole[: len(whole) // 2])
    assert len(good(lines)) > 1000
    assert isinstance(lines[-1], BadLine)
    assert lines[-1].reason == "the file is damaged from here on"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n", "the file is empty"),
        ("type,occurred_at".encode("utf-16"), "the file is not UTF-8"),
        (b"Beschreibung der St\xfccke\n", "the file is not UTF-8"),
        (b"\x1f\x8bnot really", "the file is damaged"),
    ],
)
def test_a_file_without_rows_to_read_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read(body)


def test_columns_are_checked_before_any_row_is_read() -> None:
    file = io.BytesIO(b"a,b\n1,2\n")
    with pytest.raises(WrongColumns), reading(file, CsvSource(kind="csv")):
        pass
    assert not file.closed


def test_rows_not_chosen_are_left_out_not_wrong() -> None:
    text = HEADER.replace("carrier", "kind") + "".join(
        ROW.format(kind).replace(",,\n", f",{kind},\n") for kind in ("invoice", "credit_note")
    )
    lines = read(text, only={"kind": "invoice"})
    assert len(good(lines)) == 1
    assert lines[1] == LeftOut(3, 'kind is "credit_note"')


def test_a_guest_is_known_by_mail_and_one_without_anything_is_refused() -> None:
    header = "type,occurred_at,purchase_id,amount,currency,customer_id,email,phone\n"
    row = "purchase.paid,2027-03-01T10:00Z,p,1,EUR,"
    lines = read(f"{header}{row}c1,a@b.example,1\n{row},A@b.Example,2\n{row},,+39 02\n{row},,\n")
    assert [line.event.customer.id for line in good(lines)] == ["c1", "a@b.example", "+39 02"]
    assert reasons(lines) == {5: "customer_id is empty"}


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange_for_an_outcome(rubbish: bytes) -> None:
    lines = read(HEADER.encode() + ROW.format(1).encode() + rubbish)
    assert all(isinstance(line, GoodLine | BadLine) for line in lines)


@given(st.text(max_size=200))
def test_no_cell_is_too_strange_for_an_outcome(cell: str) -> None:
    quoted = '"{}"'.format(cell.replace('"', '""').encode("utf-8", "replace").decode())
    (line,) = read(HEADER + ROW.format(1).replace("Ada", quoted))
    assert isinstance(line, GoodLine)
    assert "\0" not in (line.event.customer.first_name or "")
