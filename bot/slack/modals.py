"""The two modals of a ticket, Reply and Resolve. Pure.

Limits (Slack's reference, "Modal views" and "Plain-text input"): titles and buttons 24 characters, inputs
3,000.
"""

import json

from bot.slack.actions import Field, Form
from bot.slack.blocks import Json, bold, context, line, plain, quote, rich_text, words
from bot.slack.mrkdwn import cut, on_one_line
from bot.staff import Cause, Origin, TicketPeek
from flows.tickets import TicketState

INPUT_LIMIT = 3_000
_LAST_WORDS_LIMIT = 2_000
_NAME_LIMIT = 100


def reply_modal(ticket_id: int, peek: TicketPeek, origin: Origin) -> Json:
    """Asks what to answer the customer. It is sent under their name as plain words."""
    name = cut(on_one_line(peek.customer_name), _NAME_LIMIT)
    blocks = [
        *_warn_of(peek, origin),
        *_quote_last_words(name, peek.last_words),
        _text_input(Field.TEXT, f"Your words to {name}", focus=True),
    ]
    return _modal(Form.REPLY, "Reply", "Send", blocks, _place(ticket_id, origin))


def resolve_modal(ticket_id: int, peek: TicketPeek, origin: Origin) -> Json:
    """Asks for the cause and, when the customer was not answered, why it is closed all the same."""
    blocks = [*_warn_of(peek, origin), _cause_input()]
    if not peek.answered:
        blocks.append(_text_input(Field.CLOSING_REASON, "Why close without an answer?"))
    blocks.append(_text_input(Field.NOTE, "Note for colleagues", optional=True))
    return _modal(Form.RESOLVE, "Resolve", "Resolve", blocks, _place(ticket_id, origin))


def _modal(form: Form, title: str, submit: str, blocks: list[Json], metadata: str) -> Json:
    return {
        "type": "modal",
        "callback_id": form,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": metadata,
        "blocks": blocks,
    }


def _place(ticket_id: int, origin: Origin) -> str:
    """A sent modal does not say where its button was, so it carries that along."""
    return json.dumps({"ticket": ticket_id, "channel": origin.channel, "message_ts": origin.message_ts})


def _warn_of(peek: TicketPeek, origin: Origin) -> list[Json]:
    warnings = []
    if peek.owner not in (None, origin.user_id):
        warnings.append(f"<@{peek.owner}> holds this ticket.")
    if peek.state is TicketState.RESOLVED:
        warnings.append("It is resolved. Your reply is sent as an afterword and does not open it again.")
    return [context(*warnings)] if warnings else []


def _quote_last_words(name: str, last_words: str | None) -> list[Json]:
    if not last_words or not last_words.strip():
        return []
    said = words(cut(last_words, _LAST_WORDS_LIMIT))
    return [rich_text(line(bold(f"{name} wrote:")), quote(said))]


def _text_input(field: Field, label: str, *, optional: bool = False, focus: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": field,
        "optional": optional,
        "label": plain(label),
        "element": {
            "type": "plain_text_input",
            "action_id": field,
            "multiline": True,
            "max_length": INPUT_LIMIT,
            "focus_on_load": focus,
        },
    }


def _cause_input() -> Json:
    options = [{"text": plain(cause.capitalize()), "value": cause.value} for cause in Cause]
    return {
        "type": "input",
        "block_id": Field.CAUSE,
        "label": plain("What was behind it?"),
        "element": {
            "type": "static_select",
            "action_id": Field.CAUSE,
            "placeholder": plain("Choose a cause"),
            "options": options,
        },
    }
