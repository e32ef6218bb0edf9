"""What must be true after any number of kills. Each check tells, in words, what it found wrong.

They judge by what customers and staff did and saw, not by what the program thinks of itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, combinations, groupby

from flows.effects import in_paragraphs
from flows.wording.markup import parse
from storage.tables import OutboxRow
from tests.simulation.answers import (
    every_answer_is_that_of_the_rules,
    every_answer_was_given,
    every_confirmed_answer_is_kept,
    every_survey_is_complete,
    every_word_is_kept_once,
)
from tests.simulation.customers import Customer
from tests.simulation.deeds import Edited, Wrote
from tests.simulation.doubts import (
    every_doubt_has_its_reason,
    hidden_sends,
    is_no_longer_asked,
    may_be_missing,
    was_never_tried,
)
from tests.simulation.evidence import Evidence
from tests.simulation.order import (
    every_answer_comes_after_the_one_before,
    every_letter_stands_behind_the_one_before,
    every_question_comes_after_the_one_before,
    every_thread_is_in_order,
    every_word_is_kept_in_order,
)
from tests.simulation.weather import FILES, LOOK_UPS

Check = Callable[[Evidence], Iterator[str]]


def every_update_is_handled_once(evidence: Evidence) -> Iterator[str]:
    handled = sum(row.source.startswith("telegram:") for row in evidence.rows.inbox)
    done = sum(len(customer.deeds) for customer in evidence.customers)
    if handled != done:
        yield f"customers did {done} things, {handled} updates were handled"
    if evidence.unconfirmed_updates:
        yield f"{evidence.unconfirmed_updates} updates were never confirmed to Telegram"


def every_complaint_has_one_ticket(evidence: Evidence) -> Iterator[str]:
    tickets = Counter(ticket.run_id for ticket in evidence.rows.tickets)
    for run in evidence.rows.runs:
        scores = [answer.final_value for answer in evidence.rows.answers_of(run.id) if answer.kind == "csat"]
        unhappy = bool(scores) and scores[0] <= 2
        if tickets[run.id] > 1 or (unhappy and not tickets[run.id]):
            yield f"run {run.id} with score {scores} has {tickets[run.id]} tickets"
    for customer in evidence.customers:
        conversation = evidence.rows.conversation_of_chat.get(str(customer.person.chat_id))
        own = [ticket for ticket in evidence.rows.tickets if ticket.conversation_id == conversation]
        without_run = sum(ticket.run_id is None for ticket in own)
        if without_run > sum(isinstance(deed, Wrote | Edited) for deed in customer.deeds):
            yield f"{customer.purchase} has {without_run} tickets beside the survey for fewer messages"


def every_ticket_has_one_card(evidence: Evidence) -> Iterator[str]:
    for ticket in evidence.rows.tickets:
        cards = [
            post.message.ts
            for post in evidence.posts
            if post.row.kind == "card" and post.row.ticket_id == ticket.id
        ]
        if cards != [ticket.card_ts]:
            yield f"ticket {ticket.id} has its card at {ticket.card_ts}; in Slack there stand {cards}"


def every_note_stands_once(evidence: Evidence) -> Iterator[str]:
    """What belongs to a ticket stands once in the thread of its card, and each file once."""
    noted = Counter(post.row.message_id for post in evidence.posts if post.row.kind == "note")
    for message in evidence.rows.messages:
        if message.ticket_id is not None and noted[message.id] != 1:
            yield f"message {message.id} of ticket {message.ticket_id} stands there {noted[message.id]} times"
    remarked = Counter(post.row.id for post in evidence.posts if post.row.kind == "remark")
    yield from (f"remark {row_id} stands {times} times" for row_id, times in remarked.items() if times != 1)
    yield from _find_files_amiss(evidence)
    if evidence.strange_posts:
        yield f"{evidence.strange_posts} messages in Slack belong to no row of the outbox"


def _find_files_amiss(evidence: Evidence) -> Iterator[str]:
    """A file may be missing if its note says so, and twice if nobody could look whether it was there."""
    photos = sum(bool(message.file) for message in evidence.rows.messages if message.ticket_id is not None)
    told_missing = sum("could not be attached" in post.message.text for post in evidence.posts)
    struck = Counter(each.call for each in evidence.interruptions)
    shown = Counter(evidence.file_names)
    if len(shown) + told_missing != photos or told_missing > sum(struck[call] for call in FILES):
        yield f"{photos} photos belong to tickets, {told_missing} are told to be missing; {shown} are shown"
    if shown.total() - len(shown) > sum(struck[call] for call in LOOK_UPS):
        yield f"photos stand there twice: {shown}"


def every_chat_is_in_order(evidence: Evidence) -> Iterator[str]:
    """A chat shows what was queued for it, in that order; a copy only beside its original, one for each time
    that it was hidden from the program that it had arrived. What may be missing: see `doubts`.
    """
    for customer in evidence.customers:
        shown = [(text, len(list(copies))) for text, copies in groupby(evidence.texts_in(customer))]
        queued = [row for row in evidence.sent_to(customer) if not was_never_tried(row)]
        doubtful = [row for row in queued if may_be_missing(row)][:_MOST_DOUBTFUL]
        subsets = chain.from_iterable(combinations(doubtful, size) for size in range(len(doubtful) + 1))
        possible = ([row for row in queued if row not in left_out] for left_out in subsets)
        if not any(_fits(evidence, customer, shown, rows) for rows in possible):
            yield f"{customer.purchase} was to see {[_text_of(row) for row in queued]}, and sees {shown}"


_MOST_DOUBTFUL = 10
"""Letters of one chat; each doubles what has to be compared."""


def _fits(
    evidence: Evidence, customer: Customer, shown: list[tuple[str, int]], queued: list[OutboxRow]
) -> bool:
    wanted = [(text, list(rows)) for text, rows in groupby(queued, _text_of)]
    if [text for text, _ in shown] != [text for text, _ in wanted]:
        return False
    chat = str(customer.person.chat_id)
    return all(
        sum(row.state == "sent" for row in rows) <= copies <= sum(row.attempts for row in rows)
        and copies <= len(rows) + _copies_allowed(evidence, chat, rows)
        for (_, copies), (_, rows) in zip(shown, wanted, strict=True)
    )


def _copies_allowed(evidence: Evidence, chat: str, rows: list[OutboxRow]) -> int:
    """A person's reply never comes twice."""
    return 0 if any(row.kind == "reply" for row in rows) else hidden_sends(evidence, chat, rows)


def every_reply_arrives(evidence: Evidence) -> Iterator[str]:
    """A reply that staff know to be sent is stored once; one marked as delivered was seen."""
    stored = Counter(message.text for message in evidence.rows.messages if message.author is not None)
    for reply in evidence.replies:
        if stored[reply.text] != 1 and (reply.taken or stored[reply.text]):
            yield f"{reply} is stored {stored[reply.text]} times"
    seen = Counter(text for customer in evidence.customers for text in evidence.texts_in(customer))
    for message in evidence.rows.messages:
        if message.author is None:
            continue
        if message.delivery == "sending" or (message.delivery == "delivered" and not seen[message.text]):
            yield f"{message.text!r} is marked {message.delivery}, and was seen {seen[message.text]} times"


def nothing_waits(evidence: Evidence) -> Iterator[str]:
    yield from evidence.trouble
    for row in evidence.rows.outbox:
        is_lost = row.state == "gave up" and row.conversation_id is not None and not is_no_longer_asked(row)
        if row.state == "pending" or is_lost:
            yield f"{row.kind} {row.id} is {row.state} after {row.attempts} attempts: {row.reason}"
    for letter in evidence.rows.dead_letters:
        yield f"dead letter of {letter.source} {letter.key}: {letter.traceback[-300:]}"
    for timer in evidence.rows.timers:
        yield f"timer {timer.purpose} of run {timer.run_id} is still set"


def the_database_is_sound(evidence: Evidence) -> Iterator[str]:
    yield from evidence.corruption


CHECKS: tuple[Check, ...] = (
    every_survey_is_complete,
    every_answer_is_that_of_the_rules,
    every_answer_was_given,
    every_confirmed_answer_is_kept,
    every_word_is_kept_once,
    every_update_is_handled_once,
    every_complaint_has_one_ticket,
    every_ticket_has_one_card,
    every_note_stands_once,
    every_chat_is_in_order,
    every_doubt_has_its_reason,
    every_letter_stands_behind_the_one_before,
    every_question_comes_after_the_one_before,
    every_answer_comes_after_the_one_before,
    every_word_is_kept_in_order,
    every_thread_is_in_order,
    every_reply_arrives,
    nothing_waits,
    the_database_is_sound,
)


def find_faults(evidence: Evidence) -> list[str]:
    """Every finding, with the name of its check before it."""
    return [f"{check.__name__}: {finding}" for check in CHECKS for finding in check(evidence)]


def _text_of(row: OutboxRow) -> str:
    shown = row.payload["question"] if row.kind == "question" else row.payload
    text = in_paragraphs(*(shown.get(part) for part in ("above", "text", "below")))
    return (parse(text).plain if row.payload.get("markup") else text).strip()
