"""What was in force before comes back, and a saved edit comes into force when it says something new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.config import Config, Revisions
from bot.use_cases.revise import CannotRevise, Revised, Waits, adopt, apply, promote, roll_back
from bot.use_cases.setup import Setup
from storage import revisions
from storage.database import Database
from storage.records import RevisionState
from tests.bot.use_cases.test_open_letter import a_setup
from tests.bot.use_cases.test_revise import another
from tests.storage.seeds import NOW


@dataclass
class Desk:
    """One decides after the other, a minute apart, on configurations that are told apart by a letter."""

    session: Session
    setup: Setup
    minutes: int = 0

    def saves(self, letter: str, saved_edits: str = "apply") -> Revised | Waits | None:
        settings = Revisions.model_validate({"saved_edits": saved_edits})
        config = self._config(letter).model_copy(update={"revisions": settings})
        self.minutes += 1
        return adopt(self.session, config, "a saved file", NOW + timedelta(minutes=self.minutes))

    def applies(self, letter: str, share: int = 100) -> Revised:
        self.minutes += 1
        return apply(
            self.session, self._config(letter), "Maria", share, NOW + timedelta(minutes=self.minutes)
        )

    def promotes(self) -> None:
        self.minutes += 1
        promote(self.session, NOW + timedelta(minutes=self.minutes))

    def rolls_back(self, to: int | None = None) -> tuple[list[int], int]:
        self.minutes += 1
        gone, back = roll_back(self.session, to, NOW + timedelta(minutes=self.minutes))
        assert self.in_force == back.id
        return [each.id for each in gone], back.id

    @property
    def in_force(self) -> int | None:
        live = revisions.in_state(self.session, RevisionState.IN_FORCE)
        return live.id if live else None

    @property
    def on_trial(self) -> int | None:
        tried = revisions.in_state(self.session, RevisionState.CANARY)
        return tried.id if tried else None

    def _config(self, letter: str) -> Config:
        return another(self.setup, name=f"Bottega {letter}").config


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    with database.transaction() as session:
        yield Desk(session, a_setup(tmp_path))


def test_what_was_only_on_trial_never_comes_back(desk: Desk) -> None:
    desk.applies("A")
    desk.applies("B", 10)
    desk.applies("C", 20)
    assert desk.rolls_back() == ([3], 1)
    desk.applies("D")
    assert desk.rolls_back() == ([4], 1)
    with pytest.raises(CannotRevise, match="no revision to go back to"):
        desk.rolls_back()


def test_one_goes_back_to_what_was_in_force_before_whatever_its_number(desk: Desk) -> None:
    for letter in "ABC":
        desk.applies(letter)
    assert desk.rolls_back(to=1) == ([3], 1)
    desk.applies("D")
    assert desk.rolls_back() == ([4], 1)


def test_it_is_said_which_trial_a_decision_ends(desk: Desk) -> None:
    desk.applies("A")
    desk.applies("B")
    assert desk.applies("C", 10).ended is None
    assert (tried := desk.applies("D", 10).ended) is not None
    assert (tried.id, desk.on_trial) == (3, 4)
    with pytest.raises(CannotRevise, match="revision 4 is on trial: `riscontro promote`"):
        desk.rolls_back(to=4)
    assert desk.rolls_back(to=1) == ([2, 4], 1)
    desk.applies("E", 10)
    assert (tried := desk.applies("F").ended) is not None
    assert (tried.id, desk.on_trial, desk.in_force) == (5, None, 6)


def test_a_file_is_taken_up_when_it_says_something_new(desk: Desk) -> None:
    assert isinstance(desk.saves("A"), Revised)
    assert isinstance(desk.saves("B"), Revised)
    desk.rolls_back()
    assert desk.saves("B") is None
    assert isinstance(desk.saves("C"), Revised)
    assert isinstance(desk.saves("B"), Revised)
    assert desk.in_force == 4


def test_a_file_that_stayed_as_it_was_does_not_undo_what_was_decided(desk: Desk) -> None:
    desk.saves("A")
    desk.applies("B", 10)
    assert desk.saves("A") is None
    desk.promotes()
    assert desk.saves("A") is None
    assert desk.in_force == 2


def test_what_was_rolled_back_before_the_program_started_stays_away(desk: Desk) -> None:
    desk.saves("A")
    desk.applies("B")
    desk.rolls_back()
    assert desk.saves("B") is None
    assert desk.in_force == 1


def test_an_edit_waits_while_another_is_on_trial(desk: Desk) -> None:
    desk.saves("A")
    desk.applies("B", 10)
    assert desk.saves("C") == Waits("revision 2 is on trial")
    assert desk.saves("C") is None
    assert (desk.in_force, desk.on_trial) == (1, 2)
    desk.promotes()
    assert desk.saves("C") is None
    assert desk.applies("C").revision_id == desk.in_force == 3


def test_an_edit_waits_where_the_configuration_says_so(desk: Desk) -> None:
    assert isinstance(desk.saves("A", "wait"), Revised)
    assert isinstance(desk.saves("B", "wait"), Waits)
    assert desk.saves("B", "wait") is None
    assert desk.applies("B", 10).revision_id == 2
    assert (desk.in_force, desk.on_trial) == (1, 2)
