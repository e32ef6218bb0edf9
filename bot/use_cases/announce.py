"""Staff hear of what could not be handled: of each once, and once an hour at most.

What is buried within the hour after a notice is told together in the next one. The hour is a budget, like
those of the platforms, so that replicas share it.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.use_cases.queueing import queue_notice
from bot.use_cases.turn import Turn
from flows.effects import TimerPurpose
from storage import budgets, dead_letters
from storage.records import DeadLetter

NOTICE_EVERY = timedelta(hours=1)
_BUDGET = "notices of dead letters"
_LATER = "Whatever else fails within the next hour is told together after it."

_TIMERS = {
    TimerPurpose.START: "A survey that was due could not be started",
    TimerPurpose.REMIND: "A reminder that was due could not be sent",
    TimerPurpose.EXPIRE: "A survey that was to end without an answer could not be ended",
    TimerPurpose.OPEN_TICKET: "A complaint could not be made a ticket",
}
_LETTERS = {
    "question": "A question to a customer could not be sent",
    "text": "A word of the bot to a customer could not be sent",
    "reply": "A reply to a customer could not be sent",
    "language": "The choice of languages could not be sent to a customer",
    "card": "The card of a ticket could not be shown",
    "note": "What was said about a ticket could not be shown in its thread",
    "remark": "A remark on a ticket could not be shown in its thread",
    "notice": "A notice to staff could not be shown",
}


def announce_dead_letters(turn: Turn) -> None:
    """Queues a notice about those that staff have not heard of, unless the last one is too young."""
    if not dead_letters.unannounced(turn.session, 1):
        return
    budgets.lock(turn.session, [_BUDGET], turn.now)
    if not budgets.free_within(turn.session, [_BUDGET], turn.now):
        return
    budgets.hold_until(turn.session, {_BUDGET}, turn.now + NOTICE_EVERY, turn.now)
    unheard = dead_letters.unannounced(turn.session)
    queue_notice(turn, turn.setup.config.slack.default_channel, _notice(unheard))
    dead_letters.mark_announced(turn.session, [letter.id for letter in unheard], turn.now)


def describe(letter: DeadLetter) -> str:
    """What happened, in a sentence without its full stop."""
    payload = letter.payload
    match letter.source:
        case "telegram":
            return f"Something that {_sender(payload)} sent in Telegram could not be handled"
        case "slack":
            return f"Something that {_colleague(payload)} did in Slack could not be handled"
        case "timer":
            return _TIMERS.get(payload.get("purpose", ""), "Something that was due could not be done")
        case "outbox":
            return _LETTERS.get(str(payload.get("kind")), "A letter could not be sent")
        case other:
            return f"Something of {other} could not be handled"


def _notice(unheard: list[DeadLetter]) -> str:
    if len(unheard) == 1:
        (letter,) = unheard
        return (
            f"{describe(letter)}. It was set aside, so that nothing else waits for it. {_concerns(letter)} "
            f"Whoever runs Riscontro sees why with `riscontro dead show {letter.id}`, and once the cause is "
            f"gone, `riscontro dead retry {letter.id}` does it after all. {_LATER}"
        )
    counts = Counter(describe(letter) for letter in unheard).most_common(5)
    lines = "\n".join(f"• {sentence}{f' ({count} times)' if count > 1 else ''}" for sentence, count in counts)
    more = len(unheard) - sum(count for _, count in counts)
    rest = f"\n• and {more} more" if more else ""
    return (
        f"{len(unheard)} things could not be handled in the last hour, and were set aside:\n{lines}{rest}\n"
        f"Whoever runs Riscontro sees them with `riscontro dead list`. {_LATER}"
    )


def _concerns(letter: DeadLetter) -> str:
    match letter.source:
        case "telegram":
            return "Unless it could not even be read, they were told that a person will look into it."
        case "slack":
            return "They were told that nothing was done, and may have done it again."
        case "timer" | "outbox" if letter.payload.get("kind") not in {"card", "note", "remark", "notice"}:
            return "The customer knows nothing of it."
        case _:
            return "The customer is not affected."


def _sender(update: Mapping[str, Any]) -> str:
    """The name in an update of whatever kind, as far as it can be read."""
    for content in update.values():
        sender = content.get("from") if isinstance(content, Mapping) else None
        if isinstance(sender, Mapping) and isinstance(sender.get("first_name"), str):
            return str(sender["first_name"])
    return "somebody"


def _colleague(payload: Mapping[str, Any]) -> str:
    user = payload.get("user")
    name = user.get("name") or user.get("username") if isinstance(user, Mapping) else None
    return name if isinstance(name, str) else "a colleague"
