"""What is written in a talk, and what is wrong with it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.events import BACK, SKIP, ShareKind
from flows.rehearsal.acts import (
    BUTTONS,
    Act,
    Changes,
    Edits,
    Presses,
    Says,
    Sends,
    Speaks,
    Stops,
    Taps,
)
from flows.rehearsal.lines import (
    BotSays,
    Buttons,
    CustomerDoes,
    TimePasses,
    Toast,
    What,
    read_talk,
    write_line,
)


def one(written: str) -> What:
    lines, bad = read_talk(written, ("Ada", "Ada Bianchi"))
    assert not bad, bad
    (line,) = lines
    return line.what


def wrong(written: str) -> tuple[int, str, str]:
    _, bad = read_talk(written, ("Ada",))
    (line,) = bad
    return line.offset, line.message, line.hint


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("bot: Hi Ada, how was it?*", BotSays("Hi Ada, how was it?*")),
        ("Bot: Privacy: https://shop.example", BotSays("Privacy: https://shop.example")),
        ("toast: Choose at least 2.", Toast("Choose at least 2.")),
        ("buttons: 1 ⭐ | Skip", Buttons(("1 ⭐", "Skip"))),
        ("buttons:", Buttons(())),
        ("--- 2 days later", TimePasses(timedelta(days=2))),
        ("--- 1 hour 30 minutes ---", TimePasses(timedelta(minutes=90))),
        ("(2 days)", TimePasses(timedelta(days=2))),
        ("(3 days later)", TimePasses(timedelta(days=3))),
        ("Ada: 2", CustomerDoes(Says("2"))),
        ("ada: fine: really", CustomerDoes(Says("fine: really"))),
        ("Ada Bianchi: 2", CustomerDoes(Says("2"))),
        ("customer: 2", CustomerDoes(Says("2"))),
        ("Ada {mood -0.8}: Too late", CustomerDoes(Says("Too late", -0.8))),
        ("Ada: \\(sigh)", CustomerDoes(Says("(sigh)"))),
        ("Ada: [It came late]", CustomerDoes(Taps("It came late"))),
        ("Ada: (back)", CustomerDoes(Presses(BACK))),
        ("(skip)", CustomerDoes(Presses(SKIP))),
        ("Ada: (photo broken.jpg)", CustomerDoes(Sends(ShareKind.PHOTO, "broken.jpg"))),
        ("Ada: (voice)", CustomerDoes(Sends(ShareKind.VOICE, "voice.ogg"))),
        ("Ada: (contact +39 06 1234567)", CustomerDoes(Sends(ShareKind.CONTACT, "+39 06 1234567"))),
        ("Ada: (location 45.4,9.1)", CustomerDoes(Sends(ShareKind.LOCATION, "45.4,9.1"))),
        ("Ada: (edits: new words)", CustomerDoes(Edits("new words"))),
        ("Ada: (edits {mood 0.5}: new words)", CustomerDoes(Edits("new words", 0.5))),
        ("Ada: (changes: What went wrong)", CustomerDoes(Changes("What went wrong"))),
        ("Ada: (language it)", CustomerDoes(Speaks("it"))),
        ("Ada: (stop)", CustomerDoes(Stops())),
    ],
)
def test_a_line(written: str, what: What) -> None:
    assert one(written) == what


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("Adda: 2", '"Adda" is not in this talk', 'did you mean "Ada"?'),
        ("Giovanni: 2", '"Giovanni" is not in this talk', '"bot:", "Ada:"'),
        ("just words", "nobody says this", '"bot:", "Ada:"'),
        ("bot:", "no words are written here", "* stands for anything"),
        ("Ada:", "nothing is said here", "Ada: [Skip]"),
        ("Ada: (photp x.jpg)", 'nothing is done that is called "photp"', 'did you mean "(photo)"?'),
        ("Ada: (dances)", 'nothing is done that is called "dances"', "a backslash before ("),
        ("Ada: (location Rome)", '"Rome" is no place', "45.4642"),
        ("Ada: (edits)", "no words are written here", "(edits: "),
        ("Ada: (changes)", "no question is named here", "(changes: "),
        ("Ada: (language)", "no language is named here", "(language it)"),
        ("Ada {mood bad}: 2", '"bad" is no mood', "between -1 and 1"),
        ("Ada {mood -3}: 2", '"-3" is no mood', "between -1 and 1"),
        ("--- soon", "is not a duration", "2 days 3 hours"),
        ("(2 moons)", "is not a unit of time", "2 days"),
    ],
)
def test_a_wrong_line_says_what_to_write(written: str, message: str, hint: str) -> None:
    offset, told, advice = wrong(f"bot: Hi\n{written}\n")
    assert offset == len("bot: Hi\n")
    assert message in told
    assert hint in advice


def test_lines_that_are_set_in_go_on_with_the_one_above() -> None:
    lines, bad = read_talk("\n  bot: Hi,\n     how was it?\n\n  Ada: Well\n    enough\n", ("Ada",))
    assert not bad
    assert [line.what for line in lines] == [BotSays("Hi,\nhow was it?"), CustomerDoes(Says("Well\nenough"))]
    assert [line.offset for line in lines] == [3, 32]


def test_all_wrong_lines_are_told_at_once() -> None:
    _, bad = read_talk("bot: Hi\nAdda: 2\nAda: 2\n--- soon\n", ("Ada",))
    assert [line.offset for line in bad] == [8, 23]


@pytest.mark.parametrize(
    "line", ["a{}b", "--{}x", "({}x", "Ada {{mood{}: x", "Ada: (edits {{mood{}x)", "bot:{}x"]
)
def test_a_long_line_is_read_at_once(line: str) -> None:
    """With a pattern that looks back it would take hours."""
    lines, bad = read_talk(line.format(" " * 50_000), ("Ada",))
    assert len(lines) + len(bad) == 1


words = st.from_regex(r"[A-Za-z0-9?!,.' ]{1,20}[A-Za-z]", fullmatch=True).map(str.strip)
moods = st.one_of(st.none(), st.sampled_from([-1.0, -0.8, 0.0, 0.25]))
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(Says, words, moods),
    st.builds(Says, words.map(lambda each: f"({each})"), moods),
    st.builds(Taps, words),
    st.builds(Presses, st.sampled_from(list(BUTTONS.values()))),
    st.builds(Sends, st.sampled_from([ShareKind.PHOTO, ShareKind.VOICE, ShareKind.FILE]), words),
    st.builds(Edits, words, moods),
    st.builds(Changes, words),
    st.builds(Speaks, st.sampled_from(["it", "de-AT"])),
    st.just(Stops()),
)
whats: st.SearchStrategy[What] = st.one_of(
    st.builds(BotSays, words),
    st.builds(Toast, words),
    st.builds(Buttons, st.lists(words, max_size=3).map(tuple)),
    st.builds(CustomerDoes, acts),
    st.builds(TimePasses, st.integers(1, 10**6).map(lambda seconds: timedelta(seconds=seconds))),
)


@given(st.lists(whats, max_size=5))
def test_what_is_written_is_read_again(said: list[What]) -> None:
    talk = "\n".join(write_line(each, "Ada") for each in said)
    lines, bad = read_talk(talk, ("Ada",))
    assert not bad
    assert [line.what for line in lines] == said


@given(st.text())
def test_whatever_is_written_is_read_or_refused(talk: str) -> None:
    lines, bad = read_talk(talk, ("Ada",))
    offsets = [*(line.offset for line in lines), *(line.offset for line in bad)]
    assert all(0 <= offset < len(talk) for offset in offsets)
