"""Tells every open page what has changed, by server-sent events.

Format: WHATWG HTML, "Server-sent events". Each event is a topic drawn anew; what changes several times before
a page is ready for more is drawn once.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress

from pydantic_core import to_json

from bot.demo.cast import CUSTOMERS
from bot.demo.sights import Subject, Topic, all_topics, draw
from bot.demo.slack.bell import Change as SlackChange
from bot.demo.slack.bell import ChangeKind
from bot.demo.stage import Stage
from bot.demo.telegram import Change as TelegramChange
from storage import traces
from storage.database import Database
from storage.errors import StoreUnavailable

_LOOK_EVERY_S = 0.1


class _Reader:
    """One open page and what it does not know yet, the oldest first."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.unread = dict.fromkeys(topics)
        self.stirred = asyncio.Event()
        self.stirred.set()

    def hear(self, topic: Topic) -> None:
        self.unread[topic] = None
        self.stirred.set()


class News:
    """Watches the stage from the moment it is made until `close`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._readers: set[_Reader] = set()
        self._open = True
        self._customers = {stage.phone(customer).chat_id: customer.id for customer in CUSTOMERS}
        self._places = {channel.id for channel in stage.channels}
        self._unsubscribe = (
            stage.telegram.subscribe(self._hear_telegram),
            stage.slack.subscribe(self._hear_slack),
        )
        stage.shop.on_change = self._hear_shop
        stage.program.on_change = stage.troubles.on_change = self._hear_fate

    def tell(self, topic: Topic) -> None:
        """Something changed that nobody else announces."""
        for reader in self._readers:
            reader.hear(topic)

    async def stream(self) -> AsyncIterator[str]:
        """Everything there is to see, then every change, as the body of an event stream."""
        reader = _Reader(all_topics(self._stage))
        self._readers.add(reader)
        try:
            while self._open:
                await reader.stirred.wait()
                reader.stirred.clear()
                unread, reader.unread = reader.unread, {}
                for topic in unread:
                    yield self._event(topic)
        finally:
            self._readers.discard(reader)

    async def watch_records(self) -> None:
        """Tells of each commit of the program and what Telegram has for it, for as long as somebody reads.

        Telegram is asked before the outbox: what the program has taken from the one is in the other already.
        Ends only when cancelled.
        """
        seen = None
        while True:
            unheard = self._stage.telegram.pending_updates
            latest = unheard, _last_change(self._stage.records)
            if self._readers and latest != seen:
                with suppress(StoreUnavailable):
                    self._stage.waiting = await asyncio.to_thread(_count_waiting, self._stage.records)
                    self._stage.unheard, seen = unheard, latest
                    self.tell(Topic(Subject.RECORDS))
            await asyncio.sleep(_LOOK_EVERY_S)

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        self._open = False
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        for reader in self._readers:
            reader.stirred.set()

    def _event(self, topic: Topic) -> str:
        return f"event: {topic.subject}\ndata: {to_json(draw(self._stage, topic)).decode()}\n\n"

    def _hear_telegram(self, change: TelegramChange) -> None:
        if change.chat_id in self._customers:
            self.tell(Topic(Subject.PHONE, self._customers[change.chat_id]))
        elif change.what == "profile":
            self.tell(Topic(Subject.CAST))

    def _hear_slack(self, change: SlackChange) -> None:
        if change.kind in {ChangeKind.EPHEMERAL, ChangeKind.VIEW}:
            for colleague in self._stage.staff.values():
                self.tell(Topic(Subject.DESK, colleague.id))
        if change.kind is ChangeKind.CONNECTED:
            self.tell(Topic(Subject.FATE))
        if change.channel in self._places:
            self.tell(Topic(Subject.CHANNEL, change.channel))

    def _hear_fate(self) -> None:
        self.tell(Topic(Subject.FATE))

    def _hear_shop(self) -> None:
        for customer in CUSTOMERS:
            self.tell(Topic(Subject.ORDERS, customer.id))


def _last_change(database: Database) -> int:
    """When a database file was written last, in nanoseconds of the file system: asking costs it nothing."""
    path = database.path
    if path is None:
        raise ValueError("the demo keeps its records in a file")
    files = (path, path.with_name(f"{path.name}-wal"))
    return max(file.stat().st_mtime_ns for file in files if file.exists())


def _count_waiting(database: Database) -> Mapping[str, int]:
    with database.reading() as session:
        return traces.count_waiting(session)
