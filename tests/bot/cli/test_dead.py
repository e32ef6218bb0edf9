"""What could not be handled is listed, shown, and wished back or away; the program does the rest."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import dead, main
from storage import dead_letters
from storage.database import Database
from storage.records import DeadLetterState
from tests.bot.config.planting import SECRETS, WHOLE
from tests.storage.seeds import NOW

UPDATE = {"update_id": 1, "message": {"from": {"first_name": "Ada\x1b[31m"}, "text": "It came late"}}
TRACE = 'Traceback (most recent call last):\n  File "…", line 1\nValueError: no such thing'


@dataclass(frozen=True)
class Desk:
    """The commands as somebody at a terminal gives them; `folder` holds the configuration."""

    database: Database
    folder: Path

    def does(self, *arguments: str, says: str | None = None) -> tuple[int, str]:
        url = self.database.engine.url.set(drivername=self.database.engine.dialect.name)
        environment = SECRETS | {"RISCONTRO__DATABASE__URL": url.render_as_string(hide_password=False)}
        config = self.folder / "config.toml"
        config.write_text(WHOLE, encoding="utf-8")
        command = ["dead", *arguments, "--config", str(config)]
        result = CliRunner().invoke(main, command, env=environment | {"COLUMNS": "200"}, input=says)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    def buries(self, key: str = "1", source: str = "telegram") -> int:
        with self.database.transaction() as session:
            return dead_letters.bury(session, source, key, UPDATE, TRACE, NOW)

    def states(self) -> dict[int, str]:
        with self.database.reading() as session:
            found = (dead_letters.get(session, number) for number in range(1, 10))
            return {letter.id: letter.state for letter in found if letter}


@dataclass
class Watch:
    """Time that passes only while somebody sleeps, in seconds."""

    passed: float = 0.0

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.passed += seconds


@pytest.fixture
def desk(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(dead, "PATIENCE_S", 0.0)
    return Desk(database, tmp_path)


def test_nothing_is_said_to_be_nothing(desk: Desk) -> None:
    assert desk.does("list") == (0, "There is no dead letter: everything could be handled.\n")
    assert json.loads(desk.does("list", "--json")[1]) == []


@pytest.mark.parametrize("wish", [["list"], ["show", "1"], ["retry", "1"], ["drop", "--all"]])
def test_where_no_database_is_yet_none_is_created(wish: list[str], tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/none.db")
    code, out = Desk(database, tmp_path).does(*wish)
    assert code == 1
    assert "there is no database yet; `riscontro run` sets it up" in out
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_the_list_says_what_happened_and_steers_no_terminal(desk: Desk) -> None:
    desk.buries()
    code, out = desk.does("list")
    assert code == 0
    row = out.splitlines()[-2]
    assert "Since (Europe/Rome)" in out
    assert row.split()[:3] == ["1", "2027-03-28", "01:59"]
    assert "Something that Ada [31m sent in Telegram could not be handled" in row
    assert "ValueError: no such thing" in row
    (listed,) = json.loads(desk.does("list", "--json")[1])
    assert listed["buried_at"] == "2027-03-28T00:59:30+00:00"
    assert (listed["id"], listed["state"], listed["failures"]) == (1, "dead", 1)


def test_of_an_error_in_many_lines_the_one_that_names_it_is_listed(desk: Desk) -> None:
    trace = f"{TRACE}\n[SQL: INSERT INTO answer]\n(Background on this error at: https://sqlalche.me)\n"
    with desk.database.transaction() as session:
        dead_letters.bury(session, "telegram", "1", UPDATE, trace, NOW)
    (listed,) = json.loads(desk.does("list", "--json")[1])
    assert listed["error"] == "ValueError: no such thing"


def test_one_is_shown_with_all_that_is_needed_to_understand_it(desk: Desk) -> None:
    number = str(desk.buries())
    code, out = desk.does("show", number)
    assert code == 0
    for words in ('"text": "It came late"', TRACE, "`riscontro dead retry 1` tries again"):
        assert words in out
    shown = json.loads(desk.does("show", number, "--json")[1])
    assert (shown["payload"], shown["traceback"]) == (UPDATE, TRACE)


def test_whoever_retries_an_act_of_staff_is_warned_that_it_may_be_done(desk: Desk) -> None:
    desk.buries(source="slack")
    assert "may have done it again" in desk.does("show", "1")[1]


@pytest.mark.parametrize("command", ["show", "retry", "drop"])
def test_a_number_that_is_none_is_a_wrong_use_and_changes_nothing(desk: Desk, command: str) -> None:
    desk.buries()
    numbers = ["1", "7"] if command != "show" else ["7"]
    assert desk.does(command, *numbers) == (2, "There is no dead letter 7 that waits.\n")
    assert desk.states() == {1: "dead"}


def test_a_retry_is_a_wish_that_the_program_meets(desk: Desk) -> None:
    desk.buries()
    code, out = desk.does("retry", "1")
    assert (code, out) == (0, "1: is taken up as soon as `riscontro run` runs and its channel answers\n")
    assert desk.states() == {1: "to retry"}
    assert "(to retry)" in desk.does("list")[1]


def test_all_retries_are_waited_for_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the program is down, a hundred of them must not take a hundred times as long."""
    watch = Watch()
    monkeypatch.setattr(dead, "time", watch)
    monkeypatch.setattr(dead, "PATIENCE_S", 10.0)
    for key in ("1", "2", "3"):
        desk.buries(key)
    code, out = desk.does("retry", "--all", "--yes")
    assert (code, out.count("is taken up as soon as")) == (0, 3)
    assert 10 < watch.passed < 11


@dataclass
class Program(Watch):
    """Carries out what is wished while somebody sleeps: the first fails again, so the second has no turn."""

    database: Database | None = None

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        assert self.database is not None
        with self.database.transaction() as session:
            dead_letters.fail_again(session, 1, TRACE, NOW)
            dead_letters.wish(session, 2, DeadLetterState.DEAD, NOW)


def test_what_had_no_turn_is_told_from_what_failed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dead, "time", Program(database=desk.database))
    monkeypatch.setattr(dead, "PATIENCE_S", 10.0)
    desk.buries("1")
    desk.buries("2")
    code, out = desk.does("retry", "--all", "--yes")
    assert code == 1
    assert out.splitlines() == [
        "1: failed again: ValueError: no such thing",
        "2: not tried: what the same customer sent before it failed again",
    ]


def test_what_was_dropped_is_not_listed_any_more(desk: Desk) -> None:
    desk.buries()
    assert desk.does("drop", "1") == (0, "1: dropped\n")
    assert desk.states() == {1: "to drop"}
    assert desk.does("list")[1].startswith("There is no dead letter")


def test_all_are_asked_about_first(desk: Desk) -> None:
    desk.buries("1")
    desk.buries("2")
    assert desk.does("drop", "--all", says="n\n")[0] == 1
    assert set(desk.states().values()) == {DeadLetterState.DEAD}
    code, _ = desk.does("retry", "--all", says="y\n")
    assert code == 0
    assert set(desk.states().values()) == {DeadLetterState.TO_RETRY}
    assert desk.does("drop", "--all", "--yes")[0] == 0
    assert set(desk.states().values()) == {DeadLetterState.TO_DROP}


@pytest.mark.parametrize("arguments", [(), ("1", "--all")])
def test_it_must_be_said_which(desk: Desk, arguments: tuple[str, ...]) -> None:
    desk.buries()
    assert desk.does("drop", *arguments) == (2, "Name the numbers of dead letters, or --all.\n")
