"""`riscontro import` as a shop uses it, on both databases: small files with the traps of real ones."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.cli import main
from bot.cli.import_run import inert
from storage import settings
from storage.database import Database

YESTERDAY = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%d %H:%M:%S}"

CONFIG = """
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it"]
privacy_url = "https://bottegarossi.example/privacy"
[telegram]
token = {{ env = "TELEGRAM_BOT_TOKEN" }}
{username}
[slack]
bot_token = {{ env = "SLACK_BOT_TOKEN" }}
app_token = {{ env = "SLACK_APP_TOKEN" }}
default_channel = "#feedback"
[database]
url = "{url}"
[sources.shop]
kind = "webhook"
secret = {{ env = "SHOP_WEBHOOK_SECRET" }}
[sources.plain]
kind = "csv"
[sources.history]
kind = "csv"
type = "purchase.delivered"
timezone = "Europe/London"
columns = {{ purchase_id = "order", occurred_at = "delivered_at", amount = "total", items = "summary" }}
constants = {{ currency = "GBP" }}
attributes = {{ country = "country" }}
only = {{ kind = ["invoice", "receipt"] }}
[touchpoints.delivery]
on = "purchase.delivered"
after = "2 days"
flow = "after"
[[flows.after.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "Com'è andata?"
"""

SECRETS = {
    "TELEGRAM_BOT_TOKEN": "123456:fake",
    "SLACK_BOT_TOKEN": "xoxb-fake",
    "SLACK_APP_TOKEN": "xapp-fake",
    "SHOP_WEBHOOK_SECRET": "whsec_ZmFrZSBzZWNyZXQgb2YgYSBzaG9w",
    "COLUMNS": "200",
}

HISTORY = f"""order,kind,customer_id,delivered_at,total,summary,country
489434,invoice,13085,2009-12-01 07:45:00,505.3,"15CM CHRISTMAS GLASS BALL; DOG BOWL , CHASING BALL",UK
C489449,credit_note,16321,2009-12-01 10:33:00,-196.1,PAPER BUNTING,Australia
489464,invoice,,2009-12-01 10:52:00,29.95,"AMAZON
 SETS",United Kingdom
489659,invoice,13086,2009-12-01 17:39:00,0.00,,France
A506401,adjustment,,2010-04-29 13:36:00,-53594.36,Adjust bad debt,United Kingdom
489434,invoice,13085,2009-12-01 07:45:00,505.3,"15CM CHRISTMAS GLASS BALL; DOG BOWL , CHASING BALL",UK
489700,receipt,13087,{YESTERDAY},7.00,Mug,Italy
489701,receipt,13087,,7.00,Mug,Italy
"""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    error: str


@dataclass(frozen=True)
class Till:
    """A folder with a configuration and files, and a database beside it."""

    folder: Path
    database: Database

    def configure(self, username: str = 'username = "rossi_bot"') -> None:
        url = self.database.engine.url.render_as_string(hide_password=False)
        (self.folder / "config.toml").write_text(CONFIG.format(url=url, username=username), encoding="utf-8")

    def write(self, content: str, name: str = "history.csv") -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path

    def riscontro(self, *arguments: str | Path, **environment: str) -> Outcome:
        command = ["import", *map(str, arguments), "--config", str(self.folder / "config.toml")]
        result = CliRunner().invoke(main, command, env=SECRETS | environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def counts(self) -> tuple[int, ...]:
        tables = ("customer", "purchase", "purchase_event", "link", "run")
        with self.database.reading() as session:
            counts = [text(f"SELECT count(*) FROM {each}") for each in tables]  # noqa: S608 - tables of our own
            rows = [session.connection().execute(count) for count in counts]
            return tuple(row.scalar_one() for row in rows)


@pytest.fixture
def till(tmp_path: Path, database: Database) -> Till:
    till = Till(tmp_path, database)
    till.configure()
    return till


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_real_export_is_imported_by_mapping_alone_and_its_traps_are_told(till: Till) -> None:
    file = till.write(HISTORY)
    outcome = till.riscontro(file, "--source", "history")
    assert outcome.code == 1
    assert outcome.error.splitlines() == [
        f"{file}:4: customer_id is empty",
        f'{file}:10: occurred_at (column "delivered_at") is empty',
    ]
    assert "3 imported, 1 unchanged, 2 left out, 2 wrong: 8 rows." in outcome.out
    fates = (
        "1 start a survey (0 now, 1 later), 2 are too old for one (outreach.max_age), 0 have no touchpoint."
    )
    assert fates in outcome.out
    assert 'kind is "credit_note" (line 3)' in outcome.out
    assert 'kind is "adjustment" (line 7)' in outcome.out
    assert "imported with a total of 0 (line 6)" in outcome.out
    assert till.counts() == (3, 3, 3, 3, 3)


def test_running_it_again_changes_nothing(till: Till) -> None:
    file = till.write(HISTORY)
    till.riscontro(file, "--source", "history", "--links", till.folder / "first.csv")
    before = till.counts()
    outcome = till.riscontro(file, "--source", "history", "--links", till.folder / "second.csv")
    assert "0 imported, 4 unchanged, 2 left out, 2 wrong: 8 rows." in outcome.out
    assert till.counts() == before
    assert rows_of(till.folder / "first.csv") == rows_of(till.folder / "second.csv")


def test_each_purchase_has_its_link_once(till: Till) -> None:
    links = till.folder / "links.csv"
    till.riscontro(till.write(HISTORY), "--source", "history", "--links", links)
    header, *rows = rows_of(links)
    assert header == ["purchase_id", "customer_id", "link"]
    assert [row[:2] for row in rows] == [["489434", "13085"], ["489659", "13086"], ["489700", "13087"]]
    assert all(row[2].startswith("https://t.me/rossi_bot?start=") for row in rows)
    assert len({row[2] for row in rows}) == 3


def test_a_report_holds_every_row_that_was_not_imported(till: Till) -> None:
    report = till.folder / "report.csv"
    till.riscontro(till.write(HISTORY), "--source", "history", "--report", report)
    assert rows_of(report) == [
        ["line", "outcome", "reason", "cells"],
        ["3", "left out", 'kind is "credit_note"', ""],
        ["4", "wrong", "customer_id is empty", ""],
        ["7", "left out", 'kind is "adjustment"', ""],
        ["10", "wrong", 'occurred_at (column "delivered_at") is empty', ""],
    ]


def test_a_file_in_our_own_form_without_mistakes_ends_well(till: Till) -> None:
    lines = [f"purchase.paid,{YESTERDAY}Z,p{number},9.90,EUR,c{number % 7}" for number in range(600)]
    file = till.write("type,occurred_at,purchase_id,amount,currency,customer_id\n" + "\n".join(lines))
    outcome = till.riscontro(file, "--source", "plain")
    assert (outcome.code, outcome.error) == (0, "")
    assert "600 imported, 0 unchanged, 0 left out, 0 wrong: 600 rows." in outcome.out
    assert "600 have no touchpoint" in outcome.out
    assert till.counts() == (7, 600, 600, 600, 0)


def test_on_a_terminal_there_is_a_bar_and_the_bad_lines_are_above_it(till: Till) -> None:
    file = till.write(HISTORY)
    outcome = till.riscontro(file, "--source", "history", TTY_COMPATIBLE="1", NO_COLOR="1")
    assert f"{file}:4: customer_id is empty" in outcome.error
    assert "Importing" in outcome.error
    assert "8 rows" in outcome.error


def test_what_would_steer_a_terminal_is_not_shown(till: Till) -> None:
    text = HISTORY.replace("505.3,", "\x1b[2Jmuch,", 1)
    outcome = till.riscontro(till.write(text), "--source", "history")
    assert "\x1b" not in outcome.error
    assert "must be an amount" in outcome.error


def test_a_row_that_the_database_refuses_spoils_no_other(till: Till) -> None:
    with till.database.transaction() as session:
        session.connection().execute(text(refusal_of("489659", sqlite=till.database.is_sqlite)))
    outcome = till.riscontro(till.write(HISTORY), "--source", "history")
    assert "2 imported, 1 unchanged, 2 left out, 3 wrong: 8 rows." in outcome.out
    assert ":6: cannot be stored [" in outcome.error
    assert till.counts() == (2, 2, 2, 2, 2)


def refusal_of(purchase: str, *, sqlite: bool) -> str:
    """A statement that makes the database refuse this purchase."""
    if sqlite:
        return (
            f"CREATE TRIGGER refusing BEFORE INSERT ON purchase WHEN NEW.external_id = '{purchase}' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    return f"ALTER TABLE purchase ADD CONSTRAINT refusing CHECK (external_id <> '{purchase}')"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("histroy", 'there is no source "histroy" of kind "csv"; did you mean "history"?'),
        ("zzz", 'there is no source "zzz" of kind "csv"; there are: plain, history'),
        ("shop", 'the source "shop" is of kind "webhook", and a file needs one of kind "csv"'),
    ],
)
def test_a_wrong_source_is_wrong_use(till: Till, source: str, told: str) -> None:
    outcome = till.riscontro(till.write(HISTORY), "--source", source)
    assert outcome.code == 2
    assert told in outcome.error


def test_missing_columns_are_wrong_use_and_nothing_is_stored(till: Till) -> None:
    outcome = till.riscontro(till.write(HISTORY.replace("total", "totals", 1)), "--source", "history")
    assert outcome.code == 2
    assert 'there is no column "total", which the source names (did you mean "totals"?)' in outcome.error
    assert till.counts() == (0, 0, 0, 0, 0)


def test_files_that_cannot_be_used_are_wrong_use(till: Till) -> None:
    assert till.riscontro(till.folder / "nothing.csv", "--source", "history").code == 2
    assert till.riscontro(till.folder, "--source", "history").code == 2
    assert till.riscontro(till.write("", "empty.csv"), "--source", "history").code == 2
    out = till.folder / "no such folder" / "links.csv"
    assert till.riscontro(till.write(HISTORY), "--source", "history", "--links", out).code == 2


def test_what_only_claims_to_be_packed_is_told(till: Till) -> None:
    outcome = till.riscontro(till.write(HISTORY, "history.csv.gz"), "--source", "history")
    assert outcome.code == 2
    assert "history.csv.gz: this is not a gzip file" in outcome.error


def test_what_is_read_is_never_overwritten(till: Till) -> None:
    file = till.write(HISTORY)
    for option in ("--links", "--report"):
        assert till.riscontro(file, "--source", "history", option, file).code == 2
    assert file.read_text(encoding="utf-8") == HISTORY


NOBODY_THERE = {"RISCONTRO__TELEGRAM__API_URL": "http://127.0.0.1:9"}


def test_without_links_the_name_of_the_bot_is_not_needed(till: Till) -> None:
    till.configure(username="")
    outcome = till.riscontro(till.write(HISTORY), "--source", "history", **NOBODY_THERE)
    assert "3 imported, 1 unchanged, 2 left out, 2 wrong: 8 rows." in outcome.out
    assert till.counts() == (3, 3, 3, 3, 3)


def test_links_need_the_name_of_the_bot(till: Till) -> None:
    till.configure(username="")
    file, links = till.write(HISTORY), till.folder / "links.csv"
    outcome = till.riscontro(file, "--source", "history", "--links", links, **NOBODY_THERE)
    assert outcome.code == 1
    assert "Links begin with the bot's username, which is not known yet" in outcome.error
    assert "write it as `username` in [telegram], or import without --links" in outcome.error
    assert till.counts() == (0, 0, 0, 0, 0)
    with till.database.transaction() as session:
        settings.remember_username(session, "123456", "remembered_bot")
    till.riscontro(file, "--source", "history", "--links", links, **NOBODY_THERE)
    assert "https://t.me/remembered_bot?" in rows_of(links)[1][2]


def test_a_database_of_another_program_is_left_alone(till: Till) -> None:
    with till.database.transaction() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    outcome = till.riscontro(till.write(HISTORY), "--source", "history")
    assert outcome.code == 1
    assert "made by a newer Riscontro" in outcome.error


@pytest.fixture
def empty(tmp_path: Path, database_url: str) -> Iterator[Till]:
    database = Database(database_url)
    yield Till(tmp_path, database)
    database.dispose()


def test_a_new_database_gets_its_schema(empty: Till) -> None:
    empty.configure()
    assert empty.riscontro(empty.write(HISTORY), "--source", "history").code == 1
    assert empty.counts() == (3, 3, 3, 3, 3)


@pytest.mark.parametrize("cell", ["=1+1", "+39 02", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert("plain") == "plain"
