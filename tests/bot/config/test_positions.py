"""A mistake is shown where it stands, however the TOML around it is written."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.positions import Position, Positions
from flows.problems import Place
from tests.bot.config.planting import without_signs


def positions_of(planted: str) -> tuple[Positions, Position]:
    text, places = without_signs(planted)
    tomllib.loads(text)
    ((line, column),) = places
    return Positions(text), Position(line, column)


@pytest.mark.parametrize(
    ("place", "planted"),
    [
        (("a",), "a = ▶1"),
        (("a", "b", "c"), "a.b.c = ▶1"),
        (("t", "n", "m"), 't = { e = "X", n.m = ▶2 }'),
        (("t", "list", 1), '[t]\nlist = [\n  "one",  # first\n  ▶"two",\n]'),
        (("t", "list", 1, "b"), "[t]\nlist = [{ b = 1 }, { a = 0, b = ▶2 }]"),
        (("flows", "after x", "title"), '[flows."after x"]\ntitle = ▶"T"'),
        (("flows", "after\tx", "title"), '[flows."after\\tx"]\ntitle = ▶"T"'),
        (("f", "nodes", 1, "id"), '[[f.nodes]]\nid = "1"\n[[f.nodes]]\nid = ▶"2"'),
        (("f", "n", 0, "o", 1, "id"), '[[f.n]]\n[[f.n.o]]\nid = "1"\n[[f.n.o]]\nid = ▶"2"'),
        (("f", "n", 1, "o", 0, "id"), '[[f.n]]\n[[f.n.o]]\nid="1"\n[[f.n]]\n[[f.n.o]]\nid = ▶"2"'),
        (("f", "n", 0, "t", "it"), '[[f.n]]\n[f.n.t]\nit = ▶"x"'),
        (("f", "n", 0), "x = 1\n▶[[f.n]]\n"),
        (("f", "n"), "x = 1\n▶[f.n] # comment\n"),
        (("f",), "x = 1\n▶[f.n]\n"),
        (("é", "b"), '["é"]\nb = ▶1'),
        (("a", "d"), "[a]\n'c' = 'è è'\n'd' = ▶2020-01-01"),
        (("a", "nothing", "here"), "x = 1\n▶[a]\nb = 2"),
        (("a", "b", "nothing"), "[a]\nb = ▶{ c = 1 }"),
    ],
)
def test_a_value_is_found(place: Place, planted: str) -> None:
    positions, expected = positions_of(planted)
    assert positions.of_value(place) == expected


@pytest.mark.parametrize(
    ("place", "planted"),
    [
        (("a",), "▶a = 1"),
        (("a", "b"), "a.▶b = 1"),
        (("f", "n"), "[f.▶n]"),
        (("f", "n"), "[[f.▶n]]\n[[f.n]]"),
        (("f", "n", 1), "[[f.n]]\n[[f.▶n]]"),
        (("t", "m"), "t = { n = 1, ▶m = 2 }"),
        (("t", "long key"), 't = { n = "è", ▶"long key" = 2 }'),
        (("l", 1), "l = [1, ▶2]"),
    ],
)
def test_a_key_is_found(place: Place, planted: str) -> None:
    positions, expected = positions_of(planted)
    assert positions.of_key(place) == expected


@pytest.mark.parametrize(
    ("planted", "character"),
    [
        ('a = "Hi ▶X"', "X"),
        ('a = "\\"\\u00e8\\n \\U0001F600 ▶X"', "X"),
        ("a = 'C:\\ ▶X'", "X"),
        ('a = """▶X"""', "X"),
        ('a = """\n▶X"""', "X"),
        ('a = """\nfirst\n  ▶X"""', "X"),
        ('a = """first \\\n   ▶X"""', "X"),
        ('a = """first \\   \n\n   two\n "quoted" ▶X"""', "X"),
        ("a = '''\nfirst\n  ▶X'''", "X"),
        ('a = "😀 è ▶X"', "X"),
    ],
)
def test_a_character_of_a_text_is_found(planted: str, character: str) -> None:
    positions, expected = positions_of(planted)
    value = tomllib.loads(without_signs(planted)[0])["a"]
    assert positions.of_value(("a",), value.index(character)) == expected


def test_the_end_of_a_text_is_its_closing_quote() -> None:
    assert Positions('a = "abc"').of_value(("a",), 3) == Position(1, 9)
    assert Positions("a = 'abc'").of_value(("a",), 3) == Position(1, 9)
    assert Positions('a = "abc"').of_value(("a",), 99) == Position(1, 10)


def basic(character: str) -> str:
    """A character as a basic string may spell it."""
    return f"\\U{ord(character):08X}"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), st.data())
def test_escapes_count_as_what_they_stand_for(value: str, data: st.DataObject) -> None:
    spelled = [
        basic(character)
        if character in '"\\' or not character.isprintable() or data.draw(st.booleans())
        else character
        for character in value
    ]
    text = f'key = "{"".join(spelled)}"'
    assert tomllib.loads(text)["key"] == value
    at = data.draw(st.integers(0, len(value) - 1))
    assert Positions(text).of_value(("key",), at) == Position(1, 8 + len("".join(spelled[:at])))
