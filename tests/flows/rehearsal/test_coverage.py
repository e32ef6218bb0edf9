"""What of a flow was seen in talks, and what was not."""

from flows.definition import Flow
from flows.rehearsal.coverage import Branch, Coverage, gaps, whole
from flows.rehearsal.expectation import Expectation
from flows.rehearsal.lines import read_talk
from flows.rehearsal.rehearse import rehearse
from tests.flows.rehearsal.talks import a_talk
from tests.flows.surveys import ask, labelled, say, survey

FLOW = survey(
    ask("csat", "satisfaction", then={"1-2": "wrong", "skipped": "bye"}, optional=True),
    say("Lovely!", id="lovely", next=[{"when": "satisfaction == 5", "to": "bye"}]),
    ask("choice", "wrong", options=labelled("late", "broken"), then={"late": "bye", "broken": "bye"}),
    say("Sorry.", id="sorry", when="satisfaction == 3"),
    ask("text", "more", timeout={"after": "1 day", "to": "bye"}),
    say("Bye.", id="bye"),
)


def seen(flow: Flow, *talks: str) -> Coverage:
    covered = Coverage()
    for talk in talks:
        lines, _ = read_talk(talk, ("Ada",))
        live = a_talk(flow)
        assert rehearse(lines, Expectation(), live, "#feedback") == ()
        covered |= live.covered
    return covered


def test_all_that_there_is() -> None:
    found = whole(FLOW, ("en", "it"))
    assert found.nodes == {"satisfaction", "lovely", "wrong", "sorry", "more", "bye"}
    assert {(branch.node, branch.way) for branch in found.branches} == {
        ("satisfaction", "1-2"),
        ("satisfaction", "skipped"),
        ("satisfaction", "otherwise"),
        ("lovely", "satisfaction == 5"),
        ("lovely", "otherwise"),
        ("wrong", "late"),
        ("wrong", "broken"),
        ("sorry", "passed over"),
    }
    assert found.languages == {"en", "it"}
    assert found.timeouts == {"more"}


def test_a_time_out_with_a_way_of_its_own_is_no_answer() -> None:
    late = {"after": "1 day", "to": "bye"}
    score = ask("csat", "score", then={"1-2": "bye", "3-5": "more"}, timeout=late)
    found = whole(survey(score, ask("text", "more"), say("Bye.", id="bye")), ("en",))
    assert found.branches == {Branch("score", "1-2"), Branch("score", "3-5")}


def test_one_glad_talk() -> None:
    covered = seen(FLOW, "bot: Satisfaction?*\nAda: 5\nbot: Lovely!\nbot: Bye.\n")
    missed = gaps(FLOW, ("en", "it"), covered)
    assert missed.nodes == {"wrong", "sorry", "more"}
    assert Branch("lovely", "satisfaction == 5") not in missed.branches
    assert Branch("lovely", "otherwise") in missed.branches
    assert Branch("satisfaction", "skipped") in missed.branches
    assert missed.languages == {"it"}
    assert missed.timeouts == {"more"}


def test_talks_together_may_show_it_all() -> None:
    talks = (
        "bot: Satisfaction?*\nAda: 5\nbot: Lovely!\nbot: Bye.\n",
        "bot: Satisfaction?*\nAda: (skip)\nbot: Bye.\n",
        "bot: Satisfaction?*\nAda: 2\nbot: Wrong?\nAda: Late\nbot: Bye.\n",
        "bot: Satisfaction?*\nAda: 1\nbot: Wrong?\nAda: Broken\nbot: Bye.\n",
    )
    missed = gaps(FLOW, ("en",), seen(FLOW, *talks))
    assert missed.branches == {Branch("lovely", "otherwise"), Branch("sorry", "passed over")}


def test_a_timeout_is_seen_when_it_comes() -> None:
    flow = survey(ask("text", "more", timeout={"after": "1 day"}), say("Bye.", id="bye"))
    assert gaps(flow, ("en",), seen(flow, "bot: More?\n(1 day)\nbot: Bye.\n")) == Coverage()
    assert gaps(flow, ("en",), seen(flow, "bot: More?\nAda: Hm\nbot: Bye.\n")).timeouts == {"more"}
