"""Whom an edit finds in the middle of a survey is told as it will be."""

from pathlib import Path

import pytest

from bot.use_cases.revise import adopt, apply, once_in_force
from bot.use_cases.touched import touched
from storage import runs
from storage.database import Database
from tests.bot.use_cases.test_editing_under_load import AFTER, BEFORE, PLACES, a_setup, began, begin
from tests.storage.seeds import NOW

BACK = AFTER.replace("[migrate.after_delivery]\n", '[migrate.after_delivery]\nsatisfaction = "why"\n')
GONE = "which is gone"
AS_IT_WAS = "the flow as it was (revision 2 of it)"


def test_who_moves_and_what_stays_behind_is_told_and_who_finishes_where_they_are(
    database: Database, tmp_path: Path
) -> None:
    before, after = a_setup(tmp_path, BEFORE), a_setup(tmp_path, AFTER)
    with database.transaction() as session:
        adopt(session, before.config, "Maria", NOW)
        for number in range(2 * len(PLACES)):
            began(session, before, number)
    with database.reading() as session:
        assert list(touched(session, once_in_force(session, after.config), NOW)) == [
            "2 runs wait at *reason* of after_delivery, and move to *why*",
            "  2 answers to *size* stay behind: only staff read them then",
            "  2 answers to *age* stay behind: only staff read them then",
            f"2 runs wait at *size* of after_delivery, {GONE}: they finish on {AS_IT_WAS}",
        ]


@pytest.mark.parametrize(
    ("begun_on", "waits_at", "told"),
    [
        (1, "satisfaction", ["1 run waits at *satisfaction* of after_delivery, and moves to *why*"]),
        (2, "satisfaction", []),
        (2, "reason", [f"1 run waits at *reason* of after_delivery, {GONE}: it finishes on {AS_IT_WAS}"]),
    ],
)
def test_who_is_not_moved_is_not_said_to_move(
    database: Database, tmp_path: Path, begun_on: int, waits_at: str, told: list[str]
) -> None:
    """The second revision has the moves already: they are not for whoever began on it, nor on the trial of
    the flow of before.
    """
    before, after = a_setup(tmp_path, BEFORE), a_setup(tmp_path, BACK)
    edited = a_setup(tmp_path, BACK.replace("Thanks", "Many thanks"))
    with database.transaction() as session:
        adopt(session, before.config, "Maria", NOW)
        assert apply(session, after.config, "Maria", 100, NOW).revision_id == 2
        run_id = begin(session, before, 0)
        runs.change(session, run_id, config_revision=begun_on, node=waits_at)
    with database.reading() as session:
        assert list(touched(session, once_in_force(session, edited.config), NOW)) == told


def test_a_file_that_is_on_trial_is_the_revision_that_it_is(database: Database, tmp_path: Path) -> None:
    live, tried = a_setup(tmp_path, BEFORE), a_setup(tmp_path, AFTER)
    with database.transaction() as session:
        adopt(session, live.config, "Maria", NOW)
        apply(session, tried.config, "Maria", 50, NOW)
    with database.reading() as session:
        numbers = [once_in_force(session, setup.config).revision_id for setup in (live, tried)]
        assert numbers == [1, 2]
        assert once_in_force(session, a_setup(tmp_path, BACK).config).revision_id is None
