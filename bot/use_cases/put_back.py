"""A dead timer or letter goes back where it was taken from, to be fired or sent after all."""

from bot.use_cases.turn import Turn
from storage import dead_letters, outbox, timers
from storage.records import DeadLetter


class NotKept(Exception):
    """What the dead letter is about is not there any more, or nobody knows how to put it back."""


def put_back(turn: Turn, letter: DeadLetter) -> None:
    """Puts it back once, and marks it as retried. Raises `NotKept`; then nothing was changed.

    A timer whose run has moved on, and a question no longer open, quietly leave when it is their turn.
    """
    if not dead_letters.mark_retried(turn.session, letter.id, turn.now):
        return
    match letter.source:
        case "timer":
            run_id, step, purpose = (letter.payload[name] for name in ("run", "step", "purpose"))
            timers.set_anew(turn.session, run_id, step, purpose, turn.now)
        case "outbox":
            if not outbox.revive(turn.session, int(letter.key), turn.now):
                raise NotKept(f"letter {letter.key} is not in the outbox any more, or is not given up")
        case source:
            raise NotKept(f"this version does not know how to take up something of {source!r}")
