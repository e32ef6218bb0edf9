"""The survey that every side plays: five turns a customer, as the raw updates of the Bot API.

START → a scale; tap → a scale; tap → a choice; tap → words; words → thanks. All customers play one turn
before any plays the next, so each turn finds another customer's state last touched.
"""

from random import Random
from typing import Any

TURNS = 5
SENT_BY_CUSTOMER = 5
"""Messages that a customer gets; taps are answered besides."""

QUESTIONS = (
    "How do you rate our service?",
    "How likely are you to recommend us?",
    "What should we improve first?",
    "Anything else you want to tell us?",
    "Thank you for your feedback!",
)
SCALE = tuple(str(number) for number in range(1, 6))
CHOICES = ("Delivery", "Price", "Support")
PICKED = (3, 4, 0)
"""The place of the button that is tapped, for each of the three questions with buttons."""

WORDS = (
    "The courier was polite but the parcel came two days late and the box was damaged, "
    "please improve the packaging next time."
)
BOT = {"id": 123456, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
TOKEN = "123456:BENCH-not-a-token"

Update = dict[str, Any]


def shuffled(customers: range, turn: int) -> list[int]:
    """The customers in the order in which they play this turn."""
    order = list(customers)
    Random(turn).shuffle(order)  # noqa: S311 - the same order for every side
    return order


def written(customer: int, turn: int, number: int, text: str) -> Update:
    """A message; a command is marked as one."""
    message = {"message_id": _message_id(turn), "from": _sender(customer), "chat": _chat(customer)}
    message |= {"date": 1760000000, "text": text}
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0])
        message["entities"] = [{"offset": 0, "length": length, "type": "bot_command"}]
    return {"update_id": number, "message": message}


def tapped(customer: int, turn: int, number: int, data: str, message: Update) -> Update:
    """A tap on a button of `message`, which holds `message_id`, `text` and `reply_markup`."""
    tap = {"id": str(10**15 + number), "from": _sender(customer), "chat_instance": "-1234567890123456789"}
    place = {"from": BOT, "chat": _chat(customer), "date": 1760000000}
    return {"update_id": number, "callback_query": tap | {"data": data, "message": place | message}}


def _message_id(turn: int) -> int:
    return turn * 2 + 1


def _sender(customer: int) -> Update:
    return {"is_bot": False, "language_code": "en", **_names(customer)}


def _chat(customer: int) -> Update:
    return {"type": "private", **_names(customer)}


def _names(customer: int) -> Update:
    return {"id": customer, "first_name": f"Customer{customer}", "username": f"c{customer}"}
