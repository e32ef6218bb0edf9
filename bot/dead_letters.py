"""Carries out what a person wants done with dead letters: takes them up once more, or drops them.

The wish is a row, for it comes from another process (`riscontro dead`). What came through a channel goes
through it again, and its key in the inbox says that it was handled, should two replicas or a crash take it up
twice. A timer and a letter are put back where they came from, in one transaction with the mark that says so.

What one customer sent keeps its order: behind one that has to wait the others wait, and when it fails again,
nothing is done with them until a person wants it anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from sqlmodel import Session

from bot.ports import Clock, NotReady, Retake
from bot.relay import Relay
from bot.turns import Turns
from bot.use_cases.announce import announce_dead_letters
from bot.use_cases.bury import trace_of
from bot.use_cases.put_back import put_back
from bot.use_cases.setup import Present
from bot.use_cases.turn import Turn
from storage import dead_letters
from storage.errors import RunMovedOn, StorageError
from storage.records import DeadLetter, DeadLetterState

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _HeldUp:
    """Behind whom nothing more is taken up in this pass."""

    sources: set[str] = field(default_factory=set)
    waiting: set[object] = field(default_factory=set)
    failed: set[object] = field(default_factory=set)


class DeadLetters:
    def __init__(
        self, turns: Turns, present: Present, relay: Relay, clock: Clock, retakes: Mapping[str, Retake]
    ) -> None:
        """`retakes` by the channel that something came through."""
        self._turns = turns
        self._present = present
        self._relay = relay
        self._clock = clock
        self._retakes = retakes

    async def look_after(self) -> None:
        """Does all that is wished, and tells staff of what they have not heard of. Raises `StorageError`."""
        for letter in await self._wished(DeadLetterState.TO_DROP):
            await self._drop(letter)
        await self._retry_all()
        if await self._turns.look(lambda session: dead_letters.unannounced(session, 1)):
            await self._turns.take(lambda session: announce_dead_letters(self._turn(session)))
            self._relay.nudge()

    async def _wished(self, wanted: DeadLetterState, after: int = 0) -> Sequence[DeadLetter]:
        return await self._turns.look(lambda session: dead_letters.wished(session, wanted, after))

    async def _drop(self, letter: DeadLetter) -> None:
        if await self._turns.take(lambda session: dead_letters.drop(session, letter.id)):
            log.info("dead_letter.dropped", **_facts(letter), buried_at=letter.buried_at.isoformat())

    async def _retry_all(self) -> None:
        held_up, after = _HeldUp(), 0
        while letters := await self._wished(DeadLetterState.TO_RETRY, after):
            for letter in letters:
                await self._retry_in_order(letter, held_up)
            after = letters[-1].id

    async def _retry_in_order(self, letter: DeadLetter, held_up: _HeldUp) -> None:
        """Behind one that failed again it is dead again, too: its turn has not come."""
        sender, now = _sender(letter), self._clock.now()
        if sender in held_up.failed:
            await self._turns.take(
                lambda session: dead_letters.wish(session, letter.id, DeadLetterState.DEAD, now)
            )
        elif letter.source not in held_up.sources and sender not in held_up.waiting:
            await self._retry(letter, held_up)

    async def _retry(self, letter: DeadLetter, held_up: _HeldUp) -> None:
        try:
            await self._take_up(letter)
        except NotReady as error:
            log.info("dead_letter.waits", **_facts(letter), reason=str(error))
            held_up.sources.add(letter.source)
        except RunMovedOn as error:
            log.info("dead_letter.waits", **_facts(letter), reason=str(error))
            held_up.waiting.add(_sender(letter))
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the fault is, it is kept with the letter
            await self._fail_again(letter, error)
            held_up.failed.add(_sender(letter))
        else:
            log.info("dead_letter.retried", **_facts(letter))
            self._relay.nudge()

    async def _fail_again(self, letter: DeadLetter, error: Exception) -> None:
        trace, now = trace_of(error), self._clock.now()
        log.warning("dead_letter.failed_again", **_facts(letter), error=type(error).__name__)
        await self._turns.take(lambda session: dead_letters.fail_again(session, letter.id, trace, now))

    async def _take_up(self, letter: DeadLetter) -> None:
        if letter.source in self._retakes:
            await self._retakes[letter.source](letter.payload)
            await self._turns.take(
                lambda session: dead_letters.mark_retried(session, letter.id, self._clock.now())
            )
        else:
            await self._turns.take(lambda session: put_back(self._turn(session), letter))

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._present.setup, self._clock.now())


def _sender(letter: DeadLetter) -> object:
    """The customer, as Telegram numbers them; the letter alone where that cannot be read, or no customer
    sent it.
    """
    if letter.source == "telegram":
        contents = [content for content in letter.payload.values() if isinstance(content, Mapping)]
        senders = [content["from"] for content in contents if isinstance(content.get("from"), Mapping)]
        if senders and isinstance(number := senders[0].get("id"), int):
            return number
    return f"letter {letter.id}"


def _facts(letter: DeadLetter) -> dict[str, object]:
    return {"id": letter.id, "source": letter.source, "key": letter.key, "failures": letter.failures}
