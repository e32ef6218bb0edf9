"""The tests of a configuration are checked when it is loaded, each mistake at its line of the talk."""

from datetime import datetime

import pytest

from tests.bot.config.planting import WHOLE, Desk

TEST = """
[[tests]]
name = "All is well"
flow = "delivery"
customer = { first_name = "Ada", language = "en" }
talk = \"\"\"
bot: How was it?*
Ada: 5
bot: *
\"\"\"
expect = { ticket = false, answers = { satisfaction = 5 } }
"""


def test_a_test_is_read_as_it_is_written(desk: Desk) -> None:
    (rehearsal,) = desk.config(WHOLE + TEST).tests
    assert rehearsal.name == "All is well"
    assert rehearsal.customer.names == ("Ada",)
    assert rehearsal.talk.splitlines()[0] == "bot: How was it?*"
    assert rehearsal.expect.ticket is False
    assert rehearsal.at == datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001 - of the place where the business is


@pytest.mark.parametrize(
    ("right", "planted", "message", "hint"),
    [
        ("Ada: 5", "▶Adda: 5", '"Adda" is not in this talk', 'did you mean "Ada"?'),
        ("Ada: 5", "▶Ada: (photp)", 'nothing is done that is called "photp"', 'did you mean "(photo)"?'),
        ("Ada: 5", "▶--- 2 moons later", "is not a unit of time", "2 days"),
        ("Ada: 5", "▶--- 367 days later", "so long nobody is waited for", "a year at most"),
        ("Ada: 5", "▶bot:", "no words are written here", "* stands for"),
        (
            'flow = "delivery"\ncust',
            'flow = ▶"delivry"\ncust',
            'there is no flow "delivry"',
            'did you mean "delivery"?',
        ),
        ("ticket = false", "ticket = ▶7", "not a Slack channel", "#feedback"),
        ("ticket = false", 'ticket = ▶"feedback"', "not a Slack channel", "or false for no ticket"),
        ("ticket = false", 'rule = ▶"Angry"', 'there is no rule "Angry"', "there are: none"),
        ("ticket = false", 'node = ▶"satisfacton"', "no question is called", 'did you mean "satisfaction"?'),
        ("ticket = false", 'timers = [▶"reminder"]', '"reminder" is not possible here', '"remind"'),
        ("ticket = false", 'status = ▶"done"', '"done" is not possible here', "complete, waiting"),
        ("satisfaction = 5 }", "▶satisfacton = 5 }", "no question is called", 'did you mean "satisfaction"?'),
        ("customer =", "at = ▶5\ncustomer =", "this is no moment", "2026-11-20T10:00:00"),
        (
            "customer =",
            "at = ▶9999-12-31T10:00:00\ncustomer =",
            "between 2000 and 2099",
            "2026-11-20T10:00:00",
        ),
        ("customer =", "at = ▶1999-12-31T10:00:00Z\ncustomer =", "between 2000 and 2099", "without quotes"),
        ('language = "en"', 'language = ▶"english"', "not a language", "pt-BR"),
        ('language = "en"', 'languge▶ = "en"', 'unknown key "languge"', 'did you mean "language"?'),
        ('name = "All is well"', "", '"name" is missing', "write for example name"),
    ],
)
def test_one_mistake(desk: Desk, right: str, planted: str, message: str, hint: str) -> None:
    assert right in TEST
    text = TEST.replace(right, planted)
    if "languge" in planted:
        text = text.replace("languge▶", "▶languge")
    if "▶" not in text:
        text = text.replace("[[tests]]", "▶[[tests]]")
    (problem,) = desk.check(WHOLE + text).problems
    assert message in problem.message
    assert hint in problem.hint


def test_two_tests_of_one_name(desk: Desk) -> None:
    again = TEST.replace('name = "All', 'name = ▶"All')
    (problem,) = desk.check(WHOLE + TEST + again).problems
    assert problem.message == 'there is a test "All is well" already'


def test_an_empty_talk(desk: Desk) -> None:
    text = TEST.replace("bot: How was it?*\nAda: 5\nbot: *\n", "\n").replace('talk = """', 'talk = ▶"""')
    (problem,) = desk.check(WHOLE + text).problems
    assert problem.message == "nothing is said in this talk"


def test_a_broken_flow_says_nothing_about_its_tests(desk: Desk) -> None:
    broken = WHOLE.replace('ask = "csat"', "ask = ▶'stars'")
    (problem,) = desk.check(broken + TEST).problems
    assert "stars" in problem.message


def test_tests_may_stand_in_a_file_of_their_own(desk: Desk) -> None:
    desk.write(TEST.replace("Ada: 5", "Adda: 5"), "tests/delivery.toml")
    (problem,) = desk.load(f'include = ["tests/*.toml"]\n{WHOLE}').problems
    assert (problem.file, problem.line) == (f"{desk.folder}/tests/delivery.toml", 8)
