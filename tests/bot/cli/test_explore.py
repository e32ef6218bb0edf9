"""`riscontro explore` as an admin reads it, and as other programs do."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import main
from tests.bot.config.planting import BUSINESS, CONNECTIONS, SECRETS, WHOLE
from tests.flows.twenty_nodes import PLACE

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "config.example.toml"
TEMPLATES = sorted((ROOT / "bot" / "templates").glob("*.toml"))

SIX_LANGUAGES = BUSINESS.replace('["it", "en"]', '["it", "en", "es", "fr", "de", "pt"]')

NEVER = """
[[flows.delivery.nodes]]
id = "sorry"
when = "satisfaction > 5"
text = { it = "Scusa!", en = "Sorry!" }
[[flows.delivery.nodes]]
id = "thanks"
text = { it = "Grazie!", en = "Thanks!" }
"""


def riscontro(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["explore", *arguments], env=SECRETS)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def as_json(*arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(riscontro("--json", *arguments)[1])
    return document


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "config.toml").write_text(text, encoding="utf-8")


def test_the_example_has_no_fault() -> None:
    code, out = riscontro("--config", str(EXAMPLE))
    assert code == 0
    assert out.endswith("Nothing is wrong.\n")
    assert "after_delivery: After delivery\n  paths      3\n  questions  2 to 3\n" in out
    assert "  shortest   satisfaction → reason (skipped) → thanks\n" in out
    assert all(len(line) <= 80 for line in out.splitlines())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_has_a_fault(template: Path, folder: Path) -> None:
    write(folder, SIX_LANGUAGES + CONNECTIONS + template.read_text(encoding="utf-8"))
    assert as_json()["findings"] == []


def test_the_survey_of_every_kind_has_no_fault_but_its_length(folder: Path) -> None:
    write(folder, f'include = ["{PLACE.as_posix()}"]\n{BUSINESS}{CONNECTIONS}')
    (finding,) = as_json()["findings"]
    assert finding["message"] == "the longest path takes about 154 seconds"


def test_a_fault_is_shown_at_its_place(folder: Path) -> None:
    write(folder, WHOLE + NEVER)
    code, out = riscontro("delivery")
    line = (WHOLE + NEVER).splitlines().index('when = "satisfaction > 5"') + 1
    assert code == 1
    assert f"config.toml:{line}:8: warning: this is always false here\n" in out
    assert '    when = "satisfaction > 5"\n           ^~~~~~~~~~~~~~~~~~\n    hint: ' in out
    assert out.endswith("Found 1 fault.\n")


def test_what_is_not_known_is_no_fault(folder: Path) -> None:
    guess = "when = \"purchase.url.contains('a') && !purchase.url.contains('a')\""
    write(folder, WHOLE + NEVER.replace('when = "satisfaction > 5"', guess))
    code, out = riscontro("delivery")
    assert code == 0
    assert ": notice: nothing that was tried makes this true\n" in out
    assert out.endswith("Nothing is wrong. 1 thing is not known: see above.\n")
    document = as_json("delivery")
    assert document["ok"] is True
    assert [finding["severity"] for finding in document["findings"]] == ["notice"]


def test_a_fault_in_an_included_file_is_shown_there(folder: Path) -> None:
    start = WHOLE.index("[[flows.delivery")
    write(folder, 'include = ["surveys.toml"]\n' + WHOLE[:start])
    (folder / "surveys.toml").write_text(WHOLE[start:] + NEVER, encoding="utf-8")
    line = (WHOLE[start:] + NEVER).splitlines().index('when = "satisfaction > 5"') + 1
    found = as_json()["findings"]
    assert [(finding["file"], finding["line"]) for finding in found] == [("surveys.toml", line)]


def test_for_other_programs(folder: Path) -> None:
    write(folder, WHOLE)
    document = as_json("delivery")
    assert document["ok"] is True
    assert document["flows"]["delivery"] == {
        "paths": 1,
        "questions": {"least": 1, "most": 1},
        "taps": {"least": 1, "most": 1},
        "seconds": {"least": 6, "most": 6},
        "shortest": ["satisfaction"],
        "skipped": [],
        "longest": ["satisfaction"],
        "states": 3,
    }


def test_what_check_refuses_is_told_first(folder: Path) -> None:
    circle = 'next = "satisfaction"\ntext = { it = "Ancora!" }\n'
    write(folder, f"{WHOLE}[[flows.delivery.nodes]]\n{circle}")
    code, out = riscontro("delivery")
    assert code == 1
    assert "these nodes lead to each other without end: satisfaction → say_2 → satisfaction" in out
    assert 'the wording in "en" is missing' in out
    assert as_json()["flows"] == {}


def test_a_flow_that_is_not_there(folder: Path) -> None:
    write(folder, WHOLE)
    assert riscontro("returns") == (2, 'There is no flow "returns"; there are: delivery\n')


def test_all_flows_or_one(folder: Path) -> None:
    write(folder, WHOLE + '[[flows.other.nodes]]\nid = "n"\nask = "nps"\ntext = { it = "?", en = "?" }\n')
    assert list(as_json("other")["flows"]) == ["other"]
    assert as_json("--all")["flows"].keys() == as_json()["flows"].keys() == {"delivery", "other"}
