"""What Slack keeps: people, channels, messages, files and views of one workspace."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.demo.slack.bell import Bell
from bot.demo.slack.installation import Installation

Json = dict[str, Any]


@dataclass
class User:
    """A person, or the app's bot user."""

    id: str
    name: str
    team_id: str
    restricted: bool = False
    is_bot: bool = False
    deleted: bool = False

    @property
    def handle(self) -> str:
        """Return the lower-case name without spaces that payloads call ``username``."""
        return self.name.lower().replace(" ", ".")


@dataclass
class Channel:
    """A public or private channel, or the direct conversation of one person with the app."""

    id: str
    name: str
    private: bool
    created: int
    members: set[str] = field(default_factory=set)
    archived: bool = False
    direct_with: str | None = None

    @property
    def kind(self) -> str:
        """Return the ``channel_type`` of events."""
        if self.direct_with is not None:
            return "im"
        return "group" if self.private else "channel"


@dataclass
class StoredFile:
    """An uploaded file; ``shared_in`` lists the channels whose members may open it."""

    id: str
    name: str
    title: str
    mimetype: str
    user_id: str
    created: int
    content: bytes = b""
    uploaded: bool = False
    shared_in: list[str] = field(default_factory=list)


@dataclass
class Message:
    """A message as Slack stores it. ``ephemeral_for`` names the only person who sees it."""

    channel_id: str
    ts: str
    user_id: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    by_app: bool = False
    metadata: Json | None = None
    files: list[StoredFile] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    edited: Json | None = None
    deleted: bool = False
    ephemeral_for: str | None = None
    broadcast: bool = False


@dataclass
class View:
    """A modal or a Home tab that the app shows to one person; ``filled`` is
    what they entered so far, by block and action id.
    """

    id: str
    user_id: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    filled: dict[tuple[str, str], Any] = field(default_factory=dict)


@dataclass(eq=False)
class Workspace:
    """One team with one installed app. ``emit`` takes events for the app; ``now`` gives all stamps."""

    installation: Installation
    now: Callable[[], datetime]
    bell: Bell = field(default_factory=Bell)
    emit: Callable[[Json], None] = lambda _: None
    site: str = "http://127.0.0.1/"
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    threads: dict[tuple[str, str], list[Message]] = field(default_factory=dict)
    ephemerals: dict[str, list[Message]] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _last_stamp: int = 0

    def __post_init__(self) -> None:
        bot = self.installation
        self.users[bot.bot_user_id] = User(bot.bot_user_id, bot.bot_name, bot.team_id, is_bot=True)

    def new_id(self, prefix: str) -> str:
        """Return an identifier that was never given before; Slack's prefixes name the kind."""
        return f"{prefix}0DEMO{next(self._numbers):05d}"

    def stamp(self) -> str:
        """Return a new message timestamp: seconds and microseconds, later than all before."""
        micros = round(self.now().timestamp() * 1_000_000)
        self._last_stamp = max(micros, self._last_stamp + 1)
        return f"{self._last_stamp // 1_000_000}.{self._last_stamp % 1_000_000:06d}"

    def add_user(self, name: str, *, team_id: str | None = None, restricted: bool = False) -> User:
        """Add a person, of this team unless another is named."""
        user = User(self.new_id("U"), name, team_id or self.installation.team_id, restricted)
        self.users[user.id] = user
        return user

    def add_channel(self, name: str, *, private: bool = False, direct_with: str | None = None) -> Channel:
        """Add an empty channel; ``name`` is without the leading ``#``."""
        prefix = "D" if direct_with else "C"
        created = int(self.now().timestamp())
        channel = Channel(self.new_id(prefix), name, private, created, direct_with=direct_with)
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        return channel

    def direct_channel(self, user_id: str) -> Channel:
        """Return the direct conversation of a person with the app, opening it at first use."""
        for channel in self.channels.values():
            if channel.direct_with == user_id:
                return channel
        channel = self.add_channel("directmessage", private=True, direct_with=user_id)
        channel.members |= {user_id, self.installation.bot_user_id}
        return channel

    def channel_named(self, name: str) -> Channel | None:
        """Return the channel of that name, with or without ``#``."""
        bare = name.removeprefix("#")
        return next((channel for channel in self.channels.values() if channel.name == bare), None)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """Return a message that still exists; a deleted one is gone."""
        message = self.messages.get(channel_id, {}).get(ts)
        return None if message is None or message.deleted else message

    def thread(self, channel_id: str, ts: str) -> list[Message]:
        """Return the replies under a message, oldest first."""
        return [reply for reply in self.threads.get((channel_id, ts), []) if not reply.deleted]

    def top_level(self, channel_id: str) -> list[Message]:
        """Return what the channel itself shows, oldest first; a deleted parent stays while it has replies."""
        return [message for message in self.messages[channel_id].values() if self._shows(message)]

    def _shows(self, message: Message) -> bool:
        if message.thread_ts is not None and not message.broadcast:
            return False
        return not message.deleted or bool(self.thread(message.channel_id, message.ts))

    def view(self, view_id: str) -> View | None:
        """Return an open modal or a Home tab by its id."""
        stacks = itertools.chain.from_iterable(self.modals.values())
        return next(
            (view for view in itertools.chain(stacks, self.homes.values()) if view.id == view_id), None
        )
