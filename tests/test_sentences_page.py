"""The page of the bot's own sentences has them all, as they are, and its lines of configuration work."""

import re
from pathlib import Path

from flows.names import Leaf
from flows.phrases import LABELS, PHRASES, TOASTS, Phrase, values_of
from tests.bot.config.planting import CONNECTIONS, FLOW, Desk

PAGE = (Path(__file__).parents[1] / "docs" / "sentences.md").read_text(encoding="utf-8")

BUSINESS = """
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it", "en", "de"]
privacy_url = "https://bottegarossi.example/privacy"
"""


def table() -> str:
    """The rows as they stand on the page: name, English, and what it is and may name."""
    rows = [f"| `{name}` | {_shown(PHRASES['en'][name])} | {_notes(name)} |\n" for name in PHRASES["en"]]
    return "".join(["| Name | In English | What it is, and may name |\n", "| --- | --- | --- |\n", *rows])


def _shown(text: str) -> str:
    return f"`{text}`" if "\n" not in text else f"`{text.partition(chr(10))[0]}` …"


def _notes(name: Phrase) -> str:
    """What may be missing stands in brackets."""
    paths = {".".join(path): values_of(name).find(path) for path in values_of(name).paths()}
    values = [
        f"[`{path}`]" if isinstance(leaf, Leaf) and leaf.optional else f"`{path}`"
        for path, leaf in paths.items()
    ]
    form = "a label" if name in LABELS else "a toast" if name in TOASTS else ""
    return "; ".join(filter(None, [form, ", ".join(values)]))


def test_the_page_has_every_sentence_as_it_is() -> None:
    rows = table().splitlines()
    assert PAGE.splitlines()[-len(rows) :] == rows


def test_the_lines_of_the_page_are_a_configuration(tmp_path: Path) -> None:
    business, phrases = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    flow = FLOW.replace('en = "How was it?"', 'en = "How was it?", de = "Wie war es?"')
    config = Desk(tmp_path).config(business + BUSINESS + CONNECTIONS + flow + phrases)
    assert config.phrasebook.of(Phrase.THANKS_DONE, "it") == "Tutto qui. La aspettiamo in via Garibaldi!"
    assert config.phrasebook.of(Phrase.THANKS_DONE, "de") == PHRASES["de"][Phrase.THANKS_DONE]
