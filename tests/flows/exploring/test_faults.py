"""Faults planted one by one, each found at its place; and what looks like one and is none."""

import pytest

from flows.expansion import expand
from flows.exploring import Stage, explore
from flows.problems import Place, Severity
from tests.flows.exploring.looking import REASON, SCENE, SCORE, STAGE, THANKS, faults, look
from tests.flows.surveys import Written, ask, labelled, say, survey

NODES: Place = ("flows", "main", "nodes")
PROBLEMS = ask("multi", "problems", options=labelled("late", "broken"))


def test_a_survey_without_a_fault() -> None:
    assert faults(SCORE, REASON, say("Sorry!", when="score <= 2"), say("Great!", when="score >= 3")) == []


def test_a_node_that_no_path_leads_to() -> None:
    found = faults({**SCORE, "then": {"1-2": "thanks", "3-5": "thanks"}}, say("Hm.", id="lost"), THANKS)
    assert found == [((*NODES, 1), 'no path leads to "lost", so nobody will see it')]


def test_a_node_that_no_jump_leads_to() -> None:
    found = faults({**SCORE, "next": "thanks"}, REASON, THANKS)
    assert found == [((*NODES, 1), 'no path leads to "reason", so nobody will see it')]


@pytest.mark.parametrize(
    ("first", "condition"),
    [
        (SCORE, "score >= 1"),
        (SCORE, "score < 6"),
        (ask("nps", "score"), "score >= 0 && score <= 10"),
        (ask("number", "score", min=0), "score > -1"),
        (ask("date", "score", earliest="2026-01-01"), 'score >= "2026-01-01"'),
        (ask("text", "score", min_length=10), "size(score) > 9"),
        (SCORE, "purchase.items_count >= 0"),
        (SCORE, "size(customer.tags) >= 0"),
    ],
)
def test_a_condition_that_is_always_true(first: Written, condition: str) -> None:
    found = faults(first, say("Fine.", when=condition), THANKS)
    assert found == [((*NODES, 1, "when"), "this is always true here")]


@pytest.mark.parametrize(
    ("first", "condition"),
    [
        (SCORE, "score > 5"),
        (SCORE, "score == 3 && csat == 4"),
        (ask("number", "score", max=10), "score * 2 > 20"),
        (PROBLEMS, "size(problems) > 2"),
        (PROBLEMS, '!("late" in problems) && !("broken" in problems)'),
        (ask("choice", "score", options=labelled("late", "other")), 'score == "lat"'),
        (ask("consent", "score", version="1"), "score && !score"),
        (REASON, "mood < -1.0"),
        (SCORE, 'customer.language == "it" && customer.language == "en"'),
        (ask("aspects", "score", items=labelled("box", "tape"), steps=3), "score.box > 3"),
    ],
)
def test_a_condition_that_is_always_false(first: Written, condition: str) -> None:
    found = faults(first, say("Never.", when=condition), THANKS)
    assert found == [((*NODES, 1, "when"), "this is always false here")]


@pytest.mark.parametrize(
    ("first", "condition"),
    [
        (SCORE, "score <= 2"),
        (REASON, 'reason == "no"'),
        (REASON, 'reason.contains("late") && size(reason) > 100'),
        (REASON, 'reason.matches("^[A-M]+$")'),
        (REASON, 'reason.matches("^(A[0-9]){9}$")'),
        (REASON, "mood <= -0.5"),
        (ask("number", "score"), "score * 2 > 20"),
        (ask("number", "score", decimals=2, min=0, max=1), "score > 0.5"),
        (ask("date", "score"), 'score < "2026-11-22"'),
        (PROBLEMS, "size(problems) == 2"),
        (PROBLEMS, 'problems == ["late"]'),
        (ask("contact", "score", optional=True), 'score != ""'),
        (ask("photo", "score", optional=True), "score"),
        (SCORE, 'customer.first_name == "Ada"'),
        (SCORE, 'purchase.brand.startsWith("B") || purchase.amount >= 100.0'),
        (SCORE, '"vip" in customer.tags'),
        (SCORE, "purchase.attributes.gift == true"),
        (SCORE, "purchase.attributes.level == 1"),
        (SCORE, 'purchase.attributes["level"] == "gold"'),
        (SCORE, 'variant == "b"'),
        (SCORE, "twice > 4"),
    ],
)
def test_a_condition_that_decides_something(first: Written, condition: str) -> None:
    keys = {"split": {"variant": {"a": 9, "b": 1}}, "let": {"twice": "score * 2"}}
    assert faults(first, say("Well.", when=condition), THANKS, **(keys if first is SCORE else {})) == []


def test_what_was_rated_before_the_time_was_over_decides_something() -> None:
    late = {"after": "1 day", "to": "sorry"}
    parts = ask("aspects", "parts", items=labelled("box", "tape"), timeout=late, next="thanks")
    assert faults(parts, say("A pity.", id="sorry", when="parts.box <= 2"), THANKS) == []


@pytest.mark.parametrize("branches", [{}, {"1": "sorry"}])
def test_two_jumps_that_complete_each_other_are_well_said(branches: dict[str, str]) -> None:
    jumps = [{"when": "score <= 2", "to": "sorry"}, {"when": "score >= 3", "to": "thanks"}]
    score = {**SCORE, "then": branches, "next": jumps}
    assert faults(score, say("Sorry!", id="sorry", next="end"), THANKS) == []


def test_a_jump_whose_condition_is_idle() -> None:
    jumps = [{"when": "score <= 2", "to": "sorry"}, {"when": "score >= 1", "to": "thanks"}]
    found = faults({**SCORE, "next": jumps}, say("Sorry!", id="sorry", next="end"), THANKS)
    assert found == [((*NODES, 0, "next", 1, "when"), "this is always true here")]


def test_a_branch_that_is_never_taken() -> None:
    found = faults({**SCORE, "then": {"1-5": "thanks", "2": "thanks"}}, THANKS)
    assert found == [((*NODES, 0, "then", "2"), "this way is never taken")]


def test_a_branch_for_those_who_cannot_skip() -> None:
    found = faults({**SCORE, "then": {"skipped": "thanks"}}, THANKS)
    assert found == [((*NODES, 0, "then", "skipped"), "this way is never taken")]


def test_a_jump_that_is_never_reached() -> None:
    found = faults({**SCORE, "then": {"1-5": "thanks"}, "next": "thanks"}, THANKS)
    assert found == [((*NODES, 0, "next"), "this way is never taken")]


def test_an_end_without_a_last_word() -> None:
    found = faults({**SCORE, "then": {"4-5": "end"}}, REASON, THANKS)
    assert found == [
        ((*NODES, 0), 'after "score" the survey can end without a last word, which other ways have')
    ]


def test_a_pattern_and_its_opposite_are_not_both_true() -> None:
    first, others = (f'{no}customer.last_name.matches("^[A-M]")' for no in ("", "!"))
    found = look(SCORE, say("From A to M", when=first), say("The others", when=others), THANKS)
    assert found.problems == ()
    assert found.measures is not None
    assert found.measures.paths == 3  # a customer without a name is neither


def test_an_end_that_says_nothing() -> None:
    mute: Written = {"end": True, "id": "mute"}
    found = faults({**SCORE, "then": {"4-5": "mute"}}, {**THANKS, "next": "end"}, mute)
    assert found == [
        ((*NODES, 0), 'after "score" the survey can end without a last word, which other ways have')
    ]


def test_the_bot_itself_has_a_last_word_where_no_way_has_one() -> None:
    assert faults({**SCORE, "then": {"4-5": "end"}}, REASON) == []


def test_customers_to_whom_nothing_is_said() -> None:
    found = faults(ask("csat", "score", when='"vip" in customer.tags'))
    assert found == [(("flows", "main"), "some customers are neither asked nor told anything")]


def test_a_circle() -> None:
    found = look(SCORE, {**REASON, "next": "score"})
    assert [problem.message for problem in found.problems] == [
        "these nodes lead to each other without end: score → reason → score"
    ]
    assert found.measures is None


def test_a_scale_that_is_asked_twice_on_one_path() -> None:
    found = faults(SCORE, ask("csat", "again"), THANKS)
    assert found == [((*NODES, 1), '"again" asks csat a second time, after "score"')]


def test_words_that_are_asked_twice_on_one_path() -> None:
    again = {**REASON, "id": "again", "text": {"en": "reason? "}}
    assert faults(REASON, again) == [((*NODES, 1), '"again" asks the same a second time, after "reason"')]


def test_words_that_are_asked_twice_in_one_language() -> None:
    good, bad = (ask("text", name, text={"en": name, "it": "Cosa?"}) for name in ("good", "bad"))
    assert faults(good, bad) == [((*NODES, 1), '"bad" asks the same in "it" a second time, after "good"')]


def test_twice_on_different_paths_is_once() -> None:
    again = ask("csat", "again", when="score <= 2")
    assert (
        faults(ask("nps", "score", then={"0-6": "thanks"}), ask("csat", "first", next="thanks"), THANKS) == []
    )
    apart = ask("choice", "kind", options=labelled("box", "shop"), then={"shop": "shop"})
    box, shop = ask("csat", "box", next="thanks"), ask("csat", "shop")
    assert faults(apart, box, shop, THANKS) == []
    assert (
        len(faults(ask("ces", "score"), ask("csat", "box", when="score >= 6"), {**again, "id": "x"}, THANKS))
        == 0
    )


def test_conditions_may_keep_two_questions_apart() -> None:
    first, second = ask("csat", "first", when="effort >= 5"), ask("csat", "second", when="effort <= 4")
    assert faults(ask("ces", "effort"), first, second, THANKS) == []


def test_a_text_that_can_outgrow_a_message() -> None:
    found = faults(ask("text", "words"), say("You wrote: {{ words }}"))
    message = "this text can have 4,107 characters, and a Telegram message has room for 4,096"
    assert found == [((*NODES, 1, "text", "en"), f"{message}: `words` alone can have 4,096")]


def test_a_text_that_is_cut_fits() -> None:
    assert faults(ask("text", "words"), say("You wrote: {{ words | truncate: 200 }}")) == []
    assert faults(ask("text", "words", max_length=200), say("You wrote: {{ words }}")) == []


def test_an_answer_that_nobody_gave_before_fills_no_text() -> None:
    text = say("You wrote: {{ words | default: 'nothing' }}", next="end")
    score = {**SCORE, "then": {"1-5": "said"}}
    found = faults(score, ask("text", "words"), {**text, "id": "said"})
    assert found == [((*NODES, 1), 'no path leads to "words", so nobody will see it')]
    assert len(faults(SCORE, ask("text", "words"), {**text, "id": "said"})) == 1


def test_a_text_under_a_picture_has_less_room() -> None:
    text = {"en": "How was it, {{ customer.first_name | default: 'you' }}? " + "So. " * 10}
    found = faults(ask("rating", "stars", text=text, picture="https://shop.example/a.jpg"), THANKS)
    assert [place for place, _ in found] == [(*NODES, 0, "text", "en")]
    assert "the text under a picture in Telegram has room for 1,024" in found[0][1]
    assert "`customer.first_name` alone can have 1,000" in found[0][1]


def test_a_value_that_does_not_fit_onto_a_button() -> None:
    narrow = Stage(SCENE, ("en",), button_room=9)
    found = look(ask("date", "day"), THANKS, stage=narrow).problems
    assert [problem.place for problem in found] == [(*NODES, 0)]
    assert "10 bytes, and Telegram has room for 9" in found[0].message


def test_a_survey_that_takes_too_long() -> None:
    words = [ask("text", name) for name in ("why", "what", "who")]
    assert faults(SCORE, *words, THANKS) == [(("flows", "main"), "the longest path takes about 81 seconds")]
    assert (
        faults(SCORE, *(dict(each, when=f"score == {at}") for at, each in enumerate(words, 1)), THANKS) == []
    )


def test_answers_that_hang_together_too_much_are_told() -> None:
    ratings = [ask("rating", f"r{at}", steps=10) for at in range(6)]
    found = look(*ratings, say("Many!", when=" * ".join(f"r{at}" for at in range(6)) + " > 50"))
    assert found.measures is None
    assert [(problem.place, problem.severity) for problem in found.problems] == [
        (("flows", "main"), Severity.NOTICE)
    ]


def test_faults_of_a_sub_flow_stand_where_it_was_written() -> None:
    inner = survey(ask("rating", "stars"), say("Never.", when="stars > 5"))
    found = look(SCORE, {"flow": "inner", "id": "more"}, THANKS, calls={"inner": inner}).problems
    assert [problem.place for problem in found] == [("flows", "inner", "nodes", 1, "when")]


def test_what_follows_a_call_is_told_at_the_call() -> None:
    call = {"flow": "inner", "id": "more", "next": [{"when": "score > 5", "to": "end"}]}
    found = look(SCORE, call, THANKS, calls={"inner": survey(say("So."))}).problems
    assert [problem.place for problem in found] == [(*NODES, 1, "next", 0, "when")]


def test_a_condition_of_a_sub_flow_that_is_called_twice_may_hold_once() -> None:
    inner = survey(say("So.", when='"vip" in customer.tags'), say("Thanks!"))
    calls = [
        {"flow": "inner", "id": name, "when": when}
        for name, when in (("a", "score <= 2"), ("b", "score > 2"))
    ]
    assert look(SCORE, *calls, calls={"inner": inner}).problems == ()


def test_an_unknown_flow() -> None:
    with pytest.raises(KeyError):
        explore("other", {"main": expand(survey(SCORE), {})}, STAGE)
