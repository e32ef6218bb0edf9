"""What was rated counts, though the rest never was: whether the customer skips it, is silent, or stops."""

from dataclasses import replace
from datetime import timedelta

from flows.definition import ComplaintRule
from flows.effects import RefreshTicket
from flows.events import SKIP, Stopped, Tapped, Wrote
from flows.outreach import Outreach
from flows.run import Missing, RunStatus
from tests.flows.host import Host
from tests.flows.playbook import a_mood, play
from tests.flows.surveys import MORE, PLAIN, Written, ask, labelled, say, survey

RULE = ComplaintRule(name="Bad part", when="parts.delivery <= 2", priority="high")
WATCHED = replace(PLAIN, complaints=(RULE,), outreach=Outreach(expires_after=timedelta(days=7)))


def parts(**keys: object) -> Written:
    return ask("aspects", "parts", items=labelled("delivery", "packaging", "product"), **keys)


def test_whoever_skips_the_rest_has_rated_a_part() -> None:
    play(
        survey(parts(optional=True, then={"skipped": "end"}), say("{{ parts.delivery }} it is.")),
        WATCHED,
        """
        > start
        asks 1: Parts? ¶ *Delivery*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        timers: expire in 7 days
        > taps 1 ⭐
        drawn anew:
        asks 1: Parts? ¶ Delivery: 1 ¶ *Packaging*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐ / Skip
        > taps Skip
        answer 1: parts {'delivery': 1} in en
        says: 1 it is.
        ticket: Bad part, high, to default, due in 1 day
        because: parts.delivery is 1 (parts.delivery <= 2)
        timers: none
        run: complete, step 2
        """,
    )


def test_a_part_counts_where_the_customer_is_silent() -> None:
    play(
        survey(parts(), MORE),
        WATCHED,
        """
        > start
        asks 1: Parts? ¶ *Delivery*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: expire in 7 days
        > taps 2 ⭐
        drawn anew:
        asks 1: Parts? ¶ Delivery: 2 ¶ *Packaging*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        > waits 7 days
        timer: expire
        answer 1: parts {'delivery': 2} in en
        ticket: Bad part, high, to default, due in 1 day
        because: parts.delivery is 2 (parts.delivery <= 2)
        timers: none
        run: expired, step 2
        """,
    )


def test_a_part_counts_on_the_way_of_a_time_out() -> None:
    play(
        survey(parts(timeout={"after": "1 day", "to": "end"}), MORE),
        replace(PLAIN, outreach=Outreach(expires_after=timedelta(days=7))),
        """
        > start
        asks 1: Parts? ¶ *Delivery*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        timers: time out in 1 day, expire in 7 days
        > writes 3
        asks 1: Parts? ¶ Delivery: 3 ¶ *Packaging*
        buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
        > waits 1 day
        timer: time out
        answer 1: parts {'delivery': 3} in en
        timers: none
        run: complete, step 2
        """,
    )


def asked(question: Written, *choices: str) -> Host:
    host = Host(survey(question, say("Bye.")), WATCHED)
    host.start()
    for choice in choices:
        host.feed(Tapped(host.run.step_number, choice))
    return host


def test_a_part_counts_where_the_customer_stops_and_reaches_a_ticket_that_is_open() -> None:
    host = asked(parts(), "0.4", "1.1")
    host.feed(Wrote("the box was soaked all through", a_mood(-0.9)))
    assert host.run.ticket_open
    assert RefreshTicket() in host.feed(Stopped())
    assert [answer.value for answer in host.answers] == [{"delivery": 4, "packaging": 1}]
    assert host.run.status is RunStatus.STOPPED


def test_a_tick_that_was_never_confirmed_is_no_answer() -> None:
    host = asked(ask("multi", "wrong", options=labelled("late", "broken")), "0")
    host.feed(Stopped())
    assert host.answers == []


def test_an_answer_that_was_about_to_be_changed_stands() -> None:
    host = Host(survey(parts(), MORE), WATCHED)
    host.start()
    for choice in ("0.4", "1.4", "2.4", "back", "0.1"):
        host.feed(Tapped(host.run.step_number, choice))
    host.feed(Stopped())
    assert [answer.value for answer in host.answers] == [{"delivery": 4, "packaging": 4, "product": 4}]


def test_without_a_rating_it_is_skipped() -> None:
    (answer,) = asked(parts(optional=True), SKIP).answers
    assert (answer.value, answer.missing) == (None, Missing.SKIPPED)
