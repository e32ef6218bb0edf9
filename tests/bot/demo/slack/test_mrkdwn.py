"""What a person sees of mrkdwn, and what Slack stores of typed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.slack.mrkdwn import escape, read_blocks, read_mrkdwn, type_text, typed_blocks, unescape

NAMES = {"U1": "Giovanni Rossi", "C1": "complaints"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5 &lt; 6 &amp; more", "5 < 6 & more"),
        ("&amp;lt;", "&lt;"),
        ("ask <@U1> in <#C1>", "ask @Giovanni Rossi in #complaints"),
        ("<https://shop.example/1|order 1>", "order 1"),
        ("<https://shop.example/1>", "https://shop.example/1"),
        ("<!date^1800000000^{date}|1 March>", "1 March"),
        ("&lt;!channel&gt;", "<!channel>"),
    ],
)
def test_a_person_sees_names_labels_and_decoded_text(text: str, shown: str) -> None:
    assert read_mrkdwn(text, NAMES).text == shown


def test_real_mentions_and_links_are_told_apart_from_text() -> None:
    reading = read_mrkdwn("<!channel> <!here|here> <@U1> <https://evil.example|our shop> @everyone", NAMES)
    assert reading.broadcasts == ("channel", "here")
    assert reading.mentions == ("U1",)
    assert reading.links == ("https://evil.example",)


@given(st.text())
def test_escaped_text_shows_as_written_and_calls_nobody(text: str) -> None:
    reading = read_mrkdwn(escape(text), NAMES)
    assert (reading.text, reading.broadcasts, reading.mentions, reading.links) == (text, (), (), ())
    assert unescape(escape(text)) == text


def test_plain_text_calls_nobody() -> None:
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "<!channel> <@U1>"}}]
    [reading] = read_blocks(blocks, NAMES)
    assert (reading.text, reading.broadcasts, reading.mentions) == ("<!channel> <@U1>", (), ())


def test_typed_text_is_stored_with_entities_links_and_mentions() -> None:
    stored = type_text("@Giovanni Rossi 5 < 6, see https://shop.example/1 @here", {"Giovanni Rossi": "U1"})
    assert stored == "<@U1> 5 &lt; 6, see <https://shop.example/1> <!here>"
    [reading] = read_blocks(typed_blocks(stored), NAMES)
    assert reading.text == "@Giovanni Rossi 5 < 6, see https://shop.example/1 @here"
    assert (reading.mentions, reading.broadcasts) == (("U1",), ("here",))
