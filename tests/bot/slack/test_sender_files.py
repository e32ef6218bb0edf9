"""A customer's file stands in the thread once, beside its words, or the words say why not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.slack.gate import Disturbance
from bot.demo.slack.sightings import SeenChannel
from bot.incoming import FileKind, FileRef
from bot.outgoing import ThreadLetter
from bot.ports import RetryAt, Sent, Unknown
from bot.slack.sender import SlackSender, name_file
from tests.bot.slack.conftest import Clock, Drawer, Trouble
from tests.bot.slack.letters import PHOTO, note_letter, post_card, said


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


@pytest.mark.parametrize(
    "broken",
    ["chat.postMessage", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"],
)
@pytest.mark.parametrize("effect", ["before_effect", "after_effect"])
async def test_each_step_is_done_once_however_often_it_is_tried(
    channel: SeenChannel,
    sender: SlackSender,
    thread: ThreadLetter,
    trouble: Trouble,
    broken: str,
    effect: str,
) -> None:
    getattr(trouble, effect)[broken] = [None]
    assert isinstance(await sender.send(thread), Unknown)
    sent = await sender.send(replace(thread, uncertain=True))
    words, file = channel.messages[0].thread
    assert sent == Sent(words.ts, channel.id)
    assert len(file.files) == 1


async def test_when_slack_is_busy_between_the_steps_the_words_are_not_said_twice(
    clock: Clock, channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, trouble: Trouble
) -> None:
    busy = Disturbance(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "7"})
    trouble.before_effect["files.getUploadURLExternal"] = [busy]
    assert await sender.send(thread) == RetryAt(
        clock.at + timedelta(seconds=7), "Slack asks to slow down", everything=True
    )
    assert isinstance(await sender.send(thread), Sent)
    assert len(channel.messages[0].thread) == 2


async def test_a_photo_that_is_gone_is_said_to_be_gone(
    channel: SeenChannel, sender: SlackSender, thread: ThreadLetter, drawer: Drawer
) -> None:
    drawer.contents.clear()
    assert isinstance(await sender.send(thread), Sent)
    [words] = channel.messages[0].thread
    assert words.shown.endswith("⚠️ The file is not shown: Telegram no longer has it")


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (
            {"files.completeUploadExternal": [Disturbance(200, {"ok": False, "error": "file_type_blocked"})]},
            "blocked",
        ),
        ({"upload": [Disturbance(413)]}, "HTTP 413"),
    ],
)
async def test_a_photo_that_slack_refuses_for_good_is_said_to_be_refused(
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
    assert reason in words.shown


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
