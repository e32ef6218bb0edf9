"""A text in TOML, in the quotes of another."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translations.literals import write_like

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.builds(
    "".join,
    st.lists(st.sampled_from(["'", '"', "\\", "\n", "\r", "\t", "\0", " ", "è", "\x7f", "\x1b", "a"])),
)
SAMPLES = ['"old"', "'old'", '"""old"""', "'''old'''", '"""\nold\n"""', "'''\nold'''", '""', "''"]


@pytest.mark.parametrize("sample", SAMPLES)
@given(text=TEXTS)
def test_every_text_is_read_as_it_was(sample: str, text: str) -> None:
    literal = write_like(sample, text)
    if "\r\n" not in literal:  # which TOML reads as a line feed
        assert tomllib.loads(f"x = {literal}") == {"x": text}
    assert "\r" not in literal


@pytest.mark.parametrize(
    ("sample", "text", "literal"),
    [
        ('"old"', "Com'è?", '"Com\'è?"'),
        ('"old"', 'so "so"\n', '"so \\"so\\"\\n"'),
        ("'old'", 'so "so" \\*', "'so \"so\" \\*'"),
        ("'old'", "Com'è?", '"Com\'è?"'),
        ('"""\nold"""', 'due "righe"\nqui', '"""\ndue "righe"\nqui"""'),
        ('"""old"""', "\ndue", '"""\n\ndue"""'),
        ('"""old"""', 'so """so"""" è', '"""so \\"""so\\"\\""" è"""'),
        ('"""old"""', 'fine"', '"""fine\\""""'),
        ("'''old'''", "c'è\nqui", "'''c'è\nqui'''"),
        ("'''old'''", "fine'", '"""fine\'"""'),
    ],
)
def test_the_quotes_stay_where_they_can(sample: str, text: str, literal: str) -> None:
    assert write_like(sample, text) == literal
