"""Puts a configuration into force while the program runs: one that was saved, or that a command decided.

Whether files have changed is seen by their sizes and times, and those of their folders, every few seconds. A
file that is not right changes nothing; staff are told of it once.
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlmodel import Session

from bot.config import Config, Finding, Loaded, load_config
from bot.ports import Clock
from bot.rehearsals import hold_to_tests
from bot.relay import Relay
from bot.revisions.practice import practice_of
from bot.turns import Turns
from bot.use_cases.migrate_runs import migrate_run, runs_to_move
from bot.use_cases.queueing import queue_notice
from bot.use_cases.revise import adopt, changed_since
from bot.use_cases.setup import Canary, InForce, Present
from bot.use_cases.turn import Turn
from storage.errors import RunMovedOn

log = structlog.get_logger(__name__)

MOVE_AGAIN_AFTER = timedelta(minutes=10)
"""For customers who are to be moved, which asks them anew, and for whom it is night."""

_SAVED = "a saved file"

Stamps = Mapping[Path, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the configuration is read from. `looked_at` are the files and folders that it was made of at the
    start, when it is looked at once more: it may have been changed while no program ran.
    """

    path: Path
    environment: Mapping[str, str]
    looked_at: frozenset[Path] = frozenset()

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
        self._watched = source.looked_at if source else frozenset()
        self._stamps: Stamps = {}
        self._looking = asyncio.Lock()
        self._refused: str | None = None
        self._move_at: datetime | None = clock.now()

    async def look(self) -> None:
        """Takes up what was saved or decided meanwhile, and moves runs where that is wanted."""
        async with self._looking:
            await self._take_up()
            if self._move_at is not None and self._move_at <= self._clock.now():
                self._move_at = await self._move_runs()

    async def begin(self) -> None:
        """Before anything comes in, takes up what was saved while no program ran."""
        if not self._is_in_force(self._connections):
            await self._take_up()

    async def _take_up(self) -> None:
        stamps = await asyncio.to_thread(_stamps, self._watched)
        if self._source is not None and stamps != self._stamps:
            await self._read(self._source)
            self._stamps = stamps  # taken before it was read: what is saved meanwhile is seen the next time
        changed = await self._turns.look(self._changed)
        if changed is not None:
            self._present.take_up(*changed)
            log.info("config.in_force", revision=self._present.setup.revision_id)
            self._move_at = self._clock.now()

    async def _read(self, source: Source) -> None:
        try:
            loaded = await self._load(source)
        except Exception as error:
            log.warning("config.unreadable", exc_info=True)
            loaded = Loaded(None, (_stumbled_over(error, source.path),))
        self._watched = loaded.looked_at or self._watched
        if loaded.config is None:
            await self._refuse(loaded)
            return
        self._refused = None
        if not self._is_in_force(loaded.config):
            await self._adopt(loaded.config)

    async def _load(self, source: Source) -> Loaded:
        """Tests are played where there is something to put into force."""
        loaded = await asyncio.to_thread(source.load)
        if loaded.config is None or not self._is_in_force(loaded.config):
            return await asyncio.to_thread(hold_to_tests, loaded)
        return loaded

    def _is_in_force(self, config: Config) -> bool:
        return practice_of(config) == practice_of(self._present.setup.config)

    async def _adopt(self, config: Config) -> None:
        revised = await self._turns.take(lambda session: adopt(session, config, _SAVED, self._clock.now()))
        if revised is not None:
            log.info("config.adopted", revision=revised.revision_id, changes=len(revised.changes))

    async def _refuse(self, loaded: Loaded) -> None:
        """The first mistake stands for all; the same one is not told twice."""
        first = str(loaded.errors[0])
        log.warning("config.refused", errors=len(loaded.errors), first=first)
        if first == self._refused:
            return
        others = f" and {len(loaded.errors) - 1} more" if len(loaded.errors) > 1 else ""
        words = (
            f"The configuration was saved with a mistake{others}, so nothing has changed: {first}. "
            f"{loaded.errors[0].hint}"
        )
        channel = self._present.setup.config.slack.default_channel
        await self._turns.take(lambda session: queue_notice(self._turn(session), channel, words))
        self._refused = first
        self._relay.nudge()

    def _changed(self, session: Session) -> tuple[InForce, Canary | None] | None:
        return changed_since(session, self._present.setup, self._connections)

    async def _move_runs(self) -> datetime | None:
        """When to look again, if somebody must not be asked at this hour."""
        moves = await self._turns.take(lambda session: runs_to_move(self._turn(session)))
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

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._present.setup, self._clock.now())


def _stumbled_over(error: Exception, path: Path) -> Finding:
    """A fault of the program, which must not pass unnoticed; staff are told of it as of any mistake."""
    hint = "What you changed last made the program stumble: take it back, and tell its makers."
    return Finding(str(path), 1, 1, f"this cannot be read ({type(error).__name__})", hint)


def _stamps(watched: Collection[Path]) -> Stamps:
    """Size and time of each that is there, and of their folders, where new ones may appear."""
    paths = {*watched, *(path.parent for path in watched)}
    return {path: stamp for path in paths if (stamp := _stamp(path)) is not None}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
