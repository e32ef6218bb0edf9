"""docs/flows.md is true: its half hour is walked as written, its snippets load, its tables are whole."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from bot.cli import main
from bot.config import Config
from bot.rehearsals import play_tests
from bot.slack.flows_news import show_flows
from bot.staff import FlowNews, FlowsNews
from flows.conditions.language import FUNCTIONS
from flows.definition import ASKED, QuestionNode, SayNode
from flows.definition.questions import QuestionPiece
from flows.facts import FACTS
from flows.names import Names
from flows.wording.filters import FILTERS
from flows.wording.template import TAGS
from tests.bot.config.planting import CONNECTIONS, Desk

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "flows.md").read_text(encoding="utf-8")
WALK, REFERENCE = PAGE.split("## The language\n")
NO_NETWORK = {
    "RISCONTRO__TELEGRAM__API_URL": "http://127.0.0.1:9",
    "RISCONTRO__SLACK__API_URL": "http://127.0.0.1:9/api/",
}
AROUND = f"""
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = LANGUAGES
privacy_url = "https://bottegarossi.example/privacy"
{CONNECTIONS}
[touchpoints.delivery]
on = "purchase.delivered"
flow = "FLOW"
"""


def blocks(text: str, *kinds: str) -> list[tuple[str, str]]:
    """The fenced blocks of these kinds, each with its kind, in their order."""
    return re.findall(rf"```({'|'.join(kinds)})\n(.*?)```", text, re.DOTALL)


def commands(block: str) -> Iterator[tuple[str, list[str], str]]:
    """What stands behind `$`, what is typed meanwhile, behind `>`, and what is printed."""
    for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, *rest = command.splitlines()
        typed = [each.removeprefix("> ") for each in rest if each.startswith("> ")]
        yield line, typed, "\n".join(each for each in rest if not each.startswith("> "))


SNIPPETS = [block for _, block in blocks(REFERENCE, "toml")]


def edit(config: Path, hunks: str) -> None:
    """Changes what stands behind `-`, a line or a part of it, to what stands behind `+`."""
    text = config.read_text(encoding="utf-8")
    for old, new in re.findall(r"^-(.*)\n\+(.*)\n", hunks, re.MULTILINE):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    config.write_text(text, encoding="utf-8")


def run(line: str, typed: list[str], environment: dict[str, str]) -> str:
    """What the command prints; `export` only changes the environment."""
    program, *arguments = shlex.split(line)
    if program == "export":
        environment |= dict(each.split("=", 1) for each in arguments)
        return ""
    assert program == "riscontro", line
    done = CliRunner().invoke(main, arguments, input="\n".join(typed), env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return "\n".join(each.rstrip() for each in done.output.strip("\n").splitlines())


def fits(printed: str, shown: str) -> bool:
    """Whether the page shows what was printed: times aside, and with `…` for lines that it leaves out."""
    time = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
    parts = re.split(r"^…$", time.sub("TIME", shown), flags=re.MULTILINE)
    return re.fullmatch(".*".join(map(re.escape, parts)), time.sub("TIME", printed), re.DOTALL) is not None


def test_the_half_hour_goes_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {**NO_NETWORK, "LOGNAME": "giulia"}
    for kind, block in blocks(WALK, "console", "diff"):
        if kind == "diff":
            edit(tmp_path / "config.toml", block)
            continue
        for line, typed, shown in commands(block):
            printed = run(line, typed, environment)
            assert fits(printed, shown), f"$ {line}\n{printed}"


def test_slack_shows_the_flows_as_the_page_does() -> None:
    visits = FlowNews("store_visit", "Store visit", True, 3, 1, 12)  # noqa: FBT003 - it is in force
    shown = re.sub("[*`]", "", show_flows(FlowsNews(1, None, 0, (visits,))))
    assert f"```text\n{shown}\n```" in WALK


def configuration(snippet: str, folder: Path) -> Config:
    """The snippet as the whole of what is asked, in the languages of its texts, English first."""
    (folder / "pictures").mkdir()
    shutil.copy(ROOT / "tests" / "flows" / "pictures" / "parcel.png", folder / "pictures")
    languages = json.dumps(sorted(set(re.findall(r"text\.([a-z]{2})\b", snippet)), reverse=True))
    flow = re.findall(r"^\[flows\.([a-z]+)\]", snippet, re.MULTILINE)[0]
    around = AROUND.replace("LANGUAGES", languages).replace("FLOW", flow)
    return Desk(folder).config(around + snippet)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_each_snippet_is_without_a_mistake_and_its_tests_pass(snippet: str, tmp_path: Path) -> None:
    config = configuration(snippet, tmp_path)
    assert [played.mismatches for played in play_tests(config)] == [()] * len(config.tests)


@pytest.mark.parametrize("condition", re.findall(r"`([^`\n]+ (?:[<>]=?|in) [^`\n]+)`", REFERENCE))
def test_each_condition_can_stand_in_a_survey(condition: str, tmp_path: Path) -> None:
    (logic,) = (snippet for snippet in SNIPPETS if "[flows.visit]" in snippet)
    thanks = '[[flows.visit.nodes]]\nid = "thanks"'
    says = f'[[flows.visit.nodes]]\nwhen = "{condition}"\ntext.en = "Well!"\n\n{thanks}'
    flow = configuration(logic.replace(thanks, says), tmp_path).flows["visit"]
    assert condition in [node.when for node in flow.nodes if isinstance(node, SayNode)]


def keys_of(word: str) -> set[str]:
    """Those of one kind of question only."""
    kind = next(
        each for each in get_args(QuestionNode) if word in get_args(each.model_fields["ask"].annotation)
    )
    return set(kind.model_fields) - set(QuestionPiece.model_fields) - {"ask", "text"}


@pytest.mark.parametrize("word", ASKED)
def test_each_kind_of_question_has_its_keys_in_the_table(word: str) -> None:
    row = re.search(rf"^\| `{word}` \|[^|]*\|([^|]*)\|", REFERENCE, re.MULTILINE)
    assert row is not None
    named = set(re.findall(r"`([a-z_]+)`", row[1])) - {"id", "text", "other", "true"}
    assert named == keys_of(word)


def test_what_every_question_may_have_is_in_the_other_table() -> None:
    rows = set(re.findall(r"^\| `([a-z]+)` \| [^|]+ \|$", REFERENCE, re.MULTILINE))
    assert rows == set(QuestionPiece.model_fields) - {"id"}


def test_each_name_filter_tag_and_function_is_on_the_page() -> None:
    named = set(re.findall(r"`([A-Za-z_]+)`", REFERENCE))
    assert {*FUNCTIONS, *FILTERS, *TAGS} <= named
    for table, values in FACTS.entries.items():
        row = re.search(rf"^  - `{table}\.` (.*)$", REFERENCE, re.MULTILINE)
        assert row is not None
        assert isinstance(values, Names)
        assert re.findall(r"`([a-z_]+)`", row[1]) == [*values.entries]
