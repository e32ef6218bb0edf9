"""Formatted text, checked against the examples of TDLib's own tests (test/message_entities.cpp)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from bot.demo.telegram.formatted import FormattedText, MarkupError, utf16_length
from bot.demo.telegram.html_text import parse_html
from bot.demo.telegram.markdown_text import parse_markdown

Place = tuple[str, int, int]


def places(formatted: FormattedText) -> list[Place]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in formatted.entities]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("&#xDFDF", "Text contains invalid Unicode characters after decoding HTML entities"),
        ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_mistakes_in_html(source: str, reason: str) -> None:
    with pytest.raises(MarkupError) as error:
        parse_html(source)
    assert str(error.value).startswith(reason)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;', []),
        ("➡️ ➡️<em>➡️ ➡️</em>", "➡️ ➡️➡️ ➡️", [("italic", 5, 5)]),
        ("🏟 🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>", "🏟 🏟🏟 ><🏟", [("italic", 5, 7), ("bold", 9, 3)]),
        ("<s>a</><u>b</><del></del>", "ab", [("strikethrough", 0, 1), ("underline", 1, 1)]),
        ('<span class = "tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a<pre>b</pre></>", "ab", [("expandable_blockquote", 0, 2), ("pre", 1, 1)]),
        ('<pre><code class="language-fift">a</></>', "a", [("pre", 0, 1)]),
        ('<pre><code class="language-fift">a</> </>', "a ", [("pre", 0, 2), ("code", 0, 1)]),
        ("<a href=telegram.org>a</a> <a>b</a>", "a b", [("text_link", 0, 1)]),
    ],
)
def test_html(source: str, text: str, expected: list[Place]) -> None:
    formatted = parse_html(source)
    assert (formatted.text, places(formatted)) == (text, expected)


def test_links_and_languages_are_kept() -> None:
    assert parse_html("<a href='telegram.org?&lt;'>a</a>").entities[0]["url"] == "http://telegram.org/?<"
    assert parse_html('<pre><code class="language-fift">a</></>').entities[0]["language"] == "fift"
    assert parse_markdown("[a](https://telegram.dog?\\))").entities[0]["url"] == "https://telegram.dog/?)"


@pytest.mark.parametrize("character", "]()>#+-=|{}.!")
def test_reserved_characters(character: str) -> None:
    reason = f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
    with pytest.raises(MarkupError) as error:
        parse_markdown(f"a{character}")
    assert str(error.value) == reason
    assert parse_markdown(f"a\\{character}").text == f"a{character}"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("🏟 🏟_abacaba", "Can't find end of Italic entity at byte offset 9"),
        ("🏟 🏟_abac * asd ", "Can't find end of Bold entity at byte offset 15"),
        ("🏟 🏟`", "Can't find end of Code entity at byte offset 9"),
        ("🏟 🏟```a", "Can't find end of Pre entity at byte offset 9"),
        ("🏟 🏟__🏟 🏟_", "Can't find end of Italic entity at byte offset 20"),
        ("🏟 🏟__🏟 _🏟___", "Can't find end of Italic entity at byte offset 23"),
        ("🏟 🏟||test\\|", "Can't find end of Spoiler entity at byte offset 9"),
        ("[telegram\\.org](asd\\)", "Can't find end of a URL at byte offset 16"),
    ],
)
def test_mistakes_in_markdown(source: str, reason: str) -> None:
    with pytest.raises(MarkupError) as error:
        parse_markdown(source)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("🏟 🏟_abac \\* asd _", "🏟 🏟abac * asd ", [("italic", 5, 11)]),
        ("🏟 🏟_🏟 __🏟___", "🏟 🏟🏟 🏟", [("italic", 5, 5), ("underline", 8, 2)]),
        ("🏟 🏟```🏟\n🏟```", "🏟 🏟🏟", [("pre", 5, 2)]),
        ("🏟 🏟`🏟 \\`_`", "🏟 🏟🏟 `_", [("code", 5, 5)]),
        ("||test||~a~**", "testa", [("spoiler", 0, 4), ("strikethrough", 4, 1)]),
        ("[telegram\\.org]()", "telegram.org", []),
        ("[telegram\\.org](telegram.dog)", "telegram.org", [("text_link", 0, 12)]),
        ("abc\n> \n> \n>\ndef", "abc\n \n \n\ndef", [("blockquote", 4, 5)]),
        (">*abcd*", "abcd", [("blockquote", 0, 4), ("bold", 0, 4)]),
    ],
)
def test_markdown(source: str, text: str, expected: list[Place]) -> None:
    formatted = parse_markdown(source)
    assert (formatted.text, places(formatted)) == (text, expected)


@given(st.text())
def test_escaped_text_stays_what_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(f"<b>{escaped}</b>").text == text
    assert parse_markdown(escape_markdown(text, version=2)).text == text


@given(st.text(alphabet="<>/b i=&;\"'_*`~|[]()\\\n🏟", max_size=30))
def test_any_text_is_read_or_refused(source: str) -> None:
    for parse in (parse_html, parse_markdown):
        try:
            formatted = parse(source)
        except MarkupError:
            continue
        end = utf16_length(formatted.text)
        assert all(entity["offset"] + entity["length"] <= end for entity in formatted.entities)


def test_trimming_moves_the_entities() -> None:
    trimmed = parse_html(" \n<b> a🏟 </b><i> </i>").trimmed()
    assert (trimmed.text, places(trimmed)) == ("a🏟", [("bold", 0, 3)])


def test_commands_are_found() -> None:
    found = FormattedText("🏟 /start now /stop@shop_bot a/b", []).with_found()
    assert places(found) == [("bot_command", 3, 6), ("bot_command", 14, 14)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🌷 https://shop.example/a?b=c. Bye", [("url", 3, 26)]),
        ("(https://shop.example)", [("url", 1, 20)]),
        ("xhttps://shop.example http:// ftp://a", []),
        ("https://shop.example/start /start", [("url", 0, 26), ("bot_command", 27, 6)]),
    ],
)
def test_addresses_are_found(text: str, expected: list[Place]) -> None:
    assert places(FormattedText(text, []).with_found()) == expected


def test_what_lies_in_a_link_or_in_code_is_not_found() -> None:
    for kind, found in (("text_link", []), ("code", []), ("bold", [("url", 0, 20)])):
        known = {"type": kind, "offset": 0, "length": 20}
        formatted = FormattedText("https://shop.example", [known]).with_found()
        assert places(formatted)[1:] == found
