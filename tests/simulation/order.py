"""What comes in the order in which it was caused: letters in a chat, answers in a run, words in a thread."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from tests.simulation.answers import words_of
from tests.simulation.doubts import is_no_longer_asked
from tests.simulation.evidence import Evidence, Posted


def every_letter_stands_behind_the_one_before(evidence: Evidence) -> Iterator[str]:
    """The ids that Telegram gave to the letters of a chat rise as their rows do."""
    for customer in evidence.customers:
        sent = [row for row in evidence.sent_to(customer) if row.platform_id is not None]
        for earlier, later in pairwise(sent):
            if int(earlier.platform_id or 0) >= int(later.platform_id or 0):
                yield f"{customer.purchase}: letter {later.id} stands before letter {earlier.id}"


def every_question_comes_after_the_one_before(evidence: Evidence) -> Iterator[str]:
    """On the screen, where each step is first seen, but for those that were over before they could be asked.
    What comes again is an older one, never a newer.
    """
    for customer in evidence.customers:
        letters = [row for row in evidence.sent_to(customer) if row.kind == "question"]
        asked = {row.payload["question"]["step"] for row in letters if not is_no_longer_asked(row)}
        newest = 0
        for question in customer.sight.questions:
            if missed := asked.intersection(range(newest + 1, question.step)):
                yield f"{customer.purchase} was asked step {question.step} before {missed}"
            newest = max(newest, question.step)


def every_answer_comes_after_the_one_before(evidence: Evidence) -> Iterator[str]:
    for run in evidence.rows.runs:
        for earlier, later in pairwise(evidence.rows.answers_of(run.id)):
            if earlier.answered_at > later.answered_at:
                yield f"run {run.id} has answer {later.position} before answer {earlier.position}"


def every_word_is_kept_in_order(evidence: Evidence) -> Iterator[str]:
    """A customer's messages have rising ids in the order in which they wrote them."""
    for customer in evidence.customers:
        conversation = evidence.rows.conversation_of_chat.get(str(customer.person.chat_id))
        tickets = {ticket.id for ticket in evidence.rows.tickets if ticket.conversation_id == conversation}
        said = words_of(customer)
        kept = [
            message.text
            for message in sorted(evidence.rows.messages, key=lambda message: message.id or 0)
            if message.ticket_id in tickets and message.text in said
        ]
        written = [words for words in said if words in kept]
        if kept != written:
            yield f"{customer.purchase} wrote {written}; it is kept as {kept}"


def every_thread_is_in_order(evidence: Evidence) -> Iterator[str]:
    """The card stands before its thread, and the customer's words there in the order of their messages."""
    cards = {post.row.ticket_id: post.message.ts for post in evidence.posts if post.row.kind == "card"}
    customers = {message.id for message in evidence.rows.messages if message.author is None}
    threads: dict[int | None, list[Posted]] = defaultdict(list)
    for post in evidence.posts:
        if post.row.kind == "note" and post.row.message_id in customers:
            threads[post.row.ticket_id].append(post)
    for ticket, posts in threads.items():
        posts.sort(key=lambda post: post.row.message_id or 0)
        stamps = [float(cards.get(ticket, "inf")), *(float(post.message.ts) for post in posts)]
        if stamps != sorted(stamps):
            yield f"the thread of ticket {ticket} is out of order: {stamps}"
