"""What goes beyond every measure is refused at its place, and before anything else looks at it."""

import json
import os

import pytest

from bot.config import load_config
from tests.bot.config.planting import SECRETS, WHOLE, Desk

STAFF = "[telegram]\nstaff = "


@pytest.mark.parametrize(
    ("right", "planted", "words"),
    [
        ("How was it?", "How ▶\\u0000was it?", "U+0000"),
        ("[telegram]", f"{STAFF}[1, ▶9223372036854775808]", "too large"),
        ("[telegram]", f"{STAFF}[1, ▶0x{'f' * 5_000}]", "too large"),
        ("[telegram]", f"{STAFF}[{'1, ' * 500}▶1, 1]", "more than 500"),
        ('"Bottega Rossi"', f'▶"{"x" * 10_001}"', "10,001 characters"),
        (
            "[telegram]",
            f"{''.join(f'[sla.p{at}]{chr(10)}' for at in range(1_000))}[sla.▶x]\n[telegram]",
            "more than 1,000",
        ),
        ("[telegram]", f"a = {'[1, ' * 30}[▶1{']' * 31}\n[telegram]", "nested too deeply"),
        ("[telegram]", f"a▶{'.a' * 40} = 1\n[telegram]", "nested too deeply"),
        ("[telegram]", f"a = ▶{'[' * 40}{']' * 40}\n[telegram]", "nested too deeply"),
    ],
)
def test_at_its_place_and_once(desk: Desk, right: str, planted: str, words: str) -> None:
    text = WHOLE.replace(right, planted)
    at = text.index("▶")
    loaded = desk.load(text.replace("▶", ""))
    found = [problem for problem in loaded.errors if words in problem.message]
    line = text[:at].count("\n") + 1
    assert [(problem.line, problem.column) for problem in found] == [(line, at - text.rfind("\n", 0, at))]
    assert loaded.config is None


def test_more_mistakes_than_anybody_reads(desk: Desk) -> None:
    problems = desk.load(WHOLE + "".join(f"[unknown{at}]\n" for at in range(1_000))).problems
    assert len(problems) == 301
    assert any("more than 300 things are wrong" in problem.message for problem in problems)


def test_many_warnings_are_no_error(desk: Desk) -> None:
    """As when a language is begun: each text has one."""
    touchpoint = '[touchpoints.t{}]\non = "purchase.paid"\nflow = "delivery"\nowner = 1\n'
    loaded = desk.load(WHOLE + "".join(touchpoint.format(at) for at in range(400)))
    assert loaded.config is not None
    assert len(loaded.warnings) == 400


def test_variables_too(desk: Desk) -> None:
    for name, value in (
        ("RISCONTRO__BUSINESS__LANGUAGES", "[" * 100 + "]" * 100),
        ("RISCONTRO" + "__A" * 1_000, "x"),
        ("RISCONTRO__BUSINESS__NAME", json.dumps(["\ud800"])),
        ("RISCONTRO__TELEGRAM__STAFF", "[18446744073709551616]"),
    ):
        loaded = desk.load(WHOLE, {**SECRETS, name: value})
        assert loaded.errors
        assert all(problem.file.startswith("environment:RISCONTRO__") for problem in loaded.errors)


def test_a_secret_is_not_waited_for(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe")
    for name in ("pipe", "/dev/zero", "."):
        text = WHOLE.replace('{ env = "SLACK_BOT_TOKEN" }', f'{{ file = "{name}" }}')
        (problem,) = load_config(desk.write(text), SECRETS).problems
        assert problem.message == "the file with this secret cannot be read: this is no file"
