"""The seconds that a node takes are near what those found who measured."""

from typing import Any

import pytest

from flows.definition import ASKED, Flow
from flows.effort import seconds_for

OPTIONS = {"options": [{"id": name, "text": {"en": name}} for name in "ab"]}
ITEMS = {"items": [{"id": name, "text": {"en": name}} for name in "ab"]}
NEEDED: dict[str, dict[str, Any]] = {
    "choice": OPTIONS,
    "multi": OPTIONS,
    "aspects": ITEMS,
    "consent": {"version": "1"},
}


def seconds(**keys: Any) -> float:
    (node,) = Flow.model_validate({"nodes": [keys]}).nodes
    return seconds_for(node)


def test_an_ordinary_question_takes_ten_seconds() -> None:
    """As Pew counts a stand-alone question."""
    twenty = "How satisfied are you with " + "word " * 15
    assert seconds(id="s", ask="csat", text={"en": twenty}) == pytest.approx(10, abs=0.5)


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_takes_its_time(kind: str) -> None:
    assert seconds(id="s", ask=kind, text={"en": "?"}, **NEEDED.get(kind, {})) > 4


def test_words_take_longer_than_taps() -> None:
    text = {"en": "Why?"}
    assert seconds(id="s", ask="text", text=text) > 2 * seconds(id="s", ask="csat", text=text)


def test_the_longest_language_counts_and_a_value_is_one_word() -> None:
    short, long = {"en": "One two."}, {"en": "One.", "de": "Eins {{ business.name }}."}
    assert seconds(text=short) == seconds(text=long) == pytest.approx(2 * 60 / 238)
    assert seconds(text={"en": "{% if customer.first_name %}One{% endif %} two."}) == seconds(text=short)


def test_a_call_takes_no_time_of_its_own() -> None:
    assert seconds(id="more", flow="other") == 0
