"""What a customer types for a day, and what must not be taken for one. Today is Sunday, 22 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import read_date
from flows.answers.almanac import LANGUAGES, month_names, weekday_names

TODAY = date(2026, 11, 22)
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
DATE_LIKE = st.text(alphabet="0123456789./- abdefgimnostuvy,\u202f\ud800\x00", max_size=30)
TAGS = st.sampled_from([*LANGUAGES, "en-GB", "en-US", "en-CA", "de-AT", "ar", "ja", "xx", ""])

SPOKEN = {
    "en": "the day before yesterday|yesterday|today|tomorrow|the day after tomorrow",
    "it": "l'altro ieri|ieri|oggi|domani|dopodomani",
    "es": "anteayer|ayer|hoy|mañana|pasado mañana",
    "fr": "avant-hier|hier|aujourd’hui|demain|après-demain",
    "de": "vorgestern|gestern|heute|morgen|übermorgen",
    "pt": "anteontem|ontem|hoje|amanhã|depois de amanhã",
}


def read(text: str, language: str = "en") -> str | None:
    """The day as ISO 8601 writes it."""
    day = read_date(text, language, TODAY)
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("language", "text", "distance"),
    [
        (language, text, distance)
        for language, texts in SPOKEN.items()
        for distance, text in enumerate(texts.split("|"), -2)
    ],
)
def test_days_by_their_distance(language: str, text: str, distance: int) -> None:
    day = TODAY + timedelta(days=distance)
    assert read_date(text, language, TODAY) == day
    assert read_date(f" {text.upper()}!", "en", TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        *("3 days ago", "three days ago", "3 giorni fa", "tre giorni fa", "hace 3 días", "hace tres días"),
        *(
            "il y a 3 jours",
            "vor 3 Tagen",
            "vor drei Tagen",
            "há 3 dias",
            "3 dias atrás",
            "há três dias atrás",
        ),
    ],
)
def test_days_ago(text: str) -> None:
    assert read(text) == "2026-11-19"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *[("en", text) for text in ("2026-12-01", "2026/12/1", "20261201", "2026.12.01", "２０２６-12-01")],
        *[
            ("en", text)
            for text in ("December 1", "1st of December", "Dec 1st, 2026", "1-Dec-2026", "1 dec 26")
        ],
        *[
            ("en", text)
            for text in ("on 1 December, thanks", "Tuesday 1 December", "Tue, 1 Dec 2026", "1dec")
        ],
        *[("en-GB", text) for text in ("1/12", "01/12/2026", "1.12.26", "1-12-2026", "01 12 2026")],
        *[("en-US", text) for text in ("12/1", "12/01/2026", "12.1.26", "12-1-2026")],
        *[
            ("it", text)
            for text in ("1/12", "il 1° dicembre", "1º dicembre 2026", "1 dic.", "mar 1 dic", "martedì 1/12")
        ],
        *[
            ("es", text)
            for text in ("1/12", "1 de diciembre de 2026", "el 1 de diciembre", "martes, 1 de diciembre")
        ],
        *[("fr", text) for text in ("1/12", "le 1er décembre", "1 déc. 2026", "mardi 1er décembre 2026")],
        *[
            ("de", text)
            for text in ("1.12.", "1. 12. 2026", "am 1. Dezember", "1. Dez. 26", "Dienstag, 1.12.2026")
        ],
        *[
            ("pt", text)
            for text in ("1/12", "1º de dezembro", "1 de dez. de 2026", "terça-feira, 1 de dezembro")
        ],
    ],
)
def test_the_first_of_december(language: str, text: str) -> None:
    assert read(text, language) == "2026-12-01"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        *[
            ("en", "22/11", "2026-11-22"),
            ("en", "11/22", "2026-11-22"),
            ("en", "5/6", None),
            ("en", "5/6/2026", None),
        ],
        *[
            ("en", "5/5", "2027-05-05"),
            ("en-CA", "5/6", None),
            ("en-CA", "13/6", "2026-06-13"),
            ("fr-CA", "5/6", None),
        ],
        *[
            ("it", "11/22", None),
            ("en-GB", "11/22", None),
            ("en-US", "22/11", None),
            ("en-AU", "5/6", "2026-06-05"),
        ],
        *[
            ("de-AT", "5. Jänner 2026", "2026-01-05"),
            ("nl", "22 maart", "2027-03-22"),
            ("it", "3 ago", "2026-08-03"),
        ],
    ],
)
def test_day_and_month_stand_as_is_usual(language: str, text: str, day: str | None) -> None:
    assert read(text, language) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[
            ("10 Dec", "2026-12-10"),
            ("2 Jan", "2027-01-02"),
            ("1 July", "2026-07-01"),
            ("29 Feb", "2028-02-29"),
        ],
        *[
            ("22.11.85", "1985-11-22"),
            ("22.11.46", "2046-11-22"),
            ("22.11.47", "1947-11-22"),
            ("22.11.99", "1999-11-22"),
        ],
    ],
)
def test_a_year_left_out_or_cut_short(text: str, day: str) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *[
            ("Tuesday", "2026-11-17"),
            ("on Tuesday", "2026-11-17"),
            ("last Tuesday", "2026-11-17"),
            ("tues", "2026-11-17"),
        ],
        *[("martedì", "2026-11-17"), ("martedì scorso", "2026-11-17"), ("el martes pasado", "2026-11-17")],
        *[("mardi dernier", "2026-11-17"), ("letzten Dienstag", "2026-11-17"), ("am Dienstag", "2026-11-17")],
        *[
            ("terça", "2026-11-17"),
            ("terça-feira passada", "2026-11-17"),
            ("last Sunday", "2026-11-15"),
            ("Sunday", None),
        ],
    ],
)
def test_a_weekday_is_the_most_recent_one(text: str, day: str | None) -> None:
    assert read(text) == day


def test_what_leaves_open_which_day_it_is_fits_the_question() -> None:
    assert read_date("Tuesday", "en", TODAY, earliest=TODAY) == date(2026, 11, 24)
    assert read_date("2 Jan", "en", TODAY, latest=TODAY) == date(2026, 1, 2)
    assert read_date("1.1.40", "de", TODAY, latest=TODAY) == date(1940, 1, 1)
    assert read_date("tomorrow", "en", TODAY, latest=TODAY) == date(
        2026, 11, 23
    )  # is for the question to refuse


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("it arrived yesterday", "When did it arrive?"),
        ("è arrivato ieri", "Quando è arrivato?"),
        ("arrived yesterday evening", "When did the parcel arrive?"),
        ("bestellt gestern Abend", "Wann haben Sie bestellt?"),
    ],
)
def test_words_of_the_question_change_nothing(text: str, question: str) -> None:
    assert read_date(text, "en", TODAY, question=question) == date(2026, 11, 21)
    assert read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "?",
            "yesterday?",
            "22",
            "November",
            "2026",
            "11/2026",
            "the 22nd",
            "soon",
            "last week",
            "a week ago",
        ),
        *(
            "2026-02-30",
            "31/4",
            "0/0",
            "32 December",
            "31/12/1899",
            "2201-01-01",
            "0000-01-01",
            "00000000",
            "123/4",
        ),
        *(
            "Monday 22 November",
            "Friday, 1.12.2026",
            "not yesterday",
            "yesterday or today",
            "before 22 November",
        ),
        *(
            "since Tuesday",
            "next Tuesday",
            "Tuesday Wednesday",
            "1/2/3/4",
            "3-5",
            "5-6",
            "22.11/2026",
            "22/11 10:30",
        ),
        *(
            "2026-11-22T10:00",
            "days ago",
            "giorni fa",
            "3 weeks ago",
            "100 days ago",
            "mar 24",
            "22 November or so",
        ),
        *("22\x0011", "22\ud800/11", "last night", "22 November " + "thanks " * 20),
    ],
)
def test_no_day(text: str) -> None:
    assert read(text, "en") is None


@pytest.mark.parametrize("names", [month_names, weekday_names])
def test_no_name_means_two_things_in_the_six_languages(names: object) -> None:
    assert callable(names)
    for one in LANGUAGES:
        assert names(one) == names("en")


@given(ANY_TEXT | DATE_LIKE, TAGS)
def test_whatever_is_read_lies_within_reason(text: str, language: str) -> None:
    day = read_date(text, language, TODAY, question=text)
    assert day is None or 1900 <= day.year <= 2200


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), TAGS)
def test_every_day_is_read_in_iso(day: date, language: str) -> None:
    assert read_date(day.isoformat(), language, TODAY) == day


@pytest.mark.parametrize(
    "text", ["1/" * 2000, "1 - " * 1000, "yesterday " * 400, " " * 4000, "." * 4000, "1" * 4000]
)
def test_who_writes_a_page_says_no_day(text: str) -> None:
    assert read_date(text, "en", TODAY, question=text) is None
