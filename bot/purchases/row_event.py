"""Makes a purchase event of one row, and finds for each mistake the column that it is in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from bot.config import Column
from bot.purchases.cells import read_amount, read_items, read_moment, read_tags
from bot.purchases.event import PurchaseEvent
from bot.purchases.problems import FieldProblem, Path, problems_of, spell

_PLACES: Mapping[Column, Path] = {
    Column.TYPE: ("type",),
    Column.OCCURRED_AT: ("occurred_at",),
    Column.PURCHASE_ID: ("purchase", "id"),
    Column.AMOUNT: ("purchase", "total", "amount"),
    Column.CURRENCY: ("purchase", "total", "currency"),
    Column.ITEMS: ("purchase", "items"),
    Column.BRAND: ("purchase", "brand"),
    Column.LOCATION: ("purchase", "location"),
    Column.SALES_CHANNEL: ("purchase", "sales_channel"),
    Column.URL: ("purchase", "url"),
    Column.CARRIER: ("purchase", "shipments", 0, "carrier"),
    Column.TRACKING_URL: ("purchase", "shipments", 0, "tracking_url"),
    Column.REFUND_AMOUNT: ("purchase", "refund", "amount"),
    Column.CUSTOMER_ID: ("customer", "id"),
    Column.FIRST_NAME: ("customer", "first_name"),
    Column.LAST_NAME: ("customer", "last_name"),
    Column.LANGUAGE: ("customer", "language"),
    Column.TIME_ZONE: ("customer", "time_zone"),
    Column.EMAIL: ("customer", "email"),
    Column.PHONE: ("customer", "phone"),
    Column.TAGS: ("customer", "tags"),
}
"""Where in the event each column goes; 0 is the first of a list."""

_BY_FIELD = {spell(path): column for column, path in _PLACES.items()}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """`column` is None where the fault is in no single column."""

    column: Column | None
    problem: str


class WrongRow(Exception):
    """The row is no purchase event, for all these reasons."""

    def __init__(self, problems: tuple[CellProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def make_event(
    cells: Mapping[Column, str], attributes: Mapping[str, str], zone: ZoneInfo | None
) -> PurchaseEvent:
    """The event that the cells tell of; empty ones are not among them. Raises `WrongRow`."""
    values, problems = _read_all(_with_customer(cells), zone)
    try:
        event = PurchaseEvent.model_validate(_nest(values, attributes))
    except ValidationError as error:
        unreadable = {each.column for each in problems}
        problems += [each for each in map(_of_cell, problems_of(error)) if each.column not in unreadable]
        raise WrongRow(tuple(problems)) from error
    if problems:
        raise WrongRow(tuple(problems))
    return event


def _with_customer(cells: Mapping[Column, str]) -> Mapping[Column, str]:
    """Whoever bought as a guest is known by their e-mail, or else by their phone."""
    guest = cells.get(Column.EMAIL, "").casefold() or cells.get(Column.PHONE)
    return {Column.CUSTOMER_ID: guest, **cells} if guest else cells


def _read_all(
    cells: Mapping[Column, str], zone: ZoneInfo | None
) -> tuple[dict[Column, Any], list[CellProblem]]:
    values: dict[Column, Any] = {}
    problems = []
    for column, text in cells.items():
        try:
            values[column] = _read(column, text, zone)
        except ValueError as error:
            problems.append(CellProblem(column, str(error)))
    return values, problems


def _read(column: Column, text: str, zone: ZoneInfo | None) -> Any:
    match column:
        case Column.AMOUNT | Column.REFUND_AMOUNT:
            return read_amount(text)
        case Column.OCCURRED_AT:
            return read_moment(text, zone)
        case Column.ITEMS:
            return read_items(text)
        case Column.TAGS:
            return read_tags(text)
        case Column.CURRENCY:
            return text.upper()
        case _:
            return text


def _nest(values: Mapping[Column, Any], attributes: Mapping[str, str]) -> dict[str, Any]:
    event: dict[Any, Any] = {"purchase": {"total": {}, "attributes": dict(attributes)}, "customer": {}}
    for column, value in values.items():
        *steps, last = _PLACES[column]
        place = event
        for step in steps:
            place = place.setdefault(step, {})
        place[last] = value
    if shipments := event["purchase"].get("shipments"):
        event["purchase"]["shipments"] = list(shipments.values())
    return event


def _of_cell(found: FieldProblem) -> CellProblem:
    problem = "is empty" if found.problem == "is missing" else found.problem
    return CellProblem(next(_columns_of(found.field), None), problem)


def _columns_of(field: str) -> Iterator[Column]:
    return (
        column
        for place, column in _BY_FIELD.items()
        if field == place or field.startswith((f"{place}[", f"{place}."))
    )
