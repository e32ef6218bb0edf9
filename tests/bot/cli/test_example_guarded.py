"""No text, no label and no condition of the example can change without a test of the example that fails."""

import re
from pathlib import Path

import pytest

from tests.bot.cli.test_check import EXAMPLE, riscontro

TEXT = EXAMPLE.read_text(encoding="utf-8")
FIRST, LAST = TEXT.index("# --- What to ask"), TEXT.index("[sla.high]")
SAID = re.compile(r'^[^#\n]*?\b(?:it|en|when) = "[^"]+"', re.MULTILINE)
WORDING = re.compile(r'\b(?:it|en) = "(?P<said>[^"]+)(?P<at>)"')
LIMIT = re.compile(r'\bwhen = "(?P<said>[^"]*(?P<at>\d))"')


def changes() -> dict[str, str]:
    """The changed words or condition, to the example with that one change."""
    changed = {}
    for line in SAID.finditer(TEXT, FIRST, LAST):
        end_of_line = TEXT.index("\n", line.start())
        for pattern in (WORDING, LIMIT):
            for found in pattern.finditer(TEXT, line.start(), end_of_line):
                other = str(int(found["at"]) + 1) if found["at"] else " Bye"
                start, end = found.span("at")
                whole = found["said"][: start - found.start("said")] + other
                changed[whole] = TEXT[:start] + other + TEXT[end:]
    return changed


CHANGES = changes()


def test_each_kind_is_changed() -> None:
    assert len(CHANGES) == 23
    assert {"ces <= 4", "csat <= 2 || mood <= -0.6", "Danneggiato Bye", "What went wrong? Bye"} <= set(
        CHANGES
    )


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed(change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CHANGES[change], encoding="utf-8")
    outcome = riscontro("test")
    assert outcome.code == 1, outcome.out
    assert "failed  " in outcome.out
