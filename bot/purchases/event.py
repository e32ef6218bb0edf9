"""The purchase event: what a shop tells us, checked at the edge. Its shape is part of the public contract."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from flows.answers import clean
from flows.outreach import PurchaseEventType

_FIRST_YEAR, _LAST_YEAR = 1970, 2200


def _clean(value: Any) -> Any:
    return clean(value).strip() if isinstance(value, str) else value


def _id(value: Any) -> Any:
    """Shops number their orders; as text no digit is lost, however long the number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _clean(value)


def _in_utc(moment: datetime) -> datetime:
    """Refuses what is so far off that adding a delay to it, or moving it to UTC, could leave the calendar."""
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"must lie between the years {_FIRST_YEAR} and {_LAST_YEAR}")
    return moment.astimezone(UTC)


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'"{name}" is no time zone; write one like "Europe/Rome"') from error
    return name


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=500)]
Name = Annotated[str, BeforeValidator(_clean), Field(min_length=1, max_length=200)]
Id = Annotated[str, BeforeValidator(_id), Field(min_length=1, max_length=200)]
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=4)]


class _Part(BaseModel):
    """Fields that a shop sends beyond these are let through and left alone: shops add fields as they grow."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Money(_Part):
    amount: Amount
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Item(_Part):
    name: Name
    quantity: Annotated[int, Field(ge=0, le=1_000_000)] = 1
    sku: Text | None = None


class Shipment(_Part):
    carrier: Text | None = None
    tracking_url: Text | None = None


class Refund(_Part):
    amount: Amount
    items: tuple[Item, ...] = ()


class Purchase(_Part):
    id: Id
    total: Money
    items: tuple[Item, ...] = Field(default=(), max_length=1000)
    brand: Text | None = None
    location: Text | None = None
    sales_channel: Text | None = None
    url: Text | None = None
    shipments: tuple[Shipment, ...] = ()
    refund: Refund | None = None
    attributes: dict[str, JsonValue] = Field(default_factory=dict)


class Customer(_Part):
    id: Id
    first_name: Text | None = None
    last_name: Text | None = None
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")] | None = None
    time_zone: Annotated[str, AfterValidator(_known_zone)] | None = None
    email: Text | None = None
    phone: Text | None = None
    tags: tuple[Text, ...] = ()


class PurchaseEvent(_Part):
    """Something happened to a purchase. `occurred_at` carries its offset and is kept in UTC."""

    type: PurchaseEventType
    occurred_at: Moment
    purchase: Purchase
    customer: Customer
