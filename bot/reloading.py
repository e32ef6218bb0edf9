"""Puts a configuration into force while the program runs: one that was saved, or that a command decided.

A file that is not right changes nothing; staff are told of it once.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlmodel import Session

from bot.config import Config, Finding, Loaded, load_config
from bot.ports import Clock
from bot.rehearsals import hold_to_tests
from bot.relay import Relay
from bot.revisions.connections import connections_changed
from bot.revisions.practice import practice_of
from bot.turns import Turns
from bot.use_cases.migrate_runs import migrate_run, runs_to_move
from bot.use_cases.queueing import queue_notice
from bot.use_cases.revise import Revised, Waits, adopt, changed_since
from bot.use_cases.setup import Canary, InForce, Present
from bot.use_cases.turn import Turn
from bot.watching import Watch
from storage.errors import RunMovedOn

log = structlog.get_logger(__name__)

MOVE_AGAIN_AFTER = timedelta(minutes=10)
"""For customers who are to be moved, which asks them anew, and for whom it is night."""

TELL_AGAIN_AFTER = timedelta(minutes=5)
"""For whoever is typing, and makes one mistake after the other."""

_SAVED = "a saved file"


class NothingInForce(Exception):
    """The file is not right, and no earlier configuration is there to begin with."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the configuration is read from. `looked_at` are the files and folders that it was made of at the
    start, when it is looked at once more: it may have been changed while no program ran. Where it `is_right`
    no more, only its connections are known.
    """

    path: Path
    environment: Mapping[str, str]
    looked_at: frozenset[Path] = frozenset()
    is_right: bool = True

    def load(self) -> Loaded:
        """What stands there now."""
        return load_config(self.path, self.environment)


class Reloading:
    """`config` is what the program was started with, whose connections stay; without a `source` only what
    commands decide is seen.
    """

    def __init__(
        self,
        turns: Turns,
        present: Present,
        config: Config,
        relay: Relay,
        clock: Clock,
        source: Source | None,
    ) -> None:
        self._turns = turns
        self._present = present
        self._relay = relay
        self._clock = clock
        self._source = source
        self._connections = config
        self._watch = Watch(source.looked_at if source else ())
        self._looking = asyncio.Lock()
        self._refused: Loaded | None = None
        self._told: tuple[str, str] | None = None
        self._needs_restart: tuple[str, ...] = ()
        self._tell_at = clock.now()
        self._move_at: datetime | None = clock.now()

    async def look(self) -> None:
        """Takes up what was saved or decided meanwhile, and moves runs where that is wanted."""
        async with self._looking:
            try:
                if self._source is not None and await asyncio.to_thread(self._watch.look):
                    await self._take_up(self._source)
                await self._tell()
            finally:
                await self._bring_up_to_date()
            if self._move_at is not None and self._move_at <= self._clock.now():
                self._move_at = await self._move_runs()

    async def begin(self) -> None:
        """Before anything comes in, takes up what was saved while no program ran."""
        if self._source is not None and not self._is_in_force(self._connections):
            await asyncio.to_thread(self._watch.look)
            await self._take_up(self._source)
            await self._tell()
            await self._bring_up_to_date()

    async def _bring_up_to_date(self) -> None:
        changed = await self._turns.look(self._changed)
        if changed is not None:
            self._present.take_up(*changed)
            log.info("config.in_force", revision=self._present.setup.revision_id)
            self._move_at = self._clock.now()

    async def _take_up(self, source: Source) -> None:
        try:
            loaded = await self._load(source)
        except Exception as error:
            log.warning("config.unreadable", exc_info=True)
            loaded = Loaded(None, (_stumbled_over(error, source.path),))
        if loaded.config is not None:
            await self._adopt(loaded.config)
            await self._tell_of_connections(loaded.config)
        else:
            log.warning("config.refused", errors=len(loaded.errors), first=str(loaded.errors[0]))
            self._refused = loaded
        self._watch.read(loaded.looked_at)

    async def _load(self, source: Source) -> Loaded:
        """Tests are played where there is something to put into force."""
        loaded = await asyncio.to_thread(source.load)
        if loaded.config is None or not self._is_in_force(loaded.config):
            return await asyncio.to_thread(hold_to_tests, loaded)
        return loaded

    def _is_in_force(self, config: Config) -> bool:
        return practice_of(config) == practice_of(self._present.setup.config)

    async def _adopt(self, config: Config) -> None:
        adopted = await self._turns.take(lambda session: self._adopt_or_tell(session, config))
        self._refused = self._told = None
        self._tell_at = self._clock.now()
        match adopted:
            case Revised(revision_id=revision, changes=changes):
                log.info("config.adopted", revision=revision, changes=len(changes))
            case Waits(why=why):
                log.info("config.waits", why=why)
                self._relay.nudge()
            case None:
                pass

    def _adopt_or_tell(self, session: Session, config: Config) -> Revised | Waits | None:
        adopted = adopt(session, config, _SAVED, self._clock.now())
        if isinstance(adopted, Waits):
            words = (
                f"The configuration was saved and waits for `riscontro apply`, since {adopted.why}. "
                "`riscontro diff` tells what it changes."
            )
            queue_notice(self._turn(session), self._default_channel, words)
        return adopted

    async def _tell(self) -> None:
        """The first mistake stands for all. It is the same one though it stands at another line meanwhile."""
        if self._refused is None or self._clock.now() < self._tell_at:
            return
        first, *others = self._refused.errors
        if self._told == (first.file, first.message):
            return
        more = f" and {len(others)} more" if others else ""
        words = (
            f"The configuration was saved with a mistake{more}, so nothing has changed: {first}. {first.hint}"
        )
        await self._notify(words)
        self._told = first.file, first.message
        self._tell_at = self._clock.now() + TELL_AGAIN_AFTER

    async def _tell_of_connections(self, config: Config) -> None:
        """Once, as long as they are the same ones."""
        changed = connections_changed(self._connections, config)
        if changed and changed != self._needs_restart:
            log.warning("config.needs_restart", keys=changed)
            await self._notify(
                f"The configuration was saved with changes that take a restart: {', '.join(changed)}."
            )
        self._needs_restart = changed

    async def _notify(self, words: str) -> None:
        channel = self._default_channel
        await self._turns.take(lambda session: queue_notice(self._turn(session), channel, words))
        self._relay.nudge()

    @property
    def _default_channel(self) -> str:
        return self._present.setup.config.slack.default_channel

    def _changed(self, session: Session) -> tuple[InForce, Canary | None] | None:
        return changed_since(session, self._present.setup, self._connections)

    async def _move_runs(self) -> datetime | None:
        """When to look again, if somebody must not be asked at this hour."""
        live = self._present.setup.in_force_for(None)
        moves = await self._turns.take(lambda session: runs_to_move(session, live))
        done = [await self._move(run_id, node) for run_id, node in moves]
        if any(done):
            self._relay.nudge()
        return None if all(done) else self._clock.now() + MOVE_AGAIN_AFTER

    async def _move(self, run_id: int, node: str) -> bool:
        try:
            return await self._turns.take(lambda session: migrate_run(self._turn(session), run_id, node))
        except RunMovedOn:
            log.info("config.run_moved_on", run=run_id)
            return True
        except Exception:  # one whose question cannot be asked holds up nobody else
            log.warning("config.run_not_moved", run=run_id, exc_info=True)
            return False

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._present.setup, self._clock.now())


def _stumbled_over(error: Exception, path: Path) -> Finding:
    """A fault of the program, which must not pass unnoticed; staff are told of it as of any mistake."""
    hint = "What you changed last made the program stumble: take it back, and tell its makers."
    return Finding(str(path), 1, 1, f"this cannot be read ({type(error).__name__})", hint)
