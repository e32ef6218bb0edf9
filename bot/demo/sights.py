"""What there is to see, as plain JSON: each thing on the page is a topic, and any topic can be drawn anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, assert_never

import segno

from bot.demo.cast import CUSTOMERS, PRODUCTS
from bot.demo.settings import BOT_USERNAME
from bot.demo.shop import Order, OrderState
from bot.demo.slack import Person as Colleague
from bot.demo.slack import SeenMessage, SeenView
from bot.demo.stage import Stage

Json = dict[str, Any]


class Subject(StrEnum):
    """What a topic is about; the page listens for events of these names."""

    CAST = "cast"
    CLOCK = "clock"
    PHONE = "phone"
    ORDERS = "orders"
    CHANNEL = "channel"
    DESK = "desk"
    FATE = "fate"
    RECORDS = "records"


@dataclass(frozen=True, slots=True)
class Topic:
    """`id` is the customer's number, or Slack’s of the channel or colleague; what there is once has none."""

    subject: Subject
    id: str = ""


def all_topics(stage: Stage) -> tuple[Topic, ...]:
    """Everything on the page, in an order in which it can be drawn from nothing."""
    return (
        Topic(Subject.CAST),
        Topic(Subject.CLOCK),
        Topic(Subject.FATE),
        Topic(Subject.RECORDS),
        *(Topic(subject, c.id) for c in CUSTOMERS for subject in (Subject.PHONE, Subject.ORDERS)),
        *(Topic(Subject.CHANNEL, channel.id) for channel in stage.channels),
        *(Topic(Subject.DESK, colleague.id) for colleague in stage.staff.values()),
    )


def draw(stage: Stage, topic: Topic) -> Json:
    """The topic as it is at this moment."""
    match topic.subject:
        case Subject.CAST:
            return _cast(stage)
        case Subject.CLOCK:
            return {"now": stage.clock.now().isoformat()}
        case Subject.FATE:
            return _fate(stage)
        case Subject.RECORDS:
            return {"waiting": stage.waiting, "unheard": stage.unheard}
        case Subject.PHONE:
            return {"customer": topic.id, **stage.telegram.snapshot(stage.phones[topic.id])}
        case Subject.ORDERS:
            return {"customer": topic.id, "orders": _orders_of(stage, topic.id)}
        case Subject.CHANNEL:
            return stage.slack.snapshot(stage.channel(topic.id))
        case Subject.DESK:
            return _desk(stage.colleague(topic.id))
        case _:
            assert_never(topic.subject)


def _fate(stage: Stage) -> Json:
    """How it stands with the program, and between it and the platforms."""
    return {
        "program": stage.program.state,
        "troubles": sorted(stage.troubles.present),
        "hears_slack": bool(stage.slack.line.connections),
    }


def _cast(stage: Stage) -> Json:
    return {
        "business": stage.config.business.name,
        "bot": {"username": BOT_USERNAME, "descriptions": _descriptions(stage)},
        "app": stage.slack.installation.bot_name,
        "customers": [
            {"id": c.id, "first_name": c.first_name, "name": c.name, "language": c.language}
            for c in CUSTOMERS
        ],
        "staff": [{"id": colleague.id, "name": name} for name, colleague in stage.staff.items()],
        "channels": [{"id": channel.id, "name": channel.name} for channel in stage.channels],
        "products": [{"sku": product.sku, "name": product.english} for product in PRODUCTS],
        "names": {user.id: user.name for user in stage.slack.workspace.users.values()},
    }


def _descriptions(stage: Stage) -> Mapping[str, str]:
    """By language; what an empty chat shows under "What can this bot do?"."""
    words = stage.telegram.profile.words
    return {language: text for (field, language), text in words.items() if field == "description"}


def _orders_of(stage: Stage, customer_id: str) -> list[Json]:
    """The newest first."""
    orders = [order for order in stage.shop.orders if order.customer.id == customer_id]
    return [_order(order) for order in reversed(orders)]


def _order(order: Order) -> Json:
    nothing_follows = order.state is OrderState.RETURNED
    next_state = OrderState.DELIVERED if order.state is OrderState.ON_THE_WAY else OrderState.RETURNED
    return {
        "number": order.number,
        "product": order.product.name(order.customer.language),
        "price": f"€ {order.product.price}",
        "state": order.state,
        "next": None if nothing_follows else next_state,
        "link": order.link,
        "start": order.start_payload,
        "qr": _draw_qr(order.link),
    }


@cache  # it takes some milliseconds, and every order of a customer is drawn anew with each change
def _draw_qr(link: str) -> str:
    return segno.make_qr(link).svg_data_uri(border=2)


def _desk(colleague: Colleague) -> Json:
    return {
        "person": colleague.id,
        "form": _form(colleague.modal) if colleague.modal else None,
        "whispers": [_whisper(message) for message in colleague.ephemerals],
    }


def _form(view: SeenView) -> Json:
    body = view.view.body
    return {
        "id": view.id,
        "hash": view.view.hash,
        "title": view.title,
        "submit": body.get("submit", {}).get("text"),
        "close": body.get("close", {}).get("text", "Close"),
        "blocks": view.blocks,
    }


def _whisper(message: SeenMessage) -> Json:
    return {
        "ts": message.ts,
        "channel": message.channel_id,
        "thread": message.kept.thread_ts,
        "text": message.text,
        "blocks": message.blocks,
    }
