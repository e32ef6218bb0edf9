"""What conditions and texts may name at a point of a run, with the values it has there.

`flows.facts` says which names there are; this gives their values. Within a sub-flow only its own answers are
seen, under their plain names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.conditions import value_of
from flows.definition import Flow, Scale
from flows.facts import MOOD
from flows.names import place
from flows.run import Answer
from flows.splits import variant_for


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known besides the answers. `facts` has the shape of `flows.facts.FACTS`."""

    flow: Flow
    facts: Mapping[str, object]

    def values(self, answers: Sequence[Answer], scope: str = "") -> dict[str, object]:
        """By name, as they are seen within `scope`; what is skipped, unanswered or unscored is left out, so
        that a condition on it is false.
        """
        values: dict[str, object] = {**self.facts, **_scores(answers)}
        if (mood := _worst_mood(answers)) is not None:
            values[MOOD] = mood
        for answer in answers:
            if (path := _within(scope, answer.node)) is not None and answer.value is not None:
                place(values, tuple(path.split(".")), named_value(answer))
        self._add_variants(values, scope)
        compute(self.flow, values, scope)
        return values

    def _add_variants(self, values: dict[str, object], scope: str) -> None:
        for name, shares in self.flow.split.items():
            outer, _, local = name.rpartition(".")
            if outer == scope:
                values[local] = variant_for(self._customer, local, shares)

    @property
    def _customer(self) -> str:
        customer = self.facts.get("customer")
        return str(customer.get("id", "")) if isinstance(customer, Mapping) else ""


def compute(flow: Flow, values: dict[str, object], scope: str) -> None:
    """Adds what `let` computes within the scope, in the order in which it is written, so that one may name
    those before it.
    """
    for name, source in flow.let.items():
        outer, _, local = name.rpartition(".")
        if outer == scope and (value := value_of(source, values)) is not None:
            values[local] = value


def named_value(answer: Answer) -> object:
    """What a name of this answer stands for: of a contact the phone number, of a consent whether it was
    given, and of a file or a place that there is one.
    """
    match answer.kind, answer.value:
        case "contact", dict(contact):
            return contact.get("phone", "")
        case "consent", dict(consent):
            return bool(consent.get("given"))
        case (("photo" | "voice" | "file" | "location"), dict()):
            return True
        case _:
            return answer.value


def _scores(answers: Iterable[Answer]) -> dict[str, object]:
    """By kind of scale, the last of each."""
    return {
        answer.kind: answer.value for answer in answers if answer.kind in _SCALES and answer.value is not None
    }


def _worst_mood(answers: Iterable[Answer]) -> float | None:
    moods = (answer.mood.polarity for answer in answers if answer.mood is not None)
    return min((polarity for polarity in moods if polarity is not None), default=None)


_SCALES = frozenset(map(str, Scale))


def _within(scope: str, node: str) -> str | None:
    if not scope:
        return node
    return node[len(scope) + 1 :] if node.startswith(f"{scope}.") else None
