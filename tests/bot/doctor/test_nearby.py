"""What lies on this machine: the configuration, its secrets, the database."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.config import Config, Loaded, load_config
from bot.doctor import examine
from bot.doctor.database import examine_database
from bot.doctor.files import examine_files
from bot.doctor.findings import Finding
from bot.ports import SystemClock
from flows.problems import Severity
from storage import dead_letters
from storage.database import Database
from tests.bot.config.planting import SECRETS, WHOLE
from tests.storage.seeds import NOW

TOKEN_IN_FILE = WHOLE.replace('{ env = "TELEGRAM_BOT_TOKEN" }', '{ file = "token" }')


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    """Telegram's token stands in a file beside the configuration."""
    assert TOKEN_IN_FILE != WHOLE
    (tmp_path / "config.toml").write_text(TOKEN_IN_FILE, encoding="utf-8")
    (tmp_path / "token").write_text(SECRETS["TELEGRAM_BOT_TOKEN"], encoding="utf-8")
    return load_config(tmp_path / "config.toml", SECRETS)


def told(findings: Iterator[Finding]) -> list[tuple[bool, str]]:
    return [(finding.well, finding.sentence) for finding in findings]


def test_a_secret_that_everybody_can_read_is_a_problem(loaded: Loaded, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.chmod(0o600)
    assert told(examine_files(loaded)) == [(True, "it can be used")]
    secret.chmod(0o644)
    _, (well, sentence) = told(examine_files(loaded))
    assert (well, sentence) == (False, f"everybody on this machine can read the secret in {secret}")


def test_mistakes_and_warnings_are_counted(loaded: Loaded, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(TOKEN_IN_FILE + "\n[outreech]\n", encoding="utf-8")
    wrong = load_config(tmp_path / "config.toml", SECRETS)
    line = TOKEN_IN_FILE.count("\n") + 2
    first = f'it cannot be used: {tmp_path}/config.toml:{line}: unknown key "outreech"'
    assert told(examine_files(wrong))[0] == (False, first)
    more = replace(wrong, problems=wrong.problems * 3)
    assert told(examine_files(more))[0] == (False, f"{first}; and 2 other mistakes")
    warnings = tuple(replace(problem, severity=Severity.WARNING) for problem in wrong.problems * 2)
    warned = replace(loaded, problems=warnings)
    assert told(examine_files(warned))[0] == (True, "it can be used, with 2 warnings")


def test_what_is_wrong_with_a_token_is_named(loaded: Loaded, tmp_path: Path) -> None:
    def says(environment: Mapping[str, str] = SECRETS) -> str:
        _, sentence = told(examine_files(load_config(tmp_path / "config.toml", environment)))[0]
        return sentence

    assert loaded.config is not None
    (tmp_path / "token").write_text("", encoding="utf-8")
    assert "this secret is empty" in says()
    (tmp_path / "token").unlink()
    assert "the file with this secret cannot be read" in says()
    (tmp_path / "token").write_text(SECRETS["TELEGRAM_BOT_TOKEN"], encoding="utf-8")
    bot, app = SECRETS["SLACK_BOT_TOKEN"], SECRETS["SLACK_APP_TOKEN"]
    swapped = says({**SECRETS, "SLACK_BOT_TOKEN": app, "SLACK_APP_TOKEN": bot})
    assert "this is Slack's app token" in swapped
    assert not any(token in swapped for token in (bot, app))


async def test_a_configuration_that_cannot_be_used_ends_the_examination(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[telegram]\n", encoding="utf-8")
    broken = load_config(tmp_path / "config.toml", {})
    found = [finding async for finding in examine(broken, SystemClock())]
    assert [finding.area for finding in found] == ["config"]
    assert not found[0].well


def with_database(config: Config, database: Database) -> Config:
    url = database.engine.url.set(drivername=database.engine.dialect.name)
    return config.model_copy(
        update={
            "database": config.database.model_copy(update={"url": url.render_as_string(hide_password=False)})
        }
    )


def test_what_was_set_aside_is_a_problem(loaded: Loaded, database: Database) -> None:
    assert loaded.config is not None
    config = with_database(loaded.config, database)
    assert all(well for well, _ in told(examine_database(config)))
    with database.transaction() as session:
        dead_letters.bury(session, "telegram", "1", {}, "Traceback", NOW)
    problems = [sentence for well, sentence in told(examine_database(config)) if not well]
    assert problems == ["1 thing was set aside that could not be handled"]


def test_words_of_customers_that_everybody_can_read_are_a_problem(
    loaded: Loaded, sqlite_schema_url: str
) -> None:
    database = Database(sqlite_schema_url)
    assert loaded.config is not None
    assert database.path is not None
    config = with_database(loaded.config, database)
    database.path.chmod(0o644)
    [problem] = [sentence for well, sentence in told(examine_database(config)) if not well]
    assert problem == f"everybody on this machine can read what customers wrote in {database.path}"
    database.path.chmod(0o600)
    assert all(well for well, _ in told(examine_database(config)))
    database.dispose()


def test_where_no_database_is_yet_none_is_created(loaded: Loaded, sqlite_url: str, tmp_path: Path) -> None:
    assert loaded.config is not None
    before = set(tmp_path.iterdir())
    database = Database(sqlite_url)
    found = told(examine_database(with_database(loaded.config, database)))
    assert found[0] == (True, "there is no database yet; `riscontro run` sets it up")
    assert set(tmp_path.iterdir()) == before


def test_a_schema_of_a_newer_program_comes_with_advice_that_works(loaded: Loaded, database: Database) -> None:
    assert loaded.config is not None
    with database.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    findings = examine_database(with_database(loaded.config, database))
    [problem] = [finding for finding in findings if not finding.well]
    assert problem.sentence == "it was made by a newer Riscontro (schema 9999)"
    assert problem.advice == "use that version, or restore a copy from before the upgrade"
