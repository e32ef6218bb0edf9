"""Where nothing but the wordings can be changed, nothing is."""

from dataclasses import replace

import pytest

from bot.config.origins import Draft, InEnvironment, InFile
from bot.translations import Cell, Fault, Line, Sheet, compare, edit_files
from tests.bot.translations.shops import book_of, draft_of, files_of

KEY = "flows.delivery.score.text"
PLACE = ("flows", "delivery", "nodes", 0, "text")


def edited(draft: Draft, language: str = "en") -> object:
    book = book_of(draft, begun=("fr",))
    line = Line(2, KEY, "it", book.by_key[KEY].wordings["it"], {language: Cell("New", None)})
    return edit_files(compare(Sheet((language,), (line,)), book).changes, draft)


def test_a_file_that_is_not_as_it_was_read_is_left_alone() -> None:
    """What comes out is read before it is believed, for something in it may have moved all places."""
    draft = draft_of(files_of())
    shifted = replace(draft.main, content=b"#" * 7 + draft.main.content)
    draft.origins = {
        place: InFile(shifted, origin.place) if isinstance(origin, InFile) else origin
        for place, origin in draft.origins.items()
    }
    message = "config.toml cannot be changed without changing more than its wordings"
    assert edited(draft) == [Fault(2, message, "write the translations into it by hand")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_stands_in_no_file_is_changed_elsewhere(language: str) -> None:
    draft = draft_of(files_of())
    draft.origins[PLACE] = InEnvironment("RISCONTRO__TEXT")
    message = f"{language}: {KEY} comes from RISCONTRO__TEXT"
    assert edited(draft, language) == [Fault(2, message, "change it there")]
