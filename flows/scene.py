"""What a step may know besides the flow, the run and the event: facts, rules and delays, all as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flows.definition import ComplaintRule
from flows.outreach import Outreach
from flows.phrases import Phrasebook
from flows.run import Run

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

    def values(self, run: Run) -> dict[str, object]:
        """What conditions and texts may name at this point of the run."""
        return {**self.facts, **run.values()}

    def response_time(self, priority: str) -> timedelta:
        return self.first_response.get(priority, ONE_WORKING_DAY)
