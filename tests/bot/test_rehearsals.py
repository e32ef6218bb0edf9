"""Talks with the flows of a configuration, in the scene that the program sets."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config
from bot.config.rehearsals import Rehearsal, Sale
from bot.rehearsals import covered_by, hold_to_tests, play_tests, talk_with, usual_purchase
from flows.effects import Ask
from tests.bot.config.planting import BUSINESS, CONNECTIONS, Desk

FLOWS = """
[touchpoints.delivery]
on = "purchase.delivered"
flow = "delivery"
[flows.delivery.split]
wording = { a = 1, b = 1 }
[[flows.delivery.nodes]]
id = "satisfaction"
ask = "csat"
text.it = "{{ customer.first_name | default: 'Tu' }}, com'è andata, {{ wording }}?"
text.en = "{{ customer.first_name | default: 'Hi' }}, how was {{ purchase.summary }}, {{ purchase.total }}?"
[[flows.delivery.nodes]]
id = "day"
ask = "date"
latest = "today"
optional = true
text = { it = "Quando?", en = "When?" }
"""
GLAD = """
[[tests]]
name = "Glad"
flow = "delivery"
customer = { first_name = "Ada", language = "en" }
purchase = { items = ["Tray", "Mug", "Spoon"], amount = 5 }
talk = '''
bot: Ada, how was Tray, Mug +1, €5.00?*
Ada: 5
bot: When?
Ada: (skip)
bot: That was all.*
'''
"""
SILENT = """
[[tests]]
name = "Silent"
flow = "delivery"
talk = "bot: *"
expect = { status = "waiting" }
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def config(desk: Desk) -> Config:
    return desk.config(BUSINESS + CONNECTIONS + FLOWS + GLAD + SILENT)


def first_words(config: Config, **rehearsal: Any) -> str:
    """How the bot begins a talk of this test."""
    talk = talk_with(config, Rehearsal(name="x", flow="delivery", talk="bot: *", **rehearsal))
    (question,) = [effect.question for effect in talk.begin() if isinstance(effect, Ask)]
    return question.words


def test_the_tests_are_played_in_their_order(config: Config) -> None:
    played = play_tests(config)
    assert [(each.number, each.rehearsal.name, each.mismatches) for each in played] == [
        (0, "Glad", ()),
        (1, "Silent", ()),
    ]
    assert [each.number for each in play_tests(config, ["Silent"])] == [1]


def test_what_they_show_adds_up(config: Config) -> None:
    covered = covered_by(play_tests(config))
    assert covered["delivery"].languages == {"en", "it"}
    assert covered["delivery"].nodes == {"satisfaction", "day"}


def test_customer_purchase_and_moment_are_those_of_the_test(config: Config) -> None:
    ada = {"first_name": "Ada", "language": "en"}
    assert first_words(config, customer=ada).startswith("Ada, how was Blue mug, €24.90?")
    assert first_words(config, customer={"language": "de"}).startswith("Tu, com'è andata")
    early = Rehearsal(name="x", flow="delivery", talk="bot: *", at=datetime(2026, 7, 1, 10, 0))  # noqa: DTZ001 - in Rome
    assert talk_with(config, early).now == datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


def test_who_meets_the_bot_for_the_first_time_is_told_who_it_is(config: Config) -> None:
    assert first_words(config, introduce=True).startswith("Ciao, qui Bottega Rossi.")
    assert first_words(config).startswith("Tu, com'è andata")


def test_the_id_of_the_customer_decides_on_their_variant(config: Config) -> None:
    shown = {
        first_words(config, customer={"id": f"c-{number}"})[: len("Tu, com'è andata, a")]
        for number in range(20)
    }
    assert shown == {"Tu, com'è andata, a", "Tu, com'è andata, b"}


def test_what_is_usually_bought_is_what_the_first_test_is_about(config: Config) -> None:
    assert usual_purchase(config, "delivery").items == ("Tray", "Mug", "Spoon")
    assert usual_purchase(config, "another") == Sale()


def test_a_configuration_whose_tests_fail_is_none(desk: Desk) -> None:
    text = BUSINESS + CONNECTIONS + FLOWS + GLAD
    loaded = hold_to_tests(desk.load(text))
    assert loaded.config is not None
    broken = text.replace("bot: When?", "bot: Which day?")
    failed = hold_to_tests(desk.load(broken))
    assert failed.config is None
    (problem,) = failed.problems
    assert problem.line == broken.splitlines().index("bot: Which day?") + 1
    assert problem.message.startswith(
        "“Glad”: the bot says something else: expected “Which day?”, found “When? ["
    )


def test_a_broken_configuration_is_not_tested(desk: Desk) -> None:
    loaded = desk.load("[business]\n")
    assert hold_to_tests(loaded) is loaded
