"""A database that cannot be used is told of in one line, which says which, and where to learn more."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import main
from bot.cli.reports import tell_store
from storage.errors import StoreUnavailable, UnsuitablePlace
from tests.bot.config.planting import SECRETS, WHOLE

REFUSED = """connection failed: connection to server at "db", port 5432 failed: Connection refused
\tIs the server running on that host and accepting TCP/IP connections?"""


def test_a_server_is_named_without_its_password() -> None:
    url = "postgresql://ada:lovelace@db/riscontro?password=byron"
    assert tell_store(StoreUnavailable(REFUSED), url) == (
        'postgresql://ada:***@db/riscontro: connection failed: connection to server at "db", port 5432 '
        "failed: Connection refused Is the server running on that host and accepting TCP/IP connections?; "
        "`riscontro doctor` says more"
    )


def test_what_says_by_itself_what_to_do_stays_as_it_is() -> None:
    error = UnsuitablePlace("the folder /nowhere does not exist: create it")
    assert tell_store(error, "sqlite:////nowhere/riscontro.db") == str(error)


@pytest.mark.parametrize(
    ("command", "begins"),
    [
        (("db", "upgrade"), "The database cannot be upgraded"),
        (("dead", "list"), "The database cannot be used"),
    ],
)
def test_a_folder_in_the_place_of_the_file_is_named(
    command: tuple[str, ...], begins: str, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(WHOLE, encoding="utf-8")
    environment = SECRETS | {"RISCONTRO__DATABASE__URL": f"sqlite:///{tmp_path}"}
    done = CliRunner().invoke(main, [*command, "--config", str(config)], env=environment)
    assert done.exit_code == 1
    assert done.output == (
        f"{begins}: {tmp_path}: unable to open database file; `riscontro doctor` says more\n"
    )
