"""`riscontro test`: whoever changes words, branches or rules of the example hears of it, and where."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.test_check import EXAMPLE, Outcome, riscontro

TALKS = '''[[tests]]
name = "A late parcel becomes a complaint"
flow = "after_delivery"
customer = { first_name = "Ada", language = "en" }
talk = """
bot: Hi Ada! How was the delivery of Blue mug?*
Ada: 2
bot: What went wrong?
buttons: It came late | It was damaged | Something else | Back | Skip
Ada: [It came late]
bot: What is the main reason for your score? A photo is fine, too.
Ada: Arrived a week late and the box was crushed
bot: We are sorry. Someone at Bottega Rossi will answer you here by 11:00.
"""
expect = { ticket = "#complaints-delivery", priority = "high", answers.trouble = "late" }

[[tests]]
name = "Two stars and then silence are a complaint, too"
flow = "after_delivery"
customer = { first_name = "Ada", language = "it" }
talk = """
bot: Ciao Ada! Com'è andata la consegna di Blue mug?*
--- 2 days later
bot: *Ciao Ada! Com'è andata la consegna di Blue mug?*
Ada: [2]
bot: Che cosa non è andato?
--- 3 minutes later
"""
expect = { ticket = "#complaints-delivery", node = "trouble", timers = ["expire"] }

[[tests]]
name = "A glad customer is asked for a reason, and no more"
flow = "after_delivery"
customer = { first_name = "Ada", language = "it" }
talk = """
bot: Ciao Ada!*
Ada: [5]
bot: Qual è il motivo principale del tuo voto? Anche una foto va bene.
Ada: (skip)
bot: Grazie! Leggiamo ogni risposta.
"""
expect = { ticket = false, answers = { reason = "skipped" } }
'''
TEXT = EXAMPLE.read_text(encoding="utf-8").partition("[[tests]]")[0] + TALKS


def outcome_of(folder: Path, text: str, *arguments: str) -> Outcome:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return riscontro("test", *arguments)


def line_of(words: str, text: str = TEXT) -> int:
    """The number of the only line with these words."""
    (number,) = [at for at, line in enumerate(text.splitlines(), start=1) if words in line]
    return number


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_goes_as_it_is_written_passes(folder: Path) -> None:
    outcome = outcome_of(folder, TEXT)
    assert outcome.code == 0
    assert outcome.out.splitlines()[:3] == [
        "passed  A late parcel becomes a complaint",
        "passed  Two stars and then silence are a complaint, too",
        "passed  A glad customer is asked for a reason, and no more",
    ]
    assert outcome.out.endswith("3 tests passed.\n")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        (  # a text
            'text.en = "What went wrong?"',
            'text.en = "What happened?"',
            "bot: What went wrong?",
            ["the bot says something else", "expected: What went wrong?", "found:    What happened?"],
        ),
        (  # a text in another language
            "Grazie! Leggiamo ogni risposta.",
            "Grazie mille!",
            "bot: Grazie! Leggiamo ogni risposta.",
            ["expected: Grazie! Leggiamo ogni risposta.", "found:    Grazie mille!"],
        ),
        (  # a label
            'en = "It came late"',
            'en = "Too late"',
            "buttons: It came late | It was damaged",
            [
                "there are other buttons",
                "found:    Too late | It was damaged | Something else | ‹ Back | Skip",
            ],
        ),
        (  # the condition of a node
            'when = "satisfaction <= 3"',
            'when = "satisfaction <= 1"',
            "bot: What went wrong?",
            ["expected: What went wrong?", "found:    What is the main reason for your score?"],
        ),
        (  # a condition that lets too many through
            'when = "satisfaction <= 3"',
            'when = "satisfaction <= 5"',
            "bot: Qual è il motivo principale",
            ["expected: Qual è il motivo principale", "found:    Che cosa non è andato?"],
        ),
        (  # a node that was optional
            'id = "reason"\nask = "text"\noptional = true',
            'id = "reason"\nask = "text"',
            "Ada: (skip)",
            ['there is no button for "skip"', "so far:   satisfaction = 5; waits at “reason”"],
        ),
        (  # a branch
            'id = "trouble"\n',
            'id = "trouble"\nthen = { late = "end" }\n',
            "bot: What is the main reason for your score?",
            ["found:    That was all. Thank you for your time!", "trouble = late; complete"],
        ),
        (  # a rule
            'when = "csat <= 2 || mood <= -0.5"',
            'when = "csat <= 1"',
            'expect = { ticket = "#complaints-delivery", node',
            [
                "no ticket was opened",
                "expected: #complaints-delivery",
                "found:    no rule of [[complaints]] matched",
            ],
        ),
        (  # where its ticket goes
            'channel = "#complaints-delivery"',
            'channel = "#elsewhere"',
            'expect = { ticket = "#complaints-delivery", priority',
            [
                "the ticket is in another channel",
                "found:    #elsewhere, by “Unhappy with a delivery”: csat is 2 of 5",
            ],
        ),
        (  # how soon
            'first_response = "1 hour"',
            'first_response = "2 hours"',
            "answer you here by 11:00",
            ["by 11:00.", "by 12:00."],
        ),
        (  # when they are reminded
            'reminders = ["2 days"]',
            'reminders = ["3 days"]',
            "bot: *Ciao Ada! Com'è andata la consegna",
            ["the bot says nothing here", "waits at “satisfaction”"],
        ),
    ],
)
def test_a_change_of_the_example_is_told_where_it_is_expected_otherwise(
    folder: Path, right: str, wrong: str, line: str, told: list[str]
) -> None:
    assert TEXT.count(right) == 1 or TEXT.index(right) < TEXT.index("[[tests]]")
    outcome = outcome_of(folder, TEXT.replace(right, wrong, 1))
    assert outcome.code == 1, outcome.out
    place = f"config.toml:{line_of(line) + wrong.count(chr(10)) - right.count(chr(10))}:"
    assert place in outcome.out, outcome.out
    assert [words for words in told if words not in outcome.out] == [], outcome.out
    assert "Traceback" not in outcome.out + outcome.error


def test_what_no_test_shows_is_told(folder: Path) -> None:
    outcome = outcome_of(folder, TEXT, "glad")
    assert outcome.code == 0
    assert outcome.out.splitlines()[1:] == [
        "after_delivery: 3 of 5 nodes, 2 of 3 branches, 1 of 2 languages",
        "    not covered: node trouble",
        "    not covered: node sorry (“Ci dispiace. Una persona di {{ business.…”)",
        "    not covered: thanks (“Grazie! Leggiamo ogni risposta.”) passed over",
        "    not covered: language en",
        "1 test passed.",
    ]


def test_a_failure_is_what_one_reads_last(folder: Path) -> None:
    """What no test has shown is of no interest then."""
    text = TEXT.replace('text.en = "What went wrong?"', 'text.en = "What happened?"', 1)
    outcome = outcome_of(folder, text)
    lines = outcome.out.splitlines()
    assert [line for line in lines if line.startswith(("passed", "failed"))] == [
        "passed  Two stars and then silence are a complaint, too",
        "passed  A glad customer is asked for a reason, and no more",
        "failed  A late parcel becomes a complaint",
    ]
    assert lines[-2].startswith("        so far:   satisfaction = 2;")
    assert lines[-1] == "1 of 3 tests failed."
    assert "covered" not in outcome.out


def test_flows_without_a_test_are_told(folder: Path) -> None:
    assert "after_return: no test\n" in outcome_of(folder, TEXT).out


def test_a_flow_that_another_calls_is_seen_there(folder: Path) -> None:
    calling = '[[flows.after_return.nodes]]\nid = "more"\nflow = "after_delivery"\n'
    text = TEXT.partition("[[tests]]")[0] + calling
    outcome = outcome_of(folder, text)
    assert "after_return: no test" in outcome.out
    assert "after_delivery: no test" not in outcome.out


def test_the_place_of_the_first_difference_is_marked(folder: Path) -> None:
    outcome = outcome_of(folder, TEXT.replace("How was the delivery", "How was this delivery", 1))
    lines = outcome.out.splitlines()
    at = next(at for at, line in enumerate(lines) if "found:" in line)
    assert lines[at][lines[at + 1].index("^") :].startswith("is delivery")


def document(folder: Path, text: str) -> dict[str, Any]:
    outcome = outcome_of(folder, text, "--json")
    found: dict[str, Any] = json.loads(outcome.out)
    assert found["ok"] is (outcome.code == 0)
    return found


def test_as_json(folder: Path) -> None:
    found = document(folder, TEXT.replace("Leggiamo ogni risposta", "A presto", 1))
    assert (found["passed"], found["failed"]) == (2, 1)
    failed = next(test for test in found["tests"] if not test["ok"])
    assert failed["name"] == "A glad customer is asked for a reason, and no more"
    assert failed["file"] == "config.toml"
    assert failed["line"] == line_of('name = "A glad customer') - 1
    (mismatch,) = failed["mismatches"]
    assert mismatch == {
        "file": "config.toml",
        "line": line_of("bot: Grazie! Leggiamo"),
        "column": 1,
        "message": "the bot says something else",
        "expected": "Grazie! Leggiamo ogni risposta.",
        "found": "Grazie! A presto.",
        "so_far": "satisfaction = 5, reason = skipped; complete",
    }
    covered = found["coverage"]["after_delivery"]
    assert covered["nodes"]["missed"] == []
    assert covered["languages"]["covered"] == ["en", "it"]


def test_those_that_are_named(folder: Path) -> None:
    assert outcome_of(folder, TEXT, "silence", "GLAD").out.count("passed  ") == 2


def test_a_name_that_no_test_has(folder: Path) -> None:
    outcome = outcome_of(folder, TEXT, "A glad custmer is asked for a reason")
    assert (outcome.code, outcome.out) == (2, "")
    assert 'did you mean "A glad customer is asked for a reason, and no more"?' in outcome.error
    assert outcome_of(folder, TEXT, "nothing").error.splitlines() == [
        'No test has "nothing" in its name; there are:',
        "  A late parcel becomes a complaint",
        "  Two stars and then silence are a complaint, too",
        "  A glad customer is asked for a reason, and no more",
    ]


def test_without_any_test(folder: Path) -> None:
    outcome = outcome_of(folder, TEXT.partition("[[tests]]")[0])
    assert outcome.code == 0
    assert "There is no test yet: `riscontro talk FLOW --save" in outcome.out


def test_a_configuration_with_errors_is_not_outcome_of(folder: Path) -> None:
    outcome = outcome_of(folder, TEXT.replace("Ada: [5]", "Adda: [5]"))
    assert outcome.code == 1
    assert '"Adda" is not in this talk' in outcome.error
    assert outcome.out == ""
