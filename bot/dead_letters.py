"""Carries out what a person wants done with dead letters: takes them up once more, or drops them.

The wish is a row, for it comes from another process (`riscontro dead`). What came through a channel goes
through it again, and its key in the inbox says that it was handled, should two replicas or a crash take it up
twice. A timer and a letter are put back where they came from, in one transaction with the mark that says so.

What one customer sent keeps its order: behind one that has to wait the others wait, and when it fails again,
nothing is done with them until a person wants it anew.
"""

from collections.abc import Mapping, Sequence

import structlog
from sqlmodel import Session

from bot.ports import Clock, NotReady, Retake
from bot.relay import Relay
from bot.turns import Turns
from bot.use_cases.announce import announce_dead_letters
from bot.use_cases.bury import trace_of
from bot.use_cases.put_back import put_back
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from storage import dead_letters
from storage.errors import RunMovedOn, StorageError
from storage.records import DeadLetter, DeadLetterState

log = structlog.get_logger(__name__)


class DeadLetters:
    def __init__(
        self, turns: Turns, setup: Setup, relay: Relay, clock: Clock, retakes: Mapping[str, Retake]
    ) -> None:
        """`retakes` by the channel that something came through."""
        self._turns = turns
        self._setup = setup
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
        held, after = set[object](), 0
        while letters := await self._wished(DeadLetterState.TO_RETRY, after):
            for letter in letters:
                sender = _sender(letter)
                if sender not in held and not await self._retry(letter) and sender is not None:
                    held.add(sender)
            after = letters[-1].id

    async def _retry(self, letter: DeadLetter) -> bool:
        """Whether it was taken up."""
        try:
            await self._take_up(letter)
        except (NotReady, RunMovedOn) as error:
            log.info("dead_letter.waits", **_facts(letter), reason=str(error))
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the fault is, it is kept with the letter
            trace, kind = trace_of(error), type(error).__name__
            log.warning("dead_letter.failed_again", **_facts(letter), error=kind)
            await self._turns.take(lambda session: self._fail_again(session, letter, trace))
        else:
            log.info("dead_letter.retried", **_facts(letter))
            self._relay.nudge()
            return True
        return False

    def _fail_again(self, session: Session, letter: DeadLetter, trace: str) -> None:
        """With it, what its sender sent later is dead again, too: its turn has not come."""
        now, sender = self._clock.now(), _sender(letter)
        dead_letters.fail_again(session, letter.id, trace, now)
        later = dead_letters.wished(session, DeadLetterState.TO_RETRY, letter.id, limit=None)
        for one in later:
            if sender is not None and _sender(one) == sender:
                dead_letters.wish(session, one.id, DeadLetterState.DEAD, now)

    async def _take_up(self, letter: DeadLetter) -> None:
        if letter.source in self._retakes:
            await self._retakes[letter.source](letter.payload)
            await self._turns.take(
                lambda session: dead_letters.mark_retried(session, letter.id, self._clock.now())
            )
        else:
            await self._turns.take(lambda session: put_back(self._turn(session), letter))

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._setup, self._clock.now())


def _sender(letter: DeadLetter) -> object:
    """The customer, as Telegram numbers them; None where that cannot be read, or no customer sent it."""
    if letter.source != "telegram":
        return None
    contents = [content for content in letter.payload.values() if isinstance(content, Mapping)]
    senders = [content["from"] for content in contents if isinstance(content.get("from"), Mapping)]
    return senders[0].get("id") if senders else None


def _facts(letter: DeadLetter) -> dict[str, object]:
    return {"id": letter.id, "source": letter.source, "key": letter.key, "failures": letter.failures}
