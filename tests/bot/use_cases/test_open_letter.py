"""What a queued row becomes at the moment of sending, where a crash has left doubts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlmodel import Session

from bot.config import load_config
from bot.outgoing import Letter, QuestionLetter, ReplyNote, ReplyState, TextLetter, ThreadLetter
from bot.use_cases.open_letter import NotNow, open_letter
from bot.use_cases.queueing import queue_note, queue_question, text_letter
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from flows.effects import Question, Say
from flows.run import Run, RunStatus
from flows.wording.markup import Styled, parse
from storage import conversations, outbox, runs, tickets
from storage.database import Database
from storage.outbox import Priority
from storage.records import OutboxItem, stored_id
from tests.journeys.settings import settings
from tests.journeys.shop import WEBHOOK_SECRET
from tests.storage.seeds import COMPLAINT, NOW, a_conversation, a_scheduled_run

TOKENS = {
    "TELEGRAM_BOT_TOKEN": "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET",
    "SLACK_BOT_TOKEN": "xoxb-this-is-a-test-token",
    "SLACK_APP_TOKEN": "xapp-this-is-a-test-token",
    "SHOP_WEBHOOK_SECRET": WEBHOOK_SECRET,
}


def a_setup(folder: Path, configuration: str | None = None) -> Setup:
    """That of the journeys, unless another one is wanted."""
    path = folder / "config.toml"
    path.write_text(configuration or settings())
    loaded = load_config(path, TOKENS)
    assert loaded.config is not None, loaded.problems
    return Setup(loaded.config, b"not a secret", "bottega_rossi_bot")


def a_reply_told_twice(session: Session, setup: Setup) -> int:
    """A reply whose note is queued as "sending" and again as "delivered"; the ticket's id."""
    columns = {"conversation_id": a_conversation(session).id, "channel": "#complaints"}
    ticket = tickets.open_ticket(session, COMPLAINT, columns, NOW)
    tickets.change(session, ticket.id, card_ts="1700000000.000100", card_channel="C1")
    said = {"text": "A new one leaves today.", "author": "Giulia", "written_at": NOW, "delivery": "sending"}
    message_id = tickets.add_message(
        session, conversation_id=ticket.conversation_id, ticket_id=ticket.id, **said
    )
    queue_note(Turn(session, setup, NOW), ticket, message_id)
    tickets.change_message(session, message_id, delivery="delivered", delivered_at=NOW)
    queue_note(Turn(session, setup, NOW), ticket, message_id)
    return ticket.id


def first_note(database: Database, setup: Setup, *, uncertain: bool) -> Letter | NotNow:
    with database.transaction() as session:
        ticket_id = a_reply_told_twice(session, setup)
        first, *_ = outbox.waiting_under(session, f"ticket:{ticket_id}")
        return open_letter(session, setup, replace(first, uncertain=uncertain))


def opened(
    database: Database, setup: Setup, run: Run, change: Callable[[OutboxItem], OutboxItem] = lambda item: item
) -> list[Letter | NotNow]:
    """What becomes of a question of step 1, and of words of the same run, once the run stands so."""
    with database.transaction() as session:
        stored = a_scheduled_run(session)
        runs.save_all(session, [(stored.run, replace(run, id=stored.run.id))], NOW)
        conversation = conversations.get(session, stored_id(stored.conversation_id))
        turn = Turn(session, setup, NOW)
        queue_question(turn, conversation, stored.run, Question("How *was* it?", (), 1), Priority.BULK)
        outbox.queue(
            session, text_letter(conversation, stored.run.id, Say("_Thank_ you!"), Priority.BULK), NOW
        )
        waiting = outbox.waiting_under(session, f"telegram:{conversation.bot}:{conversation.address}")
        return [open_letter(session, setup, change(item)) for item in waiting]


WAITING = Run(1, "en", 1, RunStatus.WAITING, "satisfaction", NOW)


def test_a_question_is_asked_while_its_run_waits_for_it(database: Database, tmp_path: Path) -> None:
    question, text = opened(database, a_setup(tmp_path), WAITING)
    assert isinstance(question, QuestionLetter)
    assert isinstance(text, TextLetter)


def without_markup(item: OutboxItem) -> OutboxItem:
    """As a version queued it that knew no markup."""
    return replace(item, payload={key: value for key, value in item.payload.items() if key != "markup"})


def test_what_the_bot_says_is_markup(database: Database, tmp_path: Path) -> None:
    question, text = opened(database, a_setup(tmp_path), WAITING)
    assert isinstance(question, QuestionLetter)
    assert isinstance(text, TextLetter)
    assert (question.question.text, text.text) == ("How *was* it?", "_Thank_ you!")


def test_what_an_older_version_queued_is_plain(database: Database, tmp_path: Path) -> None:
    question, text = opened(database, a_setup(tmp_path), WAITING, without_markup)
    assert isinstance(question, QuestionLetter)
    assert isinstance(text, TextLetter)
    assert parse(question.question.text) == Styled("How *was* it?")
    assert parse(text.text) == Styled("_Thank_ you!")


def test_a_question_that_was_answered_meanwhile_is_not_asked(database: Database, tmp_path: Path) -> None:
    question, text = opened(database, a_setup(tmp_path), replace(WAITING, step_number=2))
    assert question == NotNow("the run no longer waits for this answer")
    assert isinstance(text, TextLetter)


def test_a_stopped_run_says_nothing_more(database: Database, tmp_path: Path) -> None:
    stopped = Run(1, "en", 2, RunStatus.STOPPED)
    assert all(isinstance(each, NotNow) for each in opened(database, a_setup(tmp_path), stopped))


def test_a_note_that_may_stand_in_slack_is_looked_for(database: Database, tmp_path: Path) -> None:
    letter = first_note(database, a_setup(tmp_path), uncertain=True)
    assert isinstance(letter, ThreadLetter)
    assert letter.uncertain
    assert letter.note_ts is None
    assert letter.note == ReplyNote("Giulia", "A new one leaves today.", ReplyState.DELIVERED, None)
