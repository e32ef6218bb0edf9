"""What a person in Slack sees: channels with their messages, threads, buttons, and modals."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TypeVar

from bot.demo.slack.blocks import elements_within
from bot.demo.slack.mrkdwn import Reading, join_readings, read_blocks, read_mrkdwn
from bot.demo.slack.workspace import Channel, Json, Message, StoredFile, View, Workspace

Pattern = str | re.Pattern[str]
Found = TypeVar("Found")
PATIENCE = 10.0


async def sight(
    workspace: Workspace, look: Callable[[], Found | None], what: str, there: Callable[[], object]
) -> Found:
    """Return what ``look`` finds, as soon as it does. Raises ``AssertionError`` with what is there."""
    try:
        return await workspace.bell.until(look, PATIENCE)
    except TimeoutError:
        raise AssertionError(f"nobody sees {what} within {PATIENCE:g} s; there is: {there()}") from None


def matches(pattern: Pattern, text: str) -> bool:
    """Tell whether a text holds the string, or as a whole matches it with ``*``, or a compiled pattern."""
    if isinstance(pattern, str):
        return pattern in text or fnmatchcase(text, pattern)
    return pattern.search(text) is not None


@dataclass(frozen=True)
class SeenMessage:
    """A message as a person sees it: as it is now, unless frozen. Equal when channel and timestamp are."""

    workspace: Workspace = field(compare=False, repr=False)
    kept: Message = field(compare=False)
    channel_id: str
    ts: str

    @property
    def text(self) -> str:
        """Return the ``text`` as sent: notification and fallback when there are blocks."""
        return self.kept.text

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks as sent, with Slack's own ids filled in."""
        return self.kept.blocks

    @property
    def metadata(self) -> Json | None:
        """Return the message metadata, which no person sees."""
        return self.kept.metadata

    @property
    def files(self) -> list[StoredFile]:
        """Return the files of the message."""
        return self.kept.files

    @property
    def user(self) -> str:
        """Return the name of who wrote it."""
        return self.workspace.users[self.kept.user_id].name

    @property
    def edited(self) -> bool:
        """Tell whether it was changed after it was posted."""
        return self.kept.edited is not None

    @property
    def deleted(self) -> bool:
        """Tell whether it was deleted."""
        return self.kept.deleted

    @property
    def reactions(self) -> dict[str, list[str]]:
        """Return emoji names with the names of those who reacted."""
        people = self.workspace.users
        return {name: [people[user].name for user in users] for name, users in self.kept.reactions.items()}

    @property
    def reading(self) -> Reading:
        """Return text and blocks as a person reads them, with mentions and links; the text comes first."""
        names = names_of(self.workspace)
        return join_readings([read_mrkdwn(self.text, names), *read_blocks(self.blocks, names)], "\n")

    @property
    def shown(self) -> str:
        """Return what the screen shows: the blocks, or the text where there are none."""
        parts = list(read_blocks(self.blocks, names_of(self.workspace)))
        return join_readings(parts, "\n").text or read_mrkdwn(self.text, names_of(self.workspace)).text

    @property
    def broadcasts(self) -> tuple[str, ...]:
        """Return the groups that the message really calls: channel, here, everyone."""
        return self.reading.broadcasts

    @property
    def buttons(self) -> list[str]:
        """Return the labels of the buttons, in reading order."""
        return button_labels(self.blocks)

    @property
    def thread(self) -> list[SeenMessage]:
        """Return the replies, oldest first."""
        return [see(self.workspace, reply) for reply in self.workspace.thread(self.channel_id, self.ts)]

    def freeze(self) -> SeenMessage:
        """Return the message as it is on the screen now, for someone who acts on an outdated view."""
        return see(self.workspace, copy.deepcopy(self.kept))

    async def shows(self, pattern: Pattern) -> SeenMessage:
        """Wait until the message itself shows something, after an edit perhaps."""

        def look() -> SeenMessage | None:
            return self if not self.deleted and matches(pattern, self.reading.text) else None

        return await sight(self.workspace, look, f"{pattern!r} in the message", lambda: self.reading.text)

    async def thread_sees(self, pattern: Pattern, *, after: SeenMessage | None = None) -> SeenMessage:
        """Wait for a reply that shows something; the newest of several, and newer than ``after``."""
        what = f"{pattern!r} in the thread"
        return await sight(self.workspace, lambda: newest(self.thread, pattern, after), what, self._replies)

    def _replies(self) -> list[str]:
        return [reply.reading.text for reply in self.thread]


def see(workspace: Workspace, message: Message) -> SeenMessage:
    """Return a message as a person sees it."""
    return SeenMessage(workspace, message, message.channel_id, message.ts)


@dataclass(frozen=True)
class SeenChannel:
    """A channel as its members see it."""

    workspace: Workspace = field(compare=False, repr=False)
    channel: Channel

    @property
    def id(self) -> str:
        """Return the channel id."""
        return self.channel.id

    @property
    def name(self) -> str:
        """Return the name with ``#``."""
        return f"#{self.channel.name}"

    @property
    def messages(self) -> list[SeenMessage]:
        """Return the top-level messages, oldest first."""
        shown = self.workspace.top_level(self.id)
        return [see(self.workspace, message) for message in shown if not message.deleted]

    async def sees(self, pattern: Pattern, *, after: SeenMessage | None = None) -> SeenMessage:
        """Wait for a top-level message that shows something; the newest, and newer than ``after``."""
        what = f"{pattern!r} in {self.name}"
        return await sight(self.workspace, lambda: newest(self.messages, pattern, after), what, self._texts)

    def archive(self) -> None:
        """Archive the channel: nobody posts there any more."""
        self.channel.archived = True

    def unarchive(self) -> None:
        """Open the channel again."""
        self.channel.archived = False

    def delete(self) -> None:
        """Delete the channel for good: to the app it is as if it had never been."""
        del self.workspace.channels[self.id]

    def remove(self, user_id: str) -> None:
        """Take a member out, the app's bot user for example."""
        self.channel.members.discard(user_id)

    def _texts(self) -> list[str]:
        return [message.reading.text for message in self.messages]


@dataclass(frozen=True)
class SeenView:
    """A modal or Home tab as its person sees it."""

    workspace: Workspace = field(compare=False, repr=False)
    view: View

    @property
    def id(self) -> str:
        """Return the view id."""
        return self.view.id

    @property
    def title(self) -> str:
        """Return the title; a Home tab has none."""
        return str(self.view.body.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks."""
        return list(self.view.body["blocks"])

    @property
    def text(self) -> str:
        """Return all that can be read, title and labels included."""
        parts = list(read_blocks(self.blocks, names_of(self.workspace)))
        return self.title + "\n" + join_readings(parts, "\n").text

    @property
    def buttons(self) -> list[str]:
        """Return the labels of the buttons inside, without submit and close."""
        return button_labels(self.blocks)

    @property
    def is_open(self) -> bool:
        """Tell whether the person still has it before them."""
        return self.workspace.view(self.id) is not None


def newest(
    messages: Sequence[SeenMessage], pattern: Pattern, after: SeenMessage | None = None
) -> SeenMessage | None:
    """Return the newest message that shows the pattern, and is newer than ``after``."""
    later = [message for message in messages if after is None or message.ts > after.ts]
    return next((message for message in reversed(later) if matches(pattern, message.reading.text)), None)


def names_of(workspace: Workspace) -> dict[str, str]:
    """Return what Slack shows for user and channel ids."""
    people = {user.id: user.name for user in workspace.users.values()}
    return people | {channel.id: channel.name for channel in workspace.channels.values()}


def button_labels(blocks: list[Json]) -> list[str]:
    """Return the labels of all buttons inside blocks."""
    return [
        read_mrkdwn(element["text"]["text"], {}).text
        for _, element in elements_within(blocks)
        if element["type"] == "button"
    ]
