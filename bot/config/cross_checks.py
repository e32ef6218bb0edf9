"""What is wrong although each value by itself is right: names that lead nowhere, texts that are missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.config.doors import check_doors
from bot.config.model import Column, CsvSource
from bot.config.rehearsal_checks import check_rehearsals
from bot.config.salvage import Salvage
from bot.config.values import check_channel
from flows.checks import Setting, advise, check_complaints, check_flow
from flows.checks.view import did_you_mean
from flows.definition import Flow, QuestionPiece
from flows.durations import describe_duration
from flows.expansion import called_by
from flows.facts import answer_ids
from flows.phrases import PHRASES, check_phrases
from flows.problems import Place, Problem, Severity
from flows.scene import DEFAULT_PRIORITY
from flows.texts import Audience
from flows.wording import Manner, base_language


def cross_check(found: Salvage) -> Iterator[Problem]:
    """Everything that does not fit together, broken parts aside."""
    checks = (
        _languages,
        _address,
        _phrases,
        check_doors,
        _sources,
        _outreach,
        _timeouts,
        _touchpoints,
        _flows,
        _complaints,
        _conditions,
        _sla,
        _migrations,
        check_rehearsals,
    )
    for check in checks:
        yield from (problem for problem in check(found) if not found.is_broken(problem.place))


def _warning(place: Place, message: str, hint: str, *, at_key: bool = False) -> Problem:
    return Problem(place, message, hint, Severity.WARNING, at_key=at_key)


def _languages(found: Salvage) -> Iterator[Problem]:
    languages = found.config.business.languages
    for at, language in enumerate(languages):
        place: Place = ("business", "languages", at)
        if language in languages[:at]:
            yield Problem(place, f'"{language}" stands here twice', "leave one out")
        if base_language(language) not in PHRASES:
            message = f'the bot\'s own sentences are not written in "{language}", and come in English'
            hint = f"they are written in {', '.join(PHRASES)}; your own wordings stand below [phrases]"
            yield _warning(place, message, hint)


def _address(found: Salvage) -> Iterator[Problem]:
    business = found.config.business
    bases = [base_language(language) for language in business.languages]
    for language in () if isinstance(business.address, Manner) else business.address:
        if base_language(language) not in bases and found.is_whole(("business", "languages")):
            message = f'"{language}" is not among the languages of the business'
            hint = did_you_mean(language, bases) or "add it to business.languages, or remove this"
            yield _warning(("business", "address", language), message, hint, at_key=True)


def _phrases(found: Salvage) -> Iterator[Problem]:
    for problem in check_phrases(found.config.phrases, _audience(found)):
        yield replace(problem, place=("phrases", *problem.place))


def _audience(found: Salvage) -> Audience:
    business = found.config.business
    return (
        Audience(business.languages, business.manners)
        if found.is_whole(("business", "languages"))
        else Audience()
    )


def _sources(found: Salvage) -> Iterator[Problem]:
    for name, source in found.config.sources.items():
        if isinstance(source, CsvSource):
            yield from _columns(("sources", name), source)


def _columns(place: Place, source: CsvSource) -> Iterator[Problem]:
    for column in source.columns:
        if column in source.fixed:
            message = f'"{column}" is both read from a column and the same for every row'
            yield Problem((*place, "columns", column), message, "keep one of them", at_key=True)
    if Column.TYPE in source.constants:
        hint = 'write type = "purchase.paid" in the source itself'
        yield Problem((*place, "constants", Column.TYPE), "the type is no constant", hint, at_key=True)


def _outreach(found: Salvage) -> Iterator[Problem]:
    expires_after = found.config.outreach.expires_after
    for at, delay in enumerate(found.config.outreach.reminders):
        if expires_after and delay >= expires_after:
            message = "this reminder is never sent, since the survey has expired by then"
            yield _warning(("outreach", "reminders", at), message, "make it shorter than expires_after")


def _timeouts(found: Salvage) -> Iterator[Problem]:
    """Both times are counted from the same question."""
    expires_after = found.config.outreach.expires_after
    for name, flow in found.config.flows.items() if found.is_whole(("outreach",)) else ():
        for at, node in enumerate(flow.nodes):
            if (
                isinstance(node, QuestionPiece)
                and node.timeout
                and timedelta(0) < expires_after <= node.timeout.after
            ):
                place: Place = ("flows", name, "nodes", at, "timeout", "after")
                message = "this time is never up, since the survey has expired by then"
                hint = f"make it shorter than outreach.expires_after, {describe_duration(expires_after)}"
                yield _warning(place, message, hint)


def _touchpoints(found: Salvage) -> Iterator[Problem]:
    flows = found.names("flows")
    for name, touchpoint in found.config.touchpoints.items():
        if touchpoint.flow not in flows:
            hint = did_you_mean(touchpoint.flow, flows) or "a flow begins with [[flows.name.nodes]]"
            yield Problem(("touchpoints", name, "flow"), f'there is no flow "{touchpoint.flow}"', hint)
    if not found.names("touchpoints") and found.is_whole(("touchpoints",)):
        flow = next(iter(flows), "after_delivery")
        hint = f'write these lines:\n[touchpoints.delivery]\non = "purchase.delivered"\nflow = "{flow}"'
        yield _warning((), "there is no touchpoint, so nobody is asked anything", hint)


def _flows(found: Salvage) -> Iterator[Problem]:
    audience = _audience(found)
    used = {touchpoint.flow for touchpoint in found.config.touchpoints.values()}
    called = {name for flow in found.config.flows.values() for name in called_by(flow)}
    all_lead_somewhere = found.is_whole(("touchpoints",)) and used <= set(found.names("flows"))
    sound: dict[str, Flow] = {}
    for name, flow in found.config.flows.items():
        problems = check_flow(flow, Setting(audience, found.unsure_ids(name), found.config.flows))
        yield from _of_flow(name, problems)
        if name not in used | called and all_lead_somewhere:
            yield _unused_flow(("flows", name), name, found.config.touchpoints)
        if not found.unsure_ids(name) and all(problem.severity is Severity.WARNING for problem in problems):
            sound[name] = flow
    for name, flow in sound.items():
        if _is_sound(flow, sound):
            yield from _of_flow(name, advise(flow, Setting(audience, flows=sound)))


def _of_flow(name: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        at_key = problem.at_key or not problem.place
        yield replace(problem, place=("flows", name, *problem.place), at_key=at_key)


def _is_sound(flow: Flow, sound: Mapping[str, Flow]) -> bool:
    """Whether nothing is wrong with the flows that it calls either."""
    return all(name in sound and _is_sound(sound[name], sound) for name in called_by(flow))


def _unused_flow(place: Place, name: str, touchpoints: Iterable[str]) -> Problem:
    header, line = f"[touchpoints.{name}]", f'flow = "{name}"'
    lines = f'these lines:\n{header}\non = "purchase.delivered"\n{line}'
    if name in touchpoints:
        lines = f"{line} in {header}"
    hint = f"if customers are to be asked by it, write {lines}"
    return _warning(place, f'no touchpoint starts the flow "{name}"', hint, at_key=True)


def _complaints(found: Salvage) -> Iterator[Problem]:
    names: set[str] = set()
    for at, rule in enumerate(found.config.complaints):
        place: Place = ("complaints", at)
        if rule.name in names and not found.is_broken((*place, "name")):
            yield Problem(
                (*place, "name"), f'there is a rule "{rule.name}" already', "give each rule a name of its own"
            )
        names.add(rule.name)
        yield from _channel((*place, "channel"), rule.channel)
        if "priority" in rule.model_fields_set and rule.priority not in found.names("sla"):
            yield _no_sla((*place, "priority"), rule.priority, found.names("sla"))


def _channel(place: Place, channel: str | None) -> Iterator[Problem]:
    try:
        check_channel(channel or "#none")
    except ValueError as error:
        message, hint = error.args
        yield Problem(place, message, hint)


def _no_sla(place: Place, priority: str, known: list[str]) -> Problem:
    message = f"there is no [sla.{priority}], so its first response is due within 24 hours"
    hint = f'write these lines:\n[sla.{priority}]\nfirst_response = "1 hour"'
    return _warning(place, message, did_you_mean(priority, known) or hint)


def _conditions(found: Salvage) -> Iterator[Problem]:
    """The conditions of complaint rules, unless a flow is so broken that its answers are not known."""
    flows = found.config.flows
    if any(name not in flows or found.is_broken(("flows", name, "nodes")) for name in found.names("flows")):
        return
    unsure = {node for name in flows for node in found.unsure_ids(name)}
    for problem in check_complaints(found.config.complaints, flows.values(), unsure):
        yield replace(problem, place=("complaints", *problem.place))


def _migrations(found: Salvage) -> Iterator[Problem]:
    """The old nodes are those of an earlier flow, of which nothing is known here."""
    for name, moves in found.config.migrate.items():
        flow = found.config.flows.get(name)
        if flow is None:
            hint = did_you_mean(name, found.names("flows")) or "name a flow of this configuration"
            yield Problem(("migrate", name), f'there is no flow "{name}"', hint, at_key=True)
            continue
        questions = answer_ids(flow)
        for node, target in moves.items():
            place: Place = ("migrate", name, node)
            if target not in questions:
                hint = did_you_mean(target, questions) or f"it asks {', '.join(questions)}"
                yield Problem(place, f'no question of "{name}" is called "{target}"', hint)
            elif node in questions:
                hint = "runs that wait there finish on the flow as it was; give the new question another name"
                yield _warning(place, f'"{node}" is still asked, and everybody there is asked anew', hint)


def _sla(found: Salvage) -> Iterator[Problem]:
    used = {DEFAULT_PRIORITY, *(rule.priority for rule in found.config.complaints)}
    for priority in found.config.sla if found.is_whole(("complaints",)) else ():
        if priority not in used:
            message = f'no complaint rule has the priority "{priority}"'
            hint = did_you_mean(priority, used) or f'write priority = "{priority}" in a rule, or remove this'
            yield _warning(("sla", priority), message, hint, at_key=True)
