"""How a day is named by its distance from today."""

from collections.abc import Mapping
from typing import Final

from flows.answers.letters import Words
from flows.answers.vocabulary.listing import phrases, words

_DISTANCES: Mapping[int, Mapping[str, str]] = {
    -2: {
        "en": "day before yesterday",
        "it": "l altro ieri, altro ieri, l altroieri, altroieri, ieri l altro",
        "es": "anteayer, antes de ayer, antier",
        "fr": "avant hier",
        "de": "vorgestern",
        "pt": "anteontem, antes de ontem",
    },
    -1: {
        "en": "yesterday",
        "it": "ieri",
        "es": "ayer, ayer manana",
        "fr": "hier",
        "de": "gestern, gestern morgen",
        "pt": "ontem, ontem manha",
    },
    0: {
        "en": "today, tonight",
        "it": "oggi, stamattina, stamani, stasera",
        "es": "hoy, hoy manana, esta manana, esta tarde",
        "fr": "aujourd hui, aujourdhui, ce matin, ce soir",
        "de": "heute, heute morgen",
        "pt": "hoje, hoje manha",
    },
    1: {
        "en": "tomorrow",
        "it": "domani",
        "es": "manana, manana manana",
        "fr": "demain",
        "de": "morgen",
        "pt": "amanha, amanha manha",
    },
    2: {
        "en": "day after tomorrow",
        "it": "dopodomani, dopo domani",
        "es": "pasado manana",
        "fr": "apres demain",
        "de": "ubermorgen, uebermorgen",
        "pt": "depois de amanha, depois amanha",
    },
}

DISTANCES: Final[Mapping[Words, int]] = {
    phrase: days for days, by_language in _DISTANCES.items() for phrase in phrases(**by_language)
}
"""In days from today, by all of the words."""

DAY_UNITS: Final = words(
    en="day days", it="giorno giorni", es="dia dias", fr="jour jours", de="tag tage tagen", pt="dia dias"
)
"""Not weeks: "three weeks ago" is seldom a day."""

AGO: Final = words(en="ago", it="fa", es="hace", fr="y", de="vor", pt="ha atras")
"""Those of a language where they tell one kind of distance from all others ("il y a 3 jours")."""

LAST: Final = words(
    en="last",
    it="scorso scorsa",
    es="pasado pasada ultimo",
    fr="dernier",
    de="letzten letzter",
    pt="passada passado",
)

MONTHS: Final[Mapping[str, int]] = {"sept": 9, "mrz": 3, "maerz": 3}
WEEKDAYS: Final[Mapping[str, int]] = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
"""What is usual beside the names that Babel knows; Monday is 0."""
