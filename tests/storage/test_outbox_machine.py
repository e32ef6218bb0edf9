"""The outbox against a model of its promises: letters, senders that die, platforms that refuse, time.

The model does not repeat how the outbox chooses. It knows what has happened to each letter and says, of every
claim, whether it was allowed, and of every letter that was not claimed, whether it had a reason to wait.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import delete, select

from storage import budgets, outbox
from storage.database import Database
from storage.outbox import AHEAD, LEASE, Claim, Priority
from storage.records import OutboxState
from storage.tables import OutboxRow, SendBudgetRow
from tests.storage.letters import LIMITS, draft, queue
from tests.storage.seeds import NOW, SECOND

SHARED = "all of telegram"


@dataclass
class Letter:
    """What the model knows of one letter. `claims` are in the hands of senders that have not reported yet."""

    id: int
    key: str
    priority: Priority
    not_before: datetime = NOW
    leased_until: datetime | None = None
    attempts: int = 0
    uncertain: bool = False
    end: OutboxState | None = None
    claims: list[Claim] = field(default_factory=list)


class Outbox(RuleBasedStateMachine):
    """Each rule is one transaction, as it would be in the program."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.now = NOW
        self.letters: dict[int, Letter] = {}
        self.free_at: dict[str, datetime] = {}
        with database.transaction() as session:
            session.exec(delete(OutboxRow))
            session.exec(delete(SendBudgetRow))

    @rule(key=st.sampled_from("abcd"), priority=st.sampled_from(Priority))
    def queue(self, key: str, priority: Priority) -> None:
        for before in self.waiting(key):
            before.priority = min(before.priority, priority)
        (item_id,) = queue(self.database, draft(key, priority), at=self.now)
        assert item_id not in self.letters
        self.letters[item_id] = Letter(item_id, key, priority, self.now)

    @rule(most=st.integers(1, 3))
    def claim(self, most: int) -> None:
        may_leave = [letter.id for letter in self.letters.values() if self.may_leave(letter)]
        with self.database.transaction() as session:
            claims = outbox.claim(session, "somebody", LIMITS, self.now, most)
        for claimed in claims:
            self.take(claimed)
        ids = [claimed.item.id for claimed in claims]
        assert ids == sorted(ids, key=lambda item_id: (self.letters[item_id].priority, item_id))
        assert set(ids) <= set(may_leave)
        if len(claims) < most:
            left_out = [self.letters[item_id] for item_id in may_leave if item_id not in ids]
            assert not any(self.has_room(letter) for letter in left_out), "a letter waits without a reason"

    def take(self, claimed: Claim) -> None:
        """The claim says what the model knows, and its place is free under both limits."""
        letter = self.letters[claimed.item.id]
        letter.uncertain = letter.uncertain or letter.leased_until is not None
        letter.attempts += 1
        letter.leased_until = self.now + LEASE
        letter.claims.append(claimed)
        assert (claimed.item.attempts, claimed.item.uncertain) == (letter.attempts, letter.uncertain)
        assert self.now <= claimed.send_at <= self.now + AHEAD
        for budget, interval in ((letter.key, SECOND), (SHARED, LIMITS["telegram"][SHARED])):
            assert claimed.send_at >= self.free_at.get(budget, NOW)
            self.free_at[budget] = claimed.send_at + interval

    @precondition(lambda self: self.in_hand())
    @rule(data=st.data(), end=st.sampled_from(["sent", "unknown", "gave up"]))
    def end(self, data: st.DataObject, end: str) -> None:
        """Whoever sent it says so, perhaps long after others have taken over."""
        letter, _ = data.draw(st.sampled_from(self.in_hand()), label="letter")
        with self.database.transaction() as session:
            match end:
                case "sent":
                    outbox.mark_sent(session, letter.id, "17", self.now)
                case "unknown":
                    outbox.mark_unknown(session, letter.id, "the connection broke")
                case _:
                    outbox.give_up(session, letter.id, "the chat is gone")
        letter.claims.clear()
        letter.leased_until = None
        letter.end = OutboxState(end)

    @precondition(lambda self: self.in_hand())
    @rule(data=st.data(), seconds=st.integers(0, 5), uncertain=st.booleans())
    def retry(self, data: st.DataObject, seconds: int, uncertain: bool) -> None:
        letter, claimed = data.draw(st.sampled_from(self.in_hand()), label="letter")
        at = self.now + timedelta(seconds=seconds)
        uncertain = uncertain or claimed.item.uncertain
        with self.database.transaction() as session:
            outbox.retry(session, claimed.item, at, "too many requests", uncertain=uncertain)
        letter.claims.remove(claimed)
        if claimed.item.attempts == letter.attempts:  # said in time: nobody has claimed it since
            letter.not_before, letter.uncertain, letter.leased_until = at, uncertain, None

    @rule(data=st.data(), seconds=st.integers(1, 10))
    def hold(self, data: st.DataObject, seconds: int) -> None:
        budget = data.draw(st.sampled_from([*"abcd", SHARED]), label="budget")
        at = self.now + timedelta(seconds=seconds)
        with self.database.transaction() as session:
            budgets.hold_until(session, {budget}, at, self.now)
        self.free_at[budget] = max(at, self.free_at.get(budget, NOW))

    @rule(span=st.sampled_from([SECOND / 40, SECOND, 5 * SECOND]))
    def let_time_pass(self, span: timedelta) -> None:
        self.now += span

    @precondition(lambda self: self.in_hand())
    @rule()
    def let_the_senders_die(self) -> None:
        """Seen from outside: a lease runs out. What was in hand is taken up, and the dead may yet speak."""
        self.now += LEASE + SECOND
        self.claim(most=3)

    @invariant()
    def the_rows_are_as_the_model_says(self) -> None:
        with self.database.reading() as session:
            rows = {row.id: row for row in session.exec(select(OutboxRow))}
        assert rows.keys() == self.letters.keys()
        for letter in self.letters.values():
            row = rows[letter.id]
            assert row.state == (letter.end or OutboxState.PENDING)
            assert (row.priority, row.leased_until) == (letter.priority, letter.leased_until)

    @invariant()
    def one_at_a_time_is_under_way_under_each_key(self) -> None:
        under_way = [letter.key for letter in self.letters.values() if self.is_leased(letter)]
        assert len(under_way) == len(set(under_way))

    def teardown(self) -> None:
        """When all goes well again, all that waits is sent, under each key in the order it was queued."""
        order: dict[str, list[int]] = {}
        for _ in range(len(self.letters) + 20):
            with self.database.transaction() as session:
                if outbox.count_waiting(session) == 0:
                    break
                for claimed in outbox.claim(session, "the last", LIMITS, self.now):
                    order.setdefault(claimed.item.ordering_key, []).append(claimed.item.id)
                    outbox.mark_sent(session, claimed.item.id, "17", claimed.send_at)
            self.now += LEASE + SECOND
        with self.database.reading() as session:
            assert outbox.count_waiting(session) == 0
        assert all(ids == sorted(ids) for ids in order.values())

    def waiting(self, key: str) -> list[Letter]:
        return [letter for letter in self.letters.values() if letter.key == key and letter.end is None]

    def is_leased(self, letter: Letter) -> bool:
        return letter.leased_until is not None and letter.leased_until >= self.now

    def may_leave(self, letter: Letter) -> bool:
        """As far as the letter itself is concerned: it is the first of its key, due, and in nobody's hand."""
        first = letter.end is None and self.waiting(letter.key)[0] is letter
        return first and letter.not_before <= self.now and not self.is_leased(letter)

    def has_room(self, letter: Letter) -> bool:
        return all(self.free_at.get(name, NOW) <= self.now + AHEAD for name in (letter.key, SHARED))

    def in_hand(self) -> list[tuple[Letter, Claim]]:
        """What somebody has claimed and not yet said what became of it."""
        return [
            (letter, claimed)
            for letter in self.letters.values()
            if letter.end is None
            for claimed in letter.claims
        ]


def test_the_outbox_keeps_its_promises(database: Database) -> None:
    class OutboxHere(Outbox):
        def __init__(self) -> None:
            super().__init__(database)

    told_at_once = [
        phase for phase in settings().phases if phase is not Phase.shrink
    ]  # that would take minutes
    fewer = settings(
        max_examples=settings().max_examples // 2, stateful_step_count=25, phases=told_at_once, deadline=None
    )
    run_state_machine_as_test(OutboxHere, settings=fewer)
