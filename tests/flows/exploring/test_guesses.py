"""What is not proven is no fault: what some answer does make true, and that of which nobody knows."""

import pytest

from flows.exploring.patterns import matching
from flows.problems import Severity
from tests.flows.exploring.looking import SCORE, THANKS, faults, look
from tests.flows.surveys import Written, ask, say

POSTCODE = ask("text", "zip", pattern="[0-9]{5}")
PLATE = ask("text", "plate", pattern="[A-Z]{2}[0-9]{3}[A-Z]{2}")
WORDS = ask("text", "words")
DAY = ask("date", "day")
NUMBER = ask("number", "num", min=0)
PRICE = ask("number", "price", decimals=2)


@pytest.mark.parametrize(
    ("node", "condition"),
    [
        (POSTCODE, "zip.startsWith('00')"),
        (POSTCODE, "zip.startsWith('2') && zip.endsWith('1')"),
        (POSTCODE, "zip > '20000' && zip < '30000'"),
        (POSTCODE, "int(zip) > 90000"),
        (POSTCODE, "int(zip) > 20100 && int(zip) < 20200"),
        (POSTCODE, "zip.contains('77')"),
        (PLATE, "plate.startsWith('IT') || plate.startsWith('DE')"),
        (PLATE, "plate.endsWith('A')"),
        (ask("text", "code", pattern="(IT|DE)-?[0-9]+"), "code.startsWith('DE') && code.endsWith('7')"),
        (WORDS, "words.startsWith('a') && words.endsWith('z') && size(words) > 20"),
        (WORDS, "words.contains('refund') && words.contains('late')"),
        (WORDS, "mood < -0.123 && mood > -0.124"),
        (DAY, "day.startsWith('2026-12')"),
        (DAY, "day.endsWith('12-25')"),
        (NUMBER, "num / 3 == 50"),
        (NUMBER, "num * num == 1024"),
        (NUMBER, "num % 97 == 5 && num > 1000"),
        (NUMBER, "string(num).startsWith('4')"),
        (NUMBER, "double(num) * 1.5 > 30.0 && num < 22"),
        (PRICE, "price * 3.0 > 29.9 && price * 3.0 < 30.1"),
    ],
)
def test_a_condition_that_some_answer_makes_true(node: Written, condition: str) -> None:
    assert faults(node, say("So.", when=condition), THANKS) == []


def test_where_an_answer_leads_that_fits_a_pattern() -> None:
    rome = {"when": "zip.startsWith('00')", "to": "rome"}
    found = look({**POSTCODE, "next": [rome, {"to": "thanks"}]}, say("Rome!", id="rome"), THANKS)
    assert found.problems == ()
    assert found.measures is not None
    assert found.measures.paths == 2


@pytest.mark.parametrize(
    ("node", "condition", "never"),
    [
        (WORDS, "words.contains('a') && !words.contains('a')", "true"),
        (WORDS, "words.contains('a') || !words.contains('a')", "false"),
        (NUMBER, "num * num == 1025", "true"),
        (DAY, "day.startsWith('2026-13')", "true"),
    ],
)
def test_what_nothing_makes_true_may_be_true(node: Written, condition: str, never: str) -> None:
    (problem,) = look(node, say("So.", when=condition), THANKS).problems
    assert problem.severity is Severity.NOTICE
    assert problem.message == f"nothing that was tried makes this {never}"


def test_what_only_a_guess_leads_to_is_not_said_to_be_lost() -> None:
    unlikely = {"when": "words.contains('a') && !words.contains('a')", "to": "rare"}
    rare = say("Rare!", id="rare", when="score <= 2")
    found = look(SCORE, {**WORDS, "next": [unlikely, {"to": "thanks"}]}, rare, THANKS)
    assert [problem.severity for problem in found.problems] == [Severity.NOTICE]


@pytest.mark.parametrize(
    ("node", "condition"),
    [
        (ask("number", "num", min=0, max=150), "num % 97 == 98"),
        (ask("number", "num", min=0, max=150), "num * num == 1000"),
        (ask("date", "day", earliest="2026-01-01", latest="2028-12-31"), "day.endsWith('02-30')"),
        (POSTCODE, "zip == 'Rome'"),
        (NUMBER, "num * 2 + 1 < 1"),
        (WORDS, "size(words) > 5000"),
    ],
)
def test_where_everything_is_tried_it_is_proven(node: Written, condition: str) -> None:
    (problem,) = look(node, say("Never.", when=condition), THANKS).problems
    assert problem.severity is Severity.WARNING
    assert problem.message == "this is always false here"


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{5}",
        "[A-Z]{2}[0-9]{3,4}",
        r"\d+(\.\d{2})?",
        "(?i)(red|green|blue)",
        "[^0-9]+",
        r"[\w.+-]+@[\w-]+\.[a-z]{2,}",
        "^#?(?:[0-9a-f]{3}){1,2}$",
        ".{3,20}",
        "[]x]y*?",
        r"\+39 ?[0-9]{6,10}",
    ],
)
def test_texts_that_fit_a_pattern_are_found(pattern: str) -> None:
    assert matching(pattern)


@pytest.mark.parametrize("pattern", [r"\p{Greek}+", "", "^$", r"\bx\b$^"])
def test_a_pattern_that_is_not_understood_is_no_harm(pattern: str) -> None:
    assert all(isinstance(text, str) for text in matching(pattern))
