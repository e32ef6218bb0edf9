"""Answers that take several taps: what is picked so far, and when they are whole.

A draft belongs to the present wait of a run and is stored with it. Each tap draws the question anew.
"""

from dataclasses import dataclass
from datetime import date

from flows.definition import AspectsNode, DateNode, MultiNode, QuestionNode
from flows.events import DONE, NONE
from flows.limits import Refused, beyond_limits
from flows.phrases import Phrase
from flows.reading import read_ratings
from flows.run import Draft, Value


@dataclass(frozen=True, slots=True)
class Drafted:
    """The tap changed what is picked so far."""

    draft: Draft


def take_tap(node: QuestionNode, choice: str, draft: Draft, today: date) -> Value | Drafted | Refused | None:
    """What a tap makes of the draft: another draft, the whole answer, or a word on what is missing; None for
    a button that the question does not have.
    """
    match node:
        case MultiNode():
            return _pick(node, choice, draft, today)
        case AspectsNode():
            return _rate(node, choice, draft)
        case DateNode() if _is_month(choice):
            return Drafted({"month": choice})
        case _:
            return None


def take_words(node: QuestionNode, words: str, draft: Draft) -> Value | Drafted | None:
    """What words make of the draft that say a part of the answer: the rating of the thing whose turn it is,
    or those of all that are left.
    """
    if not isinstance(node, AspectsNode):
        return None
    ratings, before = read_ratings(node, words), rated(draft)
    left = [item.id for item in node.items if item.id not in before]
    if len(ratings) not in {1, len(left)}:
        return None
    return _with_ratings(node, before | dict(zip(left, ratings, strict=False)))


def part_of(node: QuestionNode, draft: Draft) -> Value | None:
    """What counts of an answer that was left in the middle: a thing that was rated is, a box that was ticked
    and never confirmed is not.
    """
    return (rated(draft) or None) if isinstance(node, AspectsNode) else None


def draft_of(node: QuestionNode, value: Value | None) -> Draft:
    """Where a customer begins who changes this answer; things are rated anew."""
    match node, value:
        case MultiNode(), list(chosen):
            return {"picked": chosen}
        case DateNode(), str(day):
            return {"month": day[: len("2026-11")]}
        case _:
            return {}


def picked(draft: Draft) -> list[str]:
    """The ids of the options that are ticked so far."""
    ids = draft.get("picked")
    return [str(option) for option in ids] if isinstance(ids, list | tuple) else []


def rated(draft: Draft) -> dict[str, object]:
    """What is rated so far, by the id of the aspect."""
    ratings = draft.get("rated")
    return dict(ratings) if isinstance(ratings, dict) else {}


def _pick(node: MultiNode, choice: str, draft: Draft, today: date) -> Value | Drafted | Refused | None:
    chosen = set(picked(draft))
    if choice == DONE:
        answer = [option.id for option in node.options if option.id in chosen]
        if not answer and node.min > 0:
            return Refused(Phrase.CHOOSE_AT_LEAST, {"least": node.min})
        return beyond_limits(node, answer, today) or answer
    if choice == NONE:
        return [] if node.none else None
    option = {str(at): option.id for at, option in enumerate(node.options)}.get(choice)
    if option is None:
        return None
    chosen ^= {option}
    if len(chosen) > node.most:
        return Refused(Phrase.CHOOSE_AT_MOST, {"most": node.most})
    return Drafted({"picked": [option.id for option in node.options if option.id in chosen]})


def _rate(node: AspectsNode, choice: str, draft: Draft) -> Value | Drafted | None:
    """A button carries the position of the aspect and its rating: `2.5`."""
    at, _, step = choice.partition(".")
    aspect = {str(position): item.id for position, item in enumerate(node.items)}.get(at)
    rating = {str(number): number for number in node.steps_shown}.get(step)
    if aspect is None or rating is None:
        return None
    return _with_ratings(node, rated(draft) | {aspect: rating})


def _with_ratings(node: AspectsNode, ratings: dict[str, object]) -> Value | Drafted:
    so_far = {item.id: ratings[item.id] for item in node.items if item.id in ratings}
    return so_far if len(so_far) == len(node.items) else Drafted({"rated": so_far})


def _is_month(choice: str) -> bool:
    try:
        return len(choice) == len("2026-11") and bool(date.fromisoformat(f"{choice}-01"))
    except ValueError:
        return False
