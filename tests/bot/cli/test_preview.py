"""`riscontro preview`: whom it is sent to, and what is said when it cannot be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import conversations
from storage.conversations import Address
from storage.database import Database
from storage.schema import upgrade
from tests.bot.cli.test_check import Outcome, riscontro
from tests.bot.config.planting import WHOLE
from tests.storage.seeds import NOW

STAFFED = WHOLE.replace(
    'token = { env = "TELEGRAM_BOT_TOKEN" }', 'token = { env = "TELEGRAM_BOT_TOKEN" }\nstaff = [7, 8]'
)
Preview = Callable[..., Outcome]


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, config: str = STAFFED) -> Outcome:
        (tmp_path / "config.toml").write_text(config, encoding="utf-8")
        return riscontro("preview", *arguments)

    return run


@pytest.fixture
def database(tmp_path: Path) -> Database:
    found = Database(f"sqlite:///{tmp_path / 'riscontro.db'}")
    upgrade(found)
    return found


def press_start(database: Database, person: int, **columns: object) -> None:
    with database.transaction() as session:
        profile = {"first_name": "Giulia", "platform_language": "en"}
        met = conversations.meet(session, Address("telegram", "1", str(person)), profile, NOW)
        if columns:
            conversations.change(session, met.id, **columns)


def letters(database: Database) -> list[str]:
    with database.reading() as session:
        found = session.connection().execute(text("SELECT ordering_key, kind FROM outbox")).all()
    return [f"{kind} to {key}" for key, kind in found]


def test_it_goes_to_the_first_colleague(preview: Preview, database: Database) -> None:
    press_start(database, 7)
    outcome = preview("delivery")
    assert outcome.code == 0
    assert outcome.out == (
        "delivery is on its way to 7: the running program sends it, and takes the answers.\n"
    )
    assert letters(database) == ["question to telegram:1:7"]
    with database.reading() as session:
        assert session.connection().execute(text("SELECT is_test FROM run")).scalar_one()


def test_it_goes_to_whom_one_names(preview: Preview, database: Database) -> None:
    press_start(database, 8)
    assert preview("delivery", "--to", "8").code == 0
    assert letters(database) == ["question to telegram:1:8"]


@pytest.mark.parametrize(
    ("arguments", "config", "code", "told"),
    [
        (("delivry",), STAFFED, 2, 'There is no flow "delivry"; did you mean "delivery"?'),
        (
            ("delivery", "--to", "9"),
            STAFFED,
            2,
            "9 is not in telegram.staff, so their answers would count: there are 7, 8.",
        ),
        (("delivery",), WHOLE, 1, "write your Telegram id below [telegram], staff = [123456789]."),
        (
            ("delivery",),
            STAFFED,
            1,
            "The bot may not write to 7 before they have pressed START: open the bot's chat",
        ),
    ],
)
def test_why_it_goes_nowhere(
    preview: Preview, database: Database, arguments: tuple[str, ...], config: str, code: int, told: str
) -> None:
    outcome = preview(*arguments, config=config)
    assert (outcome.code, outcome.out) == (code, "")
    assert told in outcome.error
    assert letters(database) == []


def test_the_bot_is_named_where_its_name_is_known(preview: Preview, database: Database) -> None:
    assert letters(database) == []
    config = STAFFED.replace("staff =", 'username = "bottega_rossi_bot"\nstaff =')
    assert "open https://t.me/bottega_rossi_bot, press START" in preview("delivery", config=config).error


@pytest.mark.parametrize(
    ("column", "told"), [("blocked_at", "7 has blocked the bot"), ("opted_out_at", "has said /stop")]
)
def test_who_wants_nothing_gets_nothing(preview: Preview, database: Database, column: str, told: str) -> None:
    press_start(database, 7, **{column: NOW})
    outcome = preview("delivery")
    assert outcome.code == 1
    assert told in outcome.error
    assert letters(database) == []


def test_before_the_first_run_it_is_said_what_to_do(preview: Preview, tmp_path: Path) -> None:
    outcome = preview("delivery")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.error == (
        "The bot may not write to 7 before they have pressed START: open the bot's chat in Telegram, "
        "press START while `riscontro run` is running, and try again.\n"
    )
    assert not (tmp_path / "riscontro.db").exists()
