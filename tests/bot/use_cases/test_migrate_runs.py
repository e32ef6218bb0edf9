"""Nobody is moved back: neither by an old move that stayed in the file, nor off what is on trial."""

from pathlib import Path

import pytest

from bot.use_cases.migrate_runs import runs_to_move
from bot.use_cases.revise import adopt, apply, in_force
from storage import runs
from storage.database import Database
from tests.bot.use_cases.test_editing_under_load import AFTER, BEFORE, a_setup, begin
from tests.storage.seeds import NOW

MOVES = '[migrate.after_delivery]\nsatisfaction = "why"\n'
WITH_MOVES = AFTER.replace("[migrate.after_delivery]\n", MOVES)


@pytest.mark.parametrize("first", [BEFORE, BEFORE + MOVES.replace("why", "reason")])
def test_a_move_is_for_those_who_began_before_it(database: Database, tmp_path: Path, first: str) -> None:
    assert moved(database, tmp_path, first, WITH_MOVES)


def test_a_move_that_stayed_in_the_file_moves_nobody_back(database: Database, tmp_path: Path) -> None:
    """They began when it was there, and were asked what it moves away from all the same."""
    assert not moved(database, tmp_path, WITH_MOVES, WITH_MOVES.replace("Thanks", "Many thanks"))


def moved(database: Database, folder: Path, first: str, second: str) -> bool:
    """Whether one who waits at the first question when the first is in force is moved by the second."""
    before, after = a_setup(folder, first), a_setup(folder, second)
    with database.transaction() as session:
        adopt(session, before.config, "Maria", NOW)
        run_id = begin(session, before, 0)
        runs.change(session, run_id, config_revision=1, node="satisfaction")
        adopt(session, after.config, "Maria", NOW)
        return bool(runs_to_move(session, in_force(session, after.config)[0]))


def test_nobody_is_moved_off_what_is_on_trial(database: Database, tmp_path: Path) -> None:
    live, tried = a_setup(tmp_path, WITH_MOVES), a_setup(tmp_path, BEFORE)
    with database.transaction() as session:
        adopt(session, live.config, "Maria", NOW)
        assert apply(session, tried.config, "Maria", 99, NOW).revision_id == 2
        run_id = begin(session, tried, 0)
        runs.change(session, run_id, config_revision=2)
        assert runs_to_move(session, in_force(session, live.config)[0]) == []
