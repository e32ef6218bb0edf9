"""What is wrong with a flow as a whole: names, languages, lengths, order; and what would be better otherwise.

Places are told from the flow (`("nodes", 0, "when")`) or from the list of complaint rules (`(2, "when")`). A
flow is checked as it was written, without the flows that it calls.
"""

from collections.abc import Collection, Iterable, Sequence

from flows.checks.advice import advise
from flows.checks.conditions import check_computed, check_conditions, check_rules
from flows.checks.ids import check_ids
from flows.checks.jumps import check_jumps, without_wrong_jumps
from flows.checks.questions import check_question
from flows.checks.setting import Setting, at_place
from flows.checks.texts import check_texts
from flows.checks.view import View
from flows.definition import ComplaintRule, Flow
from flows.expansion import MOST_NODES, Circle, TooManyNodes, expand
from flows.facts import answer_ids
from flows.problems import Problem, Severity

__all__ = ["Setting", "advise", "check_complaints", "check_flow"]


def check_flow(flow: Flow, setting: Setting) -> list[Problem]:
    """Everything wrong with one flow."""
    if _has_too_many_nodes(flow, setting):
        message = f"this flow has more than {MOST_NODES} nodes, with those of the flows that it calls"
        return [Problem((), message, "make several flows of it, or ask less of each customer")]
    problems = [*check_ids(flow), *check_jumps(flow, setting)]
    view = View(without_wrong_jumps(flow), setting)
    problems += check_computed(view)
    for at, node in enumerate(flow.nodes):
        place = ("nodes", at)
        problems += at_place(place, check_conditions(node, at, view))
        problems += at_place(place, check_texts(node, at, view))
        problems += at_place(place, check_question(node))
    if not answer_ids(flow) and not setting.unsure:
        message = "this flow asks nothing, so it brings no answer"
        problems.append(Problem((), message, 'give a node ask = "csat"', Severity.WARNING))
    return problems


def _has_too_many_nodes(flow: Flow, setting: Setting) -> bool:
    try:
        expand(flow, setting.flows)
    except TooManyNodes:
        return True
    except (Circle, KeyError):
        return False  # told where the call stands
    return False


def check_complaints(
    rules: Sequence[ComplaintRule], flows: Iterable[Flow], unsure: Collection[str]
) -> list[Problem]:
    """Everything wrong with the conditions of the rules, which may name the answers of every flow."""
    return list(check_rules(rules, list(flows), unsure))
