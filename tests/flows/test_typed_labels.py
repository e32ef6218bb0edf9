"""What a button says, or an example in a sentence of the bot's own, can be typed."""

import re
from datetime import date

import pytest

from flows.answers import is_skip, read_choices, read_date, read_yes_or_no
from flows.phrases import PHRASES, Phrase, Phrasebook
from flows.wording import Manner, Manners

TODAY = date(2026, 12, 2)


@pytest.mark.parametrize("manner", Manner)
@pytest.mark.parametrize("language", PHRASES)
def test_the_buttons_and_the_examples_can_be_typed(language: str, manner: Manner) -> None:
    book = Phrasebook(manners=Manners({language: manner}))
    assert is_skip(book.of(Phrase.SKIP, language))
    assert read_yes_or_no(book.of(Phrase.CONSENT_YES, language)) is True
    assert read_yes_or_no(book.of(Phrase.CONSENT_NO, language)) is False
    assert read_date(book.of(Phrase.TODAY, language), language, TODAY) == TODAY
    assert read_date(book.of(Phrase.YESTERDAY, language), language, TODAY) == date(2026, 12, 1)
    none = book.of(Phrase.NONE_OF_THESE, language)
    assert read_choices(none, {"late": ["It came late"]}, [none]) == []
    example = re.search(r"24.+(?=\.$)", book.of(Phrase.UNREADABLE_DATE, language))
    assert example is not None
    assert read_date(example.group(), language, TODAY) == date(2026, 12, 24)
