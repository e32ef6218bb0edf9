"""Which words are bold, italic, a link or a quote, and that everything else is what it looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.wording.markup import OPEN, Span, Style, Styled, broken_links, escape, parse

PIECES = [*"*_[]()>\\ \nab5é😀", "](https://a.example)", "\n> ", " *", "[a](https://a.example)"]
MARKS = st.lists(st.sampled_from(PIECES)).map("".join)
ANYTHING = st.text() | MARKS


def stretches(text: str) -> list[tuple[Style, str]]:
    """The styles of a text, each with the words that have it."""
    styled = parse(text)
    return [(span.style, styled.plain[span.start : span.end]) for span in styled.spans]


@pytest.mark.parametrize(
    ("text", "plain", "styles"),
    [
        ("How *was* it?", "How was it?", [(Style.BOLD, "was")]),
        ("_Ada_, (*you*)!", "Ada, (you)!", [(Style.ITALIC, "Ada"), (Style.BOLD, "you")]),
        ("*more _and more_*", "more and more", [(Style.BOLD, "more and more"), (Style.ITALIC, "and more")]),
        ("_*both*_", "both", [(Style.ITALIC, "both"), (Style.BOLD, "both")]),
        ("*a _b* c_", "a _b c_", [(Style.BOLD, "a _b")]),
        (
            "[a *b*](https://a.example/x_y) _c_",
            "a b c",
            [(Style.LINK, "a b"), (Style.BOLD, "b"), (Style.ITALIC, "c")],
        ),
        ("*[a* b](https://a.example)", "*a* b", [(Style.LINK, "a* b")]),
        ("> one\n> *two*\nthree", "one\ntwo\nthree", [(Style.QUOTE, "one\ntwo"), (Style.BOLD, "two")]),
        ("a\n> b\n\n> c", "a\nb\n\nc", [(Style.QUOTE, "b"), (Style.QUOTE, "c")]),
        ("> a\n>\n> b", "a\n\nb", [(Style.QUOTE, "a\n\nb")]),
        ("> a\\\nb\nc", "a\nb\nc", [(Style.QUOTE, "a\nb")]),
    ],
)
def test_marks_make_styles(text: str, plain: str, styles: list[tuple[Style, str]]) -> None:
    assert parse(text).plain == plain
    assert stretches(text) == styles


@pytest.mark.parametrize(
    "text",
    [
        "5* and 3*",
        "2 * 3 * 4",
        "snake_case_name",
        "* one\n* two",
        "**bold** and __under__",
        "*one line\nand the next*",
        "a > b, >c, >> d",
        "[1] and (2) [3] (4)",
        "[x]()",
        "https://a.example/_under_/score and a_b@c_d.example",
        "C:\\temp",
        "the end \\",
    ],
)
def test_what_does_not_pair_up_at_the_borders_of_words_is_plain(text: str) -> None:
    assert parse(text) == Styled(text)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "mailto:ada@a.example",
        "tg://user?id=1",
        "/stop",
        "https://",
        "https://localhost",
        "http:// a.example",
        "https://a.example\u00a0b",
        "HTTPS:a.example",
    ],
)
def test_a_link_leads_into_the_web_or_nowhere(address: str) -> None:
    written = address.replace("(", "\\(").replace(")", "\\)")
    assert parse(f"[words]({written})") == Styled(f"[words]({address})")


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.example", "https://a.example"),
        ("http://shop.a.example:8080/x_y*z?q=1#f", "http://shop.a.example:8080/x_y*z?q=1#f"),
        ("https://a.example/M%C3%BCsli_\\(food\\)", "https://a.example/M%C3%BCsli_(food)"),
        ("HTTPS://bücher.example", "HTTPS://bücher.example"),
    ],
)
def test_a_link_keeps_its_address(written: str, url: str) -> None:
    assert parse(f"a [b]({written})") == Styled("a b", (Span(2, 3, Style.LINK, url),))


def test_a_backslash_takes_the_meaning_from_a_mark() -> None:
    assert parse(r"\*no\* \_no\_ \[no](https://a.example) \\ \> \.") == Styled(
        r"*no* _no_ [no](https://a.example) \ > ."
    )
    assert parse("\\> no quote") == Styled("> no quote")


@given(ANYTHING)
def test_an_escaped_text_reads_as_it_was(text: str) -> None:
    assert parse(escape(text)) == Styled(text)


@given(ANYTHING)
def test_an_escaped_text_adds_no_style_to_another(text: str) -> None:
    styled = parse(f"*a* > [b {escape(text)} c](https://a.example) _d_\n> {escape(text)}")
    assert styled.plain == f"a > b {text} c d\n{text}"
    assert {span.style for span in styled.spans} == {*Style} - (set() if text else {Style.QUOTE})
    assert len(styled.spans) == 4 - (not text)


@given(ANYTHING)
def test_every_text_can_be_read(text: str) -> None:
    styled = parse(text)
    assert all(0 <= span.start < span.end <= len(styled.plain) for span in styled.spans)
    assert all((span.url is not None) == (span.style is Style.LINK) for span in styled.spans)
    assert list(styled.spans) == sorted(styled.spans, key=lambda span: span.start)
    assert not crossing(styled)


def crossing(styled: Styled) -> list[tuple[Span, Span]]:
    """Spans of which neither holds the other, though they overlap."""
    pairs = ((one, other) for one in styled.spans for other in styled.spans)
    return [(one, other) for one, other in pairs if one.start < other.start < one.end < other.end]


@given(MARKS, st.data())
def test_a_part_has_its_own_styles(text: str, data: st.DataObject) -> None:
    styled = parse(text)
    start = data.draw(st.integers(0, len(styled.plain)))
    end = data.draw(st.integers(start, len(styled.plain)))
    part = styled.part(start, end)
    assert part.plain == styled.plain[start:end]
    assert looks(part) == looks(styled)[start:end]


def looks(styled: Styled) -> list[set[tuple[Style, str | None]]]:
    """The styles of each character."""
    return [
        {(span.style, span.url) for span in styled.spans if span.start <= at < span.end}
        for at in range(len(styled.plain))
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "_",
        "[",
        "\\",
        "](",
        "*a ",
        "_a *",
        "*a_ ",
        "[a](",
        "[\\",
        "\n>",
        "https://a.b/\\(",
        "https://__",
        " *a* _",
    ],
)
def test_hostile_texts_are_read_in_time_that_grows_with_their_length(piece: str) -> None:
    """If it grew with the square, this would take minutes, and pytest ends what hangs."""
    text = piece * (200_000 // len(piece))
    assert len(parse(text).plain) <= len(text)
    assert len(list(broken_links(text))) <= len(text)


# --- what is wrong with links -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](https://a.example) and [1] (b)", []),
        (f"[a]({OPEN * 9}) [b](https://{OPEN}.example/{OPEN})", []),
        ("[a](www.a.example)", [(3, "www.a.example")]),
        (f"[a](ftp://{OPEN})", [(3, f"ftp://{OPEN}")]),
        ("[a](https://a.example", [(3, None)]),
        ("[a](https://a.example/b c)", [(3, None)]),
        ("[a](https://a.example/(b))", [(3, None)]),
        ("a]( \\]( [x](y)", [(2, None), (11, "y")]),
    ],
)
def test_a_link_without_an_end_or_an_address_is_found(text: str, found: list[tuple[int, str | None]]) -> None:
    assert list(broken_links(text)) == found
