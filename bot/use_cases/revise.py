"""Decides which revision of the configuration is in force, each decision in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.config import Config
from bot.revisions.comparing import changes_between
from bot.revisions.practice import digest_of, practice_of, with_practice
from bot.use_cases.setup import Canary, InForce, Setup
from storage import revisions, settings
from storage.records import Revision, RevisionState
from storage.settings import Saved

EVERYBODY = 100
"""Percent of the customers."""


class CannotRevise(Exception):
    """What was asked for makes no sense now; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Revised:
    """The revision that was put into force, what it changes of the one before, and whose trial it ended."""

    revision_id: int
    changes: Sequence[str]
    ended: Revision | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """A saved edit that only a command puts into force; `why` is in words for staff."""

    why: str


def adopt(session: Session, config: Config, author: str, now: datetime) -> Revised | Waits | None:
    """Puts a configuration that was saved into force, where it says something else than what was saved last:
    what commands have decided since then stays, over a restart, too.

    None where nothing new was saved, where it stands already, or where it was rolled back meanwhile.
    """
    revisions.lock(session)
    digest, last = digest_of(practice_of(config)), settings.saved_last(session)
    if last is not None and last.digest == digest:
        return None
    settings.remember_saved(session, Saved(digest, now))
    live = revisions.in_state(session, RevisionState.IN_FORCE)
    tried = revisions.in_state(session, RevisionState.CANARY)
    if _stands(revisions.of_digest(session, digest), last):
        return None
    if live is not None and tried is not None:
        return Waits(f"revision {tried.id} is on trial")
    if live is not None and config.revisions.saved_edits == "wait":
        return Waits("its `saved_edits` says so")
    return _put(session, config, author, RevisionState.IN_FORCE, EVERYBODY, now)


def _stands(known: Revision | None, last: Saved | None) -> bool:
    """Whether it was decided already what becomes of this practice, since the file was last taken up."""
    if known is None or known.state == RevisionState.REPLACED:
        return False
    return known.state != RevisionState.ROLLED_BACK or last is None or known.state_since > last.at


def apply(session: Session, config: Config, author: str, share: int, now: datetime) -> Revised:
    """Puts a configuration into force for a `share` (in percent) of the customers: all, or a canary of some.
    What else is on trial is so no longer.

    One that is on trial already stays the same revision, so that a larger share includes the smaller one.

    Raises:
        CannotRevise: if it is in force already.
    """
    revisions.lock(session)
    digest = digest_of(practice_of(config))
    live = revisions.in_state(session, RevisionState.IN_FORCE)
    if live is not None and live.digest == digest:
        raise CannotRevise(f"this is revision {live.id}, which is in force already")
    state = RevisionState.IN_FORCE if share == EVERYBODY else RevisionState.CANARY
    tried = revisions.in_state(session, RevisionState.CANARY)
    if tried is not None and tried.digest == digest:
        revisions.set_state(session, tried.id, state, share, now)
        return Revised(tried.id, tried.changes)
    return _put(session, config, author, state, share, now)


def promote(session: Session, now: datetime) -> Revision:
    """Puts the canary into force for everybody. Raises `CannotRevise` if there is none."""
    revisions.lock(session)
    canary = revisions.in_state(session, RevisionState.CANARY)
    if canary is None:
        raise CannotRevise("no revision is being tried: `riscontro apply --canary 10%` tries one")
    revisions.set_state(session, canary.id, RevisionState.IN_FORCE, EVERYBODY, now)
    return canary


def roll_back(session: Session, to: int | None, now: datetime) -> tuple[list[Revision], Revision]:
    """Takes the canary back, or else the revision in force, for the one that was in force before it. With the
    number `to` it takes both back, for that one. Returns what is gone, and what is in force from now on.

    Raises:
        CannotRevise: if there is nothing to go back to.
    """
    revisions.lock(session)
    canary = revisions.in_state(session, RevisionState.CANARY)
    live = revisions.in_state(session, RevisionState.IN_FORCE)
    if canary is not None and live is not None and to is None:
        revisions.end_trial(session, now)
        return [canary], live
    target = revisions.replaced_last(session) if to is None else revisions.get(session, to)
    if live is None or target is None or target.id == live.id:
        raise CannotRevise("there is no revision to go back to: `riscontro revisions` lists them")
    if canary is not None and canary.id == target.id:
        raise CannotRevise(f"revision {to} is on trial: `riscontro promote` puts it into force for everybody")
    revisions.end_trial(session, now)
    revisions.set_state(session, target.id, RevisionState.IN_FORCE, EVERYBODY, now)
    revisions.set_state(session, live.id, RevisionState.ROLLED_BACK, 0, now)
    return [live] if canary is None else [live, canary], target


def in_force(session: Session, config: Config) -> tuple[InForce, Canary | None]:
    """What the store says is in force, with the connections of `config`."""
    live = revisions.in_state(session, RevisionState.IN_FORCE)
    canary = revisions.in_state(session, RevisionState.CANARY)
    now_live = InForce(config) if live is None else _opened(session, config, live)
    return now_live, None if canary is None else Canary(_opened(session, config, canary), canary.share)


def _opened(session: Session, config: Config, revision: Revision) -> InForce:
    practice = revisions.practice_of(session, revision.id)
    return InForce(with_practice(config, practice), revision.id)


def once_in_force(session: Session, config: Config) -> InForce:
    """This configuration as it would be in force: as the revision that it is already, else as a new one."""
    digest = digest_of(practice_of(config))
    known = (revisions.in_state(session, state) for state in (RevisionState.IN_FORCE, RevisionState.CANARY))
    return InForce(config, next((each.id for each in known if each and each.digest == digest), None))


def _put(
    session: Session, config: Config, author: str, state: RevisionState, share: int, now: datetime
) -> Revised:
    live, _ = in_force(session, config)
    ended = revisions.end_trial(session, now)
    changes = [] if live.revision_id is None else changes_between(live.config, config)
    practice = practice_of(config)
    revision_id = revisions.add(session, digest_of(practice), practice, changes, author, now)
    revisions.set_state(session, revision_id, state, share, now)
    return Revised(revision_id, changes, ended)


def set_up(session: Session, config: Config, username: str) -> Setup:
    """With what is in force now, the connections of `config`, and the Telegram bot's name."""
    live, canary = in_force(session, config)
    return Setup(live.config, settings.instance_secret(session), username, live.revision_id, canary)


def changed_since(session: Session, setup: Setup, config: Config) -> tuple[InForce, Canary | None] | None:
    """What is in force, as `in_force` tells it, if that is something else than the setup has."""
    newest = revisions.in_state(session, RevisionState.IN_FORCE)
    tried = revisions.in_state(session, RevisionState.CANARY)
    stored = newest.id if newest else None, (tried.id, tried.share) if tried else None
    return None if stored == (setup.revision_id, _mark(setup.canary)) else in_force(session, config)


def _mark(canary: Canary | None) -> tuple[int | None, int] | None:
    return None if canary is None else (canary.tried.revision_id, canary.share)
