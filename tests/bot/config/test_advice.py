"""`check` gives its advice once nothing is wrong, and has none for the surveys that come with the program."""

from pathlib import Path

import pytest

from flows.checks import Setting, advise
from flows.definition import Flow
from flows.problems import Severity
from tests.bot.templates.businesses import basics, load

ROOT = Path(__file__).parents[3]

START = '[touchpoints.a]\non = "purchase.paid"\nflow = "a"\n'

VIP = """\
[[flows.a.nodes]]
id = "likely"
ask = "nps"
text.en = "How likely are you to recommend us?"
when = "'vip' in customer.tags"
"""


@pytest.mark.parametrize("file", ["config.example.toml", "bot/demo/demo.toml"])
def test_there_is_none_for_the_examples(file: str, tmp_path: Path) -> None:
    """Secrets aside, which nobody has here."""
    loaded = load(tmp_path, (ROOT / file).read_text(encoding="utf-8"))
    assert [str(problem) for problem in loaded.problems if problem.path[:1] == ("flows",)] == []


def test_it_is_a_warning_at_its_place(tmp_path: Path) -> None:
    loaded = load(tmp_path, f"{basics('en')}\n{START}{VIP}")
    (problem,) = loaded.problems
    assert loaded.config is not None
    assert (problem.severity, problem.path) == (Severity.WARNING, ("flows", "a", "nodes", 0, "when"))


def test_a_flow_that_is_too_long_is_told_at_its_name(tmp_path: Path) -> None:
    texts = [
        f'[[flows.a.nodes]]\nid = "{name}"\nask = "text"\noptional = true\ntext.en = "Why?"\n'
        for name in "uvw"
    ]
    (problem,) = load(tmp_path, f"{basics('en')}\n{START}{''.join(texts)}").problems
    assert (problem.path, problem.excerpt) == (("flows", "a"), "[[flows.a.nodes]]")
    assert "seconds" in problem.message


@pytest.mark.parametrize(
    "mistake",
    [
        '[[flows.a.nodes]]\nid = "likely"\nask = "csat"\ntext.en = "How?"\n',  # the id is taken
        '[[flows.a.nodes]]\nid = "more"\nflow = "b"\n[[flows.b.nodes]]\ntext.en = "Hi"\nnext = "nowhere"\n',
        '[[flows.a.nodes]]\nid = "more"\nflow = "b"\n',
    ],
)
def test_mistakes_are_told_first_also_those_of_a_flow_that_is_called(tmp_path: Path, mistake: str) -> None:
    problems = load(tmp_path, f"{basics('en')}\n{START}{VIP}{mistake}").problems
    assert any(problem.severity is Severity.ERROR for problem in problems)
    assert not any("NPS" in problem.message for problem in problems)


def test_advice_is_quick_about_a_long_flow() -> None:
    """Each node is looked at a few times, however many ways there are."""
    choices = [
        {
            "id": f"c{at}",
            "ask": "csat",
            "text": {"en": "?"},
            "when": f"c{at - 1} >= 3" if at else None,
            "then": {"1": "end"},
        }
        for at in range(60)
    ]
    found = list(advise(Flow.model_validate({"nodes": choices}), Setting()))
    assert [problem.place for problem in found] == [()]
