"""What staff do in Slack: click, choose, fill in forms, write, edit, delete, react, type commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never

from bot.demo.slack.arguments import Arguments
from bot.demo.slack.chat import read_content
from bot.demo.slack.entries import complaints, entered, fill, find_element
from bot.demo.slack.events import announce_channel, announce_home
from bot.demo.slack.files import NewFile, store_file
from bot.demo.slack.interactions import Interactions
from bot.demo.slack.modals import close, push, replace
from bot.demo.slack.mrkdwn import type_text, typed_blocks
from bot.demo.slack.posting import Draft, Rewrite, delete, edit, post, post_ephemeral, react, withdraw
from bot.demo.slack.sightings import Pattern, SeenChannel, SeenMessage, SeenView, matches, newest, see, sight
from bot.demo.slack.socket_mode import SocketMode
from bot.demo.slack.views import check_view
from bot.demo.slack.workspace import Json, StoredFile, User, View, Workspace

NewFiles = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Person:
    """One person and their screen."""

    workspace: Workspace = field(compare=False, repr=False)
    interactions: Interactions = field(compare=False, repr=False)
    line: SocketMode = field(compare=False, repr=False)
    user: User

    @property
    def id(self) -> str:
        """Return the user id."""
        return self.user.id

    @property
    def name(self) -> str:
        """Return the full name."""
        return self.user.name

    # --- with the app's elements

    async def clicks(self, on: SeenMessage | SeenView, name: str) -> Json:
        """Press a button, by label or ``action_id``, and return the acknowledged payload.

        Raises ``NotAcknowledged`` when the app does not acknowledge in time: the person sees an error.
        """
        block, element = find_element(on.blocks, name)
        return await self._act(on, self.interactions.action(block, element))

    async def chooses(self, on: SeenMessage | SeenView, name: str, option: Any) -> Json:
        """Choose from a menu, by the label of the option; otherwise as ``clicks``."""
        block, element = find_element(on.blocks, name)
        chosen = entered(element, option)
        if isinstance(on, SeenView):
            on.view.filled[block["block_id"], element["action_id"]] = chosen
        return await self._act(on, self.interactions.action(block, element, chosen))

    async def _act(self, on: SeenMessage | SeenView, action: Json) -> Json:
        match on:
            case SeenMessage():
                self._must_see(on.channel_id)
                payload = self.interactions.click(self.user, on.kept, action)
            case SeenView():
                payload = self.interactions.click_in_view(self.user, on.view, action)
            case _:
                assert_never(on)
        return (await self.line.ask("interactive", payload, accepts_answer=False)).payload

    async def commands(self, command: str, text: str = "", *, channel: SeenChannel | None = None) -> Json:
        """Type a slash command, in a channel or in the conversation with the app; return the app's answer."""
        place = channel.channel if channel else self.workspace.direct_channel(self.id)
        payload = self.interactions.command(self.user, place, command, text)
        answer = (await self.line.ask("slash_commands", payload, accepts_answer=True)).payload
        if answer.get("text") or answer.get("blocks"):
            self._show_answer(place.id, answer)
        return answer

    def _show_answer(self, channel_id: str, answer: Json) -> None:
        text, blocks = read_content(Arguments(answer))
        bot_id = self.workspace.installation.bot_user_id
        draft = Draft(channel_id=channel_id, user_id=bot_id, text=text, blocks=blocks, by_app=True)
        if answer.get("response_type") == "in_channel":
            post(self.workspace, draft)
        else:
            post_ephemeral(self.workspace, draft, self.id)

    # --- with forms

    @property
    def modal(self) -> SeenView | None:
        """Return the modal on top, if one is open."""
        stack = self.workspace.modals.get(self.id)
        return SeenView(self.workspace, stack[-1]) if stack else None

    async def sees_modal(self, pattern: Pattern = "") -> SeenView:
        """Wait for an open modal, one that shows the pattern."""

        def look() -> SeenView | None:
            modal = self.modal
            return modal if modal and matches(pattern, modal.text) else None

        return await sight(
            self.workspace, look, f"a modal {pattern!r}", lambda: self.modal and self.modal.text
        )

    async def submits(self, form: SeenView, values: Mapping[str, Any] | None = None) -> dict[str, str] | None:
        """Fill in a modal and send it. ``values`` go by label or id: a text, an option's label, or several.

        Returns the errors by block id, Slack's own or the app's, or None when the app took it. Raises
        ``NotAcknowledged``, and then the modal stays open with an error.
        """
        fill(form.view, values or {})
        if stopped := complaints(form.view):
            return stopped
        payload = self.interactions.submission(self.user, form.view)
        answer = await self.line.ask("interactive", payload, accepts_answer=True)
        return self._follow(form.view, answer.payload)

    def _follow(self, view: View, answer: Json) -> dict[str, str] | None:
        """Do what the app answered to a submission."""
        match answer:
            case {"response_action": "errors", "errors": dict(errors)}:
                return _known_errors(view, errors)
            case {"response_action": "update", "view": body}:
                replace(self.workspace, view, check_view(body))
            case {"response_action": "push", "view": body}:
                push(self.workspace, self.id, check_view(body))
            case {"response_action": "clear"}:
                close(self.workspace, view, all_views=True)
            case {"response_action": other}:
                raise AssertionError(f"Slack knows no response_action {other!r} of this form: {answer}")
            case _:
                close(self.workspace, view)
        return None

    async def closes(self, form: SeenView) -> None:
        """Close a modal; the app hears of it when the view asked for that."""
        close(self.workspace, form.view)
        if form.view.body.get("notify_on_close"):
            payload = self.interactions.closing(self.user, form.view)
            await self.line.ask("interactive", payload, accepts_answer=False)

    # --- with messages

    def writes(
        self, channel: SeenChannel, text: str, *, thread: SeenMessage | None = None, files: NewFiles = ()
    ) -> SeenMessage:
        """Write into a channel or thread. ``@Name`` of a colleague mentions them, ``@channel`` everybody."""
        if channel.channel.archived:
            raise AssertionError(f"{channel.name} is archived: nobody can write there")
        self.joins(channel)
        typed = self._typed(text)
        draft = Draft(
            channel_id=channel.id,
            user_id=self.id,
            text=typed,
            blocks=typed_blocks(typed) if typed else [],
            thread_ts=thread.ts if thread else None,
            files=[self._shared(channel, name, content) for name, content in files],
        )
        return see(self.workspace, post(self.workspace, draft))

    def edits(self, message: SeenMessage, text: str) -> None:
        """Edit an own message."""
        self._must_own(message)
        typed = self._typed(text)
        rewrite = Rewrite(user_id=self.id, text=typed, blocks=typed_blocks(typed))
        edit(self.workspace, message.kept, rewrite)

    def deletes(self, message: SeenMessage) -> None:
        """Delete an own message."""
        self._must_own(message)
        delete(self.workspace, message.kept)

    def reacts(self, message: SeenMessage, name: str) -> None:
        """Add a reaction."""
        self._must_see(message.channel_id)
        react(self.workspace, message.kept, self.id, name)

    def unreacts(self, message: SeenMessage, name: str) -> None:
        """Take a reaction back."""
        withdraw(self.workspace, message.kept, self.id, name)

    def joins(self, channel: SeenChannel) -> None:
        """Join a public channel."""
        if self.id in channel.channel.members:
            return
        if channel.channel.private:
            raise AssertionError(f"{self.name} is not in the private channel {channel.name}")
        channel.channel.members.add(self.id)
        announce_channel(self.workspace, channel.channel, "member_joined_channel", self.id)

    @property
    def ephemerals(self) -> list[SeenMessage]:
        """Return the messages that only this person sees, oldest first."""
        kept = self.workspace.ephemerals.get(self.id, [])
        return [see(self.workspace, message) for message in kept if not message.deleted]

    async def sees_ephemeral(self, pattern: Pattern, *, after: SeenMessage | None = None) -> SeenMessage:
        """Wait for a message that only this person sees."""

        def texts() -> list[str]:
            return [message.reading.text for message in self.ephemerals]

        what = f"the ephemeral {pattern!r}"
        return await sight(self.workspace, lambda: newest(self.ephemerals, pattern, after), what, texts)

    # --- the Home tab, and leaving

    @property
    def home(self) -> SeenView | None:
        """Return the app's Home tab, once the app published it."""
        view = self.workspace.homes.get(self.id)
        return SeenView(self.workspace, view) if view else None

    def opens_home(self) -> None:
        """Open the app's Home tab."""
        announce_home(self.workspace, self.id)

    async def sees_home(self, pattern: Pattern = "") -> SeenView:
        """Wait for the Home tab to show something."""

        def look() -> SeenView | None:
            home = self.home
            return home if home and matches(pattern, home.text) else None

        return await sight(
            self.workspace, look, f"the Home tab {pattern!r}", lambda: self.home and self.home.text
        )

    @property
    def direct(self) -> SeenChannel:
        """Return the conversation with the app."""
        return SeenChannel(self.workspace, self.workspace.direct_channel(self.id))

    def leaves_the_company(self) -> None:
        """Become a deactivated account."""
        self.user.deleted = True

    def _typed(self, text: str) -> str:
        people = {user.name: user.id for user in self.workspace.users.values()}
        return type_text(text, people)

    def _shared(self, channel: SeenChannel, name: str, content: bytes) -> StoredFile:
        file = store_file(self.workspace, NewFile(name, self.id, content=content))
        file.shared_in.append(channel.id)
        return file

    def _must_see(self, channel_id: str) -> None:
        channel = self.workspace.channels[channel_id]
        if channel.private and self.id not in channel.members:
            raise AssertionError(f"{self.name} is not in the private channel #{channel.name}")

    def _must_own(self, message: SeenMessage) -> None:
        if message.kept.user_id != self.id:
            raise AssertionError(f"{self.name} can only change own messages, not one of {message.user}")


def _known_errors(view: View, errors: Json) -> dict[str, str]:
    """Return errors that Slack can show: those of input blocks in the view."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not errors or not errors.keys() <= inputs:
        raise AssertionError(
            f"errors must name input blocks of the view, {sorted(inputs)}, not {sorted(errors)}"
        )
    return {name: str(text) for name, text in errors.items()}
