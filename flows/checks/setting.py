"""What a flow is checked against, and how places in it are told."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from flows.definition import Flow
from flows.problems import Place, Problem
from flows.texts import Audience

_ANYBODY = Audience()


@dataclass(frozen=True, slots=True)
class Setting:
    """`unsure` are ids of nodes that are wrong themselves, so that nothing else is known about them. `flows`
    are all flows, which this one may call.
    """

    audience: Audience = _ANYBODY
    unsure: Collection[str] = ()
    flows: Mapping[str, Flow] = field(default_factory=dict)


def at_place(place: Place, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a part, told from the whole that has it at this place."""
    return (replace(problem, place=(*place, *problem.place)) for problem in problems)
