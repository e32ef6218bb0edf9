"""Mistakes of beginners in a survey, each at its place, with a line to write; and what has no effect."""

import os

import pytest

from bot.config import Finding
from flows.problems import Severity
from tests.bot.config.planting import WHOLE, Desk

OPTIONS = """options = [
  { id = "x", text = { it = "Ics", en = "X" } },
  { id = "y", text = { it = "Ipsi", en = "Y" } },
]"""
WORDS = 'text = { it = "Quali?", en = "Which?" }'


def node(*lines: str) -> str:
    return "\n".join(["[[flows.delivery.nodes]]", *lines, ""])


def multi(*lines: str) -> str:
    return node('id = "which"', 'ask = "multi"', WORDS, *lines)


def only(desk: Desk, planted: str) -> Finding:
    (problem,) = desk.check(WHOLE + planted).problems
    return problem


@pytest.mark.parametrize(
    ("planted", "hint"),
    [
        (node('text = ▶"How?"'), 'write text.en = "…"'),
        (node('id = "why"', 'ask = "text"', 'text = ▶"Why?"'), 'write text.en = "…"'),
        (node('id = "why"', 'ask = "number"', WORDS, 'invalid = ▶"No."'), 'write invalid.en = "…"'),
        (node('id = "a"', 'ask = "nps"', WORDS, 'low = ▶"Bad"'), 'write low.en = "…"'),
        (multi(OPTIONS, 'none = ▶"None"'), 'write none.en = "…"'),
        (multi(OPTIONS, 'timeout = ▶"2 days"'), 'write timeout = { after = "2 days" }'),
        (node(WORDS, 'link = ▶"https://a.example"'), 'write link = { url = "https://…", text = { en = '),
    ],
)
def test_a_text_where_a_table_is_needed(desk: Desk, planted: str, hint: str) -> None:
    problem = only(desk, planted)
    assert problem.message == "expected a table, got text"
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("shares", "message", "hint"),
    [
        ("▶{ a = 1 }", "a split has 2 to 20 variants", "{ a = 50, b = 50 }"),
        ("▶{}", "a split has 2 to 20 variants", "{ a = 50, b = 50 }"),
        ("{ a = ▶0, b = 1 }", "this must be at least 1", "larger"),
        ("{ a = ▶'x', b = 1 }", "expected a whole number, got text", "without quotes"),
        ("{ ▶A = 1, b = 1 }", "this name is not allowed", "small letters"),
        ("▶5", "expected a table, got a number", "{ key = … }"),
    ],
)
def test_a_wrong_split_is_told_once(desk: Desk, shares: str, message: str, hint: str) -> None:
    problem = only(desk, f"[flows.delivery.split]\nwording = {shares}\n")
    assert problem.message == message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("planted", "message", "hint"),
    [
        (multi(OPTIONS, 'timeout = { after = ▶"20 days" }'), "this time is never up", "7 days"),
        (multi(OPTIONS, 'otherwise = ▶"person"'), "this is never done", "tries = 3"),
        (multi(OPTIONS, "max = ▶9"), "nobody can pick so many: there are 2 options", "leave it out"),
        (
            node('id = "a"', 'ask = "rating"', WORDS, "steps = ▶5", 'emoji = ["😡", "😐", "😍"]'),
            "there are as many steps as emoji, 3",
            "write 5 emoji, or leave steps out",
        ),
        (
            multi(OPTIONS.replace('"x"', '▶"none"'), "none = true", 'then = { none = "end" }'),
            '"none" in `then` stands for none of them, and for this option',
            "none_1",
        ),
        (
            multi(OPTIONS.replace('"y"', '▶"skipped"'), "optional = true", 'then = { skipped = "end" }'),
            '"skipped" in `then` stands for no answer, and for this option',
            "skipped_1",
        ),
    ],
)
def test_what_has_no_effect_or_two_is_warned_of(desk: Desk, planted: str, message: str, hint: str) -> None:
    problem = only(desk, planted)
    assert problem.severity is Severity.WARNING
    assert message in problem.message
    assert hint in problem.hint


def test_none_of_these_reads_otherwise_than_each_option(desk: Desk) -> None:
    problem = only(desk, multi(OPTIONS, 'none = { it = ▶"ics ", en = "None" }'))
    assert problem.message == "an option of this question has the same label"


def test_what_has_its_effect_is_not_warned_of(desk: Desk) -> None:
    desk.config(
        WHOLE
        + multi(OPTIONS, "max = 2", "tries = 2", 'otherwise = "person"', 'timeout = { after = "6 days" }')
        + multi(OPTIONS.replace('"x"', '"none"'), 'none = { it = "Niente", en = "None" }').replace(
            '"which"', '"others"'
        )
        + node('id = "a"', 'ask = "rating"', WORDS, "steps = 3", 'emoji = ["😡", "😐", "😍"]')
        + '[outreach]\nexpires_after = "7 days"\n'
    )


def test_without_an_expiry_each_time_comes(desk: Desk) -> None:
    late = multi(OPTIONS, 'timeout = { after = "20 days" }')
    desk.config(f'{WHOLE}{late}[outreach]\nexpires_after = "0s"\n')


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ("min = ▶nan", "expected a number in digits, got nan"),
        ("max = ▶inf", "expected a number in digits, got inf"),
        ("max = ▶-inf", "expected a number in digits, got -inf"),
    ],
)
def test_a_limit_is_a_number_that_can_be_counted_to(desk: Desk, planted: str, message: str) -> None:
    problem = only(desk, node('id = "many"', 'ask = "number"', WORDS, planted))
    assert (problem.message, problem.hint) == (message, "leave it out where there is no limit")


@pytest.mark.parametrize(
    ("let", "message", "hint"),
    [
        ('a = "▶a + 1"', "`a` is computed from itself", "above it"),
        ('a = "▶b + 1"\nb = "a + 1"', "`a` and `b` are computed from each other", "leave `b` out"),
        ('a = "▶c"\nb = "a + 1"\nc = "b + 1"', "`a` and `c` are computed from each other", "leave `c` out"),
        (
            'a = "▶b + 1"\nb = "satisfaction + 1"',
            "`b` is computed below, so it is not known yet here",
            "above",
        ),
        ('a = "▶z + 1"\nb = "satisfaction + 1"', "there is no `z`", "known here"),
    ],
)
def test_computed_values_stand_on_those_above(desk: Desk, let: str, message: str, hint: str) -> None:
    problem = only(desk, f"[flows.delivery.let]\n{let}\n")
    assert problem.message == message
    assert hint in problem.hint


def test_something_that_is_no_file_is_no_picture(desk: Desk) -> None:
    fifo = desk.folder / "fifo.png"
    os.mkfifo(fifo)
    for picture, kept in (("fifo.png", fifo), (".", desk.folder)):
        problem = only(desk, node(WORDS, f'picture = ▶"{picture}"'))
        assert problem.message == "this is no file, so it is no picture"
        assert problem.hint == f"a file is wanted, and {kept} is something else"
    assert only(desk, node(WORDS, 'picture = ▶"none.png"')).message == "there is no such picture"


@pytest.mark.parametrize("url", ["https://[::1", "https://:80", "https://a.example:port/"])
def test_a_link_leads_to_a_web_page(desk: Desk, url: str) -> None:
    link = f'link = {{ url = ▶"{url}", text = {{ it = "Qui", en = "Here" }} }}'
    problem = only(desk, node(WORDS, link))
    assert problem.message == "this is no address of a web page"
    assert problem.hint == 'write for example "https://shop.example/review"'


def test_a_flow_that_nothing_starts_gets_a_touchpoint_of_its_own_if_customers_are_meant(desk: Desk) -> None:
    nodes = (
        '[[flows.▶pulse.nodes]]\nid = "loyal"\nask = "nps"\ntext = { it = "Quanto?", en = "How likely?" }\n'
    )
    problem = only(desk, nodes)
    assert problem.message == 'no touchpoint starts the flow "pulse"'
    assert problem.hint.startswith(
        "if customers are to be asked by it, write these lines:\n[touchpoints.pulse]\n"
    )
