"""Every act on a ticket in every state, alone and in any sequence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from flows.tickets import (
    MOVES,
    Act,
    Refusal,
    RefusalReason,
    Ticket,
    TicketAction,
    TicketState,
    act,
    reply_delivered,
    reply_failed,
    reply_unknown,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NEW = Ticket(due_at=NOW + timedelta(hours=1))

BY_CUSTOMER = {TicketAction.CUSTOMER_WROTE, TicketAction.CUSTOMER_THANKED}


def deed(action: TicketAction, actor: str = "U1", closing_reason: str | None = None) -> Act:
    return Act(
        action,
        None if action in BY_CUSTOMER else actor,
        cause="late parcel" if action is TicketAction.RESOLVE else None,
        closing_reason=closing_reason,
    )


def after(ticket: Ticket, *deeds: Act) -> Ticket:
    for one in deeds:
        result = act(ticket, one, NOW)
        assert isinstance(result, Ticket), result
        ticket = result
    return ticket


def refused(ticket: Ticket, one: Act) -> Refusal:
    result = act(ticket, one, NOW)
    assert isinstance(result, Refusal), result
    return result


CLAIMED = after(NEW, deed(TicketAction.CLAIM))
WAITING = reply_delivered(after(NEW, deed(TicketAction.REPLY)), NOW)
RESOLVED = after(WAITING, deed(TicketAction.RESOLVE))
REOPENED = after(RESOLVED, deed(TicketAction.REOPEN))
IN_EVERY_STATE = {ticket.state: ticket for ticket in (NEW, CLAIMED, WAITING, RESOLVED, REOPENED)}


def test_the_table_knows_every_state_with_every_action() -> None:
    assert set(MOVES) == set(TicketState) == set(IN_EVERY_STATE)
    for moves in MOVES.values():
        assert set(moves) == set(TicketAction)


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("action", TicketAction)
def test_every_act_leads_where_the_table_says(state: TicketState, action: TicketAction) -> None:
    ticket = replace(IN_EVERY_STATE[state], answered=True)
    result = act(ticket, deed(action, actor="U2"), NOW)

    match MOVES[state][action]:
        case TicketState() as expected:
            assert isinstance(result, Ticket)
            assert result.state is expected
        case RefusalReason() as reason:
            assert result == Refusal(reason, action, state, ticket.owner)


def test_whoever_claims_owns_it() -> None:
    assert (CLAIMED.state, CLAIMED.owner) == (TicketState.CLAIMED, "U1")


def test_a_claim_of_what_another_holds_names_the_holder() -> None:
    for ticket in (CLAIMED, WAITING):
        refusal = refused(ticket, deed(TicketAction.CLAIM, actor="U2"))

        assert (refusal.reason, refusal.owner) == (RefusalReason.HELD_BY_OTHER, "U1")


def test_a_second_claim_of_ones_own_is_harmless() -> None:
    for ticket in (CLAIMED, WAITING):
        assert refused(ticket, deed(TicketAction.CLAIM)).reason is RefusalReason.ALREADY_YOURS


def test_a_reopened_ticket_can_be_claimed_by_anyone() -> None:
    assert REOPENED.owner == "U1"
    assert after(REOPENED, deed(TicketAction.CLAIM, actor="U2")).owner == "U2"


def test_the_first_reply_makes_its_author_the_owner() -> None:
    assert (WAITING.state, WAITING.owner) == (TicketState.WAITING, "U1")


def test_a_reply_by_another_leaves_the_owner() -> None:
    assert after(CLAIMED, deed(TicketAction.REPLY, actor="U2")).owner == "U1"


def test_an_afterword_changes_nothing() -> None:
    assert after(RESOLVED, deed(TicketAction.REPLY, actor="U2")) == RESOLVED
    assert after(replace(RESOLVED, owner=None), deed(TicketAction.REPLY)).owner is None


def test_nothing_is_resolved_without_an_answer_or_a_reason() -> None:
    assert refused(CLAIMED, deed(TicketAction.RESOLVE)).reason is RefusalReason.NOT_ANSWERED

    closed = after(CLAIMED, deed(TicketAction.RESOLVE, closing_reason="spam"))

    assert (closed.state, closed.cause, closed.closing_reason) == (
        TicketState.RESOLVED,
        "late parcel",
        "spam",
    )
    assert closed.resolved_at == NOW


def test_a_reply_that_may_have_arrived_is_enough_to_resolve_but_is_no_first_response() -> None:
    ticket = reply_unknown(CLAIMED)

    assert ticket.first_response_at is None
    assert after(ticket, deed(TicketAction.RESOLVE)).state is TicketState.RESOLVED


def test_a_ticket_whose_only_reply_failed_is_its_owners_again() -> None:
    replied = after(NEW, deed(TicketAction.REPLY))

    assert reply_failed(replied) == replace(replied, state=TicketState.CLAIMED)


def test_a_reply_that_failed_changes_no_ticket_that_is_answered_or_waits_for_nobody() -> None:
    for ticket in (NEW, CLAIMED, WAITING, RESOLVED, REOPENED):
        assert reply_failed(ticket) == ticket


def test_only_the_first_delivery_sets_the_first_response() -> None:
    assert reply_delivered(WAITING, NOW + timedelta(hours=3)).first_response_at == NOW


def test_reopening_asks_for_a_new_answer_and_keeps_the_past() -> None:
    for reopened in (REOPENED, after(RESOLVED, deed(TicketAction.CUSTOMER_WROTE))):
        assert reopened == replace(
            RESOLVED,
            state=TicketState.REOPENED,
            answered=False,
            resolved_at=None,
            cause=None,
            closing_reason=None,
            times_reopened=1,
        )


def test_the_customers_words_end_the_wait() -> None:
    assert after(WAITING, deed(TicketAction.CUSTOMER_WROTE)).state is TicketState.CLAIMED


@pytest.mark.parametrize("state", TicketState)
def test_thanks_change_nothing(state: TicketState) -> None:
    ticket = IN_EVERY_STATE[state]

    assert after(ticket, deed(TicketAction.CUSTOMER_THANKED)) == ticket


@pytest.mark.parametrize(
    "impossible",
    [
        Act(TicketAction.CLAIM),
        Act(TicketAction.CUSTOMER_WROTE, actor="U1"),
        Act(TicketAction.RESOLVE, actor="U1"),
        Act(TicketAction.RESOLVE, actor="U1", cause=""),
    ],
)
def test_a_deed_that_no_button_makes_is_a_bug(impossible: Act) -> None:
    with pytest.raises(ValueError, match=r"actor|cause"):
        act(WAITING, impossible, NOW)


staff = st.sampled_from(["U1", "U2", "U3"])


class TicketLife(RuleBasedStateMachine):
    """A ticket under any sequence of deeds and deliveries."""

    @initialize()
    def open(self) -> None:
        self.ticket = NEW
        self.now = NOW
        self.touched = False
        self.delivered: list[datetime] = []

    @rule(action=st.sampled_from(TicketAction), actor=staff, reason=st.sampled_from([None, "spam"]))
    def do(self, action: TicketAction, actor: str, reason: str | None) -> None:
        self.now += timedelta(minutes=1)
        before = self.ticket
        result = act(before, deed(action, actor, reason), self.now)
        if isinstance(result, Refusal):
            assert (result.state, result.action, result.owner) == (before.state, action, before.owner)
            return
        if action is TicketAction.CLAIM or (
            action is TicketAction.REPLY and before.state is not TicketState.RESOLVED
        ):
            self.touched = True
        assert result.times_reopened - before.times_reopened == (
            result.state is TicketState.REOPENED and before.state is TicketState.RESOLVED
        )
        self.ticket = result

    @rule()
    def fail_to_deliver(self) -> None:
        self.ticket = reply_failed(self.ticket)

    @rule(arrived=st.booleans())
    def deliver(self, arrived: bool) -> None:
        self.now += timedelta(minutes=1)
        if arrived:
            self.delivered.append(self.now)
        self.ticket = reply_delivered(self.ticket, self.now) if arrived else reply_unknown(self.ticket)

    @invariant()
    def a_resolution_has_its_time_and_cause(self) -> None:
        resolved = self.ticket.state is TicketState.RESOLVED
        assert resolved == (self.ticket.resolved_at is not None) == (self.ticket.cause is not None)

    @invariant()
    def nothing_is_resolved_unanswered_without_a_reason(self) -> None:
        if self.ticket.state is TicketState.RESOLVED:
            assert self.ticket.answered or self.ticket.closing_reason

    @invariant()
    def it_has_an_owner_once_somebody_claimed_or_replied(self) -> None:
        assert (self.ticket.owner is not None) == self.touched
        if self.ticket.state in {TicketState.CLAIMED, TicketState.WAITING}:
            assert self.ticket.owner is not None

    @invariant()
    def the_first_response_is_the_first_delivery(self) -> None:
        assert self.ticket.first_response_at == (self.delivered[0] if self.delivered else None)


TestTicketLife = TicketLife.TestCase
