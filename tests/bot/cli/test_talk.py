"""`riscontro talk`: a conversation in the terminal, and the test that it leaves behind."""

import tomllib
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import main
from bot.cli.talking.keeping import Keeper
from bot.cli.talking.sitting import Sitting
from bot.config import Config, load_config
from bot.config.rehearsals import Persona, Rehearsal
from bot.rehearsals import talk_with
from flows.rehearsal.lines import read_talk
from flows.rehearsal.rehearse import rehearse
from tests.bot.cli.test_check import EXAMPLE, Outcome, riscontro
from tests.bot.config.planting import SECRETS

RULE = "“Unhappy with a delivery”"

ADA = ("talk", "after_delivery", "--language", "en")


def talked(lines: str, *arguments: str) -> Outcome:
    result = CliRunner().invoke(main, list(arguments or ADA), input=lines, env=dict(SECRETS))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_words_buttons_and_what_happens_underneath_are_shown() -> None:
    outcome = talked("2\n1\nIt came late and broken\n")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "--- Friday 20 November 2026, 10:00 in Europe/Rome",
        "bot: Hi Ada! How was the delivery of Blue mug?",
        "",
        "1 = very unhappy · 5 = very happy",
        "     [1 ⭐] [2 ⭐] [3 ⭐] [4 ⭐] [5 ⭐]",
        "  · timers: remind in 2 days, expire in 7 days",
        "bot: What went wrong?",
        "     1[It came late] 2[It was damaged] 3[Something else] 4[‹ Back] 5[Skip]",
        "  · answer satisfaction = 2",
        "  · timers: open ticket in 3 minutes, expire in 7 days",
        "bot: What is the main reason for your score? A photo is fine, too.",
        "     [‹ Back] [Skip]",
        "  · answer trouble = late",
        f"  · ticket in #complaints-delivery by {RULE} (high, due in 1 hour): csat is 2 of 5 (csat <= 2)",
        "  · timers: expire in 7 days",
        "bot: We are sorry. Someone at Bottega Rossi will answer you here by 11:00.",
        "  · answer reason = It came late and broken (mood -0.35)",
        "  · the ticket's card shows it",
        "  · the survey is over: complete",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/help", "/wait 2 days"),
        ("/wait 2 days", "bot: A gentle reminder"),
        ("/wait soon", "is not a duration"),
        ("/dance", 'nothing is done that is called "dance"'),
        ("[9]", "there is no button [9]; the question has [1 ⭐]"),
        ("/skip", 'there is no button for "skip"'),
        ("5\n/back", "Your answer so far: 5"),
        ("5\n/change satisfaction", "Your answer so far: 5"),
        ("5\n/photo box.jpg", "bot: Thank you, we have kept it"),
        ("5\n{mood -0.9} Hm", "(mood -0.90)"),
        ("/language it", "Com'è andata la consegna"),
        ("/stop", "the survey is over: stopped"),
        ("5\nFine\n4", "the survey is over (complete), and no question is open"),
    ],
)
def test_what_can_be_typed(typed: str, shown: str) -> None:
    outcome = talked(f"{typed}\n/quit\nnever read\n")
    assert outcome.code == 0
    assert shown in outcome.out
    assert "never read" not in outcome.out


def test_another_customer() -> None:
    assert "Ciao Grace!" in talked("", "talk", "after_delivery", "--as", "Grace").out
    table = '{"first_name": "Ada", "language": "en", "time_zone": "Asia/Tokyo"}'
    assert (
        "--- Friday 20 November 2026, 18:00 in Asia/Tokyo\nbot: Hi Ada!"
        in talked("", "talk", "after_delivery", "--as", table).out
    )


def test_a_mood_for_all_words() -> None:
    assert "reason = Hm (mood -0.80)" in talked("5\nHm\n", *ADA, "--mood", "-0.8").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("talk", "after_delivry"), 'There is no flow "after_delivry"; did you mean "after_delivery"?'),
        (("talk", "after_delivery", "--as", "{"), "--as is neither a name nor a table"),
        (("talk", "after_delivery", "--as", '{"languge": "it"}'), 'customer.languge: unknown key "languge"'),
        (("talk", "after_delivery", "--language", "x"), "customer.language: this is not a language"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], told: str) -> None:
    outcome = talked("", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.error


def test_a_talk_is_printed_as_a_test() -> None:
    outcome = talked("2\n/skip\n/save Two stars\n")
    entry = outcome.out.partition("\n\n[[tests]]\n")[2]
    assert (
        entry
        == '''\
name = "Two stars"
flow = "after_delivery"
customer = { first_name = "Ada", language = "en" }
talk = """
bot: Hi Ada! How was the delivery of Blue mug? 1 = very unhappy · 5 = very happy
buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
Ada: 2
bot: What went wrong?
buttons: It came late | It was damaged | Something else | ‹ Back | Skip
Ada: (skip)
bot: What is the main reason for your score? A photo is fine, too.
buttons: ‹ Back | Skip
"""
expect = { ticket = "#complaints-delivery", rule = "Unhappy with a delivery", answers = { satisfaction = 2, \
trouble = "skipped" }, status = "waiting", timers = ["expire"] }

'''
    )


def test_a_talk_is_added_to_a_file_and_passes_from_then_on(folder: Path) -> None:
    outcome = talked("1\nlate\nAwful, it was broken\n", *ADA, "--save", "config.toml")
    assert '"A talk with after_delivery" is now a test in config.toml' in outcome.out
    again = talked("5\n/wait 3 days\n", *ADA, "--save", "config.toml")
    assert '"A talk with after_delivery (2)" is now a test' in again.out
    played = riscontro("test", "A talk")
    assert played.code == 0, played.out
    assert "passed  A talk with after_delivery (2)" in played.out


def test_a_name_is_used_once(folder: Path) -> None:
    outcome = talked("/save Mine\n/save Mine\n/save\n", *ADA, "--save", "mine.toml")
    assert 'there is a test "Mine" already' in outcome.out
    assert "a test has a name: /save" in outcome.out
    assert (folder / "mine.toml").read_text(encoding="utf-8").count("[[tests]]") == 1


def test_a_file_that_the_configuration_does_not_have_is_no_test_yet(folder: Path) -> None:
    outcome = talked("5\n", *ADA, "--save", "talks/mine.toml")
    assert "talks/mine.toml cannot be written: No such file or directory" in outcome.out
    (folder / "talks").mkdir()
    outcome = talked("5\n", *ADA, "--save", "talks/mine.toml")
    line = 'include = ["talks/mine.toml"]'
    assert outcome.out.endswith(
        '"A talk with after_delivery" is now a test in talks/mine.toml. '
        f"`riscontro test` plays it once config.toml has it: write {line} at its top.\n"
    )
    config = folder / "config.toml"
    config.write_text(f"{line}\n{config.read_text(encoding='utf-8')}", encoding="utf-8")
    assert "passed  A talk with after_delivery\n" in riscontro("test").out
    more = talked("5\n", *ADA, "--save", "more.toml").out
    assert 'write include = ["talks/mine.toml", "more.toml"] at its top.\n' in more


def test_a_file_that_no_table_can_follow_stays_as_it_is(folder: Path) -> None:
    (folder / "mine.toml").write_text("tests = []\n", encoding="utf-8")
    outcome = talked("5\n", *ADA, "--save", "mine.toml")
    assert "mine.toml would not be right any more" in outcome.out
    assert (folder / "mine.toml").read_text(encoding="utf-8") == "tests = []\n"


def test_a_file_that_cannot_be_written_is_told(folder: Path) -> None:
    outcome = talked("", *ADA, "--save", "nowhere/mine.toml")
    assert "nowhere/mine.toml cannot be written" in outcome.out


@pytest.mark.parametrize("width", [80, 40])
def test_a_terminal_shows_the_same_and_breaks_no_button(width: int) -> None:
    config = example()
    start = Rehearsal(name="x", flow="after_delivery", customer=Persona(language="en"), talk="bot: *")
    screen = Console(file=StringIO(), force_terminal=True, width=width, color_system=None)
    sitting = Sitting(talk_with(config, start), start, screen, "#feedback", Keeper(EXAMPLE, None, set()))
    sitting.begin()
    sitting.take("2")
    shown = getattr(screen.file, "getvalue", str)().splitlines()
    assert all(cell_len(line) <= width for line in shown)
    assert all(line.count("[") == line.count("]") for line in shown)
    assert "  · answer satisfaction = 2" in shown
    assert "  · timers: remind in 2 days, expire in" in " ".join(line.rstrip() for line in shown)
    broken_note = "    7 days" in shown
    assert broken_note == (width == 40)


@cache
def example() -> Config:
    loaded = load_config(EXAMPLE, SECRETS)
    assert loaded.config is not None
    return loaded.config


TAPS = ["1", "2", "5", "[Skip]", "/skip", "/back", "/keep", "/change satisfaction", "/change trouble"]
WORDS = [
    "Lovely, thank you!",
    "It was a terrible mess",
    'A "quoted" \\ word',
    "(sigh)",
    "***",
    "/edit All broken",
]
OTHERS = ["/photo x.jpg", "/location", "/contact +39061234567", "/language it", "/stop"]
TIME = ["/wait 2 days", "/wait 4 minutes"]

typed = st.sampled_from([*TAPS, *WORDS, *OTHERS, *TIME])


@settings(max_examples=60, deadline=None)
@given(st.lists(typed, max_size=8), st.sampled_from(["after_delivery", "after_return"]), st.booleans())
def test_whatever_was_said_passes_as_a_test(lines: list[str], flow: str, introduce: bool) -> None:
    config = example()
    start = Rehearsal(
        name="x",
        flow=flow,
        customer=Persona(first_name="Ada", language="en"),
        introduce=introduce,
        talk="bot: *",
    )
    keeper = Keeper(EXAMPLE, None, set())
    sitting = Sitting(talk_with(config, start), start, Console(quiet=True), "#feedback", keeper)
    assert sitting.begin()
    assert all(sitting.take(line) for line in lines)
    entry = sitting.entry("x")
    again = Rehearsal.model_validate(tomllib.loads(entry)["tests"][0])
    said, bad = read_talk(again.talk, again.customer.names)
    assert bad == ()
    assert rehearse(said, again.expect, talk_with(config, again), "#feedback") == ()


def test_it_shows_which_thing_is_rated_next(folder: Path) -> None:
    survey = """
[flows.parts]
title = "Parts"
[[flows.parts.nodes]]
id = "parts"
ask = "aspects"
text = { en = "In detail?", it = "In dettaglio?" }
items = [
  { id = "a", text = { en = "Box", it = "Scatola" } },
  { id = "b", text = { en = "Mug", it = "Tazza" } },
]
"""
    with (folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write(survey)
    shown = talked("[4 ⭐]\n", "talk", "parts", "--language", "en").out.splitlines()
    assert shown[shown.index("Box: 4") + 1] == "Mug"
