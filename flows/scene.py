"""What a step may know besides the flow, the run and the event: facts, rules and delays, all as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flows.definition import ComplaintRule
from flows.outreach import Outreach
from flows.phrases import Phrase, Phrasebook
from flows.wording import render
from flows.wording.markup import parse

DEFAULT_PRIORITY = "normal"

ONE_WORKING_DAY = timedelta(hours=24)
"""The promise to the customer where no `[sla]` says otherwise."""

_USUAL_PHRASES = Phrasebook()


@dataclass(frozen=True, slots=True)
class Scene:
    """`facts` has the shape of `flows.facts.FACTS`; what is not known is left out.

    `time_zone` is the customer's (IANA), `first_response` goes by priority, and `introduce` says that the
    customer has not been told yet who writes to them. `phrases` are the bot's own sentences.
    """

    facts: Mapping[str, object]
    fallback_language: str
    time_zone: str = "UTC"
    complaints: tuple[ComplaintRule, ...] = ()
    first_response: Mapping[str, timedelta] = field(default_factory=dict)
    outreach: Outreach = field(default_factory=Outreach)
    introduce: bool = False
    phrases: Phrasebook = _USUAL_PHRASES

    def say(self, name: Phrase, language: str, **values: object) -> str:
        """One of the bot's own sentences, as markup."""
        return render(self.phrases.of(name, language), {**self.facts, **values}, language)

    def word(self, name: Phrase, language: str, **values: object) -> str:
        """The same for a button, which shows no markup."""
        return parse(self.say(name, language, **values)).plain

    def response_time(self, priority: str) -> timedelta:
        return self.first_response.get(priority, ONE_WORKING_DAY)
