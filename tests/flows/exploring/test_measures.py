"""How many paths there are, how long they are, and how little work it takes to know."""

from collections.abc import Sequence

import pytest

from flows.effort import seconds_for, seconds_to_read
from flows.exploring.effort import Span
from flows.exploring.measures import Measures, measure
from flows.exploring.walk import TooManyStates, walk, walk_together
from tests.flows.surveys import Written, ask, labelled, say, survey

OPTIONS = labelled(*(f"option_{letter}" for letter in "abcdefghijklmnopqrst"))


def measured(*nodes: Written) -> Measures:
    flow = survey(*nodes)
    return measure(flow, walk(flow))


def scores(count: int) -> list[Written]:
    return [ask("rating", f"r{at}") for at in range(count)]


def words(count: int) -> list[Written]:
    return [say("So.", id=f"s{at}", when=f"r{at} <= 2") for at in range(count)]


def in_turns(first: Sequence[Written], second: Sequence[Written]) -> list[Written]:
    return [node for pair in zip(first, second, strict=True) for node in pair]


def test_one_path() -> None:
    found = measured(ask("csat", "score"), ask("text", "reason", optional=True), say("Thanks!", id="thanks"))
    assert (found.paths, found.questions, found.taps) == (1, Span(2, 2), Span(1, 2))
    assert found.shortest == found.longest == ("score", "reason", "thanks")
    assert found.skipped == ("reason",)


def test_the_shortest_and_the_longest() -> None:
    score = ask("csat", "score", then={"4-5": "thanks"})
    found = measured(score, ask("ces", "effort"), ask("text", "reason"), say("Thanks!", id="thanks"))
    assert (found.paths, found.questions, found.taps) == (2, Span(1, 3), Span(1, 2))
    assert found.shortest == ("score", "thanks")
    assert found.longest == ("score", "effort", "reason", "thanks")


def test_only_what_leads_the_shortest_way_is_skipped_on_it() -> None:
    late = ask("choice", "late", options=labelled("yes", "no"), optional=True, then={"skipped": "why"})
    found = measured(late, say("So.", id="so", next="end"), ask("text", "why"), ask("text", "more"))
    assert (found.shortest, found.skipped) == (("late", "so"), ())
    assert found.longest == ("late", "why", "more")


def test_answers_that_lead_the_same_way_are_one_path() -> None:
    score = ask("csat", "score", then={"1": "sorry", "2": "sorry", "skipped": "thanks"}, optional=True)
    assert measured(score, say("Sorry!", id="sorry", next="end"), say("Thanks!", id="thanks")).paths == 2


def test_the_mood_is_the_worst_of_all_texts() -> None:
    said = [say("So.", when=when) for when in ("mood == 0.0", "mood < 0.0", "mood > 0.0")]
    found = measured(ask("text", "first"), ask("text", "second"), *said)
    assert found.paths == 4  # the texts of the last are not scored


def test_a_million_paths_take_a_few_dozen_states() -> None:
    found = measured(*in_turns(scores(20), words(20)))
    assert found.paths == 2**20
    assert found.states <= 2 * 20 + 2


def test_a_trillion_paths_whose_conditions_stand_far_from_their_questions() -> None:
    found = measured(*scores(40), *words(40))
    assert found.paths == 2**40
    assert found.states <= 2 * 40 + 2


def test_what_is_picked_of_twenty_options_takes_a_few_dozen_states() -> None:
    follow_ups = [say("Oh.", when=f'"{option["id"]}" in problems') for option in OPTIONS]
    found = measured(ask("multi", "problems", options=OPTIONS), *follow_ups)
    assert found.paths == 2**20 - 1  # at least one is picked
    assert found.states <= 2 * 20 + 3


def test_of_a_sum_only_the_sum_is_remembered() -> None:
    items = labelled(*(f"c{at}" for at in range(10)))
    total = " + ".join(f"rated.c{at}" for at in range(10))
    said = [say("High.", when="total / 10 >= 4"), say("Low.", when="total < 20")]
    flow = survey(ask("aspects", "rated", items=items), *said, say("Bye."), let={"total": total})
    assert measure(flow, walk(flow)).paths == 3
    assert measure(flow, walk(flow)).states == 6


def test_of_many_answers_that_one_condition_joins_it_is_remembered_whether_all_were_so() -> None:
    follow_ups = [ask("text", f"t{at}", when=f"r{at} <= 2") for at in range(20)]
    every = say("All!", when=" && ".join(f"r{at} <= 2" for at in range(20)))
    found = measured(*in_turns(scores(20), follow_ups), every, say("Bye."))
    assert found.paths == 2**20
    assert found.states <= 2 * 2 * 20 + 4


@pytest.mark.parametrize(
    ("condition", "paths"),
    [
        ("!(r0 <= 2 && r1 <= 2) || r2 == 5", 2),
        ("(r0 + r1 - r2) * 2 > 18", 1),
        ("double(r0 + r1 + r2) / 3.0 > 4.0", 2),
        ("r0 <= 2 ? r1 == 1 : r2 == 1", 2),
        ("-r0 + r1 == 4", 2),
    ],
)
def test_what_is_left_of_a_condition(condition: str, paths: int) -> None:
    assert measured(*scores(3), say("So.", when=condition), say("Bye.")).paths == paths


def test_of_lists_only_what_is_asked_of_each_is_remembered() -> None:
    lists = [ask("multi", f"m{at}", options=OPTIONS) for at in range(4)]
    said = [
        say("So.", when=f"'{first['id']}' in m{at} && !('{second['id']}' in m{(at + 1) % 4})")
        for at in range(4)
        for first, second in zip(OPTIONS[:10:2], OPTIONS[1:10:2], strict=True)
    ]
    found = measured(*lists, *said, say("Bye."))
    assert found.paths == 2**20


def test_so_many_at_most_of_twenty_options() -> None:
    follow_ups = [say("Oh.", when=f'"{option["id"]}" in problems') for option in OPTIONS]
    found = measured(ask("multi", "problems", options=OPTIONS, max=3, none=True), *follow_ups)
    assert found.paths == 1 + 20 + 190 + 1140
    assert found.states <= 4 * 20 + 3


def test_a_work_without_end_is_refused() -> None:
    again = [{**node, "id": f"t{at}"} for at, node in enumerate(words(8))]
    flow = survey(*scores(8), *words(8), *again)
    assert measure(flow, walk(flow)).paths == 2**8
    with pytest.raises(TooManyStates):
        walk(flow, most_states=500)


def test_where_paths_are_too_many_they_are_walked_together() -> None:
    again = [{**node, "id": f"t{at}"} for at, node in enumerate(words(20))]
    flow = survey(*scores(20), *words(20), *again, say("Never.", when="r0 > 5"))
    together = walk_together(flow)
    assert len(together.following) == 20 + 20 + 20 + 2
    assert together.truths.pop((60, None)) == {False}
    assert set(map(frozenset, together.truths.values())) == {frozenset({True, False})}


@pytest.mark.parametrize(
    ("node", "taps"),
    [
        (ask("nps", "x"), Span(1, 1)),
        (ask("multi", "x", options=OPTIONS[:4], min=2, max=3), Span(3, 4)),
        (ask("multi", "x", options=OPTIONS[:4], none=True), Span(1, 5)),
        (ask("aspects", "x", items=labelled("box", "tape", "ink")), Span(3, 3)),
        (ask("aspects", "x", items=labelled("box", "tape", "ink"), optional=True), Span(1, 3)),
        (ask("text", "x"), Span(0, 0)),
        (ask("text", "x", optional=True), Span(0, 1)),
        (ask("date", "x"), Span(0, 1)),
        (say("So."), Span(0, 0)),
    ],
)
def test_the_taps_of_a_question(node: Written, taps: Span) -> None:
    assert measured(node).taps == taps


def test_the_seconds_of_a_path_are_those_of_its_nodes() -> None:
    score, reason = ask("csat", "score", text={"en": "word " * 119}), ask("text", "reason", optional=True)
    skipped, written = (seconds_to_read({"en": "Reason?"}), seconds_for(survey(reason).nodes[0]))
    assert measured(score, reason).seconds == Span(round(35 + skipped), round(35 + written))
