"""What each phrase is: a label, a toast or a message, and which values it may name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flows.definition import Scale
from flows.facts import FACTS
from flows.names import Kind, Leaf, Names
from flows.phrases.names import Phrase

LABELS: Final = frozenset(
    {
        Phrase.SKIP,
        Phrase.BACK,
        Phrase.CHANGE,
        Phrase.DONE,
        Phrase.NONE_OF_THESE,
        Phrase.KEEP_ANSWER,
        Phrase.TODAY,
        Phrase.YESTERDAY,
        Phrase.CONSENT_YES,
        Phrase.CONSENT_NO,
        Phrase.SHARE_CONTACT,
        Phrase.SHARE_LOCATION,
        Phrase.LOW_CSAT,
        Phrase.HIGH_CSAT,
        Phrase.LOW_NPS,
        Phrase.HIGH_NPS,
        Phrase.LOW_CES,
        Phrase.HIGH_CES,
    }
)
"""Short and plain: on buttons, and at the ends of scales."""

TOASTS: Final = frozenset(
    {
        Phrase.ALREADY_ANSWERED,
        Phrase.QUESTION_OVER,
        Phrase.QUESTION_CLOSED,
        Phrase.MESSAGE_PASSED_ON,
        Phrase.CHANGED,
        Phrase.TOO_LATE_TO_CHANGE,
        Phrase.CHOOSE_AT_LEAST,
        Phrase.CHOOSE_AT_MOST,
    }
)
"""Shown over the chat after a tap, at least sometimes."""

ENDS: Final[Mapping[Scale, tuple[Phrase, Phrase]]] = MappingProxyType(
    {
        Scale.CSAT: (Phrase.LOW_CSAT, Phrase.HIGH_CSAT),
        Scale.NPS: (Phrase.LOW_NPS, Phrase.HIGH_NPS),
        Scale.CES: (Phrase.LOW_CES, Phrase.HIGH_CES),
    }
)
"""What stands at the lowest and at the highest step of a scale."""

_BUSINESS = {"business": FACTS.entries["business"]}
_TEXT, _NUMBER = Leaf(Kind.STRING), Leaf(Kind.INT)
_MAYBE_TEXT, _MAYBE_NUMBER = Leaf(Kind.STRING, optional=True), Leaf(Kind.FLOAT, optional=True)

_VALUES: Final[Mapping[Phrase, Names]] = MappingProxyType(
    {
        Phrase.INTRODUCTION: Names(_BUSINESS),
        Phrase.UNREADABLE_SCALE: Names({"lowest": _NUMBER, "highest": _NUMBER}),
        Phrase.YOUR_ANSWER_SO_FAR: Names({"answer": _TEXT}),
        Phrase.ANSWER_STANDS: Names({"answer": _TEXT}),
        Phrase.PROGRESS: Names({"at": _NUMBER, "total": _NUMBER}),
        Phrase.RECEIVED: Names({"answer": _TEXT}),
        Phrase.CHOOSE_AT_LEAST: Names({"least": _NUMBER}),
        Phrase.CHOOSE_AT_MOST: Names({"most": _NUMBER}),
        Phrase.NUMBER_OUT_OF_RANGE: Names({"lowest": _MAYBE_NUMBER, "highest": _MAYBE_NUMBER}),
        Phrase.DATE_OUT_OF_RANGE: Names({"earliest": _MAYBE_TEXT, "latest": _MAYBE_TEXT}),
        Phrase.TEXT_TOO_SHORT: Names({"least": _NUMBER}),
        Phrase.TEXT_TOO_LONG: Names({"most": _NUMBER}),
        Phrase.CES_QUESTION: Names(_BUSINESS),
        Phrase.TICKET_OPENED: Names({**_BUSINESS, "reply_by": _TEXT}),
        Phrase.RESOLVED: Names(_BUSINESS),
        Phrase.WELCOME: Names(_BUSINESS),
        Phrase.HELP: Names(_BUSINESS),
    }
)


def values_of(name: Phrase) -> Names:
    """What a wording of the phrase may name, for a phrase without values nothing."""
    return _VALUES.get(name, Names({}))
