"""A customer's file stands in the thread once, beside its words, or the words say why not."""

import asyncio
from dataclasses import replace

import pytest
from slack_sdk.web.async_client import AsyncWebClient
from structlog.testing import capture_logs

from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance
from bot.demo.slack.sightings import SeenChannel
from bot.incoming import FileKind, FileRef
from bot.outgoing import ThreadLetter
from bot.ports import Sent, Unknown
from bot.slack.attachments import Tries, name_file
from bot.slack.sender import SlackSender
from tests.bot.slack.conftest import Clock, Drawer, Trouble
from tests.bot.slack.letters import PHOTO, note_letter, post_card, said


def refused(code: str, **more: str) -> Disturbance:
    return Disturbance(200, {"ok": False, "error": code, **more})


@pytest.fixture
async def thread(sender: SlackSender, channel: SeenChannel) -> ThreadLetter:
    """A letter with a customer's photo, for the thread of a posted card."""
    card = await post_card(sender)
    assert card.place
    assert card.platform_id
    return note_letter(said("Look", file=PHOTO), channel=card.place, thread_ts=card.platform_id, outbox_id=9)


async def test_a_photo_follows_the_words_under_a_neutral_name(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter
) -> None:
    sent = await sender.send(thread)
    words, file = channel.messages[0].thread
    assert isinstance(sent, Sent)
    assert (sent.platform_id, words.shown) == (words.ts, "Ada Rossi sent a photo:\nLook")
    assert [(kept.name, kept.content) for kept in file.files] == [("photo-9.jpg", b"a crushed box")]


UPLOAD_STEPS = ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]


@pytest.mark.parametrize("effect", ["before_effect", "after_effect"])
async def test_words_whose_answer_was_lost_are_found_and_the_photo_follows(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, trouble: Trouble, effect: str
) -> None:
    getattr(trouble, effect)["chat.postMessage"] = [None]
    assert isinstance(await sender.send(thread), Unknown)
    sent = await sender.send(replace(thread, uncertain=True))
    words, file = channel.messages[0].thread
    assert sent == Sent(words.ts, channel.id)
    assert len(file.files) == 1


@pytest.mark.parametrize("broken", UPLOAD_STEPS)
@pytest.mark.parametrize("effect", ["before_effect", "after_effect"])
async def test_a_moment_s_trouble_with_a_photo_is_got_over(
    channel: SeenChannel,
    sender: SlackSender,
    thread: ThreadLetter,
    trouble: Trouble,
    broken: str,
    effect: str,
) -> None:
    getattr(trouble, effect)[broken] = [None, Disturbance(503)]
    assert isinstance(await sender.send(thread), Sent)
    words, file = channel.messages[0].thread
    assert words.shown == "Ada Rossi sent a photo:\nLook"
    assert len(file.files) == 1


@pytest.mark.parametrize("broken", UPLOAD_STEPS)
async def test_a_photo_that_keeps_failing_holds_nothing_up(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, trouble: Trouble, broken: str
) -> None:
    trouble.before_effect[broken] = [Disturbance(503)] * 3
    assert isinstance(await sender.send(thread), Sent)
    [words] = channel.messages[0].thread
    assert words.shown.startswith("Ada Rossi sent a photo:\nLook\n⚠️ The photo could not be attached: ")
    assert trouble.before_effect[broken] == []


async def test_a_photo_waits_as_long_as_slack_asks_when_that_is_short(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, trouble: Trouble
) -> None:
    trouble.before_effect["files.getUploadURLExternal"] = [busy_for("1")]
    assert isinstance(await sender.send(thread), Sent)
    assert len(channel.messages[0].thread) == 2


async def test_a_photo_that_slack_puts_off_for_long_holds_nothing_up(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, trouble: Trouble
) -> None:
    trouble.before_effect["files.getUploadURLExternal"] = [busy_for("7"), busy_for("7")]
    assert isinstance(await sender.send(thread), Sent)
    [words] = channel.messages[0].thread
    assert words.shown.endswith("⚠️ The photo could not be attached: Slack answered ratelimited")
    assert len(trouble.before_effect["files.getUploadURLExternal"]) == 1


def busy_for(seconds: str) -> Disturbance:
    return Disturbance(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": seconds})


async def test_a_photo_that_takes_too_long_holds_nothing_up(
    channel: SeenChannel, client: AsyncWebClient, clock: Clock, thread: ThreadLetter
) -> None:
    class Slow:
        async def fetch(self, file_id: str) -> bytes:
            await asyncio.Event().wait()
            return file_id.encode()

    assert isinstance(await SlackSender(client, Slow(), clock, Tries(total=0.01)).send(thread), Sent)
    [words] = channel.messages[0].thread
    assert words.shown.endswith("⚠️ The photo could not be attached: it took too long")


async def test_a_photo_that_is_gone_is_said_to_be_gone(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, drawer: Drawer
) -> None:
    drawer.contents.clear()
    assert isinstance(await sender.send(thread), Sent)
    [words] = channel.messages[0].thread
    assert words.shown.endswith("⚠️ The photo could not be attached: Telegram no longer has it")


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (
            {"files.completeUploadExternal": [refused("file_type_blocked")]},
            "Slack answered file_type_blocked",
        ),
        ({"files.getUploadURLExternal": [refused("unknown_method")]}, "Slack answered unknown_method"),
        (
            {"files.getUploadURLExternal": [refused("missing_scope", needed="files:write")]},
            "the app lacks a permission in Slack: files:write",
        ),
        ({"upload": [Disturbance(413)]}, "Slack did not take it (HTTP 413)"),
    ],
)
async def test_a_photo_that_slack_refuses_is_tried_once_and_said_to_be_refused(
    channel: SeenChannel,
    sender: SlackSender,
    thread: ThreadLetter,
    trouble: Trouble,
    refusal: dict[str, list[Disturbance | None]],
    reason: str,
) -> None:
    trouble.before_effect.update(refusal)
    assert isinstance(await sender.send(thread), Sent)
    [words] = channel.messages[0].thread
    assert words.shown.endswith(f"⚠️ The photo could not be attached: {reason}")


# --- what cannot be looked up or told


@pytest.mark.parametrize("code", ["missing_scope", "unknown_method"])
async def test_the_first_try_looks_nothing_up(
    slack: SlackStandIn,
    channel: SeenChannel,
    sender: SlackSender,
    thread: ThreadLetter,
    trouble: Trouble,
    code: str,
) -> None:
    trouble.before_effect["conversations.replies"] = [refused(code)]
    assert isinstance(await sender.send(thread), Sent)
    assert "conversations.replies" not in [call.method for call in slack.calls]
    assert len(channel.messages[0].thread) == 2


@pytest.mark.parametrize("refusal", [refused("missing_scope"), refused("unknown_method"), Disturbance(404)])
async def test_a_look_that_slack_refuses_does_not_keep_the_words_back(
    channel: SeenChannel,
    sender: SlackSender,
    thread: ThreadLetter,
    trouble: Trouble,
    refusal: Disturbance,
) -> None:
    trouble.before_effect["conversations.replies"] = [refusal, refusal]
    with capture_logs() as log:
        for outbox_id in (9, 10):
            again = replace(thread, outbox_id=outbox_id, uncertain=True)
            assert isinstance(await sender.send(again), Sent)
    assert [entry["event"] for entry in log].count("slack.posts_may_come_twice") == 1
    assert len(channel.messages[0].thread) == 4


async def test_a_note_that_cannot_be_changed_for_a_moment_is_changed_at_the_next_try(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, drawer: Drawer, trouble: Trouble
) -> None:
    drawer.contents.clear()
    trouble.before_effect["chat.update"] = [Disturbance(503)]
    assert isinstance(await sender.send(thread), Unknown)
    assert isinstance(await sender.send(replace(thread, uncertain=True)), Sent)
    [words] = channel.messages[0].thread
    assert "could not be attached" in words.shown


@pytest.mark.parametrize("refusal", [refused("edit_window_closed"), Disturbance(503)])
async def test_a_note_that_cannot_be_changed_holds_nothing_up(
    channel: SeenChannel,
    sender: SlackSender,
    thread: ThreadLetter,
    trouble: Trouble,
    refusal: Disturbance,
) -> None:
    trouble.before_effect["upload"] = [Disturbance(413)]
    trouble.before_effect["chat.update"] = [refusal]
    assert isinstance(await sender.send(replace(thread, uncertain=True)), Sent)
    [words] = channel.messages[0].thread
    assert words.shown == "Ada Rossi sent a photo:\nLook"


async def test_a_note_that_slack_does_not_let_be_changed_is_not_tried_again(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, drawer: Drawer, trouble: Trouble
) -> None:
    drawer.contents.clear()
    trouble.before_effect["chat.update"] = [refused("edit_window_closed")]
    assert isinstance(await sender.send(thread), Sent)
    assert len(channel.messages[0].thread) == 1


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (FileKind.PHOTO, "IMG_0042.JPG", "photo-9.jpg"),
        (FileKind.VOICE, "voice", "voice-9.ogg"),
        (FileKind.DOCUMENT, "../../<!channel>.pdf", "document-9.pdf"),
        (FileKind.DOCUMENT, "no ending.", "document-9.bin"),
    ],
)
def test_of_a_file_s_own_name_only_the_ending_is_kept(kind: FileKind, name: str, expected: str) -> None:
    assert name_file(FileRef("x", kind, name), 9) == expected
