"""`riscontro graph` draws a flow of the configuration, and counts who waits in it."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner, Result

from bot.cli import main
from storage.database import Database
from tests.bot.config.planting import SECRETS, WHOLE
from tests.storage.seeds import a_waiting_run

TWO_FLOWS = f"""{WHOLE}
[touchpoints.return]
on = "purchase.returned"
flow = "after_delivery"
[[flows.after_delivery.nodes]]
id = "satisfaction"
ask = "csat"
text = {{ it = "Com'è stato?", en = "How was it?" }}
"""


@dataclass(frozen=True)
class Desk:
    """The command as somebody at a terminal gives it; `folder` holds the configuration."""

    folder: Path
    url: str

    def draws(self, *arguments: str) -> Result:
        config = self.folder / "config.toml"
        config.write_text(TWO_FLOWS, encoding="utf-8")
        environment = SECRETS | {"RISCONTRO__DATABASE__URL": self.url, "COLUMNS": "200"}
        result = CliRunner().invoke(main, ["graph", *arguments, "--config", str(config)], env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    with database.transaction() as session:
        a_waiting_run(session)
    url = database.engine.url.set(drivername=database.engine.dialect.name)
    return Desk(tmp_path, url.render_as_string(hide_password=False))


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    """Before the program ran first."""
    return Desk(tmp_path, f"sqlite:///{tmp_path}/none.db")


def texts(drawing: str) -> list[str]:
    found = ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - we wrote it
    return [text.text or "" for text in found]


def test_it_draws_the_flow_and_counts_who_waits(desk: Desk) -> None:
    result = desk.draws("after_delivery")
    assert result.exit_code == 0
    assert {"satisfaction", "1 waits"} <= set(texts(result.stdout))
    assert "1 waits" not in texts(desk.draws("delivery").stdout)


def test_nobody_is_counted_where_that_is_not_wished(desk: Desk) -> None:
    assert "1 waits" not in texts(desk.draws("after_delivery", "--no-counts").stdout)


def test_before_there_is_a_database_nobody_waits_and_none_is_created(empty: Desk) -> None:
    result = empty.draws("after_delivery")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "satisfaction" in texts(result.stdout)
    assert [path.name for path in empty.folder.iterdir()] == ["config.toml"]


def test_a_database_that_cannot_tell_is_no_reason_not_to_draw(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("This is no database, but it is longer than a header would be." * 9)
    result = Desk(tmp_path, f"sqlite:///{tmp_path}/broken.db").draws("after_delivery")
    assert result.exit_code == 0
    assert result.stderr.startswith("Nobody is counted: ")
    assert "satisfaction" in texts(result.stdout)


def test_it_speaks_the_first_language_unless_another_is_wished(empty: Desk) -> None:
    assert "Com'è stato?" in texts(empty.draws("after_delivery").stdout)
    assert "How was it?" in texts(empty.draws("after_delivery", "--language", "en").stdout)


def test_it_may_go_into_a_file(empty: Desk) -> None:
    wanted = empty.folder / "flow.svg"
    result = empty.draws("after_delivery", "--out", str(wanted))
    assert (result.exit_code, result.stdout) == (0, "")
    assert wanted.read_text(encoding="utf-8") == empty.draws("after_delivery").stdout.rstrip("\n")
    result = empty.draws("after_delivery", "--out", str(empty.folder / "none" / "flow.svg"))
    assert (result.exit_code, "cannot be written" in result.stderr) == (1, True)


def test_it_may_be_text_for_mermaid(empty: Desk) -> None:
    result = empty.draws("after_delivery", "--mermaid")
    assert result.exit_code == 0
    assert result.stdout.startswith("flowchart TD\n")
    assert "csat: satisfaction" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["after_delivry"], 'There is no flow "after_delivry"; did you mean "after_delivery"?'),
        (["quite_another"], 'There is no flow "quite_another"; there are: delivery, after_delivery'),
        (["delivery", "--language", "fr"], "not among the languages of the business; there are: it, en"),
    ],
)
def test_what_is_not_there_is_a_wrong_use(empty: Desk, arguments: list[str], hint: str) -> None:
    result = empty.draws(*arguments)
    assert result.exit_code == 2
    assert hint in result.stderr
