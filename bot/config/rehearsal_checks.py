"""What is wrong with a test before it is run: a flow that is not there, lines that nobody can read."""

from collections.abc import Collection, Iterator

from bot.config.rehearsals import Rehearsal
from bot.config.salvage import Salvage
from bot.config.values import check_channel
from flows.checks.view import did_you_mean
from flows.facts import answer_ids
from flows.problems import Place, Problem
from flows.rehearsal.lines import ANYBODY, read_talk


def check_rehearsals(found: Salvage) -> Iterator[Problem]:
    """Each with its place in the configuration."""
    names: set[str] = set()
    for at, rehearsal in enumerate(found.config.tests):
        place: Place = ("tests", at)
        if rehearsal.name in names and not found.is_broken((*place, "name")):
            yield _wrong(
                place, "name", f'there is a test "{rehearsal.name}" already', "give each test its own name"
            )
        names.add(rehearsal.name)
        yield from _check_flow(place, rehearsal, found)
        if not found.is_broken((*place, "talk")):
            yield from _check_talk(place, rehearsal)
        yield from _check_expectation(place, rehearsal, found)


def _check_flow(place: Place, rehearsal: Rehearsal, found: Salvage) -> Iterator[Problem]:
    flows = found.names("flows")
    if rehearsal.flow not in flows:
        hint = did_you_mean(rehearsal.flow, flows) or f"there are: {', '.join(flows) or 'none'}"
        yield _wrong(place, "flow", f'there is no flow "{rehearsal.flow}"', hint)


def _check_talk(place: Place, rehearsal: Rehearsal) -> Iterator[Problem]:
    lines, wrong = read_talk(rehearsal.talk, rehearsal.customer.names or (ANYBODY,))
    for line in wrong:
        yield Problem((*place, "talk"), line.message, line.hint, offset=line.offset)
    if not lines and not wrong:
        yield _wrong(
            place, "talk", "nothing is said in this talk", 'write what is said, line by line: "bot: …"'
        )


def _check_expectation(place: Place, rehearsal: Rehearsal, found: Salvage) -> Iterator[Problem]:
    expect, flow = rehearsal.expect, found.config.flows.get(rehearsal.flow)
    place = (*place, "expect")
    if isinstance(expect.ticket, str):
        try:
            check_channel(expect.ticket)
        except ValueError as error:
            yield _wrong(place, "ticket", error.args[0], f"{error.args[1]}, or false for no ticket")
    rules = [rule.name for rule in found.config.complaints]
    if expect.rule is not None and expect.rule not in rules and found.is_whole(("complaints",)):
        yield _wrong(place, "rule", f'there is no rule "{expect.rule}"', _known(expect.rule, rules))
    if flow is None or not found.is_whole(("flows", rehearsal.flow, "nodes")):
        return
    asked = answer_ids(flow)
    if expect.node is not None and expect.node.partition(".")[0] not in asked:
        yield _wrong(place, "node", f'no question is called "{expect.node}"', _known(expect.node, asked))
    for name in expect.answers:
        if name.partition(".")[0] not in asked:
            message, hint = f'no question is called "{name}"', _known(name, asked)
            yield Problem((*place, "answers", name), message, hint, at_key=True)


def _wrong(place: Place, key: str, message: str, hint: str) -> Problem:
    return Problem((*place, key), message, hint)


def _known(name: str, known: Collection[str]) -> str:
    return did_you_mean(name, known) or f"there are: {', '.join(known) or 'none'}"
