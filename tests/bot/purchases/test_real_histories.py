"""Two real purchase histories are read by mapping alone. They lie beside the project, where they are at hand.

The mappings are examples to start from: an invoice list with credit notes in it, and a marketplace's orders.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.config import CsvSource
from bot.purchases.csv_rows import BadLine, GoodLine, LeftOut, reading

ORDERS = Path(__file__).parents[4] / "shared" / "data" / "purchases" / "orders"

INVOICES = {
    "kind": "csv",
    "type": "purchase.paid",
    "timezone": "Europe/London",
    "columns": {
        "purchase_id": "order_id",
        "occurred_at": "ordered_at",
        "amount": "total",
        "items": "item_summary",
    },
    "attributes": {"country": "country"},
}
MARKETPLACE = {
    "kind": "csv",
    "type": "purchase.delivered",
    "timezone": "America/Sao_Paulo",
    "columns": {
        "purchase_id": "order_id",
        "occurred_at": "delivered_at",
        "amount": "total",
        "items": "item_summary",
        "location": "state",
    },
    "constants": {"language": "pt-BR", "time_zone": "America/Sao_Paulo"},
}


def outcomes_of(name: str, mapping: dict[str, Any]) -> Counter[str]:
    path = ORDERS / name
    if not path.exists():
        pytest.skip(f"{name} is not beside the project")
    with path.open("rb") as file, reading(file, CsvSource.model_validate(mapping)) as lines:
        return Counter("good" if isinstance(line, GoodLine) else told(line) for line in lines)


def told(line: BadLine | LeftOut) -> str:
    return f"{'wrong' if isinstance(line, BadLine) else 'left out'}: {line.reason}"


def test_a_list_of_invoices_keeps_purchases_and_tells_the_rest() -> None:
    negative = 'amount (column "total") is negative: a credit note or a correction is no purchase'
    assert outcomes_of("online_retail_2009_2010.csv.gz", INVOICES) == {
        "good": 19_215,
        "wrong: customer_id is empty": 5_007,
        f"wrong: {negative}": 4_372,
        f"wrong: {negative}; customer_id is empty": 222,
    }


def test_a_list_of_invoices_can_be_narrowed_to_them() -> None:
    mapping = INVOICES | {"only": {"kind": "invoice"}}
    assert outcomes_of("online_retail_2009_2010.csv.gz", mapping) == {
        "good": 19_215,
        "wrong: customer_id is empty": 5_006,
        'left out: kind is "credit_note"': 4_592,
        'left out: kind is "adjustment"': 3,
    }


def test_a_marketplace_tells_deliveries_and_what_never_arrived() -> None:
    outcomes = outcomes_of("olist_dev.csv.gz", MARKETPLACE | {"only": {"status": "delivered"}})
    assert outcomes["good"] == 2_613
    assert outcomes['wrong: occurred_at (column "delivered_at") is empty'] == 5
    assert outcomes['left out: status is "shipped"'] == 539
    assert outcomes.total() == 4_102
