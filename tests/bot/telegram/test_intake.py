"""One batch of updates, in whatever order it comes."""

from itertools import permutations

from telegram import Bot

from bot.demo.telegram import Person
from bot.telegram.intake import Batch
from bot.telegram.updates import BotIdentity
from tests.bot.telegram.journal import Journal

IDENTITY = BotIdentity(id="1234567890", username="RossiFeedbackBot")


def an_update(number: int | None, person: Person, text: str) -> dict[str, object]:
    chat = {"id": person.chat_id, "type": "private"}
    message = {"message_id": 9, "date": 1_790_000_000, "chat": chat, "from": person.user, "text": text}
    return {"message": message} if number is None else {"update_id": number, "message": message}


async def test_a_chat_that_comes_disordered_is_taken_in_its_order(bot: Bot, giulia: Person) -> None:
    """Telegram numbers updates so that their order can be restored. One without a number has no place."""
    updates = [
        an_update(7, giulia, "first"),
        an_update(8, giulia, "second"),
        an_update(12, giulia, "third"),
        an_update(None, giulia, "somewhere"),
    ]
    for order in permutations(updates):
        journal = Journal()
        await Batch(bot, journal).take_all(order, IDENTITY)
        assert journal.texts == ["first", "second", "third"]
        assert [*journal.buried.values()] == [updates[3]]
