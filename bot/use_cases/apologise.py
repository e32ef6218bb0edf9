"""What a customer sent could not be handled: they hear that it is kept, rather than nothing."""

from bot.incoming import Arrival, Blocked, CameFromGroup, Unblocked
from bot.use_cases.queueing import queue_text
from bot.use_cases.staging import language_of, say
from bot.use_cases.turn import Turn
from flows.phrases import Phrase
from storage import conversations, outbox, purchases
from storage.conversations import Address


def apologise(turn: Turn, arrival: Arrival) -> None:
    """Queues the word for their chat, once per silence: five messages that fail get one."""
    if isinstance(arrival.act, Blocked | Unblocked | CameFromGroup):
        return
    person = arrival.person
    address = Address(person.channel, person.bot, person.address)
    conversation = conversations.meet(turn.session, address, {}, turn.now)
    customer = purchases.newest_customer_in(turn.session, conversation.id)
    text = say(turn.setup, Phrase.NOT_TAKEN, language_of(turn.setup, conversation, customer))
    newest = outbox.newest_to(turn.session, conversation.id)
    if newest is None or newest.payload.get("text") != text:
        queue_text(turn, conversation, text, confirms=True)
