"""The tests of a configuration: talks as an admin writes them, with who talks and what is expected."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.config.values import Language, TimeZone
from flows.definition.pieces import Flag, Piece
from flows.rehearsal.expectation import Expectation

_TALK = "bot: Hi Ada, how was it*\nAda: 5\nbot: Thank you*\n"


class Persona(Piece):
    """The customer of a test. All may be left out; `id` decides which variant of a split is shown."""

    id: str = Field(default="c-1", min_length=1)
    first_name: str | None = None
    last_name: str | None = None
    language: Language | None = None
    time_zone: TimeZone | None = None
    email: str | None = None
    phone: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What the customer is called in a talk, the usual one first."""
        full = " ".join(name for name in (self.first_name, self.last_name) if name)
        return tuple(dict.fromkeys(name for name in (self.first_name, full) if name))


class Sale(Piece):
    """The purchase of a test, where the usual one will not do. `items` are names of articles."""

    id: str = Field(default="1001", min_length=1)
    items: tuple[Annotated[str, Field(min_length=1)], ...] = ("Blue mug",)
    amount: Decimal = Field(default=Decimal("24.90"), ge=0)
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$", examples=["EUR"])
    brand: str | None = None
    location: str | None = None
    sales_channel: str | None = None
    url: str | None = None
    attributes: dict[str, Any] = Field(default_factory=dict)

    @property
    def details(self) -> dict[str, Any]:
        """All but its id, in the form in which purchases are stored."""
        told = self.model_dump(exclude={"id", "items"}, exclude_none=True)
        return told | {"items": [{"name": name, "quantity": 1} for name in self.items]}


_YEARS = range(2000, 2100)
"""Within which a test plays: far from the ends of the calendar, since time passes in it."""


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        if value.year in _YEARS:
            return value
        raise ValueError(
            "tests play between 2000 and 2099", "write date and time without quotes: 2026-11-20T10:00:00"
        )
    raise ValueError("this is no moment", "write date and time without quotes: 2026-11-20T10:00:00")


class Rehearsal(Piece):
    """A talk that must go as it is written: `riscontro test` plays it, and time passes in it as it says.

    `flow` is talked with by the `customer`, about the `purchase`. `at` is the moment of the first question,
    in the time zone of the business where it names none. With `introduce` it is the first that the customer
    ever hears from the bot. `talk` has a line for each thing that is said, "bot: …", "Ada: …", and for time
    that passes, "--- 2 days later"; `expect` names what it must have led to.
    """

    name: str = Field(min_length=1, max_length=200, examples=["A late parcel becomes a complaint"])
    flow: str = Field(min_length=1, examples=["after_delivery"])
    at: Annotated[datetime, BeforeValidator(_moment)] = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001 - where the business is
    customer: Persona = Persona()
    purchase: Sale = Sale()
    introduce: Flag = False
    talk: str = Field(min_length=1, max_length=50_000, examples=[_TALK])
    expect: Expectation = Expectation()
