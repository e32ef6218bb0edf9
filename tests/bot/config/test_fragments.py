"""The connections of a configuration are known while its surveys are being written, or not at all."""

import pytest

from bot.config import load_but_for, load_config
from bot.revisions.practice import PARTS
from tests.bot.config.mutating import explode, include, mutate
from tests.bot.config.planting import BUSINESS, CONNECTIONS, FLOW, Desk

DATABASE = '[database]\nurl = "sqlite:////srv/facts.db"\n'
WHOLE = BUSINESS + CONNECTIONS + FLOW + DATABASE

MUTATIONS = dict([*mutate("short", WHOLE), *explode(WHOLE), *include(WHOLE)])


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('ask = "csat"', 'ask = "csatt"'),
        ('ask = "csat"', 'ask = "csat'),
        ('en = "How was it?"', 'en = "How was'),
        ("[[flows.delivery.nodes]]", "[[flows.delivery.nodes]"),
        ("[touchpoints.delivery]", "[touchpoints.delivery"),
        ('languages = ["it", "en"]', "languages = "),
    ],
)
def test_a_survey_that_is_being_written_hides_no_connection(desk: Desk, right: str, wrong: str) -> None:
    assert right in WHOLE
    path = desk.write(WHOLE.replace(right, wrong))
    assert desk.load(WHOLE.replace(right, wrong)).config is None
    known = load_but_for(PARTS, path, desk.environment)
    assert known is not None
    assert known.database.url == "sqlite:////srv/facts.db"
    assert known.telegram.token.get_secret_value() == "1:fake-telegram-token"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("[database]", "[database"),
        ("[database]", "[databse]"),
        ("\nurl =", "\nulr ="),
        ("sqlite:////srv", "mysql:////srv"),
        ("[slack]", "[slack"),
        ("TELEGRAM_BOT_TOKEN", "NO_SUCH_TOKEN"),
        ("\n[business]", "include = [\n[business]"),
        ("\n[business]", 'include = ["not-there.toml"]\n[business]'),
    ],
)
def test_a_connection_that_is_wrong_is_not_guessed(desk: Desk, right: str, wrong: str) -> None:
    assert right in WHOLE
    path = desk.write(WHOLE.replace(right, wrong, 1))
    assert load_but_for(PARTS, path, desk.environment) is None


def test_a_part_that_is_being_written_hides_no_other(desk: Desk) -> None:
    desk.write(FLOW.replace('ask = "csat"', "ask ="), "surveys/delivery.toml")
    path = desk.write('include = ["surveys/*.toml"]\n' + BUSINESS + CONNECTIONS + DATABASE)
    known = load_but_for(PARTS, path, desk.environment)
    assert known is not None
    assert known.database.url == "sqlite:////srv/facts.db"


def test_what_cannot_be_read_is_not_known(desk: Desk) -> None:
    assert load_but_for(PARTS, desk.folder / "not-there.toml", desk.environment) is None


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_right_is_known_whatever_else_is_not(name: str, desk: Desk) -> None:
    path = desk.folder / "config.toml"
    path.write_bytes(MUTATIONS[name].content)
    MUTATIONS[name].prepare(desk.folder)
    known = load_but_for(PARTS, path, desk.environment)
    assert known is not None or load_config(path, desk.environment).config is None
