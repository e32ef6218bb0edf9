"""The card of a ticket, as Slack shows it. Pure.

Foreign words stand in `plain_text` and `rich_text` only, so they call nobody and keep their every character.
Each part has a share of the 13,200 characters that a message's blocks may hold together (reported by users of
Slack as `msg_blocks_too_long`, not documented), so any card fits whatever customers and config say.
"""

from collections import Counter
from datetime import timedelta
from typing import assert_never

from bot.incoming import FileKind
from bot.outgoing import Card, CardAnswer, CardLetter
from bot.slack.actions import Button
from bot.slack.blocks import (
    Json,
    bold,
    button,
    context,
    header,
    italic,
    line,
    link,
    markup,
    quote,
    rich_text,
    words,
)
from bot.slack.mrkdwn import cut, escape_within, on_one_line, write_date
from bot.slack.styles import shorten, show_styled
from flows.durations import describe_duration
from flows.tickets import TicketState
from flows.wording.markup import Style

ANSWER_LIMIT = 1_000
"""Longer answers end in "…" on the card, so the whole belongs into the thread."""

_ANSWERS_SHARE = 8_000
_QUESTION_LIMIT = 150
_MOST_ANSWERS = 20
_NAME_LIMIT = 100
_FACT_LIMIT = 500
_SUMMARY_LIMIT = 500

_EMOJI = {
    TicketState.OPEN: "🔴",
    TicketState.CLAIMED: "🟡",
    TicketState.WAITING: "🔵",
    TicketState.RESOLVED: "✅",
    TicketState.REOPENED: "🟠",
}


_FILE_NAMES = {
    FileKind.PHOTO: "photo",
    FileKind.VOICE: "voice message",
    FileKind.VIDEO: "video",
    FileKind.DOCUMENT: "document",
    FileKind.STICKER: "sticker",
    FileKind.OTHER: "file",
}


def shape_card(letter: CardLetter) -> Json:
    """`text` and `blocks` for `chat.postMessage` and `chat.update`; the text is what notifications show."""
    card = letter.card
    blocks = [
        header(_title(card)),
        _facts(card),
        *_answers(card.answers),
        _progress(card),
        *_closing(card),
        context(*_small_print(card)),
        _buttons(card),
    ]
    return {
        "text": escape_within(f"{_title(card)}. {on_one_line(card.rule)}", _SUMMARY_LIMIT),
        "blocks": blocks,
    }


def _title(card: Card) -> str:
    name = cut(on_one_line(card.customer_name), _NAME_LIMIT)
    test = " (TEST)" if card.is_test else ""
    return f"{_EMOJI[card.state]} {name}: {card.state}{test}"


def _facts(card: Card) -> Json:
    facts = {"Why here": words(_fact(f"{card.rule}: {card.why}")), "Priority": words(_fact(card.priority))}
    if card.files:
        facts["Sent"] = words(_counted_files(card.files))
    if card.purchase:
        facts = {"Purchase": link(_fact(card.purchase), card.purchase_url), **facts}
    if card.customer_detail.strip():
        facts = {"Customer": words(_fact(card.customer_detail)), **facts}
    return rich_text(_labelled(facts))


def _counted_files(files: tuple[FileKind, ...]) -> str:
    """`2 photos, 1 voice message (in the thread)`."""
    counts = Counter(files).items()
    named = ", ".join(f"{count} {_FILE_NAMES[kind]}{'s' if count > 1 else ''}" for kind, count in counts)
    return f"{named} (in the thread)"


def _labelled(facts: dict[str, Json]) -> Json:
    """A line for each, its label in front."""
    lines = [(bold(f"{label}  "), fact) for label, fact in facts.items()]
    first, *rest = lines
    return line(*first, *(piece for label, fact in rest for piece in (words("\n"), label, fact)))


def _fact(text: str) -> str:
    return cut(on_one_line(text), _FACT_LIMIT) or "unknown"


def _answers(answers: tuple[CardAnswer, ...]) -> list[Json]:
    if not answers:
        return []
    shown = answers[:_MOST_ANSWERS]
    room = min(ANSWER_LIMIT, _ANSWERS_SHARE // len(shown) - _QUESTION_LIMIT)
    parts = [part for answer in shown for part in _answer(answer, room)]
    if left_out := len(answers) - len(shown):
        parts.append(line(italic(f"…and {left_out} more")))
    return [rich_text(*parts)]


def _answer(answer: CardAnswer, room: int) -> list[Json]:
    """The question in bold, in whatever styles it was asked besides, and what was said to it as a quote."""
    question = shorten(answer.question, _QUESTION_LIMIT)
    if answer.answer is None or not answer.answer.strip():
        said = italic("skipped")
    else:
        said = words(cut(answer.answer, room))
    return [*show_styled(question.throughout(Style.BOLD)), quote(said)]


def _progress(card: Card) -> Json:
    """Two columns of facts about the handling, in our own words only."""
    owner = f"<@{card.owner}>" if card.owner else "nobody yet"
    fields = [f"*Owner*\n{owner}"]
    if card.resolved_at:
        fields.append(f"*Resolved*\n{write_date(card.resolved_at, card.time_zone)}")
    elif not card.answered:
        fields.append(f"*Answer due*\n{write_date(card.due_at, card.time_zone)}")
    if card.first_response_at:
        fields.append(f"*First response*\nafter {_describe_wait(card.first_response_at - card.opened_at)}")
    elif card.answered:
        fields.append("*First response*\nunknown whether it arrived")
    return {"type": "section", "fields": [markup(field) for field in fields]}


def _describe_wait(wait: timedelta) -> str:
    """To the minute, above a minute."""
    unit = timedelta(minutes=1) if wait >= timedelta(minutes=1) else timedelta(seconds=1)
    return describe_duration(max(wait, timedelta()) // unit * unit)


def _closing(card: Card) -> list[Json]:
    facts = {"Cause": card.cause, "Closed without an answer": card.closing_reason}
    known = {label: words(_fact(fact)) for label, fact in facts.items() if fact}
    return [rich_text(_labelled(known))] if known else []


def _small_print(card: Card) -> list[str]:
    lines = [f"Ticket {card.ticket_id}, opened {write_date(card.opened_at, card.time_zone)}"]
    if card.times_reopened:
        times = "once" if card.times_reopened == 1 else f"{card.times_reopened} times"
        lines.append(f"reopened {times}")
    if not card.reachable:
        lines.append("⚠️ *The customer can no longer be reached*")
    if card.is_test:
        lines.append("🧪 TEST, counts in no measure")
    return lines


def _buttons(card: Card) -> Json:
    value = str(card.ticket_id)
    claim = {**button("Claim", Button.CLAIM, value), "style": "primary"}
    reply = button("Reply", Button.REPLY, value)
    resolve = button("Resolve", Button.RESOLVE, value)
    match card.state:
        case TicketState.OPEN | TicketState.REOPENED:
            elements = [claim, reply, resolve]
        case TicketState.CLAIMED | TicketState.WAITING:
            elements = [reply, resolve]
        case TicketState.RESOLVED:
            elements = [button("Reopen", Button.REOPEN, value)]
        case _:
            assert_never(card.state)
    return {"type": "actions", "elements": elements}
