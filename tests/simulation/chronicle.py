"""What befell the program, and when: each kill, each disturbed call. The checks excuse nothing else."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.demo.faults import Side


@dataclass(frozen=True, slots=True)
class Interruption:
    """A kill, or a disturbed `call`; `chat` is the one it was for. A kill has none of these."""

    at: datetime
    call: str | None = None
    side: Side | None = None
    chat: str | None = None

    @property
    def is_kill(self) -> bool:
        return self.call is None


@dataclass
class Chronicle:
    interruptions: list[Interruption] = field(default_factory=list)

    def note_kill(self) -> None:
        self.interruptions.append(Interruption(datetime.now(UTC)))

    def note_call(self, call: str, side: Side, chat: object) -> None:
        known = None if chat is None else str(chat)
        self.interruptions.append(Interruption(datetime.now(UTC), call, side, known))
