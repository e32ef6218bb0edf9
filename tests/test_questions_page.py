"""docs/questions.md is true: each kind has its lines, as in the survey of twenty nodes, and its picture."""

import re
from pathlib import Path

import pytest
from PIL import Image

from flows.definition import ASKED
from tests.flows.twenty_nodes import PLACE

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "questions.md").read_text(encoding="utf-8")
NODES = PLACE.read_text(encoding="utf-8").split("[[flows.")
EXAMPLES = re.findall(r"```toml\n(.*?)```\n\n!\[([^]]+)\]\(questions/([a-z]+)\.webp\)", PAGE, re.DOTALL)
PICTURES = re.findall(r"!\[([^]]+)\]\((questions/[a-z-]+\.webp)\)", PAGE)
MOST_BYTES = 1_500_000  # all the pictures together


def test_every_kind_is_shown() -> None:
    assert sorted(name for _, _, name in EXAMPLES) == sorted([*ASKED, "end"])


@pytest.mark.parametrize("lines", [lines for lines, _, _ in EXAMPLES])
def test_the_lines_are_those_of_the_survey(lines: str) -> None:
    first, *_ = lines.splitlines()
    (node,) = (node.splitlines() for node in NODES if first in node.splitlines())
    places = [node.index(line) for line in lines.splitlines()]
    assert places == sorted(places)


@pytest.mark.parametrize(("lines", "name"), [(lines, name) for lines, _, name in EXAMPLES])
def test_each_picture_stands_below_its_kind(lines: str, name: str) -> None:
    assert ("end = true" if name == "end" else f'ask = "{name}"') in lines


def test_every_picture_is_on_the_page_and_all_together_are_soon_loaded() -> None:
    files = set((DOCS / "questions").iterdir())
    assert {DOCS / name for _, name in PICTURES} == files
    for file in files:
        with Image.open(file) as picture:
            assert picture.format == "WEBP"
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
