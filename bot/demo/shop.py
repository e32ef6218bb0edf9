"""The shop of the demo: it tells the program of its orders as any shop would, by signed webhooks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

import aiohttp
from pydantic_core import to_json
from standardwebhooks import Webhook

from bot.demo.cast import Customer, Product
from flows.outreach import PurchaseEventType

_FIRST_NUMBER = 2101
_UNREACHABLE = "The shop cannot reach the program. A real shop would try again by itself; here, you do."


class OrderState(StrEnum):
    """How far an order is, in the words of a shop."""

    ON_THE_WAY = "on the way"
    DELIVERED = "delivered"
    RETURNED = "returned"


_TOLD_BY = {
    OrderState.ON_THE_WAY: PurchaseEventType.PAID,
    OrderState.DELIVERED: PurchaseEventType.DELIVERED,
    OrderState.RETURNED: PurchaseEventType.RETURNED,
}


@dataclass
class Order:
    """`link` opens the chat with START; the program gave it to the shop, which puts it on the order mail."""

    number: str
    customer: Customer
    product: Product
    state: OrderState
    link: str = ""

    @property
    def start_payload(self) -> str:
        """What comes after START when somebody opens the chat by the link."""
        return self.link.partition("?start=")[2]


class WebhookRefused(Exception):
    """The program did not take an event; the message is its answer."""


@dataclass
class Shop:
    """`address` is where the program listens. Orders are kept in the order in which they were made."""

    secret: str = field(repr=False)
    now: Callable[[], datetime]
    address: str = ""
    orders: list[Order] = field(default_factory=list)
    on_change: Callable[[], None] = lambda: None
    _numbered: int = 0
    _sent: int = 0

    async def sells(self, product: Product, to: Customer) -> Order:
        """A customer has paid. Raises `WebhookRefused`."""
        order = Order(f"BR-{_FIRST_NUMBER + self._numbered}", to, product, OrderState.ON_THE_WAY)
        self._numbered += 1  # at once: two may buy at the same time
        await self._tell(order, OrderState.ON_THE_WAY)
        self.orders.append(order)
        self.on_change()
        return order

    async def moves(self, order: Order, state: OrderState) -> None:
        """The parcel has arrived, or came back. Raises `WebhookRefused`."""
        await self._tell(order, state)
        order.state = state
        self.on_change()

    def order(self, number: str) -> Order:
        """Raises LookupError where there is none of that number."""
        for order in self.orders:
            if order.number == number:
                return order
        raise LookupError(f"There is no order {number}.")

    async def _tell(self, order: Order, state: OrderState) -> None:
        """Sends the event and keeps the link of the answer. Raises `WebhookRefused`."""
        now = self.now()
        self._sent += 1
        message_id = f"msg_demo_{self._sent:06d}"
        body = to_json(_event(order, _TOLD_BY[state], now)).decode()
        headers = {
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(message_id, now, body),
            "content-type": "application/json",
        }
        url = f"{self.address}/hooks/shop"
        try:
            async with (
                aiohttp.ClientSession() as client,
                client.post(url, data=body, headers=headers) as answer,
            ):
                if not answer.ok:
                    raise WebhookRefused(await answer.text())
                order.link = (await answer.json())["link"]
        except aiohttp.ClientConnectionError as error:
            raise WebhookRefused(_UNREACHABLE) from error


def _event(order: Order, kind: PurchaseEventType, now: datetime) -> dict[str, object]:
    """A purchase event as the contract of `POST /hooks/{source}` describes it."""
    customer, product = order.customer, order.product
    return {
        "type": kind.value,
        "occurred_at": now.isoformat(),
        "purchase": {
            "id": order.number,
            "total": {"amount": str(product.price), "currency": "EUR"},
            "items": [{"sku": product.sku, "name": product.name(customer.language), "quantity": 1}],
            "sales_channel": "online",
            "url": f"https://bottegarossi.example/orders/{order.number}",
        },
        "customer": {
            "id": customer.id,
            "first_name": customer.first_name,
            "last_name": customer.last_name,
            "language": customer.language,
            "time_zone": "Europe/Rome",
            "email": customer.email,
        },
    }
