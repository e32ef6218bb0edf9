"""The ``response_url`` of interactions and commands: five answers within thirty minutes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.demo.slack.arguments import Arguments
from bot.demo.slack.chat import is_thread, read_content, read_metadata
from bot.demo.slack.posting import Draft, Rewrite, delete, edit, post, post_ephemeral
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.workspace import Message, Workspace

LIFE = timedelta(minutes=30)
USES = 5


@dataclass
class _Ticket:
    user_id: str
    channel_id: str
    source: Message | None
    made_at: datetime
    uses: int = 0


@dataclass
class Responses:
    """The response addresses handed out, and what the app does through them."""

    workspace: Workspace
    _tickets: dict[str, _Ticket] = field(default_factory=dict)

    def make(self, user_id: str, channel_id: str, source: Message | None = None) -> str:
        """Return a new address for an act of a person, on the message ``source`` where there is one."""
        name = self.workspace.new_id("R")
        self._tickets[name] = _Ticket(user_id, channel_id, source, self.workspace.now())
        return f"{self.workspace.site}response/{name}"

    def answer(self, name: str, args: Arguments) -> None:
        """Post, replace or delete. Raises ``expired_url``, ``used_url`` (404) and the refusals of a post."""
        ticket = self._tickets.get(name)
        if ticket is None or self.workspace.now() - ticket.made_at > LIFE:
            raise Refusal("expired_url", status=404)
        if ticket.uses >= USES:
            raise Refusal("used_url", status=404)
        self._act(ticket, args)
        ticket.uses += 1

    def _act(self, ticket: _Ticket, args: Arguments) -> None:
        if ticket.source is not None and args.flag("delete_original"):
            delete(self.workspace, ticket.source)
        elif ticket.source is not None and args.flag("replace_original"):
            self._replace(ticket.source, args)
        else:
            self._post(ticket, args)

    def _replace(self, source: Message, args: Arguments) -> None:
        text, blocks = read_content(args)
        bot_id = self.workspace.installation.bot_user_id
        edit(self.workspace, source, Rewrite(user_id=bot_id, text=text, blocks=blocks))

    def _post(self, ticket: _Ticket, args: Arguments) -> None:
        text, blocks = read_content(args)
        thread_ts = args.text("thread_ts") or None
        if thread_ts and not is_thread(self.workspace, ticket.channel_id, thread_ts):
            raise Refusal("cannot_reply_to_message")
        draft = Draft(
            channel_id=ticket.channel_id,
            user_id=self.workspace.installation.bot_user_id,
            text=text,
            blocks=blocks,
            thread_ts=thread_ts,
            metadata=read_metadata(args),
            by_app=True,
        )
        if args.text("response_type", "ephemeral") == "in_channel":
            post(self.workspace, draft)
        else:
            post_ephemeral(self.workspace, draft, ticket.user_id)
