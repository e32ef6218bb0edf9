"""`riscontro template` shows surveys that are ready to use, and adds them without touching what is there."""

import os
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import main
from bot.config import load_config
from bot.templates import TemplateName
from tests.bot.templates.businesses import TOKENS, basics

PLACEHOLDER = "your-review-page"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    path = tmp_path / "config.toml"
    path.write_text(basics("it", "en", address='address = { it = "formal" }\n'), encoding="utf-8")
    return path


def template(*arguments: str, config: Path | None = None) -> Result:
    where = () if config is None else ("--config", str(config))
    return CliRunner().invoke(main, ["template", *arguments, *where], terminal_width=200)


def flows(config: Path) -> set[str]:
    loaded = load_config(config, os.environ)
    assert loaded.config is not None, loaded.problems
    return set(loaded.config.flows)


def test_the_list_says_what_each_asks() -> None:
    listed = template("list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(TemplateName)
    assert all(line.endswith(".") for line in listed)


def test_one_is_shown_as_it_would_be_written() -> None:
    english = template("show", "store_visit").stdout
    assert "How was your visit" in english
    assert "text.it" not in english
    assert "Com'è andata la tua visita" in template("show", "store_visit", "--languages", "it,en").stdout
    assert template("show", "store_visits").exit_code == 2
    refused = template("show", "store_visit", "--languages", "en,nl")
    assert (refused.exit_code, '"nl"' in refused.output) == (2, True)


def test_one_that_there_is_not_is_told_in_a_line(config: Path) -> None:
    refused = template("add", "employee_puls", config=config)
    assert refused.exit_code == 2
    assert refused.output == 'There is no template "employee_puls"; did you mean "employee_pulse"?\n'


@pytest.mark.parametrize("name", ["employee_pulse", "first_purchase"])
def test_one_that_nothing_starts_is_not_put_before_customers(config: Path, name: str) -> None:
    assert template("add", "relationship", config=config).exit_code == 0
    done = template("add", name, config=config)
    assert done.exit_code == 0
    assert "Nothing starts it yet; the comment at its top tells why." in done.output
    assert "[touchpoints.relationship]" not in done.output


def test_it_is_added_at_the_end_in_the_languages_and_the_manner_of_the_business(config: Path) -> None:
    before = config.read_text(encoding="utf-8")
    done = template("add", "after_delivery", config=config)
    assert done.exit_code == 0, done.output
    after = config.read_text(encoding="utf-8")
    assert after.startswith(f"{before}\n# After a delivery")
    assert "motivo principale del suo voto" in after
    assert "text.de" not in after
    assert flows(config) == {"after_delivery"}
    assert PLACEHOLDER in done.output


def test_a_second_time_nothing_is_changed(config: Path) -> None:
    template("add", "after_delivery", config=config)
    before = config.read_bytes()
    again = template("add", "after_delivery", config=config)
    assert again.exit_code == 2
    assert 'there is a flow "after_delivery" already' in again.output
    assert config.read_bytes() == before


def test_under_another_name_it_stands_beside_the_first(config: Path) -> None:
    template("add", "after_delivery", config=config)
    done = template("add", "after_delivery", "--flow", "after_pickup", "--languages", "it,en", config=config)
    assert done.exit_code == 0, done.output
    assert flows(config) == {"after_delivery", "after_pickup"}
    loaded = load_config(config, os.environ).config
    assert loaded is not None
    assert len(loaded.complaints) == 1, "the rule there is names the same answers"
    assert template("add", "after_delivery", "--flow", "After Pickup", config=config).exit_code == 2


def test_a_name_of_a_touchpoint_is_taken_too(config: Path) -> None:
    with config.open("a", encoding="utf-8") as file:
        file.write('[touchpoints.store_visit]\non = "purchase.paid"\nflow = "after_delivery"\n')
    refused = template("add", "store_visit", config=config)
    assert refused.exit_code == 2
    assert 'there is a touchpoint "store_visit" already' in refused.output


def test_a_folder_that_is_included_gets_a_file_of_its_own(config: Path) -> None:
    text = f'include = ["surveys/*.toml"]\n{config.read_text(encoding="utf-8")}'
    config.write_text(text, encoding="utf-8")
    assert template("add", "product_use", config=config).exit_code == 0
    assert config.read_text(encoding="utf-8") == text
    assert [path.name for path in (config.parent / "surveys").iterdir()] == ["product_use.toml"]
    assert flows(config) == {"product_use"}
    to = config.parent / "surveys" / "visits.toml"
    assert template("add", "store_visit", "--to", str(to), config=config).exit_code == 0
    assert flows(config) == {"product_use", "store_visit"}


def test_a_file_that_nobody_includes_is_not_written(config: Path) -> None:
    refused = template("add", "product_use", "--to", str(config.parent / "more" / "a.toml"), config=config)
    assert refused.exit_code == 1
    assert 'include = ["surveys/*.toml"]' in refused.output
    assert list(config.parent.iterdir()) == [config]


@pytest.mark.parametrize("line", ["complaints = []\n", "flows = {}\n"])
def test_where_no_table_can_follow_nothing_is_changed(config: Path, line: str) -> None:
    config.write_text(line + config.read_text(encoding="utf-8"), encoding="utf-8")
    before = config.read_bytes()
    refused = template("add", "after_delivery", config=config)
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.output
    assert config.read_bytes() == before


def test_what_gets_in_the_way_of_other_parts_is_taken_back(config: Path) -> None:
    """In a file of its own it is right by itself; only the whole shows that the two do not fit."""
    text = f'include = ["surveys/*.toml"]\ntouchpoints = 3\n{config.read_text(encoding="utf-8")}'
    config.write_text(text, encoding="utf-8")
    refused = template("add", "after_delivery", config=config)
    assert refused.exit_code == 1
    assert '"touchpoints.after_delivery" is defined twice' in " ".join(refused.output.split())
    assert list(config.parent.iterdir()) == [config]


def test_tokens_may_still_be_missing(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TOKENS:
        monkeypatch.delenv(name)
    done = template("add", "relationship", config=config)
    assert done.exit_code == 0, done.output
    assert "TELEGRAM" in done.output


def test_line_ends_rights_and_links_stay(config: Path) -> None:
    text = config.read_text(encoding="utf-8").replace("\n", "\r\n").rstrip()
    real = config.with_name("real.toml")
    real.write_bytes(text.encode())
    real.chmod(0o640)
    config.unlink()
    config.symlink_to(real)
    assert template("add", "after_delivery", config=config).exit_code == 0
    content = real.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert config.is_symlink()
    assert len(list(config.parent.iterdir())) == 2


def test_a_language_that_no_template_has_is_left_to_the_admin(config: Path) -> None:
    config.write_text(basics("en", "nl"), encoding="utf-8")
    done = template("add", "after_delivery", config=config)
    assert done.exit_code == 0
    assert 'the wording in "nl" is missing' in done.output
    config.write_text(basics("nl"), encoding="utf-8")
    assert template("add", "after_delivery", config=config).exit_code == 2


def test_a_configuration_that_cannot_be_read_is_left_alone(config: Path) -> None:
    config.write_text("[business", encoding="utf-8")
    assert "this is not TOML" in template("add", "after_delivery", config=config).output
    config.write_text("[business]\nname = 3\n", encoding="utf-8")
    refused = template("add", "after_delivery", config=config)
    assert (refused.exit_code, "[business]" in refused.output) == (1, True)
    assert config.read_text(encoding="utf-8") == "[business]\nname = 3\n"


def test_what_cannot_be_written_is_said_in_a_line(config: Path) -> None:
    place = config.parent / "folder"
    place.write_text("a file", encoding="utf-8")
    refused = template("add", "after_delivery", "--to", str(place / "a.toml"), config=config)
    assert refused.exit_code == 1
    assert "cannot be written" in refused.output
