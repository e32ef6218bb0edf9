"""Golden conversations: whole talks as customers have them, with every word, score, timer and ticket.

`pytest tests/flows --update-transcripts` writes them anew; the diff shows what a change does to customers.
"""

import tomllib
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from flows.definition import ComplaintRule, Flow
from flows.durations import parse_duration
from flows.outreach import Outreach
from flows.scene import Scene
from flows.sentiment import score_text
from tests.flows.host import Host
from tests.flows.playbook import HAPPENING, Playbook, lines_of

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = sorted(FOLDER.glob("*.toml"))
QUOTES = "'''"


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def a_host(transcript: dict[str, Any]) -> Host:
    survey = read(FOLDER / "surveys" / f"{transcript['survey']}.toml")
    scene = Scene(
        facts={**survey["facts"], **transcript["facts"]},
        fallback_language=survey["fallback_language"],
        time_zone="Europe/Rome",
        complaints=tuple(ComplaintRule.model_validate(rule) for rule in survey["complaints"]),
        first_response={name: parse_duration(text) for name, text in survey["first_response"].items()},
        outreach=Outreach.model_validate(survey["outreach"]),
        introduce=transcript["introduce"],
    )
    return Host(Flow.model_validate({"nodes": survey["nodes"]}), scene, transcript["language"])


def written_out(lines: list[str]) -> str:
    """With an empty line before each thing that happens."""
    return "".join(f"\n{line}\n" if line.startswith(HAPPENING) else f"{line}\n" for line in lines)


def replace_talk(path: Path, lines: list[str]) -> None:
    head, _, _ = path.read_text(encoding="utf-8").partition(QUOTES)
    path.write_text(f"{head}{QUOTES}\n{written_out(lines).lstrip()}{QUOTES}\n", encoding="utf-8")


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_golden_conversation_stays_as_it_was(path: Path, update_transcripts: bool) -> None:
    transcript = read(path)
    wanted = lines_of(transcript["talk"])
    played = Playbook(a_host(transcript), score_text).replay(wanted)
    if update_transcripts:
        replace_talk(path, played)
    elif played != wanted:
        pytest.fail("\n".join([transcript["title"], *ndiff(wanted, played)]), pytrace=False)


def test_there_are_conversations_in_both_languages() -> None:
    assert {read(path)["language"] for path in TRANSCRIPTS} == {"it", "en"}


def test_a_new_talk_keeps_what_stands_above_it(tmp_path: Path) -> None:
    path = tmp_path / "talk.toml"
    path.write_text("title = 'A talk'  # why\ntalk = '''\n> start\n'''\n", encoding="utf-8")
    replace_talk(path, ["> start", "says: Ciao!", "> stops"])
    assert path.read_text(encoding="utf-8") == (
        "title = 'A talk'  # why\ntalk = '''\n> start\nsays: Ciao!\n\n> stops\n'''\n"
    )
