"""What the demo page draws: channels and a person's own screen, as data that JSON can carry."""

from __future__ import annotations

from bot.demo.slack.interactions import state_values
from bot.demo.slack.sightings import SeenChannel, SeenMessage
from bot.demo.slack.staff import Person
from bot.demo.slack.workspace import Json, View


def draw_channel(seen: SeenChannel) -> Json:
    """Return a channel with all its messages and threads."""
    people = seen.workspace.users
    return {
        "id": seen.id,
        "name": seen.name,
        "private": seen.channel.private,
        "archived": seen.channel.archived,
        "members": [people[member].name for member in sorted(seen.channel.members)],
        "messages": [draw_message(message) for message in seen.messages],
    }


def draw_message(message: SeenMessage) -> Json:
    """Return a message with its thread; ``text`` and ``blocks`` are as sent, ``shown`` is as read."""
    return {
        "ts": message.ts,
        "channel": message.channel_id,
        "user": message.user,
        "by_app": message.kept.by_app,
        "text": message.text,
        "shown": message.shown,
        "blocks": message.blocks,
        "buttons": message.buttons,
        "files": [{"id": file.id, "name": file.name, "mimetype": file.mimetype} for file in message.files],
        "reactions": message.reactions,
        "edited": message.edited,
        "thread": [draw_message(reply) for reply in message.thread],
    }


def draw_screen(person: Person) -> Json:
    """Return what only this person sees: ephemeral messages, the modal on top, the Home tab."""
    return {
        "user": person.name,
        "ephemerals": [draw_message(message) for message in person.ephemerals],
        "modal": _draw_view(person.modal.view) if person.modal else None,
        "home": _draw_view(person.home.view) if person.home else None,
    }


def _draw_view(view: View) -> Json:
    names = ("type", "title", "submit", "close", "blocks", "callback_id")
    values = state_values(view.body["blocks"], view.filled)
    return {"id": view.id, "values": values, **{name: view.body[name] for name in names if name in view.body}}
