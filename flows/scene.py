"""What a step may know besides the flow, the run and the event: facts, rules and delays, all as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flows.definition import ComplaintRule
from flows.outreach import Outreach

DEFAULT_PRIORITY = "normal"

ONE_WORKING_DAY = timedelta(hours=24)
"""The promise to the customer where no `[sla]` says otherwise."""


@dataclass(frozen=True, slots=True)
class Scene:
    """`facts` holds what texts and conditions may name (customer, purchase, business); missing facts are left out."""

    facts: Mapping[str, object]
    fallback_language: str
    time_zone: str = "UTC"
    complaints: tuple[ComplaintRule, ...] = ()
    first_response: Mapping[str, timedelta] = field(default_factory=dict)
    outreach: Outreach = field(default_factory=Outreach)
    introduce: bool = False

    def response_time(self, priority: str) -> timedelta:
        return self.first_response.get(priority, ONE_WORKING_DAY)
