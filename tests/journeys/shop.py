"""The shop: it sells, and tells the program so by a signed webhook."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp
from standardwebhooks import Webhook

WEBHOOK_SECRET = "whsec_" + "dGhpcy1pcy1hLWZha2Utc2VjcmV0LWZvci10ZXN0cw=="


@dataclass
class Shop:
    """`post_times` is how often each event is posted, with one message id. `posted` counts the events."""

    post_times: int = 1
    posted: int = field(default=0, init=False)

    async def tells(self, address: str, event: dict[str, Any], now: datetime) -> tuple[int, dict[str, Any]]:
        """Posts the event to the program at `address`; returns the status and the answer to the last post."""
        self.posted += 1
        body, message_id = json.dumps(event), f"msg_{self.posted}"
        answers = [await _post(address, body, message_id, now) for _ in range(self.post_times)]
        return answers[-1]


async def _post(address: str, body: str, message_id: str, now: datetime) -> tuple[int, dict[str, Any]]:
    headers = {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(WEBHOOK_SECRET).sign(message_id, now, body),
    }
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{address}/hooks/shop", data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.json()


def a_delivery(purchase: str, at: datetime, customer: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A delivered purchase. `customer` and `more` (parts of the purchase) change what is usual."""
    return {
        "type": "purchase.delivered",
        "occurred_at": at.isoformat(),
        "purchase": {
            "id": purchase,
            "total": {"amount": "49.90", "currency": "EUR"},
            "items": [{"sku": "MUG-B", "name": "Blue mug", "quantity": 2}],
            **more,
        },
        "customer": {"id": f"c-{purchase}", "first_name": "Ada", "language": "en", **customer},
    }
