"""What docs/tests.md says is true: its example passes, and it names all that a customer can do."""

import re
from pathlib import Path

from bot.config import load_config
from bot.config.rehearsals import Persona, Rehearsal, Sale
from bot.rehearsals import play_tests
from flows.rehearsal.acts import DEEDS
from flows.rehearsal.expectation import Expectation
from tests.bot.config.planting import SECRETS

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "tests.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")


def test_its_example_passes_with_the_example_configuration(tmp_path: Path) -> None:
    (written,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "config.toml"
    file.write_text(f"{EXAMPLE}\n{written}", encoding="utf-8")
    config = load_config(file, SECRETS).config
    assert config is not None
    (played,) = play_tests(config, ["Ada is angry, and then takes it back"])
    assert played.mismatches == ()


def test_each_thing_that_a_customer_can_do_is_on_it() -> None:
    assert [deed for deed in DEEDS if f"`({deed}" not in PAGE] == []


def test_each_key_of_a_test_is_on_it() -> None:
    keys = {key for piece in (Rehearsal, Persona, Sale, Expectation) for key in piece.model_fields}
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", PAGE)] == []
